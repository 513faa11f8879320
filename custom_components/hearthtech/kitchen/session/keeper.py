"""Keeping a temperature by turning a burner's level, for burners that can't hold one themselves.

Slow and gentle, as a cook does it: every quarter of a minute the level is chosen anew from where the temperature will
be in a while if nothing is done (a PI controller on the predicted error, with conditional integration against wind-up;
Åström & Hägglund 1995). What is in the pan is estimated from its base: natural convection lets the base run ahead by
k · power^¾ (Lloyd & Moran 1974).
"""

from collections import deque

PERIOD_S = 15.0
WET_C = 110.0
"""Below this target there is water in the pan."""
BASE_AHEAD_K = 17.0
"""k for 2 kW under 20 cm, in K on full power."""
AHEAD_S = (100.0, 35.0)
"""How far is looked ahead, wet and dry."""
GAIN = (0.03, 0.012)
"""Level per K of predicted error."""
RESET_S = (240.0, 120.0)
PREHEAT = 0.55
"""An empty pan on full power is past any target before it shows."""
NEAR_K = (4.0, 25.0)
"""Only this near does it learn what level keeps the temperature."""
SMALLEST = 0.02


def contents_c(shown_c: float, power: float | None) -> float:
    """What is in a pan of water, from its base's temperature and the power that it gets (0–1)."""
    return shown_c if not power else shown_c - BASE_AHEAD_K * power**0.75


class Keeper:
    """Keeps one temperature. `update` returns a new level when the burner is to be given one."""

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

    def update(self, at: float, shown_c: float) -> float | None:
        """Take a reading (s, °C)."""
        if self._shown:
            step = max(at - self._shown[-1][0], 0.0)
            self._mean_level += (self.level - self._mean_level) * min(step / 15.0, 1.0)
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
        error = self.target_c - now - self._slope() * AHEAD_S[wet]
        wanted = self._steady + GAIN[wet] * error
        self._reached = self._reached or now >= self.target_c - 10.0
        level = min(max(wanted, self._lowest), 1.0 if self._wet or self._reached else PREHEAT)
        near = abs(self.target_c - now) < NEAR_K[wet]
        if near and (level == wanted or (error < 0) == (level > wanted)):
            self._steady += GAIN[wet] * error * passed / RESET_S[wet]
            self._steady = min(max(self._steady, 0.0), 0.6)
        return round(level, 2)

    def _slope(self) -> float:
        count = len(self._shown)
        first, last = self._shown[0], self._shown[-1]
        if count < 4 or last[0] - first[0] < 5.0:
            return 0.0
        mean_t = sum(at for at, _ in self._shown) / count
        mean_c = sum(value for _, value in self._shown) / count
        spread = sum((at - mean_t) ** 2 for at, _ in self._shown)
        return sum((at - mean_t) * (value - mean_c) for at, value in self._shown) / spread
