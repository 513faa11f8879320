"""WebSocket commands that return signed paths of the print pages and of the archive."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from homeassistant.components import websocket_api
from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import require_admin, websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..http.print_view import EXPORT_URL, PRINT_BOOK_URL, PRINT_RECIPE_URL
from ..language.units import System
from ..models import loaded_kitchen
from .answering import answered

VALID: Final = timedelta(minutes=10)
_ID: Final = vol.All(str, vol.Length(min=1, max=64))
_LANGUAGE: Final = vol.All(str, vol.Length(max=16))


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipe/print",
        vol.Required("recipe"): _ID,
        vol.Optional("version"): vol.All(int, vol.Range(min=1)),
        vol.Optional("factor", default=1.0): vol.All(
            vol.Coerce(float), vol.Range(min=0, max=1000, min_included=False, max_included=False)
        ),
        vol.Optional("units"): vol.Coerce(System),
        vol.Optional("language", default="en"): _LANGUAGE,
    }
)
@answered
async def ws_print_recipe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the path of a recipe's page for paper."""
    await loaded_kitchen(hass).recipes.get(msg["recipe"], msg.get("version"))
    asked: dict[str, object] = {
        name: msg[name] for name in ("version", "factor", "units", "language") if name in msg
    }
    path = PRINT_RECIPE_URL.format(recipe_id=quote(msg["recipe"], safe=""))
    return {"path": async_sign_path(hass, f"{path}?{urlencode(asked)}", VALID)}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/book/print",
        vol.Optional("collection", default=""): vol.All(str, vol.Length(max=64)),
        vol.Optional("language", default="en"): _LANGUAGE,
    }
)
@answered
async def ws_print_book(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the path of the book, or of a collection, for paper."""
    asked = {name: msg[name] for name in ("collection", "language") if msg[name]}
    return {"path": async_sign_path(hass, f"{PRINT_BOOK_URL}?{urlencode(asked)}", VALID)}


@websocket_command({vol.Required("type"): "hearthtech/book/export"})
@require_admin
@answered
async def ws_export(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the path of the book's archive."""
    return {"path": async_sign_path(hass, EXPORT_URL, VALID)}


@callback
def async_setup_print_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_print_recipe, ws_print_book, ws_export):
        websocket_api.async_register_command(hass, command)
