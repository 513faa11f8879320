"""What the kitchen can do with its plan. Every method may raise `KitchenError` with the code it names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from secrets import token_urlsafe

from sqlalchemy import Connection

from .changes import ChangeKind
from .core import KitchenCore
from .plan import ics, meals, rules
from .plan.meal import Meal
from .plan.rules import MealRule
from .store.facts import fact, forget_fact, put_fact

FEED = "plan_feed"
FEED_DAYS_BACK = 30
FEED_DAYS_ON = 365


class PlanWork(KitchenCore):
    """The meal plan."""

    async def plan_meal(self, meal: Meal, *, who: str = "") -> Meal:
        """Put a meal into the plan."""
        planned = await self._store.write(lambda book: meals.plan_meal(book, meal, self.clock.now()))
        self._tell(ChangeKind.MEAL_PLANNED, planned.id, who)
        return planned

    async def change_meal(self, meal: Meal, *, who: str = "") -> Meal:
        """Replace a planned meal (`meal.id`); one of a repeating rule then stands for itself."""
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

    async def lock_meal(self, meal_id: str, *, locked: bool = True, who: str = "") -> Meal:
        """Let proposals leave a meal alone, or not any more."""
        return await self.change_meal(replace(await self.meal(meal_id), locked=locked), who=who)

    async def remove_meal(self, meal_id: str, *, who: str = "") -> Meal:
        """Take a meal out of the plan. Returns what it was; planning that again undoes it."""
        removed = await self._store.write(lambda book: meals.remove_meal(book, meal_id, self.clock.now()))
        self._tell(ChangeKind.MEAL_REMOVED, meal_id, who)
        return removed

    async def meal(self, meal_id: str) -> Meal:
        """One planned meal."""
        return await self._store.read(lambda book: meals.open_meal(book, meal_id))

    async def meals_between(self, start: datetime, end: datetime) -> Sequence[Meal]:
        """Meals that touch a time, earliest first; those of repeating rules are among them."""
        return await self._store.read(lambda book: meals.meals_between(book, start, end))

    async def meals_on(self, day: date) -> Sequence[Meal]:
        """Meals that start on a calendar day here, earliest first."""
        start, end = self.home.bounds(day)
        return [meal for meal in await self.meals_between(start, end) if meal.starts_at >= start]

    async def next_meals(self, after: datetime) -> Sequence[Meal]:
        """All meals that share the earliest start after a moment."""
        return await self._store.read(lambda book: meals.next_meals(book, after))

    async def current_or_next_meal(self) -> Meal | None:
        """The meal that is going on, else the next one."""
        return await self._store.read(lambda book: meals.current_or_next_meal(book, self.clock.now()))

    # Meals that repeat

    async def repeat_meal(self, rule: MealRule, *, who: str = "") -> MealRule:
        """Let a meal repeat. Raises `RECIPE_NOT_FOUND` or `INVALID`."""

        def work(book: Connection) -> MealRule:
            made = _named(book, rules.sound(rule))
            return rules.write_rule(book, made, self.clock.now())

        made = await self._store.write(work)
        self._tell(ChangeKind.MEAL_PLANNED, made.id, who)
        return made

    async def change_rule(self, rule: MealRule, *, from_meal: str | None = None, who: str = "") -> MealRule:
        """Change a rule (`rule.id`), for all of its meals, or from one of them on: then a new rule begins there."""

        def work(book: Connection) -> MealRule:
            now = self.clock.now()
            old = rules.open_rule(book, rule.id)
            wall = None if from_meal is None else rules.wall_of(from_meal)
            if wall is None or wall <= old.first:
                return rules.write_rule(book, _named(book, rules.sound(rule)), now)
            rules.end_rule(book, old.id, wall, now)
            later = tuple(one for one in rule.left_out if one >= wall)
            return rules.write_rule(
                book, _named(book, rules.sound(replace(rule, id="", left_out=later))), now
            )

        changed = await self._store.write(work)
        self._tell(ChangeKind.MEAL_CHANGED, changed.id, who)
        return changed

    async def remove_rule(self, rule_id: str, *, from_meal: str | None = None, who: str = "") -> MealRule:
        """End a repeating meal, altogether or from one of its meals on. Returns what it was."""

        def work(book: Connection) -> MealRule:
            old = rules.open_rule(book, rule_id)
            wall = None if from_meal is None else rules.wall_of(from_meal)
            if wall is None:
                return rules.remove_rule(book, rule_id)
            rules.end_rule(book, rule_id, wall, self.clock.now())
            return old

        removed = await self._store.write(work)
        self._tell(ChangeKind.MEAL_REMOVED, rule_id, who)
        return removed

    async def rule(self, rule_id: str) -> MealRule:
        """One repeating meal, or `MEAL_NOT_FOUND`."""
        return await self._store.read(lambda book: rules.open_rule(book, rule_id))

    async def rules(self) -> list[MealRule]:
        """All repeating meals."""
        return await self._store.read(rules.all_rules)

    # For calendars elsewhere

    async def calendar_text(self, start: datetime, end: datetime, name: str = "Meals") -> str:
        """The meals of a time as iCalendar text."""
        found = await self.meals_between(start, end)
        return ics.calendar_text(found, name, self.clock.now())

    async def feed_text(self, name: str = "Meals") -> str:
        """What the feed tells: a month back and a year on."""
        now = self.clock.now()
        return await self.calendar_text(
            now - timedelta(days=FEED_DAYS_BACK), now + timedelta(days=FEED_DAYS_ON), name
        )

    async def feed_token(self) -> str | None:
        """The secret of the feed's link; `None` while there is no feed."""
        return await self._store.read(partial(fact, name=FEED))

    async def open_feed(self) -> str:
        """Make a feed under a new secret; a link that was given out before is dead."""
        token = token_urlsafe(32)
        await self._store.write(partial(put_fact, name=FEED, value=token))
        return token

    async def close_feed(self) -> None:
        """End the feed."""
        await self._store.write(partial(forget_fact, name=FEED))


def _named(book: Connection, rule: MealRule) -> MealRule:
    """The rule with the words its meals show. Raises `RECIPE_NOT_FOUND`, or `INVALID` where it says nothing."""
    meal = meals.sound(book, replace(rule.meal(rule.first), rule=None))
    return replace(rule, words=meal.words)
