"""Control and monitor one burner for a session; detect manual intervention."""

from collections.abc import Callable
from dataclasses import replace

from ...burners.burner import Burner
from ...burners.heating_check import HeatingCheck, HeatingFault
from ...burners.model import BurnerEvent, BurnerEventKind, BurnerState, HeatSource, PanState
from ...burners.reading_check import MeasuredPlace, ReadingCheck
from ..recipes.model import DurationGoal, Heat, HumanGate, PhenomenonGoal, TemperatureGoal
from .event_detection import EventDetector
from .events import (
    Corrected,
    Event,
    GoalRevoked,
    HeatAdjusted,
    KnobTurned,
    Lagged,
    Noticed,
    Paused,
    Resumed,
    Sampled,
    SensorBack,
    SensorLost,
)
from .goals import REVOKE_S, SEEN_BY, GoalState, GoalWatch, goal_of, reading
from .model import CorrectionKind, DishState, PauseReason, Phase
from .sampler import Sampler
from .temperature_controller import WET_C, TemperatureController

HAND_EVENTS = {BurnerEventKind.KNOB_TURNED, BurnerEventKind.TAKEN_OVER}
CUT_EVENTS = {
    BurnerEventKind.OVERHEAT,
    BurnerEventKind.BOIL_DRY,
    BurnerEventKind.LEASE_LOST,
    BurnerEventKind.TIME_LIMIT,
    BurnerEventKind.TIMER_DONE,
}
LAG_K = (10.0, 25.0)
"""Below the hold temperature by more than this (K; wet, dry), the time of a step does not count."""
STILL_BOILING_S = 30.0
"""Boiling from before the step counts for its goal only if it still boils after this time (s)."""

type OnReading = Callable[[str, BurnerState, BurnerEvent | None], None]


