"""Follow-ups about lists, timers, ingredients read one by one, and the recipe that was mentioned."""

from collections.abc import Mapping

from ..language.numbers import number_at
from ..voice.automaton import Slots
from ..voice.data_files import supported
from ..voice.follow_ups import FollowUp, FollowUpRequest
from ..voice.intents import Kind
from .completed_request import FollowUpHandler, FollowUpResult, again, alone
from .handlers import long_answers, meal_changes
from .handlers.choices import chosen_by_name
from .handlers.nutrition import recipe_with_word
from .handlers.pantry_and_shopping import asks, same
from .handlers.timers import called, nth_timer
from .turn import TurnContext

LONGEST_TIMER_NAME = 2
"""The most words of a timer that is named without a verb: "no rice", "and the rice"."""
_SHOPPING = frozenset({Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY})
_PLAN = frozenset({Kind.PLAN_MEAL, Kind.PLAN_QUERY, Kind.SUGGEST_MEAL})


async def _one_by_one(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    recipe_id = turn.focus.recipe_id
    return None if recipe_id is None else alone(turn, Kind.LIST_INGREDIENTS, one="yes", recipe_id=recipe_id)


async def _back_one(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.ingredient is None:
        return None
    return await long_answers.read_ingredient(turn, max(turn.focus.ingredient - 1, 0))


async def _same_one(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.ingredient is None:
        return None
    return await long_answers.read_ingredient(turn, turn.focus.ingredient)


async def _all(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic in _SHOPPING:
        return alone(turn, Kind.SHOPPING_ADD, all="yes")
    if turn.focus.topic is Kind.TIMER:
        return alone(turn, Kind.TIMER, action="cancel", all="yes")
    return None


async def _remainder(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    return alone(turn, Kind.SHOPPING_ADD, all="yes") if turn.focus.topic in _SHOPPING else None


async def _count(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    match turn.focus.topic:
        case Kind.TIMER:
            return alone(turn, Kind.TIMER, action="count")
        case Kind.SHOPPING_ADD | Kind.SHOPPING_QUERY:
            return alone(turn, Kind.SHOPPING_QUERY)
        case Kind.LIST_INGREDIENTS if turn.focus.recipe_id is not None:
            return alone(turn, Kind.INGREDIENT_COUNT, recipe_id=turn.focus.recipe_id)
        case _:
            return None


async def _without(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    food = str(request.slots["food"])
    if asks(food, turn.language):
        return None  # "wieso denn nicht"
    if turn.focus.topic is Kind.TIMER:
        named = len(food.split()) <= LONGEST_TIMER_NAME
        known = named and called(await turn.kitchen.timers.running(), food, turn.language)
        return alone(turn, Kind.TIMER, action="cancel", name=food) if known else None
    if turn.focus.topic in _PLAN:
        canceled = alone(turn, Kind.PLAN_MEAL, action="cancel", what=food)
        return canceled if await meal_changes.is_planned(canceled) else None
    if turn.focus.topic in {Kind.FITS_PERSON, Kind.SUBSTITUTE}:
        return None if turn.kind is Kind.SUBSTITUTE else alone(turn, Kind.SUBSTITUTE, food=food)
    if turn.focus.topic not in _SHOPPING:
        return None
    if not await _is_listed(turn, food):
        if turn.kind is Kind.SHOPPING_ADD:
            return None  # its handler says that it is not on the list
        return turn.as_kind(Kind.CANCEL).reply("left_it")
    return alone(turn, Kind.SHOPPING_ADD, action="remove", item=food)


async def _got(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    food = str(request.slots["food"])
    if turn.focus.topic not in _SHOPPING or not await _is_listed(turn, food):
        return None
    return alone(turn, Kind.SHOPPING_ADD, action="tick", item=food)


async def _is_listed(turn: TurnContext, food: str) -> bool:
    return any(same(food, item.name) for item in await turn.kitchen.shopping.items() if not item.bought)


async def _list_it(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if (food := request.slots.get("food")) is not None:
        of_food = turn.focus.topic in _SHOPPING | {Kind.PANTRY_QUERY} and turn.kind is not Kind.SHOPPING_ADD
        return alone(turn, Kind.SHOPPING_ADD, item=food) if of_food else None
    if turn.focus.food:
        amount = request.slots.get("amount")
        said = turn.focus.food if amount is None else f"{amount:g} {turn.focus.food}"
        return alone(turn, Kind.SHOPPING_ADD, item=said)
    if (
        turn.focus.topic in {Kind.LIST_INGREDIENTS, Kind.INGREDIENT_OF_STEP}
        and turn.focus.recipe_id is not None
    ):
        return alone(turn, Kind.SHOPPING_ADD, of="recipe", recipe_id=turn.focus.recipe_id)
    return None


async def _another(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is not Kind.TIMER:
        return None
    name, duration = request.slots.get("name"), _duration(request)
    running = await turn.kitchen.timers.running()
    if name is not None and duration is not None and called(running, str(name), turn.language):
        return alone(turn, Kind.TIMER, action="change", name=name, duration=duration)
    if name is None:
        return alone(turn, Kind.TIMER) if duration is None else alone(turn, Kind.TIMER, duration=duration)
    if duration is None:
        return alone(turn, Kind.TIMER, name=name)
    return alone(turn, Kind.TIMER, name=name, duration=duration)


async def _timer_of(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    duration, nth = _duration(request), request.slots.get("nth")
    running = await turn.kitchen.timers.running()
    if duration is None:
        return None
    if isinstance(nth, int | float):
        timer = nth_timer(running, nth)
        if turn.focus.topic is not Kind.TIMER or timer is None:
            return None
        turn.focus.timer_id = timer.id
        return alone(turn, Kind.TIMER, action="change", it="yes", duration=duration)
    name = str(request.slots["name"])
    if not called(running, name, turn.language):
        return None
    return alone(turn, Kind.TIMER, action="change", name=name, duration=duration)


def _duration(request: FollowUpRequest) -> float | None:
    """Return the time of a request in s; a bare number is in minutes."""
    minutes, duration = request.slots.get("minutes"), request.slots.get("duration")
    if isinstance(minutes, int | float):
        return minutes * 60.0
    return duration if isinstance(duration, float) else None


async def _pause(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is not Kind.TIMER or not await turn.kitchen.timers.running():
        return None
    return alone(turn, Kind.TIMER, action="pause", it="yes")


async def _resume(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    paused = any(one.paused_at is not None for one in await turn.kitchen.timers.running())
    return alone(turn, Kind.TIMER, action="resume") if paused and turn.focus.topic is Kind.TIMER else None


async def _more_for(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    name, duration = str(request.slots["name"]), _duration(request)
    if duration is None:
        return None
    if called(await turn.kitchen.timers.running(), name, turn.language):
        return alone(turn, Kind.TIMER, action="add", name=name, duration=duration)
    return alone(turn, Kind.TIMER, name=name, duration=duration) if turn.focus.topic is Kind.TIMER else None


async def _timer_of_that(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is not Kind.ASK_DURATION or turn.focus.seconds is None:
        return None
    return alone(turn, Kind.TIMER, duration=turn.focus.seconds)


async def _rest_of(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    name = str(request.slots["name"])
    if not called(await turn.kitchen.timers.running(), name, turn.language):
        return None
    return alone(turn, Kind.TIMER, action="left", name=name)


async def _cancel_of(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    name = str(request.slots["name"])
    if not called(await turn.kitchen.timers.running(), name, turn.language):
        return None
    return alone(turn, Kind.TIMER, action="cancel", name=name)


async def _plan_another(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic not in _PLAN:
        return None
    names = ("recipe", "recipe_id", "day", "meal")
    slots: Slots = {name: request.slots[name] for name in names if name in request.slots}
    if (dish := request.slots.get("dish")) is not None:
        # If several dishes have such a name, the answer to "which one?" completes this request.
        turn = turn.as_kind(Kind.PLAN_MEAL)
        turn.focus.topic, turn.focus.slots = Kind.PLAN_MEAL, dict(slots)
        recipe_id = await recipe_with_word(turn, str(dish))
        slots |= {} if recipe_id is None else {"recipe": dish, "recipe_id": recipe_id}
    day = slots.get("day") or turn.focus.day
    if "recipe_id" not in slots or day is None:
        return None
    return alone(turn, Kind.PLAN_MEAL, **{**slots, "day": day})


async def _instead(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    food = str(request.slots.get("food") or turn.focus.food)
    if number_at(food.split(), 0, supported(turn.language)) is not None:
        return None  # "für drei" is for three people
    return alone(turn, Kind.SUBSTITUTE, food=food) if food else None


async def _is_diet(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    recipe_id = turn.focus.recipe_id
    if recipe_id is None:
        return None
    return alone(turn, Kind.FITS_PERSON, diet=request.slots["diet"], recipe_id=recipe_id)


async def _holds(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    recipe_id = turn.focus.recipe_id
    if recipe_id is None:
        return None
    return alone(turn, Kind.FITS_PERSON, allergen=request.slots["food"], recipe_id=recipe_id)


async def _keeps(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic in {Kind.SHELF_LIFE, Kind.PANTRY_QUERY, Kind.SHOPPING_ADD} and turn.focus.food:
        return alone(turn, Kind.SHELF_LIFE, food=turn.focus.food)
    if (recipe_id := turn.focus.recipe_id) is None:
        return None
    recipe = await turn.kitchen.recipes.get(recipe_id)
    return alone(turn, Kind.SHELF_LIFE, recipe=recipe.name, recipe_id=recipe_id)


async def _how_many_of(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    recipe_id = turn.focus.recipe_id
    if recipe_id is None:
        return None
    return alone(turn, Kind.ASK_AMOUNT, food=request.slots["food"], recipe_id=recipe_id)


async def _in_house(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    return alone(turn, Kind.PANTRY_QUERY, ask="amount", item=turn.focus.food) if turn.focus.food else None


async def _how_much(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is Kind.PANTRY_QUERY and turn.focus.food and "action" in turn.focus.slots:
        return alone(turn, Kind.PANTRY_QUERY, ask="amount", item=turn.focus.food)
    if (
        turn.focus.topic in {Kind.SUBSTITUTE, Kind.ASK_AMOUNT, Kind.PANTRY_QUERY}
        and "action" not in turn.focus.slots
    ):
        return again(turn, turn.focus.topic, {"food": turn.focus.food} if turn.focus.food else {})
    return None


HANDLERS: Mapping[FollowUp, FollowUpHandler] = {
    FollowUp.ONE_BY_ONE: _one_by_one,
    FollowUp.BACK_ONE: _back_one,
    FollowUp.SAME_ONE: _same_one,
    FollowUp.ALL: _all,
    FollowUp.REMAINDER: _remainder,
    FollowUp.COUNT: _count,
    FollowUp.WITHOUT: _without,
    FollowUp.GOT: _got,
    FollowUp.LIST_IT: _list_it,
    FollowUp.ANOTHER: _another,
    FollowUp.TIMER_OF: _timer_of,
    FollowUp.PAUSE: _pause,
    FollowUp.RESUME: _resume,
    FollowUp.MORE_FOR: _more_for,
    FollowUp.TIMER_OF_THAT: _timer_of_that,
    FollowUp.CANCEL_OF: _cancel_of,
    FollowUp.REST_OF: _rest_of,
    FollowUp.PLAN_ANOTHER: _plan_another,
    FollowUp.INSTEAD: _instead,
    FollowUp.IS_DIET: _is_diet,
    FollowUp.HOLDS: _holds,
    FollowUp.KEEPS: _keeps,
    FollowUp.HOW_MANY_OF: _how_many_of,
    FollowUp.HOW_MUCH: _how_much,
    FollowUp.IN_HOUSE: _in_house,
    FollowUp.WHICH: chosen_by_name,
}
