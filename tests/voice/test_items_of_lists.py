"""What becomes an item: no small words, no conjunctions, and nothing that was used up; in five languages."""

import pytest

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from tests.voice.test_follow_ups import kitchen, said

LISTED = {
    "en": ("add flour to the list", "oh and some milk", "and eggs too", {"flour", "milk", "eggs"}),
    "de": ("setz Mehl auf die Liste", "ach und Milch", "und noch Eier", {"Mehl", "Milch", "Eier"}),
    "fr": (
        "ajoute de la farine à la liste",
        "ah et du lait",
        "et aussi des œufs",
        {"farine", "lait", "œufs"},
    ),
    "es": ("añade harina a la lista", "ah y leche", "y también huevos", {"harina", "leche", "huevos"}),
    "it": ("aggiungi farina alla lista", "ah e il latte", "e anche le uova", {"farina", "latte", "uova"}),
}
USED_UP = {
    "en": ("put six eggs in the fridge", "I used up the last eggs", "the eggs are all gone"),
    "de": ("sechs Eier in den Kühlschrank", "ich hab die letzten Eier aufgebraucht", "wir haben die Eier aufgegessen"),
    "fr": ("mets six œufs dans le frigo", "j'ai utilisé les derniers œufs", "on a fini les œufs"),
    "es": ("pon seis huevos en la nevera", "he gastado los últimos huevos", "hemos acabado todos los huevos"),
    "it": ("metti sei uova in frigo", "ho finito le ultime uova", "abbiamo finito tutte le uova"),
}  # fmt: skip


async def listed(kitchen: Kitchen) -> set[str]:
    return {item.name for item in await kitchen.shopping.items() if not item.bought}


@pytest.mark.parametrize("language", LISTED)
async def test_what_is_added_after_a_conjunction_is_an_item_without_it(language: str) -> None:
    first, second, third, wanted = LISTED[language]
    async with kitchen(language) as talk:
        for text in (first, second, third):
            assert await said(talk, text)
        assert await listed(talk.kitchen) == wanted


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("language", USED_UP)
async def test_what_was_used_up_leaves_the_pantry_and_the_list_as_it_is(language: str, number: int) -> None:
    stock, *used = USED_UP[language]
    async with kitchen(language) as talk:
        for text in (LISTED[language][0], stock):
            assert await said(talk, text)
        assert len(await talk.kitchen.pantry.items()) == 1
        assert await said(talk, used[number - 1])
        assert not [item for item in await talk.kitchen.pantry.items() if item.amount]
        assert len(await listed(talk.kitchen)) == 1


PUT_ON_THE_LIST = {
    "en": ("is there any butter?", "then put butter on the list", "butter"),
    "de": ("ist noch Butter da?", "dann setz Butter auf die Liste", "Butter"),
    "fr": ("il y a encore du beurre ?", "alors mets du beurre sur la liste", "beurre"),
    "es": ("¿queda mantequilla?", "pues pon mantequilla en la lista", "mantequilla"),
    "it": ("c'è ancora del burro?", "allora metti il burro sulla lista", "burro"),
}


@pytest.mark.parametrize("language", PUT_ON_THE_LIST)
async def test_a_whole_request_after_a_question_is_no_other_question(language: str) -> None:
    asked, then, wanted = PUT_ON_THE_LIST[language]
    async with kitchen(language) as talk:
        assert await said(talk, asked)
        await said(talk, then)
        assert await listed(talk.kitchen) == {wanted}
