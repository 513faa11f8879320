"""What helps to find a fault, without what is private: no keys, no addresses, no people, no recipes."""

from dataclasses import asdict
from typing import Any, cast

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant

from .const import CONF_BOOK, CONF_FINGERPRINT, CONF_HEAT_USERS, CONF_KEY, CONF_KEY_ID, CONF_KIND, EntryKind
from .data import HobConfigEntry, KitchenConfigEntry, StoveConfigEntry
from .plain import plain

TO_REDACT = {
    CONF_BOOK,
    CONF_FINGERPRINT,
    CONF_HEAT_USERS,
    CONF_HOST,
    CONF_KEY,
    CONF_KEY_ID,
    "id",
    "boot_id",
    "fingerprint",
}


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, Any]:
    """What is known of a kitchen, a stove or a hob."""
    told = {"data": dict(entry.data), "options": dict(entry.options)}
    if entry.data[CONF_KIND] == EntryKind.KITCHEN:
        told |= await _kitchen(cast("KitchenConfigEntry", entry))
    elif entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        told |= _hob(cast("HobConfigEntry", entry))
    else:
        told |= _stove(cast("StoveConfigEntry", entry))
    return async_redact_data(told, TO_REDACT)


async def _kitchen(entry: KitchenConfigEntry) -> dict[str, Any]:
    """Counts only: what a family cooks and who it is stays with the family."""
    kitchen = entry.runtime_data
    return {
        "recipes": await kitchen.recipe_count(),
        "timers": len(await kitchen.timers()),
        "burners": len(kitchen.burners),
        "sessions": len(kitchen.sessions.active),
    }


def _hob(entry: HobConfigEntry) -> dict[str, Any]:
    """What each burner is made of, what was found out about it, and how it is now."""
    return {
        "burners": {
            str(n): {
                "entities": sorted(burner.reader.watch.entity_ids),
                "gone": burner.reader.watch.gone,
                "ignores_orders": burner.ignores,
                "answers_after_s": burner.answers_after_s,
                "capabilities": plain(burner.capabilities),
                "state": plain(burner.state),
            }
            for n, burner in entry.runtime_data.burners.items()
        }
    }


def _stove(entry: StoveConfigEntry) -> dict[str, Any]:
    stove = entry.runtime_data
    return {
        "connected": stove.connected,
        "events_lost": stove.client.events_lost,
        "info": plain(stove.info),
        "state": plain(stove.state),
        "burners": {str(n): asdict(stove.burner_state(n)) for n in stove.burners},
    }
