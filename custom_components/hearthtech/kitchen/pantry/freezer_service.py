"""Service of the freezer: cooked portions with their date, which are planned again.

What the plan uses is not taken out of a record: it is counted from the planned meals, so that a meal that is moved or
removed gives its portions back. Every method may raise `KitchenError` with the code it names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..household.model import FrozenPortions
from ..household.records import all_records, open_record, put_record, remove_record
from ..meal_plan import meals
from ..meal_plan.meal import Meal, MealSlot
from ..people.portions import portions_for
from ..people.store import list_people
from ..recipes.service import RecipeService
from ..storage.schema import MEALS

BEST_DAYS: Final = 90
"""Cooked dishes are at their best for two to three months (USDA Food Safety and Inspection Service)."""
ENOUGH: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenStock:
    """Frozen portions with what is left of them when all planned meals are eaten."""

    portions: FrozenPortions
    left: float
    days_left: int
    """Until they should be eaten; negative when that day is past."""


class FreezerService:
    """The frozen portions of the household."""

    def __init__(self, context: KitchenContext, recipes: RecipeService) -> None:
        self._context = context
        self._recipes = recipes

    async def stock(self, *, everything: bool = False) -> list[FrozenStock]:
        """The frozen portions that are left, those to eat first come first; `everything`: also those planned."""
        today = self._context.locale.day(self._context.clock.now())

        def work(book: Connection) -> list[FrozenStock]:
            used = _planned(book)
            return [
                FrozenStock(
                    portions=one,
                    left=max(one.portions - used.get(one.id, 0.0), 0.0),
                    days_left=(date.fromisoformat(one.use_by) - today).days,
                )
                for one in all_records(book, FrozenPortions)
            ]

        found = await self._context.store.read(work)
        kept = [one for one in found if everything or one.left > ENOUGH]
        return sorted(
            kept, key=lambda one: (one.portions.use_by, one.portions.name.casefold(), one.portions.id)
        )

    async def freeze(
        self,
        name: str,
        portions: float,
        *,
        recipe_id: str | None = None,
        frozen_on: date | None = None,
        use_by: date | None = None,
        place: str = "",
        actor: str = "",
    ) -> FrozenPortions:
        """Store cooked portions. The recipe gives its name if there is none. Raises `RECIPE_NOT_FOUND` or `INVALID`."""
        day = frozen_on or self._context.locale.day(self._context.clock.now())
        if recipe_id is not None:
            name = name or (await self._recipes.get(recipe_id)).name
        last = use_by or day + timedelta(days=BEST_DAYS)
        if last < day:
            raise KitchenError(ErrorCode.INVALID, reason="it would be past its date when it is frozen")
        record = FrozenPortions(
            name=name,
            recipe_id=recipe_id,
            portions=portions,
            frozen_on=day.isoformat(),
            use_by=last.isoformat(),
            place=place,
        )
        stored = await self._context.store.write(
            lambda book: put_record(book, record, self._context.clock.now())
        )
        self._publish(stored.id, actor)
        return stored

    async def take(self, name: str, portions: float | None = None, *, actor: str = "") -> FrozenPortions:
        """Take portions out, all of them without a number. Returns the record as it was.

        Raises `RECORD_NOT_FOUND`, or `INVALID` when fewer are left.
        """

        def work(book: Connection) -> FrozenPortions:
            known = open_record(book, FrozenPortions, name)
            left = known.portions - _planned(book).get(known.id, 0.0)
            wanted = left if portions is None else portions
            if not 0 < wanted <= left + ENOUGH:
                raise KitchenError(ErrorCode.INVALID, reason=f"{max(left, 0.0):g} portions are left")
            rest = known.portions - wanted
            if rest > ENOUGH:
                put_record(book, replace(known, portions=rest), self._context.clock.now())
            else:
                remove_record(book, FrozenPortions, known.id)
            return known

        known = await self._context.store.write(work)
        self._publish(known.id, actor)
        return known

    async def plan(
        self,
        name: str,
        starts_at: datetime,
        *,
        slot: MealSlot = MealSlot.OTHER,
        people: tuple[str, ...] = (),
        portions: float | None = None,
        actor: str = "",
    ) -> Meal:
        """Plan a meal of frozen portions: as many as stated, as these people eat, or all that are left.

        Nothing is cooked or bought for it; thawing them is a preparation. Raises `RECORD_NOT_FOUND`, or `INVALID` when
        fewer portions are left.
        """

        def work(book: Connection) -> Meal:
            known = open_record(book, FrozenPortions, name)
            left = known.portions - _planned(book).get(known.id, 0.0)
            eaters = [person for person in list_people(book) if person.id in people]
            wanted = portions or portions_for(eaters, starts_at.year) or left
            if not 0 < wanted <= left + ENOUGH:
                raise KitchenError(ErrorCode.INVALID, reason=f"{max(left, 0.0):g} portions are left")
            meal = frozen_meal(known, starts_at, slot, people, wanted)
            # The recipe may have been erased; what is in the freezer is still there.
            if meal.recipe_id is not None and meal.recipe_id not in self._context.book.names(book):
                meal = replace(meal, recipe_id=None)
            return meals.plan_meal(book, meal, self._context.clock.now())

        planned = await self._context.store.write(work)
        self._context.publish(ChangeKind.MEAL_PLANNED, planned.id, actor)
        return planned

    def _publish(self, record_id: str, actor: str) -> None:
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, record_id, actor, record="frozen")


def frozen_meal(
    frozen: FrozenPortions, starts_at: datetime, slot: MealSlot, people: Iterable[str], portions: float
) -> Meal:
    """A meal of frozen portions."""
    return Meal(
        starts_at=starts_at,
        slot=slot,
        recipe_id=frozen.recipe_id,
        words=frozen.name,
        servings=portions,
        people=tuple(people),
        frozen=frozen.id,
    )


def _planned(connection: Connection) -> dict[str, float]:
    """The portions that planned meals use, by frozen record; meals that were eaten too."""
    query = select(MEALS.c.frozen, func.sum(MEALS.c.servings)).where(MEALS.c.frozen.is_not(None))
    return {name: float(total or 0.0) for name, total in connection.execute(query.group_by(MEALS.c.frozen))}
