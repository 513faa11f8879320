"""Filter readings of a thermometer: reject sensor faults, estimate noise and resolution."""

from collections import deque
import math
from statistics import median
from typing import Final

LOWEST_C: Final = -60.0
HIGHEST_C: Final = 700.0
"""No kitchen thermometer measures outside this range; -1000, -127 or 2048 report a fault (°C)."""
FAULT_VALUES: Final = frozenset({-1.0, 0.0, 85.0})
"""Values inside the range that faulty sensors report (°C): -1 and 0 for an open circuit, 85 at power-on of a DS18B20
(its data sheet, "power-on reset value"). They are faults only after a jump of more than `FAULT_JUMP_K`."""
FAULT_JUMP_K: Final = 15.0
JUMP_K: Final = 8.0
"""A reading this far from the trend waits for the next one to confirm it (K). A pot on 2 kW warms by at most 1 K/s."""
QUICK_JUMP_K, QUICK_S = 3.0, 5.0
"""The same for readings that are at most 5 s apart."""
JUMP_NOISES: Final = 10.0
LARGEST_JUMP_K: Final = 40.0
BACK_SHARE: Final = 0.3
"""After an outlier, the next reading is within this share of the jump (or 3 times the noise) of the value before it.

The air under a lid that was opened takes longer to recover.
"""
SLOW_S, SLOW_BACK_SHARE = 15.0, 0.15
"""Smaller share for readings more than `SLOW_S` (s) apart: air recovers most of its fall in that time, a fault ends fully."""
FEWEST_BENDS: Final = 8
"""Least number of second differences for an estimate of the noise."""
GAP_S, GAP_INTERVALS = 120.0, 4.0
"""After a silence this long (s, and in intervals) a jump is not suspicious."""
NOISE_READINGS: Final = 31
RESOLUTION_READINGS: Final = 60
LOWEST_NOISE_K: Final = 0.02
COARSEST_K: Final = 1.2
"""The coarsest resolution of a thermometer is 1 °C (K).

A larger smallest difference is a changing temperature.
"""
GAUSS: Final = 1.4826
"""Factor from median absolute deviation to standard deviation of normal noise (Rousseeuw & Croux 1993)."""

type Reading = tuple[float, float]
"""Time (s) and temperature (°C)."""


class ReadingFilter:
    """Accept readings in order of time and withhold single outliers.

    `noise_k` is the standard deviation of the accepted readings around their local trend, from second differences;
    `resolution_k` the smallest step seen.
    """

    def __init__(self) -> None:
        self.noise_k = 0.1
        self.resolution_k = 0.0
        self.interval_s = 1.0
        self._kept: deque[Reading] = deque(maxlen=3)
        self._held: Reading | None = None
        self._bends: deque[float] = deque(maxlen=NOISE_READINGS)
        self._steps: deque[float] = deque(maxlen=RESOLUTION_READINGS)
        self._until_estimate = 0

    @property
    def knows_noise(self) -> bool:
        """Whether `noise_k` was estimated from enough readings."""
        return len(self._bends) >= FEWEST_BENDS

    def push(self, at: float, celsius: float) -> list[Reading]:
        """Process a reading; returns the newly accepted ones, oldest first: none, one or two."""
        newest = self._held or (self._kept[-1] if self._kept else None)
        if not math.isfinite(celsius) or not LOWEST_C <= celsius <= HIGHEST_C:
            return []
        if newest is not None and at <= newest[0]:
            return []
        if self._held is not None:
            return self._confirm(at, celsius)
        if self._is_doubtful(at, celsius):
            self._held = (at, celsius)
            return []
        return [self._accept(at, celsius)]

    def _is_doubtful(self, at: float, celsius: float) -> bool:
        if not self._kept:
            return celsius in FAULT_VALUES
        before, value = self._kept[-1]
        if at - before > max(GAP_S, GAP_INTERVALS * self.interval_s):
            return celsius in FAULT_VALUES  # the temperature may have changed a lot
        trend = 0.0
        if len(self._kept) > 1:
            first, old = self._kept[-2]
            trend = (value - old) / (before - first)
        moved = trend * (at - before)
        if celsius in FAULT_VALUES and abs(celsius - value) > FAULT_JUMP_K:
            return True
        least = QUICK_JUMP_K if at - before <= QUICK_S else JUMP_K
        allowed = min(
            max(least, 3.0 * self.resolution_k, JUMP_NOISES * self.noise_k, abs(moved)), LARGEST_JUMP_K
        )
        return abs(celsius - value - moved) > allowed and abs(celsius - value) > least

    def _confirm(self, at: float, celsius: float) -> list[Reading]:
        """Accept or reject the withheld reading by the one after it."""
        assert self._held is not None
        held_at, held = self._held
        before = self._kept[-1][1] if self._kept else None
        self._held = None
        fault = held in FAULT_VALUES
        if fault and held == celsius and before is not None and abs(held - before) > FAULT_JUMP_K:
            self._held = (at, celsius)
            return []
        if before is None:
            outlier = abs(celsius - held) > FAULT_JUMP_K / 2.0
        else:
            jump = abs(held - before)
            share = BACK_SHARE if at - held_at <= SLOW_S else SLOW_BACK_SHARE
            outlier = abs(celsius - before) <= max(share * jump, 3.0 * self.noise_k) or (
                fault and jump > FAULT_JUMP_K and abs(celsius - held) > BACK_SHARE * jump
            )
        if outlier:
            if before is not None and self._is_doubtful(at, celsius):
                self._held = (at, celsius)
                return []
            return [self._accept(at, celsius)]
        accepted = self._accept(held_at, held)
        if celsius in FAULT_VALUES and abs(celsius - held) > FAULT_JUMP_K:
            self._held = (at, celsius)
            return [accepted]
        return [accepted, self._accept(at, celsius)]

    def _accept(self, at: float, celsius: float) -> Reading:
        if self._kept:
            before, value = self._kept[-1]
            self.interval_s += 0.2 * (min(at - before, 60.0) - self.interval_s)
            if celsius != value:
                self._steps.append(abs(celsius - value))
        self._kept.append((at, celsius))
        if len(self._kept) == 3:
            (first, one), (middle, two), (last, three) = self._kept
            share = (middle - first) / (last - first)
            bend = two - one - share * (three - one)
            self._bends.append(abs(bend) / math.sqrt(1.0 + share**2 + (1.0 - share) ** 2))
            self._estimate()
        return at, celsius

    def _estimate(self) -> None:
        if len(self._bends) < FEWEST_BENDS:
            return
        if self._until_estimate > 0:
            self._until_estimate -= 1
            return
        self._until_estimate = 4
        smallest = min(self._steps, default=0.0)
        self.resolution_k = smallest if 0.05 <= smallest <= COARSEST_K else 0.0
        # A quantized signal has at least the noise of its rounding: step / √12.
        rounding = self.resolution_k / math.sqrt(12.0)
        self.noise_k = max(GAUSS * median(self._bends), rounding, LOWEST_NOISE_K)
