"""Time of disturbances that happened while a thermometer reported no readings."""

from typing import Final

from .model import SensedKind
from .trend import Window

PAUSE_S, PAUSE_INTERVALS, AFTER_PAUSE_S = 60.0, 2.0, 60.0
"""Readings that are farther apart than both are a pause.

A disturbance of the thermometer or its lid detected within `AFTER_PAUSE_S` of its end happened in the pause
if the reading changed in it: the middle is the best estimate.
"""
PAUSE_K: Final = 10.0
MOVED: Final = frozenset({SensedKind.PROBE_TAKEN_OUT, SensedKind.PROBE_PUT_IN, SensedKind.LID_OPENED})


class Pause:
    """Stores the newest pause in which the temperature changed by `PAUSE_K`."""

    def __init__(self) -> None:
        self._pause: tuple[float, float] | None = None
        self._found_at = float("-inf")

    def follow(self, window: Window, at: float, celsius: float) -> None:
        """Process a reading that is not yet in the window."""
        if not window.readings:
            return
        before, last = window.readings[-1]
        if at - before > max(PAUSE_S, PAUSE_INTERVALS * window.interval_s):
            self._pause = (before, at) if abs(celsius - last) >= PAUSE_K else None

    def time_of(self, kind: SensedKind, now: float) -> float:
        """Time (s) of an event that is detected now; never before that of an earlier one."""
        at = now
        if kind in MOVED and self._pause is not None:
            begin, end = self._pause
            at = max((begin + end) / 2.0, self._found_at) if now - end <= AFTER_PAUSE_S else now
            self._pause = None
        self._found_at = at
        return at
