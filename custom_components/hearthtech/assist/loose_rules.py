"""The rules of loose requests: which parts of an utterance are which request (`loose_requests`). The first that fits counts."""

from dataclasses import replace

from ..voice.automaton import Slots
from ..voice.intents import Kind
from ..voice.lists import texts_of
from ..voice.reply import Reply
from ..voice.spoken_parts import NAME
from .completed_request import FollowUpResult, again, alone
from .handlers import follow_up_changes as changes, meals, nutrition
from .handlers.cold_storage import keeps
from .handlers.pantry_and_shopping import same
from .handlers.timers import change_one
from .loose_requests import (
    DISH,
    FOOD,
    INGREDIENT,
    LISTED,
    PLANNED,
    TIMER,
    LooseHandler,
    LooseRequest,
    LooseRule,
)
from .turn import TurnContext

_TIMER = frozenset({Kind.TIMER})
_SUBSTITUTE = frozenset({Kind.SUBSTITUTE})
_KEEPING = frozenset({Kind.SHELF_LIFE})
_LISTS = frozenset({Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY, Kind.PANTRY_QUERY})
_SHOPPING = frozenset({Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY})
_PLAN = frozenset({Kind.PLAN_MEAL, Kind.PLAN_QUERY, Kind.SUGGEST_MEAL})
_SUGGEST = frozenset({Kind.SUGGEST_MEAL, Kind.WHAT_CAN_I_MAKE})
_RECIPE = frozenset({
    Kind.NUTRITION, Kind.FITS_PERSON, Kind.LIST_INGREDIENTS, Kind.INGREDIENT_COUNT, Kind.ASK_AMOUNT, Kind.ASK_DURATION,
    Kind.TELL_STORY, Kind.SCALE_SERVINGS, Kind.FIND_RECIPE, Kind.SUGGEST_MEAL, Kind.WHAT_CAN_I_MAKE, Kind.PLAN_MEAL,
    Kind.SUBSTITUTE, Kind.PLAN_QUERY, Kind.SHOPPING_ADD, Kind.PANTRY_QUERY,
})  # fmt: skip
"""Requests after which the recipe that was mentioned is still meant."""


