"""What a line of a recipe says, what food it stands for, and what a dish holds. All frozen; grams and INFOODS units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class LineKind(StrEnum):
    """What a line of an ingredient list is."""

    INGREDIENT = "ingredient"
    HEADING = "heading"
    """`For the dressing:`"""
    NOTE = "note"
    """Words that are no ingredient."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much: `low` to `high` of `unit` (`g`, `ml`, `cup`, `clove` …; `None` counts pieces)."""

    low: float
    high: float
    unit: str | None = None
    each: bool = False
    """Said of one piece: `4 fillets (6 oz each)`."""

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLine:
    """One ingredient line, taken apart. `score` (0–1) is how sure the parser is; `parts` says it by field."""

    text: str
    kind: LineKind
    language: str = "en"
    amount: Amount | None = None
    added: tuple[Amount, ...] = ()
    """`1 cup plus 2 tablespoons`: the tablespoons."""
    stated: tuple[Amount, ...] = ()
    """The same amount in other units: `1 cup (240 ml)`."""
    package: Amount | None = None
    """What one package holds: `2 x 400 g tins`."""
    size: str | None = None
    name: str = ""
    phrase: str = ""
    """The words around the name as they stand: `diced tomatoes`, `melted butter`."""
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
        """Whether the line asks for a food."""
        return self.kind is LineKind.INGREDIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Food:
    """A food of the database. `amounts` are in 100 g edible portion, by INFOODS tag; a missing tag is not known."""

    number: int
    group: int
    name: str
    refuse: float
    """Share of what is bought that is not eaten (bones, peel), 0–1."""
    contains: frozenset[str]
    """Allergens (codes of `facets`)."""
    checked: bool
    """Whether `contains` is complete. When not, others may be hidden: not checked, never "free of"."""
    made_of: frozenset[str]
    """What diets ask about: `pork`, `beef`, `fish`, `milk`, `egg`, `alcohol` …"""
    amounts: Mapping[str, float]
    may_contain: frozenset[str] = frozenset()
    """Allergens that some brands or makers put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
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
    """What became of one line. `food`, `grams` and `score` are `None` where it was not understood."""

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
    """The runners-up."""
    counted: bool = False
    entry: str | None = None
    """The pantry entry of the food, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount with the interval that holds it nine times in ten."""

    amount: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nutrition:
    """What a dish holds. `per_serving` is empty when the number of servings is not known."""

    servings: float | None
    per_serving: Mapping[str, Figure]
    total: Mapping[str, Figure]
    counted: int
    """Ingredients that are in the figures."""
    lines_total: int
    """Ingredients there are."""
    lines: tuple[LineResult, ...]
    grams: float
    """Weight of the dish as eaten."""
    left_behind: float = 0.0
    """Share of everything that stays in bowls and pans: taken off totals and `grams`, never off a line."""
    contains: frozenset[str] = frozenset()
    """Allergens found in the matched foods."""
    may_contain: frozenset[str] = frozenset()
    """Allergens that some brands of the matched foods hold, and `contains` does not name."""
    unchecked: tuple[str, ...] = ()
    """Lines whose allergens are not checked: unmatched, or a composed food."""
    made_of: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether every ingredient is in the figures."""
        return self.counted == self.lines_total

    def as_dict(self) -> dict[str, object]:
        """Return the form of the command line and of actions."""
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
            "contains": sorted(self.contains),
            "may_contain": sorted(self.may_contain),
            "not_checked": list(self.unchecked),
        }


def _rounded(figure: Figure) -> dict[str, object]:
    return {
        "amount": _significant(figure.amount),
        "low": _significant(figure.low),
        "high": _significant(figure.high),
        "unit": figure.unit,
    }


def _significant(value: float) -> float:
    """Return the value with the digits that mean something (4)."""
    return float(f"{value:.4g}")
