"""Food log: portions by person and day, and their sums.

The store contains the portions; sums are computed here. An interval becomes wider with uncounted food, as in
a dish.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
import math

from .model import Figure, Nutrition

KEPT_TAGS = ("ENERC_KCAL", "PROCNT", "FAT", "FASAT", "CHOCDF", "SUGAR", "FIBTG", "NA", "CA", "FE", "K", "MG", "ZN", "VITA_RAE",
             "VITC", "VITD", "VITB12", "FOLDFE", "CHOLE", "ALC")  # fmt: skip
"""Stored nutrients of a portion; later changes of the recipe have no effect on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EatenPortion:
    """One portion of a dish, as eaten. `portions` counts servings of the recipe: 0.5 is half a serving."""

    id: str
    person: str
    at: datetime
    recipe: str | None = None
    """Recipe id; `None` for food without a recipe."""
    version: int | None = None
    name: str
    portions: float = 1.0
    leftover: bool = False
    """From an earlier meal: the plan does not schedule it again."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    counted: int = 0
    lines_total: int = 0

    def __post_init__(self) -> None:
        """Refuse invalid portions."""
        if not (math.isfinite(self.portions) and 0 < self.portions <= 100):
            raise ValueError("portions are more than 0 and at most 100")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTotals:
    """Food of a person on a day. `complete` if every ingredient of every portion is in the figures."""

    person: str
    day: date
    figures: Mapping[str, Figure]
    portions: int
    complete: bool


def portion_figures(nutrition: Nutrition, portions: float) -> dict[str, Figure]:
    """Return the stored figures of a number of portions; empty when the servings are unknown."""
    return {
        tag: Figure(
            amount=figure.amount * portions,
            low=figure.low * portions,
            high=figure.high * portions,
            unit=figure.unit,
        )
        for tag, figure in nutrition.per_serving.items()
        if tag in KEPT_TAGS
    }


def day_totals(portions: Iterable[EatenPortion], person: str, day: date) -> DayTotals:
    """Return the sum of a person's day; the day is that of each portion's own time zone.

    Portions are taken as independent: distances from the amounts add as squares. A nutrient that is unknown
    in one portion is left out of the day: unknown, never zero.
    """
    eaten = [portion for portion in portions if portion.person == person and portion.at.date() == day]
    tags = set.intersection(*(set(portion.figures) for portion in eaten)) if eaten else set()
    figures = {}
    for tag in KEPT_TAGS:
        if tag not in tags:
            continue
        parts = [portion.figures[tag] for portion in eaten]
        amount = sum(part.amount for part in parts)
        below = math.sqrt(sum((part.amount - part.low) ** 2 for part in parts))
        above = math.sqrt(sum((part.high - part.amount) ** 2 for part in parts))
        figures[tag] = Figure(
            amount=amount, low=max(0.0, amount - below), high=amount + above, unit=parts[0].unit
        )
    complete = bool(eaten) and all(portion.counted == portion.lines_total for portion in eaten)
    return DayTotals(person=person, day=day, figures=figures, portions=len(eaten), complete=complete)