_SCALE = frozenset({Kind.SCALE_SERVINGS})
_LASTING = frozenset({Kind.ASK_DURATION})
_GOING_ON = frozenset({Kind.NEXT_STEP, Kind.IS_THAT_ALL, Kind.INGREDIENT_OF_STEP})
"""Requests of somebody who cooks, which have the words "what else" too."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Timers


def _timer(action: str) -> LooseHandler:
    """A change of the timer that is named, or of the one that was talked about."""

    async def then(said: LooseRequest) -> FollowUpResult:
        turn = said.turn
        slots: Slots = {"action": action, "it": "yes"}
        if said.span is not None and action != "left":
            slots["duration"] = said.span
        if said.timers:
            slots["name"] = said.timers[0].name
        elif turn.focus.timer_id is None and action not in {"left", "count"}:
            return None
        return alone(turn, Kind.TIMER, **slots) if len({one.id for one in said.timers}) < 2 else None

    return then


async def _done(said: LooseRequest) -> FollowUpResult:
    """Cancel a timer of which somebody says that it is done ("the potatoes are done"); "undo" sets it again.

    A question, or words before the name that are no article, ask for the time that is left.
    """
    turn, timers = said.turn, {one.id: one for one in said.timers}
    if len(timers) != 1:
        return None
    [timer] = timers.values()
    named = said.parts.of(TIMER)[0]
    articles = texts_of("article", turn.language)
    before = [word for part in said.parts.parts if part.at < named.at for word in part.words]
    if said.asks or any(word not in articles for word in before):
        return alone(turn, Kind.TIMER, action="left", name=timer.name)
    left = timer.left_s(turn.kitchen.clock.now())
    reply = await change_one(turn.as_kind(Kind.TIMER), timer, "cancel", None)

    async def back() -> Reply:
        made = await turn.kitchen.timers.add(timer.name, seconds=max(left, 1.0), site=turn.conversation.site)
        return await change_one(turn.as_kind(Kind.TIMER), made, "add", 0.0)

    turn.focus.undo = back
    return reply


async def _timer_of_that(said: LooseRequest) -> FollowUpResult:
    seconds = said.turn.focus.seconds
    return None if seconds is None else alone(said.turn, Kind.TIMER, duration=seconds)


async def _call(said: LooseRequest) -> FollowUpResult:
    names = [" ".join(part.words) for part in said.parts.parts if {NAME, FOOD, DISH} & part.classes]
    return await changes.renamed(said.turn, names[0]) if len(names) == 1 else None


async def _new_timer(said: LooseRequest) -> FollowUpResult:
    names = [" ".join(part.words) for part in said.parts.parts if {NAME, FOOD, DISH} & part.classes]
    if said.span is None or len(names) != 1:
        return None
    return alone(said.turn, Kind.TIMER, name=names[0], duration=said.span)


# The plan


async def _span_of_plan(said: LooseRequest) -> FollowUpResult:
    span = "weekend" if said.parts.has("weekend") else "week"
    return alone(said.turn, Kind.PLAN_QUERY, span=span)


async def _plan_it(said: LooseRequest) -> FollowUpResult:
    recipe_id = said.turn.focus.recipe_id
    return None if recipe_id is None else alone(said.turn, Kind.PLAN_MEAL, recipe_id=recipe_id, **_when(said))


async def _take_off(said: LooseRequest) -> FollowUpResult:
    slots: Slots = {"action": "cancel"}
    named = said.parts.of(PLANNED) or said.parts.of(DISH) or said.parts.of(FOOD)
    if named:
        slots["what"] = " ".join(named[0].words)
    for name in ("day", "meal"):
        if isinstance(value := said.value(name), str):
            slots[name] = value
    if len(slots) == 1 and said.turn.focus.meal_id is None:
        return None
    return alone(said.turn, Kind.PLAN_MEAL, **slots)


def _when(said: LooseRequest) -> Slots:
    return {name: value for name in ("day", "meal") if isinstance(value := said.value(name), str)}


async def _plan_dish(said: LooseRequest) -> FollowUpResult:
    if len(said.dishes) != 1:
        return None
    name = " ".join(said.parts.of(DISH)[0].words)
    return alone(said.turn, Kind.PLAN_MEAL, recipe=name, recipe_id=said.dishes[0], **_when(said))


async def _move(said: LooseRequest) -> FollowUpResult:
    """Another day or meal for what was just planned, or was to be planned."""
    turn, when = said.turn, _when(said)
    days = said.parts.of("day")
    if turn.focus.topic is Kind.PLAN_MEAL and "action" not in turn.focus.slots and turn.focus.meal_id is None:
        return again(turn, Kind.PLAN_MEAL, when)
    if turn.focus.meal_id is None:
        return None
    if len(days) > 2 or (len(days) == 2 and not (said.parts.has("change") or said.parts.has("swap"))):
        return None
    return alone(turn, Kind.PLAN_MEAL, action="move", **when)


async def _swap(said: LooseRequest) -> FollowUpResult:
    days = [str(part.value) for part in said.parts.of("day")]
    if len(days) != 2:
        return None
    return alone(said.turn, Kind.PLAN_MEAL, **{"action": "move", "from": days[0], "day": days[1]})


async def _ask_plan(said: LooseRequest) -> FollowUpResult:
    when = _when(said)
    return alone(said.turn, Kind.PLAN_QUERY, **(when if "day" in when else {**when, "span": "week"}))


async def _visit(said: LooseRequest) -> FollowUpResult:
    """Somebody comes to eat: what is planned, or what they can eat."""
    people = said.parts.of("person")
    said.turn.focus.person = said.text("person")
    ids = tuple(str(part.id) for part in people)
    return alone(said.turn, Kind.SUGGEST_MEAL, ask="plan", people=ids, **_when(said))


# The list and the pantry


def _listed(action: str) -> LooseHandler:
    async def then(said: LooseRequest) -> FollowUpResult:
        if said.turn.recognition.layer == 1 and said.turn.text("action") in {"remove", "tick"}:
            return None  # it was understood
        return alone(said.turn, Kind.SHOPPING_ADD, action=action, item=said.text(LISTED))

    return then


async def _buy_everything(said: LooseRequest) -> FollowUpResult:
    recipe_id = said.turn.focus.recipe_id
    return None if recipe_id is None else alone(said.turn, Kind.SHOPPING_ADD, of="recipe", recipe_id=recipe_id)


async def _tick_off(said: LooseRequest) -> FollowUpResult:
    return alone(said.turn, Kind.SHOPPING_ADD, action="tick", item=said.text(FOOD))


async def _ask_list(said: LooseRequest) -> FollowUpResult:
    return alone(said.turn, Kind.SHOPPING_QUERY)


async def _used_up(said: LooseRequest) -> FollowUpResult:
    """Food that is used up: gone from the pantry if it is there, else one thing more to buy."""
    turn = said.turn
    item = turn.recognizer.parts(turn.text("item") or "", language=turn.language)
    exact = turn.recognition.layer == 1 and item.only({NAME})
    if turn.kind is Kind.PANTRY_QUERY or (turn.kind is Kind.SHOPPING_ADD and exact):
        return None  # it was understood
    kept = [same(said.text(FOOD), item.name) for item in await turn.kitchen.pantry.items()]
    if not any(kept):
        return alone(turn, Kind.SHOPPING_ADD, item=said.text(FOOD))
    return alone(turn, Kind.PANTRY_QUERY, action="gone", item=said.text(FOOD))


async def _lacks(said: LooseRequest) -> FollowUpResult:
    """A missing food: of the recipe that is talked about, what to use instead; else one thing more to buy."""
    turn, foods = said.turn, said.parts.of(FOOD)
    if len(foods) == 1 and INGREDIENT in foods[0].classes:
        return alone(turn, Kind.SUBSTITUTE, food=said.text(FOOD))
    return alone(turn, Kind.SHOPPING_ADD, item=said.text(FOOD))


async def _buy(said: LooseRequest) -> FollowUpResult:
    """Foods with their amounts: the words from the first to the last of them."""
    places = [part for part in said.parts.parts if {FOOD, "number", "unit"} & part.classes]
    first, last = places[0].at, places[-1].at
    words = [
        word for part in said.parts.parts if first <= part.at <= last for word in part.words
    ]
    return alone(said.turn, Kind.SHOPPING_ADD, item=" ".join(words))


def _measured(said: LooseRequest) -> Slots:
    """The first food with its amount, and further ones with theirs."""
    foods = said.parts.of(FOOD)
    slots: Slots = {}
    for name in ("number", "unit"):
        first = next((part for part in said.parts.of(name) if part.at < foods[0].at), None)
        if first is not None and first.value is not None:
            slots["amount" if name == "number" else name] = first.value
    rest = [part for part in said.parts.parts if part.at >= foods[0].at]
    last = next(n for n, part in reversed(list(enumerate(rest))) if FOOD in part.classes)
    return {**slots, "item": " ".join(word for part in rest[: last + 1] for word in part.words)}


async def _stocked(said: LooseRequest) -> FollowUpResult:
    """What was bought is in the house; without an amount and a report, it may only be ticked off."""
    if said.turn.text("action") == "stock":
        return None  # it was understood
    return alone(said.turn, Kind.PANTRY_QUERY, action="stock", **_measured(said))


async def _taken(said: LooseRequest) -> FollowUpResult:
    if said.turn.text("action") in {"take", "gone"}:
        return None  # it was understood
    return alone(said.turn, Kind.PANTRY_QUERY, **{"action": "take", "amount": 1.0, **_measured(said)})


async def _in_house(said: LooseRequest) -> FollowUpResult:
    food = said.text(FOOD) or said.turn.focus.food
    return alone(said.turn, Kind.PANTRY_QUERY, ask="amount", item=food) if food else None


async def _buy_it(said: LooseRequest) -> FollowUpResult:
    turn, number = said.turn, said.value("number")
    if not turn.focus.food or not isinstance(number, int | float):
        return None
    unit = "".join(f"{' '.join(part.words)} " for part in said.parts.of("unit"))
    return alone(turn, Kind.SHOPPING_ADD, item=f"{number:g} {unit}{turn.focus.food}")


# Recipes and foods


async def _compare(said: LooseRequest) -> FollowUpResult:
    """Which of two dishes has fewer calories, or less of a nutrient: both answers, the lower one first."""
    turn = said.turn
    ids = list(dict.fromkeys(said.dishes))
    if len(ids) == 1 and turn.focus.recipe_id not in {None, ids[0]}:
        ids.insert(0, str(turn.focus.recipe_id))
    if len(ids) != 2:
        return None
    slots: Slots = {"compare": tuple(ids)}
    if isinstance(nutrient := said.value("nutrient"), str) and not said.parts.has("calories"):
        slots["nutrient"] = nutrient
    return alone(turn, Kind.NUTRITION, **slots)


async def _choose(said: LooseRequest) -> FollowUpResult:
    if len(said.dishes) != 1:
        return None
    return alone(said.turn, Kind.FIND_RECIPE, recipe_id=said.dishes[0])


async def _fits(said: LooseRequest) -> FollowUpResult:
    """Whether a dish suits the persons that were named, now or before."""
    turn = said.turn
    if len(said.dishes) != 1 or not (said.parts.has("person") or turn.focus.person):
        return None
    if not said.parts.has("person"):
        turn = replace(turn, said=turn.focus.person)
    dish = " ".join(said.parts.of(DISH)[0].words)
    return alone(turn, Kind.FITS_PERSON, recipe=dish, recipe_id=said.dishes[0])


async def _scale_dish(said: LooseRequest) -> FollowUpResult:
    number = said.value("number")
    if not isinstance(number, int | float) or len(said.dishes) != 1:
        return None
    said.turn.focus.recipe_id = said.dishes[0]
    return alone(said.turn, Kind.SCALE_SERVINGS, servings=number, recipe_id=said.dishes[0])


async def _scale(said: LooseRequest) -> FollowUpResult:
    number, recipe_id = said.value("number"), said.turn.focus.recipe_id
    if not isinstance(number, int | float) or recipe_id is None:
        return None
    return alone(said.turn, Kind.SCALE_SERVINGS, servings=number, recipe_id=recipe_id)


async def _amount(said: LooseRequest) -> FollowUpResult:
    turn, number = said.turn, said.value("number")
    recipe_id = turn.focus.recipe_id
    if recipe_id is None:
        return None
    if isinstance(number, int | float):
        turn.focus.servings[recipe_id] = float(number)
    return alone(turn, Kind.ASK_AMOUNT, food=said.text(INGREDIENT), recipe_id=recipe_id)


async def _nutrient(said: LooseRequest) -> FollowUpResult:
    turn, nutrient = said.turn, said.value("nutrient")
    slots: Slots = {"nutrient": nutrient} if isinstance(nutrient, str) and not said.parts.has("calories") else {}
    if said.dishes:
        slots["recipe_id"] = said.dishes[0]
    elif turn.focus.recipe_id is not None:
        slots["recipe_id"] = turn.focus.recipe_id
    return alone(turn, Kind.NUTRITION, **slots) if "recipe_id" in slots else None


async def _other_swap(said: LooseRequest) -> FollowUpResult:
    return again(said.turn, Kind.SUBSTITUTE, {"more": "yes"}, without=("instead",))


async def _this_swap(said: LooseRequest) -> FollowUpResult:
    missing = said.turn.focus.food
    if not missing or said.turn.text("instead") is not None:
        return None
    return alone(said.turn, Kind.SUBSTITUTE, food=missing, instead=said.text(FOOD))


async def _missing(said: LooseRequest) -> FollowUpResult:
    return alone(said.turn, Kind.SUBSTITUTE, food=said.text(FOOD))


async def _keeps_it(said: LooseRequest) -> FollowUpResult:
    return again(said.turn, Kind.SHELF_LIFE, {})


async def _keeps(said: LooseRequest) -> FollowUpResult:
    if said.turn.kind is Kind.ASK_DURATION and keeps(said.text(FOOD), said.turn.language) is None:
        return None
    return alone(said.turn, Kind.SHELF_LIFE, food=said.text(FOOD))


async def _suggest(said: LooseRequest) -> FollowUpResult:
    slots = _when(said)
    return alone(said.turn, Kind.SUGGEST_MEAL, **slots, **({"quick": "yes"} if said.parts.has("quick") else {}))


async def _other_suggestion(said: LooseRequest) -> FollowUpResult:
    return await meals.next_suggestion(said.turn)


def _rule(
    then: LooseHandler,
    needs: str,
    allows: str = "",
    *,
    lacks: str = "",
    topics: frozenset[Kind] | None = None,
    overrides: bool = False,
    replaces: frozenset[Kind] = frozenset(),
) -> LooseRule:
    return LooseRule(
        then=then,
        needs=_words(needs),
        allows=_words(allows),
        lacks=_words(lacks),
        topics=topics,
        overrides=overrides,
        replaces=replaces,
    )


_SPAN = "duration|number"
RULES = (
    # A running timer that is named.
    _rule(_timer("subtract"), f"named_timer less {_SPAN}", "timer duration number change"),
    _rule(_timer("add"), f"named_timer more {_SPAN}", "timer duration number change need left put", overrides=True),
    _rule(_timer("change"), f"named_timer {_SPAN}", "timer duration number change put cook"),
    _rule(_timer("cancel"), "named_timer stop", "timer change done", lacks="ask list plan day"),
    _rule(_done, "named_timer done", "change", topics=None, overrides=True),
    _rule(_timer("left"), "named_timer left|many", "ask left many timer count more have", lacks="keep"),
    # The timer that was talked about, or a new one.
    _rule(_new_timer, f"name|food|dish {_SPAN}", "duration number another timer more", lacks="named_timer", topics=_TIMER),
    _rule(_new_timer, f"name|food|dish {_SPAN} another|timer", "duration number another timer more need put", lacks="named_timer", topics=_TIMER, overrides=True),
    _rule(_timer("subtract"), f"less {_SPAN}", "timer duration number change", topics=_TIMER),
    _rule(_timer("add"), f"more {_SPAN}", "timer duration number change need", topics=_TIMER),
    _rule(_timer("change"), _SPAN, "timer duration number change put cook", topics=_TIMER),
    _rule(_timer("cancel"), "stop", "timer change", lacks="ask", topics=_TIMER),
    _rule(_timer("count"), "count|timer", "ask many timer else left count", topics=_TIMER, overrides=True),
    _rule(_call, "call name|food|dish", topics=_TIMER, overrides=True),
    _rule(_timer_of_that, "put|timer|another", "timer another put", topics=_LASTING),
    _rule(_timer("left"), "left", "ask many timer left", topics=_TIMER),
    # The list, before the plan: after talk about it, what is named is on it.
    _rule(_listed("tick"), "listed have", "list need remove change", lacks="ask gone not_need lack", topics=_LISTS, overrides=True),
    _rule(_listed("remove"), "listed remove|not_need", "list change need lack", lacks="ask", topics=_LISTS, overrides=True),
    _rule(_tick_off, "food have", "list need", lacks="ask gone not_need lack", topics=_SHOPPING),
    _rule(_buy_everything, "everything list", "put need", topics=_RECIPE, overrides=True),
    _rule(_ask_list, "ask list|need|else|left", "list need else left have count many", topics=_SHOPPING, overrides=True, replaces=_GOING_ON),
    # The plan.
    _rule(_swap, "swap day", "change put plan meal", overrides=True),
    _rule(_span_of_plan, "week|weekend plan|ask|eat", "ask plan eat meal else cook count", overrides=True),
    _rule(_span_of_plan, "week|weekend", "ask plan eat meal else", topics=_PLAN),
    _rule(_take_off, "planned remove", "day meal plan change", lacks="ask"),
    _rule(_take_off, "dish|food remove", "day meal plan change", lacks="ask", topics=_PLAN, overrides=True),
    _rule(_plan_dish, "dish day", "meal put cook eat plan change works use", lacks="ask fewer person keep"),
    _rule(_ask_plan, "day|meal ask|eat", "ask eat plan else meal day", topics=_PLAN),
    _rule(_ask_plan, "plan ask|else|eat", "ask else eat meal day count", overrides=True),
    _rule(_plan_it, "day put|plan", "meal change cook", lacks="ask", topics=_RECIPE - {Kind.PLAN_MEAL, Kind.PLAN_QUERY}),
    _rule(_move, "day|meal", "day meal change put cook works plan", lacks="ask", topics=_PLAN),
    _rule(_take_off, "remove", "day meal plan change", lacks="ask", topics=_PLAN),
    _rule(_visit, "person come", "day meal eat week weekend", overrides=True),
    # What was bought, broken or is there.
    _rule(_stocked, "food bought number|unit", "number unit report have put", lacks="ask list", overrides=True),
    _rule(_stocked, "food bought report", "have put", lacks="ask list", overrides=True),
    _rule(_taken, "food broken", "number unit have", lacks="ask", overrides=True),
    _rule(_in_house, "many left", "ask have count", topics=frozenset({Kind.PANTRY_QUERY}), overrides=True),
    # What is used up, missing, or to be bought.
    _rule(_used_up, "food gone", "have lack", lacks="ask named_timer", overrides=True),
    _rule(_lacks, "food lack", "have change", lacks="ask many"),
    _rule(_buy, "food need", "put number unit list change another more", lacks="ask many not_need lack"),
    _rule(_buy_it, "need number", "number unit change another list", lacks="ask many", topics=_LISTS | {Kind.ASK_AMOUNT}, overrides=True),
    _rule(_buy, "food", "put number unit list need another more", topics=_SHOPPING),
    # Two dishes, or one and a person.
    _rule(_compare, "fewer dish", "calories nutrient ask many works", overrides=True),
    _rule(_fits, "dish person|works|change", "eat ask works fewer use person change", lacks="come day"),
    _rule(_fits, "dish person works|fewer|change", "eat ask works fewer use change", lacks="come day", overrides=True),
    _rule(_choose, "dish cook|use|change", "works eat quick use change cook put", lacks="ask day"),
    # The recipe that was talked about, or is named.
    _rule(_scale_dish, "dish number cook|need|people", "people eat need cook want", lacks="day ask duration"),
    _rule(_amount, "ingredient many number people", "ask need cook", topics=_RECIPE, overrides=True, replaces=_SCALE),
    _rule(_amount, "ingredient many", "ask need cook use put eat left", topics=_RECIPE),
    _rule(_scale, "number people", "change cook eat need day", topics=_RECIPE),
    _rule(_nutrient, "nutrient|calories", "ask many dish works", topics=_RECIPE),
    # Substitutes, storage, suggestions.
    _rule(_other_swap, "else", "ask use works", topics=_SUBSTITUTE, overrides=True, replaces=_GOING_ON),
    _rule(_missing, "food instead", "ask use works cook"),
    _rule(_this_swap, "food works|use", "ask change works use", topics=_SUBSTITUTE | _LISTS | {Kind.ASK_AMOUNT}, overrides=True),
    _rule(_keeps_it, "freeze|keep", "keep ask left freeze", topics=_KEEPING, overrides=True),
    _rule(_keeps, "food keep|freeze", "ask left many keep freeze", lacks="named_timer", replaces=_LASTING),
    _rule(_keeps, "food", "ask freeze", topics=_KEEPING),
    _rule(_in_house, "food ask", "have left many count need list", lacks="keep freeze named_timer"),
    _rule(_other_suggestion, "else|change", "idea ask eat else change", topics=_SUGGEST, overrides=True, replaces=_GOING_ON),
    _rule(_suggest, "quick|idea", "ask cook eat meal day need change quick idea put", lacks="week"),
)  # fmt: skip
"""The rules in order."""
__all__ = ["RULES"]
