"""Who a question about a dish is about, in five languages, and what is said about strangers."""

from pathlib import Path
from uuid import uuid4

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.assist.handlers.dietary_suitability import ANSWERS
from custom_components.hearthtech.assist.handlers.who_eats import eaters, named_allergen
from custom_components.hearthtech.assist.turn import TurnContext
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.voice.dialogue import Conversation, Dialogue
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.recognizer import Recognition, Recognizer

LANGUAGES = ("en", "de", "fr", "es", "it")
PEOPLE = (Person(id="a", name="Anna"), Person(id="b", name="Ben"), Person(id="o", name="Oma Lene"))

# language | question | known, apart by commas | names | S stranger, M speaker, A everybody
CASES = """
en | can Tom eat it | | Tom |
en | can Anna and Ben eat it | Anna, Ben | |
en | can Anna and Tom eat the beef stew | Anna | Tom |
en | can Anna, Ben and Tom have the beef stew | Anna, Ben | Tom |
en | can the baby eat it | | | S
en | can my mother-in-law eat this | | | S
en | can somebody with a nut allergy eat it | | | S
en | can anyone with celiac disease eat it | | | S
en | is it safe for Tom | | Tom |
en | is the beef stew okay for Anna and Tom | Anna | Tom |
en | is this ok for our guests tonight | | | S
en | is this okay for Ben | Ben | |
en | can I eat this | | | M
en | can we eat this | | | A
en | who can eat it | | | A
en | can everybody eat it | | | A
en | is it safe for the whole family | | | A
en | can I give this to Tom | | Tom |
en | could I serve the beef stew to my neighbours | | | S
en | is it safe | | |
en | what about Tom | | Tom |
en | can Oma Lene eat it | Oma Lene | |
en | is it good for the kids | | | S
en | could tom have some of it please | | Tom |
en | is anna allowed to eat it | Anna | |
en | is there anything in it that tom can't eat | | Tom |
en | does Tom tolerate this | | Tom |
de | kann Tom das essen | | Tom |
de | verträgt Ben das | Ben | |
de | kann das Baby die Rindersuppe essen | | | S
de | ist das für Tom geeignet | | Tom |
de | können Anna und Tom das essen | Anna | Tom |
de | können Anna und Ben die Rindersuppe essen | Anna, Ben | |
de | darf jemand mit Nussallergie das essen | | | S
de | kann das jeder essen | | | A
de | ist das was für meine Schwiegermutter | | | S
de | kann ich das Tom geben | | Tom |
de | können wir das essen | | | A
de | wer darf das essen | | | A
de | darf ich das essen | | | M
de | ist das für alle okay | | | A
fr | est-ce que Tom peut en manger | | Tom |
fr | est-ce qu'Anna peut en manger | Anna | |
fr | Tom peut-il manger ça | | Tom |
fr | ça convient à Ben | Ben | |
fr | ça convient à Tom | | Tom |
fr | est-ce que le bébé peut en manger | | | S
fr | c'est bon pour Anna et Tom | Anna | Tom |
fr | est-ce qu'Anna et Ben peuvent en manger | Anna, Ben | |
fr | peut-on en manger | | | A
fr | tout le monde peut en manger | | | A
fr | est-ce que quelqu'un d'allergique aux noix peut en manger | | | S
fr | est-ce que c'est bon pour ma belle-mère | | | S
es | puede Tom comer esto | | Tom |
es | puede Anna comer esto | Anna | |
es | pueden Anna y Tom comer esto | Anna | Tom |
es | pueden Anna y Ben comer esto | Anna, Ben | |
es | es seguro para Tom | | Tom |
es | puede comerlo el bebé | | | S
es | puede mi suegra comer esto | | | S
es | podemos comer esto | | | A
es | puedo comer esto | | | M
es | es bueno para los invitados | | | S
es | puede alguien con alergia a los frutos secos comer esto | | | S
it | Tom può mangiarlo | | Tom |
it | Anna può mangiarlo | Anna | |
it | va bene per Tom | | Tom |
it | va bene per Ben | Ben | |
it | Anna e Tom possono mangiarlo | Anna | Tom |
it | Anna e Ben possono mangiarlo | Anna, Ben | |
it | può mangiarlo il bambino | | | S
it | possiamo mangiarlo | | | A
it | posso mangiarlo | | | M
it | va bene per tutti | | | A
it | va bene per gli ospiti | | | S
it | qualcuno allergico alle noci può mangiarlo | | | S
"""


def cases() -> list[tuple[str, ...]]:
    return [
        tuple(part.strip() for part in line.split("|")) for line in CASES.strip().splitlines() if line.strip()
    ]


@pytest.mark.parametrize(("language", "said", "known", "names", "flags"), cases())
def test_who_is_meant(language: str, said: str, known: str, names: str, flags: str) -> None:
    found = eaters(said, language, PEOPLE, ["Beef stew", "Rindersuppe"])
    assert ", ".join(one.name for one in found.known) == known
    assert ", ".join(found.names) == names
    assert found.strangers == ("S" in flags)
    assert found.speaker == ("M" in flags)
    assert found.everybody == ("A" in flags)


def test_what_a_stranger_cannot_eat() -> None:
    assert eaters("can somebody with a nut allergy eat it", "en", PEOPLE).allergens == {Allergen.NUTS}
    assert eaters("can anyone with celiac disease eat it", "en", PEOPLE).allergens == {Allergen.GLUTEN}
    assert eaters("kann das jemand mit Zöliakie essen", "de", PEOPLE).allergens == {Allergen.GLUTEN}
    assert eaters("can a vegan eat that", "en", PEOPLE).diets == {Diet.VEGAN}


