"""Parse the text of a food label: ingredients and traces; in five languages.

In the EU every one of the fourteen allergens must be named in the list of ingredients with its own name
(Regulation 1169/2011, article 21), so an allergen that a label does not name is not an ingredient. Words that
are not understood are returned: a person has to check them before the statement counts as complete.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
import re

from ...language.fold import fold
from ..nutrition.text import words
from .allergen_scanner import LineReader
from .diets import FROM_ANIMALS, Matter
from .model import Allergen, Diet
from .profile import Gap, How
from .word_tables import word_lists

LONGEST_LABEL = 10_000
"""Greatest length of a label in characters."""
MOST_UNREAD = 40

_SENTENCE = re.compile(r"(?<=[^\d\W])[.!](?:\s|$)|\n\s*\n|\n(?=\s*[A-ZÄÖÜÉÈ])|;\s*(?=[A-Z])")
_PIECE = re.compile(r"[,;:()\[\]{}•*\n]|\s[-–]\s|\d+(?:[.,]\d+)?\s*%|\be\s?\d{3,4}[a-z]?\b", re.IGNORECASE)
_ALLERGENS = frozenset(Allergen)
_MATTERS = frozenset(Matter)


@dataclass(frozen=True, slots=True)
class _LabelWords:
    """The words of labels of all languages."""

    traces: re.Pattern[str]
    """Expressions before what a product may contain, in text without accents."""
    not_food: frozenset[str]
    """Words that name no food by themselves."""
    suits: Mapping[str, Diet]
    negated: frozenset[str]
    heading: re.Pattern[str]
    """The heading of a list of ingredients, in text without accents."""


@cache
def _label_words() -> _LabelWords:
    """The words of `labels.yaml`. The first call reads the file."""
    content = word_lists("labels")
    return _LabelWords(
        traces=re.compile("|".join(content["traces"])),
        not_food=frozenset(words(content["not_food"])),
        suits={word: Diet(diet) for diet, listed in content["suits"].items() for word in listed.split()},
        negated=frozenset(content["negated"].split()),
        heading=re.compile(rf"\b(?:{'|'.join(content['heading'])})"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReading:
    """The parsed label. `unread` are words that were not understood, in the order of the label."""

    contains: frozenset[Allergen] = frozenset()
    may_contain: frozenset[Allergen] = frozenset()
    made_of: frozenset[str] = frozenset()
    """Diet codes (`Matter`)."""
    suits: frozenset[Diet] = frozenset()
    """Diets that the label confirms."""
    unread: tuple[str, ...] = ()
    named: int = 0
    """Number of understood ingredients."""
    is_list: bool = False
    """Whether it is a list of ingredients, and not only a remark such as "contains milk"."""

    @property
    def complete(self) -> bool:
        """Whether every word of a list of ingredients was understood."""
        return self.is_list and bool(self.named) and not self.unread


def read_label(text: str, language: str = "en", reader: LineReader | None = None) -> LabelReading:
    """Parse a label. Never raises; a text that is no label gives a reading with `named` 0."""
    reader = reader or LineReader()
    not_food = _label_words().not_food
    sure: set[str] = set()
    traces: set[str] = set()
    unread: list[str] = []
    named = 0
    for said, is_trace in _sections(text[:LONGEST_LABEL]):
        for piece in _PIECE.split(said):
            if all(word in not_food or word.isdigit() for word in words(piece)):
                continue
            reading = reader.read(piece.strip(" ."), language)
            (traces if is_trace else sure).update(
                one.code
                for one in reading.found
                if one.sure
                or one.how in {How.ALTERNATIVE, How.OPTIONAL}
                or (is_trace and one.how is How.COMPOSED)
            )
            traces |= {
                one.code for one in reading.found if one.how is How.MISSPELLED and one.what not in not_food
            }
            known = not_food | {one.what for one in reading.found if one.how is not How.MISSPELLED}
            named += bool(reading.foods)
            unread += [
                what
                for what, why, _ in reading.unknown
                if why is Gap.UNKNOWN_WORD and what not in known and not what.isdigit() and len(what) > 1
            ]
    contains = frozenset(Allergen(code) for code in sure & _ALLERGENS)
    suits = frozenset(_promised(text[:LONGEST_LABEL]))
    made_of = frozenset(Matter(code).value for code in sure & _MATTERS)
    return LabelReading(
        contains=contains,
        may_contain=frozenset(Allergen(code) for code in traces & _ALLERGENS) - contains,
        made_of=made_of - FROM_ANIMALS if Diet.VEGAN in suits else made_of,
        suits=suits,
        unread=tuple(dict.fromkeys(unread))[:MOST_UNREAD],
        named=named,
        is_list=named > 2 or bool(_label_words().heading.search(fold(text[:LONGEST_LABEL]))),
    )


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a label, cut where the traces begin; whether each part is about traces."""
    for sentence in _SENTENCE.split(text):
        folded = fold(sentence)
        # Both have the same length only without ligatures; then cut the folded text, which reads the same.
        whole = sentence if len(folded) == len(sentence) else folded
        match = _label_words().traces.search(folded)
        if match is None:
            yield whole, False
            continue
        if before := whole[: match.start()].strip():
            yield before, False
        yield whole[match.end() :], True


def _promised(text: str) -> Iterator[Diet]:
    said, table = words(text), _label_words()
    for place, word in enumerate(said):
        if word in table.suits and not table.negated & set(said[max(0, place - 3) : place]):
            yield table.suits[word]
