"""How long a step is likely to take: as long as it took before, else a share of what the recipe says of the whole."""

from collections.abc import Iterable, Sequence
from statistics import median

from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Recipe, Step

from .events import Event
from .fold import EMPTY, fold
from .goals import goal_of
from .model import DishState, Phase

type StepTimes = dict[int, float]
"""Seconds that steps took, by number; only those that were cooked to their end."""


def step_times(events: Iterable[Event], steps: Sequence[Step], recipe_id: str) -> StepTimes:
    """What the steps of a recipe took in one session, pauses left out; nothing when other steps were cooked."""
    state = EMPTY
    times: StepTimes = {}
    for event in events:
        before, state = state, fold(state, event)
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
    """Seconds for each step, `None` where nobody knows.

    `share_out`: steps of unknown length get what the recipe's time leaves for them, in equal parts; good enough to
    know when to begin, not to tell the cook.
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
