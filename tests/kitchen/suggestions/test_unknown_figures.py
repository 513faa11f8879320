"""What is not known is not counted as right: targets of weeks, diets about amounts, declared figures, servings."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot, coming_slot
from custom_components.hearthtech.kitchen.meal_plan.week_optimizer import OpenMeal, Week, score_of, solve
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield
from custom_components.hearthtech.kitchen.recipes.portions import recipe_portions, stated_portions
from custom_components.hearthtech.kitchen.suggestions import ReasonCode
from custom_components.hearthtech.kitchen.suggestions.declared_nutrition import declared_figures
from custom_components.hearthtech.kitchen.suggestions.empty_answers import cause_words
from custom_components.hearthtech.kitchen.suggestions.messages import message_table, reason_words
from custom_components.hearthtech.kitchen.suggestions.model import EmptyCause, EmptyExplanation
from custom_components.hearthtech.language.languages import LANGUAGES

from .test_suggest import book, join, names, profiled, put

__all__ = ["book"]
MONDAY = date(2026, 6, 15)
DECLARED = {
    "calories": "500 kcal", "proteinContent": "25 g", "fatContent": "20 g", "carbohydrateContent": "50 g",
    "fiberContent": "5 g", "sodiumContent": "600 mg", "saturatedFatContent": "4 g",
}  # fmt: skip


def week(figures: list[float], days: int = 1) -> Week:
    count = len(figures)
    meals = tuple(
        OpenMeal(days=(day,), recipes=tuple(range(count)), own=np.zeros(count)) for day in range(days)
    )
    return Week(
        days=days, meals=meals, figures=np.array(figures)[:, None], low=np.full((days, 1), 450.0),
        high=np.full((days, 1), 550.0), source=np.zeros(count, np.int64), cuisine=np.zeros(count, np.int64),
        uses=np.zeros((count, 0), bool),
    )  # fmt: skip


def test_an_unknown_figure_costs_what_an_average_recipe_costs() -> None:
    asked = week([np.nan, 500.0, 100.0])
    unknown, right, wrong = (score_of(asked, (recipe,))[0] for recipe in range(3))
    assert right > unknown > wrong
    assert unknown == pytest.approx((right + wrong) / 2)
    assert solve(asked).recipes == (1,)


def test_a_week_prefers_known_meals_that_fit() -> None:
    chosen = solve(week([np.nan, 500.0, np.nan, 480.0, np.nan], days=2)).recipes
    assert set(chosen) == {1, 3}


def test_unknown_figures_cost_even_if_none_is_known() -> None:
    assert score_of(week([np.nan]), (0,))[0] < 0


async def test_meals_that_are_not_counted_are_reported(book: Kitchen) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    for number in range(4):
        lines = tuple(Ingredient(text=f"{word} zorb") for word in ("some", "a few", "much"))
        recipe = Recipe(id="", name=f"Zorb chicken {number}", yields=Yield(amount=4), ingredients=lines)
        await book.recipes.add(recipe)
    await profiled(book)
    await join(book, name="Ada", birth_year=1990)
    proposal = await book.suggestions.propose_week(start=MONDAY, days=3)
    assert len(proposal.meals) == 3
    assert set(proposal.not_counted) == {one.meal.id for one in proposal.meals}
    assert proposal.missed == {}
    assert "PROCNT" in proposal.unknown_targets, "not met, and not missed: unknown"
    assert all(ReasonCode.NOT_COUNTED in {reason.code for reason in one.reasons} for one in proposal.meals)


async def test_a_kept_meal_of_free_text_is_not_counted(book: Kitchen) -> None:
    await join(book, name="Ada", birth_year=1990)
    kept = await book.meal_plan.plan(
        Meal(starts_at=book.locale.at(MONDAY, time(18)), slot=MealSlot.DINNER, words="At the neighbors'")
    )
    proposal = await book.suggestions.propose_week(start=MONDAY, days=2)
    assert proposal.not_counted == (kept.id,)


async def test_declared_figures_are_used_and_marked(book: Kitchen) -> None:
    recipe = Recipe(
        id="", name="Zorb chicken", yields=Yield(amount=4), nutrition=DECLARED, categories=("main",),
        ingredients=(Ingredient(text="some zorb"), Ingredient(text="a blick of chicken-ish quorple")),
    )  # fmt: skip
    added = await book.recipes.add(recipe)
    await profiled(book)
    found = await book.suggestions.suggest(limit=20)
    (one,) = [one for one in found.found if one.recipe_id == added.id]
    assert one.declared
    assert one.per_serving["ENERC_KCAL"] == 500
    assert ReasonCode.DECLARED in {reason.code for reason in one.reasons}
    (soup,) = [one for one in found.found if one.name == "Carrot soup"]
    assert not soup.declared, "computed figures go first"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (DECLARED, {"ENERC_KCAL": 500.0, "NA": 600.0}),
        ({**DECLARED, "calories": "2092 kJ"}, {"ENERC_KCAL": 500.0}),
        ({**DECLARED, "sodiumContent": "1,2 g"}, {"NA": 1200.0}),
        ({**DECLARED, "sodiumContent": "1,200 mg"}, {"NA": 1200.0}),
        ({**DECLARED, "calories": "50 kcal"}, {}),
        ({"calories": ""}, {}),
        ({}, {}),
    ],
    ids=["plain", "kilojoules", "grams-decimal-comma", "thousands", "contradiction", "empty-text", "nothing"],
)
def test_declared_text(declared: dict[str, str], expected: dict[str, float]) -> None:
    found = declared_figures(declared)
    assert {tag: found[tag] for tag in expected} == pytest.approx(expected, rel=1e-3)
    assert bool(found) == bool(expected)


def test_sodium_that_is_given_in_the_wrong_unit_is_not_used() -> None:
    assert "NA" not in declared_figures({**DECLARED, "sodiumContent": "0.3 milligram of sodium"})


@pytest.mark.parametrize("diet", [Diet.DIABETIC, Diet.LOW_SALT], ids=["diabetic", "low-salt"])
async def test_an_unknown_figure_does_not_satisfy_a_diet_about_amounts(book: Kitchen, diet: Diet) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    await put(book, "Zorb chicken", ["some zorb", "much quorple"])
    await profiled(book)
    await join(book, name="Ada", diets=frozenset({diet}))
    found = await book.suggestions.suggest()
    assert names(found) == []
    assert found.left_out["unknown_figures"] == 1
    assert found.explanation == EmptyExplanation(cause=EmptyCause.UNKNOWN_FIGURES, count=1)
    assert "1" in cause_words(found.explanation, "de")


async def test_declared_carbohydrate_can_satisfy_the_diabetic_limit_but_not_salt_per_100_g(
    book: Kitchen,
) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    lines = (Ingredient(text="some zorb"), Ingredient(text="much quorple"))
    await book.recipes.add(
        Recipe(id="", name="Zorb stew", yields=Yield(amount=4), nutrition=DECLARED, ingredients=lines)
    )
    await profiled(book)
    ada = await join(book, name="Ada", diets=frozenset({Diet.DIABETIC}))
    (one,) = (await book.suggestions.suggest()).found
    assert one.name == "Zorb stew"
    (reason,) = [reason for reason in one.reasons if reason.code is ReasonCode.DECLARED]
    assert reason.data == {"people": ["Ada"]}
    assert len({reason_words(reason, language) for language in LANGUAGES}) == len(LANGUAGES)
    assert all("Ada" in reason_words(reason, language) for language in LANGUAGES)
    (proposed,) = (await book.suggestions.propose_week(start=MONDAY, days=1, slots=(MealSlot.OTHER,))).meals
    assert reason in proposed.reasons, "also in a week"
    await book.people.change(replace(ada, diets=frozenset({Diet.LOW_SALT})))
    assert names(await book.suggestions.suggest()) == []


@pytest.mark.parametrize(
    ("servings", "carbohydrate"),
    [
        (Yield(amount=4), "75 g"),
        (Yield(amount=1, unit="loaf"), "50 g"),
        (None, "50 g"),
        (Yield(amount=4), ""),
    ],
    ids=["over-the-limit", "a-loaf", "no-servings", "not-declared"],
)
async def test_a_declared_carbohydrate_is_not_enough(
    book: Kitchen, servings: Yield | None, carbohydrate: str
) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    declared = {**DECLARED, "carbohydrateContent": carbohydrate, "calories": "600 kcal"}
    lines = (Ingredient(text="some zorb"), Ingredient(text="much quorple"))
    await book.recipes.add(
        Recipe(id="", name="Zorb stew", yields=servings, nutrition=declared, ingredients=lines)
    )
    await profiled(book)
    await join(book, name="Ada", diets=frozenset({Diet.DIABETIC}))
    found = await book.suggestions.suggest()
    assert names(found) == []
    assert found.left_out["unknown_figures"] == 1


@pytest.mark.parametrize(
    ("lines", "nutrition"),
    [
        (("300 g flour", "500 g potatoes", "1 egg", "100 g farmer cheese"), {}),
        (("some zorb", "much quorple"), {**DECLARED, "calories": "100 kcal", "proteinContent": "2 g", "fatContent": "1 g", "carbohydrateContent": "21 g"}),
    ],
    ids=["computed", "declared"],
)  # fmt: skip
async def test_the_carbohydrate_of_all_pieces_of_a_meal_counts(
    book: Kitchen, lines: tuple[str, ...], nutrition: dict[str, str]
) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    texts = tuple(Ingredient(text=line) for line in lines)
    await book.recipes.add(
        Recipe(id="", name="Pierogi", yields=Yield(amount=24), categories=("main",), ingredients=texts, nutrition=nutrition)
    )  # fmt: skip
    await profiled(book)
    await join(book, name="Ada", diets=frozenset({Diet.DIABETIC}))
    found = await book.suggestions.suggest(slot=MealSlot.DINNER)
    assert names(found) == []
    assert found.left_out["diet"] == 1


async def test_an_empty_answer_names_the_lines_to_look_at(book: Kitchen) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    for number in range(3):
        await put(book, f"Stew {number}", ["500 g carrots", "2 spoons of zorb"])
    await put(book, "Satay", ["100 g peanuts"])
    await profiled(book)
    await join(book, name="Ada", allergens={Allergen.PEANUTS: Severity.SEVERE})
    found = await book.suggestions.suggest()
    assert found.found == ()
    assert found.explanation == EmptyExplanation(
        cause=EmptyCause.NOT_CHECKED, count=3, lines=("2 spoons of zorb",)
    )
    assert cause_words(found.explanation) == "3 recipes are only not checked: look at these 1 lines."


async def test_an_empty_answer_names_the_wish(book: Kitchen) -> None:
    found = await book.suggestions.suggest(max_time_s=60)
    assert found.explanation is not None
    assert found.explanation.cause is EmptyCause.TIME


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_a_sentence_in_each_language(language: str) -> None:
    assert set(message_table(language).causes) == {cause.value for cause in EmptyCause}


async def test_a_proposal_for_today_leaves_out_what_is_past(book: Kitchen) -> None:
    clock = book.context.clock
    assert isinstance(clock, ManualClock)
    clock.advance((book.locale.at(MONDAY, time(14)) - clock.now()).total_seconds())
    slots = (MealSlot.BREAKFAST, MealSlot.LUNCH, MealSlot.DINNER)
    proposal = await book.suggestions.propose_week(start=MONDAY, days=1, slots=slots)
    asked = {one.meal.slot for one in proposal.meals} | {wish.slot for wish in proposal.open}
    assert asked == {MealSlot.DINNER}
    later = await book.suggestions.propose_week(start=MONDAY + timedelta(days=1), days=1, slots=slots)
    assert len(later.meals) + len(later.open) == 3


@pytest.mark.parametrize(
    ("hour", "slot"),
    [(7, MealSlot.BREAKFAST), (12, MealSlot.LUNCH), (16, MealSlot.DINNER), (20, MealSlot.DINNER), (1, MealSlot.DINNER)],
)  # fmt: skip
def test_the_coming_meal(hour: int, slot: MealSlot) -> None:
    assert coming_slot(datetime(2026, 6, 15, hour, tzinfo=UTC).time()) is slot


@pytest.mark.parametrize(
    ("amount", "unit", "portions"),
    [
        (4, "servings", 4), (4, "bowls", 4), (6, "large burritos", 6), (8, "tacos", 8), (3, "porsjoner", 3),
        (4, "Teller", 4), (4, "assiettes", 4), (2, "platos", 2), (2, "piatti", 2), (24, "pierogies", None), (1, "loaf", None),
    ],
    ids=str,
)  # fmt: skip
def test_portion_units(amount: float, unit: str, portions: float | None) -> None:
    assert stated_portions(Yield(amount=amount, unit=unit)) == portions


def test_servings_are_estimated_from_the_weight_and_marked() -> None:
    assert recipe_portions(Yield(amount=24, unit="pierogies"), 1600).count == 4
    assert recipe_portions(Yield(amount=24, unit="pierogies"), 1600).estimated
    assert not recipe_portions(Yield(amount=4)).estimated
    assert recipe_portions(None).estimated


@pytest.mark.parametrize(
    "yields",
    [None, Yield(amount=2, unit="bowls"), Yield(amount=24, unit="pierogies"), Yield(amount=1, unit="casserole"), Yield(amount=24)],
    ids=["unknown", "bowls", "pieces", "casserole", "small-servings"],
)  # fmt: skip
async def test_shopping_cooks_as_many_portions_as_the_plan_counts(
    book: Kitchen, yields: Yield | None
) -> None:
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    lines = ("900 g beef", "900 g potatoes", "600 g carrots", "400 g onions")
    texts = tuple(Ingredient(text=line) for line in lines)
    await book.recipes.add(
        Recipe(id="", name="Beef stew", categories=("main",), yields=yields, ingredients=texts)
    )
    await profiled(book)
    ada = await join(book, name="Ada", birth_year=1990)
    (dish,) = (await book.suggestions.suggest()).found
    assert dish.servings is not None
    proposal = await book.suggestions.propose_week(start=MONDAY, days=1)
    (meal,) = await book.suggestions.accept_plan(proposal.id)
    assert meal.servings is not None

    async def beef() -> float:
        listed = await book.shopping.make_list(start=meal.starts_at, end=meal.starts_at + timedelta(hours=1))
        (amount,) = next(item.amounts for item in listed if item.food == "beef")
        await book.shopping.undo()
        return amount.amount or 0.0

    assert await beef() == pytest.approx(900 * meal.servings / dish.servings, abs=1)
    assert await beef() < 500, "never the whole recipe for one person"
    by_hand = replace(meal, servings=None, people=(ada.id,))
    await book.meal_plan.change(by_hand)
    assert await beef() == pytest.approx(900 * meal.servings / dish.servings, abs=1)


async def test_a_part_by_the_serving_is_bought_by_its_estimated_portions(book: Kitchen) -> None:
    await book.recipes.add(
        Recipe(id="", name="Bean mash", ingredients=(Ingredient(text="1600 g white beans"),))
    )
    dish = await book.recipes.add(
        Recipe(id="", name="Plate", yields=Yield(amount=1), ingredients=(Ingredient(text="1 serving bean mash"),))
    )  # fmt: skip
    await profiled(book)
    listed = await book.shopping.make_list(recipes={dish.id: 1})
    (amount,) = next(item.amounts for item in listed if "bean" in item.food)
    assert amount.amount is not None
    assert 0 < amount.amount <= 800


async def test_pieces_are_eaten_as_several(book: Kitchen) -> None:
    recipe = Recipe(
        id="", name="Pierogi", yields=Yield(amount=24), categories=("main",),
        ingredients=tuple(Ingredient(text=line) for line in ("300 g flour", "500 g potatoes", "1 egg", "100 g farmer cheese")),
    )  # fmt: skip
    for name in await book.recipes.names():
        await book.recipes.erase(name)
    await book.recipes.add(recipe)
    await profiled(book)
    await join(book, name="Ada", birth_year=1990)
    (one,) = (await book.suggestions.propose_week(start=MONDAY, days=1)).meals
    assert one.meal.servings is not None
    assert one.meal.servings > 4, "of 24 pieces"
