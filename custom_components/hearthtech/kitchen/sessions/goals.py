"""Monitor the goal of a step with the available measurements."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from ...burners.model import BurnerState
from ..recipes.model import (
    DurationGoal,
    Goal,
    GoalSensor,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Step,
    TemperatureGoal,
)
from .model import Sensed, SensedKind
from .temperature_controller import contents_c

SMOOTHING_S = 3.0
"""Time constant (s) of the smoothing of sensor noise; far below the lag of any pan."""
SETTLED_S = 10.0
"""A temperature held within the tolerance this long (s) counts as reached, without touching the goal."""

WET_ABOVE_K = 1.0
"""A goal at most this far (K) above the boiling point of water at sea level concerns wet food."""
SEA_LEVEL_C = 100.0
BELOW_BOILING_K = 0.5
"""A probe in boiling water may show this much less (K) than the boiling point."""
RESTED_S = 8.0
"""A burner that holds a temperature gives heat in doses.

The base of the pan is hotter than its contents during a dose; only this long (s) after one, and when it is
constant, does it show their temperature.
"""
REST_K_S = 0.06
CONFIRM_S = 0.5
"""A reading at the goal counts only with a second one at least this much later (s)."""
JUMP = (5.0, 2.0)
"""A change between two readings by more than this (K, and K for each second) is a jump.

It may be a false reading.
"""
REVOKE_S = 60.0
"""If the temperature returns within this time (s) after a jump to the goal, the goal was not reached."""
RETURNED_K = 6.0
"""A temperature this near (K) to the reading before the jump is a return to it."""

SEEN_BY = {
    Phenomenon.BOILS: {SensedKind.BOIL},
    Phenomenon.SIMMERS: {SensedKind.SIMMER, SensedKind.BOIL},
}
"""The phenomena that can be detected by temperature and power. The cook has to confirm all others."""


class GoalState(StrEnum):
    """The state of a goal."""

    REACHED = "reached"
    NOT_YET = "not_yet"
    UNSEEN = "unseen"
    """It can't be measured here: the cook confirms it."""


def goal_of(step: Step) -> Goal | None:
    """The goal of a step; for a step with only a timer, its time."""
    if step.goal is None and step.timer_s is not None:
        return DurationGoal(seconds=step.timer_s)
    return step.goal


def reading(state: BurnerState, sensor: GoalSensor) -> float | None:
    """The temperature (°C) of this sensor, `None` when there is none."""
    if not state.available:
        return None
    match sensor:
        case GoalSensor.PAN:
            return state.pan_temperature_c
        case GoalSensor.PROBE:
            return state.probe_temperature_c
        case GoalSensor.FOOD:
            return state.food_temperature_c


@dataclass(slots=True)
class SmoothedThermometer:
    """Smooths readings over `SMOOTHING_S` seconds, at any rate of readings."""

    value: float | None = None
    at: float = 0.0

    def update(self, at: float, celsius: float | None) -> float | None:
        """Process a reading; returns the smoothed one."""
        if celsius is None:
            self.value = None
        elif self.value is None:
            self.value = celsius
        elif at > self.at:
            share = (at - self.at) / (SMOOTHING_S + at - self.at)
            self.value += share * (celsius - self.value)
        self.at = at
        return self.value


