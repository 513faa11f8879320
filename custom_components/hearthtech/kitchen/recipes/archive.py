"""Export the whole recipe book as plain files and import it without loss.

A recipe's bundle contains its newest version as `recipe`, and the data beside the recipe: older versions with
author and reason, notes, derivation, cooking log, ratings, and the role of each of its files.
"""

from collections.abc import Iterable, Iterator, Mapping
import contextlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import batched
import json
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable_rows
from ..storage.row_validation import checked_row, checked_value
from ..storage.schema import DIARY, LINEAGE, MEDIA, NOTES, ORIGINALS, PICTURES, RATINGS, RECIPES, VERSIONS
from .book import Book
from .codec import recipe_from_json
from .cooking_log import MOST_STARS, remember_last
from .folder import DAMAGE, Bundle, Skipped
from .lineage import Descent, descent_of, set_descent
from .media import MediaFolder, MediaRole, save_medium
from .model import Recipe
from .notes import NotePart
from .schema_org_extension import fits
from .sources import Original, OriginalKind, open_original, save_original
from .validation import validated

FORM = 1
"""Format version of the document; a later one is refused, because it could be only partly understood."""
ROWS_OF_RECIPE: Mapping[str, Table] = {
    "notes": NOTES,
    "pictures": PICTURES,
    "diary": DIARY,
    "ratings": RATINGS,
}
STORED_AT_ONCE = 500
DAMAGED = "damaged"
"""Key of `Bundle.beyond` with the reason why the data beside a recipe can't be read."""
DESCENT_FIELDS = ("parent", "parent_version", "person", "generation", "year", "place", "reason")


def bundle_of(connection: Connection, book: Book, media: MediaFolder | None, recipe_id: str) -> Bundle:
    """A recipe with all of its data."""
    recipe = book.open(connection, recipe_id)
    number = book.number(connection, recipe_id)
    beyond: dict[str, Any] = {"form": FORM}
    versions = connection.execute(
        select(VERSIONS).where(VERSIONS.c.recipe == number).order_by(VERSIONS.c.version)
    )
    # Only what can be restored is exported: damaged rows are left out, without its newest version the recipe is.
    rows = versions.all()
    older = [row for row in rows if row.version != recipe.version]
    beyond["versions"] = [
        *readable_rows(older, partial(_version_line, recipe), recipe_id),
        *(_version_line(recipe, row) for row in rows if row.version == recipe.version),
    ]
    for name, table in ROWS_OF_RECIPE.items():
        read = partial(_sound_row, name, table)
        if found := readable_rows(_rows(connection, table, number), read, recipe_id):
            beyond[name] = list(found)
    if (descent := descent_of(connection, book, recipe_id)) is not None:
        beyond["descent"] = {name: getattr(descent, name) for name in DESCENT_FIELDS}
        _descent(recipe, beyond["descent"])
    files: dict[str, bytes] = {}
    if recipe.original_id is not None:
        original = open_original(connection, recipe.original_id)
        beyond["original"] = {
            "kind": original.kind.value,
            "media_type": original.media_type,
            "source": original.source,
            "media": original.media,
        }
        if original.content:
            files["original.txt" if original.media_type.startswith("text/plain") else "original.bin"] = (
                original.content
            )
    if media is not None:
        for media_hash in sorted(_media_of(beyond)):
            # A missing or damaged picture does not prevent the export of its recipe.
            with contextlib.suppress(KitchenError):
                files[f"{media_hash}.bin"] = media.get(media_hash)
    return Bundle(recipe=recipe, beyond=beyond, files=files)


def bundles(
    connection: Connection, book: Book, media: MediaFolder | None, skipped: list[Skipped] | None = None
) -> Iterator[Bundle]:
    """Every recipe of the book, sorted by name; unreadable recipes are added to `skipped`."""
    for recipe_id, name in book.names(connection).items():
        try:
            yield bundle_of(connection, book, media, recipe_id)
        except DAMAGE as error:
            if skipped is None:
                raise
            skipped.append(Skipped(id=recipe_id, name=name, reason=repr(error)[:300]))


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredRecipe:
    """A recipe that was added to the book from an archive."""

    id: str
    name: str


