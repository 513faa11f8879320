"""A window of the newest readings of a thermometer, and straight lines through them."""

from collections import deque
from dataclasses import dataclass
import math
from typing import Final

MOST_HELD: Final = 20
"""Readings that fill one silence, at most."""
SILENCE_INTERVALS: Final = 1.15
FEWEST_CHANGES: Final = 10
"""A thermometer reports changes only if none of so many values in succession was repeated within
`SILENCE_INTERVALS` of its intervals."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A least-squares line through a window of readings: slope in K/s, mean in °C, span in s."""

    slope: float
    mean: float
    span: float
    count: int

    @property
    def middle_error(self) -> float:
        """Standard error of the slope for noise of 1 K (K/s): √(12 / n) / span, for evenly spaced readings."""
        return math.inf if self.span <= 0 or not self.count else math.sqrt(12.0 / self.count) / self.span


class Window:
    """Readings of the newest `keep_s` seconds, oldest first."""

    def __init__(self) -> None:
        self.readings: deque[tuple[float, float]] = deque()
        self.interval_s = 1.0
        self._changes = 0
        """Values in succession that were not repeated at the usual interval."""
        self._is_repeated = False
        self._usual_s = 1.0
        """Mean interval between readings, without those that filled a silence (s)."""

    def add(self, at: float, celsius: float, keep_s: float) -> None:
        """Append a reading; drop those older than `keep_s`, but keep at least two."""
        if self.readings:
            self.interval_s += 0.2 * (min(at - self.readings[-1][0], 60.0) - self.interval_s)
            if celsius != self.readings[-1][1]:
                self._changes = 0 if self._is_repeated else self._changes + 1
                self._is_repeated = False
        self.readings.append((at, celsius))
        while len(self.readings) > 2 and at - self.readings[0][0] > keep_s:
            self.readings.popleft()

    def hold(self, at: float, celsius: float) -> None:
        """Fill the silence before the reading at `at` (s) with the value that was valid in it; call it before `add`.

        A thermometer that reports changes only is silent while its value holds. The same value after a silence is as
        many equal readings, one an interval, and no jump of the line.
        """
        if not self.readings:
            return
        last, value = self.readings[-1]
        usual_s = self._usual_s
        self._usual_s += 0.2 * (min(at - last, 60.0) - usual_s)
        if value != celsius:
            return
        if at - last <= SILENCE_INTERVALS * usual_s and self.held_s() == 0.0:
            self._is_repeated = True
        missing = min(int((at - last) / max(self.interval_s, 1.0)), MOST_HELD)
        step = (at - last) / (missing + 1)
        self.readings.extend((last + step * number, celsius) for number in range(1, missing + 1))

    @property
    def is_silent(self) -> bool:
        """Whether the newest value is known by the silence of a thermometer that reports changes only."""
        return self._changes >= FEWEST_CHANGES and not self._is_repeated and self.held_s() > 0.0

    def held_s(self) -> float:
        """For how long the newest value has been the very same (s)."""
        last, value = self.readings[-1]
        since = last
        for at, celsius in reversed(self.readings):
            if celsius != value:
                break
            since = at
        return last - since

    def line(self, seconds: float, *, ago_s: float = 0.0) -> TrendLine:
        """The line through the newest `seconds`, or through the same time that ended `ago_s` ago."""
        last = self.readings[-1][0] - ago_s
        count, sum_t, sum_c, sum_tt, sum_tc, first = 0, 0.0, 0.0, 0.0, 0.0, last
        for at, celsius in reversed(self.readings):
            if at > last:
                continue
            if last - at > seconds:
                break
            first = at
            since = at - last
            count += 1
            sum_t += since
            sum_c += celsius
            sum_tt += since * since
            sum_tc += since * celsius
        if not count:
            return TrendLine(0.0, self.readings[0][1], 0.0, 0)
        spread = sum_tt - sum_t * sum_t / count
        slope = (sum_tc - sum_t * sum_c / count) / spread if count > 1 and spread > 0 else 0.0
        return TrendLine(slope, sum_c / count, last - first, count)

    def highest(self, seconds: float) -> tuple[float, float]:
        """The highest of the newest `seconds`, as (s, °C); the reading before the newest always counts."""
        last, top = self.readings[-1]
        best = (last, top)
        for number, (at, celsius) in enumerate(reversed(self.readings)):
            if number > 1 and last - at > seconds:
                break
            if celsius > best[1]:
                best = (at, celsius)
        return best
