"""Word lists that show the kind of a dish, read from `data/<language>.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

from ...language.languages import LANGUAGES
from ..nutrition.text import words
from .word_files import read_words

SHORTEST_COMPOUND: Final = 4
"""Least number of letters of an entry that is found at the end of a compound word."""


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases with a value each; the longest phrase at a place counts."""

    values: Mapping[tuple[str, ...], str]
    longest: int
    compounds: bool = False

    @classmethod
    def of(cls, lists: Mapping[str, str], *, compounds: bool = False) -> Self:
        """Read lists of phrases, separated by commas, by their value."""
        values: dict[tuple[str, ...], str] = {}
        for value, listed in lists.items():
            for phrase in listed.split(","):
                if comparable := words(phrase):
                    values.setdefault(comparable, value)
        return cls(values, max(map(len, values), default=0), compounds)

    def found(self, text: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The first word, the number of words and the value of each phrase in a text."""
        at = 0
        while at < len(text):
            for length in range(min(self.longest, len(text) - at), 0, -1):
                if (value := self.values.get(tuple(text[at : at + length]))) is not None:
                    yield at, length, value
                    at += length
                    break
            else:
                if self.compounds and (ending := self._ending(text[at])) is not None:
                    yield at, 1, ending
                at += 1

    def _ending(self, word: str) -> str | None:
        for start in range(1, len(word) - SHORTEST_COMPOUND + 1):
            if (value := self.values.get((word[start:],))) is not None:
                return value
        return None


@dataclass(frozen=True, slots=True)
class DishWords:
    """The lists of one language."""

    head_first: bool
    """Whether the first noun of a title is its head ("tarte aux fraises")."""
    splits: tuple[tuple[str, ...], ...]
    """Words after which a title only lists what goes with the dish."""
    labels: PhraseTable
    names: PhraseTable
    ingredients: Mapping[str, PhraseTable]
    not_food: frozenset[str]
    """Words of a line that make a meat something else: stock, sauce."""
    methods: PhraseTable


@cache
def dish_words(language: str) -> DishWords:
    """The lists of a language; English for a language without lists. The first call reads a file."""
    if language not in LANGUAGES:
        return dish_words("en")
    content: Mapping[str, Any] = read_words(language)
    compounds = bool(content.get("compounds"))
    return DishWords(
        head_first=content["head"] == "first",
        splits=tuple(filter(None, map(words, content["split"].split(",")))),
        labels=PhraseTable.of(content["labels"]),
        names=PhraseTable.of(content["names"], compounds=compounds),
        ingredients={
            value: PhraseTable.of({value: listed}, compounds=compounds)
            for value, listed in content["ingredients"].items()
        },
        not_food=frozenset(word for phrase in content["not_food"].split(",") for word in words(phrase)),
        methods=PhraseTable.of(content["methods"]),
    )
