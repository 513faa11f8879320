"""The entry of a stove: a real one over the network, or a virtual one inside this Home Assistant."""

from typing import Any

from homeassistant.const import CONF_HOST, CONF_PORT, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .const import (
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_KIND,
    CONF_LEASE_TIME,
    DEFAULT_LEASE_S,
    DOMAIN,
    EntryKind,
)
from .data import StoveConfigEntry, household
from .repairs import clear_changed_certificate, report_changed_certificate
from .stove.client import LinkClient
from .stove.errors import CertificateChanged, LinkAuthError, LinkError
from .stove_runtime import StoveRuntime
from .virtual import async_start_virtual, async_stop_virtual


async def async_setup_stove(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Connect to the stove and follow it.

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
    entry.runtime_data = stove = StoveRuntime(hass, entry, client, household(hass))
    entry.async_on_unload(stove.attach())

    async def stop(_: Event) -> None:
        await client.close()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))


async def async_unload_stove(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Give the lease back, which turns remote heat off, and hang up."""
    await entry.runtime_data.client.close()
    await async_stop_virtual(hass, entry)


def has_burner_device(entry: StoveConfigEntry, device: AnyDeviceEntry) -> bool:
    """Whether a device is the stove, or a burner that it has."""
    stove = entry.runtime_data
    here = {(DOMAIN, stove.id), *((DOMAIN, burner.id) for burner in stove.burners.values())}
    return bool(device.identifiers & here)


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
