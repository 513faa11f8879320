"""Features of an utterance for the classifiers of German, French, Spanish and Italian: words and parts of words.

English has features with classes of words (`features`). These need no list of words: the endings and compounds of a
language show in the parts of its words, so that an unknown form is near a known one.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from ..language.number_words import is_number_word
from .text import tokens

BUCKETS = 1 << 14
"""Number of buckets of features."""
LONGEST = 24
"""Greatest number of words that are used."""
NUMBER = "<n>"
UNKNOWN = "<x>"
_PARTS = (3, 4, 5)
"""Lengths of the parts of a word, in letters."""


class NearFeatures:
    """The features of one language. `known`: the words that occur often enough in the training sentences."""

    def __init__(self, language: str, known: Collection[str]) -> None:
        self.language = language
        self.known = frozenset(known)
        self._parts = lru_cache(maxsize=16384)(_parts_of)

    def buckets(self, text: str, *, session: bool) -> list[int]:
        """The buckets that an utterance fills, each once."""
        words = tokens(text, self.language)[:LONGEST]
        return list({crc32(name.encode()) & (BUCKETS - 1) for name in self._names(words, session=session)})

    def may_name_food(self, word: str) -> bool:
        """Whether a word may be part of the name of a food or dish."""
        return word not in self.known and not word[0].isdigit()

    def share_known(self, words: Sequence[str]) -> float:
        """The share of words that occur in the training sentences."""
        return sum(word in self.known for word in words) / len(words) if words else 0.0

    def _names(self, words: Sequence[str], *, session: bool) -> Iterator[str]:
        said = [self._canon(word) for word in words]
        unknown = said.count(UNKNOWN)
        yield "*s" if session else "*n"
        yield f"#{min(len(said), 8)}"
        yield f"#x{min(unknown, 3)}/{min(len(said) - unknown, 4)}"
        marked = ["^", *said, "$"]
        for position, word in enumerate(marked):
            if 0 < position <= len(said):
                yield word
            if position + 1 < len(marked):
                yield f"{word} {marked[position + 1]}"
            if position + 2 < len(marked):
                yield f"{word} {marked[position + 1]} {marked[position + 2]}"
                yield f"{word} _ {marked[position + 2]}"
        for word in words:
            if len(word) > 2 and not word[0].isdigit():
                yield from self._parts(word)

    def _canon(self, word: str) -> str:
        if word in self.known:
            return word
        return NUMBER if word[0].isdigit() or is_number_word(word, self.language) else UNKNOWN


def _parts_of(word: str) -> tuple[str, ...]:
    """The parts of a word, with marks of its beginning and end."""
    whole = f"#{word}#"
    return tuple(
        f"~{whole[start : start + length]}" for length in _PARTS for start in range(len(whole) - length + 1)
    )
