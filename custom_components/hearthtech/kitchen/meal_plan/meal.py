"""A planned meal. Moments are absolute (UTC inside); callers determine the calendar day."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

EATING_TIME = timedelta(hours=1)
"""Default duration of a meal in the calendar."""

AGAIN_AFTER_DAYS: Final = 7
"""The days after which a household likes the same dinner again, if it says nothing else."""
MOST_AGAIN_AFTER_DAYS: Final = 365


class MealSlot(StrEnum):
    """Meals of the day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"
    OTHER = "other"


def slot_at(hour: time) -> MealSlot:
    """The most probable meal of the day at a wall time."""
    if 5 <= hour.hour < 11:
        return MealSlot.BREAKFAST
    if 11 <= hour.hour < 15:
        return MealSlot.LUNCH
    return MealSlot.DINNER if 17 <= hour.hour < 23 else MealSlot.OTHER


def coming_slot(hour: time) -> MealSlot:
    """The meal that a question without a meal is about: the present or next main meal of the day."""
    if 4 <= hour.hour < 10:
        return MealSlot.BREAKFAST
    return MealSlot.LUNCH if 10 <= hour.hour < 14 else MealSlot.DINNER


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """One planned meal: a recipe of the book, or free text, or both."""

    id: str = ""
    starts_at: datetime
    ends_at: datetime | None = None
    slot: MealSlot = MealSlot.OTHER
    recipe_id: str | None = None
    words: str = ""
    """Free text; the recipe's name if there is only a recipe."""
    servings: float | None = None
    people: tuple[str, ...] = ()
    """Ids of the people who eat; empty: everybody."""
    rule: str | None = None
    """Id of the repeating rule that created the meal."""
    leftover_of: str | None = None
    """The meal whose leftovers are eaten.

    Nothing is cooked or bought for this one, more is cooked for that one.
    """
    locked: bool = False
    """Not changed by proposals."""
    cook: str | None = None
    """The id of the person who cooks."""
    frozen: str | None = None
    """The frozen portions that are eaten: nothing is cooked or bought for this meal."""

    @property
    def end(self) -> datetime:
        """Its end, stated or by the default duration."""
        return self.ends_at or self.starts_at + EATING_TIME
