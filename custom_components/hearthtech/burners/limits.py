"""Safety limits of the stove itself; no command can change them."""

import math
from typing import Final

LEASE_S: Final = 10.0
LEASE_RANGE_S: Final = (2.0, 30.0)
"""Real seconds. When a lease expires, its heat is turned off."""
ARMED_S: Final = 3600.0
"""Stove seconds without use after which arming expires."""
PAN_PAUSE_S: Final = 0.75
PAN_OFF_S: Final = 60.0
OVERHEAT_C: Final = 320.0
OVERHEAT_CLEAR_C: Final = 280.0
RESIDUAL_C: Final = 55.0
BOOST_S: Final = 600.0
"""Stove seconds that a burner may boost. Repeating or renewing a request does not prolong them; time without boost
makes them up at the same rate, and a burner that has used them all boosts again only when all are made up, or when
a hand asks for it."""
BOOST_FACTOR: Final = 1.4
"""Power in boost over rated power, where a burner has it."""
CAP_LEAST_W: Final = 1000.0
CAP_STEP_W: Final = 100.0
"""The power cap of household hobs with power management goes down to 1 kW, for weak supply lines."""
HOLD_RANGE_C: Final = (40.0, 250.0)
TIMER_RANGE_S: Final = (1.0, 24 * 3600.0)
UNEXPLAINED_K_S: Final = 3.0
"""A rise faster than this while no power is commanded has no explanation but a fault."""

LEVELS: Final = 9
LIMIT_S: Final = (31_200, 24_300, 18_900, 15_600, 12_600, 9_900, 8_400, 6_300, 5_400)
"""Longest time at levels 1 to 9, s: 8 h 40 min at the lowest to 1 h 30 min at the highest. The table of the
user manuals of several household hobs, for example BORA CI11, table 4.5; boost falls back after 10 min."""


def level_of(power: float) -> int:
    """The level 1 to 9 of a power 0–1; 0 when off."""
    return min(math.ceil(power * LEVELS - 1e-9), LEVELS) if power > 0.0 else 0


def limit_s(power: float) -> float:
    """The longest time at this power, s of stove time."""
    return float(LIMIT_S[max(level_of(power), 1) - 1])
