"""Selects what phones are told, and its neutral words: no dish, person or food, as a locked screen shows them."""

from dataclasses import dataclass
from typing import Final

from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.sessions.events import (
    DishDone,
    GoalReached,
    GoalRevoked,
    Noticed,
    Paused,
    SensorLost,
    StepEntered,
)
from ..voice.replies import words
from .cook_buttons import LOWER, MINUTE, SILENCE, STOP
from .phones import COOK_PATH, KITCHEN_PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneMessage:
    """A message to a phone. A later one with the same tag replaces it."""

    words: str
    path: str
    tag: str
    actions: tuple[tuple[str, str], ...] = ()


def phone_message(change: Change, kitchen: Kitchen, language: str) -> PhoneMessage | None:
    """Return the message about an announced change; `None` for one that concerns nobody who is away."""
    if change.kind is ChangeKind.TIMER_DONE:
        session_id = change.data.get("session_id")
        return PhoneMessage(
            words=words("phone_timer", language),
            path=KITCHEN_PATH if session_id is None else COOK_PATH.format(session=session_id),
            tag=f"hearthtech-timer-{change.subject}",
            actions=(
                (f"{MINUTE}:{change.subject}", words("phone_minute", language)),
                (f"{SILENCE}:{change.subject}", words("phone_silence", language)),
            ),
        )
    event = change.data.get("event")
    key = _key_of(event)
    if key is None or not isinstance(
        event, StepEntered | GoalReached | GoalRevoked | Noticed | Paused | SensorLost | DishDone
    ):
        return None
    burner = _burner_name(kitchen, change.subject, event.dish)
    heats = (
        (f"{LOWER}:{change.subject}", words("phone_lower", language)),
        (f"{STOP}:{change.subject}", words("phone_stop", language)),
    )
    told = (
        words(key, language)
        if burner is None or key not in _AT_BURNER
        else words(_AT_BURNER[key], language, burner=burner)
    )
    return PhoneMessage(
        words=told,
        path=COOK_PATH.format(session=change.subject),
        tag=f"hearthtech-{change.subject}-{event.dish}",
        actions=() if burner is None else heats,
    )


_AT_BURNER: Final = {"phone_hands": "phone_hands_at", "phone_trouble": "phone_trouble_at"}
"""The replies that name the burner, where it is known."""


def _key_of(event: object) -> str | None:
    match event:
        case StepEntered() | GoalReached():
            return "phone_hands"
        case Noticed() | Paused() | SensorLost() | GoalRevoked():
            return "phone_trouble"
        case DishDone():
            return "phone_ready"
    return None


def _burner_name(kitchen: Kitchen, session_id: str, dish_id: str) -> str | None:
    try:
        dish = kitchen.sessions.find(session_id).state.dish(dish_id)
    except KitchenError:
        return None
    burner = None if dish is None else kitchen.burners.get(dish.burner_id or "")
    return None if burner is None else burner.name
