"""Goal adjustment from later cookings.

Goals follow when cooks continue earlier or later than the recipe says.

The result is a proposal, to be signed like a recording; nothing is changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ...recipes.model import DurationGoal, Goal, Recipe, Step, TemperatureGoal
from ..duration_estimates import step_times
from ..events import Event, GoalReached
from ..model import CorrectionKind, ManualCorrection
from ..reducer import EMPTY, reduce
from .recording_merge import widen

FEWEST = 2
"""Least number of cookings for a habit."""
SAME_SHARE, SAME_K = 0.05, 1.0
"""A goal that moves by less is not changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A goal that differs from the cooks' habit, and the goal that matches it."""

    step: int
    text: str
    before: Goal
    after: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The adjusted recipe, and its differences from the original."""

    recipe: Recipe
    habits: tuple[Habit, ...]
    cookings: int


@dataclass(slots=True)
class _Seen:
    times: list[float] = field(default_factory=list)
    went_on: list[ManualCorrection] = field(default_factory=list)


def learn(recipe: Recipe, sessions: Iterable[Sequence[Event]]) -> Learned:
    """Compare the goals of a recipe with its cookings; sessions with other steps are ignored."""
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


def _went_on(events: Sequence[Event], recipe: Recipe) -> list[ManualCorrection]:
    """Where the cook confirmed a temperature before it was reached, as a correction of the step."""
    found: list[ManualCorrection] = []
    state = EMPTY
    for event in events:
        if isinstance(event, GoalReached) and event.by and event.celsius is not None:
            dish = state.dish(event.dish)
            if dish is not None and dish.plan.recipe_id == recipe.id and dish.plan.steps == recipe.steps:
                found.append(
                    ManualCorrection(
                        at=event.at, step=dish.step, kind=CorrectionKind.STEP, celsius=event.celsius
                    )
                )
        state = reduce(state, event)
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
