"""Power level of a burner as the mean over one cycle.

Hobs control power by switching, and meters fluctuate.
"""

from collections import deque
from itertools import pairwise
from typing import Final

FLUCTUATION: Final = 0.03
"""A smaller change is not a turned knob.

Meters and mains voltage fluctuate by a few per cent (EN 50160: ±10 % of the voltage over a week, but within a
minute rarely above 1 %).
"""
MEAN_CHANGE: Final = 0.15
"""A change of a cycling burner's mean from this on is a turned knob."""
LONGEST_HALF_CYCLE_S: Final = 90.0
"""Energy regulators of radiant and sealed plates cycle within about 20 to 90 s."""
TURNS: Final = 3
"""This many alternating changes are a cycle."""
KEPT_S: Final = 400.0


class PowerLevel:
    """Detector of the power level of a burner (0–1).

    `level` is the mean over its cycle (`None`: unknown); `changed_at` and `raised_at` are the times of its
    last change and raise.
    """

    def __init__(self) -> None:
        self.level: float | None = None
        self.changed_at = float("-inf")
        self.raised_at = float("-inf")
        self.period_s = 0.0
        """Length of a cycle (s); 0 while the burner does not cycle."""
        self._steps: deque[tuple[float, float]] = deque()
        self._turns: deque[tuple[float, float]] = deque(maxlen=8)
        self._now: float | None = None

    def update(self, at: float, power: float | None) -> None:
        """Process the power at a time (s)."""
        if power is None:
            self._now = None
            return
        if self._now is None or abs(power - self._now) > FLUCTUATION:
            if self._now is not None:
                self._turns.append((at, power - self._now))
            self._now = power
            self._steps.append((at, power))
            while len(self._steps) > 2 and at - self._steps[1][0] > KEPT_S:
                self._steps.popleft()
        self.period_s = self._period(at)
        level = self._mean(at, 2.0 * self.period_s) if self.period_s else power
        needed = MEAN_CHANGE if self.period_s else FLUCTUATION
        if self.level is None or abs(level - self.level) > needed:
            if self.level is None or level > self.level:
                self.raised_at = at
            self.level, self.changed_at = level, at

    def _period(self, at: float) -> float:
        turns = list(self._turns)[-TURNS:]
        if len(turns) < TURNS or any(a[1] * b[1] > 0 for a, b in pairwise(turns)):
            return 0.0
        gaps = [b[0] - a[0] for a, b in pairwise(turns)]
        longest = max(gaps)
        if longest > LONGEST_HALF_CYCLE_S or at - turns[-1][0] > 1.5 * longest + 10.0:
            return 0.0
        return 2.0 * sum(gaps) / len(gaps)

    def _mean(self, at: float, seconds: float) -> float:
        """Time-weighted mean over the newest `seconds`."""
        begin, until, total = at - seconds, at, 0.0
        for start, power in reversed(self._steps):
            total += power * (until - max(start, begin))
            until = max(start, begin)
            if start <= begin:
                break
        length = at - until
        return total / length if length > 0 else self._steps[-1][1]
