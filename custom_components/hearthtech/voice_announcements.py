"""Which changes in the kitchen are said aloud unasked, and in which words."""

from collections.abc import Mapping
from typing import Final

from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .kitchen.session.events import DishDone, Event, GoalReached, Noticed, Paused, SensorLost
from .kitchen.session.model import PauseReason, SensedKind
from .voice.replies import words

_SENSED: Final[Mapping[SensedKind, str]] = {
    SensedKind.BOIL: "dish_boils",
    SensedKind.BOIL_OVER_RISK: "dish_boils_over",
    SensedKind.BOIL_DRY: "dish_boils_dry",
}
_PAUSED: Final[Mapping[PauseReason, str]] = {
    PauseReason.CUT: "dish_heat_cut",
    PauseReason.STOVE_LOST: "dish_stove_lost",
}


def announcement(change: Change, kitchen: Kitchen, language: str) -> str | None:
    """The sentence for a change, or nothing when nobody needs to hear of it at once."""
    if change.kind is ChangeKind.TIMER_DONE:
        name = str(change.data.get("name") or "")
        timer = words("timer_named", language, name=name) if name else words("timer_unnamed", language)
        return words("timer_done", language, name=timer)
    if change.kind is not ChangeKind.SESSION_CHANGED:
        return None
    event = change.data.get("event")
    key, dish = _of_event(event)  # type: ignore[arg-type]  # what a session tells is an event
    return words(key, language, dish=_dish_name(kitchen, change.subject, dish)) if key and dish else None


def _of_event(event: Event) -> tuple[str | None, str | None]:
    """The key of the sentence, and the dish that it is about."""
    match event:
        case GoalReached(by=""):
            return "dish_step_done", event.dish
        case Noticed():
            return _SENSED.get(event.kind), event.dish
        case Paused():
            return _PAUSED.get(event.reason), event.dish
        case SensorLost():
            return "dish_sensor_lost", event.dish
        case DishDone():
            return "dish_ready", event.dish
    return None, None


def _dish_name(kitchen: Kitchen, session_id: str, dish_id: str) -> str:
    try:
        state = kitchen.sessions.find(session_id).state
    except KitchenError:
        return ""
    return next((dish.plan.name for dish in state.dishes if dish.id == dish_id), "")
