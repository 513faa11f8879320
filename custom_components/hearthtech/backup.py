"""A backup of Home Assistant holds a whole book: nothing is written to it meanwhile."""

from homeassistant.core import HomeAssistant

from .data import household
from .errors import translated_errors


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Bring everything into the book's file, and hold what would be written."""
    if (kitchen := household(hass).kitchen) is not None:
        with translated_errors():
            await kitchen.before_backup()


async def async_post_backup(hass: HomeAssistant) -> None:
    """Write on."""
    if (kitchen := household(hass).kitchen) is not None:
        await kitchen.after_backup()
