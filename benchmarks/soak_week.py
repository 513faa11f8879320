"""One simulated week of a home with faults, for one seed. Run as a program it prints one JSON object."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
import gc
import json
import logging
import os
from pathlib import Path
import random
import sys
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.bench_soak import child_command
from benchmarks.book_measure import resident_mb
from benchmarks.postgres_server import PostgresServer
from benchmarks.random_heat_steps import random_step
from benchmarks.soak_home import FullDisk, SoakHome
from benchmarks.soak_ledger import Ledger
from benchmarks.soak_voice import MOSQUITTO, KitchenDoor, VoicePath, free_port
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.gatherings.model import Gathering
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel, Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.notes import Note

DAYS: Final = 7
STEPS_A_DAY: Final = 40
"""Random requests for heat a day."""
WRITES_A_DAY: Final = 24
FAULTS_A_DAY: Final = 3
COOKINGS_A_DAY: Final = 2
KILLED_AFTER: Final = 12
"""Acknowledged writes after which the writing process is killed."""
SETTLED_AFTER_DAYS: Final = 2
"""Memory is compared from here on: before, code and caches are loaded."""
type Moment = Callable[[], Coroutine[Any, Any, None]]

SENTENCES: Final = (
    "what's the next step", "how many milliliters are in two cups", "list the ingredients", "thank you",
    "what can i make", "turn everything off",
)  # fmt: skip


@dataclass(slots=True)
class Week:
    """One week, and what went wrong in it."""

    home: SoakHome
    chance: random.Random
    server: PostgresServer | None
    voice: VoicePath | None
    ledger: Ledger = field(default_factory=Ledger)
    lost: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    """Writes that failed with an error of the kitchen; none of them counts as acknowledged."""
    number: int = 0
    gathering: str | None = None

    async def day(self, *, steps: int) -> None:
        """Live one day: faults at random moments between cooking, writing, talking and waiting."""
        moments: list[Moment] = [self.random_heat] * steps + [self.write] * WRITES_A_DAY + [self.browse] * 6
        moments += [self.say] * (4 if self.voice is not None else 0)
        moments += [
            self.while_cooking(fault) for fault in self.chance.sample(self.possible_faults(), FAULTS_A_DAY)
        ]
        moments += [self.cook] * COOKINGS_A_DAY
        self.chance.shuffle(moments)
        for moment in moments:
            await moment()
        await self.home.idle(self.chance.uniform(6.0, 14.0))

    def possible_faults(self) -> list[Moment]:
        """The faults of this home."""
        faults: list[Moment] = [self.kill_home_assistant, self.kill_stove, self.cut_network, self.move_clock]
        faults.append(self.fill_disk if self.server is None else self.kill_database)
        return [*faults, self.kill_broker] if self.voice is not None else faults

    async def random_heat(self) -> None:
        """One random request for heat, or a wait."""
        await random_step(self.home, self.chance)
        session = self.home.kitchen.sessions.current
        if session is not None and session.state.id:
            with suppress(KitchenError):
                await self.home.kitchen.sessions.events(session.state.id, traces=False)
                self.ledger.sessions.add(session.state.id)

    async def cook(self) -> None:
        """The cook arms the stove and starts a session that heats."""
        home = self.home
        await home.stop()
        await home.hand(1, 0.0)
        await home.start("cook", self.chance.choice((HelpLevel.ASSIST, HelpLevel.AUTOPILOT)), heat=True)
        await home.wait(self.chance.choice((2, 8, 25)))

    def while_cooking(self, fault: Moment) -> Moment:
        """The fault, mostly while something cooks."""

        async def moment() -> None:
            if self.chance.random() < 0.7:
                await self.cook()
            await fault()
            await self.home.wait(3)

        return moment

    async def write(self) -> None:
        """One write of a random kind, noted once it has returned."""
        self.number += 1
        kinds = (
            self._recipe,
            self._edit,
            self._shop,
            self._stock,
            self._meal,
            self._note,
            self._guest,
            self._timer,
        )
        try:
            await self.chance.choice(kinds)(f"{self.number:05}")
        except KitchenError as error:
            if not error.book_is_away:
                raise
            self.refused += 1

    async def browse(self) -> None:
        """A page opens, reads and closes."""
        unsubscribe = self.home.kitchen.subscribe(lambda _: None)
        try:
            await self.home.kitchen.recipes.search(self.chance.choice(("soup", "stew 00", "pot")))
            await self.home.kitchen.shopping.items()
        except KitchenError as error:
            if not error.book_is_away:
                raise
        finally:
            unsubscribe()

    async def say(self) -> None:
        """Somebody speaks to the satellite."""
        assert self.voice is not None
        await self.voice.say(self.chance.choice(SENTENCES))

    # Faults

    async def kill_home_assistant(self) -> None:
        """Kill Home Assistant and check the book."""
        self.faults["Home Assistant killed"] += 1
        await self.home.crash()
        if self.faults["Home Assistant killed"] == 1:
            await self._kill_writer()
        await self.home.start_again()
        await self.check()

    async def _kill_writer(self) -> None:
        """Let another process write into the book, and kill it in the middle of a write."""
        process = await asyncio.create_subprocess_exec(
            *child_command("benchmarks.soak_writer", self.home.address, f"k{self.number}"),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        try:
            async with asyncio.timeout(120):
                for _ in range(KILLED_AFTER):
                    await process.stdout.readline()
            await asyncio.sleep(self.chance.uniform(0.0, 0.01))
        finally:
            process.kill()
            rest = await process.stdout.read()
            await process.wait()
        complete = rest.decode().count("\n") + KILLED_AFTER
        self.ledger.recipes |= {f"k{self.number}-{number}": 1 for number in range(complete)}

    async def kill_stove(self) -> None:
        """Cut the power of the stove."""
        self.faults["stove killed"] += 1
        await self.home.kill_stove()

    async def cut_network(self) -> None:
        """Cut the network to the stove."""
        self.faults["network cut"] += 1
        await self.home.cut_network()

    async def move_clock(self) -> None:
        """Move the wall clock forward or back."""
        self.faults["clock moved"] += 1
        await self.home.move_clock(timedelta(hours=self.chance.choice((-2, -1, 1, 3))))

    async def kill_broker(self) -> None:
        """Kill the broker, and say something afterwards."""
        assert self.voice is not None
        self.faults["broker killed"] += 1
        await self.voice.kill_broker()
        await self.say()

    async def fill_disk(self) -> None:
        """Let the disk be full while things are written; then it has space again."""
        self.faults["disk full"] += 1
        with FullDisk(self.chance.choice((0, 4096, 65536))):
            for _ in range(6):
                await self.write()
                await self.browse()
        await self.check()

    async def kill_database(self) -> None:
        """Kill PostgreSQL while things are written, and start it again."""
        assert self.server is not None
        self.faults["database killed"] += 1
        writing = asyncio.create_task(self._write_some())
        await asyncio.sleep(self.chance.uniform(0.0, 0.05))
        await asyncio.to_thread(self.server.kill)
        await writing
        await self.browse()
        await asyncio.to_thread(self.server.start)
        writable = asyncio.Event()
        unsubscribe = self.home.kitchen.context.subscribe_read_only(lambda _: writable.set())
        try:
            async with asyncio.timeout(60):
                while self.home.kitchen.context.is_read_only:
                    writable.clear()
                    await writable.wait()
        finally:
            unsubscribe()
        await self.check()

    async def check(self) -> None:
        """Look for everything that was acknowledged."""
        self.lost += await self.ledger.missing(self.home.kitchen)

    # Writes

    async def _write_some(self) -> None:
        for _ in range(6):
            await self.write()

    async def _recipe(self, name: str) -> None:
        recipe = Recipe(id=f"r{name}", name=f"Stew {name}", ingredients=(Ingredient(text="1 onion"),))
        await self.home.kitchen.recipes.add(recipe)
        self.ledger.recipes[recipe.id] = 1

    async def _edit(self, name: str) -> None:
        if self.ledger.recipes:
            recipe_id = self.chance.choice(sorted(self.ledger.recipes))
            recipe = await self.home.kitchen.recipes.get(recipe_id)
            made = await self.home.kitchen.recipes.edit(replace(recipe, story=f"Edited in {name}."))
            self.ledger.recipes[recipe_id] = made.version

    async def _shop(self, name: str) -> None:
        await self.home.kitchen.shopping.add(f"thing{name}")
        self.ledger.shopping.add(f"thing{name}")

    async def _stock(self, name: str) -> None:
        await self.home.kitchen.pantry.add(PantryItem(name=f"jar{name}", amount=1.0))
        self.ledger.pantry.add(f"jar{name}")

    async def _meal(self, name: str) -> None:
        starts_at = self.home.wall.now() + timedelta(days=1)
        meal = await self.home.kitchen.meal_plan.plan(Meal(starts_at=starts_at, words=f"Meal {name}"))
        self.ledger.meals.add(meal.id)

    async def _note(self, name: str) -> None:
        if self.ledger.recipes:
            recipe_id = self.chance.choice(sorted(self.ledger.recipes))
            note = Note(recipe_id=recipe_id, version=1, words=f"note {name}")
            await self.home.kitchen.notes.add_note(note)
            self.ledger.notes.add((recipe_id, f"note {name}"))

    async def _guest(self, name: str) -> None:
        if self.gathering is None:
            starts_at = self.home.wall.now() + timedelta(days=20)
            party = Gathering(title="Party", starts_at=starts_at, closes_at=starts_at + timedelta(days=1))
            self.gathering = (await self.home.kitchen.gatherings.create(party)).id
        await self.home.kitchen.gatherings.invite(self.gathering, f"Guest {name}")
        self.ledger.guests.setdefault(self.gathering, set()).add(f"Guest {name}")
        person = await self.home.kitchen.people.add(Person(name=f"Person {name}", guest=True))
        self.ledger.people.add(person.name)

    async def _timer(self, name: str) -> None:
        timer = await self.home.kitchen.timers.add(f"timer {name}", seconds=40 * 86_400.0)
        self.ledger.timers.add(timer.id)


def open_handles() -> int:
    """The number of open files and sockets of this process."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def live(seed: int, *, days: int = DAYS, steps: int = STEPS_A_DAY) -> dict[str, Any]:
    """Live one week. Every second seed has its book in PostgreSQL, if Debian's is installed."""
    chance = random.Random(seed)
    # A kill of processes loses nothing that the system has; a folder in memory makes a week fast.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(prefix="hearthtech-soak-", dir=memory) as name:
        folder = Path(name)
        server = None
        if seed % 2 == 0:
            with suppress(LookupError):
                server = await asyncio.to_thread(PostgresServer)
        try:
            if server is not None:
                await asyncio.to_thread(server.start)
            address = str(folder / "book.db") if server is None else server.url
            return await _live_in(folder, address, server, chance, days=days, steps=steps)
        finally:
            if server is not None:
                await asyncio.to_thread(server.stop)


