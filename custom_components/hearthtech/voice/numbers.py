"""Format numbers, durations and lists for speech."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ..language.languages import spoken_language
from ..language.word_data import word_data
from .data_files import unit_words

_SMALL: Sequence[str] = unit_words("en")["small_numbers"]
_SAID_PARTS = {float(Fraction(part)): str(said) for part, said in unit_words("en")["parts"].items()}


def say_number(value: float, language: str = "en") -> str:
    """Format a number for speech: `2.5` → "two and a half", `0.75` → "three quarters", `348.2` → "348".

    In other languages than English the number is in figures, with a decimal comma: `2.5` → "2,5", `0.25` → "0,25".
    """
    if spoken_language(language) != "en":
        if abs(value) < 20 and abs(value * 4 - round(value * 4)) < 0.01 and round(value * 4) % 2:
            return f"{value:.2f}".replace(".", ",")
        return f"{value:.0f}" if abs(value) >= 20 else f"{value:.1f}".removesuffix(".0").replace(".", ",")
    if value < 0:
        return f"minus {say_number(-value)}"
    if value >= 20:
        return f"{value:.0f}"
    whole = int(value)
    rest = value - whole
    for part, words in _SAID_PARTS.items():
        if abs(rest - part) < 0.02:
            return words if whole == 0 else f"{_SMALL[whole]} and {words}"
    if rest < 0.02 or rest > 0.98:
        rounded = round(value)
        return _SMALL[rounded] if rounded <= 12 else str(rounded)
    return f"{value:.1f}"


def say_duration(seconds: float, language: str = "en") -> str:
    """Format a duration for speech: `5400` → "an hour and a half", `125` → "two minutes and five seconds"."""
    left = max(round(seconds), 0)
    words = _span_words(spoken_language(language))
    if left in words.fixed:
        return words.fixed[left]
    if left >= 3600:
        left = round(left / 60) * 60
    elif left >= 600:
        left = round(left / 60) * 60 if left % 60 in {0, *range(1, 5), *range(56, 60)} else left
    hours, rest = divmod(left, 3600)
    minutes, rest = divmod(rest, 60)
    english = spoken_language(language) == "en"
    parts = [
        one if count == 1 else f"{say_number(count) if english else count} {many}"
        for count, (one, many) in zip((hours, minutes, rest), words.units, strict=True)
        if count
    ]
    return f" {words.joined} ".join(parts) if parts else words.nothing


@dataclass(frozen=True, slots=True)
class _SpanWords:
    units: tuple[tuple[str, str], ...]
    """Singular and plural of hours, minutes and seconds."""
    joined: str
    nothing: str
    fixed: dict[int, str]


@cache
def _span_words(code: str) -> _SpanWords:
    said = word_data(code)["time"]["said"]
    return _SpanWords(
        units=tuple((one, many) for one, many in said["units"]),
        joined=said["joined"],
        nothing=said["nothing"],
        fixed={int(seconds): words for seconds, words in said["fixed"].items()},
    )


def say_list(items: list[str]) -> str:
    """Format a list for speech: "salt, pepper and oil"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
