"""Sensor of the number of recipes."""

from typing import override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.core import callback
from homeassistant.helpers.debounce import Debouncer

from ..const import LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..models import KitchenConfigEntry
from .book_entity import BookEntity
from .kitchen_device import kitchen_device

COUNTED = {ChangeKind.RECIPE_ADDED, ChangeKind.RECIPE_ERASED, ChangeKind.RECIPE_RESTORED}
SETTLES_S = 1.0
"""Delay before counting, so that an import of a thousand recipes is counted once (s)."""


class RecipeCount(BookEntity, SensorEntity):
    """The number of recipes."""

    _attr_translation_key = "recipes"
    _attr_state_class = SensorStateClass.MEASUREMENT

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_recipes"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Count the recipes, and again after recipes were added or removed."""
        self._count_again = Debouncer(
            self.hass, LOGGER, cooldown=SETTLES_S, immediate=True, function=self.update_from_book
        )
        self.async_on_remove(self._count_again.async_shutdown)
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in COUNTED:
            self._count_again.async_schedule_call()

    @override
    async def read_book(self) -> int:
        return await self._kitchen.recipes.count()

    @override
    def show_book(self, found: int) -> None:
        self._attr_native_value = found