async def _live_in(
    folder: Path, address: str, server: PostgresServer | None, chance: random.Random, *, days: int, steps: int
) -> dict[str, Any]:
    home = await SoakHome.begin(folder, address)
    turn = asyncio.Lock()

    async def ask(request: dict[str, Any]) -> dict[str, Any]:
        async with turn:
            words = str(request.get("text") or "")
            said = await home.say_and_hear("cook", "kitchen", str(request.get("session")), words)
        return {"say": said, "expects": [], "ends": True, "kind": "none"}

    voice = VoicePath(folder, free_port(), KitchenDoor(ask)) if MOSQUITTO is not None else None
    week = Week(home, chance, server, voice)
    memory: list[float] = []
    handles: list[int] = []
    try:
        if voice is not None:
            await voice.start()
        for _ in range(days):
            await week.day(steps=steps)
            gc.collect()
            memory.append(resident_mb())
            handles.append(open_handles())
        await week.check()
    finally:
        if voice is not None:
            await voice.stop()
        await home.close()
    settled = max(min(SETTLED_AFTER_DAYS, len(memory) - 1) - 1, 0)
    return {
        "steps": home.oracle.steps,
        "raises": home.oracle.raises,
        "heat_faults": home.oracle.faults,
        "writes": week.ledger.count,
        "refused": week.refused,
        "lost": week.lost,
        "lives": home.lives,
        "faults": dict(week.faults),
        "memory_mb": max(memory[settled:]) - memory[settled],
        "handles": max(handles[settled:]) - handles[settled],
        "asked": 0 if voice is None else voice.asked,
        "unanswered": 0 if voice is None else voice.asked - voice.answered,
        "doubled": 0 if voice is None else voice.doubled,
        "database": "SQLite" if server is None else "PostgreSQL",
    }


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    json.dump(asyncio.run(live(int(sys.argv[1]), days=int(sys.argv[2]), steps=int(sys.argv[3]))), sys.stdout)
