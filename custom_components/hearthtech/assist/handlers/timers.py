"""Answers about timers."""

from collections.abc import Sequence
from functools import cache

from ...kitchen.timers.timer import Timer
from ...language.durations import duration_at
from ...language.numbers import number_at
from ...language.singular import singulars
from ...voice.answer_reader import SpokenAnswer, read_choice
from ...voice.data_files import small_words, small_words_of_all, supported
from ...voice.dialogue import Pending
from ...voice.dish_mentions import words_before_name
from ...voice.intents import Kind
from ...voice.numbers import say_duration
from ...voice.reply import Reply, speakable
from ...voice.text import tokens
from ..turn import IntentHandlers, ReplyDirectly, TurnContext

LONGEST_TIMER_S = 24 * 3600.0
STEM = 4
"""How many letters at the beginning of two names are equal if they mean the same timer."""
LONGEST_NAME_WORDS = 4
"""The most words of an answer that names the purpose of a timer."""
_BEFORE_NAME = small_words_of_all("before_timer_name")


async def timer(turn: TurnContext) -> Reply:
    """Set, query, cancel, pause or extend a timer."""
    action = turn.text("action") or "set"
    if action == "set":
        return await set_timer(turn)
    if action == "left":
        return await timer_left(turn)
    if action == "count":
        return await timer_left(turn)
    return await change_timer(turn, action, turn.number("duration"))


async def set_timer(turn: TurnContext) -> Reply:
    """Set a timer."""
    seconds = turn.number("duration")
    if seconds is None and (until := turn.text("until")) is not None:
        now = turn.home.local(turn.kitchen.clock.now())
        ends = now.replace(hour=int(until[:2]), minute=int(until[3:]), second=0, microsecond=0)
        seconds = (ends - now).total_seconds() % LONGEST_TIMER_S
    return await set_timer_for(turn, turn.text("name") or "", seconds)


async def set_timer_for(turn: TurnContext, name: str, seconds: float | None) -> Reply:
    """Set a timer of this name, or ask for the duration."""
    if seconds is None or not 0 < seconds <= LONGEST_TIMER_S:
        turn.dialogue.ask(turn.conversation, "timer_length", {"name": name})
        return turn.reply("timer_how_long", expects=(Kind.TIMER, Kind.CANCEL), ends=False)
    session = turn.session
    said = name.split()
    while len(said) > 1 and said[0] in _BEFORE_NAME:
        said = said[1:]
    made = await turn.kitchen.timers.add(
        speakable(turn.as_said(" ".join(said))),
        seconds=seconds,
        session_id=None if session is None else session.id,
        site=turn.conversation.site,
    )
    turn.focus.timer_id = made.id
    timer_turn = turn.as_kind(Kind.TIMER)

    async def back() -> Reply:
        return await change_one(timer_turn, made, "cancel", None)

    turn.focus.undo = back
    time = say_duration(seconds, turn.language)
    return turn.reply("timer_set", name=spoken_timer(turn, made), time=time)


async def timer_answer(turn: TurnContext, pending: Pending, answer: SpokenAnswer | None) -> Reply | None:
    """Handle the answer to "for how long?".

    A bare number is in minutes; "for the pasta" names the timer and asks again.
    """
    name = str(pending.details.get("name") or "")
    code = supported(turn.language)
    words = tokens(turn.said, code)
    seconds = None if answer is None else answer.duration_s
    if seconds is None:
        bare = [
            number for start in range(len(words)) if (number := number_at(words, start, code)) is not None
        ]
        if bare and len(words) <= bare[0][1] + 1:
            seconds = bare[0][0] * 60.0
    if seconds is None and not name and len(words) <= LONGEST_NAME_WORDS and turn.kind is Kind.NONE:
        small = _BEFORE_NAME | words_before_name(code)
        name = " ".join(word for word in words if word not in small)
    if seconds is None and name == str(pending.details.get("name") or ""):
        return None
    turn.dialogue.take(turn.conversation)
    return await set_timer_for(turn.as_kind(Kind.TIMER), name, seconds)


