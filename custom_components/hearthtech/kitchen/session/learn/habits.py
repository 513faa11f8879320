"""What later cookings teach a recipe: where cooks went on earlier or later than its goals say, the goals follow.

Nothing is changed by this: it is a proposal, to be signed like a recording.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Goal,
    Recipe,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.session.estimates import step_times
from custom_components.hearthtech.kitchen.session.events import Event, GoalReached
from custom_components.hearthtech.kitchen.session.fold import EMPTY, fold
from custom_components.hearthtech.kitchen.session.model import Correction, CorrectionKind

from .tolerance import widen

FEWEST = 2
"""One evening is no habit."""
SAME_SHARE, SAME_K = 0.05, 1.0
"""A goal that moves by less is the same goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A goal that cooks do not keep to, and the one that they do keep to."""

    step: int
    text: str
    before: Goal
    after: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The recipe as it is cooked, and how that differs from how it is written."""

    recipe: Recipe
    habits: tuple[Habit, ...]
    cookings: int


@dataclass(slots=True)
class _Seen:
    times: list[float] = field(default_factory=list)
    went_on: list[Correction] = field(default_factory=list)


def learn(recipe: Recipe, sessions: Iterable[Sequence[Event]]) -> Learned:
    """Compare the goals of a recipe with how it was cooked; sessions of other steps teach nothing."""
    seen: dict[int, _Seen] = defaultdict(_Seen)
    cookings = 0
    for events in sessions:
        times = step_times(events, recipe.steps, recipe.id)
        cookings += bool(times)
        for number, seconds in times.items():
            seen[number].times.append(seconds)
        for correction in _went_on(events, recipe):
            seen[correction.step].went_on.append(correction)
    habits: list[Habit] = []
    steps = list(recipe.steps)
    for number, step in enumerate(recipe.steps if cookings >= FEWEST else ()):
        changed = widen(step, seen[number].went_on, actual_s=seen[number].times)
        if step.goal is not None and changed.goal is not None and _differs(step.goal, changed.goal):
            habits.append(Habit(step=number, text=step.text, before=step.goal, after=changed.goal))
            steps[number] = replace(changed, timer_s=_timer(step, changed.goal))
    return Learned(recipe=replace(recipe, steps=tuple(steps)), habits=tuple(habits), cookings=cookings)


def _went_on(events: Sequence[Event], recipe: Recipe) -> list[Correction]:
    """Where the cook said that a temperature was reached, as a correction of the step."""
    found: list[Correction] = []
    state = EMPTY
    for event in events:
        if isinstance(event, GoalReached) and event.by and event.celsius is not None:
            dish = state.dish(event.dish)
            if dish is not None and dish.plan.recipe_id == recipe.id and dish.plan.steps == recipe.steps:
                found.append(
                    Correction(at=event.at, step=dish.step, kind=CorrectionKind.STEP, celsius=event.celsius)
                )
        state = fold(state, event)
    return found


def _differs(before: Goal, after: Goal) -> bool:
    match before, after:
        case DurationGoal(), DurationGoal():
            longest = before.maximum_s or before.seconds
            slack = SAME_SHARE * before.seconds
            return abs(after.seconds - before.seconds) > slack or (after.maximum_s or 0.0) > longest + slack
        case TemperatureGoal(), TemperatureGoal():
            return (
                abs(after.celsius - before.celsius) > SAME_K
                or after.tolerance_c > before.tolerance_c + SAME_K
            )
        case _:
            return False


def _timer(step: Step, goal: Goal) -> float | None:
    return goal.seconds if step.timer_s is not None and isinstance(goal, DurationGoal) else step.timer_s
