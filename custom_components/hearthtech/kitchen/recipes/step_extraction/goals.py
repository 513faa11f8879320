"""Goals in step text: "until" and the words after it, boiling, and conditions for the cook."""

import re

from ....language.lazy_pattern import LazyPattern
from ..model import Goal, HumanGate, Phenomenon, PhenomenonGoal
from ..word_lists import expressions
from .span import ExtractedFact

# Read at import, which Home Assistant does outside its event loop.
_WORDS = expressions("step_words")
_UNTIL = LazyPattern(rf"\b(?:{_WORDS['until']})\s+(?P<what>[^.;!?\n]{{2,160}})", re.IGNORECASE)
_CUT = re.compile(
    rf",\s*(?:{_WORDS['after_goal_comma']}|\d)|\s+(?:{_WORDS['after_goal']})\s"
    rf"|\s+(?:{_WORDS['goal_time']})\s+(?:{_WORDS['goal_time_about']})?\d|\s*[(–—]|\s+-\s",
    re.IGNORECASE,
)
_SENSES = LazyPattern(rf"\b(?:{_WORDS['senses']})\b", re.IGNORECASE)
_WAITS = re.compile(rf"^(?:{_WORDS['no_goal']})", re.IGNORECASE)
_AMOUNT = re.compile(rf"(?:{_WORDS['goal_article']})?[^,]{{0,40}}?\d")
_PATTERNS = tuple(
    (Phenomenon(phenomenon), LazyPattern(rf"\b(?:{words})\b", re.IGNORECASE))
    for phenomenon, words in expressions("phenomena").items()
)
"""Checked in the order of the file."""
_BRING = re.compile(
    rf"(?:{_WORDS['bring']})\b",
    re.IGNORECASE,
)
_TASTE = LazyPattern(rf"\b(?:{_WORDS['taste']})", re.IGNORECASE)


def goals_in(text: str) -> list[ExtractedFact[Goal]]:
    """All goals in order: a phenomenon if one is named, else a gate for the cook."""
    found: list[ExtractedFact[Goal]] = []
    for match in _UNTIL.finditer(text):
        what = match["what"]
        cut = _CUT.search(what)
        words = (what[: cut.start()] if cut else what).rstrip(" ,:")
        if not words or _WAITS.match(words) or _AMOUNT.match(words):
            continue
        end = match.start("what") + len(words)
        found.append(_until(text[match.start() : end], words, match.start(), end))
    for match in _BRING.finditer(text):
        simmers = (match["simmers"] or match["comes_to_simmer"]) is not None
        goal = PhenomenonGoal(phenomenon=Phenomenon.SIMMERS if simmers else Phenomenon.BOILS)
        found.append(ExtractedFact(value=goal, confidence=0.9, start=match.start(), end=match.end()))
    found += [
        ExtractedFact(
            value=HumanGate(words=match[0].strip()),
            confidence=0.8,
            start=match.start(),
            end=match.start() + len(match[0].rstrip()),
        )
        for match in _TASTE.finditer(text)
        if not any(item.start <= match.start() < item.end for item in found)
    ]
    return sorted(found, key=lambda item: item.start)


def _until(phrase: str, words: str, start: int, end: int) -> ExtractedFact[Goal]:
    if _SENSES.search(words):
        return ExtractedFact(value=HumanGate(words=phrase), confidence=0.85, start=start, end=end)
    for kind, pattern in _PATTERNS:
        if pattern.search(words):
            return ExtractedFact(value=PhenomenonGoal(phenomenon=kind), confidence=0.75, start=start, end=end)
    return ExtractedFact(value=HumanGate(words=phrase), confidence=0.6, start=start, end=end)
