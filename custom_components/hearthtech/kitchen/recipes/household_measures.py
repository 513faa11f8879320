"""Household unit calibration: the weight of a person's handful or pinch, from several weighings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable
from ..storage.schema import SOFT_MEASURES
from ..storage.times import to_text
from .words import name_key

HEAVIEST_G = 5_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMeasure:
    """Weighings of one person's measure of a food, in g."""

    owner: str
    measure: str
    food: str
    weighings: tuple[float, ...]

    @property
    def low_g(self) -> float:
        """The lowest weight, g."""
        return min(self.weighings)

    @property
    def high_g(self) -> float:
        """The highest weight, g."""
        return max(self.weighings)

    @property
    def mean_g(self) -> float:
        """The mean weight, g."""
        return sum(self.weighings) / len(self.weighings)


def record_weight(
    connection: Connection, owner: str, measure: str, food: str, grams: float, now: datetime
) -> HouseholdMeasure:
    """Store one weighing: `weigh(…, "Nonna", "handful", "parsley", 34.0)`.

    Raises:
        KitchenError: `INVALID` for an impossible weight, or without an owner or measure.
    """
    keys = {"owner": owner.strip(), "measure": name_key(measure), "food": name_key(food)}
    if not 0.0 < grams <= HEAVIEST_G or not keys["owner"] or not keys["measure"]:
        raise KitchenError(
            ErrorCode.INVALID, reason="a weighing needs whose measure it is, and between 0 and 5 kg"
        )
    connection.execute(
        insert(SOFT_MEASURES), {"id": uuid4().hex, **keys, "grams": grams, "created_at": to_text(now)}
    )
    return next(found for found in soft_measures(connection) if _keys(found) == tuple(keys.values()))


def soft_measures(connection: Connection) -> tuple[HouseholdMeasure, ...]:
    """All weighed measures, without weighings whose rows are damaged."""
    rows = connection.execute(select(SOFT_MEASURES).order_by(SOFT_MEASURES.c.created_at, SOFT_MEASURES.c.id))
    weighings: dict[tuple[str, str, str], list[float]] = {}
    for row in rows:
        if (grams := readable_weighing(row)) is not None:
            weighings.setdefault((row.owner, row.measure, row.food), []).append(grams)
    return tuple(
        HouseholdMeasure(owner=owner, measure=measure, food=food, weighings=tuple(weights))
        for (owner, measure, food), weights in sorted(weighings.items())
    )


def readable_weighing(row: Row[Any]) -> float | None:
    """Return the weight (g) of a row; `None` when the row is damaged."""
    return readable(SOFT_MEASURES, row, _grams, float)


def _grams(row: Row[Any]) -> float:
    grams = float(row.grams)
    if not 0.0 < grams <= HEAVIEST_G or not row.owner or not row.measure:
        raise ValueError("a weighing needs an owner, a measure, and between 0 and 5 kg")
    return grams


def forget_measure(connection: Connection, owner: str, measure: str, food: str) -> None:
    """Delete the weighings of a measure."""
    columns = SOFT_MEASURES.c
    same = (
        columns.owner == owner.strip(),
        columns.measure == name_key(measure),
        columns.food == name_key(food),
    )
    connection.execute(delete(SOFT_MEASURES).where(*same))


def _keys(found: HouseholdMeasure) -> tuple[str, str, str]:
    return (found.owner, found.measure, found.food)
