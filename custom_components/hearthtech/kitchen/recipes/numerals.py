"""Numbers as cooks write them: `1½`, `2 1/2`, `0,5`, `three`, `2–3`; and back into words a cook would write."""

from dataclasses import dataclass
from fractions import Fraction
import re
import unicodedata

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"

WORDS = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0,
    "fifteen": 15.0, "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "dozen": 12.0,
    "half": 0.5,
}  # fmt: skip
"""Spelled numbers that recipes use."""
_TENS = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0,
    "ninety": 90.0,
}  # fmt: skip

_SPELLED = "|".join(sorted((*WORDS, *_TENS), key=len, reverse=True))
# Digits first with everything that may hang on them; a thousands comma only before exactly three digits.
NUMBER = (
    rf"(?:\d+\s*[{_VULGAR}]|[{_VULGAR}]|\d+(?:\s+(?:and\s+)?|-)\d+\s*[/⁄∕]\s*\d+(?!\d)|\d+\s*[/⁄∕]\s*\d+"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+[.,]\d+|\.\d+|\d+)"
)
"""A number in digits, as a piece of a regular expression without groups."""
WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})-(?:one|two|three|four|five|six|seven|eight|nine)|half\s+an?|(?:one|a)\s+half|(?:{_SPELLED}))"
    r"(?![^\W_])"
)
"""A spelled number, as a piece of a regular expression without groups (use it with IGNORECASE)."""
RANGE = r"\s*(?:-|–|—|−|(?<=[\s\d])(?:to|or|bis|à|ou|oder|a|o)(?=\s))\s*"
"""What stands between the two numbers of a range."""

_SPAN = re.compile(rf"({NUMBER}|{WORD_NUMBER})(?:{RANGE}({NUMBER}|{WORD_NUMBER}))?", re.IGNORECASE)
_MIXED = re.compile(r"(\d{1,9})(?:\s+(?:and\s+)?|-)(\d{1,9})\s*[/⁄∕]\s*(\d{1,9})")
_FRACTION = re.compile(r"(\d{1,9})\s*[/⁄∕]\s*(\d{1,9})")
_WHOLE_VULGAR = re.compile(rf"(\d{{0,9}})\s*([{_VULGAR}])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d{0,15}[.,]\d{1,15}|\d{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A number, or a range of two, and where it stands in the text."""

    low: float
    high: float
    start: int
    end: int


def number_of(text: str) -> float | None:
    """The value of one number in digits, fractions or words; `None` when it is none.

    `0,5` is read as a decimal comma and `1,500` as thousands.
    """
    words = " ".join(text.lower().split())
    if match := _WHOLE_VULGAR.fullmatch(words):
        return int(match[1] or 0) + unicodedata.numeric(match[2])
    if match := _MIXED.fullmatch(words):
        return int(match[1]) + int(match[2]) / int(match[3]) if int(match[3]) else None
    if match := _FRACTION.fullmatch(words):
        return int(match[1]) / int(match[2]) if int(match[2]) else None
    if _THOUSANDS.fullmatch(words):
        return float(words.replace(",", ""))
    if _DECIMAL.fullmatch(words):
        return float(words.replace(",", "."))
    return _spelled(words)


def _spelled(words: str) -> float | None:
    if words in WORDS:
        return WORDS[words]
    if re.fullmatch(r"half an?|(?:one|a) half", words):
        return 0.5
    tens, _, units = words.partition("-")
    if tens in _TENS and (not units or units in WORDS):
        return _TENS[tens] + (WORDS[units] if units else 0.0)
    return None


def span_at(text: str, start: int = 0) -> Span | None:
    """The number or range that begins exactly at `start`; a range that runs backwards is its first number."""
    match = _SPAN.match(text, start)
    if match is None:
        return None
    low = number_of(match[1])
    if low is None:
        return None
    end = match.end(1)
    high = low
    if match[2] is not None and (second := number_of(match[2])) is not None and second > low:
        high, end = second, match.end(2)
    return Span(low=low, high=high, start=start, end=end)


_KITCHEN_FRACTIONS = {
    Fraction(0): "", Fraction(1, 8): "⅛", Fraction(1, 4): "¼", Fraction(1, 3): "⅓", Fraction(3, 8): "⅜",
    Fraction(1, 2): "½", Fraction(5, 8): "⅝", Fraction(2, 3): "⅔", Fraction(3, 4): "¾", Fraction(7, 8): "⅞",
}  # fmt: skip


def as_fraction(value: float, *, tolerance: float = 0.06) -> str:
    """The number as spoons and cups are filled: `1½`. What fits no fraction within `tolerance` (relative) is a decimal."""
    if value < 0:
        return "-" + as_fraction(-value, tolerance=tolerance)
    if value >= 1000:
        return as_decimal(value)
    if value >= 10:
        whole, half = divmod(round(value * 2), 2)
        return f"{whole}{'½' if half else ''}"
    wholes = (int(value), int(value) + 1)
    options = [Fraction(whole) + part for whole in wholes for part in _KITCHEN_FRACTIONS]
    best = min(options, key=lambda option: abs(float(option) - value))
    if best == 0 or abs(float(best) - value) > tolerance * value:
        return as_decimal(value)
    whole, part = divmod(best, 1)
    return f"{whole or ''}{_KITCHEN_FRACTIONS[part]}"


def as_decimal(value: float) -> str:
    """The number with three digits that count, as a kitchen scale shows it, and no trailing zeros."""
    if abs(value) >= 1000:
        return str(round(value))
    text = f"{value:.3g}"
    return f"{float(text):.9f}".rstrip("0").rstrip(".") if "e" in text or "." in text else text
