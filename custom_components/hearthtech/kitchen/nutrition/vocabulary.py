"""The words of ingredient lines, by language. They are data: `data/ingredient_lines/<language>.yaml`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
import re
from typing import Any

from ...language.languages import known_language
from ...language.numbers import counting_words
from ...language.units import unit_spellings
from ..yaml_files import read_yaml

_FOLDER = Path(__file__).with_name("data") / "ingredient_lines"


@dataclass(frozen=True, kw_only=True)
class LineVocabulary:
    """Vocabulary of the parser for one language. All words in lower case, without accents."""

    language: str
    units: dict[str, str]
    """Spelling to canonical unit."""
    containers: frozenset[str]
    """Canonical units that contain a stated amount: can, package …"""
    sizes: dict[str, str]
    numbers: dict[str, float]
    about: frozenset[str]
    """Words before an amount without effect: about, heaping …"""
    to: frozenset[str]
    """Words between the ends of a range."""
    plus: frozenset[str]
    of: frozenset[str]
    alternatives: frozenset[str]
    """Words for `or`."""
    optional: tuple[str, ...]
    to_taste: tuple[str, ...]
    purposes: tuple[str, ...]
    """Openings of a purpose: `for`, `to serve`."""
    extra: tuple[str, ...]
    divided: tuple[str, ...]
    each: frozenset[str]
    total: frozenset[str]
    """Words by which a weight in brackets is that of all pieces."""
    preparation: frozenset[str]
    """Participles and adverbs that describe the preparation."""
    breaks: frozenset[str] = frozenset()
    """Words that end the name."""
    compounds: frozenset[str] = frozenset()
    """Names that begin with a participle: `rolled oats`."""
    named_with: tuple[str, ...] = ()
    """Phrases whose words belong to the name."""
    named_units: tuple[str, ...] = ()
    """Names of foods that begin with a word for a unit: `bouquet garni`."""
    weights: tuple[str, ...] = ()
    """Words before a weight in brackets that add nothing to it: `net weight`."""
    drained_weights: tuple[str, ...] = ()
    """Words before a weight in brackets that is without the liquid: `drained weight`."""
    juice: dict[str, str] = field(default_factory=dict)
    """Openings such as `juice of`, and the part of the fruit."""
    headings: tuple[str, ...] = ()
    """Openings of a heading: `for the`."""
    phrases: dict[str, str] = field(default_factory=dict)
    """Units of several words, and the single word that replaces them."""
    yields: tuple[str, ...] = ()
    """Openings of a line that states the yield."""
    notes: tuple[str, ...] = ()
    """Openings of lines that are no ingredient."""
    size_links: tuple[str, ...]
    """Words between a piece and its size: `je` of `4 Schnitzel je 150 g`; with accents."""
    each_piece: str
    """Regular expression of the words behind the size of one piece: `each`."""
    each_food: str
    """Regular expression of the words between an amount and several foods of which each has it."""
    little: str
    """Regular expression of the openings of a small amount: `a little`."""
    short_words: tuple[tuple[str, str], ...] = ()
    """Regular expressions of short words in the line as it is written, and their replacements."""
    systems: dict[str, str]
    """Words for systems of units beside a measure (`US cup`), and the system."""
    system_fillers: str
    """Regular expression of the words between system and measure."""
    fluid_ounces: str
    """Regular expression of fluid ounces."""
    capital_units: dict[str, str]
    """Units that only capitals distinguish: `T`."""
    slash_units: frozenset[str]
    """Measures in the singular, before which a number may have lost its slash: `14 cup`."""
    definite: frozenset[str]
    """Definite articles behind an amount."""
    kinds: tuple[str, ...]
    """Words behind a weight that mean a kind of food, not the size of a piece."""
    purpose_headings: frozenset[str]
    """What a food is for, before a colon: `Garnish:`."""
    piece_forms: tuple[str, ...]
    """Beginnings of the words for the form of a piece, behind its size: `slice`."""
    counting_article: str = ""
    """The article at the end of an opening of `juice` that counts the fruit."""

    @cached_property
    def inch(self) -> str:
        """The word for an inch, which replaces its sign."""
        return next(spelling for spelling, unit in self.units.items() if unit == "inch")

    @cached_property
    def articles(self) -> frozenset[str]:
        """Words that count one: `a`, `one`."""
        return frozenset(word for word, value in self.numbers.items() if value == 1)

    @cached_property
    def system(self) -> re.Pattern[str]:
        """A system of units before a measure, in folded text."""
        words = "|".join(re.escape(word) for word in sorted(self.systems, key=len, reverse=True))
        fillers = rf"(?:(?:{self.system_fillers})\s+)?" if self.system_fillers else ""
        return re.compile(rf"({words})\.?[\s-]+{fillers}(?=[^\W\d_])")

    @cached_property
    def fluid_ounce(self) -> re.Pattern[str]:
        """Fluid ounces, in folded text."""
        return re.compile(self.fluid_ounces)

    def alternatives_openings(self) -> tuple[str, ...]:
        """Return the openings of an alternative."""
        return tuple(f"{word} " for word in self.alternatives)


@lru_cache(maxsize=8)
def vocabulary(language: str) -> LineVocabulary:
    """Return the words of a language (`en`, `de-AT` …); English where there is no list. The first call reads a file."""
    return _read(known_language(language))


@cache
def _read(code: str) -> LineVocabulary:
    content = read_yaml(_FOLDER / f"{code}.yaml")
    return LineVocabulary(
        language=code,
        units=unit_spellings(code),
        numbers=counting_words(code),
        **{name: _KINDS.get(name, tuple)(said) for name, said in content.items()},
    )


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("sizes", "juice", "phrases", "systems", "capital_units"), dict),
    **dict.fromkeys(
        ("each_piece", "each_food", "little", "counting_article", "system_fillers", "fluid_ounces"), str
    ),
    "short_words": lambda pairs: tuple((short, written) for short, written in pairs),
    **dict.fromkeys(
        (
            "containers", "about", "to", "plus", "of", "alternatives", "each", "total", "preparation", "breaks",
            "compounds", "slash_units", "definite", "purpose_headings",
        ),
        frozenset,
    ),
}  # fmt: skip
"""The type of a list of words, if it is no tuple."""
