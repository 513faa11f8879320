"""Merge two recipes that are the same: move the data of one to the other, and hide the first."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..storage.schema import DIARY, LINEAGE, NOTES, PICTURES, RATINGS
from .book import Book
from .cooking_log import remember_last
from .lineage import refuse_circle
from .model import Recipe
from .notes import NotePart
from .undo import Rows, changed_rows, rows_where

_BESIDE = (NOTES, PICTURES, DIARY, RATINGS)


def join(connection: Connection, book: Book, kept: Recipe, other: Recipe) -> list[Rows]:
    """Move notes, pictures, cooking log, ratings and descendants of `other` to `kept`.

    Returns the changed rows.

    Data of a version of `other` are assigned to the newest version of `kept`. A note on a line that `kept`
    does not have becomes a note on the recipe; if a person rated both, the rating of `other` stays there.

    Raises:
        KitchenError: `INVALID` for a recipe and itself.
    """
    if kept.id == other.id:
        raise KitchenError(ErrorCode.INVALID, reason="a recipe can't be joined with itself")
    to, of = book.number(connection, kept.id), book.number(connection, other.id)
    before = list(_looks(connection, to, of))
    _move_notes(connection, kept, other, to, of)
    _move_ratings(connection, kept, to, of)
    connection.execute(update(PICTURES).where(PICTURES.c.recipe == of).values(recipe=to))
    connection.execute(update(DIARY).where(DIARY.c.recipe == of).values(recipe=to, version=kept.version))
    _move_descent(connection, to, of)
    remember_last(connection, to)
    book.reindex(connection, kept.id)
    after = _looks(connection, to, of)
    return [changed_rows(table, was, now) for (table, was), (_, now) in zip(before, after, strict=True)]


def _looks(connection: Connection, to: int, of: int) -> Iterable[tuple[Any, tuple[dict[str, Any], ...]]]:
    both = (to, of)
    for table in _BESIDE:
        yield table, rows_where(connection, table, table.c.recipe.in_(both))
    yield LINEAGE, rows_where(connection, LINEAGE, LINEAGE.c.child.in_(both) | LINEAGE.c.parent.in_(both))


def _move_notes(connection: Connection, kept: Recipe, other: Recipe, to: int, of: int) -> None:
    for row in rows_where(connection, NOTES, NOTES.c.recipe == of):
        of_version = _places(other) if row["version"] == other.version else {}
        words = of_version.get((row["part"], row["line"]))
        line = next(
            (at for at, found in _places(kept).items() if found == words and at[0] == row["part"]), None
        )
        where = (row["part"], None) if row["line"] is None else line or (NotePart.RECIPE.value, None)
        connection.execute(
            update(NOTES)
            .where(NOTES.c.id == row["id"])
            .values(recipe=to, version=kept.version, part=where[0], line=where[1])
        )


def _places(recipe: Recipe) -> dict[tuple[str, int | None], str]:
    """The lines that can have a note, by part and position."""
    parts = {
        NotePart.INGREDIENT: [line.text for line in recipe.ingredients],
        NotePart.STEP: [step.text for step in recipe.steps],
    }
    return {(part.value, at): text for part, texts in parts.items() for at, text in enumerate(texts)}


def _move_ratings(connection: Connection, kept: Recipe, to: int, of: int) -> None:
    given = {
        (row["person"], row["dimension"]) for row in rows_where(connection, RATINGS, RATINGS.c.recipe == to)
    }
    rows = rows_where(connection, RATINGS, RATINGS.c.recipe == of)
    # Of one person's ratings of several versions, the latest.
    for row in sorted(rows, key=lambda row: str(row["created_at"]), reverse=True):
        if (key := (row["person"], row["dimension"])) not in given:
            given.add(key)
            moved = update(RATINGS).where(RATINGS.c.id == row["id"])
            connection.execute(moved.values(recipe=to, version=kept.version))


def _move_descent(connection: Connection, to: int, of: int) -> None:
    own = rows_where(connection, LINEAGE, LINEAGE.c.child.in_((to, of)))
    # A derivation from the other recipe is removed: they are the same now.
    connection.execute(delete(LINEAGE).where(LINEAGE.c.child == to, LINEAGE.c.parent == of))
    connection.execute(delete(LINEAGE).where(LINEAGE.c.child == of, LINEAGE.c.parent == to))
    connection.execute(update(LINEAGE).where(LINEAGE.c.parent == of).values(parent=to))
    has_parent = connection.scalar(select(LINEAGE.c.child).where(LINEAGE.c.child == to))
    inherited = next((row for row in own if row["child"] == of and row["parent"] != to), None)
    if inherited is not None and has_parent is None:
        refuse_circle(connection, to, inherited["parent"])
        connection.execute(delete(LINEAGE).where(LINEAGE.c.child == of))
        connection.execute(insert(LINEAGE), {**inherited, "child": to})
