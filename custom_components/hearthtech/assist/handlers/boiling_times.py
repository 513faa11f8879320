"""Answer how long a food boils, by a table of usual times, and how much time is left if only timers are running."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ...language.singular import singulars
from ...voice.data_files import read_data, supported
from ...voice.intents import Kind
from ...voice.reply import Reply
from ..turn import TurnContext
from .timers import timer_left


@cache
def _times(code: str) -> Mapping[str, Mapping[str, Any]]:
    """The foods of a language with their minutes in boiling water."""
    return dict(read_data(code, "boiling_times.yaml")["foods"])


def prepare_boiling_times(code: str) -> None:
    """Read the table of a language. Blocking."""
    _times(code)


async def boiling_time(turn: TurnContext) -> Reply | None:
    """Return the time for which a named food boils; `None` if the question is about something else."""
    food = turn.text("food")
    if food is None:
        if turn.text("recipe") is None and turn.conversation.recipe_id is None:
            timers = await turn.kitchen.timers.running()
            return await timer_left(turn.as_kind(Kind.TIMER)) if timers else None
        return None
    said = singulars(food, turn.language)
    for name, entry in _times(supported(turn.language)).items():
        if any(singulars(one, turn.language) <= said for one in (name, *entry.get("also", ()))):
            if (words := entry.get("words")) is not None:
                return Reply(say=str(words), kind=turn.kind)
            turn.focus.seconds = entry["minutes"][0] * 60.0
            low, high = (turn.said_number(minutes) for minutes in entry["minutes"])
            return turn.reply("boil_for", food=name[:1].upper() + name[1:], low=low, high=high)
    return None
