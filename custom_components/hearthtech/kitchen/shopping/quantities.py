"""Quantities of a food: amounts in different units, addition and subtraction.

Units are those of ingredient lines: `g`, `ml`, pieces (empty), `can`, `clove` … Weights and volumes are in g
and ml. Grams are known if the food's own portions give them; estimates are not used to add cups to pieces.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
import math

from ..nutrition.quantity import GRAMS, ML

EXACT = 1e-9
"""A remainder below this share of an amount is rounding of floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount of a unit. Without an amount: "to taste"."""

    amount: float | None = None
    unit: str = ""
    grams: float | None = None
    """Weight of the whole amount, if known."""

    @property
    def is_some(self) -> bool:
        """Whether it has no amount."""
        return self.amount is None

    def times(self, factor: float) -> Quantity:
        """Multiply the amount; without an amount it is unchanged."""
        if self.amount is None:
            return self
        grams = None if self.grams is None else self.grams * factor
        return Quantity(amount=self.amount * factor, unit=self.unit, grams=grams)


SOME = Quantity()
_SAME_UNIT = {"tin": "can", "rasher": "slice"}
"""Units of the same thing in another country."""


def quantity(amount: float | None, unit: str | None, grams: float | None = None) -> Quantity:
    """A quantity in normalized units: `quantity(1, "kg")` is 1000 g."""
    unit = _SAME_UNIT.get(unit or "", unit or "")
    if amount is None:
        return SOME
    if unit in GRAMS:
        return Quantity(amount=amount * GRAMS[unit], unit="g", grams=amount * GRAMS[unit])
    if unit in ML:
        return Quantity(amount=amount * ML[unit], unit="ml", grams=grams)
    return Quantity(amount=amount, unit=unit, grams=grams)


def merged(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The sum: one amount if the units allow it, else one amount for each unit.

    The result does not depend on the order. A quantity without an amount and one with an amount give the
    amount.
    """
    told = list(quantities)
    measured = [one for one in told if one.amount is not None]
    if not measured:
        return (SOME,) if told else ()
    units = {one.unit for one in measured}
    weighed = {unit for unit in units if all(q.grams is not None for q in measured if q.unit == unit)}
    if len(weighed) < 2:
        weighed = set()
    by_unit: dict[str, list[Quantity]] = {}
    for one in measured:
        if one.unit in weighed:
            by_unit.setdefault("g", []).append(Quantity(amount=one.grams, unit="g", grams=one.grams))
        else:
            by_unit.setdefault(one.unit, []).append(one)
    return tuple(_sum(unit, by_unit[unit]) for unit in sorted(by_unit))


def covered(needed: Sequence[Quantity], stock: Quantity) -> tuple[tuple[Quantity, ...], float]:
    """The remaining requirement with this stock, and the used amount of the stock, in its own unit.

    Stock without an amount covers requirements without an amount, and is not reduced. Units that can't be
    compared cover nothing.
    """
    left = []
    available = stock.amount or 0.0
    for need in needed:
        if need.amount is None:
            if not stock.is_some and not available:
                left.append(need)
            continue
        share, taken = _cover_one(need, stock, available)
        available -= taken
        if share > EXACT:
            left.append(need.times(share))
    return tuple(left), (stock.amount or 0.0) - available


SPICE_G = 15.0
"""Weight below which spices are bought without an amount, g: less than the smallest jar of a shop."""


def is_pinch(quantities: Sequence[Quantity]) -> bool:
    """Whether all of these are weights of less than the smallest jar of a spice."""
    return bool(quantities) and all(
        one.unit == "g" and one.amount is not None and one.amount < SPICE_G for one in quantities
    )


def to_buy(one: Quantity) -> Quantity:
    """Round up to purchasable amounts: whole pieces, whole g and ml."""
    if one.amount is None:
        return one
    return Quantity(amount=float(math.ceil(one.amount * (1 - 1e-6))), unit=one.unit, grams=one.grams)


def as_words(quantities: Sequence[Quantity]) -> str:
    """`1.2 kg`, `2 can + 300 g`; empty without an amount."""
    return " + ".join(_words(one) for one in quantities if one.amount is not None)


def _words(one: Quantity) -> str:
    assert one.amount is not None
    amount, unit = one.amount, one.unit
    if unit in {"g", "ml"} and amount >= 1000:
        amount, unit = amount / 1000, {"g": "kg", "ml": "l"}[unit]
    digits = 2 if amount < 100 else 0
    shown = f"{amount:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{amount:.0f}"
    return f"{shown} {unit}".strip()


def _sum(unit: str, quantities: Sequence[Quantity]) -> Quantity:
    # `fsum` is exact, so that the result does not depend on the order.
    grams = [one.grams for one in quantities if one.grams is not None]
    return Quantity(
        amount=math.fsum(one.amount for one in quantities if one.amount is not None),
        unit=unit,
        grams=math.fsum(grams) if len(grams) == len(quantities) else None,
    )


def _cover_one(need: Quantity, stock: Quantity, available: float) -> tuple[float, float]:
    """The remaining share of a requirement, and the used amount of the stock."""
    assert need.amount is not None
    if need.amount <= 0 or available <= 0 or not stock.amount:
        return (1.0 if need.amount > 0 else 0.0), 0.0
    if need.unit == stock.unit:
        taken = min(need.amount, available)
        return 1 - taken / need.amount, taken
    if not need.grams or not stock.grams:
        return 1.0, 0.0
    per_unit = stock.grams / stock.amount
    taken = min(need.grams / per_unit, available)
    return 1 - min(taken * per_unit / need.grams, 1.0), taken
