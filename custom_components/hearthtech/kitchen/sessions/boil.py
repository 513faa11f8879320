"""Detect boiling with a thermometer in the water: a rise into the band, then a plateau.

At constant power, water warms at a nearly constant rate up to the boil and then stays constant: the knee is
sharp. Food that is heated from outside approaches the temperature around it ever more slowly (the error
function of heat conduction; Carslaw & Jaeger 1959), metal and air pass through the band, and a controlled
bath is constant below it. The detector compares the slope with the rate of this very rise, so that it needs
no absolute rate.
"""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from .trend import Window

BOIL_C: Final = 100.0
"""Readings are shifted so that water boils at 100 °C."""
RISE_FROM_K: Final = 12.0
"""The rate of the rise is measured from here (K below the boil) to `ZONE_TOP_K` below it."""
ZONE_TOP_K: Final = 2.5
SLOWEST_K_S: Final = 0.01
"""Lowest rate of heated water, K/s: 10 L on 0.5 kW warm at 0.012 K/s.

A roast at 90 °C core at below 0.005 K/s.
"""
FASTEST_K_S: Final = 1.3
"""Highest rate of heated water, K/s: 0.4 L in a kettle of 2.2 kW.

A probe that is put into hot food rises faster.
"""
STEADY_SHARE: Final = 0.42
"""The rate in the zone is at least this share of the fastest rate of the rise.

Evaporation and losses take up to half of the power of a weak burner below the boil; a core that approaches an
oven's or steam's temperature has below a third.
"""
BAND_K: Final = (-3.0, 2.5)
"""Thermocouples of class 2 err by 2.5 K (IEC 60584-1); an unknown elevation of 600 m is 2 K."""
NEAR_K: Final = 1.6
"""A plateau this near to the boiling point (K) needs less evidence."""
STILL_NEAR, STILL_FAR = 0.4, 0.15
"""Share of the rate of the rise below which a reading counts as constant, near the boiling point and
elsewhere."""
DEFICIT_K: Final = 0.6
"""Least rise (K) that is missing since the knee.

Also at least 6 times the noise and 1.25 steps of resolution.
"""
DEFICIT_NOISES, DEFICIT_STEPS = 6.0, 1.25
STOPPED_K, STOPPED_OF_K = 0.5, 3.0
"""Two readings that differ by less than 0.5 K where 3 K were due show the knee independent of the noise.

With minutes between readings the curvature looks like noise.
"""
SILENT_K, SILENT_STEPS = 1.2, 1.9
"""A value that is repeated exactly while this rise (K, and steps of resolution) was due shows the knee, too."""
CHANGES_K, CHANGES_STEPS = 0.8, 1.67
"""The same for a thermometer that reports changes only: it stayed within one step, at most 0.6 of what was due."""
SILENT_STAYS_S: Final = 45.0
"""Longest time (s) for which such a value must last: a fall of `COOLS_K_S` is reported only after a whole step."""
STAYS_S: Final = 15.0
COOLS_K_S: Final = 0.012
"""A plateau must last for `STAYS_S` (s) without a faster fall than this (K/s).

At 100 °C a dry block without heat falls by 0.015 K/s even with a time constant of 5000 s; boiling water is constant.
"""
LASTS_S, LASTS_K, LASTS_K_S = 120.0, 0.8, 0.003
"""On a burner that is known to heat, a level of this length (s), this near to the boiling point (K) and this constant
(K/s) is a boil whatever rise led to it: the cook may have turned the heat down below the boil."""
FALLEN_STEPS, FALLEN_NOISES, FALLEN_S = 1.3, 4.0, 60.0
"""A coarse thermometer that fell by this much (steps of resolution, and noises) within `FALLEN_S` (s) shows no plateau.

One step may be the noise of the water; the line through two or three readings is too uncertain to tell.
"""
COARSE_K: Final = 0.2
RATE_S: Final = 40.0
FALLING_SHARE: Final = 0.06
"""Greatest fall of the newer half of the plateau, as a share of the rate of the rise.

Cooling after a peak is faster.
"""
SHORTEST_S: Final = 15.0
LEAST_INTERVALS: Final = 2.1
LONGEST_S: Final = 240.0
OFF_K: Final = 3.0
"""Hysteresis: a boil has ended when the reading is this far below its plateau for `OFF_S`."""
OFF_S: Final = 20.0
SIMMER_K: Final = 7.0
SIMMER_S: Final = 30.0
HEATED_SIMMER_S: Final = 12.0
"""Water known to be heated simmers before it boils; otherwise a simmer is only reported as a level."""
TOO_HOT_K: Final = 6.0
"""Open water does not get hotter than the boiling point by more than this (K); salt and sugar add a few K."""

