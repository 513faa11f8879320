"""Answers about the shopping list and the pantry."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
import re

from ...kitchen.errors import ErrorCode, KitchenError
from ...kitchen.pantry.pantry_item import PantryItem
from ...kitchen.shopping.service import ListRevision
from ...kitchen.shopping.shopping_list import ShoppingItem
from ...kitchen.shopping.shown_items import item_words
from ...language.fold import fold
from ...language.singular import singulars
from ...voice.answer_reader import answer_words
from ...voice.data_files import small_words, supported
from ...voice.intents import Kind
from ...voice.lists import texts_of
from ...voice.reply import Reply, speakable
from ...voice.spoken_parts import small_words_of
from ...voice.word_classes import DISHES, FOODS, INGREDIENTS
from ..turn import IntentHandlers, TurnContext
from .food_words import between_items

SAID_THINGS = 7
"""How many items are spoken; the screen shows all."""
LONGEST_THING = 120
MOST_THINGS = 20
_FOODS = frozenset({*INGREDIENTS, *DISHES})


def things(turn: TurnContext, said: str) -> list[str]:
    """Split a spoken list into items, without articles: "milk, eggs and two pounds of flour".

    Small words between the items are none: "oh, and some bread".
    """
    code = supported(turn.language)
    found = [one.strip() for one in between_items(code).split(turn.as_said(said)) if one.strip()]
    # With their accents: Spanish "té" is tea, and "te" a pronoun.
    small = small_words_of(code)
    named = [one for one in found if not small.issuperset(one.lower().split())] or found
    items = [one for thing in named for one in apart(_before_item(code).sub("", thing) or thing)]
    return [speakable(one, LONGEST_THING) for one in items][:MOST_THINGS]


@cache
def _before_item(code: str) -> re.Pattern[str]:
    """Articles and conjunctions before an item: "the", "d'", "della", "and"."""
    words = sorted({*texts_of("before_item", code), *answer_words(code).joins}, key=len, reverse=True)
    one = "|".join(re.escape(word).replace(r"\ ", r"['’\s]+") for word in words)
    return re.compile(rf"^(?:(?:{one})(?:['’]\s*|\s+))+", re.IGNORECASE)


def apart(thing: str) -> list[str]:
    """Split foods said without a pause: "milk eggs" is two items, "almond milk" is one."""
    words = thing.lower().split()
    if len(words) < 2 or thing.lower() in _FOODS or not all(word in FOODS for word in words):
        return [thing]
    found = []
    while words:
        length = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in _FOODS), 1)
        found.append(" ".join(words[:length]))
        words = words[length:]
    return found


async def things_to_buy(turn: TurnContext, said: str) -> list[str]:
    """Split a spoken list into items, also foods between which nothing is said: "burro latte"."""
    code = supported(turn.language)
    if code == "en":
        return things(turn, said)  # `apart` has split it
    database = (await turn.kitchen.pantry.reader()).analyzer.database
    return [
        one
        for thing in things(turn, said)
        for one in foods_apart(thing, code, lambda name: database.lookup(name, code) is not None)
    ]


def foods_apart(thing: str, code: str, is_food: Callable[[str], bool]) -> list[str]:
    """Split a text of which each part is the name of a food; whole if one of two names describes the other.

    "Butter Eier" is two foods. "Yaourt fraise" is one, as is "Kartoffel Salat": a yogurt or salad of that kind.
    """
    words = thing.split()
    found: list[str] = []
    while words:
        length = next((n for n in range(len(words), 0, -1) if is_food(" ".join(words[:n]))), 0)
        if not length:
            return [thing]
        found.append(" ".join(words[:length]))
        words = words[length:]
    described = {fold(word) for word in small_words(code)["takes_names"]}
    return [thing] if len(found) == 2 and any(fold(one) in described for one in found) else found


def asks(said: str, language: str) -> bool:
    """Whether the words of an item begin a question: "what is left" is nothing to buy."""
    first = fold(said).replace("'", " ").split()[:1]
    return bool(first) and first[0] in {fold(word) for word in small_words(supported(language))["asking"]}


def is_pronoun(said: str, language: str) -> bool:
    """Whether words name nothing themselves: "that", "welche"."""
    return fold(said) in small_words(supported(language))["pronouns"]


def same(name: str, other: str) -> bool:
    """Whether two names mean the same item, in singular or plural."""
    one, two = (singulars(words) for words in (name, other))
    return bool(one) and (one <= two or two <= one)


def meant(turn: TurnContext, said: str, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
    """The items of the list that a spoken list names: "milk" is the milk, or the oat milk if there is no other."""
    found = set()
    for thing in things(turn, said):
        words = singulars(thing, turn.language)
        exact = {item.id for item in there if singulars(item.name, turn.language) == words}
        found |= exact or {item.id for item in there if same(thing, item.name)}
    return [item for item in there if item.id in found]


async def shopping_add(turn: TurnContext) -> Reply:
    """Add items to the list, remove them, or clear the list."""
    if turn.text("all") is not None:
        return await clear(turn)
    if turn.text("of") == "recipe":
        return await add_recipe(turn)
    said = turn.text("item") or turn.text("food")
    if said is not None and is_pronoun(said, turn.language):
        said = turn.focus.mentioned or None
    if said is None:
        return turn.reply("shop_what", expects=(Kind.SHOPPING_ADD,))
    if turn.text("action") == "remove":
        return await cross_off(turn, said)
    if turn.text("action") == "tick":
        return await tick(turn, said)
    there = [
        singulars(item.name, turn.language) for item in await turn.kitchen.shopping.items() if not item.bought
    ]
    if any(asks(one, turn.language) for one in things(turn, said)):
        return await shopping_query(turn.as_kind(Kind.SHOPPING_QUERY))
    wanted = list(dict.fromkeys(await things_to_buy(turn, said)))
    # "Two pounds of flour" is more than the flour on the list, and "milk" is not the coconut milk.
    known = [thing for thing in wanted if singulars(thing, turn.language) in there]
    if known == wanted:
        return turn.reply("shop_there", items=turn.listed(known))
    new = await turn.kitchen.shopping.add_several(
        [thing for thing in wanted if thing not in known], language=turn.language, actor=turn.actor_name
    )
    words = turn.listed([speakable(item_words(item, turn.language)) for item in new])
    _can_be_undone(turn, "shop_removed", words)
    turn.focus.listed = tuple(wanted)
    added = turn.reply("shop_added", items=words)
    if not known:
        return added
    return replace(added, say=f"{added.say} {turn.reply('shop_there', items=turn.listed(known)).say}")


async def cross_off(turn: TurnContext, said: str) -> Reply:
    """Remove items from the list."""
    gone = meant(turn, said, await turn.kitchen.shopping.items())
    if not gone:
        return turn.reply("shop_not_there", items=turn.listed(things(turn, said)))
    await turn.kitchen.shopping.remove([item.id for item in gone], actor=turn.actor_name)
    _can_be_undone(
        turn, "shop_added", turn.listed([speakable(item_words(item, turn.language)) for item in gone])
    )
    return turn.reply("shop_removed", items=turn.listed([speakable(item.name) for item in gone]))


async def tick(turn: TurnContext, said: str) -> Reply:
    """Mark items of the list as bought."""
    there = [item for item in await turn.kitchen.shopping.items() if not item.bought]
    bought = meant(turn, said, there)
    if not bought:
        return turn.reply("shop_not_there", items=turn.listed(things(turn, said)))
    for item in bought:
        await turn.kitchen.shopping.change(item.id, bought=True, actor=turn.actor_name)

    async def back() -> Reply:
        for item in bought:
            await turn.kitchen.shopping.change(item.id, bought=False, actor=turn.actor_name)
        return turn.reply(
            "shop_added", items=turn.listed([speakable(item_words(item, turn.language)) for item in bought])
        )

    turn.focus.undo = back
    return turn.reply("shop_ticked", items=turn.listed([speakable(item.name) for item in bought]))


async def add_recipe(turn: TurnContext) -> Reply:
    """Add everything that a recipe needs and the house does not have."""
    recipe = await turn.recipe()
    before = {item.id: item.words for item in await turn.kitchen.shopping.items()}
    await turn.kitchen.shopping.make_list(
        recipes={recipe.id: turn.focus.servings.get(recipe.id)}, actor=turn.actor_name
    )
    change = turn.kitchen.shopping.last_change
    new = [item for item in await turn.kitchen.shopping.items() if before.get(item.id) != item.words]
    if not new:
        return turn.reply("shop_has_all", recipe=recipe.name)
    _can_be_undone(turn, "shop_removed", turn.listed([speakable(item.name) for item in new]), change)
    return _read(turn, "shop_added", "shop_added_more", new)


def _can_be_undone(turn: TurnContext, key: str, items: str, change: ListRevision | None = None) -> None:
    """Let the next words take back `change`, by default the one that was just made; changes of others stay."""
    change = change or turn.kitchen.shopping.last_change

    async def back() -> Reply:
        if change is not None:
            await turn.kitchen.shopping.take_back(change, actor=turn.actor_name)
        return turn.reply(key, items=items)

    turn.focus.undo = back


async def clear(turn: TurnContext) -> Reply:
    """Remove all items from the list."""
    if not (there := await turn.kitchen.shopping.items()):
        return turn.reply("shop_empty")
    await turn.kitchen.shopping.remove([item.id for item in there], actor=turn.actor_name)
    _can_be_undone(
        turn,
        "shop_added",
        turn.listed([speakable(item_words(item, turn.language)) for item in there[:SAID_THINGS]]),
    )
    return turn.reply("shop_cleared")


async def shopping_query(turn: TurnContext) -> Reply:
    """Read the list, or answer whether an item is on it."""
    wanted = [item for item in await turn.kitchen.shopping.items() if not item.bought]
    said = turn.text("item")
    if said is not None:
        found = meant(turn, said, wanted)
        if found:
            return turn.reply(
                "shop_is_there",
                items=turn.listed([speakable(item_words(item, turn.language)) for item in found]),
            )
        return turn.reply("shop_not_there", items=turn.listed(things(turn, said)))
    if not wanted:
        return turn.reply("shop_empty")
    return _read(turn, "shop_list", "shop_list_more", wanted)


async def pantry_query(turn: TurnContext) -> Reply:
    """Answer what is in the pantry, of one food or in total, and what must be used first."""
    if turn.text("ask") == "expiring":
        return await expiring(turn)
    if turn.text("ask") == "enough":
        return await missing(turn)
    said = turn.text("item") or turn.text("food")
    if said is not None and is_pronoun(said, turn.language):
        said = turn.focus.mentioned or None
    if said is not None:
        try:
            found = await turn.kitchen.pantry.find(said)
        except KitchenError as error:
            if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
                raise
            return turn.reply("pantry_none", item=speakable(turn.as_said(said)))
        turn.focus.pantry_id = found[0].id
        pieces = found[0].amount is not None and not found[0].unit and found[0].amount > 1
        key = "pantry_has_several" if pieces or len(found) > 1 else "pantry_has"
        return turn.reply(key, items=turn.listed([in_words(turn, item) for item in found[:3]]))
    place = turn.text("place")
    everything = await turn.kitchen.pantry.items()
    there = [item for item in everything if place is None or place in item.place.lower()]
    if not there:
        return turn.reply("place_empty", place=place) if everything else turn.reply("pantry_empty")
    return _read(turn, "pantry_list", "pantry_list_more", there)


async def missing(turn: TurnContext) -> Reply:
    """Answer whether everything that a recipe needs is in the house, or what is not."""
    recipe = await turn.recipe()
    items = await turn.kitchen.shopping.missing(recipe.id, turn.focus.servings.get(recipe.id))
    if not items:
        return turn.reply("house_has_all", recipe=recipe.name)
    told = [speakable(item_words(item, turn.language)) for item in items]
    return turn.reply(
        "house_misses", recipe=recipe.name, items=turn.listed(told[:SAID_THINGS]), show="\n".join(told)
    )


async def expiring(turn: TurnContext) -> Reply:
    """Answer what should be used soon."""
    soon = await turn.kitchen.pantry.expiring()
    if not soon:
        return turn.reply("pantry_none_soon")
    told = [in_words(turn, item) for item in soon]
    return turn.reply("pantry_soon", items=turn.listed(told[:SAID_THINGS]), show="\n".join(told))


def in_words(turn: TurnContext, item: PantryItem) -> str:
    """Return a pantry item in words, with the date until which it should be used: "500 g of flour, until Friday"."""
    name = speakable(item.name)
    if item.amount is not None:
        # Pieces have no unit: "six eggs".
        if item.unit:
            name = turn.phrase("amount_of", amount=_figure(turn, item.amount), unit=item.unit, name=name)
        else:
            name = f"{turn.said_number(round(item.amount, 1))} {name}"
    days = item.days_left(turn.kitchen.locale.day(turn.kitchen.clock.now()))
    if days is None:
        return name
    key = {0: "pantry_today", 1: "pantry_tomorrow"}.get(days, "pantry_past" if days < 0 else "pantry_days")
    return turn.phrase(key, item=name, days=turn.said_number(abs(days)))


def _figure(turn: TurnContext, amount: float) -> str:
    """Return an amount in figures, with the decimal mark of the language."""
    return f"{amount:g}" if supported(turn.language) == "en" else f"{amount:g}".replace(".", ",")


def _read(turn: TurnContext, key: str, longer: str, items: list[ShoppingItem] | list[PantryItem]) -> Reply:
    """Return a list with its first items spoken and all of them for the screen."""
    told = [
        speakable(item_words(item, turn.language)) if isinstance(item, ShoppingItem) else in_words(turn, item)
        for item in items
    ]
    show = "\n".join(told)
    if len(told) <= SAID_THINGS + 1:
        return turn.reply(key, count=turn.said_number(len(told)), items=turn.listed(told), show=show)
    more = turn.said_number(len(told) - SAID_THINGS)
    return turn.reply(
        longer, count=turn.said_number(len(told)), items=", ".join(told[:SAID_THINGS]), more=more, show=show
    )


ANSWERS: IntentHandlers = {
    Kind.SHOPPING_ADD: shopping_add,
    Kind.SHOPPING_QUERY: shopping_query,
}
