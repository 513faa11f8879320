"""Presets for the hobs of known integrations, used to fill in the config flow.

Entities are recognized by the unique ids that the integrations assign; these do not change when an entity is renamed.
Their sources are listed hob by hob in docs/hobs.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re
from typing import Final

from homeassistant.const import UnitOfPower
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_conversion import TemperatureConverter

from ...const import DOMAIN
from ..burner_names import zone_name
from .hob_words import expression
from .mapping import (
    ANSWERS_WITHIN_S,
    CLOUD_ANSWERS_WITHIN_S,
    HEATS,
    SHARED,
    WRITABLE,
    BurnerMapping,
    Control,
    EntityRole,
    HobProposal,
)
from .power_levels import named_scale
from .probe_roles import ProbeRank, own_text, probes_of, thermometer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Patterns of unique ids of one integration by role.

    Each pattern has a group for the zone, or applies to the whole hob.
    """

    roles: Mapping[EntityRole, str]
    level_max: float | None = None
    answers_within_s: float = CLOUD_ANSWERS_WITHIN_S
    confirms: bool = False


PRESETS: Final[Mapping[str, Preset]] = {
    "miele": Preset(
        roles={
            EntityRole.LEVEL: r"-state_plate_step-(?P<zone>\d+)$",
            EntityRole.APPLIANCE: r"-state_status$",
        }
    ),
    "home_connect": Preset(roles={EntityRole.STATE: r"-BSH\.Common\.Status\.OperationState$"}),
    "homeconnect_ws": Preset(
        roles={
            EntityRole.LEVEL: r"sensor_hob_zone_(?P<zone>\d+)_power_?level$",
            EntityRole.STATE: r"sensor_hob_zone_(?P<zone>\d+)_state$",
            EntityRole.PAN_TEMPERATURE: r"sensor_hob_zone_(?P<zone>\d+)_current_?temperature$",
            EntityRole.APPLIANCE: r"sensor_operation_?state$",
        },
        answers_within_s=ANSWERS_WITHIN_S,
    ),
    "homewhiz": Preset(
        roles={
            EntityRole.LEVEL: r"_zone_(?P<zone>\d+)_hob_heater_level$",
            EntityRole.PAN: r"_zone_(?P<zone>\d+)_hob_pan_info$",
            EntityRole.RESIDUAL_HEAT: r"_zone_(?P<zone>\d+)_hob_hot$",
            EntityRole.APPLIANCE: r"^[A-Za-z0-9:-]+_state$",
        }
    ),
    "smartthings": Preset(
        roles={
            EntityRole.LEVEL: r"_burner-0?(?P<zone>\d+)_samsungce\.cooktopHeatingPower_manualLevel_",
            EntityRole.STATE: r"_burner-0?(?P<zone>\d+)_samsungce\.cooktopHeatingPower_heatingMode_",
            EntityRole.APPLIANCE: r"_main_custom\.cooktopOperatingState_",
        },
        level_max=15.0,
    ),
    "lg_thinq": Preset(
        roles={
            EntityRole.LEVEL: r"_(?P<zone>(?:left|right|center|burner|induction|sousvide)[a-z0-9_]*?)_power_level$",
            EntityRole.STATE: r"_(?P<zone>(?:left|right|center|burner|induction|sousvide)[a-z0-9_]*?)_current_state$",
        },
        level_max=9.0,
    ),
    "matter": Preset(
        roles={
            EntityRole.TARGET: r"-(?P<zone>[^-]+)-TemperatureControlTemperatureSetpoint-",
            EntityRole.LEVEL: r"-(?P<zone>[^-]+)-TemperatureControlSelectedTemperatureLevel-",
            EntityRole.SWITCH: r"-(?P<zone>[^-]+)-MatterPowerToggle-",
            EntityRole.PAN_TEMPERATURE: r"-(?P<zone>[^-]+)-TemperatureSensor-",
        },
        answers_within_s=ANSWERS_WITHIN_S,
    ),
}
GENERIC: Final = "generic"

_ZONE: Final = re.compile(
    rf"(?:{expression('zone')})[ _-]*0*(?P<zone>\d+)"
    r"|(?P<place>(?:front|rear|back|left|right|center|middle)[ _-](?:front|rear|back|left|right|center|middle))",
    re.IGNORECASE,
)

_LEVEL: Final = re.compile(expression("level"), re.IGNORECASE)
_TIME: Final = re.compile(r"time|timer|duration|count|minute|second", re.IGNORECASE)
_NO_HEAT: Final = re.compile(r"lock|child|light|lamp|sound|beep|buzzer|pause|fan|hood", re.IGNORECASE)
_ALARM: Final = re.compile(r"probe|alarm|threshold|\bmax|\bmin\b|offset|calibrat", re.IGNORECASE)
"""Numbers of a thermometer that are alarm thresholds, not targets to hold."""
_STOP: Final = re.compile(r"stop|off", re.IGNORECASE)
_PAN: Final = re.compile(r"pan|pot|cookware", re.IGNORECASE)
_HOT: Final = re.compile(r"hot|residual|heat", re.IGNORECASE)


@callback
def propose(hass: HomeAssistant, device_id: str) -> HobProposal | None:
    """Return the burners found on a device; `None` if there are none."""
    registry, language = er.async_get(hass), hass.config.language
    entries = [
        entry
        for entry in er.async_entries_for_device(registry, device_id)
        if not entry.disabled and entry.platform != DOMAIN
    ]
    for platform in dict.fromkeys(entry.platform for entry in entries):
        if (preset := PRESETS.get(platform)) is not None:
            zones = _zones_of(preset, (entry for entry in entries if entry.platform == platform))
            if zones:
                return HobProposal(preset=platform, burners=_burners(zones, preset, language))
    zones = _guess(hass, entries)
    return HobProposal(preset=GENERIC, burners=_burners(zones, None, language)) if zones else None


