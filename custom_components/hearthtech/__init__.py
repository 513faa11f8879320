"""HearthTech: a hybrid kitchen for Home Assistant."""

from typing import cast

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.typing import ConfigType

from .actions import async_setup_actions
from .assistant import async_setup_assistant
from .book_view import async_setup_book_views
from .const import CONF_KIND, DOMAIN, EntryKind
from .data import HobConfigEntry, KitchenConfigEntry, StoveConfigEntry, household
from .entity import remove_stale_entities
from .hob.entry import async_remove_hob, async_setup_hob, async_unload_hob, has_hob_device
from .kitchen_entry import async_setup_kitchen, async_unload_kitchen
from .plan_feed import async_setup_plan_feed
from .plan_watch import plan_watch
from .session_view import async_setup_session_view
from .stove_entry import async_setup_stove, async_unload_stove, has_burner_device
from .voice_api import async_setup_voice_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

KITCHEN_PLATFORMS = [
    Platform.CALENDAR,
    Platform.CONVERSATION,
    Platform.EVENT,
    Platform.SENSOR,
    Platform.TEXT,
    Platform.TODO,
]
HOB_PLATFORMS = [Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SENSOR]
STOVE_PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.UPDATE,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Offer the actions, whichever entries there are."""
    household(hass)
    await async_setup_assistant(hass)
    async_setup_actions(hass)
    async_setup_plan_feed(hass)
    plan_watch(hass)
    async_setup_voice_api(hass)
    async_setup_book_views(hass)
    async_setup_session_view(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Set up the kitchen, one stove, or one hob."""
    if entry.data[CONF_KIND] == EntryKind.KITCHEN:
        await async_setup_kitchen(hass, cast("KitchenConfigEntry", entry))
        await hass.config_entries.async_forward_entry_setups(entry, KITCHEN_PLATFORMS)
    elif entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        await async_setup_hob(hass, cast("HobConfigEntry", entry))
        await hass.config_entries.async_forward_entry_setups(entry, HOB_PLATFORMS)
    else:
        await async_setup_stove(hass, cast("StoveConfigEntry", entry))
        await hass.config_entries.async_forward_entry_setups(entry, STOVE_PLATFORMS)
        remove_stale_entities(hass, cast("StoveConfigEntry", entry))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Take the kitchen or one stove away again, with everything it holds open."""
    if entry.data[CONF_KIND] == EntryKind.KITCHEN:
        if unloaded := await hass.config_entries.async_unload_platforms(entry, KITCHEN_PLATFORMS):
            await async_unload_kitchen(hass, cast("KitchenConfigEntry", entry))
    elif entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        if unloaded := await hass.config_entries.async_unload_platforms(entry, HOB_PLATFORMS):
            await async_unload_hob(cast("HobConfigEntry", entry))
    elif unloaded := await hass.config_entries.async_unload_platforms(entry, STOVE_PLATFORMS):
        await async_unload_stove(hass, cast("StoveConfigEntry", entry))
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Forget what was kept of a hob. The family's book stays."""
    if entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        await async_remove_hob(hass, cast("HobConfigEntry", entry))


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: ConfigEntry, device: AnyDeviceEntry
) -> bool:
    """Let a device be removed by hand once the stove no longer has it."""
    if entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        return not has_hob_device(cast("HobConfigEntry", entry), device)
    return entry.data[CONF_KIND] != EntryKind.KITCHEN and not has_burner_device(
        cast("StoveConfigEntry", entry), device
    )
