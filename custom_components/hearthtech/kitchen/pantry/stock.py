"""The pantry in the database."""

from dataclasses import replace
from datetime import date, datetime
import math
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..field_merge import merged_change
from ..shopping.quantities import EXACT
from ..shopping.requirements import RequirementReader
from ..storage.damaged_rows import readable
from ..storage.schema import PANTRY
from ..storage.times import to_text
from .pantry_item import PantryItem, PantryWithdrawal, need_of

SOON_DAYS = 3
"""An item to be used within this many days expires soon."""
MOST_OF_ANYTHING = 1e6
"""A greater amount of g, ml or pieces of one item is an error."""


def add_item(
    connection: Connection, item: PantryItem, reader: RequirementReader, now: datetime
) -> PantryItem:
    """Add an item; an equal item (name, unit, date, place) gets the sum of both amounts.

    Raises:
        KitchenError: `INVALID` when it has no name or no valid amount.
    """
    item = _sound(item, reader)
    alike = next((there for there in items(connection) if _is_same_batch(there, item)), None)
    if alike is None:
        item = replace(item, id=item.id or uuid4().hex)
        connection.execute(insert(PANTRY).values(id=item.id, **_columns(item, now)))
        return item
    both = None if alike.amount is None or item.amount is None else alike.amount + item.amount
    return _write(connection, replace(alike, amount=both), now)


def change_item(
    connection: Connection,
    item: PantryItem,
    reader: RequirementReader,
    now: datetime,
    base: PantryItem | None = None,
) -> PantryItem:
    """Replace the data of an item; with `base`, only what differs from it.

    Raises:
        KitchenError: `PANTRY_ITEM_NOT_FOUND` or `INVALID`.
    """
    if base is not None:
        item = merged_change(base, open_item(connection, item.id), item)
    return _write(connection, _sound(item, reader), now)


def remove_item(connection: Connection, item_id: str) -> PantryItem:
    """Remove an item from the pantry. Returns it, to undo it."""
    item = open_item(connection, item_id)
    connection.execute(delete(PANTRY).where(PANTRY.c.id == item_id))
    return item


def open_item(connection: Connection, item_id: str) -> PantryItem:
    """One item.

    Raises:
        KitchenError: `PANTRY_ITEM_NOT_FOUND`.
    """
    row = connection.execute(select(PANTRY).where(PANTRY.c.id == item_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.PANTRY_ITEM_NOT_FOUND, item=item_id)
    if (item := readable_item(row)) is None:
        raise KitchenError(ErrorCode.PANTRY_ITEM_NOT_FOUND, item=item_id)
    return item


def items(connection: Connection) -> list[PantryItem]:
    """All items; the ones to use first come first."""
    rows = connection.execute(select(PANTRY).order_by(PANTRY.c.name, PANTRY.c.id))
    found = [item for row in rows if (item := readable_item(row)) is not None]
    return sorted(found, key=lambda item: (item.use_by or date.max, item.name, item.id))


def expiring(connection: Connection, until: date) -> list[PantryItem]:
    """Items to be used by a day, including expired ones, soonest first."""
    return [item for item in items(connection) if item.use_by is not None and item.use_by <= until]


def take(connection: Connection, taking: PantryWithdrawal, now: datetime) -> PantryItem | None:
    """Withdraw as much as there is. Returns the remaining item; `None` when it is used up and removed."""
    item = open_item(connection, taking.item.id)
    if taking.amount is None or item.amount is None:
        return item
    if not 0 <= taking.amount <= MOST_OF_ANYTHING:
        raise KitchenError(ErrorCode.INVALID, reason="nobody can take less than nothing")
    left = item.amount - taking.amount
    if left <= max(EXACT * item.amount, 1e-6):
        remove_item(connection, item.id)
        return None
    return _write(connection, replace(item, amount=left), now)


def _is_same_batch(there: PantryItem, new: PantryItem) -> bool:
    return (there.name.casefold(), there.unit, there.use_by, there.place) == (
        new.name.casefold(),
        new.unit,
        new.use_by,
        new.place,
    )


def _sound(item: PantryItem, reader: RequirementReader) -> PantryItem:
    name = " ".join(item.name.split())
    if not name or len(name) > 200 or len(item.unit) > 32:
        raise KitchenError(ErrorCode.INVALID, reason="it needs a name of at most 200 characters")
    if item.amount is not None and not (math.isfinite(item.amount) and 0 < item.amount <= MOST_OF_ANYTHING):
        raise KitchenError(ErrorCode.INVALID, reason="the amount is between nothing and a million")
    item = replace(item, name=name, unit=item.unit.strip(), place=item.place.strip())
    return replace(item, food=need_of(item, reader).food)


def _write(connection: Connection, item: PantryItem, now: datetime) -> PantryItem:
    changed = connection.execute(update(PANTRY).where(PANTRY.c.id == item.id).values(**_columns(item, now)))
    if changed.rowcount == 0:
        raise KitchenError(ErrorCode.PANTRY_ITEM_NOT_FOUND, item=item.id)
    return item


def _columns(item: PantryItem, now: datetime) -> dict[str, object]:
    return {
        "name": item.name,
        "food": item.food,
        "amount": item.amount,
        "unit": item.unit,
        "use_by": None if item.use_by is None else item.use_by.isoformat(),
        "place": item.place,
        "changed_at": to_text(now),
    }


def readable_item(row: Row[Any]) -> PantryItem | None:
    """The item of a row; `None` when it is damaged."""
    return readable(PANTRY, row, _item, PantryItem)


def _item(row: Row[Any]) -> PantryItem:
    values = row._mapping  # noqa: SLF001 (the documented name)
    return PantryItem(
        id=values["id"],
        name=values["name"],
        food=values["food"],
        amount=values["amount"],
        unit=values["unit"],
        use_by=None if values["use_by"] is None else date.fromisoformat(values["use_by"]),
        place=values["place"],
    )
