"""`script/bench skill-workers`: 200 satellites, and 1, 2 and 4 workers of the skill that are killed while they serve.

    script/bench skill-workers [--json] [--seconds N] [--broker HOST:PORT]

First the broker: does it deliver to another worker what a killed one held? Then the load, twice: with the claim
protocol of the skill, and with MQTT 5 shared subscriptions alone (acknowledged after the answer; a message that is
delivered again has the same request number, and Home Assistant repeats its first answer). While two and four workers
serve, one is killed and started again every few seconds. `--broker` also asks another MQTT 5 broker.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
import sys
from tempfile import TemporaryDirectory

from _demo.broker import start_broker
from _demo.home_assistant_client import HomeAssistant
from _demo.processes import DemoError, Program

from benchmarks.bench_skill import PER_SECOND, SATELLITES, SENTENCES, Bench
from benchmarks.report import Goal, Table, report
from benchmarks.shared_delivery import SharedDelivery, shared_delivery
from benchmarks.skill_load import Run, Satellites, cpu_seconds, peak_memory_mb

FITTED = "Fitted: nothing."
WORKERS = (1, 2, 4)
SECONDS = 20.0
KILL_EVERY_S = 5.0
WITHIN_S = 800.0
"""The time after which the benchmark ends itself (s)."""
CLAIMS, SHARED = "claim protocol", "shared subscriptions alone"
MODULES = {CLAIMS: "hearthtech_skill", SHARED: "benchmarks.shared_worker"}


@asynccontextmanager
async def kitchen(folder: Path) -> AsyncIterator[tuple[Bench, HomeAssistant, int]]:
    """Run a broker and a Home Assistant with a kitchen."""
    broker, port = await start_broker(folder)
    home = HomeAssistant(folder)
    try:
        home.prepare()
        await home.start()
        await home.onboard()
        await home.wait_until_running()
        await home.configure([{"next_step_id": "kitchen"}])
        bench = Bench(folder, port, home)
        await bench.make_token()
        yield bench, home, port
    finally:
        await home.stop()
        await broker.stop()


async def kill_in_turn(bench: Bench, programs: list[Program], module: str, seconds: float) -> int:
    """Kill one worker after the other, and start each again. Returns the number of kills."""
    kills = 0
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds - KILL_EVERY_S / 2
    await asyncio.sleep(KILL_EVERY_S / 2)
    while loop.time() < until:
        at = kills % len(programs)
        victim = programs[at]
        await victim.kill()
        kills += 1
        programs[at] = await bench.start_worker(victim.name, module=module, share=True)
        await asyncio.sleep(KILL_EVERY_S)
    return kills


async def serve(
    bench: Bench, satellites: Satellites, home: HomeAssistant, method: str, count: int, seconds: float
) -> tuple[Run, Run | None, int, float, float]:
    """Measure some workers: calmly, and with kills. Returns both runs, the kills, CPU of the workers and of Home
    Assistant in ms a sentence, and the largest memory of a worker in MB.
    """
    module = MODULES[method]
    async with bench.skills(count, module=module) as (programs, _):
        await satellites.poisson(SENTENCES, PER_SECOND, 3.0)  # everything is loaded once before measuring
        pids = [program.pid for program in programs]
        before = sum(map(cpu_seconds, pids))
        calm = await satellites.poisson(SENTENCES, PER_SECOND, seconds)
        used = 1000 * (sum(map(cpu_seconds, pids)) - before) / max(len(calm.latencies) + calm.unanswered, 1)
        memory = max(map(peak_memory_mb, pids))
        if count == 1:
            return calm, None, 0, used, memory
        killing = asyncio.create_task(kill_in_turn(bench, programs, module, seconds))
        troubled = await satellites.poisson(SENTENCES, PER_SECOND, seconds)
        return calm, troubled, await killing, used, memory


async def measure(options: argparse.Namespace) -> int:
    """Run all measurements and report."""
    rows: list[Sequence[object]] = []
    lost = doubled = calm_lost = calm_doubled = 0
    single: Run | None = None
    with TemporaryDirectory(prefix="bench-skill-workers-") as name:
        async with kitchen(Path(name)) as (bench, home, port):
            brokers = await ask_brokers(port, options.broker)
            async with Satellites(port, SATELLITES) as satellites:
                for method in MODULES:
                    for count in WORKERS:
                        calm, troubled, kills, used, memory = await serve(
                            bench, satellites, home, method, count, options.seconds
                        )
                        rows.append(row(method, count, 0, calm, used, memory))
                        if troubled is not None:
                            rows.append(row(method, count, kills, troubled, None, None))
                        if method != CLAIMS:
                            continue
                        single = single or calm
                        calm_lost, calm_doubled = calm_lost + calm.unanswered, calm_doubled + calm.doubled
                        if troubled is not None:
                            lost, doubled = lost + troubled.unanswered, doubled + troubled.doubled
    assert single is not None
    goals = [
        Goal("one worker, 200 satellites: p99", single.percentile_ms(0.99), "ms", "< 50"),
        Goal("sentences without answer", calm_lost, "", "== 0"),
        Goal("sentences answered twice", calm_doubled, "", "== 0"),
        Goal("sentences without answer while workers are killed", lost, "", "== 0"),
        Goal("sentences answered twice while workers are killed", doubled, "", "== 0"),
    ]
    title = f"{SATELLITES} satellites, {PER_SECOND:.0f} sentences a second, {options.seconds:.0f} s each"
    columns = ("method", "workers", "kills", "answers", "p50 ms", "p99 ms", "none", "twice", "CPU ms", "MB")
    told = [
        (broker, keeps, found.held, found.to_others, found.to_itself, found.waiting)
        for (broker, keeps), found in brokers.items()
    ]
    tables = [
        Table(
            "What a killed worker of a shared subscription held",
            ("broker", "session kept s", "held", "to another", "to itself, later", "new ones waiting for it"),
            told,
        ),
        Table(title, columns, rows),
    ]
    return report("skill-workers", goals, tables, fitted=FITTED, as_json=options.json)


async def ask_brokers(port: int, other: str | None) -> dict[tuple[str, int], SharedDelivery]:
    """Ask the broker of this benchmark, and another one."""
    hosts = {"Mosquitto": ("127.0.0.1", port)}
    if other is not None:
        host, _, other_port = other.rpartition(":")
        hosts[other] = (host, int(other_port))
    return {
        (name, keeps): await shared_delivery(host, at, keeps_s=keeps)
        for name, (host, at) in hosts.items()
        for keeps in (0, 300)
    }


def row(
    method: str, count: int, kills: int, run: Run, used: float | None, memory: float | None
) -> Sequence[object]:
    """One row of the table."""
    times = (run.percentile_ms(0.5), run.percentile_ms(0.99))
    return (
        method, count, kills, len(run.latencies), *times, run.unanswered, run.doubled,
        "" if used is None else used, "" if memory is None else memory,
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run the benchmark. Returns 0 if all goals are met."""
    parser = argparse.ArgumentParser(prog="script/bench skill-workers", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--broker", metavar="HOST:PORT", help="another MQTT 5 broker to ask")
    options = parser.parse_args(arguments)

    async def run() -> int:
        async with asyncio.timeout(WITHIN_S):
            return await measure(options)

    try:
        return asyncio.run(run())
    except (DemoError, TimeoutError) as error:
        print(f"bench skill-workers: {error or 'took too long'}", file=sys.stderr)
        return 1
