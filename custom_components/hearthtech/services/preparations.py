"""Actions of what is done before meals: preparations, and the timetable of a feast."""

from datetime import timedelta
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..kitchen.meal_plan.feast import BURNERS, FeastEntry
from ..kitchen.meal_plan.feast_service import MOST_COURSES, PlannedCourse
from ..kitchen.meal_plan.meal import MealSlot
from ..kitchen.meal_plan.preparation_service import MealPreparation
from ..models import loaded_kitchen
from ..validators import date_and_time
from .action import Action, caller
from .meal_plan import (
    ATTR_COOK,
    ATTR_DAYS,
    ATTR_PEOPLE,
    ATTR_SERVINGS,
    ATTR_SLOT,
    ATTR_START,
    ATTR_STARTS_AT,
    moment_of,
)
from .meal_results import meal_data
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_AFTER: Final = "after"
ATTR_BURNERS: Final = "burners"
ATTR_COURSES: Final = "courses"
ATTR_DONE: Final = "done"
ATTR_MEALS: Final = "meals"
ATTR_PREPARATION: Final = "preparation"

GET_PREPARATIONS_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_START): cv.date,
        vol.Optional(ATTR_DAYS, default=7): vol.All(vol.Coerce(int), vol.Range(min=1, max=62)),
    }
)
MARK_PREPARATION_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_PREPARATION): cv.string, vol.Optional(ATTR_DONE, default=True): cv.boolean}
)
_COURSE: Final = vol.All(
    {
        vol.Optional(ATTR_RECIPE): cv.string,
        vol.Optional(ATTR_NAME): cv.string,
        vol.Optional(ATTR_AFTER, default=0): vol.All(vol.Coerce(float), vol.Range(min=0, max=24 * 60)),
        vol.Optional(ATTR_COOK): cv.string,
    },
    cv.has_at_least_one_key(ATTR_RECIPE, ATTR_NAME),
)
_BURNERS: Final = vol.All(vol.Coerce(int), vol.Range(min=1, max=12))
PLAN_FEAST_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_STARTS_AT): date_and_time,
        vol.Required(ATTR_COURSES): vol.All(cv.ensure_list, [_COURSE], vol.Length(min=1, max=MOST_COURSES)),
        vol.Optional(ATTR_SLOT, default=MealSlot.DINNER): vol.Coerce(MealSlot),
        vol.Optional(ATTR_PEOPLE, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_SERVINGS): vol.All(vol.Coerce(float), vol.Range(min=0.01, max=10_000)),
        vol.Optional(ATTR_BURNERS, default=BURNERS): _BURNERS,
    }
)
GET_TIMETABLE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_MEALS): vol.All(cv.ensure_list, [cv.string], vol.Length(min=1, max=MOST_COURSES)),
        vol.Optional(ATTR_BURNERS, default=BURNERS): _BURNERS,
    }
)


async def _get_preparations(call: ServiceCall) -> ServiceResponse:
    first = call.data.get(ATTR_START) or dt_util.now().date()
    start = dt_util.start_of_local_day(first)
    end = dt_util.start_of_local_day(first + timedelta(days=call.data[ATTR_DAYS]))
    with translated_errors():
        found = await loaded_kitchen(call.hass).preparations.between(start, end)
    return {"preparations": [preparation_data(one) for one in found]}


async def _mark_preparation(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        marked = await loaded_kitchen(call.hass).preparations.mark(
            call.data[ATTR_PREPARATION], done=call.data[ATTR_DONE], actor=caller(call)
        )
    return {"preparation": preparation_data(marked)}


async def _plan_feast(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        people = [(await kitchen.people.get(name)).id for name in call.data[ATTR_PEOPLE]]
        courses = []
        for told in call.data[ATTR_COURSES]:
            recipe = await find_recipe(kitchen, told[ATTR_RECIPE]) if ATTR_RECIPE in told else None
            cook = (await kitchen.people.get(told[ATTR_COOK])).id if ATTR_COOK in told else None
            courses.append(
                PlannedCourse(
                    recipe_id=None if recipe is None else recipe.id,
                    words=told.get(ATTR_NAME, ""),
                    after=timedelta(minutes=told[ATTR_AFTER]),
                    cook=cook,
                )
            )
        planned = await kitchen.feasts.plan(
            moment_of(call),
            courses,
            slot=call.data[ATTR_SLOT],
            people=tuple(people),
            servings=call.data.get(ATTR_SERVINGS),
            actor=caller(call),
        )
        table = await kitchen.feasts.timetable([meal.id for meal in planned], burners=call.data[ATTR_BURNERS])
    return {"meals": [meal_data(meal) for meal in planned], "timetable": [entry_data(one) for one in table]}


async def _get_timetable(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        table = await loaded_kitchen(call.hass).feasts.timetable(
            call.data[ATTR_MEALS], burners=call.data[ATTR_BURNERS]
        )
    return {"timetable": [entry_data(one) for one in table]}


def preparation_data(one: MealPreparation) -> dict[str, Any]:
    """Return a preparation as JSON data."""
    return {
        "id": one.id,
        "meal": one.meal.id,
        "name": one.meal.words,
        "kind": one.kind.value,
        "words": one.words,
        "step": one.step,
        "begin_at": dt_util.as_local(one.begin_at).isoformat(),
        "latest_at": dt_util.as_local(one.latest_at).isoformat(),
        "starts_at": dt_util.as_local(one.meal.starts_at).isoformat(),
        "done": one.done,
    }


def entry_data(entry: FeastEntry) -> dict[str, Any]:
    """Return a line of a timetable as JSON data."""
    return {
        "at": dt_util.as_local(entry.at).isoformat(),
        "task": entry.task.value,
        "meal": entry.course,
        "name": entry.name,
        "kind": entry.kind,
        "words": entry.words,
        "minutes": entry.minutes,
    }


ACTIONS: Final = (
    Action(
        name="get_preparations",
        handler=_get_preparations,
        schema=GET_PREPARATIONS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name="mark_preparation", handler=_mark_preparation, schema=MARK_PREPARATION_SCHEMA),
    Action(name="plan_feast", handler=_plan_feast, schema=PLAN_FEAST_SCHEMA),
    Action(
        name="get_timetable",
        handler=_get_timetable,
        schema=GET_TIMETABLE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
)
