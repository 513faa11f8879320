"""Entities as they report: often, seldom, only when something changes, or no more."""

from typing import Final

FIRST_INTERVAL_S: Final = 30.0
"""Taken for how often a thermometer reports until it has shown it."""
LONGEST_INTERVAL_S: Final = 60.0
HELD_AFTER: Final = 3.0
"""So many intervals without a report, and the reading has not changed: many sensors only report changes."""
HELD_AFTER_S: Final = 10.0


class Thermometer:
    """One thermometer. Times are seconds of the burner's clock.

    Between two reports the temperature is not known to stand still; repeating it would show steps where it rises, and
    a step looks like a boil. Only after a silence of several of its own intervals it is taken to hold.
    """

    def __init__(self, stale_after_s: float) -> None:
        self.stale_after_s = stale_after_s
        self.celsius: float | None = None
        self.measured_at: float | None = None
        self._interval_s = FIRST_INTERVAL_S

    def report(self, at: float, celsius: float | None) -> None:
        """It has said something."""
        if celsius is not None and self.measured_at is not None and self.celsius is not None:
            step = min(max(at - self.measured_at, 0.2), LONGEST_INTERVAL_S)
            self._interval_s += 0.3 * (step - self._interval_s)
        self.celsius = celsius
        self.measured_at = at

    def read(self, now: float) -> tuple[float, float] | None:
        """The temperature (°C), and when it was measured or is known to have held; `None` when it is unknown."""
        if self.celsius is None or self.measured_at is None:
            return None
        silent_s = now - self.measured_at
        if silent_s > self.stale_after_s:
            return None
        held = silent_s >= max(HELD_AFTER * self._interval_s, HELD_AFTER_S)
        return self.celsius, now if held else self.measured_at


PULSES: Final = 5
"""So many reports without a change show that an entity repeats itself, as polled integrations do."""


class Pulse:
    """Whether an entity that repeats itself has fallen silent. One that only reports changes can't be told so."""

    def __init__(self, stale_after_s: float) -> None:
        self._stale_after_s = stale_after_s
        self._said: str | None = None
        self._at = 0.0
        self._repeated = 0

    def report(self, at: float, said: str | None) -> None:
        """It has said something."""
        self._repeated = min(self._repeated + 1, PULSES) if said == self._said else self._repeated
        self._said, self._at = said, at

    def silent(self, now: float) -> bool:
        """Whether it has said nothing for too long."""
        return self._repeated >= PULSES and now - self._at > self._stale_after_s
