"""The Hermes skill under load: 200 satellites and a real Home Assistant on one machine, compared with Rhasspy's own
programs.

Measured from publishing the intent until its EndSession arrives. Goals are for one worker; 2 and 4 workers, a burst,
and Rhasspy's dialogue manager and recognizer with a minimal skill are shown for comparison.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
import json
from pathlib import Path
from statistics import median
import sys
from tempfile import TemporaryDirectory
from time import perf_counter

from _demo.broker import start_broker
from _demo.home_assistant_client import HomeAssistant
from _demo.processes import DemoError, Program
import aiomqtt

from benchmarks.comparison_envs import RHASSPY_DIALOGUE, RHASSPY_NLU, PeerUnavailable, peer_environment
from benchmarks.report import Goal, Table, report
from benchmarks.skill_load import Run, Satellites, cpu_seconds, peak_memory_mb

FITTED = "Fitted: nothing."
SATELLITES = 200
PER_SECOND = 20.0
SECONDS = 30.0
STARTS = 3
WORKERS = (1, 2, 4)
SENTENCES = (
    "what's the next step",
    "repeat that",
    "turn everything off",
    "how many milliliters are in two cups",
    "list the ingredients",
    "how much time is left",
    "how long does it take",
    "thank you",
    "what can i make",
    "read me the current step",
)
PEER_SKILL = """
import asyncio, sys
import paho.mqtt.client as mqtt
from rhasspyhermes.client import HermesClient
from rhasspyhermes.dialogue import DialogueEndSession
from rhasspyhermes.nlu import NluIntent

class App(HermesClient):
    def __init__(self, client):
        super().__init__("app", client)
        self.subscribe(NluIntent)

    async def on_message(self, message, site_id=None, session_id=None, topic=None):
        yield DialogueEndSession(session_id=message.session_id, text="You asked: " + message.input)

client = mqtt.Client()
app = App(client)
client.connect("127.0.0.1", int(sys.argv[1]))
client.loop_start()
asyncio.run(app.handle_messages_async())
"""
PEER_GRAPH = """
import sys, rhasspynlu
graph = rhasspynlu.intents_to_graph(rhasspynlu.parse_ini(sys.stdin.read()))
with open(sys.argv[1], "wb") as file:
    rhasspynlu.graph_to_gzip_pickle(graph, file)
