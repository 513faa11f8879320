"""Selects the changes that are announced, and their sentences."""

from collections.abc import Mapping
from typing import Final

from ..assist.turn import said_degrees
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.model import HelpLevel, HumanGate, Step
from ..kitchen.sessions.events import (
    DishDone,
    Event,
    GoalReached,
    GoalRevoked,
    HeatAsked,
    Noticed,
    Paused,
    SensorLost,
    StepEntered,
)
from ..kitchen.sessions.model import ANNOUNCED, DishState, PauseReason
from ..kitchen.sessions.policy import may_advance, must_agree
from ..voice.replies import words

_PAUSED: Final[Mapping[PauseReason, str]] = {
    PauseReason.CUT: "dish_heat_cut",
    PauseReason.STOVE_LOST: "dish_stove_lost",
    PauseReason.SENSOR: "dish_sensor_paused",
}


def announcement(change: Change, kitchen: Kitchen, language: str, temperature_unit: str = "C") -> str | None:
    """Return the sentence for a change, or `None` if it is not announced.

    `temperature_unit` is the unit of the home, "C" or "F".
    """
    if change.kind in {ChangeKind.TIMER_DONE, ChangeKind.TIMER_RINGING}:
        name = str(change.data.get("name") or "")
        timer = words("timer_named", language, name=name) if name else words("timer_unnamed", language)
        return words("timer_done", language, name=timer)
    if change.kind is not ChangeKind.SESSION_CHANGED:
        return None
    event = change.data.get("event")
    if isinstance(event, HeatAsked):
        return _heat(event, change.subject, kitchen, language, temperature_unit)
    key, dish_id = _of_event(event)  # type: ignore[arg-type]  # what a session tells is an event
    dish = None if key is None or dish_id is None else _dish(kitchen, change.subject, dish_id)
    if (
        key is None
        or dish is None
        or (isinstance(event, GoalReached) and _goes_on_by_itself(kitchen, change.subject, dish))
    ):
        return None
    if not isinstance(event, StepEntered):
        return words(key, language, dish=dish.plan.name)
    step = dish.step_at(event.step)
    needed = step is not None and (step.needs_hands or isinstance(step.goal, HumanGate))
    return words(key, language, dish=dish.plan.name, text=step.text) if step and needed else None


def _of_event(event: Event) -> tuple[str | None, str | None]:
    """Return the key of the sentence, and the dish that it is about."""
    match event:
        case GoalReached(by=""):
            return "dish_step_done", event.dish
        case GoalRevoked():
            return "dish_goal_revoked", event.dish
        case StepEntered(by="", step=number) if number > 0:
            return "dish_needs_cook", event.dish
        case Noticed():
            return ANNOUNCED.get(event.kind), event.dish
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


def _goes_on_by_itself(kitchen: Kitchen, session_id: str, dish: DishState) -> bool:
    """Whether the session continues with the next step without a confirmation of the cook."""
    match dish:
        case DishState(current=Step() as step):
            session = kitchen.sessions.find(session_id).state
            return may_advance(dish, step) and not must_agree(session, dish, dish.step + 1)
    return False


def _heat(
    asked: HeatAsked, session_id: str, kitchen: Kitchen, language: str, temperature_unit: str
) -> str | None:
    """Return what autopilot changes within its allowance; `None` if a person has just confirmed it."""
    dish = _dish(kitchen, session_id, asked.dish)
    if dish is None or dish.agreed or dish.effective_level is not HelpLevel.AUTOPILOT:
        return None
    burner = kitchen.burners.get(dish.burner_id or "")
    heat = asked.heat
    level = (
        words("say_percent", language, value=f"{(heat.power or 0.0) * 100:.0f}")
        if heat.temperature_c is None
        else said_degrees(heat.temperature_c, temperature_unit, language)
    )
    name = dish.plan.name if burner is None else burner.name
    return words("dish_sets_heat", language, dish=dish.plan.name, burner=name, level=level)
