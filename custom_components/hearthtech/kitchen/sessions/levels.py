"""Detect levels in the curve of a lone thermometer: a constant temperature, and the end of a first rise."""

from typing import Final

from .boil import FASTEST_K_S
from .disturbances import ROOM_C
from .readings import ReadingFilter
from .trend import TrendLine, Window

PREHEATED_C: Final = 120.0
PLATEAU_SHARE: Final = 0.05
"""A plateau rises at less than this share of the fastest rate before it.

A roast in its stall is not constant.
"""
PLATEAU_S: Final = 60.0
LONGEST_LOOK_S: Final = 150.0
QUICKEST_S: Final = 150.0
"""A shorter rise (s) is that of a probe which was put into hot food."""
KNEE_SHARE: Final = 0.35
"""A controlled temperature rises at this share of its fastest rate until shortly before it becomes constant.
"""
RISE_TO_PREHEAT_K: Final = 40.0
PREHEAT_SHARE: Final = 0.2


class Levels:
    """Detects the rise of a curve and its bend into a level. Temperatures are shifted: water boils at 100."""

    def __init__(self) -> None:
        self.lowest = float("inf")
        self.low_at = 0.0
        """Last time within 3 K of its lowest temperature (s)."""
        self.fastest = 0.0
        """The fastest rate of the rise so far (K/s)."""
        self.is_level = False
        self.preheated = False
        self._level: float | None = None

    def forget(self) -> None:
        """Reset the detector; called when the thermometer was moved."""
        self.__init__()  # type: ignore[misc]

    def follow(self, at: float, now: float, long: TrendLine) -> None:
        """Process the newest reading and the long line through it."""
        if now < self.lowest + 3.0:
            self.low_at = at
            self.lowest = min(now, self.lowest)
        self.fastest = max(self.fastest, long.slope)

    def was_just_put_in(self, at: float) -> bool:
        """Whether the rise is so recent that it is that of the thermometer itself."""
        return at - self.low_at < QUICKEST_S

    def finds_level(self, window: Window, readings: ReadingFilter) -> bool:
        """Whether the curve has bent into a level, by the noise, the resolution and the rise before it.

        True once per level.
        """
        at, now = window.readings[-1]
        if self._level is not None and abs(now - self._level) > 3.0:
            self.is_level = False
        if self.is_level or self.fastest < 0.02:
            return False
        if now < ROOM_C + 10.0 or now - self.lowest < 10.0 or self.was_just_put_in(at):
            return False
        noise = min(readings.noise_k, 1.0)
        look = max(PLATEAU_S, 4.0 * readings.resolution_k / self.fastest, 5.0 * window.interval_s)
        line = window.line(look)
        while 2.0 * line.middle_error * noise > 0.5 * PLATEAU_SHARE * self.fastest and look < LONGEST_LOOK_S:
            look *= 1.5
            line = window.line(look)
        if line.span < 0.8 * look or line.count < 4:
            return False
        stays = abs(now - line.mean) <= max(1.0, 3.0 * noise)
        if abs(line.slope) > min(PLATEAU_SHARE * self.fastest, 0.02) or not stays:
            return False
        if not self._had_knee(window, look):
            return False
        self.is_level = True
        self._level = line.mean
        return True

    def finds_preheated(self, window: Window, long: TrendLine) -> bool:
        """Whether the first rise of air, fat or metal has ended; true once."""
        now = window.readings[-1][1]
        rose = now - self.lowest >= RISE_TO_PREHEAT_K and now >= PREHEATED_C
        if self.preheated or not rose or self.fastest < 0.05 or long.slope > PREHEAT_SHARE * self.fastest:
            return False
        self.preheated = self._had_knee(window, long.span)
        return self.preheated

    def _had_knee(self, window: Window, look: float) -> bool:
        """Whether it rose steadily until just before the newest `look` seconds, as with controlled heat."""
        earlier = window.line(2.0 * look, ago_s=1.5 * look)
        if earlier.count < 2 or earlier.span < look:
            return False
        return earlier.slope >= KNEE_SHARE * self.fastest and self.fastest <= FASTEST_K_S
