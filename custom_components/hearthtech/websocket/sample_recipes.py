"""WebSocket commands for the sample recipes of a new book."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..models import loaded_kitchen
from .answering import answered


def _rows(names: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": recipe_id, "name": name} for recipe_id, name in names.items()]


@websocket_command({vol.Required("type"): "hearthtech/samples"})
@answered
async def ws_samples(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the sample recipes that the household has neither changed, used nor planned."""
    return {"recipes": _rows(await loaded_kitchen(hass).samples.untouched())}


@websocket_command({vol.Required("type"): "hearthtech/samples/erase"})
@answered
async def ws_erase_samples(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Erase them. Returns the erased ones, each of which can be brought back."""
    return {"erased": _rows(await loaded_kitchen(hass).samples.erase(actor=connection.user.name or ""))}


@websocket_command({vol.Required("type"): "hearthtech/samples/add"})
@answered
async def ws_add_samples(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Add the samples that are not in the book. Returns them."""
    return {"added": _rows(await loaded_kitchen(hass).samples.add(actor=connection.user.name or ""))}


@callback
def async_setup_sample_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_samples, ws_erase_samples, ws_add_samples):
        websocket_api.async_register_command(hass, command)
