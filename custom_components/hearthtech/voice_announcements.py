"""Which changes in the kitchen are said aloud unasked, and in which words."""

from collections.abc import Mapping
from typing import Final

from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .kitchen.recipes.model import HumanGate, Step
from .kitchen.session.events import DishDone, Event, GoalReached, Noticed, Paused, SensorLost, StepEntered
from .kitchen.session.model import DishState, PauseReason, SensedKind
from .kitchen.session.policy import may_advance
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
    key, dish_id = _of_event(event)  # type: ignore[arg-type]  # what a session tells is an event
    dish = None if key is None or dish_id is None else _dish(kitchen, change.subject, dish_id)
    if key is None or dish is None or (isinstance(event, GoalReached) and _goes_on_by_itself(dish)):
        return None
    if not isinstance(event, StepEntered):
        return words(key, language, dish=dish.plan.name)
    step = dish.step_at(event.step)
    needed = step is not None and (step.needs_hands or isinstance(step.goal, HumanGate))
    return words(key, language, dish=dish.plan.name, text=step.text) if step and needed else None


def _of_event(event: Event) -> tuple[str | None, str | None]:
    """The key of the sentence, and the dish that it is about."""
    match event:
        case GoalReached(by=""):
            return "dish_step_done", event.dish
        case StepEntered(by="", step=number) if number > 0:
            return "dish_needs_cook", event.dish
        case Noticed():
            return _SENSED.get(event.kind), event.dish
        case Paused():
            return _PAUSED.get(event.reason), event.dish
        case SensorLost():
            return "dish_sensor_lost", event.dish
        case DishDone():
            return "dish_ready", event.dish
    return None, None


def _dish(kitchen: Kitchen, session_id: str, dish_id: str) -> DishState | None:
    try:
        state = kitchen.sessions.find(session_id).state
    except KitchenError:
        return None
    return next((dish for dish in state.dishes if dish.id == dish_id), None)


def _goes_on_by_itself(dish: DishState) -> bool:
    """Whether the machine takes the next step without being told."""
    match dish:
        case DishState(current=Step() as step):
            return may_advance(dish, step)
    return False
