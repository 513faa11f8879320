"""How many recipes the book holds."""

from typing import override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.core import callback
from homeassistant.helpers.debounce import Debouncer

from .book_events import kitchen_device
from .const import LOGGER
from .data import KitchenConfigEntry
from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import KitchenError

COUNTED = {ChangeKind.RECIPE_ADDED, ChangeKind.RECIPE_ERASED, ChangeKind.RECIPE_RESTORED}
SETTLES_S = 1.0
"""An import of a thousand recipes is counted once."""


class RecipeCount(SensorEntity):
    """The number of recipes."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "recipes"
    _attr_state_class = SensorStateClass.MEASUREMENT

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_recipes"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Count, and again whenever recipes come or go."""
        self._count_again = Debouncer(
            self.hass, LOGGER, cooldown=SETTLES_S, immediate=True, function=self._count
        )
        self.async_on_remove(self._count_again.async_shutdown)
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self._attr_native_value = await self._kitchen.recipe_count()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in COUNTED:
            self._count_again.async_schedule_call()

    async def _count(self) -> None:
        try:
            self._attr_native_value = await self._kitchen.recipe_count()
        except KitchenError as error:
            LOGGER.debug("The recipes can't be counted now: %s", error)
            return
        self.async_write_ha_state()
