"""Which food the family means by a name, in the book. Every function works inside the transaction of its connection."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.food.database import FoodDatabase
from custom_components.hearthtech.kitchen.food.parse import parse_line
from custom_components.hearthtech.kitchen.food.text import key
from custom_components.hearthtech.kitchen.store.schema import FOOD_CORRECTIONS
from custom_components.hearthtech.kitchen.store.times import from_text, to_text

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One name and the food it means in this house, by its number in the food database."""

    name: str
    food: int
    who: str
    at: datetime


def correct(
    connection: Connection, name: str, number: int, now: datetime, *, who: str = "", language: str = "en"
) -> Correction:
    """Remember that a name means this food. A whole line does as well: its amount is left out.

    Raises:
        KitchenError: `INVALID` for a name without words.
    """
    meant = meant_name(name, language)
    name_key = key(meant)
    connection.execute(delete(FOOD_CORRECTIONS).where(FOOD_CORRECTIONS.c.name_key == name_key))
    row = {"name_key": name_key, "name": meant, "food": number, "who": who, "created_at": to_text(now)}
    connection.execute(insert(FOOD_CORRECTIONS), row)
    return Correction(name=meant, food=number, who=who, at=now)


def forget(connection: Connection, name: str, language: str = "en") -> bool:
    """Forget what a name means here; whether it was known.

    Raises:
        KitchenError: `INVALID` for a name without words.
    """
    name_key = key(meant_name(name, language))
    done = connection.execute(delete(FOOD_CORRECTIONS).where(FOOD_CORRECTIONS.c.name_key == name_key))
    return done.rowcount > 0


def corrections(connection: Connection) -> tuple[Correction, ...]:
    """All of them, by name."""
    rows = connection.execute(select(FOOD_CORRECTIONS).order_by(FOOD_CORRECTIONS.c.name_key))
    return tuple(
        Correction(name=row.name, food=row.food, who=row.who, at=from_text(row.created_at)) for row in rows
    )


def meant_name(words: str, language: str = "en") -> str:
    """The name in what was typed: `2 cups plain flour` is about plain flour.

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
    """The number of a food that was named by its number, or by one of its names in any language.

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
