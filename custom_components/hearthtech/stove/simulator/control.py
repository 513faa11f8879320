"""Holding a temperature with nothing but the pan-base sensor: dose, wait, look.

While heat flows, the base of a pan is hotter than what is in it, by an amount that depends on the contents. The
controller therefore gives a dose of heat, waits until the base has come to rest on the contents (its slope dies
out), and only then believes the reading. From each dose and the rise that followed it learns the heat capacity,
from the fall between doses the loss, and sizes the next dose to end a little short of the target: the approach is
deadbeat and does not overshoot. The idea is that of model-based energy dosing, with the plant's two parameters
estimated on line by exponentially weighted averages.
"""

from collections import deque
from typing import Final

_WINDOW_S: Final = 6.0
_REST_SLOPE: Final = 0.09
"""K/s below which the base has come to rest on its contents."""
_CAPACITY_J_K: Final = (150.0, 60_000.0)
_SHARE: Final = 0.75
"""Share of the input that is taken to reach the pan until the doses have told."""


class Hold:
    """Holds one temperature. `update` returns the power to give, 0–1 of `rated_w`."""

    def __init__(self, target_c: float, rated_w: float) -> None:
        self.target_c = target_c
        self._rated_w = rated_w
        self._readings: deque[tuple[float, float]] = deque()
        self._time = 0.0
        self._capacity = 0.0
        """J/K of input energy per K of rise, 0 while unknown."""
        self._loss_w = 0.0
        self._dose_until = 0.0
        self._dose_power = 1.0
        self._rest_from = 0.0
        self._resting = False
        self._given_j = 0.0
        self._looked_c: float | None = None
        self._looked_at = 0.0
        self._power = 0.0
        self._mean_power = 0.0

    def moved_to(self, target_c: float) -> Hold:
        """A controller for another target that keeps what this one has learned of the pot."""
        new = Hold(target_c, self._rated_w)
        new._capacity, new._loss_w = self._capacity, self._loss_w
        new._mean_power = self._mean_power
        return new

    @property
    def mean_power(self) -> float:
        """The power given of late, 0–1: a running mean over about two minutes."""
        return self._mean_power

    @property
    def looked_c(self) -> float | None:
        """What the contents were found to have at the last rest, °C."""
        return self._looked_c

    def update(self, reading_c: float, dt: float) -> float:
        """Take a sample `dt` seconds after the one before; returns the power for the next."""
        self._time += dt
        self._given_j += self._power * self._rated_w * dt
        self._readings.append((self._time, reading_c))
        while self._readings[0][0] < self._time - _WINDOW_S:
            self._readings.popleft()
        if self._resting:
            if self._has_come_to_rest():
                self._look()
        elif self._time >= self._dose_until or self._too_hot(reading_c):
            self._rest()
        self._power = 0.0 if self._resting else self._dose_power
        self._mean_power += (self._power - self._mean_power) * min(dt / 120.0, 1.0)
        return self._power

    def _too_hot(self, reading_c: float) -> bool:
        # The base may run ahead of the contents, but never into territory where thin food would burn.
        return reading_c > self.target_c + (25.0 if self.target_c < 110.0 else 15.0)

    def _rest(self) -> None:
        self._resting = True
        self._rest_from = self._time

    def _has_come_to_rest(self) -> bool:
        rested = self._time - self._rest_from
        if self._looked_c is not None and rested < 8.0:
            return False
        if rested > 90.0:
            return True
        if self._readings[-1][0] - self._readings[0][0] < _WINDOW_S * 0.8:
            return False
        return abs(self._slope()) < _REST_SLOPE

    def _slope(self) -> float:
        count = len(self._readings)
        mean_t = sum(at for at, _ in self._readings) / count
        mean_c = sum(reading for _, reading in self._readings) / count
        spread = sum((at - mean_t) ** 2 for at, _ in self._readings)
        return sum((at - mean_t) * (reading - mean_c) for at, reading in self._readings) / spread

    def _look(self) -> None:
        found = sum(reading for _, reading in self._readings) / len(self._readings)
        if self._looked_c is not None:
            self._learn(found - self._looked_c, self._time - self._looked_at)
        self._looked_c, self._looked_at, self._given_j = found, self._time, 0.0
        missing = self.target_c - found
        if missing < -0.3:
            self._rest_from = self._time
            return
        if self._capacity == 0.0:
            # The first dose is to learn from: small against anything worth cooking.
            dose_j = 12.0 * self._rated_w if missing > 10.0 else 4.0 * self._rated_w
        else:
            share = 0.9 if missing > 3.0 else 0.7
            period = 25.0
            dose_j = share * missing * self._capacity + self._loss_w * period
        seconds = min(max(dose_j, 0.0) / self._rated_w, 300.0)
        if seconds < 0.5:
            self._rest_from = self._time
            return
        # A short dose is stretched, gently, so that thin pans do not flare up.
        self._dose_power = 1.0 if seconds > 10.0 else max(seconds / 10.0, 0.15)
        self._dose_until = self._time + seconds / self._dose_power
        self._resting = False

    def _learn(self, rise: float, seconds: float) -> None:
        if rise > 1.0:
            capacity = max(self._given_j - self._loss_w * seconds, 0.2 * self._given_j) / rise
            capacity = min(max(capacity, _CAPACITY_J_K[0]), _CAPACITY_J_K[1])
            self._capacity = capacity if self._capacity == 0.0 else 0.5 * (self._capacity + capacity)
        elif self._capacity == 0.0 and self._given_j > 0.0:
            # No rise to be seen: there is a lot in the pot.
            self._capacity = min(self._given_j / max(rise, 0.3), _CAPACITY_J_K[1])
        elif self._capacity > 0.0:
            loss = (self._given_j - rise * self._capacity) / seconds
            self._loss_w += 0.3 * (min(max(loss, 0.0), self._rated_w) - self._loss_w)
