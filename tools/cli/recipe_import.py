"""The commands that read files without a book: `recipe import --dry-run` and `recipe cooklang`."""

import argparse
from collections.abc import Sequence
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.archive_reader import is_own_archive, recipes_of_archive
from custom_components.hearthtech.kitchen.recipes.cooklang import document_to_json, parse
from custom_components.hearthtech.kitchen.recipes.decoding import text_of
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.isolated import read_isolated
from custom_components.hearthtech.kitchen.recipes.schema_org import recipe_to_schema_org


def main(words: Sequence[str]) -> int:
    """Run `recipe import --dry-run …` or `recipe cooklang …`. Returns the exit code."""
    return cooklang(words[2:]) if words[1] == "cooklang" else import_dry_run(words[2:])


def import_dry_run(words: Sequence[str]) -> int:
    """`recipe import --dry-run [--json] [--url URL] FILE…`: show the recipes without storing them.

    Prints one schema.org object a recipe, one a line with `--json`. Returns 0 when every file was read; 1
    when one was not, with a message on the error output; the other files are printed in any case.
    """
    parser = argparse.ArgumentParser(prog="hearth recipe import --dry-run")
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="page, JSON-LD, Cooklang, text, folder or .zip; - reads the input",
    )
    parser.add_argument("--dry-run", action="store_true", help="put nothing into a book")
    parser.add_argument("--json", action="store_true", help="one schema.org object a line")
    parser.add_argument("--url", help="the address a page was saved from")
    parser.add_argument("--book", help="not used: nothing is written")
    options = parser.parse_args(list(words))
    failed = False
    for name in options.files:
        try:
            nodes, unread = _described(name, options.url)
            for node in nodes:
                print(_sound(json.dumps(node, ensure_ascii=False) if options.json else _readable(node)))
            for part, reason in unread.items():
                print(_sound(f"{name}/{part}: could not be read ({reason})"), file=sys.stderr)
                failed = True
        except (KitchenError, OSError) as error:
            print(f"{name}: {_message_of(error)}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


def cooklang(words: Sequence[str]) -> int:
    """`recipe cooklang [--json] FILE…`.

    Print metadata and items of each step as the tests of Cooklang write them.
    """
    parser = argparse.ArgumentParser(prog="hearth recipe cooklang")
    parser.add_argument("files", nargs="+", metavar="FILE", help="- reads the input")
    parser.add_argument("--json", action="store_true", help="on one line")
    options = parser.parse_args(list(words))
    failed = False
    for name in options.files:
        try:
            document = document_to_json(parse(text_of(_content(name))))
        except (KitchenError, OSError) as error:
            print(f"{name}: {_message_of(error)}", file=sys.stderr)
            failed = True
            continue
        print(_sound(json.dumps(document, ensure_ascii=False, indent=None if options.json else 2)))
    return 1 if failed else 0


def _described(name: str, url: str | None) -> tuple[list[dict[str, Any]], dict[str, str]]:
    if name != "-" and is_own_archive(Path(name)):
        return [recipe_to_schema_org(recipe, lossless=False) for recipe in recipes_of_archive(Path(name))], {}
    file = File(content=_content(name), name="" if name == "-" else name, url=url)
    found = read_isolated(file)
    return [recipe_to_schema_org(item.recipe, lossless=False) for item in found], found.unread


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _sound(text: str) -> str:
    """The text with lone surrogates written as JSON escapes, because no output accepts them."""
    return text.encode("utf-8", "backslashreplace").decode()


def _readable(node: dict[str, Any]) -> str:
    lines = [node["name"], *([f"  makes {node['recipeYield']}"] if "recipeYield" in node else [])]
    lines += [f"  - {line}" for line in node["recipeIngredient"]]
    count = 0
    for item in node["recipeInstructions"]:
        if item["@type"] == "HowToSection":
            lines.append(f"  {item['name']}:")
        for step in item.get("itemListElement", [item]):
            count += 1
            lines.append(f"  {count}. {step['text']}")
    lines += [f"  not understood: {words}" for words in node.get("hearth:unparsed", ())]
    return "\n".join(lines)


def _message_of(error: KitchenError | OSError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    reason = error.data.get("reason")
    return f"{error.code.value.replace('_', ' ')}{f' ({reason})' if reason else ''}"
