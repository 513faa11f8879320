"""How many packages of a shop a household buys for an amount of a food."""

from collections.abc import Sequence
from dataclasses import dataclass
import math

from .quantities import Quantity
from .shop_data import PackageSize, packages, shop_words

_SLACK = 1.02
"""How much more than its packages a recipe may need: 255 g of butter are one package of 250 g."""
_ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCount:
    """A number of packages of one size; without a size, what one package holds is enough."""

    count: int
    kind: str
    """A unit of the word files: `bag`, `can`, `jar`."""
    size: PackageSize | None = None

    def words(self, language: str) -> str:
        """`2 cans of 400 g`."""
        table = shop_words(language)
        one, many = table.units.get(self.kind, (self.kind, self.kind))
        kind = one if self.count == 1 else many
        if self.size is None or self.size.unit == "clove":
            return f"{self.count} {kind}"
        size = self.size.words
        if not language.startswith(_ENGLISH):
            size = size.replace(".", ",")
        return table.package.format(count=self.count, kind=kind, size=size)


def packages_for(food: str, amounts: Sequence[Quantity], country: str = "") -> PackageCount | None:
    """The packages to buy for amounts of a food (its entry in the food database) in a country (ISO code).

    `None`: the food is not sold in packages, or not in the unit of the amounts.
    """
    packed = packages().get(food)
    if packed is None:
        return None
    sizes = packed.sizes_in(country)
    if not sizes:
        return PackageCount(count=1, kind=packed.kind)
    if not amounts or all(one.amount is None for one in amounts):
        return PackageCount(count=1, kind=packed.kind, size=sizes[0])
    counted = [one for one in amounts if one.amount is not None]
    if all(one.unit == packed.kind for one in counted):
        total = math.fsum(one.amount or 0.0 for one in counted)
        return PackageCount(count=max(math.ceil(total), 1), kind=packed.kind, size=sizes[0])
    needed = [_in_unit(one, sizes[0].unit) for one in counted]
    known = [one for one in needed if one is not None]
    if len(known) < len(needed):
        return None
    return _fewest(math.fsum(known), sizes, packed.kind)


def _in_unit(one: Quantity, unit: str) -> float | None:
    if one.unit == unit:
        return one.amount
    if unit == "g" and one.grams:
        return one.grams
    # A package of a liquid is large beside the difference of its density from that of water.
    return one.grams if unit == "ml" and one.grams else None


def _fewest(needed: float, sizes: Sequence[PackageSize], kind: str) -> PackageCount:
    """The packages of one size with the least left over, and of these the fewest."""
    counts = [(size, max(math.ceil(needed / (size.amount * _SLACK)), 1)) for size in sizes]
    size, count = min(counts, key=lambda one: (one[0].amount * one[1], one[1]))
    return PackageCount(count=count, kind=kind, size=size)
