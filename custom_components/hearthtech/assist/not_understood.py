"""The reply to words about the kitchen that were not understood, in a conversation about it.

Its kind is `none`: another agent, which is asked first, may understand them. If none does, the kitchen says what it did
not understand.
"""

from ..voice.intents import Kind
from ..voice.reply import Reply, speakable
from ..voice.spoken_parts import NAME
from .loose_requests import DISH, FOOD, LISTED, PLANNED, TIMER, is_food, read_parts
from .turn import TurnContext

_THINGS = frozenset({TIMER, LISTED, PLANNED, DISH, FOOD})
_OF_THE_KITCHEN = _THINGS | {"timer", "list", "plan", "calories", "nutrient", "recipe"}
"""Classes of words that only the kitchen is asked about."""
_TOPICS = {
    Kind.TIMER: "topic_timer",
    Kind.SHOPPING_ADD: "topic_list",
    Kind.SHOPPING_QUERY: "topic_list",
    Kind.PLAN_MEAL: "topic_plan",
    Kind.PLAN_QUERY: "topic_plan",
}


async def not_understood(turn: TurnContext) -> Reply:
    """Return what was not understood; silence if the words may be meant for somebody else."""
    silence = Reply(kind=Kind.NONE)
    topic = turn.focus.topic
    if (
        turn.spoken
        and turn.conversation.expects
        and turn.recognizer.parts(turn.said, language=turn.language).parts
    ):
        # The kitchen asked something: the words are an answer that it did not understand.
        return turn.as_kind(Kind.NONE).reply("not_understood")
    if not turn.spoken or topic is None or not turn.dialogue.is_fresh(turn.focus):
        return silence
    said = await read_parts(turn)
    if said is None:
        return silence
    named = next((" ".join(part.words) for part in said.parts.parts if _THINGS & part.classes), None)
    words = [word for part in said.parts.of(NAME) for word in part.words]
    for word in words:
        named = named or (word if await is_food(turn, word) else None)
    if named is None and _OF_THE_KITCHEN.isdisjoint(said.classes):
        return silence
    if (key := _TOPICS.get(topic)) is not None:
        about = turn.phrase(key)
    elif named is not None:
        about = turn.phrase("topic_named", name=speakable(turn.as_said(named)))
    elif turn.focus.recipe_id is not None:
        recipe = await turn.kitchen.recipes.get(turn.focus.recipe_id)
        about = turn.phrase("topic_named", name=speakable(recipe.name))
    else:
        return silence
    return turn.as_kind(Kind.NONE).reply("not_understood_about", topic=about)
