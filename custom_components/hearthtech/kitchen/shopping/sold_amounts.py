"""Amounts as shops sell a food: eggs by the piece, herbs by the bunch, canned beans by the can."""

from collections.abc import Iterable, Mapping, Sequence

from .quantities import SOME, Quantity, is_pinch
from .shop_data import SoldForms, packages, sold_forms

_SPICES = "flavor"
"""Aisle of salt, spices, dried herbs and oils."""
_BY_THE_PIECE = frozenset({"vegetables", "fruit", "world", "baking"})
"""Aisles whose goods are not sold in amounts of a few grams."""
_PART = 0.2
"""Share of the weight of a piece below which a counted thing is a part of one: wedges, slices, leaves."""


def in_sold_unit(food: str, needed: Iterable[Quantity], weights: Mapping[str, float]) -> list[Quantity]:
    """Each amount of a food (its entry in the food database) in the unit in which shops sell it, if it is known.

    `weights` are those of a piece, a bunch, a can … of the food (g).
    """
    amounts = list(needed)
    unit = _sold_unit(food, amounts, sold_forms())
    if unit is None or not (weight := _weight(food, unit, amounts, weights)):
        return amounts
    return [_in_unit(one, unit, weight) for one in amounts]


def without_pinch(food: str, aisle: str, total: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Leave out an amount that no shop weighs: a few grams of a spice or root, or of what is not sold in packages."""
    packed = packages().get(food)
    no_size = packed is None or not packed.sizes
    if is_pinch(total) and (aisle == _SPICES or (no_size and aisle in _BY_THE_PIECE)):
        return (SOME,)
    return tuple(total)


def made_from(one: Quantity, weight: float | None, whole: float | None) -> Quantity:
    """The pieces of a food from which an amount of a part of it is made: two yolks, 4 g of zest.

    `weight` is the part's weight from one piece, `whole` that of the piece (g).
    """
    if one.amount is None:
        return Quantity(amount=1.0, unit="", grams=whole)
    pieces = one.amount if not one.unit else None if not one.grams or not weight else one.grams / weight
    if pieces is None:
        return Quantity(amount=1.0, unit="", grams=whole)
    return Quantity(amount=pieces, unit="", grams=None if whole is None else pieces * whole)


def _sold_unit(food: str, amounts: Sequence[Quantity], forms: SoldForms) -> str | None:
    """The unit in which the whole amount is given; `None`: as the recipes say."""
    units = {one.unit for one in amounts if one.amount}
    if food in forms.bunches:
        return "bunch"
    piece = forms.piece_units.get(food, "")
    if food in forms.pieces or (food in forms.pieces_when_counted and piece in units):
        return piece
    packed = units & forms.packages
    return next(iter(packed)) if len(packed) == 1 and len(units) > 1 else None


def _weight(food: str, unit: str, amounts: Sequence[Quantity], weights: Mapping[str, float]) -> float | None:
    """The weight of one unit of a food: as a recipe gives it, by the food database, or of a package in shops."""
    if unit and unit != "bunch":
        for one in amounts:
            if one.unit == unit and one.amount and one.grams:
                return one.grams / one.amount
    known = weights.get(unit or "each")
    if known:
        return known
    kind = packages().get(food)
    sizes = kind.sizes_in("") if kind is not None and kind.kind == unit else ()
    return sizes[0].amount if sizes else None


def _in_unit(one: Quantity, unit: str, weight: float) -> Quantity:
    if one.amount is None or not one.grams:
        return one
    if one.unit == unit and (unit or one.grams / one.amount >= _PART * weight):
        return one
    return Quantity(amount=one.grams / weight, unit=unit, grams=one.grams)
