"""Changes of the pantry by voice: "six eggs into the fridge", "I used two", "the butter is gone", "no, four"."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from ...kitchen.errors import ErrorCode, KitchenError
from ...kitchen.pantry.pantry_item import PantryItem
from ...language.fold import fold
from ...language.numbers import number_at
from ...voice.data_files import supported
from ...voice.intents import Kind
from ...voice.lists import texts_of
from ...voice.reply import Reply, speakable
from ...voice.spoken_parts import words_within_names
from ...voice.text import tokens
from ..turn import IntentHandlers, TurnContext
from .pantry_and_shopping import LONGEST_THING, in_words, pantry_query, things

MOST_AMOUNT = 100_000.0


async def asked_or_changed(turn: TurnContext) -> Reply:
    """Answer what is in the pantry, or change it."""
    return await (pantry_query(turn) if turn.text("action") is None else change_pantry(turn))


async def change_pantry(turn: TurnContext) -> Reply:
    """Add to an item of the pantry, reduce it, or remove it."""
    said = turn.text("item")
    amount = turn.number("amount")
    if said is None and turn.focus.pantry_id is not None:
        said = next(
            (one.name for one in await turn.kitchen.pantry.items() if one.id == turn.focus.pantry_id), None
        )
    if said is None:
        return turn.reply("pantry_what", expects=(Kind.PANTRY_QUERY,))
    if amount is not None and not 0 < amount <= MOST_AMOUNT:
        return turn.reply("error_invalid")
    if turn.text("action") == "stock":
        return await stock(turn, said, amount)
    try:
        found = await turn.kitchen.pantry.find(said)
    except KitchenError as error:
        if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
            raise
        return turn.reply("pantry_none", item=speakable(turn.as_said(said)))
    left = None if turn.text("action") == "gone" or amount is None else (found[0].amount or 0.0) - amount
    return await _set(turn, found[0], left)


async def stock(turn: TurnContext, said: str, amount: float | None) -> Reply:
    """Add an item; an equal one is increased."""
    there = {item.id: item for item in await turn.kitchen.pantry.items()}
    first, *others = things(turn, said) or [said]
    added, backs = [], []
    for name, number, unit in [
        (first, amount, turn.text("unit") or ""),
        *(_measured(turn, one) for one in others),
    ]:
        item = PantryItem(
            name=speakable(name, LONGEST_THING), amount=number, unit=unit, place=turn.text("place") or ""
        )
        added.append(await turn.kitchen.pantry.add(item, actor=turn.actor_name))
        backs.append(_back(turn, there.get(added[-1].id), added[-1]))
        turn.conversation.facts["stocked"] = number
    turn.focus.pantry_id = added[-1].id

    async def back() -> Reply:
        replies = [await one() for one in reversed(backs)]
        return replies[-1]

    turn.focus.undo = back
    return turn.reply("pantry_added", items=turn.listed([in_words(turn, one) for one in added]))


def _measured(turn: TurnContext, said: str) -> tuple[str, float | None, str]:
    """Return the name, amount and unit of one item of a spoken list: "ten eggs", "two liters of milk"."""
    code, words = supported(turn.language), said.split()
    number = number_at(tokens(said, code), 0, code)
    if number is None or number[1] >= len(words):
        return said, None, ""
    units, rest = texts_of("unit", code), words[number[1] :]
    unit = units.get(fold(rest[0]), "") if len(rest) > 1 else ""
    if unit:
        of = words_within_names(code)
        rest = rest[2:] if len(rest) > 2 and fold(rest[1]) in of else rest[1:]
    name = " ".join(rest)
    return things(turn, name)[0] if unit else name, number[0], unit


async def correct(turn: TurnContext, amount: float) -> Reply | None:
    """Replace the amount that was just said: "no, four"."""
    if turn.focus.pantry_id is None or not 0 < amount <= MOST_AMOUNT:
        return None
    found = [one for one in await turn.kitchen.pantry.items() if one.id == turn.focus.pantry_id]
    if not found:
        return None
    before = turn.conversation.facts.get("stocked")
    had = found[0].amount or 0.0
    wrong = before if isinstance(before, float) else had
    right = max(had - wrong, 0.0) + amount
    turn.conversation.facts["stocked"] = amount
    changed = await turn.kitchen.pantry.change(replace(found[0], amount=right), actor=turn.actor_name)
    turn.focus.undo = _back(turn, found[0], changed)
    return turn.reply("pantry_added", items=in_words(turn, changed))


async def changed_to(turn: TurnContext, before: PantryItem, after: PantryItem) -> Reply:
    """Change an item; the next words can take it back."""
    changed = await turn.kitchen.pantry.change(after, actor=turn.actor_name)
    turn.focus.pantry_id = changed.id
    turn.focus.undo = _back(turn, before, changed)
    return turn.reply("pantry_added", items=in_words(turn, changed))


async def _set(turn: TurnContext, item: PantryItem, left: float | None) -> Reply:
    """Set the amount that is left; remove the item if nothing is."""
    turn.conversation.facts.pop("stocked", None)
    if left is None or left <= 0:
        gone = await turn.kitchen.pantry.remove(item.id, actor=turn.actor_name)
        turn.focus.pantry_id = None
        turn.focus.undo = _back(turn, gone, None)
        return turn.reply("pantry_gone", item=speakable(item.name))
    changed = await turn.kitchen.pantry.change(replace(item, amount=left), actor=turn.actor_name)
    turn.focus.pantry_id = changed.id
    turn.focus.undo = _back(turn, item, changed)
    return turn.reply("pantry_left", items=in_words(turn, changed))


def _back(
    turn: TurnContext, before: PantryItem | None, after: PantryItem | None
) -> Callable[[], Awaitable[Reply]]:
    """Return what restores an item as it was before a change; `None`: there was or is none."""

    async def back() -> Reply:
        pantry = turn.kitchen.pantry
        if before is None:
            if after is not None:
                await pantry.remove(after.id, actor=turn.actor_name)
                return turn.reply("pantry_gone", item=speakable(after.name))
            return turn.reply("undone")
        restored = await (
            pantry.add(before, actor=turn.actor_name)
            if after is None
            else pantry.change(before, actor=turn.actor_name)
        )
        return turn.reply("pantry_left", items=in_words(turn, restored))

    return back


ANSWERS: IntentHandlers = {Kind.PANTRY_QUERY: asked_or_changed}
