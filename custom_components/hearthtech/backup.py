"""Backup platform: no writes to the recipe database while Home Assistant makes a backup."""

from homeassistant.core import HomeAssistant

from .errors import translated_errors
from .models import async_get_data


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Called before a backup. Write all changes to the database file and suspend further writes."""
    if (kitchen := async_get_data(hass).kitchen) is not None:
        with translated_errors():
            await kitchen.before_backup()


async def async_post_backup(hass: HomeAssistant) -> None:
    """Called after a backup. Resume writing."""
    if (kitchen := async_get_data(hass).kitchen) is not None:
        await kitchen.after_backup()
