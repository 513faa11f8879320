"""Text entity of the kitchen: recipes are imported from the URL that is entered."""

from typing import override

from homeassistant.components.text import TextEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entities.kitchen_device import kitchen_device
from .errors import translated_errors, user_error
from .kitchen.recipes.fetch import fetch_file
from .models import KitchenConfigEntry
from .text_links import find_url

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the text entity."""
    async_add_entities([LinkToImport(entry)])


class LinkToImport(TextEntity):
    """Imports the recipe of a URL. Empty after a successful import; a URL that fails remains visible."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "import_link"
    _attr_native_value = ""

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_import_link"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_set_value(self, value: str) -> None:
        """Import the recipes of the URL."""
        link = find_url(value)
        self._attr_native_value = value.strip()
        self.async_write_ha_state()
        if not self._attr_native_value:
            return
        if link is None:
            raise user_error("no_link", text=value)
        with translated_errors():
            actor = await self._actor_name()
            file = await fetch_file(async_get_clientsession(self.hass), link)
            await self._kitchen.files.import_file(file, actor=actor)
        self._attr_native_value = ""
        self.async_write_ha_state()

    async def _actor_name(self) -> str:
        user_id = None if self._context is None else self._context.user_id
        user = None if user_id is None else await self.hass.auth.async_get_user(user_id)
        return "" if user is None else user.name or ""
