"""Requests that a follow-up completes: the last request with other slots, or one of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from ..voice.automaton import Slots, SlotValue
from ..voice.follow_ups import FollowUpRequest
from ..voice.intents import Kind
from ..voice.recognizer import Recognition
from ..voice.reply import Reply
from .turn import TurnContext

type FollowUpResult = TurnContext | Reply | None
type FollowUpHandler = Callable[[TurnContext, FollowUpRequest], Awaitable[FollowUpResult]]


def again(turn: TurnContext, kind: Kind, slots: Slots, *, without: tuple[str, ...] = ()) -> TurnContext:
    """Return the last request as one of `kind`, with other slots."""
    kept = {
        name: value
        for name, value in turn.focus.slots.items()
        if name not in without and name.removesuffix("_id") not in without
    }
    return replace(turn, recognition=Recognition(kind=kind, slots={**kept, **slots}, confidence=1.0, layer=1))


def alone(turn: TurnContext, kind: Kind, **slots: SlotValue) -> TurnContext:
    """Return a request of its own, without the slots of the last one."""
    return replace(turn, recognition=Recognition(kind=kind, slots=slots, confidence=1.0, layer=1))
