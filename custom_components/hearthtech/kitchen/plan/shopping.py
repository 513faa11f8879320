"""The shopping list. Each thing remembers which meals, recipes and people asked for how much of it.

What is to buy is worked out from that each time: all that was asked for, merged, less what is in the house. What a
person wrote on the list is asked for as well, and never taken off by a new plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
import json
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.food.text import key
from custom_components.hearthtech.kitchen.store.schema import SHOPPING
from custom_components.hearthtech.kitchen.store.times import to_text

from .needs import OTHER_AISLE, Need, NeedReader, aisle_order
from .pantry import PantryItem, need_of
from .quantities import Quantity, as_words, covered, merged, to_buy


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who asked for how much: a meal, a recipe, or a person (neither)."""

    quantity: Quantity
    meal: str = ""
    recipe: str = ""
    name: str = ""
    """The name of the recipe."""
    settled: bool = False
    """A person has said how much to buy for it; it asks for nothing by itself any more."""

    @property
    def origin(self) -> str:
        """What makes the need anew when it is planned anew; empty for people."""
        return f"meal:{self.meal}" if self.meal else f"recipe:{self.recipe}" if self.recipe else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoppingItem:
    """One thing to buy."""

    id: str = ""
    name: str
    food: str = ""
    amounts: tuple[Quantity, ...] = ()
    """What is to buy, as it is sold; empty, or some: no amount is known."""
    aisle: str = OTHER_AISLE
    note: str = ""
    bought: bool = False
    position: float = 0.0
    sources: tuple[Source, ...] = ()

    @property
    def key(self) -> str:
        """The same for what is bought as one thing."""
        return f"food:{self.food}" if self.food else key(self.name)

    @property
    def amount_words(self) -> str:
        """`1.2 kg`; empty where there is just some."""
        return as_words(self.amounts)

    @property
    def words(self) -> str:
        """`Flour (500 g)`: as a line of a list."""
        return f"{self.name} ({self.amount_words})" if self.amount_words else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a meal or recipe asks for, before it is on the list."""

    need: Need
    meal: str = ""
    recipe: str = ""
    name: str = ""

    @property
    def source(self) -> Source:
        """Who asked."""
        return Source(quantity=self.need.quantity, meal=self.meal, recipe=self.recipe, name=self.name)


def items(connection: Connection) -> list[ShoppingItem]:
    """The list, in its order."""
    return [
        _item(row)
        for row in connection.execute(select(SHOPPING).order_by(SHOPPING.c.position, SHOPPING.c.id))
    ]


def open_item(connection: Connection, item_id: str) -> ShoppingItem:
    """One thing on the list.

    Raises:
        KitchenError: `SHOPPING_ITEM_NOT_FOUND`.
    """
    row = connection.execute(select(SHOPPING).where(SHOPPING.c.id == item_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.SHOPPING_ITEM_NOT_FOUND, item=item_id)
    return _item(row)


def replace_all(connection: Connection, wanted: Iterable[ShoppingItem], now: datetime) -> list[ShoppingItem]:
    """Make the list these things, in this order."""
    made = [
        replace(item, id=item.id or uuid4().hex, position=float(place)) for place, item in enumerate(wanted)
    ]
    connection.execute(delete(SHOPPING))
    if made:
        connection.execute(insert(SHOPPING), [{"id": item.id, **_columns(item, now)} for item in made])
    return made


def planned(
    there: Sequence[ShoppingItem], wanted: Sequence[Wanted], stock: Sequence[PantryItem], reader: NeedReader
) -> list[ShoppingItem]:
    """The list once these meals and recipes are on it.

    What they asked for before is asked anew, so that the same call twice makes the same list. What was bought for them
    is not asked for again. New things come by aisle; what stood on the list keeps its place.
    """
    origins = {one.source.origin for one in wanted}
    bought = [item for item in there if item.bought]
    got = {
        (item.key, source.origin)
        for item in there
        for source in item.sources
        if item.bought or source.settled
    }
    kept: dict[str, ShoppingItem] = {}
    for item in there:
        if not item.bought:
            sources = tuple(
                source for source in item.sources if source.settled or source.origin not in origins
            )
            _join(kept, replace(item, sources=sources))
    for one in wanted:
        if (one.need.key, one.source.origin) not in got:
            _join(kept, _asked(one))
    return _by_aisle([*settled(kept.values(), stock, reader), *bought])


def settled(
    asked: Iterable[ShoppingItem], stock: Sequence[PantryItem], reader: NeedReader
) -> list[ShoppingItem]:
    """Each thing with what is to buy of it, less the stock; what the house has or nobody asks for is left out."""
    found = []
    for item in asked:
        if not item.sources:
            continue
        people = merged(source.quantity for source in item.sources if not source.origin)
        plan = merged(source.quantity for source in item.sources if source.origin and not source.settled)
        for thing in stock:
            need = need_of(thing, reader)
            # What a person asked for is bought whatever the pantry says.
            if plan and need.key == item.key:
                plan, _ = covered(plan, need.quantity)
        amounts = tuple(to_buy(one) for one in merged((*people, *plan)))
        if amounts:
            found.append(replace(item, amounts=amounts))
    return found


def with_thing(
    there: Sequence[ShoppingItem], need: Need, note: str = "", *, at_end: bool = True
) -> list[ShoppingItem]:
    """The list with one thing more, asked for by a person; joined with what is to buy already."""
    asked = replace(_asked(Wanted(need=need)), amounts=(to_buy(need.quantity),), note=note)
    alike = next((item for item in there if not item.bought and item.key == asked.key), None)
    if alike is None:
        return [*there, asked] if at_end else [asked, *there]
    joined = replace(
        alike,
        amounts=tuple(to_buy(one) for one in merged((*alike.amounts, *asked.amounts))),
        sources=(*alike.sources, *asked.sources),
        note=alike.note or note,
    )
    return [joined if item.id == alike.id else item for item in there]


def rewritten(item: ShoppingItem, need: Need, note: str | None = None) -> ShoppingItem:
    """A thing as a person wrote it anew: what they say is to buy, whatever the plan asked for."""
    kept = tuple(replace(source, settled=True) for source in item.sources if source.origin)
    return replace(
        item,
        name=need.name,
        food=need.food,
        aisle=need.aisle,
        amounts=(to_buy(need.quantity),),
        note=item.note if note is None else note,
        sources=(*kept, Source(quantity=need.quantity)),
    )


def moved(there: Sequence[ShoppingItem], item_id: str, after: str | None) -> list[ShoppingItem]:
    """The list with one thing put after another, or first.

    Raises:
        KitchenError: `SHOPPING_ITEM_NOT_FOUND`.
    """
    item = next((one for one in there if one.id == item_id), None)
    rest = [one for one in there if one.id != item_id]
    ids = [one.id for one in rest]
    if item is None or (after is not None and after != item_id and after not in ids):
        raise KitchenError(ErrorCode.SHOPPING_ITEM_NOT_FOUND, item=item_id if item is None else after)
    if after == item_id:
        return list(there)
    place = 0 if after is None else ids.index(after) + 1
    return [*rest[:place], item, *rest[place:]]


def _asked(one: Wanted) -> ShoppingItem:
    need = one.need
    return ShoppingItem(name=need.name, food=need.food, aisle=need.aisle, sources=(one.source,))


def _join(kept: dict[str, ShoppingItem], item: ShoppingItem) -> None:
    there = kept.get(item.key)
    kept[item.key] = item if there is None else replace(there, sources=(*there.sources, *item.sources))


def _by_aisle(things: Sequence[ShoppingItem]) -> list[ShoppingItem]:
    """Bought things last; new ones by aisle; a list that was ordered by hand keeps that order."""
    old = [item for item in things if item.id and not item.bought]
    new = [item for item in things if not item.id]
    new.sort(key=lambda item: (aisle_order(item.aisle), item.name.casefold()))
    open_items = list(old)
    for item in new:
        order = aisle_order(item.aisle)
        place = max(
            (at + 1 for at, one in enumerate(open_items) if aisle_order(one.aisle) <= order), default=0
        )
        open_items.insert(place, item)
    return [*open_items, *(item for item in things if item.bought)]


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


def _item(row: Row[tuple[object, ...]]) -> ShoppingItem:
    values = row._mapping  # noqa: SLF001 (the documented name)
    return ShoppingItem(
        id=values["id"],
        position=values["position"],
        name=values["name"],
        food=values["food"],
        amounts=tuple(_quantity(one) for one in json.loads(values["amounts"])),
        aisle=values["aisle"],
        note=values["note"],
        bought=values["bought"],
        sources=tuple(
            Source(quantity=_quantity(source.pop("q")), **source) for source in json.loads(values["sources"])
        ),
    )
