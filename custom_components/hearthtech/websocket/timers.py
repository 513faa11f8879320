"""WebSocket commands for kitchen timers. None of these timers controls heat."""

import time
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import voluptuous as vol

from ..errors import translated_errors
from ..kitchen.timers.timer import Timer
from ..models import loaded_kitchen

LONGEST_S: Final = 7 * 24 * 3600.0

_ID = vol.All(str, vol.Length(min=1, max=64))
_NAME = vol.All(str, vol.Length(max=120))


@websocket_command({vol.Required("type"): "hearthtech/timers"})
@async_response
async def ws_timers(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the timers that run or are paused, next first, and those that ring."""
    with translated_errors():
        timers = loaded_kitchen(hass).timers
        running = await timers.running()
    result = {
        "time": time.time(),
        "timers": [_view(timer) for timer in running],
        "ringing": [_view(timer) for timer in timers.ringing()],
    }
    connection.send_result(msg["id"], result)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/timer/set",
        vol.Optional("name", default=""): _NAME,
        vol.Required("seconds"): vol.All(vol.Coerce(float), vol.Range(min=1.0, max=LONGEST_S)),
        vol.Optional("session"): vol.Any(None, _ID),
    }
)
@async_response
async def ws_set_timer(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Set a timer, also one of a cooking session, whose notification opens cook mode."""
    with translated_errors():
        timer = await loaded_kitchen(hass).timers.add(
            msg["name"], seconds=msg["seconds"], session_id=msg.get("session")
        )
    connection.send_result(msg["id"], _view(timer))


@websocket_command(
    {
        vol.Required("type"): "hearthtech/timer/change",
        vol.Required("timer"): _ID,
        vol.Required("change"): vol.In(["pause", "resume", "extend", "cancel"]),
        vol.Optional("seconds", default=60.0): vol.All(
            vol.Coerce(float), vol.Range(min=-LONGEST_S, max=LONGEST_S)
        ),
    }
)
@async_response
async def ws_change_timer(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Pause, resume, extend or cancel a timer."""
    try:
        with translated_errors():
            timers = loaded_kitchen(hass).timers
            match msg["change"]:
                case "pause":
                    await timers.pause(msg["timer"])
                case "resume":
                    await timers.resume(msg["timer"])
                case "extend":
                    await timers.extend(msg["timer"], msg["seconds"])
                case "cancel":
                    await timers.cancel(msg["timer"])
    except HomeAssistantError as error:
        connection.send_error(
            msg["id"],
            error.translation_key or "refused",
            str(error),
            translation_key=error.translation_key,
            translation_domain=error.translation_domain,
            translation_placeholders=error.translation_placeholders,
        )
        return
    connection.send_result(msg["id"])


@websocket_command({vol.Required("type"): "hearthtech/timer/silence"})
@async_response
async def ws_silence(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Silence all ringing timers, on all devices."""
    loaded_kitchen(hass).timers.silence()
    connection.send_result(msg["id"])


def _view(timer: Timer) -> dict[str, Any]:
    """Return a timer: moments in seconds since the epoch; `left_s` only while it is paused."""
    return {
        "id": timer.id,
        "name": timer.name,
        "set_at": timer.set_at.timestamp(),
        "ends_at": timer.ends_at.timestamp(),
        "left_s": None if timer.paused_at is None else timer.left_s(timer.paused_at),
        "session_id": timer.session_id,
    }


@callback
def async_setup_timer_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_timers, ws_set_timer, ws_change_timer, ws_silence):
        websocket_api.async_register_command(hass, command)
