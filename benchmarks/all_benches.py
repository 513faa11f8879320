"""`script/bench all`: every benchmark, one after the other, each in a process of its own.

A benchmark that crashes, prints no result or takes too long is reported as one whose goals are not met, and the others
run.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import signal
import subprocess
import sys
from tempfile import TemporaryFile
import time
from typing import Any, Final

from benchmarks.report import Table, print_table

ROOT: Final = Path(__file__).resolve().parent.parent
WITHIN_S: Final = 900.0
"""The time after which a benchmark is ended."""
TIDY_WITHIN_S: Final = 20.0
"""The time in which a benchmark that is ended may end its servers."""
ENDS: Final = "runs to its end"
"""The goal that a benchmark without result does not meet."""
OPTIONS: Final[Mapping[str, Sequence[str]]] = {
    "book": ("--sizes", "1000,100000", "--server-sizes", "10000"),
    "frontend": ("--minutes", "2", "--rounds", "3"),
    "fuzz": ("--seconds", "2"),
    "heat-gate": ("--steps", "50000"),
    "link": ("--seconds", "3"),
    "skill-workers": ("--seconds", "10"),
    "soak": ("--seeds", "4"),
}
"""Options of a benchmark as part of all, where its own default takes too long."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one benchmark: `told` is what it printed, `error` why it printed nothing."""

    name: str
    seconds: float
    told: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""

    @property
    def goals(self) -> list[dict[str, Any]]:
        """Its goals, or one that is not met if it has none."""
        found = list(self.told.get("goals", ()))
        if self.error or not found:
            found.append({"name": ENDS, "value": 0, "unit": "", "goal": ">= 1", "met": False})
        return found

    @property
    def met(self) -> bool:
        """Whether all goals are met."""
        return all(goal["met"] for goal in self.goals)

    def as_dict(self) -> dict[str, Any]:
        """Return what the JSON says of it."""
        told = {
            "bench": self.name,
            "goals": self.goals,
            "fitted": self.told.get("fitted"),
            "seconds": round(self.seconds, 1),
        }
        return told | ({"error": self.error} if self.error else {})


def bench_names() -> list[str]:
    """The names of all benchmarks, as `script/bench` takes them."""
    paths = (ROOT / "benchmarks").glob("bench_*.py")
    return sorted(path.stem.removeprefix("bench_").replace("_", "-") for path in paths)


def command_of(name: str) -> list[str]:
    """The command that runs a benchmark in a process of its own."""
    return [sys.executable, str(ROOT / "script" / "_bench.py"), name, "--json", *OPTIONS.get(name, ())]


def run_one(name: str, command: Sequence[str], *, within_s: float = WITHIN_S) -> Result:
    """Run a benchmark to its end. Never raises for what the benchmark does."""
    began = time.monotonic()
    with TemporaryFile("w+") as output, TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, start_new_session=True, cwd=ROOT)
        error = ""
        try:
            code = process.wait(within_s)
        except subprocess.TimeoutExpired:
            code, error = None, f"did not end within {within_s:g} s"
            # As by Ctrl-C: it ends the servers that it started in sessions of their own.
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(TIDY_WITHIN_S)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        seconds = time.monotonic() - began
        output.seek(0)
        errors.seek(0)
        told = _result_in(output.read())
        if not error and told is None:
            last = [line for line in errors.read().splitlines() if line.strip()][-1:]
            error = f"exit code {code} without a result" + (f": {last[0].strip()}" if last else "")
        elif not error and code not in {0, 1}:
            error = f"exit code {code}"
    return Result(name, seconds, told or {}, error)


def _result_in(printed: str) -> dict[str, Any] | None:
    """The JSON object that a benchmark printed as its last line; `None` if there is none."""
    for line in reversed(printed.splitlines()):
        with suppress(ValueError):
            told = json.loads(line)
            if isinstance(told, dict) and isinstance(told.get("goals"), list):
                return told
    return None


def run_all(
    arguments: Sequence[str],
    *,
    names: Sequence[str] | None = None,
    command: Callable[[str], Sequence[str]] = command_of,
) -> int:
    """Run the benchmarks and print their goals. Returns 0 only if every goal of every benchmark is met."""
    parser = argparse.ArgumentParser(prog="script/bench all", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--without", nargs="*", default=[], metavar="NAME", help="benchmarks to leave out")
    options = parser.parse_args(list(arguments))
    chosen = [name for name in (bench_names() if names is None else names) if name not in options.without]
    results = []
    for number, name in enumerate(chosen, 1):
        print(f"{number}/{len(chosen)} {name} …", end=" ", file=sys.stderr, flush=True)
        result = run_one(name, command(name))
        results.append(result)
        missed = sum(not goal["met"] for goal in result.goals)
        state = result.error or (f"{missed} goals not met" if missed else "all goals met")
        print(f"{result.seconds:.0f} s, {state}", file=sys.stderr, flush=True)
    if options.json:
        print(json.dumps({"benches": [result.as_dict() for result in results]}))
    else:
        rows = [
            (
                result.name,
                goal["name"],
                goal["value"],
                goal["unit"],
                goal["goal"],
                "yes" if goal["met"] else "NO",
            )
            for result in results
            for goal in result.goals
        ]
        print_table(Table("all benchmarks", ("bench", "goal", "value", "unit", "wanted", "met"), rows))
        for result in results:
            print(f"{result.name}: {result.told.get('fitted') or result.error}")
    return 0 if results and all(result.met for result in results) else 1
