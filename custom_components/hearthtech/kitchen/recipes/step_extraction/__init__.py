"""Extract facts from step text: times, temperatures, heat, ingredients, goals, and whether it needs the cook.

Each fact is a guess with a confidence and the position of its words; the cook can correct it. Facts that a
recipe declares (a Cooklang timer, a goal set by hand) are never changed.
"""

from dataclasses import replace
import re
from typing import Any

from ....language.lazy_pattern import LazyPattern
from ..model import DurationGoal, Goal, Guess, Heat, HumanGate, PhenomenonGoal, Recipe, Step
from ..word_lists import expressions
from .goals import goals_in
from .heats import heats_in
from .mentions import Mentions
from .span import ExtractedFact
from .temperatures import temperatures_in
from .times import times_in

_LONGEST_STEP = 20_000
"""Characters; a longer text is not a step and is not analyzed."""
_WORDS = expressions("step_words")
_WAITING = LazyPattern(rf"\b(?:{_WORDS['waiting']})\b", re.IGNORECASE)
_WORKING = LazyPattern(rf"\b(?:{_WORDS['working']})\w*\b", re.IGNORECASE)


def with_guesses(recipe: Recipe) -> Recipe:
    """The recipe with the facts of its steps. Steps with guesses are not changed."""
    mentions = Mentions(recipe.ingredients)
    return replace(recipe, steps=tuple(guessed(step, mentions, recipe.language) for step in recipe.steps))


def guessed(step: Step, mentions: Mentions | None = None, language: str = "en") -> Step:
    """The step with the facts of its text."""
    text = step.text
    if step.guesses or len(text) > _LONGEST_STEP:
        return step
    changes: dict[str, Any] = {}
    guesses: list[Guess] = []

    def take(field: str, value: object, *found: ExtractedFact[Any]) -> None:
        changes[field] = value
        guesses.extend(
            Guess(field=field, confidence=round(item.confidence, 2), start=item.start, end=item.end)
            for item in found
        )

    times = times_in(text, language)
    temperatures = temperatures_in(text)
    if step.timer_s is None and times and (timer := _timer(times)) is not None:
        take("timer_s", timer.value.seconds, timer)
    if (
        step.goal is None
        and (goal := _goal(text, times, list(temperatures.goals), held=bool(temperatures.holds))) is not None
    ):
        take("goal", goal.value, goal)
    if temperatures.ovens and step.oven_c is None:
        take("oven_c", temperatures.ovens[0].value, *temperatures.ovens)
    if step.heat is None:
        heats: list[ExtractedFact[Heat]] = [
            ExtractedFact(
                value=Heat(temperature_c=hold.value),
                confidence=hold.confidence,
                start=hold.start,
                end=hold.end,
            )
            for hold in temperatures.holds
        ] or heats_in(text)
        if heats:
            # The first heat is set first; if more follow, it is less certain that it applies to the whole
            # step.
            sure = [
                replace(item, confidence=item.confidence * (0.6 if len(heats) > 1 else 1.0)) for item in heats
            ]
            take("heat", heats[0].value, *sure)
    if not step.ingredients and mentions is not None and (used := mentions.in_step(text, step.section)):
        take("ingredients", tuple(sorted({item.value for item in used})), *used)
    if step.needs_hands and (waiting := _waiting(text, times)) is not None:
        take("needs_hands", False, waiting)
    return replace(step, **changes, guesses=tuple(guesses)) if guesses else step


def _timer(times: list[ExtractedFact[DurationGoal]]) -> ExtractedFact[DurationGoal] | None:
    """The duration for a timer: the most certain one; of equally certain ones the last, which is usually the wait."""
    return max(times, key=lambda item: (item.confidence, item.start))


def _goal(
    text: str, times: list[ExtractedFact[DurationGoal]], temperatures: list[ExtractedFact[Any]], *, held: bool
) -> ExtractedFact[Goal] | None:
    """The goal of the step. Conditions that only a person can check rank above measurable ones."""
    told = goals_in(text)
    gates = [item for item in told if isinstance(item.value, HumanGate)]
    sure_gates = [item for item in gates if item.confidence >= 0.8]
    if sure_gates:
        return sure_gates[-1]
    if temperatures and not (held and times):
        return max(temperatures, key=lambda item: item.confidence)
    seen = [item for item in told if isinstance(item.value, PhenomenonGoal)]
    until = [
        item
        for item in (*seen, *gates)
        if not text[item.start : item.end].lower().startswith(("bring", "come"))
    ]
    if until:
        return max(until, key=lambda item: item.start)
    timer = _timer(times) if times else None
    brought = seen[-1] if seen else None
    if timer is None:
        return brought
    if brought is not None and brought.start > timer.end:
        return brought
    return ExtractedFact(value=timer.value, confidence=timer.confidence, start=timer.start, end=timer.end)


def _waiting(text: str, times: list[ExtractedFact[DurationGoal]]) -> ExtractedFact[bool] | None:
    """Whether the step is only waiting."""
    match = _WAITING.search(text)
    if match is None or not times or _WORKING.search(text):
        return None
    return ExtractedFact(value=False, confidence=0.7, start=match.start(), end=match.end())
