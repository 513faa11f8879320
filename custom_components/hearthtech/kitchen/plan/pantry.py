"""What is in the house: how much of it, where, and to be used by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
import math
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import PANTRY
from custom_components.hearthtech.kitchen.store.times import to_text

from .needs import Need, NeedReader
from .quantities import EXACT, Quantity, covered, quantity

SOON_DAYS = 3
"""What is to be used within so many days expires soon."""
MOST_OF_ANYTHING = 1e6
"""More g, ml or pieces of one thing than this are a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PantryItem:
    """One thing in the house. No amount: some of it. `food` is its entry of the food database, found by its name."""

    id: str = ""
    name: str
    amount: float | None = None
    unit: str = ""
    """`g`, `ml`, `can` …; empty for pieces."""
    use_by: date | None = None
    """The last day on which it should be used."""
    place: str = ""
    food: str = ""

    def days_left(self, today: date) -> int | None:
        """Days until it should be used; 0 is today, negative is past. `None` when nobody said."""
        return None if self.use_by is None else (self.use_by - today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """So much that is taken of one thing. No amount: it may be used up, only the cook can tell."""

    item: PantryItem
    amount: float | None

    @property
    def words(self) -> str:
        """How much of what, as it is written: `300 g flour`, `2 eggs`."""
        if self.amount is None:
            return self.item.name
        amount = f"{round(self.amount, 1 if self.amount >= 1 else 2):g}"
        return " ".join(word for word in (amount, self.item.unit, self.item.name) if word)

    @property
    def left(self) -> float | None:
        """What remains of it, in its own unit; `None` when that is not known."""
        if self.item.amount is None or self.amount is None:
            return None
        return max(self.item.amount - self.amount, 0.0)


def add_item(connection: Connection, item: PantryItem, reader: NeedReader, now: datetime) -> PantryItem:
    """Put something into the pantry; more of the same (name, unit, date, place) is added to what is there.

    Raises:
        KitchenError: `INVALID` when it has no name or no sound amount.
    """
    item = _sound(item, reader)
    alike = next((there for there in items(connection) if _is_same_batch(there, item)), None)
    if alike is None:
        item = replace(item, id=item.id or uuid4().hex)
        connection.execute(insert(PANTRY).values(id=item.id, **_columns(item, now)))
        return item
    both = None if alike.amount is None or item.amount is None else alike.amount + item.amount
    return _write(connection, replace(alike, amount=both), now)


def change_item(connection: Connection, item: PantryItem, reader: NeedReader, now: datetime) -> PantryItem:
    """Replace what is known of a thing.

    Raises:
        KitchenError: `PANTRY_ITEM_NOT_FOUND` or `INVALID`.
    """
    return _write(connection, _sound(item, reader), now)


def remove_item(connection: Connection, item_id: str) -> PantryItem:
    """Take a thing out of the pantry. Returns what it was, to undo it."""
    item = open_item(connection, item_id)
    connection.execute(delete(PANTRY).where(PANTRY.c.id == item_id))
    return item


def open_item(connection: Connection, item_id: str) -> PantryItem:
    """One thing.

    Raises:
        KitchenError: `PANTRY_ITEM_NOT_FOUND`.
    """
    row = connection.execute(select(PANTRY).where(PANTRY.c.id == item_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.PANTRY_ITEM_NOT_FOUND, item=item_id)
    return _item(row)


def items(connection: Connection) -> list[PantryItem]:
    """All of it; what has to be used first comes first."""
    rows = connection.execute(select(PANTRY).order_by(PANTRY.c.name, PANTRY.c.id))
    return sorted(map(_item, rows), key=lambda item: (item.use_by or date.max, item.name, item.id))


def expiring(connection: Connection, until: date) -> list[PantryItem]:
    """What should be used by a day, past dates included, soonest first."""
    return [item for item in items(connection) if item.use_by is not None and item.use_by <= until]


def takings(needs: Iterable[Need], stock: Sequence[PantryItem], reader: NeedReader) -> list[Taking]:
    """What cooking these needs takes of the stock: what expires first is taken first.

    A thing of which only some is known is named with no amount. What is needed beyond the stock is not told here.
    """
    left: dict[str, float | None] = {item.id: item.amount for item in stock}
    found: dict[str, Taking] = {}
    for need in needs:
        wanted: tuple[Quantity, ...] = (need.quantity,)
        for item in stock:
            if not wanted or need_of(item, reader).key != need.key:
                continue
            rest = left[item.id]
            if rest is None or need.quantity.is_some:
                found.setdefault(item.id, Taking(item=item, amount=None if rest is None else 0.0))
                wanted = wanted if rest is None else ()
                continue
            if rest <= EXACT:
                continue
            wanted, used = covered(wanted, need_of(replace(item, amount=rest), reader).quantity)
            used = _in_unit_of(item, used)
            if used > 0:
                left[item.id] = max(rest - used, 0.0)
                before = found[item.id].amount or 0.0 if item.id in found else 0.0
                found[item.id] = Taking(item=item, amount=before + used)
    return [found[item.id] for item in stock if item.id in found and found[item.id].amount != 0.0]


def take(connection: Connection, taking: Taking, now: datetime) -> PantryItem | None:
    """Take it, as far as there is any. Returns what remains; `None` when it is used up and gone from the list."""
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


def need_of(item: PantryItem, reader: NeedReader) -> Need:
    """A thing of the pantry as recipes would speak of it."""
    return reader.named(item.name, item.amount, item.unit)


def _in_unit_of(item: PantryItem, amount: float) -> float:
    """An amount in g or ml, in the unit the item is counted in (`kg`)."""
    one = quantity(1.0, item.unit)
    return amount / one.amount if one.unit in {"g", "ml"} and one.amount else amount


def _is_same_batch(there: PantryItem, new: PantryItem) -> bool:
    return (there.name.casefold(), there.unit, there.use_by, there.place) == (
        new.name.casefold(),
        new.unit,
        new.use_by,
        new.place,
    )


def _sound(item: PantryItem, reader: NeedReader) -> PantryItem:
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


def _item(row: Row[tuple[object, ...]]) -> PantryItem:
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
