"""Measures one book in a process of its own, for its own memory and start-up time. Prints one JSON object."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
import json
from pathlib import Path
from random import Random
import resource
import statistics
import sys
from time import perf_counter

from sqlalchemy import Connection, select

from benchmarks.book_recipes import FOODS, misspell, recipe
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.recipes.lineage import Descent, difference, family_tree, set_descent
from custom_components.hearthtech.kitchen.recipes.search import Query
from custom_components.hearthtech.kitchen.storage.database import Store
from custom_components.hearthtech.kitchen.storage.schema import RECIPES

NOW = ManualClock().now()
TREE = 200


def keystrokes(texts: Iterable[str]) -> list[str]:
    """Return each text as it grows, letter by letter."""
    return [text[:end] for text in texts for end in range(1, len(text) + 1)]


def quantiles(seconds: list[float]) -> dict[str, float]:
    """Return p50, p99 and the maximum (ms)."""
    ordered = sorted(seconds)
    return {
        "p50": 1000 * statistics.median(ordered),
        "p99": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        "max": 1000 * ordered[-1],
    }


def resident_mb() -> float:
    """Return the present memory use (MB)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def timed(work: Callable[[], object]) -> float:
    """Return the duration of a call (s)."""
    start = perf_counter()
    work()
    return perf_counter() - start


def measure_tree(store: Store, book: Book) -> dict[str, float]:
    """Measure a recipe of 200 versions with 200 descendants: its history, its tree, and the difference of its ends
    (ms).
    """
    root = recipe(0)

    def grow(connection: Connection) -> str:
        newest = book.add(connection, root, NOW)
        for number in range(1, TREE):
            newest = book.edit(connection, replace(newest, story=f"version {number}"), NOW)
            child = book.add(connection, replace(root, name=f"{root.name} {number}"), NOW)
            set_descent(connection, book, Descent(child=child.id, parent=newest.id, parent_version=number))
        return newest.id

    recipe_id = store.write_now(grow)
    first = store.read_now(lambda connection: book.open(connection, recipe_id, version=1))
    last = store.read_now(lambda connection: book.open(connection, recipe_id))
    return {
        "versions": 1000 * timed(lambda: store.read_now(lambda c: book.versions(c, recipe_id))),
        "tree": 1000 * timed(lambda: store.read_now(lambda c: family_tree(c, book, recipe_id))),
        "difference": 1000 * timed(lambda: difference(first, last)),
    }


def measure(path: str, count: int) -> dict[str, object]:
    """Open the book at `path`, which contains the first `count` recipes, and use it."""
    random = Random(count)
    before_mb = resident_mb()
    start = perf_counter()
    store, book = Store(path), Book()
    store.open_now()
    store.write_now(book.prepare)
    store.read_now(lambda connection: book.search(connection, Query(text="soup"), NOW))
    startup_s = perf_counter() - start

    numbers = [random.randrange(count) for _ in range(200)]
    titles = [recipe(number).name for number in numbers]

    def search(text: str) -> list[str]:
        hits = store.read_now(lambda connection: book.search(connection, Query(text=text), NOW, limit=20))
        return [hit.name for hit in hits]

    kinds = {
        "titles": keystrokes(titles),
        "ingredients": keystrokes(FOODS),
        "misspelled": keystrokes(misspell(title, random) for title in titles[:60]),
        "two letters": sorted({word[:2].lower() for title in titles for word in title.split()}),
    }
    searches = {kind: [timed(partial(search, text)) for text in texts] for kind, texts in kinds.items()}
    # A name that several recipes share counts as found if any of them is.
    found = sum(title in search(title) for title in titles) / len(titles)
    long_names = [title for title in titles if len(title) > 12]
    forgiven = sum(title in search(misspell(title, random)) for title in long_names) / len(long_names)

    some = select(RECIPES.c.id).where(RECIPES.c.number.in_([random.randint(1, count) for _ in range(300)]))
    opened = store.read_now(lambda connection: list(connection.scalars(some)))
    opens = [timed(partial(store.read_now, partial(book.open, recipe_id=one))) for one in opened]
    used_mb = resident_mb() - before_mb
    tree = measure_tree(store, book)
    new = map(recipe, range(count, count + 100))
    adds = [timed(partial(store.write_now, partial(book.add, recipe=one, now=NOW))) for one in new]
    store.close_now()
    return {
        "search": {kind: quantiles(times) for kind, times in searches.items()},
        "all_searches": quantiles([time for times in searches.values() for time in times]),
        "searches": sum(map(len, searches.values())),
        "found": found,
        "forgiven": forgiven,
        "open": quantiles(opens),
        "add": quantiles(adds),
        "tree": tree,
        "startup_ms": 1000 * startup_s,
        "memory_mb": used_mb,
    }


if __name__ == "__main__":
    json.dump(measure(sys.argv[1], int(sys.argv[2])), sys.stdout)
