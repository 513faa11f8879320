"""Handlers that turn heat off, from requests recognized by `voice/off`: at once, without a confirmation, for everybody.

If it is unclear which burner is meant, all candidates are turned off: off is always safe.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ...burners.burner import Burner
from ...burners.model import BurnerRefused, HeatSource
from ...burners.turn_off import UnconfirmedOff, turn_off_burners, wait_for_all
from ...kitchen.sessions.session import CookingSession
from ...voice.intents import Kind
from ...voice.numbers import say_duration
from ...voice.off import Reason, Which
from ...voice.reply import Reply
from ...voice.text import tokens
from ..turn import IntentHandlers, TurnContext, is_on

LOWERED_POWER = 0.2
"""The power of a burner whose pot boiled over."""
LOWERED_C = 90.0
"""The temperature held by a burner whose pot boiled over (°C)."""
STOP_AGAIN_S = 10.0
"""If "stop" is said within this time after it silenced a timer, it turns heat off even if another timer rings (s)."""
TWELVE_HOURS_S = 12 * 3600.0
OFF_WAIT_S = 1.2
"""Longest wait for the burners before the reply, in s of real time: a voice session ends within 2 s."""

_HEAT_TOPICS = frozenset({Kind.SET_HEAT, Kind.ASK_HEAT, Kind.START_RECIPE})


@dataclass(frozen=True, slots=True)
class _Meant:
    """The burners that a request refers to. `sure`: whether they were named or are unambiguous."""

    burners: tuple[Burner, ...]
    sure: bool = True


async def heat_off(turn: TurnContext) -> Reply:
    """Turn off the burners meant, at once or later; lower them if a pot boils over."""
    burners = list(turn.kitchen.burners)
    if not burners:
        return turn.reply("no_burners")
    if turn.text("reason") == Reason.BOILING_OVER:
        return await lower(turn)
    meant = _meant(turn)
    if (delay_s := _delay_s(turn)) is not None:
        return await off_later(turn, meant.burners, delay_s)
    if not meant.sure:
        reply = await all_off(turn)
        return turn.reply("heat_off_unsure") if reply.say == turn.words("all_off") else reply
    return await heat_off_of(turn, meant.burners)


async def heat_off_of(turn: TurnContext, burners: Iterable[Burner]) -> Reply:
    """Turn these burners off at once."""
    burners = list(burners)
    if not burners:
        return turn.reply("nothing_to_turn_off")
    if (reply := _not_confirmed(turn, await turn_off(burners))) is not None:
        return reply
    if len(burners) > 1:
        return turn.reply("off_several", burners=_names(turn, burners))
    turn.conversation.burner_id = burners[0].id
    return turn.reply("off", burner=_names(turn, burners))


async def turn_off(burners: Iterable[Burner]) -> list[UnconfirmedOff]:
    """Turn burners off concurrently; returns those that refused, or did not answer within `OFF_WAIT_S`."""
    return await turn_off_burners(burners, within_s=OFF_WAIT_S)


async def _end(turn: TurnContext, burners: Iterable[Burner]) -> list[UnconfirmedOff]:
    """Turn burners off and end all sessions, concurrently. Returns the burners without a confirmation."""
    sessions = turn.kitchen.sessions.active
    unconfirmed, ended = await asyncio.gather(
        turn_off(burners),
        wait_for_all(
            (session.stop(actor=turn.actor_name or "cook") for session in sessions), within_s=OFF_WAIT_S
        ),
    )
    for task in ended:
        if task.done():
            task.result()  # raises what has failed
    return unconfirmed


def _not_confirmed(turn: TurnContext, unconfirmed: Sequence[UnconfirmedOff]) -> Reply | None:
    """Return a reply that names the burners that refused and those that have not answered; `None` without any."""
    refused = [one.burner for one in unconfirmed if one.refused is not None]
    silent = [one.burner for one in unconfirmed if one.refused is None]
    said = []
    if refused:
        said.append(turn.words("not_all_off", burners=_names(turn, refused)))
    if silent:
        said.append(turn.words("off_not_confirmed", burners=_names(turn, silent)))
    return Reply(say=" ".join(said), kind=turn.kind) if said else None


async def all_off(turn: TurnContext) -> Reply:
    """Turn every burner off, except the excluded ones."""
    burners = list(turn.kitchen.burners)
    if not burners:
        return turn.reply("no_burners")
    if turn.text("reason") == Reason.ALARM:
        return await alarm(turn, burners)
    kept = _excepted(turn)
    chosen = [burner for burner in burners if burner not in kept]
    if (delay_s := _delay_s(turn)) is not None:
        return await off_later(turn, [burner for burner in chosen if is_on(burner)], delay_s)
    if (reply := _not_confirmed(turn, await turn_off(chosen))) is not None:
        return reply
    if kept:
        return turn.reply("off_except", burners=_names(turn, kept))
    excepts = any(
        turn.recognition.slots.get(slot) for slot in ("except_unknown", "except_ids", "except_dishes")
    )
    return turn.reply("off_except_unsure" if excepts else "all_off")


async def alarm(turn: TurnContext, burners: Sequence[Burner]) -> Reply:
    """Alarm: turn everything off and say the one instruction that helps."""
    unconfirmed = await _end(turn, burners)
    if unconfirmed:
        return turn.reply("alarm_not_all_off", burners=_names(turn, [one.burner for one in unconfirmed]))
    return turn.reply("alarm_off")


async def lower(turn: TurnContext) -> Reply:
    """Lower the burner whose pot boils over, or all that are on if it is unknown which.

    A burner that can't be lowered is turned off.
    """
    named = _named(turn)
    on = [burner for burner in turn.kitchen.burners if is_on(burner)]
    chosen = [burner for burner in named if is_on(burner)] or on
    if not chosen:
        return turn.reply("nothing_to_turn_off")
    lowered = await asyncio.gather(*(_lower(burner) for burner in chosen))
    rest = [burner for burner, done in zip(chosen, lowered, strict=True) if not done]
    unconfirmed = await turn_off(rest)
    left = [one.burner for one in unconfirmed]
    said = []
    if len(rest) < len(chosen):
        said.append(
            turn.words("boil_lowered", burners=_names(turn, [one for one in chosen if one not in rest]))
        )
    if off := [burner for burner in rest if burner not in left]:
        said.append(turn.words("boil_off", burners=_names(turn, off)))
    if (reply := _not_confirmed(turn, unconfirmed)) is not None:
        said.append(reply.say)
    return Reply(say=" ".join(said), kind=turn.kind)


async def _lower(burner: Burner) -> bool:
    """Lower one burner. Returns false if it can't be lowered and must be turned off."""
    state = burner.state
    try:
        if state.target_temperature_c is not None and state.target_temperature_c > LOWERED_C:
            await burner.set(temperature_c=LOWERED_C, permit=None)
        elif state.target_temperature_c is None and (state.power or 0.0) > LOWERED_POWER:
            await burner.set(power=LOWERED_POWER, permit=None)
        else:
            return False
    except BurnerRefused:
        return False
    return True


