"""The device of the kitchen, to which its entities belong."""

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo

from ..const import DOMAIN, MANUFACTURER
from ..models import KitchenConfigEntry


def kitchen_device(entry: KitchenConfigEntry) -> DeviceInfo:
    """Return the device of the kitchen."""
    return DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer=MANUFACTURER,
        translation_key="kitchen",
    )
