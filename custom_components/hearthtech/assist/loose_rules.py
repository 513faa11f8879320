"""The rules of loose requests: which parts of an utterance are which request (`loose_requests`). The first that fits counts."""

from ..voice.intents import Kind
from . import loose_foods as foods, loose_lists as lists, loose_meals as plan, loose_timers as timers
from .loose_requests import LooseHandler, LooseRule

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


_SPAN = "duration/number"
RULES = (
    # A running timer that is named.
    _rule(timers.timer("subtract"), f"named_timer less {_SPAN}", "timer duration number change"),
    _rule(timers.timer("add"), f"named_timer more {_SPAN}", "timer duration number change need left put", overrides=True),
    _rule(timers.timer("change"), f"named_timer {_SPAN}", "timer duration number change put cook"),
    _rule(timers.timer("cancel"), "named_timer stop", "timer change done", lacks="ask list plan day"),
    _rule(timers.done, "named_timer done", "change", topics=None, overrides=True),
    _rule(timers.timer("left"), "named_timer left/many", "ask left many timer count more have", lacks="keep"),
    # The timer that was talked about, or a new one.
    _rule(timers.new_timer, f"name/food/dish {_SPAN}", "duration number another timer more", lacks="named_timer", topics=_TIMER),
    _rule(timers.new_timer, f"name/food/dish {_SPAN} another/timer", "duration number another timer more need put", lacks="named_timer", topics=_TIMER, overrides=True),
    _rule(timers.timer("subtract"), f"less {_SPAN}", "timer duration number change", topics=_TIMER),
    _rule(timers.timer("add"), f"more {_SPAN}", "timer duration number change need", topics=_TIMER),
    _rule(timers.timer("change"), _SPAN, "timer duration number change put cook", topics=_TIMER),
    _rule(timers.timer("cancel"), "stop", "timer change", lacks="ask", topics=_TIMER),
    _rule(timers.timer("count"), "count/timer", "ask many timer else left count", topics=_TIMER, overrides=True),
    _rule(timers.call, "call name/food/dish", topics=_TIMER, overrides=True),
    _rule(timers.timer_of_that, "put/timer/another", "timer another put", topics=_LASTING),
    _rule(timers.timer("left"), "left", "ask many timer left", topics=_TIMER),
    _rule(timers.other, "else", "ask timer another left", lacks="more less", topics=_TIMER, overrides=True, replaces=_GOING_ON),
    # The list, before the plan: after talk about it, what is named is on it.
    _rule(lists.listed("tick"), "listed have", "list need remove change", lacks="ask gone not_need lack", topics=_LISTS, overrides=True),
    _rule(lists.listed("remove"), "listed remove/not_need", "list change need lack", lacks="ask", topics=_LISTS, overrides=True),
    _rule(lists.tick_off, "food have", "list need", lacks="ask gone not_need lack", topics=_SHOPPING),
    _rule(lists.buy_everything, "everything list", "put need", topics=_RECIPE, overrides=True),
    _rule(lists.ask_list, "ask list/need/else/left", "list need else left have count many", topics=_SHOPPING, overrides=True, replaces=_GOING_ON),
    # The plan.
    _rule(plan.swap, "swap day", "change put plan meal", overrides=True),
    _rule(plan.span_of_plan, "week/weekend plan/ask/eat", "ask plan eat meal else cook count", overrides=True),
    _rule(plan.span_of_plan, "week/weekend", "ask plan eat meal else", topics=_PLAN),
    _rule(plan.take_off, "planned remove", "day meal plan change", lacks="ask"),
    _rule(plan.take_off, "dish/food remove", "day meal plan change", lacks="ask", topics=_PLAN, overrides=True),
    _rule(plan.plan_dish, "dish day", "meal put cook eat plan change works use", lacks="ask fewer person keep"),
    _rule(plan.ask_plan, "day/meal ask/eat", "ask eat plan else meal day", topics=_PLAN),
    _rule(plan.ask_plan, "plan ask/else/eat", "ask else eat meal day count", overrides=True),
    _rule(plan.change_dish, "dish change/put", "plan meal put cook works use change eat", lacks="ask day", topics=_PLAN),
    _rule(plan.plan_it, "day put/plan", "meal change cook", lacks="ask", topics=_SUGGEST, overrides=True),
    _rule(plan.plan_it, "day put/plan", "meal change cook", lacks="ask", topics=_RECIPE - {Kind.PLAN_MEAL, Kind.PLAN_QUERY}),
    _rule(plan.move, "day change", "day meal change put cook works plan", lacks="ask", topics=_PLAN, overrides=True),
    _rule(plan.move, "day/meal", "day meal change put cook works plan", lacks="ask", topics=_PLAN),
    _rule(plan.take_off, "remove", "day meal plan change", lacks="ask", topics=_PLAN),
    _rule(plan.visit, "person come", "day meal eat week weekend", overrides=True),
    # What was bought, broken or is there.
    _rule(lists.stocked, "food bought number/unit", "number unit report have put", lacks="ask list", overrides=True),
    _rule(lists.stocked, "food bought report", "have put", lacks="ask list", overrides=True),
    _rule(lists.taken, "food broken", "number unit have", lacks="ask", overrides=True),
    _rule(lists.in_house, "many left", "ask have count", topics=frozenset({Kind.PANTRY_QUERY}), overrides=True),
    _rule(lists.in_house, "food many", "ask have left count need", topics=frozenset({Kind.PANTRY_QUERY}), overrides=True),
    _rule(lists.expiring, "keep first", "ask gone", overrides=True),
    # What is used up, missing, or to be bought.
    _rule(lists.used_up, "food gone", "have lack", lacks="ask named_timer", overrides=True),
    _rule(lists.lacks, "food lack", "have change", lacks="ask many"),
    _rule(lists.buy, "food need", "put number unit list change another more", lacks="ask many not_need lack"),
    _rule(lists.buy_it, "need number", "number unit change another list", lacks="ask many", topics=_LISTS | {Kind.ASK_AMOUNT}, overrides=True),
    _rule(lists.buy, "food", "put number unit list need another more", topics=_SHOPPING),
    # Two dishes, or one and a person.
    _rule(foods.compare, "fewer dish", "calories nutrient ask many works", overrides=True),
    _rule(foods.fits, "dish person/works/change", "eat ask works fewer use person change", lacks="come day"),
    _rule(foods.fits, "dish person works/fewer/change", "eat ask works fewer use change", lacks="come day", overrides=True),
    _rule(foods.choose, "dish cook/use/change", "works eat quick use change cook put", lacks="ask day"),
    # The recipe that was talked about, or is named.
    _rule(foods.scale_dish, "dish number cook/need/people", "people eat need cook", lacks="day ask duration"),
    _rule(foods.amount, "ingredient many number people", "ask need cook", topics=_RECIPE, overrides=True, replaces=_SCALE),
    _rule(foods.amount, "ingredient many", "ask need cook use put eat left", topics=_RECIPE),
    _rule(foods.scale, "number people", "change cook eat need day", topics=_RECIPE),
    _rule(foods.nutrient, "nutrient/calories", "ask many dish works", topics=_RECIPE),
    _rule(foods.per_person, "per_person", "ask many", topics=frozenset({Kind.NUTRITION}), overrides=True),
    # Substitutes, storage, suggestions.
    _rule(foods.other_swap, "else", "ask use works", topics=_SUBSTITUTE, overrides=True, replaces=_GOING_ON),
    _rule(foods.missing, "food instead", "ask use works cook"),
    _rule(foods.this_swap, "food works/use", "ask change works use", topics=_SUBSTITUTE | _LISTS | {Kind.ASK_AMOUNT}, overrides=True),
    _rule(foods.keeps_it, "freeze/keep", "keep ask left freeze", topics=_KEEPING, overrides=True),
    _rule(foods.keeps, "food keep/freeze", "ask left many keep freeze", lacks="named_timer", replaces=_LASTING),
    _rule(foods.keeps, "food", "ask freeze", topics=_KEEPING),
    _rule(lists.in_house, "food ask", "have left many count need list", lacks="keep freeze named_timer"),
    _rule(foods.take_suggestion(2), "second", "works cook number", lacks="ask change", topics=_SUGGEST),
    _rule(foods.take_suggestion(1), "works/first", "works cook first number", lacks="ask change", topics=_SUGGEST),
    _rule(foods.other_suggestion, "else/change", "idea ask eat else change", topics=_SUGGEST, overrides=True, replaces=_GOING_ON),
    _rule(foods.suggest, "quick/idea", "ask cook eat meal day need change quick idea put", lacks="week"),
)  # fmt: skip
"""The rules in order."""
__all__ = ["RULES"]
