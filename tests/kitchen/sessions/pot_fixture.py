"""Fixture: a burner with a pot of water, simple enough to calculate by hand, for the sessions' tests."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.heat_gate import (
    Actor,
    BurnerFacts,
    HeatChange,
    HeatGate,
    HeatPermit,
    Origin,
    require_permit,
)
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerCapabilities,
    BurnerEvent,
    BurnerEventKind,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    Capability,
    HeatSource,
    PanState,
    RefusalCode,
)
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HelpLevel,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.sessions.journal import MemoryJournal
from custom_components.hearthtech.kitchen.sessions.manager import CookingSessions
from custom_components.hearthtech.kitchen.sessions.model import DishPlan
from custom_components.hearthtech.kitchen.sessions.session import CookingSession


def permit(*burner_ids: str) -> HeatPermit:
    """Return a permit for any heat of these burners."""
    owner = Actor(origin=Origin.USER, user_id="owner", stoves=None)
    changes = [
        HeatChange(burner_id=burner_id, power=power, temperature_c=celsius, start=True)
        for burner_id in burner_ids or ("stove/1", "stove/2", "stove/3", "stove/4")
        for power, celsius in ((2.0, None), (None, 400.0))
    ]
    facts = BurnerFacts(state=BurnerState(measured_at=0.0))
    return HeatGate(lambda: 0.0).permit(owner, changes, lambda _: facts)


type Order = tuple[float | None, float | None, bool] | str
"""Power, temperature and start; or "off"."""


class Pot:
    """Water of `liters` over `watts`; implements `Burner` with arming, manual heat and refused starts, like a stove."""

    def __init__(self, burner_id: str = "stove/1", *, liters: float = 1.0, watts: float = 2000.0) -> None:
        self.id = burner_id
        self.name = f"burner {burner_id}"
        self.capabilities = BurnerCapabilities(
            power=Capability(access=Access.START), temperature=Capability(access=Access.START)
        )
        self.clock_rate = 1.0
        self.liters, self.watts = liters, watts
        self.celsius = 20.0
        self.armed = True
        self.orders: list[Order] = []
        self.refuse: RefusalCode | None = None
        self.before_answer: Callable[[], None] | None = None
        self.state = BurnerState(measured_at=0.0, power=0.0, pan_temperature_c=20.0, pan=PanState.PLACED)
        self._listeners: list[BurnerListener] = []

    def last(self) -> Order:
        return self.orders[-1]

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
        change = HeatChange(
            burner_id=self.id, power=power, temperature_c=temperature_c, start=start, timer_s=timer_s
        )
        require_permit(self.state, change, permit)
        self.orders.append((power, temperature_c, start))
        await asyncio.sleep(0)
        if self.before_answer is not None:
            self.before_answer()
        if self.refuse is not None:
            raise BurnerRefused(self.refuse, {"limit": 3})
        if self.state.source in {HeatSource.MANUAL, HeatSource.LATCHED}:
            raise BurnerRefused(RefusalCode(self.state.source.value))
        if self.state.source is HeatSource.IDLE and not start:
            raise BurnerRefused(RefusalCode.NOT_ON)
        if self.state.source is HeatSource.IDLE and not self.armed:
            raise BurnerRefused(RefusalCode.NOT_ARMED)
        self.show(source=HeatSource.REMOTE, power=power, target_temperature_c=temperature_c)

    async def off(self) -> None:
        self.orders.append("off")
        self.show(source=HeatSource.IDLE, power=0.0, target_temperature_c=None)

    def show(self, event: BurnerEventKind | None = None, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        told = None if event is None else BurnerEvent(at=self.state.measured_at, kind=event)
        for listener in tuple(self._listeners):
            listener(self.state, told)

    def turn_knob(self, power: float) -> None:
        source = HeatSource.MANUAL if power else HeatSource.IDLE
        self.show(BurnerEventKind.TAKEN_OVER, source=source, power=power, target_temperature_c=None)

    def lift_pan(self) -> None:
        self.show(BurnerEventKind.PAN_REMOVED, pan=PanState.NONE)

    def put_pan_back(self) -> None:
        self.show(BurnerEventKind.PAN_PLACED, pan=PanState.PLACED)

    def pass_second(self) -> None:
        share = self.state.power or 0.0
        if self.state.target_temperature_c is not None:
            share = 1.0 if self.celsius < self.state.target_temperature_c else 0.0
        gain = self.watts * share - 8.0 * (self.celsius - 20.0)
        self.celsius = min(self.celsius + gain / (4186.0 * self.liters), 100.0)
        self.show(measured_at=self.state.measured_at + 1.0, pan_temperature_c=self.celsius)


BOIL = Step(
    text="Bring the water to a boil.",
    heat=Heat(power=1.0),
    goal=PhenomenonGoal(phenomenon=Phenomenon.BOILS),
    needs_hands=False,
)
SIMMER = Step(
    text="Let it simmer for ten minutes.",
    heat=Heat(temperature_c=90.0),
    goal=DurationGoal(seconds=600),
    needs_hands=False,
)
GATE = Step(text="Wait until it smells like Sunday.", goal=HumanGate(words="until it smells like Sunday"))
SERVE = Step(text="Serve.", heat=Heat(power=0.0))
WARM_UP = Step(
    text="Warm to 60 °C.", heat=Heat(power=1.0), goal=TemperatureGoal(celsius=60.0), needs_hands=False
)
SOUP = (BOIL, SIMMER, GATE, SERVE)


class Kitchenette:
    """One clock, some pots, one journal."""

    def __init__(self, *pots: Pot, journal: MemoryJournal | None = None) -> None:
        self.clock = ManualClock()
        self.pots = pots or (Pot(),)
        self.directory = BurnerRegistry()
        for pot in self.pots:
            self.directory.add(pot)
        self.journal = journal or MemoryJournal()
        self.sessions = CookingSessions(clock=self.clock, directory=self.directory, journal=self.journal)

    @property
    def pot(self) -> Pot:
        return self.pots[0]

    async def run(self, seconds: float) -> None:
        """Let this many seconds pass, one at a time."""
        for _ in range(round(seconds)):
            self.clock.advance(1.0)
            for pot in self.pots:
                pot.pass_second()
            for _ in range(6):
                await asyncio.sleep(0)

    async def open(
        self, *steps: Step, level: HelpLevel = HelpLevel.AUTOPILOT, burner: str | None = "stove/1"
    ) -> CookingSession:
        if steps and steps[0] is SIMMER and burner is not None:  # what simmers at first is already hot
            self.pot.celsius = 90.0
            self.pot.show(pan_temperature_c=90.0)
        plan = DishPlan(id="soup", name="Soup", steps=steps or SOUP, burner_id=burner, level=level)
        return await self.sessions.open([plan])
