"""Read model of a session: a flat, frozen snapshot with computed times."""

from dataclasses import asdict, dataclass
from typing import Any

from ...burners.model import RefusalCode
from ..recipes.model import DurationGoal, Heat, HelpLevel
from .goals import GoalState, goal_of
from .model import DishState, PauseReason, Phase, SensedKind, SessionState, Waiting
from .policy import waiting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class DishSnapshot:
    """One dish. Steps are counted from 0; times are in s; `progress` is 0–1."""

    id: str
    name: str
    recipe_id: str
    burner_id: str | None
    phase: Phase
    level: HelpLevel
    waiting: Waiting
    step: int
    steps: int
    step_text: str | None
    next_text: str | None
    step_elapsed_s: float
    step_remaining_s: float | None
    """`None` while it is unknown."""
    remaining_s: float | None
    begins_in_s: float | None
    progress: float
    heat: Heat | None
    """The heat that the machine requests, `None` when it requests none."""
    heat_taken: bool
    by_hand: bool
    pause: PauseReason | None
    refusal: RefusalCode | None
    refusal_data: dict[str, object]
    lagging: bool
    """Whether the step's time is stopped because the temperature is too low to count."""
    sensor_lost: bool
    sensed: SensedKind | None
    """The newest event detected in this step."""
    corrections: int
    next_heat: Heat | None = None
    """The heat to which the next step would raise the burner.

    A *Next* button shows it, and must be held for 0.6 s.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSnapshot:
    """A whole session. A question without a name refers to the first dish that has not ended."""

    id: str
    name: str
    phase: Phase
    paused: bool
    dishes: tuple[DishSnapshot, ...]
    ready_in_s: float | None
    elapsed_s: float
    remaining_s: float | None
    progress: float
    opened_at: str
    revision: int
    remarks: int

    @property
    def dish(self) -> DishSnapshot:
        """The current dish: the first that waits for the cook, else the first that is cooking."""
        calls = [dish for dish in self.dishes if dish.waiting in CALLS]
        open_dishes = [dish for dish in self.dishes if not dish.phase.over]
        return (calls or open_dishes or list(self.dishes))[0]

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)


CALLS = {
    Waiting.HANDS,
    Waiting.GATE,
    Waiting.CONFIRM,
    Waiting.COOK_SEES,
    Waiting.HEAT,
    Waiting.RESUME,
    Waiting.START,
}
"""The conditions that only the cook can fulfil."""


def step_remaining(dish: DishState, now: float) -> float | None:
    """Seconds left in the present step, `None` while unknown."""
    step = dish.current
    if step is None or dish.goal_reached:
        return None if step is None else 0.0
    goal = goal_of(step)
    if isinstance(goal, DurationGoal):
        return max(goal.seconds - dish.elapsed_s(now), 0.0)
    likely = estimate(dish, dish.step)
    return None if likely is None else max(likely - dish.elapsed_s(now), 0.0)


def dish_remaining(dish: DishState, now: float) -> float | None:
    """Seconds left in the dish, `None` if a step's length is unknown."""
    if dish.phase.over or dish.phase is Phase.WARMING:
        return 0.0
    rest = [estimate(dish, number) for number in range(dish.step, len(dish.plan.steps))]
    if dish.phase is Phase.COOKING and rest:
        rest[0] = step_remaining(dish, now)
    known = [seconds for seconds in rest if seconds is not None]
    return sum(known) if len(known) == len(rest) else None


def estimate(dish: DishState, number: int) -> float | None:
    """Estimated duration of a step in s, `None` when unknown."""
    goal = goal_of(dish.plan.steps[number])
    if isinstance(goal, DurationGoal):
        return goal.seconds
    return dish.plan.estimates_s[number] if number < len(dish.plan.estimates_s) else None


def view_dish(session: SessionState, dish: DishState, verdict: GoalState, now: float) -> DishSnapshot:
    """The snapshot of one dish."""
    step, following = dish.current, dish.step_at(dish.step + 1)
    if dish.phase is Phase.PLANNED:
        following = dish.step_at(0)
    return DishSnapshot(
        id=dish.id,
        name=dish.plan.name,
        recipe_id=dish.plan.recipe_id,
        burner_id=dish.burner_id,
        phase=dish.phase,
        level=dish.effective_level,
        waiting=waiting_for(session, dish, verdict, now),
        step=dish.step,
        steps=len(dish.plan.steps),
        step_text=None if step is None else step.text,
        next_text=None if following is None or dish.phase.over else following.text,
        step_elapsed_s=dish.elapsed_s(now),
        step_remaining_s=step_remaining(dish, now),
        remaining_s=dish_remaining(dish, now),
        begins_in_s=_until(dish.begins_at, now) if dish.phase is Phase.PLANNED else None,
        progress=_progress(dish, now),
        heat=dish.heat,
        heat_taken=dish.heat_taken,
        by_hand=dish.by_hand,
        pause=dish.pause,
        refusal=dish.refusal,
        refusal_data=dish.refusal_data,
        lagging=dish.lagging,
        sensor_lost=dish.sensor_lost,
        sensed=dish.sensed[-1].kind if dish.sensed else None,
        corrections=len(dish.corrections),
    )


def view_session(session: SessionState, dishes: tuple[DishSnapshot, ...], now: float) -> SessionSnapshot:
    """The snapshot of a session."""
    rest = [dish.remaining_s for dish in dishes if not dish.phase.over]
    remaining = max((r for r in rest if r is not None), default=0.0) if None not in rest else None
    return SessionSnapshot(
        id=session.id,
        name=session.name,
        phase=session.phase,
        paused=any(dish.pause for dish in dishes)
        and all(dish.pause or dish.phase is not Phase.COOKING for dish in dishes),
        dishes=dishes,
        ready_in_s=_until(session.ready_at, now) if not session.phase.over else None,
        elapsed_s=now,
        remaining_s=remaining,
        progress=sum(dish.progress for dish in dishes) / len(dishes) if dishes else 0.0,
        opened_at=session.opened_at,
        revision=session.events,
        remarks=len(session.remarks),
    )


def _until(at: float | None, now: float) -> float | None:
    return None if at is None else max(at - now, 0.0)


def _progress(dish: DishState, now: float) -> float:
    if dish.phase in {Phase.DONE, Phase.WARMING}:
        return 1.0
    if dish.phase is Phase.PLANNED or not dish.plan.steps:
        return 0.0
    share = 1.0 if dish.goal_reached else 0.0
    left, length = step_remaining(dish, now), estimate(dish, dish.step) if dish.current else None
    if not share and left is not None and length:
        share = 1.0 - left / length
    return min((dish.step + min(max(share, 0.0), 1.0)) / len(dish.plan.steps), 1.0)
