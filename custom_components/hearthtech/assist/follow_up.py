"""Follow-ups: complete what is said after something else by what was said before ("and the protein?", "move it to Sunday").

A follow-up either becomes a complete request, which its handler answers, or is answered here. It never raises heat:
no request that it can become does.
"""

from collections.abc import Mapping, Sequence

from ..language.numbers import number_at
from ..voice.answer_reader import answer_words
from ..voice.automaton import Slots
from ..voice.data_files import supported
from ..voice.dish_mentions import QUESTIONS, named_dishes
from ..voice.follow_ups import FollowUp, FollowUpRequest
from ..voice.grammar import is_used_up
from ..voice.intents import LOWERS_HEAT, RAISES_HEAT, Kind
from ..voice.reply import Reply
from ..voice.text import tokens
from .completed_request import FollowUpHandler, FollowUpResult, again, alone
from .handlers import follow_up_changes as changes, long_answers, recordings_and_notes
from .handlers.choices import chosen_by_place
from .handlers.timers import called, nth_timer, time_of
from .loose_requests import loose_request
from .loose_rules import RULES
from .more_follow_ups import HANDLERS, LONGEST_TIMER_NAME
from .other_dish import is_ingredient, named_dish
from .stopping import heat_may_be_on, names_heat, stopped_timer
from .turn import TurnContext

OF_RECIPES = frozenset({
    Kind.NUTRITION, Kind.FITS_PERSON, Kind.LIST_INGREDIENTS, Kind.INGREDIENT_COUNT, Kind.ASK_AMOUNT, Kind.ASK_DURATION, Kind.TELL_STORY,
    Kind.SCALE_SERVINGS, Kind.ASK_TOOL, Kind.FIND_RECIPE, Kind.SUGGEST_MEAL, Kind.INGREDIENT_OF_STEP, Kind.PLAN_MEAL, Kind.IS_THAT_ALL,
})  # fmt: skip
"""Requests about a recipe."""
_NOT_OF_NUTRIENTS = frozenset({Kind.ASK_AMOUNT, Kind.LIST_INGREDIENTS, Kind.FITS_PERSON})
"""Requests after which "and the salt?" asks for an ingredient."""
_OF_FOODS: Mapping[Kind, str] = {
    Kind.ASK_AMOUNT: "food", Kind.USE_ALL: "food", Kind.SHELF_LIFE: "food", Kind.SUBSTITUTE: "food", Kind.CONVERT_UNITS: "food",
    Kind.SHOPPING_ADD: "item", Kind.SHOPPING_QUERY: "item", Kind.PANTRY_QUERY: "item", Kind.WHAT_CAN_I_MAKE: "foods",
}  # fmt: skip
"""Requests about a food, and the slot of the food."""
_OF_TIME = frozenset({FollowUp.LENGTH, FollowUp.LONGER, FollowUp.NUMBER})
_COMPLETE = frozenset({Kind.TIMER, Kind.PLAN_MEAL, Kind.PANTRY_QUERY, Kind.SUBSTITUTE})
"""Requests whose sentences have enough words of their own that they are no other food."""
LONGEST_FOOD = 4
"""The most words of a food, except on the shopping list: "a bottle of red wine"."""
_REPLACES: Mapping[FollowUp, frozenset[Kind]] = {
    FollowUp.UNDO: frozenset({Kind.CANCEL, Kind.NO}),
    FollowUp.CANCEL: frozenset({Kind.CANCEL, Kind.SHOPPING_ADD}),
    FollowUp.GO_ON: frozenset({Kind.NEXT_STEP, Kind.IS_THAT_ALL, Kind.INGREDIENT_OF_STEP, Kind.YES}),
    FollowUp.NEXT_ONE: frozenset({Kind.NEXT_STEP, Kind.INGREDIENT_OF_STEP}),
    FollowUp.AGAIN: frozenset({Kind.SKIP_STEP, Kind.PREVIOUS_STEP, Kind.REPEAT}),
    FollowUp.NTH: frozenset({Kind.SET_HEAT, Kind.PREVIOUS_STEP, Kind.SKIP_STEP, Kind.START_RECIPE, Kind.NEXT_STEP}),
    FollowUp.NUTRIENT: frozenset({Kind.ASK_AMOUNT, Kind.NUTRITION}),
    FollowUp.SUBJECT: frozenset({Kind.NUTRITION}),
    FollowUp.HOW_MANY_OF: frozenset({Kind.NUTRITION}),
    FollowUp.LENGTH: frozenset({Kind.TIMER, Kind.SET_HEAT}),
    FollowUp.LONGER: frozenset({Kind.TIMER}),
    FollowUp.REST: frozenset({Kind.ASK_DURATION, Kind.TIMER}),
    FollowUp.MOVE: frozenset({Kind.PLAN_MEAL}),
    FollowUp.SERVINGS: frozenset({Kind.SCALE_SERVINGS}),
    FollowUp.UNIT: frozenset({Kind.CONVERT_UNITS}),
    FollowUp.NUMBER: frozenset({Kind.NO, Kind.SET_HEAT, Kind.START_RECIPE, Kind.REVIEW}),
    FollowUp.BACK_ONE: frozenset({Kind.PREVIOUS_STEP, Kind.REPEAT}),
    FollowUp.SAME_ONE: frozenset({Kind.REPEAT}),
    FollowUp.ALL: frozenset({Kind.TIMER, Kind.SHOPPING_ADD, Kind.CANCEL}),
    FollowUp.COUNT: frozenset({Kind.TIMER, Kind.ASK_AMOUNT, Kind.INGREDIENT_COUNT}),
    FollowUp.LIST_IT: frozenset({Kind.SHOPPING_ADD}),
    FollowUp.WITHOUT: frozenset({Kind.CANCEL, Kind.SHOPPING_ADD}),
    FollowUp.IS_DIET: frozenset({Kind.FITS_PERSON}),
    FollowUp.HOW_MUCH: frozenset({Kind.ASK_AMOUNT, Kind.PANTRY_QUERY}),
    FollowUp.KEEPS: frozenset({Kind.SHELF_LIFE}),
    FollowUp.ANOTHER: frozenset({Kind.TIMER}),
    FollowUp.REST_OF: frozenset({Kind.ASK_DURATION, Kind.ASK_AMOUNT, Kind.TIMER, Kind.SHELF_LIFE}),
    FollowUp.TIMER_OF: frozenset({Kind.TIMER, Kind.SET_HEAT, Kind.START_RECIPE}),
    FollowUp.PAUSE: frozenset({Kind.TIMER}),
    FollowUp.RESUME: frozenset({Kind.TIMER, Kind.NEXT_STEP}),
    FollowUp.MORE_FOR: frozenset({Kind.TIMER}),
    FollowUp.TIMER_OF_THAT: frozenset({Kind.TIMER}),
    FollowUp.REMAINDER: frozenset({Kind.SHOPPING_ADD, Kind.CANCEL, *LOWERS_HEAT}),
    FollowUp.PLAN_ANOTHER: frozenset({Kind.PLAN_MEAL}),
}  # fmt: skip
"""Requests that the same words are alone; after a fitting request they are the follow-up instead."""


