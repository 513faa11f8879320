"""One burner of the virtual stove: knob, heat, sensors, and safety limits."""

from collections.abc import Callable
import random
from typing import Any, Final

from ...burners import limits
from ...burners.model import HeatSource, PanState
from ..messages import EventKind
from .burner_spec import BurnerSpec
from .control import Hold
from .fault_detection import BoilDryWatch, RiseWatch
from .sensor import SensorSpec, SimSensor, Watchdog
from .thermal import HEATERS, PanSpec, Physics

type ReportEvent = Callable[[EventKind, int, dict[str, Any]], None]


_UNSUITABLE: Final = PanState.UNSUITABLE


class SimBurner:
    """One burner. The stove requests heat and advances time; the burner decides whether it heats."""

    def __init__(self, n: int, spec: BurnerSpec, report_event: ReportEvent, generator: random.Random) -> None:
        self.n = n
        self.spec = spec
        self.name = spec.name or f"Burner {n}"
        self.physics = Physics(HEATERS[spec.kind.value])
        start = self.physics.ambient_c
        self.pan_sensor = SimSensor(spec.sensor, generator, start)
        self.probe_sensor = SimSensor(SensorSpec(lag_s=4.0), generator, start)
        self.source = HeatSource.IDLE
        self.power = 0.0
        self.target_c: float | None = None
        self.boost = False
        self.knob = 0.0
        self.latch: EventKind | None = None
        self.timer_left_s: float | None = None
        self.probe_in = False
        self.pan_moved = False
        self.wanted_w = 0.0
        """Power that it would draw without a limit on the whole stove, W."""
        self.limited = False
        """Whether it gets less than that."""
        self.second: SimBurner | None = None
        """The burner that has joined this one and heats with it."""
        self.leader: SimBurner | None = None
        """The burner that this one has joined. It then has no heat, pan or sensor of its own."""
        self._report_event = report_event
        self._watchdog = Watchdog()
        self._rise = RiseWatch()
        self._boil_dry = BoilDryWatch()
        self._hold: Hold | None = None
        self._used = 0.0
        """Share of the maximum time already used up, 0–1. Reset by a manual change or by turning off."""
        self.boost_used_s = 0.0
        """Boost time already used, s of stove time."""
        self.boost_spent = False
        self._no_pan_s = 0.0
        self.drawn_j = 0.0
        """What its own coil has drawn since boot, J."""

    @property
    def on(self) -> bool:
        """Whether heat is requested, by hand or from outside."""
        return self.source in {HeatSource.MANUAL, HeatSource.REMOTE}

    @property
    def rated_w(self) -> float:
        """Total rated power of this burner and the one that it leads, W."""
        return self.spec.rated_w + (0.0 if self.second is None else self.second.spec.rated_w)

    @property
    def share(self) -> float:
        """Share of the drawn power that goes through this burner's own coil."""
        return self.spec.rated_w / self.rated_w

    @property
    def can_boost(self) -> bool:
        """Whether this burner and the one that it leads have boost."""
        return self.spec.boost and (self.second is None or self.second.spec.boost)

    @property
    def too_hot(self) -> bool:
        """Whether the pan is too hot to be heated from outside again."""
        reading = self.pan_sensor.reading
        return reading is not None and reading > limits.OVERHEAT_CLEAR_C

    @property
    def sensor_ok(self) -> bool:
        """Whether the pan's sensor can be trusted."""
        return self._watchdog.ok

    @property
    def pan_state(self) -> PanState | None:
        """The pan as the burner detects it."""
        if not self.spec.sees_pan:
            return None
        if self.physics.pan is None:
            return PanState.NONE
        if not self.physics.couples:
            return _UNSUITABLE
        return PanState.MOVED if self.pan_moved else PanState.PLACED

    # Heat

    def set_remote(
        self, *, power: float | None, target_c: float | None, timer_s: float | None, boost: bool = False
    ) -> None:
        """Heat as requested from outside. The stove has checked that this is allowed."""
        if self.source is not HeatSource.REMOTE:
            self._used = 0.0
        self.source = HeatSource.REMOTE
        self.latch = None
        self._ask(power or 0.0, target_c, boost=boost)
        if timer_s is not None:
            self.timer_left_s = timer_s

    def turn(self, level: float, *, boost: bool = False) -> bool:
        """Turn the knob by hand to `level`, 0–1. Returns whether that took over from remote heat."""
        taken_over = self.source is HeatSource.REMOTE
        self.knob = level
        self._used = 0.0
        self.latch = None
        self.timer_left_s = None
        self.source = HeatSource.MANUAL if level > 0.0 else HeatSource.IDLE
        self.boost_used_s, self.boost_spent = 0.0, False
        self._ask(level, None, boost=boost and self.can_boost)
        return taken_over

    def off(self) -> None:
        """Turn off, without latching."""
        if self.source is not HeatSource.LATCHED:
            self.source = HeatSource.IDLE
        self._ask(0.0, None)
        self.knob = 0.0
        self.timer_left_s = None
        self._used = 0.0

    def cut(self, why: EventKind, **data: object) -> None:
        """End heat by a limit. Remote heat stays latched until a person acknowledges it."""
        remote = self.source is HeatSource.REMOTE
        self.off()
        if remote:
            self.source = HeatSource.LATCHED
            self.latch = why
        self._report_event(why, self.n, data)

    def acknowledge(self) -> bool:
        """Clear the latch. Returns whether there was one."""
        if self.source is not HeatSource.LATCHED:
            return False
        self.source = HeatSource.IDLE
        self.latch = None
        return True

    def join(self, second: SimBurner) -> None:
        """Heat as one with `second`: one pan, one sensor, one knob.

        Both must be off and have at most one pan.
        """
        if self.physics.pan is None and second.physics.pan is not None:
            self.physics, second.physics = second.physics, self.physics
            self.probe_in, self.pan_moved = second.probe_in, second.pan_moved
        second.probe_in = second.pan_moved = False
        self.physics.glass_c = max(self.physics.glass_c, second.physics.glass_c)
        self._rise = RiseWatch()
        self._boil_dry.reset()
        self.boost_used_s = max(self.boost_used_s, second.boost_used_s)
        self.boost_spent = self.boost_spent or second.boost_spent
        self.second, second.leader = second, self

    def part(self) -> None:
        """Separate the pair. This burner keeps its heat and the pan; the second one stays off."""
        second, self.second = self.second, None
        if second is None:
            return
        second.leader = None
        second.boost_used_s, second.boost_spent = self.boost_used_s, self.boost_spent
        second.physics.glass_c = max(self.physics.glass_c, second.physics.glass_c)
        # A latch applies to both burners.
        if self.source is HeatSource.LATCHED:
            second.source, second.latch = HeatSource.LATCHED, self.latch
        self.boost = self.boost and self.can_boost
        if self._hold is not None:
            self._hold = self._new_hold(self._hold.target_c)

    def _new_hold(self, target_c: float) -> Hold:
        heater = self.physics.heater
        return Hold(target_c, self.rated_w, efficiency=heater.hold_efficiency, lag_s=heater.hold_lag_s)

    def _ask(self, power: float, target_c: float | None, *, boost: bool = False) -> None:
        if target_c is None:
            self._hold = None
        elif self._hold is None:
            self._hold = self._new_hold(target_c)
        elif self._hold.target_c != target_c:
            self._hold = self._hold.moved_to(target_c)
        self.power = power
        self.target_c = target_c
        # If no boost time is left, a request heats at the requested power; `boost` reports whether it boosts.
        self.boost = boost and not self.boost_spent
        if not self.on:
            self.physics.power_w = self.wanted_w = 0.0
            self.limited = False
            self._no_pan_s = 0.0

    # Manual operation

    def place_pan(self, pan: PanSpec, *, temperature_c: float | None = None, lid: bool = False) -> None:
        """Put an empty pan on the burner."""
        had = self.physics.pan is not None
        self.physics.place(pan, temperature_c=temperature_c, lid=lid)
        self.pan_moved = False
        self._boil_dry.reset()
        if self.spec.sees_pan and not had and self.pan_state is PanState.PLACED:
            self._report_event(EventKind.PAN_PLACED, self.n, {})

    def lift_pan(self) -> None:
        """Remove the pan with its contents."""
        if self.physics.pan is None:
            return
        self.physics.remove()
        self.probe_in = False
        self._boil_dry.reset()
        if self.spec.sees_pan:
            self._report_event(EventKind.PAN_REMOVED, self.n, {})

    # Time

    def step(self, dt: float) -> None:
        """Advance by `dt` seconds of stove time without a stove power limit: one sample, one decision."""
        self.decide(dt)
        self.give(self.wanted_w)
        self.advance(dt)

    def decide(self, dt: float) -> None:
        """Decide the power that the burner wants for the next `dt` seconds."""
        if not self.boost and self.boost_used_s > 0.0:
            self.boost_used_s = max(self.boost_used_s - dt, 0.0)
            self.boost_spent = self.boost_spent and self.boost_used_s > 0.0
        self.wanted_w = self._wanted(dt) if self.on else 0.0

    def give(self, watts: float) -> None:
        """Grant a share of the wanted power."""
        self.physics.power_w = watts
        self.limited = watts < self.wanted_w - 1.0
        if self._hold is not None:
            self._hold.given(watts / self.rated_w)

    def advance(self, dt: float) -> None:
        """Advance by `dt` seconds of stove time with the granted power, and check the limits."""
        physics = self.physics
        if not self.on and physics.settled and self.timer_left_s is None:
            self._sense(dt)
            return
        before = physics.ledger.input
        physics.advance(dt)
        drawn = physics.ledger.input - before
        self.drawn_j += drawn * self.share
        if self.second is not None:
            self.second.drawn_j += drawn * (1.0 - self.share)
        self._sense(dt)
        self._protect(dt)

    def _sense(self, dt: float) -> None:
        physics = self.physics
        self.pan_sensor.update(physics.pan_c if physics.pan is not None else physics.glass_c, dt)
        self._watchdog.check(self.pan_sensor.reading, dt)
        if self.probe_in:
            self.probe_sensor.update(physics.food_c, dt)

    def _wanted(self, dt: float) -> float:
        rated = self.rated_w
        power = self.power
        if self._hold is not None:
            reading = self.pan_sensor.reading
            power = self._hold.update(reading, dt) if reading is not None and self._watchdog.ok else 0.0
        watts = power * rated
        if self.boost:
            self.boost_used_s += dt
            if self.boost_used_s >= limits.BOOST_S:
                self.boost, self.boost_spent = False, True
            else:
                watts = rated * limits.BOOST_FACTOR
        if self.spec.sees_pan and self.pan_state in {PanState.NONE, _UNSUITABLE}:
            self._no_pan_s += dt
            if self._no_pan_s >= limits.PAN_PAUSE_S:
                watts = 0.0
        else:
            self._no_pan_s = 0.0
        return watts

    def _protect(self, dt: float) -> None:
        reading = self.pan_sensor.reading
        trusted = reading is not None and self._watchdog.ok
        if trusted and reading is not None:
            if reading >= limits.OVERHEAT_C and self.on:
                self.cut(EventKind.OVERHEAT, temperature_c=reading)
            elif self._rise.check(reading, self.physics.power_w, dt):
                self._overheat_unexplained(reading)
            elif self._boil_dry.check(reading, dt) and self.on:
                self._boiled_dry(reading)
        if not self.on:
            return
        if not trusted and self._hold is not None:
            self.cut(EventKind.SENSOR_FAILED)
            return
        if self._no_pan_s >= limits.PAN_OFF_S:
            self.cut(EventKind.PAN_TIMEOUT)
            return
        self._used += dt / limits.limit_s(self._level_power())
        if self._used >= 1.0:
            self.cut(EventKind.TIME_LIMIT)
            return
        if self.timer_left_s is not None:
            self.timer_left_s -= dt
            if self.timer_left_s <= 0.0:
                self.off()
                self._report_event(EventKind.TIMER_DONE, self.n, {})

    def _overheat_unexplained(self, reading: float) -> None:
        if self.on:
            self.cut(EventKind.OVERHEAT, temperature_c=reading, unexplained=True)
        else:
            self._report_event(EventKind.OVERHEAT, self.n, {"temperature_c": reading, "unexplained": True})

    def _boiled_dry(self, reading: float) -> None:
        # Heat by hand is only reported; the overheat limit still applies.
        if self.source is HeatSource.REMOTE:
            self.cut(EventKind.BOIL_DRY, temperature_c=reading)
        else:
            self._report_event(EventKind.BOIL_DRY, self.n, {"temperature_c": reading})

    def _level_power(self) -> float:
        """The power that counts for the maximum time: requested, or given while holding a temperature."""
        return self.power if self._hold is None else self._hold.mean_power

    # Reported state

    def report(self) -> dict[str, Any]:
        """All reported values, rounded to a useful precision."""
        drawn_w = (self.leader or self).drawn_w()
        if (leader := self.leader) is not None:
            own_w = _watts(drawn_w * (1.0 - leader.share))
            return {**leader.report(), "power_w": own_w, "energy_wh": self._energy_wh(), "name": self.name}
        physics = self.physics
        pan = self.pan_state
        on = self.on
        return {
            "source": self.source.value,
            "power": round(self.power, 3) if self._hold is None else None,
            "target_temperature_c": self.target_c,
            "boost": self.boost,
            "boost_left_s": self._boost_left_s(),
            "heating": drawn_w > 0.0,
            "limited": self.limited,
            "knob": self.knob,
            "pan_temperature_c": _rounded(self.pan_sensor.reading, 0.1),
            "probe_temperature_c": _rounded(self.probe_sensor.reading, 0.1) if self.probe_in else None,
            "glass_temperature_c": round(physics.glass_c),
            "power_w": _watts(drawn_w * self.share),
            "energy_wh": self._energy_wh(),
            "pan": None if pan is None else pan.value,
            "residual_heat": physics.glass_c >= limits.RESIDUAL_C,
            "timer_left_s": None if self.timer_left_s is None else float(round(self.timer_left_s)),
            "limit_left_s": self._limit_left_s() if on else None,
            "latch": None if self.latch is None else self.latch.value,
            "sensor_ok": self._watchdog.ok,
            "name": self.name,
        }

    def _energy_wh(self) -> float:
        return round(self.drawn_j / 3600.0, 1)

    def drawn_w(self) -> float:
        """Power drawn by this burner and the one that it leads, W."""
        physics = self.physics
        if physics.power_w <= 0.0 or (physics.heater.to_element == 0.0 and not physics.couples):
            return 0.0
        return physics.power_w * min(physics.on_s / physics.heater.start_s, 1.0)

    def _boost_left_s(self) -> float | None:
        """Boost time that is left while the burner boosts."""
        return float(round(max(limits.BOOST_S - self.boost_used_s, 0.0))) if self.boost else None

    def _limit_left_s(self) -> float:
        left = (1.0 - self._used) * limits.limit_s(self._level_power())
        return float(round(left / 60.0) * 60) if left > 90.0 else float(round(left))


def _watts(value: float) -> int:
    return round(value / 10.0) * 10 if value > 100.0 else round(value)


def _rounded(value: float | None, step: float) -> float | None:
    return None if value is None else round(round(value / step) * step, 2)
