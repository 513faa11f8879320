"""Undo of changes to the book. The undo entry is written in the transaction of the change itself.

Versions and erased recipes are never lost anyway; rows that are deleted or overwritten (notes, pictures,
cooking log, ratings, weighings, derivation) are stored here unchanged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.schema import DIARY, LINEAGE, NOTES, PICTURES, RATINGS, RECIPES, SOFT_MEASURES, UNDO
from ..storage.times import from_text, to_text
from .book import Book
from .cooking_log import remember_last
from .lineage import refuse_circle

KEPT = 500
"""Number of changes that can be undone; older ones are deleted."""
_TABLES: Mapping[str, Table] = {
    table.name: table for table in (DIARY, LINEAGE, NOTES, PICTURES, RATINGS, SOFT_MEASURES)
}


class Deed(StrEnum):
    """Kinds of changes."""

    ADDED = "added"
    EDITED = "edited"
    ERASED = "erased"
    BROUGHT_BACK = "brought_back"
    JOINED = "joined"
    """Another recipe (the first of `also`) was merged into this one."""
    ROWS = "rows"
    """Data beside a recipe were added, replaced or removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A change that can be undone. `what` describes it: `edited`, `note_removed`."""

    number: int
    at: datetime
    who: str
    what: str
    recipe_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Removed and added rows of one table."""

    table: Table
    removed: tuple[Mapping[str, Any], ...] = ()
    added: tuple[Mapping[str, Any], ...] = ()


def rows_where(
    connection: Connection, table: Table, *where: ColumnElement[bool]
) -> tuple[dict[str, Any], ...]:
    """Present rows, to be stored before they are deleted."""
    return tuple(dict(row) for row in connection.execute(select(table).where(*where)).mappings())


