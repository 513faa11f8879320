"""Sample the trace of a dish.

At most one measurement a second, collected for a minute before it is journaled.
"""

from ...burners.model import BurnerState
from .events import Sampled

INTERVAL_S = 1.0
CHUNK = 60
"""Readings in one event: at 1 Hz a crash loses at most a minute."""
CHUNK_S = 60.0
"""The measurements of a slow thermometer are journaled after this time (s), even if the chunk is not full."""
OLDEST_S = 120.0
"""A measurement is dated at most this far back (s): clocks of stoves may restart."""


class Sampler:
    """Collects readings of any rate; keeps one a second, with the time of its measurement.

    A burner reports all values when one of them changes. A repeated value is not a new measurement: if only
    the power changed, the temperature of that moment is recorded as unknown.
    """

    def __init__(self, dish_id: str) -> None:
        self._dish_id = dish_id
        self._times: list[float] = []
        self._celsius: list[float | None] = []
        self._power: list[float | None] = []
        self._target_c: float | None = None
        self._probe = True
        self._last = float("-inf")
        self._begun = 0.0
        self._last_power: float | None = None
        self._measured_at: float | None = None
        self._offset = float("inf")

    def take(self, now: float, state: BurnerState, power: float | None) -> list[Sampled]:
        """Process a reading; returns a full minute when there is one.

        Args:
            now: session time (s).
            state: the burner's state; `measured_at` is on the burner's own clock.
            power: 0-1, `None` if unknown.
        """
        fresh = self._is_fresh(now, state)
        turned = power != self._last_power
        at = self._date(now, state) if fresh else now
        if not turned and (not fresh or at - self._last < INTERVAL_S * 0.999):
            return self._full(now)
        celsius = state.food_temperature_c if state.available and fresh else None
        if fresh:
            self._measured_at = state.measured_at
        at = max(at, self._last)
        if not self._times:
            self._begun = now
        self._last, self._last_power = at, power
        self._times.append(round(at, 2))
        self._celsius.append(None if celsius is None else round(celsius, 2))
        self._power.append(None if power is None else round(power, 3))
        self._probe = self._probe and state.probe_temperature_c is not None
        self._target_c = state.target_temperature_c
        return self._full(now)

    def _is_fresh(self, now: float, state: BurnerState) -> bool:
        """Whether the reading was measured after the last stored one."""
        if self._measured_at is not None and state.measured_at < self._measured_at:
            self._offset = float("inf")  # the burner's clock restarted
        self._offset = min(self._offset, now - state.measured_at)
        return state.measured_at != self._measured_at

    def _date(self, now: float, state: BurnerState) -> float:
        """Session time of the measurement: the least delay so far is that of a reading without delay."""
        return min(max(state.measured_at + self._offset, now - OLDEST_S), now)

    def _full(self, now: float) -> list[Sampled]:
        if len(self._times) < CHUNK and (not self._times or now - self._begun < CHUNK_S):
            return []
        full = self.empty(now)
        return [] if full is None else [full]

    def empty(self, now: float) -> Sampled | None:
        """Return all collected readings as one event, and clear them."""
        if not self._times:
            return None
        chunk = Sampled(
            at=now,
            dish=self._dish_id,
            times=tuple(self._times),
            celsius=tuple(self._celsius),
            power=tuple(self._power),
            target_c=self._target_c,
            probe=self._probe,
        )
        self._probe = True
        self._times.clear()
        self._celsius.clear()
        self._power.clear()
        return chunk
