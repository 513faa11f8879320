"""Storage of the food log in the book. Every function works inside the transaction of its connection."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
import json
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable, strict_json
from ..storage.schema import EATEN
from ..storage.times import from_text, to_text
from .food_log import EatenPortion
from .model import Figure


def write_portion(connection: Connection, portion: EatenPortion) -> None:
    """Store a portion."""
    connection.execute(
        insert(EATEN),
        {
            "id": portion.id,
            "person": portion.person,
            "at": to_text(portion.at),
            "recipe": portion.recipe,
            "version": portion.version,
            "name": portion.name,
            "portions": portion.portions,
            "leftover": portion.leftover,
            "figures": _to_json(portion.figures),
            "counted": portion.counted,
            "lines_total": portion.lines_total,
        },
    )


def open_portion(connection: Connection, portion_id: str) -> EatenPortion:
    """Return a portion of the log.

    Raises:
        KitchenError: `PORTION_NOT_FOUND`.
    """
    row = connection.execute(select(EATEN).where(EATEN.c.id == portion_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.PORTION_NOT_FOUND, name=portion_id)
    if (portion := readable_portion(row)) is None:
        raise KitchenError(ErrorCode.PORTION_NOT_FOUND, name=portion_id)
    return portion


def take_back_portion(connection: Connection, portion_id: str) -> EatenPortion:
    """Delete a portion from the log. Returns it; storing it again undoes the deletion.

    Raises:
        KitchenError: `PORTION_NOT_FOUND`.
    """
    portion = open_portion(connection, portion_id)
    connection.execute(delete(EATEN).where(EATEN.c.id == portion_id))
    return portion


def portions_of(
    connection: Connection, person: str, first: date, last: date, zone: tzinfo
) -> tuple[EatenPortion, ...]:
    """Portions of a person from one day to another (both included), in order.

    Days and times are those of `zone`.
    """
    start, end = midnight(first, zone), midnight(last + timedelta(days=1), zone)
    rows = connection.execute(
        select(EATEN)
        .where(EATEN.c.person == person, EATEN.c.at >= to_text(start), EATEN.c.at < to_text(end))
        .order_by(EATEN.c.at, EATEN.c.id)
    )
    return tuple(portion for row in rows if (portion := readable_portion(row, zone)) is not None)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The beginning of a day in a time zone."""
    return datetime.combine(day, time.min, tzinfo=zone)


def new_id() -> str:
    """Create an id for a new portion."""
    return uuid4().hex


def readable_portion(row: Row[Any], zone: tzinfo | None = None) -> EatenPortion | None:
    """The portion of a row; `None` when it is damaged."""
    return readable(EATEN, row, lambda row: _portion(row, zone), EatenPortion)


def _portion(row: Row[Any], zone: tzinfo | None = None) -> EatenPortion:
    at = from_text(row.at)
    return EatenPortion(
        id=row.id,
        person=row.person,
        at=at if zone is None else at.astimezone(zone),
        recipe=row.recipe,
        version=row.version,
        name=row.name,
        portions=row.portions,
        leftover=bool(row.leftover),
        figures=_from_json(row.figures),
        counted=row.counted,
        lines_total=row.lines_total,
    )


def _to_json(figures: Mapping[str, Figure]) -> str:
    short = {tag: [figure.amount, figure.low, figure.high, figure.unit] for tag, figure in figures.items()}
    return json.dumps(short, sort_keys=True, separators=(",", ":"))


def _from_json(text: str) -> dict[str, Figure]:
    return {
        tag: Figure(amount=amount, low=low, high=high, unit=unit)
        for tag, (amount, low, high, unit) in strict_json(text).items()
    }
