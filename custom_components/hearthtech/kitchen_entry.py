"""The entry of the kitchen: one a household."""

import asyncio
from datetime import UTC
from pathlib import Path

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.util import dt as dt_util

from .book_events import async_setup_book_events
from .const import CONF_BOOK, DOMAIN
from .data import KitchenConfigEntry, household
from .kitchen.clock import LoopClock
from .kitchen.errors import KitchenError
from .kitchen.home import Home
from .kitchen.kitchen import Kitchen
from .pantry_asks import async_setup_pantry_asks
from .person_entries import async_setup_person_entries
from .session_notices import async_setup_notices

BOOK_FILE = "hearthtech.db"
MEDIA_FOLDER = "hearthtech-media"


def book_address(hass: HomeAssistant, entry_data: dict[str, str]) -> str:
    """Where the family's book is: a database URL that the household gave, or a file in the configuration."""
    return entry_data.get(CONF_BOOK) or hass.config.path(BOOK_FILE)


async def _home(hass: HomeAssistant) -> Home:
    """Where the kitchen stands, as Home Assistant is told."""
    return Home(
        time_zone=await dt_util.async_get_time_zone(hass.config.time_zone) or UTC,
        latitude=hass.config.latitude,
        language=hass.config.language.partition("-")[0],
    )


async def async_setup_kitchen(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Open the book and let the kitchen be found.

    Raises:
        ConfigEntryNotReady: when the book can't be opened; Home Assistant tries again.
    """
    shared = household(hass)
    address = book_address(hass, dict(entry.data))
    try:
        kitchen = await Kitchen.open(
            address,
            clock=LoopClock(asyncio.get_running_loop()),
            directory=shared.burners,
            # Pictures lie beside a book that is a file, and in the configuration when it is on a server.
            media=Path(hass.config.path(MEDIA_FOLDER)) if "://" in address else None,
        )
    except KitchenError as error:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="kitchen_book_unavailable",
            translation_placeholders={"what": str(error)},
        ) from error
    kitchen.home = await _home(hass)

    async def moved(_: Event) -> None:
        kitchen.home = await _home(hass)

    entry.async_on_unload(hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, moved))
    entry.runtime_data = kitchen
    kitchen.keep_profiles()
    entry.async_on_unload(async_setup_book_events(hass, entry))
    entry.async_on_unload(async_setup_notices(hass, entry))
    entry.async_on_unload(async_setup_pantry_asks(hass, entry))
    await async_setup_person_entries(hass, entry)
    shared.set_kitchen(kitchen)


async def async_unload_kitchen(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Close the book. It stays where it is, also when the entry is removed."""
    household(hass).set_kitchen(None)
    await entry.runtime_data.close()
