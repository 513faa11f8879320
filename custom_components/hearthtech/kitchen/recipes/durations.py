"""Times of recipes: ISO 8601, the ways sites get it wrong, and the words people use. All in s."""

import math
import re

from .numerals import NUMBER, WORD_NUMBER, number_of

_LONGEST_S = 366 * 86400.0
_ISO = re.compile(
    r"P?\s*(?:(?P<years>[\d.,]+)\s*Y\s*)?(?:(?P<months>[\d.,]+)\s*M\s*)?(?:(?P<weeks>[\d.,]+)\s*W\s*)?"
    r"(?:(?P<days>[\d.,]+)\s*D\s*)?"
    r"(?:T\s*(?:(?P<hours>[\d.,]+)\s*H\s*)?(?:(?P<minutes>[\d.,]+)\s*M\s*)?(?:(?P<seconds>[\d.,]+)\s*S\s*)?)?",
    re.IGNORECASE,
)
# "P30M" is thirty months to ISO 8601 and thirty minutes to every site that writes it.
_ISO_S = {
    "years": 0.0, "months": 60.0, "weeks": 604800.0, "days": 86400.0, "hours": 3600.0, "minutes": 60.0, "seconds": 1.0
}  # fmt: skip

DAY_WORDS = r"days?|tage?n?|jours?|d[ií]as?|giorn[oi]"
HOUR_WORDS = r"hours?|hrs?\.?|h|stunden?|std\.?|heures?|horas?|or[ae]"
MINUTE_WORDS = r"minutes?|mins?\.?|minuten|m|minutos?|minut[oi]|mn|′|'"
SECOND_WORDS = r"seconds?|secs?\.?|sekunden?|sek\.?|secondes?|segundos?|second[oi]|s|″"
WEEK_WORDS = r"weeks?|wochen?|semaines?|semanas?|settiman[ae]"
UNIT = rf"(?:{WEEK_WORDS}|{DAY_WORDS}|{HOUR_WORDS}|{MINUTE_WORDS}|{SECOND_WORDS})(?![^\W\d_])"
"""A unit of time, as a piece of a regular expression without groups (use it with IGNORECASE)."""

_SECONDS = (
    (re.compile(WEEK_WORDS, re.IGNORECASE), 604800.0),
    (re.compile(DAY_WORDS, re.IGNORECASE), 86400.0),
    (re.compile(HOUR_WORDS, re.IGNORECASE), 3600.0),
    (re.compile(MINUTE_WORDS, re.IGNORECASE), 60.0),
    (re.compile(SECOND_WORDS, re.IGNORECASE), 1.0),
)
_QUANTITY = rf"(?:{NUMBER}|{WORD_NUMBER}|an?(?=\s))"
_PART = re.compile(
    rf"(?P<low>{_QUANTITY})(?:\s*(?:-|–|—|to|or|bis|à|a)\s*(?P<high>{_QUANTITY}))?[\s-]*(?P<unit>{UNIT})",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")


def seconds_of_unit(word: str) -> float | None:
    """How long one of a unit is; `None` when the word is no unit of time."""
    return next((seconds for pattern, seconds in _SECONDS if pattern.fullmatch(word.strip())), None)


def seconds_of(value: object) -> float | None:
    """The duration a source gives, the longer end of a range; `None` when it gives none, or zero.

    A bare number is minutes, as on every site that writes one.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _sound(float(value) * 60)
    if not isinstance(value, str) or len(value) > 200:
        return None
    words = " ".join(value.split())
    if not words:
        return None
    if (match := _ISO.fullmatch(words)) and any(match.groupdict().values()):
        parts = {name: number_of(part.strip(".,")) for name, part in match.groupdict().items() if part}
        return _sound(sum(_ISO_S[name] * (amount or 0.0) for name, amount in parts.items()))
    if (number := number_of(words)) is not None:
        return _sound(number * 60)
    if match := _CLOCK.fullmatch(words):
        return _sound(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0))
    return _sound(_spoken(words))


def _spoken(words: str) -> float:
    total = 0.0
    for match in _PART.finditer(words):
        unit = seconds_of_unit(match["unit"])
        amount = number_of(match["high"] or match["low"])
        if amount is None and match["low"].lower() in {"a", "an"}:
            amount = 1.0
        total += (unit or 0.0) * (amount or 0.0)
    return total


def _sound(seconds: float) -> float | None:
    return seconds if math.isfinite(seconds) and 0 < seconds <= _LONGEST_S else None


def iso_8601(seconds: float) -> str:
    """The duration as ISO 8601 writes it: `PT1H30M`."""
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    text = "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if milliseconds or text == "PT":
        text += f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".") + "S"
    return text
