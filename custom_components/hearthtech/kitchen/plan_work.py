"""What the kitchen can do with its plan. Every method may raise `KitchenError` with the code it names."""

from collections.abc import Sequence
from datetime import datetime

from .changes import ChangeKind
from .core import KitchenCore
from .plan import meals
from .plan.meals import Meal


class PlanWork(KitchenCore):
    """The meal plan."""

    async def plan_meal(self, meal: Meal, *, who: str = "") -> Meal:
        """Put a meal into the plan."""
        planned = await self._store.write(lambda book: meals.plan_meal(book, meal, self.clock.now()))
        self._tell(ChangeKind.MEAL_PLANNED, planned.id, who)
        return planned

    async def change_meal(self, meal: Meal, *, who: str = "") -> Meal:
        """Replace a planned meal (`meal.id`)."""
        changed = await self._store.write(lambda book: meals.change_meal(book, meal, self.clock.now()))
        self._tell(ChangeKind.MEAL_CHANGED, changed.id, who)
        return changed

    async def move_meal(self, meal_id: str, starts_at: datetime, *, who: str = "") -> Meal:
        """Give a meal another time."""
        moved = await self._store.write(
            lambda book: meals.move_meal(book, meal_id, starts_at, self.clock.now())
        )
        self._tell(ChangeKind.MEAL_CHANGED, meal_id, who)
        return moved

    async def remove_meal(self, meal_id: str, *, who: str = "") -> Meal:
        """Take a meal out of the plan. Returns what it was; planning that again undoes it."""
        removed = await self._store.write(lambda book: meals.remove_meal(book, meal_id))
        self._tell(ChangeKind.MEAL_REMOVED, meal_id, who)
        return removed

    async def meal(self, meal_id: str) -> Meal:
        """One planned meal."""
        return await self._store.read(lambda book: meals.open_meal(book, meal_id))

    async def meals_between(self, start: datetime, end: datetime) -> Sequence[Meal]:
        """Meals that touch a time, earliest first."""
        return await self._store.read(lambda book: meals.meals_between(book, start, end))

    async def next_meals(self, after: datetime) -> Sequence[Meal]:
        """All meals that share the earliest start after a moment."""
        return await self._store.read(lambda book: meals.next_meals(book, after))

    async def current_or_next_meal(self) -> Meal | None:
        """The meal that is going on, else the next one."""
        return await self._store.read(lambda book: meals.current_or_next_meal(book, self.clock.now()))
