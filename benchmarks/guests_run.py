"""The run of `bench guests`: Home Assistant, a gathering, and the guests of `guest_clients`."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
import gc
import json
import logging
import os
from pathlib import Path
import random
import sqlite3
import subprocess
import sys
import time
from typing import Any, Self

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from benchmarks.push_home import home_assistant
from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.gatherings.model import PotluckDish
from custom_components.hearthtech.kitchen.kitchen import Kitchen

CLIENTS = Path(__file__).with_name("guest_clients.py")
TICK_S = 0.002
ENTRIES = 4
MOST_DISHES_BROUGHT = 250
FITTED = (
    "Nothing was fitted: the limits of the views were chosen beforehand, and each run makes its own party."
)
GATHERING_TABLES = ("guests", "dishes", "needs", "ballots", "links", "moments")


class LoopWatch:
    """Measures how long the event loop is blocked."""

    def __init__(self) -> None:
        self.worst_ms = 0.0
        self.worst_cpu_ms = 0.0
        """The same in CPU time of its thread, which other programs on the machine do not lengthen."""
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            start, used = loop.time(), time.thread_time()
            await asyncio.sleep(TICK_S)
            self.worst_cpu_ms = max(self.worst_cpu_ms, (time.thread_time() - used) * 1000)
            self.worst_ms = max(self.worst_ms, (loop.time() - start - TICK_S) * 1000)


class LogCount(logging.Handler):
    """Counts the lines of the log."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines = 0

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("aiohttp.access"):
            self.lines += 1


class GuestProcess:
    """The process of the guests."""

    def __init__(self, program: asyncio.subprocess.Process) -> None:
        self._program = program

    async def order(self, **order: Any) -> dict[str, Any]:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(order).encode() + b"\n")
        await self._program.stdin.drain()
        answer: dict[str, Any] = json.loads(await self._program.stdout.readline())
        return answer


