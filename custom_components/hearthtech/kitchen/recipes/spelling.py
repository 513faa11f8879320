"""Corrections of misspelled words, by the vocabulary of the book."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, insert, select

from ..storage.schema import WORDS
from .words import STOP_WORDS

NEIGHBORS = 24
"""Number of corrections that are tried. Many, because rare names have many common words as neighbors."""
SHORTEST = 3
"""Shorter words are similar to too many words and are not corrected."""
LONG_WORD = 7
"""From this length on two errors are corrected."""
_LAST = "\U0010ffff"


class BookVocabulary:
    """Every word of the book in order, to complete prefixes and correct misspellings."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted(set(words))

    def __len__(self) -> int:
        return len(self._words)

    @classmethod
    def load(cls, connection: Connection) -> BookVocabulary:
        """Load the words of the book."""
        return cls(connection.scalars(select(WORDS.c.word)))

    def add(self, connection: Connection, words: Iterable[str]) -> None:
        """Add new words."""
        new = sorted(word for word in set(words) if not self.holds(word))
        if not new:
            return
        known = set(connection.scalars(select(WORDS.c.word).where(WORDS.c.word.in_(new))))
        if missing := [{"word": word} for word in new if word not in known]:
            connection.execute(insert(WORDS), missing)
        for word in new:
            insort(self._words, word)

    def holds(self, word: str) -> bool:
        """Whether exactly this word is in the book."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def begins(self, beginning: str) -> bool:
        """Whether any word has this prefix."""
        at = bisect_left(self._words, beginning)
        return at < len(self._words) and self._words[at].startswith(beginning)

    def near(self, word: str, *, unfinished: bool = False, anywhere: bool = True) -> tuple[str, ...]:
        """The most similar other words, or prefixes of words if this one is `unfinished`.

        Empty if none is similar.

        The first letter is mostly right: words that share it are tried first, others only with `anywhere`.
        """
        if len(word) < SHORTEST:
            return ()
        slips = 1 if len(word) < LONG_WORD else 2
        alike = self._words[bisect_left(self._words, word[0]) : bisect_right(self._words, word[0] + _LAST)]
        found = _closest(word, alike, slips)
        if unfinished:
            found += _closest(word, [other[: len(word)] for other in alike if len(other) > len(word)], slips)
        if not found and anywhere and len(word) > SHORTEST:
            # A copy, because the writing thread may add words meanwhile.
            found = _closest(word, self._words[:], slips)
        if not found:
            return ()
        best = min(distance for distance, _ in found)
        return tuple(dict.fromkeys(near for distance, near in sorted(found) if distance == best))[:NEIGHBORS]

    def split(self, word: str) -> tuple[str, ...]:
        """Joined words: `chickensoup`, or with a wrong letter for the space, `chickenbsoup`; else empty."""
        for at in range(len(word) - 2, 2, -1):
            left = word[:at]
            if left not in STOP_WORDS and not self.holds(left):
                continue
            for rest in (word[at:], word[at + 1 :]):
                if len(rest) > 1 and self.begins(rest):
                    return (rest,) if left in STOP_WORDS else (left, rest)
        return ()

    def slipped_filler(self, word: str) -> bool:
        """Whether this is no word of the book, but one error away from a stop word (`wiht`, `adn`)."""
        if len(word) < SHORTEST or self.holds(word):
            return False
        return any(OSA.distance(word, filler, score_cutoff=1) <= 1 for filler in STOP_WORDS)


def _closest(word: str, others: Sequence[str], slips: int) -> list[tuple[int, str]]:
    # The word itself has distance 0 and is not a correction.
    hits = process.extract(word, others, scorer=OSA.distance, score_cutoff=slips, limit=NEIGHBORS + 1)
    return [(int(distance), other) for other, distance, _ in hits if other != word]
