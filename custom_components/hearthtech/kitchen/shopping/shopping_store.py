"""The shopping list in the database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
import json
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable, strict_list
from ..storage.schema import SHOPPING
from ..storage.times import to_text
from .quantities import Quantity
from .shopping_list import ShoppingItem, ShoppingSource


def items(connection: Connection) -> list[ShoppingItem]:
    """The list, in its order."""
    rows = connection.execute(select(SHOPPING).order_by(SHOPPING.c.position, SHOPPING.c.id))
    return [item for row in rows if (item := readable_item(row)) is not None]


def open_item(connection: Connection, item_id: str) -> ShoppingItem:
    """One item of the list.

    Raises:
        KitchenError: `SHOPPING_ITEM_NOT_FOUND`.
    """
    row = connection.execute(select(SHOPPING).where(SHOPPING.c.id == item_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.SHOPPING_ITEM_NOT_FOUND, item=item_id)
    if (item := readable_item(row)) is None:
        raise KitchenError(ErrorCode.SHOPPING_ITEM_NOT_FOUND, item=item_id)
    return item


def replace_all(connection: Connection, wanted: Iterable[ShoppingItem], now: datetime) -> list[ShoppingItem]:
    """Replace the list by these items, in this order."""
    made = [
        replace(item, id=item.id or uuid4().hex, position=float(place)) for place, item in enumerate(wanted)
    ]
    # Damaged rows are not changed.
    damaged = [row.id for row in connection.execute(select(SHOPPING)) if readable_item(row) is None]
    connection.execute(delete(SHOPPING).where(SHOPPING.c.id.not_in(damaged)))
    if made:
        connection.execute(insert(SHOPPING), [{"id": item.id, **_columns(item, now)} for item in made])
    return made


def readable_item(row: Row[Any]) -> ShoppingItem | None:
    """The item of a row; `None` when it is damaged."""
    return readable(SHOPPING, row, _item, ShoppingItem)


def _columns(item: ShoppingItem, now: datetime) -> dict[str, object]:
    return {
        "position": item.position,
        "name": item.name,
        "food": item.food,
        "amounts": json.dumps([_quantity_json(one) for one in item.amounts]),
        "aisle": item.aisle,
        "note": item.note,
        "bought": item.bought,
        "sources": json.dumps(
            [
                {
                    "q": _quantity_json(source.quantity),
                    "meal": source.meal,
                    "recipe": source.recipe,
                    "name": source.name,
                    "standing": source.standing,
                    "who": source.who,
                    "settled": source.settled,
                }
                for source in item.sources
            ]
        ),
        "changed_at": to_text(now),
    }


def _quantity_json(one: Quantity) -> list[object]:
    return [one.amount, one.unit, one.grams]


def _quantity(value: Sequence[object]) -> Quantity:
    amount, unit, grams = value
    return Quantity(
        amount=None if amount is None else float(str(amount)),
        unit=str(unit),
        grams=None if grams is None else float(str(grams)),
    )


def _item(row: Row[Any]) -> ShoppingItem:
    values = row._mapping  # noqa: SLF001 (the documented name)
    return ShoppingItem(
        id=values["id"],
        position=values["position"],
        name=values["name"],
        food=values["food"],
        amounts=tuple(_quantity(one) for one in strict_list(values["amounts"])),
        aisle=values["aisle"],
        note=values["note"],
        bought=values["bought"],
        sources=tuple(
            ShoppingSource(quantity=_quantity(source.pop("q")), **source)
            for source in strict_list(values["sources"])
        ),
    )
