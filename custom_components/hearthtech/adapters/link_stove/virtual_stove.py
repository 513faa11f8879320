"""A virtual stove that runs inside Home Assistant and is connected over Hearth Link."""

from pathlib import Path
from typing import Any, Final

from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.util.hass_dict import HassKey

from ...const import (
    CONF_BURNER_COUNT,
    CONF_BURNER_KIND,
    CONF_CLOCK_RATE,
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    DOMAIN,
)
from ...hearth_link.simulator.virtual import VirtualStove, usual_burners
from ..burner_names import usual_names
from .runtime import StoveConfigEntry

HOST: Final = "127.0.0.1"
CLIENT_ID: Final = "home-assistant"
_VIRTUAL: HassKey[dict[str, VirtualStove]] = HassKey(f"{DOMAIN}_virtual")


def virtual_folder(hass: HomeAssistant, entry_unique_id: str) -> Path:
    """Return the folder in which a virtual stove stores its identity, its certificate and its keys."""
    return Path(hass.config.path(".storage", f"{DOMAIN}.{entry_unique_id}"))


def virtual_stove(hass: HomeAssistant, entry_id: str) -> VirtualStove | None:
    """Return the running virtual stove of an entry."""
    return hass.data.setdefault(_VIRTUAL, {}).get(entry_id)


async def async_start_virtual(hass: HomeAssistant, entry: StoveConfigEntry) -> dict[str, Any]:
    """Start the virtual stove. Returns its address and key.

    Raises:
        ConfigEntryNotReady: when its folder or a port can't be had.
    """
    kind = entry.data.get(CONF_BURNER_KIND, "induction")
    names = usual_names(hass.config.language)
    stove = VirtualStove(
        virtual_folder(hass, entry.unique_id or entry.entry_id),
        burners=usual_burners(entry.data.get(CONF_BURNER_COUNT, 4), kind, names),
        kind=kind,
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
    """Stop the virtual stove of the entry, if it has one."""
    if (stove := hass.data.setdefault(_VIRTUAL, {}).pop(entry.entry_id, None)) is not None:
        await stove.stop()
