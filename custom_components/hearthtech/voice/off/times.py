"""The delay or the time of day in a request to turn heat off: "in ten minutes", "um halb sieben"."""

from collections.abc import Sequence
from dataclasses import dataclass
import re

from .vocabulary import VocabularyItem, vocabulary

_DIGITS = re.compile(r"\d{1,5}(?:[.,]\d{1,3})?")
LONGEST_DELAY_S = 24 * 3600.0

_FIXED_S = {
    "half_hour": 1800.0,
    "quarter_hour": 900.0,
    "three_quarter_hour": 2700.0,
    "hour_and_half": 5400.0,
    "few_minutes": 180.0,
    "moment": 60.0,
}
_UNITS_S = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0}


@dataclass(frozen=True, slots=True)
class When:
    """When heat is to be turned off.

    `delay_s` is the delay in s. `until` is a time of day as `HH:MM` on the 24-hour clock; `twelve_hour` states that
    the words fit that time and the one twelve hours away. `items` are the indexes of the items that were used.
    """

    delay_s: float | None = None
    until: str | None = None
    twelve_hour: bool = False
    items: frozenset[int] = frozenset()


NOW = When()


def read_when(items: Sequence[VocabularyItem], language: str) -> When:
    """The delay or time of day in a clause; `NOW` if there is none."""
    for start, item in enumerate(items):
        if "in_time" in item:
            found = _delay_at(items, start + 1, language) or _minutes_at_end(items, start + 1, language)
            if found is not None:
                return When(delay_s=found[0], items=frozenset(range(start, found[1])))
        if "at_time" in item and (at := _clock_at(items, start, language)) is not None:
            return at
    for start in range(len(items)):
        before = items[start - 1] if start else None
        if before is not None and "for_time" in before:
            continue
        found = _delay_at(items, start, language)
        if found is not None and all("fill" in item or "mark" in item for item in items[found[1] :]):
            return When(delay_s=found[0], items=frozenset(range(start, found[1])))
        if found is not None and "from_now" in items[found[1]]:
            return When(delay_s=found[0], items=frozenset(range(start, found[1] + 1)))
    return NOW


def _delay_at(items: Sequence[VocabularyItem], start: int, language: str) -> tuple[float, int] | None:
    """A span of time in s that begins at an item, and the index after it."""
    total, position, end = 0.0, start, start
    while position < len(items):
        span = _span_at(items, position, language)
        if span is None:
            break
        total += span[0]
        end = span[1]
        position = end + 1 if end < len(items) and "number_and" in items[end] else end
    return (total, end) if end > start and 0 < total <= LONGEST_DELAY_S else None


def _minutes_at_end(items: Sequence[VocabularyItem], start: int, language: str) -> tuple[float, int] | None:
    """A number without a unit at the end of a clause, "in five": minutes."""
    number = _number_at(items, start, language)
    if number is None or not 2 <= number[0] <= 120 or any("fill" not in item for item in items[number[1] :]):
        return None
    return number[0] * 60, number[1]


def is_number(item: VocabularyItem, language: str) -> bool:
    """Whether an item is a number in words."""
    return " ".join(item.words) in vocabulary(language).numbers


def _span_at(items: Sequence[VocabularyItem], start: int, language: str) -> tuple[float, int] | None:
    item = items[start]
    for name, seconds in _FIXED_S.items():
        if name in item:
            return seconds, start + 1
    number = _number_at(items, start, language)
    if number is None:
        return None
    value, end = number
    if end >= len(items):
        return None
    if "half_hour" in items[end] and value >= 1:
        return None
    for name, seconds in _UNITS_S.items():
        if name in items[end]:
            end += 1
            if end < len(items) and "half_past" in items[end]:
                return (value + 0.5) * seconds, end + 1
            return value * seconds, end
    return None


