"""WebSocket commands of the import: read a link, a file or words, look at it, correct it, and keep it.

What was read stays in memory until it is kept, for an hour at most, and only for the user who read it.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
import secrets
import time
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.hass_dict import HassKey
import voluptuous as vol

from ..const import DOMAIN
from ..errors import user_error
from ..http.pictures import picture_url
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.codec import recipe_to_json
from ..kitchen.recipes.edited_document import recipe_of_document
from ..kitchen.recipes.fetch import fetch_file, fetch_picture
from ..kitchen.recipes.file_formats import File, FoundRecipe
from ..kitchen.recipes.import_draft import ImportDraft
from ..kitchen.recipes.import_results import ImportResult
from ..kitchen.recipes.media import media_type_of
from ..kitchen.recipes.sources import Original
from ..models import loaded_kitchen
from ..services.file_access import uploaded_file
from ..services.recipe_scan import async_read_picture, scan_original
from ..text_links import find_url
from .answering import answered
from .recipe_editing import DOCUMENT, understood

KEPT_S: Final = 3600.0
MOST_DRAFTS: Final = 6
MOST_SHOWN: Final = 2000
"""Names in the answer about a file with many recipes."""
MOST_PICTURES: Final = 12
LONGEST_TEXT: Final = 2_000_000

_FILE = vol.All(str, vol.Length(min=1, max=64))
_ADDRESS = vol.All(str, vol.Length(min=1, max=4096))


@dataclass(slots=True, kw_only=True)
class PendingImport:
    """A draft that waits for its user."""

    user_id: str
    draft: ImportDraft
    until: float


_PENDING: HassKey[OrderedDict[str, PendingImport]] = HassKey(f"{DOMAIN}_pending_imports")


@websocket_command(
    {
        vol.Required("type"): "hearthtech/import/read",
        vol.Exclusive("url", "what"): _ADDRESS,
        vol.Exclusive("text", "what"): vol.All(str, vol.Length(min=1, max=LONGEST_TEXT)),
        vol.Exclusive("file", "what"): _FILE,
        vol.Optional("scan"): vol.All(str, vol.Length(min=64, max=64)),
    }
)
@answered
async def ws_read(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Read recipes without storing them. A picture is kept at once, and its words are read if a language model may."""
    kitchen = loaded_kitchen(hass)
    file = await _file(hass, msg)
    if file is None:
        raise user_error("upload_not_found")
    original = None
    if "scan" in msg:
        original = await kitchen.notes.scan(msg["scan"])
    elif (media_type_of(file.content) or "").startswith(("image/", "application/pdf")):
        return await _picture(hass, connection, msg, kitchen, file)
    session = async_get_clientsession(hass)
    draft = await kitchen.files.draft(file, original=original, fetch_picture=partial(fetch_picture, session))
    key = _remember(hass, connection, draft)
    return {"draft": key, **await _draft_view(hass, kitchen, draft)}


async def _file(hass: HomeAssistant, msg: dict[str, Any]) -> File | None:
    if "text" in msg:
        return File(content=msg["text"].encode(), charset="utf-8")
    if "file" in msg:
        return await uploaded_file(hass, msg["file"])
    if "url" in msg:
        return await fetch_file(async_get_clientsession(hass), find_url(msg["url"]) or msg["url"])
    return None


async def _picture(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any], kitchen: Kitchen, file: File
) -> dict[str, Any]:
    original: Original = await scan_original(kitchen, file)
    assert original.media is not None
    words = await async_read_picture(hass, connection.context(msg), original.media, original.media_type)
    return {
        "scan": {"hash": original.media, "url": picture_url(hass, original.media), "words": words},
        "recipes": [],
        "total": 0,
    }


