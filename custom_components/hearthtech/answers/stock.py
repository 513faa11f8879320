"""Answers about the shopping list and what is in the house."""

import re

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.plan.pantry import PantryItem
from custom_components.hearthtech.kitchen.plan.shopping import ShoppingItem
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.lexicon import DISHES, FOODS, INGREDIENTS
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply, speakable

from .food import stem
from .turn import Answers, Turn, say_list

SAID_THINGS = 7
"""How many things an ear can take; the screen gets all."""
LONGEST_THING = 120
MOST_THINGS = 20
_FOODS = frozenset({*INGREDIENTS, *DISHES})
_AND = re.compile(r"\s+and\s+(?!cheese\b)|,\s*|\s+plus\s+")


def things(turn: Turn, said: str) -> list[str]:
    """The things in a list as it was said: "milk, eggs and two pounds of flour"."""
    found = [thing for thing in _AND.split(_as_typed(turn.said, said)) if thing.strip()]
    return [speakable(one, LONGEST_THING) for thing in found for one in apart(thing)][:MOST_THINGS]


def _as_typed(utterance: str, said: str) -> str:
    """The same words with the commas that were typed between them."""
    first, last = said.split(maxsplit=1)[0], said.rsplit(maxsplit=1)[-1]
    found = re.search(rf"\b{re.escape(first)}\b.*\b{re.escape(last)}\b", utterance.lower())
    return found[0] if found is not None and "," in found[0] and first != last else said


def apart(thing: str) -> list[str]:
    """A row of foods said without a pause, "milk eggs": one by one; "almond milk" is one."""
    words = thing.split()
    if len(words) < 2 or thing in _FOODS or not all(word in FOODS for word in words):
        return [thing]
    found = []
    while words:
        length = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in _FOODS), 1)
        found.append(" ".join(words[:length]))
        words = words[length:]
    return found


def same(name: str, other: str) -> bool:
    """Whether two names mean one thing, plurals forgiven."""
    one, two = ({stem(word) for word in words.lower().split()} for words in (name, other))
    return bool(one) and (one <= two or two <= one)


async def shopping_add(turn: Turn) -> Reply:
    """Write on the list, or cross off it."""
    said = turn.text("item") or turn.text("food")
    if said is None:
        return turn.reply("shop_what", expects=(Kind.SHOPPING_ADD,))
    if turn.text("action") == "remove":
        return await cross_off(turn, said)
    there = await turn.kitchen.shopping_list()
    new = [
        await turn.kitchen.add_to_shopping(thing, language=turn.language, who=turn.who)
        for thing in things(turn, said)
        if not any(same(thing, item.name) and not item.bought for item in there)
    ]
    if not new:
        return turn.reply("shop_there", items=say_list(things(turn, said)))
    return turn.reply("shop_added", items=say_list([speakable(item.words) for item in new]))


async def cross_off(turn: Turn, said: str) -> Reply:
    """Take things off the list."""
    there = await turn.kitchen.shopping_list()
    gone = [item for item in there if any(same(thing, item.name) for thing in things(turn, said))]
    if not gone:
        return turn.reply("shop_not_there", items=say_list(things(turn, said)))
    await turn.kitchen.remove_from_shopping([item.id for item in gone], who=turn.who)
    return turn.reply("shop_removed", items=say_list([speakable(item.name) for item in gone]))


async def shopping_query(turn: Turn) -> Reply:
    """Read the list, or tell whether something is on it."""
    wanted = [item for item in await turn.kitchen.shopping_list() if not item.bought]
    said = turn.text("item")
    if said is not None:
        found = [item for item in wanted if any(same(thing, item.name) for thing in things(turn, said))]
        if found:
            return turn.reply("shop_is_there", items=say_list([speakable(item.words) for item in found]))
        return turn.reply("shop_not_there", items=say_list(things(turn, said)))
    if not wanted:
        return turn.reply("shop_empty")
    return _read(turn, "shop_list", "shop_list_more", wanted)


async def pantry_query(turn: Turn) -> Reply:
    """What is in the house, of one thing or at all, and what has to be used first."""
    if turn.text("ask") == "expiring":
        return await expiring(turn)
    said = turn.text("item") or turn.text("food")
    if said is not None:
        try:
            found = await turn.kitchen.find_in_pantry(said)
        except KitchenError as error:
            if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
                raise
            return turn.reply("pantry_none", item=speakable(said))
        return turn.reply("pantry_has", items=say_list([in_words(turn, item) for item in found[:3]]))
    place = turn.text("place")
    everything = await turn.kitchen.pantry()
    there = [item for item in everything if place is None or place in item.place.lower()]
    if not there:
        return turn.reply("place_empty", place=place) if everything else turn.reply("pantry_empty")
    return _read(turn, "pantry_list", "pantry_list_more", there)


async def expiring(turn: Turn) -> Reply:
    """What should be used soon."""
    soon = await turn.kitchen.expiring()
    if not soon:
        return turn.reply("pantry_none_soon")
    told = [in_words(turn, item) for item in soon]
    return turn.reply("pantry_soon", items=say_list(told[:SAID_THINGS]), show="\n".join(told))


def in_words(turn: Turn, item: PantryItem) -> str:
    """A thing as it is said, with how long it should still be used: "500 g of flour, until Friday"."""
    name = speakable(item.name)
    if item.amount is not None:
        # Pieces have no unit: "six eggs".
        amount = say_number(round(item.amount, 1)) if not item.unit else f"{item.amount:g} {item.unit} of"
        name = f"{amount} {name}"
    days = item.days_left(turn.kitchen.home.day(turn.kitchen.clock.now()))
    if days is None:
        return name
    key = {0: "pantry_today", 1: "pantry_tomorrow"}.get(days, "pantry_past" if days < 0 else "pantry_days")
    return turn.phrase(key, item=name, days=say_number(abs(days)))


def _read(turn: Turn, key: str, longer: str, items: list[ShoppingItem] | list[PantryItem]) -> Reply:
    """A list for the ear, all of it for the screen."""
    told = [
        speakable(item.words) if isinstance(item, ShoppingItem) else in_words(turn, item) for item in items
    ]
    show = "\n".join(told)
    if len(told) <= SAID_THINGS + 1:
        return turn.reply(key, count=say_number(len(told)), items=say_list(told), show=show)
    more = say_number(len(told) - SAID_THINGS)
    return turn.reply(
        longer, count=say_number(len(told)), items=", ".join(told[:SAID_THINGS]), more=more, show=show
    )


ANSWERS: Answers = {
    Kind.SHOPPING_ADD: shopping_add,
    Kind.SHOPPING_QUERY: shopping_query,
    Kind.PANTRY_QUERY: pantry_query,
}
