"""Compute which ingredients each step uses, and how much of each: "half of the butter" of 120 g is 60 g."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
import re
from typing import Final

from ...language.languages import known_language
from .line_amounts import amounts_in
from .model import Ingredient, Step
from .scale import Reader, scaled_line
from .step_extraction.mentions import Mentions
from .step_extraction.span import ExtractedFact
from .step_extraction.times import times_in
from .word_lists import word_lists

_REACH: Final = 30
"""Characters between the words of a share and the name of the ingredient."""
_BREAKS: Final = re.compile(r"[.;,:!?()\n]")
_LONGEST: Final = 20_000
"""Longer texts are no steps; their ingredients are shown whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAmount:
    """One ingredient as a step uses it. `line` counts the lines of the recipe from 0."""

    line: int
    text: str
    """The line in the amount that this step uses."""
    words: str = ""
    """The words of the step that name a part: "half of the butter"; empty when it uses all."""
    share: float | None = None
    """The share of the line (0–1), `None` when the step names no share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """A duration in the text of a step: `text[start:end]` are its words."""

    start: int
    end: int
    seconds: float
    name: str = ""


def step_amounts(
    steps: Sequence[Step], lines: Sequence[str], *, factor: float = 1.0, language: str = "en"
) -> tuple[tuple[StepAmount, ...], ...]:
    """The ingredients of each step. `lines` are in the amounts to cook; the texts of the steps are not scaled.

    An ingredient is in the first step that names it, and in a later one only if that one names a part of it, as a
    later name alone usually means what is in the pot already.
    """
    mentions = Mentions([Ingredient(text=line) for line in lines])
    used: dict[int, float | None] = {}
    """The share of each line used so far; `None`: unknown."""
    found: list[tuple[StepAmount, ...]] = []
    for step in steps:
        places = {fact.value: fact for fact in mentions.in_step(step.text[:_LONGEST], None)}
        amounts = []
        last = 0
        for line in sorted(step.ingredients, key=lambda one: places[one].start if one in places else -1):
            if not 0 <= line < len(lines):
                continue
            place = places.get(line)
            amount, last = _amount(
                step.text, lines[line], line, place, last, factor, language, used.get(line, 0.0)
            )
            if line in used and not amount.words:
                continue
            before = used.get(line, 0.0)
            used[line] = None if before is None or amount.share is None else min(before + amount.share, 1.0)
            amounts.append(amount)
        found.append(tuple(amounts))
    return tuple(found)


def step_times(step: Step, language: str = "en") -> tuple[StepTime, ...]:
    """The durations in the text of a step, in order, with the names that the recipe gives them."""
    if len(step.text) > _LONGEST:
        return ()
    names = dict(enumerate(step.timer_names))
    return tuple(
        StepTime(start=fact.start, end=fact.end, seconds=fact.value.seconds, name=names.get(number, ""))
        for number, fact in enumerate(times_in(step.text, language))
    )


def has_own_amounts(step: Step, language: str = "en") -> bool:
    """Whether the text of a step names measured amounts, which are not scaled."""
    return len(step.text) <= _LONGEST and any(
        amount.unit is not None for amount in amounts_in(step.text, language)
    )


def _amount(
    text: str,
    line_text: str,
    line: int,
    place: ExtractedFact[int] | None,
    last: int,
    factor: float,
    language: str,
    used: float | None,
) -> tuple[StepAmount, int]:
    """The amount of one line, and the end of its words. `last` is the end of the words of the line before it."""
    whole = StepAmount(line=line, text=line_text, share=1.0)
    if place is None:
        return whole, last
    begin = max(last, place.start - _REACH)
    before = _BREAKS.split(text[begin : place.start])[-1] if begin < place.start else ""
    begin = place.start - len(before)
    after = text[place.end : place.end + _REACH]
    for share, pattern in _patterns(language):
        if (match := pattern.search(before)) is not None:
            start, end = begin + match.start(), place.end
        elif share is None and (match := pattern.match(after.lstrip())) is not None:
            start, end = place.start, place.end + len(after) - len(after.lstrip()) + match.end()
        else:
            continue
        words = text[start:end].strip()
        if share is None and not used:
            return StepAmount(line=line, text=words if used is None else line_text, words=words), end
        part = 1.0 - (used or 0.0) if share is None else share
        scaled = scaled_line(line_text, part, language, Reader()) if part > 0 else line_text
        return StepAmount(line=line, text=scaled, words=words, share=part), end
    for amount in amounts_in(before, language):
        if amount.unit is not None:
            words = text[begin + amount.span.start : place.end]
            return StepAmount(
                line=line, text=scaled_line(words, factor, language, Reader()), words=words
            ), place.end
    return whole, place.end


@cache
def _patterns(language: str) -> tuple[tuple[float | None, re.Pattern[str]], ...]:
    """The patterns of a language with their shares, those of the longest words first; `None` is the rest."""
    tables: dict[str, dict[str, str]] = word_lists("shares")
    found = [
        (None if share == "rest" else float(share), word.strip())
        for share, listed in tables[known_language(language)].items()
        for word in listed.split(",")
    ]
    found.sort(key=lambda one: (one[0] is not None, -len(one[1])))
    return tuple(
        (share, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)) for share, word in found
    )
