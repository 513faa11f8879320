"""A field of the kitchen into which a link is dropped: the recipes behind it come into the book."""

from typing import override

from homeassistant.components.text import TextEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .book_events import kitchen_device
from .data import KitchenConfigEntry
from .errors import translated_errors, user_error
from .links import link_in

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the field."""
    async_add_entities([LinkToImport(entry)])


class LinkToImport(TextEntity):
    """Empty again once the recipe is in; a link that led to none stays to be looked at."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "import_link"
    _attr_native_value = ""

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_import_link"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_set_value(self, value: str) -> None:
        """Import what the link leads to."""
        link = link_in(value)
        self._attr_native_value = value.strip()
        self.async_write_ha_state()
        if not self._attr_native_value:
            return
        if link is None:
            raise user_error("no_link", text=value)
        with translated_errors():
            who = await self._who()
            await self._kitchen.import_page(async_get_clientsession(self.hass), link, who=who)
        self._attr_native_value = ""
        self.async_write_ha_state()

    async def _who(self) -> str:
        user_id = None if self._context is None else self._context.user_id
        user = None if user_id is None else await self.hass.auth.async_get_user(user_id)
        return "" if user is None else user.name or ""
