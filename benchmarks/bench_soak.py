"""`script/bench soak`: weeks of a home, faster than real time, with faults on a seeded schedule.

    script/bench soak [--json] [--seeds N] [--first SEED] [--days N] [--steps N] [--at-once N] [--rounds N]

Each seed is a process of its own that lives one simulated week: a stove, cooking sessions, plans, guests, pages that
open and close, and sentences through the real skill and a real Mosquitto. On the way Home Assistant, the stove, the
broker and the database (every second seed: PostgreSQL) are killed, the disk fills up, the clock moves, and the network
to the stove is cut. An oracle that reads only the stove judges every step; every write that returned is looked for.

Then the same is done with a real Home Assistant and a stove in processes of their own, in real time: they are killed
`--rounds` times while people write and cook.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
import json
import os
from pathlib import Path
import signal
import subprocess
import sys
from typing import Any, Final

from benchmarks.report import Goal, Table, report

FITTED = (
    "Fitted: nothing; weeks and faults are random by seed, and the oracle shares no code with the heat gate."
)
ROOT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = 25
DAYS: Final = 7
STEPS: Final = 60
ROUNDS: Final = 6
WITHIN_S: Final = 600.0
"""The time after which a week is ended (s)."""
KINDS: Final = (
    "Home Assistant killed", "broker killed", "clock moved", "database killed", "disk full", "network cut",
    "stove killed",
)  # fmt: skip
CHILD: Final = """
import runpy, sys
sys.path[:0] = [{root!r}, {root!r} + "/script"]
from standalone_import import prepare_standalone_import
prepare_standalone_import()
runpy.run_module({module!r}, run_name="__main__")
"""


def child_command(module: str, *arguments: object) -> list[str]:
    """The command that runs a module without Home Assistant."""
    return [sys.executable, "-c", CHILD.format(root=str(ROOT), module=module), *map(str, arguments)]


def live(seed: int, days: int, steps: int) -> dict[str, Any]:
    """Live one week in a process of its own; returns what it printed, or why it printed nothing."""
    return printed_by(child_command("benchmarks.soak_week", seed, days, steps))


def kill_processes(seed: int, rounds: int) -> dict[str, Any]:
    """Kill a real Home Assistant in rounds; returns what was printed, or why nothing was."""
    program = (
        "import runpy, sys; "
        f"sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'script')!r}]; "
        "runpy.run_module('benchmarks.soak_processes', run_name='__main__')"
    )
    return printed_by([sys.executable, "-c", program, str(seed), str(rounds)])


def printed_by(command: Sequence[str]) -> dict[str, Any]:
    """Run a program; returns the JSON object that it printed last, or `{"error": …}`."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        printed, errors = process.communicate(timeout=WITHIN_S)
    except subprocess.TimeoutExpired:
        # As by Ctrl-C: it ends the servers that it started.
        process.send_signal(signal.SIGINT)
        try:
            printed, errors = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            printed, errors = process.communicate()
        return {"error": f"did not end within {WITHIN_S:g} s"}
    lines = [line for line in printed.splitlines() if line.startswith("{")]
    if process.returncode or not lines:
        return {"error": (errors.strip().splitlines() or ["no result"])[-1][:300]}
    told: dict[str, Any] = json.loads(lines[-1])
    return told


def main(arguments: Sequence[str]) -> int:
    """Live the weeks and report. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="script/bench soak", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--steps", type=int, default=STEPS, help="requests for heat a day")
    parser.add_argument("--at-once", type=int, default=2, help="weeks at the same time")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="kills of a real Home Assistant")
    options = parser.parse_args(list(arguments))
    seeds = range(options.first, options.first + options.seeds)
    with ThreadPoolExecutor(options.at_once) as pool:
        weeks = list(pool.map(lambda seed: live(seed, options.days, options.steps), seeds))
    real = kill_processes(options.first, options.rounds) if options.rounds else {}
    lived = {seed: week for seed, week in zip(seeds, weeks, strict=True) if "error" not in week}
    failed = {seed: week["error"] for seed, week in zip(seeds, weeks, strict=True) if "error" in week}
    faults: Counter[str] = Counter()
    for week in lived.values():
        faults.update(week["faults"])
    total = {name: sum(week[name] for week in lived.values()) for name in ("asked", "unanswered", "doubled")}
    heat = [f"seed {seed}: {fault}" for seed, week in lived.items() for fault in week["heat_faults"]]
    lost = [f"seed {seed}: {what}" for seed, week in lived.items() for what in week["lost"]]
    goals = [
        Goal("seeds that ended", len(lived), "", f">= {options.seeds}"),
        Goal("acknowledged writes that were lost", len(lost), "", "== 0"),
        Goal("heat without permission, or left on", len(heat), "", "== 0"),
        Goal("growth of memory in a week", _largest(lived, "memory_mb"), "MB", "< 40"),
        Goal("growth of open files and sockets", _largest(lived, "handles"), "", "<= 8"),
        Goal("sentences answered twice", total["doubled"], "", "== 0"),
        Goal("sentences without an answer", _share(total["unanswered"], total["asked"]), "share", "< 0.01"),
    ]
    if options.rounds:
        goals += [
            Goal("kills of a real Home Assistant", real.get("starts", 1) - 1, "", f">= {options.rounds}"),
            Goal("acknowledged writes that these lost", _count(real, "lost"), "", "== 0"),
            Goal("heat left on or resumed by these", _count(real, "heat_faults"), "", "== 0"),
        ]
    rows = [
        (
            seed,
            week["database"],
            week["lives"],
            sum(week["faults"].values()),
            week["steps"],
            week["raises"],
            week["writes"],
            week["refused"],
            week["asked"],
            week["memory_mb"],
            week["handles"],
        )
        for seed, week in lived.items()
    ]
    columns = (
        "seed", "book in", "starts", "faults", "heat steps", "raises", "writes", "refused", "sentences", "MB more",
        "files more",
    )  # fmt: skip
    tables = [
        Table(f"{options.days} days a seed", columns, rows),
        Table("faults", ("what", "times"), [(kind, faults[kind]) for kind in KINDS]),
    ]
    if real and "error" not in real:
        row = (real["starts"] - 1, real["heated"], real["writes"])
        tables.append(
            Table("a real Home Assistant", ("kills", "of them while heating", "acknowledged writes"), [row])
        )
    heat += real.get("heat_faults", [])
    lost += real.get("lost", [])
    bad = [("heat", what) for what in heat] + [("lost", what) for what in lost]
    bad += [("no result", f"seed {seed}: {why}") for seed, why in failed.items()]
    bad += [("no result", f"real Home Assistant: {real['error']}")] if "error" in real else []
    if bad:
        tables.append(Table("what went wrong", ("kind", "what"), bad[:40]))
    return report("soak", goals, tables, fitted=FITTED, as_json=options.json, faults=dict(faults), wrong=bad)


def _largest(weeks: dict[int, dict[str, Any]], name: str) -> float | None:
    return max((week[name] for week in weeks.values()), default=None)


def _count(told: dict[str, Any], name: str) -> int | None:
    return len(told[name]) if name in told else None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
