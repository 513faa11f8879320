"""Recipes, substitutes, storage and suggestions by loose requests (`loose_rules`)."""

from dataclasses import replace

from ..voice.automaton import Slots
from ..voice.intents import Kind
from .completed_request import FollowUpResult, again, alone
from .handlers import cold_storage, meals
from .loose_meals import when
from .loose_requests import DISH, FOOD, INGREDIENT, LooseHandler, LooseRequest


async def compare(said: LooseRequest) -> FollowUpResult:
    """Which of two dishes has fewer calories, or less of a nutrient: both answers, the lower one first."""
    turn = said.turn
    ids = list(dict.fromkeys(said.dishes))
    if len(ids) == 1 and turn.focus.recipe_id not in {None, ids[0]}:
        ids.insert(0, str(turn.focus.recipe_id))
    if len(ids) != 2:
        return None
    slots: Slots = {"compare": tuple(ids)}
    if isinstance(tag := said.value("nutrient"), str) and not said.parts.has("calories"):
        slots["nutrient"] = tag
    return alone(turn, Kind.NUTRITION, **slots)


async def choose(said: LooseRequest) -> FollowUpResult:
    """Ask whether to guide through the dish that somebody chose."""
    if len(said.dishes) != 1:
        return None
    return alone(said.turn, Kind.FIND_RECIPE, recipe_id=said.dishes[0])


def take_suggestion(number: int) -> LooseHandler:
    """The suggested meal of this number is taken."""

    async def then(said: LooseRequest) -> FollowUpResult:
        return await meals.accept_suggestion(said.turn, number)

    return then


async def fits(said: LooseRequest) -> FollowUpResult:
    """Whether a dish suits the persons that were named, now or before."""
    turn = said.turn
    if len(said.dishes) != 1 or not (said.parts.has("person") or turn.focus.person):
        return None
    if not said.parts.has("person"):
        turn = replace(turn, said=turn.focus.person)
    dish = " ".join(said.parts.of(DISH)[0].words)
    return alone(turn, Kind.FITS_PERSON, recipe=dish, recipe_id=said.dishes[0])


async def scale_dish(said: LooseRequest) -> FollowUpResult:
    """The named dish for a number of people."""
    number = said.value("number")
    if not isinstance(number, int | float) or len(said.dishes) != 1:
        return None
    said.turn.focus.recipe_id = said.dishes[0]
    return alone(said.turn, Kind.SCALE_SERVINGS, servings=number, recipe_id=said.dishes[0])


async def scale(said: LooseRequest) -> FollowUpResult:
    """The recipe that was talked about, for a number of people."""
    number, recipe_id = said.value("number"), said.turn.focus.recipe_id
    if not isinstance(number, int | float) or recipe_id is None:
        return None
    return alone(said.turn, Kind.SCALE_SERVINGS, servings=number, recipe_id=recipe_id)


async def amount(said: LooseRequest) -> FollowUpResult:
    """How much of an ingredient, for a number of people if one is said."""
    turn, number = said.turn, said.value("number")
    recipe_id = turn.focus.recipe_id
    if recipe_id is None:
        return None
    if isinstance(number, int | float):
        turn.focus.servings[recipe_id] = float(number)
    return alone(turn, Kind.ASK_AMOUNT, food=said.text(INGREDIENT), recipe_id=recipe_id)


async def nutrient(said: LooseRequest) -> FollowUpResult:
    """A nutrient of the named dish, or of the recipe that was talked about."""
    turn, nutrient = said.turn, said.value("nutrient")
    slots: Slots = (
        {"nutrient": nutrient} if isinstance(nutrient, str) and not said.parts.has("calories") else {}
    )
    if said.dishes:
        slots["recipe_id"] = said.dishes[0]
    elif turn.focus.recipe_id is not None:
        slots["recipe_id"] = turn.focus.recipe_id
    return alone(turn, Kind.NUTRITION, **slots) if "recipe_id" in slots else None


async def per_person(said: LooseRequest) -> FollowUpResult:
    """The last answer about nutrition again: it is by serving."""
    return again(said.turn, Kind.NUTRITION, {})


async def other_swap(said: LooseRequest) -> FollowUpResult:
    """Another substitute for the same food."""
    return again(said.turn, Kind.SUBSTITUTE, {"more": "yes"}, without=("instead",))


async def this_swap(said: LooseRequest) -> FollowUpResult:
    """Whether a food can replace the missing one that was talked about."""
    food = said.turn.focus.food
    if not food or said.turn.text("instead") is not None:
        return None
    return alone(said.turn, Kind.SUBSTITUTE, food=food, instead=said.text(FOOD))


async def missing(said: LooseRequest) -> FollowUpResult:
    """What to use instead of a food."""
    return alone(said.turn, Kind.SUBSTITUTE, food=said.text(FOOD))


async def keeps_it(said: LooseRequest) -> FollowUpResult:
    """How long the same food keeps, in another place."""
    return again(said.turn, Kind.SHELF_LIFE, {})


async def keeps(said: LooseRequest) -> FollowUpResult:
    """How long a food keeps."""
    if (
        said.turn.kind is Kind.ASK_DURATION
        and cold_storage.keeps(said.text(FOOD), said.turn.language) is None
    ):
        return None
    return alone(said.turn, Kind.SHELF_LIFE, food=said.text(FOOD))


async def suggest(said: LooseRequest) -> FollowUpResult:
    """A suggestion, a quick one if that was said."""
    slots = when(said)
    return alone(
        said.turn, Kind.SUGGEST_MEAL, **slots, **({"quick": "yes"} if said.parts.has("quick") else {})
    )


async def other_suggestion(said: LooseRequest) -> FollowUpResult:
    """The next suggestion."""
    return await meals.next_suggestion(said.turn)
