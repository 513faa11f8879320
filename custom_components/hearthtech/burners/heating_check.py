"""Check heat against thermometer readings: detect a lost, frozen or stuck probe, and heat without warming.

The method of Klipper's `verify_heater` (docs/Config_Reference.md, section verify_heater), with physical
limits of a burner and a pot in place of configured gains: the energy since heating began must warm even the
largest pot by some kelvin. No I/O; called by a cooking session. Times are seconds of the burner's clock.
"""

from collections import deque
from enum import StrEnum
from typing import Final

LOST_S: Final = 30.0
"""Longest time without a reading while heat depends on the thermometer, in s."""
STUCK_S: Final = 45.0
"""Longest time with exactly the same reading while the burner heats, in s."""
LAG_S: Final = 10.0
"""Delay of a thermometer after heating begins, in s."""
GAPS: Final = 2.2
LONGEST_GAP_S: Final = 70.0
"""Longest usual time between two reports, in s.

A thermometer that reports less often can't check heat: it counts as stuck after `GAPS` such intervals.
"""
WARM_LAG_S: Final = 20.0
"""Heat of this first time (s) warms the burner and the base of the pot only."""
HEATS: Final = 0.25
"""Power (0-1) from which a pot must become warmer; less power may only hold its temperature."""
HEATS_DRY: Final = 0.5
"""The same for a pan above the boiling point, which loses more heat."""
RATED_W: Final = 2000.0
"""Rated power (W) assumed for a burner that does not report it."""
LARGEST_J_K: Final = 42_000.0
"""Heat capacity of ten liters of water."""
USUAL_J_K: Final = 25_000.0
"""Heat capacity of six liters of water, for the time between two steps of a coarse thermometer."""
EXPECTED_K: Final = 2.0
"""The check is made when the largest pot should have warmed by this much."""
CERTAIN_K: Final = 2.5
"""The fault is certain when no reading shows the gain at this energy (K): single readings are noisy."""
LEAST_SHARE: Final = 0.2
"""A gain of less than this share of it is no warming."""
KEEPS_FROM_K: Final = 35.0
"""From this distance (K) below the boiling point on, an open pot loses what half of a burner's power
delivers: 1 kW evaporates from a pot of 30 cm at 95 °C, and a gas flame delivers 40 % of its power."""
FOOD_J: Final = 400_000.0
"""A pan above the boiling point into which food was put may stay as hot as it is for this energy: a kilogram of meat takes
250 kJ to warm by 70 K, and 60 g of its water evaporate with 140 kJ."""
DROP_K: Final = 1.5
"""A fall by more than this (K) means added food or a moved probe: the check restarts."""
PLATEAU_K: Final = (5.0, 10.0, 45.0)
"""Range around the boiling point (K below, K above) in which the temperature is constant, in pot and base.

Jam and brine boil up to 10 K above water; the base of a pot runs 17 K ahead of boiling water on 2 kW, and twice that on
an induction zone in boost (see `BASE_AHEAD_K` of the temperature controller).
"""
SAME_K: Final = 0.011


class HeatingFault(StrEnum):
    """Why heat that depends on a thermometer has to be limited."""

    LOST = "lost"
    STUCK = "stuck"
    NOT_WARMING = "not_warming"


