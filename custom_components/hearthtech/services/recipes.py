"""Actions that read recipes."""

from dataclasses import asdict
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..http.media_ids import ORIGINAL, media_id
from ..json_encoding import to_json
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.nutrition.dish_facts import facts
from ..kitchen.recipes.media import Picture
from ..kitchen.recipes.model import Recipe
from ..kitchen.recipes.search import Query
from ..kitchen.recipes.sources import Original
from ..language.units import System
from ..models import loaded_kitchen
from ..validators import positive_period
from .action import Action

LONGEST_TOLD: Final = 200_000
"""Maximum size of a source document in a response (bytes); larger ones are read through the media source."""

ATTR_DETAILS: Final = "details"
ATTR_LIMIT: Final = "limit"
ATTR_MAX_TIME: Final = "max_time"
ATTR_NAME: Final = "name"
ATTR_NOT_COOKED_FOR: Final = "not_cooked_for"
ATTR_PERSON: Final = "person"
ATTR_QUERY: Final = "query"
ATTR_RECIPE: Final = "recipe"
ATTR_SERVINGS: Final = "servings"
ATTR_TAGS: Final = "tags"
ATTR_UNITS: Final = "units"
ATTR_VERSION: Final = "version"
ATTR_WITH: Final = "with_ingredients"
ATTR_WITHOUT: Final = "without_ingredients"


class Detail(StrEnum):
    """Optional details of a recipe in the response."""

    VERSIONS = "versions"
    NOTES = "notes"
    PICTURES = "pictures"
    DIARY = "diary"
    RATINGS = "ratings"
    DESCENT = "descent"
    TREE = "tree"
    ORIGINAL = "original"
    DUPLICATES = "duplicates"
    UNDO = "undo"


SEARCH_RECIPES: Final = "search_recipes"
GET_RECIPE: Final = "get_recipe"
ANALYZE_RECIPE: Final = "analyze_recipe"

WORDS: Final = vol.All(cv.ensure_list, [cv.string])
VERSION: Final = vol.All(vol.Coerce(int), vol.Range(min=1))
SERVINGS: Final = vol.All(vol.Coerce(float), vol.Range(min=0, max=10_000, min_included=False))

SEARCH_RECIPES_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_QUERY, default=""): cv.string,
        vol.Optional(ATTR_WITH, default=list): WORDS,
        vol.Optional(ATTR_WITHOUT, default=list): WORDS,
        vol.Optional(ATTR_TAGS, default=list): WORDS,
        vol.Optional(ATTR_PERSON, default=""): cv.string,
        vol.Optional(ATTR_MAX_TIME): positive_period,
        vol.Optional(ATTR_NOT_COOKED_FOR): positive_period,
        vol.Optional(ATTR_LIMIT, default=20): vol.All(vol.Coerce(int), vol.Range(min=1, max=100)),
    }
)
RECIPE_SCHEMA: Final = vol.Schema({vol.Required(ATTR_RECIPE): cv.string})
GET_RECIPE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Optional(ATTR_VERSION): VERSION,
        vol.Optional(ATTR_SERVINGS): SERVINGS,
        vol.Optional(ATTR_UNITS): vol.Coerce(System),
        vol.Optional(ATTR_DETAILS, default=list): vol.All(cv.ensure_list, [vol.Coerce(Detail)]),
    }
)


async def find_recipe(kitchen: Kitchen, id_or_name: str) -> Recipe:
    """Return the recipe with this id or name."""
    try:
        return await kitchen.recipes.get(id_or_name)
    except KitchenError as error:
        if error.code is not ErrorCode.RECIPE_NOT_FOUND:
            raise
        return await kitchen.recipes.find(id_or_name)


async def _search_recipes(call: ServiceCall) -> ServiceResponse:
    max_time: timedelta | None = call.data.get(ATTR_MAX_TIME)
    absent: timedelta | None = call.data.get(ATTR_NOT_COOKED_FOR)
    query = Query(
        text=call.data[ATTR_QUERY],
        with_ingredients=tuple(call.data[ATTR_WITH]),
        without_ingredients=tuple(call.data[ATTR_WITHOUT]),
        keywords=tuple(call.data[ATTR_TAGS]),
        person=call.data[ATTR_PERSON],
        not_cooked_since=None if absent is None else dt_util.utcnow() - absent,
        max_time_s=None if max_time is None else max_time.total_seconds(),
    )
    with translated_errors():
        hits = await loaded_kitchen(call.hass).recipes.search(query, limit=call.data[ATTR_LIMIT])
    return {"recipes": [asdict(hit) for hit in hits]}


async def _get_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        shown = await kitchen.recipes.scaled(
            recipe.id,
            servings=call.data.get(ATTR_SERVINGS),
            units=call.data.get(ATTR_UNITS),
            version=call.data.get(ATTR_VERSION),
        )
        details = {detail.value: await _detail(kitchen, recipe, detail) for detail in call.data[ATTR_DETAILS]}
    return {"recipe": to_json(shown), **details}


async def _detail(kitchen: Kitchen, recipe: Recipe, detail: Detail) -> Any:
    match detail:
        case Detail.VERSIONS:
            found: object = await kitchen.recipes.versions(recipe.id)
        case Detail.NOTES:
            found = await kitchen.notes.notes(recipe.id)
        case Detail.PICTURES:
            return [picture_data(picture) for picture in await kitchen.notes.pictures(recipe.id)]
        case Detail.DIARY:
            found = await kitchen.notes.cookings(recipe.id)
        case Detail.RATINGS:
            found = await kitchen.notes.ratings(recipe.id)
        case Detail.DESCENT:
            found = await kitchen.recipes.descent(recipe.id)
        case Detail.TREE:
            found = await kitchen.recipes.family_tree(recipe.id)
        case Detail.ORIGINAL:
            return _original(await kitchen.recipes.original(recipe.id), recipe)
        case Detail.DUPLICATES:
            found = await kitchen.recipes.duplicates(recipe)
        case Detail.UNDO:
            found = await kitchen.recipes.undoable(recipe.id)
    return to_json(found)


def picture_data(picture: Picture) -> dict[str, Any]:
    """Return a picture as JSON data with its URLs."""
    return {**to_json(picture), "media_content_id": media_id(picture.recipe_id, picture.medium.hash)}


def _original(original: Original | None, recipe: Recipe) -> dict[str, Any] | None:
    if original is None:
        return None
    told = {
        "kind": original.kind.value,
        "media_type": original.media_type,
        "source": original.source,
        "media_content_id": media_id(recipe.id, ORIGINAL),
    }
    if original.media_type.startswith("text/") and len(original.content) <= LONGEST_TOLD:
        told["text"] = original.text
    return told


async def _analyze_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        nutrition = await kitchen.nutrition.analyze(recipe.id)
    told = await call.hass.async_add_executor_job(facts, nutrition, recipe.name, kitchen.locale.language)
    return {
        "recipe": {"id": recipe.id, "name": recipe.name},
        "nutrition": to_json(nutrition),
        "facts": to_json(told),
    }


ACTIONS: Final = (
    Action(
        name=SEARCH_RECIPES,
        handler=_search_recipes,
        schema=SEARCH_RECIPES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=GET_RECIPE, handler=_get_recipe, schema=GET_RECIPE_SCHEMA, response=SupportsResponse.ONLY),
    Action(
        name=ANALYZE_RECIPE, handler=_analyze_recipe, schema=RECIPE_SCHEMA, response=SupportsResponse.ONLY
    ),
)
