"""Actions of the kitchen: recipes, what they hold, the plan, and cooking."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .const import DOMAIN
from .data import loaded_kitchen
from .errors import translated_errors, user_error
from .kitchen.errors import ErrorCode, KitchenError
from .kitchen.food.facts import facts
from .kitchen.kitchen import Kitchen
from .kitchen.plan.meals import Meal, Slot
from .kitchen.recipes.model import HelpLevel, Recipe
from .kitchen.recipes.search import Query
from .permissions import async_require_heat
from .plain import plain
from .targets import find_burners

ATTR_BURNER: Final = "burner"
ATTR_HEAT: Final = "heat"
ATTR_LEVEL: Final = "level"
ATTR_LIMIT: Final = "limit"
ATTR_MAX_TIME: Final = "max_time"
ATTR_MEAL: Final = "meal"
ATTR_NAME: Final = "name"
ATTR_QUERY: Final = "query"
ATTR_RECIPE: Final = "recipe"
ATTR_SERVINGS: Final = "servings"
ATTR_SESSION: Final = "session"
ATTR_SLOT: Final = "slot"
ATTR_STARTS_AT: Final = "starts_at"
ATTR_WITH: Final = "with_ingredients"
ATTR_WITHOUT: Final = "without_ingredients"

SEARCH_RECIPES: Final = "search_recipes"
GET_RECIPE: Final = "get_recipe"
ANALYZE_RECIPE: Final = "analyze_recipe"
PLAN_MEAL: Final = "plan_meal"
REMOVE_MEAL: Final = "remove_meal"
START_COOKING: Final = "start_cooking"
NEXT_STEP: Final = "next_step"
STOP_COOKING: Final = "stop_cooking"
GET_SESSION: Final = "get_session"

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
START_COOKING_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_RECIPE): cv.string,
        vol.Optional(ATTR_BURNER): cv.string,
        vol.Optional(ATTR_LEVEL, default=HelpLevel.GUIDE): vol.Coerce(HelpLevel),
        vol.Optional(ATTR_HEAT, default=False): cv.boolean,
    }
)
SESSION_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_SESSION): cv.string})


@callback
def async_setup_kitchen_services(hass: HomeAssistant) -> None:
    """Offer the actions."""
    for name, handler, schema, response in (
        (SEARCH_RECIPES, _search_recipes, SEARCH_RECIPES_SCHEMA, SupportsResponse.ONLY),
        (GET_RECIPE, _get_recipe, RECIPE_SCHEMA, SupportsResponse.ONLY),
        (ANALYZE_RECIPE, _analyze_recipe, RECIPE_SCHEMA, SupportsResponse.ONLY),
        (PLAN_MEAL, _plan_meal, PLAN_MEAL_SCHEMA, SupportsResponse.OPTIONAL),
        (REMOVE_MEAL, _remove_meal, REMOVE_MEAL_SCHEMA, SupportsResponse.OPTIONAL),
        (START_COOKING, _start_cooking, START_COOKING_SCHEMA, SupportsResponse.OPTIONAL),
        (NEXT_STEP, _next_step, SESSION_SCHEMA, SupportsResponse.OPTIONAL),
        (STOP_COOKING, _stop_cooking, SESSION_SCHEMA, SupportsResponse.OPTIONAL),
        (GET_SESSION, _get_session, SESSION_SCHEMA, SupportsResponse.ONLY),
    ):
        hass.services.async_register(DOMAIN, name, handler, schema=schema, supports_response=response)


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
            who=_who(call),
        )
    return {"meal": _meal(meal)}


async def _remove_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meal = await loaded_kitchen(call.hass).remove_meal(call.data[ATTR_MEAL], who=_who(call))
    return {"meal": _meal(meal)}


async def _start_cooking(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    burner_id: str | None = None
    if ATTR_BURNER in call.data:
        burners = find_burners(call.hass, [call.data[ATTR_BURNER]])
        if len(burners) != 1:
            raise user_error("one_burner")
        burner_id = burners[0].id
    if call.data[ATTR_HEAT]:
        await async_require_heat(call.hass, call.context)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        session = await kitchen.start_session(
            recipe.id, burner_id, call.data[ATTR_LEVEL], heat=call.data[ATTR_HEAT], who=_who(call)
        )
    return {"session": plain(session.view())}


async def _next_step(call: ServiceCall) -> ServiceResponse:
    """A person says so; an automation, being a machine, never passes a human gate."""
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
        await session.next_step(by=_who(call), machine=call.context.user_id is None)
    return {"session": plain(session.view())}


async def _stop_cooking(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
        await session.stop(by=_who(call))
    return {"session": plain(session.view())}


async def _get_session(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
    return {"session": plain(session.view())}


def _who(call: ServiceCall) -> str:
    return call.context.user_id or ""


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
