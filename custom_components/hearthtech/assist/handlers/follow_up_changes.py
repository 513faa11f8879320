"""Follow-ups that change or choose what was mentioned last: undo, cancel, another dish, amount or name, "the second one"."""

from dataclasses import replace

from ...kitchen.errors import KitchenError
from ...voice.follow_ups import FollowUpRequest
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..turn import TurnContext
from . import meal_changes, pantry_changes
from .meals import next_suggestion
from .timers import change_one, spoken_timer

_KEPT_ON_A_LIST = frozenset({Kind.SHOPPING_ADD, Kind.PANTRY_QUERY})


async def undo(turn: TurnContext, request: FollowUpRequest) -> TurnContext | Reply | None:
    """Take back the last change, or the suggestion; heat that was just set is turned off, as by "cancel"."""
    if turn.focus.heated:
        return turn.as_kind(Kind.CANCEL)
    if (take_back := turn.focus.undo) is None:
        return await next_suggestion(turn)
    turn.focus.undo = None
    return await take_back()


async def cancel_it(turn: TurnContext, request: FollowUpRequest) -> TurnContext | Reply | None:
    """Cancel what was mentioned last: a timer, a meal, or something just written on a list."""
    focus = turn.focus
    if turn.focus.heated or turn.conversation.pending is not None:
        return None  # "cancel" means that
    if focus.topic is Kind.TIMER and focus.timer_id is not None:
        for one in await turn.kitchen.timers.running():
            if one.id == focus.timer_id:
                return await change_one(turn.as_kind(Kind.TIMER), one, "cancel", None)
        return None
    if focus.topic in {Kind.PLAN_MEAL, Kind.PLAN_QUERY} and focus.meal_id is not None:
        return await meal_changes.cancel_meal(turn.as_kind(Kind.PLAN_MEAL))
    if focus.topic in _KEPT_ON_A_LIST:
        return await undo(turn, request)
    return None


async def rename_timer(turn: TurnContext, request: FollowUpRequest) -> Reply | None:
    """Name the timer that was mentioned last."""
    if turn.focus.topic is not Kind.TIMER or turn.focus.timer_id is None:
        return None
    try:
        renamed = await turn.kitchen.timers.rename(
            turn.focus.timer_id, speakable(turn.as_said(str(request.slots["name"])))
        )
    except KitchenError:
        return None
    timer = turn.as_kind(Kind.TIMER)
    return timer.reply("timer_renamed", name=spoken_timer(timer, renamed))


async def other_dish(turn: TurnContext, recipe_id: str) -> Reply | None:
    """Plan another dish in place of the one that was just planned."""
    return await meal_changes.replace_dish(replace(turn, recognition=turn.recognition), recipe_id)


async def other_amount(turn: TurnContext, amount: float) -> Reply | None:
    """Correct the amount of the pantry item that was just changed."""
    return await pantry_changes.correct(turn.as_kind(Kind.PANTRY_QUERY), amount)
