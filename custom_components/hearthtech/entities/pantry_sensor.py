"""Sensor of pantry items that should be used soon."""

from collections.abc import Sequence
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.core import callback
from homeassistant.helpers.event import async_track_time_change

from ..kitchen.changes import Change, ChangeKind
from ..kitchen.pantry.pantry_item import PantryItem
from ..models import KitchenConfigEntry
from .book_entity import BookEntity
from .kitchen_device import kitchen_device


class ExpiringSensor(BookEntity, SensorEntity):
    """The number of pantry items to be used within the next days, with the items as an attribute."""

    _attr_state_class = SensorStateClass.MEASUREMENT
    _attr_translation_key = "expiring"
    _unrecorded_attributes = frozenset({"items"})

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_expiring"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to the pantry, and update at midnight."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(
            async_track_time_change(self.hass, self.update_from_book, hour=0, minute=0, second=5)
        )
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind is ChangeKind.PANTRY_CHANGED:
            self.update_soon()

    @override
    async def read_book(self) -> Sequence[PantryItem]:
        return await self._kitchen.pantry.expiring()

    @override
    def show_book(self, found: Sequence[PantryItem]) -> None:
        today = self._kitchen.locale.day(self._kitchen.clock.now())
        expiring: list[dict[str, Any]] = [
            {
                "name": item.name,
                "use_by": None if item.use_by is None else item.use_by.isoformat(),
                "days_left": item.days_left(today),
                "place": item.place,
            }
            for item in found
        ]
        self._attr_native_value = len(expiring)
        self._attr_extra_state_attributes = {"items": expiring}
