"""Actions that import and export recipes: links, files, archives, folders."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.recipes.archive_reader import is_own_archive
from ..kitchen.recipes.fetch import fetch_file, fetch_picture
from ..kitchen.recipes.file_formats import LARGEST_ARCHIVE, File
from ..kitchen.recipes.files_service import Form
from ..kitchen.recipes.import_results import Imported, ImportResult
from ..kitchen.recipes.servers.client import fetch_server
from ..kitchen.recipes.servers.programs import ServerKind
from ..models import loaded_kitchen
from ..permissions import async_require_admin
from ..text_links import find_url
from .action import Action, caller_name
from .file_access import ATTR_PATH, SOURCE, SOURCES, allowed_path, content_of, read_file
from .recipe_scan import scan_original
from .recipes import ATTR_RECIPE, RECIPE_SCHEMA, find_recipe

ATTR_FORMAT: Final = "format"
ATTR_PEOPLE: Final = "people"
ATTR_PREVIEW: Final = "preview"
ATTR_PROGRAM: Final = "program"
ATTR_TEXT: Final = "text"
ATTR_TOKEN: Final = "token"  # noqa: S105
ATTR_URL: Final = "url"

IMPORT_RECIPE: Final = "import_recipe"
IMPORT_BOOK: Final = "import_book"
IMPORT_FROM_SERVER: Final = "import_from_server"
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
SERVER_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_PROGRAM): vol.Coerce(ServerKind),
        vol.Required(ATTR_URL): vol.All(cv.string, vol.Length(max=4096)),
        vol.Required(ATTR_TOKEN): vol.All(cv.string, vol.Length(max=4096)),
    }
)
PATH_SCHEMA: Final = vol.Schema({vol.Required(ATTR_PATH): cv.string})
EXPORT_BOOK_SCHEMA: Final = PATH_SCHEMA.extend({vol.Optional(ATTR_PEOPLE, default=False): cv.boolean})
EXPORT_RECIPE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {vol.Optional(ATTR_FORMAT, default=Form.COOKLANG): vol.Coerce(Form)}
)


async def _import_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    actor = await caller_name(call)
    original = None
    with translated_errors():
        if ATTR_TEXT in call.data and any(name in call.data for name in SOURCE):
            original = await scan_original(kitchen, await content_of(call))
        file = await _file(call)
        if file is None:
            file = await fetch_file(async_get_clientsession(call.hass), _address(call) or "")
        if call.data[ATTR_PREVIEW]:
            return {
                "recipes": [
                    {
                        "recipe": to_json(found.recipe),
                        "duplicates": to_json(await kitchen.recipes.duplicates(found.recipe)),
                    }
                    for found in await kitchen.files.read(file)
                ]
            }
        result = await kitchen.files.import_collection(
            file,
            original=original,
            actor=actor,
            fetch_picture=partial(fetch_picture, async_get_clientsession(call.hass)),
        )
        return {
            "recipes": [import_data(item) for item in result.recipes],
            **_not_imported(result),
        }


async def _file(call: ServiceCall) -> File | None:
    """Return the content to import, unless it must be fetched. With text or a file, the URL states its source."""
    address = _address(call)
    if ATTR_TEXT in call.data:
        return File(content=call.data[ATTR_TEXT].encode(), url=address, charset="utf-8")
    if any(name in call.data for name in SOURCE):
        file = await content_of(call)
        return File(content=file.content, name=file.name, url=address)
    return None


def _address(call: ServiceCall) -> str | None:
    """Return the URL in the text that a phone may have shared with it."""
    words: str | None = call.data.get(ATTR_URL)
    return None if words is None else find_url(words) or words


def import_data(item: Imported) -> dict[str, Any]:
    """Return an imported recipe as JSON data, with similar existing recipes."""
    return {"recipe": to_json(item.recipe), "duplicates": to_json(item.duplicates)}


def _not_imported(result: ImportResult) -> dict[str, Any]:
    """Return what an import left out: recipes that the book has, what could not be read, and missing pictures."""
    return {
        "present": list(result.present),
        "unread": dict(result.unread),
        "missing_pictures": result.missing_pictures,
    }


async def _import_book(call: ServiceCall) -> ServiceResponse:
    await async_require_admin(call.hass, call.context)
    path = await allowed_path(call.hass, call.data[ATTR_PATH])
    if not await call.hass.async_add_executor_job(is_own_archive, path):
        return await _import_collection(call, path)
    with translated_errors():
        restored = await loaded_kitchen(call.hass).files.import_archive(path, actor=await caller_name(call))
    return {
        "recipes": [{"id": recipe.id, "name": recipe.name} for recipe in restored.recipes],
        "household": to_json(restored.household),
    }


async def _import_collection(call: ServiceCall, path: Path) -> ServiceResponse:
    """Import a file of another program with all its recipes."""
    session = async_get_clientsession(call.hass)
    file = await call.hass.async_add_executor_job(read_file, path, LARGEST_ARCHIVE)
    with translated_errors():
        result = await loaded_kitchen(call.hass).files.import_collection(
            file, actor=await caller_name(call), fetch_picture=partial(fetch_picture, session)
        )
    return {"recipes": _summaries(result), **_not_imported(result)}


def _summaries(result: ImportResult) -> list[dict[str, Any]]:
    return [
        {
            "id": item.recipe.id,
            "name": item.recipe.name,
            "pictures": item.pictures,
            "duplicates": to_json(item.duplicates),
        }
        for item in result.recipes
    ]


async def _import_from_server(call: ServiceCall) -> ServiceResponse:
    # The address may be on the local network: only an administrator may name it.
    await async_require_admin(call.hass, call.context)
    session = async_get_clientsession(call.hass)
    fetch = partial(
        fetch_server, session, call.data[ATTR_PROGRAM], call.data[ATTR_URL], call.data[ATTR_TOKEN]
    )
    with translated_errors():
        result = await loaded_kitchen(call.hass).files.import_from_server(
            fetch, actor=await caller_name(call)
        )
    return {"recipes": _summaries(result), **_not_imported(result)}


async def _export_book(call: ServiceCall) -> ServiceResponse:
    await async_require_admin(call.hass, call.context)
    path = await allowed_path(call.hass, call.data[ATTR_PATH])
    with translated_errors():
        exported = await loaded_kitchen(call.hass).files.export_book(path, people=call.data[ATTR_PEOPLE])
    return {
        "recipes": exported.recipes,
        "path": str(path),
        "skipped": [
            {"id": recipe.id, "name": recipe.name, "reason": recipe.reason} for recipe in exported.skipped
        ],
    }


async def _export_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        text = await kitchen.files.recipe_as(recipe.id, call.data[ATTR_FORMAT])
    return {"recipe": {"id": recipe.id, "name": recipe.name}, "text": text}


ACTIONS: Final = (
    Action(name=IMPORT_RECIPE, handler=_import_recipe, schema=IMPORT_SCHEMA),
    Action(name=IMPORT_BOOK, handler=_import_book, schema=PATH_SCHEMA),
    Action(name=IMPORT_FROM_SERVER, handler=_import_from_server, schema=SERVER_SCHEMA),
    Action(name=EXPORT_BOOK, handler=_export_book, schema=EXPORT_BOOK_SCHEMA),
    Action(
        name=EXPORT_RECIPE,
        handler=_export_recipe,
        schema=EXPORT_RECIPE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
)