def _remember(hass: HomeAssistant, connection: ActiveConnection, draft: ImportDraft) -> str:
    pending = hass.data.setdefault(_PENDING, OrderedDict())
    now = time.monotonic()
    for key in [key for key, one in pending.items() if one.until < now]:
        del pending[key]
    while len(pending) >= MOST_DRAFTS:
        pending.popitem(last=False)
    key = secrets.token_hex(16)
    pending[key] = PendingImport(user_id=connection.user.id, draft=draft, until=now + KEPT_S)
    return key


async def _draft_view(hass: HomeAssistant, kitchen: Kitchen, draft: ImportDraft) -> dict[str, Any]:
    rows = []
    for index, found in enumerate(draft.recipes[:MOST_SHOWN]):
        row: dict[str, Any] = {
            "index": index,
            "name": found.recipe.name,
            "duplicates": await kitchen.recipes.duplicates(found.recipe),
        }
        if len(draft.recipes) == 1:
            row |= {
                "recipe": recipe_to_json(replace(found.recipe, id="")),
                "understood": await understood(kitchen, found.recipe),
                "pictures": await _pictures(hass, kitchen, found),
            }
        rows.append(row)
    return {
        "recipes": rows,
        "total": len(draft.recipes),
        "unread": dict(draft.unread),
        "missing_pictures": draft.missing_pictures,
        "source": draft.whole.source,
    }


async def _pictures(hass: HomeAssistant, kitchen: Kitchen, found: FoundRecipe) -> list[dict[str, str]]:
    """Return the pictures to choose from. Those that nobody chooses are swept with other unused files."""
    shown = []
    for name, content in list(found.pictures.items())[:MOST_PICTURES]:
        if not (media_type_of(content) or "").startswith("image/"):
            continue
        try:
            medium = await kitchen.notes.keep_media(content)
        except KitchenError:
            continue
        shown.append({"name": name, "url": picture_url(hass, medium.hash)})
    return shown


@websocket_command(
    {
        vol.Required("type"): "hearthtech/import/keep",
        vol.Required("draft"): _FILE,
        vol.Optional("document"): DOCUMENT,
        vol.Optional("pictures"): vol.All([vol.All(str, vol.Length(max=500))], vol.Length(max=MOST_PICTURES)),
        vol.Optional("without", default=list): vol.All([int], vol.Length(max=100_000)),
    }
)
@answered
async def ws_keep(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Store what was read: one recipe as it was corrected, or several without those that the user left out."""
    kitchen = loaded_kitchen(hass)
    pending = hass.data.setdefault(_PENDING, OrderedDict())
    found = pending.get(msg["draft"])
    if found is None or found.user_id != connection.user.id or found.until < time.monotonic():
        raise user_error("import_forgotten")
    draft = found.draft
    if "document" in msg and len(draft.recipes) == 1:
        draft = replace(draft, recipes=(_corrected(draft.recipes[0], msg),))
    else:
        without = set(msg["without"])
        kept = tuple(one for at, one in enumerate(draft.recipes) if at not in without)
        draft = replace(draft, recipes=kept)
    # A second press while it is stored must not store it twice.
    del pending[msg["draft"]]
    try:
        result = await kitchen.files.keep(draft, actor=connection.user.name or "")
    except BaseException:
        pending[msg["draft"]] = found
        raise
    return result_view(result)


def _corrected(found: FoundRecipe, msg: dict[str, Any]) -> FoundRecipe:
    recipe = recipe_of_document(msg["document"])
    chosen = msg.get("pictures")
    pictures = dict(found.pictures)
    if chosen is not None:
        pictures = {name: pictures[name] for name in chosen if name in pictures}
    return replace(found, recipe=recipe, pictures=pictures)


def result_view(result: ImportResult) -> dict[str, Any]:
    """Return what an import stored and what it left out."""
    return {
        "recipes": [{"id": one.recipe.id, "name": one.recipe.name} for one in result.recipes],
        "present": list(result.present),
        "unread": dict(result.unread),
        "missing_pictures": result.missing_pictures,
    }


@callback
def async_setup_import_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_read, ws_keep):
        websocket_api.async_register_command(hass, command)
