"""WebSocket commands `hearthtech/burners`, `hearthtech/burners/trace` and `hearthtech/stoves`."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..models import async_get_data
from .burner_feed import burner_feed
from .burner_view import View, stove_views


@websocket_command({vol.Required("type"): "hearthtech/burners"})
@callback
def ws_burners(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to all stoves and burners. Every user may read them."""
    connection.send_result(msg["id"])

    def send(message: View) -> None:
        connection.send_event(msg["id"], message)

    connection.subscriptions[msg["id"]] = burner_feed(hass).subscribe(connection.user, send)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/burners/trace",
        vol.Required("burner"): vol.All(str, vol.Length(max=256)),
    }
)
@callback
def ws_trace(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the temperatures of a burner in the last ten minutes: moments, readings and targets."""
    connection.send_result(msg["id"], list(burner_feed(hass).traces.get(msg["burner"], ())))


@websocket_command({vol.Required("type"): "hearthtech/stoves"})
@callback
def ws_stoves(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the stoves, hobs and thermometers, in the order of their names."""
    views = stove_views(hass, async_get_data(hass)).values()
    told = [{key: view[key] for key in ("id", "name", "kind", "device_id")} for view in views]
    connection.send_result(msg["id"], sorted(told, key=lambda view: str(view["name"]).casefold()))


@callback
def async_setup_burner_commands(hass: HomeAssistant) -> None:
    """Register the commands and start sampling."""
    burner_feed(hass)
    for command in (ws_burners, ws_stoves, ws_trace):
        websocket_api.async_register_command(hass, command)
