"""Thermometers with different reporting behavior: often, seldom, only on change, or silent."""

from collections import deque
from typing import Final

from ...burners.reading_check import MeasuredPlace, ReadingCheck

FIRST_INTERVAL_S: Final = 30.0
"""Assumed reporting interval of a thermometer until it is measured (s)."""
LONGEST_INTERVAL_S: Final = 60.0
HELD_AFTER: Final = 2.25
"""After this many intervals without a report the reading counts as unchanged: many sensors only report changes."""
HELD_AFTER_S: Final = 10.0
CHANGE_HELD_AFTER: Final = 1.25
"""The same for a thermometer known to report changes only: its silence is no report that was lost."""
FEWEST_CHANGES, CHANGES = 10, 60
"""So many reports in succession show that a thermometer reports changes only, and so many are remembered."""
CHANGE_SPREAD: Final = 1.9
"""The largest of the newest `FEWEST_CHANGES` changes, in sizes of the smallest remembered one.

At a fixed interval the size of a change follows the rate; when heating begins it is small, and a lost report
doubles it.
"""


class ReportPattern:
    """When a thermometer reports, learned from its reports, and from when on its silence means an unchanged value."""

    def __init__(self) -> None:
        self._interval_s = FIRST_INTERVAL_S
        self._last: tuple[float, float] | None = None
        self._changes: deque[float] = deque(maxlen=CHANGES)

    def report(self, at: float, celsius: float | None) -> None:
        """Process a report at a time (s); `celsius=None`: no reading."""
        if celsius is None:
            self._last = None
            return
        if self._last is not None:
            step_s = min(max(at - self._last[0], 0.2), LONGEST_INTERVAL_S)
            self._interval_s += 0.3 * (step_s - self._interval_s)
            self._changes.append(abs(celsius - self._last[1]))
        self._last = at, celsius

    @property
    def changes_only(self) -> bool:
        """Whether each report differs from the one before by at least the same step, and by little more."""
        if len(self._changes) < FEWEST_CHANGES:
            return False
        newest = list(self._changes)[-FEWEST_CHANGES:]
        return 0.0 < max(newest) <= CHANGE_SPREAD * min(self._changes)

    @property
    def held_after_s(self) -> float:
        """The length of a silence (s) after which the value counts as unchanged."""
        intervals = CHANGE_HELD_AFTER if self.changes_only else HELD_AFTER
        return max(intervals * self._interval_s, HELD_AFTER_S)


class EntityThermometer:
    """One thermometer. Times are seconds of the burner's clock.

    Between two reports the temperature is unknown; repeating the last one would create steps in a rising temperature,
    and a step looks like boiling. Only after a silence of several of its own intervals is the temperature taken as
    constant.

    Implausible readings (see `ReadingCheck`) are discarded: the last plausible one remains for some seconds, with its
    time.
    """

    def __init__(self, stale_after_s: float, place: MeasuredPlace = MeasuredPlace.FOOD) -> None:
        self.stale_after_s = stale_after_s
        self.check = ReadingCheck(place)
        self.celsius: float | None = None
        self.measured_at: float | None = None
        self._pattern = ReportPattern()
        self._unit: str | None = None

    @property
    def unit(self) -> str | None:
        """Unit that the entity reports in. A change of unit restarts the check of readings."""
        return self._unit

    @unit.setter
    def unit(self, unit: str | None) -> None:
        if self._unit is not None and unit != self._unit:
            self.check.reset()
        self._unit = unit

    def report(self, at: float, celsius: float | None) -> None:
        """Process a state of the entity; `celsius=None`: no reading."""
        celsius = self.check.update(at, celsius)
        if self.check.rejected:
            self.celsius = celsius
            return
        self._pattern.report(at, celsius)
        self.celsius = celsius
        self.measured_at = at

    def read(self, now: float) -> tuple[float, float] | None:
        """Return the temperature (°C), and when it was measured or known to be unchanged; `None` if it is unknown."""
        if self.celsius is None or self.measured_at is None or self.check.read(now) is None:
            return None
        silent_s = now - self.measured_at
        if self.check.rejected:
            return self.celsius, self.measured_at
        if silent_s > self.stale_after_s:
            return None
        held = silent_s >= self._pattern.held_after_s
        return self.celsius, now if held else self.measured_at


PULSES: Final = 5
"""This many reports without a change show that an entity repeats its state, like polled integrations."""


class Pulse:
    """Detects that an entity which repeats its state has become silent.

    Not possible for entities that only report changes.
    """

    def __init__(self, stale_after_s: float) -> None:
        self._stale_after_s = stale_after_s
        self._said: str | None = None
        self._at = 0.0
        self._repeated = 0

    def report(self, at: float, said: str | None) -> None:
        """Called with the time of each report."""
        self._repeated = min(self._repeated + 1, PULSES) if said == self._said else self._repeated
        self._said, self._at = said, at

    def silent(self, now: float) -> bool:
        """Whether there has been no report for too long."""
        return self._repeated >= PULSES and now - self._at > self._stale_after_s
