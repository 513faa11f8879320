"""Proposals of a week: through the kitchen, and the search beside the best there is."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product
from typing import Any

from hypothesis import given, settings, strategies as st
import numpy as np
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.meal_plan.week_optimizer import (
    FixedMeal,
    OpenMeal,
    Week,
    score_of,
    solve,
)
from custom_components.hearthtech.kitchen.people.model import Allergen, Severity
from custom_components.hearthtech.kitchen.suggestions import SuggestionOutcome

from .test_suggest import book, join, profiled, put

__all__ = ["book"]
MONDAY = date(2026, 6, 15)


async def filled(kitchen: Kitchen) -> None:
    foods = [
        "leek",
        "kale",
        "broccoli",
        "lentils",
        "rice",
        "potatoes",
        "tofu",
        "salmon",
        "chicken breast",
        "beef",
    ]
    for number, food in enumerate(foods):
        await put(kitchen, f"{food} pan", [f"500 g {food}", "1 onion", "2 tbsp olive oil"], 20 + 5 * number)
    await profiled(kitchen)


async def test_a_week_is_varied_and_the_same_each_time(book: Kitchen) -> None:
    await filled(book)
    proposal = await book.suggestions.propose_week(start=MONDAY)
    assert proposal.answer is SuggestionOutcome.FOUND
    assert [one.day for one in proposal.meals] == [MONDAY + timedelta(days=at) for at in range(7)]
    recipes = [one.meal.recipe_id for one in proposal.meals]
    assert len(set(recipes)) == 7
    assert recipes == [
        one.meal.recipe_id for one in (await book.suggestions.propose_week(start=MONDAY)).meals
    ]
    assert all(one.reasons for one in proposal.meals)
    assert sum(proposal.parts.values()) == pytest.approx(proposal.score)


async def test_accepting_writes_it_once(book: Kitchen) -> None:
    await filled(book)
    proposal = await book.suggestions.propose_week(start=MONDAY, days=3)
    planned = await book.suggestions.accept_plan(proposal.id)
    assert [meal.id for meal in await book.meal_plan.on_day(MONDAY)] == [planned[0].id]
    with pytest.raises(KitchenError) as error:
        await book.suggestions.accept_plan(proposal.id)
    assert error.value.code is ErrorCode.PROPOSAL_NOT_FOUND


async def test_planned_meals_stay_and_unlocked_ones_give_way_when_asked(book: Kitchen) -> None:
    await filled(book)
    soup = await book.recipes.find("Carrot soup")
    locked = await book.meal_plan.plan(
        Meal(starts_at=book.locale.at(MONDAY, time(18)), slot=MealSlot.DINNER, recipe_id=soup.id, locked=True)
    )
    loose = await book.meal_plan.plan(
        Meal(
            starts_at=book.locale.at(MONDAY + timedelta(days=1), time(18)),
            slot=MealSlot.DINNER,
            words="Bread",
        )
    )
    kept = await book.suggestions.propose_week(start=MONDAY, days=3)
    assert [one.day.day for one in kept.meals] == [17]
    again = await book.suggestions.propose_week(start=MONDAY, days=3, replace_planned=True)
    assert again.replaces == (loose.id,)
    assert soup.id not in {one.meal.recipe_id for one in again.meals}, "not twice in a week"
    await book.suggestions.accept_plan(again.id)
    assert (await book.meal_plan.get(locked.id)).locked
    with pytest.raises(KitchenError):
        await book.meal_plan.get(loose.id)


async def test_leftovers_and_who_is_away(book: Kitchen) -> None:
    await filled(book)
    ada = await join(book, name="Ada")
    bo = await join(book, name="Bo")
    proposal = await book.suggestions.propose_week(
        start=MONDAY,
        days=3,
        slots=[MealSlot.LUNCH, MealSlot.DINNER],
        leftovers=1,
        away={bo.id: [MONDAY + timedelta(days=2)]},
    )
    left = [one.meal for one in proposal.meals if one.meal.leftover_of]
    assert len(left) == 1
    cooked = next(one.meal for one in proposal.meals if one.meal.id == left[0].leftover_of)
    assert cooked.recipe_id == left[0].recipe_id
    assert cooked.starts_at < left[0].starts_at
    last = [one.meal for one in proposal.meals if one.day == MONDAY + timedelta(days=2)]
    assert {meal.people for meal in last} == {(ada.id,)}
    await book.suggestions.accept_plan(proposal.id)
    items = await book.shopping.make_list(
        start=book.locale.at(MONDAY, time()), end=book.locale.at(MONDAY + timedelta(days=3), time())
    )
    assert all(source.meal != left[0].id for item in items for source in item.sources)


async def test_nothing_unsafe_is_proposed_or_accepted(book: Kitchen) -> None:
    await filled(book)
    ada = await join(book, name="Ada", allergens={Allergen.FISH: Severity.SEVERE})
    proposal = await book.suggestions.propose_week(start=MONDAY, days=7)
    assert "salmon pan" not in {one.meal.words for one in proposal.meals}
    beefy = replace(ada, avoids=("beef", "tofu", "rice", "leek", "kale", "pumpkin", "carrots", "eggs"))
    await book.people.change(beefy)
    with pytest.raises(KitchenError) as error:
        await book.suggestions.accept_plan(proposal.id)
    assert error.value.code is ErrorCode.INVALID
    assert await book.meal_plan.on_day(MONDAY) == [], "all or nothing"


async def test_time_by_weekday(book: Kitchen) -> None:
    await filled(book)
    proposal = await book.suggestions.propose_week(start=MONDAY, max_time_s={0: 25 * 60, 1: 60})
    times = {
        one.day: (await book.recipes.get(one.meal.recipe_id or "")).total_time_s for one in proposal.meals
    }
    assert (times[MONDAY] or 0) <= 25 * 60
    assert MONDAY + timedelta(days=1) not in times
    assert [wish.day for wish in proposal.open] == [MONDAY + timedelta(days=1)]


async def test_impossible_targets_are_told(book: Kitchen) -> None:
    await filled(book)
    await join(book, name="Ada", targets={"PROCNT": (900.0, None)})
    proposal = await book.suggestions.propose_week(start=MONDAY)
    assert proposal.answer is SuggestionOutcome.FOUND
    assert proposal.missed["PROCNT"] > 0.3


async def test_too_much_is_asked(book: Kitchen) -> None:
    wrongs: tuple[dict[str, Any], ...] = (
        {"days": 0},
        {"days": 99},
        {"slots": []},
        {"days": 14, "slots": list(MealSlot)},
        {"leftovers": -1},
    )
    for wrong in wrongs:
        with pytest.raises(KitchenError):
            await book.suggestions.propose_week(**wrong)


@st.composite
def weeks(draw: st.DrawFn, most_meals: int = 4, most_recipes: int = 5) -> Week:
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    days, count = draw(st.integers(1, 4)), draw(st.integers(1, 12))
    meals = []
    for _ in range(draw(st.integers(0, most_meals))):
        day = int(random.integers(days))
        later = (day + 1,) if day + 1 < days and random.random() < 0.3 else ()
        size = int(random.integers(0, min(most_recipes, count) + 1))
        recipes = tuple(sorted(random.choice(count, size, replace=False).tolist()))
        meals.append(OpenMeal(days=(day, *later), recipes=recipes, own=random.normal(0, 2, size)))
    figures = random.uniform(0, 900, (count, 2))
    figures[random.random((count, 2)) < 0.2] = np.nan
    low = np.where(random.random((days, 2)) < 0.3, np.nan, random.uniform(0, 900, (days, 2)))
    high = np.where(random.random((days, 2)) < 0.3, np.nan, low + random.uniform(0, 500, (days, 2)))
    fixed = tuple(
        FixedMeal(day=int(random.integers(days)), recipe=int(random.integers(count)), source=int(random.integers(4)),
                  cuisine=int(random.integers(3)), figures=random.uniform(0, 400, 2))
        for _ in range(int(random.integers(3)))
    )  # fmt: skip
    return Week(
        days=days, meals=tuple(meals), figures=figures, low=low, high=high,
        source=random.integers(0, 4, count), cuisine=random.integers(0, 3, count), uses=random.random((count, 3)) < 0.2,
        fixed=fixed, apart=int(random.integers(0, 5)),
    )  # fmt: skip


def allowed(week: Week, recipes: tuple[int, ...]) -> bool:
    """Whether no recipe comes again too soon."""
    placed = [(meal.days[0], recipe) for meal, recipe in zip(week.meals, recipes, strict=True) if recipe >= 0]
    fixed = [(meal.day, meal.recipe) for meal in week.fixed]
    return all(
        one[1] != other[1] or abs(one[0] - other[0]) >= week.apart
        for at, one in enumerate(placed)
        for other in (*placed[at + 1 :], *fixed)
    )


@settings(max_examples=150, deadline=None)
@given(weeks())
def test_the_search_keeps_the_rules_and_comes_near_the_best(week: Week) -> None:
    choice = solve(week)
    assert allowed(week, choice.recipes)
    assert all(
        recipe in meal.recipes or recipe == -1
        for meal, recipe in zip(week.meals, choice.recipes, strict=True)
    )
    assert choice.score == pytest.approx(score_of(week, choice.recipes)[0])
    assert choice == solve(week)
    full = [
        recipes
        for recipes in product(*(meal.recipes or (-1,) for meal in week.meals))
        if allowed(week, recipes)
    ]
    if full and -1 not in choice.recipes:
        best = max(score_of(week, recipes)[0] for recipes in full)
        assert choice.score >= best - max(0.05 * abs(best), 0.6)


def _week(
    own: tuple[tuple[float, ...], ...], days: tuple[int, ...], options: tuple[tuple[int, ...], ...]
) -> Week:
    """A week without targets, in which no recipe may come twice."""
    count = 1 + max(recipe for recipes in options for recipe in recipes)
    return Week(
        days=max(days) + 1,
        meals=tuple(
            OpenMeal(days=(day,), recipes=recipes, own=np.array(values))
            for day, recipes, values in zip(days, options, own, strict=True)
        ),
        figures=np.full((count, 1), np.nan),
        low=np.full((max(days) + 1, 1), np.nan),
        high=np.full((max(days) + 1, 1), np.nan),
        source=np.zeros(count, np.int64),
        cuisine=np.zeros(count, np.int64),
        uses=np.zeros((count, 1), bool),
        fixed=(),
        apart=10,
    )


def test_meals_exchange_their_recipes_in_a_circle() -> None:
    """With as many meals as recipes no meal can change alone; a circle of three is worth more than any exchange of two."""
    options = ((0, 1, 2),) * 3
    own = ((2.0, 3.0, -9.0), (-9.0, 2.0, 3.0), (3.0, -9.0, 2.0))
    assert solve(_week(own, (0, 1, 2), options)).recipes == (1, 2, 0)


def test_no_meal_is_left_open_for_a_better_score_of_another() -> None:
    """The second meal likes the only recipe of the third."""
    own = ((0.0,), (-1.0, 5.0), (-3.0,))
    assert solve(_week(own, (0, 0, 1), ((2,), (0, 1), (1,)))).recipes == (2, 0, 1)
