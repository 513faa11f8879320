"""Several homes that share one book in PostgreSQL: edits at the same time, notices, and a network that is cut."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy.engine import make_url

from benchmarks.book_measure import quantiles
from benchmarks.book_recipes import recipe
from benchmarks.network_relay import Relay
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Recipe

EDITS = 10
"""Edits by each home."""
SHARED = 4
"""Recipes that all homes edit at the same time."""
NOTICES = 30
PATIENCE_S = 60.0
COPIED_WITHIN_S = 600.0


@dataclass(slots=True)
class HomesResult:
    """What was measured. Times in seconds."""

    edits: list[float] = field(default_factory=list)
    lost: int = 0
    notices: list[float] = field(default_factory=list)
    unheard: int = 0
    sign_s: float | None = None
    """From the cut until the kitchen shows that the book is read-only."""
    reads: list[float] = field(default_factory=list)
    """Searches while the network was cut."""
    wrong: int = 0
    """Writes that were not refused while the network was cut, and reads that failed."""
    back_s: float | None = None
    """From the return of the network until an edit is possible."""


async def measure_homes(url: str, count: int) -> HomesResult:
    """Open `count` homes on the book at `url` and use it from all of them."""
    result = HomesResult()
    homes: list[Kitchen] = []
    try:
        opening = (Kitchen.open(url, clock=ManualClock(), home=f"home {number}") for number in range(count))
        homes += await asyncio.gather(*opening)
        await _edit_together(homes, result)
        await _hear(homes, result)
    finally:
        await asyncio.gather(*(home.close() for home in homes), return_exceptions=True)
    await _cut(url, result)
    return result


async def _edit_together(homes: Sequence[Kitchen], result: HomesResult) -> None:
    shared = [await homes[0].recipes.add(replace(recipe(at), keywords=())) for at in range(SHARED)]
    expected: dict[str, set[str]] = {one.id: set() for one in shared}

    async def edit(number: int, home: Kitchen) -> None:
        for turn in range(EDITS):
            base = shared[(number + turn) % SHARED]
            tag = f"home{number} edit{turn}"
            began = perf_counter()
            with suppress(KitchenError):
                await home.recipes.edit(replace(base, keywords=(tag,)), actor=tag)
                expected[base.id].add(tag)
            result.edits.append(perf_counter() - began)

    await asyncio.gather(*(edit(number, home) for number, home in enumerate(homes)))
    for recipe_id, tags in expected.items():
        found = await homes[-1].recipes.get(recipe_id)
        result.lost += len(tags - set(found.keywords))
    result.lost += EDITS * len(homes) - sum(map(len, expected.values()))


async def _hear(homes: Sequence[Kitchen], result: HomesResult) -> None:
    heard: dict[str, list[float]] = {}

    def hear(change: Change) -> None:
        heard.setdefault(change.subject, []).append(perf_counter())

    writer, *others = homes
    for other in others:
        other.subscribe(hear)
    for number in range(NOTICES):
        # From before the write: other homes may hear of it before it has returned here.
        began = perf_counter()
        added = await writer.recipes.add(recipe(10_000 + number))
        await _until(partial(_all_heard, heard, added.id, len(others)), 5.0)
        times = heard.get(added.id, [])
        result.notices += [at - began for at in times]
        result.unheard += len(others) - len(times)


def _all_heard(heard: Mapping[str, Sequence[float]], subject: str, count: int) -> bool:
    return len(heard.get(subject, ())) >= count


async def _cut(url: str, result: HomesResult) -> None:
    address = make_url(url)
    folder = address.query.get("host")
    host, port = address.host or "127.0.0.1", address.port or 5432

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(folder, str):
            return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}")
        return await asyncio.open_connection(host, port)

    relay = Relay(connect)
    await relay.start()
    query = {name: value for name, value in address.query.items() if name != "host"}
    through = address.set(host="127.0.0.1", port=relay.port, query=query)
    with TemporaryDirectory(prefix="hearthtech-copy-") as copy:
        home = await Kitchen.open(
            through.render_as_string(hide_password=False), clock=ManualClock(), copy=Path(copy) / "copy.db"
        )
        try:
            await _use_without_network(home, relay, result)
        finally:
            relay.open.set()
            await home.close()
            await relay.stop()


async def _use_without_network(home: Kitchen, relay: Relay, result: HomesResult) -> None:
    known = await home.recipes.add(recipe(20_000))
    copy = home.context.local_copy
    assert copy is not None
    await _until(lambda: copy.complete, COPIED_WITHIN_S)
    copy.wake()
    await asyncio.sleep(2.0)
    relay.open.clear()
    result.sign_s = await _until(lambda: home.context.is_read_only, PATIENCE_S)
    for text in known.name.split() * 5:
        began = perf_counter()
        try:
            await home.recipes.search(text)
        except KitchenError:
            result.wrong += 1
        result.reads.append(perf_counter() - began)
    result.wrong += await _edited(home, known)
    relay.open.set()
    began = perf_counter()
    while perf_counter() - began < PATIENCE_S and result.back_s is None:
        if await _edited(home, known):
            result.back_s = perf_counter() - began
        await asyncio.sleep(0.05)


async def _until(condition: Callable[[], bool], seconds: float) -> float | None:
    """Wait for a condition. Returns the time it took (s); `None` if it took too long."""
    began = perf_counter()
    while perf_counter() - began < seconds:
        if condition():
            return perf_counter() - began
        await asyncio.sleep(0.01)
    return None


async def _edited(home: Kitchen, known: Recipe) -> bool:
    try:
        await home.recipes.edit(replace(known, story=f"{known.story}."))
    except KitchenError:
        return False
    return True


def milliseconds(times: Sequence[float], name: str) -> float | None:
    """A quantile of times (ms); `None` without any."""
    return quantiles(list(times))[name] if times else None
