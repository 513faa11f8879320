"""Service of feasts: several courses that are planned together and have one timetable.

Every method may raise `KitchenError` with the code it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..recipes.service import RecipeService
from . import meals
from .feast import BURNERS, FeastCourse, FeastEntry, timetable
from .meal import Meal, MealSlot
from .preparation_service import PreparationService

MOST_COURSES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCourse:
    """A course to be planned: a recipe or words, and how long after the beginning it is served."""

    recipe_id: str | None = None
    words: str = ""
    after: timedelta = timedelta()
    cook: str | None = None


class FeastService:
    """Feasts of several courses."""

    def __init__(
        self, context: KitchenContext, preparations: PreparationService, recipes: RecipeService
    ) -> None:
        self._context = context
        self._preparations = preparations
        self._recipes = recipes

    async def plan(
        self,
        starts_at: datetime,
        courses: Sequence[PlannedCourse],
        *,
        slot: MealSlot = MealSlot.DINNER,
        people: tuple[str, ...] = (),
        servings: float | None = None,
        actor: str = "",
    ) -> list[Meal]:
        """Plan all courses, or none of them. Raises `RECIPE_NOT_FOUND` or `INVALID`."""
        if not 1 <= len(courses) <= MOST_COURSES:
            raise KitchenError(ErrorCode.INVALID, reason=f"a feast has between 1 and {MOST_COURSES} courses")
        wanted = [
            Meal(
                starts_at=starts_at + course.after,
                slot=slot,
                recipe_id=course.recipe_id,
                words=course.words,
                servings=servings,
                people=people,
                cook=course.cook,
                locked=True,
            )
            for course in courses
        ]

        def work(book: Connection) -> list[Meal]:
            return [meals.plan_meal(book, meal, self._context.clock.now()) for meal in wanted]

        planned = await self._context.store.write(work)
        for meal in planned:
            self._context.publish(ChangeKind.MEAL_PLANNED, meal.id, actor)
        return planned

    async def timetable(self, meal_ids: Sequence[str], *, burners: int = BURNERS) -> list[FeastEntry]:
        """The timetable of planned meals as they are planned now. Raises `MEAL_NOT_FOUND` or `INVALID`."""
        if not 1 <= len(meal_ids) <= MOST_COURSES:
            raise KitchenError(ErrorCode.INVALID, reason=f"a feast has between 1 and {MOST_COURSES} courses")
        courses = []
        for meal_id in dict.fromkeys(meal_ids):
            meal = await self._context.store.read(partial(meals.open_meal, meal_id=meal_id))
            courses.append(await self._course(meal))
        return timetable(courses, self._context.locale, burners)

    async def _course(self, meal: Meal) -> FeastCourse:
        course = FeastCourse(id=meal.id, name=meal.words, serve_at=meal.starts_at)
        if meal.recipe_id is None or meal.leftover_of is not None or meal.frozen is not None:
            return course
        try:
            recipe = await self._recipes.get(meal.recipe_id)
        except KitchenError as error:
            # A recipe may have been erased after it was planned.
            if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            return course
        found = await self._preparations.of_recipe(meal.recipe_id)
        return FeastCourse(
            id=meal.id, name=meal.words, serve_at=meal.starts_at, recipe=recipe, preparations=found
        )
