"""Find recorded steps whose heat rises, and let a person confirm them before it does.

In the recording a cook turned the heat up. Cooked again on autopilot, nobody may be there: such a step therefore has
manual work, for which a session waits with unchanged heat.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ....burners.heat_gate import level_raises
from ...recipes.activity import Activity
from ...recipes.model import HumanGate, TemperatureGoal
from ..model import heat_level
from .draft_step import DraftStep

BOILING_C: Final = 100.0
SAME_K: Final = 5.0
"""A pan that was heated to a temperature is held there, even if its goal was this much (K) lower."""
SAME_POWER: Final = 0.1
"""Means of phases differ by this much (0-1) although nobody has turned the knob."""


def with_hands(steps: Sequence[DraftStep]) -> tuple[DraftStep, ...]:
    """The steps; those that raise heat while nobody needs to be there have manual work."""
    kept: list[DraftStep] = []
    before: DraftStep | None = None
    attended = True  # a person starts the session
    for step in steps:
        rises = before is not None and not attended and _rises(before, step)
        kept.append(replace(step, needs_hands=True) if rises else step)
        if step.heat is not None:
            before = step
        attended = waits_for_person(step)
    return tuple(kept)


def waits_for_person(step: DraftStep) -> bool:
    """Whether a session leaves this step only when a person says so."""
    return isinstance(step.goal, HumanGate) or (step.needs_hands and step.goal is None)


def _rises(before: DraftStep, step: DraftStep) -> bool:
    """Whether the heat of a step may be more than that of the last step with heat."""
    now, then = heat_level(before.heat), heat_level(step.heat)
    if not level_raises(now, then):
        return False
    if now is None or now.power is None or now.off or then is None:
        return True
    if then.power is not None:
        return then.power > now.power + SAME_POWER
    if then.temperature_c is None:
        return False
    # From a power to a temperature: no raise to hold what the power has reached.
    return then.temperature_c > _reached_c(before) + SAME_K


def _reached_c(step: DraftStep) -> float:
    """The temperature that a step with a power reaches (°C); of an unknown one, none."""
    if isinstance(step.goal, TemperatureGoal):
        return step.goal.celsius
    return BOILING_C if step.activity in {Activity.WARM, Activity.BOIL, Activity.SIMMER} else float("-inf")
