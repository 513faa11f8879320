"""The shopping list. Each item stores the meals, recipes and people that require it, with amounts.

The amount to buy is computed from these each time: the sum of the requirements minus the stock. Items of a
person are requirements too, and are never removed by a new plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..errors import ErrorCode, KitchenError
from ..pantry.pantry_item import PantryItem, need_of
from .aisle_rules import OTHER_AISLE, aisle_order
from .product_identity import product_identity
from .quantities import Quantity, as_words, covered, merged, to_buy
from .requirements import FoodRequirement, RequirementReader
from .shop_data import sold_forms
from .sold_amounts import in_sold_unit, without_pinch
from .varieties import item_key


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoppingSource:
    """The origin of a requirement, with the amount: a meal, a recipe, or a person (neither)."""

    quantity: Quantity
    meal: str = ""
    recipe: str = ""
    name: str = ""
    """The name of the recipe."""
    standing: str = ""
    """The standing item: its id for a minimum of the pantry, its id and week for a weekly one."""
    who: str = ""
    """The id of the user who added it, if known."""
    settled: bool = False
    """A person has set the amount to buy; this source does not require anything itself."""

    @property
    def origin(self) -> str:
        """Identifies the source when it is planned again; empty for people."""
        for kind, value in (("meal", self.meal), ("recipe", self.recipe), ("standing", self.standing)):
            if value:
                return f"{kind}:{value}"
        return ""

    @property
    def is_planned(self) -> bool:
        """Whether the stock of the pantry reduces it. What a person adds or buys weekly is bought regardless."""
        return bool(self.origin) and ":" not in self.standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoppingItem:
    """One item to buy."""

    id: str = ""
    name: str
    food: str = ""
    amounts: tuple[Quantity, ...] = ()
    """Amounts to buy, as sold; empty, or without a number: unknown."""
    aisle: str = OTHER_AISLE
    note: str = ""
    bought: bool = False
    position: float = 0.0
    sources: tuple[ShoppingSource, ...] = ()

    @property
    def key(self) -> str:
        """Equal for requirements that are bought as one item."""
        return item_key(self.food, self.name, self.aisle)

    @property
    def amount_words(self) -> str:
        """`1.2 kg`; empty without an amount."""
        return as_words(self.amounts)

    @property
    def words(self) -> str:
        """`Flour (500 g)`: the text of a line of a list."""
        return f"{self.name} ({self.amount_words})" if self.amount_words else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The requirement of a meal or recipe, before it is on the list."""

    need: FoodRequirement
    meal: str = ""
    recipe: str = ""
    name: str = ""
    standing: str = ""
    actor: str = ""

    @property
    def source(self) -> ShoppingSource:
        """The source of the requirement."""
        return ShoppingSource(
            quantity=self.need.quantity,
            meal=self.meal,
            recipe=self.recipe,
            name=self.name,
            standing=self.standing,
            who=self.actor,
        )