"""


class Bench:
    """Broker and Home Assistant, and the programs that are measured one after the other."""

    def __init__(self, folder: Path, port: int, home: HomeAssistant) -> None:
        self._folder = folder
        self._port = port
        self._home = home
        self._token_file = folder / "token"

    async def make_token(self) -> None:
        """Create an access token for the skill."""
        token = await self._home.command("auth/long_lived_access_token", client_name="bench", lifespan=1)
        self._token_file.touch(mode=0o600)
        self._token_file.write_text(token)

    async def start_worker(self, name: str, *, module: str = "hearthtech_skill", share: bool) -> Program:
        """Start one worker of this name; `module` is the program."""
        environment = {
            "HEARTHTECH_SKILL_MQTT_HOST": "127.0.0.1",
            "HEARTHTECH_SKILL_MQTT_PORT": str(self._port),
            "HEARTHTECH_SKILL_HOME_ASSISTANT_URL": self._home.url,
            "HEARTHTECH_SKILL_HOME_ASSISTANT_TOKEN_FILE": str(self._token_file),
            "HEARTHTECH_SKILL_WORKER": name,
            # An installed program has its bytecode; here it is created by the first start.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self._folder / "bytecode"),
        }
        if share:
            environment["HEARTHTECH_SKILL_SHARE"] = "bench"
        return await Program.start(
            name, [sys.executable, "-m", module], self._folder, environment=environment
        )

    @asynccontextmanager
    async def skills(
        self, count: int, *, module: str = "hearthtech_skill"
    ) -> AsyncIterator[tuple[list[Program], float]]:
        """Run this many workers of a program. Returns them and the seconds until the slowest was ready."""
        programs: list[Program] = []
        share = count > 1 or module != "hearthtech_skill"
        try:
            async with aiomqtt.Client("127.0.0.1", self._port) as client:
                await client.subscribe("hearthtech/skill/+/health")
                began = perf_counter()
                names = {f"bench-{number}" for number in range(count)}
                for name in sorted(names):
                    worker = await self.start_worker(name, module=module, share=share)
                    programs.append(worker)
                async with asyncio.timeout(60):
                    async for message in client.messages:
                        health = json.loads(bytes(message.payload))
                        if not message.retain and health.get("home_assistant") == "connected":
                            names.discard(health["worker"])
                        if not names:
                            break
                ready_s = perf_counter() - began
            yield programs, ready_s
        finally:
            for program in programs:
                await program.stop()

    async def start_times(self) -> list[float]:
        """Return the seconds from the command until both connections are ready, several times."""
        times = []
        async with self.skills(1):
            pass
        for _ in range(STARTS):
            async with self.skills(1) as (_, ready_s):
                times.append(ready_s)
        return times

    @asynccontextmanager
    async def rhasspy(self) -> AsyncIterator[dict[str, Program]]:
        """Run Rhasspy's dialogue manager, its recognizer trained on our sentences, and a minimal skill.

        Raises:
            PeerUnavailable: when they can't be installed.
        """
        dialogue = await asyncio.to_thread(peer_environment, "dialogue", RHASSPY_DIALOGUE)
        nlu = await asyncio.to_thread(peer_environment, "nlu", RHASSPY_NLU)
        graph = self._folder / "graph.gz"
        training = await asyncio.create_subprocess_exec(
            nlu / "python", "-c", PEER_GRAPH, graph, stdin=asyncio.subprocess.PIPE
        )
        await training.communicate("\n".join(("[Ask]", *SENTENCES)).encode())
        common = ["--host", "127.0.0.1", "--port", str(self._port)]
        commands = {
            "dialogue manager": [str(dialogue / "rhasspy-dialogue-hermes"), *common],
            "recognizer": [str(nlu / "rhasspy-nlu-hermes"), *common, "--intent-graph", str(graph)],
            "skill": [str(nlu / "python"), "-c", PEER_SKILL, str(self._port)],
        }
        programs: dict[str, Program] = {}
        try:
            for name, command in commands.items():
                programs[name] = await Program.start(f"rhasspy {name}", command, self._folder)
            await asyncio.sleep(5.0)  # they do not report when they are ready
            yield programs
        finally:
            for program in programs.values():
                await program.kill()


async def measured(run: asyncio.Task[Run], programs: dict[str, int]) -> Run:
    """Wait for a run and record the CPU time of each program (name to process id)."""
    before = {name: cpu_seconds(pid) for name, pid in programs.items()}
    result = await run
    result.cpu = {name: cpu_seconds(pid) - before[name] for name, pid in programs.items()}
    return result


def row(name: str, run: Run, memory_mb: float, cpu_ms: float | None) -> tuple[object, ...]:
    """Return one row of the table."""
    return (
        name,
        len(run.latencies),
        run.percentile_ms(0.5),
        run.percentile_ms(0.99),
        run.percentile_ms(1.0),
        run.unanswered,
        run.doubled,
        cpu_ms,
        memory_mb,
    )


async def measure(as_json: bool) -> int:
    """Run all measurements and report."""
    rows: list[Sequence[object]] = []
    with TemporaryDirectory(prefix="bench-skill-") as name:
        folder = Path(name)
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
            starts = await bench.start_times()
            async with Satellites(port, SATELLITES) as satellites:
                one, burst, memory = await measure_workers(bench, satellites, home, rows)
                peer = await measure_rhasspy(bench, satellites, rows)
        finally:
            await home.stop()
            await broker.stop()
    goals = [
        Goal("p99 from intent to EndSession", one.percentile_ms(0.99), "ms", "< 50"),
        Goal("sentences without answer", one.unanswered + burst.unanswered, "", "== 0"),
        Goal("sentences answered twice", one.doubled + burst.doubled, "", "== 0"),
        Goal("memory of the skill at its peak", memory, "MB", "< 70"),
        Goal("start of the skill", median(starts), "s", "< 2"),
    ]
    columns = ("what", "answers", "p50 ms", "p99 ms", "max ms", "none", "twice", "CPU ms", "MB")
    title = f"{SATELLITES} satellites, {PER_SECOND:.0f} sentences a second, Poisson, {SECONDS:.0f} s each"
    return report(
        "skill",
        goals,
        [Table(title, columns, rows)],
        fitted=FITTED,
        as_json=as_json,
        rhasspy=peer,
        start_times_s=starts,
    )


async def measure_workers(
    bench: Bench, satellites: Satellites, home: HomeAssistant, rows: list[Sequence[object]]
) -> tuple[Run, Run, float]:
    """Measure one, two and four workers. Returns the run and burst of the single one, and its memory in MB."""
    single: tuple[Run, Run, float] | None = None
    for count in WORKERS:
        async with bench.skills(count) as (programs, _):
            pids = {f"skill {number}": program.pid for number, program in enumerate(programs)}
            await satellites.poisson(SENTENCES, PER_SECOND, 3.0)  # everything is loaded once before measuring
            talk = asyncio.create_task(satellites.poisson(SENTENCES, PER_SECOND, SECONDS))
            run = await measured(talk, pids | {"home": home.pid})
            cpu = sum(run.cpu_ms(name) or 0.0 for name in pids)
            memory = max(peak_memory_mb(pid) for pid in pids.values())
            rows.append(row(f"skill, {count} worker{'s' if count > 1 else ''}", run, memory, cpu))
            burst = await satellites.burst(SENTENCES)
            memory = max(peak_memory_mb(pid) for pid in pids.values())
            rows.append(row(f"  {SATELLITES} at once", burst, memory, None))
            if single is None:
                rows.append(
                    row("  Home Assistant meanwhile", run, peak_memory_mb(home.pid), run.cpu_ms("home"))
                )
                single = run, burst, memory
    assert single is not None
    return single


async def measure_rhasspy(bench: Bench, satellites: Satellites, rows: list[Sequence[object]]) -> str:
    """Measure the same sentences with Rhasspy. Returns notes for the report."""
    try:
        async with bench.rhasspy() as programs:
            pids = {name: program.pid for name, program in programs.items()}
            direct = await measured(
                asyncio.create_task(satellites.poisson(SENTENCES, PER_SECOND, SECONDS)), pids
            )
            memory = peak_memory_mb(pids["skill"])
            rows.append(
                row("minimal rhasspy-hermes skill, no kitchen", direct, memory, direct.cpu_ms("skill"))
            )
            talk = asyncio.create_task(satellites.poisson(SENTENCES, PER_SECOND, SECONDS, managed=True))
            managed = await measured(talk, pids)
            total = sum(peak_memory_mb(pid) for pid in pids.values())
            cpu = sum(managed.cpu_ms(name) or 0.0 for name in pids)
            rows.append(row("Rhasspy dialogue manager + recognizer + it", managed, total, cpu))
    except PeerUnavailable as error:
        return str(error)
    return "measured"


def main(arguments: list[str]) -> int:
    """Run the benchmark. Returns 0 if all goals are met."""
    parser = argparse.ArgumentParser(prog="script/bench skill", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        return asyncio.run(measure(options.json))
    except DemoError as error:
        print(f"bench skill: {error}", file=sys.stderr)
        return 1
