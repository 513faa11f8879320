"""Event detection in the temperature and the power of one burner, for the event entities of every adapter."""

from collections.abc import Callable

from ..kitchen.sessions.event_detection import EventDetector
from ..kitchen.sessions.model import Sensed

type SensedListener = Callable[[Sensed], None]


class BurnerSensing:
    """Detects events of one burner, and calls the listeners with each.

    Args:
        boiling_c: the boiling point of water at this elevation (°C).
        interval_s: readings that follow each other faster are left out (s of the burner's clock).
    """

    def __init__(self, boiling_c: float, *, interval_s: float = 0.0) -> None:
        self.listeners: list[SensedListener] = []
        self._boiling_c = boiling_c
        self._interval_s = interval_s
        self._detector = EventDetector(boiling_point_c=boiling_c)
        self._next_s = 0.0

    def update(self, at: float, celsius: float | None, power: float | None, *, probe: bool) -> None:
        """Process a reading, unless the last one was processed less than the interval ago.

        Args:
            at: time of the burner's clock (s).
            celsius: temperature of the food or the pan.
            power: power level, 0–1.
            probe: whether the temperature was measured in the food.
        """
        if at < self._next_s:
            if self._next_s - at <= self._interval_s:
                return
            # The clock has gone back: the stove has restarted.
            self._detector = EventDetector(boiling_point_c=self._boiling_c)
        self._next_s = at + self._interval_s
        for found in self._detector.update(at, celsius, power, probe=probe):
            for listener in tuple(self.listeners):
                listener(found)