async def off_later(turn: TurnContext, burners: Sequence[Burner], delay_s: float) -> Reply:
    """Turn burners off after a delay, by the stove's own cut-off timer if it has one."""
    burners = [burner for burner in burners if is_on(burner)]
    if not burners:
        return turn.reply("nothing_to_turn_off")
    sentences: list[str] = []
    by_stove: list[Burner] = []
    by_kitchen: list[Burner] = []
    for burner in burners:
        planned_s = _planned_s(turn, burner)
        if planned_s is not None and planned_s <= delay_s:
            time = say_duration(planned_s, turn.language)
            sentences.append(turn.words("off_sooner", burner=turn.burner_name(burner.id), time=time))
        elif await _cut_off(burner, delay_s):
            by_stove.append(burner)
        else:
            await turn.kitchen.timers.delayed_off.plan(burner, delay_s)
            by_kitchen.append(burner)
    time = say_duration(delay_s, turn.language)
    if by_stove:
        sentences.append(turn.words("off_later_stove", burner=_names(turn, by_stove), time=time))
    if by_kitchen:
        sentences.append(turn.words("off_later", burner=_names(turn, by_kitchen), time=time))
    return Reply(say=" ".join(sentences), kind=turn.kind)


def still_turns_off(turn: TurnContext) -> Reply | None:
    """Reply to "cancel that" while a delayed off is pending: canceling an off would be a raise."""
    planned = [
        (burner, seconds)
        for burner in turn.kitchen.burners
        if is_on(burner) and (seconds := _planned_s(turn, burner)) is not None
    ]
    if not planned:
        return None
    sentences = [
        turn.words("off_stays", burner=turn.burner_name(burner.id), time=say_duration(seconds, turn.language))
        for burner, seconds in planned
    ]
    return Reply(say=" ".join(sentences), kind=turn.kind)


