"""Suggestions, through the kitchen: safe, deterministic, with reasons; and what they learn."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.locale import KitchenLocale
from custom_components.hearthtech.kitchen.meal_plan.meal import MealSlot
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.check import is_safe
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield
from custom_components.hearthtech.kitchen.suggestions import ReasonCode, SuggestionOutcome, Suggestions
from custom_components.hearthtech.kitchen.suggestions.feature_matrix import food_table
from custom_components.hearthtech.kitchen.suggestions.food_words import food_words
from custom_components.hearthtech.kitchen.suggestions.messages import (
    answer_words,
    message_table,
    reason_words,
)
from custom_components.hearthtech.kitchen.suggestions.season import produce
from custom_components.hearthtech.language.languages import LANGUAGES

JUNE = datetime(2026, 6, 10, 12, tzinfo=UTC)
BOOK = {
    "Spinach omelette": (["4 eggs", "200 g spinach", "salt"], 20, ("main",)),
    "Carrot soup": (["500 g carrots", "1 onion", "1 tbsp olive oil"], 40, ("soup",)),
    "Peanut noodles": (["300 g noodles", "100 g peanut butter", "2 tbsp soy sauce"], 25, ("main",)),
    "Beef stew": (["800 g beef", "3 carrots", "2 onions"], 150, ("main",)),
    "Pumpkin risotto": (["300 g rice", "500 g pumpkin", "50 g butter"], 45, ("main",)),
    "Strawberry cake": (["250 g flour", "500 g strawberries", "3 eggs"], 60, ("dessert",)),
    "Zucchini pasta": (["400 g spaghetti", "3 zucchini", "2 tomatoes"], 25, ("main",)),
}


async def profiled(kitchen: Kitchen) -> None:
    """Let every recipe have its profile."""
    while await kitchen.profiles.make(1000):
        pass


async def put(
    kitchen: Kitchen,
    name: str,
    lines: list[str],
    minutes: float | None = 30,
    kinds: tuple[str, ...] = ("main",),
) -> str:
    recipe = Recipe(
        id="", name=name, yields=Yield(amount=4), ingredients=tuple(Ingredient(text=line) for line in lines),
        total_time_s=None if minutes is None else minutes * 60, categories=kinds,
    )  # fmt: skip
    return (await kitchen.recipes.add(recipe)).id


async def join(kitchen: Kitchen, **values: object) -> Person:
    return await kitchen.people.add(Person(**values))  # type: ignore[arg-type]


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Kitchen]:
    """A small book without the family's own recipes, and all of it profiled."""
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock(JUNE))
    for recipe_id in await kitchen.recipes.names():
        await kitchen.recipes.erase(recipe_id)
    for name, (lines, minutes, kinds) in BOOK.items():
        await put(kitchen, name, lines, minutes, kinds)
    await profiled(kitchen)
    kitchen.locale = KitchenLocale(latitude=48.0, language="de")
    yield kitchen
    await kitchen.close()


def names(found: Suggestions) -> list[str]:
    return [one.name for one in found.found]


def codes(found: Suggestions, name: str) -> set[ReasonCode]:
    return {reason.code for one in found.found if one.name == name for reason in one.reasons}


async def test_same_question_same_answer(book: Kitchen) -> None:
    first = await book.suggestions.suggest(limit=10)
    assert first.answer is SuggestionOutcome.FOUND
    assert len(first.found) == len(BOOK)
    assert await book.suggestions.suggest(limit=10) == first


async def test_what_expires_comes_first(book: Kitchen) -> None:
    await book.pantry.add(PantryItem(name="Spinat", use_by=JUNE.date()))
    await book.pantry.add(
        PantryItem(name="spinach", amount=200, unit="g", use_by=JUNE.date() + timedelta(days=1))
    )
    found = await book.suggestions.suggest()
    assert names(found)[0] == "Spinach omelette"
    (reason,) = [one for one in found.found[0].reasons if one.code is ReasonCode.USES_EXPIRING]
    assert reason.data["days"] == 0
    assert "Spinat" in reason_words(reason, "de"), "as the household calls it"
    assert names(await book.suggestions.suggest(use_up=True)) == ["Spinach omelette"]


