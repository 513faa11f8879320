"""Cooking again from a recording: the session's own engine on a simulated burner, with a cook who only follows
instructions.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
import random

from benchmarks.permits import permit
from benchmarks.simulated_cookings import Addition, Cooking, Setup, felt_c, put_in
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.heat_gate import HeatPermit
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerCapabilities,
    BurnerListener,
    BurnerState,
    Capability,
    HeatSource,
    PanState,
)
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.simulator.control import Hold
from custom_components.hearthtech.hearth_link.simulator.sensor import SimSensor
from custom_components.hearthtech.hearth_link.simulator.thermal import HEATERS, PanSpec, Physics
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel, Step
from custom_components.hearthtech.kitchen.sessions.journal import MemoryJournal
from custom_components.hearthtech.kitchen.sessions.manager import CookingSessions
from custom_components.hearthtech.kitchen.sessions.model import DishPlan, Phase, Waiting

LONGEST_S = 3 * 3600


class SimulatedBurner:
    """`Burner` on the thermal model, with the temperature control of the virtual stove."""

    def __init__(self, setup: Setup, seed: int, *, ambient_c: float = 21.0) -> None:
        self.id, self.name, self.clock_rate = "bench/1", "Bench", 1.0
        self.setup = setup
        # Induction hobs hold a temperature by their own sensor; all others are set to levels.
        holds = setup.heater == "induction" and not setup.probe
        self.capabilities = BurnerCapabilities(
            power=Capability(access=Access.START),
            temperature=Capability(access=Access.START if holds else Access.NONE),
            power_w=Capability(access=Access.READ, maximum=setup.rated_w),
        )
        self.physics = Physics(HEATERS[setup.heater], ambient_c=ambient_c)
        self.physics.place(setup.pan)
        generator = random.Random(seed)
        self._pan_sensor = SimSensor(setup.sensor, generator, ambient_c)
        self._probe = SimSensor(setup.sensor, generator, ambient_c) if setup.probe else None
        self._hold: Hold | None = None
        self._level = 0.0
        self._listeners: list[BurnerListener] = []
        self.state = BurnerState(measured_at=0.0, power=0.0, pan=PanState.PLACED)
        self.now = 0.0
        self._show()

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        permit: HeatPermit | None = None,
    ) -> None:
        del start, timer_s, permit
        if temperature_c is None:
            self._hold, self._level = None, power or 0.0
        else:
            self._hold = (
                Hold(temperature_c, self.setup.rated_w)
                if self._hold is None
                else self._hold.moved_to(temperature_c)
            )
        assert temperature_c is None or self.capabilities.temperature.access.writable
        self.state = replace(self.state, source=HeatSource.REMOTE, target_temperature_c=temperature_c)
        self._show()

    async def off(self) -> None:
        self._hold, self._level = None, 0.0
        self.state = replace(self.state, source=HeatSource.IDLE, target_temperature_c=None)
        self._show()

    def pass_second(self) -> None:
        for _ in range(4):
            self.physics.power_w = self._level * self.setup.rated_w
            self.physics.advance(0.25)
            self._pan_sensor.update(self.physics.pan_c, 0.25)
            if self._probe is not None:
                self._probe.update(self.physics.food_c, 0.25)
            if self._hold is not None:
                self._level = self._hold.update(self._pan_sensor.reading or 0.0, 0.25)
        self.now += 1.0
        self._show()

    def _show(self) -> None:
        self.state = replace(
            self.state,
            measured_at=self.now,
            power=None if self._hold is not None else self._level,
            power_w=self._level * self.setup.rated_w,
            heating=self._level > 0.0,
            pan_temperature_c=self._pan_sensor.reading,
            probe_temperature_c=None if self._probe is None else self._probe.reading,
        )
        for listener in tuple(self._listeners):
            listener(self.state, None)


@dataclass(slots=True)
class Replay:
    """Result of a replay."""

    done: bool = False
    felt: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    interventions: int = 0
    """How often the cook had to intervene, other than with additions."""
    dried: bool = False
    unused: int = 0
    """Number of additions that the recipe never asked for."""


async def cook_again(cooking: Cooking, steps: tuple[Step, ...], *, scale: float = 1.0) -> Replay:
    """Cook these steps on autopilot with `scale` times the amounts, as far as the recipe itself leads."""
    setup = replace(cooking.setup, scale=scale, pan=scaled_pan(cooking.setup.pan, scale))
    burner = SimulatedBurner(setup, cooking.seed)
    additions = list(cooking.additions)
    for addition in cooking.begin:
        put_in(burner.physics, addition, scale)
    had_water = burner.physics.water_kg > 0.0
    directory = BurnerRegistry()
    directory.add(burner)
    clock = ManualClock()
    sessions = CookingSessions(clock=clock, directory=directory, journal=MemoryJournal())
    plan = DishPlan(
        id="1", name=cooking.archetype, steps=steps, burner_id=burner.id, level=HelpLevel.AUTOPILOT
    )
    session = await sessions.open([plan])
    await session.start(heat=permit(burner.id))
    replay = Replay()
    waited = 0
    while session.state.phase is Phase.COOKING and clock.time() < LONGEST_S:
        clock.advance(1.0)
        burner.pass_second()
        await asyncio.sleep(0)
        dish = session.state.dishes[0]
        replay.felt.append(felt_c(burner.physics))
        replay.shown.append(burner.state.food_temperature_c or 0.0)
        replay.steps.append(dish.step)
        had_water = had_water or burner.physics.water_kg > 0.0
        replay.dried = replay.dried or (had_water and burner.physics.water_kg < 0.01)
        waiting = session.waiting()
        if waiting in {Waiting.CONFIRM, Waiting.HANDS, Waiting.COOK_SEES, Waiting.HEAT, Waiting.RESUME}:
            waited += 1
            if waited < 8:  # the cook arrives
                continue
            waited = 0
            step = dish.current
            if step is not None and step.needs_hands:
                if additions:
                    _add(burner, additions.pop(0), cooking, scale)
            else:
                replay.interventions += 1
            if waiting in {Waiting.HEAT, Waiting.RESUME}:
                await session.resume(heat=permit(burner.id))
            else:
                await session.confirm(heat=permit(burner.id))
    replay.done = session.state.phase is Phase.DONE
    replay.unused = len(additions)
    if not session.over:
        await session.stop()
    return replay


def scaled_pan(pan: PanSpec, scale: float) -> PanSpec:
    """Return a pan of the same shape for `scale` times as much: its mass scales with the amount, its width with the
    cube root.
    """
    return replace(
        pan,
        diameter_m=pan.diameter_m * scale ** (1 / 3),
        height_m=pan.height_m * scale ** (1 / 3),
        mass_kg=pan.mass_kg * scale,
    )


def _add(burner: SimulatedBurner, addition: Addition, cooking: Cooking, scale: float) -> None:
    if cooking.archetype in {"pancakes", "chips"}:
        burner.physics.solid_kg = 0.0  # the batch before is removed first
    put_in(burner.physics, addition, scale)
    if cooking.archetype == "rice":
        burner.physics.lid = True
