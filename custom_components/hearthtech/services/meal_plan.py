"""Actions of the meal plan."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..http.calendar_feed import FEED_URL
from ..http.titles import title_of
from ..kitchen.meal_plan.meal import Meal, MealSlot
from ..kitchen.meal_plan.rules import MealRule
from ..models import loaded_kitchen
from ..permissions import async_require_admin
from ..validators import date_and_time
from .action import Action, caller
from .meal_results import meal_data
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_FOLLOWING: Final = "following"
ATTR_MEAL: Final = "meal"
ATTR_SERVINGS: Final = "servings"
ATTR_SLOT: Final = "slot"
ATTR_STARTS_AT: Final = "starts_at"

ATTR_COOK: Final = "cook"
ATTR_DAYS: Final = "days"
ATTR_LEFTOVER_OF: Final = "leftover_of"
ATTR_LOCKED: Final = "locked"
ATTR_PEOPLE: Final = "people"
ATTR_REPEATS: Final = "repeats"
ATTR_START: Final = "start"

PLAN_MEAL: Final = "plan_meal"
REMOVE_MEAL: Final = "remove_meal"

PLAN_MEAL_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Optional(ATTR_RECIPE): cv.string,
            vol.Optional(ATTR_NAME): cv.string,
            vol.Required(ATTR_STARTS_AT): date_and_time,
            vol.Optional(ATTR_SLOT, default=MealSlot.OTHER): vol.Coerce(MealSlot),
            vol.Optional(ATTR_SERVINGS): vol.All(vol.Coerce(float), vol.Range(min=0.01, max=10_000)),
            vol.Optional(ATTR_PEOPLE, default=list): vol.All(cv.ensure_list, [cv.string]),
            vol.Optional(ATTR_LEFTOVER_OF): cv.string,
            vol.Optional(ATTR_LOCKED, default=False): cv.boolean,
            vol.Optional(ATTR_REPEATS): cv.string,
            vol.Optional(ATTR_COOK): cv.string,
        },
        cv.has_at_least_one_key(ATTR_RECIPE, ATTR_NAME),
    )
)
REMOVE_MEAL_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_MEAL): cv.string, vol.Optional(ATTR_FOLLOWING, default=False): cv.boolean}
)
BRING_BACK_MEAL_SCHEMA: Final = vol.Schema({vol.Required(ATTR_MEAL): cv.string})
MOVE_MEAL_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_MEAL): cv.string,
        vol.Required(ATTR_STARTS_AT): date_and_time,
        vol.Optional(ATTR_SLOT): vol.Coerce(MealSlot),
    }
)
CHANGE_MEAL_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_MEAL): cv.string,
        vol.Optional(ATTR_RECIPE): cv.string,
        vol.Optional(ATTR_NAME): cv.string,
        vol.Optional(ATTR_SERVINGS): vol.All(vol.Coerce(float), vol.Range(min=0, max=10_000)),
        vol.Optional(ATTR_PEOPLE): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_COOK): cv.string,
    }
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
        people = [(await kitchen.people.get(name)).id for name in call.data[ATTR_PEOPLE]]
        cook = (await kitchen.people.get(call.data[ATTR_COOK])).id if ATTR_COOK in call.data else None
        meal = Meal(
            starts_at=moment_of(call),
            slot=call.data[ATTR_SLOT],
            recipe_id=None if recipe is None else recipe.id,
            words=call.data.get(ATTR_NAME, ""),
            servings=call.data.get(ATTR_SERVINGS),
            people=tuple(people),
            leftover_of=call.data.get(ATTR_LEFTOVER_OF),
            locked=call.data[ATTR_LOCKED],
            cook=cook,
        )
        if ATTR_REPEATS in call.data:
            rule = await kitchen.meal_plan.repeat(_rule(call, meal), actor=caller(call))
            return {"rule": rule.id, "meal": meal_data(rule.meal(rule.first))}
        return {"meal": meal_data(await kitchen.meal_plan.plan(meal, actor=caller(call)))}


def moment_of(call: ServiceCall) -> datetime:
    """Return when a meal starts; a time without zone is local."""
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
        cook=meal.cook,
    )


async def _remove_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meal = await loaded_kitchen(call.hass).meal_plan.remove(
            call.data[ATTR_MEAL], following=call.data[ATTR_FOLLOWING], actor=caller(call)
        )
    return {"meal": meal_data(meal)}


async def _bring_back_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meal = await loaded_kitchen(call.hass).meal_plan.bring_back(call.data[ATTR_MEAL], actor=caller(call))
    return {"meal": meal_data(meal)}


async def _move_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        kitchen = loaded_kitchen(call.hass)
        meal = await kitchen.meal_plan.move(
            call.data[ATTR_MEAL], moment_of(call), slot=call.data.get(ATTR_SLOT), actor=caller(call)
        )
    return {"meal": meal_data(meal)}


async def _change_meal(call: ServiceCall) -> ServiceResponse:
    """Change what is named; no servings are 0, everybody is an empty list, nobody in particular cooks: empty."""
    kitchen = loaded_kitchen(call.hass)
    changes: dict[str, Any] = {}
    with translated_errors():
        if ATTR_RECIPE in call.data:
            recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
            changes |= {"recipe_id": recipe.id, "words": recipe.name, "frozen": None, "leftover_of": None}
        if ATTR_NAME in call.data:
            changes["words"] = call.data[ATTR_NAME]
        if ATTR_SERVINGS in call.data:
            changes["servings"] = call.data[ATTR_SERVINGS] or None
        if ATTR_PEOPLE in call.data:
            people = [(await kitchen.people.get(name)).id for name in call.data[ATTR_PEOPLE]]
            changes["people"] = tuple(people)
        if ATTR_COOK in call.data:
            cook = call.data[ATTR_COOK]
            changes["cook"] = (await kitchen.people.get(cook)).id if cook else None
        known = await kitchen.meal_plan.get(call.data[ATTR_MEAL])
        meal = await kitchen.meal_plan.change(replace(known, **changes), base=known, actor=caller(call))
    return {"meal": meal_data(meal)}


async def _lock_meal(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        kitchen = loaded_kitchen(call.hass)
        meal = await kitchen.meal_plan.lock(
            call.data[ATTR_MEAL], locked=call.data[ATTR_LOCKED], actor=caller(call)
        )
    return {"meal": meal_data(meal)}


async def _get_meals(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        meals = await loaded_kitchen(call.hass).meal_plan.between(*_span(call))
    return {"meals": [meal_data(meal) for meal in meals]}


async def _export_plan(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        text = await loaded_kitchen(call.hass).meal_plan.calendar_text(*_span(call), _plan_name(call))
    return {"icalendar": text}


async def _open_plan_feed(call: ServiceCall) -> ServiceResponse:
    await async_require_admin(call.hass, call.context)
    with translated_errors():
        token = await loaded_kitchen(call.hass).meal_plan.open_feed()
    path = FEED_URL.format(token=token)
    try:
        return {"path": path, "url": get_url(call.hass, prefer_external=True) + path}
    except NoURLAvailableError:
        return {"path": path, "url": None}


async def _close_plan_feed(call: ServiceCall) -> ServiceResponse:
    await async_require_admin(call.hass, call.context)
    with translated_errors():
        await loaded_kitchen(call.hass).meal_plan.close_feed()
    return None


def _span(call: ServiceCall) -> tuple[datetime, datetime]:
    first = call.data.get(ATTR_START) or dt_util.now().date()
    last = first + timedelta(days=call.data[ATTR_DAYS])
    return dt_util.start_of_local_day(first), dt_util.start_of_local_day(last)


def _plan_name(call: ServiceCall) -> str:
    return title_of("meals", call.hass.config.language)


ACTIONS: Final = (
    Action(name=PLAN_MEAL, handler=_plan_meal, schema=PLAN_MEAL_SCHEMA),
    Action(name=REMOVE_MEAL, handler=_remove_meal, schema=REMOVE_MEAL_SCHEMA),
    Action(name="bring_back_meal", handler=_bring_back_meal, schema=BRING_BACK_MEAL_SCHEMA),
    Action(name="move_meal", handler=_move_meal, schema=MOVE_MEAL_SCHEMA),
    Action(name="change_meal", handler=_change_meal, schema=CHANGE_MEAL_SCHEMA),
    Action(name="lock_meal", handler=_lock_meal, schema=LOCK_MEAL_SCHEMA),
    Action(name="get_meals", handler=_get_meals, schema=SPAN_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="export_plan", handler=_export_plan, schema=SPAN_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="open_plan_feed", handler=_open_plan_feed, schema=NO_DATA, response=SupportsResponse.ONLY),
    Action(name="close_plan_feed", handler=_close_plan_feed, schema=NO_DATA, response=SupportsResponse.NONE),
)
