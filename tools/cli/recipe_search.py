"""`script/hearth recipe search`: find recipes as people type it.

Opens the book without the rest of the kitchen, so that the command starts fast.
"""

import argparse
import asyncio
from collections.abc import Sequence
import json
import sys

from custom_components.hearthtech.burners.clock import LoopClock
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.kitchen.context import KitchenContext
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.notes_service import RecipeNoteService
from custom_components.hearthtech.kitchen.recipes.samples import prepare_book
from custom_components.hearthtech.kitchen.recipes.search import Hit, Query
from custom_components.hearthtech.kitchen.recipes.service import RecipeService
from custom_components.hearthtech.kitchen.storage.database import Store

from .book_file import default_book, printable, sentence


def main(words: Sequence[str]) -> int:
    """Run the command. Returns 0, or 1 on failure, with one sentence as error message."""
    options = _parser().parse_args(list(words[2:]))
    query = Query(
        text=" ".join(options.words),
        with_ingredients=tuple(options.wanted),
        without_ingredients=tuple(options.without),
        max_time_s=None if options.minutes is None else options.minutes * 60,
    )
    try:
        hits = asyncio.run(_search(options.book, query, options.limit))
    except (KitchenError, OSError) as error:
        print(f"recipe search: {sentence(error)}", file=sys.stderr)
        return 1
    if options.json:
        found = [{"id": hit.id, "name": hit.name, "corrected": hit.corrected} for hit in hits]
        print(json.dumps(found, ensure_ascii=False))
    else:
        for hit in hits:
            print(f"{hit.id}  {printable(hit.name)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/hearth recipe search", description="find recipes as people type it"
    )
    parser.add_argument("words", nargs="*")
    parser.add_argument("--book", default=None, help="a file, or a postgresql:// URL")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--with", dest="wanted", action="append", default=[], metavar="INGREDIENT")
    parser.add_argument("--without", action="append", default=[], metavar="INGREDIENT")
    parser.add_argument("--minutes", type=float, help="no longer than this")
    return parser


async def _search(book: str | None, query: Query, limit: int) -> Sequence[Hit]:
    store = Store(book or default_book())
    clock = LoopClock(asyncio.get_running_loop())
    context = KitchenContext(store, clock, BurnerRegistry(), None)
    try:
        await store.open()
        await store.write(lambda connection: prepare_book(context.book, clock.now, connection))
        return await RecipeService(context, RecipeNoteService(context)).search(query, limit=limit)
    finally:
        await store.close()
