"""Which ingredients a step speaks of, by the words of their names."""

from collections.abc import Sequence
import re

from custom_components.hearthtech.kitchen.recipes.model import Ingredient
from custom_components.hearthtech.kitchen.recipes.words import fold, forms_of

from .found import Found

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ALL = re.compile(
    r"\b(?:(?:all (?:of )?)?(?:the |your )?(?:other |remaining )?ingredients|everything(?: else)?|alle (?:zutaten)|alles|tous les ingrédients|todos los ingredientes|tutti gli ingredienti)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:dry|wet|main|sauce|dressing|filling|topping|marinade|trockenen|secs)\s+$", re.IGNORECASE
)
# Words of a name that say how it is, not what it is.
_WEAK = frozenset(
    [
        "all",
        "and",
        "any",
        "baby",
        "baked",
        "best",
        "big",
        "bite",
        "boiled",
        "boneless",
        "canned",
        "chopped",
        "coarse",
        "cold",
        "cooked",
        "crushed",
        "cubed",
        "cut",
        "dark",
        "diced",
        "dried",
        "drained",
        "dry",
        "each",
        "extra",
        "fat",
        "fine",
        "finely",
        "firm",
        "for",
        "free",
        "freshly",
        "fresh",
        "frozen",
        "full",
        "good",
        "grated",
        "great",
        "ground",
        "half",
        "hard",
        "heavy",
        "homemade",
        "hot",
        "instant",
        "kosher",
        "large",
        "lean",
        "leftover",
        "light",
        "little",
        "long",
        "low",
        "medium",
        "mild",
        "minced",
        "mixed",
        "natural",
        "new",
        "of",
        "old",
        "optional",
        "or",
        "organic",
        "pack",
        "peeled",
        "piece",
        "pieces",
        "plain",
        "plus",
        "pure",
        "purpose",
        "quality",
        "quick",
        "raw",
        "ready",
        "reduced",
        "regular",
        "ripe",
        "roasted",
        "rolled",
        "room",
        "rough",
        "salted",
        "sea",
        "self",
        "serving",
        "short",
        "shredded",
        "skin",
        "skinless",
        "sliced",
        "slices",
        "small",
        "smoked",
        "sodium",
        "soft",
        "softened",
        "some",
        "sour",
        "stock",
        "strong",
        "style",
        "sweet",
        "table",
        "tender",
        "thick",
        "thin",
        "tin",
        "to",
        "toasted",
        "unsalted",
        "untreated",
        "warm",
        "whole",
        "wild",
        "with",
        "without",
        "young",
        "your",
        "black",
        "blue",
        "brown",
        "green",
        "orange",
        "purple",
        "red",
        "white",
        "yellow",
        "golden",
        "american",
        "chinese",
        "french",
        "greek",
        "italian",
        "mexican",
        "spanish",
        "thai",
        "double",
        "single",
        "heaped",
        "juice",
        "leaves",
        "leaf",
        "powder",
        "sauce",
        "seeds",
        "seed",
        "zest",
        "paste",
        "sticks",
        "stalks",
    ]
)


_MOST_CANDIDATES = 40
"""Lines that share a word; a recipe in which more do is no recipe."""


class Mentions:
    """Finds the ingredients of one recipe in its steps. Made once a recipe, asked once a step."""

    def __init__(self, ingredients: Sequence[Ingredient]) -> None:
        from custom_components.hearthtech.kitchen.food import parse_line

        self._sections = [line.section for line in ingredients]
        self._by_word: dict[str, list[int]] = {}
        self._names: list[tuple[str, ...]] = []
        self._forms: list[frozenset[str]] = []
        for at, line in enumerate(ingredients):
            name = tuple(fold(word) for word in _WORD.findall(parse_line(line.text).name))
            self._names.append(name)
            self._forms.append(frozenset(form for word in name for form in forms_of(word)))
            for word in dict.fromkeys(name):
                for form in forms_of(word):
                    self._by_word.setdefault(form, []).append(at)

    def in_step(self, text: str, section: str | None) -> list[Found[int]]:
        """Indices of the ingredients, each at the place that names it best."""
        words = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        best: dict[int, Found[int]] = {}
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
                    place, Found(value=place, confidence=0.5, start=match.start(), end=match.end())
                )
        return sorted(best.values(), key=lambda item: (item.start, item.value))

    def _places(self, section: str | None) -> list[int]:
        inside = [at for at, name in enumerate(self._sections) if name == section]
        return inside if section is not None and inside else list(range(len(self._sections)))[:200]

    def _longest(
        self, words: Sequence[tuple[str, int, int]], at: int, section: str | None
    ) -> tuple[int, list[Found[int]]]:
        """The ingredients whose names share most words with the run that starts here, and how long that is."""
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
    ) -> list[Found[int]]:
        if len(names) > 1:
            # The line of the step's own section is meant, where there is one.
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
        return [Found(value=place, confidence=confidence, start=start, end=end) for place in names]
