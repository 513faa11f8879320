"""Data model: parsed ingredient lines, foods, and the nutrition of a dish.

All frozen; grams and INFOODS units.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class LineKind(StrEnum):
    """The kind of a line in an ingredient list."""

    INGREDIENT = "ingredient"
    HEADING = "heading"
    """`For the dressing:`"""
    NOTE = "note"
    """Text that is no ingredient."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount: `low` to `high` of `unit` (`g`, `ml`, `cup`, `clove` …; `None` counts pieces)."""

    low: float
    high: float
    unit: str | None = None
    each: bool = False
    """The amount of one piece: `4 fillets (6 oz each)`."""
    total: bool = False
    """The line says that it is the amount of all pieces: `4 fillets (24 oz in total)`."""
    drained: bool = False
    """Without the liquid of a can: `drained weight 240 g`."""
    about: bool = False
    """The line says that it is not exact: `4 fillets (about 600 g)`."""

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLine:
    """A parsed ingredient line. `score` (0–1) is the confidence of the parser; `parts` that of each field."""

    text: str
    kind: LineKind
    language: str = "en"
    amount: Amount | None = None
    added: tuple[Amount, ...] = ()
    """`1 cup plus 2 tablespoons`: the tablespoons."""
    stated: tuple[Amount, ...] = ()
    """The same amount in other units: `1 cup (240 ml)`."""
    package: Amount | None = None
    """The content of one package: `2 x 400 g tins`."""
    size: str | None = None
    name: str = ""
    phrase: str = ""
    """The text around the name, unchanged: `diced tomatoes`, `melted butter`."""
    preparation: str = ""
    purpose: str = ""
    """`for frying`, `to serve`."""
    comment: str = ""
    alternatives: tuple[str, ...] = ()
    part: str | None = None
    """`juice` or `zest` of the named fruit."""
    optional: bool = False
    to_taste: bool = False
    divided: bool = False
    extra: str = ""
    """`plus extra for dusting`."""
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_ingredient(self) -> bool:
        """Whether the line names a food."""
        return self.kind is LineKind.INGREDIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Food:
    """A food of the database.

    `amounts` are in 100 g edible portion, by INFOODS tag; a missing tag is unknown.
    """

    number: int
    group: int
    name: str
    refuse: float
    """Share of the bought weight that is not eaten (bones, peel), 0–1."""
    contains: frozenset[str]
    """Allergens (codes of `facets`)."""
    checked: bool
    """Whether `contains` is complete. If not, other allergens may be hidden: not checked, never "free of"."""
    made_of: frozenset[str]
    """Codes that diets use: `pork`, `beef`, `fish`, `milk`, `egg`, `alcohol` …"""
    amounts: Mapping[str, float]
    may_contain: frozenset[str] = frozenset()
    """Allergens of some brands or makers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodMatch:
    """A food for a name, with a score from 0 to 1 and the reason."""

    food: Food
    score: float
    reason: str
    entry: int | None = None
    """The pantry entry, whose piece and cup weights apply."""
    words: tuple[str, ...] = ()
    """The words that were matched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResult:
    """The result for one line. `food`, `grams` and `score` are `None` if it was not understood."""

    text: str
    kind: LineKind
    food: str | None = None
    number: int | None = None
    grams: float | None = None
    low: float | None = None
    high: float | None = None
    how: str = "not understood"
    score: float | None = None
    others: tuple[str, ...] = ()
    """The alternatives."""
    counted: bool = False
    entry: str | None = None
    """The pantry entry of the food, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount with its 90 % interval."""

    amount: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nutrition:
    """Nutrition of a dish. `per_serving` is empty when the number of servings is unknown."""

    servings: float | None
    per_serving: Mapping[str, Figure]
    total: Mapping[str, Figure]
    counted: int
    """Number of ingredients in the figures."""
    lines_total: int
    """Number of all ingredients."""
    lines: tuple[LineResult, ...]
    grams: float
    """Weight of the dish as eaten."""
    left_behind: float = 0.0
    """Share of everything that remains in bowls and pans.

    Subtracted from totals and `grams`, never from a line.
    """
    contains: frozenset[str] = frozenset()
    """Allergens found in the matched foods."""
    may_contain: frozenset[str] = frozenset()
    """Allergens of some brands of the matched foods that are not in `contains`."""
    unchecked: tuple[str, ...] = ()
    """Lines whose allergens are not checked: unmatched, or a composed food."""
    made_of: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether every ingredient is in the figures."""
        return self.counted == self.lines_total

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form of the command line and of actions.

        It has no allergens: see `people.check.verdict`.
        """
        return {
            "servings": self.servings,
            "per_serving": {tag: _rounded(figure) for tag, figure in self.per_serving.items()},
            "total": {tag: _rounded(figure) for tag, figure in self.total.items()},
            "counted": self.counted,
            "lines_total": self.lines_total,
            "lines": [
                {
                    "text": line.text,
                    "food": line.food,
                    "grams": None if line.grams is None else round(line.grams, 1),
                    "how": line.how,
                    "score": None if line.score is None else round(line.score, 2),
                }
                for line in self.lines
            ],
            "grams": round(self.grams, 1),
        }


def _rounded(figure: Figure) -> dict[str, object]:
    return {
        "amount": _significant(figure.amount),
        "low": _significant(figure.low),
        "high": _significant(figure.high),
        "unit": figure.unit,
    }


def _significant(value: float) -> float:
    """Return the value with 4 significant digits."""
    return float(f"{value:.4g}")
