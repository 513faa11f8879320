"""Diagnostics for bug reports, without private data: no keys, addresses, people or recipes."""

from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant

from .const import (
    CONF_BOOK,
    CONF_BURNERS,
    CONF_FALLBACK_AGENT,
    CONF_FINGERPRINT,
    CONF_HEAT_SATELLITES,
    CONF_HEAT_USERS,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_NOTIFY_ENTITIES,
    CONF_SATELLITES,
)
from .entries.table import entry_type
from .models import HearthTechConfigEntry

TO_REDACT = {
    CONF_BOOK,
    # The ids of phones and satellites contain the names that their owners gave them.
    CONF_FALLBACK_AGENT,
    CONF_FINGERPRINT,
    CONF_HEAT_SATELLITES,
    CONF_HEAT_USERS,
    CONF_HOST,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_NOTIFY_ENTITIES,
    CONF_SATELLITES,
    "id",
    "boot_id",
    "fingerprint",
}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HearthTechConfigEntry
) -> dict[str, Any]:
    """Return the diagnostics of a kitchen, a stove or a hob.

    An entry that is not loaded has its data, its options and the reason why it is not loaded.
    """
    found: dict[str, Any] = {"data": dict(entry.data), "options": dict(entry.options)}
    if entry.state is ConfigEntryState.LOADED:
        found |= await entry_type(entry).diagnostics(hass, entry)
    else:
        if CONF_BURNERS in entry.data:
            # Of a hob's burners, which contain names given by the household, only the number.
            found["data"][CONF_BURNERS] = len(entry.data[CONF_BURNERS])
        found["not_loaded"] = {
            "state": entry.state.value,
            "reason": entry.error_reason_translation_key,
        }
    return async_redact_data(found, TO_REDACT)