def planned(
    there: Sequence[ShoppingItem],
    wanted: Sequence[Wanted],
    stock: Sequence[PantryItem],
    reader: RequirementReader,
) -> list[ShoppingItem]:
    """The list with the requirements of these meals and recipes.

    Their earlier requirements are replaced, so that the same call twice gives the same list. Bought items are
    not required again. New items are sorted by aisle; existing ones keep their position.
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
    asked: Iterable[ShoppingItem], stock: Sequence[PantryItem], reader: RequirementReader
) -> list[ShoppingItem]:
    """Each item with the amount to buy, minus the stock.

    Items that are in stock or not required are left out.
    """
    found = []
    for item in asked:
        if not item.sources:
            continue
        weights = reader.weights(item.food)
        needed = [source for source in item.sources if _is_bought_regardless(source) or _is_needed(source)]
        amounts = [source.quantity for source in needed]
        if any(_is_needed(source) for source in needed):
            amounts = in_sold_unit(item.food, amounts, weights)
        pairs = list(zip(needed, amounts, strict=True))
        people = merged(amount for source, amount in pairs if _is_bought_regardless(source))
        plan = merged(amount for source, amount in pairs if _is_needed(source))
        for thing in stock:
            need = need_of(thing, reader)
            # Items of a person are bought independent of the pantry.
            if plan and need.key == item.key:
                plan, _ = covered(plan, need.quantity)
        total = merged((*people, *plan))
        if total and not people:
            total = without_pinch(item.food, item.aisle, total)
        amounts = [to_buy(one) for one in total]
        if amounts:
            found.append(replace(item, amounts=tuple(amounts)))
    return found


def _is_needed(source: ShoppingSource) -> bool:
    return source.is_planned and not source.settled


def _is_bought_regardless(source: ShoppingSource) -> bool:
    return not source.is_planned and not (source.origin and source.settled)


def with_thing(
    there: Sequence[ShoppingItem],
    need: FoodRequirement,
    note: str = "",
    *,
    at_end: bool = True,
    item_id: str = "",
    actor: str = "",
) -> list[ShoppingItem]:
    """The list with one more item of a person; merged with an equal item."""
    asked = replace(
        _asked(Wanted(need=need, actor=actor)), id=item_id, amounts=(to_buy(need.quantity),), note=note
    )
    alike = next((item for item in there if not item.bought and item.key == asked.key), None)
    if alike is None:
        return [*there, asked] if at_end else [asked, *there]
    joined = replace(
        alike,
        name=_joint_name(alike, asked),
        amounts=tuple(to_buy(one) for one in merged((*alike.amounts, *asked.amounts))),
        sources=(*alike.sources, *asked.sources),
        note=alike.note or note,
    )
    return [joined if item is alike else item for item in there]


def taken_back(
    there: Sequence[ShoppingItem], before: Sequence[ShoppingItem], after: Sequence[ShoppingItem]
) -> list[ShoppingItem]:
    """The list without one earlier change, which made `after` of `before`; changes that were made since then stay."""
    was = {item.id: item for item in before}
    made = {item.id: item for item in after}
    kept = []
    for item in there:
        old, new = was.get(item.id), made.get(item.id)
        if new is None or (old is not None and replace(new, position=old.position) == old):
            kept.append(item)
        elif item.sources == new.sources:
            kept += [] if old is None else [old]
        else:
            kept += _without_sources(item, new, old)
    ids = {item.id for item in there}
    for place, item in enumerate(before):
        if item.id not in made and item.id not in ids:
            kept.insert(place, item)
    return kept


def _without_sources(
    item: ShoppingItem, new: ShoppingItem, old: ShoppingItem | None
) -> Sequence[ShoppingItem]:
    """An item without the sources that one change added; none if it has no others."""
    earlier = () if old is None else old.sources
    added = [source for source in new.sources if source not in earlier]
    sources = list(item.sources)
    for source in added:
        if source in sources:
            sources.remove(source)
    if not sources:
        return ()
    amounts = tuple(to_buy(one) for one in merged(source.quantity for source in sources))
    return (replace(item, sources=tuple(sources), amounts=amounts),)


def without_standing(
    there: Sequence[ShoppingItem], standing: str, stock: Sequence[PantryItem], reader: RequirementReader
) -> list[ShoppingItem]:
    """The list without what a standing item put on it; bought items stay."""
    kept = []
    for item in there:
        sources = tuple(one for one in item.sources if one.standing.partition(":")[0] != standing)
        if item.bought or sources == item.sources:
            kept.append(item)
        elif sources:
            kept += settled([replace(item, sources=sources)], stock, reader)
    return kept


def rewritten(item: ShoppingItem, need: FoodRequirement, note: str | None = None) -> ShoppingItem:
    """An item as changed by a person: their amount replaces that of the plan."""
    kept = tuple(replace(source, settled=True) for source in item.sources if source.origin)
    return replace(
        item,
        name=need.name,
        food=need.food,
        aisle=need.aisle,
        amounts=(to_buy(need.quantity),),
        note=item.note if note is None else note,
        sources=(*kept, ShoppingSource(quantity=need.quantity)),
    )


def moved(there: Sequence[ShoppingItem], item_id: str, after: str | None) -> list[ShoppingItem]:
    """The list with one item moved after another, or to the beginning.

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
    return ShoppingItem(
        name=need.name, food=need.food, aisle=need.aisle, note=need.said, sources=(one.source,)
    )


def _join(kept: dict[str, ShoppingItem], item: ShoppingItem) -> None:
    there = kept.get(item.key)
    kept[item.key] = (
        item
        if there is None
        else replace(there, name=_joint_name(there, item), sources=(*there.sources, *item.sources))
    )


def _joint_name(there: ShoppingItem, item: ShoppingItem) -> str:
    """The name of two items that are bought as one."""
    if there.name == item.name or there.food not in sold_forms().same_product.values():
        return there.name
    return product_identity().safer(there.name, item.name)


def _by_aisle(things: Sequence[ShoppingItem]) -> list[ShoppingItem]:
    """Bought items last; new ones by aisle; a list that was sorted by hand keeps its order."""
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
