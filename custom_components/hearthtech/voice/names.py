"""Lists of names the kitchen hands in: recipes, burners, people, foods. Exact by lookup, near by likeness.

A change of a list is worked in slices, so that a book of 10,000 recipes never holds up an event loop.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
import re

from .automaton import Value
from .text import tokens

SLICE = 100
"""Names worked between two yields: about 2 ms."""
MARGIN = 6.0
"""How much likelier (of 100) the best name must be than the next to be taken without asking."""
LIKE_ENOUGH = 80.0
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "some",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "einen",
        "le",
        "la",
        "les",
        "un",
        "une",
        "el",
        "los",
        "las",
        "una",
        "il",
        "lo",
        "gli",
        "i",
        "l",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """One value of a list. `aliases` are other names for the same thing."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A name that is like what was said, `likeness` of 100."""

    named: Named
    likeness: float


@dataclass(slots=True)
class _Index:
    by_words: dict[str, Named] = field(default_factory=dict)
    """Names by their words, as said; those of two things are in `twice`."""
    by_sorted: dict[str, Named | None] = field(default_factory=dict)
    """Names by their words in alphabetical order; `None` where two things share them."""
    by_token: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    entries: list[tuple[Named, str]] = field(default_factory=list)
    longest: int = 0


class NameList:
    """One list of names in one language."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._index = _Index()
        self._generation = 0

    def __len__(self) -> int:
        return len({named.id for named, _ in self._index.entries})

    def update(self, names: Iterable[Named]) -> None:
        """Take new names, all at once: for few names, and where nothing else waits."""
        for _ in self.update_in_slices(names):
            pass

    def update_in_slices(self, names: Iterable[Named]) -> Iterator[None]:
        """Take new names, a slice at each step; the old names serve until the last. A later update wins."""
        self._generation += 1
        generation = self._generation
        index = _Index()
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

    def _enter(self, index: _Index, named: Named, words: list[str]) -> None:
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
        """The names that begin at `start`, their words as written, possessives and word order forgiven."""
        index = self._index
        for end in range(start + 1, min(len(words), start + index.longest) + 1):
            piece = words[start:end]
            named = index.by_words.get(" ".join(piece))
            if named is None and len(piece) > 1:
                named = index.by_sorted.get(" ".join(sorted(piece)))
            if named is not None:
                yield Value(value=named.name, id=named.id, end=end, literal=end - start)

    def near(self, phrase: list[str]) -> list[Near]:
        """The names most like a phrase, best first. Two within `MARGIN` of each other should be asked about."""
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
    """Likeness of 100. A part of a name ("chicken soup" of "Grandma's chicken soup") counts, but less than the whole.

    `WRatio` and `token_set_ratio` were tried and give confident junk on long lists.
    """
    from rapidfuzz import fuzz

    whole = fuzz.token_sort_ratio(said, name)
    said_words, name_words = set(said.split()), set(name.split())
    if said_words <= name_words:
        return max(whole, 84.0 + 12.0 * len(said_words) / len(name_words))
    return whole


def clear_winner(near: list[Near]) -> Named | None:
    """The one name that is meant, or `None` when nothing is like it or two are as likely."""
    if not near:
        return None
    if len(near) > 1 and near[0].likeness - near[1].likeness < MARGIN:
        return None
    return near[0].named
