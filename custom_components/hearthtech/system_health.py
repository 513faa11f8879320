"""A line or two for the system information."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import CONF_KIND, DOMAIN, EntryKind
from .data import household


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer the information."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """How many stoves there are and how many of them answer, and whether the kitchen is open."""
    shared = household(hass)
    stoves = [
        entry
        for entry in hass.config_entries.async_entries(DOMAIN)
        if entry.data[CONF_KIND] != EntryKind.KITCHEN
    ]
    kitchen = shared.kitchen
    return {
        "kitchen_open": kitchen is not None,
        "recipes": None if kitchen is None else await kitchen.recipe_count(),
        "stoves": len(stoves),
        "stoves_connected": sum(stove.connected for stove in shared.stoves.values()),
        "burners": len(shared.burners),
    }
