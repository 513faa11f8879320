"""Config entry of a stove: a real one on the network, or a virtual one inside Home Assistant."""

from dataclasses import asdict
from functools import partial
import shutil
from typing import Any, Final

from homeassistant.const import CONF_HOST, CONF_PORT, EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import AnyDeviceEntry

from ..adapters.link_stove.issues import clear_changed_certificate, report_changed_certificate
from ..adapters.link_stove.runtime import StoveConfigEntry, StoveRuntime
from ..adapters.link_stove.virtual_stove import async_start_virtual, async_stop_virtual, virtual_folder
from ..const import (
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_KIND,
    CONF_LEASE_TIME,
    DEFAULT_LEASE_S,
    DOMAIN,
    EntryKind,
)
from ..entities.burner import async_remove_stale_entities
from ..entities.retired import async_forget_retired, async_retire_entities
from ..hearth_link.client import LinkClient
from ..hearth_link.errors import CertificateChanged, LinkAuthError, LinkError
from ..json_encoding import to_json
from ..models import async_get_data
from .entry_type import EntryType


async def async_setup_stove(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Connect to the stove and subscribe to it.

    Raises:
        ConfigEntryAuthFailed: when the key, or the certificate, is not what it was.
        ConfigEntryNotReady: when the stove can't be reached; Home Assistant tries again.
    """
    address = dict(entry.data)
    if entry.data[CONF_KIND] == EntryKind.VIRTUAL_STOVE:
        address |= await async_start_virtual(hass, entry)
    client = _client(hass, entry, address)
    try:
        await client.start()
    except LinkError as error:
        await async_stop_virtual(hass, entry)
        placeholders = {"stove": entry.title, "error": str(error)}
        if not isinstance(error, LinkAuthError):
            raise ConfigEntryNotReady(
                translation_domain=DOMAIN,
                translation_key="stove_unreachable",
                translation_placeholders=placeholders,
            ) from error
        key = "stove_key_refused"
        if isinstance(error, CertificateChanged):
            key = "stove_certificate_changed"
            report_changed_certificate(hass, entry, error)
        raise ConfigEntryAuthFailed(
            translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
        ) from error
    clear_changed_certificate(hass, entry)
    home = async_get_data(hass)
    entry.runtime_data = stove = StoveRuntime(hass, entry, client, home.burners, home.stoves)
    if entry.title == stove.info.model != stove.name:
        hass.config_entries.async_update_entry(entry, title=stove.name)
    entry.async_on_unload(stove.attach())
    async_retire_entities(hass, entry)

    async def stop(_: Event) -> None:
        await client.close()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))


async def async_unload_stove(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Unload a stove. Releases the lease, which turns remote heat off, and closes the connection."""
    await entry.runtime_data.client.close()
    await async_stop_virtual(hass, entry)


async def async_remove_stove(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Delete what was stored of a stove: its repair issue, and the identity and keys of a virtual stove."""
    clear_changed_certificate(hass, entry)
    async_forget_retired(hass, entry)
    if entry.data[CONF_KIND] == EntryKind.VIRTUAL_STOVE:
        folder = virtual_folder(hass, entry.unique_id or entry.entry_id)
        await hass.async_add_executor_job(partial(shutil.rmtree, folder, ignore_errors=True))


def has_burner_device(entry: StoveConfigEntry, device: AnyDeviceEntry) -> bool:
    """Whether a device is the stove, or one of its burners."""
    stove = entry.runtime_data
    here = {(DOMAIN, stove.id), *((DOMAIN, burner.id) for burner in stove.burners.values())}
    return bool(device.identifiers & here)


async def async_stove_diagnostics(hass: HomeAssistant, entry: StoveConfigEntry) -> dict[str, Any]:
    """Diagnostics of a stove: its identity and its present state."""
    stove = entry.runtime_data
    return {
        "connected": stove.connected,
        "events_lost": stove.client.events_lost,
        "info": to_json(stove.info),
        "state": to_json(stove.state),
        "burners": {str(n): asdict(stove.burner_state(n)) for n in stove.burners},
    }


def _client(hass: HomeAssistant, entry: StoveConfigEntry, address: dict[str, Any]) -> LinkClient:
    return LinkClient(
        async_get_clientsession(hass, verify_ssl=False),
        address[CONF_HOST],
        address[CONF_PORT],
        client_id=address[CONF_KEY_ID],
        key=bytes.fromhex(address[CONF_KEY]),
        fingerprint=address[CONF_FINGERPRINT],
        lease_s=entry.options.get(CONF_LEASE_TIME, DEFAULT_LEASE_S),
    )


STOVE: Final = EntryType(
    platforms=(
        Platform.BINARY_SENSOR,
        Platform.BUTTON,
        Platform.EVENT,
        Platform.NUMBER,
        Platform.SELECT,
        Platform.SENSOR,
        Platform.SWITCH,
    ),
    set_up=async_setup_stove,
    unload=async_unload_stove,
    diagnostics=async_stove_diagnostics,
    after_platforms=async_remove_stale_entities,
    remove=async_remove_stove,
    has_device=has_burner_device,
)
