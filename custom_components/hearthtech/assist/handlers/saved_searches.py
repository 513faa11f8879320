"""Spoken favorites, saved searches and collections: what is in them, to choose a dish."""

from collections.abc import Iterable, Mapping

from ...kitchen.kitchen import Kitchen
from ...language.fold import fold
from ...voice.dialogue import NamedChoice
from ...voice.intents import CONFIRMING, Kind
from ...voice.reply import Reply, speakable
from ..turn import TurnContext

FAVORITES = "favorites"
MOST = 20
SPOKEN = 4


async def saved_recipes(turn: TurnContext) -> Reply:
    """Name the recipes of the favorites, or of a saved search or collection; one of them can be chosen next."""
    said = turn.text("query") or ""
    if turn.text("saved") == FAVORITES:
        found: Mapping[str, str] | None = await turn.kitchen.saved.favorites()
        if not found:
            return turn.reply("no_favorites")
    else:
        found = await _found(turn.kitchen, said)
    if found is None:
        return turn.reply("no_saved_search", query=said)
    if not found:
        return turn.reply("found_none", query=said)
    recipes = list(found.items())[:SPOKEN]
    turn.conversation.recipe_id = recipes[0][0]
    turn.focus.choices = tuple(NamedChoice(Kind.FIND_RECIPE, recipe_id, name) for recipe_id, name in recipes)
    if len(recipes) == 1:
        turn.dialogue.ask(turn.conversation, "guide", {"recipe": recipes[0][0]})
        return turn.reply("found_one", name=recipes[0][1], expects=CONFIRMING)
    return turn.reply("found", names=turn.listed([speakable(name) for _, name in recipes]))


async def _found(kitchen: Kitchen, said: str) -> dict[str, str] | None:
    """Return the names of the recipes by id; `None` when nothing saved has this name."""
    searches = {search.name: search.id for search in await kitchen.saved.searches()}
    name = _named(said, searches)
    if name is not None:
        _, hits = await kitchen.saved.run(searches[name], limit=MOST)
        return {hit.id: hit.name for hit in hits}
    collections = {one.name: one for one in await kitchen.saved.collections()}
    name = _named(said, collections)
    if name is None:
        return None
    recipes = await kitchen.recipes.names()
    return {recipe: recipes[recipe] for recipe in collections[name].recipes if recipe in recipes}


def _named(said: str, names: Iterable[str]) -> str | None:
    """Return the name that was meant: the same words, else the only one that contains them."""
    wanted = fold(said).split()
    folded = {name: fold(name).split() for name in names}
    same = [name for name, words in folded.items() if words == wanted]
    near = [name for name, words in folded.items() if wanted and set(wanted) <= set(words)]
    return same[0] if same else near[0] if len(near) == 1 else None
