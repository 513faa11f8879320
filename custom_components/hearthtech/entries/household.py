"""What the kitchen does as the options of the household say: standing purchases, barcodes, weekly plans."""

from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.event import async_track_time_change

from ..const import CONF_AGAIN_AFTER, CONF_FOOD_FACTS, LOGGER
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.meal_plan.meal import AGAIN_AFTER_DAYS
from ..kitchen.pantry.barcode_service import LARGEST_BYTES, LONGEST_S
from ..kitchen.recipes.fetch import fetch
from ..models import KitchenConfigEntry

REFRESH_HOUR: Final = 4
HEADERS: Final = {"User-Agent": "HearthTech (Home Assistant integration)"}


def keep_household(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Refresh the standing purchases now, every night and after changes of the pantry; look barcodes up."""
    kitchen = entry.runtime_data

    async def refresh(_: datetime | None = None) -> None:
        try:
            if await kitchen.standing.items():
                await kitchen.standing.refresh()
        except KitchenError as error:
            LOGGER.debug("Standing purchases can't be refreshed now: %s", error)

    async def ask(address: str) -> bytes:
        if not entry.options.get(CONF_FOOD_FACTS, False):
            raise KitchenError(ErrorCode.RECORD_NOT_FOUND, name="Open Food Facts")
        session = async_get_clientsession(hass)
        page = await fetch(
            session, address, largest_bytes=LARGEST_BYTES, longest_s=LONGEST_S, headers=HEADERS
        )
        return page.content

    kitchen.barcodes.fetch = ask
    kitchen.suggestions.again_after = lambda: int(entry.options.get(CONF_AGAIN_AFTER, AGAIN_AFTER_DAYS))
    kitchen.standing.keep()
    entry.async_on_unload(kitchen.standing.stop_keeping)
    entry.async_on_unload(async_track_time_change(hass, refresh, hour=REFRESH_HOUR, minute=0, second=0))
    entry.async_create_background_task(hass, refresh(), "hearthtech standing purchases")
