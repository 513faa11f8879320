"""Thresholds of `event_detection`: windows in s, falls in K, powers as a share of full power."""

from typing import Final

SHORT_S: Final = 10.0
LONG_S: Final = 40.0
LONGEST_S: Final = 120.0
AFTER_KNOB_S: Final = 25.0
"""After the power was lowered the base approaches its new offset.

A fall in that time (s) is no added food.
"""
WET_FALL_K, HOT_FALL_K = 2.2, 5.0
FALL_NOISES: Final = 8.0
OFF: Final = 0.02
DRY_BOIL_K: Final = 5.0
KEPT_S, KEPT_INTERVALS = 600.0, 25.0
