"""The meal plan by loose requests (`loose_rules`)."""

from ..voice.automaton import Slots
from ..voice.intents import Kind
from .completed_request import FollowUpResult, again, alone
from .handlers.meal_changes import replace_dish
from .loose_requests import DISH, FOOD, PLANNED, LooseRequest


async def span_of_plan(said: LooseRequest) -> FollowUpResult:
    """What is planned this week, or at the weekend."""
    span = "weekend" if said.parts.has("weekend") else "week"
    return alone(said.turn, Kind.PLAN_QUERY, span=span)


async def plan_it(said: LooseRequest) -> FollowUpResult:
    """Plan the recipe that was talked about."""
    recipe_id = said.turn.focus.recipe_id
    return None if recipe_id is None else alone(said.turn, Kind.PLAN_MEAL, recipe_id=recipe_id, **when(said))


async def take_off(said: LooseRequest) -> FollowUpResult:
    """Take a meal off the plan: by its dish, its day, or the one that was talked about."""
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


def when(said: LooseRequest) -> Slots:
    """The day and the meal of the day that were said."""
    return {name: value for name in ("day", "meal") if isinstance(value := said.value(name), str)}


async def plan_dish(said: LooseRequest) -> FollowUpResult:
    """Plan the named dish."""
    if len(said.dishes) != 1:
        return None
    name = " ".join(said.parts.of(DISH)[0].words)
    return alone(said.turn, Kind.PLAN_MEAL, recipe=name, recipe_id=said.dishes[0], **when(said))


async def change_dish(said: LooseRequest) -> FollowUpResult:
    """The named dish in place of the one that was just planned, or on the day that was talked about."""
    if len(said.dishes) != 1:
        return None
    turn, [recipe_id] = said.turn, said.dishes
    if (changed := await replace_dish(turn, recipe_id)) is not None:
        return changed
    slots: Slots = {"day": turn.focus.day} if turn.focus.day else {}
    if isinstance(meal := turn.focus.slots.get("meal"), str):
        slots["meal"] = meal
    name = " ".join(said.parts.of(DISH)[0].words)
    return alone(turn, Kind.PLAN_MEAL, recipe=name, recipe_id=recipe_id, **slots)


async def move(said: LooseRequest) -> FollowUpResult:
    """Another day or meal for what was just planned, or was to be planned."""
    turn, slots = said.turn, when(said)
    days = said.parts.of("day")
    if turn.focus.topic is Kind.PLAN_MEAL and "action" not in turn.focus.slots and turn.focus.meal_id is None:
        return again(turn, Kind.PLAN_MEAL, slots)
    if turn.focus.meal_id is None:
        return None
    if len(days) > 2 or (len(days) == 2 and not (said.parts.has("change") or said.parts.has("swap"))):
        return None
    return alone(turn, Kind.PLAN_MEAL, action="move", **slots)


async def swap(said: LooseRequest) -> FollowUpResult:
    """Move the meal of one day to another."""
    days = [str(part.value) for part in said.parts.of("day")]
    if len(days) != 2:
        return None
    return alone(said.turn, Kind.PLAN_MEAL, **{"action": "move", "from": days[0], "day": days[1]})


async def ask_plan(said: LooseRequest) -> FollowUpResult:
    """What is planned for a day; for the week if none is said."""
    slots = when(said)
    return alone(said.turn, Kind.PLAN_QUERY, **(slots if "day" in slots else {**slots, "span": "week"}))


async def visit(said: LooseRequest) -> FollowUpResult:
    """Answer that guests come to eat: with the meal that is planned, or with dishes that they can eat."""
    people = said.parts.of("person")
    said.turn.focus.person = said.turn.listed(str(part.value) for part in people)
    ids = tuple(str(part.id) for part in people)
    return alone(said.turn, Kind.SUGGEST_MEAL, ask="plan", people=ids, **when(said))
