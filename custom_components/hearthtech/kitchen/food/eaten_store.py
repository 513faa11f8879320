"""Portions as eaten, in the book. Every function works inside the transaction of its connection."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
import json
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.food.eaten import EatenPortion
from custom_components.hearthtech.kitchen.food.model import Figure
from custom_components.hearthtech.kitchen.store.schema import EATEN
from custom_components.hearthtech.kitchen.store.times import from_text, to_text


def write_portion(connection: Connection, portion: EatenPortion) -> None:
    """Write a portion down."""
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


def take_back_portion(connection: Connection, portion_id: str) -> EatenPortion:
    """Take a portion out of the log. Returns what it was; writing that again undoes it.

    Raises:
        KitchenError: `PORTION_NOT_FOUND`.
    """
    row = connection.execute(select(EATEN).where(EATEN.c.id == portion_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.PORTION_NOT_FOUND, name=portion_id)
    connection.execute(delete(EATEN).where(EATEN.c.id == portion_id))
    return _portion(row)


def portions_of(
    connection: Connection, person: str, first: date, last: date, zone: tzinfo
) -> tuple[EatenPortion, ...]:
    """What a person ate from one day to another (both included), in order; days and times are those of `zone`."""
    start, end = midnight(first, zone), midnight(last + timedelta(days=1), zone)
    rows = connection.execute(
        select(EATEN)
        .where(EATEN.c.person == person, EATEN.c.at >= to_text(start), EATEN.c.at < to_text(end))
        .order_by(EATEN.c.at, EATEN.c.id)
    )
    return tuple(_portion(row, zone) for row in rows)


def midnight(day: date, zone: tzinfo) -> datetime:
    """When a day begins in a time zone."""
    return datetime.combine(day, time.min, tzinfo=zone)


def new_id() -> str:
    """An id for a new portion."""
    return uuid4().hex


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
        for tag, (amount, low, high, unit) in json.loads(text).items()
    }
