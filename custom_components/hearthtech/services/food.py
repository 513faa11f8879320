"""Actions of food: nutrition of foods and ingredient lines, food choices of the household, the food log."""

from datetime import date, datetime
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.nutrition.dish_facts import facts
from ..kitchen.nutrition.food_log import EatenPortion
from ..kitchen.nutrition.model import FoodMatch
from ..kitchen.nutrition.service import MOST_LINES, EatenDay
from ..models import loaded_kitchen
from ..permissions import async_require_health
from ..validators import date_and_time
from .action import Action, caller
from .recipes import ATTR_LIMIT, ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_AT: Final = "at"
ATTR_DAY: Final = "day"
ATTR_EATEN: Final = "eaten"
ATTR_FOOD: Final = "food"
ATTR_INGREDIENTS: Final = "ingredients"
ATTR_LANGUAGE: Final = "language"
ATTR_LEFTOVER: Final = "leftover"
ATTR_PERSON: Final = "person"
ATTR_PORTIONS: Final = "portions"
ATTR_SERVINGS: Final = "servings"
ATTR_UNTIL: Final = "until"
ATTR_WORDS: Final = "words"

SEARCH_FOODS: Final = "search_foods"
CORRECT_FOOD: Final = "correct_food"
FORGET_FOOD_CORRECTION: Final = "forget_food_correction"
ANALYZE_INGREDIENTS: Final = "analyze_ingredients"
LOG_EATEN: Final = "log_eaten"
UNDO_EATEN: Final = "undo_eaten"
GET_EATEN: Final = "get_eaten"

LANGUAGES: Final = ("en", "de", "fr", "es", "it")
SHOWN: Final = ("ENERC_KCAL", "PROCNT", "FAT", "CHOCDF", "FIBTG", "NA")
"""Nutrients returned for a found food, per 100 g."""

_LANGUAGE: dict[Any, Any] = {vol.Optional(ATTR_LANGUAGE): vol.In(LANGUAGES)}
_LINES = vol.All(cv.ensure_list, [cv.string], vol.Length(min=1, max=MOST_LINES))
_AMOUNT = vol.All(vol.Coerce(float), vol.Range(min=0, min_included=False, max=100))

SEARCH_FOODS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_WORDS): cv.string,
        vol.Optional(ATTR_LIMIT, default=10): vol.All(vol.Coerce(int), vol.Range(min=1, max=50)),
        **_LANGUAGE,
    }
)
CORRECT_FOOD_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_NAME): cv.string, vol.Required(ATTR_FOOD): cv.string, **_LANGUAGE}
)
FORGET_SCHEMA: Final = vol.Schema({vol.Required(ATTR_NAME): cv.string, **_LANGUAGE})
ANALYZE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_INGREDIENTS): _LINES,
        vol.Optional(ATTR_SERVINGS): vol.All(vol.Coerce(float), vol.Range(min=0.01, max=10_000)),
        vol.Optional(ATTR_NAME, default=""): cv.string,
        **_LANGUAGE,
    }
)
LOG_EATEN_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Required(ATTR_PERSON): cv.string,
            vol.Exclusive(ATTR_RECIPE, "what"): cv.string,
            vol.Exclusive(ATTR_INGREDIENTS, "what"): _LINES,
            vol.Optional(ATTR_NAME): cv.string,
            vol.Optional(ATTR_PORTIONS, default=1.0): _AMOUNT,
            vol.Optional(ATTR_AT): date_and_time,
            vol.Optional(ATTR_LEFTOVER, default=False): cv.boolean,
            **_LANGUAGE,
        },
        cv.has_at_least_one_key(ATTR_RECIPE, ATTR_INGREDIENTS, ATTR_NAME),
    )
)
UNDO_EATEN_SCHEMA: Final = vol.Schema({vol.Required(ATTR_EATEN): cv.string})
GET_EATEN_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_PERSON): cv.string,
        vol.Optional(ATTR_DAY): cv.date,
        vol.Optional(ATTR_UNTIL): cv.date,
    }
)


def _language(call: ServiceCall) -> str:
    """Return the language of the text: the given one, else that of Home Assistant if it is supported."""
    told = call.data.get(ATTR_LANGUAGE) or call.hass.config.language.partition("-")[0]
    return told if told in LANGUAGES else "en"


