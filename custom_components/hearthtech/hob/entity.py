"""What all entities of a hob's burner share. They show what the hob's own entities do not."""

from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import ChildDeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.burner import BurnerEvent

from .burner import EntityBurner
from .runtime import HobRuntime


class HobBurnerEntity(Entity):
    """An entity of one burner, which is a child device of its hob."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _told: tuple[Any, bool] | None = None

    def __init__(self, hob: HobRuntime, burner: EntityBurner, description: EntityDescription) -> None:
        """Belong to the device of the burner."""
        self.entity_description = description
        self.hob = hob
        self.burner = burner
        self._attr_unique_id = f"{hob.id}_{burner.n}_{description.key}"
        self._attr_device_info = ChildDeviceInfo(
            identifiers={(DOMAIN, burner.id)}, name=burner.name, parent_device_id=hob.device_id
        )

    @property
    @override
    def available(self) -> bool:
        """Whether anything is known of the burner."""
        return self.burner.reader.available

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to follow the burner."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hob.follow(self))

    @callback
    def tell(self, value: Any) -> None:
        """Write a value, unless it has been told already."""
        if (value, self.available) != self._told:
            self._told = value, self.available
            self.async_write_ha_state()

    @callback
    def push(self) -> None:
        """Take the burner's new state."""

    @callback
    def push_event(self, event: BurnerEvent) -> None:
        """Take what happened at the burner."""
