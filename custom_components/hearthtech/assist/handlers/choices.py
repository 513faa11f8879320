"""The answer to "which one?": by its place ("the second one"), or by words of its name ("the one with vegetables")."""

from collections.abc import Set as AbstractSet

from ...language.singular import singulars
from ...voice.dialogue import NamedChoice
from ...voice.follow_ups import FollowUpRequest
from ...voice.intents import CONFIRMING, Kind
from ...voice.lists import texts_of
from ...voice.reply import Reply, speakable
from ..completed_request import again
from ..turn import TurnContext

STEM = 5
"""How many letters at the beginning of two words are equal if they mean the same thing."""

_OF_ANY_RECIPE = frozenset(
    {Kind.NUTRITION, Kind.LIST_INGREDIENTS, Kind.INGREDIENT_COUNT, Kind.TELL_STORY, Kind.SHELF_LIFE}
)
"""Questions about a recipe after which another may be named by a part of its name."""


async def chosen_by_place(turn: TurnContext, request: FollowUpRequest) -> TurnContext | Reply | None:
    """Choose one of the things that the kitchen named, by its place."""
    place, choices = request.slots["nth"], turn.focus.choices
    if not isinstance(place, int | float) or not choices:
        return None
    index = int(place) - 1 if place > 0 else len(choices) - 1
    if not 0 <= index < len(choices):
        return turn.reply("choices_are", names=turn.either(speakable(one.name) for one in choices))
    return chosen(turn, choices[index])


async def chosen_by_name(turn: TurnContext, request: FollowUpRequest) -> TurnContext | Reply | None:
    """Choose one of the things that the kitchen named, by words of its name that no other has.

    If it named none, all recipes can be meant: "and Grandma's?" after a question about a recipe.
    """
    said, topic = str(request.slots["words"]), turn.focus.topic
    if turn.focus.choices:
        found = named_choices(said, turn.focus.choices, turn.language)
        return chosen(turn, found[0]) if len(found) == 1 else None
    if topic not in _OF_ANY_RECIPE or turn.focus.recipe_id is None:
        return None
    names = await turn.kitchen.recipes.names()
    found = named_choices(
        said, tuple(NamedChoice(topic, key, name) for key, name in names.items()), turn.language
    )
    return chosen(turn, found[0]) if len(found) == 1 else None


def named_choices(said: str, choices: tuple[NamedChoice, ...], language: str) -> list[NamedChoice]:
    """Return the choices of which the name contains all these words, or words with the same beginning."""
    articles = texts_of("article", language)
    wanted = {word for word in singulars(said, language) if word not in articles}
    return [one for one in choices if wanted and _contains(singulars(one.name, language), wanted)]


def _contains(name: AbstractSet[str], wanted: AbstractSet[str]) -> bool:
    return all(
        word in name or (len(word) >= STEM and any(word[:STEM] in part for part in name)) for word in wanted
    )


def chosen(turn: TurnContext, choice: NamedChoice) -> TurnContext | Reply:
    """Return the request that was asked back about, for this recipe; after a search, the question whether to guide."""
    turn.focus.recipe_id = choice.id
    topic = turn.focus.topic
    if choice.kind is not Kind.FIND_RECIPE and topic is choice.kind:
        return again(
            turn, topic, {"recipe": choice.name, "recipe_id": choice.id}, without=("food", "recipe_choices")
        )
    turn.dialogue.ask(turn.conversation, "guide", {"recipe": choice.id})
    return turn.as_kind(Kind.FIND_RECIPE).reply("guide_through", name=choice.name, expects=CONFIRMING)
