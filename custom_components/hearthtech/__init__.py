"""HearthTech: a hybrid kitchen for Home Assistant."""

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.typing import ConfigType

from .assist.agent import async_setup_assistant
from .automations.meal_plan_cache import plan_watch
from .const import DOMAIN
from .entries.table import entry_type
from .http.calendar_feed import async_setup_plan_feed
from .http.frontend import async_setup_frontend
from .http.gathering_pages import async_setup_gathering_pages
from .http.guest_view import async_setup_guest_pages
from .http.pictures import async_setup_pictures
from .http.print_view import async_setup_print_views
from .http.recipe_media import async_setup_book_views
from .http.session_plot import async_setup_session_view
from .models import HearthTechConfigEntry, async_get_data
from .services import async_setup_actions
from .websocket.frontend import async_setup_frontend_commands
from .websocket.voice import async_setup_voice_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions. They exist whichever config entries are loaded."""
    async_get_data(hass)
    await async_setup_assistant(hass)
    async_setup_actions(hass)
    async_setup_plan_feed(hass)
    plan_watch(hass)
    async_setup_voice_api(hass)
    async_setup_book_views(hass)
    await async_setup_pictures(hass)
    async_setup_print_views(hass)
    async_setup_session_view(hass)
    async_setup_guest_pages(hass)
    async_setup_gathering_pages(hass)
    async_setup_frontend_commands(hass)
    await async_setup_frontend(hass)

    @callback
    def entry_changed(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if change is ConfigEntryChange.UPDATED and entry.domain == DOMAIN and entry.disabled_by is not None:
            hass.async_create_task(_async_disabled(hass, entry))

    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, entry_changed)
    return True


async def _async_disabled(hass: HomeAssistant, entry: HearthTechConfigEntry) -> None:
    """Undo what a disabled entry has changed elsewhere."""
    if (disable := entry_type(entry).disable) is not None:
        await disable(hass)
    async with entry.setup_lock:
        await _async_unload_early(hass, entry)


async def async_setup_entry(hass: HomeAssistant, entry: HearthTechConfigEntry) -> bool:
    """Set up a config entry: the kitchen, a stove or a hob."""
    kind = entry_type(entry)
    early = async_get_data(hass).early_entries
    if kind.early_platforms and entry.entry_id not in early:
        await hass.config_entries.async_forward_entry_setups(entry, kind.early_platforms)
        early.add(entry.entry_id)
    if kind.after_early is not None:
        await kind.after_early(hass, entry)
    await kind.set_up(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, kind.platforms)
    if kind.after_platforms is not None:
        await kind.after_platforms(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HearthTechConfigEntry) -> bool:
    """Unload a config entry and close its connections."""
    kind = entry_type(entry)
    if unloaded := await hass.config_entries.async_unload_platforms(entry, kind.platforms):
        await _async_unload_early(hass, entry)
        await kind.unload(hass, entry)
    return unloaded


async def _async_unload_early(hass: HomeAssistant, entry: HearthTechConfigEntry) -> None:
    """Unload the early platforms, which are loaded also while the setup of the entry is tried again."""
    early = async_get_data(hass).early_entries
    if entry.entry_id in early:
        early.discard(entry.entry_id)
        await hass.config_entries.async_unload_platforms(entry, entry_type(entry).early_platforms)


async def async_remove_entry(hass: HomeAssistant, entry: HearthTechConfigEntry) -> None:
    """Delete the stored state of a hob, or the panel of the kitchen. The database of the kitchen is not deleted."""
    await _async_unload_early(hass, entry)
    if (remove := entry_type(entry).remove) is not None:
        await remove(hass, entry)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: HearthTechConfigEntry, device: AnyDeviceEntry
) -> bool:
    """Allow deleting a device from the registry if the stove no longer reports that burner."""
    has_device = entry_type(entry).has_device
    return has_device is not None and not has_device(entry, device)
