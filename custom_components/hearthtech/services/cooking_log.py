"""Actions of the cooking log: what was cooked, ratings, and calibrated household measures."""

from datetime import datetime
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.recipes.cooking_log import MOST_STARS, OVERALL, Cooking, Rating
from ..kitchen.recipes.household_measures import HEAVIEST_G, HouseholdMeasure
from ..models import loaded_kitchen
from ..validators import date_and_time
from .action import Action, caller_name
from .recipes import ATTR_PERSON, ATTR_RECIPE, ATTR_VERSION, RECIPE_SCHEMA, VERSION, find_recipe

ATTR_COOKED_AT: Final = "cooked_at"
ATTR_COOKING: Final = "cooking"
ATTR_DIMENSION: Final = "dimension"
ATTR_FOOD: Final = "food"
ATTR_GRAMS: Final = "grams"
ATTR_MEASURE: Final = "measure"
ATTR_STARS: Final = "stars"
ATTR_WORDS: Final = "words"

RATE_RECIPE: Final = "rate_recipe"
LOG_COOKING: Final = "log_cooking"
REMOVE_COOKING: Final = "remove_cooking"
WEIGH_MEASURE: Final = "weigh_measure"
FORGET_MEASURE: Final = "forget_measure"
GET_MEASURES: Final = "get_measures"

RATE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Required(ATTR_STARS): vol.All(vol.Coerce(float), vol.Range(min=0, max=MOST_STARS)),
        vol.Optional(ATTR_PERSON): cv.string,
        vol.Optional(ATTR_DIMENSION, default=OVERALL): vol.All(cv.string, vol.Length(min=1, max=32)),
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        vol.Optional(ATTR_VERSION): VERSION,
    }
)
LOG_COOKING_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Optional(ATTR_COOKED_AT): date_and_time,
        vol.Optional(ATTR_PERSON): cv.string,
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        vol.Optional(ATTR_VERSION): VERSION,
    }
)
MEASURE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_PERSON): cv.string,
        vol.Required(ATTR_MEASURE): cv.string,
        vol.Optional(ATTR_FOOD, default=""): cv.string,
    }
)
WEIGH_SCHEMA: Final = MEASURE_SCHEMA.extend(
    {
        vol.Required(ATTR_GRAMS): vol.All(
            vol.Coerce(float), vol.Range(min=0, max=HEAVIEST_G, min_included=False)
        )
    }
)


async def _rate_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    actor = await caller_name(call)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        rating = await kitchen.notes.rate(
            Rating(
                recipe_id=recipe.id,
                version=call.data.get(ATTR_VERSION, recipe.version),
                person=call.data.get(ATTR_PERSON, actor),
                stars=call.data[ATTR_STARS],
                dimension=call.data[ATTR_DIMENSION],
                words=call.data[ATTR_WORDS],
            ),
            actor=actor,
        )
    return {"rating": to_json(rating)}


async def _log_cooking(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    actor = await caller_name(call)
    cooked_at: datetime = call.data.get(ATTR_COOKED_AT) or dt_util.utcnow()
    if cooked_at.tzinfo is None:
        cooked_at = cooked_at.replace(tzinfo=dt_util.get_default_time_zone())
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        cooking = await kitchen.notes.write_cooking(
            Cooking(
                recipe_id=recipe.id,
                version=call.data.get(ATTR_VERSION, recipe.version),
                cooked_at=cooked_at,
                cook=call.data.get(ATTR_PERSON, actor),
                words=call.data[ATTR_WORDS],
            ),
            actor=actor,
        )
    return {"cooking": to_json(cooking)}


async def _remove_cooking(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        await loaded_kitchen(call.hass).notes.remove_cooking(
            call.data[ATTR_COOKING], actor=await caller_name(call)
        )
    return {"removed": True}


async def _weigh_measure(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        measure = await loaded_kitchen(call.hass).measures.record_weight(
            call.data[ATTR_PERSON],
            call.data[ATTR_MEASURE],
            call.data[ATTR_FOOD],
            call.data[ATTR_GRAMS],
            actor=await caller_name(call),
        )
    return {"measure": _measure_data(measure)}


async def _forget_measure(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        await loaded_kitchen(call.hass).measures.forget(
            call.data[ATTR_PERSON],
            call.data[ATTR_MEASURE],
            call.data[ATTR_FOOD],
            actor=await caller_name(call),
        )
    return {"removed": True}


async def _get_measures(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        measures = await loaded_kitchen(call.hass).measures.all()
    return {"measures": [_measure_data(measure) for measure in measures]}


def _measure_data(measure: HouseholdMeasure) -> dict[str, Any]:
    return {
        "person": measure.owner,
        "measure": measure.measure,
        "food": measure.food,
        "low": measure.low_g,
        "high": measure.high_g,
        "mean": round(measure.mean_g, 1),
        "weighings": list(measure.weighings),
    }


ACTIONS: Final = (
    Action(name=RATE_RECIPE, handler=_rate_recipe, schema=RATE_SCHEMA),
    Action(name=LOG_COOKING, handler=_log_cooking, schema=LOG_COOKING_SCHEMA),
    Action(
        name=REMOVE_COOKING,
        handler=_remove_cooking,
        schema=vol.Schema({vol.Required(ATTR_COOKING): cv.string}),
    ),
    Action(name=WEIGH_MEASURE, handler=_weigh_measure, schema=WEIGH_SCHEMA),
    Action(name=FORGET_MEASURE, handler=_forget_measure, schema=MEASURE_SCHEMA),
    Action(name=GET_MEASURES, handler=_get_measures, schema=vol.Schema({}), response=SupportsResponse.ONLY),
)
