"""Reads amounts, units and sizes from the left of a text."""

from functools import lru_cache
import re

from custom_components.hearthtech.kitchen.food.model import Amount
from custom_components.hearthtech.kitchen.food.quantity import GRAMS, ML, NUMBER, number
from custom_components.hearthtech.kitchen.food.text import plain
from custom_components.hearthtech.kitchen.food.vocabulary import Vocabulary, vocabulary

_NUMBER = re.compile(NUMBER)
_INCH = re.compile(r'(\d)\s?"')
_GLUED = re.compile(r"(\d)([^\W\d_]{1,14}\b)")
_FLOZ = re.compile(r"\b(?:fl\.?|fluid)\s?(?:oz|ounces?)\b\.?", re.IGNORECASE)
_UNIT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_LOST_SLASH = {12: 1 / 2, 13: 1 / 3, 14: 1 / 4, 18: 1 / 8, 23: 2 / 3, 34: 3 / 4}
DISH_INCHES = 5
"""From here on inches are the width of a pie, not the length of a root."""
_MISSPELT_LENGTH = 5
"""Shorter units are not guessed at: `can`, `ear` and `bar` are too near to other words."""


def unglue(text: str) -> str:
    """Put a blank between a number and the unit glued to it: `200g`."""
    return _GLUED.sub(r"\1 \2", text)


def restore_slash(value: float, written: str) -> float:
    """Read `14 cup` as ¼ cup: text that lost its slash keeps the singular of the unit."""
    return (
        _LOST_SLASH.get(int(value), value)
        if written in {"cup", "teaspoon", "tablespoon"} and value in _LOST_SLASH
        else value
    )


@lru_cache(maxsize=512)
def misspelt_unit(word: str, language: str) -> str | None:
    """Return the unit a long word is one slip away from (`teasoon`, `tablesppons`)."""
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
    """Whether one slip (a letter left out, added, wrong or swapped) turns one into the other; two in long words."""
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

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.rest = _INCH.sub(r"\1 inch ", text) if '"' in text else text
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
        """Skip `of`, also where it is glued to the next word (`d'ail`)."""
        if not self.skip(self.words.of):
            for word in self.words.of:
                if word.endswith("'") and self.rest.lower().startswith(word):
                    self.rest = self.rest[len(word) :]
                    return

    def value(self) -> float | None:
        """Read one number, in digits or words."""
        found = _NUMBER.match(self.rest)
        if found and found[0].strip():
            value = number(found[0])
            after = self.rest[found.end() :]
            if value is not None and not after.startswith("%"):
                self.rest = after.lstrip()
                if value < 1 and self.rest.startswith(("a ", "an ")):
                    self.rest = self.rest.partition(" ")[2]
                return value
            return None
        head, _, tail = self.rest.partition(" ")
        word = plain(head).rstrip(",")
        spelled = self.words.numbers.get(word)
        if spelled is None or not tail:
            return None
        self.rest = tail.strip()
        following, _, further = self.rest.partition(" ")
        follow = plain(following)
        if follow in self.words.numbers and further:
            second = self.words.numbers[follow]
            self.rest = further.strip()
            value = second if spelled == 1 and second > 1 else spelled * second
            if spelled < 1 and second == 1:
                value = spelled
            self.skip(self.words.of)
            return value
        if plain(self.rest).startswith("and a half "):
            self.rest = self.rest[len("and a half ") :].strip()
            return spelled + 0.5
        if spelled < 1:
            self.skip(self.words.of)
            head, _, tail = self.rest.partition(" ")
            if plain(head) in self.words.numbers and self.words.numbers[plain(head)] == 1 and tail:
                self.rest = tail.strip()
        return spelled

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
            if plain(head) not in self.words.to or head == "-":
                return None
            self.rest = tail.strip()
        if not _NUMBER.match(self.rest) and plain(self.rest.partition(" ")[0]) in {"a", "an"}:
            return None
        high = self.value()
        return high if high is not None and high > low else None

    def unit(self) -> str | None:
        """Read a unit."""
        if found := _FLOZ.match(self.rest):
            self.rest = self.rest[found.end() :].strip()
            return "floz"
        found = _UNIT_WORD.match(self.rest)
        if not found:
            return None
        written = found[0]
        word = plain(written).rstrip(".")
        if written.rstrip(".") == "T":
            word = "tbsp"
        elif written.rstrip(".") == "t":
            word = "tsp"
        elif written.rstrip(".") in {"c", "C"}:
            word = "cup" if self.words.language == "en" else word
        unit = self.words.units.get(word)
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
        self.rest = self.rest[length:].lstrip(" -")
        return unit

    def size(self) -> str | None:
        """Read a size."""
        head, _, tail = self.rest.partition(" ")
        lowered = plain(head).rstrip(",.")
        if lowered == "extra" and plain(tail).startswith(("large", "lg")):
            self.rest = tail.partition(" ")[2].strip()
            return "xl"
        if lowered in self.words.sizes and tail:
            self.rest = tail.strip()
            found = self.words.sizes[lowered]
            nested = self.size()
            return nested if nested is not None and not found else found
        return None


def read_amount(cursor: Cursor) -> Amount | None:
    """Read number, range and unit at the cursor; leave the cursor where it was when there is none."""
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
    """Read `14-oz can`, `400 g tins`: the size of one package and what it is."""
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
