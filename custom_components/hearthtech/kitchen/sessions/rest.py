"""Detect resting: the burner is off, or food with a probe in it was taken off the heat."""

from typing import Final

from .disturbances import ROOM_C
from .readings import ReadingFilter
from .trend import TrendLine

REST_AFTER_S: Final = 45.0
REST_K, REST_SHARE, REST_NOISES, REST_STEPS = 2.5, 0.04, 8.0, 2.5
"""Food off the heat has fallen by 2.5 K, 4 % of its excess over the room, 8 times the noise and 2.5 steps."""
REST_PEAK_S: Final = 300.0
REST_LATEST_S: Final = 2700.0
"""A slower fall (s) is keeping warm or cooling with the oven.

A roast of 3 kg on the board loses 5 K in half an hour.
"""
SWING_SHARE: Final = 0.5
"""A temperature that fell by this share before, and rose again, oscillates with a controller."""


class Rest:
    """Detector for one dish. Temperatures are shifted: water boils at 100."""

    def __init__(self) -> None:
        self._resting = False
        self._off_since: float | None = None
        self._heated_s = 0.0
        self._peak: tuple[float, float] | None = None
        self._deepest = self._drawdown = 0.0

    def forget(self) -> None:
        """Reset the detector; called for another pan or place of the thermometer."""
        self._resting = False
        self._peak = None
        self._deepest = self._drawdown = 0.0

    def with_power(self, at: float, step_s: float, now: float, long: TrendLine, *, off: bool) -> bool:
        """Whether a dish rests, with known power; `step_s` since the last reading."""
        if not off:
            self._off_since = None
            self._heated_s += min(step_s, 60.0)
            self._resting = self._resting and self._heated_s < REST_AFTER_S
            return False
        if self._off_since is None:
            self._off_since = at
        over = at - self._off_since >= REST_AFTER_S and self._heated_s >= REST_AFTER_S
        if self._resting or not over or now < ROOM_C + 15.0 or long.slope > 0.0:
            return False
        self._heated_s = 0.0
        self._resting = True
        return True

    def without_power(self, at: float, long: TrendLine, lowest: float, readings: ReadingFilter) -> bool:
        """Whether food rests that was warmed from `lowest` (°C).

        It has fallen from its peak, and does not oscillate.
        """
        level = long.mean
        if self._peak is None or level >= self._peak[1]:
            self._peak = (at, level)
            self._deepest = max(self._deepest, self._drawdown)
            self._drawdown = 0.0
            self._resting = False
            return False
        fallen = self._peak[1] - level
        self._drawdown = max(self._drawdown, fallen)
        needed = max(
            REST_K,
            REST_SHARE * (self._peak[1] - ROOM_C),
            REST_NOISES * readings.noise_k,
            REST_STEPS * readings.resolution_k,
        )
        rose = self._peak[1] - lowest >= 15.0 and level > ROOM_C + 15.0
        swings = self._deepest > SWING_SHARE * needed
        long_ago = REST_PEAK_S <= at - self._peak[0] <= REST_LATEST_S
        if self._resting or not rose or swings or fallen < needed or not long_ago or long.slope > 0.0:
            return False
        self._resting = True
        return True
