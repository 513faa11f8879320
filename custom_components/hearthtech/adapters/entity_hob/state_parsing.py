"""Parses the state of an entity to the kitchen's units. Uncertain values are `None`."""

import math
import re
from typing import Final

from homeassistant.const import (
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    UnitOfPower,
    UnitOfTemperature,
)
from homeassistant.core import State
from homeassistant.util.unit_conversion import PowerConverter, TemperatureConverter

from ...burners.model import PanState

COLDEST_C: Final = -50.0
HOTTEST_C: Final = 600.0
"""Kitchen thermometers do not read above this; a defective one does (°C)."""
MOST_W: Final = 20_000.0

RUNS: Final = frozenset(
    {
        STATE_ON,
        "run",
        "running",
        "cooking",
        "cooking_in_progress",
        "active",
        "heating",
        "in_use",
        "paused",
        "manual",
        "boost",
        "keep_warm",
        "quick_preheat",
        "simmer",
        "melt",
        "defrost",
    }
)
RESTS: Final = frozenset(
    {
        STATE_OFF,
        "idle",
        "ready",
        "standby",
        "inactive",
        "initial",
        "finished",
        "done",
        "power_off",
        "cooling",
        "residual_heat",
        "residuelheat",
        "not_selectable",
        "notselectable",
    }
)
APPLIANCE_OFF: Final = frozenset(
    {STATE_OFF, "power_off", "poweroff", "switched_off", "standby", "inactive", "main_off", "mainsoff"}
)
"""States of a hob as a whole in which no zone can be on. Unknown and disconnected are not included."""
HOT: Final = frozenset(
    {STATE_ON, "hot", "warm", "high", "low", "h", "residual_heat", "residuelheat", "true", "yes"}
)
COOL: Final = frozenset({STATE_OFF, "cold", "cool", "none", "normal", "false", "no", "off"})
PLACED: Final = frozenset({STATE_ON, "present", "placed", "detected", "pot", "pan", "true", "yes"})
MISSING: Final = frozenset({STATE_OFF, "absent", "none", "missing", "not_detected", "false", "no"})


def present(state: State | None) -> State | None:
    """Return the state; `None` if it is unknown or unavailable."""
    return None if state is None or state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN, ""} else state


def number(state: State | None) -> float | None:
    """Return a finite number."""
    if (state := present(state)) is None:
        return None
    try:
        value = float(state.state)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def temperature_unit(state: State | None) -> str | None:
    """Return the unit of a temperature; `None` for any other unit."""
    unit = None if state is None else state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    return unit if unit in TemperatureConverter.VALID_UNITS else None


def temperature_c(state: State | None) -> float | None:
    """Return a temperature (°C). The unit is read each time, because it may change."""
    value, unit = number(state), temperature_unit(state)
    if value is None or unit is None:
        return None
    celsius = TemperatureConverter.convert(value, unit, UnitOfTemperature.CELSIUS)
    return celsius if COLDEST_C <= celsius <= HOTTEST_C else None


def power_w(state: State | None) -> float | None:
    """Return a power (W)."""
    value = number(state)
    unit = None if state is None else state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    if value is None or unit not in PowerConverter.VALID_UNITS:
        return None
    watts = PowerConverter.convert(value, unit, UnitOfPower.WATT)
    return watts if 0.0 <= watts <= MOST_W else None


def runs(state: State | None) -> bool | None:
    """Whether a state means that the burner is on."""
    return _one_of(state, RUNS, RESTS)


def is_off(state: State | None) -> bool:
    """Whether the state of the whole appliance is off, so that no part of it heats."""
    word = _word(state)
    return word in APPLIANCE_OFF or word.endswith(("_off", "state_standby"))


def is_hot(state: State | None) -> bool | None:
    """Whether a state means residual heat."""
    return _one_of(state, HOT, COOL)


def pan(state: State | None) -> PanState | None:
    """Return the pan state."""
    word = _word(state)
    if word.startswith(("no_pot", "no_pan")):
        return PanState.NONE
    if word.startswith(("pot_", "pan_")) and not word.endswith(("missing", "absent", "none")):
        return PanState.PLACED
    placed = _one_of(state, PLACED, MISSING)
    return None if placed is None else PanState.PLACED if placed else PanState.NONE


def _one_of(state: State | None, yes: frozenset[str], no: frozenset[str]) -> bool | None:
    word = _word(state)
    return True if word in yes else False if word in no else None


def _word(state: State | None) -> str:
    found = present(state)
    return "" if found is None else re.sub(r"[\s-]+", "_", found.state.strip().lower())
