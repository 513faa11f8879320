"""A hob's own levels as power 0–1, and back.

A level stands for its share of the strongest one: 4 of 9 is 0.44. What that is in watts only the hob knows, but that is
also how a cook reads a knob. Boost is stronger than the strongest level and lasts a few minutes; it is read as 1 and
never asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
import math
import re
from typing import Final

BOOST: Final = frozenset({"boost", "booster", "power", "powerboost", "p", "pb", "b", "turbo", "shortboost"})
OFF: Final = frozenset({"off", "none", "aus", "arret", "apagado", "spento", "idle"})
WARM: Final = frozenset({"warming", "keepwarm", "warm", "melt", "melting", "defrost", "u"})
"""Weaker than the weakest level; read, never asked for."""
WORDS: Final = (
    ("lowest", "minimum", "min", "verylow", "extralow"),
    ("low", "simmer"),
    ("mediumlow", "lowmedium"),
    ("medium", "mid", "middle"),
    ("mediumhigh", "highmedium"),
    ("high",),
    ("highest", "maximum", "max", "veryhigh", "extrahigh"),
)
NEAREST: Final = 0.15
"""A level may be this much stronger than what was asked for; where the weakest is still stronger, none fits."""

_DIGITS: Final = re.compile(r"(\d+(?:[.,]\d+)?)$")
_BOOST_END: Final = re.compile(r"(?:boost|booster)(?:\d|max)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: as the hob writes it, what it stands for, and whether it may be asked for."""

    value: str
    power: float
    asked: bool = True


class Scale:
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
        """What a level stands for; `None` when it is none of them."""
        return self._by_value.get(value)

    def value(self, power: float) -> str | None:
        """The level nearest to a power, never off for heat; `None` when the weakest is still much stronger."""
        fit = [
            level
            for level in self.levels
            if level.asked and (level.power > 0.0) == (power > 0.0) and level.power - power <= NEAREST
        ]
        nearest = min(fit, key=lambda level: (round(abs(level.power - power), 6), level.power), default=None)
        return None if nearest is None else nearest.value


class NumberScale(Scale):
    """Levels that are numbers from 0, or from the weakest, to a maximum."""

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
        """What a number stands for; `None` when it is none, or out of range."""
        try:
            number = float(value)
        except ValueError:
            return None
        if not math.isfinite(number) or number < min(self._minimum, 0.0):
            return None
        return min(max(number, 0.0) / self._maximum, 1.0) if number <= self._maximum * 1.5 else None

    def value(self, power: float) -> str | None:
        """The number nearest to a power."""
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


def named_scale(names: Iterable[str]) -> Scale | None:
    """A scale from the names of levels, in any order; `None` when one of them is not understood.

    Understood are numbers, numbers with words before them (`plate_step_7`), words for strength (low, medium, high),
    off, boost and keeping warm.
    """
    given = list(dict.fromkeys(names))
    numbers: dict[str, float] = {}
    words: dict[str, int] = {}
    off, warm, boost = [], [], []
    for name in given:
        plain = re.sub(r"[^a-z0-9.,]+", "", name.lower())
        if plain in OFF or plain.endswith("off"):
            off.append(name)
        elif plain in BOOST or _BOOST_END.search(plain):
            boost.append(name)
        elif plain in WARM or plain.endswith(("warming", "keepwarm")):
            warm.append(name)
        elif (number := _DIGITS.search(plain)) is not None:
            numbers[name] = float(number[1].replace(",", "."))
        elif (rank := next((n for n, same in enumerate(WORDS) if plain in same), None)) is not None:
            words[name] = rank
        else:
            return None
    if bool(numbers) == bool(words):
        return None
    ranks = {name: place for place, name in enumerate(sorted(words, key=words.__getitem__), start=1)}
    return _scale(numbers or {name: float(rank) for name, rank in ranks.items()}, off, warm, boost)


def ordered_scale(names: Sequence[str]) -> Scale | None:
    """A scale from names in their order, the first of them off; `None` with fewer than two."""
    if len(names) < 2 or len(set(names)) != len(names):
        return None
    last = len(names) - 1
    return Scale([Level(value=name, power=place / last) for place, name in enumerate(names)])


def _scale(numbers: dict[str, float], off: list[str], warm: list[str], boost: list[str]) -> Scale | None:
    strongest = max(numbers.values())
    if strongest <= 0:
        return None
    weakest = min(number for number in numbers.values() if number > 0) / strongest
    return Scale(
        [
            *(Level(value=name, power=number / strongest) for name, number in numbers.items()),
            *(Level(value=name, power=0.0) for name in off),
            *(Level(value=name, power=weakest / 2, asked=False) for name in warm),
            *(Level(value=name, power=1.0, asked=False) for name in boost),
        ]
    )
