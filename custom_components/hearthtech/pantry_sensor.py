"""How much in the house should be used soon."""

from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.core import callback
from homeassistant.helpers.event import async_track_time_change

from .book_events import kitchen_device
from .data import KitchenConfigEntry
from .kitchen.changes import Change, ChangeKind


class ExpiringSensor(SensorEntity):
    """How many things in the pantry should be used within the next days, with the things as an attribute."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_state_class = SensorStateClass.MEASUREMENT
    _attr_translation_key = "expiring"
    _unrecorded_attributes = frozenset({"items"})

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_expiring"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the pantry, and the days."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(async_track_time_change(self.hass, self._new_day, hour=0, minute=0, second=5))
        await self._read()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind is ChangeKind.PANTRY_CHANGED:
            self.hass.async_create_task(self._read(), eager_start=True)

    async def _new_day(self, _: datetime) -> None:
        await self._read()

    async def _read(self) -> None:
        items = await self._kitchen.expiring()
        today = self._kitchen.home.day(self._kitchen.clock.now())
        told: list[dict[str, Any]] = [
            {
                "name": item.name,
                "use_by": None if item.use_by is None else item.use_by.isoformat(),
                "days_left": item.days_left(today),
                "place": item.place,
            }
            for item in items
        ]
        self._attr_native_value = len(told)
        self._attr_extra_state_attributes = {"items": told}
        self.async_write_ha_state()