type _Zones = dict[str, dict[EntityRole, er.RegistryEntry]]


def _zones_of(preset: Preset, entries: Iterable[er.RegistryEntry]) -> _Zones:
    zones: _Zones = {}
    whole: dict[EntityRole, er.RegistryEntry] = {}
    for entry in entries:
        for role, pattern in preset.roles.items():
            if (found := re.search(pattern, entry.unique_id)) is None:
                continue
            if role in SHARED:
                whole.setdefault(role, entry)
                continue
            zone = found.groupdict().get("zone") or "1"
            zones.setdefault(zone, {}).setdefault(role, entry)
    zones = _without_the_whole(zones)
    return {zone: {**roles, **whole} for zone, roles in zones.items()}


def _guess(hass: HomeAssistant, entries: list[er.RegistryEntry]) -> _Zones:
    """Return the burners of a hob without a preset; without entities of heat, the probes of a thermometer."""
    zones: _Zones = {}
    for entry in entries:
        role = _role_of(entry, own_text(hass, entry))
        if role is None and (found := thermometer_of(hass, entry)) is not None:
            role = EntityRole.PAN_TEMPERATURE if found.rank is ProbeRank.PLAIN else EntityRole.PROBE
        if role is not None:
            zones.setdefault(_zone_of(entry), {}).setdefault(role, entry)
    if not any(HEATS & roles.keys() for roles in zones.values()):
        return {number: {EntityRole.PROBE: entry} for number, entry in probes_of(hass, entries).items()}
    return _without_the_whole(_as_pots(zones))


def _zone_of(entry: er.RegistryEntry) -> str:
    found = _ZONE.search(entry.original_name or "") or _ZONE.search(entry.unique_id)
    if found is None:
        return "1"
    return str(int(found["zone"])) if found["zone"] else found["place"].lower()


def _role_of(entry: er.RegistryEntry, names: str) -> EntityRole | None:
    """Return the role of an entity by its domain, unit and names; `None` if it has none.

    Thermometers are classified by `probe_roles`.
    """
    unit, device_class = entry.unit_of_measurement, entry.original_device_class
    hot = unit in TemperatureConverter.VALID_UNITS
    timed, lever = bool(_TIME.search(names)), bool(_LEVEL.search(names))
    match entry.domain:
        case "number" | "input_number" if not timed:
            if hot:
                return None if _ALARM.search(names) else EntityRole.TARGET
            return EntityRole.LEVEL if lever or unit == "%" else None
        case "select" | "input_select" if not timed:
            options = (entry.capabilities or {}).get("options") or ()
            return EntityRole.LEVEL if len(options) > 2 and named_scale(map(str, options)) else None
        case "switch" | "input_boolean" if not timed and not _NO_HEAT.search(names):
            return EntityRole.SWITCH
        case "sensor" if unit in set(UnitOfPower):
            return EntityRole.POWER
        case "binary_sensor" if _PAN.search(names):
            return EntityRole.PAN
        case "binary_sensor" if device_class == "heat" or _HOT.search(names):
            return EntityRole.RESIDUAL_HEAT
        case "button" if _STOP.search(names):
            return EntityRole.STOP
    return None


def _as_pots(zones: _Zones) -> _Zones:
    """Convert thermometers without a hob to open pots."""
    for roles in zones.values():
        if roles.keys() == {EntityRole.PAN_TEMPERATURE}:
            roles[EntityRole.PROBE] = roles.pop(EntityRole.PAN_TEMPERATURE)
    return zones


def _without_the_whole(zones: _Zones) -> _Zones:
    """Remove the switch, meter and stop button of the whole hob if there are burners with levels."""
    if not any({EntityRole.LEVEL, EntityRole.TARGET} & roles.keys() for roles in zones.values()):
        return zones
    return {
        zone: roles
        for zone, roles in zones.items()
        if roles.keys() & {EntityRole.LEVEL, EntityRole.TARGET, EntityRole.PROBE, EntityRole.PAN_TEMPERATURE}
    }


def _burners(zones: _Zones, preset: Preset | None, language: str) -> tuple[BurnerMapping, ...]:
    found = []
    for n, (zone, roles) in enumerate(sorted(zones.items(), key=lambda item: _order(item[0])), start=1):
        driven = any(entry.domain in WRITABLE.get(role, ()) for role, entry in roles.items())
        found.append(
            BurnerMapping(
                n=n,
                name=zone_name(zone, language, probe=_is_probe(zone, roles)),
                entities={role: entry.id for role, entry in roles.items()},
                control=Control.ADJUST if driven else Control.GUIDE,
                level_max=None if preset is None else preset.level_max,
                answers_within_s=ANSWERS_WITHIN_S if preset is None else preset.answers_within_s,
                confirms=preset is not None and preset.confirms,
            )
        )
    return tuple(found)


def _order(zone: str) -> tuple[int, str]:
    return (int(zone), "") if zone.isdecimal() else (0, zone.lower())


def _is_probe(zone: str, roles: Mapping[EntityRole, er.RegistryEntry]) -> bool:
    """Whether a pot is one of several probes of a thermometer."""
    return roles.keys() == {EntityRole.PROBE} and zone != "1"
