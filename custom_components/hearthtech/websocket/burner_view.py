"""Read model of stoves and burners for the frontend: flat JSON data, without tracebacks to Home Assistant's entities.

`None` means unknown, never zero. Power is a fraction of the rated power 0-1, temperatures are in °C, moments are seconds
since the epoch of the server's clock.
"""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..adapters.link_stove.burner import LinkStoveBurner
from ..adapters.link_stove.runtime import StoveRuntime
from ..burners.burner import Burner, is_armable
from ..burners.model import BurnerState, Capability, HeatSource
from ..const import DOMAIN
from ..kitchen.kitchen import Kitchen
from ..models import HearthTechData

type View = dict[str, Any]

RANGED: Final = ("power", "temperature", "timer", "power_w")
"""Capabilities of which the range is sent, too."""
CAPABILITIES: Final = (
    *RANGED,
    "pan_temperature",
    "probe_temperature",
    "glass_temperature",
    "pan",
    "residual_heat",
)
TIMER_JITTER_S: Final = 1.5
"""A cut-off that moves by less than this is the same one: stoves report the remaining time in whole seconds."""
HEAT_KEYS: Final = ("available", "source", "power", "target_c", "boost", "timer_ends_at")
"""The fields whose change gives a burner a new revision of its heat."""


@callback
def stove_views(hass: HomeAssistant, home: HearthTechData) -> dict[str, View]:
    """Return the stoves and hobs by id."""
    registry = dr.async_get(hass)
    found: dict[str, View] = {}
    for stove_id, stove in home.stoves.items():
        found[stove_id] = _link_stove(stove) | _place(registry, stove.device_id)
    for hob_id, hob in home.hobs.items():
        thermometer = all(
            not burner.capabilities.power.access.readable
            and not burner.capabilities.temperature.access.readable
            for burner in hob.burners.values()
        )
        found[hob_id] = {
            "id": hob_id,
            "name": hob.name,
            "kind": "thermometer" if thermometer else "entities",
            "available": any(burner.state.available for burner in hob.burners.values()),
            "armed": None,
            "armed_until": None,
            "remote_enabled": None,
            "locked": None,
            "bridges": [],
            "bridged": [],
        } | _place(registry, hob.device_id)
    return found


def _link_stove(stove: StoveRuntime) -> View:
    state, known = stove.state, stove.connected
    return {
        "id": stove.id,
        "name": stove.name,
        "kind": "link",
        "available": known,
        "armed": state.armed if known else None,
        "armed_left_s": state.armed_left_s if known and state.armed else None,
        "remote_enabled": state.remote_enabled if known else None,
        "locked": state.locked if known else None,
        "bridges": [list(pair) for pair in stove.info.bridges],
        "bridged": sorted(state.bridged),
    }


def _place(registry: dr.DeviceRegistry, device_id: str) -> View:
    device = registry.async_get(device_id) if device_id else None
    return {
        "device_id": device_id or None,
        "area_id": None if device is None else device.area_id,
        "name_by_user": None if device is None else device.name_by_user,
    }


@callback
def burner_view(
    burner: Burner,
    *,
    name: str | None,
    device_id: str | None,
    now: float,
    before: View | None,
    kitchen: Kitchen | None,
) -> View:
    """Return one burner. `name` is the user's own name of its device, `before` the view that was sent last."""
    stove_id, _, number = burner.id.rpartition("/")
    state = burner.state
    return {
        "id": burner.id,
        "stove": stove_id,
        "n": int(number),
        "name": name or burner.name,
        "device_id": device_id,
        "armable": is_armable(burner),
        **_equipment(burner),
        **_readings(state),
        **_link_details(burner),
        "timer_ends_at": _ends_at(burner, state, now, before, kitchen),
        "dish": _dish(burner.id, kitchen),
    }


def _equipment(burner: Burner) -> View:
    can, ranges = {}, {}
    for name in CAPABILITIES:
        capability: Capability = getattr(burner.capabilities, name)
        can[name] = capability.access.value
        if name in RANGED and capability.access.readable:
            ranges[name] = [capability.minimum, capability.maximum, capability.step]
    info = burner.info if isinstance(burner, LinkStoveBurner) else None
    return {
        "can": can,
        "range": ranges,
        "kind": None if info is None else info.kind.value,
        "diameter_m": None if info is None else info.diameter_m,
    }


def _readings(state: BurnerState) -> View:
    available = state.available
    return {
        "available": available,
        "source": state.source.value if available else None,
        "power": _rounded(state.power, 3) if available else None,
        "target_c": _rounded(state.target_temperature_c, 1) if available else None,
        "heating": state.heating if available else None,
        "pan_c": _rounded(state.pan_temperature_c, 1) if available else None,
        "probe_c": _rounded(state.probe_temperature_c, 1) if available else None,
        "glass_c": _rounded(state.glass_temperature_c, 1) if available else None,
        "power_w": _rounded(state.power_w, 0) if available else None,
        "pan": None if state.pan is None or not available else state.pan.value,
        "residual_heat": state.residual_heat if available else None,
    }


def _link_details(burner: Burner) -> View:
    if not isinstance(burner, LinkStoveBurner):
        return {"latch": None, "limited": None, "boost": None}
    state = burner.link_state
    latched = state.source.value == HeatSource.LATCHED.value
    return {"latch": state.latch if latched else None, "limited": state.limited, "boost": state.boost}


def _ends_at(
    burner: Burner, state: BurnerState, now: float, before: View | None, kitchen: Kitchen | None
) -> float | None:
    """Return when the burner is turned off, by its own cut-off or by the kitchen; it does not tick."""
    left = None if state.timer_left_s is None else state.timer_left_s / burner.clock_rate
    if left is None and kitchen is not None:
        left = kitchen.timers.delayed_off.left_s(burner.id)
    if left is None or not state.available:
        return None
    ends_at = round(now + left, 1)
    known: float | None = None if before is None else before["timer_ends_at"]
    return known if known is not None and abs(known - ends_at) < TIMER_JITTER_S else ends_at


def _dish(burner_id: str, kitchen: Kitchen | None) -> View | None:
    session = None if kitchen is None else kitchen.sessions.on_burner(burner_id)
    if session is None:
        return None
    dish = next(one for one in session.state.dishes if one.burner_id == burner_id and not one.phase.over)
    return {
        "session": session.id,
        "id": dish.id,
        "name": dish.plan.name,
        "heats": dish.heat is not None and not dish.by_hand,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


@callback
def burner_devices(hass: HomeAssistant) -> Mapping[str, tuple[str, str | None]]:
    """Return the device id and the user's own name of each burner, by burner id."""
    registry = dr.async_get(hass)
    found: dict[str, tuple[str, str | None]] = {}
    for entry in hass.config_entries.async_entries(DOMAIN):
        for device in dr.async_child_entries_for_config_entry(registry, entry.entry_id):
            for domain, burner_id in device.identifiers:
                if domain == DOMAIN:
                    found[burner_id] = (device.id, device.name_by_user)
    return found
