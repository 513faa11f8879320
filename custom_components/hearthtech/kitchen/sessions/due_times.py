"""The times at which a session must act by itself, and the dishes that an event concerns."""

from .burner_monitor import BurnerMonitor
from .events import DishDone, Event, ReadySet, Stopped
from .model import DishState, PauseReason, Phase, SessionState
from .policy import waits_to_begin
from .schedule import begin_times

PAN_WAIT_S = 60.0
"""How long a pan may be lifted before its heat is ended, as on stoves (s)."""
LATE_S = 30.0
"""A shorter delay (s) does not reschedule other dishes."""


def due_times(state: SessionState, dish: DishState, watch: BurnerMonitor, now: float) -> list[float]:
    """The seconds until a dish may change by itself: begin, step, heating time, lifted pan."""
    if dish.pause is PauseReason.PAN_LIFTED and watch.pan_lifted_at is not None and dish.heat:
        return [watch.pan_lifted_at + PAN_WAIT_S - now]
    if dish.phase is Phase.WARMING:
        ready_at = state.ready_at
        return [] if ready_at is None or ready_at <= now else [ready_at - now]
    if dish.pause is not None or dish.phase.over:
        return []
    if dish.phase is Phase.PLANNED:
        waits = dish.begins_at is None or waits_to_begin(dish, now)
        return [] if waits or dish.begins_at is None else [dish.begins_at - now]
    due = None if dish.awaiting_hands else watch.due_in(dish, now)
    return [seconds for seconds in (due, watch.heating_due_in(dish, now)) if seconds is not None]


def later_begins(state: SessionState, now: float) -> list[Event]:
    """The new begins of the planned dishes, if a dish takes so long that the others must wait."""
    ready_at = state.ready_at
    if ready_at is None or all(dish.phase is not Phase.PLANNED for dish in state.dishes):
        return []
    changes: list[Event] = list(begin_times(state, now))
    late = [change for change in changes if isinstance(change, ReadySet)]
    return changes if late and late[0].ready_at > ready_at + LATE_S else []


def ended_dishes(event: Event, state: SessionState) -> list[str]:
    """The dishes that this event ends: their trace must be complete before it."""
    match event:
        case DishDone(dish=dish_id) | Stopped(dish=str(dish_id)):
            return [dish_id] if state.dish(dish_id) is not None else []
        case Stopped():
            return [dish.id for dish in state.dishes if not dish.phase.over]
        case _:
            return []


def paused_by_sensor(state: SessionState, dish_id: str) -> bool:
    """Whether a dish is paused because its thermometer is lost."""
    dish = state.dish(dish_id)
    return dish is not None and dish.pause is PauseReason.SENSOR
