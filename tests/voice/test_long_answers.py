"""Long answers in pieces: suggestions, a proposed week, and "go on", "shorter" and "something else" in five languages."""

import re

import pytest

from custom_components.hearthtech.assist.handlers import meal_days, meals
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.voice.replies import words
from tests.voice.test_follow_ups import kitchen, said

MORE_DISHES = ("Ratatouille", "Minestrone", "Risotto", "Curry", "Moussaka", "Gnocchi", "Paella", "Ramen")
SPEECH = {
    "en": ("suggest something for dinner", "go on", "something else", "shorter", "plan the week", "yes"),
    "de": ("schlag was zum Abendessen vor", "weiter", "was anderes", "kürzer", "plane die Woche", "ja"),
    "fr": ("propose quelque chose pour le dîner", "continue", "autre chose", "plus court", "planifie la semaine", "oui"),
    "es": ("sugiere algo para cenar", "sigue", "otra cosa", "más corto", "planea la semana", "sí"),
    "it": ("suggerisci qualcosa per cena", "continua", "qualcos'altro", "più corto", "pianifica la settimana", "sì"),
}  # fmt: skip


async def fill(kitchen: Kitchen, language: str) -> None:
    """Add dishes, and leave nobody with a need."""
    for person in await kitchen.people.all():
        await kitchen.people.remove(person.id)
    for name in MORE_DISHES:
        await kitchen.recipes.add(
            Recipe(
                id="",
                name=name,
                language=language,
                yields=Yield(amount=4, unit="servings"),
                ingredients=(Ingredient(text="200 g rice"), Ingredient(text="2 onions")),
                steps=(Step(text="Cook."),),
            )
        )


@pytest.mark.parametrize("language", SPEECH)
async def test_a_long_suggestion_names_one_dish_and_the_rest_on_request(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meals, "SUGGESTION_LENGTH", 20)
    ask, go_on, _, shorter, _, _ = SPEECH[language]
    async with kitchen(language) as talk:
        await fill(talk.kitchen, language)
        names = set((await talk.kitchen.recipes.names()).values())
        first = await said(talk, ask)
        assert first.endswith(words("more_follows", language))
        assert sum(name in first for name in names) == 1, first
        rest = await said(talk, go_on)
        assert sum(name in rest for name in names) == meal_days.SAID_MEALS - 1, rest
        again = await said(talk, ask)
        assert 0 < len(await said(talk, shorter)) <= len(again)


@pytest.mark.parametrize("language", SPEECH)
async def test_a_suggestion_is_short(language: str) -> None:
    async with kitchen(language) as talk:
        await fill(talk.kitchen, language)
        said_first = await said(talk, SPEECH[language][0])
        assert 0 < len(said_first) <= meals.SUGGESTION_LENGTH
        assert len(said_first.split()) <= 22, said_first


@pytest.mark.parametrize("language", SPEECH)
async def test_something_else_suggests_the_next_dish(language: str) -> None:
    ask, _, other, *_ = SPEECH[language]
    async with kitchen(language) as talk:
        await fill(talk.kitchen, language)
        names = set((await talk.kitchen.recipes.names()).values())
        first, *replies = [await said(talk, text) for text in (ask, other, other)]
        found = [next(name for name in names if name in reply) for reply in replies]
        assert len(set(found)) == 2
        assert all(name in first for name in found), (first, replies)


@pytest.mark.parametrize("language", SPEECH)
async def test_a_week_is_proposed_in_pieces_and_planned_as_a_whole(language: str) -> None:
    _, go_on, _, _, week, yes = SPEECH[language]
    async with kitchen(language) as talk:
        await fill(talk.kitchen, language)
        first = await said(talk, week)
        assert first.count(";") == meal_days.SAID_MEALS - 1, first
        assert first.endswith(words("more_follows", language))
        assert language == "en" or not re.search(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", first)
        more = await said(talk, go_on)
        assert more.count(";") == meal_days.SAID_MEALS - 1
        assert more.split(";")[0] not in first
        planned = await said(talk, yes)
        assert "7" in planned, planned
