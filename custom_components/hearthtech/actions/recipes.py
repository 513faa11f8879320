"""Actions of the recipe book."""

from dataclasses import asdict
from datetime import timedelta
from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.food.facts import facts
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.recipes.search import Query
from custom_components.hearthtech.plain import plain

from .action import Action

ATTR_LIMIT: Final = "limit"
ATTR_MAX_TIME: Final = "max_time"
ATTR_NAME: Final = "name"
ATTR_QUERY: Final = "query"
ATTR_RECIPE: Final = "recipe"
ATTR_WITH: Final = "with_ingredients"
ATTR_WITHOUT: Final = "without_ingredients"

SEARCH_RECIPES: Final = "search_recipes"
GET_RECIPE: Final = "get_recipe"
ANALYZE_RECIPE: Final = "analyze_recipe"

_WORDS = vol.All(cv.ensure_list, [cv.string])

SEARCH_RECIPES_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_QUERY, default=""): cv.string,
        vol.Optional(ATTR_WITH, default=list): _WORDS,
        vol.Optional(ATTR_WITHOUT, default=list): _WORDS,
        vol.Optional(ATTR_MAX_TIME): cv.positive_time_period,
        vol.Optional(ATTR_LIMIT, default=20): vol.All(vol.Coerce(int), vol.Range(min=1, max=100)),
    }
)
RECIPE_SCHEMA: Final = vol.Schema({vol.Required(ATTR_RECIPE): cv.string})


async def find_recipe(kitchen: Kitchen, id_or_name: str) -> Recipe:
    """The recipe with this id, or the one that is meant by this name."""
    try:
        return await kitchen.recipe(id_or_name)
    except KitchenError as error:
        if error.code is not ErrorCode.RECIPE_NOT_FOUND:
            raise
        return await kitchen.find_recipe(id_or_name)


async def _search_recipes(call: ServiceCall) -> ServiceResponse:
    max_time: timedelta | None = call.data.get(ATTR_MAX_TIME)
    query = Query(
        text=call.data[ATTR_QUERY],
        with_ingredients=tuple(call.data[ATTR_WITH]),
        without_ingredients=tuple(call.data[ATTR_WITHOUT]),
        max_time_s=None if max_time is None else max_time.total_seconds(),
    )
    with translated_errors():
        hits = await loaded_kitchen(call.hass).search_recipes(query, limit=call.data[ATTR_LIMIT])
    return {"recipes": [asdict(hit) for hit in hits]}


async def _get_recipe(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        recipe = await find_recipe(loaded_kitchen(call.hass), call.data[ATTR_RECIPE])
    return {"recipe": plain(recipe)}


async def _analyze_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        nutrition = await kitchen.analyze(recipe.id)
    told = await call.hass.async_add_executor_job(facts, nutrition, recipe.name)
    return {
        "recipe": {"id": recipe.id, "name": recipe.name},
        "nutrition": plain(nutrition),
        "facts": plain(told),
    }


ACTIONS: Final = (
    Action(
        name=SEARCH_RECIPES,
        handler=_search_recipes,
        schema=SEARCH_RECIPES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=GET_RECIPE, handler=_get_recipe, schema=RECIPE_SCHEMA, response=SupportsResponse.ONLY),
    Action(
        name=ANALYZE_RECIPE, handler=_analyze_recipe, schema=RECIPE_SCHEMA, response=SupportsResponse.ONLY
    ),
)
