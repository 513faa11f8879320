"""Spans of time in prose: "20–25 minutes", "1 hour and 10 minutes", "half an hour", "overnight"."""

import re

from custom_components.hearthtech.kitchen.recipes.durations import UNIT, seconds_of_unit
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal
from custom_components.hearthtech.kitchen.recipes.numerals import NUMBER, RANGE, WORD_NUMBER, span_at

from .found import Found

_QUANTITY = rf"(?:{WORD_NUMBER}\s+and\s+a\s+half|{NUMBER}|{WORD_NUMBER}|an?(?=\s))"
_ONE = re.compile(
    rf"(?<![\w.,/°])(?:an?\s+(?=(?:half|quarter)\b))?({_QUANTITY}(?:{RANGE}{_QUANTITY})?)(?:\s+(?:more|additional|further|extra))?[\s-]*({UNIT})",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\b(?:(an?|three)[\s-])?quarters?(?: of)? an hour\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|und|et|y|e)?\s*", re.IGNORECASE)
_HALF_MORE = re.compile(r"(\s+and\s+a\s+half)\b(\s*hours?)?", re.IGNORECASE)
_OVERNIGHT = re.compile(
    r"\b(?:overnight|über nacht|toute la nuit|durante la noche|tutta la notte)\b", re.IGNORECASE
)
# "turning every 10 minutes" is a rhythm, "30-minute dough" a name.
_RHYTHM = re.compile(r"(?:every|each|per|alle|jede|toutes les|cada|ogni)\s*(?:\w+\s*)?$", re.IGNORECASE)
_PAST = re.compile(r"(?:\bago|\b(?:before|ahead|earlier|in advance)\b)", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|final|first|letzten|dernières|últimos|ultimi)\s*$", re.IGNORECASE)
OVERNIGHT_S = 8 * 3600.0


def times_in(text: str) -> list[Found[DurationGoal]]:
    """All spans of time, in order; neighbors such as "1 hour 20 minutes" are one."""
    found: list[Found[DurationGoal]] = []
    quarters = [match.span() for match in _QUARTER.finditer(text)]
    for match in _ONE.finditer(text):
        if (one := _span(text, match)) is None or any(
            start <= match.start() < end for start, end in quarters
        ):
            continue
        joint = found and _AND.fullmatch(text, found[-1].end, one.start)
        if joint and _is_smaller(text, found[-1], one):
            last = found.pop()
            one = Found(
                value=_sum(last.value, one.value), confidence=last.confidence, start=last.start, end=one.end
            )
        found.append(one)
    found += [
        Found(
            value=DurationGoal(seconds=2700.0 if (match[1] or "").lower() == "three" else 900.0),
            confidence=0.85,
            start=match.start(),
            end=match.end(),
        )
        for match in _QUARTER.finditer(text)
    ]
    found += [
        Found(value=DurationGoal(seconds=OVERNIGHT_S), confidence=0.6, start=match.start(), end=match.end())
        for match in _OVERNIGHT.finditer(text)
    ]
    return sorted(found, key=lambda item: item.start)


def _span(text: str, match: re.Match[str]) -> Found[DurationGoal] | None:
    unit = seconds_of_unit(match[2])
    bare = re.fullmatch(r"an?", match[1].strip(), re.IGNORECASE)
    words = re.sub(r"\s+and\s+a\s+half$", "", match[1].strip(), flags=re.IGNORECASE)
    span = None if bare else span_at(words)
    low, high = (1.0, 1.0) if bare else (span.low, span.high) if span else (None, None)
    if unit is None or low is None or high is None or not 0 < low * unit <= 30 * 86400:
        return None
    # One letter is a unit only right behind digits: "5 m" is as often a meter, "3 s" nothing at all.
    if len(match[2]) == 1 and not (
        match[2] in "hm" and re.search(r"\d$", match[1]) and text[match.end(1)] == match[2]
    ):
        return None
    before = text[max(0, match.start() - 30) : match.start()]
    if _RHYTHM.search(before) or _PAST.match(text[match.end() :].lstrip()):
        return None
    confidence = 0.9
    if _LAST.search(before):
        confidence = 0.5
    elif bare:
        confidence = 0.8
    if words != match[1].strip():
        low, high = low + 0.5, high + 0.5
    # The point of "min." is mostly that of the sentence.
    end = match.end() - (1 if match[0].endswith(".") else 0)
    if half := _HALF_MORE.match(text, end):
        low, high, end = low + 0.5, high + 0.5, half.end(1)
    goal = DurationGoal(seconds=low * unit, maximum_s=high * unit if high > low else None)
    return Found(value=goal, confidence=confidence, start=match.start(), end=end)


def _is_smaller(text: str, first: Found[DurationGoal], second: Found[DurationGoal]) -> bool:
    """Whether the second is of a smaller unit and so goes on with the first: "1 hour 5 minutes"."""
    units = [text[item.start : item.end].rsplit(maxsplit=1)[-1].lower()[:1] for item in (first, second)]
    return (
        first.value.maximum_s is None
        and second.value.seconds < 3600
        and first.value.seconds >= 60
        and units[0] != units[1]
        and (first.value.seconds >= 3600 or second.value.seconds < 60)
    )


def _sum(first: DurationGoal, second: DurationGoal) -> DurationGoal:
    longest = first.seconds + second.maximum_s if second.maximum_s else None
    return DurationGoal(seconds=first.seconds + second.seconds, maximum_s=longest)
