"""What a misspelled word may have meant, judged by the words that the book itself uses."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, insert, select

from custom_components.hearthtech.kitchen.store.schema import WORDS

from .words import STOP_WORDS

NEIGHBORS = 24
"""How many meanings of a misspelled word are tried. Many, for rare names crowd round common words."""
SHORTEST = 3
"""Shorter words are near to everything."""
LONG_WORD = 7
"""From this length on two slips are forgiven."""
_LAST = "\U0010ffff"


class Vocabulary:
    """Every word of the book in order, to see what a beginning can become and what a misspelling meant."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted(set(words))

    def __len__(self) -> int:
        return len(self._words)

    @classmethod
    def load(cls, connection: Connection) -> Vocabulary:
        """Read it from the book."""
        return cls(connection.scalars(select(WORDS.c.word)))

    def add(self, connection: Connection, words: Iterable[str]) -> None:
        """Learn the words that are new."""
        new = sorted(word for word in set(words) if not self.holds(word))
        if not new:
            return
        known = set(connection.scalars(select(WORDS.c.word).where(WORDS.c.word.in_(new))))
        if missing := [{"word": word} for word in new if word not in known]:
            connection.execute(insert(WORDS), missing)
        for word in new:
            insort(self._words, word)

    def holds(self, word: str) -> bool:
        """Whether this very word is in the book."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def begins(self, beginning: str) -> bool:
        """Whether any word begins so."""
        at = bisect_left(self._words, beginning)
        return at < len(self._words) and self._words[at].startswith(beginning)

    def near(self, word: str, *, unfinished: bool = False, anywhere: bool = True) -> tuple[str, ...]:
        """The closest other words, or beginnings of words when this one is `unfinished`; empty when none is near.

        The first letter is mostly right: words that share it are tried first, others only when it has to be
        `anywhere`.
        """
        if len(word) < SHORTEST:
            return ()
        slips = 1 if len(word) < LONG_WORD else 2
        alike = self._words[bisect_left(self._words, word[0]) : bisect_right(self._words, word[0] + _LAST)]
        found = _closest(word, alike, slips)
        if unfinished:
            found += _closest(word, [other[: len(word)] for other in alike if len(other) > len(word)], slips)
        if not found and anywhere and len(word) > SHORTEST:
            # A copy, for the writing thread may be learning words meanwhile.
            found = _closest(word, self._words[:], slips)
        if not found:
            return ()
        best = min(distance for distance, _ in found)
        return tuple(dict.fromkeys(near for distance, near in sorted(found) if distance == best))[:NEIGHBORS]

    def split(self, word: str) -> tuple[str, ...]:
        """Words that were run together: `chickensoup`, or with a slip on the space, `chickenbsoup`; else empty."""
        for at in range(len(word) - 2, 2, -1):
            left = word[:at]
            if left not in STOP_WORDS and not self.holds(left):
                continue
            for rest in (word[at:], word[at + 1 :]):
                if len(rest) > 1 and self.begins(rest):
                    return (rest,) if left in STOP_WORDS else (left, rest)
        return ()

    def slipped_filler(self, word: str) -> bool:
        """Whether this is no word of the book, but one slip away from one that says nothing (`wiht`, `adn`)."""
        if len(word) < SHORTEST or self.holds(word):
            return False
        return any(OSA.distance(word, filler, score_cutoff=1) <= 1 for filler in STOP_WORDS)


def _closest(word: str, others: Sequence[str], slips: int) -> list[tuple[int, str]]:
    # The word itself is at distance 0 and no correction of itself.
    hits = process.extract(word, others, scorer=OSA.distance, score_cutoff=slips, limit=NEIGHBORS + 1)
    return [(int(distance), other) for other, distance, _ in hits if other != word]
