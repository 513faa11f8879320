"""Follow-ups that change or choose what was mentioned last: undo, cancel, another dish, amount or name, "the second one"."""

from dataclasses import replace

from ...kitchen.errors import KitchenError
from ...language.fold import fold
from ...language.numbers import number_at
from ...voice.automaton import Slots
from ...voice.data_files import supported
from ...voice.follow_ups import FollowUpRequest
from ...voice.intents import Kind
from ...voice.lists import texts_of
from ...voice.reply import Reply, speakable
from ...voice.text import tokens
from ..completed_request import again, alone
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
    if focus.topic is Kind.TIMER and await turn.kitchen.timers.running():
        return alone(turn, Kind.TIMER, action="cancel")  # which one is asked
    if focus.topic in {Kind.PLAN_MEAL, Kind.PLAN_QUERY} and focus.meal_id is not None:
        return await meal_changes.cancel_meal(turn.as_kind(Kind.PLAN_MEAL))
    if focus.topic in _KEPT_ON_A_LIST:
        return await undo(turn, request)
    return None


async def rename_timer(turn: TurnContext, request: FollowUpRequest) -> Reply | None:
    """Name the timer that was mentioned last."""
    return await renamed(turn, str(request.slots["name"]))


async def renamed(turn: TurnContext, name: str) -> Reply | None:
    """Give the timer that was mentioned last another name; `None` if none was."""
    if turn.focus.topic is not Kind.TIMER or turn.focus.timer_id is None:
        return None
    try:
        changed = await turn.kitchen.timers.rename(turn.focus.timer_id, speakable(turn.as_said(name)))
    except KitchenError:
        return None
    timer = turn.as_kind(Kind.TIMER)
    return timer.reply("timer_renamed", name=spoken_timer(timer, changed))


async def other_dish(turn: TurnContext, recipe_id: str) -> Reply | None:
    """Plan another dish in place of the one that was just planned."""
    return await meal_changes.replace_dish(replace(turn, recognition=turn.recognition), recipe_id)


async def other_amount(turn: TurnContext, amount: float) -> Reply | None:
    """Correct the amount of the pantry item that was just changed."""
    return await pantry_changes.correct(turn.as_kind(Kind.PANTRY_QUERY), amount)


async def other_listed_amount(turn: TurnContext, amount: str) -> TurnContext | None:
    """Write the item that was just listed again, with another amount ("3", "2 kg") in place of its own."""
    if not turn.focus.listed or turn.focus.undo is None:
        return None
    *others, last = turn.focus.listed
    said = last.split()
    number = number_at(tokens(last, supported(turn.language)), 0, supported(turn.language))
    rest = said if number is None or len(said) <= number[1] else said[number[1] :]
    if " " in amount and len(rest) > 1 and fold(rest[0]) in texts_of("unit", turn.language):
        rest = rest[1:]
    take_back, turn.focus.undo = turn.focus.undo, None
    await take_back()
    return alone(turn, Kind.SHOPPING_ADD, item=", ".join([*others, " ".join([amount, *rest])]))


async def other_stock(turn: TurnContext, slots: Slots) -> TurnContext | Reply | None:
    """Correct the amount and unit of what was just put into the pantry; of the last one with this unit, if any has it."""
    turn = turn.as_kind(Kind.PANTRY_QUERY)
    if turn.focus.slots.get("unit") != slots["unit"]:
        alike = [one for one in await turn.kitchen.pantry.items() if one.unit == slots["unit"]]
        if len(alike) == 1:
            changed = replace(alike[0], amount=float(str(slots["amount"])))
            return await pantry_changes.changed_to(turn, alike[0], changed)
    if turn.focus.undo is None:
        return None
    take_back, turn.focus.undo = turn.focus.undo, None
    await take_back()
    return again(turn, Kind.PANTRY_QUERY, {**slots, "item": turn.focus.food})


def more_to_buy(turn: TurnContext, food: str) -> TurnContext | None:
    """Write a food on the list with the amount that was said before it: "two bottles of wine too"."""
    code = supported(turn.language)
    said, wanted = tokens(turn.said, code), food.split()
    start = next((n for n in range(len(said)) if number_at(said, n, code) is not None), None)
    end = next((n for n in range(len(said)) if said[n : n + len(wanted)] == wanted), None)
    if start is None and end is not None and end and said[end - 1] in texts_of("unit", code):
        # "Und einen Liter Milch": an article is a number here.
        return alone(turn, Kind.SHOPPING_ADD, item=" ".join(["1", *said[end - 1 : end + len(wanted)]]))
    if start is None or end is None or start >= end:
        return None
    return alone(turn, Kind.SHOPPING_ADD, item=" ".join(said[start : end + len(wanted)]))
