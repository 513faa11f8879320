"""The hands and eyes of a session at one burner: it reads what the stove shows and tells a hand from a machine."""

from collections.abc import Callable

from custom_components.hearthtech.kitchen.burner import (
    Burner,
    BurnerEvent,
    BurnerEventKind,
    BurnerState,
    HeatSource,
    PanState,
)
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Heat, HumanGate, TemperatureGoal

from .events import (
    Corrected,
    Event,
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
from .goals import GoalWatch, Verdict, goal_of, reading
from .keeper import WET_C, Keeper
from .model import CorrectionKind, DishState, PauseReason, Phase
from .sampler import Sampler
from .sensing import Sensing

HAND_EVENTS = {BurnerEventKind.KNOB_TURNED, BurnerEventKind.TAKEN_OVER}
CUT_EVENTS = {
    BurnerEventKind.OVERHEAT,
    BurnerEventKind.BOIL_DRY,
    BurnerEventKind.LEASE_LOST,
    BurnerEventKind.TIME_LIMIT,
    BurnerEventKind.TIMER_DONE,
}
LAG_K = (10.0, 25.0)
"""This far below what a step keeps, wet or dry, its time does not count."""
STILL_BOILING_S = 30.0
"""What boiled before a step began counts for its goal only when it still boils this long into it."""

type OnReading = Callable[[str, BurnerState, BurnerEvent | None], None]


class DishWatch:
    """Watches one dish's burner. It changes nothing: it turns readings into events for the session to record."""

    def __init__(self, dish_id: str, on_reading: OnReading) -> None:
        self.dish_id = dish_id
        self.burner: Burner | None = None
        self.pan_lifted_at: float | None = None
        self._on_reading = on_reading
        self._unsubscribe: Callable[[], None] | None = None
        self._goal = GoalWatch(None)
        self._sensing = Sensing()
        self._was_on = False
        self._sampler = Sampler(dish_id)
        self._keeper: Keeper | None = None

    def attach(self, burner: Burner | None) -> None:
        """Listen to this burner from now on, and to no other."""
        if burner is self.burner:
            return
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self.burner = burner
        self._was_on = False
        self._sensing = Sensing()
        if burner is not None:
            self._unsubscribe = burner.subscribe(self._told)

    def begin_step(self, dish: DishState) -> None:
        """Watch the goal of the dish's present step, from its beginning."""
        step = dish.current
        self._goal = GoalWatch(None if step is None else goal_of(step))
        if self.burner is not None:
            self._goal.read(self.burner.state)

    def prepare(self, heat: Heat) -> tuple[float | None, float | None]:
        """An order for heat goes out: the power (0–1) and the temperature (°C) to ask the burner for.

        A burner that can't hold a temperature is given levels instead, and so is any burner that is to keep a pan
        hot for frying: a hob's own hold doses heat for pots, and a pan answers a dose in seconds. From here on heat
        that ends was ended by somebody.
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
        self._keeper = Keeper(heat.temperature_c, probe=probe, lowest=lowest)
        return self._keeper.update(burner.state.measured_at, shown) or lowest, None

    def verdict(self, dish: DishState, now: float) -> Verdict:
        """What can be said about the goal of the present step."""
        elapsed = dish.elapsed_s(now)
        if self._sensing.boiling and elapsed >= STILL_BOILING_S:
            self._goal.notice(self._sensing.last_boil)
        return self._goal.verdict(elapsed)

    def due_in(self, dish: DishState, now: float) -> float | None:
        """Seconds until time alone changes the verdict."""
        if dish.since is None or dish.goal_reached:
            return None
        return self._goal.due_in(dish.elapsed_s(now))

    def read(self, dish: DishState, state: BurnerState, event: BurnerEvent | None, now: float) -> list[Event]:
        """What follows from a reading, in order. Hands come first."""
        if dish.phase.over or dish.phase is Phase.PLANNED:
            return []
        found = self._hands(dish, state, event, now)
        if not found and event is not None and event.kind in HAND_EVENTS:
            found.append(KnobTurned(at=now, dish=dish.id, power=state.power))
        power = self._power(state)
        found += self._sampler.take(now, state, power)
        found += self._keep(dish, state, now)
        if dish.phase is not Phase.COOKING:
            return found
        self._goal.read(state)
        found += self._lag(dish, state, now)
        found += self._sensor(dish, state, now)
        if not dish.sensor_lost:
            for sensed in self._sensing.update(state.measured_at, state.food_temperature_c, power):
                self._goal.notice(sensed)
                found.append(Noticed(at=now, dish=dish.id, kind=sensed.kind, celsius=sensed.celsius))
        return found

    def rest_of_trace(self, now: float) -> Sampled | None:
        """What has been sampled and not yet been recorded."""
        return self._sampler.empty(now)

    def _told(self, state: BurnerState, event: BurnerEvent | None) -> None:
        self._on_reading(self.dish_id, state, event)

    def _keep(self, dish: DishState, state: BurnerState, now: float) -> list[Event]:
        """The next turn of the level, where the kitchen keeps the temperature."""
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
            # The stove itself waited for its pan; where its heat is over, the cook has to ask for it again.
            if dish.heat is not None and state.source is HeatSource.REMOTE:
                return [Resumed(at=now, dish=dish.id, by="pan")]
        return []

    def _lag(self, dish: DishState, state: BurnerState, now: float) -> list[Event]:
        """Whether time counts: three minutes of frying are three minutes in a hot pan.

        It waits for the heat at most half as long as the step is; then a weak burner has done what it can.
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
        """The share of the burner's power that heats now, as far as it is known."""
        if state.target_temperature_c is None and state.power is not None:
            return state.power
        rated = None if self.burner is None else self.burner.capabilities.power_w.maximum
        if state.power_w is not None and rated:
            return min(state.power_w / rated, 1.0)
        return 0.0 if state.heating is False else None
