"""Controller that holds the temperature of a pan's contents, with only the sensor at the pan's base.

While heat flows, the base is hotter than the contents, by an amount that nobody knows beforehand. The
controller therefore makes measurements ("looks"): it pauses the heat until base and contents have the same
temperature, and uses that reading only. Between two looks it gives a metered amount of heat. From looks and
amounts it learns

- the heat capacity (input energy for each K of rise),
- the loss at the present temperature (input energy that brought no rise),
- the constant c of natural convection at the base, q = c ΔT^(4/3) (Nu ~ Ra^(1/3), Lloyd & Moran 1974), from the
  fall at the beginning of a look; with it, the little that a resting base lies below its contents, because its
  wall loses heat, is allowed for.

The approach takes a share of what is missing at full power and looks again, so that it ends from below. Then one
period follows the other, each with the energy that the loss takes and the rest of the error, spread evenly.
"""

from collections import deque
import math
from typing import Final

_WINDOW_S: Final = 5.0
_PAN_J_K: Final = (250.0, 1500.0)
_USUAL_PAN_J_K: Final = 480.0
_AMBIENT_C: Final = 22.0
_FIRST_DOSE_S: Final = (8.0, 25.0)
_APPROACH_SHARE: Final = 0.85
_DOUBT_K: Final = 6.0
"""Possible error of a look while the contents are not yet known, in K."""
_NEAR_K: Final = 3.0
_FAR_K: Final = 12.0
_PERIODS_S: Final = (70.0, 110.0)
_LOOK_S: Final = (12.0, 60.0)
_COST_K: Final = 5.0
_REST_SLOPE: Final = 0.13
"""K/s, the fall at which base and contents count as equally warm."""
_RUNAHEAD_K: Final = 40.0
"""How far the base may exceed the target before the power is reduced, K."""
_C_RANGE: Final = (0.6, 120.0)
_CAPACITY_J_K: Final = (200.0, 80_000.0)


def _wall_loss_w(temperature_c: float) -> float:
    """Heat loss of the wall of a usual pan to the kitchen, W."""
    warmer = max(temperature_c - _AMBIENT_C, 0.0)
    return (0.85 + 0.002 * warmer) * warmer


def _signed_power(value: float, exponent: float) -> float:
    return math.copysign(abs(value) ** exponent, value)


