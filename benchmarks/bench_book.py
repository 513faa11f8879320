"""The recipe book at 1,000, 10,000 and 100,000 recipes: searching as typed, opening, adding, memory, start-up."""

import argparse
import json
import os
from pathlib import Path
import subprocess
import sys
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.book_measure import NOW
from benchmarks.book_recipes import recipes
from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.store import Store

SIZES = (1_000, 10_000, 100_000)
BATCH = 1_000
ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import runpy, sys
sys.path[:0] = [{root!r}, {root!r} + "/script"]
from _outside import stand_in
stand_in()
runpy.run_module("benchmarks.book_measure", run_name="__main__")
"""


def fill(path: Path, count: int) -> float:
    """Make a book of `count` recipes. Returns recipes a second."""
    store, book = Store(path), Book()
    store.open_now()
    store.write_now(book.prepare)
    start = perf_counter()
    coming = recipes(count)

    for first in range(0, count, BATCH):

        def add(connection: Any, first: int = first) -> None:
            for _ in range(min(BATCH, count - first)):
                book.add(connection, next(coming), NOW)

        store.write_now(add)
    rate = count / (perf_counter() - start)
    store.checkpoint_now()
    store.close_now()
    return rate


def measure(path: Path, count: int) -> dict[str, Any]:
    """Measure in a fresh process."""
    words = [sys.executable, "-c", CHILD.format(root=str(ROOT)), str(path), str(count)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=dict(os.environ))
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main(arguments: list[str]) -> int:
    """Print the tables and goals."""
    parser = argparse.ArgumentParser(prog="script/bench book")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES)
    options = parser.parse_args(arguments)
    results: dict[int, dict[str, Any]] = {}
    with TemporaryDirectory(prefix="hearthtech-book-") as folder:
        for size in options.sizes:
            path = Path(folder) / f"{size}.db"
            rate = fill(path, size)
            results[size] = {"bulk": rate, "file_mb": path.stat().st_size / 1e6, **measure(path, size)}
            path.unlink()
    largest, smallest = max(results), min(results)
    top = results[largest]
    goals = [
        Goal(f"search p99 at {largest:,}", top["all_searches"]["p99"], "ms", "< 30"),
        Goal(f"open p99 at {largest:,}", top["open"]["p99"], "ms", "< 3"),
        Goal(f"memory growth at {largest:,}", top["memory_mb"], "MB", "< 30"),
        Goal(
            f"start-up at {largest:,} over {smallest:,}",
            top["startup_ms"] - results[smallest]["startup_ms"],
            "ms",
            "< 50",
        ),
        Goal(f"titles found at {largest:,}", top["found"], "share", ">= 0.99"),
        Goal(f"misspelled titles found at {largest:,}", top["forgiven"], "share", ">= 0.95"),
    ]
    searches = [
        (size, kind, *(figures[name] for name in ("p50", "p99", "max")))
        for size, result in results.items()
        for kind, figures in result["search"].items()
    ]
    book = [
        (
            size,
            r["open"]["p99"],
            r["add"]["p50"],
            r["add"]["p99"],
            r["bulk"],
            r["startup_ms"],
            r["memory_mb"],
            r["file_mb"],
        )
        for size, r in results.items()
    ]
    tables = (
        Table("Search as typed, ms a keystroke", ("recipes", "typed", "p50", "p99", "max"), searches),
        Table(
            "The book",
            (
                "recipes",
                "open p99 ms",
                "add p50 ms",
                "add p99 ms",
                "bulk adds/s",
                "start-up ms",
                "memory MB",
                "file MB",
            ),
            book,
        ),
        Table(
            "A recipe with 200 versions and 200 descendants, ms",
            ("recipes", "history", "tree", "difference"),
            [
                (size, *(r["tree"][name] for name in ("versions", "tree", "difference")))
                for size, r in results.items()
            ],
        ),
    )
    return report("book", goals, tables, as_json=options.json)