def still_on(turn: TurnContext, reply: Reply) -> Reply:
    """Add the burners that are on, if heat was just spoken about: "cancel" may have meant it."""
    on = [burner for burner in turn.kitchen.burners if is_on(burner)]
    if not on or turn.focus.topic not in _HEAT_TOPICS or not turn.dialogue.is_fresh(turn.focus):
        return reply
    return replace(reply, say=f"{reply.say} {turn.words('burners_on', burners=_names(turn, on))}")


def _planned_s(turn: TurnContext, burner: Burner) -> float | None:
    """Return the seconds after which a burner will be turned off."""
    stove_s = burner.state.timer_left_s
    known = [
        seconds
        for seconds in (
            None if stove_s is None else stove_s / burner.clock_rate,
            turn.kitchen.timers.delayed_off.left_s(burner.id),
        )
        if seconds is not None
    ]
    return min(known) if known else None


async def _cut_off(burner: Burner, delay_s: float) -> bool:
    """Set the burner's own cut-off timer. False if it has none, or the stove refuses."""
    state = burner.state
    if not burner.capabilities.timer.access.writable or state.source is not HeatSource.REMOTE:
        return False
    holds = state.target_temperature_c is not None
    if not holds and state.power is None:
        return False
    try:
        await burner.set(
            power=None if holds else state.power,
            temperature_c=state.target_temperature_c if holds else None,
            timer_s=delay_s * burner.clock_rate,
            permit=None,
        )
    except BurnerRefused:
        return False
    return True


async def stop(turn: TurnContext) -> Reply:
    """Silence a ringing timer; else end the cooking session with its heat; without a session, turn everything off."""
    kitchen = turn.kitchen
    now = kitchen.clock.time()
    silenced_at = turn.conversation.facts.pop("silenced_at", None)
    again = isinstance(silenced_at, float) and now - silenced_at <= STOP_AGAIN_S * kitchen.clock.rate
    if kitchen.timers.ringing() and not again:
        return silence_timers(turn)
    kitchen.timers.silence()
    sessions = kitchen.sessions.active
    burners = [burner for session in sessions for burner in _burners_of(turn, session)]
    if not any(is_on(burner) for burner in burners):
        burners = list(kitchen.burners)
    if not sessions:
        return await all_off(turn)
    return _not_confirmed(turn, await _end(turn, burners)) or turn.reply("stopped")


def silence_timers(turn: TurnContext) -> Reply:
    """Silence all timers, and say what is still on. "Stop" within `STOP_AGAIN_S` then turns it off."""
    kitchen = turn.kitchen
    kitchen.timers.silence()
    turn.conversation.facts["silenced_at"] = kitchen.clock.time()
    on = [burner for burner in kitchen.burners if is_on(burner)]
    if on:
        return turn.reply("timer_silent_on", burners=_names(turn, on), expects=(Kind.STOP,))
    return turn.reply("timer_silent")


# Which burners


