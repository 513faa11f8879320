"""Answers about food itself: storage times and substitutes. Unknown facts are not guessed."""

from collections.abc import Sequence
from dataclasses import replace

from ...kitchen.people.substitutes import Substitution
from ...language.singular import singulars
from ...voice.data_files import supported
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..turn import IntentHandlers, TurnContext
from .cold_storage import keeps
from .food_words import substitute_line, substitute_note

SAID_SWAPS = 2
SHORTEST_NAME = 4
"""The fewest letters of an ingredient that another food is a kind of."""
SAID_NOTES = frozenset({"label", "certified"})


async def shelf_life(turn: TurnContext) -> Reply:
    """Answer how long a food keeps cold, by the official chart. There is no answer for other foods."""
    said = turn.text("food") or turn.text("recipe") or turn.text("item")
    if said is None and (recipe_id := await turn.recipe_id()) is not None:
        said = (await turn.kitchen.recipes.get(recipe_id)).name
    if said is None:
        return turn.reply("keeps_what", expects=(Kind.SHELF_LIFE,))
    found = keeps(said, turn.language)
    if found is None:
        return turn.reply("keeps_unknown", food=speakable(turn.as_said(said)))
    places = []
    if found.fridge_days is not None:
        places.append(turn.phrase("keeps_fridge", time=_span(turn, found.fridge_days)))
    if found.freezer_months is not None:
        places.append(turn.phrase("keeps_freezer", time=_months(turn, found.freezer_months)))
    return turn.reply(
        "keeps",
        food=found.name,
        places=turn.listed(places),
        show=f"{turn.words('keeps_doubt')}\n{turn.words('keeps_source')}",
    )


def _span(turn: TurnContext, days: tuple[int, int]) -> str:
    """Return a time in days, or in weeks if whole: "three to four days"."""
    weeks = all(day % 7 == 0 for day in days)
    first, last = (day // 7 if weeks else day for day in days)
    unit = turn.phrase("unit_weeks" if weeks and last > 1 else "unit_week" if weeks else "unit_days")
    return unit_span(turn, first, last, unit)


def _months(turn: TurnContext, months: tuple[int, int]) -> str:
    return unit_span(turn, *months, turn.phrase("unit_months" if months[1] > 1 else "unit_month"))


def unit_span(turn: TurnContext, first: int, last: int, unit: str) -> str:
    """Return a range of times in words: "three to four days"."""
    low, high = turn.said_number(first), turn.said_number(last)
    return f"{low if first == last else turn.phrase('from_to', low=low, high=high)} {unit}"


async def substitute(turn: TurnContext) -> Reply:
    """Answer which food can replace an ingredient, without foods that an eater must avoid."""
    missing, wanted = turn.text("food"), turn.text("instead")
    if missing is None and wanted is not None:
        missing = await _replaced_by(turn, wanted) or turn.focus.mentioned or None
    if missing is None:
        return turn.reply("swap_what", expects=(Kind.SUBSTITUTE,))
    told = int(turn.number("told") or 0) if turn.text("more") is not None else 0
    turn.focus.slots = {"food": missing, "told": told}
    food = speakable(turn.as_said(missing))
    session = turn.session
    recipe_id = None if session is None else session.view().dish.recipe_id or None
    language = supported(turn.language)
    everything = await turn.kitchen.people.substitutes(
        missing, recipe_id=recipe_id, people=(), language=language
    )
    if not everything and (base := " ".join(sorted(singulars(missing, turn.language)))) != missing:
        missing = base  # "Eiern" is "Ei"
        everything = await turn.kitchen.people.substitutes(
            missing, recipe_id=recipe_id, people=(), language=language
        )
    fine = await turn.kitchen.people.substitutes(missing, recipe_id=recipe_id, language=language)
    if not everything:
        return turn.reply("swap_unknown", food=food)
    if wanted is not None:
        stems = singulars(wanted, turn.language)
        meant = [
            swap
            for swap in everything
            if any(
                stems <= singulars(substitute_line(line, turn.language), turn.language) for line in swap.lines
            )
        ]
        if meant and not set(meant) & set(fine):
            return turn.reply("swap_not_for", instead=speakable(turn.as_said(wanted)))
        if meant:
            best = next(one for one in meant if one in fine)
            return _said(turn, "swap_yes", best, _how(turn, best), show=_shown(turn, fine))
    if not fine:
        return turn.reply("swap_none_safe", food=food)
    if turn.text("more") is not None:
        fine = fine[told:]
        if not fine:
            return turn.reply("swap_no_more", food=food)
    said = [swap for swap in fine[:SAID_SWAPS] if swap.amount == fine[0].amount]
    turn.focus.slots = {"food": missing, "told": told + len(said)}
    how = turn.either(dict.fromkeys(_how(turn, swap) for swap in said))
    key = "swap" if wanted is None else "swap_not_known"
    instead = speakable(turn.as_said(wanted or ""))
    return _said(turn, key, fine[0], how, instead=instead, show=_shown(turn, fine))


async def _replaced_by(turn: TurnContext, wanted: str) -> str | None:
    """Return the ingredient of the recipe in question that a food is a kind of: the milk, for "oat milk instead"."""
    recipe_id = await turn.recipe_id()
    if recipe_id is None:
        return None
    words = singulars(wanted, turn.language)
    for line in (await turn.kitchen.recipes.get(recipe_id)).ingredients:
        for name in sorted(singulars(line.text, turn.language), key=len, reverse=True):
            if len(name) >= SHORTEST_NAME and any(word.endswith(name) for word in words):
                return name
    return None


def _said(
    turn: TurnContext, key: str, swap: Substitution, how: str, *, show: str, instead: str = ""
) -> Reply:
    """Return an answer with a substitute, and the warning that concerns the health of an eater, if there is one."""
    amount = substitute_line(swap.amount, turn.language)
    reply = turn.reply(key, amount=amount, how=how, show=show, instead=instead)
    note = substitute_note(turn.language, swap.note) if swap.note in SAID_NOTES else ""
    return replace(reply, say=f"{reply.say} {note}") if note else reply


def _how(turn: TurnContext, swap: Substitution) -> str:
    return turn.listed([substitute_line(line, turn.language) for line in swap.lines])


def _shown(turn: TurnContext, swaps: Sequence[Substitution]) -> str:
    """Return all substitutes, for a screen."""
    return "\n".join(f"{substitute_line(swap.amount, turn.language)}: {_how(turn, swap)}." for swap in swaps)


ANSWERS: IntentHandlers = {Kind.SHELF_LIFE: shelf_life, Kind.SUBSTITUTE: substitute}
