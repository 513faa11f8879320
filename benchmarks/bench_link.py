"""Throughput and latency of a stove's changes to a client's callback, over TLS between two processes."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
import os
from pathlib import Path
import statistics
import sys
import time
from typing import Any

from aiohttp import ClientSession

from benchmarks.link_peers import count_bare, count_esphome
from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.messages import LinkChange, LinkChangeKind

FITTED = "Fitted: nothing."
ROOT = Path(__file__).resolve().parent.parent
CORES = sorted(os.sched_getaffinity(0))
TRIES = 5
"""Number of tries; the median of them counts."""
SATURATED_S = 2.0


class Process:
    """A server in a process on its own core, controlled by lines of input."""

    def __init__(self, process: asyncio.subprocess.Process, ready: dict[str, Any]) -> None:
        self._process = process
        self.ready = ready

    async def order(self, **order: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return answer


@asynccontextmanager
async def process(module: str, *words: str) -> AsyncIterator[Process]:
    if len(CORES) > 1:
        words = (*words, "--core", str(CORES[0]))
    code = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'script')!r}]; from standalone_import import prepare_standalone_import; "
    code += f"prepare_standalone_import(); import runpy; sys.argv = {[module, *words]!r}; runpy.run_module({module!r}, run_name='__main__')"
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert made.stdout is not None
        yield Process(made, json.loads(await made.stdout.readline()))
    finally:
        assert made.stdin is not None
        made.stdin.close()
        try:
            async with asyncio.timeout(5.0):
                await made.wait()
        except TimeoutError:
            made.kill()
            await made.wait()


class Meter:
    """Counts a client's callbacks, and the latency of each change."""

    def __init__(self, client: LinkClient) -> None:
        self.count = 0
        self.latencies: list[float] = []
        self._client = client
        self._burners = client.burners

    def counting(self, change: LinkChange) -> None:
        """Count one change; the state is read, as an entity would."""
        if change.burner is not None and self._burners[change.burner].pan_temperature_c is not None:
            self.count += 1

    def timing(self, change: LinkChange) -> None:
        if change.kind is LinkChangeKind.BURNER and change.burner is not None:
            pushed = self._burners[change.burner].energy_wh
            if pushed is not None and pushed > 100.0:
                self.latencies.append(time.monotonic() - pushed)


@asynccontextmanager
async def connected(stove: Process) -> AsyncIterator[LinkClient]:
    async with ClientSession() as session:
        client = LinkClient(
            session,
            "127.0.0.1",
            stove.ready["port"],
            client_id="bench",
            key=bytes.fromhex(stove.ready["key"]),
            fingerprint=stove.ready["fingerprint"],
        )
        await client.start()
        try:
            yield client
        finally:
            await client.close()


@dataclass(frozen=True, slots=True)
class Run:
    """Changes per second, latency in ms, CPU in µs per change at both ends."""

    changes_s: float
    p50_ms: float
    p99_ms: float
    stove_us: float
    client_us: float


async def paced(stove: Process, client: LinkClient, hertz: float, seconds: float) -> Run:
    meter = Meter(client)
    before = await stove.order(do="paced", hertz=hertz)
    await asyncio.sleep(0.3)
    unsubscribe = client.subscribe(meter.timing)
    cpu, started = time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    took, cpu = time.monotonic() - started, time.process_time() - cpu
    unsubscribe()
    after = await stove.order(do="stop")
    return _run(meter.latencies, len(meter.latencies), took, cpu, after["cpu_s"] - before["cpu_s"])


async def saturated(stove: Process, client: LinkClient, together: int) -> Run:
    meter = Meter(client)
    before = await stove.order(do="saturated", together=together)
    await asyncio.sleep(0.3)
    unsubscribe = client.subscribe(meter.counting)
    cpu, started = time.process_time(), time.monotonic()
    await asyncio.sleep(SATURATED_S)
    took, cpu = time.monotonic() - started, time.process_time() - cpu
    unsubscribe()
    after = await stove.order(do="stop")
    return _run([], meter.count, took, cpu, (after["cpu_s"] - before["cpu_s"]) * took / (took + 0.3))


def _run(latencies: list[float], count: int, took: float, client_s: float, stove_s: float) -> Run:
    cuts = statistics.quantiles(latencies, n=100) if len(latencies) > 1 else [float("nan")] * 99
    changes = max(count, 1)
    return Run(
        count / took, cuts[49] * 1e3, cuts[98] * 1e3, stove_s / changes * 1e6, client_s / changes * 1e6
    )


