"""The words by which people turn heat off, by language, and the division of an utterance into classes of words.

The words are data (`voice/data/<language>/off.yaml`, `clock_numbers.yaml`), loaded once for each language by `vocabulary`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
import re

from ...language.fold import fold
from ...language.number_words import spellings
from ...language.numbers import spell_fractions
from ...language.word_data import word_data
from ..data_files import read_data, supported
from ..text import split_word

MAX_CHARACTERS = 65_536
"""Longer input is cut."""
LONGEST_WORD = 24
"""Longer words are not compared with known words."""
FUZZY_CLASSES = (
    "off_verb", "stove", "burner", "burners", "front", "back", "left", "right", "container", "turn", "food", "all",
)  # fmt: skip
"""The classes whose words are recognized with one wrong, missing or additional letter."""
FUZZY_LENGTH = 5
"""The fewest letters of a word that is recognized with a wrong letter."""

_TOKEN = re.compile(r"\d{1,2}[:h]\d{2}\b|\d+(?:[.,]\d+)?|[^\W\d_]+(?:['-][^\W\d_]+)*|[.!?;\n…]+|,|[:—–]")
_REPEATED_LETTER = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLE_LETTER = re.compile(r"(.)\1")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class VocabularyItem:
    """One or more words of an utterance that together are one entry of the vocabulary, or one unknown word.

    `classes` is empty for an unknown word. A mark of punctuation has the class `mark` or `comma`.
    """

    words: tuple[str, ...]
    classes: frozenset[str]

    def __contains__(self, name: str) -> bool:
        return name in self.classes

    def any(self, names: frozenset[str]) -> bool:
        """Whether the item belongs to one of these classes."""
        return not self.classes.isdisjoint(names)


class OffVocabulary:
    """The vocabulary of one language. `numbers`: the numbers from 1 to 99 in words, folded."""

    def __init__(self, language: str, entries: dict[str, str], numbers: Mapping[str, int]) -> None:
        self.language = language
        self.numbers = numbers
        self._accents: dict[str, str] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], set[str]]]] = defaultdict(list)
        self._prefixes: dict[str, set[str]] = defaultdict(set)
        self._near: dict[str, set[str]] = defaultdict(set)
        self._classes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        order = frozenset(_entries(entries.pop("order", "")))
        self.verb_final = "verb_final" in order
        """Whether the particle of a verb ends the sentence: "mach … aus", "zet … uit"."""
        self.minutes_first = "minutes_first" in order
        """Whether minutes precede the hour: "ten past six", "zehn nach sechs"."""
        for pair in _entries(entries.pop("accents", "")):
            said, _, replacement = pair.partition("=")
            self._accents[said] = replacement
        for name, listed in entries.items():
            for entry in _entries(listed):
                if entry.endswith("*"):
                    self._prefixes[fold(entry[:-1])].add(name)
                    continue
                words = tuple(word for word in self._words(entry) if word)
                if words:
                    self._classes[words].add(name)
        self._index()

    def entries(self, name: str) -> list[str]:
        """All entries of a class, folded."""
        return [" ".join(words) for words, classes in self._classes.items() if name in classes]

    def items(self, text: str) -> list[VocabularyItem]:
        """An utterance as items: at each position the longest entry that begins there."""
        words = self._words(_REPEATED_LETTER.sub(r"\1\1", text[:MAX_CHARACTERS]))
        found: list[VocabularyItem] = []
        position = 0
        while position < len(words):
            item = self._item_at(words, position)
            found.append(item)
            position += len(item.words)
        return found

    def _words(self, text: str) -> list[str]:
        if self._accents:
            text = _WORD.sub(lambda found: self._accents.get(found[0].lower(), found[0]), text)
        words: list[str] = []
        for word in _TOKEN.findall(fold(spell_fractions(text))):
            if word[0].isdigit() or not word[0].isalpha():
                words.append(word)
                continue
            for part in word.split("-"):
                words.extend(split_word(part, self.language))
        return [word for word in words if word]

    def _item_at(self, words: list[str], position: int) -> VocabularyItem:
        word = words[position]
        if not (word[0].isalpha() or word[0].isdigit()):
            return VocabularyItem((word,), frozenset({"comma" if word == "," else "mark"}))
        for entry, classes in self._by_first.get(word, ()):
            if tuple(words[position : position + len(entry)]) == entry:
                return VocabularyItem(entry, frozenset(classes))
        if word[0].isdigit():
            return VocabularyItem((word,), frozenset({"number"}))
        if (
            len(word) >= FUZZY_LENGTH
            and (single := _DOUBLE_LETTER.sub(r"\1", word)) != word
            and (known := self._classes.get((single,)))
        ):
            return VocabularyItem((word,), frozenset(known))
        return VocabularyItem((word,), self._like(word))

    def _like(self, word: str) -> frozenset[str]:
        """The classes of the words that differ from an unknown word in one letter."""
        for prefix, begun in self._prefixes.items():
            if word.startswith(prefix):
                return frozenset(begun)
        if not FUZZY_LENGTH - 1 <= len(word) <= LONGEST_WORD:
            return frozenset()
        classes: set[str] = set()
        for variant in _variants(word):
            classes |= self._near.get(variant, set())
        return frozenset({*classes, "near"}) if classes else frozenset()

    def _index(self) -> None:
        for words, classes in self._classes.items():
            self._by_first[words[0]].append((words, classes))
            near = classes.intersection(FUZZY_CLASSES)
            if near and len(words) == 1 and FUZZY_LENGTH <= len(words[0]) <= LONGEST_WORD:
                for variant in _variants(words[0]):
                    self._near[variant] |= near
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))


@lru_cache(maxsize=4096)
def _variants(word: str) -> tuple[str, ...]:
    """The word, and the word without each of its letters: two words share one if they differ in one letter."""
    return (word, *(word[:n] + word[n + 1 :] for n in range(1, len(word))))


def _entries(listed: str) -> Iterator[str]:
    for entry in listed.split(","):
        if entry := entry.strip().lower():
            yield entry


def _load(language: str) -> dict[str, str]:
    entries = {name: str(listed) for name, listed in read_data(language, "off.yaml").items()}
    # A timer is turned off like a burner, and is none.
    timers = read_data(language, "timers_and_lists.yaml").get("timer", "")
    entries["foreign"] = f"{entries.get('foreign', '')}, {timers}"
    return entries


def _numbers(language: str) -> dict[str, int]:
    """The numbers from 1 to 99 in words, folded; without a list of them, as written in one word."""
    listed = read_data(language, "clock_numbers.yaml")
    if not listed:
        spelled = {word: value for value in range(1, 100) for word in spellings(value, language)}
        return spelled | dict.fromkeys(word_data(language)["numbers"]["articles"], 1)
    return {said: int(number) for number, words in listed.items() for said in _entries(words)}


@cache
def _vocabulary(language: str) -> OffVocabulary:
    return OffVocabulary(language, _load(language), _numbers(language))


def vocabulary(language: str) -> OffVocabulary:
    """The vocabulary of a language tag such as `de-CH`; English if the language is not supported."""
    return _vocabulary(supported(language))


def has_class(items: Iterable[VocabularyItem], *names: str) -> bool:
    """Whether one of the items belongs to one of the classes."""
    wanted = frozenset(names)
    return any(item.any(wanted) for item in items)
