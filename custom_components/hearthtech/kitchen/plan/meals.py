"""The meal plan: what is eaten when. Moments are absolute (UTC inside); the day they belong to is the caller's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
import json
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import MEALS, RECIPES
from custom_components.hearthtech.kitchen.store.times import from_text, to_text

from . import rules
from .meal import EATING_TIME, Meal, Slot

__all__ = ["EATING_TIME", "Meal", "Slot"]


def plan_meal(connection: Connection, meal: Meal, now: datetime) -> Meal:
    """Put a meal into the plan.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, `MEAL_NOT_FOUND` for leftovers of none, or `INVALID` when it says neither what
            nor a sound time.
    """
    meal = sound(connection, replace(meal, id=meal.id or uuid4().hex))
    connection.execute(insert(MEALS).values(id=meal.id, **_columns(meal, now)))
    return meal


def change_meal(connection: Connection, meal: Meal, now: datetime) -> Meal:
    """Replace a planned meal, e.g. by one at another time. One of a repeating rule then stands for itself.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`, `RECIPE_NOT_FOUND` or `INVALID`.
    """
    meal = sound(connection, meal)
    changed = connection.execute(update(MEALS).where(MEALS.c.id == meal.id).values(**_columns(meal, now)))
    if changed.rowcount == 0:
        rules.leave_out(connection, meal.id, now)
        connection.execute(insert(MEALS).values(id=meal.id, **_columns(meal, now)))
    return meal


def move_meal(connection: Connection, meal_id: str, starts_at: datetime, now: datetime) -> Meal:
    """Give a meal another time and leave the rest, its length included, as it is."""
    meal = open_meal(connection, meal_id)
    ends_at = None if meal.ends_at is None else starts_at + (meal.ends_at - meal.starts_at)
    return change_meal(connection, replace(meal, starts_at=starts_at, ends_at=ends_at), now)


def remove_meal(connection: Connection, meal_id: str, now: datetime) -> Meal:
    """Take a meal out of the plan. Returns what it was, to undo it. Who was to eat its leftovers keeps their words."""
    meal = open_meal(connection, meal_id)
    if connection.execute(delete(MEALS).where(MEALS.c.id == meal_id)).rowcount == 0:
        rules.leave_out(connection, meal_id, now)
    connection.execute(update(MEALS).where(MEALS.c.leftover_of == meal_id).values(leftover_of=None))
    return meal


def open_meal(connection: Connection, meal_id: str) -> Meal:
    """One planned meal.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    row = connection.execute(select(MEALS).where(MEALS.c.id == meal_id)).first()
    return rules.occurrence(connection, meal_id) if row is None else _meal(row)


def meals_between(connection: Connection, start: datetime, end: datetime) -> Sequence[Meal]:
    """Meals that touch the time from `start` to before `end`, earliest first; those of repeating rules among them."""
    query = select(MEALS).where(MEALS.c.starts_at < to_text(end), MEALS.c.ends_at > to_text(start))
    found = [_meal(row) for row in connection.execute(query)]
    for rule in rules.all_rules(connection):
        found.extend(rule.between(start, end))
    return sorted(found, key=_in_time)


def next_meals(connection: Connection, after: datetime) -> Sequence[Meal]:
    """The meals that start next after a moment: all that share the earliest start. Empty when none is planned."""
    first = (
        select(MEALS.c.starts_at)
        .where(MEALS.c.starts_at > to_text(after))
        .order_by(MEALS.c.starts_at)
        .limit(1)
    )
    query = select(MEALS).where(MEALS.c.starts_at == first.scalar_subquery())
    found = [_meal(row) for row in connection.execute(query)]
    found.extend(meal for rule in rules.all_rules(connection) if (meal := rule.next(after)) is not None)
    earliest = min((meal.starts_at for meal in found), default=None)
    return sorted((meal for meal in found if meal.starts_at == earliest), key=_in_time)


def current_or_next_meal(connection: Connection, now: datetime) -> Meal | None:
    """The meal that is going on, else the one that comes next."""
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
        "changed_at": to_text(now),
    }


def _meal(row: Row[tuple[object, ...]]) -> Meal:
    values = row._mapping  # noqa: SLF001 (the documented name)
    return Meal(
        id=values["id"],
        starts_at=from_text(values["starts_at"]),
        ends_at=from_text(values["ends_at"]),
        slot=Slot(values["slot"]),
        recipe_id=values["recipe_id"],
        words=values["words"],
        servings=values["servings"],
        people=tuple(json.loads(values["people"])),
        rule=values["rule"],
        leftover_of=values["leftover_of"],
        locked=values["locked"],
    )
