"""Order a shopping list by the aisles of a shop."""

from collections.abc import Iterable

from ..household.model import Shop
from ..nutrition.text import key
from .aisle_rules import AISLES, OTHER_AISLE
from .shopping_list import ShoppingItem


def aisle_in(item: ShoppingItem, shop: Shop | None) -> str:
    """The aisle of an item in a shop."""
    moved = {key(name): aisle for name, aisle in ((shop and shop.moved) or {}).items()}
    return moved.get(key(item.name), item.aisle or OTHER_AISLE)


def walk_of(shop: Shop | None) -> tuple[str, ...]:
    """The aisles of a shop in walking order, then the usual ones that it does not list; `other` is last."""
    named = () if shop is None else shop.aisles
    rest = tuple(aisle for aisle in AISLES if aisle not in named)
    return (
        *(aisle for aisle in named if aisle != OTHER_AISLE),
        *(a for a in rest if a != OTHER_AISLE),
        OTHER_AISLE,
    )


def in_shop_order(items: Iterable[ShoppingItem], shop: Shop | None) -> list[ShoppingItem]:
    """The items by the aisles of a shop; bought ones come last. Within an aisle the order of the list stays."""
    walk = walk_of(shop)

    def place(item: ShoppingItem) -> tuple[bool, int]:
        aisle = aisle_in(item, shop)
        return item.bought, walk.index(aisle) if aisle in walk else len(walk)

    return sorted(items, key=place)