async def followed(turn: TurnContext) -> FollowUpResult:
    """Return the request that a follow-up makes, or its reply; `None` if the words are no follow-up."""
    if not turn.spoken:
        return None
    requests = turn.recognizer.follow_ups(turn.said, language=turn.language)
    if turn.kind in LOWERS_HEAT and _may_heat(turn) and not _deletes_items(turn, requests):
        return None
    changes_time = any(one.kind in _OF_TIME for one in requests)  # "make that 0 minutes"
    if turn.kind in LOWERS_HEAT and not changes_time and (stopped := await stopped_timer(turn)) is not None:
        return stopped
    if not turn.dialogue.is_fresh(turn.focus):
        requests = [one for one in requests if one.kind is FollowUp.REST_OF]
    whole = turn.recognition.layer == 1 and turn.recognition.confidence >= 1.0
    for request in [one for one in requests if not one.free]:
        if (found := await _one(turn, request, whole=whole)) is not None:
            return found
    # What the words are known to mean comes before a food or a name in free text.
    if (loose := await loose_request(turn, RULES)) is not None:
        return loose
    if turn.kind is Kind.NONE and turn.recognizer.is_elsewhere(turn.said, language=turn.language):
        return None
    for request in [one for one in requests if one.free]:
        if (found := await _one(turn, request, whole=whole)) is not None:
            return found
    return None


async def _one(turn: TurnContext, request: FollowUpRequest, *, whole: bool) -> FollowUpResult:
    """Return the request or reply of one follow-up; `None` if it does not fit what was said before."""
    if whole and turn.kind not in LOWERS_HEAT and turn.kind not in _REPLACES.get(request.kind, ()):
        return None
    if whole and turn.kind is Kind.NUTRITION and request.kind is FollowUp.HOW_MANY_OF:
        return None  # "How many calories are in it" is no question about a food of that name.
    if request.free and _is_request_itself(turn, request):
        return None
    found = await _HANDLERS[request.kind](turn, request)
    if isinstance(found, TurnContext) and found.kind in RAISES_HEAT:
        raise TypeError("a follow-up never raises heat")
    return found


