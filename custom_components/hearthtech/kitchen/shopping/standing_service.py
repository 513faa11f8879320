"""Service of standing purchases (minimums of the pantry, weekly items), shops and changes from pages without network.

Every method may raise `KitchenError` with the code it names.
"""

from collections.abc import Callable, Sequence
import contextlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..household.model import AppliedChange, Shop, StandingItem, StandingKind
from ..household.records import all_records, find_record, open_record, put_record, remove_record
from ..pantry import stock as pantry
from ..pantry.pantry_item import PantryItem
from ..pantry.service import PantryService
from . import shopping_list
from .list_entries import item_of, typed_requirement
from .requirements import RequirementReader
from .service import ShoppingService
from .shopping_list import ShoppingItem, Wanted

KEEP_APPLIED: Final = timedelta(days=14)
MOST_CHANGES: Final = 200
"""Greatest number of changes that a page sends at once."""
LONGEST_ID: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """One change of a page: add, tick or untick, or remove an item. `id` makes it count once."""

    id: str
    item: str = ""
    """The id of the item; for a new one, the id that it gets."""
    words: str = ""
    """Words of a new item."""
    bought: bool | None = None
    removed: bool = False


class StandingService:
    """Puts on the shopping list what the household always wants to have, and keeps its shops."""

    def __init__(self, context: KitchenContext, pantry: PantryService, shopping: ShoppingService) -> None:
        self._context = context
        self._pantry = pantry
        self._shopping = shopping
        self._stop: Callable[[], None] | None = None

    # Standing items

    async def items(self) -> list[StandingItem]:
        """The standing items, by name."""
        found = await self._context.store.read(lambda book: all_records(book, StandingItem))
        return sorted(found, key=lambda item: (item.kind, item.name.casefold(), item.id))

    async def put(self, item: StandingItem, *, actor: str = "") -> StandingItem:
        """Add or replace a standing item; the list follows at once. Raises `INVALID`."""
        stored = await self._context.store.write(
            lambda book: put_record(book, item, self._context.clock.now())
        )
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, stored.id, actor, record="standing")
        await self.refresh()
        return stored

    async def remove(self, item_id: str, *, actor: str = "") -> StandingItem:
        """Remove a standing item by id or name; what it put on the list leaves it. Raises `RECORD_NOT_FOUND`."""
        removed = await self._context.store.write(lambda book: remove_record(book, StandingItem, item_id))
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, removed.id, actor, record="standing")
        reader = await self._pantry.reader()

        def without(book: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            return shopping_list.without_standing(there, removed.id, pantry.items(book), reader)

        await self._shopping.change_list(without, actor, undoable=False)
        return removed

    async def refresh(self) -> list[ShoppingItem]:
        """Put on the list what the pantry lacks and what this week brings. Doing it twice changes nothing."""
        reader = await self._pantry.reader()
        now = self._context.clock.now()
        today = self._context.locale.day(now)
        week = f"{today.isocalendar().year}-W{today.isocalendar().week:02d}"

        def work(book: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            stock = pantry.items(book)
            wanted: list[Wanted] = []
            for item in all_records(book, StandingItem):
                standing = item.id
                if item.kind is StandingKind.WEEKLY:
                    if item.last_week == week or (item.weekday or 0) > today.weekday():
                        continue
                    standing = f"{item.id}:{week}"
                    put_record(book, replace(item, last_week=week), now)
                need = reader.named(item.name, item.amount, item.unit)
                wanted.append(Wanted(need=need, standing=standing))
            return shopping_list.planned(there, wanted, stock, reader)

        return await self._shopping.change_list(work, "", undoable=False)

    def keep(self) -> None:
        """Refresh after each change of the pantry, until `stop_keeping`."""
        if self._stop is None:
            self._stop = self._context.subscribe(self._changed)

    def stop_keeping(self) -> None:
        """End `keep`."""
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _changed(self, change: Change) -> None:
        if change.kind is ChangeKind.PANTRY_CHANGED:
            self._context.spawn(self._refresh_quietly())

    async def _refresh_quietly(self) -> None:
        # An unavailable book is read again with the next change.
        with contextlib.suppress(KitchenError):
            if await self.items():
                await self.refresh()

    # What was bought

    async def put_away(self, *, actor: str = "") -> list[PantryItem]:
        """Move the bought items from the list into the pantry, those without an amount too. Returns what came in."""
        bought = [item for item in await self._shopping.items() if item.bought]
        reader = await self._pantry.reader()
        ids = {item.id for item in bought}
        came: list[PantryItem] = []

        def work(book: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            came.clear()
            now = self._context.clock.now()
            for item in there:
                if item.id not in ids or not item.bought:
                    continue
                for amount in item.amounts or (None,):
                    thing = PantryItem(
                        name=item.name,
                        amount=None if amount is None else amount.amount,
                        unit="" if amount is None else amount.unit,
                    )
                    came.append(pantry.add_item(book, thing, reader, now))
            return [item for item in there if item.id not in ids or not item.bought]

        await self._shopping.change_list(work, actor)
        for thing in came:
            self._context.publish(ChangeKind.PANTRY_CHANGED, thing.id, actor)
        return came

    # Shops

    async def shops(self) -> list[Shop]:
        """The shops, by name."""
        found = await self._context.store.read(lambda book: all_records(book, Shop))
        return sorted(found, key=lambda shop: (shop.name.casefold(), shop.id))

    async def shop(self, name: str) -> Shop:
        """A shop by id or name. Raises `RECORD_NOT_FOUND`."""
        return await self._context.store.read(lambda book: open_record(book, Shop, name))

    async def put_shop(self, shop: Shop, *, actor: str = "") -> Shop:
        """Add or replace a shop; one with the same name is replaced. Raises `INVALID`."""

        def work(book: Connection) -> Shop:
            known = shop
            if not shop.id:
                wanted = " ".join(shop.name.split()).casefold()
                same = [one for one in all_records(book, Shop) if one.name.casefold() == wanted]
                known = replace(shop, id=same[0].id) if same else shop
            return put_record(book, known, self._context.clock.now())

        stored = await self._context.store.write(work)
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, stored.id, actor, record="shop")
        return stored

    async def remove_shop(self, name: str, *, actor: str = "") -> Shop:
        """Remove a shop. Raises `RECORD_NOT_FOUND`."""
        removed = await self._context.store.write(lambda book: remove_record(book, Shop, name))
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, removed.id, actor, record="shop")
        return removed

    # Changes of pages without network

    async def apply(self, changes: Sequence[ListChange], *, actor: str = "") -> dict[str, str]:
        """Apply the changes of a page that had no network, in their order and each of them once.

        A change that was applied before (its answer was lost) is skipped. An item that somebody removed meanwhile
        stays removed. Returns for each change `applied`, `known`, or `gone`. Raises `INVALID`.
        """
        if len(changes) > MOST_CHANGES:
            raise KitchenError(ErrorCode.INVALID, reason=f"at most {MOST_CHANGES} changes at once")
        for change in changes:
            if (
                not 0 < len(change.id) <= LONGEST_ID
                or len(change.item) > LONGEST_ID
                or len(change.words) > 500
            ):
                raise KitchenError(ErrorCode.INVALID, reason="a change of the list has an id and short words")
        reader = await self._pantry.reader()
        results: dict[str, str] = {}

        def work(book: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            results.clear()
            now = self._context.clock.now()
            _forget_applied(book, now)
            items = list(there)
            for change in changes:
                if find_record(book, AppliedChange, f"applied-{change.id}"[:LONGEST_ID]) is not None:
                    results[change.id] = "known"
                    continue
                items, results[change.id] = _applied(items, change, reader, actor)
                at = now.isoformat()
                put_record(book, AppliedChange(id=f"applied-{change.id}"[:LONGEST_ID], at=at), now)
            return items

        await self._shopping.change_list(work, actor)
        return results


def _applied(
    items: list[ShoppingItem], change: ListChange, reader: RequirementReader, actor: str
) -> tuple[list[ShoppingItem], str]:
    if change.words.strip():
        need = typed_requirement(reader, change.words, None, "", "")
        if any(item.id == change.item for item in items):
            return items, "known"
        return shopping_list.with_thing(items, need, item_id=change.item, actor=actor), "applied"
    try:
        item = item_of(items, change.item)
    except KitchenError:
        return items, "gone"
    if change.removed:
        return [one for one in items if one.id != item.id], "applied"
    if change.bought is not None:
        new = replace(item, bought=change.bought)
        return [new if one.id == item.id else one for one in items], "applied"
    return items, "applied"


def _forget_applied(book: Connection, now: datetime) -> None:
    before = (now - KEEP_APPLIED).isoformat()
    for change in all_records(book, AppliedChange):
        if change.at < before:
            remove_record(book, AppliedChange, change.id)