async def test_wishes(book: Kitchen) -> None:
    assert set(names(await book.suggestions.suggest(max_time_s=30 * 60))) == {
        "Spinach omelette",
        "Peanut noodles",
        "Zucchini pasta",
    }
    assert "Strawberry cake" not in names(await book.suggestions.suggest(slot=MealSlot.DINNER, limit=20))
    assert set(names(await book.suggestions.suggest(with_foods=["carrots"]))) == {"Carrot soup", "Beef stew"}
    assert "Beef stew" not in names(
        await book.suggestions.suggest(without_foods=["Zwiebel"], language="de", limit=20)
    )
    assert "Zucchini pasta" in names(await book.suggestions.suggest(in_season=True))
    assert "Pumpkin risotto" not in names(await book.suggestions.suggest(in_season=True))
    nothing = await book.suggestions.suggest(max_time_s=60)
    assert nothing.answer is SuggestionOutcome.NOTHING_FITS
    assert nothing.left_out["wishes"] == len(BOOK)
    assert (
        await book.suggestions.suggest(with_foods=["unobtainium"])
    ).answer is SuggestionOutcome.NOTHING_FITS


async def test_seasons_turn_with_the_hemisphere(book: Kitchen) -> None:
    summer = await book.suggestions.suggest(limit=10)
    assert ReasonCode.IN_SEASON in codes(summer, "Zucchini pasta")
    book.locale = KitchenLocale(latitude=-34.0)
    winter = await book.suggestions.suggest(limit=10)
    assert ReasonCode.IN_SEASON in codes(winter, "Pumpkin risotto")
    assert ReasonCode.IN_SEASON not in codes(winter, "Zucchini pasta")
    book.locale = KitchenLocale(latitude=2.0)
    assert all(
        ReasonCode.IN_SEASON not in {r.code for r in one.reasons}
        for one in (await book.suggestions.suggest(limit=10)).found
    )


async def test_what_harms_is_left_out(book: Kitchen) -> None:
    await join(book, name="Ada", allergens={Allergen.PEANUTS: Severity.SEVERE})
    found = await book.suggestions.suggest(limit=20)
    assert "Peanut noodles" not in names(found)
    assert found.left_out["harm"] >= 1
    unknown = await put(book, "Mystery plate", ["200 g blorfium", "1 onion"])
    fresh = await put(book, "Onion plate", ["4 onions"])
    assert not {"Mystery plate", "Onion plate"} & set(names(await book.suggestions.suggest(limit=20))), (
        "not looked through yet"
    )
    await profiled(book)
    again = await book.suggestions.suggest(limit=20)
    assert "Onion plate" in names(again)
    assert "Mystery plate" not in names(again), "what is not known is not free of peanuts"
    assert unknown != fresh
    assert "Mystery plate" in names(await book.suggestions.suggest(people=[], limit=20))


async def test_a_recipe_that_gains_an_allergen_goes_at_once(book: Kitchen) -> None:
    await join(book, name="Ada", allergens={Allergen.EGGS: Severity.SEVERE})
    assert "Carrot soup" in names(await book.suggestions.suggest(limit=20))
    soup = await book.recipes.find("Carrot soup")
    await book.recipes.edit(replace(soup, ingredients=(*soup.ingredients, Ingredient(text="2 eggs"))))
    assert "Carrot soup" not in names(await book.suggestions.suggest(limit=20)), (
        "its new version is not looked through yet"
    )
    await profiled(book)
    assert "Carrot soup" not in names(await book.suggestions.suggest(limit=20))


async def test_diets_and_their_contradictions(book: Kitchen) -> None:
    await join(book, name="Bo", diets=frozenset({Diet.VEGAN}))
    found = await book.suggestions.suggest(limit=20)
    assert not {"Beef stew", "Spinach omelette", "Strawberry cake"} & set(names(found))
    assert found.left_out["diet"] >= 2
    for recipe_id, name in (await book.recipes.names()).items():
        if name not in {"Beef stew", "Spinach omelette"}:
            await book.recipes.erase(recipe_id)
    assert (await book.suggestions.suggest()).answer is SuggestionOutcome.NOTHING_SAFE
    assert answer_words(SuggestionOutcome.NOTHING_SAFE, "de")


async def test_an_empty_book(book: Kitchen) -> None:
    for recipe_id in await book.recipes.names():
        await book.recipes.erase(recipe_id)
    assert (await book.suggestions.suggest()).answer is SuggestionOutcome.EMPTY_BOOK
    proposal = await book.suggestions.propose_week()
    assert proposal.answer is SuggestionOutcome.EMPTY_BOOK
    assert proposal.meals == ()


async def test_stars_teach(book: Kitchen) -> None:
    before = names(await book.suggestions.suggest(limit=10))
    stew = await book.recipes.find("Beef stew")
    await book.notes.rate(Rating(recipe_id=stew.id, version=1, person="Ada", stars=5.0))
    after = await book.suggestions.suggest(limit=10)
    assert names(after).index("Beef stew") < before.index("Beef stew")
    assert ReasonCode.LIKED in codes(after, "Beef stew")
    await book.notes.rate(Rating(recipe_id=stew.id, version=1, person="Ada", stars=0.0))
    assert names(await book.suggestions.suggest(limit=10))[-1] == "Beef stew"


