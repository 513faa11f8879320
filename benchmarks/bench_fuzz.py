"""`script/bench fuzz`: fuzz every reader of outside text and every protocol, guided by coverage.

    script/bench fuzz [--json] [--seconds N] [--target NAME] [--seed N]

Each target runs in a process of its own for N seconds (20), beginning with the kept corpus. An input that breaks a
reader is kept in `tests/fuzz/corpus/`, where the tests run it from then on.
"""

import argparse
from collections.abc import Sequence
import json
import subprocess
import sys
from typing import Any

from benchmarks.report import Goal, Table, report
from tools.fuzz.corpus import ROOT, keep
from tools.fuzz.targets import TARGETS

FITTED = "Fitted: nothing; the inputs begin with the seeds in `tools/fuzz/targets.py` and what broke a reader before."


def fuzz(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """Fuzz one target; returns what its process printed, or what ended it."""
    command = [sys.executable, "-m", "tools.fuzz", name, str(seconds), str(seed)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds + 120
        )
    except subprocess.TimeoutExpired:
        return {"runs": 0, "new_inputs": 0, "fault": "an input took longer than two minutes", "input": ""}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        return {"runs": 0, "new_inputs": 0, "fault": done.stderr[-1500:] or "no answer", "input": ""}
    told: dict[str, Any] = json.loads(lines[-1])
    return told


def main(arguments: Sequence[str]) -> int:
    """Fuzz all targets, or one. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="script/bench fuzz")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--target", choices=sorted(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    names = [options.target] if options.target else sorted(TARGETS)
    rows, faults = [], []
    total = 0
    for name in names:
        told = fuzz(name, options.seconds, options.seed)
        total += told["runs"]
        fault = str(told["fault"]).strip()
        if fault:
            faults.append(f"{name}: {fault}")
            if told["input"]:
                keep(name, bytes.fromhex(told["input"]))
        rows.append((name, told["runs"], told["new_inputs"], fault.splitlines()[-1] if fault else ""))
    goals = [
        Goal("readers with a fault", len(faults), "", "== 0"),
        Goal("readers that ran", sum(row[1] > 0 for row in rows), "", f">= {len(names)}"),
    ]
    tables = [Table("fuzz: inputs by reader", ("reader", "inputs", "new paths", "fault"), rows)]
    return report("fuzz", goals, tables, fitted=FITTED, as_json=options.json, inputs=total, faults=faults)
