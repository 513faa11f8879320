"""Answers about food itself: how long it keeps, what may stand in for it. What is not known is not guessed."""

from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply, speakable

from .cold_storage import keeps
from .food import stem
from .swaps import Swap, swaps_for
from .turn import Answers, Turn, either, say_list

SAID_SWAPS = 2


async def shelf_life(turn: Turn) -> Reply:
    """How long a food keeps cold, by the official chart; of other foods nothing is said."""
    said = turn.text("food") or turn.text("recipe") or turn.text("item")
    if said is None:
        return turn.reply("keeps_what", expects=(Kind.SHELF_LIFE,))
    found = keeps({stem(word) for word in said.lower().split()})
    if found is None:
        return turn.reply("keeps_unknown", food=speakable(said))
    places = []
    if found.fridge_days is not None:
        places.append(turn.phrase("keeps_fridge", time=_span(turn, found.fridge_days)))
    if found.freezer_months is not None:
        places.append(turn.phrase("keeps_freezer", time=_months(turn, found.freezer_months)))
    return turn.reply("keeps", food=found.name, places=say_list(places), show=turn.phrase("keeps_source"))


def _span(turn: Turn, days: tuple[int, int]) -> str:
    """Days, or weeks where they are whole ones: "three to four days"."""
    weeks = all(day % 7 == 0 for day in days)
    first, last = (day // 7 if weeks else day for day in days)
    unit = turn.phrase("unit_weeks" if weeks and last > 1 else "unit_week" if weeks else "unit_days")
    return unit_span(first, last, unit)


def _months(turn: Turn, months: tuple[int, int]) -> str:
    return unit_span(*months, turn.phrase("unit_months" if months[1] > 1 else "unit_month"))


def unit_span(first: int, last: int, unit: str) -> str:
    """A span in words: "three to four days"."""
    numbers = say_number(first) if first == last else f"{say_number(first)} to {say_number(last)}"
    return f"{numbers} {unit}"


async def substitute(turn: Turn) -> Reply:
    """What may stand in for an ingredient, without what somebody at the table can't eat."""
    missing, wanted = turn.text("food"), turn.text("instead")
    if missing is None:
        return turn.reply("swap_what", expects=(Kind.SUBSTITUTE,))
    name, swaps = swaps_for([stem(word) for word in missing.lower().split()])
    if not swaps:
        return turn.reply("swap_unknown", food=speakable(missing))
    harms = {swap: await harmed(turn, swap) for swap in swaps}
    if wanted is not None:
        stems = {stem(word) for word in wanted.lower().split()}
        asked = next((swap for swap in swaps if {stem(word) for word in swap.use.split()} & stems), None)
        if asked is not None and harms[asked]:
            return turn.reply("swap_not_for", food=asked.use, people=say_list(harms[asked]))
        if asked is not None:
            return turn.reply("swap_yes", how=asked.how)
    fine = [swap for swap in swaps if not harms[swap]]
    if not fine:
        return turn.reply("swap_none_safe", food=name, people=say_list(harms[swaps[0]]))
    how = either(swap.how for swap in fine[:SAID_SWAPS])
    key = "swap" if wanted is None else "swap_not_known"
    return turn.reply(
        key, food=name, how=how, instead=speakable(wanted or ""), show="\n".join(swap.how for swap in fine)
    )


async def harmed(turn: Turn, swap: Swap) -> list[str]:
    """The names of those who could be harmed by what it brings into the dish, by their profiles."""
    verdicts = await turn.kitchen.check_lines(list(swap.foods))
    harmed_ids = {verdict.person_id for verdict in verdicts if verdict.harms}
    return [speakable(one.name) for one in await turn.kitchen.people() if one.id in harmed_ids]


ANSWERS: Answers = {Kind.SHELF_LIFE: shelf_life, Kind.SUBSTITUTE: substitute}