def spoken_timer(turn: TurnContext, one: Timer) -> str:
    """Return a timer's name for the beginning of a sentence."""
    name = speakable(one.name)
    return turn.words("timer_named", name=name) if name else turn.words("timer_unnamed")


def called(running: Sequence[Timer], name: str, language: str = "en") -> list[Timer]:
    """Return the timers with a similar name: "nudel" is "Nudeln"."""
    wanted = singulars(name, language) - _no_name(supported(language))
    found = [one for one in running if wanted & singulars(one.name, language)]
    stems = {word[:STEM] for word in wanted if len(word) >= STEM}
    return found or [
        one for one in running if stems & {word[:STEM] for word in singulars(one.name, language)}
    ]


@cache
def _no_name(code: str) -> frozenset[str]:
    """Words beside the name of a timer."""
    small = small_words(code)
    return frozenset((*small["articles"], *small["before_timer_name"], *small["timer_words"]))


def nth_timer(running: Sequence[Timer], place: float) -> Timer | None:
    """Return the timer at this place from 1 in the order in which they are read; -1 is the last one."""
    index = int(place) - 1 if place > 0 else len(running) - 1
    return running[index] if 0 <= index < len(running) else None


async def meant_timers(turn: TurnContext) -> list[Timer]:
    """Return the timers with the name that was said; all if none was.

    Raises:
        ReplyDirectly: when there is none.
    """
    running = list(await turn.kitchen.timers.running())
    if not running:
        raise ReplyDirectly(turn.reply("timers_none"))
    name, length = turn.text("name"), turn.recognition.slots.get("was")
    if isinstance(length, float):
        # "The five minute timer": by the time for which it was set, of those with the name if one was said.
        running = [
            one for one in running if abs((one.ends_at - one.set_at).total_seconds() - length) < 1.0
        ] or running
    if name is None or (turn.text("all") is not None and not called(running, name, turn.language)):
        return running
    found = called(running, name, turn.language) or as_long_as(running, name, turn.language)
    if not found:
        raise ReplyDirectly(
            turn.reply("timer_unknown", names=turn.listed(timer_label(turn, one) for one in running[:3]))
        )
    return found


def as_long_as(running: Sequence[Timer], said: str, language: str) -> list[Timer]:
    """Return the timers that were set for the time that was said: "the five minute one"."""
    code = supported(language)
    words = tokens(said, code)
    found = [span for start in range(len(words)) if (span := duration_at(words, start, code)) is not None]
    if not found:
        return []
    return [one for one in running if abs((one.ends_at - one.set_at).total_seconds() - found[0][0]) < 1.0]


async def timer_left(turn: TurnContext) -> Reply:
    """Answer how much time is left, of one timer or of all."""
    timers = await meant_timers(turn)
    if len(timers) == 1:
        return time_of(turn, timers[0])
    turn.focus.timer_id = None
    said = [time_of_one(turn, one) for one in timers[:3]]
    said.insert(0, turn.words("timers_running", count=turn.said_number(len(timers))))
    return Reply(say=" ".join(said), kind=turn.kind)


def time_of(turn: TurnContext, one: Timer) -> Reply:
    """Return how much time one timer has left, and let the next words mean it."""
    turn.focus.timer_id = one.id
    return Reply(say=time_of_one(turn, one), kind=turn.kind)


def time_of_one(turn: TurnContext, one: Timer) -> str:
    """Return the sentence how much time a timer has left."""
    left = say_duration(one.left_s(turn.kitchen.clock.now()), turn.language)
    key = "timer_left" if one.paused_at is None else "timer_stands"
    return turn.words(key, name=spoken_timer(turn, one), time=left)


