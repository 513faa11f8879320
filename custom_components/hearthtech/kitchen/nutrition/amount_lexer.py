"""Tokenizer of amounts, units and sizes, from the left of a text."""

from functools import lru_cache
from pathlib import Path
import re

from ...language.fold import fold
from ...language.number_words import longest_phrase, phrases
from ...language.numbers import NUMBER
from ..yaml_files import read_expressions, read_yaml
from .model import Amount
from .quantity import GRAMS, ML, number
from .vocabulary import LineVocabulary, vocabulary

_NUMBER = re.compile(NUMBER)
_INCH = re.compile(r'(\d)\s?"')
_GLUED = re.compile(r"(\d)([^\W\d_]{1,14}\b)")
_UNIT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_LOST_SLASH = {12: 1 / 2, 13: 1 / 3, 14: 1 / 4, 18: 1 / 8, 23: 2 / 3, 34: 3 / 4}
_OF_SYSTEM: dict[str, dict[str, str]] = {
    "cup": {"metric": "metriccup", "australian": "metriccup", "imperial": "imperialcup"},
    "pint": {"imperial": "imperialpint", "australian": "imperialpint"},
    "floz": {"imperial": "imperialfloz"},
    "quart": {"imperial": "imperialquart"},
    "gallon": {"imperial": "imperialgallon"},
    "tbsp": {"australian": "australiantbsp"},
    "tsp": {},
    "oz": {},
    "lb": {},
}
"""Measures that differ between systems, and their units where they are not the US ones."""
# Read at import, which Home Assistant does outside its event loop.
_DATA = Path(__file__).with_name("data")
_WORDS = read_expressions(_DATA / "line_words.yaml")
_FOODS = {
    "liquid": rf"(?:\s*(?:{_WORDS['liquid_link']}))?\s*(?:{_WORDS['liquid']})",
    "fat": rf"(?:{_WORDS['fat_link']})?(?:{_WORDS['fat']})",
}
_ONLY_OF: dict[str, tuple[str | None, re.Pattern[str]]] = {
    measure: (one["unit"], re.compile(_FOODS[one["foods"]]))
    for measure, one in read_yaml(_DATA / "measures_of_some_foods.yaml").items()
}
"""Words that are a measure of some foods only; the unit that they are otherwise, and the foods."""
DISH_INCHES = 5
"""From here on inches are the width of a pie, not the length of a root."""
_MISSPELT_LENGTH = 5
"""Shorter units are not corrected: `can`, `ear` and `bar` are too similar to other words."""


def unglue(text: str) -> str:
    """Put a space between a number and the unit joined to it: `200g`."""
    return _GLUED.sub(r"\1 \2", text)


def restore_slash(value: float, written: str, words: LineVocabulary) -> float:
    """Read `14 cup` as ¼ cup: text that lost its slash keeps the singular of the unit."""
    if value not in _LOST_SLASH or fold(written) not in words.slash_units:
        return value
    return _LOST_SLASH[int(value)]


@lru_cache(maxsize=512)
def misspelt_unit(word: str, language: str) -> str | None:
    """Return the unit that a long word differs from by one error (`teasoon`, `tablesppons`)."""
    if len(word) < _MISSPELT_LENGTH:
        return None
    for spelling, unit in vocabulary(language).units.items():
        if (
            len(spelling) > _MISSPELT_LENGTH
            and spelling[0] == word[0]
            and abs(len(spelling) - len(word)) <= 2
            and _near(spelling, word)
        ):
            return unit
    return None


def _near(left: str, right: str) -> bool:
    """Whether one error (a letter left out, added, wrong or swapped) turns one into the other.

    Two in long words.
    """
    allowed = 2 if len(left) >= 9 else 1
    row = list(range(len(right) + 1))
    before: list[int] = []
    for place, char in enumerate(left, start=1):
        above, row_before = row, before
        row = [place]
        for column, other in enumerate(right, start=1):
            cost = min(above[column] + 1, row[-1] + 1, above[column - 1] + (char != other))
            if place > 1 and column > 1 and char == right[column - 2] and left[place - 2] == other:
                cost = min(cost, row_before[column - 2] + 1)
            row.append(cost)
        before = above
    return row[-1] <= allowed


