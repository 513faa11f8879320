"""The meal plan: what is eaten when. Moments are absolute (UTC inside); the day they belong to is the caller's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
import json
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import MEALS, RECIPES
from custom_components.hearthtech.kitchen.store.times import from_text, to_text

EATING_TIME = timedelta(hours=1)
"""How long a meal lasts in the calendar unless it says so itself."""


class Slot(StrEnum):
    """Which meal of the day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """One planned meal: a recipe of the book, or free words, or both."""

    id: str = ""
    starts_at: datetime
    ends_at: datetime | None = None
    slot: Slot = Slot.OTHER
    recipe_id: str | None = None
    words: str = ""
    """Free text; the recipe's name when there is only a recipe."""
    servings: float | None = None
    people: tuple[str, ...] = ()
    """Ids of who eats; empty: everybody."""

    @property
    def end(self) -> datetime:
        """When it ends, told or assumed."""
        return self.ends_at or self.starts_at + EATING_TIME


def plan_meal(connection: Connection, meal: Meal, now: datetime) -> Meal:
    """Put a meal into the plan.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, or `INVALID` when it says neither what nor a sound time.
    """
    meal = _sound(connection, replace(meal, id=meal.id or uuid4().hex))
    connection.execute(insert(MEALS).values(id=meal.id, **_columns(meal, now)))
    return meal


def change_meal(connection: Connection, meal: Meal, now: datetime) -> Meal:
    """Replace a planned meal, e.g. by one at another time.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`, `RECIPE_NOT_FOUND` or `INVALID`.
    """
    meal = _sound(connection, meal)
    changed = connection.execute(update(MEALS).where(MEALS.c.id == meal.id).values(**_columns(meal, now)))
    if changed.rowcount == 0:
        raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=meal.id)
    return meal


def move_meal(connection: Connection, meal_id: str, starts_at: datetime, now: datetime) -> Meal:
    """Give a meal another time and leave the rest, its length included, as it is."""
    meal = open_meal(connection, meal_id)
    ends_at = None if meal.ends_at is None else starts_at + (meal.ends_at - meal.starts_at)
    return change_meal(connection, replace(meal, starts_at=starts_at, ends_at=ends_at), now)


def remove_meal(connection: Connection, meal_id: str) -> Meal:
    """Take a meal out of the plan. Returns what it was, to undo it."""
    meal = open_meal(connection, meal_id)
    connection.execute(delete(MEALS).where(MEALS.c.id == meal_id))
    return meal


def open_meal(connection: Connection, meal_id: str) -> Meal:
    """One planned meal.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    row = connection.execute(select(MEALS).where(MEALS.c.id == meal_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=meal_id)
    return _meal(row)


def meals_between(connection: Connection, start: datetime, end: datetime) -> Sequence[Meal]:
    """Meals that touch the time from `start` to before `end`, earliest first."""
    query = select(MEALS).where(MEALS.c.starts_at < to_text(end), MEALS.c.ends_at > to_text(start))
    return [_meal(row) for row in connection.execute(query.order_by(MEALS.c.starts_at, MEALS.c.id))]


def next_meals(connection: Connection, after: datetime) -> Sequence[Meal]:
    """The meals that start next after a moment: all that share the earliest start. Empty when none is planned."""
    first = (
        select(MEALS.c.starts_at)
        .where(MEALS.c.starts_at > to_text(after))
        .order_by(MEALS.c.starts_at)
        .limit(1)
    )
    query = select(MEALS).where(MEALS.c.starts_at == first.scalar_subquery()).order_by(MEALS.c.id)
    return [_meal(row) for row in connection.execute(query)]


def current_or_next_meal(connection: Connection, now: datetime) -> Meal | None:
    """The meal that is going on, else the one that comes next."""
    query = (
        select(MEALS).where(MEALS.c.ends_at > to_text(now)).order_by(MEALS.c.starts_at, MEALS.c.id).limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else _meal(row)


def _sound(connection: Connection, meal: Meal) -> Meal:
    if meal.end <= meal.starts_at:
        raise KitchenError(ErrorCode.INVALID, reason="the meal ends before it starts")
    if meal.servings is not None and meal.servings <= 0:
        raise KitchenError(ErrorCode.INVALID, reason="a meal serves somebody")
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
    )
