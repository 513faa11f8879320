"""Recipe profiles for suggestions, plans and checks, computed once for each version and stored in the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..nutrition.model import Figure
from .model import Allergen


class How(StrEnum):
    """The place of a finding."""

    LINE = "line"
    """An ingredient line names it."""
    COMPOSED = "composed"
    """The line names a composed or bought food that often contains it."""
    OPTIONAL = "optional"
    ALTERNATIVE = "alternative"
    MISSPELLED = "misspelled"
    """A word that looks like a misspelling of it."""
    PART = "part"
    """In another recipe that the line refers to."""
    TITLE = "title"
    STEP = "step"
    """In a step, a note or a heading, and in no line."""


class Gap(StrEnum):
    """The reason why a line is not checked."""

    UNKNOWN_WORD = "unknown_word"
    NO_FOOD = "no_food"
    """All its words are known and none is a food."""
    COMPOSED = "composed"
    """A composed food with unnamed ingredients."""
    PART_NOT_CHECKED = "part_not_checked"
    """It refers to another recipe, which is not checked or deleted."""
    NO_LINES = "no_lines"
    """The recipe has no ingredient lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: the line of the recipe and the found food or word."""

    line: str
    what: str
    """The found food, or word."""
    how: How = How.LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedLine:
    """A line that may contain anything except `free`."""

    line: str
    what: str = ""
    """The unknown word or food."""
    why: Gap = Gap.UNKNOWN_WORD
    free: frozenset[str] = frozenset()
    """Codes that the line excludes (`gluten-free flour`): of `Allergen` and `Matter`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeProfile:
    """Profile of one version of a recipe, for checks and suggestions."""

    recipe_id: str
    version: int
    contains: Mapping[Allergen, tuple[Finding, ...]] = field(default_factory=dict)
    may_contain: Mapping[Allergen, tuple[Finding, ...]] = field(default_factory=dict)
    """Composed or bought foods that often contain it, optional lines and alternatives, titles and steps."""
    unchecked: tuple[UncheckedLine, ...] = ()
    """Lines that may contain anything.

    While there is one, the recipe is free only of what the line excludes.
    """
    made_of: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Diet codes (`pork`, `milk`, `alcohol` … of `Matter`), with the lines."""
    may_be_made_of: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Per serving, by INFOODS tag; empty if the servings are unknown."""
    counted: int = 0
    lines_total: int = 0
    grams: float = 0.0
    """Weight of the whole dish as eaten, as far as it is counted."""
    foods: Mapping[str, float] = field(default_factory=dict)
    """Entry names of the food database with the grams of the whole recipe: for pantry, season and shopping."""
    named: frozenset[str] = frozenset()
    """Entry names of all foods in its lines, including alternatives and foods without a weight."""
    words: frozenset[str] = frozenset()
    """The comparable words of its lines and title: for avoided foods typed by people."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Ids of the recipes that its lines refer to, with the line.

    Their content is included in the fields above.
    """
    servings: float | None = None
    total_time_s: float | None = None
    pots: int = 1
    """Number of vessels on burners that its steps use at once."""
