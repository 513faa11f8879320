"""Service of the plan's board: planned meals with energy and with what somebody at the table may not eat.

Every method may raise `KitchenError` with the code it names.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..meal_plan import meals
from ..meal_plan.meal import Meal
from ..people.check import CheckResult, check
from ..people.model import Person
from ..people.person_book import is_obstacle
from ..people.profile import RecipeProfile
from ..people.profile_store import open_profile
from ..people.service import PeopleService
from ..people.store import list_people

MOST_CHECKED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMeal:
    """A planned meal as the board shows it."""

    meal: Meal
    kcal: float | None
    """Of one portion; `None` when it is unknown."""
    total_time_s: float | None
    trouble: tuple[CheckResult, ...]
    """What harms somebody at the table, or breaks a diet."""


class PlanBoardService:
    """Reads the plan with everything that its board shows, in few queries."""

    def __init__(self, context: KitchenContext, people: PeopleService) -> None:
        self._context = context
        self._people = people

    async def between(self, start: datetime, end: datetime) -> tuple[list[BoardMeal], tuple[Person, ...]]:
        """The meals that start in a time, earliest first, and the people of the household with their guests."""

        def work(
            book: Connection,
        ) -> tuple[Sequence[Meal], tuple[Person, ...], dict[str, RecipeProfile | None]]:
            found = [meal for meal in meals.meals_between(book, start, end) if meal.starts_at >= start]
            profiles = _profiles(book, {meal.recipe_id for meal in found if meal.recipe_id is not None})
            return found, list_people(book), profiles

        found, people, profiles = await self._context.store.read(work)
        return await asyncio.to_thread(_board, found, people, profiles), people

    async def trouble(
        self, recipe_ids: Collection[str], people: Sequence[str]
    ) -> dict[str, tuple[CheckResult, ...]]:
        """What recipes would do to these people; without people: to the household, without guests. Or `INVALID`."""
        if len(recipe_ids) > MOST_CHECKED:
            raise KitchenError(ErrorCode.INVALID, reason=f"at most {MOST_CHECKED} recipes at once")

        def work(book: Connection) -> tuple[tuple[Person, ...], dict[str, RecipeProfile | None]]:
            return list_people(book), _profiles(book, set(recipe_ids))

        everybody, profiles = await self._context.store.read(work)
        eaters = at_table(everybody, people)
        return await asyncio.to_thread(
            lambda: {recipe_id: trouble_of(profiles[recipe_id], eaters) for recipe_id in profiles}
        )


def at_table(everybody: Sequence[Person], named: Collection[str]) -> tuple[Person, ...]:
    """The people of a meal; nobody who is there any more: the household without guests."""
    there = tuple(person for person in everybody if person.id in named)
    return there or tuple(person for person in everybody if not person.guest)


def trouble_of(profile: RecipeProfile | None, eaters: Sequence[Person]) -> tuple[CheckResult, ...]:
    """The results that harm somebody, and the broken diets."""
    return tuple(
        result
        for result in check(profile, [person for person in eaters if _has_needs(person)])
        if is_obstacle(result)
    )


def _has_needs(person: Person) -> bool:
    return bool(person.allergens or person.avoids or person.diets)


def _profiles(book: Connection, recipe_ids: set[str]) -> dict[str, RecipeProfile | None]:
    return {recipe_id: open_profile(book, recipe_id) for recipe_id in sorted(recipe_ids)}


def _board(
    found: Sequence[Meal], people: Sequence[Person], profiles: Mapping[str, RecipeProfile | None]
) -> list[BoardMeal]:
    known: dict[tuple[str | None, tuple[str, ...]], tuple[CheckResult, ...]] = {}
    made = []
    for meal in found:
        profile = None if meal.recipe_id is None else profiles[meal.recipe_id]
        key = (meal.recipe_id, meal.people)
        if key not in known:
            known[key] = trouble_of(profile, at_table(people, meal.people))
        energy = None if profile is None else profile.figures.get("ENERC_KCAL")
        made.append(
            BoardMeal(
                meal=meal,
                kcal=None if energy is None else energy.amount,
                total_time_s=None if profile is None else profile.total_time_s,
                trouble=known[key],
            )
        )
    return made