class Hold:
    """Holds one temperature. `update` returns the power to give, 0–1 of `rated_w`.

    `efficiency` is the share of the input that reaches the pan, `lag_s` how long the heater takes to pass it
    on: both are known to the maker of the heater.
    """

    def __init__(
        self, target_c: float, rated_w: float, *, efficiency: float = 0.84, lag_s: float = 2.0
    ) -> None:
        self.target_c = target_c
        self.mean_power = 0.0
        """Recently given power, 0–1: a running mean over two minutes."""
        self.looked_c: float | None = None
        """Temperature of the contents at the last look, °C."""
        self._rated_w = rated_w
        self._efficiency = efficiency
        self._lag_s = lag_s
        self._readings: deque[tuple[float, float]] = deque()
        self._time = 0.0
        self._power = 0.0
        self._given = 0.0
        self._passed_w = 0.0
        self._given_j = 0.0
        self._c = 12.0
        self._pan_j_k = _USUAL_PAN_J_K
        self._capacity = 0.0
        self._loss_w: float | None = None
        self._pace = 1.0
        self._looking_since: float | None = 0.0
        self._before: tuple[float, float] | None = None
        """Base temperature and heat flow when the look began."""
        self._falling: tuple[float, float] | None = None
        """Base temperature and slope early in the look, while the fall is steep."""
        self._looked_at = 0.0
        self._look_at = 0.0
        """Time of the next look."""
        self._look_took_s = 20.0
        self._settled = False
        """Whether the target has been reached once."""
        self._cycles = 0
        """Number of looks since then."""
        self._taught_k = 0.0
        """The rise from which the heat capacity was learned.

        The smaller it was, the shorter is the next step.
        """
        self._steady = 0

    def moved_to(self, target_c: float) -> Hold:
        """Change the target temperature and keep everything learned about this pot."""
        self.target_c = target_c
        self._look_at = min(self._look_at, self._time)
        self._steady = 0
        return self

    def given(self, power: float) -> None:
        """Record the power that was really given, 0–1: the stove may have had less available."""
        self._given = power

    def update(self, reading_c: float, dt: float) -> float:
        """Process a sample `dt` seconds after the one before; returns the power for the next."""
        self._time += dt
        given_w = self._given * self._rated_w * self._efficiency
        self._given_j += given_w * dt
        self._passed_w += (given_w - self._passed_w) * min(dt / self._lag_s, 1.0)
        readings = self._readings
        readings.append((self._time, reading_c))
        while readings[0][0] < self._time - _WINDOW_S:
            readings.popleft()
        slope, level = self._line()
        if self._looking_since is None:
            if self._time >= self._look_at or self._surprised(level):
                self._looking_since = self._time
                self._before = (level, self._through(level, slope))
                self._falling = None
                self._power = 0.0
        elif self._rested(slope):
            self._look(level, slope)
        elif self._falling is None and self._time - self._looking_since > _WINDOW_S + self._lag_s + 1.0:
            self._falling = (level, slope)
        self.mean_power += (self._given - self.mean_power) * min(dt / 120.0, 1.0)
        self._given = self._power
        return self._power

    def _line(self) -> tuple[float, float]:
        """Slope (K/s) and present level (°C) of the readings, by least squares."""
        readings = self._readings
        count = len(readings)
        mean_t = sum(at for at, _ in readings) / count
        mean_c = sum(value for _, value in readings) / count
        spread = sum((at - mean_t) ** 2 for at, _ in readings)
        if spread < 1.0:
            return 0.0, mean_c
        slope = sum((at - mean_t) * (value - mean_c) for at, value in readings) / spread
        return slope, mean_c + slope * (self._time - mean_t)

    def _through(self, level: float, slope: float) -> float:
        """The heat flow from the base into the contents, W."""
        return self._passed_w - _wall_loss_w(level) - self._pan_j_k * slope

    def _surprised(self, level: float) -> bool:
        """Whether the base shows that the plan is no longer valid: much too hot, or cooled by added food."""
        if level > self.target_c + _RUNAHEAD_K:
            self._pace = max(self._pace * 0.7, 0.15)
            return True
        return self._steady > 0 and level < self.target_c - 8.0 and self._time - self._looked_at > 30.0

    def _rested(self, slope: float) -> bool:
        assert self._looking_since is not None
        if self._before is None:
            return len(self._readings) > 8
        least, most = _LOOK_S
        if self._settled and self._loss_w:
            # A look must not cost more than some K itself: thin food gets a short look.
            most = min(most, max(_COST_K * self._capacity / self._loss_w, 1.5 * least))
        looked_s = self._time - self._looking_since
        return looked_s >= most + 3.0 * self._lag_s or (
            looked_s >= least + self._lag_s and abs(slope) < _REST_SLOPE
        )

    def _look(self, level: float, slope: float) -> None:
        """End a look: base and contents are equally warm; learn, and plan until the next look."""
        resting_w = self._through(level, slope)
        if self._before is not None:
            base_c, before_w = self._before
            between = _signed_power(before_w, 0.75) - _signed_power(resting_w, 0.75)
            if base_c - level > 6.0 and between > 0.0:
                learned = (between / (base_c - level)) ** (4.0 / 3.0)
                learned = min(max(learned, _C_RANGE[0]), _C_RANGE[1])
                # Near the target c hardly changes: the mean of many looks is better than the last one.
                fresh = 0.1 if self._settled else 1.0
                self._c += fresh * (learned - self._c)
        # Before the first heat there is no flow to correct for.
        found = level - _signed_power(resting_w / self._c, 0.75) if self._before is not None else level
        self._learn_pan(found)
        seconds = self._time - self._looked_at
        if self.looked_c is not None and seconds > 0.0:
            self._learn(found - self.looked_c, found, seconds)
        self.looked_c, self._looked_at = found, self._time
        self._given_j = 0.0
        if self._before is not None and self._looking_since is not None:
            self._look_took_s = self._time - self._looking_since
        self._looking_since = None
        self._plan(self.target_c - found, found)

    def _learn_pan(self, found: float) -> None:
        """Estimate the pan's mass from the cooling rate of its base while much hotter than its contents."""
        if self._falling is None or self._settled:
            return
        level, slope = self._falling
        above = level - found
        if above > 6.0 and slope < -0.3:
            through_w = self._c * above ** (4.0 / 3.0) + _wall_loss_w(level) - self._passed_w
            least, most = _PAN_J_K
            self._pan_j_k += 0.4 * (min(max(through_w / -slope, least), most) - self._pan_j_k)

    def _learn(self, rise: float, found: float, seconds: float) -> None:
        loss_w = self._expected_loss_w(found)
        if rise > 2.5 and self._given_j > 0.0 and not self._settled:
            capacity = max(self._given_j - 0.7 * loss_w * seconds, 0.3 * self._given_j) / rise
            self._capacity = min(max(capacity, _CAPACITY_J_K[0]), _CAPACITY_J_K[1])
            self._taught_k = rise
        elif self._capacity == 0.0:
            self._capacity = min(self._given_j / max(rise, 4.0), _CAPACITY_J_K[1])
        else:
            measured = min(max((self._given_j - rise * self._capacity) / seconds, 0.0), self._rated_w)
            weight = max(0.6 / (1 + self._cycles), 0.2)
            self._loss_w = loss_w + weight * (measured - loss_w)

    def _plan(self, missing: float, found: float) -> None:
        full_w = self._rated_w * self._efficiency * self._pace
        if self._capacity == 0.0:
            least, most = _FIRST_DOSE_S
            seconds = most if missing > 30.0 else least
            self._give(self._pace if missing > 0.0 else 0.0, seconds + self._lag_s / 2.0)
            return
        if missing > (_FAR_K if self._settled else _NEAR_K):
            self._steady = 0
            self._settled = False
            self._cycles = 0
            # Add the heat lost meanwhile, including that of the next look.
            loss_w = self._expected_loss_w(found)
            taught_k = max(self._taught_k, 4.0)
            share = _APPROACH_SHARE * taught_k / (taught_k + _DOUBT_K)
            wanted_j = share * missing * self._capacity + loss_w * self._look_took_s
            self._give(self._pace, max(wanted_j / max(full_w - loss_w, 0.2 * full_w), 4.0))
            return
        self._settled = True
        self._cycles += 1
        self._steady = self._steady + 1 if abs(missing) < 0.6 else 0
        heating_s = _PERIODS_S[1] if self._steady > 3 else _PERIODS_S[0]
        loss_w = self._expected_loss_w(found)
        # A look measures the lowest point of a cycle; the middle of the cycle should be at the target.
        missing -= 0.5 * loss_w * self._look_took_s / self._capacity
        wanted_j = loss_w * (heating_s + self._look_took_s) + 0.7 * missing * self._capacity
        power = wanted_j / heating_s / (self._rated_w * self._efficiency)
        self._give(min(max(power, 0.0), self._pace), heating_s)

    def _expected_loss_w(self, found: float) -> float:
        if self._loss_w is not None:
            return self._loss_w
        return min(2.6 * max(found - _AMBIENT_C, 0.0), 240.0)

    def _give(self, power: float, seconds: float) -> None:
        self._power = power
        self._look_at = self._time + seconds
