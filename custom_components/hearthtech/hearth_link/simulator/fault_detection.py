"""Detect faults in a temperature signal: a rise without power, and a pot that has boiled dry."""

from collections import deque
from typing import Final

from ...burners import limits

_WINDOW_S: Final = 4.0
PLATEAU_S: Final = 60.0
PLATEAU_K: Final = 4.0
PLATEAU_RANGE_C: Final = (88.0, 125.0)
DRY_RISE_K: Final = 12.0


class RiseWatch:
    """Detects that a pan becomes hotter although no power has been commanded for a while."""

    def __init__(self) -> None:
        self._readings: deque[tuple[float, float]] = deque()
        self._time = 0.0
        self._cold_since = -1e9

    def check(self, reading_c: float, power_w: float, dt: float) -> bool:
        """Process a sample and the power commanded for it. True once the rise has no other explanation.

        A hot pan put on, or an element still glowing, is such an explanation; the rise must therefore
        continue for the whole window, and long after the heat was turned off.
        """
        self._time += dt
        if power_w > 0.0:
            self._cold_since = self._time
            self._readings.clear()
            return False
        if self._time - self._cold_since < 120.0:
            return False
        self._readings.append((self._time, reading_c))
        while self._readings[0][0] < self._time - _WINDOW_S:
            self._readings.popleft()
        first_at, first = self._readings[0]
        span = self._time - first_at
        if span < _WINDOW_S * 0.9 or reading_c < 80.0:
            return False
        half = self._readings[len(self._readings) // 2][1]
        wanted = limits.UNEXPLAINED_K_S * span
        if reading_c - first > wanted and reading_c - half > 0.45 * wanted:
            self._readings.clear()
            return True
        return False


class BoilDryWatch:
    """Detects a pot that boils dry: a long plateau near boiling, then a rise far above it."""

    def __init__(self) -> None:
        self._level = 0.0
        self._held_s = 0.0
        self._told = False

    def reset(self) -> None:
        """Reset the detector; called when the pan changes."""
        self._level = 0.0
        self._held_s = 0.0
        self._told = False

    def check(self, reading_c: float, dt: float) -> bool:
        """Process a sample.

        True once, when the temperature rises 12 K above a plateau of at least a minute.
        """
        low, high = PLATEAU_RANGE_C
        if abs(reading_c - self._level) <= PLATEAU_K:
            self._held_s += dt
            # The level follows slowly, so that the drift of a boiling pot does not count as a rise.
            self._level += (reading_c - self._level) * min(dt / 30.0, 1.0)
            if self._held_s >= PLATEAU_S:
                self._told = False
            return False
        if self._held_s >= PLATEAU_S and low <= self._level <= high:
            if reading_c >= self._level + DRY_RISE_K:
                fresh, self._told = not self._told, True
                self._held_s = 0.0
                self._level = reading_c
                return fresh
            if reading_c > self._level:
                return False
        self._level = reading_c
        self._held_s = 0.0
        return False
