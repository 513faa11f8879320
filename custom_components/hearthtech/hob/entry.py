"""The entry of a hob that is made of entities already in Home Assistant."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import AnyDeviceEntry

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.data import HobConfigEntry, household

from .memory import HobMemory
from .runtime import HobRuntime


async def async_setup_hob(hass: HomeAssistant, entry: HobConfigEntry) -> None:
    """Follow the hob's entities. They may come later: nothing waits for them."""
    entry.runtime_data = hob = HobRuntime(hass, entry, household(hass))
    await hob.memory.load()
    entry.async_on_unload(hob.attach())


async def async_unload_hob(entry: HobConfigEntry) -> None:
    """Turn off what was turned on from here."""
    await entry.runtime_data.give_back()


async def async_remove_hob(hass: HomeAssistant, entry: HobConfigEntry) -> None:
    """Forget what was kept of it."""
    await HobMemory(hass, entry.unique_id or entry.entry_id).remove()


def has_hob_device(entry: HobConfigEntry, device: AnyDeviceEntry) -> bool:
    """Whether a device is the hob, or a burner that it has."""
    hob = entry.runtime_data
    here = {(DOMAIN, hob.id), *((DOMAIN, burner.id) for burner in hob.burners.values())}
    return bool(device.identifiers & here)
