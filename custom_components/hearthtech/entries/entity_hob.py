"""Config entry of a hob built from entities that exist in Home Assistant."""

from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.translation import async_get_translations

from ..adapters.entity_hob.issues import delete_issues
from ..adapters.entity_hob.persistent_state import PersistentState
from ..adapters.entity_hob.report import conclusions_of, integrations_of, report_of
from ..adapters.entity_hob.runtime import HobConfigEntry, HobRuntime
from ..const import CONF_BURNERS, DOMAIN
from ..entities.retired import async_forget_retired, async_retire_entities
from ..json_encoding import to_json
from ..models import async_get_data
from .entry_type import EntryType


async def async_setup_hob(hass: HomeAssistant, entry: HobConfigEntry) -> None:
    """Set up a hob. Its entities may be added later; setup does not wait for them."""
    home = async_get_data(hass)
    entry.runtime_data = hob = HobRuntime(hass, entry, home.burners, home.hobs, await _role_names(hass))
    await hob.memory.load()
    entry.async_on_unload(hob.attach())
    async_retire_entities(hass, entry)


async def _role_names(hass: HomeAssistant) -> dict[str, str]:
    """Return the names of the roles of entities, as the flow calls them in the language of Home Assistant."""
    texts = await async_get_translations(hass, hass.config.language, "config", [DOMAIN])
    start = f"component.{DOMAIN}.config.step.hob_burner.data."
    return {key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}


async def async_unload_hob(hass: HomeAssistant, entry: HobConfigEntry) -> None:
    """Unload a hob. Heat that was set by Home Assistant is turned off."""
    await entry.runtime_data.release()


async def async_remove_hob(hass: HomeAssistant, entry: HobConfigEntry) -> None:
    """Delete what was stored of a hob, and its repair issues."""
    delete_issues(hass, entry.entry_id)
    async_forget_retired(hass, entry)
    await PersistentState(hass, entry.unique_id or entry.entry_id).remove()


def has_hob_device(entry: HobConfigEntry, device: AnyDeviceEntry) -> bool:
    """Whether a device is the hob, or one of its burners."""
    hob = entry.runtime_data
    here = {(DOMAIN, hob.id), *((DOMAIN, burner.id) for burner in hob.burners.values())}
    return bool(device.identifiers & here)


async def async_hob_diagnostics(hass: HomeAssistant, entry: HobConfigEntry) -> dict[str, Any]:
    """Diagnostics of a hob (see `adapters/entity_hob/report.py`). Names of burners are removed."""
    burners = entry.runtime_data.burners
    return {
        "data": {
            "burners": [
                {**data, "name": REDACTED, "entities": sorted(data["entities"])}
                for data in entry.data.get(CONF_BURNERS, ())
            ]
        },
        "integrations": integrations_of(hass, list(burners.values())),
        "burners": {
            str(n): {
                "entities": sorted(burner.reader.watch.entity_ids),
                "roles": report_of(hass, burner),
                "gone": burner.reader.watch.gone,
                "ignores_orders": burner.ignores,
                "answers_after_s": burner.answers_after_s,
                "capabilities": to_json(burner.capabilities),
                "state": to_json(burner.state),
                **conclusions_of(burner),
            }
            for n, burner in burners.items()
        },
    }


ENTITY_HOB: Final = EntryType(
    platforms=(Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SENSOR),
    set_up=async_setup_hob,
    unload=async_unload_hob,
    diagnostics=async_hob_diagnostics,
    remove=async_remove_hob,
    has_device=has_hob_device,
)
