"""A virtual stove that runs inside this Home Assistant, reached over Hearth Link like any other."""

from pathlib import Path
from typing import Any, Final

from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.util.hass_dict import HassKey

from .const import (
    CONF_BURNER_COUNT,
    CONF_BURNER_KIND,
    CONF_CLOCK_RATE,
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    DOMAIN,
)
from .data import StoveConfigEntry
from .stove.simulator.virtual import VirtualStove

HOST: Final = "127.0.0.1"
CLIENT_ID: Final = "home-assistant"
_VIRTUAL: HassKey[dict[str, VirtualStove]] = HassKey(f"{DOMAIN}_virtual")


def virtual_folder(hass: HomeAssistant, entry_unique_id: str) -> Path:
    """Where a virtual stove remembers its identity, its certificate and its keys."""
    return Path(hass.config.path(".storage", f"{DOMAIN}.{entry_unique_id}"))


def virtual_stove(hass: HomeAssistant, entry_id: str) -> VirtualStove | None:
    """The virtual stove of an entry, while it runs."""
    return hass.data.setdefault(_VIRTUAL, {}).get(entry_id)


async def async_start_virtual(hass: HomeAssistant, entry: StoveConfigEntry) -> dict[str, Any]:
    """Switch the virtual stove on. Returns where it is and the key to it.

    Raises:
        ConfigEntryNotReady: when its folder or a port can't be had.
    """
    stove = VirtualStove(
        virtual_folder(hass, entry.unique_id or entry.entry_id),
        burners=entry.data.get(CONF_BURNER_COUNT, 4),
        kind=entry.data.get(CONF_BURNER_KIND, "induction"),
        rate=entry.data.get(CONF_CLOCK_RATE, 1.0),
        name=entry.title,
    )
    try:
        key = await hass.async_add_executor_job(stove.provision, CLIENT_ID)
        await stove.start(HOST)
    except (OSError, ValueError) as error:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="stove_unreachable",
            translation_placeholders={"stove": entry.title, "error": str(error)},
        ) from error
    hass.data.setdefault(_VIRTUAL, {})[entry.entry_id] = stove
    return {
        CONF_HOST: HOST,
        CONF_PORT: stove.port,
        CONF_KEY_ID: CLIENT_ID,
        CONF_KEY: key.hex(),
        CONF_FINGERPRINT: stove.fingerprint,
    }


async def async_stop_virtual(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Switch the entry's virtual stove off, if it has one."""
    if (stove := hass.data.setdefault(_VIRTUAL, {}).pop(entry.entry_id, None)) is not None:
        await stove.stop()
