"""Parse imported files in a separate process with limits, so that they can't block the kitchen.

Regular expressions and parsers in C hold Python's interpreter lock while they run; in a thread of Home Assistant a
hostile page could keep its event loop waiting, and a lease of a stove lasts ten seconds.
"""

from collections.abc import Mapping
import logging
import subprocess
import threading
from typing import Any

from .codec import recipe_from_json
from .file_formats import File, FileFormat, FoundRecipe, FoundRecipes, format_of, largest_of
from .import_process import answer_of, declared_answer, run_worker
from .model import Recipe
from .plain_importers import read_without_tree
from .schema_org_extension import fits
from .validation import validated

LONGEST_S = 60.0
_BYTES_PER_S = 1_000_000
"""A larger file may take longer to read."""
SMALL_BYTES = 16_384
"""Pasted or typed text up to this size (bytes) is parsed in this process.

Starting a process would take longer.
"""
_AT_ONCE = threading.BoundedSemaphore(2)
_LOGGER = logging.getLogger(__name__)


def needs_process(file: File) -> bool:
    """Whether a file is parsed in a separate process: fetched, large, a web page, or no plain text."""
    return (
        file.url is not None
        or len(file.content) > SMALL_BYTES
        or b"\x00" in file.content
        or format_of(file) is FileFormat.PAGE
    )


def read_isolated(file: File) -> FoundRecipes:
    """The recipes of a file, as returned by `importers.read_file`. Blocking; call it in a thread.

    Raises:
        KitchenError: as `importers.read_file`; `INVALID` with `part="file"` when reading takes too long or too much memory.
    """
    if not needs_process(file) or len(file.content) > largest_of(file.content):
        return read_without_tree(file)
    header = {"name": file.name, "url": file.url, "charset": file.charset, "size": len(file.content)}
    with _AT_ONCE:
        try:
            ended = run_worker(header, file.content, LONGEST_S + len(file.content) / _BYTES_PER_S)
        except OSError as error:
            # The size limits still apply here; of a page this reads only what it declares.
            _LOGGER.warning("No process can be started to read a file (%s); it is read here", error)
            return read_without_tree(file)
    return _found(ended)


def _found(ended: subprocess.CompletedProcess[bytes]) -> FoundRecipes:
    found = FoundRecipes()
    with declared_answer("file", ended):
        answer, content = answer_of(ended)
        rest, at = memoryview(content), 0
        for item in answer["recipes"]:
            pictures: dict[str, bytes] = {}
            for name, size in item["pictures"]:
                pictures[name], at = bytes(rest[at : at + size]), at + size
            linked = tuple(str(link) for link in item["linked"])
            found.append(FoundRecipe(recipe=_recipe(item["recipe"]), pictures=pictures, linked=linked))
        found.unread |= {str(name): str(reason) for name, reason in answer["unread"].items()}
    return found


def _recipe(document: Mapping[str, Any]) -> Recipe:
    recipe = recipe_from_json(document)
    if not fits(recipe, Recipe):
        raise ValueError("this is no recipe")
    return validated(recipe)
