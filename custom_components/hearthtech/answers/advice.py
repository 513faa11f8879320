"""Answers about food itself: how long it keeps, what may stand in for it. What is not known is not guessed."""

from collections.abc import Sequence
from typing import Any

from custom_components.hearthtech.kitchen.people.substitutes import NOTES, Substitution
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply, speakable
from custom_components.hearthtech.voice.sentences import supported

from .cold_storage import keeps
from .food import stem
from .turn import Answers, Turn, either, say_list

SAID_SWAPS = 2
SAID_NOTES = frozenset({"label", "certified"})
_UNITS = {"tbsp": "tablespoons", "tsp": "teaspoons", "g": "grams", "ml": "milliliters"}


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
    session = turn.session
    recipe_id = None if session is None else session.view().dish.recipe_id or None
    language = supported(turn.language)
    everything = await turn.kitchen.substitutes(missing, recipe_id=recipe_id, people=(), language=language)
    fine = await turn.kitchen.substitutes(missing, recipe_id=recipe_id, language=language)
    food = speakable(missing)
    if not everything:
        return turn.reply("swap_unknown", food=food)
    if wanted is not None:
        stems = {stem(word) for word in wanted.lower().split()}
        meant = [swap for swap in everything if any(stems <= _stems(line) for line in swap.lines)]
        if meant and not set(meant) & set(fine):
            return turn.reply("swap_not_for", instead=speakable(wanted))
        if meant:
            best = next(one for one in meant if one in fine)
            return turn.reply("swap_yes", how=_how(best), show=_shown(fine), **_about(best))
    if not fine:
        return turn.reply("swap_none_safe", food=food)
    how = either(dict.fromkeys(_how(swap) for swap in fine[:SAID_SWAPS] if swap.amount == fine[0].amount))
    key = "swap" if wanted is None else "swap_not_known"
    return turn.reply(key, instead=speakable(wanted or ""), how=how, show=_shown(fine), **_about(fine[0]))


def _about(swap: Substitution) -> dict[str, Any]:
    """What it stands for, and what has to be heard of it because somebody's health may hang on it."""
    note = NOTES.get(swap.note, "") if swap.note in SAID_NOTES else ""
    return {"amount": _spoken(swap.amount), "note": f" {note}" if note else ""}


def _spoken(line: str) -> str:
    """An amount without abbreviations: "1 tablespoon vinegar"."""
    words = speakable(line).split()
    return " ".join(_UNITS.get(word, word) if number else word for number, word in enumerate(words))


def _stems(line: str) -> set[str]:
    return {stem(word) for word in line.lower().split()}


def _how(swap: Substitution) -> str:
    return say_list([_spoken(line) for line in swap.lines])


def _shown(swaps: Sequence[Substitution]) -> str:
    """All of them with what they change, for a screen."""
    return "\n".join(f"{swap.amount}: {_how(swap)}. {NOTES.get(swap.note, '')}".strip() for swap in swaps)


ANSWERS: Answers = {Kind.SHELF_LIFE: shelf_life, Kind.SUBSTITUTE: substitute}