def changed_rows(
    table: Table, before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> Rows:
    """Removed and added rows between two reads of a table."""
    key = next(iter(table.primary_key.columns)).name
    was, now = {row[key]: row for row in before}, {row[key]: row for row in after}
    return Rows(
        table=table,
        removed=tuple(row for name, row in was.items() if now.get(name) != row),
        added=tuple(row for name, row in now.items() if was.get(name) != row),
    )


def remember(
    connection: Connection,
    deed: Deed,
    now: datetime,
    *,
    what: str = "",
    recipe_id: str = "",
    name: str = "",
    actor: str = "",
    version: int | None = None,
    also: Iterable[str] = (),
    rows: Iterable[Rows] = (),
) -> int:
    """Store how a change is undone. `also` are further changed recipes. Returns its number."""
    document = {
        "deed": deed.value,
        "version": version,
        "also": list(also),
        "rows": [
            {"table": part.table.name, "removed": list(part.removed), "added": list(part.added)}
            for part in rows
        ],
    }
    written = connection.execute(
        insert(UNDO),
        {
            "at": to_text(now),
            "who": actor,
            "kind": what or deed.value,
            "recipe": recipe_id,
            "name": name,
            "document": json.dumps(document, ensure_ascii=False),
        },
    ).inserted_primary_key
    assert written is not None
    number = int(written[0])
    connection.execute(delete(UNDO).where(UNDO.c.number <= number - KEPT))
    return number


def undoable(connection: Connection, recipe_id: str | None = None, limit: int = 20) -> tuple[Done, ...]:
    """Changes that can be undone, newest first; of one recipe if it is given."""
    columns = (UNDO.c.number, UNDO.c.at, UNDO.c.who, UNDO.c.kind, UNDO.c.recipe, UNDO.c.name)
    query = select(*columns).order_by(UNDO.c.number.desc()).limit(limit)
    if recipe_id is not None:
        query = query.where(UNDO.c.recipe == recipe_id)
    return tuple(_done(row) for row in connection.execute(query))


def undo(
    connection: Connection, book: Book, now: datetime, *, number: int | None = None, actor: str = ""
) -> tuple[Done, Deed]:
    """Undo a change: the newest, or the one with this number. Returns it.

    Raises:
        KitchenError: `INVALID` when there is none, or when its data were changed again since.
    """
    newest = select(func.max(UNDO.c.number)).scalar_subquery()
    row = connection.execute(
        select(UNDO).where(UNDO.c.number == (newest if number is None else number))
    ).first()
    if row is None:
        raise KitchenError(ErrorCode.INVALID, reason="there is nothing to take back")
    document = json.loads(row.document)
    deed = Deed(document["deed"])
    match deed:
        case Deed.ADDED:
            for recipe_id in dict.fromkeys((row.recipe, *document["also"])):
                _erase_if_there(connection, book, recipe_id, now)
        case Deed.EDITED:
            _back_before(connection, book, row.recipe, int(document["version"]), now, actor)
        case Deed.ERASED:
            book.bring_back(connection, row.recipe)
        case Deed.BROUGHT_BACK:
            _erase_if_there(connection, book, row.recipe, now)
        case Deed.JOINED:
            other = document["also"][0]
            book.bring_back(connection, other)
            for part in document["rows"]:
                _put_back(connection, _TABLES[part["table"]], part["removed"], part["added"])
            _tidy(connection, book, row.recipe)
            _tidy(connection, book, other)
        case Deed.ROWS:
            for part in document["rows"]:
                _put_back(connection, _TABLES[part["table"]], part["removed"], part["added"])
            _tidy(connection, book, row.recipe)
    connection.execute(delete(UNDO).where(UNDO.c.number == row.number))
    return _done(row), deed


def kept_media(connection: Connection) -> set[str]:
    """Hashes of pictures and clips that an undo would need."""
    found: set[str] = set()
    for document in connection.scalars(select(UNDO.c.document)):
        for part in json.loads(document)["rows"]:
            found |= {row["media"] for row in part["removed"] if row.get("media")}
    return found


def _done(row: Row[Any]) -> Done:
    return Done(
        number=row.number,
        at=from_text(row.at),
        who=row.who,
        what=row.kind,
        recipe_id=row.recipe,
        name=row.name,
    )


def _erase_if_there(connection: Connection, book: Book, recipe_id: str, now: datetime) -> None:
    alive = RECIPES.c.erased_at.is_(None)
    if connection.scalar(select(RECIPES.c.number).where(RECIPES.c.id == recipe_id, alive)) is not None:
        book.erase(connection, recipe_id, now)


def _back_before(
    connection: Connection, book: Book, recipe_id: str, version: int, now: datetime, actor: str
) -> None:
    if book.open(connection, recipe_id).version != version:
        raise KitchenError(ErrorCode.INVALID, reason="the recipe was changed again since")
    book.restore(connection, recipe_id, version - 1, now, actor=actor)


def _put_back(
    connection: Connection, table: Table, removed: list[dict[str, Any]], added: list[dict[str, Any]]
) -> None:
    key = next(iter(table.primary_key.columns))
    for row in added:
        if rows_where(connection, table, key == row[key.name]) != (row,):
            raise KitchenError(ErrorCode.INVALID, reason="it was changed again since")
        connection.execute(delete(table).where(key == row[key.name]))
    for row in removed:
        if rows_where(connection, table, key == row[key.name]):
            raise KitchenError(ErrorCode.INVALID, reason="it was changed again since")
        if table is LINEAGE:
            refuse_circle(connection, row["child"], row["parent"])
        connection.execute(insert(table), row)


def _tidy(connection: Connection, book: Book, recipe_id: str) -> None:
    # Derived data: the time of the last cooking, and the name by which it is found.
    number = connection.scalar(
        select(RECIPES.c.number).where(RECIPES.c.id == recipe_id, RECIPES.c.erased_at.is_(None))
    )
    if number is not None:
        remember_last(connection, number)
        book.reindex(connection, recipe_id)