def _meant(turn: TurnContext) -> _Meant:
    """Return the burners that a request without "all" refers to."""
    on = tuple(burner for burner in turn.kitchen.burners if is_on(burner))
    named = _named(turn)
    which = turn.text("which")
    if which == Which.OTHER:
        kept = named or _focus(turn)
        others = tuple(burner for burner in on if burner not in kept)
        return _Meant(others, sure=bool(kept) or len(on) < 2)
    if named:
        return _Meant(named)
    if turn.text("dish") is not None:
        return _Meant(on, sure=len(on) < 2)
    if which in {Which.BOTH, Which.THEM}:
        return _Meant(on)
    focus = tuple(burner for burner in _focus(turn) if burner in on)
    if which in {Which.IT, Which.LAST} and focus:
        return _Meant(focus)
    return _Meant(on, sure=len(on) < 2 and turn.text("burner") is None)


def _named(turn: TurnContext) -> tuple[Burner, ...]:
    """Return the burners named by place, number, name or dish."""
    ids = [*_texts(turn, "burner_ids"), *_texts(turn, "burner_id")]
    ids += [burner_id for dish in _texts(turn, "dishes") for burner_id in _burners_under(turn, dish)]
    return tuple(burner for burner in turn.kitchen.burners if burner.id in ids)


def _excepted(turn: TurnContext) -> list[Burner]:
    """Return the burners to leave as they are."""
    ids = [*_texts(turn, "except_ids")]
    ids += [burner_id for dish in _texts(turn, "except_dishes") for burner_id in _burners_under(turn, dish)]
    return [burner for burner in turn.kitchen.burners if burner.id in ids]


def _texts(turn: TurnContext, slot: str) -> tuple[str, ...]:
    value = turn.recognition.slots.get(slot)
    if isinstance(value, tuple):
        return value
    return (str(value),) if value not in {None, ""} else ()


def _burners_under(turn: TurnContext, said: str) -> list[str]:
    """Return the ids of the burners on which a dish of this name is cooked."""
    wanted = _stems(said, turn.language)
    return [
        dish.burner_id
        for session in turn.kitchen.sessions.active
        for dish in session.view().dishes
        if dish.burner_id is not None and wanted & _stems(dish.name, turn.language)
    ]


def _stems(name: str, language: str) -> set[str]:
    """Return the words of a dish's name without their endings."""
    return {word[: max(len(word) - 2, 4)] for word in tokens(name, language) if len(word) > 2}


def _focus(turn: TurnContext) -> tuple[Burner, ...]:
    """Return the burner mentioned last, or else that of the current dish."""
    session = turn.session
    for burner_id in (
        turn.conversation.burner_id,
        None if session is None else session.view().dish.burner_id,
    ):
        if burner_id is not None and (burner := turn.kitchen.burners.get(burner_id)) is not None:
            return (burner,)
    return ()


def _burners_of(turn: TurnContext, session: CookingSession) -> list[Burner]:
    return [
        burner
        for dish in session.view().dishes
        if (burner := turn.kitchen.burners.get(dish.burner_id or "")) is not None
    ]


def _delay_s(turn: TurnContext) -> float | None:
    """Return the delay after which heat is to be turned off (s), `None` for at once."""
    if (delay_s := turn.number("delay")) is not None:
        return delay_s
    if (until := turn.text("until")) is None:
        return None
    now = turn.home.local(turn.kitchen.clock.now())
    hour, _, minute = until.partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        return None
    at = now.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    if at <= now:
        at += timedelta(days=1)
    delay_s = (at - now).total_seconds()
    if turn.text("until_twelve_hour") is not None and delay_s > TWELVE_HOURS_S:
        delay_s -= TWELVE_HOURS_S
    return delay_s


def _names(turn: TurnContext, burners: Iterable[Burner]) -> str:
    return turn.listed(turn.burner_name(burner.id) for burner in burners)


ANSWERS: IntentHandlers = {Kind.HEAT_OFF: heat_off, Kind.ALL_OFF: all_off, Kind.STOP: stop}