async def test_what_was_eaten_yesterday_waits(book: Kitchen) -> None:
    first = (await book.suggestions.suggest()).found[0]
    await book.notes.write_cooking(
        Cooking(recipe_id=first.recipe_id, version=1, cooked_at=JUNE - timedelta(days=1))
    )
    assert (await book.suggestions.suggest()).found[0].recipe_id != first.recipe_id


async def test_tastes(book: Kitchen) -> None:
    await join(book, name="Ada", favorites=("pumpkin",), dislikes=("zucchini",))
    found = await book.suggestions.suggest(limit=10)
    assert ReasonCode.FAVORITE in codes(found, "Pumpkin risotto")
    assert ReasonCode.DISLIKED in codes(found, "Zucchini pasta")
    assert names(found).index("Pumpkin risotto") < names(found).index("Zucchini pasta")


async def test_every_reason_has_words(book: Kitchen) -> None:
    await join(book, name="Ada", favorites=("pumpkin",), dislikes=("zucchini",))
    for days, name in ((0, "spinach"), (1, "carrot"), (3, "beef"), (90, "rice")):
        await book.pantry.add(PantryItem(name=name, use_by=JUNE.date() + timedelta(days=days)))
    found = await book.suggestions.suggest(limit=10, burners=1)
    told = [reason for one in found.found for reason in one.reasons]
    assert len({reason.code for reason in told}) >= 7
    for language in LANGUAGES:
        sentences = [reason_words(reason, language) for reason in told]
        assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
        assert message_table(language).sentences.keys() == message_table("en").sentences.keys()


def test_all_that_is_in_season_has_a_name_in_each_language() -> None:
    table = food_table()
    for language in set(LANGUAGES) - {"en"}:
        assert set(produce()) <= set(food_words(language))
    assert set(produce()) | set(food_words("de")) <= set(table.numbers)


async def test_nobody_of_that_name(book: Kitchen) -> None:
    with pytest.raises(KitchenError) as error:
        await book.suggestions.suggest(people=["Nobody"])
    assert error.value.code is ErrorCode.PERSON_NOT_FOUND
    with pytest.raises(KitchenError):
        await book.suggestions.suggest(limit=0)


async def test_changes_one_by_one_make_the_same_columns_as_all_at_once(book: Kitchen) -> None:
    await book.suggestions.suggest()
    await put(book, "Leek pie", ["3 leeks", "200 g flour"])
    await book.recipes.erase((await book.recipes.find("Carrot soup")).id)
    await profiled(book)
    step_by_step = await book.suggestions.suggest(limit=20)
    (await book.suggestions._desk()).all_changed()
    assert await book.suggestions.suggest(limit=20) == step_by_step
    assert "Leek pie" in names(step_by_step)


TRAPS = {
    Allergen.PEANUTS: (
        "2 tbsp penut butter",
        "50 g Erdnüsse",
        "1 snickers bar",
        "100 g satay sauce",
        "30 g cacahuètes",
    ),
    Allergen.MILK: (
        "100 g Butterkäse",
        "1 cup buttermlk",
        "50 g burro",
        "80 g fromage blanc",
        "1 scoop whey",
    ),
    Allergen.EGGS: ("2 oeufs", "3 Eier", "2 tbsp mayonaise", "2 huevos", "100 g meringue"),
    Allergen.FISH: (
        "1 tbsp Worcestershire sauce",
        "2 Sardellen",
        "1 tbsp nam pla",
        "200 g salmn",
        "2 acciughe",
    ),
}
"""Lines that hide an allergen: misspelled, translated, composed, a brand."""


@pytest.mark.parametrize("allergen", list(Allergen))
async def test_a_severe_allergen_is_in_no_suggestion_and_no_week(book: Kitchen, allergen: Allergen) -> None:
    for traps in TRAPS.values():
        for line in traps:
            await put(book, f"Pan with {line}", [line, "1 onion"])
    await profiled(book)
    person = await join(book, name="Ada", allergens={allergen: Severity.SEVERE})
    found = await book.suggestions.suggest(limit=50)
    proposal = await book.suggestions.propose_week()
    told = {one.recipe_id for one in found.found} | {one.meal.recipe_id or "" for one in proposal.meals}
    for recipe_id in told:
        assert is_safe(await book.profiles.get(recipe_id), person)
    hidden = {f"Pan with {line}" for line in TRAPS.get(allergen, ())}
    assert not hidden & set(names(found))
    assert not hidden & {one.meal.words for one in proposal.meals}
