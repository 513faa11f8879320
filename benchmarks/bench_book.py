"""The recipe book at 1,000, 10,000 and 100,000 recipes: search as typed, opening, adding, memory, start-up.

    script/bench book [--json] [--sizes N,N…] [--url postgresql://…] [--server-sizes N,N…] [--homes N]

The same is measured in PostgreSQL, and there also with several homes that share the book. Without `--url` a server is
started for it, if Debian's package `postgresql` is installed. With it, databases named `hearthtech_bench_…` are created
on that server and dropped afterwards; its user needs the right to create databases.
"""

import argparse
import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import json
import logging
import os
from pathlib import Path
import subprocess
import sys
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from benchmarks.book_homes import HomesResult, measure_homes, milliseconds
from benchmarks.book_measure import NOW
from benchmarks.book_recipes import recipes
from benchmarks.postgres_server import server
from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.storage.database import Store

FITTED = "Fitted: nothing; the recipes are generated from a fixed seed, and search and storage have no constant that depends on them."
SIZES = (1_000, 10_000, 100_000)
BATCH = 1_000
HOMES = 20
WITHIN_S = 1800.0
"""The time after which a measuring process is ended (s)."""
ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import runpy, sys
sys.path[:0] = [{root!r}, {root!r} + "/script"]
from standalone_import import prepare_standalone_import
prepare_standalone_import()
runpy.run_module("benchmarks.book_measure", run_name="__main__")
"""


@contextmanager
def database(url: str) -> Iterator[str]:
    """Create a database on a server, and drop it at the end. Yields its URL."""
    name = f"hearthtech_bench_{uuid4().hex[:12]}"
    server_url: URL = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            new = server_url.set(drivername="postgresql", database=name)
            yield new.render_as_string(hide_password=False)
        finally:
            with engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    finally:
        engine.dispose()


def database_mb(url: str) -> float:
    """Size of a database on a server (MB)."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as connection:
            size: int = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    finally:
        engine.dispose()
    return size / 1e6


def fill(address: str, count: int) -> float:
    """Create a book of `count` recipes in a file or a database. Returns recipes per second."""
    store, book = Store(address), Book()
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


def measure(address: str, count: int) -> dict[str, Any]:
    """Measure in a fresh process."""
    words = [sys.executable, "-c", CHILD.format(root=str(ROOT)), address, str(count)]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=WITHIN_S
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure_files(sizes: tuple[int, ...]) -> dict[int, dict[str, Any]]:
    """Measure SQLite, by number of recipes."""
    results: dict[int, dict[str, Any]] = {}
    with TemporaryDirectory(prefix="hearthtech-book-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            rate = fill(str(path), size)
            results[size] = {"bulk": rate, "file_mb": path.stat().st_size / 1e6, **measure(str(path), size)}
            path.unlink()
    return results


def measure_server(
    url: str, sizes: tuple[int, ...], homes: int
) -> tuple[dict[int, dict[str, Any]], dict[int, HomesResult]]:
    """Measure PostgreSQL by number of recipes, with one home and with several."""
    results: dict[int, dict[str, Any]] = {}
    shared: dict[int, HomesResult] = {}
    for size in sizes:
        with database(url) as address:
            rate = fill(address, size)
            results[size] = {"bulk": rate, "file_mb": database_mb(address), **measure(address, size)}
            shared[size] = asyncio.run(measure_homes(address, homes))
    return results, shared


def file_goals(results: Mapping[int, Mapping[str, Any]]) -> list[Goal]:
    """The goals of a book in a file."""
    largest, smallest = max(results), min(results)
    top = results[largest]
    return [
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


def shared_goals(
    results: Mapping[int, Mapping[str, Any]], shared: Mapping[int, HomesResult], homes: int
) -> list[Goal]:
    """The goals of a book in PostgreSQL that several homes share."""
    largest = max(results)
    all_notices = [at for one in shared.values() for at in one.notices]
    signs = [one.sign_s for one in shared.values()]
    backs = [one.back_s for one in shared.values()]
    return [
        Goal(f"PostgreSQL: titles found at {largest:,}", results[largest]["found"], "share", ">= 0.99"),
        Goal(f"updates lost by {homes} homes", sum(one.lost for one in shared.values()), "", "== 0"),
        Goal("notices to other homes, p99", milliseconds(all_notices, "p99"), "ms", "< 1000"),
        Goal("notices that did not arrive", sum(one.unheard for one in shared.values()), "", "== 0"),
        Goal("read-only sign after a cut", _largest(signs), "s", "< 20"),
        Goal("wrong answers during a cut", sum(one.wrong for one in shared.values()), "", "== 0"),
        Goal("writing again after a cut", _largest(backs), "s", "< 20"),
    ]


def _largest(values: list[float | None]) -> float | None:
    return max((value or 0.0 for value in values), default=None) if None not in values else None


def book_tables(where: str, results: Mapping[int, Mapping[str, Any]]) -> list[Table]:
    """The tables of a kind of database."""
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
    columns = (
        "recipes", "open p99 ms", "add p50 ms", "add p99 ms", "bulk adds/s", "start-up ms", "memory MB", "file MB",
    )  # fmt: skip
    trees = [
        (size, *(r["tree"][name] for name in ("versions", "tree", "difference")))
        for size, r in results.items()
    ]
    return [
        Table(
            f"Search as typed in {where}, ms a keystroke", ("recipes", "typed", "p50", "p99", "max"), searches
        ),
        Table(f"The book in {where}", columns, book),
        Table(
            f"A recipe with 200 versions and 200 descendants in {where}, ms",
            ("recipes", "history", "tree", "difference"),
            trees,
        ),
    ]


def shared_table(shared: Mapping[int, HomesResult], homes: int) -> Table:
    """The table of several homes."""
    rows = [
        (
            size,
            milliseconds(one.edits, "p50"),
            milliseconds(one.edits, "p99"),
            one.lost,
            milliseconds(one.notices, "p50"),
            milliseconds(one.notices, "p99"),
            one.sign_s,
            milliseconds(one.reads, "p99"),
            one.back_s,
        )
        for size, one in shared.items()
    ]
    columns = (
        "recipes", "edit p50 ms", "edit p99 ms", "lost", "notice p50 ms", "notice p99 ms", "read-only after s",
        "search cut off p99 ms", "back after s",
    )  # fmt: skip
    return Table(f"{homes} homes that share a book, all writing at once", columns, rows)


def main(arguments: list[str]) -> int:
    """Print the tables and goals."""
    parser = argparse.ArgumentParser(prog="script/bench book", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sizes", type=_sizes, default=SIZES)
    parser.add_argument("--url", help="a PostgreSQL server")
    parser.add_argument("--server-sizes", type=_sizes, default=SIZES)
    parser.add_argument("--homes", type=int, default=HOMES)
    options = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    results = measure_files(options.sizes)
    goals, tables = file_goals(results), book_tables("SQLite", results)
    note = "measured"
    try:
        if options.url:
            there, shared = measure_server(options.url, options.server_sizes, options.homes)
        else:
            with server() as url:
                there, shared = measure_server(url, options.server_sizes, options.homes)
    except LookupError as missing:
        note = str(missing)
    else:
        goals += shared_goals(there, shared, options.homes)
        tables += [*book_tables("PostgreSQL", there), shared_table(shared, options.homes)]
    return report("book", goals, tables, fitted=FITTED, as_json=options.json, postgresql=note)


def _sizes(words: str) -> tuple[int, ...]:
    return tuple(map(int, words.split(",")))
