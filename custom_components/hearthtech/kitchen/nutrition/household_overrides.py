"""What a family has taught the kitchen: its corrections of foods, and its own handfuls.

`FoodOverrides` is the small protocol the store implements; `StoredFoodOverrides` keeps it in memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWeight:
    """What one unit weighs in this house, g: Nonna's handful of rice is 31–38 g."""

    unit: str
    food: str = ""
    """The food it was weighed with; empty: any."""
    low: float
    high: float
    person: str = ""

    def __post_init__(self) -> None:
        """Refuse weights that are none."""
        if not 0 < self.low <= self.high < 10_000:
            raise ValueError("a soft measure weighs between 0 and 10 kg, and its low is not above its high")


class FoodOverrides(Protocol):
    """Storage of the food corrections and measures of a household."""

    def food_for(self, name: str) -> int | None:
        """Return the food (its number) the family means by a name, when it was corrected once."""
        ...

    def corrected(self) -> Mapping[str, int]:
        """Return all corrected foods by comparable names."""
        ...

    def measure_for(self, unit: str, name: str) -> MeasureWeight | None:
        """Return what the family's own unit of a food weighs, when it was weighed."""
        ...


@dataclass(slots=True)
class StoredFoodOverrides:
    """A household kept in memory; the keys are comparable forms of the names (`text.key`)."""

    foods: dict[str, int] = field(default_factory=dict)
    measures: dict[tuple[str, str], MeasureWeight] = field(default_factory=dict)

    def correct(self, name: str, number: int) -> None:
        """Remember that `name` means this food."""
        self.foods[key(name)] = number

    def weigh(self, measure: MeasureWeight) -> None:
        """Remember a weighed unit."""
        self.measures[measure.unit, key(measure.food)] = measure

    def food_for(self, name: str) -> int | None:
        """See `FoodOverrides.food_for`."""
        return self.foods.get(key(name))

    def corrected(self) -> Mapping[str, int]:
        """See `FoodOverrides.corrected`."""
        return self.foods

    def measure_for(self, unit: str, name: str) -> MeasureWeight | None:
        """See `FoodOverrides.measure_for`."""
        return self.measures.get((unit, key(name))) or self.measures.get((unit, ""))
