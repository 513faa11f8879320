"""Compare levels of heat and cut-offs: which change of a burner leaves more heat, higher or for longer, is a raise.

Units: power as a fraction 0-1 (above 1 is boost), temperatures in °C, times in s.
"""

from collections.abc import Iterable
from math import isfinite
from typing import Final

from .heat_request import TOLERANCE, HeatChange, HeatLevel
from .model import BurnerState, HeatSource

FULL_POWER: Final = 1.0
SHOWN_WITHIN_S: Final = 1.0
"""Tolerance of a cut-off, in s: stoves report the remaining time in whole seconds."""


def present_level(state: BurnerState | None) -> HeatLevel | None:
    """The level that a burner is set to; `None` when it is off, an empty level when it is unknown."""
    if state is None:
        return HeatLevel()
    if state.source in {HeatSource.IDLE, HeatSource.LATCHED}:
        return None
    if state.target_temperature_c is not None:
        return HeatLevel(temperature_c=state.target_temperature_c)
    return None if state.power == 0.0 else HeatLevel(power=state.power)


def level_raises(now: HeatLevel | None, then: HeatLevel | None) -> bool:
    """Whether `then` may be more heat than `now` (`None`: off). Levels that can't be compared are a raise."""
    if then is None or then.off:
        return False
    values = [value for value in (then.power, then.temperature_c) if value is not None]
    if len(values) != 1 or not isfinite(values[0]) or values[0] < 0 or now is None or now.off:
        return True
    if then.power is not None:
        return now.power is None or not then.power <= now.power + TOLERANCE
    if now.temperature_c is not None:
        return not values[0] <= now.temperature_c + TOLERANCE
    # A held temperature never needs more than full power.
    return now.power is None or now.power < FULL_POWER


def cutoff_raises(left_s: float | None, *, timer_s: float | None, drops_timer: bool = False) -> bool:
    """Whether heat that ends by itself in `left_s` (`None`: never) lasts longer with this cut-off."""
    if drops_timer:
        return left_s is not None
    if timer_s is None or left_s is None:
        return timer_s is not None and not (isfinite(timer_s) and timer_s > 0)
    return not 0 < timer_s <= left_s - SHOWN_WITHIN_S


def raises_heat(state: BurnerState | None, change: HeatChange) -> bool:
    """Whether a change leaves more heat, higher or for longer, than there would be without it."""
    if change.power == 0.0:
        return False
    now = present_level(state)
    if now is None or level_raises(now, change.level):
        return True
    left_s = None if state is None else state.timer_left_s
    return cutoff_raises(left_s, timer_s=change.timer_s, drops_timer=change.drops_timer)


def highest(levels: Iterable[HeatLevel | None]) -> HeatLevel | None:
    """The highest of some levels, as it is stated in a question: the highest power, or else the highest temperature."""
    known = [level for level in levels if level is not None and not level.off]
    powers = [level.power for level in known if level.power is not None]
    if powers:
        return HeatLevel(power=max(powers))
    temperatures = [level.temperature_c for level in known if level.temperature_c is not None]
    return HeatLevel(temperature_c=max(temperatures)) if temperatures else None
