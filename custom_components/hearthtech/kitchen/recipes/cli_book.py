"""The commands that work on a book: `recipe import|export|show|search|tree|diff`. The book is the command line's own."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
import json
import os
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen

from .lineage import Difference, LineChange, TreeNode
from .model import Recipe
from .packed import is_archive
from .readers import File
from .scale import in_system, scaled_to
from .schema_org import recipe_to_schema_org
from .search import Query
from .units import System

type Command = Callable[[Kitchen, argparse.Namespace], Awaitable[int]]


def book_command(words: Sequence[str]) -> int:
    """Run one; 0 when it did what was asked, 1 when it could not (said in one sentence)."""
    options = _parser().parse_args(list(words))
    try:
        return asyncio.run(_run(options))
    except (KitchenError, OSError) as error:
        print(f"recipe {options.command}: {sentence(error)}", file=sys.stderr)
        return 1


def sentence(error: KitchenError | OSError) -> str:
    """What went wrong, in one sentence."""
    if isinstance(error, OSError):
        return f"{error.filename or 'file'}: {error.strerror or error}."
    data = error.data
    match error.code:
        case ErrorCode.RECIPE_NOT_FOUND:
            return f"there is no recipe “{printable(data.get('name', ''))}” in this book."
        case ErrorCode.RECIPE_AMBIGUOUS:
            found = data.get("candidates")
            names = ", ".join(
                f"“{printable(name)}”" for name in (found.values() if isinstance(found, dict) else ())
            )
            return f"“{printable(data.get('name', ''))}” may be {names}: say which."
        case ErrorCode.NOT_A_RECIPE:
            return f"this is no recipe ({printable(data.get('reason', 'nothing to cook in it'))})."
        case ErrorCode.BOOK_UNAVAILABLE:
            return f"the book can't be opened ({printable(data.get('reason', 'unknown'))})."
        case _:
            return f"{printable(data.get('reason', error.code.value.replace('_', ' ')))}."


def printable(text: object) -> str:
    """Text without the control characters that would speak to the terminal instead of the reader."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(text))


def default_book() -> Path:
    """Where the command line keeps its book unless told otherwise."""
    folder = os.environ.get("XDG_DATA_HOME")
    return (Path(folder) if folder else Path.home() / ".local" / "share") / "hearthtech" / "book.db"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/hearth recipe", description="Recipes of a book.")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, what: str, run: Command) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=what)
        made.add_argument("--book", default=None, help="a file, or a postgresql:// URL")
        made.add_argument("--json", action="store_true", help="print JSON")
        made.set_defaults(run=run)
        return made

    coming = command("import", "put recipes of files, folders and archives into the book", _import)
    coming.add_argument(
        "files", nargs="+", metavar="FILE", help="page, JSON-LD, Cooklang, text, folder or .zip"
    )
    coming.add_argument("--url", help="the address a page was saved from")
    export = command("export", "write the whole book as plain files", _export)
    export.add_argument("target", type=Path)
    export.add_argument("--people", action="store_true", help="with people and what they ate (health data)")
    show = command("show", "show one recipe", _show)
    show.add_argument("recipe", help="its name or id")
    show.add_argument("--version", type=int)
    show.add_argument("--servings", type=float, help="scale it")
    show.add_argument("--units", choices=[system.value for system in System], help="tell it in other units")
    search = command("search", "find recipes as people type it", _search)
    search.add_argument("words", nargs="*")
    search.add_argument("--limit", type=int, default=20)
    search.add_argument("--with", dest="wanted", action="append", default=[], metavar="INGREDIENT")
    search.add_argument("--without", action="append", default=[], metavar="INGREDIENT")
    search.add_argument("--minutes", type=float, help="no longer than this")
    command("tree", "show the family a recipe stands in", _tree).add_argument("recipe")
    diff = command("diff", "lay two recipes, or two versions (NAME@2), side by side", _diff)
    diff.add_argument("before")
    diff.add_argument("after")
    return parser


async def _run(options: argparse.Namespace) -> int:
    kitchen = await Kitchen.open(options.book or default_book())
    try:
        run: Command = options.run
        return await run(kitchen, options)
    finally:
        await kitchen.close()


async def _import(kitchen: Kitchen, options: argparse.Namespace) -> int:
    failed = 0
    for name in options.files:
        try:
            await _import_one(kitchen, name, options)
        except (KitchenError, OSError) as error:
            print(f"{printable(name)}: {sentence(error)}", file=sys.stderr)
            failed = 1
    return failed


async def _import_one(kitchen: Kitchen, name: str, options: argparse.Namespace) -> None:
    if name != "-" and is_archive(Path(name)):
        restored = await kitchen.import_archive(Path(name))
        for recipe in restored.recipes:
            _tell(recipe, {}, as_json=options.json)
        for what in ("kept", "left_out", "loosened"):
            for part, count in getattr(restored.household, what).items():
                print(f"{part}: {count} {what.replace('_', ' ')}", file=sys.stderr)
        return
    file = File(content=_content(name), name="" if name == "-" else Path(name).name, url=options.url)
    for item in await kitchen.import_file(file):
        _tell(item.recipe, item.duplicates, as_json=options.json)


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _tell(recipe: Recipe, duplicates: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(recipe_to_schema_org(recipe, lossless=False), ensure_ascii=False))
        return
    print(f"{recipe.id}  {printable(recipe.name)}")
    for other, name in duplicates.items():
        print(f"  looks like {other}  {printable(name)}")


