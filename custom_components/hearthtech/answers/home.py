"""Answers about timers."""

from collections.abc import Sequence
from dataclasses import replace

from custom_components.hearthtech.kitchen.timers import Timer
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.numbers import say_duration
from custom_components.hearthtech.voice.recognizer import Recognition
from custom_components.hearthtech.voice.reply import Reply, speakable

from .food import stem
from .turn import Answers, Turn, Unanswered, either, say_list

LONGEST_TIMER_S = 24 * 3600.0


async def timer(turn: Turn) -> Reply:
    """Set, ask, cancel, pause or lengthen a timer."""
    action = turn.text("action") or "set"
    if action == "set":
        return await set_timer(turn)
    if action == "left":
        return await timer_left(turn)
    return await change_timer(turn, action, turn.number("duration"))


async def set_timer(turn: Turn) -> Reply:
    """Set a timer."""
    seconds = turn.number("duration")
    if seconds is None or not 0 < seconds <= LONGEST_TIMER_S:
        return turn.reply("timer_how_long", expects=(Kind.TIMER,))
    session = turn.session
    made = await turn.kitchen.set_timer(
        speakable(turn.text("name") or ""),
        seconds=seconds,
        session_id=None if session is None else session.id,
        site=turn.conversation.site,
    )
    return turn.reply("timer_set", name=spoken_timer(turn, made), time=say_duration(seconds))


def spoken_timer(turn: Turn, one: Timer) -> str:
    """A timer's name at the beginning of a sentence."""
    name = speakable(one.name)
    return turn.words("timer_named", name=name) if name else turn.words("timer_unnamed")


def called(running: Sequence[Timer], name: str) -> list[Timer]:
    """The timers with a name like this."""
    wanted = {stem(word) for word in name.lower().split()} - _NO_NAME
    return [one for one in running if wanted & {stem(word) for word in one.name.lower().split()}]


_NO_NAME = {"the", "a", "an", "my", "timer", "one", "for"}


async def meant_timers(turn: Turn) -> list[Timer]:
    """The timers with the name that was said; all, when none was.

    Raises:
        Unanswered: when there is none.
    """
    running = list(await turn.kitchen.timers())
    if not running:
        raise Unanswered(turn.reply("timers_none"))
    name = turn.text("name")
    found = running if name is None else called(running, name)
    if not found:
        raise Unanswered(
            turn.reply("timer_unknown", names=say_list([timer_label(turn, one) for one in running[:3]]))
        )
    return found


async def timer_left(turn: Turn) -> Reply:
    """How much time is left, of one or of all."""
    timers = await meant_timers(turn)
    now = turn.kitchen.clock.now()
    said = [
        turn.words(
            "timer_left" if one.paused_at is None else "timer_stands",
            name=spoken_timer(turn, one),
            time=say_duration(one.left_s(now)),
        )
        for one in timers[:3]
    ]
    return Reply(say=" ".join(said), kind=turn.kind)


async def change_timer(turn: Turn, action: str, seconds: float | None) -> Reply:
    """Cancel, pause, resume or lengthen the timer that is meant, or ask which."""
    timers = await meant_timers(turn)
    if action == "add" and seconds is None:
        return turn.reply("timer_how_long", expects=(Kind.TIMER,))
    if action == "resume":
        timers = [one for one in timers if one.paused_at is not None] or timers
    if action == "cancel" and len(timers) > 1 and turn.text("all") is not None:
        for one in timers:
            await turn.kitchen.cancel_timer(one.id)
        return turn.reply("timers_cancelled", count=len(timers))
    if len(timers) > 1:
        turn.dialogue.ask(turn.conversation, "choose_timer", {"action": action, "seconds": seconds})
        names = either(timer_label(turn, one) for one in timers[:3])
        return turn.reply("timer_which", names=names, expects=(Kind.TIMER, Kind.CANCEL))
    return await change_one(turn, timers[0], action, seconds)


async def change_one(turn: Turn, one: Timer, action: str, seconds: float | None) -> Reply:
    """Do it, and tell what is left."""
    match action:
        case "pause":
            key, changed = "timer_paused", await turn.kitchen.pause_timer(one.id)
        case "resume":
            key, changed = "timer_resumed", await turn.kitchen.resume_timer(one.id)
        case "add":
            key, changed = "timer_added", await turn.kitchen.lengthen_timer(one.id, seconds or 0.0)
        case _:
            await turn.kitchen.cancel_timer(one.id)
            return turn.reply("timer_cancelled", name=spoken_timer(turn, one))
    time = say_duration(changed.left_s(turn.kitchen.clock.now()))
    return turn.reply(key, name=spoken_timer(turn, changed), time=time)


async def chosen_timer(turn: Turn, text: str) -> Reply | None:
    """The answer to "which timer?", when this is one: its name, or the length it was told by."""
    pending = turn.conversation.pending
    if pending is None or pending.action != "choose_timer":
        return None
    running = list(await turn.kitchen.timers())
    found = called(running, text) or [
        one for one in running if not one.name and timer_label(turn, one) in text.lower()
    ]
    if len(found) != 1:
        return None
    turn.dialogue.take(turn.conversation)
    seconds = pending.details.get("seconds")
    heard = replace(turn, recognition=Recognition(kind=Kind.TIMER, confidence=1.0, layer=1))
    return await change_one(
        heard, found[0], str(pending.details["action"]), seconds if isinstance(seconds, float) else None
    )


def timer_label(turn: Turn, one: Timer) -> str:
    """What tells this timer from the others: its name, or the time it has left."""
    return speakable(one.name) or say_duration(one.left_s(turn.kitchen.clock.now()))


ANSWERS: Answers = {Kind.TIMER: timer}
