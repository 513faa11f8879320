"""Findings of one recipe line: allergens and diet codes."""

from dataclasses import dataclass, field

from .profile import Gap, How


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMatch:
    """One finding: an allergen or diet code, its words, and its certainty."""

    code: str
    what: str
    sure: bool
    how: How


@dataclass(slots=True, kw_only=True)
class LineFindings:
    """The findings of one line."""

    found: list[CodeMatch] = field(default_factory=list)
    unknown: list[tuple[str, Gap, frozenset[str]]] = field(default_factory=list)
    """The words and foods that prevent the check, each with the codes that are excluded nevertheless."""
    free: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    """Codes that the line excludes, by a legally defined claim or not."""
    heads: set[str] = field(default_factory=set)
    """The words of foods with another meaning than alone: `flour` of rice flour, `milk` of almond milk."""
    matched: int | None = None
    """The number of the food to which the whole line was matched."""
    foods: int = 0
    """Phrases that are foods."""