async def stops(stove: Process, client: LinkClient, count: int = 100) -> float:
    """Return the p99 of the time from a client's call of `burner_off` to heat off in the stove, under saturated load
    (ms).
    """
    await stove.order(do="saturated", together=1)
    delays = []
    for _ in range(count):
        await stove.order(do="heat")
        await asyncio.sleep(0.02)
        called = time.monotonic()
        await client.burner_off(1)
        answer = await stove.order(do="nothing")
        delays.append((answer["offs"][-1] - called) * 1e3)
    return float(statistics.quantiles(delays, n=100)[98])


async def measure(seconds: float) -> tuple[list[Goal], list[Table]]:
    rows: list[tuple[object, ...]] = []

    def add(what: str, run: Run) -> None:
        latency = [
            None if run.p50_ms != run.p50_ms else round(value, 3) for value in (run.p50_ms, run.p99_ms)
        ]
        rows.append((what, round(run.changes_s), *latency, round(run.stove_us, 1), round(run.client_us, 1)))

    p99 = []
    single, together, bare, bare_together, esphome = [], [], [], [], []
    async with process("benchmarks.link_stove") as stove, connected(stove) as client:
        for hertz in (1.0, 10.0):
            add(f"6 burners at {hertz:g} Hz", await paced(stove, client, hertz, seconds))
        for _ in range(TRIES):
            run = await paced(stove, client, 100.0, seconds)
            p99.append(run.p99_ms)
            add("6 burners at 100 Hz", run)
        for _ in range(TRIES):
            run = await saturated(stove, client, 1)
            single.append(run.changes_s)
            add("as fast as it can, one a frame", run)
            run = await saturated(stove, client, 6)
            together.append(run.changes_s)
            add("as fast as it can, six a frame", run)
    stop_ms = []
    for _ in range(TRIES):
        async with process("benchmarks.link_stove", "--keep-load") as stove, connected(stove) as client:
            stop_ms.append(await stops(stove, client))
    for _ in range(TRIES):
        async with process("benchmarks.link_peers", "bare") as peer:
            bare.append(await count_bare(peer.ready["port"], 1, SATURATED_S))
            bare_together.append(await count_bare(peer.ready["port"], 6, SATURATED_S))
        async with process("benchmarks.link_peers", "esphome") as peer:
            esphome.append(await count_esphome(peer.ready["port"], SATURATED_S))
    peers = [
        ("Hearth Link over TLS, one a frame", round(statistics.median(single))),
        ("Hearth Link over TLS, six a frame", round(statistics.median(together))),
        ("bare aiohttp JSON-RPC over TLS, one a frame", round(statistics.median(bare))),
        ("bare aiohttp JSON-RPC over TLS, six a frame", round(statistics.median(bare_together))),
        ("aioesphomeapi without encryption", round(statistics.median(esphome))),
    ]
    goals = [
        Goal(
            "p99 at 600 changes a second, median of the tries", round(statistics.median(p99), 3), "ms", "< 5"
        ),
        Goal("saturated, one change a frame", round(statistics.median(single)), "changes/s", ">= 30000"),
        Goal("saturated, coalesced", round(statistics.median(together)), "changes/s", ">= 150000"),
        Goal(
            "stop to heat off under load, p99, median of the tries",
            round(statistics.median(stop_ms), 3),
            "ms",
            "< 50",
        ),
    ]
    columns = ("load", "changes/s", "p50 ms", "p99 ms", "stove CPU µs/change", "client CPU µs/change")
    tables = [
        Table("Hearth Link, stove and client in a process each", columns, rows),
        Table("the same payload, median of the tries", ("who", "changes/s"), peers),
        Table(
            f"p99 of each of the {TRIES} tries, ms",
            ("what", *map(str, range(1, TRIES + 1))),
            [
                ("change to callback at 600 changes a second", *(round(value, 3) for value in p99)),
                ("stop to heat off under load", *(round(value, 3) for value in stop_ms)),
            ],
        ),
    ]
    return goals, tables


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench link")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of each paced measurement")
    chosen = parser.parse_args(arguments)
    # One core for the client, another for the stove.
    os.sched_setaffinity(0, {CORES[-1]})
    try:
        goals, tables = asyncio.run(measure(chosen.seconds))
    finally:
        os.sched_setaffinity(0, CORES)
    return report("link", goals, tables, fitted=FITTED, as_json=chosen.json, cores=len(CORES))
