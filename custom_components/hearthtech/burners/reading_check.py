"""Plausibility check of thermometer readings, by the measured object and its possible rate of change.

Thermometers report temperatures that nobody measured: an unplugged probe shows 0 °C, a DS18B20 after power-on 85 °C,
a broken line -127 °C, an error code 6553.5 °C, a Bluetooth probe anything at all in its first packet. Used by the
thermometers of entity hobs, by link stoves and by cooking sessions. Times are seconds of the burner's clock.
"""

from dataclasses import dataclass
from enum import Enum
import math
from typing import Final

CONFIRM_S: Final = 4.0
"""A jump is accepted when further readings have agreed with it for this long."""
CONFIRM_COUNT: Final = 3
"""Number of readings, including the first, that must agree before a jump is accepted."""
DOUBT_S: Final = 15.0
"""After this many seconds with implausible readings only, the temperature is unknown."""
LONGEST_CHANGE_S: Final = 30.0
"""Longest duration of a fast change, in s: a probe that was moved has settled by then."""
GAP_S: Final = 120.0
"""After a longer silence (s) the next reading counts as the first one."""
FIRST_LOWEST_C: Final = -10.0
FIRST_HIGHEST_C: Final = 110.0
"""A first reading outside of this range needs a second one that agrees."""
LED_THERE_K: Final = (3.0, 0.05)
"""A known error value is accepted if it is this near to the last reading: K, and K for each second."""
SAME_K: Final = 0.011
"""Two readings nearer than this (K) are the same value."""
ERROR_CODES_C: Final = (0.0, 85.0, -17.78, 125.0, 127.0, 127.94, 128.0)
"""Values that sensors report instead of a temperature, inside the possible range (°C).

0 °C and 0 °F (-17.78 °C): unplugged (inkbird-ble#185, ESPHome). 85 °C: power-on value of the DS18B20 (its
data sheet). 125, 127 and 128 °C: end of range. They are accepted only if the temperature approached this
value before, or changes afterwards. Any other value after a jump (320 °C of a ThermoPro without a probe) has
to move as well: a code never does.
"""


