"""The parts of an utterance that no sentence of the grammar has: words by class, values, and names, in any order.

"Hang on, give them another five" has words of change and of more, and a number; "get rid of the soup" has a word of
removal and a name. What the parts ask for depends on what was talked about: the dialogue decides (`assist`).
The words are data (`voice/data/<language>/topic_words.yaml`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .answer_reader import answer_words
from .automaton import SlotValue, ValueList
from .data_files import read_data
from .text import tokens

SMALL = "small"
"""The class of words that say nothing by themselves."""
OF = "of"
"""The class of words that may be within a name: "leaves of parsley"."""
NAME = "name"
"""The class of words that belong to nothing else: the name of a food, a dish or a timer."""
VALUES = ("duration", "day", "daytime", "meal", "nutrient", "person", "recipe", "unit", "number")
"""The lists whose values are parts. Of two that begin at a word, the longer one counts, then the first one here."""
_NAMED = frozenset({"person", "recipe"})
"""Lists of which only what the household has counts."""
_SAID_BY_CLASS = {"daytime": "meal"}
"""Lists that give values of another list."""
_MERGED = ("lead_ins", "corrections", "trailers", "particles")
"""Lists of `follow_ups.yaml` whose words are small too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an utterance: its words, their classes, and its value if it is one of a list."""

    words: tuple[str, ...]
    classes: frozenset[str]
    value: SlotValue | None = None
    id: str | None = None
    at: int = 0
    """The place of its first word."""


@dataclass(frozen=True, slots=True)
class SpokenParts:
    """An utterance in parts."""

    parts: tuple[Part, ...]

    def has(self, name: str) -> bool:
        """Whether a part is of this class."""
        return any(name in part.classes for part in self.parts)

    def of(self, name: str) -> list[Part]:
        """The parts of this class, in order."""
        return [part for part in self.parts if name in part.classes]

    @property
    def names(self) -> list[str]:
        """The names, each of one or more words."""
        return [" ".join(part.words) for part in self.of(NAME)]

    def only(self, allowed: Collection[str]) -> bool:
        """Whether each part is small, or of one of these classes."""
        return all(SMALL in part.classes or not part.classes.isdisjoint(allowed) for part in self.parts)


class PartsReader:
    """The reader of one language.

    Args:
        code: The language.
        lists: Lists of values by name, as templates use them.
    """

    def __init__(self, code: str, lists: Mapping[str, ValueList]) -> None:
        self._lists = lists
        self._classes = _classes(code)
        self._longest = max(map(len, self._classes), default=0)

    def read(self, words: Sequence[str]) -> SpokenParts:
        """The parts of an utterance; none if the language has no words for them."""
        return SpokenParts(tuple(_joined(self._parts(list(words)))) if self._classes else ())

    def trimmed(self, words: Sequence[str], *, leading: bool = True) -> list[str]:
        """The words of a name without the small words before and after it; empty if it has only such words."""
        kept = list(words)
        while leading and kept and SMALL in self._classes.get((kept[0],), ()):
            del kept[0]
        while kept and SMALL in self._classes.get((kept[-1],), ()):
            del kept[-1]
        return kept

    def _parts(self, words: list[str]) -> Iterator[Part]:
        position = 0
        while position < len(words):
            part = self._at(words, position)
            end = position + (1 if part is None else len(part.words))
            if part is None:
                while end < len(words) and self._at(words, end) is None:
                    end += 1
                part = Part(words=tuple(words[position:end]), classes=frozenset({NAME}), at=position)
            yield part
            position = end

    def _at(self, words: list[str], start: int) -> Part | None:
        """The longest value or entry at a place. Of the same length, a word is both."""
        value = self._value(words, start)
        for length in range(min(self._longest, len(words) - start), 0, -1):
            entry = tuple(words[start : start + length])
            if value is not None and len(value.words) > length:
                return value
            if entry not in self._classes:
                continue
            if value is not None and len(value.words) == length and not self._is_article(value, entry):
                return Part(
                    words=entry,
                    classes=value.classes | self._classes[entry],
                    value=value.value,
                    id=value.id,
                    at=start,
                )
            return Part(words=entry, classes=self._classes[entry], at=start)
        return value

    def _is_article(self, value: Part, entry: tuple[str, ...]) -> bool:
        """Whether a word for a number is only a small word: "one", "ein"."""
        return "number" in value.classes and SMALL in self._classes[entry] and not entry[0][0].isdigit()

    def _value(self, words: list[str], start: int) -> Part | None:
        best: Part | None = None
        for name in VALUES:
            for one in self._lists[name](words, start):
                if name in _NAMED and one.id is None:
                    continue
                if best is None or one.end - start > len(best.words):
                    said = frozenset({_SAID_BY_CLASS.get(name, name)})
                    best = Part(
                        words=tuple(words[start : one.end]),
                        classes=said,
                        value=one.value,
                        id=one.id,
                        at=start,
                    )
        return best


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Join two names with a word such as "of" between them to one."""
    found: list[Part] = []
    for part in parts:
        found.append(part)
        while len(found) > 2 and found[-1].classes == found[-3].classes == {NAME} and OF in found[-2].classes:
            first, between, last = found[-3:]
            words = (*first.words, *between.words, *last.words)
            found[-3:] = [Part(words=words, classes=first.classes, at=first.at)]
    return iter(found)


@cache
def _classes(code: str) -> Mapping[tuple[str, ...], frozenset[str]]:
    """The classes of each entry. The first call reads files."""
    content = read_data(code, "topic_words.yaml")
    if not content:
        return {}
    found: dict[tuple[str, ...], set[str]] = {}

    def add(name: str, listed: str) -> None:
        for entry in listed.split(","):
            if words := tuple(tokens(entry, code)):
                found.setdefault(words, set()).add(name)

    for name, listed in content.items():
        add(name, str(listed))
    follow_ups = read_data(code, "follow_ups.yaml")
    for name in _MERGED:
        add(SMALL, str(follow_ups.get(name, "")))
    add(SMALL, ",".join(answer_words(code).joins))
    return {words: frozenset(names) for words, names in found.items()}


@cache
def words_within_names(code: str) -> frozenset[str]:
    """The single words that may be within the name of a food. The first call reads files."""
    return _single_words(code, OF)


@cache
def small_words_of(code: str) -> frozenset[str]:
    """The single words that say nothing by themselves. The first call reads files."""
    return _single_words(code, SMALL)


def _single_words(code: str, name: str) -> frozenset[str]:
    return frozenset(words[0] for words, names in _classes(code).items() if name in names and len(words) == 1)
