"""The home of the soak: a stove that outlives Home Assistant, a kitchen that is killed and opened again, and faults.

Real parts: the simulated stove, the adapter of Hearth Link stoves, the kitchen with its book in a file or in PostgreSQL,
the dialogue. The oracle (`benchmarks/heat_oracle.py`) reads only the stove and judges every step, also through faults.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
import resource
from typing import Any, Final, cast

from benchmarks.heat_home import HIGHEST, STEPS, STOVE, HeatHome
from benchmarks.heat_home_parts import DirectLinkClient
from benchmarks.heat_oracle import HeatOracle
from custom_components.hearthtech.adapters.link_stove.burner import LinkStoveBurner
from custom_components.hearthtech.assist.dialogue import DialogueManager
from custom_components.hearthtech.burners.clock import Cancel, ManualClock
from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.decoding import burner_info
from custom_components.hearthtech.hearth_link.errors import LinkRefused
from custom_components.hearthtech.hearth_link.simulator import stove as simulated_stove
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.stove_options import StoveOptions
from custom_components.hearthtech.hearth_link.simulator.virtual import usual_burners
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.voice.names import Named

RECIPE_ID: Final = "soak-pot"
LEASE_ENDS_S: Final = 31
"""Time after which heat without a lease must be off: the longest lease and the second that the stove may take (s)."""

AT_REST_S: Final = 300.0
"""How much of the hours without cooking the stove computes (s): it is off, and only cools down."""


class SoakClock(ManualClock):
    """A clock whose wall time can be moved, as a person or a time server does."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = timedelta()

    def now(self) -> datetime:
        """Wall time, moved."""
        return super().now() + self.moved