def _is_request_itself(turn: TurnContext, request: FollowUpRequest) -> bool:
    """Whether the grammar reads the words as another request, so that they add no food to what was talked about.

    "Put six eggs in the fridge" adds nothing to the shopping list, and "I finished the milk" ticks nothing off.
    """
    slots = turn.recognition.slots
    if is_used_up(turn.kind, slots) or (slots.get("action") == "stock" and "item" in slots):
        return True
    if request.kind is not FollowUp.SUBJECT or turn.recognition.layer != 1:
        return False
    if turn.kind is Kind.SHOPPING_ADD:
        return turn.focus.topic is not Kind.NOTE
    return turn.kind in _COMPLETE - {turn.focus.topic}


def _may_heat(turn: TurnContext) -> bool:
    """Whether a request to turn off means the heat: it names a burner, or heat may be on.

    If not, "delete it" means what was talked about.
    """
    return any(name.startswith("burner") for name in turn.recognition.slots) or heat_may_be_on(turn)


def _deletes_items(turn: TurnContext, requests: Sequence[FollowUpRequest]) -> bool:
    """Whether a request with a verb of deletion means the list that was talked about, and names no heat."""
    of_list = turn.focus.topic in {Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY} and turn.dialogue.is_fresh(
        turn.focus
    )
    return of_list and not names_heat(turn) and any(one.kind is FollowUp.REMAINDER for one in requests)


