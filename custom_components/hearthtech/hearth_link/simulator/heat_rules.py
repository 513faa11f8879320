"""Rules for heat from outside that depend on the burner only: values, and the state of the burner."""

from ...burners import limits
from ...burners.model import HeatSource, RefusalCode
from ..errors import LinkRefused, ProtocolCode
from .burner import SimBurner


def check_values(
    burner: SimBurner, power: float | None, target_c: float | None, timer_s: float | None, *, boost: bool
) -> None:
    """Check the values of a heat command.

    Raises:
        LinkRefused: `invalid`, `unsupported`, `out_of_range`.
    """
    if (power is None) == (target_c is None):
        raise LinkRefused(RefusalCode.INVALID, {"reason": "exactly one of power and temperature_c"})
    if not burner.spec.remote or (target_c is not None and not burner.spec.hold):
        raise LinkRefused(RefusalCode.UNSUPPORTED)
    if boost and (power is None or not burner.can_boost):
        raise LinkRefused(RefusalCode.UNSUPPORTED, {"property": "boost"})
    for name, value, (low, high) in (
        ("power", power, (0.0, 1.0)),
        ("temperature_c", target_c, limits.HOLD_RANGE_C),
        ("timer_s", timer_s, limits.TIMER_RANGE_S),
    ):
        if value is not None and not low <= value <= high:
            raise LinkRefused(RefusalCode.OUT_OF_RANGE, {"property": name, "minimum": low, "maximum": high})


def check_burner(burner: SimBurner, *, start: bool, armed: bool, hold: bool) -> None:
    """Check that a burner may be heated now.

    Args:
        burner: the burner; its heat is neither manual nor latched.
        start: whether the command may turn on a burner that is off.
        armed: whether the stove is armed for remote starts.
        hold: whether a temperature is to be held.

    Raises:
        LinkRefused: `overheated`, `sensor_failed`, `not_on`, `not_armed`, `no_pan`.
    """
    if burner.too_hot:
        raise LinkRefused(RefusalCode.OVERHEATED, {"maximum": limits.OVERHEAT_CLEAR_C})
    if hold and not burner.sensor_ok:
        raise LinkRefused(ProtocolCode.SENSOR_FAILED)
    if burner.source is HeatSource.IDLE:
        if not start:
            raise LinkRefused(RefusalCode.NOT_ON)
        if not armed:
            raise LinkRefused(RefusalCode.NOT_ARMED)
        if burner.pan_state is not None and not burner.physics.couples:
            raise LinkRefused(RefusalCode.NO_PAN)
