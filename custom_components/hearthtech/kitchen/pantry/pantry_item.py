"""Pantry items (amount, place and use-by date), and what a recipe withdraws from them. Needs no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..shopping.quantities import EXACT, Quantity, covered
from ..shopping.requirements import FoodRequirement, RequirementReader


@dataclass(frozen=True, slots=True, kw_only=True)
class PantryItem:
    """One pantry item. No amount: unknown. `food` is its entry of the food database, found by its name."""

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
        """Days until it should be used; 0 is today, negative is expired. `None` without a date."""
        return None if self.use_by is None else (self.use_by - today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class PantryWithdrawal:
    """Proposed withdrawal from one pantry item. `amount=None`: unknown."""

    item: PantryItem
    amount: float | None

    @property
    def words(self) -> str:
        """Amount and name as text: `300 g flour`, `2 eggs`."""
        if self.amount is None:
            return self.item.name
        amount = f"{round(self.amount, 1 if self.amount >= 1 else 2):g}"
        return " ".join(word for word in (amount, self.item.unit, self.item.name) if word)

    @property
    def left(self) -> float | None:
        """The remaining amount, in its own unit; `None` when unknown."""
        if self.item.amount is None or self.amount is None:
            return None
        return max(self.item.amount - self.amount, 0.0)


def withdrawals_for(
    needs: Iterable[FoodRequirement], stock: Sequence[PantryItem], reader: RequirementReader
) -> list[PantryWithdrawal]:
    """The withdrawals from the stock for these requirements; the item that expires first is used first.

    An item of unknown amount is returned without an amount. Requirements beyond the stock are ignored.
    """
    left: dict[str, float | None] = {item.id: item.amount for item in stock}
    found: dict[str, PantryWithdrawal] = {}
    for need in needs:
        wanted: tuple[Quantity, ...] = (need.quantity,)
        for item in stock:
            if not wanted or need_of(item, reader).key != need.key:
                continue
            rest = left[item.id]
            if rest is None or need.quantity.is_some:
                found.setdefault(item.id, PantryWithdrawal(item=item, amount=None if rest is None else 0.0))
                wanted = wanted if rest is None else ()
                continue
            if rest <= EXACT:
                continue
            in_house = need_of(replace(item, amount=rest), reader).quantity
            wanted, used = covered(wanted, in_house)
            # The stock may be kept in another unit than the food is bought in: `2 cup` of flour, `1 kg` of milk.
            used *= rest / in_house.amount if in_house.amount else 1.0
            if used > 0:
                left[item.id] = max(rest - used, 0.0)
                before = found[item.id].amount or 0.0 if item.id in found else 0.0
                found[item.id] = PantryWithdrawal(item=item, amount=before + used)
    return [found[item.id] for item in stock if item.id in found and found[item.id].amount != 0.0]


def need_of(item: PantryItem, reader: RequirementReader) -> FoodRequirement:
    """The requirement that matches a pantry item."""
    return reader.named(item.name, item.amount, item.unit)