async def change_timer(turn: TurnContext, action: str, seconds: float | None) -> Reply:
    """Cancel, pause, resume or extend the timer meant, or ask which. To cancel one that rings is to silence it."""
    if action == "cancel" and turn.kitchen.timers.ringing():
        turn.kitchen.timers.silence()
        return turn.reply("timer_silent")
    timers = await meant_timers(turn)
    if action in {"add", "subtract", "change"} and seconds is None:
        return turn.reply("timer_how_long", expects=(Kind.TIMER,))
    if action == "resume":
        timers = [one for one in timers if one.paused_at is not None] or timers
    if action == "cancel" and len(timers) > 1 and turn.text("all") is not None:
        for one in timers:
            await turn.kitchen.timers.cancel(one.id)
        return turn.reply("timers_cancelled", count=turn.said_number(len(timers)))
    if len(timers) > 1 and turn.text("it") is not None:
        # "Make that ten minutes" means the timer that was mentioned last.
        timers = [one for one in timers if one.id == turn.focus.timer_id] or timers
    if len(timers) > 1:
        details = {"action": action, "seconds": seconds, "timers": tuple(one.id for one in timers[:3])}
        turn.dialogue.ask(turn.conversation, "choose_timer", details)
        names = turn.either(timer_label(turn, one) for one in timers[:3])
        return turn.reply("timer_which", names=names, expects=(Kind.TIMER, Kind.CANCEL))
    return await change_one(turn, timers[0], action, seconds)


async def change_one(turn: TurnContext, one: Timer, action: str, seconds: float | None) -> Reply:
    """Change one timer and return the time left."""
    turn.focus.timer_id = None if action == "cancel" else one.id
    left = one.left_s(turn.kitchen.clock.now())
    if (
        action in {"change", "add"}
        and (seconds or 0.0) + (left if action == "add" else 0.0) > LONGEST_TIMER_S
    ):
        return turn.reply("error_invalid")
    match action:
        case "change":
            longer = (seconds or 0.0) - left
            key, changed = "timer_added", await turn.kitchen.timers.extend(one.id, longer)

            async def back() -> Reply:
                return await change_one(turn, changed, "change", left)

            turn.focus.undo = back
        case "pause":
            key, changed = "timer_paused", await turn.kitchen.timers.pause(one.id)
        case "resume":
            key, changed = "timer_resumed", await turn.kitchen.timers.resume(one.id)
        case "add" | "subtract":
            longer = (seconds or 0.0) * (-1.0 if action == "subtract" else 1.0)
            key, changed = "timer_added", await turn.kitchen.timers.extend(one.id, longer)
        case _:
            await turn.kitchen.timers.cancel(one.id)
            return turn.reply("timer_cancelled", name=spoken_timer(turn, one))
    time = say_duration(changed.left_s(turn.kitchen.clock.now()), turn.language)
    return turn.reply(key, name=spoken_timer(turn, changed), time=time)


async def chosen_timer(turn: TurnContext, text: str) -> Reply | None:
    """Handle the answer to "which timer?": its name, or its original duration."""
    pending = turn.conversation.pending
    if pending is None or pending.action != "choose_timer":
        return None
    running = list(await turn.kitchen.timers.running())
    found = called(running, text, turn.language) or [
        one for one in running if not one.name and timer_label(turn, one) in text.lower()
    ]
    timers = pending.details.get("timers")
    if not found and isinstance(timers, tuple):
        index = read_choice(text, supported(turn.language), len(timers))
        found = [one for one in running if index is not None and one.id == timers[index]]
    found = found or as_long_as(running, text, turn.language)
    if len(found) != 1:
        return None
    turn.dialogue.take(turn.conversation)
    seconds = pending.details.get("seconds")
    heard = turn.as_kind(Kind.TIMER)
    return await change_one(
        heard, found[0], str(pending.details["action"]), seconds if isinstance(seconds, float) else None
    )


def timer_label(turn: TurnContext, one: Timer) -> str:
    """Return a label that distinguishes this timer from the others: its name, or the time left."""
    return speakable(one.name) or say_duration(one.left_s(turn.kitchen.clock.now()), turn.language)


ANSWERS: IntentHandlers = {Kind.TIMER: timer}