class LifeClock:
    """The clock of one run of Home Assistant: after `end`, nothing that was scheduled happens any more."""

    rate = 1.0

    def __init__(self, clock: SoakClock) -> None:
        self._clock = clock
        self._alive = True

    def time(self) -> float:
        """Monotonic time (s)."""
        return self._clock.time()

    def now(self) -> datetime:
        """Wall time."""
        return self._clock.now()

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` after `delay_s`, if this run of Home Assistant still lives."""
        return self._clock.call_later(delay_s, lambda: callback() if self._alive else None)

    def end(self) -> None:
        """Home Assistant was killed."""
        self._alive = False


class CutLinkClient(DirectLinkClient):
    """A link client whose network can be cut: no state arrives, no lease is renewed, no command gets through."""

    def __init__(self, stove: Stove) -> None:
        super().__init__(stove)
        self.cut = False

    @property
    def connected(self) -> bool:  # type: ignore[override]
        """Whether the stove can be reached."""
        return not self.cut

    def look(self) -> None:
        """Update to the present state of the stove, if it can be reached."""
        if not self.cut:
            super().look()

    def renew(self) -> None:
        """Renew the lease, if the stove can be reached."""
        if not self.cut:
            super().renew()

    async def set_burner(self, n: int, **order: Any) -> None:
        """Send a command."""
        if self.cut:
            raise LinkRefused(RefusalCode.LEASE_LOST)
        await super().set_burner(n, **order)

    async def burner_off(self, n: int) -> None:
        """Send a command to turn off."""
        if self.cut:
            raise LinkRefused(RefusalCode.LEASE_LOST)
        await super().burner_off(n)


class SoakHome(HeatHome):
    """A home whose parts fail. Open it with `begin`."""

    __slots__ = ("address", "folder", "life", "lives", "wall")

    address: str
    folder: Path
    life: LifeClock
    lives: int
    wall: SoakClock

    @classmethod
    async def begin(cls, folder: Path, address: str) -> SoakHome:
        """Create the home, with its book at `address`."""
        clock = SoakClock()
        stove = _stove(clock)
        home = cls.__new__(cls)
        home.folder, home.address, home.wall, home.lives = folder, address, clock, 0
        home.clock, home.stove, home.recipe_id = clock, stove, RECIPE_ID
        home.automations = True
        home.oracle = HeatOracle(stove, HIGHEST)
        await home.start_home_assistant()
        await home.kitchen.recipes.add(
            Recipe(id=RECIPE_ID, name="Pot", ingredients=(Ingredient(text="1 l water"),), steps=STEPS)
        )
        return home

    async def start_home_assistant(self) -> None:
        """Start Home Assistant: open the book, connect to the stove."""
        self.lives += 1
        self.life = LifeClock(self.wall)
        client = CutLinkClient(self.stove)
        client.look()
        registry = BurnerRegistry()
        self.client, self.burners = client, {}
        for n, burner in self.stove.burners.items():
            info = burner_info(
                {
                    "n": n,
                    "name": burner.name,
                    "kind": burner.spec.kind.value,
                    "rated_w": burner.spec.rated_w,
                    "diameter_m": burner.spec.diameter_m,
                    "capabilities": burner.spec.capabilities(),
                }
            )
            self.burners[n] = LinkStoveBurner(STOVE, info, cast("LinkClient", client), remote=True)
            registry.add(self.burners[n])
        self.kitchen = await Kitchen.open(
            self.address,
            clock=self.life,
            directory=registry,
            media=self.folder / "media",
            copy=self.folder / "copy.db" if "://" in self.address else None,
            home="soak",
        )
        self.desk = DialogueManager(self.wall.time)
        self.desk.recognizer.prepare("en")
        named = [Named(burner.id, burner.name) for burner in self.burners.values()]
        self.desk.recognizer.update("burner", named)
        self.desk.recognizer.update("recipe", [Named(RECIPE_ID, "Pot")])

    async def crash(self) -> None:
        """Kill Home Assistant: nothing more is sent to the stove, nothing is turned off, nothing is finished."""
        self._link().cut = True
        self.life.end()
        context = self.kitchen.context
        for task in tuple(context.tasks):
            task.cancel()
        await asyncio.gather(*context.tasks, return_exceptions=True)
        with suppress(Exception):
            await self.kitchen.profiles.stop()
        self.kitchen.files.stop_sweeping()
        await asyncio.to_thread(context._notices.stop)
        await context.store.close()
        self.oracle.autopilot = False
        self.oracle._questions.clear()

    async def start_again(self) -> None:
        """Start Home Assistant some time after it was killed. No heat may come back by itself."""
        await self.without_link("Home Assistant was killed")
        await self.check("Home Assistant starts", self.start_home_assistant, {})

    async def without_link(self, why: str) -> None:
        """Let time pass until every lease has expired; no remote heat may be left then."""
        before = self.oracle.begin(why)
        for _ in range(LEASE_ENDS_S):
            self.clock.advance(1.0)
            self.stove.advance()
            await asyncio.sleep(0)
        self.oracle.compare(why, before, {})
        self.oracle.faults += [
            f"{why}: burner {n} still heats {LEASE_ENDS_S} s later"
            for n, burner in self.stove.burners.items()
            if burner.on and burner.source is HeatSource.REMOTE
        ]

    async def cut_network(self) -> None:
        """Cut the network between Home Assistant and the stove, and restore it."""
        self._link().cut = True
        for burner in self.burners.values():
            burner.publish()
        await self.without_link("the network was cut")
        self._link().cut = False
        await self.check("the network is back", self._publish, {})

    async def kill_stove(self) -> None:
        """Cut the power of the stove for a while: everything is off afterwards, and stays off."""
        self._link().cut = True
        for burner in self.burners.values():
            burner.publish()
        self.clock.advance(5.0)
        self.oracle.begin("the stove was without power")
        self.stove = self.oracle.stove = self._link()._stove = _stove(self.wall)
        self._link()._lease = None
        self._link().cut = False
        await self.check("the stove starts", self._publish, {})
        self.oracle.must_be_off("the stove starts")

    async def move_clock(self, by: timedelta) -> None:
        """Move the wall clock. It changes no heat."""

        async def step() -> None:
            self.wall.moved += by
            self.clock.advance(0.0)

        await self.check(f"the clock moves by {by}", step, {})

    async def idle(self, hours: float) -> None:
        """Let hours pass without cooking."""
        await self.off(1)
        await self.off(2)
        for session in self.kitchen.sessions.active:
            await session.stop()
        for _ in range(int(hours * 4)):
            self.clock.advance(900.0)
            await asyncio.sleep(0)
        longest, simulated_stove.MAX_GAP_S = simulated_stove.MAX_GAP_S, AT_REST_S
        try:
            await self.check(f"{hours} hours", self._pass, {})
        finally:
            simulated_stove.MAX_GAP_S = longest

    async def _pass(self) -> None:
        self.stove.advance()
        self.client.renew()

    async def _publish(self) -> None:
        self.client.renew()
        self.client.look()
        for burner in self.burners.values():
            burner.publish()

    def _link(self) -> CutLinkClient:
        return cast("CutLinkClient", self.client)


class FullDisk:
    """Within it no file of this process grows beyond `limit` bytes, as on a disk without space."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def __enter__(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._limit, self._before[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def _stove(clock: SoakClock) -> Stove:
    options = StoveOptions(seed=1, names={1: "Front left", 2: "Front right"})
    stove = Stove(usual_burners(2), options, clock=clock.time, wall=lambda: 1.7e9 + clock.time())
    for burner in stove.burners.values():
        burner.place_pan(PANS["pot"])
        burner.physics.add_water(2.0)
    return stove
