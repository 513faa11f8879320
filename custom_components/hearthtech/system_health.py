"""System health: entries of the system information page."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import CONF_KIND, DOMAIN, EntryKind
from .models import async_get_data


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register the system health callback."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the number of stoves and hobs, how many are connected, and whether the kitchen is loaded.

    A hob counts as connected if the entities of at least one burner report.
    """
    shared = async_get_data(hass)
    stoves = [
        entry
        for entry in hass.config_entries.async_entries(DOMAIN)
        if entry.data[CONF_KIND] != EntryKind.KITCHEN
    ]
    kitchen = shared.kitchen
    return {
        "kitchen_open": kitchen is not None,
        "recipes": None if kitchen is None else await kitchen.recipes.count(),
        "stoves": len(stoves),
        "stoves_connected": sum(stove.connected for stove in shared.stoves.values())
        + sum(any(map(hob.is_available, hob.burners)) for hob in shared.hobs.values()),
        "burners": len(shared.burners),
    }