async def _search_foods(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        found = await loaded_kitchen(call.hass).nutrition.search_foods(
            call.data[ATTR_WORDS], language=_language(call), limit=call.data[ATTR_LIMIT]
        )
    return {"foods": [_match(match) for match in found]}


async def _correct_food(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        corrected = await loaded_kitchen(call.hass).nutrition.correct_food(
            call.data[ATTR_NAME], call.data[ATTR_FOOD], actor=caller(call), language=_language(call)
        )
    return {"correction": {"name": corrected.name, "food": corrected.food}}


async def _forget_food_correction(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        known = await loaded_kitchen(call.hass).nutrition.forget_correction(
            call.data[ATTR_NAME], actor=caller(call), language=_language(call)
        )
    return {"forgotten": known}


async def _analyze_ingredients(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        nutrition = await loaded_kitchen(call.hass).nutrition.analyze_lines(
            call.data[ATTR_INGREDIENTS], call.data.get(ATTR_SERVINGS), language=_language(call)
        )
    told = await call.hass.async_add_executor_job(facts, nutrition, call.data[ATTR_NAME], _language(call))
    return {"nutrition": to_json(nutrition), "facts": to_json(told)}


async def _log_eaten(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    at: datetime | None = call.data.get(ATTR_AT)
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=dt_util.get_default_time_zone())
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE]) if ATTR_RECIPE in call.data else None
        portion = await kitchen.food_log.log(
            call.data[ATTR_PERSON],
            recipe_id=None if recipe is None else recipe.id,
            lines=call.data.get(ATTR_INGREDIENTS, ()),
            name=call.data.get(ATTR_NAME, ""),
            portions=call.data[ATTR_PORTIONS],
            at=at,
            leftover=call.data[ATTR_LEFTOVER],
            language=_language(call),
            actor=caller(call),
        )
    return {"eaten": _portion(portion)}


async def _undo_eaten(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        person = await kitchen.people.get(
            (await kitchen.nutrition.eaten_portion(call.data[ATTR_EATEN])).person
        )
    await async_require_health(call.hass, call.context, person)
    with translated_errors():
        portion = await kitchen.food_log.take_back(call.data[ATTR_EATEN], actor=caller(call))
    return {"eaten": _portion(portion)}


async def _get_eaten(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    first: date = call.data.get(ATTR_DAY) or dt_util.now().date()
    last: date = call.data.get(ATTR_UNTIL) or first
    with translated_errors():
        person = await kitchen.people.get(call.data[ATTR_PERSON])
    await async_require_health(call.hass, call.context, person)
    with translated_errors():
        days = await kitchen.food_log.between(person.id, first, last, dt_util.get_default_time_zone())
    return {"days": [_day(day) for day in days]}


def _match(match: FoodMatch) -> dict[str, Any]:
    food = match.food
    return {
        "food": food.number,
        "name": food.name,
        "score": round(match.score, 2),
        "reason": match.reason,
        "per_100_g": {tag: food.amounts[tag] for tag in SHOWN if tag in food.amounts},
        "contains": sorted(food.contains),
        "may_contain": sorted(food.may_contain),
        "checked": food.checked,
    }


def _portion(portion: EatenPortion) -> dict[str, Any]:
    return {
        "id": portion.id,
        "name": portion.name,
        "recipe_id": portion.recipe,
        "version": portion.version,
        "portions": portion.portions,
        "at": dt_util.as_local(portion.at).isoformat(),
        "leftover": portion.leftover,
        "figures": to_json(portion.figures),
        "counted": portion.counted,
        "lines_total": portion.lines_total,
    }


def _day(day: EatenDay) -> dict[str, Any]:
    return {
        "day": day.totals.day.isoformat(),
        "figures": to_json(day.totals.figures),
        "complete": day.totals.complete,
        "shares": to_json(day.shares),
        "reference": day.basis.value,
        "eaten": [_portion(portion) for portion in day.portions],
    }


ACTIONS: Final = (
    Action(
        name=SEARCH_FOODS,
        handler=_search_foods,
        schema=SEARCH_FOODS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=CORRECT_FOOD, handler=_correct_food, schema=CORRECT_FOOD_SCHEMA),
    Action(name=FORGET_FOOD_CORRECTION, handler=_forget_food_correction, schema=FORGET_SCHEMA),
    Action(
        name=ANALYZE_INGREDIENTS,
        handler=_analyze_ingredients,
        schema=ANALYZE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=LOG_EATEN, handler=_log_eaten, schema=LOG_EATEN_SCHEMA),
    Action(name=UNDO_EATEN, handler=_undo_eaten, schema=UNDO_EATEN_SCHEMA),
    Action(name=GET_EATEN, handler=_get_eaten, schema=GET_EATEN_SCHEMA, response=SupportsResponse.ONLY),
)
