"""Validates commands to a burner before anything is sent."""

from ...burners.model import Access, BurnerRefused, HeatSource, RefusalCode
from .command_tracker import CommandTracker, HeatSetting
from .state_reader import BurnerReader


def asked_setting(
    reader: BurnerReader, drive: Access, *, power: float | None, temperature_c: float | None, why: str
) -> HeatSetting:
    """Return the requested setting in the hob's own levels.

    Args:
        reader: the burner.
        drive: how far the household lets it be driven.
        power: 0–1, or `None`.
        temperature_c: to be held, or `None`; one of them.
        why: the reason to give where it could be driven and is not.

    Raises:
        BurnerRefused: `INVALID`, `UNSUPPORTED`, `REMOTE_OFF`, `OUT_OF_RANGE`.
    """
    if (power is None) == (temperature_c is None):
        raise BurnerRefused(RefusalCode.INVALID, {"reason": "one of power and temperature"})
    can = reader.capabilities(drive)
    limits = can.power if power is not None else can.temperature
    if not limits.access.writable:
        if not reader.drivable:
            raise BurnerRefused(RefusalCode.UNSUPPORTED)
        raise BurnerRefused(RefusalCode.REMOTE_OFF, {"why": why})
    value = power if power is not None else temperature_c
    low, high = limits.minimum, limits.maximum
    if value is None or not (low is None or value >= low) or not (high is None or value <= high):
        raise BurnerRefused(RefusalCode.OUT_OF_RANGE, {"minimum": low, "maximum": high})
    if power is None:
        return HeatSetting(
            on=True, target_c=None if temperature_c is None else reader.own_target_c(temperature_c)
        )
    scale = reader.used_scale
    level = None if scale is None else scale.value(power)
    if scale is None or level is None:
        raise BurnerRefused(RefusalCode.OUT_OF_RANGE, {"power": power})
    return HeatSetting(on=True, power=scale.power(level))


def check(heat: CommandTracker, drive: Access, *, start: bool) -> None:
    """Raise an error if the command is not allowed now.

    Raises:
        BurnerRefused: `LATCHED`, `MANUAL`, `NOT_ON`, `REMOTE_OFF`.
    """
    match heat.source:
        case HeatSource.LATCHED:
            raise BurnerRefused(RefusalCode.LATCHED)
        case HeatSource.MANUAL if heat.touched:
            raise BurnerRefused(RefusalCode.MANUAL)
        case HeatSource.IDLE if not start:
            raise BurnerRefused(RefusalCode.NOT_ON)
        case HeatSource.IDLE if drive is not Access.START:
            raise BurnerRefused(RefusalCode.REMOTE_OFF, {"why": "hand_first"})


def is_set_to(shown: HeatSetting, asked: HeatSetting, step: float) -> bool:
    """Whether a burner already has the requested setting. `step`: one level, as power."""
    if not shown.on:
        return False
    if asked.power is not None:
        return shown.power is not None and abs(shown.power - asked.power) <= step * 0.49
    if shown.target_c is None or asked.target_c is None:
        return False
    return abs(shown.target_c - asked.target_c) < 0.05
