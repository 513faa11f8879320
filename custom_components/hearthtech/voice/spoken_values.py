"""Values in an English utterance that the classifier recognized: timer names, days, times, factors, allergens."""

from collections.abc import Sequence

from ..language.durations import duration_at
from ..language.number_words import is_number_word
from ..language.numbers import number_at
from .lists import DAYS, UNITS, WEEKDAYS
from .request_words import request_phrases, request_words

_MONTHS = request_phrases("months")
_BEFORE_TIMER = request_words("before_timer")
_ENDS_NAME = request_words("ends_name")
_ARTICLES = request_words("articles")
_ADD = request_words("timer_add")
_SUBTRACT = request_words("timer_subtract")
_TIMER_NOUNS = request_words("timer_nouns")
_NAMES_TIMER = request_words("names_timer")
_REMIND = request_words("remind")
_REMIND_TO = request_words("remind_to")
_TAKING = request_words("taking")
_AWAY = request_words("away")
_DAY_AFTER_TOMORROW = request_phrases("day_after_tomorrow")
_NEXT = request_words("next")
_HALF = request_words("half")
_QUARTER = request_words("quarter")
_PAST = request_words("past")
_BEFORE_HOUR = request_words("before_hour")
_TIMES = request_words("times")
_SINGLE = request_words("single")
_FREE = request_words("free")
_BEFORE_FREE = request_words("before_free")
_ANY = request_words("any")
_WITHIN = request_words("within")
_LONGEST_NAME = 4


def timer_name(words: Sequence[str]) -> str | None:
    """The name of a timer: "pasta" of "the pasta timer", "eggs" of "a timer for eggs"."""
    for at, word in enumerate(words):
        if word in _TIMER_NOUNS:
            first = at
            while (
                first > 0 and words[first - 1] not in _BEFORE_TIMER and not is_number_word(words[first - 1])
            ):
                if words[first - 1][0].isdigit():
                    break
                first -= 1
            if first < at:
                return " ".join(words[first:at])
    for at, word in enumerate(words[:-1]):
        if word in _NAMES_TIMER and duration_at(list(words), at + 1) is None:
            return _phrase(words, at + 1)
    to = _first(words, _REMIND_TO)
    if _first(words, _REMIND) is not None and to is not None:
        return _phrase(words, to + 1)
    return None


def _first(words: Sequence[str], of: frozenset[str]) -> int | None:
    """The place of the first of these words."""
    return next((at for at, word in enumerate(words) if word in of), None)


def _phrase(words: Sequence[str], start: int) -> str | None:
    while start < len(words) and words[start] in _ARTICLES:
        start += 1
    end = start
    while end < len(words) and words[end] not in _ENDS_NAME and end - start < _LONGEST_NAME:
        if is_number_word(words[end]) or words[end][0].isdigit():
            break
        end += 1
    return " ".join(words[start:end]) or None


def timer_change(words: Sequence[str]) -> str | None:
    """Whether a duration is added to a timer or subtracted from it: `add`, `subtract`."""
    said = set(words)
    if said & _SUBTRACT:
        return "subtract"
    if said & _TAKING and said & _AWAY:
        return "subtract"
    return "add" if said & _ADD else None


def named_day(words: Sequence[str]) -> str | None:
    """The named day: `today`, `day_after_tomorrow`, a weekday, `next_friday` or `MM-DD`."""
    text = " ".join(words)
    if any(said in text for said in _DAY_AFTER_TOMORROW):
        return "day_after_tomorrow"
    for at, word in enumerate(words):
        if word in _MONTHS:
            for near in (*range(at - 1, at - 4, -1), at + 1):
                found = number_at(list(words), near) if 0 <= near < len(words) else None
                if found is not None and 1 <= found[0] <= 31:
                    return f"{_MONTHS.index(word) + 1:02}-{int(found[0]):02}"
        if word in WEEKDAYS and at and words[at - 1] in _NEXT:
            return f"next_{WEEKDAYS[word]}"
    return next((DAYS[word] for word in words if word in DAYS), None)


def clock_time(words: Sequence[str]) -> str | None:
    """The named time of the day, as `18:30`; hours up to eleven are those of the afternoon and evening."""
    for at, word in enumerate(words[:-2]):
        if word in _HALF | _QUARTER and words[at + 1] in _BEFORE_HOUR:
            hour = number_at(list(words), at + 2)
            if hour is not None and 1 <= hour[0] <= 12:
                minutes = 30 if word in _HALF else 15
                past = int(hour[0]) % 12 * 60 + 720 + (minutes if words[at + 1] in _PAST else -minutes)
                return f"{past // 60 % 24:02}:{past % 60:02}"
    return None


def times_factor(words: Sequence[str]) -> float | None:
    """The factor of "one and a half times the recipe"."""
    for start, word in enumerate(words):
        if is_number_word(word) and (found := number_at(list(words), start)) is not None:
            value, end = found
            if end < len(words) and words[end] in _TIMES:
                return value
    return None


def single_unit(words: Sequence[str]) -> float | None:
    """1 if the first unit has an article and no number: "a stick of butter"."""
    for at, word in enumerate(words):
        if word in UNITS:
            return 1.0 if at and words[at - 1] in _SINGLE else None
    return None


def asked_allergen(words: Sequence[str]) -> str | None:
    """What a dish is asked to contain: "dairy" of "is there any dairy in this", "nut" of "is it nut free"."""
    if (at := _first(words, _FREE)) and words[at - 1] not in _BEFORE_FREE:
        return words[at - 1]
    before, last = _first(words, _ANY), _first(words, _WITHIN)
    if before is not None and last is not None and 0 < last - before - 1 <= _LONGEST_NAME:
        return " ".join(words[before + 1 : last])
    return None
