"""Soft measures: what somebody's handful weighs, by weighing it a few times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import SOFT_MEASURES
from custom_components.hearthtech.kitchen.store.times import to_text

from .words import name_key

HEAVIEST_G = 5_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftMeasure:
    """What one person's measure of a food has weighed so far, in g."""

    owner: str
    measure: str
    food: str
    weighings: tuple[float, ...]

    @property
    def low_g(self) -> float:
        """The lightest."""
        return min(self.weighings)

    @property
    def high_g(self) -> float:
        """The heaviest."""
        return max(self.weighings)

    @property
    def mean_g(self) -> float:
        """The mean."""
        return sum(self.weighings) / len(self.weighings)


def weigh(
    connection: Connection, owner: str, measure: str, food: str, grams: float, now: datetime
) -> SoftMeasure:
    """Write one weighing down: `weigh(…, "Nonna", "handful", "parsley", 34.0)`.

    Raises:
        KitchenError: `INVALID` for a weight no hand holds, or without an owner or measure.
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


def soft_measures(connection: Connection) -> tuple[SoftMeasure, ...]:
    """All that were weighed."""
    rows = connection.execute(select(SOFT_MEASURES).order_by(SOFT_MEASURES.c.created_at, SOFT_MEASURES.c.id))
    weighings: dict[tuple[str, str, str], list[float]] = {}
    for row in rows:
        weighings.setdefault((row.owner, row.measure, row.food), []).append(row.grams)
    return tuple(
        SoftMeasure(owner=owner, measure=measure, food=food, weighings=tuple(grams))
        for (owner, measure, food), grams in sorted(weighings.items())
    )


def forget_measure(connection: Connection, owner: str, measure: str, food: str) -> None:
    """Forget what it weighed."""
    columns = SOFT_MEASURES.c
    same = (
        columns.owner == owner.strip(),
        columns.measure == name_key(measure),
        columns.food == name_key(food),
    )
    connection.execute(delete(SOFT_MEASURES).where(*same))


def _keys(found: SoftMeasure) -> tuple[str, str, str]:
    return (found.owner, found.measure, found.food)
