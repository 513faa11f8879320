"""Read an archive in bounded pieces, as lines of JSON in files, so that another process can do it.

The writer unpacks and checks an archive, in `import_worker`; the reader gives its recipes, sessions and rows one by
one. No piece is larger than one version of a recipe or one record of a session. Contents of pictures stay on disk.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
import json
from pathlib import Path
from typing import Any

from ..errors import KitchenError
from ..sessions.archive import Piece as SessionPiece, session_media, session_pieces
from ..storage.household_files import household_rows
from ..storage.large_json import load_json
from ..storage.row_validation import checked_row
from .archive import DAMAGED, DESCENT_FIELDS, FORM, ROWS_OF_RECIPE, version_of
from .archive_reader import declared_damage, unpacked
from .codec import recipe_from_json, recipe_to_json
from .folder import DAMAGE, Bundle, FilesOnDisk, file_content, read_folder
from .model import Recipe
from .schema_org_extension import fits
from .validation import validated

MOST_ROWS = 50_000
"""Versions, notes, pictures, cookings and ratings of one recipe."""
_UNPACKED, _RECIPES, _SESSIONS, _MEDIA, _HOUSEHOLD = "in", "recipes", "sessions", "media", "household"
_ORIGINAL_FIELDS = ("kind", "media_type", "source", "media")


def write_pieces(source: Path, folder: Path, now: datetime) -> None:
    """Read an archive, a folder or a `.zip`, and write its pieces into an empty folder. Blocking.

    Raises:
        KitchenError: `INVALID` or `NOT_A_RECIPE`, with the `part` that can't be read.
    """
    with declared_damage():
        root = unpacked(source, folder / _UNPACKED)
        try:
            for name, pieces in (
                (_RECIPES, _recipe_pieces(root)),
                (_SESSIONS, session_pieces(root)),
                (_MEDIA, (str(path.relative_to(root)) for path in session_media(root))),
                (_HOUSEHOLD, household_rows(root, now)),
            ):
                _write(folder / name, pieces)
        except KitchenError as error:
            # The caller does not know the temporary folder: leave its path out.
            data = {
                name: str(value).removeprefix(f"{root}/") if name == "part" else value
                for name, value in error.data.items()
            }
            raise KitchenError(error.code, **data) from error


class ArchivePieces:
    """The parts of an archive that `write_pieces` wrote. Its methods block; each may be called again.

    They raise `KitchenError` (`INVALID`) when a picture can't be read, `ValueError` when a piece is damaged.
    """

    def __init__(self, source: Path, folder: Path) -> None:
        self._root = source if source.is_dir() else folder / _UNPACKED
        self._folder = folder

    def bundles(self) -> Iterator[Bundle]:
        """The recipes, each with its data; contents of its files are read at each access."""
        pieces: list[list[Any]] = []
        for piece in _read(self._folder / _RECIPES):
            if piece[0] == "recipe" and pieces:
                yield self._bundle(pieces)
                pieces = []
            pieces.append(piece)
        if pieces:
            yield self._bundle(pieces)

    def sessions(self) -> Iterator[SessionPiece]:
        """The journals, record by record, as from `session_pieces`."""
        return ((kind, value) for kind, value in _read(self._folder / _SESSIONS))

    def session_media(self) -> Iterator[bytes]:
        """The contents of the pictures and clips of the sessions."""
        return (file_content(self._root / name) for name in _read(self._folder / _MEDIA))

    def household(self) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """The rows of the household, as from `household_rows`."""
        return ((name, row) for name, row in _read(self._folder / _HOUSEHOLD))

    def _bundle(self, pieces: list[list[Any]]) -> Bundle:
        files: dict[str, Path] = {}
        beyond: dict[str, Any] = {}
        _, document = pieces[0]
        for kind, name, value in pieces[1:]:
            if kind == "file":
                files[name] = self._root / value
            elif kind == "row":
                beyond.setdefault(name, []).append(value)
            else:
                beyond[name] = value
        recipe = recipe_from_json(document)
        if not fits(recipe, Recipe):
            raise ValueError("this is no recipe")
        return Bundle(recipe=validated(recipe, verbatim=True), beyond=beyond, files=FilesOnDisk(files))


def _recipe_pieces(root: Path) -> Iterator[tuple[Any, ...]]:
    """`("recipe", document)`, followed by `("file", name, path)`, `("row", table, row)` and `("value", name, value)`."""
    for bundle in read_folder(root):
        yield "recipe", recipe_to_json(bundle.recipe)
        assert isinstance(bundle.files, FilesOnDisk)
        for name, path in bundle.files.paths.items():
            yield "file", name, str(path.relative_to(root))
        if not bundle.beyond:
            continue
        try:
            yield from list(_beyond_pieces(bundle))
        except DAMAGE as error:
            # Reported only if the recipe is not in the book yet.
            yield "value", DAMAGED, repr(error)[:300]


def _beyond_pieces(bundle: Bundle) -> Iterator[tuple[str, str, Any]]:
    """The data beside a recipe that is stored; anything else in its `book.json` is left out."""
    beyond = bundle.beyond
    form = beyond.get("form", FORM)
    yield "value", "form", form if isinstance(form, int) and abs(form) < 2**31 else FORM + 1
    if not beyond.get("versions"):
        return
    rows = sum(len(beyond.get(name) or ()) for name in ("versions", *ROWS_OF_RECIPE))
    if rows > MOST_ROWS:
        raise ValueError(f"{rows} rows are too many")
    for line in beyond["versions"]:
        recipe, details = version_of(bundle.recipe, line, has_original=True)
        document = {"document": recipe_to_json(recipe)} if "document" in line else {}
        yield "row", "versions", {"version": line["version"], **document, **details}
    for name, table in ROWS_OF_RECIPE.items():
        for row in beyond.get(name, ()):
            yield "row", name, checked_row(table, dict(row), without=frozenset({"recipe"}))
    if isinstance(descent := beyond.get("descent"), Mapping):
        yield "value", "descent", _scalars(descent, ("parent", *DESCENT_FIELDS))
    if (original := beyond.get("original")) is not None:
        yield "value", "original", _scalars(original, _ORIGINAL_FIELDS)


def _scalars(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Texts and numbers of some keys. Anything else becomes an empty list, which is refused when it is stored."""
    return {
        name: row[name] if row[name] is None or isinstance(row[name], str | int | float) else []
        for name in names
        if name in row
    }


def _write(path: Path, pieces: Iterable[object]) -> None:
    with path.open("x", encoding="utf-8") as file:
        for piece in pieces:
            file.write(json.dumps(piece))
            file.write("\n")


def _read(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield load_json(line)
