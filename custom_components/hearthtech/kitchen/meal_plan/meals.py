"""Storage of planned meals. Moments are absolute (UTC inside); callers determine the calendar day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import json
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, delete, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..field_merge import merged_change
from ..storage.damaged_rows import readable, strict_list
from ..storage.schema import MEALS, RECIPES
from ..storage.times import from_text, to_text
from . import rules
from .meal import EATING_TIME, Meal, MealSlot
from .rules import MealRule

__all__ = ["EATING_TIME", "Meal", "MealSlot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedMeal:
    """A meal that was removed, and what must be known to bring it back."""

    meal: Meal
    stored: bool
    """Whether it had a row of its own; otherwise it came from its rule."""
    leftovers: tuple[str, ...]
    """Ids of the meals of its leftovers."""
    rule: MealRule | None = None
    """Its rule as it was, when the later meals of the rule were removed with it."""


def plan_meal(connection: Connection, meal: Meal, now: datetime) -> Meal:
    """Store a planned meal.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, `MEAL_NOT_FOUND` for leftovers of none, or `INVALID` without content
            or a valid time.
    """
    meal = sound(connection, replace(meal, id=meal.id or uuid4().hex))
    connection.execute(insert(MEALS).values(id=meal.id, **_columns(meal, now)))
    return meal


def change_meal(connection: Connection, meal: Meal, now: datetime, base: Meal | None = None) -> Meal:
    """Replace a planned meal, e.g. by one at another time; with `base`, only what differs from it.

    A meal of a repeating rule becomes a single meal.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`, `RECIPE_NOT_FOUND` or `INVALID`.
    """
    if base is not None:
        meal = merged_change(base, open_meal(connection, meal.id), meal)
    meal = sound(connection, meal)
    changed = connection.execute(update(MEALS).where(MEALS.c.id == meal.id).values(**_columns(meal, now)))
    if changed.rowcount == 0:
        rules.leave_out(connection, meal.id, now)
        connection.execute(insert(MEALS).values(id=meal.id, **_columns(meal, now)))
    return meal


def move_meal(
    connection: Connection,
    meal_id: str,
    starts_at: datetime,
    now: datetime,
    *,
    slot: MealSlot | None = None,
) -> Meal:
    """Move a meal to another time, and to another meal of the day; everything else is unchanged."""
    meal = open_meal(connection, meal_id)
    ends_at = None if meal.ends_at is None else starts_at + (meal.ends_at - meal.starts_at)
    moved = replace(meal, starts_at=starts_at, ends_at=ends_at, slot=slot or meal.slot)
    return change_meal(connection, moved, now)


def remove_meal(connection: Connection, meal_id: str, now: datetime) -> Meal:
    """Remove a meal from the plan. Returns it, to undo it. Meals of its leftovers keep their text."""
    meal = open_meal(connection, meal_id)
    if connection.execute(delete(MEALS).where(MEALS.c.id == meal_id)).rowcount == 0:
        rules.leave_out(connection, meal_id, now)
    connection.execute(update(MEALS).where(MEALS.c.leftover_of == meal_id).values(leftover_of=None))
    return meal


def end_rule_at(connection: Connection, meal: Meal, now: datetime) -> MealRule | None:
    """End the rule of a meal before that meal. Returns the rule as it was; `None` without a rule, or when it is gone.

    Single meals that were changed by themselves stay in the plan.
    """
    rule = next((one for one in rules.all_rules(connection) if one.id == meal.rule), None)
    if rule is None:
        return None
    wall = rules.wall_of(meal.id) or meal.starts_at.astimezone(ZoneInfo(rule.time_zone)).replace(tzinfo=None)
    rules.end_rule(connection, rule.id, wall, now)
    return rule


def removed_by(connection: Connection, meal_id: str) -> RemovedMeal:
    """Return the meal that `remove_meal` deletes, with its links, so that the removal can be undone.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    meal = open_meal(connection, meal_id)
    stored = connection.scalar(select(MEALS.c.id).where(MEALS.c.id == meal_id)) is not None
    leftovers = connection.scalars(select(MEALS.c.id).where(MEALS.c.leftover_of == meal_id))
    return RemovedMeal(meal=meal, stored=stored, leftovers=tuple(leftovers))


def bring_back(connection: Connection, removed: RemovedMeal, now: datetime) -> Meal:
    """Put a removed meal back under its id, with its rule, its frozen portions and the meals of its leftovers.

    A meal that is there already stays as it is. What it is left over from may be gone meanwhile.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, or `MEAL_NOT_FOUND` for a meal of a rule that is gone.
    """
    meal = removed.meal
    if removed.rule is not None:
        rules.write_rule(connection, removed.rule, now)
    if not removed.stored:
        rules.take_in(connection, meal.id, now)
    elif connection.scalar(select(MEALS.c.id).where(MEALS.c.id == meal.id)) is None:
        origin = meal.leftover_of
        if origin is not None and not _is_before(connection, origin, meal.starts_at):
            meal = replace(meal, leftover_of=None)
        meal = plan_meal(connection, meal, now)
    connection.execute(
        update(MEALS)
        .where(MEALS.c.id.in_(removed.leftovers), MEALS.c.leftover_of.is_(None))
        .where(MEALS.c.starts_at >= to_text(meal.starts_at))
        .values(leftover_of=meal.id)
    )
    return open_meal(connection, meal.id)


def _is_before(connection: Connection, meal_id: str, moment: datetime) -> bool:
    try:
        return open_meal(connection, meal_id).starts_at <= moment
    except KitchenError:
        return False


def open_meal(connection: Connection, meal_id: str) -> Meal:
    """One planned meal.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    row = connection.execute(select(MEALS).where(MEALS.c.id == meal_id)).first()
    if row is None:
        return rules.occurrence(connection, meal_id)
    if (meal := readable_meal(row)) is None:
        raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=meal_id)
    return meal


def meals_between(connection: Connection, start: datetime, end: datetime) -> Sequence[Meal]:
    """Meals that overlap the time from `start` to before `end`, earliest first, with those of rules."""
    query = select(MEALS).where(MEALS.c.starts_at < to_text(end), MEALS.c.ends_at > to_text(start))
    found = [meal for row in connection.execute(query) if (meal := readable_meal(row)) is not None]
    for rule in rules.all_rules(connection):
        found.extend(rule.between(start, end))
    return sorted(found, key=_in_time)


def next_meals(connection: Connection, after: datetime) -> Sequence[Meal]:
    """The next meals after a moment: all that share the earliest start. Empty when none is planned."""
    first = (
        select(MEALS.c.starts_at)
        .where(MEALS.c.starts_at > to_text(after))
        .order_by(MEALS.c.starts_at)
        .limit(1)
    )
    query = select(MEALS).where(MEALS.c.starts_at == first.scalar_subquery())
    found = [meal for row in connection.execute(query) if (meal := readable_meal(row)) is not None]
    found.extend(meal for rule in rules.all_rules(connection) if (meal := rule.next(after)) is not None)
    earliest = min((meal.starts_at for meal in found), default=None)
    return sorted((meal for meal in found if meal.starts_at == earliest), key=_in_time)


def current_or_next_meal(connection: Connection, now: datetime) -> Meal | None:
    """The present meal, else the next one."""
    going_on = [meal for meal in meals_between(connection, now, now + timedelta(seconds=1)) if meal.end > now]
    coming = going_on or next_meals(connection, now)
    return coming[0] if coming else None


def _in_time(meal: Meal) -> tuple[datetime, str]:
    return meal.starts_at, meal.id


def sound(connection: Connection, meal: Meal) -> Meal:
    if meal.end <= meal.starts_at:
        raise KitchenError(ErrorCode.INVALID, reason="the meal ends before it starts")
    if meal.servings is not None and meal.servings <= 0:
        raise KitchenError(ErrorCode.INVALID, reason="a meal serves somebody")
    if meal.leftover_of is not None and open_meal(connection, meal.leftover_of).starts_at > meal.starts_at:
        raise KitchenError(ErrorCode.INVALID, reason="leftovers are eaten after the meal that they are from")
    if meal.recipe_id is None:
        if not meal.words.strip():
            raise KitchenError(ErrorCode.INVALID, reason="the meal has neither a recipe nor words")
        return meal
    name = connection.scalar(
        select(RECIPES.c.name).where(RECIPES.c.id == meal.recipe_id, RECIPES.c.erased_at.is_(None))
    )
    if name is None:
        raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=meal.recipe_id)
    return meal if meal.words.strip() else replace(meal, words=name)


def _columns(meal: Meal, now: datetime) -> dict[str, object]:
    return {
        "starts_at": to_text(meal.starts_at),
        "ends_at": to_text(meal.end),
        "slot": meal.slot.value,
        "recipe_id": meal.recipe_id,
        "words": meal.words,
        "servings": meal.servings,
        "people": json.dumps(meal.people),
        "rule": meal.rule,
        "leftover_of": meal.leftover_of,
        "locked": meal.locked,
        "cook": meal.cook,
        "frozen": meal.frozen,
        "changed_at": to_text(now),
    }


def readable_meal(row: Row[Any]) -> Meal | None:
    """The meal of a row; `None` when it is damaged."""
    return readable(MEALS, row, _meal, Meal)


def _meal(row: Row[Any]) -> Meal:
    values = row._mapping  # noqa: SLF001 (the documented name)
    return Meal(
        id=values["id"],
        starts_at=from_text(values["starts_at"]),
        ends_at=from_text(values["ends_at"]),
        slot=MealSlot(values["slot"]),
        recipe_id=values["recipe_id"],
        words=values["words"],
        servings=values["servings"],
        people=tuple(strict_list(values["people"])),
        rule=values["rule"],
        leftover_of=values["leftover_of"],
        locked=values["locked"],
        cook=values["cook"],
        frozen=values["frozen"],
    )
