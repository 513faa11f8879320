"""What the hobs of known integrations look like, so that adding one fills itself in.

Told apart by the unique ids that the integrations give their entities, which stay when names are changed. Where those
were read is written in docs/hobs.md, hob by hob.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re
from typing import Final

from homeassistant.const import UnitOfPower
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_conversion import TemperatureConverter

from .levels import named_scale
from .mapping import (
    ANSWERS_WITHIN_S,
    CLOUD_ANSWERS_WITHIN_S,
    WRITABLE,
    BurnerMapping,
    Control,
    Proposal,
    Role,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """The hobs of one integration: which unique ids are what. Each pattern names its zone, or means the whole hob."""

    roles: Mapping[Role, str]
    level_max: float | None = None
    answers_within_s: float = CLOUD_ANSWERS_WITHIN_S
    confirms: bool = False


PRESETS: Final[Mapping[str, Preset]] = {
    "miele": Preset(roles={Role.LEVEL: r"-state_plate_step-(?P<zone>\d+)$"}),
    "home_connect": Preset(roles={Role.STATE: r"-BSH\.Common\.Status\.OperationState$"}),
    "homeconnect_ws": Preset(
        roles={
            Role.LEVEL: r"sensor_hob_zone_(?P<zone>\d+)_power_?level$",
            Role.STATE: r"sensor_hob_zone_(?P<zone>\d+)_state$",
            Role.PAN_TEMPERATURE: r"sensor_hob_zone_(?P<zone>\d+)_current_?temperature$",
        },
        answers_within_s=ANSWERS_WITHIN_S,
    ),
    "homewhiz": Preset(
        roles={
            Role.LEVEL: r"_zone_(?P<zone>\d+)_hob_heater_level$",
            Role.PAN: r"_zone_(?P<zone>\d+)_hob_pan_info$",
            Role.RESIDUAL_HEAT: r"_zone_(?P<zone>\d+)_hob_hot$",
        }
    ),
    "smartthings": Preset(
        roles={
            Role.LEVEL: r"_burner-0?(?P<zone>\d+)_samsungce\.cooktopHeatingPower_manualLevel_",
            Role.STATE: r"_burner-0?(?P<zone>\d+)_samsungce\.cooktopHeatingPower_heatingMode_",
        },
        level_max=15.0,
    ),
    "lg_thinq": Preset(
        roles={
            Role.LEVEL: r"_(?P<zone>(?:left|right|center|burner|induction|sousvide)[a-z0-9_]*?)_power_level$",
            Role.STATE: r"_(?P<zone>(?:left|right|center|burner|induction|sousvide)[a-z0-9_]*?)_current_state$",
        },
        level_max=9.0,
    ),
    "matter": Preset(
        roles={
            Role.TARGET: r"-(?P<zone>[^-]+)-TemperatureControlTemperatureSetpoint-",
            Role.LEVEL: r"-(?P<zone>[^-]+)-TemperatureControlSelectedTemperatureLevel-",
            Role.SWITCH: r"-(?P<zone>[^-]+)-MatterPowerToggle-",
            Role.PAN_TEMPERATURE: r"-(?P<zone>[^-]+)-TemperatureSensor-",
        },
        answers_within_s=ANSWERS_WITHIN_S,
    ),
}
GENERIC: Final = "generic"

_ZONE: Final = re.compile(
    r"(?:zone|burner|plate|hob|ring|surface|kochzone|foyer|fuego|zona|fuoco)[ _-]*0*(?P<zone>\d+)"
    r"|(?P<place>(?:front|rear|back|left|right|center|middle)[ _-](?:front|rear|back|left|right|center|middle))",
    re.IGNORECASE,
)
_FOOD: Final = re.compile(r"probe|core|food|meat|internal|tip|kern", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"ambient|surface|board|chip|cpu|room|device|battery|grill|target|set", re.IGNORECASE
)
_LEVEL: Final = re.compile(r"level|power|heat|stage|stufe|leistung|gear", re.IGNORECASE)
_TIME: Final = re.compile(r"time|timer|duration|count|minute|second", re.IGNORECASE)
_NO_HEAT: Final = re.compile(r"lock|child|light|lamp|sound|beep|buzzer|pause|fan|hood", re.IGNORECASE)
_STOP: Final = re.compile(r"stop|off", re.IGNORECASE)
_PAN: Final = re.compile(r"pan|pot|cookware", re.IGNORECASE)
_HOT: Final = re.compile(r"hot|residual|heat", re.IGNORECASE)


@callback
def propose(hass: HomeAssistant, device_id: str) -> Proposal | None:
    """The burners that a device seems to have; `None` when none is seen."""
    registry = er.async_get(hass)
    entries = [entry for entry in er.async_entries_for_device(registry, device_id) if not entry.disabled]
    for platform in dict.fromkeys(entry.platform for entry in entries):
        if (preset := PRESETS.get(platform)) is not None:
            zones = _zones_of(preset, (entry for entry in entries if entry.platform == platform))
            if zones:
                return Proposal(preset=platform, burners=_burners(zones, preset))
    zones = _guess(entries)
    return Proposal(preset=GENERIC, burners=_burners(zones, None)) if zones else None


type _Zones = dict[str, dict[Role, er.RegistryEntry]]


def _zones_of(preset: Preset, entries: Iterable[er.RegistryEntry]) -> _Zones:
    zones: _Zones = {}
    for entry in entries:
        for role, pattern in preset.roles.items():
            if (found := re.search(pattern, entry.unique_id)) is not None:
                zone = found.groupdict().get("zone") or "1"
                zones.setdefault(zone, {}).setdefault(role, entry)
    return _without_the_whole(zones)


def _guess(entries: Iterable[er.RegistryEntry]) -> _Zones:
    zones: _Zones = {}
    for entry in entries:
        names = " ".join(
            text.replace("_", " ") for text in (entry.original_name, entry.unique_id, entry.entity_id) if text
        )
        if (role := _role_of(entry, names)) is None:
            continue
        found = _ZONE.search(entry.original_name or "") or _ZONE.search(entry.unique_id)
        zone = "1" if found is None else str(int(found["zone"])) if found["zone"] else found["place"].lower()
        zones.setdefault(zone, {}).setdefault(role, entry)
    return _without_the_whole(_as_pots(zones))


def _role_of(entry: er.RegistryEntry, names: str) -> Role | None:
    """What an entity is by its kind, its unit and its names; `None` when it is nothing of a burner."""
    unit, device_class = entry.unit_of_measurement, entry.original_device_class
    hot = unit in TemperatureConverter.VALID_UNITS
    timed, lever = bool(_TIME.search(names)), bool(_LEVEL.search(names))
    match entry.domain:
        case "number" | "input_number" if not timed:
            return Role.TARGET if hot else Role.LEVEL if lever or unit == "%" else None
        case "select" | "input_select" if not timed:
            options = (entry.capabilities or {}).get("options") or ()
            return Role.LEVEL if len(options) > 2 and named_scale(map(str, options)) else None
        case "switch" | "input_boolean" if not timed and not _NO_HEAT.search(names):
            return Role.SWITCH
        case "sensor" if hot and not (_ELSEWHERE.search(names) and not _FOOD.search(names)):
            return Role.PROBE if _FOOD.search(names) else Role.PAN_TEMPERATURE
        case "sensor" if unit in set(UnitOfPower):
            return Role.POWER
        case "binary_sensor" if _PAN.search(names):
            return Role.PAN
        case "binary_sensor" if device_class == "heat" or _HOT.search(names):
            return Role.RESIDUAL_HEAT
        case "button" if _STOP.search(names):
            return Role.STOP
    return None


def _as_pots(zones: _Zones) -> _Zones:
    """A thermometer without a hob measures what it is stuck into."""
    for roles in zones.values():
        if roles.keys() == {Role.PAN_TEMPERATURE}:
            roles[Role.PROBE] = roles.pop(Role.PAN_TEMPERATURE)
    return zones


def _without_the_whole(zones: _Zones) -> _Zones:
    """The switch, meter or stop button of the whole hob is no burner beside burners with levels."""
    if not any({Role.LEVEL, Role.TARGET} & roles.keys() for roles in zones.values()):
        return zones
    return {
        zone: roles
        for zone, roles in zones.items()
        if roles.keys() & {Role.LEVEL, Role.TARGET, Role.PROBE, Role.PAN_TEMPERATURE}
    }


def _burners(zones: _Zones, preset: Preset | None) -> tuple[BurnerMapping, ...]:
    found = []
    for n, (zone, roles) in enumerate(sorted(zones.items(), key=lambda item: _order(item[0])), start=1):
        driven = any(entry.domain in WRITABLE.get(role, ()) for role, entry in roles.items())
        found.append(
            BurnerMapping(
                n=n,
                name=_name(zone),
                entities={role: entry.id for role, entry in roles.items()},
                control=Control.ADJUST if driven else Control.GUIDE,
                level_max=None if preset is None else preset.level_max,
                answers_within_s=ANSWERS_WITHIN_S if preset is None else preset.answers_within_s,
                confirms=preset is not None and preset.confirms,
            )
        )
    return tuple(found)


def _order(zone: str) -> tuple[int, str]:
    return (int(zone), "") if zone.isdecimal() else (0, zone)


def _name(zone: str) -> str:
    words = re.sub(r"[_-]+", " ", zone).strip()
    return f"Zone {words}" if words.isdecimal() else words.capitalize()
