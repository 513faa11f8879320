"""Watching the goal of a step on whatever can be measured."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from custom_components.hearthtech.kitchen.burner import BurnerState
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Goal,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Sensor,
    Step,
    TemperatureGoal,
)

from .keeper import contents_c
from .model import Sensed, SensedKind

SMOOTHING_S = 3.0
"""Time constant of the smoothing against a noisy sensor; far below the lag of any pan."""
SETTLED_S = 10.0
"""A temperature held within the tolerance this long counts as reached, though it never quite touches the goal."""

BOILING_C = 101.0
HOTTEST_WET_C = 100.0
"""Boiling water at sea level."""
RESTED_S = 8.0
"""A burner that holds a temperature gives heat in doses. The base of the pan runs ahead of what is in it during a
dose; only this long after one, and when it has come to rest, does it show what is in the pot."""
REST_K_S = 0.06

SEEN_BY = {
    Phenomenon.BOILS: {SensedKind.BOIL},
    Phenomenon.SIMMERS: {SensedKind.SIMMER, SensedKind.BOIL},
}
"""The phenomena that temperature and power can show. All others are for the cook's eyes."""


class Verdict(StrEnum):
    """What can be said about a goal."""

    REACHED = "reached"
    NOT_YET = "not_yet"
    UNSEEN = "unseen"
    """It can't be measured here: the cook says when."""


def goal_of(step: Step) -> Goal | None:
    """The goal of a step; a step with only a timer has its time as its goal."""
    if step.goal is None and step.timer_s is not None:
        return DurationGoal(seconds=step.timer_s)
    return step.goal


def reading(state: BurnerState, sensor: Sensor) -> float | None:
    """The temperature (°C) this sensor shows, `None` when it shows none."""
    if not state.available:
        return None
    match sensor:
        case Sensor.PAN:
            return state.pan_temperature_c
        case Sensor.PROBE:
            return state.probe_temperature_c
        case Sensor.FOOD:
            return state.food_temperature_c


@dataclass(slots=True)
class Thermometer:
    """A reading smoothed over `SMOOTHING_S` seconds, whatever its rate."""

    value: float | None = None
    at: float = 0.0

    def update(self, at: float, celsius: float | None) -> float | None:
        """Take a reading; returns the smoothed one."""
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
    """Watches one goal through one step. Feed it readings; ask it for its verdict."""

    def __init__(self, goal: Goal | None) -> None:
        self.goal = goal
        self._thermometer = Thermometer()
        self._near_since: float | None = None
        self._seen = goal is None
        self._readable = False
        self._probed = False
        self._dosed_at: float | None = None
        self._shown: deque[tuple[float, float]] = deque()

    def read(self, state: BurnerState) -> None:
        """Take what the burner shows."""
        if not isinstance(self.goal, TemperatureGoal):
            self._readable = reading(state, Sensor.FOOD) is not None
            return
        self._probed = state.probe_temperature_c is not None
        value = self._thermometer.update(state.measured_at, self._shown_c(state, self.goal))
        self._readable = value is not None
        if value is None:
            self._near_since = None
            return
        if not self.goal.falling and self._runs_ahead(state, value):
            return
        short_by = self.goal.celsius - value
        if self.goal.falling:
            short_by = -short_by
        if short_by <= 0:
            self._seen = True
        elif short_by > self.goal.tolerance_c:
            self._near_since = None
        elif self._near_since is None:
            self._near_since = state.measured_at
        elif state.measured_at - self._near_since >= SETTLED_S:
            self._seen = True

    def _shown_c(self, state: BurnerState, goal: TemperatureGoal) -> float | None:
        """The reading; for a goal about wet food without a probe, what it tells of the food."""
        shown = reading(state, goal.sensor)
        about_food = goal.sensor is Sensor.FOOD and state.probe_temperature_c is None
        if shown is None or goal.falling or not about_food or goal.celsius > BOILING_C:
            return shown
        if state.target_temperature_c is not None:
            return shown
        return contents_c(shown, state.power)

    def _runs_ahead(self, state: BurnerState, value: float) -> bool:
        """Whether the base of the pan is hotter than what is in it because of a dose of heat just now."""
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
        """Take what was sensed."""
        match self.goal:
            case PhenomenonGoal(phenomenon=phenomenon):
                self._seen |= sensed.kind in SEEN_BY.get(phenomenon, ())
            case TemperatureGoal(sensor=Sensor.FOOD, falling=False, celsius=celsius) if (
                celsius <= HOTTEST_WET_C
            ):
                # What boils gets no hotter: where the air is thin, it boils below the goal and stays there.
                self._seen |= sensed.kind is SensedKind.BOIL and not self._probed

    def verdict(self, elapsed_s: float) -> Verdict:
        """What is known now, `elapsed_s` seconds into the step."""
        match self.goal:
            case None:
                return Verdict.REACHED
            case HumanGate():
                return Verdict.UNSEEN
            case DurationGoal(seconds=seconds):
                # A timer may fire a rounding error early.
                return Verdict.REACHED if elapsed_s >= seconds - 1e-6 else Verdict.NOT_YET
            case PhenomenonGoal(phenomenon=phenomenon) if phenomenon not in SEEN_BY:
                return Verdict.UNSEEN
            case _ if self._seen:
                return Verdict.REACHED
            case _:
                return Verdict.NOT_YET if self._readable else Verdict.UNSEEN

    def due_in(self, elapsed_s: float) -> float | None:
        """Seconds until time alone reaches the goal."""
        return max(self.goal.seconds - elapsed_s, 0.0) if isinstance(self.goal, DurationGoal) else None
