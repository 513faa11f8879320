"""The household's corrections of food names.

Every function works inside the transaction of its connection.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..recipes.household_measures import soft_measures
from ..storage.damaged_rows import readable
from ..storage.schema import FOOD_CORRECTIONS
from ..storage.times import from_text, to_text
from .database import FoodDatabase
from .household_overrides import MeasureWeight, StoredFoodOverrides
from .parse import parse_line
from .text import key

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodCorrection:
    """A name and its food in this household, by the number in the food database."""

    name: str
    food: int
    actor: str
    at: datetime


def correct(
    connection: Connection, name: str, number: int, now: datetime, *, actor: str = "", language: str = "en"
) -> FoodCorrection:
    """Store that a name means this food. In a whole line, the amount is ignored.

    Raises:
        KitchenError: `INVALID` for a name without words.
    """
    meant = meant_name(name, language)
    name_key = key(meant)
    connection.execute(delete(FOOD_CORRECTIONS).where(FOOD_CORRECTIONS.c.name_key == name_key))
    row = {"name_key": name_key, "name": meant, "food": number, "who": actor, "created_at": to_text(now)}
    connection.execute(insert(FOOD_CORRECTIONS), row)
    return FoodCorrection(name=meant, food=number, actor=actor, at=now)


def forget(connection: Connection, name: str, language: str = "en") -> bool:
    """Delete the correction of a name. Returns whether there was one.

    Raises:
        KitchenError: `INVALID` for a name without words.
    """
    name_key = key(meant_name(name, language))
    done = connection.execute(delete(FOOD_CORRECTIONS).where(FOOD_CORRECTIONS.c.name_key == name_key))
    return done.rowcount > 0


def corrections(connection: Connection) -> tuple[FoodCorrection, ...]:
    """All corrections, by name, without those whose rows are damaged."""
    rows = connection.execute(select(FOOD_CORRECTIONS).order_by(FOOD_CORRECTIONS.c.name_key))
    return tuple(found for row in rows if (found := readable_correction(row)) is not None)


def stored_overrides(connection: Connection) -> StoredFoodOverrides:
    """All corrections and weighed measures, as the analyzer uses them."""
    household = StoredFoodOverrides()
    for found in soft_measures(connection):
        household.weigh(
            MeasureWeight(
                unit=found.measure, food=found.food, low=found.low_g, high=found.high_g, person=found.owner
            )
        )
    for corrected in corrections(connection):
        household.correct(corrected.name, corrected.food)
    return household


def readable_correction(row: Row[Any]) -> FoodCorrection | None:
    """Return the correction of a row; `None` when it is damaged."""
    return readable(FOOD_CORRECTIONS, row, _correction, FoodCorrection)


def _correction(row: Row[Any]) -> FoodCorrection:
    if row.food < 0 or not key(row.name):
        raise ValueError("a correction needs a name and a food")
    return FoodCorrection(name=row.name, food=row.food, actor=row.who, at=from_text(row.created_at))


def meant_name(words: str, language: str = "en") -> str:
    """The food name in a typed text: `2 cups plain flour` gives plain flour.

    Raises:
        KitchenError: `INVALID` when there is none.
    """
    tidy = " ".join(words.split())
    parsed = parse_line(tidy, language) if len(tidy) <= LONGEST_NAME else None
    read = parsed.phrase or parsed.name if parsed is not None and parsed.is_ingredient else ""
    name = read if key(read) else tidy
    if not key(name) or len(name) > LONGEST_NAME or not name.isprintable():
        raise KitchenError(ErrorCode.INVALID, field="name", reason=f"a name of 1 to {LONGEST_NAME} letters")
    return name


def food_number(database: FoodDatabase, food: int | str) -> int:
    """The number of a food given by its number, or by one of its names in any language.

    Raises:
        KitchenError: `FOOD_NOT_FOUND`.
    """
    said = str(food).strip()
    if said.isascii() and said.isdigit() and len(said) <= 10 and database.has_food(int(said)):
        return int(said)
    for language in ("en", "de", "fr", "es", "it"):
        entry = database.lookup(said, language)
        if entry is not None:
            return entry.food
    raise KitchenError(ErrorCode.FOOD_NOT_FOUND, name=said)
