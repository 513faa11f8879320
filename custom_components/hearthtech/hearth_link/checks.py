"""Checks of received values: types and published ranges. A value outside its range is unknown."""

from collections.abc import Callable, Mapping
import math
from typing import Final

from ..burners.model import HeatSource, PanState
from .errors import LinkProtocolError


def number(value: object) -> float | None:
    """A finite number or `None`.

    Raises:
        LinkProtocolError: when it is something else.
    """
    if value is None or (
        isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value)
    ):
        return value
    raise LinkProtocolError(f"not a number: {value!r}")


def flag(value: object) -> bool | None:
    """A boolean or `None`.

    Raises:
        LinkProtocolError: when it is something else.
    """
    if value is None or isinstance(value, bool):
        return value
    raise LinkProtocolError(f"not a boolean: {value!r}")


def text(value: object) -> str | None:
    """A text, shortened to `MAX_TEXT`, or `None`.

    Raises:
        LinkProtocolError: when it is something else.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value[:MAX_TEXT]
    raise LinkProtocolError(f"not a text: {value!r}")


def count(value: object, what: str, least: int = 0) -> int:
    """A revision, sequence number, time in ms or burner number.

    Raises:
        LinkProtocolError: when it is not an integer from `least` to `MAX_COUNT`.
    """
    if type(value) is not int or not least <= value <= MAX_COUNT:
        raise LinkProtocolError(f"{what}: an integer from {least} to 2^53 expected")
    return value


_SOURCES = {source.value: source for source in HeatSource}
_PANS: dict[str | None, PanState | None] = {None: None, **{pan.value: pan for pan in PanState}}


def _source(value: object) -> HeatSource:
    try:
        return _SOURCES[value]  # type: ignore[index]
    except KeyError, TypeError:
        raise LinkProtocolError(f"unknown source: {value!r}") from None


def _pan(value: object) -> PanState | None:
    try:
        return _PANS[value]  # type: ignore[index]
    except KeyError, TypeError:
        raise LinkProtocolError(f"unknown pan state: {value!r}") from None


NUMBERS: Final = frozenset({
    "power", "target_temperature_c", "knob", "pan_temperature_c", "probe_temperature_c", "glass_temperature_c",
    "power_w", "energy_wh", "timer_left_s", "limit_left_s",
    "boost_left_s",
})  # fmt: skip
TEMPERATURE_C: Final = (-60.0, 1000.0)
POWER_W: Final = (0.0, 100_000.0)
_DAYS_S: Final = (0.0, 7 * 24 * 3600.0)
RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "power": (0.0, 1.0),
    "knob": (0.0, 1.0),
    "target_temperature_c": TEMPERATURE_C,
    "pan_temperature_c": TEMPERATURE_C,
    "probe_temperature_c": TEMPERATURE_C,
    "glass_temperature_c": TEMPERATURE_C,
    "power_w": POWER_W,
    "energy_wh": (0.0, 1e12),
    "timer_left_s": _DAYS_S,
    "limit_left_s": _DAYS_S,
    "boost_left_s": _DAYS_S,
}
"""Published range of each number of a burner. A value outside is unknown (`None`): a broken sensor, not a hot pan."""
STOVE_RANGES: Final[Mapping[str, tuple[float, float]]] = {"armed_left_s": _DAYS_S, "power_cap_w": POWER_W}
"""The same for the stove as a whole."""
MAX_COUNT: Final = 2**53
"""Largest revision, sequence number and time in ms: the largest integers that every JSON reader keeps exactly."""
MAX_BURNERS: Final = 64
MAX_CAPABILITY: Final = 1e6
"""Largest absolute value of a capability's range and step."""
MAX_TEXT: Final = 256
"""Characters of a name or another text; a longer one is shortened."""
NUMERIC: Final = frozenset({int, float, type(None)})
CHECKS: dict[str, Callable[[object], object]] = {
    "source": _source,
    "pan": _pan,
    "latch": text,
    "name": text,
    **dict.fromkeys(("boost", "heating", "limited", "residual_heat", "sensor_ok"), flag),
    **dict.fromkeys(NUMBERS, number),
}
"""How each known property is checked. Unknown names belong to a newer minor version and are ignored."""
