"""The last question for another recipe that is named by a part of its name: "and the stew?"."""

from ..voice.automaton import Slots
from ..voice.intents import Kind
from ..voice.reply import Reply
from .completed_request import again, alone
from .handlers import follow_up_changes as changes
from .handlers.food import matching
from .handlers.nutrition import recipe_with_word
from .turn import TurnContext


async def named_dish(turn: TurnContext, said: str) -> TurnContext | Reply | None:
    """Return the last question for the recipe that is named by a part of its name: "and the stew?".

    `None` if the recipe that was mentioned has such an ingredient, or no recipe has such a name.
    """
    topic, recipe_id = turn.focus.topic, turn.focus.recipe_id
    if topic is None:
        return None
    if await is_ingredient(turn, said):
        return None
    named = await recipe_with_word(turn.as_kind(topic), said)
    if named is None or named == recipe_id:
        return None
    if topic is Kind.SUBSTITUTE:
        person = turn.focus.person
        slots: Slots = {"person": person, "person_id": person} if person else {}
        return alone(turn, Kind.FITS_PERSON, recipe=said, recipe_id=named, **slots) if person else None
    if topic is Kind.PLAN_MEAL:
        return await changes.other_dish(turn, named)
    return again(turn, topic, {"recipe": said, "recipe_id": named}, without=("food",))


async def is_ingredient(turn: TurnContext, said: str) -> bool:
    """Whether the recipe that was mentioned has an ingredient of this name."""
    if (recipe_id := turn.focus.recipe_id) is None:
        return False
    lines = [line.text for line in (await turn.kitchen.recipes.get(recipe_id)).ingredients]
    return bool(matching(said, lines, turn.language))
