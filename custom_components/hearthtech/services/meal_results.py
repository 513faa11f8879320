"""A planned meal as JSON data, as actions, triggers and language models get it."""

from typing import Any

from homeassistant.util import dt as dt_util

from ..kitchen.meal_plan.meal import Meal


def meal_data(meal: Meal) -> dict[str, Any]:
    """Return a planned meal as JSON data; times are local."""
    return {
        "id": meal.id,
        "name": meal.words,
        "recipe_id": meal.recipe_id,
        "slot": meal.slot.value,
        "starts_at": dt_util.as_local(meal.starts_at).isoformat(),
        "ends_at": dt_util.as_local(meal.end).isoformat(),
        "servings": meal.servings,
        "people": list(meal.people),
        "leftover_of": meal.leftover_of,
        "locked": meal.locked,
        "rule": meal.rule,
        "cook": meal.cook,
        "frozen": meal.frozen,
    }
