"""Estimate step durations: from former sessions, else as a share of the recipe's total time."""

from collections.abc import Iterable, Sequence
from statistics import median

from ..recipes.model import DurationGoal, Recipe, Step
from .events import Event
from .goals import goal_of
from .model import DishState, Phase
from .reducer import EMPTY, reduce

type StepTimes = dict[int, float]
"""Durations of steps in s, by step number; only of steps that were completed."""


def step_times(events: Iterable[Event], steps: Sequence[Step], recipe_id: str) -> StepTimes:
    """The durations of a recipe's steps in one session, without pauses; empty if other steps were cooked."""
    state = EMPTY
    times: StepTimes = {}
    for event in events:
        before, state = state, reduce(state, event)
        for dish in before.dishes:
            if dish.plan.recipe_id != recipe_id or dish.plan.steps != tuple(steps):
                continue
            after = state.dish(dish.id)
            if after is not None and dish.goal_reached and _left(dish, after):
                times[dish.step] = dish.elapsed_s(event.at)
    return times


def estimate_steps(
    recipe: Recipe, earlier: Sequence[StepTimes], *, share_out: bool = False
) -> tuple[float | None, ...]:
    """Estimated seconds for each step, `None` where unknown.

    `share_out`: steps of unknown length get equal parts of the remaining time of the recipe; good enough to
    schedule the beginning, not to show it to the cook.
    """
    times = [_estimate(number, step, earlier) for number, step in enumerate(recipe.steps)]
    unknown = times.count(None)
    whole = recipe.cook_time_s or recipe.total_time_s
    if not share_out or not unknown or whole is None:
        return tuple(times)
    part = max(whole - sum(seconds for seconds in times if seconds is not None), 0.0) / unknown
    return tuple(part if seconds is None else seconds for seconds in times)


def _estimate(number: int, step: Step, earlier: Sequence[StepTimes]) -> float | None:
    goal = goal_of(step)
    if isinstance(goal, DurationGoal):
        return goal.seconds
    took = [times[number] for times in earlier if number in times]
    return median(took) if took else None


def _left(before: DishState, after: DishState) -> bool:
    return before.phase is Phase.COOKING and (after.step > before.step or after.phase is not Phase.COOKING)