async def _nutrient(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic, recipe_id = turn.focus.topic, turn.focus.recipe_id
    if topic in {Kind.NUTRITION, Kind.EATEN_TODAY}:
        return again(turn, topic, {"nutrient": request.slots["nutrient"]})
    if topic in (OF_RECIPES | {Kind.LOG_EATEN}) - _NOT_OF_NUTRIENTS and recipe_id:
        return alone(turn, Kind.NUTRITION, recipe_id=recipe_id, nutrient=request.slots["nutrient"])
    return None


async def _servings(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic, servings = turn.focus.topic, request.slots["servings"]
    recipe_id = turn.focus.recipe_id
    if topic is Kind.ASK_AMOUNT and recipe_id is not None and isinstance(servings, int | float):
        turn.focus.servings[recipe_id] = float(servings)
        return again(turn, topic, {})
    if topic in OF_RECIPES and recipe_id is not None:
        return alone(turn, Kind.SCALE_SERVINGS, servings=servings, recipe_id=recipe_id)
    return None


async def _person(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic, person = turn.focus.topic, request.slots.get("person_id") or request.slots["person"]
    name = request.slots["person"]
    if topic in {Kind.EATEN_TODAY, Kind.LOG_EATEN, Kind.SUGGEST_MEAL}:
        return again(turn, topic, {"person": name, "person_id": person})
    if topic is Kind.FITS_PERSON:
        return again(turn, topic, {"person": name, "person_id": person}, without=("allergen", "diet"))
    if topic in OF_RECIPES and turn.focus.recipe_id is not None:
        return alone(turn, Kind.FITS_PERSON, person=name, person_id=person, recipe_id=turn.focus.recipe_id)
    return None


async def _recipe(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic = turn.focus.topic
    if (other := _other_dish(turn, str(request.slots["recipe"]))) is not None:
        return other
    recipe_id = request.slots.get("recipe_id")
    if recipe_id is None or topic is None or topic not in OF_RECIPES - {Kind.FIND_RECIPE, Kind.SUGGEST_MEAL}:
        return None
    named: Slots = {"recipe": request.slots["recipe"], "recipe_id": recipe_id}
    if topic is Kind.PLAN_MEAL:
        return await changes.other_dish(turn, str(recipe_id))
    without = ("food",) if topic in {Kind.NUTRITION, Kind.FITS_PERSON, Kind.ASK_DURATION} else ()
    return again(turn, topic, named, without=without)


def _other_dish(turn: TurnContext, name: str) -> TurnContext | None:
    """Return the last question about a dish being cooked as one about another: "and the pudding?"."""
    if turn.focus.topic not in QUESTIONS:
        return None
    named = named_dishes(name, [dish.name for _, dish in turn.dishes()], turn.language)
    if len(named) != 1:
        return None
    return again(turn, turn.focus.topic, {"dish": named[0]}, without=("recipe", "food", "name"))


async def _subject(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic, food = turn.focus.topic, str(request.slots["food"])
    recipe_id = turn.focus.recipe_id
    other: TurnContext | Reply | None
    if (other := _other_dish(turn, food)) is not None:
        return other
    if topic is Kind.TIMER:
        if turn.kind is topic or len(food.split()) > LONGEST_TIMER_NAME:
            return None  # a request of its own: "add two minutes to the rolls"
        known = called(await turn.kitchen.timers.running(), food, turn.language)
        return alone(turn, topic, action="left", name=food) if known else None
    if topic in OF_RECIPES | {Kind.SUBSTITUTE} and (other := await named_dish(turn, food)) is not None:
        return other
    if topic is Kind.PANTRY_QUERY and turn.focus.slots.get("action") == "stock":
        return None if request.corrects else _stocked_too(turn, food)
    if len(food.split()) > LONGEST_FOOD and topic not in {Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY, Kind.NOTE}:
        return None
    if topic is Kind.SCALE_SERVINGS and await is_ingredient(turn, food):
        return alone(turn, Kind.ASK_AMOUNT, food=food)
    whole_list = not turn.focus.slots.get("item")
    if topic in {Kind.SHOPPING_QUERY, Kind.SHOPPING_ADD} and whole_list:
        return alone(turn, Kind.SHOPPING_ADD, item=food)
    if topic is not None and topic in _OF_FOODS:
        return again(turn, topic, {_OF_FOODS[topic]: food})
    if topic is Kind.NOTE and turn.focus.slots.get("words"):
        return await recordings_and_notes.note_instead(turn, food, replaces=request.corrects)
    if topic is Kind.ASK_DURATION and "food" in turn.focus.slots:
        return again(turn, topic, {"food": food})
    if topic is Kind.NUTRITION and recipe_id is None:
        return again(turn, topic, {"food": food}, without=("recipe",))
    if topic in {Kind.FITS_PERSON, Kind.NUTRITION, Kind.SCALE_SERVINGS} and recipe_id is not None:
        return alone(turn, Kind.FITS_PERSON, recipe_id=recipe_id, allergen=food)
    if topic in {Kind.LIST_INGREDIENTS, Kind.INGREDIENT_COUNT, Kind.INGREDIENT_OF_STEP}:
        return again(turn, Kind.ASK_AMOUNT, {"food": food})
    return None


def _stocked_too(turn: TurnContext, said: str) -> TurnContext:
    """Return the request for another thing of the pantry, with its own amount: "and six eggs"."""
    words = said.split()
    number = number_at(words, 0, supported(turn.language))
    slots: Slots = (
        {"item": said} if number is None else {"item": " ".join(words[number[1] :]), "amount": number[0]}
    )
    return again(turn, Kind.PANTRY_QUERY, slots, without=("amount", "unit"))


async def _day(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic = turn.focus.topic
    when: Slots = {name: request.slots[name] for name in ("day", "meal") if name in request.slots}
    if topic in {Kind.PLAN_QUERY, Kind.SUGGEST_MEAL}:
        return again(turn, topic, when)
    if topic is Kind.PLAN_MEAL and "day" not in when and turn.focus.meal_id is not None:
        return alone(turn, topic, action="move", **when)
    if topic is Kind.PLAN_MEAL:
        return alone(turn, Kind.PLAN_QUERY, **when)
    return None


async def _move(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic = turn.focus.topic
    when: Slots = {name: request.slots[name] for name in ("day", "meal") if name in request.slots}
    if topic in {Kind.PLAN_MEAL, Kind.PLAN_QUERY} and turn.focus.meal_id is not None:
        return alone(turn, Kind.PLAN_MEAL, action="move", **when)
    if topic is Kind.PLAN_MEAL and "action" not in turn.focus.slots:
        return again(turn, topic, when)
    if (
        topic is Kind.SUGGEST_MEAL
        and turn.focus.choices
        and turn.recognizer.parts(turn.said, language=turn.language).has("put")
    ):
        return alone(turn, Kind.PLAN_MEAL, recipe_id=turn.focus.choices[0].id, **when)
    if topic is Kind.SUGGEST_MEAL:
        return again(turn, topic, when)
    return None


async def _unit(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    slots = {"amount": 1.0, **request.slots} if "from" in request.slots else dict(request.slots)
    if turn.focus.topic in {Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY} and "food" in slots:
        return changes.more_to_buy(turn, str(slots["food"]))
    if (
        turn.focus.topic is Kind.PANTRY_QUERY
        and "food" in slots
        and turn.focus.slots.get("action") == "stock"
    ):
        return again(
            turn,
            Kind.PANTRY_QUERY,
            {"amount": slots["amount"], "unit": slots["from"], "item": slots["food"]},
        )
    adds = tokens(turn.said, supported(turn.language))[:1] in [
        [one] for one in answer_words(supported(turn.language)).joins
    ]
    if not adds and "amount" in slots and "food" not in slots:
        if turn.focus.topic is Kind.SHOPPING_ADD:
            return await changes.other_listed_amount(turn, f"{slots['amount']:g} {slots['from']}")
        if turn.focus.slots.get("action") == "stock" and turn.focus.undo is not None:
            return await changes.other_stock(turn, {"amount": slots["amount"], "unit": slots["from"]})
    if turn.focus.topic is not Kind.CONVERT_UNITS:
        return None
    if "unit" in slots:
        return again(turn, Kind.CONVERT_UNITS, {"to": slots["unit"]})
    return again(turn, Kind.CONVERT_UNITS, slots)


async def _rest(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is not Kind.TIMER:
        return None
    return alone(turn, Kind.TIMER, action="left")


async def _length(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is not Kind.TIMER or turn.focus.timer_id is None:
        return None
    return alone(turn, Kind.TIMER, action="change", it="yes", duration=request.slots["duration"])


async def _longer(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if turn.focus.topic is not Kind.TIMER or turn.focus.timer_id is None:
        return None
    minutes, duration = request.slots.get("minutes"), request.slots.get("duration")
    if isinstance(minutes, int | float):
        duration = minutes * 60.0
    return None if duration is None else alone(turn, Kind.TIMER, action="add", it="yes", duration=duration)


async def _number(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    topic, number = turn.focus.topic, request.slots["number"]
    if not isinstance(number, int | float):
        return None
    match topic:
        case Kind.TIMER if turn.focus.timer_id is not None:
            return alone(turn, Kind.TIMER, action="change", it="yes", duration=number * 60.0)
        case Kind.SCALE_SERVINGS:
            return again(turn, topic, {"servings": number}, without=("factor",))
        case Kind.CONVERT_UNITS:
            return again(turn, topic, {"amount": number})
        case Kind.REVIEW:
            return again(turn, topic, {"stars": number})
        case Kind.PANTRY_QUERY:
            return await changes.other_amount(turn, float(number))
        case Kind.SHOPPING_ADD:
            return await changes.other_listed_amount(turn, f"{number:g}")
        case Kind.LOG_EATEN if turn.focus.undo is not None:
            take_back, turn.focus.undo = turn.focus.undo, None
            await take_back()
            return again(turn, topic, {"portions": number})
        case _:
            return None


async def _nth(turn: TurnContext, request: FollowUpRequest) -> FollowUpResult:
    if not turn.focus.choices and turn.focus.ingredient is not None:
        return await long_answers.ingredient_again(turn, request)
    place = request.slots["nth"]
    if turn.focus.topic is Kind.TIMER and not turn.focus.choices and isinstance(place, int | float):
        timer = nth_timer(await turn.kitchen.timers.running(), place)
        return None if timer is None else time_of(turn.as_kind(Kind.TIMER), timer)
    return await chosen_by_place(turn, request)


_HANDLERS: Mapping[FollowUp, FollowUpHandler] = {
    **HANDLERS,
    FollowUp.UNDO: changes.undo,
    FollowUp.CANCEL: changes.cancel_it,
    FollowUp.GO_ON: long_answers.go_on,
    FollowUp.SHORTER: long_answers.shorter,
    FollowUp.NEXT_ONE: long_answers.next_ingredient,
    FollowUp.AGAIN: long_answers.ingredient_again,
    FollowUp.NTH: _nth,
    FollowUp.NUTRIENT: _nutrient,
    FollowUp.LENGTH: _length,
    FollowUp.LONGER: _longer,
    FollowUp.REST: _rest,
    FollowUp.DAY: _day,
    FollowUp.MOVE: _move,
    FollowUp.SERVINGS: _servings,
    FollowUp.UNIT: _unit,
    FollowUp.PERSON: _person,
    FollowUp.RECIPE: _recipe,
    FollowUp.NUMBER: _number,
    FollowUp.NAME: changes.rename_timer,
    FollowUp.SUBJECT: _subject,
}
