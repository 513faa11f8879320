"""Answers about timers, the plan and notes."""

from datetime import datetime

from custom_components.hearthtech.kitchen.plan.meals import Meal
from custom_components.hearthtech.kitchen.timers import Timer
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.numbers import say_duration
from custom_components.hearthtech.voice.reply import Reply, speakable

from .turn import Answers, Turn, either

LONGEST_TIMER_S = 24 * 3600.0


async def timer(turn: Turn) -> Reply:
    """Set, ask, cancel or lengthen a timer."""
    match turn.text("action") or "set":
        case "set":
            return await set_timer(turn)
        case "left":
            return await timer_left(turn)
        case "cancel":
            return await cancel_timer(turn)
        case "add":
            return await add_to_timer(turn)
        case _:
            return turn.reply("timer_keeps_running")


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
    )
    return turn.reply("timer_set", name=spoken_timer(turn, made), time=say_duration(seconds))


def spoken_timer(turn: Turn, one: Timer) -> str:
    """A timer's name at the beginning of a sentence."""
    name = speakable(one.name)
    return turn.words("timer_named", name=name) if name else turn.words("timer_unnamed")


async def meant_timers(turn: Turn) -> list[Timer]:
    """The running timers with the name that was said; all, when none was."""
    running = list(await turn.kitchen.timers())
    name = turn.text("name")
    if name is None:
        return running
    wanted = set(name.lower().split())
    return [one for one in running if wanted & set(one.name.lower().split())]


def left_s(turn: Turn, one: Timer) -> float:
    """Seconds that a timer has left."""
    return max((one.ends_at - turn.kitchen.clock.now()).total_seconds(), 0.0)


async def timer_left(turn: Turn) -> Reply:
    """How much time is left, of one or of all."""
    timers = await meant_timers(turn)
    if not timers:
        return turn.reply("timers_none")
    said = [
        turn.words("timer_left", name=spoken_timer(turn, one), time=say_duration(left_s(turn, one)))
        for one in timers[:3]
    ]
    return Reply(say=" ".join(said), kind=turn.kind)


async def cancel_timer(turn: Turn) -> Reply:
    """Cancel one timer, or ask which."""
    timers = await meant_timers(turn)
    if not timers:
        return turn.reply("timers_none")
    if len(timers) > 1 and turn.text("all") is None:
        return turn.reply(
            "timer_which", names=either(timer_label(turn, one) for one in timers[:3]), expects=(Kind.TIMER,)
        )
    for one in timers:
        await turn.kitchen.cancel_timer(one.id)
    if len(timers) > 1:
        return turn.reply("timers_cancelled", count=len(timers))
    return turn.reply("timer_cancelled", name=spoken_timer(turn, timers[0]))


def timer_label(turn: Turn, one: Timer) -> str:
    """What tells this timer from the others: its name, or the time it has left."""
    return speakable(one.name) or say_duration(left_s(turn, one))


async def add_to_timer(turn: Turn) -> Reply:
    """Give the next timer more time."""
    seconds = turn.number("duration")
    timers = await meant_timers(turn)
    if not timers:
        return turn.reply("timers_none")
    if seconds is None:
        return turn.reply("timer_how_long", expects=(Kind.TIMER,))
    one = timers[0]
    whole = left_s(turn, one) + seconds
    made = await turn.kitchen.set_timer(one.name, seconds=whole, session_id=one.session_id)
    await turn.kitchen.cancel_timer(one.id)
    return turn.reply("timer_added", name=spoken_timer(turn, made), time=say_duration(whole))


async def plan_query(turn: Turn) -> Reply:
    """What is eaten next."""
    meal = await turn.kitchen.current_or_next_meal()
    if meal is None:
        return turn.reply("plan_none")
    return turn.reply(
        "next_meal", meal=speakable(await meal_name(turn, meal)), when=said_when(turn, meal.starts_at)
    )


async def meal_name(turn: Turn, meal: Meal) -> str:
    """A planned meal's words, or its recipe's name."""
    if meal.words or meal.recipe_id is None:
        return meal.words
    return (await turn.kitchen.recipe(meal.recipe_id)).name


def said_when(turn: Turn, moment: datetime) -> str:
    """A moment as it is said: "today at 18:30"."""
    local, now = turn.home.local(moment), turn.home.local(turn.kitchen.clock.now())
    days = (local.date() - now.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, local.strftime("on %A"))
    return f"{day} at {local:%H:%M}"


async def note(turn: Turn) -> Reply:
    """Keep a remark with the session."""
    session, dish = turn.cooking()
    said = turn.text("words")
    if said is None:
        return turn.reply("note_what", expects=(Kind.NOTE,))
    await session.remark(said, dish_id=dish.id, by=turn.who or "cook")
    return turn.reply("noted")


ANSWERS: Answers = {Kind.TIMER: timer, Kind.PLAN_QUERY: plan_query, Kind.NOTE: note}
