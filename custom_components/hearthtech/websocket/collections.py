"""WebSocket commands for collections of recipes: favorites, to try, by hand, and saved searches."""

from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..json_encoding import to_json
from ..kitchen.household.model import RecipeCollection, SavedSearch
from ..models import loaded_kitchen
from .answering import answered

_ID: Final = vol.All(str, vol.Length(min=1, max=64))
_NAME: Final = vol.All(str, vol.Length(min=1, max=80))


def _view(one: RecipeCollection | SavedSearch) -> dict[str, Any]:
    if isinstance(one, SavedSearch):
        return {"id": one.id, "name": one.name, "search": one.query, "recipes": []}
    return {"id": one.id, "name": one.name, "search": "", "recipes": list(one.recipes)}


@websocket_command({vol.Required("type"): "hearthtech/collections"})
@answered
async def ws_collections(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the collections with the ids of their recipes, then the saved searches."""
    saved = loaded_kitchen(hass).saved
    collections = [_view(one) for one in await saved.collections()]
    return [*collections, *(_view(one) for one in await saved.searches())]


@websocket_command(
    {
        vol.Required("type"): "hearthtech/collection/make",
        vol.Required("name"): _NAME,
        vol.Optional("search", default=""): vol.All(str, vol.Length(max=200)),
    }
)
@answered
async def ws_make(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Make a collection that is filled by hand or, with words to search, a saved search."""
    saved, actor = loaded_kitchen(hass).saved, connection.user.name or ""
    if msg["search"].strip():
        return _view(await saved.save_search(msg["name"], msg["search"], actor=actor))
    return _view(await saved.make_collection(msg["name"], actor=actor))


@websocket_command(
    {
        vol.Required("type"): "hearthtech/collection/put",
        vol.Required("collection"): _ID,
        vol.Required("recipe"): _ID,
        vol.Required("add"): bool,
    }
)
@answered
async def ws_put(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Put a recipe into a collection, or take it out."""
    actor = connection.user.name or ""
    await loaded_kitchen(hass).saved.collect(msg["collection"], msg["recipe"], add=msg["add"], actor=actor)
    return None


@websocket_command({vol.Required("type"): "hearthtech/collection/remove", vol.Required("collection"): _ID})
@answered
async def ws_remove(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Remove a collection or a saved search. Its recipes stay in the book."""
    saved, actor = loaded_kitchen(hass).saved, connection.user.name or ""
    known = {one.id for one in await saved.searches()}
    if msg["collection"] in known:
        return to_json(_view(await saved.remove_search(msg["collection"], actor=actor)))
    return to_json(_view(await saved.remove_collection(msg["collection"], actor=actor)))


@callback
def async_setup_collection_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_collections, ws_make, ws_put, ws_remove):
        websocket_api.async_register_command(hass, command)
