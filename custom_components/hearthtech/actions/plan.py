"""Actions of the meal plan."""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util import dt as dt_util
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.plan.meal import Meal, Slot
from custom_components.hearthtech.kitchen.plan.rules import MealRule
from custom_components.hearthtech.plan_feed import FEED_URL

from .action import Action, caller
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_MEAL: Final = "meal"
ATTR_SERVINGS: Final = "servings"
ATTR_SLOT: Final = "slot"
ATTR_STARTS_AT: Final = "starts_at"

ATTR_DAYS: Final = "days"
ATTR_LEFTOVER_OF: Final = "leftover_of"
ATTR_LOCKED: Final = "locked"
ATTR_PEOPLE: Final = "people"
ATTR_REPEATS: Final = "repeats"
ATTR_START: Final = "start"

PLAN_MEAL: Final = "plan_meal"
REMOVE_MEAL: Final = "remove_meal"

PLAN_NAME: Final = {"en": "Meals", "de": "Mahlzeiten", "fr": "Repas", "es": "Comidas", "it": "Pasti"}
"""What the calendar calls itself elsewhere."""

PLAN_MEAL_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Optional(ATTR_RECIPE): cv.string,
            vol.Optional(ATTR_NAME): cv.string,
            vol.Required(ATTR_STARTS_AT): cv.datetime,
            vol.Optional(ATTR_SLOT, default=Slot.OTHER): vol.Coerce(Slot),
            vol.Optional(ATTR_SERVINGS): vol.All(vol.Coerce(float), vol.Range(min=0, min_included=False)),
            vol.Optional(ATTR_PEOPLE, default=list): vol.All(cv.ensure_list, [cv.string]),
            vol.Optional(ATTR_LEFTOVER_OF): cv.string,
            vol.Optional(ATTR_LOCKED, default=False): cv.boolean,
            vol.Optional(ATTR_REPEATS): cv.string,
        },
        cv.has_at_least_one_key(ATTR_RECIPE, ATTR_NAME),
    )
)
REMOVE_MEAL_SCHEMA: Final = vol.Schema({vol.Required(ATTR_MEAL): cv.string})
MOVE_MEAL_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_MEAL): cv.string, vol.Required(ATTR_STARTS_AT): cv.datetime}
)
LOCK_MEAL_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_MEAL): cv.string, vol.Optional(ATTR_LOCKED, default=True): cv.boolean}
)
SPAN_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_START): cv.date,
        vol.Optional(ATTR_DAYS, default=7): vol.All(vol.Coerce(int), vol.Range(min=1, max=366)),
    }
)
NO_DATA: Final = vol.Schema({})


async def _plan_meal(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE]) if ATTR_RECIPE in call.data else None
        people = [(await kitchen.person(name)).id for name in call.data[ATTR_PEOPLE]]
        meal = Meal(
            starts_at=_moment(call),
            slot=call.data[ATTR_SLOT],
            recipe_id=None if recipe is None else recipe.id,
            words=call.data.get(ATTR_NAME, ""),
            servings=call.data.get(ATTR_SERVINGS),
            people=tuple(people),
            leftover_of=call.data.get(ATTR_LEFTOVER_OF),
            locked=call.data[ATTR_LOCKED],
        )
        if ATTR_REPEATS in call.data:
            rule = await kitchen.repeat_meal(_rule(call, meal), who=caller(call))
            return {"rule": rule.id, "meal": meal_data(rule.meal(rule.first))}
        return {"meal": meal_data(await kitchen.plan_meal(meal, who=caller(call)))}


def _moment(call: ServiceCall) -> datetime:
    starts_at: datetime = call.data[ATTR_STARTS_AT]
    return starts_at if starts_at.tzinfo else starts_at.replace(tzinfo=dt_util.get_default_time_zone())


def _rule(call: ServiceCall, meal: Meal) -> MealRule:
    return MealRule(
        first=dt_util.as_local(meal.starts_at).replace(tzinfo=None),
        time_zone=call.hass.config.time_zone,
        repeats=call.data[ATTR_REPEATS],
        slot=meal.slot,
        recipe_id=meal.recipe_id,
        words=meal.words,
        servings=meal.servings,
        people=meal.people,
        locked=meal.locked,
    )


async def _remove_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meal = await loaded_kitchen(call.hass).remove_meal(call.data[ATTR_MEAL], who=caller(call))
    return {"meal": meal_data(meal)}


async def _move_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        kitchen = loaded_kitchen(call.hass)
        meal = await kitchen.move_meal(call.data[ATTR_MEAL], _moment(call), who=caller(call))
    return {"meal": meal_data(meal)}


async def _lock_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        kitchen = loaded_kitchen(call.hass)
        meal = await kitchen.lock_meal(call.data[ATTR_MEAL], locked=call.data[ATTR_LOCKED], who=caller(call))
    return {"meal": meal_data(meal)}


async def _get_meals(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meals = await loaded_kitchen(call.hass).meals_between(*_span(call))
    return {"meals": [meal_data(meal) for meal in meals]}


async def _export_plan(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        text = await loaded_kitchen(call.hass).calendar_text(*_span(call), _plan_name(call))
    return {"icalendar": text}


async def _open_plan_feed(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        token = await loaded_kitchen(call.hass).open_feed()
    path = FEED_URL.format(token=token)
    try:
        return {"path": path, "url": get_url(call.hass, prefer_external=True) + path}
    except NoURLAvailableError:
        return {"path": path, "url": None}


async def _close_plan_feed(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        await loaded_kitchen(call.hass).close_feed()
    return None


def _span(call: ServiceCall) -> tuple[datetime, datetime]:
    first = call.data.get(ATTR_START) or dt_util.now().date()
    last = first + timedelta(days=call.data[ATTR_DAYS])
    return dt_util.start_of_local_day(first), dt_util.start_of_local_day(last)


def _plan_name(call: ServiceCall) -> str:
    return PLAN_NAME.get(call.hass.config.language, PLAN_NAME["en"])


def meal_data(meal: Meal) -> dict[str, Any]:
    """A planned meal in plain values."""
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
    }


ACTIONS: Final = (
    Action(name=PLAN_MEAL, handler=_plan_meal, schema=PLAN_MEAL_SCHEMA),
    Action(name=REMOVE_MEAL, handler=_remove_meal, schema=REMOVE_MEAL_SCHEMA),
    Action(name="move_meal", handler=_move_meal, schema=MOVE_MEAL_SCHEMA),
    Action(name="lock_meal", handler=_lock_meal, schema=LOCK_MEAL_SCHEMA),
    Action(name="get_meals", handler=_get_meals, schema=SPAN_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="export_plan", handler=_export_plan, schema=SPAN_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="open_plan_feed", handler=_open_plan_feed, schema=NO_DATA, response=SupportsResponse.ONLY),
    Action(name="close_plan_feed", handler=_close_plan_feed, schema=NO_DATA, response=SupportsResponse.NONE),
)