class HeatingCheck:
    """Watch one burner that a session heats. Call `update` with each reading and when `due` is over."""

    def __init__(self, *, boiling_point_c: float = 100.0, rated_w: float | None = None) -> None:
        self._boiling_point_c = boiling_point_c
        self._rated_w = rated_w or RATED_W
        self._resolution_k = 0.1
        self._now = 0.0
        self._power: float | None = None
        self._heats_since: float | None = None
        self._missing_since: float | None = None
        self._celsius: float | None = None
        self._changed_at = 0.0
        self._begun_c: float | None = None
        self._energy_j = 0.0
        self._probe = True
        self._reported_at: float | None = None
        self._gaps: deque[float] = deque(maxlen=5)

    def report(self, measured_at: float) -> None:
        """Record a report of the thermometer; called with every state, also while the burner is not heated.

        Some thermometers report once a minute (ThermoWorks by its cloud, Zigbee): their readings may stay the same for
        longer than those of others before they count as stuck.
        """
        if self._reported_at is not None and measured_at > self._reported_at:
            self._gaps.append(min(measured_at - self._reported_at, LONGEST_GAP_S))
        self._reported_at = measured_at

    def reset(self) -> None:
        """Restart the check; called when a step begins, a person takes over, or the burner is not heated."""
        self._heats_since = self._missing_since = self._celsius = self._begun_c = None
        self._energy_j = 0.0

    def update(
        self, now: float, celsius: float | None, power: float | None, *, probe: bool = True
    ) -> HeatingFault | None:
        """Process a reading (°C, `None`: missing) and the power (0-1, `None`: holding a temperature).

        `probe`: measured in the pot, otherwise at its base. Returns the fault if one is certain.
        """
        self._spend(now)
        self._power, self._probe = power, probe
        if celsius is None:
            self._missing_since = now if self._missing_since is None else self._missing_since
            self._heats_since, self._celsius = None, None
            return HeatingFault.LOST if now - self._missing_since >= LOST_S - 1e-6 else None
        self._missing_since = None
        self._note(now, celsius)
        if power is None or power < (HEATS if celsius <= self._boiling_point_c else HEATS_DRY):
            self._heats_since = None
            return None
        if self._heats_since is None:
            self._heats_since = now
            self._begin(celsius)
        if self._boils(celsius):
            self._changed_at = now
            self._begin(celsius)
            return None
        if now >= self._stuck_at() - 1e-6:
            return HeatingFault.STUCK
        # A reading that has not changed says nothing about the energy since.
        warms_nothing = self._changed_at == now and self._warms_nothing(celsius)
        return HeatingFault.NOT_WARMING if warms_nothing else None

    @property
    def due(self) -> float | None:
        """Time (s) at which a fault becomes certain without a further reading."""
        if self._missing_since is not None:
            return self._missing_since + LOST_S
        return None if self._heats_since is None else self._stuck_at()

    def _note(self, now: float, celsius: float) -> None:
        """Record a change of the reading and the smallest step between two readings."""
        before, self._celsius = self._celsius, celsius
        if before is None:
            self._changed_at = now
        elif (step := abs(celsius - before)) > SAME_K:
            self._changed_at = now
            self._resolution_k = (
                min(step, 1.0) if self._resolution_k == 0.1 else min(self._resolution_k, step)
            )
        if self._begun_c is not None and celsius < self._begun_c - DROP_K:
            into_food = FOOD_J if not self._probe and celsius > self._boiling_point_c else 0.0
            self._begin(celsius, into_food)

    def _begin(self, celsius: float, into_food_j: float = 0.0) -> None:
        """Start counting the energy that must show as warming: the part beyond `into_food_j`."""
        self._begun_c, self._energy_j = celsius, -into_food_j

    def _spend(self, now: float) -> None:
        """Add the energy since the last reading."""
        if self._heats_since is not None and self._power:
            warm_from = max(self._now, self._heats_since + WARM_LAG_S)
            self._energy_j += max(now - warm_from, 0.0) * self._power * self._rated_w
        self._now = now

    def _boils(self, celsius: float) -> bool:
        below, above, above_base = PLATEAU_K
        high = self._boiling_point_c + (above if self._probe else above_base)
        return self._boiling_point_c - below <= celsius <= high

    def _stuck_at(self) -> float:
        """Time (s) from which an unchanged reading counts as stuck."""
        step_s = 3.0 * self._resolution_k * USUAL_J_K / (self._rated_w * max(self._power or 1.0, 0.1))
        since = max(self._changed_at, (self._heats_since or 0.0) + LAG_S)
        return since + max(STUCK_S, step_s, GAPS * max(self._gaps, default=0.0))

    def _warms_nothing(self, celsius: float) -> bool:
        """Whether the energy so far should have warmed the pot and did not.

        Restarts the count when it did.
        """
        expected = self._energy_j / LARGEST_J_K
        if self._begun_c is None or expected < EXPECTED_K:
            return False
        keeps = celsius > self._boiling_point_c - KEEPS_FROM_K and (self._power or 0.0) < HEATS_DRY
        if celsius - self._begun_c < LEAST_SHARE * expected and not keeps:
            return expected >= CERTAIN_K
        self._begin(celsius)
        return False
