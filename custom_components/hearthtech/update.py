"""The stove's firmware, for information: a stove is updated by its maker's means."""

from typing import override

from homeassistant.components.update import UpdateDeviceClass, UpdateEntity, UpdateEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import StoveConfigEntry
from .entity import StoveEntity

PARALLEL_UPDATES = 0

FIRMWARE = UpdateEntityDescription(
    key="firmware",
    translation_key="firmware",
    device_class=UpdateDeviceClass.FIRMWARE,
    entity_category=EntityCategory.DIAGNOSTIC,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the firmware."""
    async_add_entities([Firmware(entry.runtime_data, FIRMWARE)])


class Firmware(StoveEntity, UpdateEntity):
    """Which firmware the stove runs."""

    @property
    @override
    def installed_version(self) -> str:
        return self.stove.info.firmware

    @property
    @override
    def latest_version(self) -> str:
        """What runs: Hearth Link does not tell of newer firmware."""
        return self.stove.info.firmware