class BurnerMonitor:
    """Monitors the burner of one dish.

    It does not change the session: it converts readings to events for it.
    """

    def __init__(self, dish_id: str, on_reading: OnReading, *, boiling_point_c: float = 100.0) -> None:
        self.dish_id = dish_id
        self.burner: Burner | None = None
        self.pan_lifted_at: float | None = None
        self._on_reading = on_reading
        self._unsubscribe: Callable[[], None] | None = None
        self._boiling_point_c = boiling_point_c
        self._goal = GoalWatch(None)
        self._sensing = EventDetector(boiling_point_c=boiling_point_c)
        self._by_hand = False
        self._was_on = False
        self._sampler = Sampler(dish_id)
        self._keeper: TemperatureController | None = None
        self._checks = _reading_checks()
        self._heating = HeatingCheck(boiling_point_c=boiling_point_c)
        self._fault: HeatingFault | None = None
        self._cook_vouches = False
        self._step = 0
        self._left: tuple[int, GoalWatch, float] | None = None

    def attach(self, burner: Burner | None) -> None:
        """Subscribe to this burner, and unsubscribe from the former one."""
        if burner is self.burner:
            return
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self.burner = burner
        self._was_on = False
        self._sensing = EventDetector(boiling_point_c=self._boiling_point_c)
        self._checks, self._left = _reading_checks(), None
        rated_w = None if burner is None else burner.capabilities.power_w.maximum
        self._heating = HeatingCheck(boiling_point_c=self._boiling_point_c, rated_w=rated_w)
        self._fault = None
        if burner is not None:
            self._unsubscribe = burner.subscribe(self._told)

    @property
    def keeps(self) -> bool:
        """Whether the kitchen holds a temperature here by setting powers."""
        return self._keeper is not None

    def begin_step(self, dish: DishState, *, now: float | None = None, by_machine: bool = False) -> None:
        """Monitor the goal of the dish's present step; called at its beginning.

        `by_machine`: the kitchen began the step at session time `now`. The previous goal is monitored for
        some time, because a false reading may have reached it.
        """
        step = dish.current
        goal = None if step is None else goal_of(step)
        kept = by_machine and now is not None and dish.step == self._step + 1
        self._left = (self._step, self._goal, now) if kept and now is not None else None
        self._step = dish.step
        self._goal = GoalWatch(goal, boiling_point_c=self._boiling_point_c)
        self._heating.reset()
        self._fault, self._cook_vouches = None, False
        if self.burner is not None:
            self._goal.read(self._checked(self.burner.state))

    def vouch(self) -> None:
        """Stop checking the heat of this step; called when the cook continues after a fault."""
        self._cook_vouches, self._fault = True, None
        self._heating.reset()

    def heating_fault(self, dish: DishState, now: float) -> HeatingFault | None:
        """The fault by which the heat of this dish must be limited, `None` when there is none."""
        if self.burner is None or not self._is_checked(dish):
            return None
        self._check_heating(dish, self._checked(self.burner.state), now)
        return self._fault

    def heating_due_in(self, dish: DishState, now: float) -> float | None:
        """Seconds until a fault of the thermometer is certain without a further reading."""
        if not self._is_checked(dish) or (due := self._heating.due) is None:
            return None
        return due - now

    def prepare(self, heat: Heat) -> tuple[float | None, float | None]:
        """Convert a heat order to the power (0–1) and the temperature (°C) to set at the burner.

        Called before it is sent.

        For a burner that can't hold a temperature, levels are set instead; also for any burner that holds a
        frying temperature, because a hob's own controller doses heat for pots, and a pan reacts to a dose in
        seconds. After this call, heat that ends was ended by a person or the stove.
        """
        self._was_on = False
        self._keeper = None
        burner = self.burner
        if burner is None or heat.temperature_c is None:
            return heat.power, heat.temperature_c
        shown = burner.state.food_temperature_c
        holds = burner.capabilities.temperature.access.writable and heat.temperature_c < WET_C
        if holds or shown is None or not burner.capabilities.power.access.writable:
            return heat.power, heat.temperature_c
        power = burner.capabilities.power
        lowest = max(power.minimum or 0.0, power.step or 0.0, 0.05)
        probe = burner.state.probe_temperature_c is not None
        self._keeper = TemperatureController(heat.temperature_c, probe=probe, lowest=lowest)
        return self._keeper.update(burner.state.measured_at, shown) or lowest, None

    def verdict(self, dish: DishState, now: float) -> GoalState:
        """The state of the present step's goal."""
        elapsed = dish.elapsed_s(now)
        if self._sensing.boiling and elapsed >= STILL_BOILING_S:
            self._goal.notice(self._sensing.last_boil)
        return self._goal.verdict(elapsed)

    def due_in(self, dish: DishState, now: float) -> float | None:
        """Seconds until the verdict changes without a further reading."""
        if dish.since is None or dish.goal_reached:
            return None
        return self._goal.due_in(dish.elapsed_s(now))

    def read(self, dish: DishState, state: BurnerState, event: BurnerEvent | None, now: float) -> list[Event]:
        """The events of a reading, in order. Manual intervention is checked first."""
        if dish.phase.over or dish.phase is Phase.PLANNED:
            return []
        state = self._checked(state)
        if state.food_temperature_c is not None:
            self._heating.report(state.measured_at)
        found = self._hands(dish, state, event, now)
        # Heat set by hand that has ended is a manual change too, whether or not the stove reports an event for it.
        ended = self._by_hand and state.available and state.source is not HeatSource.MANUAL
        turned = event is not None and event.kind in HAND_EVENTS
        if (turned or ended) and not any(isinstance(one, Corrected) for one in found):
            found.append(KnobTurned(at=now, dish=dish.id, power=state.power))
        if state.available:
            self._by_hand = state.source is HeatSource.MANUAL
        power = self._power(state)
        found += self._sampler.take(now, state, power)
        found += self._keep(dish, state, now)
        if dish.phase is not Phase.COOKING:
            return found
        self._goal.read(state)
        found += self._revoke(dish, state, now)
        found += self._lag(dish, state, now)
        found += self._sensor(dish, state, now)
        self._check_heating(dish, state, now)
        if not dish.sensor_lost:
            probe = state.probe_temperature_c is not None
            shown = state.food_temperature_c
            for sensed in self._sensing.update(state.measured_at, shown, power, probe=probe):
                self._goal.notice(sensed)
                found.append(Noticed(at=now, dish=dish.id, kind=sensed.kind, celsius=sensed.celsius))
        return found

    def rest_of_trace(self, now: float) -> Sampled | None:
        """The samples that are not yet recorded."""
        return self._sampler.empty(now)

    def _checked(self, state: BurnerState) -> BurnerState:
        """The state without implausible temperatures: the last plausible ones are used, with their time."""
        if getattr(self.burner, "checks_readings", False):
            return state
        probe, pan = (
            self._checks[place].update(state.measured_at, celsius)
            for place, celsius in (
                (MeasuredPlace.FOOD, state.probe_temperature_c),
                (MeasuredPlace.PAN, state.pan_temperature_c),
            )
        )
        if (probe, pan) == (state.probe_temperature_c, state.pan_temperature_c):
            return state
        check = self._checks[MeasuredPlace.PAN if state.probe_temperature_c is None else MeasuredPlace.FOOD]
        at = check.measured_at if check.rejected and check.measured_at is not None else state.measured_at
        return replace(state, measured_at=at, probe_temperature_c=probe, pan_temperature_c=pan)

    def _revoke(self, dish: DishState, state: BurnerState, now: float) -> list[Event]:
        """Revoke the goal of this or the previous step if this reading shows that it was reached falsely."""
        shown = state.food_temperature_c
        if self._goal.revoked:
            self._goal.revoked = False
            reached = dish.goal_reached
            return [GoalRevoked(at=now, dish=dish.id, step=dish.step, celsius=shown)] if reached else []
        if self._left is None:
            return []
        number, goal, left_at = self._left
        if now - left_at > REVOKE_S or dish.step != number + 1:
            self._left = None
            return []
        goal.read(state)
        if not goal.revoked:
            return []
        self._left = None
        return [GoalRevoked(at=now, dish=dish.id, step=number, celsius=shown)]

    def _is_checked(self, dish: DishState) -> bool:
        """Whether heat is on that Home Assistant set and that depends on a thermometer."""
        burner, goal = self.burner, self._goal.goal
        if burner is None or self._cook_vouches or dish.phase is not Phase.COOKING:
            return False
        if dish.heat is None or not dish.heat_taken or dish.pause is not None:
            return False
        seen = isinstance(goal, TemperatureGoal) or (
            isinstance(goal, PhenomenonGoal) and goal.phenomenon in SEEN_BY
        )
        can = burner.capabilities
        measured = (
            can.probe_temperature.access.readable
            or can.pan_temperature.access.readable
            or self._sensing.samples > 0
        )
        return measured and (seen or self._keeper is not None)

    def _check_heating(self, dish: DishState, state: BurnerState, now: float) -> None:
        if not self._is_checked(dish):
            self._heating.reset()
            return
        goal = self._goal.goal
        value = reading(state, goal.sensor) if isinstance(goal, TemperatureGoal) else state.food_temperature_c
        power = None if state.target_temperature_c is not None else self._power(state)
        probe = state.probe_temperature_c is not None
        self._fault = self._heating.update(now, value, power, probe=probe)

    def _told(self, state: BurnerState, event: BurnerEvent | None) -> None:
        self._on_reading(self.dish_id, state, event)

    def _keep(self, dish: DishState, state: BurnerState, now: float) -> list[Event]:
        """The next change of the level, if the kitchen holds the temperature."""
        shown = state.food_temperature_c
        if self._keeper is None or dish.heat is None or not dish.heat_taken or dish.pause is not None:
            return []
        if dish.heat.temperature_c != self._keeper.target_c or shown is None:
            return []
        level = self._keeper.update(state.measured_at, shown)
        if level is None:
            return []
        return [HeatAdjusted(at=now, dish=dish.id, order=dish.order, power=level)]

    def _hands(
        self, dish: DishState, state: BurnerState, event: BurnerEvent | None, now: float
    ) -> list[Event]:
        if not state.available:
            if dish.heat is None or dish.pause is not None:
                return []
            return [Paused(at=now, dish=dish.id, reason=PauseReason.STOVE_LOST)]
        pan = self._pan(dish, state, event, now)
        if dish.heat is None:
            return pan
        latched = dish.heat_taken and state.source is HeatSource.LATCHED
        if latched or (event is not None and event.kind in CUT_EVENTS):
            return [Paused(at=now, dish=dish.id, reason=PauseReason.CUT)]
        if (event is not None and event.kind in HAND_EVENTS) or (
            dish.heat_taken and state.source is HeatSource.MANUAL
        ):
            return [self._correction(dish, CorrectionKind.KNOB, state, now)]
        if state.source is HeatSource.REMOTE:
            self._was_on = self._was_on or dish.heat_taken
        elif state.source is HeatSource.IDLE and self._was_on and dish.heat_taken:
            return [
                self._correction(dish, CorrectionKind.TURNED_OFF, state, now),
                Paused(at=now, dish=dish.id, reason=PauseReason.TURNED_OFF),
            ]
        return pan

    def _pan(self, dish: DishState, state: BurnerState, event: BurnerEvent | None, now: float) -> list[Event]:
        kind = None if event is None else event.kind
        lifted = kind is BurnerEventKind.PAN_REMOVED or state.pan is PanState.NONE
        if lifted and kind is not BurnerEventKind.PAN_PLACED:
            if dish.heat is None or dish.pause is not None or not dish.heat_taken:
                return []
            self.pan_lifted_at = now
            return [
                self._correction(dish, CorrectionKind.PAN_LIFTED, state, now),
                Paused(at=now, dish=dish.id, reason=PauseReason.PAN_LIFTED),
            ]
        back = state.pan in {PanState.PLACED, PanState.MOVED} or kind is BurnerEventKind.PAN_PLACED
        if back and dish.pause is PauseReason.PAN_LIFTED:
            self.pan_lifted_at = None
            # The stove itself waited for its pan; when it has ended the heat, the cook has to request it
            # again.
            if dish.heat is not None and state.source is HeatSource.REMOTE:
                return [Resumed(at=now, dish=dish.id, by="pan")]
        return []

    def _lag(self, dish: DishState, state: BurnerState, now: float) -> list[Event]:
        """Whether the time of the step counts: three minutes of frying are three minutes in a hot pan.

        Waiting for heat is limited to half the length of the step, because a weak burner may never reach it.
        """
        step, goal, shown = dish.current, self._goal.goal, state.food_temperature_c
        if step is None or step.heat is None or step.heat.temperature_c is None or shown is None:
            return []
        if not isinstance(goal, DurationGoal) or dish.goal_reached or dish.awaiting_hands:
            return []
        wanted = step.heat.temperature_c
        allowed = LAG_K[0 if wanted < WET_C else 1]
        stood = dish.lagged_s + (0.0 if dish.lagging_since is None else now - dish.lagging_since)
        patient = stood < goal.seconds / 2
        if dish.lagging and (shown > wanted - allowed / 2 or not patient):
            return [Lagged(at=now, dish=dish.id, lagging=False)]
        if not dish.lagging and dish.since is not None and patient and shown < wanted - allowed:
            return [Lagged(at=now, dish=dish.id, lagging=True)]
        return []

    def _sensor(self, dish: DishState, state: BurnerState, now: float) -> list[Event]:
        goal = self._goal.goal
        if goal is None or isinstance(goal, HumanGate):
            return []
        value = reading(state, goal.sensor) if isinstance(goal, TemperatureGoal) else state.food_temperature_c
        never = value is None and self._sensing.samples == 0
        if value is None and not dish.sensor_lost and not never:
            return [SensorLost(at=now, dish=dish.id)]
        if value is not None and dish.sensor_lost:
            return [SensorBack(at=now, dish=dish.id)]
        return []

    @staticmethod
    def _correction(dish: DishState, kind: CorrectionKind, state: BurnerState, now: float) -> Corrected:
        return Corrected(at=now, dish=dish.id, kind=kind, power=state.power, celsius=state.food_temperature_c)

    def _power(self, state: BurnerState) -> float | None:
        """The present share of the burner's power, if known."""
        if state.target_temperature_c is None and state.power is not None:
            return state.power
        rated = None if self.burner is None else self.burner.capabilities.power_w.maximum
        if state.power_w is not None and rated:
            return min(state.power_w / rated, 1.0)
        return 0.0 if state.heating is False else None


def _reading_checks() -> dict[MeasuredPlace, ReadingCheck]:
    return {place: ReadingCheck(place) for place in MeasuredPlace}
