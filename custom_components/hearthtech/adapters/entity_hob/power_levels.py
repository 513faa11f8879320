"""Maps the levels of a hob to power 0–1 and back.

The power of a level is its share of the strongest one: 4 of 9 is 0.44. Only the hob knows its watts, but cooks read
knobs in the same way. Boost is stronger than the strongest level and lasts a few minutes; it is read as 1 and never
set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
import math
import re
from typing import Final

from .hob_words import expression, level_names, names_of

BOOST: Final = frozenset(
    {"boost", "booster", "power", "powerboost", "superboost", "p", "pb", "b", "bb", "turbo", "shortboost"}
)
OFF: Final = names_of("off")
WARM: Final = names_of("warm")
"""Levels below the weakest one; read, never set."""
HOT: Final = frozenset({"h", "hot", "residualheat", "residual"})
"""Displayed in place of a level if the zone is off and still hot."""
OTHER: Final = frozenset(
    {
        "a",
        "auto",
        "automatic",
        "sensor",
        "frying",
        "fryingsensor",
        "pause",
        "paused",
        "manual",
        "cooking",
        "on",
    }
)
"""Programs displayed in place of a level: on, at an unknown level."""
WORDS: Final = level_names()
HIGH: Final = next(rank for rank, same in enumerate(WORDS) if "high" in same)
NEAREST: Final = 0.15
"""A level may exceed the requested power by at most this; if the weakest exceeds it by more, no level fits."""

KNOWN_SHARE: Final = 0.8
"""At least this share of the names of a list must be recognized."""

_DIGITS: Final = re.compile(r"(\d+(?:[.,]\d+)?)[.,]?$")
_FIRST_DIGITS: Final = re.compile(r"^(\d+(?:[.,]\d+)?)[.,]?(?=[a-z]*$)")
_BOOST: Final = re.compile(r"(?:boost|booster)(?:\d|max)?$|^(?:p|pb|b|boost)\d$|^(?:boost|booster|turbo)")
_PREFIX: Final = re.compile(rf"^(?:{expression('prefix')})[ _:.-]*", re.IGNORECASE)
_ACCENTS: Final = str.maketrans("äöüéèêàâîïôûçáíóúñìòù", "aoueeeaaiioucaiouniou")


class LevelKind(Enum):
    """Kind of a level name."""

    OFF = "off"
    NUMBER = "number"
    WORD = "word"
    WARM = "warm"
    BOOST = "boost"
    OTHER = "other"


def parse_level(name: str) -> tuple[LevelKind, float] | None:
    """Parse the name of a level: its kind, and its number or its rank among words; `None` if it is not recognized.

    Recognized are numbers, numbers with words around them (`plate_step_7`, `Stufe 3`, `25 %`), words for strength in
    five languages, letters (L, M, H, P, U), off, boost and keeping warm.
    """
    text = _PREFIX.sub("", name.strip()) or name
    plain = re.sub(r"[^a-z0-9.,]+", "", text.lower().translate(_ACCENTS)).strip(",") or text.lower()
    if plain in OFF or plain.endswith("off"):
        return LevelKind.OFF, 0.0
    if plain in BOOST or _BOOST.search(plain):
        return LevelKind.BOOST, 0.0
    if plain in WARM or plain.endswith(("warming", "keepwarm")):
        return LevelKind.WARM, 0.0
    if plain in OTHER:
        return LevelKind.OTHER, 0.0
    if (rank := next((n for n, same in enumerate(WORDS) if plain in same), None)) is not None:
        return LevelKind.WORD, float(rank)
    if (number := _DIGITS.search(plain) or _FIRST_DIGITS.search(plain)) is not None:
        return LevelKind.NUMBER, float(number[1].replace(",", "."))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: its name on the hob, its power, and whether it may be set."""

    value: str
    power: float
    asked: bool = True


class LevelScale:
    """The levels of a burner, from off to the strongest."""

    def __init__(self, levels: Sequence[Level]) -> None:
        self.levels = tuple(sorted(levels, key=lambda level: level.power))
        self._by_value = {level.value: level.power for level in levels}
        on = [level.power for level in self.levels if level.asked and level.power > 0.0]
        self.lowest = on[0] if on else 1.0
        steps = [after - before for before, after in zip([0.0, *on], on, strict=False)]
        self.step = round(min((step for step in steps if step > 1e-6), default=1.0), 4)
        """The smallest step between two levels, as power."""

    def power(self, value: str) -> float | None:
        """Return the power of a level; `None` if it is unknown."""
        return self._by_value.get(value)

    def value(self, power: float) -> str | None:
        """Return the level nearest to a power, never off for heat; `None` if the weakest is much stronger."""
        fit = [
            level
            for level in self.levels
            if level.asked and (level.power > 0.0) == (power > 0.0) and level.power - power <= NEAREST
        ]
        nearest = min(fit, key=lambda level: (round(abs(level.power - power), 6), level.power), default=None)
        return None if nearest is None else nearest.value


