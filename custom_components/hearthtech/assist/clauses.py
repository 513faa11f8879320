"""Answer an utterance of several clauses by the one that is a request: "the eggs are done, what else is running"."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
import re

from ..voice.data_files import supported
from ..voice.follow_ups import FollowUp
from ..voice.intents import LOWERS_HEAT, RAISES_HEAT, STEPS, Kind
from ..voice.recognition import NOT_OURS, Recognition
from ..voice.text import tokens
from .follow_up import OF_RECIPES
from .handlers.nutrition import recipe_with_word
from .handlers.timers import called
from .stopping import heat_may_be_on
from .turn import TurnContext

FEWEST_WORDS = 2
"""A clause of fewer words is no request of its own."""
_BETWEEN = re.compile(r"[,;:.!?]+\s+|\s+[-–—]+\s+")
_REPORTS = frozenset({"tick", "stock", "take", "gone"})
"""Values of the slot `action` of what a user reports, often as the reason for a request: "I've got onions"."""
_NO_REQUESTS = RAISES_HEAT | LOWERS_HEAT | {Kind.YES, Kind.NO, Kind.CANCEL, Kind.THANKS}


async def clauses(turn: TurnContext, recognize: Callable[[str], Recognition]) -> AsyncIterator[TurnContext]:
    """The clauses of an utterance that was not clearly understood as a whole, each as a turn of its own.

    If nothing was understood, any clause may be the request; if the whole was nearly recognized, only one that is exactly
    recognized. Requests come before reports, and the last request first. What the other clauses mention is then meant by
    "it". A clause never raises heat, and off is read from the whole utterance only.
    """
    if turn.recognition.layer == 1 or turn.kind in _NO_REQUESTS | STEPS:
        return
    code = supported(turn.language)
    parts = [one.strip() for one in _BETWEEN.split(turn.said) if len(tokens(one, code)) >= FEWEST_WORDS]
    if len(parts) < 2:
        return
    found = []
    for part in reversed(parts):
        recognition = _request_in(turn, part, recognize(part))
        if recognition is not None:
            found.append(replace(turn, recognition=recognition, said=part))
    for one in sorted(found, key=_is_report):
        for part in parts:
            if part != one.said:
                await _note(replace(one, said=part))
        yield one


def _request_in(turn: TurnContext, part: str, heard: Recognition) -> Recognition | None:
    """What a clause asks for, `none` for a follow-up; `None` if it may not be the request."""
    follows = any(not one.free for one in turn.recognizer.follow_ups(part, language=turn.language))
    if heard.kind in LOWERS_HEAT:
        ends_timer = turn.focus.topic is Kind.TIMER and not heat_may_be_on(turn)
        return heard if ends_timer and follows else None
    if heard.kind in STEPS:
        return replace(heard, layer=2) if turn.kind is Kind.NONE else None
    if heard.kind is Kind.NONE or heard.kind in _NO_REQUESTS or heard.layer == 2:
        may_follow = follows or (turn.kind is Kind.NONE and heard.kind is Kind.NONE)
        return NOT_OURS if may_follow and heard.kind not in RAISES_HEAT else None
    return heard if turn.kind is Kind.NONE or heard.confidence >= 1.0 else None


def _is_report(turn: TurnContext) -> bool:
    return turn.recognition.slots.get("action") in _REPORTS


async def _note(turn: TurnContext) -> None:
    """Let what a clause mentions be meant by the request in another: a timer, or a dish."""
    named = called(await turn.kitchen.timers.running(), turn.said, turn.language)
    if len(named) == 1:
        turn.focus.timer_id = named[0].id
    for one in turn.recognizer.follow_ups(turn.said, language=turn.language):
        if (recipe_id := one.slots.get("recipe_id")) is not None:
            turn.focus.recipe_id = str(recipe_id)
            return
        if one.kind is FollowUp.SUBJECT and turn.text("recipe") is None and turn.kind in OF_RECIPES:
            # Which one is asked, if several have such a name; the answer is that of this request.
            turn.focus.topic, turn.focus.slots = turn.kind, dict(turn.recognition.slots)
            found = await recipe_with_word(turn, str(one.slots["food"]))
            turn.focus.recipe_id = found or turn.focus.recipe_id
            return