class Cursor:
    """Reads amounts and units from the left of a text."""

    __slots__ = ("rest", "words")

    def __init__(self, text: str, words: LineVocabulary) -> None:
        self.rest = _INCH.sub(rf"\1 {words.inch} ", text) if '"' in text else text
        self.words = words

    def skip(self, *groups: frozenset[str]) -> bool:
        """Skip one word of the groups."""
        head, _, tail = self.rest.partition(" ")
        lowered = head.lower().rstrip(",")
        if any(lowered in group for group in groups):
            self.rest = tail.strip()
            return True
        if head[:1] == "~":
            self.rest = self.rest[1:].strip()
            return True
        return False

    def of(self) -> None:
        """Skip `of`, also if joined to the next word (`d'ail`)."""
        if not self.skip(self.words.of):
            for word in self.words.of:
                if word.endswith("'") and self.rest.lower().startswith(word):
                    self.rest = self.rest[len(word) :]
                    return

    def value(self) -> float | None:
        """Read one number, in digits or words."""
        found = _NUMBER.match(self.rest)
        if found and found[0].strip():
            value = number(found[0], self.words.language)
            after = self.rest[found.end() :]
            if value is not None and not after.startswith("%"):
                self.rest = after.lstrip()
                if value < 1:
                    self.article()
                return value
            return None
        head, _, tail = self.rest.partition(" ")
        word = fold(head).rstrip(",")
        if "-" in word and (value := self._hyphened(word)) is not None and tail:
            self.rest = tail.strip()
            self.skip(self.words.of)
            return value
        spelled = self.words.numbers.get(word)
        if spelled is None or not tail:
            return None
        self.rest = tail.strip()
        following, _, further = self.rest.partition(" ")
        follow = fold(following)
        if follow in self.words.numbers and further:
            second = self.words.numbers[follow]
            self.rest = further.strip()
            value = second if spelled == 1 and second > 1 else spelled * second
            if spelled < 1 and second == 1:
                value = spelled
            self.skip(self.words.of)
            if value < 1:
                self.article()
            return value
        first, hyphen, behind = following.partition("-")
        if spelled == 1 and hyphen and behind and (part := self.words.numbers.get(fold(first), 1.0)) < 1:
            # "un demi-citron"
            self.rest = f"{behind} {further}".strip()
            return part
        if spelled == int(spelled) and (part := self.half_after_unit()):
            return spelled + part
        if spelled < 1:
            self.skip(self.words.of)
            self.article()
        return spelled

    def article(self) -> bool:
        """Skip an article, and return whether there is one: `three quarters of a cup`."""
        head, _, tail = self.rest.partition(" ")
        if tail and self.words.numbers.get(fold(head)) == 1:
            self.rest = tail.strip()
            return True
        return False

    def half_after_unit(self) -> float:
        """Read a part behind a unit: 0.5 of `e mezzo`, `y media`, `and a half`; 0 if there is none."""
        said = self.rest.split(" ", 4)
        found = longest_phrase(
            [fold(word) for word in said[:3]], 0, phrases("numbers", "tails", self.words.language)
        )
        if found is None:
            return 0.0
        self.rest = " ".join(said[found[1] :])
        return found[0]

    def _hyphened(self, word: str) -> float | None:
        """The value of `two-thirds`, `one-half`, `twenty-four`."""
        first, _, second = word.partition("-")
        numbers = self.words.numbers
        if first not in numbers or second not in numbers:
            return None
        if numbers[second] < 1:
            return numbers[first] * numbers[second]
        return numbers[first] + numbers[second] if numbers[first] >= 20 and numbers[second] < 10 else None

    def range(self) -> tuple[float, float] | None:
        """Read a number or a range of numbers."""
        while self.skip(self.words.about):
            pass
        low = self.value()
        if low is None:
            return None
        before = self.rest
        high = self._second_end(low)
        if high is None:
            self.rest = before
            return low, low
        return low, high

    def _second_end(self, low: float) -> float | None:
        rest = self.rest
        if rest.startswith("-"):
            self.rest = rest[1:].lstrip()
        else:
            head, _, tail = rest.partition(" ")
            if fold(head) not in self.words.to or head == "-":
                return None
            self.rest = tail.strip()
        if not _NUMBER.match(self.rest) and fold(self.rest.partition(" ")[0]) in self.words.articles:
            return None
        high = self.value()
        return high if high is not None and high > low else None

    def unit(self) -> str | None:
        """Read a unit."""
        folded = fold(self.rest)
        if found := self.words.fluid_ounce.match(folded):
            self.rest = self.rest[found.end() :].strip()
            return "floz"
        if found := self.words.system.match(folded):
            start = self.rest
            self.rest = self.rest[found.end() :]
            unit = self.unit()
            if unit in _OF_SYSTEM:
                return _OF_SYSTEM[unit].get(self.words.systems[found[1]], unit)
            self.rest = start
            return None
        found = _UNIT_WORD.match(self.rest)
        if not found or folded.startswith(self.words.named_units):
            return None
        written = found[0]
        word = fold(written).rstrip(".")
        unit = self.words.capital_units.get(written.rstrip(".")) or self.words.units.get(word)
        length = found.end()
        if unit is None and "-" in word:
            first = word.partition("-")[0]
            unit = self.words.units.get(first)
            length = len(first)
        if unit is None and word not in self.words.preparation and word not in self.words.sizes:
            unit = misspelt_unit(word, self.words.language)
            length = found.end()
        if unit is None:
            return None
        after = self.rest[length:].lstrip(" -")
        if (nouns := _ONLY_OF.get(written.lower())) is not None and self.words.language in {"fr", "it"}:
            other, pattern = nouns
            if not pattern.match(fold(after)):
                if other is None:
                    return None
                unit = other
        self.rest = after
        return self._of_system_behind(unit)

    def _of_system_behind(self, unit: str) -> str:
        """Skip a system behind a measure that differs between systems (`tasse américaine`); the unit of that system."""
        head, _, tail = self.rest.partition(" ")
        system = self.words.systems.get(fold(head)) if unit in _OF_SYSTEM and tail else None
        if system is None:
            return unit
        self.rest = tail.strip()
        return _OF_SYSTEM[unit].get(system, unit)

    def size(self) -> str | None:
        """Read a size."""
        head, _, tail = self.rest.partition(" ")
        lowered = fold(head).rstrip(",.")
        second, _, further = tail.partition(" ")
        if (both := self.words.sizes.get(f"{lowered} {fold(second)}")) is not None:
            self.rest = further.strip()
            return both
        if lowered in self.words.sizes and tail:
            self.rest = tail.strip()
            found = self.words.sizes[lowered]
            nested = self.size()
            return nested if nested is not None and not found else found
        return None