# The base of a pan of boiling water.
BOIL_BAND_C: Final = (96.5, 118.0)
"""Base temperature of a pan of boiling water (°C, with water boiling at 100).

From a sensor with an error of 3.5 K to a thick base at full power (17 K above the water at 2 kW and 20 cm;
see `temperature_controller.BASE_AHEAD_K`).
"""
SIMMER_C: Final = 93.0
STILL_K_S: Final = 0.006
"""Rate (K/s) that counts as constant if the earlier readings are unknown."""
STILL_SHARE: Final = 0.07
"""Share of the warming rate below which a base no longer creeps.

Right after the knee it creeps at 0.12 of it or more; in a large pot so slowly that a longer window is needed.
"""


class BoilChange(StrEnum):
    """The change at a reading."""

    NOTHING = "nothing"
    SIMMER = "simmer"
    BOIL = "boil"
    OFF = "off"


class WaterBoil:
    """Detector of boiling in one pot of water with a thermometer in it.

    Temperatures are shifted: 100 is the boiling point.
    """

    def __init__(self) -> None:
        self.boiling = False
        self.simmering = False
        self.plateau_c = BOIL_C
        self.rate = 0.0
        """The rate of the present rise in the zone below the boil (K/s)."""
        self.fastest = 0.0
        self._low: tuple[float, float] | None = None
        self._lowest = float("inf")
        self._highest = float("-inf")
        self._below_since: float | None = None
        self._still_since: float | None = None
        self._stood_since: float | None = None
        self._looked_s = 0.0
        """The time of the curve in which it was found to stand still (s)."""

    def forget(self) -> None:
        """Reset the detector; called when the thermometer was moved."""
        self.__init__()  # type: ignore[misc]

    def update(
        self, window: Window, noise_k: float, resolution_k: float, *, heated: bool = False
    ) -> BoilChange:
        """Process the newest reading of the window. `heated`: the burner is known to be on."""
        at, now = window.readings[-1]
        self._follow_rise(window, at, now, noise_k)
        if self.boiling:
            return self._leave(at, now)
        if self._stands_at_boil(window, now, noise_k, resolution_k):
            if self._stood_since is None:
                self._stood_since = at - max(window.interval_s, 0.5 * self._looked_s)
        elif not BAND_K[0] <= now - BOIL_C <= BAND_K[1]:
            self._stood_since = None
        if self._fell(window, now, noise_k, resolution_k):
            self._stood_since = None
        stood = self._stood_since is not None and self._stays(window, at, noise_k, resolution_k)
        if stood or (heated and self._lasts(window, noise_k)):
            self.boiling = self.simmering = True
            self.plateau_c = now
            self._below_since = self._stood_since = None
            return BoilChange.BOIL
        return self._simmer(window, at, now, heated=heated)

    def _follow_rise(self, window: Window, at: float, now: float, noise_k: float) -> None:
        if now < self._lowest:
            self._lowest = now
            self.fastest = 0.0
        self._highest = max(self._highest, now)
        if now < BOIL_C - RISE_FROM_K - 8.0:
            # Far below: a new pot, or cold water in a hot one.
            if self._highest - now > 10.0:
                self.fastest, self._lowest = 0.0, now
            self._highest, self.rate, self._low = now, 0.0, None
        line = window.line(max(RATE_S, 3.0 * window.interval_s))
        if line.middle_error * noise_k > 0.05 * line.slope:
            line = window.line(4.0 * RATE_S)  # noise would pass for a faster rise
            if line.span < 3.0 * RATE_S:
                line = replace(line, slope=0.0)
        if line.count >= 3 and now < BOIL_C - 1.0:
            self.fastest = max(self.fastest, line.slope)
        if now < BOIL_C - RISE_FROM_K or self._low is None:
            if now < BOIL_C - 5.0:
                self._low = (at, now)
                self.rate = 0.0
        elif now < self._low[1]:
            self._low = (at, now)
        elif now - self._low[1] > 4.0 and (now < BOIL_C - ZONE_TOP_K or self.rate == 0.0):
            self.rate = (now - self._low[1]) / (at - self._low[0])

    @property
    def is_water(self) -> bool:
        """Whether the present rise is that of water on a burner."""
        return (
            SLOWEST_K_S <= self.rate <= FASTEST_K_S
            and self.rate >= STEADY_SHARE * self.fastest
            and self._highest <= BOIL_C + TOO_HOT_K
        )

    def _stands_at_boil(self, window: Window, now: float, noise_k: float, resolution_k: float) -> bool:
        if not self.is_water or not BAND_K[0] <= now - BOIL_C <= BAND_K[1] or len(window.readings) < 2:
            return False
        (earlier, before), (at, _) = window.readings[-2], window.readings[-1]
        if abs(now - before) < STOPPED_K and self.rate * (at - earlier) >= STOPPED_OF_K:
            self._looked_s = at - earlier
            return abs(now - BOIL_C) <= NEAR_K and resolution_k < STOPPED_OF_K / DEFICIT_STEPS
        if self._was_silent(window, resolution_k):
            self._looked_s = 2.0 * window.held_s()
            return abs(now - BOIL_C) <= NEAR_K
        if window.is_silent and resolution_k:
            return False  # the line through a value that is known to a step only has no slope of its own
        deficit = max(DEFICIT_K, DEFICIT_NOISES * noise_k, DEFICIT_STEPS * resolution_k)
        look = max(deficit / self.rate, SHORTEST_S)
        if look > LONGEST_S:
            return False
        line = window.line(max(look, LEAST_INTERVALS * window.interval_s))
        if line.span < 0.8 * look:
            line = window.line(look + window.interval_s)
        expected = self.rate * line.span
        if line.span < 0.8 * look or (line.count < 3 and expected < 3.0):
            return False
        newer = window.line(max(line.span / 2.0, 1.05 * window.interval_s))
        if newer.slope < -FALLING_SHARE * self.rate - 2.0 * newer.middle_error * noise_k:
            return False
        self._looked_s = line.span
        near = abs(line.mean - BOIL_C) <= NEAR_K
        still = STILL_NEAR if near else STILL_FAR
        return line.mean >= BOIL_C + BAND_K[0] and abs(line.slope) <= still * self.rate

    def _stays(self, window: Window, at: float, noise_k: float, resolution_k: float) -> bool:
        """Whether the plateau has lasted: metal that was heated to the boiling point falls from its peak, water stays.

        A curve that was watched for long enough before has shown it already.
        """
        assert self._stood_since is not None
        if self._looked_s >= 2.0 * STAYS_S:
            return True
        if at - self._stood_since < STAYS_S:
            return False
        newer = window.line(max(at - self._stood_since, 1.05 * window.interval_s))
        slack = 2.0 * newer.middle_error * max(noise_k, resolution_k / 2.0)
        return newer.slope >= -COOLS_K_S - slack

    def _lasts(self, window: Window, noise_k: float) -> bool:
        """Whether it has been at the boiling point itself for minutes."""
        line = window.line(LASTS_S)
        if line.span < 0.9 * LASTS_S or line.count < 5 or self._highest > BOIL_C + TOO_HOT_K:
            return False
        slack = 2.0 * line.middle_error * noise_k
        return abs(line.mean - BOIL_C) <= LASTS_K and abs(line.slope) <= LASTS_K_S + slack

    @staticmethod
    def _fell(window: Window, now: float, noise_k: float, resolution_k: float) -> bool:
        """Whether the steps of a coarse thermometer lead down."""
        if resolution_k < COARSE_K:
            return False
        _, top = window.highest(FALLEN_S)
        return top - now >= max(FALLEN_STEPS * resolution_k, FALLEN_NOISES * noise_k)

    def _was_silent(self, window: Window, resolution_k: float) -> bool:
        """Whether the very same value has held for longer than a thermometer that reports changes takes while it rises."""
        held_s = window.held_s()
        if not window.is_silent or not resolution_k:
            return self.rate * held_s >= max(SILENT_K, SILENT_STEPS * resolution_k)
        due = self.rate * held_s >= max(CHANGES_K, CHANGES_STEPS * resolution_k)
        return due and held_s >= min(resolution_k / COOLS_K_S, SILENT_STAYS_S)

    def _simmer(self, window: Window, at: float, now: float, *, heated: bool) -> BoilChange:
        in_band = BOIL_C - SIMMER_K <= now < BOIL_C + BAND_K[1]
        if not in_band or not self.is_water:
            self._still_since = None
            if self.simmering and now < BOIL_C - SIMMER_K - 4.0:
                self.simmering = False
            return BoilChange.NOTHING
        line = window.line(SIMMER_S)
        still = line.span >= 0.7 * SIMMER_S and abs(line.slope) <= 0.1 * self.rate
        wait = HEATED_SIMMER_S if heated else SIMMER_S
        if not still and not heated:
            self._still_since = None
        elif self._still_since is None:
            self._still_since = at
        elif not self.simmering and at - self._still_since >= wait:
            self.simmering = True
            return BoilChange.SIMMER
        return BoilChange.NOTHING

    def _leave(self, at: float, now: float) -> BoilChange:
        if now >= self.plateau_c - OFF_K:
            self._below_since = None
            if abs(now - BOIL_C) <= BAND_K[1]:
                self.plateau_c += 0.05 * (now - self.plateau_c)
            return BoilChange.NOTHING
        if self._below_since is None:
            self._below_since = at
        if at - self._below_since < OFF_S and now > self.plateau_c - 3.0 * OFF_K:
            return BoilChange.NOTHING
        self.boiling = self.simmering = False
        self._low, self.rate = (at, now), 0.0
        return BoilChange.OFF
