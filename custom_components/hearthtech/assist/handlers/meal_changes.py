"""Changes of planned meals: move to another day, take off the plan, plan another dish."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ...kitchen.errors import ErrorCode, KitchenError
from ...kitchen.meal_plan.meal import Meal
from ...kitchen.suggestions.service import MEAL_TIMES
from ...language.singular import singulars
from ...voice.intents import Kind
from ...voice.lists import texts_of
from ...voice.reply import Reply, speakable
from ..turn import IntentHandlers, TurnContext
from .meal_days import meal_name, meant_day, meant_slot, said_when
from .meals import plan_meal

HEAD_NOUN = 4
"""The fewest letters of a noun at the end of a compound: "Gulasch" is "Rindergulasch"."""
SEARCHED = timedelta(days=60)
"""How far ahead a named meal is searched for."""


async def planned_or_changed(turn: TurnContext) -> Reply:
    """Plan a dish or a week; or move a planned meal, or take it off the plan."""
    if turn.text("action") in {"move", "cancel"}:
        return await change_meal(turn)
    return await plan_meal(turn)


async def change_meal(turn: TurnContext) -> Reply:
    """Move the meal that is named or was mentioned last, or take it off the plan."""
    found = await _meant(turn)
    if not found and turn.text("action") == "move" and turn.text("from") is None and turn.text("recipe_id"):
        return await plan_meal(turn)  # "put the pancakes on Friday" plans what is not planned yet
    if not found:
        return turn.reply("meal_unknown")
    if len(found) > 1:
        names = [
            f"{speakable(await meal_name(turn, one))}, {said_when(turn, one.starts_at)}" for one in found
        ]
        turn.focus.meal_id = None
        return turn.reply("which_meal", names=turn.either(names[:3]), expects=(Kind.PLAN_MEAL,))
    turn.focus.meal_id = found[0].id
    return await (cancel_meal(turn) if turn.text("action") == "cancel" else move_meal(turn, found[0]))


async def move_meal(turn: TurnContext, meal: Meal) -> Reply:
    """Move a meal to the named day or meal of the day; without either, ask for the day."""
    day, slot = turn.text("to") or turn.text("day"), meant_slot(turn) or meal.slot
    local = turn.home.local(meal.starts_at)
    if day is None and slot is meal.slot and meant_slot(turn) is not None:
        return await _planned(turn, meal)  # "for dinner": it is
    if day is None and slot is meal.slot:
        return turn.reply("plan_when", expects=(Kind.PLAN_MEAL, Kind.CANCEL))
    to_day = local.date() if day is None else meant_day(turn, day)
    at = local.time() if slot is meal.slot else MEAL_TIMES[slot]
    starts_at = turn.kitchen.locale.at(to_day, at)
    moved = await turn.kitchen.meal_plan.move(meal.id, starts_at, actor=turn.actor_name)
    if slot is not moved.slot:
        moved = await turn.kitchen.meal_plan.change(replace(moved, slot=slot), actor=turn.actor_name)
    turn.focus.meal_id = moved.id

    async def back() -> Reply:
        restored = await turn.kitchen.meal_plan.move(moved.id, meal.starts_at, actor=turn.actor_name)
        if slot is not meal.slot:
            restored = await turn.kitchen.meal_plan.change(
                replace(restored, slot=meal.slot), actor=turn.actor_name
            )
        return await _planned(turn, restored)

    turn.focus.undo = back
    return await _planned(turn, moved)


async def cancel_meal(turn: TurnContext) -> Reply:
    """Take the meal that was mentioned off the plan."""
    try:
        gone = await turn.kitchen.meal_plan.remove(turn.focus.meal_id or "", actor=turn.actor_name)
    except KitchenError as error:
        if error.code is not ErrorCode.MEAL_NOT_FOUND:
            raise
        return turn.reply("meal_unknown")
    turn.focus.meal_id = None

    async def back() -> Reply:
        restored = await turn.kitchen.meal_plan.plan(replace(gone, id=""), actor=turn.actor_name)
        turn.focus.meal_id = restored.id
        return await _planned(turn, restored)

    turn.focus.undo = back
    name = speakable(await meal_name(turn, gone))
    return turn.reply("meal_cancelled", recipe=name, when=said_when(turn, gone.starts_at))


async def replace_dish(turn: TurnContext, recipe_id: str) -> Reply | None:
    """Plan another dish in place of the one that was just planned; `None` if no meal was mentioned."""
    if (meal_id := turn.focus.meal_id) is None:
        return None
    turn = turn.as_kind(Kind.PLAN_MEAL)
    meal = await turn.kitchen.meal_plan.get(meal_id)
    recipe = await turn.kitchen.recipes.get(recipe_id)
    changed = replace(meal, recipe_id=recipe.id, words=recipe.name)
    turn.focus.recipe_id = recipe.id
    return await _planned(
        turn, await turn.kitchen.meal_plan.change(changed, base=meal, actor=turn.actor_name)
    )


async def _planned(turn: TurnContext, meal: Meal) -> Reply:
    name = speakable(await meal_name(turn, meal))
    return turn.reply("planned", recipe=name, when=said_when(turn, meal.starts_at))


async def _meant(turn: TurnContext) -> Sequence[Meal]:
    """Return the coming meals that fit what was said: the dish, the day, the meal of the day."""
    now = turn.kitchen.clock.now()
    coming = await turn.kitchen.meal_plan.between(now - timedelta(hours=12), now + SEARCHED)
    recipe_id, said = turn.text("recipe_id"), turn.text("what") or turn.text("recipe")
    is_named = recipe_id is not None or said is not None
    found = [meal for meal in coming if not is_named or await _is_dish(turn, meal, recipe_id, said or "")]
    move = turn.text("action") == "move"
    day = turn.text("from") if move else turn.text("day")
    if day is not None:
        found = [meal for meal in found if turn.home.local(meal.starts_at).date() == meant_day(turn, day)]
    slot = None if move else meant_slot(turn)
    if slot is not None:
        found = [meal for meal in found if meal.slot is slot]
    if not is_named and day is None and slot is None:
        found = [meal for meal in found if meal.id == turn.focus.meal_id]
    return found if len(found) < 2 or not is_named else found[:1]


async def is_planned(turn: TurnContext) -> bool:
    """Whether the meal that is named is on the plan."""
    return bool(await _meant(turn))


async def _is_dish(turn: TurnContext, meal: Meal, recipe_id: str | None, said: str) -> bool:
    if recipe_id is not None and meal.recipe_id == recipe_id:
        return True
    return is_named(turn, await meal_name(turn, meal), said)


def is_named(turn: TurnContext, name: str, said: str) -> bool:
    """Whether a dish is named so: with these words, or with compound nouns that end in them."""
    wanted = singulars(said, turn.language) - set(texts_of("article", turn.language))
    names = singulars(name, turn.language)
    return bool(wanted) and all(
        word in names or (len(word) >= HEAD_NOUN and any(one.endswith(word) for one in names))
        for word in wanted
    )


ANSWERS: IntentHandlers = {Kind.PLAN_MEAL: planned_or_changed}
