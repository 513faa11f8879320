"""WebSocket commands that read recipes for the panel. Every user may read the household's recipes, as with the actions."""

import asyncio
from datetime import timedelta
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.kitchen import Kitchen
from ..kitchen.people.substitutes import notes
from ..kitchen.recipes.page_scaling import tin_of
from ..kitchen.recipes.search import Query
from ..kitchen.recipes.shelf import ShelfOrder
from ..language.units import System
from ..models import loaded_kitchen
from .collections import async_setup_collection_commands
from .printing import async_setup_print_commands
from .recipe_editing import async_setup_editing_commands
from .recipe_import import async_setup_import_commands
from .recipe_views import (
    note_view,
    nutrition_view,
    original_view,
    picture_view,
    scaled_view,
    shelf_view,
    verdicts_view,
)

MOST_ITEMS: Final = 120

_WORDS = vol.All([vol.All(str, vol.Length(max=200))], vol.Length(max=20))
_ID = vol.All(str, vol.Length(min=1, max=64))
_VERSION = vol.All(int, vol.Range(min=1))
_FACTOR = vol.All(vol.Coerce(float), vol.Range(min=0, max=1000, min_included=False, max_included=False))
_RECIPE: Final[dict[Any, Any]] = {vol.Required("recipe"): _ID, vol.Optional("version"): _VERSION}
_SCALED: Final[dict[Any, Any]] = {
    **_RECIPE,
    vol.Optional("factor", default=1.0): _FACTOR,
    vol.Optional("units"): vol.Coerce(System),
}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipes",
        vol.Optional("text", default=""): vol.All(str, vol.Length(max=500)),
        vol.Optional("with", default=list): _WORDS,
        vol.Optional("without", default=list): _WORDS,
        vol.Optional("tags", default=list): _WORDS,
        vol.Optional("max_time_s"): vol.All(vol.Coerce(float), vol.Range(min=1, max=1e7)),
        vol.Optional("not_cooked_days"): vol.All(int, vol.Range(min=1, max=36_500)),
        vol.Optional("fits", default=""): vol.All(str, vol.Length(max=64)),
        vol.Optional("in_house", default=False): bool,
        vol.Optional("collection", default=""): vol.All(str, vol.Length(max=64)),
        vol.Optional("order", default=ShelfOrder.NEWEST): vol.Coerce(ShelfOrder),
        vol.Optional("offset", default=0): vol.All(int, vol.Range(min=0, max=1_000_000)),
        vol.Optional("limit", default=60): vol.All(int, vol.Range(min=1, max=MOST_ITEMS)),
    }
)
@async_response
async def ws_recipes(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return a part of the shelf, and the number of all recipes that were found."""
    days: int | None = msg.get("not_cooked_days")
    query = Query(
        text=msg["text"],
        with_ingredients=tuple(msg["with"]),
        without_ingredients=tuple(msg["without"]),
        keywords=tuple(msg["tags"]),
        max_time_s=msg.get("max_time_s"),
        not_cooked_since=None if days is None else dt_util.utcnow() - timedelta(days=days),
    )
    with translated_errors():
        part = await loaded_kitchen(hass).shelf.part(
            query,
            order=msg["order"],
            fits_person=msg["fits"],
            in_house=msg["in_house"],
            collection=msg["collection"],
            offset=msg["offset"],
            limit=msg["limit"],
        )
    connection.send_result(msg["id"], shelf_view(hass, part))


@websocket_command({vol.Required("type"): "hearthtech/recipe", **_SCALED})
@async_response
async def ws_recipe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return what the page of a recipe shows first: the recipe, its notes and pictures."""
    kitchen = loaded_kitchen(hass)
    recipe_id, version = msg["recipe"], msg.get("version")
    with translated_errors():
        page, newest, notes, pictures = await asyncio.gather(
            kitchen.recipes.scaled_page(
                recipe_id, factor=msg["factor"], units=msg.get("units"), version=version
            ),
            kitchen.recipes.get(recipe_id),
            kitchen.notes.notes(recipe_id),
            kitchen.notes.pictures(recipe_id),
        )
    tin = tin_of(page.recipe)
    connection.send_result(
        msg["id"],
        {
            **scaled_view(page),
            "newest": newest.version,
            "notes": [note_view(hass, note) for note in notes],
            "pictures": [picture_view(hass, picture) for picture in pictures],
            "tin": to_json(tin),
        },
    )


@websocket_command({vol.Required("type"): "hearthtech/recipe/past", vol.Required("recipe"): _ID})
@async_response
async def ws_past(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return where a recipe comes from and what happened with it: original, versions, tree, diary, ratings, undo."""
    kitchen = loaded_kitchen(hass)
    recipe_id = msg["recipe"]
    with translated_errors():
        recipe = await kitchen.recipes.get(recipe_id)
        tree = await kitchen.recipes.family_tree(recipe_id)
        past = {
            "version": recipe.version,
            "original": original_view(await kitchen.recipes.original(recipe_id)),
            "versions": to_json(await kitchen.recipes.versions(recipe_id)),
            "tree": to_json(tree) if tree.children else None,
            "descent": to_json(await kitchen.recipes.descent(recipe_id)),
            "diary": to_json(await kitchen.notes.cookings(recipe_id)),
            "ratings": to_json(await kitchen.notes.ratings(recipe_id)),
            "undoable": to_json(await kitchen.recipes.undoable(recipe_id, limit=1)),
        }
    connection.send_result(msg["id"], past)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipe/scaled",
        **_SCALED,
    }
)
@async_response
async def ws_scaled(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the recipe for other amounts and in other units, with the places where its steps can't follow."""
    with translated_errors():
        page = await loaded_kitchen(hass).recipes.scaled_page(
            msg["recipe"], factor=msg["factor"], units=msg.get("units"), version=msg.get("version")
        )
    connection.send_result(msg["id"], scaled_view(page))


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipe/factor",
        **_RECIPE,
        vol.Required("line"): vol.All(int, vol.Range(min=0, max=10_000)),
        vol.Required("amount"): vol.All(str, vol.Length(min=1, max=60)),
    }
)
@async_response
async def ws_factor(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the factor for which a line has a given amount: 700 g of plums where the recipe has 500 g."""
    kitchen = loaded_kitchen(hass)
    with translated_errors():
        recipe = await kitchen.recipes.get(msg["recipe"], msg.get("version"))
        factor = await kitchen.nutrition.factor_for(recipe, msg["line"], msg["amount"])
    connection.send_result(msg["id"], {"factor": factor})


@websocket_command({vol.Required("type"): "hearthtech/recipe/nutrition", **_RECIPE})
@async_response
async def ws_nutrition(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the figures of the label with their intervals, and what is counted."""
    with translated_errors():
        nutrition = await loaded_kitchen(hass).nutrition.analyze(msg["recipe"], msg.get("version"))
    connection.send_result(msg["id"], nutrition_view(nutrition))


@websocket_command({vol.Required("type"): "hearthtech/recipe/verdicts", vol.Required("recipe"): _ID})
@async_response
async def ws_verdicts(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return for each person whether the recipe fits, with the reasons."""
    kitchen = loaded_kitchen(hass)
    with translated_errors():
        results = await kitchen.people.check_recipe(msg["recipe"])
        names = await _names(kitchen)
    connection.send_result(msg["id"], {"people": verdicts_view(names, results)})


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipe/substitutes",
        vol.Required("recipe"): _ID,
        vol.Required("food"): vol.All(str, vol.Length(min=1, max=500)),
    }
)
@async_response
async def ws_substitutes(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return what can replace a line or a food of a recipe, safe for everybody of the household."""
    kitchen = loaded_kitchen(hass)
    with translated_errors():
        found = await kitchen.people.substitutes(msg["food"], recipe_id=msg["recipe"])
        names = await _names(kitchen)
    substitutes = [{**to_json(one), "advice": notes().get(one.note, "")} for one in found]
    connection.send_result(msg["id"], {"substitutes": substitutes, "checked_for": list(names.values())})


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipe/difference",
        vol.Required("recipe"): _ID,
        vol.Optional("other"): _ID,
        vol.Optional("before"): _VERSION,
        vol.Optional("after"): _VERSION,
    }
)
@async_response
async def ws_difference(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return how two versions of a recipe differ, or two recipes."""
    with translated_errors():
        found = await loaded_kitchen(hass).recipes.difference(
            msg["recipe"],
            msg.get("other", msg["recipe"]),
            before_version=msg.get("before"),
            after_version=msg.get("after"),
        )
    connection.send_result(msg["id"], {**to_json(found), "same": found.same})


@websocket_command({vol.Required("type"): "hearthtech/people/names"})
@async_response
async def ws_people_names(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the people of the household, by name only."""
    with translated_errors():
        names = await _names(loaded_kitchen(hass))
    connection.send_result(msg["id"], [{"id": one, "name": name} for one, name in names.items()])


async def _names(kitchen: Kitchen) -> dict[str, str]:
    return {person.id: person.name for person in await kitchen.people.all()}


@callback
def async_setup_recipe_commands(hass: HomeAssistant) -> None:
    """Register the commands, with those that change recipes."""
    async_setup_collection_commands(hass)
    async_setup_editing_commands(hass)
    async_setup_import_commands(hass)
    async_setup_print_commands(hass)
    for command in (
        ws_recipes,
        ws_recipe,
        ws_past,
        ws_scaled,
        ws_factor,
        ws_nutrition,
        ws_verdicts,
        ws_substitutes,
        ws_difference,
        ws_people_names,
    ):
        websocket_api.async_register_command(hass, command)
