"""Time from the knob of a stove to the state of a session, and from a person's stop to heat off in the stove.

The stove is a process of its own; its frames go over TLS, through the client and the burner's adapter to the session, as
in a household. Both processes read one monotonic clock.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import time

from benchmarks.bench_link import Process, connected, process
from benchmarks.permits import permit
from custom_components.hearthtech.adapters.link_stove.burner import LinkStoveBurner
from custom_components.hearthtech.burners.clock import LoopClock
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.messages import LinkChange, LinkChangeKind
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Heat, HelpLevel, Step
from custom_components.hearthtech.kitchen.sessions.journal import MemoryJournal
from custom_components.hearthtech.kitchen.sessions.manager import CookingSessions
from custom_components.hearthtech.kitchen.sessions.model import DishPlan
from custom_components.hearthtech.kitchen.sessions.session import CookingSession

WITHIN_S = 5.0
POWER = 0.3
STEPS = (Step(text="Simmer.", heat=Heat(power=POWER), goal=DurationGoal(seconds=7200), needs_hands=False),)


@dataclass(slots=True)
class Path:
    """The times of all rounds (ms)."""

    knob_ms: list[float] = field(default_factory=list)
    stop_ms: list[float] = field(default_factory=list)


class House:
    """One burner of the stove in a registry of the kitchen, as the integration connects it."""

    def __init__(self, client: LinkClient) -> None:
        self._client = client
        assert client.info is not None
        self.burner = LinkStoveBurner("stove", client.info.burners[1], client, remote=True)
        registry = BurnerRegistry()
        registry.add(self.burner)
        self.sessions = CookingSessions(
            clock=LoopClock(asyncio.get_running_loop()), directory=registry, journal=MemoryJournal()
        )
        self.session: CookingSession | None = None
        self._by_hand: asyncio.Future[float] | None = None
        self._changed = asyncio.Event()

    def on_change(self, change: LinkChange) -> None:
        """Publish a change of the link; afterwards see whether the session knows that a person has taken over."""
        if change.burner == 1 and change.kind in {LinkChangeKind.BURNER, LinkChangeKind.EVENT}:
            self.burner.publish(change.event)
            self._changed.set()
        waiting = self._by_hand
        if waiting is None or waiting.done() or self.session is None:
            return
        if self.session.state.dishes[0].by_hand:
            waiting.set_result(time.monotonic())

    async def cook(self) -> CookingSession:
        """Start a dish on autopilot, and wait until its burner heats."""
        plan = DishPlan(id="1", name="Soup", steps=STEPS, burner_id=self.burner.id, level=HelpLevel.AUTOPILOT)
        self.session = await self.sessions.open([plan])
        self._by_hand = asyncio.get_running_loop().create_future()
        await self.session.start(heat=permit(self.burner.id))
        while self.burner.state.power != POWER:
            async with asyncio.timeout(WITHIN_S):
                await self._changed.wait()
            self._changed.clear()
        return self.session

    async def taken_over(self) -> float:
        """When the session knew that a person has taken over (s, monotonic)."""
        assert self._by_hand is not None
        async with asyncio.timeout(WITHIN_S):
            return await self._by_hand


@asynccontextmanager
async def house() -> AsyncIterator[tuple[Process, House]]:
    """A stove in a process, and a kitchen connected to it."""
    async with process("benchmarks.link_stove") as stove, connected(stove) as client:
        home = House(client)
        unsubscribe = client.subscribe(home.on_change)
        try:
            yield stove, home
        finally:
            unsubscribe()


async def measure(rounds: int) -> Path:
    """Let a person turn the knob, and a person stop, in turn."""
    path = Path()
    async with house() as (stove, home):
        for number in range(rounds):
            await stove.order(do="arm")
            session = await home.cook()
            if number % 2:
                turned = await stove.order(do="knob", level=0.7)
                path.knob_ms.append((await home.taken_over() - turned["began"]) * 1000)
                await session.stop()
                await stove.order(do="knob", level=0.0)
            else:
                began = time.monotonic()
                await session.stop()
                answer = await stove.order(do="nothing")
                path.stop_ms.append((answer["offs"][-1] - began) * 1000)
    return path
