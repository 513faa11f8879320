"""Who may raise heat. Turning heat off is never asked for."""

from collections.abc import Mapping
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized

from .const import CONF_HEAT_AUTOMATIONS, CONF_HEAT_USERS, CONF_KIND, DOMAIN, EntryKind
from .errors import user_error


def may_raise_heat(hass: HomeAssistant, user: User | None) -> bool:
    """Whether this user, or an automation when there is none, may raise heat.

    The household says so in the options of its kitchen. Until it has, administrators and automations may.
    """
    options: Mapping[str, Any] = next(
        (
            entry.options
            for entry in hass.config_entries.async_entries(DOMAIN)
            if entry.data[CONF_KIND] == EntryKind.KITCHEN
        ),
        {},
    )
    if user is None:
        return bool(options.get(CONF_HEAT_AUTOMATIONS, True))
    allowed = options.get(CONF_HEAT_USERS)
    return user.is_admin if allowed is None else user.id in allowed


async def async_require_heat(hass: HomeAssistant, context: Context | None) -> None:
    """Refuse a caller who may not raise heat.

    Raises:
        Unauthorized: when the user is unknown.
        ServiceValidationError: when the household did not allow this user, or automations.
    """
    user_id = context.user_id if context is not None else None
    user = None
    if user_id is not None and (user := await hass.auth.async_get_user(user_id)) is None:
        raise Unauthorized(context=context)
    if not may_raise_heat(hass, user):
        raise user_error("heat_not_allowed" if user else "heat_not_allowed_automation")