@settings(max_examples=150, deadline=None)
@given(said=st.text(max_size=80), language=st.sampled_from([*LANGUAGES, "xx", ""]))
def test_any_words_are_read(said: str, language: str) -> None:
    eaters(said, language, PEOPLE, [said[:5]])


def test_the_time_grows_with_the_length_and_no_faster() -> None:
    for language in LANGUAGES:
        eaters("can " * 5000 + "the " * 5000, language, PEOPLE)


# Answers


async def answer(tmp_path: Path, said: str, language: str = "en", who: str = "", **slots: str) -> str:
    kitchen = await Kitchen.open(tmp_path / f"{uuid4().hex}.db")
    try:
        recipe = await kitchen.recipes.add(
            Recipe(
                id="",
                name="Plain waffles",
                ingredients=tuple(Ingredient(text=line) for line in ("200 g wheat flour", "300 ml milk")),
                steps=(Step(text="Mix and bake."),),
            )
        )
        await kitchen.people.add(Person(name="Anna", allergens={Allergen.MILK: Severity.SEVERE}))
        await kitchen.people.add(Person(name="Ben", allergens={Allergen.PEANUTS: Severity.SEVERE}))
        turn = TurnContext(
            kitchen=kitchen,
            home=None,  # type: ignore[arg-type]
            recognizer=Recognizer(),
            dialogue=Dialogue(lambda: 0.0),
            conversation=Conversation("kitchen", "s"),
            recognition=Recognition(kind=Kind.FITS_PERSON, slots={"recipe_id": recipe.id, **slots}),
            language=language,
            actor_name=who,
            said=said,
        )
        return (await ANSWERS[Kind.FITS_PERSON](turn)).say
    finally:
        await kitchen.close()


SAFE_WORDS = (
    "speaks against",
    "known to harm",
    "spricht",
    "bekannt",
    "oppose",
    "nuire",
    "desaconseja",
    "daño",
    "sconsiglia",
    "male",
)


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "can Tom eat it", ("I don't know Tom.", "It contains wheat and milk.")),
        ("de", "kann Tom das essen", ("Tom kenne ich nicht.", "Es enthält Weizen und Milch.")),
        (
            "fr",
            "est-ce que Tom peut en manger",
            ("Je ne connais pas Tom.", "Cela contient du blé et du lait."),
        ),
        ("es", "puede Tom comer esto", ("No conozco a Tom.", "Contiene trigo y leche.")),
        ("it", "Tom può mangiarlo", ("Non conosco Tom.", "Contiene grano e latte.")),
        ("en", "can the baby eat it", ("I don't know what they can't eat.", "It contains wheat and milk.")),
        ("en", "can somebody with a nut allergy eat it", ("Its list names no nuts",)),
        ("en", "can somebody with a milk allergy eat it", ("It contains milk.",)),
        ("en", "can Ben and Tom eat it", ("I don't know Tom.", "It contains wheat and milk.")),
        ("en", "can Anna and Tom eat it", ("not safe for Anna", "I don't know Tom.")),
        ("en", "is it safe", ("It contains wheat and milk.",)),
        ("de", "ist das für unsere Gäste in Ordnung", ("Ich weiß nicht, was sie nicht essen dürfen.",)),
    ],
)
async def test_a_dish_is_never_called_safe_for_strangers(
    tmp_path: Path, language: str, said: str, expected: tuple[str, ...]
) -> None:
    told = await answer(tmp_path, said, language)
    for sentence in expected:
        assert sentence in told
    assert not any(word in told for word in SAFE_WORDS)


async def test_each_of_several_known_people_gets_an_answer(tmp_path: Path) -> None:
    told = await answer(tmp_path, "can Anna and Ben eat it")
    assert "not safe for Anna" in told
    assert "for Ben" in told
    assert "not safe for Ben" not in told


async def test_a_name_in_a_slot_may_be_a_strangers(tmp_path: Path) -> None:
    told = await answer(tmp_path, "", person="Tom")
    assert told.startswith("I don't know Tom. It contains wheat and milk.")
    assert "not safe for Anna" in await answer(tmp_path, "", person="anna")


async def test_everybody_is_the_household(tmp_path: Path) -> None:
    assert "may not be safe for Anna" in await answer(tmp_path, "can we eat it")
    told = await answer(tmp_path, "can we and our guests eat it")
    assert "may not be safe for Anna" in told
    assert "It contains wheat and milk." in told


def test_an_allergen_that_a_question_names() -> None:
    assert named_allergen("is there celery in it") == "celery"
    assert named_allergen("is the peanut soup safe", ["Peanut soup"]) is None
    assert named_allergen("ist da Milch drin") == "milch"
    assert named_allergen("is it safe") is None


async def test_a_question_about_a_food_is_answered_about_the_food(tmp_path: Path) -> None:
    assert (
        await answer(tmp_path, "is there celery in it")
        == "There is no celery in Plain waffles, as it is written."
    )
    assert "wheat" in await answer(tmp_path, "is there wheat in it")


async def test_a_vegan_guest_gets_an_answer_about_the_diet(tmp_path: Path) -> None:
    assert (await answer(tmp_path, "can a vegan eat it")).startswith("No, Plain waffles is not vegan")
    assert "nicht vegan" in await answer(tmp_path, "kann ein Veganer das essen", "de")
    assert "glutenfrei" in await answer(tmp_path, "ist das glutenfrei", "de", diet="gluten_free")


async def test_dairy_free_is_a_question_about_milk_and_not_about_lactose(tmp_path: Path) -> None:
    told = await answer(tmp_path, "is it dairy free", diet="low_lactose")
    assert told == "Plain waffles has it: 300 ml milk."
    assert "lactose" in await answer(tmp_path, "is it lactose free", diet="low_lactose")
