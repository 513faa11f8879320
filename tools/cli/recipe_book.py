"""The commands that work on a book.

`recipe import|export|show|tree|diff`, with the command line's own book.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.archive_reader import is_own_archive
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.lineage import Difference, LineChange, TreeNode
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.recipes.scale import Reader, in_system, scaled_to, unscalable
from custom_components.hearthtech.kitchen.recipes.schema_org import recipe_to_schema_org
from custom_components.hearthtech.language.units import System

from .book_file import default_book, printable, sentence
from .import_summary import ImportSummary, print_recipe, shown_progress

type Command = Callable[[Kitchen, argparse.Namespace], Awaitable[int]]


def main(words: Sequence[str]) -> int:
    """Run one command of `recipe`. Returns 0, or 1 on failure, with one sentence as error message."""
    options = _parser().parse_args(list(words[1:]))
    try:
        return asyncio.run(_run(options))
    except (KitchenError, OSError) as error:
        print(f"recipe {options.command}: {sentence(error)}", file=sys.stderr)
        return 1


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
    read = ImportSummary()
    with shown_progress(kitchen):
        for name in options.files:
            try:
                await _import_one(kitchen, name, options, read)
            except (KitchenError, OSError) as error:
                read.unread.append(f"{printable(name)}: {sentence(error)}")
    return read.printed(as_json=options.json)


async def _import_one(kitchen: Kitchen, name: str, options: argparse.Namespace, read: ImportSummary) -> None:
    """Import one file or archive."""
    if name != "-" and is_own_archive(Path(name)):
        restored = await kitchen.files.import_archive(Path(name))
        for recipe in restored.recipes:
            print_recipe(await kitchen.recipes.get(recipe.id), {}, as_json=options.json)
        for what in ("kept", "left_out", "loosened"):
            for part, count in getattr(restored.household, what).items():
                print(f"{part}: {count} {what.replace('_', ' ')}", file=sys.stderr)
        read.recipes += len(restored.recipes)
        return
    file = File(content=_content(name), name="" if name == "-" else Path(name).name, url=options.url)
    read.add(await kitchen.files.import_collection(file), as_json=options.json)


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


async def _export(kitchen: Kitchen, options: argparse.Namespace) -> int:
    exported = await kitchen.files.export_book(options.target, people=options.people)
    skipped = [{"id": one.id, "name": one.name, "reason": one.reason} for one in exported.skipped]
    if options.json:
        print(json.dumps({"recipes": exported.recipes, "skipped": skipped}))
    else:
        print(f"{exported.recipes} recipes written to {options.target}")
        for one in exported.skipped:
            print(f"not written: {printable(one.name)} ({one.id}): {printable(one.reason)}", file=sys.stderr)
    return 1 if skipped else 0


async def _show(kitchen: Kitchen, options: argparse.Namespace) -> int:
    recipe = await _find(kitchen, options.recipe, options.version)
    if options.servings:
        reader = Reader(System(options.units) if options.units else None)
        try:
            recipe = scaled_to(recipe, options.servings, reader)
        except ValueError as error:
            raise KitchenError(ErrorCode.INVALID, reason=str(error)) from error
        unchanged = [printable(recipe.ingredients[at].text) for at in unscalable(recipe)]
        if unchanged:
            print(f"not scaled: {'; '.join(unchanged)}", file=sys.stderr)
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


async def _tree(kitchen: Kitchen, options: argparse.Namespace) -> int:
    recipe = await _find(kitchen, options.recipe)
    tree = await kitchen.recipes.family_tree(recipe.id)
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
    found = await kitchen.recipes.difference(
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
        return await kitchen.recipes.get(words, version)
    except KitchenError:
        found = await kitchen.recipes.find(words)
    if version is None:
        return found
    try:
        return await kitchen.recipes.get(found.id, version)
    except KitchenError as error:
        raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=f"{found.name}, version {version}") from error
