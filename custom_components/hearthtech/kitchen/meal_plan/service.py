"""Service of the meal plan. Every method may raise `KitchenError` with the code it names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from secrets import token_urlsafe

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..storage.settings import fact, forget_fact, put_fact
from . import ics, meals, rules
from .meal import Meal, MealSlot
from .meals import RemovedMeal
from .rules import MealRule

FEED = "plan_feed"
FEED_DAYS_BACK = 30
FEED_DAYS_ON = 365
MOST_REMOVED = 100
"""Number of removed meals that can be brought back, until the kitchen closes."""


class MealPlanService:
    """The meal plan."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context
        self._removed: dict[str, RemovedMeal] = {}

    async def plan(self, meal: Meal, *, actor: str = "") -> Meal:
        """Store a planned meal."""
        planned = await self._context.store.write(
            lambda book: meals.plan_meal(book, meal, self._context.clock.now())
        )
        self._context.publish(ChangeKind.MEAL_PLANNED, planned.id, actor)
        return planned

    async def change(self, meal: Meal, *, base: Meal | None = None, actor: str = "") -> Meal:
        """Replace a planned meal (`meal.id`); a meal of a repeating rule becomes a single meal.

        With `base`, the state that was edited, only what differs from it is replaced.
        """
        changed = await self._context.store.write(
            lambda book: meals.change_meal(book, meal, self._context.clock.now(), base)
        )
        self._context.publish(ChangeKind.MEAL_CHANGED, changed.id, actor)
        return changed

    async def move(
        self, meal_id: str, starts_at: datetime, *, slot: MealSlot | None = None, actor: str = ""
    ) -> Meal:
        """Move a meal to another time, and to another meal of the day if `slot` is given."""
        moved = await self._context.store.write(
            lambda book: meals.move_meal(book, meal_id, starts_at, self._context.clock.now(), slot=slot)
        )
        self._context.publish(ChangeKind.MEAL_CHANGED, meal_id, actor)
        return moved

    async def lock(self, meal_id: str, *, locked: bool = True, actor: str = "") -> Meal:
        """Exclude a meal from changes by proposals, or include it again."""
        return await self.change(replace(await self.get(meal_id), locked=locked), actor=actor)

    async def remove(self, meal_id: str, *, following: bool = False, actor: str = "") -> Meal:
        """Remove a meal from the plan, with `following` also the later meals of its rule.

        Returns it; `bring_back` undoes the removal.
        """

        def work(book: Connection) -> RemovedMeal:
            now = self._context.clock.now()
            removed = meals.removed_by(book, meal_id)
            meals.remove_meal(book, meal_id, now)
            if following:
                removed = replace(removed, rule=meals.end_rule_at(book, removed.meal, now))
            return removed

        removed = await self._context.store.write(work)
        self._removed.pop(meal_id, None)
        self._removed[meal_id] = removed
        while len(self._removed) > MOST_REMOVED:
            del self._removed[next(iter(self._removed))]
        self._context.publish(ChangeKind.MEAL_REMOVED, meal_id, actor)
        return removed.meal

    async def bring_back(self, meal_id: str, *, actor: str = "") -> Meal:
        """Undo the removal of a meal: the same one, with its rule, leftovers and frozen portions.

        The last removed meals are known until the kitchen closes; others are `MEAL_NOT_FOUND`.
        """
        removed = self._removed.get(meal_id)
        if removed is None:
            raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=meal_id)
        meal = await self._context.store.write(
            lambda book: meals.bring_back(book, removed, self._context.clock.now())
        )
        self._removed.pop(meal_id, None)
        self._context.publish(ChangeKind.MEAL_PLANNED, meal.id, actor)
        return meal

    async def get(self, meal_id: str) -> Meal:
        """One planned meal."""
        return await self._context.store.read(lambda book: meals.open_meal(book, meal_id))

    async def between(self, start: datetime, end: datetime) -> Sequence[Meal]:
        """Meals that overlap a time, earliest first, including those of repeating rules."""
        return await self._context.store.read(lambda book: meals.meals_between(book, start, end))

    async def on_day(self, day: date) -> Sequence[Meal]:
        """Meals that start on a local calendar day, earliest first."""
        start, end = self._context.locale.bounds(day)
        return [meal for meal in await self.between(start, end) if meal.starts_at >= start]

    async def next_meals(self, after: datetime) -> Sequence[Meal]:
        """All meals that share the earliest start after a moment."""
        return await self._context.store.read(lambda book: meals.next_meals(book, after))

    async def current_or_next_meal(self) -> Meal | None:
        """The present meal, else the next one."""
        return await self._context.store.read(
            lambda book: meals.current_or_next_meal(book, self._context.clock.now())
        )

    # Repeating meals

    async def repeat(self, rule: MealRule, *, actor: str = "") -> MealRule:
        """Add a repeating meal. Raises `RECIPE_NOT_FOUND` or `INVALID`."""

        def work(book: Connection) -> MealRule:
            made = _named(book, rules.sound(rule))
            return rules.write_rule(book, made, self._context.clock.now())

        made = await self._context.store.write(work)
        self._context.publish(ChangeKind.MEAL_PLANNED, made.id, actor)
        return made

    async def change_rule(self, rule: MealRule, *, from_meal: str | None = None, actor: str = "") -> MealRule:
        """Change a rule (`rule.id`), for all of its meals, or from one of them on as a new rule."""

        def work(book: Connection) -> MealRule:
            now = self._context.clock.now()
            old = rules.open_rule(book, rule.id)
            wall = None if from_meal is None else rules.wall_of(from_meal)
            if wall is None or wall <= old.first:
                return rules.write_rule(book, _named(book, rules.sound(rule)), now)
            rules.end_rule(book, old.id, wall, now)
            later = tuple(one for one in rule.left_out if one >= wall)
            return rules.write_rule(
                book, _named(book, rules.sound(replace(rule, id="", left_out=later))), now
            )

        changed = await self._context.store.write(work)
        self._context.publish(ChangeKind.MEAL_CHANGED, changed.id, actor)
        return changed

    async def remove_rule(self, rule_id: str, *, from_meal: str | None = None, actor: str = "") -> MealRule:
        """End a repeating meal, for all of its meals or from one of them on. Returns the rule."""

        def work(book: Connection) -> MealRule:
            old = rules.open_rule(book, rule_id)
            wall = None if from_meal is None else rules.wall_of(from_meal)
            if wall is None:
                return rules.remove_rule(book, rule_id)
            rules.end_rule(book, rule_id, wall, self._context.clock.now())
            return old

        removed = await self._context.store.write(work)
        self._context.publish(ChangeKind.MEAL_REMOVED, rule_id, actor)
        return removed

    async def rule(self, rule_id: str) -> MealRule:
        """One repeating meal, or `MEAL_NOT_FOUND`."""
        return await self._context.store.read(lambda book: rules.open_rule(book, rule_id))

    async def rules(self) -> list[MealRule]:
        """All repeating meals."""
        return await self._context.store.read(rules.all_rules)

    # For other calendars

    async def calendar_text(self, start: datetime, end: datetime, name: str = "Meals") -> str:
        """The meals of a time as iCalendar text."""
        found = await self.between(start, end)
        return ics.calendar_text(found, name, self._context.clock.now())

    async def feed_text(self, name: str = "Meals") -> str:
        """Text of the feed: from a month ago to a year ahead."""
        now = self._context.clock.now()
        return await self.calendar_text(
            now - timedelta(days=FEED_DAYS_BACK), now + timedelta(days=FEED_DAYS_ON), name
        )

    async def feed_token(self) -> str | None:
        """The secret of the feed's link; `None` while there is no feed."""
        return await self._context.store.read(partial(fact, name=FEED))

    async def open_feed(self) -> str:
        """Create a feed with a new secret; former links become invalid."""
        token = token_urlsafe(32)
        await self._context.store.write(partial(put_fact, name=FEED, value=token))
        return token

    async def close_feed(self) -> None:
        """Remove the feed."""
        await self._context.store.write(partial(forget_fact, name=FEED))


def _named(book: Connection, rule: MealRule) -> MealRule:
    """The rule with the text of its meals. Raises `RECIPE_NOT_FOUND`, or `INVALID` without content."""
    meal = meals.sound(book, replace(rule.meal(rule.first), rule=None))
    return replace(rule, words=meal.words)
