"""Everything a family put into its book, taken out as plain files and put back without loss.

A recipe's bundle holds its newest version as `recipe`, and beyond it what only a book knows: older versions with who
changed them and why, notes, lineage, diary, stars, and which of its files is what.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
import json
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import (
    DIARY,
    NOTES,
    PICTURES,
    RATINGS,
    RECIPES,
    VERSIONS,
)

from .book import Book
from .codec import recipe_from_json
from .diary import remember_last
from .folder import Bundle
from .lineage import Descent, descent_of, set_descent
from .media import MediaFolder, keep_medium
from .model import Recipe
from .originals import Original, OriginalKind, keep_original, open_original

FORM = 1
"""Of the document; a later one is refused rather than half understood."""
_OF_RECIPE: Mapping[str, Table] = {"notes": NOTES, "pictures": PICTURES, "diary": DIARY, "ratings": RATINGS}
_DESCENT = ("parent", "parent_version", "person", "generation", "year", "place", "reason")


def bundle_of(connection: Connection, book: Book, media: MediaFolder | None, recipe_id: str) -> Bundle:
    """A recipe with everything that belongs to it."""
    recipe = book.open(connection, recipe_id)
    number = book.number(connection, recipe_id)
    beyond: dict[str, Any] = {"form": FORM}
    versions = connection.execute(
        select(VERSIONS).where(VERSIONS.c.recipe == number).order_by(VERSIONS.c.version)
    )
    beyond["versions"] = [
        {
            # The newest one's words are in `recipe` itself, where a hand may have edited them.
            **({} if row.version == recipe.version else {"document": json.loads(row.document)}),
            "version": row.version,
            "author": row.author,
            "reason": row.reason,
            "created_at": row.created_at,
        }
        for row in versions
    ]
    for name, table in _OF_RECIPE.items():
        if rows := _rows(connection, table, number):
            beyond[name] = rows
    if (descent := descent_of(connection, book, recipe_id)) is not None:
        beyond["descent"] = {name: getattr(descent, name) for name in _DESCENT}
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
        files |= {f"{media_hash}.bin": media.get(media_hash) for media_hash in sorted(_media_of(beyond))}
    return Bundle(recipe=recipe, beyond=beyond, files=files)


def bundles(connection: Connection, book: Book, media: MediaFolder | None) -> Iterator[Bundle]:
    """Every recipe of the book, in order of names."""
    return (bundle_of(connection, book, media, recipe_id) for recipe_id in book.names(connection))


def restore(
    connection: Connection, book: Book, media: MediaFolder | None, coming: Sequence[Bundle], now: datetime
) -> list[Recipe]:
    """Put bundles back, in one transaction: all of them or, when one is damaged, none.

    A recipe whose id is in the book already is left as it is there, and not among those returned.

    Raises:
        KitchenError: `INVALID` or `NOT_A_RECIPE`, with the recipe's `name` and a `reason`.
    """
    restored: list[Recipe] = []
    for bundle in coming:
        taken = select(RECIPES.c.number).where(RECIPES.c.id == bundle.recipe.id)
        if bundle.recipe.id and connection.scalar(taken) is not None:
            continue
        try:
            restored.append(_restore_one(connection, book, media, bundle, now))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise KitchenError(
                ErrorCode.INVALID, name=bundle.recipe.name, reason=f"its book.json is damaged: {error!r}"
            ) from error
    ids = {recipe.id for recipe in restored}
    for bundle in coming:
        descent = bundle.beyond.get("descent")
        # A parent that was not exported is not made up.
        if (
            bundle.recipe.id in ids
            and isinstance(descent, Mapping)
            and _is_here(connection, descent.get("parent"))
        ):
            details: dict[str, Any] = {
                name: descent.get(name) for name in _DESCENT if descent.get(name) is not None
            }
            set_descent(connection, book, Descent(child=bundle.recipe.id, **details))
    return restored


def _restore_one(
    connection: Connection, book: Book, media: MediaFolder | None, bundle: Bundle, now: datetime
) -> Recipe:
    beyond = bundle.beyond
    if beyond.get("form", FORM) > FORM:
        raise KitchenError(ErrorCode.INVALID, name=bundle.recipe.name, reason="written by a newer release")
    if not bundle.recipe.id or not beyond.get("versions"):
        # A folder made by hand, or by another program.
        return book.add(connection, bundle.recipe, now)
    for content in (content for name, content in bundle.files.items() if not name.startswith("original.")):
        if media is not None:
            keep_medium(connection, media.put(content), now)
    history = [
        (
            recipe_from_json(line["document"]) if "document" in line else bundle.recipe,
            {name: str(line[name]) for name in ("author", "reason", "created_at")},
        )
        for line in sorted(beyond["versions"], key=lambda line: int(line["version"]))
    ]
    number = book.add_history(connection, history)
    if (original := beyond.get("original")) is not None and bundle.recipe.original_id is not None:
        content = next((found for name, found in bundle.files.items() if name.startswith("original.")), b"")
        kept = Original(**{**original, "kind": OriginalKind(original["kind"])}, content=content)
        keep_original(connection, bundle.recipe.original_id, number, kept, history[0][0].created_at or now)
    for name, table in _OF_RECIPE.items():
        for row in beyond.get(name, ()):
            known = {column.name: row[column.name] for column in table.columns if column.name != "recipe"}
            connection.execute(insert(table), {**known, "recipe": number})
    remember_last(connection, number)
    return bundle.recipe


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
