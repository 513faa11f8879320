"""Find the ingredients that a step mentions, by the words of their names."""

from collections.abc import Sequence
import re

from ....language.lazy_pattern import LazyPattern
from ....language.singular import forms
from ...nutrition import parse_line
from ..model import Ingredient
from ..word_lists import expressions
from ..words import search_text
from .span import ExtractedFact

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Read at import, which Home Assistant does outside its event loop.
_WORDS = expressions("step_words")
_ALL = LazyPattern(rf"\b(?:{_WORDS['all']})\b", re.IGNORECASE)
_SOME = LazyPattern(rf"\b(?:{_WORDS['some']})\s+$", re.IGNORECASE)
# Words of a name that describe its state, not the food.
_WEAK = frozenset(_WORDS["weak"].split("|"))


_MOST_CANDIDATES = 40
"""Greatest number of lines that share a word."""


class Mentions:
    """Finds the ingredients of one recipe in its steps. Create it once per recipe, call it once per step."""

    def __init__(self, ingredients: Sequence[Ingredient]) -> None:
        self._sections = [line.section for line in ingredients]
        self._by_word: dict[str, list[int]] = {}
        self._names: list[tuple[str, ...]] = []
        self._forms: list[frozenset[str]] = []
        for at, line in enumerate(ingredients):
            name = tuple(search_text(word) for word in _WORD.findall(parse_line(line.text).name))
            self._names.append(name)
            self._forms.append(frozenset(form for word in name for form in forms(word)))
            for word in dict.fromkeys(name):
                for form in forms(word):
                    self._by_word.setdefault(form, []).append(at)

    def in_step(self, text: str, section: str | None) -> list[ExtractedFact[int]]:
        """Indices of the ingredients, each at its best match."""
        words = [(search_text(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        best: dict[int, ExtractedFact[int]] = {}
        at = 0
        while at < len(words):
            length, found = self._longest(words, at, section)
            for item in found:
                if item.value not in best or best[item.value].confidence < item.confidence:
                    best[item.value] = item
            at += max(length, 1)
        for match in _ALL.finditer(text):
            if _SOME.search(text[: match.start()]) or "other" in match[0] or "remaining" in match[0]:
                continue
            for place in self._places(section):
                best.setdefault(
                    place, ExtractedFact(value=place, confidence=0.5, start=match.start(), end=match.end())
                )
        return sorted(best.values(), key=lambda item: (item.start, item.value))

    def _places(self, section: str | None) -> list[int]:
        inside = [at for at, name in enumerate(self._sections) if name == section]
        return inside if section is not None and inside else list(range(len(self._sections)))[:200]

    def _longest(
        self, words: Sequence[tuple[str, int, int]], at: int, section: str | None
    ) -> tuple[int, list[ExtractedFact[int]]]:
        """The ingredients whose names share most words with the text from here on, and the number of words."""
        word, start, end = words[at]
        candidates = self._by_word.get(word, ())
        if not candidates:
            return 1, []
        length, names = 0, []
        for place in candidates[:_MOST_CANDIDATES]:
            run = self._run(words, at, self._forms[place])
            if run > length:
                length, names = run, [place]
            elif run == length:
                names.append(place)
        strong = [word for word, _, _ in words[at : at + length] if word not in _WEAK]
        if not strong:
            return 1, []
        end = words[at + length - 1][2]
        return length, self._sure(names, length, section, start, end)

    @staticmethod
    def _run(words: Sequence[tuple[str, int, int]], at: int, own: frozenset[str]) -> int:
        length = 0
        while at + length < len(words) and words[at + length][0] in own and length < 6:
            length += 1
        return length

    def _sure(
        self, names: list[int], length: int, section: str | None, start: int, end: int
    ) -> list[ExtractedFact[int]]:
        if len(names) > 1:
            # Prefer the line of the step's own section, if there is one.
            own = (
                [place for place in names if self._sections[place] == section] if section is not None else []
            )
            names = own or names
        if len(names) == 1:
            name = self._names[names[0]]
            strong = [word for word in name if word not in _WEAK]
            confidence = 0.95 if length >= len(name) else 0.85 if len(strong) <= length else 0.7
        else:
            confidence = 0.5
            whole = [place for place in names if length >= len(self._names[place])]
            names = (whole or names)[:1]
        return [ExtractedFact(value=place, confidence=confidence, start=start, end=end) for place in names]
