"""`script/hearth food search|correct|forget|corrections`: which foods the household means. The book is the command line's own."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
import json
from pathlib import Path
import sys

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.nutrition.model import FoodMatch
from tools.cli.book_file import default_book, printable, sentence

LANGUAGES = ("en", "de", "fr", "es", "it")
type Command = Callable[[Kitchen, argparse.Namespace], Awaitable[int]]


def main(words: list[str]) -> int:
    """Run one command. Returns 0, or 1 on failure, with one sentence as error message."""
    options = _parser().parse_args(words[1:])
    try:
        return asyncio.run(_run(options))
    except (KitchenError, OSError) as error:
        print(f"food {options.command}: {sentence(error)}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/hearth food", description="Foods, and what a household means by them."
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, what: str, run: Command) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=what)
        made.add_argument("--book", default=None, help="a file, or a postgresql:// URL")
        made.add_argument("--json", action="store_true", help="print JSON")
        made.add_argument("--language", choices=LANGUAGES, default="en")
        made.set_defaults(run=run)
        return made

    search = command("search", "find foods to choose from, best first", _search)
    search.add_argument("words", nargs="+")
    search.add_argument("--limit", type=int, default=10)
    correct = command("correct", "remember which food a name means", _correct)
    correct.add_argument("name", help="as it stands in ingredient lines")
    correct.add_argument("food", help="its number, or a name it is known under")
    command("forget", "forget what a name was corrected to", _forget).add_argument("name")
    command("corrections", "show all names that were corrected", _corrections)
    return parser


async def _run(options: argparse.Namespace) -> int:
    book = options.book or default_book()
    if isinstance(book, Path):
        book.parent.mkdir(parents=True, exist_ok=True)
    kitchen = await Kitchen.open(book)
    try:
        done: int = await options.run(kitchen, options)
        return done
    finally:
        await kitchen.close()


async def _search(kitchen: Kitchen, options: argparse.Namespace) -> int:
    found = await kitchen.nutrition.search_foods(
        " ".join(options.words), language=options.language, limit=max(1, options.limit)
    )
    if options.json:
        print(json.dumps([_match(match) for match in found], ensure_ascii=False, indent=1))
        return 0
    for match in found:
        print(
            f"{match.food.number:>10}  {match.score:4.2f}  {printable(match.food.name)}  [{printable(match.reason)}]"
        )
    return 0 if found else 1


def _match(match: FoodMatch) -> dict[str, object]:
    return {
        "food": match.food.number,
        "name": match.food.name,
        "score": round(match.score, 2),
        "reason": match.reason,
        "contains": sorted(match.food.contains),
        "may_contain": sorted(match.food.may_contain),
        "checked": match.food.checked,
    }


async def _correct(kitchen: Kitchen, options: argparse.Namespace) -> int:
    corrected = await kitchen.nutrition.correct_food(options.name, options.food, language=options.language)
    print(f"{printable(corrected.name)}: {corrected.food}")
    return 0


async def _forget(kitchen: Kitchen, options: argparse.Namespace) -> int:
    if await kitchen.nutrition.forget_correction(options.name, language=options.language):
        return 0
    print(f"food forget: “{printable(options.name)}” was not corrected.", file=sys.stderr)
    return 1


async def _corrections(kitchen: Kitchen, options: argparse.Namespace) -> int:
    analyzer = await kitchen.nutrition.analyzer()
    rows = [
        {
            "name": one.name,
            "food": one.food,
            "called": analyzer.database.food(one.food).name if analyzer.database.has_food(one.food) else None,
        }
        for one in await kitchen.nutrition.corrections()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(f"{printable(row['name'])}: {row['food']} {printable(row['called'] or 'is no longer there')}")
    return 0
