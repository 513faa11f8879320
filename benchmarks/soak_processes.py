"""A real Home Assistant, a real stove and the network between them, killed in real time while people write and cook.

The weeks of the soak live in one process, faster than real time. Here every part is a process of its own, as in a home:
Home Assistant with the integration, and a stove over TLS. Run as a program it prints one JSON object.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
import json
import os
from pathlib import Path
import random
import signal
import sys
from tempfile import TemporaryDirectory
from typing import Any, Final

from _demo.dashboard import Burner, burners_of
from _demo.home_assistant_client import HomeAssistant
from _demo.processes import DemoError
from _demo.stove_process import CLIENT, Stove
import aiohttp

ROUNDS: Final = 6
WRITERS: Final = 3
STOVE_EVERY: Final = 3
"""In every third round the stove loses its power as well, while Home Assistant is away."""
LEASE_S: Final = 11.5
"""Heat that Home Assistant commanded ends within its lease of 10 s, when it no longer renews it."""
RECIPE: Final = "Soak pot"
type Write = Callable[[str], Coroutine[Any, Any, None]]


class Household:
    """The processes, what was acknowledged, and what went wrong."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.home = HomeAssistant(folder)
        self.stove = Stove(folder, name="Soak stove", rate=1.0)
        self.chance = chance
        self.burners: list[Burner] = []
        self.acknowledged: dict[str, set[str]] = {"recipes": set(), "shopping": set(), "pantry": set()}
        self.heat_faults: list[str] = []
        self.lost: list[str] = []
        self.heated = 0
        """Rounds in which a burner heated when Home Assistant was killed."""
        self.starts = 0
        self._number = 0

    async def begin(self) -> None:
        """Start everything and set up the integration as a user does."""
        await self.stove.start()
        self.home.prepare()
        await self.home.start()
        await self.home.onboard()
        await self.home.wait_until_running()
        await self.home.configure([{"next_step_id": "kitchen"}])
        address = {"host": "127.0.0.1", "port": self.stove.port}
        key = {"key_id": CLIENT, "key": self.stove.key}
        await self.home.configure([{"next_step_id": "link"}, address, {"next_step_id": "key"}, key])
        self.burners = await burners_of(self.home, self.stove.id)
        self.starts = 1
        steps = ["Cook on high heat for 30 minutes."]
        await self.act("add_recipe", name=RECIPE, ingredients=["1 l water"], steps=steps)

    async def end(self) -> None:
        """Stop everything."""
        await self.home.stop()
        await self.stove.stop()

    async def act(self, action: str, /, **data: object) -> Mapping[str, Any]:
        """Call an action of the integration and return its response."""
        return dict(await self.home.action("hearthtech", action, data) or {})

    # Writes

    async def write(self) -> None:
        """Write until Home Assistant is gone; what has returned counts as acknowledged."""
        writes: tuple[Write, ...] = (self._recipe, self._shop, self._stock)
        with suppress(DemoError, TimeoutError, aiohttp.ClientError, OSError):
            while True:
                self._number += 1
                await self.chance.choice(writes)(f"{self._number:05}")

    async def _recipe(self, name: str) -> None:
        await self.act("add_recipe", name=f"Stew {name}", ingredients=["1 onion"], steps=["Cook it well."])
        self.acknowledged["recipes"].add(f"Stew {name}")

    async def _shop(self, name: str) -> None:
        await self.act("add_to_shopping", name=f"thing{name}")
        self.acknowledged["shopping"].add(f"thing{name}")

    async def _stock(self, name: str) -> None:
        await self.act("add_to_pantry", name=f"jar{name}", amount=1)
        self.acknowledged["pantry"].add(f"jar{name}")

    # One round

    async def round(self, number: int) -> None:
        """Cook and write, kill, look at the stove, start again, and look for everything."""
        await self._heat()
        writing = [asyncio.create_task(self.write()) for _ in range(WRITERS)]
        await asyncio.sleep(self.chance.uniform(0.5, 3.0))
        self.heated += await self._is_heating()
        # Before `kill`, which closes the connections first: a process that is killed says nothing.
        os.killpg(self.home.pid, signal.SIGKILL)
        await self.home.kill()
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)
        if number % STOVE_EVERY == 0:
            await self.stove.kill()
            await self.stove.start()
            await self._expect_off(f"round {number}: heat after the stove had lost its power")
        else:
            await asyncio.sleep(LEASE_S)
            await self._expect_off(f"round {number}: heat after the lease")
        await self.home.start()
        self.starts += 1
        await self.home.log_in_again()
        await self.home.wait_until_running()
        await asyncio.sleep(1.0)
        await self._expect_off(f"round {number}: heat after the restart")
        await self._look(number)

    async def _heat(self) -> None:
        await self.stove.hands("acknowledge", "1")
        with suppress(DemoError):
            while True:
                await self.act("stop_cooking")
        await self.stove.hands("pan", "1", "pot", "1.5")
        await self.stove.hands("arm")
        await asyncio.sleep(0.5)
        dish = {"recipe": RECIPE, "burner": self.burners[0].id, "level": "assist"}
        await self.act("start_cooking", dishes=[dish], heat=True)
        for _ in range(50):
            if await self._is_heating():
                return
            await asyncio.sleep(0.1)

    async def _is_heating(self) -> bool:
        return bool((await self.stove.burner(1))["heating"])

    async def _expect_off(self, words: str) -> None:
        for burner in range(1, self.stove.burners + 1):
            if (await self.stove.burner(burner))["heating"]:
                self.heat_faults.append(f"{words} (burner {burner})")

    async def _look(self, number: int) -> None:
        recipes: set[str] = set()
        for name in self.acknowledged["recipes"]:
            with suppress(DemoError):
                recipes.add(str((await self.act("get_recipe", recipe=name))["recipe"]["name"]))
        shopping = {str(item["name"]) for item in (await self.act("get_shopping_list"))["items"]}
        pantry = {str(item["name"]) for item in (await self.act("get_pantry"))["items"]}
        for kind, names in (("recipes", recipes), ("shopping", shopping), ("pantry", pantry)):
            self.lost += [f"round {number}: {kind} {name}" for name in self.acknowledged[kind] - names]


async def live(seed: int, rounds: int) -> dict[str, Any]:
    """Live some rounds. Returns counts, and what went wrong."""
    with TemporaryDirectory(prefix="hearthtech-soak-") as name:
        household = Household(Path(name), random.Random(seed))
        try:
            await household.begin()
            for number in range(1, rounds + 1):
                await household.round(number)
        finally:
            await household.end()
    return {
        "starts": household.starts,
        "heated": household.heated,
        "writes": sum(map(len, household.acknowledged.values())),
        "lost": household.lost,
        "heat_faults": household.heat_faults,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(live(int(sys.argv[1]), int(sys.argv[2])))))
