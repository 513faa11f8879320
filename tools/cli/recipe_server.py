"""The command `recipe import-server`: the recipes of a running Mealie or Tandoor."""

import argparse
import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
import sys

from aiohttp import ClientSession

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.servers.client import fetch_server
from custom_components.hearthtech.kitchen.recipes.servers.programs import ServerKind

from .book_file import default_book, sentence
from .import_summary import ImportSummary, shown_progress


def main(words: Sequence[str]) -> int:
    """Import the recipes of a server that the book does not have. Returns 0, or 1 when some could not be read."""
    parser = argparse.ArgumentParser(
        prog="script/hearth recipe import-server",
        description="Put the recipes of a running Mealie or Tandoor into the book.",
    )
    parser.add_argument("program", choices=[kind.value for kind in ServerKind])
    parser.add_argument("address", help="the address of the server")
    # A token on the command line would be visible to other users of the computer.
    parser.add_argument(
        "--token-file",
        default="-",
        metavar="FILE",
        help="file with a token of its API; by default the first line of the input",
    )
    parser.add_argument("--book", default=None, help="a file, or a postgresql:// URL")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(list(words[2:]))
    try:
        return asyncio.run(_run(options))
    except (KitchenError, OSError) as error:
        print(f"recipe import-server: {sentence(error)}", file=sys.stderr)
        return 1


async def _run(options: argparse.Namespace) -> int:
    token = _token(options.token_file)
    kitchen = await Kitchen.open(options.book or default_book())
    try:
        async with ClientSession() as session:
            fetch = partial(fetch_server, session, ServerKind(options.program), options.address, token)
            summary = ImportSummary()
            with shown_progress(kitchen):
                result = await kitchen.files.import_from_server(fetch)
            summary.add(result, as_json=options.json)
            return summary.printed(as_json=options.json)
    finally:
        await kitchen.close()


def _token(name: str) -> str:
    content = sys.stdin.read(10_000) if name == "-" else Path(name).read_text(encoding="utf-8")
    return next((line.strip() for line in content.splitlines()), "")
