"""Button that erases the sample recipes of a new book."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import callback

from ..errors import translated_errors
from ..kitchen.changes import PLAN_CHANGES, Change
from ..models import KitchenConfigEntry
from .book_entity import BookEntity
from .book_event import event_type as recipe_change
from .kitchen_device import kitchen_device


class RemoveSamplesButton(BookEntity, ButtonEntity):
    """Erases the samples that the household has not made its own; unavailable when there are none."""

    _attr_translation_key = "remove_samples"
    _attr_entity_category = EntityCategory.CONFIG

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._left: dict[str, str] = {}
        self._attr_unique_id = f"{entry.entry_id}_remove_samples"
        self._attr_device_info = kitchen_device(entry)
        self.entity_id = f"{Platform.BUTTON}.kitchen_remove_samples"

    @property
    @override
    def available(self) -> bool:
        """Whether there are samples to erase."""
        return super().available and bool(self._left)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to changes of recipes and meals."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        # A sample that was erased can be brought back.
        if change.kind in PLAN_CHANGES or recipe_change(change) is not None:
            self.update_soon()

    @override
    async def read_book(self) -> dict[str, str]:
        return await self._kitchen.samples.untouched()

    @override
    def show_book(self, found: dict[str, str]) -> None:
        self._left = found

    @override
    async def async_press(self) -> None:
        user_id = None if self._context is None else self._context.user_id
        user = None if user_id is None else await self.hass.auth.async_get_user(user_id)
        with translated_errors():
            await self._kitchen.samples.erase(actor="" if user is None else user.name or "")
        await self.update_from_book()
