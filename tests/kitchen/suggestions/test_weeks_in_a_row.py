"""Use-by dates inside a week, and variety over several weeks."""

from datetime import date, timedelta

import numpy as np

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import MealSlot
from custom_components.hearthtech.kitchen.meal_plan.repeats import dish_title
from custom_components.hearthtech.kitchen.meal_plan.week_optimizer import OpenMeal, Week, score_of, solve
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.suggestions import ReasonCode
from custom_components.hearthtech.kitchen.suggestions.messages import message_table, reason_words
from custom_components.hearthtech.language.languages import LANGUAGES

from .test_propose import filled
from .test_suggest import book, profiled, put

__all__ = ["book"]
MONDAY = date(2026, 6, 15)


def test_only_use_in_time_counts() -> None:
    meals = tuple(OpenMeal(days=(day,), recipes=(0, 1, 2, 3), own=np.zeros(4)) for day in range(4))
    unlimited = np.full((4, 1), np.nan)
    uses = np.array([[False], [False], [True], [False]])
    week = Week(
        days=4, meals=meals, figures=np.zeros((4, 1)), low=unlimited, high=unlimited, source=np.zeros(4, np.int64),
        cuisine=np.zeros(4, np.int64), uses=uses, until=(1,),
    )  # fmt: skip
    assert solve(week).recipes.index(2) <= 1
    assert score_of(week, (2, 0, 1, 3))[1]["expiring"] > score_of(week, (0, 1, 2, 3))[1]["expiring"] == 0


async def test_what_expires_on_tuesday_is_used_by_tuesday(book: Kitchen) -> None:
    await filled(book)
    tuesday = MONDAY + timedelta(days=1)
    await book.pantry.add(PantryItem(name="leek", amount=500, unit="g", use_by=tuesday))
    proposal = await book.suggestions.propose_week(start=MONDAY)
    (meal,) = [one for one in proposal.meals if one.meal.words == "leek pan"]
    assert meal.day <= tuesday
    (reason,) = [one for one in meal.reasons if one.code is ReasonCode.USES_EXPIRING]
    assert reason_words(reason) == "It uses leek, to be eaten by Tuesday."
    assert "Dienstag" in reason_words(reason, "de")
    for one in proposal.meals:
        for why in one.reasons:
            if why.code is ReasonCode.USES_EXPIRING:
                assert one.day <= tuesday, "no reason after its date"


async def test_the_next_week_avoids_the_dinners_of_this_one(book: Kitchen) -> None:
    await filled(book)
    first = await book.suggestions.propose_week(start=MONDAY, days=6)
    await book.suggestions.accept_plan(first.id)
    second = await book.suggestions.propose_week(start=MONDAY + timedelta(days=7), days=6)
    dinners = {one.meal.recipe_id for one in (*first.meals, *second.meals)}
    assert len(dinners) == 12


def test_near_duplicates_have_the_same_title() -> None:
    assert dish_title("Easy Tomato Risotto (vegan)") == dish_title("The best tomato risotto recipe")
    assert dish_title("Tomato risotto") != dish_title("Tomato soup")


def test_the_same_dinner_under_two_names_is_not_chosen_twice() -> None:
    meals = tuple(OpenMeal(days=(day,), recipes=(0, 1, 2), own=np.array([2.0, 2.0, 0.0])) for day in range(2))
    unlimited = np.full((2, 1), np.nan)
    week = Week(
        days=2, meals=meals, figures=np.zeros((3, 1)), low=unlimited, high=unlimited, source=np.zeros(3, np.int64),
        cuisine=np.zeros(3, np.int64), uses=np.zeros((3, 0), bool), group=(0, 0, 1),
    )  # fmt: skip
    assert 2 in solve(week).recipes


def test_weekdays_have_names_in_each_language() -> None:
    assert all(len(set(message_table(language).weekdays)) == 7 for language in LANGUAGES)


async def test_recipes_with_almost_the_same_foods_are_one_dinner(book: Kitchen) -> None:
    stew = ["500 g chicken", "2 onions", "400 g tomatoes", "300 g rice", "2 carrots", "1 stalk celery"]
    await put(book, "Monday casserole", stew, 30)
    await put(book, "Grandfather's pot", [*stew, "1 leek"], 30)
    await put(book, "Summer bowl", [*stew, "1 leek", "200 g peas", "100 g olives", "1 lemon"], 30)
    await profiled(book)
    proposal = await book.suggestions.propose_week(start=MONDAY, days=7)
    chosen = [str(one.meal.words) for one in proposal.meals]
    assert len({"Monday casserole", "Grandfather's pot"} & set(chosen)) == 1, chosen
    assert "Summer bowl" in chosen


async def test_a_household_says_how_often_it_likes_the_same_dinner(book: Kitchen) -> None:
    await filled(book)
    first = await book.suggestions.propose_week(start=MONDAY, days=5)
    await book.suggestions.accept_plan(first.id)
    before = {one.meal.recipe_id for one in first.meals}
    start = MONDAY + timedelta(days=7)
    rarely = await book.suggestions.propose_week(start=start, days=5, apart=60)
    assert not before & {one.meal.recipe_id for one in rarely.meals}
    often = await book.suggestions.propose_week(start=MONDAY + timedelta(days=5), days=14, apart=5)
    dinners = [one.meal.recipe_id for one in often.meals]
    assert len(dinners) == 14
    for at, dinner in enumerate(dinners):
        assert dinner not in dinners[at + 1 : at + 5]
    book.suggestions.again_after = lambda: 60
    stored = await book.suggestions.propose_week(
        start=MONDAY + timedelta(days=5), days=14, slots=(MealSlot.LUNCH, MealSlot.DINNER)
    )
    dinners = [one.meal.recipe_id for one in stored.meals]
    assert len(set(dinners)) == len(dinners) < 28, "what is stored is the default"
