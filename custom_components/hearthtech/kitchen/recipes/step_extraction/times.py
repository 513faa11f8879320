"""Durations in steps: "20–25 minutes", "1 hour and 10 minutes", "eine halbe Stunde", "overnight"."""

import re

from ....language.durations import Duration, durations_in
from ....language.lazy_pattern import LazyPattern
from ..model import DurationGoal
from ..word_lists import expressions
from .span import ExtractedFact, sentence_at

# Read at import, which Home Assistant does outside its event loop.
_WORDS = expressions("step_words")
_OVERNIGHT = LazyPattern(rf"\b(?:{_WORDS['overnight']})\b", re.IGNORECASE)
# "turning every 10 minutes" is an interval, "30-minute dough" a name.
_RHYTHM = LazyPattern(rf"(?:{_WORDS['every']})\s*(?:\w+\s*)?$", re.IGNORECASE)
_RHYTHM_IN_ENGLISH = re.compile(rf"\b(?:{_WORDS['per']})\s*$", re.IGNORECASE)
_ENGLISH_UNIT = re.compile(rf"(?:{_WORDS['english_unit']})\.?$", re.IGNORECASE)
_PAST = re.compile(rf"(?:{_WORDS['past']})", re.IGNORECASE)
_LAST = LazyPattern(rf"\b(?:{_WORDS['last']})\s*$", re.IGNORECASE)
_PART_OF_NUMBER = re.compile(r"[0-9A-Za-z_À-ɏ.,/°]$")
# How long a dish keeps, or may stand, is no duration of the step.
_KEEPS = LazyPattern(rf"\b(?:{_WORDS['keeps']})\b", re.IGNORECASE)
_STORES = LazyPattern(rf"\b(?:{_WORDS['stores']})\b", re.IGNORECASE)
_UP_TO = LazyPattern(rf"\b(?:{_WORDS['up_to']})\s*$", re.IGNORECASE)
_NO_LONGER = LazyPattern(
    rf"\b(?:{_WORDS['not']})\b[^.;]{{0,60}}\b(?:{_WORDS['longer_than']})\s*$", re.IGNORECASE
)
# "10-minute rice" is a food; "30-second bursts" and "a 10-minute rest" are times.
_COMPOUND = re.compile(rf"\d-(?:{_WORDS['compound_unit']})$", re.IGNORECASE)
_TIMED = re.compile(rf"[\s-]+(?:[^\W\d_]+\s+){{0,2}}?(?:{_WORDS['timed']})\b", re.IGNORECASE)
_OR_UP_TO = LazyPattern(
    rf"(?:\(|{_WORDS['or']}|,)[^.;(]{{0,24}}\b(?:{_WORDS['or_up_to']})\s*$", re.IGNORECASE
)
_MARINATES = LazyPattern(rf"\b(?:{_WORDS['marinates']})\b", re.IGNORECASE)
_MAY_STAND = LazyPattern(rf"\b(?:{_WORDS['may']})\b[^.;]{{0,60}}\b(?:{_WORDS['stand']})\b", re.IGNORECASE)
_LONG_S = 12 * 3600.0
"""From this duration on, a step about storing states how long the dish keeps."""
_DAY_S = 86_400.0
OVERNIGHT_S = 8 * 3600.0
LONGEST_S = 30 * 86400.0


def times_in(text: str, language: str = "en") -> list[ExtractedFact[DurationGoal]]:
    """All durations, in order; neighbors such as "1 hour 20 minutes" are joined."""
    found = [
        goal
        for duration in durations_in(text, language)
        if (goal := _goal(text, duration, language)) is not None
    ]
    found += [
        ExtractedFact(
            value=DurationGoal(seconds=OVERNIGHT_S), confidence=0.6, start=match.start(), end=match.end()
        )
        for match in _OVERNIGHT.finditer(text)
    ]
    return sorted(found, key=lambda item: item.start)


def _goal(text: str, duration: Duration, language: str) -> ExtractedFact[DurationGoal] | None:
    before = text[max(0, duration.start - 30) : duration.start]
    if (
        duration.low > LONGEST_S
        or _PART_OF_NUMBER.search(before)
        or _RHYTHM.search(before)
        or (
            language[:2] == "en"
            and _RHYTHM_IN_ENGLISH.search(before)
            and _ENGLISH_UNIT.search(text[duration.start : duration.end])
        )
        or _PAST.match(text[duration.end :].lstrip())
        or (
            _COMPOUND.search(text[duration.start : duration.end])
            and re.match(r"\s+[^\W\d_]", text[duration.end :])
            and not _TIMED.match(text[duration.end : duration.end + 60])
        )
        or _NO_LONGER.search(text[max(0, duration.start - 90) : duration.start])
        or _states_storage(text, duration, before)
    ):
        return None
    confidence = 0.5 if _LAST.search(before) else 0.8 if duration.bare else 0.9
    goal = DurationGoal(
        seconds=duration.low, maximum_s=duration.high if duration.high > duration.low else None
    )
    return ExtractedFact(value=goal, confidence=confidence, start=duration.start, end=duration.end)


def _states_storage(text: str, duration: Duration, before: str) -> bool:
    """Whether a duration is how long a dish keeps or may stand, and not how long a step takes."""
    sentence = sentence_at(text, duration.start)
    if _KEEPS.search(sentence) or _OR_UP_TO.search(before):
        return True
    if _UP_TO.search(before) and (duration.low >= _DAY_S or _MAY_STAND.search(sentence)):
        return True
    return (
        duration.low >= _LONG_S
        and _STORES.search(sentence) is not None
        and _MARINATES.search(sentence) is None
    )