class NumberScale(LevelScale):
    """Numeric levels from 0, or from the weakest, to a maximum."""

    def __init__(self, maximum: float, *, minimum: float = 0.0, step: float = 1.0) -> None:
        if not (math.isfinite(maximum) and math.isfinite(minimum) and math.isfinite(step)):
            raise ValueError("a range has an end")
        if maximum <= 0 or step <= 0 or maximum <= minimum:
            raise ValueError("a range goes up")
        self._maximum = maximum
        self._minimum = minimum
        self._step = step
        self.levels = ()
        self.lowest = self._on_at_least() / maximum
        self.step = round(step / maximum, 6)

    def power(self, value: str) -> float | None:
        """Return the power of a number; `None` if it is invalid or out of range.

        Sensors report words and letters among numbers: P for boost, H for a zone that is off and hot, `Level 7`.
        """
        try:
            number = float(value)
        except ValueError:
            return self._power_of_name(value)
        if not math.isfinite(number) or number < min(self._minimum, 0.0):
            return None
        return min(max(number, 0.0) / self._maximum, 1.0) if number <= self._maximum * 1.5 else None

    def _power_of_name(self, value: str) -> float | None:
        if re.sub(r"[^a-z]+", "", value.lower()) in HOT:
            return 0.0
        match parse_level(value):
            case LevelKind.NUMBER, number:
                return self.power(str(number))
            case LevelKind.OFF, _:
                return 0.0
            case LevelKind.BOOST, _:
                return 1.0
            case LevelKind.WARM, _:
                return min(self.lowest, self.step) / 2
            case _:
                return None

    def value(self, power: float) -> str | None:
        """Return the number nearest to a power."""
        if power <= 0.0:
            return f"{0.0:g}" if self._minimum <= 0.0 else None
        steps = round((power * self._maximum - self._minimum) / self._step)
        number = max(min(self._minimum + steps * self._step, self._maximum), self._on_at_least())
        if number / self._maximum - power > NEAREST:
            return None
        return f"{round(number, 6):g}"

    def _on_at_least(self) -> float:
        if self._minimum > 0.0:
            return self._minimum
        below = math.floor(-self._minimum / self._step + 1e-9)
        return self._minimum + (below + 1) * self._step


def named_scale(names: Iterable[str]) -> LevelScale | None:
    """Create a scale from names of levels in any order; `None` if too few are recognized (see `parse_level`).

    Words beside numbers are below or above all numbers: `Lo, 2 ... 8, Hi`, `off, simmer, 1 ... 9`.
    """
    given = list(dict.fromkeys(names))
    parsed = {name: found for name in given if (found := parse_level(name)) is not None}
    if all(value == 0.0 for kind, value in parsed.values() if kind is LevelKind.NUMBER):
        off_number = (LevelKind.OFF, 0.0)
        parsed = {
            name: off_number if found[0] is LevelKind.NUMBER else found for name, found in parsed.items()
        }
    for name in given:
        plain = name.strip().lower()
        if plain == "h" and {"l", "m"} & {other.strip().lower() for other in given}:
            parsed[name] = (
                LevelKind.WORD,
                float(HIGH),
            )  # the letter for "high", if other letters are "low" and "medium"
        elif plain.endswith((".", ",")) and name.strip()[:-1] in given and name in parsed:
            parsed[name] = (parsed[name][0], parsed[name][1] + 0.5)  # displays write 1.5 as "1."
    if len(parsed) < KNOWN_SHARE * len(given):
        return None

    def of(kind: LevelKind) -> dict[str, float]:
        return {name: value for name, (found, value) in parsed.items() if found is kind}

    numbers, words = of(LevelKind.NUMBER), of(LevelKind.WORD)
    off, warm, boost = (list(of(kind)) for kind in (LevelKind.OFF, LevelKind.WARM, LevelKind.BOOST))
    unknown = [name for name in given if name not in parsed]
    if (not numbers and not words) or (unknown and len(numbers) < 3):
        return None
    if numbers and words:
        if len(numbers) < 3:
            return None
        return _scale(_with_words(numbers, words), off, warm, boost)
    ranks = {rank: place for place, rank in enumerate(sorted(set(words.values())), start=1)}
    return _scale(numbers or {name: float(ranks[rank]) for name, rank in words.items()}, off, warm, boost)


def _with_words(numbers: dict[str, float], words: dict[str, float]) -> dict[str, float]:
    """Create a scale from numbers, and words below the weakest or above the strongest of them."""
    on = sorted(number for number in numbers.values() if number > 0.0)
    step = min((after - before for before, after in pairwise(on)), default=1.0)
    middle = float(HIGH - 2)
    low = sorted({rank for rank in words.values() if rank < middle})
    high = sorted({rank for rank in words.values() if rank > middle})
    places = {rank: on[0] * (n + 1) / (len(low) + 1) for n, rank in enumerate(low)}
    places |= {rank: on[-1] + step * (n + 1) for n, rank in enumerate(high)}
    places |= {middle: (on[0] + on[-1]) / 2}
    return numbers | {name: places[rank] for name, rank in words.items()}


def ordered_scale(names: Sequence[str]) -> LevelScale | None:
    """Create a scale from names in order, the first of them off; `None` for fewer than two."""
    if len(names) < 2 or len(set(names)) != len(names):
        return None
    last = len(names) - 1
    return LevelScale([Level(value=name, power=place / last) for place, name in enumerate(names)])


def _scale(numbers: dict[str, float], off: list[str], warm: list[str], boost: list[str]) -> LevelScale | None:
    strongest = max(numbers.values())
    if strongest <= 0:
        return None
    weakest = min(number for number in numbers.values() if number > 0) / strongest
    return LevelScale(
        [
            *(Level(value=name, power=number / strongest) for name, number in numbers.items()),
            *(Level(value=name, power=0.0) for name in off),
            *(Level(value=name, power=weakest / 2, asked=False) for name in warm),
            *(Level(value=name, power=1.0, asked=False) for name in boost),
        ]
    )
