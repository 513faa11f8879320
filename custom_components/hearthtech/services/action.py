"""Definition of an action, and its caller."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers.typing import VolSchemaType


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action of the domain; its texts are in services.yaml and the translations."""

    name: str
    handler: Callable[[ServiceCall], Awaitable[ServiceResponse]]
    schema: VolSchemaType
    response: SupportsResponse = SupportsResponse.OPTIONAL


def caller(call: ServiceCall) -> str:
    """Return the caller: the id of a user, or empty for an automation."""
    return call.context.user_id or ""


async def caller_name(call: ServiceCall) -> str:
    """Return the name of the caller, as stored permanently with changes; empty for an automation."""
    user_id = call.context.user_id
    user = None if user_id is None else await call.hass.auth.async_get_user(user_id)
    return "" if user is None else user.name or ""