def restore(
    connection: Connection, book: Book, media: MediaFolder | None, coming: Iterable[Bundle], now: datetime
) -> list[RestoredRecipe]:
    """Store bundles in one transaction: all of them or, if one is damaged, none.

    A recipe whose id is already in the book is not changed and not returned. Only one bundle at a time is kept
    in memory.

    Raises:
        KitchenError: `INVALID` or `NOT_A_RECIPE`, with the recipe's `name` and a `reason`.
    """
    restored: list[RestoredRecipe] = []
    descents: list[tuple[Recipe, Mapping[str, Any]]] = []
    for bundle in coming:
        taken = select(RECIPES.c.number).where(RECIPES.c.id == bundle.recipe.id)
        if bundle.recipe.id and connection.scalar(taken) is not None:
            continue
        try:
            recipe = _restore_one(connection, book, media, bundle, now)
        except (
            KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, SQLAlchemyError
        ) as error:  # fmt: skip
            raise damaged_beyond(bundle.recipe.name, repr(error)) from error
        restored.append(RestoredRecipe(id=recipe.id, name=recipe.name))
        descent = bundle.beyond.get("descent")
        if recipe.id == bundle.recipe.id and isinstance(descent, Mapping):
            descents.append((Recipe(id=recipe.id, name=recipe.name), descent))
    for recipe, descent in descents:
        # A parent that was not exported is not created.
        if _is_here(connection, descent.get("parent")):
            set_descent(connection, book, _descent(recipe, descent))
    return restored


def damaged_beyond(name: str, reason: str) -> KitchenError:
    """The error of a recipe whose data beside it can't be read."""
    return KitchenError(ErrorCode.INVALID, name=name, reason=f"its book.json is damaged: {reason:.300}")


def _restore_one(
    connection: Connection, book: Book, media: MediaFolder | None, bundle: Bundle, now: datetime
) -> Recipe:
    beyond = bundle.beyond
    if DAMAGED in beyond and bundle.recipe.id:
        raise ValueError(str(beyond[DAMAGED]))
    form = beyond.get("form", FORM)
    if not isinstance(form, int) or form > FORM:
        raise KitchenError(ErrorCode.INVALID, name=bundle.recipe.name, reason="written by a newer release")
    if not bundle.recipe.id or not beyond.get("versions"):
        # A folder created by a person, or by another program.
        return book.add(connection, replace(bundle.recipe, original_id=None), now)
    for content in (content for name, content in bundle.files.items() if not name.startswith("original.")):
        if media is not None:
            save_medium(connection, media.put(content), now)
    original = beyond.get("original")
    history = [
        version_of(bundle.recipe, line, has_original=original is not None) for line in beyond["versions"]
    ]
    history.sort(key=lambda line: line[0].version)
    number = book.add_history(connection, history)
    if original is not None and bundle.recipe.original_id is not None:
        content = next((found for name, found in bundle.files.items() if name.startswith("original.")), b"")
        kept = Original(
            kind=OriginalKind(original["kind"]),
            media_type=checked_value(ORIGINALS.c.media_type, original["media_type"]),
            source=checked_value(ORIGINALS.c.source, original["source"]),
            media=_known_medium(connection, original["media"]),
            content=content,
        )
        save_original(connection, bundle.recipe.original_id, number, kept, history[0][0].created_at or now)
    for name, table in ROWS_OF_RECIPE.items():
        known = [_row(connection, name, table, row) for row in beyond.get(name, ())]
        # Duplicate rows are merged; a picture whose file is missing is left out.
        rows = {row["id"]: {**row, "recipe": number} for row in known if row is not None}
        if rows:
            for some in batched(rows.values(), STORED_AT_ONCE, strict=False):
                connection.execute(insert(table), list(some))
    remember_last(connection, number)
    return history[-1][0]


