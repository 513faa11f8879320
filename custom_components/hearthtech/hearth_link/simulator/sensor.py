"""A temperature sensor of a hob: with lag, noise, finite resolution, and simulated faults."""

from dataclasses import dataclass
from enum import StrEnum
import math
import random
from typing import Final


class Fault(StrEnum):
    """Simulated faults of a sensor."""

    NONE = "none"
    PULLED = "pulled"
    """Unplugged: no reading at all."""
    FROZEN = "frozen"
    """The last reading forever."""
    IMPOSSIBLE = "impossible"
    """A broken wire: a reading far outside the possible range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorSpec:
    """Time constant in s, standard deviation of the noise and resolution in K."""

    lag_s: float = 3.0
    noise_k: float = 0.12
    resolution_k: float = 0.05


class SimSensor:
    """One sensor. `update` it with the true temperature; `reading` is the value for the stove, °C."""

    __slots__ = ("_lagged", "_random", "_spec", "fault", "reading")

    def __init__(self, spec: SensorSpec, generator: random.Random, start_c: float) -> None:
        self._spec = spec
        self._random = generator
        self._lagged = start_c
        self.fault = Fault.NONE
        self.reading: float | None = round(start_c, 2)

    def update(self, true_c: float, dt: float) -> None:
        """Advance by `dt` seconds with the measured body at `true_c`."""
        spec = self._spec
        self._lagged += (true_c - self._lagged) * (1.0 - math.exp(-dt / spec.lag_s))
        match self.fault:
            case Fault.NONE:
                noisy = self._lagged + self._random.gauss(0.0, spec.noise_k)
                self.reading = round(round(noisy / spec.resolution_k) * spec.resolution_k, 2)
            case Fault.PULLED:
                self.reading = None
            case Fault.IMPOSSIBLE:
                self.reading = 850.0


FROZEN_AFTER_S: Final = 3.0
LOWEST_C: Final = -30.0
HIGHEST_C: Final = 600.0
FASTEST_K_S: Final = 120.0


class Watchdog:
    """Detects within 5 s that a sensor can't be trusted: missing, frozen, impossible or jumping.

    A healthy sensor is noisy; one whose reading stays exactly the same for 3 s (12 samples) is stuck.
    """

    __slots__ = ("_last", "_same_s", "ok")

    def __init__(self) -> None:
        self.ok = True
        self._last: float | None = None
        self._same_s = 0.0

    def check(self, reading: float | None, dt: float) -> bool:
        """Process a sample `dt` seconds after the one before. Returns whether the sensor can be trusted."""
        if reading is None or not LOWEST_C <= reading <= HIGHEST_C:
            self.ok = False
            self._last = None
            return False
        last, self._last = self._last, reading
        if last is not None and abs(reading - last) > FASTEST_K_S * max(dt, 0.1):
            self.ok = False
            return False
        self._same_s = self._same_s + dt if reading == last else 0.0
        self.ok = self._same_s < FROZEN_AFTER_S
        return self.ok
