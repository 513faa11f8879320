"""PI controller that holds a temperature by setting power levels, for burners that can't hold one themselves.

Every quarter of a minute the level is computed from the temperature predicted for unchanged power (a PI
controller on the predicted error, with conditional integration against wind-up; Åström & Hägglund 1995). What
is in the pan is estimated from its base: natural convection lets the base run ahead by k · power^¾ (Lloyd &
Moran 1974).
"""

from collections import deque
from typing import Final

PERIOD_S = 15.0
WET_C = 110.0
"""Below this target (°C) there is water in the pan."""
BASE_AHEAD_K = 17.0
"""k for 2 kW under 20 cm, in K at full power."""
LEVEL_S: Final = 45.0
"""The heat of an element follows its level with about this time constant (s)."""
AHEAD_S = (100.0, 35.0)
"""Prediction horizon (s), wet and dry."""
GAIN = (0.03, 0.012)
"""Level per K of predicted error."""
RESET_S = (240.0, 120.0)
PREHEAT = 0.55
"""Greatest level for a dry pan before it is hot.

At full power it would exceed the target before the reading shows it.
"""
NEAR_K = (4.0, 25.0)
"""Within this distance (K) it learns the level that holds the temperature."""
SETTLED_K_S: Final = 0.01
"""It learns that level at any distance while the temperature changes more slowly than this (K/s) for two periods.

A large pot loses more heat than the proportional part supplies, and would stay below its target.
"""
SLOW_S: Final = 400.0
"""The same while it would need longer than this to reach the target (s)."""
USUAL_K_S: Final = 0.25
"""Rate (K/s) of a pot for which `GAIN` is made: 2 L on 2 kW. A pot that warms faster needs less."""
SMALLEST = 0.02


def contents_c(shown_c: float, power: float | None) -> float:
    """The temperature of a pan of water, from the temperature of its base and its power (0–1)."""
    return shown_c if not power else shown_c - BASE_AHEAD_K * power**0.75


class TemperatureController:
    """Holds one temperature. `update` returns a new level when the burner needs one."""

    def __init__(self, target_c: float, *, probe: bool = False, lowest: float = 0.05) -> None:
        self.target_c = target_c
        self.level = 0.0
        self._wet = target_c < WET_C
        self._offset = self._wet and not probe
        self._lowest = lowest
        self._steady = 0.08 if self._wet else 0.2
        self._mean_level = 0.0
        self._shown: deque[tuple[float, float]] = deque()
        self._decided_at: float | None = None
        self._reached = False
        self._fastest = 0.0
        self._was_settled = False

    def update(self, at: float, shown_c: float) -> float | None:
        """Process a reading (s, °C)."""
        if self._shown:
            step = max(at - self._shown[-1][0], 0.0)
            self._mean_level += (self.level - self._mean_level) * min(step / LEVEL_S, 1.0)
        value = contents_c(shown_c, self._mean_level) if self._offset else shown_c
        self._shown.append((at, value))
        while len(self._shown) > 2 and at - self._shown[0][0] > 30.0:
            self._shown.popleft()
        if self._decided_at is not None and at - self._decided_at < PERIOD_S:
            return None
        passed = PERIOD_S if self._decided_at is None else at - self._decided_at
        self._decided_at = at
        level = self._decide(passed)
        if abs(level - self.level) < SMALLEST:
            return None
        self.level = level
        return level

    def _decide(self, passed: float) -> float:
        wet = 0 if self._wet else 1
        recent = [value for at, value in self._shown if self._shown[-1][0] - at <= 8.0]
        now = sum(recent) / len(recent)
        slope = self._slope()
        self._fastest = max(self._fastest, slope)
        error = self.target_c - now - slope * AHEAD_S[wet]
        gain = GAIN[wet]
        if self._wet and self._fastest > USUAL_K_S:
            gain *= USUAL_K_S / self._fastest
        wanted = self._steady + gain * error
        self._reached = self._reached or now >= self.target_c - 10.0
        level = min(max(wanted, self._lowest), 1.0 if self._wet or self._reached else PREHEAT)
        near = abs(self.target_c - now) < NEAR_K[wet]
        short = self.target_c - now
        settled = self._wet and self._is_measured and abs(slope) < max(SETTLED_K_S, short / SLOW_S)
        learns, self._was_settled = near or (settled and self._was_settled), settled
        # A limited level teaches nothing, except in a dry pan: it passes the narrow band in one or two periods.
        if learns and (not self._wet or level == wanted or (error < 0) != (level > wanted)):
            self._steady += gain * error * passed / RESET_S[wet]
            self._steady = min(max(self._steady, 0.0), 0.6)
        return round(level, 2)

    @property
    def _is_measured(self) -> bool:
        """Whether there are enough readings for a slope."""
        return len(self._shown) >= 4 and self._shown[-1][0] - self._shown[0][0] >= 5.0

    def _slope(self) -> float:
        """The slope of the newest readings (K/s); 0 while it is unknown."""
        if not self._is_measured:
            return 0.0
        count = len(self._shown)
        mean_t = sum(at for at, _ in self._shown) / count
        mean_c = sum(value for _, value in self._shown) / count
        spread = sum((at - mean_t) ** 2 for at, _ in self._shown)
        return sum((at - mean_t) * (value - mean_c) for at, value in self._shown) / spread