def version_of(
    newest: Recipe, line: Mapping[str, Any], *, has_original: bool
) -> tuple[Recipe, dict[str, str]]:
    """One version of a recipe with author, reason and time.

    Raises:
        KeyError, ValueError, TypeError: when it is damaged.
    """
    recipe = newest
    if "document" in line:
        recipe = recipe_from_json(line["document"])
        if not fits(recipe, Recipe) or recipe.id != newest.id:
            raise ValueError("a version is no sound recipe")
        recipe = validated(recipe, verbatim=True)
    if checked_value(VERSIONS.c.version, line["version"]) != recipe.version:
        raise ValueError("a version has another number")
    if not has_original:
        recipe = replace(recipe, original_id=None)
    details = ("author", "reason", "created_at")
    return recipe, {name: checked_value(VERSIONS.c[name], line[name]) for name in details}


def _row(connection: Connection, name: str, table: Table, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """A row of a recipe's data; `None` if it refers only to a missing file.

    Raises:
        ValueError, TypeError: when it is damaged.
    """
    known = _sound_row(name, table, row)
    if known.get("media") is not None and _known_medium(connection, known["media"]) is None:
        if name == "pictures":
            return None
        known["media"] = None
    return known


def _sound_row(name: str, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a recipe's data.

    Raises:
        ValueError, TypeError: when it is damaged.
    """
    known = checked_row(table, dict(row), without=frozenset({"recipe"}))
    if name == "pictures":
        MediaRole(known["role"])
    elif name == "notes":
        NotePart(known["part"])
    elif name == "ratings" and not 0 <= known["stars"] <= MOST_STARS:
        raise ValueError(f"{known['stars']} stars")
    return known


def _version_line(recipe: Recipe, row: Row[Any]) -> dict[str, Any]:
    """A row of the versions of a recipe as in an archive.

    Raises:
        KeyError, ValueError, TypeError: when it is damaged.
    """
    line = {
        # The text of the newest version is in `recipe` itself, which a person may have edited.
        **({} if row.version == recipe.version else {"document": json.loads(row.document)}),
        "version": row.version,
        "author": row.author,
        "reason": row.reason,
        "created_at": row.created_at,
    }
    version_of(recipe, line, has_original=True)
    return line


def _known_medium(connection: Connection, media_hash: object) -> str | None:
    found = connection.scalar(select(MEDIA.c.hash).where(MEDIA.c.hash == str(media_hash)))
    return None if found is None else str(found)


def _descent(recipe: Recipe, row: Mapping[str, Any]) -> Descent:
    """The derivation of a recipe.

    Raises:
        KitchenError: `INVALID` when it is damaged.
    """
    columns = {name: LINEAGE.c[name] for name in DESCENT_FIELDS if name != "parent"}
    try:
        details = {
            name: checked_value(column, row[name])
            for name, column in columns.items()
            if row.get(name) is not None
        }
    except (ValueError, TypeError) as error:
        raise KitchenError(
            ErrorCode.INVALID, name=recipe.name, reason=f"its descent is damaged: {error}"
        ) from error
    return Descent(child=recipe.id, parent=str(row["parent"]), **details)


def _rows(connection: Connection, table: Table, number: int | None = None) -> list[dict[str, Any]]:
    query = select(table)
    if number is not None:
        query = query.where(table.c.recipe == number)
    rows = connection.execute(query.order_by(table.c.id)).mappings()
    return [{name: value for name, value in row.items() if name != "recipe"} for row in rows]


def _media_of(beyond: Mapping[str, Any]) -> set[str]:
    used = {row.get("media") for name in ("notes", "pictures") for row in beyond.get(name, ())}
    used.add(beyond.get("original", {}).get("media"))
    return {media_hash for media_hash in used if media_hash}


def _is_here(connection: Connection, recipe_id: object) -> bool:
    return connection.scalar(select(RECIPES.c.number).where(RECIPES.c.id == str(recipe_id))) is not None
