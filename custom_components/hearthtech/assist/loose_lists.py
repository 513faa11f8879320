"""The shopping list and the pantry by loose requests (`loose_rules`)."""

from ..voice.automaton import Slots
from ..voice.intents import Kind
from ..voice.spoken_parts import NAME
from .completed_request import FollowUpResult, alone
from .handlers.pantry_and_shopping import same
from .loose_requests import FOOD, INGREDIENT, LISTED, LooseHandler, LooseRequest


def listed(action: str) -> LooseHandler:
    """A change of items that are on the list."""

    async def then(said: LooseRequest) -> FollowUpResult:
        if said.turn.recognition.layer == 1 and said.turn.text("action") in {"remove", "tick"}:
            return None  # it was understood
        return alone(said.turn, Kind.SHOPPING_ADD, action=action, item=said.text(LISTED))

    return then


async def buy_everything(said: LooseRequest) -> FollowUpResult:
    """All ingredients of the recipe that was talked about, on the list."""
    recipe_id = said.turn.focus.recipe_id
    return (
        None if recipe_id is None else alone(said.turn, Kind.SHOPPING_ADD, of="recipe", recipe_id=recipe_id)
    )


async def tick_off(said: LooseRequest) -> FollowUpResult:
    """Food that is there already."""
    return alone(said.turn, Kind.SHOPPING_ADD, action="tick", item=said.text(FOOD))


async def ask_list(said: LooseRequest) -> FollowUpResult:
    """What is on the list."""
    return alone(said.turn, Kind.SHOPPING_QUERY)


async def used_up(said: LooseRequest) -> FollowUpResult:
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


async def lacks(said: LooseRequest) -> FollowUpResult:
    """A missing food: of the recipe that is talked about, what to use instead; else one thing more to buy."""
    turn, foods = said.turn, said.parts.of(FOOD)
    if len(foods) == 1 and INGREDIENT in foods[0].classes:
        return alone(turn, Kind.SUBSTITUTE, food=said.text(FOOD))
    return alone(turn, Kind.SHOPPING_ADD, item=said.text(FOOD))


async def buy(said: LooseRequest) -> FollowUpResult:
    """Foods with their amounts: the words from the first to the last of them."""
    places = [part for part in said.parts.parts if {FOOD, "number", "unit"} & part.classes]
    first, last = places[0].at, places[-1].at
    words = [word for part in said.parts.parts if first <= part.at <= last for word in part.words]
    return alone(said.turn, Kind.SHOPPING_ADD, item=" ".join(words))


def measured(said: LooseRequest) -> Slots:
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


async def stocked(said: LooseRequest) -> FollowUpResult:
    """What was bought is in the house; without an amount and a report, it may only be ticked off."""
    if said.turn.text("action") == "stock":
        return None  # it was understood
    return alone(said.turn, Kind.PANTRY_QUERY, action="stock", **measured(said))


async def taken(said: LooseRequest) -> FollowUpResult:
    """Food that was broken or used; one, if no amount is said."""
    if said.turn.text("action") in {"take", "gone"}:
        return None  # it was understood
    return alone(said.turn, Kind.PANTRY_QUERY, **{"action": "take", "amount": 1.0, **measured(said)})


async def in_house(said: LooseRequest) -> FollowUpResult:
    """How much of a food is in the house."""
    food = said.text(FOOD) or said.turn.focus.food
    return alone(said.turn, Kind.PANTRY_QUERY, ask="amount", item=food) if food else None


async def expiring(said: LooseRequest) -> FollowUpResult:
    """What must be used first."""
    return alone(said.turn, Kind.PANTRY_QUERY, ask="expiring")


async def buy_it(said: LooseRequest) -> FollowUpResult:
    """An amount of the food that was talked about, on the list."""
    turn, number = said.turn, said.value("number")
    if not turn.focus.food or not isinstance(number, int | float):
        return None
    unit = "".join(f"{' '.join(part.words)} " for part in said.parts.of("unit"))
    return alone(turn, Kind.SHOPPING_ADD, item=f"{number:g} {unit}{turn.focus.food}")
