"""WebSocket commands with which the frontend sets, arms and turns off burners.

A command that sets heat states when it was given and which setting of the burner the person saw. It is refused when it
arrives late, which happens when a page wakes up and sends what was waiting, or when the setting has changed since.
Turning off is never refused.
"""

import time
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import voluptuous as vol

from ..burners.heat_gate import HeatChange, raises_heat
from ..errors import translated_errors, user_error
from ..models import async_get_data
from ..permissions import async_require_heat
from ..services.burner_targets import find_burners
from ..services.heat_commands import async_set_heat, async_turn_off
from .burner_feed import burner_feed

LATEST_S: Final = 3.0
"""Age from which a command about heat is refused (s)."""

_ID = vol.All(str, vol.Length(min=1, max=256))
_LEVEL = vol.All(vol.Coerce(float), vol.Range(min=0.0, max=2.0))
_CELSIUS = vol.All(vol.Coerce(float), vol.Range(min=20.0, max=300.0))
_SECONDS = vol.All(vol.Coerce(float), vol.Range(min=1.0, max=24 * 3600.0))


@websocket_command(
    {
        vol.Required("type"): "hearthtech/burner/set",
        vol.Required("burner"): _ID,
        vol.Exclusive("power", "level"): _LEVEL,
        vol.Exclusive("temperature_c", "level"): _CELSIUS,
        vol.Optional("start", default=False): bool,
        vol.Optional("timer_s"): _SECONDS,
        vol.Required("sent_at"): vol.Coerce(float),
        vol.Required("revision"): int,
    }
)
@async_response
async def ws_set(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Set the level or the temperature of a burner, with the rights of the connected user."""
    try:
        await _set(hass, connection, msg)
    except HomeAssistantError as error:
        _refuse(connection, msg, error)
        return
    connection.send_result(msg["id"])


async def _set(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    burners = find_burners(hass, [msg["burner"]])
    if not abs(time.time() - msg["sent_at"]) <= LATEST_S:
        raise user_error("heat_command_late")
    if ("power" in msg) == ("temperature_c" in msg):
        raise user_error("heat_refused_changed", burner=burners[0].name)
    change = HeatChange(
        burner_id=burners[0].id,
        power=msg.get("power"),
        temperature_c=msg.get("temperature_c"),
        start=msg["start"],
        timer_s=msg.get("timer_s"),
    )
    seen = burner_feed(hass).revision_of(burners[0].id)
    if raises_heat(burners[0].state, change) and seen != msg["revision"]:
        raise user_error("heat_refused_changed", burner=burners[0].name)
    if change.power == 0.0:
        await async_turn_off(hass, connection.context(msg), burners)
        return
    await async_set_heat(hass, connection.context(msg), [change], burners)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/burner/off",
        vol.Required("burners"): vol.All([_ID], vol.Length(min=1, max=64)),
    }
)
@async_response
async def ws_off(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Turn burners off. Every user may."""
    try:
        await async_turn_off(hass, connection.context(msg), find_burners(hass, msg["burners"]))
    except HomeAssistantError as error:
        _refuse(connection, msg, error)
        return
    connection.send_result(msg["id"])


@websocket_command({vol.Required("type"): "hearthtech/burner/acknowledge", vol.Required("burner"): _ID})
@async_response
async def ws_acknowledge(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Acknowledge the reason for which a stove has cut its heat. Only users who may raise heat."""
    try:
        burner = find_burners(hass, [msg["burner"]])[0]
        stove_id, _, number = burner.id.rpartition("/")
        await async_require_heat(hass, connection.context(msg), stove_id)
        stove = async_get_data(hass).stoves.get(stove_id)
        if stove is None:
            raise user_error("burner_not_found", burner=msg["burner"])
        with translated_errors(burner.name):
            await stove.burners[int(number)].acknowledge()
    except HomeAssistantError as error:
        _refuse(connection, msg, error)
        return
    connection.send_result(msg["id"])


@callback
def _refuse(connection: ActiveConnection, msg: dict[str, Any], error: HomeAssistantError) -> None:
    """Send the reason with its translation key, so that the page can word it in its own language."""
    connection.send_error(
        msg["id"],
        error.translation_key or "refused",
        str(error),
        translation_key=error.translation_key,
        translation_domain=error.translation_domain,
        translation_placeholders=error.translation_placeholders,
    )


@callback
def async_setup_heat_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_set, ws_off, ws_acknowledge):
        websocket_api.async_register_command(hass, command)
