"""The commands that read files without a book: `recipe import --dry-run` and `recipe cooklang`."""

import argparse
from collections.abc import Sequence
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.errors import KitchenError


def import_dry_run(words: Sequence[str]) -> int:
    """`recipe import --dry-run [--json] [--url URL] FILE…`: what would be put into the book.

    Prints one schema.org object a recipe, one a line with `--json`. 0 when every file was read; 1 when one was not,
    which is said on the error output, and the others are printed all the same.
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
            for node in _described(name, options.url):
                print(_sound(json.dumps(node, ensure_ascii=False) if options.json else _readable(node)))
        except (KitchenError, OSError) as error:
            print(f"{name}: {_told(error)}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


def cooklang(words: Sequence[str]) -> int:
    """`recipe cooklang [--json] FILE…`: the metadata, and the items of each step as Cooklang's own tests write them."""
    parser = argparse.ArgumentParser(prog="hearth recipe cooklang")
    parser.add_argument("files", nargs="+", metavar="FILE", help="- reads the input")
    parser.add_argument("--json", action="store_true", help="on one line")
    options = parser.parse_args(list(words))
    from .cooklang import document_to_json, parse
    from .decoding import text_of

    failed = False
    for name in options.files:
        try:
            document = document_to_json(parse(text_of(_content(name))))
        except (KitchenError, OSError) as error:
            print(f"{name}: {_told(error)}", file=sys.stderr)
            failed = True
            continue
        print(_sound(json.dumps(document, ensure_ascii=False, indent=None if options.json else 2)))
    return 1 if failed else 0


def _described(name: str, url: str | None) -> list[dict[str, Any]]:
    from .packed import is_archive, read_archive

    if name != "-" and is_archive(Path(name)):
        from .schema_org import recipe_to_schema_org

        return [recipe_to_schema_org(bundle.recipe, lossless=False) for bundle in read_archive(Path(name))]
    return described(_content(name), name, url)


def described(content: bytes, name: str = "", url: str | None = None) -> list[dict[str, Any]]:
    """The recipes of a file as schema.org objects, without our own additions but `hearth:unparsed`."""
    from .readers import File, read_file
    from .schema_org import recipe_to_schema_org

    file = File(content=content, name="" if name == "-" else name, url=url)
    return [recipe_to_schema_org(found.recipe, lossless=False) for found in read_file(file)]


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _sound(text: str) -> str:
    """The text with half letters (lone surrogates) written as JSON escapes, for no output takes them."""
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


def _told(error: KitchenError | OSError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    reason = error.data.get("reason")
    return f"{error.code.value.replace('_', ' ')}{f' ({reason})' if reason else ''}"
