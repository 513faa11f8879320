"""Descriptions of burners as the household allows them, and comparison of two descriptions of a stove."""

from dataclasses import replace
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ...burners.model import Access
from ...const import CONF_KIND, EntryKind
from ...hearth_link.messages import BurnerInfo, StoveInfo
from ...voice.replies import words

DRIVEN: Final = ("power", "temperature", "timer", "boost")
"""Capabilities that heat; read-only if remote control is disabled."""


def shown_model(hass: HomeAssistant, entry: ConfigEntry, info: StoveInfo) -> str:
    """Return the model of a stove; that of a virtual stove in the language of Home Assistant."""
    if entry.data.get(CONF_KIND) == EntryKind.VIRTUAL_STOVE:
        return words("title_virtual_stove", hass.config.language)
    return info.model


def read_only(info: BurnerInfo) -> BurnerInfo:
    """Return the description of a burner that may not be heated from outside."""
    capabilities = {
        name: replace(capability, access=Access.READ) if name in DRIVEN else capability
        for name, capability in info.capabilities.items()
    }
    return replace(info, capabilities=capabilities)


def has_other_entities(before: StoveInfo, now: StoveInfo) -> bool:
    """Whether existing entities no longer fit the stove. A changed number of burners does not count."""
    return (
        before.bridges != now.bridges
        or before.capabilities.keys() != now.capabilities.keys()
        or any(
            before.burners[n].capabilities != one.capabilities
            for n, one in now.burners.items()
            if n in before.burners
        )
    )