def _clock_at(items: Sequence[VocabularyItem], start: int, language: str) -> When | None:
    """A time of day that begins with the item at `start` ("at", "um", "alle")."""
    position = start + 1
    if position >= len(items):
        return None
    item = items[position]
    if "noon" in item or "midnight" in item:
        until = "12:00" if "noon" in item else "00:00"
        return When(until=until, items=frozenset(range(start, position + 1)))
    before_hour = 0
    for name, minutes in (("half_past", 30), ("half_to", -30), ("quarter_past", 15), ("quarter_to", -15)):
        if name in item:
            before_hour, position = minutes, position + 1
            break
    else:
        if (lead := _number_at(items, position, language)) is not None and lead[1] < len(items):
            sign = {"minutes_past": 1, "minutes_to": -1}
            for name, factor in sign.items():
                if name in items[lead[1]] and vocabulary(language).minutes_first and lead[0] < 60:
                    before_hour, position = factor * int(lead[0]), lead[1] + 1
                    break
    found = _hour_at(items, position, language)
    if found is None:
        return None
    hour, minute, end, plain = found
    exact = not plain or before_hour != 0
    if end < len(items) and "oclock" in items[end]:
        exact, end = True, end + 1
        if (
            language in {"de", "fr"}
            and (more := _number_at(items, end, language)) is not None
            and more[0] < 60
        ):
            minute, end = int(more[0]), more[1]
    if before_hour == 0 and end < len(items):
        for name, minutes in (("half_past", 30), ("quarter_past", 15), ("quarter_to", -15)):
            if name in items[end]:
                before_hour, end, exact = minutes, end + 1, True
                break
        else:
            sign = {"minutes_past": 1, "minutes_to": -1}
            for name, factor in sign.items():
                more = _number_at(items, end + 1, language) if name in items[end] else None
                if more is not None and 0 < more[0] < 60 and not vocabulary(language).minutes_first:
                    before_hour, end, exact = factor * int(more[0]), more[1], True
                    break
            else:
                more = _number_at(items, end, language)
                if more is not None and 10 <= more[0] < 60 and minute == 0:
                    minute, end, exact = int(more[0]), more[1], True
    half = next((name for name in ("am", "pm") if end < len(items) and name in items[end]), None)
    if half is not None:
        exact, end = True, end + 1
    if not exact and not all("fill" in item for item in items[end:]):
        return None
    total = hour * 60 + minute + before_hour
    ambiguous = half is None and 1 <= hour <= 12
    if (half == "pm" and hour < 12) or (ambiguous and hour < 12):
        total += 12 * 60
    elif half == "am" and hour == 12:
        total -= 12 * 60
    total %= 24 * 60
    return When(
        until=f"{total // 60:02d}:{total % 60:02d}", twelve_hour=ambiguous, items=frozenset(range(start, end))
    )


def _hour_at(
    items: Sequence[VocabularyItem], position: int, language: str
) -> tuple[int, int, int, bool] | None:
    """Hour, minute, the index after them, and whether it is only a number."""
    if position >= len(items):
        return None
    word = items[position].words[0]
    for mark in ":h":
        hour, found, minute = word.partition(mark)
        if found and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
            return int(hour), int(minute), position + 1, False
    number = _number_at(items, position, language)
    if number is None or not 0 <= number[0] < 24 or number[0] != int(number[0]):
        return None
    return int(number[0]), 0, number[1], True


def _number_at(items: Sequence[VocabularyItem], start: int, language: str) -> tuple[float, int] | None:
    """A number in digits or words that begins at an item, and the index after it."""
    if start >= len(items):
        return None
    words = [word for item in items[start : start + 4] for word in item.words]
    whole = _whole_number(words, language)
    if whole is None:
        if not words or not _DIGITS.fullmatch(words[0]):
            return None
        whole = (float(words[0].replace(",", ".")), 1)
    value, used = whole
    end, count = start, 0
    while end < len(items) and count < used:
        count += len(items[end].words)
        end += 1
    return (value, end) if count == used else None


def _whole_number(words: Sequence[str], language: str) -> tuple[float, int] | None:
    """The longest number below 100 in words of a language, and how many words it has."""
    known = vocabulary(language).numbers
    for length in (4, 3, 2, 1):
        if length <= len(words) and (value := known.get(" ".join(words[:length]))) is not None:
            return float(value), length
    return None
