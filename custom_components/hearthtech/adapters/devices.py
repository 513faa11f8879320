"""Devices of burners: each is a child of the device of its stove or hob."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..const import DOMAIN


@callback
def burner_device_id(hass: HomeAssistant, entry_id: str, burner_id: str) -> str | None:
    """Return the id of a burner's device; `None` if it has none (yet)."""
    device = dr.async_get(hass).async_get_child_device_by_identifier((DOMAIN, burner_id), entry_id)
    return None if device is None else device.id


@callback
def remove_stale_devices(hass: HomeAssistant, entry_id: str, burner_ids: Iterable[str]) -> None:
    """Remove the devices of burners that an entry no longer has."""
    registry = dr.async_get(hass)
    here = {(DOMAIN, burner_id) for burner_id in burner_ids}
    for device in dr.async_child_entries_for_config_entry(registry, entry_id):
        if not device.identifiers & here:
            registry.async_remove_device(device.id)
