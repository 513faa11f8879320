"""What "stop", "off" and "cancel" mean while a timer rings, or after a timer was spoken about.

A ringing timer is silenced first. "Stop" and "cancel" then leave the heat as it is and say which burners are on; every
other request to turn off also turns off. What was done is always said.
"""

from dataclasses import replace

from ..burners.model import HeatSource
from ..kitchen.timers.timer import Timer
from ..voice.intents import LOWERS_HEAT, Kind
from ..voice.numbers import say_duration
from ..voice.reply import Reply
from .handlers.off import silence_timers
from .handlers.timers import called, change_one, spoken_timer
from .heat_question import agrees_only
from .turn import TurnContext, is_on

_NAMES_HEAT = ("burner", "burner_ids", "except_ids", "dish", "dishes", "reason")
"""Slots of a request to turn off that can only mean the heat."""


def silence(turn: TurnContext) -> tuple[bool, Reply | None]:
    """Silence the timers that ring at this place, before any request is answered.

    Returns whether one was silenced, and the reply if the words only answer the timer: "ok", "thanks" or "cancel".
    "Stop" and "cancel the timer" are left to their handlers.
    """
    ringing = turn.kitchen.timers.ringing()
    if not ringing or turn.kind in {Kind.NONE, Kind.STOP, Kind.TIMER}:
        return False, None
    here = [timer for timer in ringing if timer.site in {"", turn.conversation.site}]
    for timer in here:
        turn.kitchen.timers.silence(timer.id)
    if not here or turn.conversation.pending is not None:
        return bool(here), None
    canceled = turn.as_kind(Kind.CANCEL)
    if turn.kind is Kind.CANCEL:
        # Right after heat was set, "cancel" may also mean that heat, which its handler turns off.
        return True, None if turn.focus.heated else silence_timers(canceled)
    agrees = turn.kind in {Kind.NEXT_STEP, Kind.YES} and agrees_only(turn.said, turn.language)
    if agrees or turn.kind is Kind.THANKS:
        return True, canceled.reply("timer_silent")
    return True, None


def with_silenced(turn: TurnContext, reply: Reply) -> Reply:
    """Begin the reply to "off" or "cancel" with the timer that it silenced."""
    if turn.kind not in LOWERS_HEAT | {Kind.CANCEL} or names_heat(turn):
        return reply
    silent = turn.words("timer_silent")
    if reply.say in {turn.words("nothing_to_turn_off"), turn.words("no_burners")}:
        return replace(reply, say=silent)
    return replace(reply, say=f"{silent} {reply.say}")


def names_heat(turn: TurnContext) -> bool:
    """Whether a request to turn off names a burner or a dish, or is an alarm."""
    return any(turn.recognition.slots.get(slot) for slot in _NAMES_HEAT)


def heat_may_be_on(turn: TurnContext) -> bool:
    """Whether anything is on, cooking or in an unknown state."""
    return bool(turn.kitchen.sessions.active) or any(
        is_on(burner) or burner.state.source is not HeatSource.IDLE or burner.state.power is None
        for burner in turn.kitchen.burners
    )


async def stopped_timer(turn: TurnContext) -> Reply | None:
    """Cancel the timer that was just spoken about: for "stop" or "off" while no heat is on."""
    timer = await timer_in_focus(turn)
    return None if timer is None else await change_one(turn.as_kind(Kind.TIMER), timer, "cancel", None)


def with_running_timer(turn: TurnContext, reply: Reply, timer: Timer | None) -> Reply:
    """Say after "stop" or "off" that a timer goes on: only the heat was turned off."""
    if timer is None:
        return reply
    left = say_duration(timer.left_s(turn.kitchen.clock.now()), turn.language)
    said = turn.words("timer_left", name=spoken_timer(turn, timer), time=left)
    return replace(reply, say=f"{reply.say} {said}")


async def timer_in_focus(turn: TurnContext) -> Timer | None:
    """Return the running timer that "stop" or "off" may mean: the last request was about it, and no burner is named.

    "Everything off" means the stove, whatever was spoken about.
    """
    focus = turn.focus
    if turn.kind is Kind.ALL_OFF:
        return None
    if focus.topic is not Kind.TIMER or not turn.dialogue.is_fresh(focus) or names_heat(turn):
        return None
    running = await turn.kitchen.timers.running()
    named = called(running, turn.said, turn.language) if turn.said else []
    if len(named) == 1:
        return named[0]  # "the eggs are done, stop that one"
    return next((one for one in running if one.id == focus.timer_id), None)
