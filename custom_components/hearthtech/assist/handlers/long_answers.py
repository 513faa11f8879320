"""Long answers in pieces: a text by sentences ("go on"), and ingredients one at a time ("the next one")."""

from ...voice.follow_ups import FollowUpRequest
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..turn import TurnContext
from .food import scaled_recipe
from .meals import next_suggestion
from .pieces import SHORT_LENGTH, divided, in_pieces


async def go_on(turn: TurnContext, request: FollowUpRequest) -> Reply | None:
    """Say the next piece of a long answer, the next ingredient, or the next suggestion."""
    if turn.focus.rest:
        reply = in_pieces(turn, turn.focus.rest)
        return Reply(say=reply.say, kind=turn.focus.topic or Kind.REPEAT)
    return await next_ingredient(turn, request) or await next_suggestion(turn)


async def shorter(turn: TurnContext, request: FollowUpRequest) -> Reply | None:
    """Say the last answer again in one short sentence."""
    last = turn.conversation.last or turn.focus.last
    if last is None or not last.say:
        return None
    first, _ = divided(last.say, SHORT_LENGTH)
    turn.focus.rest = ""
    return Reply(say=speakable(first, SHORT_LENGTH * 2), show=last.show, kind=turn.focus.topic or Kind.REPEAT)


async def read_ingredient(turn: TurnContext, index: int) -> Reply:
    """Read one ingredient line of the recipe in focus."""
    recipe = await scaled_recipe(turn, await turn.recipe())
    lines = [line.text for line in recipe.ingredients]
    if not lines:
        return turn.reply("no_ingredients", recipe=recipe.name)
    if not 0 <= index < len(lines):
        turn.focus.ingredient = None
        return turn.reply("that_is_all", count=turn.said_number(len(lines)))
    turn.focus.ingredient = index
    return Reply(say=f"{speakable(lines[index])}.", kind=Kind.LIST_INGREDIENTS)


async def next_ingredient(turn: TurnContext, request: FollowUpRequest) -> Reply | None:
    """Read the next ingredient, if they are being read one at a time."""
    if turn.focus.ingredient is None:
        return None
    return await read_ingredient(turn, turn.focus.ingredient + 1)


async def ingredient_again(turn: TurnContext, request: FollowUpRequest) -> Reply | None:
    """Read the ingredient at a place again: "the first again"."""
    if turn.focus.ingredient is None:
        return None
    place = request.slots["nth"]
    if not isinstance(place, int | float):
        return None
    count = len((await turn.recipe()).ingredients)
    return await read_ingredient(turn, int(place) - 1 if place > 0 else count - 1)
