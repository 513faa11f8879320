"""Names of burners in speech: by name, by a part of their place ("the left one"), by size or by number.

A value that matches exactly one burner has its id. A value that matches several has none: the dialogue then
asks which of them is meant.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..language.numbers import number_at
from .automaton import Value, ValueList
from .burner_words import burner_words
from .names import Named, NameList
from .request_words import request_words
from .text import tokens

_PRONOUNS = request_words("burner_one")
"""Words in place of the noun for a burner, after which a number is none of it."""


class BurnerNames(NameList):
    """The burners of a household in one language."""

    def __init__(
        self,
        language: str,
        positions: Mapping[str, tuple[str, ...]],
        compounds: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(language)
        self._words = burner_words(language)
        self._code = language
        self._places: dict[str, tuple[str, ...]] = {
            word: (place,) for place, words in positions.items() for word in map(_one, words) if word
        }
        self._places.update(compounds or {})
        self._by_place: tuple[tuple[Named, frozenset[str]], ...] = ()

    def update_in_slices(self, names: Iterable[Named]) -> Iterator[None]:
        """Replace the names; a later update wins."""
        given = tuple(names)
        yield from super().update_in_slices(given)
        english = _ENGLISH_PLACES
        self._by_place = tuple(
            (
                named,
                frozenset(
                    place
                    for word in tokens(named.name, self._code)
                    for place in self._places.get(word, english.get(word, ()))
                ),
            )
            for named in given
        )

    def __call__(self, words: list[str], start: int) -> Iterator[Value]:
        """The names that begin at `start`, then values that match burners by place, size or number."""
        full = -1
        for value in super().__call__(words, start):
            full = max(full, value.end)
            yield value
        for end, found in self._described(words, start):
            if end != full and found:
                name = found[0].name if len(found) == 1 else " ".join(words[start:end])
                identifier = found[0].id if len(found) == 1 else None
                yield Value(value=name, id=identifier, end=end, literal=end - start)

    def meant(self, words: list[str]) -> list[Named]:
        """The burners that a description matches: those of the longest description among the words."""
        best: tuple[int, list[Named]] = (0, [])
        for start in range(len(words)):
            for end, found in self._described(words, start):
                if found and end - start > best[0]:
                    best = end - start, found
        return best[1]

    def nearest(self, words: list[str], identifier: str) -> Named | None:
        """Of several burners that match a description, the one whose place is most similar to another burner's.

        "No, the front one" after a question about the back left burner means the front left one.
        """
        places = {named.id: its for named, its in self._by_place}
        here = places.get(identifier, frozenset())
        shared = [
            (len(places[named.id] & here), named) for named in self.meant(words) if named.id != identifier
        ]
        most = max((count for count, _ in shared), default=0)
        best = [named for count, named in shared if count == most]
        return best[0] if most > 0 and len(best) == 1 else None

    def _described(self, words: list[str], start: int) -> Iterator[tuple[int, list[Named]]]:
        numbered = self._numbered(words, start)
        if numbered is not None:
            yield numbered
        places: set[str] = set()
        size = ""
        position = start
        while position < len(words):
            word = words[position]
            if (found := self._places.get(word)) is not None:
                places.update(found)
            elif word in self._words.large and not size:
                size = "large"
            elif word in self._words.small and not size:
                size = "small"
            elif position > start and word in self._words.joins:
                position += 1
                continue
            elif position > start and word in self._words.nouns:
                pass
            else:
                return
            position += 1
            yield position, self._fitting(places, size)

    def _numbered(self, words: list[str], start: int) -> tuple[int, list[Named]] | None:
        """The meaning of "burner two": by the number at the end of its id."""
        if words[start] not in self._words.nouns or words[start] in _PRONOUNS:
            return None
        found = number_at(words, start + 1, self._code)
        if found is None or found[0] != int(found[0]):
            return None
        number = str(int(found[0]))
        return found[1], [named for named, _ in self._by_place if named.id.rpartition("/")[2] == number]

    def _fitting(self, places: set[str], size: str) -> list[Named]:
        # If two stoves have burners of the same name, the first is chosen, as with a whole name.
        fitting = list(
            {named.name: named for named, its in reversed(self._by_place) if places <= its}.values()
        )
        fitting.reverse()
        if not size or not fitting:
            return fitting if places else []
        sizes = [named.size for named in fitting]
        if any(value is None for value in sizes):
            return fitting
        known = [value for value in sizes if value is not None]
        wanted = max(known) if size == "large" else min(known)
        return [named for named in fitting if named.size == wanted]


def _one(words: str) -> str:
    found = tokens(words)
    return found[0] if len(found) == 1 else ""


_ENGLISH_PLACES = {
    "front": ("front",), "back": ("back",), "rear": ("back",), "left": ("left",), "right": ("right",), "middle": ("middle",),
    "center": ("middle",), "centre": ("middle",),
}  # fmt: skip


def all_named(words: list[str], burners: ValueList) -> tuple[str, ...]:
    """The ids of the clearly named burners, each once, in the order of the words."""
    named: dict[str, None] = {}
    position = 0
    while position < len(words):
        found = max(burners(words, position), key=lambda value: value.end, default=None)
        if found is not None and found.id is not None:
            named[found.id] = None
        position = position + 1 if found is None else found.end
    return tuple(named)