class GoalWatch:
    """Monitors one goal during one step. Call `read` with readings and `verdict` for the state."""

    def __init__(self, goal: Goal | None, *, boiling_point_c: float = SEA_LEVEL_C) -> None:
        self.goal = goal
        self._boiling_point_c = boiling_point_c
        self._thermometer = SmoothedThermometer()
        self._near_since: float | None = None
        self._seen = goal is None
        self._readable = False
        self._probed = False
        self._dosed_at: float | None = None
        self._shown: deque[tuple[float, float]] = deque()
        self._first_at: float | None = None
        self._last: tuple[float, float] | None = None
        self._jump: tuple[float, float] | None = None
        self._confirmed_at: float | None = None
        self.revoked = False
        """Whether the goal was reached by a false reading, as later readings show.

        It is then monitored again.
        """

    def read(self, state: BurnerState) -> None:
        """Process a state of the burner."""
        if not isinstance(self.goal, TemperatureGoal):
            self._readable = reading(state, GoalSensor.FOOD) is not None
            return
        self._probed = state.probe_temperature_c is not None
        shown = self._shown_c(state, self.goal)
        self._look_for_jump(state.measured_at, shown)
        value = self._thermometer.update(state.measured_at, shown)
        self._readable = value is not None
        if value is None or shown is None:
            self._near_since = self._first_at = None
            return
        short_by, shown_short_by = (self._short_by(self.goal, celsius) for celsius in (value, shown))
        if not self.goal.falling and self._runs_ahead(state, value):
            # The pause between two doses can be as short as one reading; the next one still confirms it.
            first = self._first_at
            soon = first is not None and CONFIRM_S <= state.measured_at - first <= RESTED_S
            if soon and shown_short_by <= self.goal.tolerance_c:
                self._reach(state.measured_at)
            return
        if short_by > 0:
            self._first_at = None
        if short_by <= 0:
            if self._first_at is None:
                self._first_at = state.measured_at
            elif state.measured_at >= self._first_at + CONFIRM_S and shown_short_by <= self.goal.tolerance_c:
                self._reach(state.measured_at)
        elif short_by > self.goal.tolerance_c:
            self._near_since = None
        elif self._near_since is None:
            self._near_since = state.measured_at
        elif state.measured_at - self._near_since >= SETTLED_S:
            self._reach(state.measured_at)

    def _short_by(self, goal: TemperatureGoal, celsius: float) -> float:
        """Distance to the goal (K); negative beyond it."""
        missing = self._celsius(goal) - celsius
        return -missing if goal.falling else missing

    def _reach(self, at: float) -> None:
        if not self._seen:
            self._confirmed_at = at
        self._seen = True

    def _look_for_jump(self, at: float, shown: float | None) -> None:
        """Detect a jump of the reading, and revoke a goal reached by a jump when the reading returns."""
        if shown is None:
            return
        before, self._last = self._last, (at, shown)
        if before is None or before[0] == at:
            return
        if self._jump is not None and abs(shown - self._jump[1]) <= RETURNED_K:
            in_time = self._confirmed_at is not None and at - self._confirmed_at <= REVOKE_S
            self._jump = None
            if self._seen and in_time:
                self.revoked = True
                self._seen = False
                self._first_at = self._near_since = self._confirmed_at = None
                self._thermometer.value = None
        elif not self._seen and abs(shown - before[1]) > JUMP[0] + JUMP[1] * (at - before[0]):
            self._jump = before

    def _celsius(self, goal: TemperatureGoal) -> float:
        """The temperature (°C) to reach.

        Wet food gets no hotter than the boiling point at the home's elevation.
        """
        dry = goal.sensor is GoalSensor.PAN or goal.celsius > SEA_LEVEL_C
        if goal.falling or dry or self._boiling_point_c > SEA_LEVEL_C - BELOW_BOILING_K:
            return goal.celsius
        return min(goal.celsius, self._boiling_point_c - BELOW_BOILING_K)

    def _shown_c(self, state: BurnerState, goal: TemperatureGoal) -> float | None:
        """The reading; for a goal of wet food without a probe, the estimate for the food."""
        shown = reading(state, goal.sensor)
        about_food = goal.sensor is GoalSensor.FOOD and state.probe_temperature_c is None
        if shown is None or goal.falling or not about_food or goal.celsius > SEA_LEVEL_C + WET_ABOVE_K:
            return shown
        if state.target_temperature_c is not None:
            return shown
        return contents_c(shown, state.power)

    def _runs_ahead(self, state: BurnerState, value: float) -> bool:
        """Whether the base of the pan is hotter than its contents because of a recent dose of heat."""
        at = state.measured_at
        self._shown.append((at, value))
        while len(self._shown) > 2 and at - self._shown[1][0] >= RESTED_S:
            self._shown.popleft()
        if (
            state.target_temperature_c is None
            or state.heating is None
            or state.probe_temperature_c is not None
        ):
            return False
        if state.heating or self._dosed_at is None:
            self._dosed_at = at
        before, level = self._shown[0]
        return at - self._dosed_at < RESTED_S or level - value > REST_K_S * (at - before)

    def notice(self, sensed: Sensed) -> None:
        """Process a detected event."""
        match self.goal:
            case PhenomenonGoal(phenomenon=phenomenon):
                self._seen |= sensed.kind in SEEN_BY.get(phenomenon, ())
            case TemperatureGoal(sensor=GoalSensor.FOOD, falling=False, celsius=celsius) if (
                celsius <= SEA_LEVEL_C
            ):
                # Boiling food gets no hotter: at high elevation, it boils below the goal and stays there.
                self._seen |= sensed.kind is SensedKind.BOIL and not self._probed

    def verdict(self, elapsed_s: float) -> GoalState:
        """The state of the goal, `elapsed_s` seconds into the step."""
        match self.goal:
            case None:
                return GoalState.REACHED
            case HumanGate():
                return GoalState.UNSEEN
            case DurationGoal(seconds=seconds):
                # A timer may fire early by a rounding error.
                return GoalState.REACHED if elapsed_s >= seconds - 1e-6 else GoalState.NOT_YET
            case PhenomenonGoal(phenomenon=phenomenon) if phenomenon not in SEEN_BY:
                return GoalState.UNSEEN
            case _ if self._seen:
                return GoalState.REACHED
            case _:
                return GoalState.NOT_YET if self._readable else GoalState.UNSEEN

    def due_in(self, elapsed_s: float) -> float | None:
        """Seconds until time alone reaches the goal."""
        return max(self.goal.seconds - elapsed_s, 0.0) if isinstance(self.goal, DurationGoal) else None
