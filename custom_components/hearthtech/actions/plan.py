"""Actions of the meal plan."""

from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.plan.meals import Meal, Slot

from .action import Action, caller
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_MEAL: Final = "meal"
ATTR_SERVINGS: Final = "servings"
ATTR_SLOT: Final = "slot"
ATTR_STARTS_AT: Final = "starts_at"

PLAN_MEAL: Final = "plan_meal"
REMOVE_MEAL: Final = "remove_meal"

PLAN_MEAL_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Optional(ATTR_RECIPE): cv.string,
            vol.Optional(ATTR_NAME): cv.string,
            vol.Required(ATTR_STARTS_AT): cv.datetime,
            vol.Optional(ATTR_SLOT, default=Slot.OTHER): vol.Coerce(Slot),
            vol.Optional(ATTR_SERVINGS): vol.All(vol.Coerce(float), vol.Range(min=0, min_included=False)),
        },
        cv.has_at_least_one_key(ATTR_RECIPE, ATTR_NAME),
    )
)
REMOVE_MEAL_SCHEMA: Final = vol.Schema({vol.Required(ATTR_MEAL): cv.string})


async def _plan_meal(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    starts_at = call.data[ATTR_STARTS_AT]
    if starts_at.tzinfo is None:
        starts_at = starts_at.replace(tzinfo=dt_util.get_default_time_zone())
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE]) if ATTR_RECIPE in call.data else None
        meal = await kitchen.plan_meal(
            Meal(
                starts_at=starts_at,
                slot=call.data[ATTR_SLOT],
                recipe_id=None if recipe is None else recipe.id,
                words=call.data.get(ATTR_NAME, ""),
                servings=call.data.get(ATTR_SERVINGS),
            ),
            who=caller(call),
        )
    return {"meal": _meal(meal)}


async def _remove_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meal = await loaded_kitchen(call.hass).remove_meal(call.data[ATTR_MEAL], who=caller(call))
    return {"meal": _meal(meal)}


def _meal(meal: Meal) -> dict[str, Any]:
    return {
        "id": meal.id,
        "name": meal.words,
        "recipe_id": meal.recipe_id,
        "slot": meal.slot.value,
        "starts_at": dt_util.as_local(meal.starts_at).isoformat(),
        "ends_at": dt_util.as_local(meal.end).isoformat(),
        "servings": meal.servings,
    }


ACTIONS: Final = (
    Action(name=PLAN_MEAL, handler=_plan_meal, schema=PLAN_MEAL_SCHEMA),
    Action(name=REMOVE_MEAL, handler=_remove_meal, schema=REMOVE_MEAL_SCHEMA),
)