class MeasuredPlace(Enum):
    """Where a thermometer measures."""

    FOOD = "food"
    """A probe in food, water or fat."""
    PAN = "pan"
    """The base of a pan, or the glass under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """Possible range (°C) and rates (K/s) at a place, and the jump that is accepted at once (K)."""

    lowest_c: float
    highest_c: float
    rise_k_s: float
    fall_k_s: float
    noise_k: float


LIMITS: Final = {
    # A liter of water on 3.7 kW warms by 0.9 K/s, 0.2 l of oil by 4 K/s. A probe that is moved from the air
    # into warm food, or back, is accepted at once; larger jumps wait for other readings, and so does every
    # goal.
    MeasuredPlace.FOOD: ReadingLimits(
        lowest_c=-30.0, highest_c=300.0, rise_k_s=5.0, fall_k_s=6.0, noise_k=33.0
    ),
    # An empty steel pan on an induction zone in boost warms by 12 K/s; water poured into it cools it at once.
    MeasuredPlace.PAN: ReadingLimits(
        lowest_c=-30.0, highest_c=550.0, rise_k_s=14.0, fall_k_s=40.0, noise_k=12.0
    ),
}


class ReadingCheck:
    """Check the readings of one thermometer.

    `update` takes each reading and returns the temperature to use: the reading itself when it is plausible, the last
    plausible one for `DOUBT_S` while readings are in doubt, `None` when the temperature is unknown.
    """

    def __init__(self, place: MeasuredPlace, *, limits: ReadingLimits | None = None) -> None:
        self._limits = limits or LIMITS[place]
        self.celsius: float | None = None
        """Last accepted temperature (°C)."""
        self.measured_at: float | None = None
        """When it was measured (s)."""
        self.rejected = 0
        """Count of rejected readings since the last accepted one."""
        self.rejected_total = 0
        """Count of rejected readings, for diagnostics."""
        self._gap = True
        self._doubted: list[tuple[float, float]] = []

    def update(self, at: float, celsius: float | None) -> float | None:
        """Process a reading. `None`, NaN and infinity mean that there is no reading."""
        if celsius is None or not math.isfinite(celsius):
            self._lost()
            return None
        if not self._limits.lowest_c <= celsius <= self._limits.highest_c:
            return self._reject(at, None)
        if self.measured_at is not None and at - self.measured_at > GAP_S and not self._doubted:
            self._gap = True
        if self._gap:
            return self._first(at, celsius)
        if self._follows((self.measured_at or 0.0, self.celsius or 0.0), (at, celsius)):
            return self._accept(at, celsius)
        return self._doubt(at, celsius)

    def reset(self) -> None:
        """Reset the check; called when the thermometer or the burner changes."""
        self.celsius = self.measured_at = None
        self._gap, self.rejected = True, 0
        self._doubted.clear()

    def read(self, now: float) -> float | None:
        """The temperature to use at this time, without a new reading."""
        if self.rejected and self.measured_at is not None and now - self.measured_at > DOUBT_S:
            return None
        return self.celsius

    def _lost(self) -> None:
        """The thermometer itself reports that it has no reading."""
        self._gap = True
        self.celsius = None
        self._doubted.clear()

    def _first(self, at: float, celsius: float) -> float | None:
        if not is_error_code(celsius) and FIRST_LOWEST_C <= celsius <= FIRST_HIGHEST_C and not self._doubted:
            return self._accept(at, celsius)
        return self._doubt(at, celsius)

    def _doubt(self, at: float, celsius: float) -> float | None:
        """Handle a reading that does not follow from the last one: wait for others that agree with it."""
        if self._doubted and not self._follows(self._doubted[-1], (at, celsius)):
            self._doubted.clear()
            if self._gap and not is_error_code(celsius) and FIRST_LOWEST_C <= celsius <= FIRST_HIGHEST_C:
                return self._accept(at, celsius)
        if not self._doubted or at > self._doubted[-1][0]:
            self._doubted.append((at, celsius))
        del self._doubted[CONFIRM_COUNT:-1]
        if self._confirmed():
            return self._accept(at, celsius)
        return self._reject(at, celsius)

    def _confirmed(self) -> bool:
        """Whether enough readings agree and move, as temperatures do and error codes do not."""
        values = [value for _, value in self._doubted]
        if is_error_code(values[-1]):
            return False
        moved = any(abs(value - values[-1]) > SAME_K for value in values[:-1])
        lasted = self._doubted[-1][0] - self._doubted[0][0]
        if self._gap:
            return moved
        return moved and len(values) >= CONFIRM_COUNT and lasted >= CONFIRM_S

    def _follows(self, before: tuple[float, float], after: tuple[float, float]) -> bool:
        """Whether a reading can follow from another by heating or cooling."""
        elapsed = min(max(after[0] - before[0], 0.0), LONGEST_CHANGE_S)
        change = after[1] - before[1]
        if is_error_code(after[1]) and abs(change) > LED_THERE_K[0] + LED_THERE_K[1] * elapsed:
            return False
        rate = self._limits.rise_k_s if change > 0 else self._limits.fall_k_s
        return abs(change) <= self._limits.noise_k + rate * elapsed

    def _accept(self, at: float, celsius: float) -> float:
        self._gap, self.rejected = False, 0
        self._doubted.clear()
        self.celsius, self.measured_at = celsius, at
        return celsius

    def _reject(self, at: float, celsius: float | None) -> float | None:
        self.rejected += 1
        self.rejected_total += 1
        if celsius is None:
            self._doubted.clear()
        if self._gap:
            self.celsius = None
        elif self.measured_at is not None and at - self.measured_at > DOUBT_S:
            self._gap, self.celsius = True, None
        return self.celsius


def is_error_code(celsius: float) -> bool:
    """Whether this is a value that sensors are known to report instead of a temperature."""
    return any(abs(celsius - code) <= SAME_K for code in ERROR_CODES_C)
