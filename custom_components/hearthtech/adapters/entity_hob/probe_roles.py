"""Classifies the thermometers of a device: which measure food, and which belong to one probe.

Classified by domain, unit, device class and entity category, then by the role that the integration gives an entity: its
translation key, its unique id and its own name without the name of the device. Entity ids are not used: they contain
the device's name ("sensor.meater_probe_1234abcd_ambient_temperature") and may be changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
import re
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util.unit_conversion import TemperatureConverter

from .hob_words import expression


class ProbeRank(IntEnum):
    """How certainly a thermometer measures food, the most certain first."""

    CORE = 0
    """The inner end of a probe: core, internal, tip."""
    PROBE = 1
    """A probe without further information."""
    PLAIN = 2
    """A temperature without further information."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThermometerEntity:
    """A thermometer that may measure food."""

    entry: er.RegistryEntry
    rank: ProbeRank
    number: str | None
    """Number of the probe, if the device has several."""


_NOT_FOOD: Final = re.compile(expression("not_food"), re.IGNORECASE)
_NOT_FOOD_ALONE: Final = re.compile(expression("not_food_alone"), re.IGNORECASE)
"""Places that are not food, unless the same name mentions a probe ("Grill probe 1")."""
_CORE: Final = re.compile(expression("core"), re.IGNORECASE)
_PROBE: Final = re.compile(expression("probe"), re.IGNORECASE)
_NUMBER: Final = re.compile(
    rf"(?:{expression('number')})"
    r"[ _#-]*0*(?P<number>\d{1,2})(?!\d)|(?:probe|channel|sonde)[ _]+(?P<letter>[a-d])\b",
    re.IGNORECASE,
)
_PLATFORM_CORE: Final[Mapping[str, str]] = {
    "meater": r"-internal$",
    "combustion": r"core",
}
"""Integrations whose probes have several thermometers each: pattern of the unique id of the one in the food."""


def own_text(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    """Return the integration's name for an entity, without the name of its device."""
    name = entry.original_name or ""
    device = dr.async_get(hass).async_get(entry.device_id) if entry.device_id else None
    for device_name in (device.name, device.name_by_user) if device is not None else ():
        if device_name and name.lower().startswith(device_name.lower()):
            name = name[len(device_name) :]
    parts = (entry.translation_key or "", name, entry.unique_id)
    return re.sub(r"[_.:/-]+", " ", " | ".join(parts)).strip()


def is_temperature(hass: HomeAssistant, entry: er.RegistryEntry) -> bool:
    """Whether an entity is a temperature sensor and not diagnostic."""
    if entry.domain != "sensor" or entry.entity_category is not None:
        return False
    state = hass.states.get(entry.entity_id)
    unit = entry.unit_of_measurement or (
        None if state is None else state.attributes.get("unit_of_measurement")
    )
    device_class = entry.device_class or entry.original_device_class
    return unit in TemperatureConverter.VALID_UNITS and device_class in {None, "temperature"}


def thermometer_of(hass: HomeAssistant, entry: er.RegistryEntry) -> ThermometerEntity | None:
    """Return the entity as a thermometer in food; `None` if it measures something else."""
    if not is_temperature(hass, entry):
        return None
    text = own_text(hass, entry)
    pattern = _PLATFORM_CORE.get(entry.platform)
    if _NOT_FOOD.search(text):
        return None
    core = bool(_CORE.search(text) or (pattern is not None and re.search(pattern, entry.unique_id)))
    probe = bool(_PROBE.search(text))
    if not core and not probe and _NOT_FOOD_ALONE.search(text):
        return None
    own_name = text.split("|")[1] if text.count("|") >= 2 else text
    found = _NUMBER.search(own_name) or _NUMBER.search(text)
    number = None if found is None else found["number"] or found["letter"].upper()
    rank = ProbeRank.CORE if core else ProbeRank.PROBE if probe else ProbeRank.PLAIN
    return ThermometerEntity(entry=entry, rank=rank, number=number)


def probes_of(hass: HomeAssistant, entries: Iterable[er.RegistryEntry]) -> dict[str, er.RegistryEntry]:
    """Return the probes of a device without burners, by number or name, with one thermometer each.

    If an integration distinguishes the core of a probe from its other thermometers, only the core counts; if it
    distinguishes probes from the device's own temperature, only the probes count.
    """
    found = [one for entry in entries if (one := thermometer_of(hass, entry)) is not None]
    if not found:
        return {}
    best = min(one.rank for one in found)
    if best is ProbeRank.CORE:
        found = [
            one for one in found if one.rank is ProbeRank.CORE or (one.number and one.rank is ProbeRank.PROBE)
        ]
        cores = {one.number for one in found if one.rank is ProbeRank.CORE}
        found = [one for one in found if one.rank is ProbeRank.CORE or None not in cores]
    elif best is ProbeRank.PROBE:
        found = [one for one in found if one.rank is ProbeRank.PROBE or one.number is not None]
    probes: dict[str, er.RegistryEntry] = {}
    several = len({one.number for one in found}) < len(found)
    for one in sorted(found, key=lambda one: one.rank):
        label = one.number
        if label is None:
            label = _label(one.entry) if several and len(found) > 1 else "1"
        if label in probes and one.number is None:
            label = f"{label} {len(probes) + 1}"
        probes.setdefault(label, one.entry)
    return probes


def _label(entry: er.RegistryEntry) -> str:
    return (entry.original_name or entry.unique_id).strip() or "1"
