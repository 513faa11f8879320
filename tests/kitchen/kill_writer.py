"""Kills a writing kitchen again and again, and checks the book after each kill. Run as a program by `test_killed_while_writing`.

The kitchen's code is loaded once; every writer and every check is a forked process of its own, so that 200 kills take
seconds. A writer sends each write through a pipe after it has returned: that is what "acknowledged" means here.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
import json
import os
from pathlib import Path
from random import Random
import signal
import sys
import time

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from standalone_import import prepare_standalone_import  # noqa: E402

prepare_standalone_import()

from sqlalchemy import select, text  # noqa: E402

from custom_components.hearthtech.burners.clock import ManualClock  # noqa: E402
from custom_components.hearthtech.kitchen.recipes.book import Book  # noqa: E402
from custom_components.hearthtech.kitchen.recipes.media import (  # noqa: E402
    MediaFolder,
    MediaRole,
    add_picture,
    pictures_of,
)
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe  # noqa: E402
from custom_components.hearthtech.kitchen.recipes.search import Query  # noqa: E402
from custom_components.hearthtech.kitchen.recipes.sources import Original, OriginalKind, open_original  # noqa: E402
from custom_components.hearthtech.kitchen.storage.database import Store  # noqa: E402
from custom_components.hearthtech.kitchen.storage.journal import append, records  # noqa: E402
from custom_components.hearthtech.kitchen.storage.schema import RECIPES  # noqa: E402

NOW = ManualClock().now()
LONGEST_WRITE_S = 0.01
"""Longest time (s) after an acknowledgment at which a kill happens, within the next write."""
STAGES = ("added", "edited", "journal", "picture")


def opened(path: Path) -> tuple[Store, Book]:
    """Return the book, opened like at the start of a kitchen."""
    store, book = Store(path), Book()
    store.open_now()
    store.write_now(book.prepare)
    return store, book


def write(path: Path, run: int, told: int) -> None:
    """Write until killed."""
    store, book = opened(path)
    folder = MediaFolder(path.parent / "media")
    number = 0
    while True:
        recipe = Recipe(
            id=f"{run}-{number}", name=f"Soup {run} {number}", ingredients=(Ingredient(text="water"),)
        )
        original = Original(kind=OriginalKind.PASTED, content=f"{run} {number} ".encode() * 300)
        added = store.write_now(lambda c: book.add(c, recipe, NOW, original=original))  # noqa: B023
        os.write(told, b"added\n")
        store.write_now(lambda c: book.edit(c, replace(added, story="s" * 5000), NOW))  # noqa: B023
        os.write(told, b"edited\n")
        record = {"is": "Remarked", "at": float(number), "words": "w" * 500}
        store.write_now(lambda c: append(f"run {run}", number, record, NOW, c))  # noqa: B023
        os.write(told, b"journal\n")
        medium = folder.put(b"\xff\xd8\xff" + f"{run} {number}".encode() * 500)
        cover = partial(
            add_picture,
            book=book,
            recipe_id=added.id,
            medium=medium,
            now=NOW,
            role=MediaRole.COVER,
            caption="",
        )
        store.write_now(cover)
        os.write(told, b"picture\n")
        number += 1


def look(path: Path, run: int, counts: dict[str, int]) -> None:
    """Open the book after a kill and check that all acknowledged writes are present, and all records complete."""
    store, book = opened(path)
    folder = MediaFolder(path.parent / "media")

    def check(connection: object) -> None:
        here = list(connection.scalars(select(RECIPES.c.id).where(RECIPES.c.id.like(f"{run}-%"))))  # type: ignore[attr-defined]
        # The last one may have been written without an acknowledgment.
        assert counts["added"] <= len(here) <= counts["added"] + 1, (len(here), counts)
        for recipe_id in here:
            number = int(recipe_id.partition("-")[2])
            recipe = book.open(connection, recipe_id)  # type: ignore[arg-type]
            assert recipe.original_id is not None
            original = open_original(connection, recipe.original_id)  # type: ignore[arg-type]
            assert original.content == f"{run} {number} ".encode() * 300
            if number < counts["edited"]:
                assert (recipe.version, len(recipe.story)) == (2, 5000)
            if number < counts["picture"]:
                (picture,) = pictures_of(connection, book, recipe_id)  # type: ignore[arg-type]
                assert folder.get(picture.medium.hash)
        assert counts["journal"] <= len(records(f"run {run}", connection)) <= counts["journal"] + 1  # type: ignore[arg-type]
        if here:
            found = book.search(connection, Query(text=f"soup {run} "), NOW, limit=200)  # type: ignore[arg-type]
            assert {hit.id for hit in found} >= set(here)
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"  # type: ignore[attr-defined]
        assert not connection.execute(text("PRAGMA foreign_key_check")).all()  # type: ignore[attr-defined]

    store.read_now(check)
    store.close_now()


def forked(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as error:  # noqa: BLE001 (told by the exit code, and in words)
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill `kills` times. Returns the number of acknowledged writes."""
    random = Random(seed)
    # Once here what SQLAlchemy prepares on first use, not four hundred times in the children.
    warm = path.with_name("warm.db")
    look(warm, 0, dict.fromkeys(STAGES, 0))
    total = dict.fromkeys(STAGES, 0)
    for run in range(kills):
        read, told = os.pipe()
        child = forked(lambda: write(path, run, told))  # noqa: B023
        os.close(told)
        with os.fdopen(read, "rb", buffering=0) as pipe:
            # After some acknowledgments, so that a busy machine kills as late in the work as an idle one; one in
            # eight is killed while it opens the book.
            heard = b""
            wanted = random.randrange(16) if run % 8 else 0
            while heard.count(b"\n") < wanted and (more := pipe.read(64)):
                heard += more
            time.sleep(random.uniform(0.0, LONGEST_WRITE_S))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            words = (heard + pipe.readall()).decode().split()
        counts = {stage: words.count(stage) for stage in STAGES}
        looking = forked(lambda: look(path, run, counts))  # noqa: B023
        if os.waitpid(looking, 0)[1]:
            raise SystemExit(f"run {run}: the book is not what was acknowledged: {counts}")
        total = {stage: total[stage] + counts[stage] for stage in STAGES}
    return total


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
