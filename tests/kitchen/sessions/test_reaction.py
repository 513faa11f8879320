"""From the stove's frame to the session's state, with a real stove process over TLS."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
import subprocess
import sys
import time

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.adapters.link_stove.burner import LinkStoveBurner
from custom_components.hearthtech.burners.clock import LoopClock
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.messages import EventKind, LinkChange
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel
from custom_components.hearthtech.kitchen.sessions.events import Corrected, Event, Paused
from custom_components.hearthtech.kitchen.sessions.journal import MemoryJournal
from custom_components.hearthtech.kitchen.sessions.manager import CookingSessions
from custom_components.hearthtech.kitchen.sessions.model import DishPlan
from custom_components.hearthtech.kitchen.sessions.session import CookingSession

from .pot_fixture import SOUP, permit

pytestmark = pytest.mark.usefixtures("socket_enabled")

HEARTH = (sys.executable, str(Path(__file__).resolve().parents[3] / "script" / "_hearth.py"))
REACTS_WITHIN_S = 0.1


class Bench:
    """A stove process, its client, and what was told when."""

    def __init__(self, client: LinkClient, hands: str) -> None:
        self.client = client
        self.hands = hands
        self.told: list[tuple[EventKind, float]] = []
        """Events of the stove with the wall time at which the stove wrote them."""
        self.burners = BurnerRegistry()
        self._by_number = {
            n: LinkStoveBurner(client.info.id, info, client, remote=True)
            for n, info in client.info.burners.items()
        }
        for burner in self._by_number.values():
            self.burners.add(burner)
        client.subscribe(self._changed)

    def _changed(self, change: LinkChange) -> None:
        if change.event is not None and change.event.time_ms is not None:
            self.told.append((change.event.kind, change.event.time_ms / 1000))
        for n, burner in self._by_number.items():
            if change.burner in {None, n}:
                burner.publish(change.event)

    async def do(self, *words: str) -> None:
        command = [*HEARTH, "stove", "hands", self.hands, *words]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True)
        assert done.returncode == 0, done.stderr

    async def heat_soup(self) -> CookingSession:
        """A soup that the kitchen heats on the first burner."""
        sessions = CookingSessions(
            clock=LoopClock(asyncio.get_running_loop()), directory=self.burners, journal=MemoryJournal()
        )
        burner = next(iter(self.burners))
        plan = DishPlan(id="soup", name="Soup", steps=SOUP, burner_id=burner.id, level=HelpLevel.ASSIST)
        session = await sessions.open([plan])
        await self.do("arm")
        async with asyncio.timeout(5):
            while not self.client.state.armed:
                await asyncio.sleep(0.01)
        await session.start(heat=permit(*(burner.id for burner in self.burners)))
        async with asyncio.timeout(5):
            while not session.state.dishes[0].heat_taken:
                await asyncio.sleep(0.01)
        return session


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    words = ("stove", "run", "--provision", "house", "--json", "--pan", "1:pot:1",
             "--folder", str(tmp_path / "stove"), "--burners", "2")  # fmt: skip
    process = await asyncio.create_subprocess_exec(*HEARTH, *words, stdout=subprocess.PIPE)
    assert process.stdout is not None
    async with ClientSession() as web:
        try:
            async with asyncio.timeout(30):
                ready = json.loads(await process.stdout.readline())
            client = LinkClient(
                web,
                ready["host"],
                ready["port"],
                client_id="house",
                key=bytes.fromhex(ready["keys"]["house"]),
                fingerprint=ready["fingerprint"],
            )
            await client.start()
            yield Bench(client, ready["hands"])
            await client.close()
        finally:
            process.terminate()
            await process.wait()


@pytest.mark.parametrize(
    ("hand", "event", "wanted"),
    [
        (("turn", "1", "0.3"), EventKind.TAKEN_OVER, Corrected),
        (("lift", "1"), EventKind.PAN_REMOVED, Paused),
    ],
)
async def test_a_hand_is_known_within_a_tenth_of_a_second(
    bench: Bench, hand: tuple[str, ...], event: EventKind, wanted: type[Event]
) -> None:
    session = await bench.heat_soup()
    known: list[float] = []
    session.subscribe(lambda _, happened: known.append(time.time()) if isinstance(happened, wanted) else None)
    await bench.do(*hand)
    async with asyncio.timeout(5):
        while not known:
            await asyncio.sleep(0.01)
    written = next(at for kind, at in bench.told if kind is event)
    assert -0.002 <= known[0] - written < REACTS_WITHIN_S
    dish = session.state.dishes[0]
    assert dish.by_hand or dish.pause is not None
    await session.stop()
