"""Actions between the book and the outside: links, files, whole archives, plain folders."""

from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.book_files import Form, Imported
from custom_components.hearthtech.kitchen.recipes.readers import File
from custom_components.hearthtech.links import link_in
from custom_components.hearthtech.plain import plain

from .action import Action, caller_name
from .outside import ATTR_PATH, SOURCE, SOURCES, allowed_path, content_of, require_admin
from .recipe_scan import scan_original
from .recipes import ATTR_RECIPE, RECIPE_SCHEMA, find_recipe

ATTR_FORMAT: Final = "format"
ATTR_PEOPLE: Final = "people"
ATTR_PREVIEW: Final = "preview"
ATTR_TEXT: Final = "text"
ATTR_URL: Final = "url"

IMPORT_RECIPE: Final = "import_recipe"
IMPORT_BOOK: Final = "import_book"
EXPORT_BOOK: Final = "export_book"
EXPORT_RECIPE: Final = "export_recipe"

LONGEST_TEXT: Final = 2_000_000
IMPORT_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Optional(ATTR_URL): vol.All(cv.string, vol.Length(max=4096)),
            vol.Optional(ATTR_TEXT): vol.All(cv.string, vol.Length(max=LONGEST_TEXT)),
            **SOURCES,
            vol.Optional(ATTR_PREVIEW, default=False): cv.boolean,
        },
        cv.has_at_least_one_key(ATTR_URL, ATTR_TEXT, *SOURCE),
    )
)
PATH_SCHEMA: Final = vol.Schema({vol.Required(ATTR_PATH): cv.string})
EXPORT_BOOK_SCHEMA: Final = PATH_SCHEMA.extend({vol.Optional(ATTR_PEOPLE, default=False): cv.boolean})
EXPORT_RECIPE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {vol.Optional(ATTR_FORMAT, default=Form.COOKLANG): vol.Coerce(Form)}
)


async def _import_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    who = await caller_name(call)
    original = None
    with translated_errors():
        if ATTR_TEXT in call.data and any(name in call.data for name in SOURCE):
            original = await scan_original(kitchen, await content_of(call))
        file = await _file(call)
        if file is None:
            file = await kitchen.fetch_page(async_get_clientsession(call.hass), _address(call) or "")
        if call.data[ATTR_PREVIEW]:
            return {
                "recipes": [
                    {
                        "recipe": plain(found.recipe),
                        "duplicates": plain(await kitchen.duplicates(found.recipe)),
                    }
                    for found in await kitchen.read_recipes(file)
                ]
            }
        return {
            "recipes": [
                told_import(item) for item in await kitchen.import_file(file, original=original, who=who)
            ]
        }


async def _file(call: ServiceCall) -> File | None:
    """What is to be read, unless it is to be fetched. With words or a file, the address says where they are from."""
    address = _address(call)
    if ATTR_TEXT in call.data:
        return File(content=call.data[ATTR_TEXT].encode(), url=address, charset="utf-8")
    if any(name in call.data for name in SOURCE):
        file = await content_of(call)
        return File(content=file.content, name=file.name, url=address)
    return None


def _address(call: ServiceCall) -> str | None:
    """The link, out of the words with which a phone may have shared it."""
    words: str | None = call.data.get(ATTR_URL)
    return None if words is None else link_in(words) or words


def told_import(item: Imported) -> dict[str, Any]:
    """A recipe that came in, with those it looks like."""
    return {"recipe": plain(item.recipe), "duplicates": plain(item.duplicates)}


async def _import_book(call: ServiceCall) -> ServiceResponse:
    await require_admin(call)
    path = await allowed_path(call.hass, call.data[ATTR_PATH])
    with translated_errors():
        restored = await loaded_kitchen(call.hass).import_archive(path, who=await caller_name(call))
    return {
        "recipes": [{"id": recipe.id, "name": recipe.name} for recipe in restored.recipes],
        "household": plain(restored.household),
    }


async def _export_book(call: ServiceCall) -> ServiceResponse:
    await require_admin(call)
    path = await allowed_path(call.hass, call.data[ATTR_PATH])
    with translated_errors():
        count = await loaded_kitchen(call.hass).export(path, people=call.data[ATTR_PEOPLE])
    return {"recipes": count, "path": str(path)}


async def _export_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        text = await kitchen.recipe_as(recipe.id, call.data[ATTR_FORMAT])
    return {"recipe": {"id": recipe.id, "name": recipe.name}, "text": text}


ACTIONS: Final = (
    Action(name=IMPORT_RECIPE, handler=_import_recipe, schema=IMPORT_SCHEMA),
    Action(name=IMPORT_BOOK, handler=_import_book, schema=PATH_SCHEMA),
    Action(name=EXPORT_BOOK, handler=_export_book, schema=EXPORT_BOOK_SCHEMA),
    Action(
        name=EXPORT_RECIPE,
        handler=_export_recipe,
        schema=EXPORT_RECIPE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
)