def read_amount(cursor: Cursor) -> Amount | None:
    """Read number, range and unit at the cursor; do not move the cursor when there is none."""
    start = cursor.rest
    span = cursor.range()
    if span is None:
        cursor.rest = start
        return None
    if cursor.rest[:1].isdigit():
        cursor.rest = unglue(cursor.rest)
    unit = cursor.unit()
    return Amount(low=span[0], high=span[1], unit=unit)


def read_package(cursor: Cursor, text: str) -> tuple[Amount, str | None] | None:
    """Read `14-oz can`, `400 g tins`: the size of one package and its kind."""
    trial = Cursor(text, cursor.words)
    amount = read_amount(trial)
    if amount is None or amount.unit not in GRAMS | ML | {"inch": 1.0, "cm": 0.4}:
        return None
    if trial.rest[:1] in {"/", "|"}:
        trial.rest = trial.rest[1:].strip()
        read_amount(trial)
    while trial.size() is not None:
        pass
    unit = trial.unit()
    if unit is None or unit not in cursor.words.containers:
        if amount.unit == "inch" and unit is not None:
            cursor.rest = trial.rest
            return amount, unit
        if amount.unit == "inch" and amount.low >= DISH_INCHES:
            cursor.rest = trial.rest
            return amount, None
        return None
    cursor.rest = trial.rest
    return amount, unit