@asynccontextmanager
async def guest_process(base: str) -> AsyncIterator[GuestProcess]:
    """Start the process of the guests."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, str(CLIENTS), base, stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=2**26
    )
    try:
        yield GuestProcess(program)
    finally:
        assert program.stdin is not None
        program.stdin.close()
        await program.wait()


async def run(options: argparse.Namespace) -> int:
    """Measure and report. Returns the exit code."""
    async with home_assistant() as hass:
        entry = MockConfigEntry(domain="hearthtech", data={"kind": "kitchen"}, options={"guest_pages": True})
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        kitchen: Kitchen = entry.runtime_data
        base = f"http://127.0.0.1:{hass.http.server_port}"
        gathering_id, tokens, codes = await _party(kitchen, options.guests)
        rounds: dict[str, dict[str, Any]] = {}
        async with guest_process(base) as guests:
            await guests.order(do="forms", forms=_forms(tokens[:20], "answer", {}), within_s=1.0)
            async with LoopWatch() as watch:
                for kind in ("answer", "needs", "bring"):
                    # A gathering has 300 dishes at most.
                    senders = tokens[:MOST_DISHES_BROUGHT] if kind == "bring" else tokens
                    forms = _forms(senders, kind, {})
                    rounds[kind] = await guests.order(do="forms", forms=forms, within_s=options.within)
                letters = (await kitchen.cook_offs.open_voting(gathering_id)).letters
                forms = _forms(tokens, "vote", letters)
                rounds["vote"] = await guests.order(do="forms", forms=forms, within_s=options.within)
            blocked_ms, blocked_cpu_ms = watch.worst_ms, watch.worst_cpu_ms
            stored = await _stored_ballots(hass)
            sent = sorted(json.dumps(_ballot(one["data"]), sort_keys=True) for one in forms)
            lost = sum(1 for one in sent if one not in stored) + abs(len(sent) - len(stored))
            answered = sum(one.rsvp.value == "yes" for one in await kitchen.gatherings.guests(gathering_id))
            attack = await _attack(hass, guests, options, tokens, codes[0])
    attack["blocked_cpu_ms"] = blocked_cpu_ms
    return _tell(options, rounds, attack, blocked_ms, lost, options.guests - answered)


async def _party(kitchen: Kitchen, guests: int) -> tuple[str, list[str], tuple[str, ...]]:
    """Make a gathering with its guests and some entries. Returns its id, the secrets, and codes on paper."""
    from custom_components.hearthtech.kitchen.gatherings.model import Gathering

    starts = dt_util.utcnow() + timedelta(days=1)
    gathering = await kitchen.gatherings.create(
        Gathering(title="Bench", starts_at=starts, closes_at=starts + timedelta(days=3))
    )
    for number in range(ENTRIES):
        dish = PotluckDish(gathering_id=gathering.id, name=f"Entry {number}", portions=4, competes=True)
        await kitchen.gatherings.put_dish(dish)
    tokens = [
        (await kitchen.gatherings.invite(gathering.id, f"Guest {number}"))[1] for number in range(guests)
    ]
    return gathering.id, tokens, await kitchen.cook_offs.paper_codes(gathering.id, 5)


def _forms(tokens: Iterable[str], kind: str, letters: dict[str, str]) -> list[dict[str, Any]]:
    chance = random.Random(kind)
    data: dict[str, Any]
    forms = []
    for number, token in enumerate(tokens):
        data = {"do": kind}
        if kind == "answer":
            data |= {"rsvp": "yes", "heads": "2"}
        elif kind == "needs":
            data |= {"diet": chance.choice(["vegan", "halal"])}
        elif kind == "bring":
            data |= {"name": f"Dish {number}", "course": "main", "portions": "4"}
        else:
            data |= {
                f"s_{letter}_{one}": str(chance.randint(1, 5))
                for letter in letters
                for one in ("taste", "look", "warmth", "story")
            }
        forms.append({"token": token, "data": data})
    return forms


def _ballot(data: dict[str, str]) -> dict[str, dict[str, int]]:
    ballot: dict[str, dict[str, int]] = {}
    for name, score in data.items():
        if name.startswith("s_"):
            _, letter, dimension = name.split("_")
            ballot.setdefault(letter, {})[dimension] = int(score)
    return ballot


def _rows(file: str, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


async def _stored_ballots(hass: HomeAssistant) -> list[str]:
    file = hass.config.path("hearthtech.db")
    rows = await asyncio.to_thread(_rows, file, "SELECT document FROM gathering_ballots")
    return sorted(row[0] for row in rows)


def _contents(file: str) -> dict[str, list[tuple[Any, ...]]]:
    tables = [f"gathering_{name}" for name in GATHERING_TABLES]
    return {table: sorted(_rows(file, f"SELECT * FROM {table}"), key=repr) for table in tables}


def _memory_kb() -> int:
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


async def _attack(
    hass: HomeAssistant, guests: GuestProcess, options: argparse.Namespace, tokens: list[str], code: str
) -> dict[str, Any]:
    """Send the hostile requests. Returns what the clients saw, and what changed here."""
    file = hass.config.path("hearthtech.db")
    before = await asyncio.to_thread(_contents, file)
    count = LogCount()
    logging.getLogger().addHandler(count)
    memory = _memory_kb()
    try:
        told = await guests.order(do="hostile", count=options.hostile, tokens=tokens, code=code)
    finally:
        logging.getLogger().removeHandler(count)
    told["grown_mb"] = (_memory_kb() - memory) / 1024
    told["log_lines"] = count.lines
    told["changed_rows"] = int(await asyncio.to_thread(_contents, file) != before)
    told["bans"] = int(await asyncio.to_thread(os.path.exists, hass.config.path("ip_bans.yaml")))
    told["notifications"] = len(hass.data.get("persistent_notification", {}))
    return told


def _percentile(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def _tell(
    options: argparse.Namespace,
    rounds: dict[str, dict[str, Any]],
    attack: dict[str, Any],
    blocked_ms: float,
    lost: int,
    unanswered: int,
) -> int:
    every = sorted(value for told in rounds.values() for value in told["ms"])
    refused = sum(
        number
        for told in rounds.values()
        for status, number in told["statuses"].items()
        if status not in {"200", "503"}
    )
    unlike = sum(number for status, number in attack["statuses"].items() if status != "404")
    goals = [
        Goal("votes lost or doubled", lost, "", "== 0"),
        Goal("answers lost", unanswered, "", "== 0"),
        Goal("forms refused", refused, "", "== 0"),
        Goal("forms p99", _percentile(every, 0.99), "ms", "< 100"),
        Goal("event loop blocked", blocked_ms, "ms", "< 50"),
        Goal("hostile requests not answered with 404", unlike, "", "== 0"),
        Goal("kinds of 404", attack["different_404"], "", "== 1"),
        Goal("right links under attack p99", _percentile(attack["page_ms"], 0.99), "ms", "<= 300"),
        Goal("rows changed", attack["changed_rows"], "", "== 0"),
        Goal("memory grown", attack["grown_mb"], "MB", "<= 20"),
        Goal("log lines", attack["log_lines"], "", "<= 10"),
        Goal("addresses banned", attack["bans"], "", "== 0"),
        Goal("notifications", attack["notifications"], "", "== 0"),
    ]
    rows = [
        [kind, len(told["ms"]), _percentile(told["ms"], 0.5), _percentile(told["ms"], 0.99), told["ms"][-1]]
        for kind, told in rounds.items()
    ]
    rows.append(
        [
            "page under attack",
            len(attack["page_ms"]),
            _percentile(attack["page_ms"], 0.5),
            _percentile(attack["page_ms"], 0.99),
            attack["page_ms"][-1],
        ]
    )
    table = Table("requests", ("form", "number", "median ms", "p99 ms", "worst ms"), rows)
    return report(
        "guests",
        goals,
        [table],
        fitted=FITTED,
        as_json=options.json,
        guests=options.guests,
        within_s=options.within,
        hostile=options.hostile,
        event_loop_cpu_ms=attack["blocked_cpu_ms"],
        hostile_statuses=attack["statuses"],
        hostile_per_s=options.hostile / attack["seconds"],
        statuses={kind: told["statuses"] for kind, told in rounds.items()},
    )
