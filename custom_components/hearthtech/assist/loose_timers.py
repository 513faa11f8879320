"""Timers by loose requests (`loose_rules`)."""

from ..voice.automaton import Slots
from ..voice.intents import Kind
from ..voice.lists import texts_of
from ..voice.reply import Reply
from ..voice.spoken_parts import NAME
from .completed_request import FollowUpResult, alone
from .handlers import follow_up_changes as changes
from .handlers.timers import change_one
from .loose_requests import DISH, FOOD, TIMER, LooseHandler, LooseRequest


def timer(action: str) -> LooseHandler:
    """A change of the timer that is named, or of the one that was talked about."""

    async def then(said: LooseRequest) -> FollowUpResult:
        turn = said.turn
        slots: Slots = {"action": action, "it": "yes"}
        if said.span is not None and action != "left":
            slots["duration"] = said.span
        if said.timers:
            slots["name"] = said.timers[0].name
        elif turn.focus.timer_id is None and action not in {"left", "count"}:
            return None
        return alone(turn, Kind.TIMER, **slots) if len({one.id for one in said.timers}) < 2 else None

    return then


async def other(said: LooseRequest) -> FollowUpResult:
    """The time of the other one of two timers, or of the only one that still runs."""
    turn = said.turn
    running = await turn.kitchen.timers.running()
    rest = [one for one in running if one.id != turn.focus.timer_id] if len(running) > 1 else running
    return alone(turn, Kind.TIMER, action="left", name=rest[0].name) if len(rest) == 1 else None


async def done(said: LooseRequest) -> FollowUpResult:
    """Cancel a timer of which somebody says that it is done ("the potatoes are done"); "undo" sets it again.

    A question, or words before the name that are no article, ask for the time that is left.
    """
    turn, timers = said.turn, {one.id: one for one in said.timers}
    if len(timers) != 1:
        return None
    [timer] = timers.values()
    named = said.parts.of(TIMER)[0]
    articles = texts_of("article", turn.language)
    before = [word for part in said.parts.parts if part.at < named.at for word in part.words]
    if said.asks or any(word not in articles for word in before):
        return alone(turn, Kind.TIMER, action="left", name=timer.name)
    left = timer.left_s(turn.kitchen.clock.now())
    reply = await change_one(turn.as_kind(Kind.TIMER), timer, "cancel", None)

    async def back() -> Reply:
        made = await turn.kitchen.timers.add(timer.name, seconds=max(left, 1.0), site=turn.conversation.site)
        return await change_one(turn.as_kind(Kind.TIMER), made, "add", 0.0)

    turn.focus.undo = back
    return reply


async def timer_of_that(said: LooseRequest) -> FollowUpResult:
    """A timer for the time that was answered."""
    seconds = said.turn.focus.seconds
    return None if seconds is None else alone(said.turn, Kind.TIMER, duration=seconds)


async def call(said: LooseRequest) -> FollowUpResult:
    """Name the timer that was talked about."""
    names = [" ".join(part.words) for part in said.parts.parts if {NAME, FOOD, DISH} & part.classes]
    return await changes.renamed(said.turn, names[0]) if len(names) == 1 else None


async def new_timer(said: LooseRequest) -> FollowUpResult:
    """Another timer, for a name."""
    names = [" ".join(part.words) for part in said.parts.parts if {NAME, FOOD, DISH} & part.classes]
    if said.span is None or len(names) != 1:
        return None
    return alone(said.turn, Kind.TIMER, name=names[0], duration=said.span)
