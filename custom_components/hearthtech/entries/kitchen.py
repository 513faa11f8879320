"""Config entry of the kitchen; there is at most one."""

import asyncio
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import device_registry as dr, instance_id
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from ..assist.pipelines import pipeline_switch
from ..burners.clock import LoopClock
from ..const import CONF_BOOK, CONF_PIPELINES, DOMAIN
from ..entities.book_event import async_setup_book_events
from ..entities.kitchen_device import kitchen_device
from ..entities.timer_places import TIMER_PLACES, TimerPlaces
from ..http.frontend import async_register_kitchen_panel, async_remove_kitchen_panel
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.locale import KitchenLocale
from ..kitchen.people.preload import load_word_tables
from ..models import KitchenConfigEntry, async_get_data
from ..notifications.cook_buttons import async_setup_cook_buttons
from ..notifications.gathering_events import async_setup_gathering_events
from ..notifications.pantry_prompt import async_setup_pantry_asks
from ..notifications.session_notices import async_setup_notices
from .assist_question import async_ask_about_assist, async_forget_question
from .book_driver import async_install_driver
from .entry_type import EntryType
from .household import keep_household
from .kitchen_issues import async_watch_shared_book, report_damaged_records
from .mealie_offer import async_setup_mealie_offer
from .people import async_setup_person_entries

BOOK_FILE = "hearthtech.db"
MEDIA_FOLDER = "hearthtech-media"
COPY_FILE = "hearthtech-copy.db"
"""The copy of a book on a server, in the configuration folder."""
_US = "US"
"""The country of a household that uses its units and names no country."""


def book_address(hass: HomeAssistant, entry_data: dict[str, str]) -> str:
    """Return the address of the database: the configured URL, or a file in the configuration folder."""
    return entry_data.get(CONF_BOOK) or hass.config.path(BOOK_FILE)


async def _home(hass: HomeAssistant) -> KitchenLocale:
    """Return the location settings of Home Assistant: time zone, coordinates, country and language."""
    return KitchenLocale(
        time_zone=await dt_util.async_get_time_zone(hass.config.time_zone) or UTC,
        latitude=hass.config.latitude,
        elevation_m=hass.config.elevation,
        language=hass.config.language.partition("-")[0],
        country=hass.config.country or (_US if hass.config.units is US_CUSTOMARY_SYSTEM else ""),
    )


async def async_setup_kitchen(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Open the database and make the kitchen available.

    Raises:
        ConfigEntryError: when a newer release wrote the book; the entry waits for an update or a backup.
        ConfigEntryNotReady: when the book can't be opened; Home Assistant tries again.
    """
    shared = async_get_data(hass)
    await hass.async_add_executor_job(load_word_tables)
    address = book_address(hass, dict(entry.data))
    try:
        await async_install_driver(hass, address)
        kitchen = await Kitchen.open(
            address,
            clock=LoopClock(asyncio.get_running_loop()),
            directory=shared.burners,
            # Pictures are stored beside a database file, and in the configuration folder if the database is on a
            # server.
            media=Path(hass.config.path(MEDIA_FOLDER)) if "://" in address else None,
            copy=Path(hass.config.path(COPY_FILE)) if "://" in address else None,
            home=await instance_id.async_get(hass) if "://" in address else "",
        )
    except KitchenError as error:
        newer = error.code is ErrorCode.BOOK_OF_NEWER_RELEASE
        raise (ConfigEntryError if newer else ConfigEntryNotReady)(
            translation_domain=DOMAIN,
            translation_key=f"kitchen_{error.code}" if newer else "kitchen_book_unavailable",
            translation_placeholders={"what": str(error)},
        ) from error
    kitchen.locale = await _home(hass)

    async def moved(_: Event) -> None:
        kitchen.locale = await _home(hass)

    entry.async_on_unload(hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, moved))
    entry.runtime_data = kitchen
    report_damaged_records(hass, entry.entry_id, kitchen.damaged)
    entry.async_on_unload(async_watch_shared_book(hass, kitchen))
    kitchen.profiles.keep()
    keep_household(hass, entry)
    entry.async_on_unload(async_setup_book_events(hass, entry))
    entry.async_on_unload(async_setup_notices(hass, entry))
    entry.async_on_unload(async_setup_cook_buttons(hass, entry))
    entry.async_on_unload(async_setup_gathering_events(hass, entry))
    entry.async_on_unload(async_setup_pantry_asks(hass, entry))
    async_setup_mealie_offer(hass, entry)
    await async_setup_person_entries(hass, entry)
    device = dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, **kitchen_device(entry))
    hass.data[TIMER_PLACES] = places = TimerPlaces(hass, entry, kitchen)
    entry.async_on_unload(await places.start(device.id))
    shared.set_kitchen(kitchen)


async def async_unload_kitchen(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Close the database. Its data is kept, also when the entry is removed."""
    async_get_data(hass).set_kitchen(None)
    await entry.runtime_data.close()


async def async_kitchen_diagnostics(hass: HomeAssistant, entry: KitchenConfigEntry) -> dict[str, Any]:
    """Diagnostics of the kitchen: only counts, since recipes and people are private."""
    kitchen = entry.runtime_data
    return {
        "recipes": await kitchen.recipes.count(),
        "timers": len(await kitchen.timers.running()),
        "burners": len(kitchen.burners),
        "sessions": len(kitchen.sessions.active),
    }


async def async_add_panel(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Add the panel of the kitchen to the sidebar; ask about voice assistants if the household has never chosen."""
    await async_register_kitchen_panel(hass)
    async_ask_about_assist(hass, entry)


async def async_remove_panel(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Remove the panel of the kitchen and its repair issues. The database is not deleted."""
    report_damaged_records(hass, entry.entry_id, ())
    async_forget_question(hass)
    async_remove_kitchen_panel(hass)
    await async_restore_pipelines(hass)


async def async_switch_pipelines(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Let the kitchen answer the voice assistants that the household chose."""
    await pipeline_switch(hass).switch(entry.options.get(CONF_PIPELINES, ()))


async def async_restore_pipelines(hass: HomeAssistant) -> None:
    """Give the voice assistants back to the agents that answered them before."""
    await pipeline_switch(hass).restore()


KITCHEN: Final = EntryType(
    platforms=(
        Platform.BUTTON,
        Platform.CALENDAR,
        Platform.EVENT,
        Platform.SENSOR,
        Platform.TEXT,
        Platform.TODO,
    ),
    early_platforms=(Platform.CONVERSATION,),
    after_early=async_switch_pipelines,
    set_up=async_setup_kitchen,
    unload=async_unload_kitchen,
    diagnostics=async_kitchen_diagnostics,
    after_platforms=async_add_panel,
    disable=async_restore_pipelines,
    remove=async_remove_panel,
)
