"""A planned meal. Moments are absolute (UTC inside); the day they belong to is the caller's."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

EATING_TIME = timedelta(hours=1)
"""How long a meal lasts in the calendar unless it says so itself."""


class Slot(StrEnum):
    """Which meal of the day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"
    OTHER = "other"


def slot_at(hour: time) -> Slot:
    """The meal that is most likely eaten at a wall time."""
    if 5 <= hour.hour < 11:
        return Slot.BREAKFAST
    if 11 <= hour.hour < 15:
        return Slot.LUNCH
    return Slot.DINNER if 17 <= hour.hour < 23 else Slot.OTHER


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
    rule: str | None = None
    """The repeating rule it comes from."""
    leftover_of: str | None = None
    """The meal whose leftovers are eaten: nothing is cooked or bought for it, more is cooked for that one."""
    locked: bool = False
    """Left alone by proposals."""

    @property
    def end(self) -> datetime:
        """When it ends, told or assumed."""
        return self.ends_at or self.starts_at + EATING_TIME
