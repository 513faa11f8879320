"""Offer the recipes of a Mealie that Home Assistant knows: a discovered entry that a person accepts or ignores."""

from typing import Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    SOURCE_INTEGRATION_DISCOVERY,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.const import CONF_API_TOKEN, CONF_HOST
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import discovery_flow
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import CONF_MEALIE_ENTRY, DOMAIN
from ..models import KitchenConfigEntry

MEALIE: Final = "mealie"
"""Domain of Home Assistant's integration of Mealie."""


@callback
def async_setup_mealie_offer(hass: HomeAssistant, kitchen_entry: KitchenConfigEntry) -> None:
    """Offer each Mealie that is or becomes loaded, as long as the kitchen is loaded."""

    @callback
    def changed(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == MEALIE and change is not ConfigEntryChange.REMOVED:
            offer(entry)

    @callback
    def offer(entry: ConfigEntry) -> None:
        if entry.state is ConfigEntryState.LOADED:
            kitchen_entry.async_create_background_task(
                hass, _offer(hass, kitchen_entry, entry), "hearthtech Mealie offer"
            )

    kitchen_entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, changed))
    for entry in hass.config_entries.async_entries(MEALIE):
        offer(entry)


async def _offer(hass: HomeAssistant, kitchen_entry: KitchenConfigEntry, entry: ConfigEntry) -> None:
    """Start the flow that asks, unless the book has recipes of this server."""
    host = server_address(entry)
    if host is None or await kitchen_entry.runtime_data.files.has_recipes_below(f"{host}/api/"):
        return
    discovery_flow.async_create_flow(
        hass,
        DOMAIN,
        context={"source": SOURCE_INTEGRATION_DISCOVERY},
        data={CONF_MEALIE_ENTRY: entry.entry_id},
        discovery_key=discovery_flow.DiscoveryKey(domain=MEALIE, key=entry.entry_id, version=1),
    )


def server_address(entry: ConfigEntry) -> str | None:
    """Return the address of the server of an entry of Mealie; `None` if it has no address or token."""
    host, token = entry.data.get(CONF_HOST), entry.data.get(CONF_API_TOKEN)
    if not isinstance(host, str) or not host.startswith(("http://", "https://")) or not token:
        return None
    return host.rstrip("/")
