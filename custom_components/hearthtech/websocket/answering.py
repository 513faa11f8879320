"""Sends the result of a WebSocket command, or the reason of its refusal with its translation key."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..errors import translated_errors

type Handler = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], Awaitable[Any]]
type Command = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], None]


def answered(handler: Handler) -> Command:
    """Make a command of a handler that returns its result.

    Errors of the kitchen and of burners become refusals that the page words in its own language.
    """

    @async_response
    @wraps(handler)
    async def command(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
        try:
            with translated_errors():
                result = await handler(hass, connection, msg)
        except HomeAssistantError as error:
            refuse(connection, msg, error)
            return
        connection.send_result(msg["id"], result)

    return command


@callback
def refuse(connection: ActiveConnection, msg: dict[str, Any], error: HomeAssistantError) -> None:
    """Send the reason of a refusal."""
    connection.send_error(
        msg["id"],
        error.translation_key or "refused",
        str(error),
        translation_key=error.translation_key,
        translation_domain=error.translation_domain,
        translation_placeholders=error.translation_placeholders,
    )
