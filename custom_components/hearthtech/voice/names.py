"""Lists of names of recipes, burners, people and foods: exact matches by lookup, others by similarity.

A list is updated in slices, so that 10,000 recipe names never block an event loop.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
import re

from rapidfuzz import fuzz

from .automaton import Value
from .data_files import small_words_of_all
from .text import tokens

SLICE = 100
"""Names processed between two yields: about 2 ms."""
MARGIN = 6.0
"""By how much (of 100) the best name must exceed the next to be chosen without asking."""
LIKE_ENOUGH = 80.0
LONG_WORD = 4
"""The fewest letters of a word by which a name is recognized."""
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_ARTICLES = small_words_of_all("articles")


@dataclass(frozen=True, slots=True)
class Named:
    """One value of a list. `aliases` are its other names."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    size: float | None = None
    """Its size, to distinguish values of one list ("the big one"): of a burner its rated power in W."""


@dataclass(frozen=True, slots=True)
class Near:
    """A name similar to the spoken words, with its similarity (`likeness`, of 100)."""

    named: Named
    likeness: float


@dataclass(slots=True)
class _FuzzyIndex:
    by_words: dict[str, Named] = field(default_factory=dict)
    """Names by their words, as spoken; names of two values are in `twice`."""
    by_sorted: dict[str, Named | None] = field(default_factory=dict)
    """Names by their words in alphabetical order; `None` if two values share them."""
    by_token: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    entries: list[tuple[Named, str]] = field(default_factory=list)
    longest: int = 0


class NameList:
    """One list of names in one language."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._index = _FuzzyIndex()
        self._generation = 0

    def __len__(self) -> int:
        return len({named.id for named, _ in self._index.entries})

    def update(self, names: Iterable[Named]) -> None:
        """Replace all names at once: for short lists, and outside an event loop."""
        for _ in self.update_in_slices(names):
            pass

    def update_in_slices(self, names: Iterable[Named]) -> Iterator[None]:
        """Replace the names in slices; the old names are used until the last one. A later update wins."""
        self._generation += 1
        generation = self._generation
        index = _FuzzyIndex()
        for number, named in enumerate(names):
            if number % SLICE == SLICE - 1:
                yield
                if generation != self._generation:
                    return
            for alias in (named.name, *named.aliases):
                self._enter(index, named, tokens(alias, self._language))
                if (plain := _POSSESSIVE.sub("", alias)) != alias:
                    self._enter(index, named, tokens(plain, self._language))
        self._index = index

    def _enter(self, index: _FuzzyIndex, named: Named, words: list[str]) -> None:
        while len(words) > 1 and words[0] in _ARTICLES:
            words = words[1:]
        if not words:
            return
        key = " ".join(words)
        index.by_words.setdefault(key, named)
        ordered = " ".join(sorted(words))
        if index.by_sorted.setdefault(ordered, named) != named:
            index.by_sorted[ordered] = None
        index.longest = max(index.longest, len(words))
        number = len(index.entries)
        index.entries.append((named, key))
        for word in set(words):
            if len(word) > 2:
                index.by_token[word[:4]].append(number)

    def __call__(self, words: list[str], start: int) -> Iterator[Value]:
        """The names that begin at `start`, with their words as written; possessives and order are ignored."""
        index = self._index
        for end in range(start + 1, min(len(words), start + index.longest) + 1):
            piece = words[start:end]
            named = index.by_words.get(" ".join(piece))
            if named is None and len(piece) > 1:
                named = index.by_sorted.get(" ".join(sorted(piece)))
            if named is not None:
                yield Value(value=named.name, id=named.id, end=end, literal=end - start)

    def has_word(self, word: str) -> bool:
        """Whether a name contains this word, folded and of at least `LONG_WORD` letters."""
        if len(word) < LONG_WORD:
            return False
        index = self._index
        rows = index.by_token.get(word[:4], ())
        return any(word in index.entries[row][1].split() for row in rows[:2000])

    def near(self, phrase: list[str]) -> list[Near]:
        """The names most similar to a phrase, best first.

        If two are within `MARGIN`, the dialogue should ask.
        """
        while phrase and phrase[0] in _ARTICLES:
            phrase = phrase[1:]
        if not phrase:
            return []
        index = self._index
        counts: dict[int, float] = defaultdict(float)
        for word in phrase:
            rows = index.by_token.get(word[:4], ())
            if len(rows) > 2000:
                continue
            weight = 1.0 / (1 + len(rows)) ** 0.5
            for row in rows:
                counts[row] += weight
        said = " ".join(phrase)
        likely = sorted(counts, key=counts.__getitem__, reverse=True)[:40]
        best: dict[str, Near] = {}
        for row in likely:
            named, key = index.entries[row]
            likeness = _likeness(said, key)
            if likeness >= LIKE_ENOUGH and (named.id not in best or best[named.id].likeness < likeness):
                best[named.id] = Near(named, likeness)
        return sorted(best.values(), key=lambda near: (-near.likeness, near.named.name))


def _likeness(said: str, name: str) -> float:
    """Similarity of 100.

    A part of a name ("chicken soup" of "Grandma's chicken soup") counts, but less than the whole.

    `WRatio` and `token_set_ratio` were tested and give high values for wrong names on long lists.
    """
    whole = fuzz.token_sort_ratio(said, name)
    said_words, name_words = set(said.split()), set(name.split())
    if said_words <= name_words:
        return max(whole, 84.0 + 12.0 * len(said_words) / len(name_words))
    return whole


def clear_winner(near: list[Near]) -> Named | None:
    """The one name that matches, or `None` when no name is similar or two are equally probable."""
    if not near:
        return None
    if len(near) > 1 and near[0].likeness - near[1].likeness < MARGIN:
        return None
    return near[0].named
