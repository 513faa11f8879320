"""The trace of a dish: readings once a second, gathered into a minute before they are journaled."""

from custom_components.hearthtech.kitchen.burner import BurnerState

from .events import Sampled

INTERVAL_S = 1.0
CHUNK = 60
"""Readings in one event: at 1 Hz a crash loses a minute at most."""


class Sampler:
    """Takes readings at any rate, keeps one a second."""

    def __init__(self, dish_id: str) -> None:
        self._dish_id = dish_id
        self._times: list[float] = []
        self._celsius: list[float | None] = []
        self._power: list[float | None] = []
        self._target_c: float | None = None
        self._probe = True
        self._last = float("-inf")

    def take(self, now: float, state: BurnerState, power: float | None) -> list[Sampled]:
        """Take a reading; returns a full minute when there is one."""
        known = self._power[-1] if self._power else None
        if now - self._last < INTERVAL_S * 0.999 and power == known:
            return []
        self._last = now
        celsius = state.food_temperature_c if state.available else None
        self._times.append(round(now, 2))
        self._celsius.append(None if celsius is None else round(celsius, 2))
        self._power.append(None if power is None else round(power, 3))
        self._probe = self._probe and state.probe_temperature_c is not None
        self._target_c = state.target_temperature_c
        full = self.empty(now) if len(self._times) >= CHUNK else None
        return [] if full is None else [full]

    def empty(self, now: float) -> Sampled | None:
        """All that was gathered, as one event."""
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
