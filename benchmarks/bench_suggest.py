"""Suggestions and weeks at 1,000, 10,000 and 100,000 recipes for 1 to 8 people: speed, memory, and quality of a week."""

import argparse
import json
import os
from pathlib import Path
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.report import Goal, Table, report
from benchmarks.suggest_book import fill

FITTED = "Fitted: nothing; the books are generated from a fixed seed, and the optimum comes from another program (HiGHS)."
SIZES = (1_000, 10_000, 100_000)
EXACT_AT = 10_000
"""At this size the weeks are compared with the optimum."""
ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import runpy, sys
sys.path[:0] = [{root!r}, {root!r} + "/script"]
from standalone_import import prepare_standalone_import
prepare_standalone_import()
runpy.run_module("benchmarks.suggest_measure", run_name="__main__")
"""


def measure(path: Path, exact: bool) -> dict[str, Any]:
    """Measure in a fresh process."""
    words = [sys.executable, "-c", CHILD.format(root=str(ROOT)), str(path), "exact" if exact else "quick"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=dict(os.environ))
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def main(arguments: list[str]) -> int:
    """Print the tables and goals."""
    parser = argparse.ArgumentParser(prog="script/bench suggest")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES)
    options = parser.parse_args(arguments)
    results: dict[int, dict[str, Any]] = {}
    compared = EXACT_AT if EXACT_AT in options.sizes else min(options.sizes)
    with TemporaryDirectory(prefix="hearthtech-suggest-") as folder:
        for size in options.sizes:
            path = Path(folder) / f"{size}.db"
            fill(path, size)
            results[size] = measure(path, size == compared)
            path.unlink()
    goals = []
    for size, limit in ((10_000, 50), (100_000, 250)):
        value = results[size]["all"]["p99"] if size in results else None
        if size in options.sizes:
            goals.append(Goal(f"suggestion p99 at {size:,}", value, "ms", f"< {limit}"))
    week = results[compared]
    goals.append(Goal(f"week at {compared:,}, slowest", week["week_ms"]["max"], "ms", "< 1000"))
    gaps = [one["gap"] for one in week["gaps"]]
    goals.append(
        Goal("week below the optimum's score, worst", max(gaps) if gaps else None, "share", "<= 0.05")
    )
    tables = (
        Table(
            "Suggestions, ms",
            ("recipes", "people", "p50", "p99", "max"),
            [
                (size, people, *(figures[name] for name in ("p50", "p99", "max")))
                for size, result in results.items()
                for people, figures in result["suggest"].items()
            ],
        ),
        Table(
            "The book in memory, and a week",
            ("recipes", "read once, s", "memory MB", "columns MB", "week p50 ms", "week max ms"),
            [
                (size, r["load_s"], r["memory_mb"], r["columns_mb"], r["week_ms"]["p50"], r["week_ms"]["max"])
                for size, r in results.items()
            ],
        ),
        Table(
            f"Weeks at {compared:,} recipes beside the optimum (HiGHS)",
            ("meals", "proposed", "optimum", "upper bound", "share below", "HiGHS, s"),
            [
                (one["meals"], one["proposed"], one["best"], one["bound"], one["gap"], one["seconds"])
                for one in week["gaps"]
            ],
        ),
    )
    return report("suggest", goals, tables, fitted=FITTED, as_json=options.json)