async def _export(kitchen: Kitchen, options: argparse.Namespace) -> int:
    count = await kitchen.export(options.target, people=options.people)
    print(json.dumps({"recipes": count}) if options.json else f"{count} recipes written to {options.target}")
    return 0


async def _show(kitchen: Kitchen, options: argparse.Namespace) -> int:
    recipe = await _find(kitchen, options.recipe, options.version)
    if options.servings:
        recipe = scaled_to(recipe, options.servings)
    if options.units:
        recipe = in_system(recipe, System(options.units))
    if options.json:
        print(json.dumps(recipe_to_schema_org(recipe), ensure_ascii=False))
    else:
        print(printable("\n".join(_lines(recipe))))
    return 0


def _lines(recipe: Recipe) -> Iterator[str]:
    yield recipe.name + (f"  ({recipe.author})" if recipe.author else "")
    if recipe.yields is not None:
        yield f"  makes {recipe.yields.amount:g} {recipe.yields.unit}"
    if recipe.story:
        yield f"\n  {recipe.story}"
    yield ""
    section: str | None = None
    for line in recipe.ingredients:
        if line.section != section:
            section = line.section
            yield f"  {section or ''}:"
        yield f"  - {line.text}"
    yield ""
    for number, step in enumerate(recipe.steps, 1):
        yield f"  {number}. {step.text}"
    for words in recipe.unparsed:
        yield f"  not understood: {words}"


async def _search(kitchen: Kitchen, options: argparse.Namespace) -> int:
    query = Query(
        text=" ".join(options.words),
        with_ingredients=tuple(options.wanted),
        without_ingredients=tuple(options.without),
        max_time_s=None if options.minutes is None else options.minutes * 60,
    )
    hits = await kitchen.search_recipes(query, limit=options.limit)
    if options.json:
        found = [{"id": hit.id, "name": hit.name, "corrected": hit.corrected} for hit in hits]
        print(json.dumps(found, ensure_ascii=False))
    else:
        for hit in hits:
            print(f"{hit.id}  {printable(hit.name)}")
    return 0


async def _tree(kitchen: Kitchen, options: argparse.Namespace) -> int:
    recipe = await _find(kitchen, options.recipe)
    tree = await kitchen.family_tree(recipe.id)
    print(
        json.dumps(_tree_json(tree), ensure_ascii=False)
        if options.json
        else printable("\n".join(_branches(tree)))
    )
    return 0


def _branches(tree: TreeNode, depth: int = 0) -> Iterator[str]:
    told = tree.descent
    facts = [] if told is None else [told.person, told.place, str(told.year or ""), told.reason]
    told_text = ", ".join(filter(None, facts))
    yield f"{'  ' * depth}{tree.name}" + (f"  ({told_text})" if told_text else "")
    for child in tree.children:
        yield from _branches(child, depth + 1)


def _tree_json(tree: TreeNode) -> dict[str, Any]:
    facts = {} if tree.descent is None else {
        name: value
        for name in ("person", "generation", "year", "place", "reason", "parent_version")
        if (value := getattr(tree.descent, name))
    }  # fmt: skip
    return {
        "id": tree.id,
        "name": tree.name,
        **facts,
        "children": [_tree_json(child) for child in tree.children],
    }


async def _diff(kitchen: Kitchen, options: argparse.Namespace) -> int:
    (before, before_version), (after, after_version) = _versioned(options.before), _versioned(options.after)
    one, other = await _find(kitchen, before), await _find(kitchen, after)
    found = await kitchen.difference(
        one.id, other.id, before_version=before_version, after_version=after_version
    )
    if options.json:
        lines = {
            part: [
                {"change": line.change, "before": line.before, "after": line.after}
                for line in getattr(found, part)
            ]
            for part in ("ingredients", "steps")
        }
        facts = {name: [str(old), str(new)] for name, (old, new) in found.facts.items()}
        print(json.dumps({**lines, "facts": facts, "same": found.same}, ensure_ascii=False))
    else:
        print(printable("\n".join(_side_by_side(found))))
    return 0


def _side_by_side(found: Difference) -> Iterator[str]:
    for name, (old, new) in found.facts.items():
        yield f"{name}: {old!s} → {new!s}"
    for lines in (found.ingredients, found.steps):
        for line in lines:
            if line.change is LineChange.SAME:
                yield f"  {line.before}"
                continue
            if line.before is not None:
                yield f"- {line.before}"
            if line.after is not None:
                yield f"+ {line.after}"


def _versioned(words: str) -> tuple[str, int | None]:
    name, mark, version = words.rpartition("@")
    return (name, int(version)) if mark and version.isdigit() else (words, None)


async def _find(kitchen: Kitchen, words: str, version: int | None = None) -> Recipe:
    try:
        return await kitchen.recipe(words, version)
    except KitchenError:
        found = await kitchen.find_recipe(words)
    if version is None:
        return found
    try:
        return await kitchen.recipe(found.id, version)
    except KitchenError as error:
        raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=f"{found.name}, version {version}") from error
