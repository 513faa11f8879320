"""Margin notes: attached to a line of a version, with author and date, as text, picture or voice clip."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable_rows
from ..storage.schema import NOTES
from ..storage.times import from_text, to_text
from .book import Book


class NotePart(StrEnum):
    """The part of a recipe to which a note is attached."""

    RECIPE = "recipe"
    INGREDIENT = "ingredient"
    STEP = "step"
    STORY = "story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note. `line` counts ingredients or steps from 0; `media` is the hash of a picture or clip."""

    recipe_id: str
    version: int
    part: NotePart = NotePart.RECIPE
    line: int | None = None
    words: str = ""
    author: str = ""
    media: str | None = None
    id: str = ""
    created_at: datetime | None = None


def add_note(connection: Connection, book: Book, note: Note, now: datetime) -> Note:
    """Store a note.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, or `INVALID` when it is empty or its line does not exist.
    """
    recipe = book.open(connection, note.recipe_id, version=note.version)
    lines = {NotePart.INGREDIENT: len(recipe.ingredients), NotePart.STEP: len(recipe.steps)}.get(note.part)
    if not note.words.strip() and note.media is None:
        raise KitchenError(ErrorCode.INVALID, reason="a note says something")
    if (lines is None) != (note.line is None) or (lines is not None and not 0 <= (note.line or 0) < lines):
        raise KitchenError(ErrorCode.INVALID, reason="there is no such line to pin the note to")
    note_id, at = note.id or uuid4().hex, note.created_at or now
    connection.execute(
        insert(NOTES),
        {
            "id": note_id,
            "recipe": book.number(connection, note.recipe_id),
            "version": note.version,
            "part": note.part.value,
            "line": note.line,
            "words": note.words,
            "author": note.author,
            "media": note.media,
            "created_at": to_text(at),
        },
    )
    return Note(
        id=note_id,
        recipe_id=note.recipe_id,
        version=note.version,
        part=note.part,
        line=note.line,
        words=note.words,
        author=note.author,
        media=note.media,
        created_at=at,
    )


def notes_of(connection: Connection, book: Book, recipe_id: str) -> tuple[Note, ...]:
    """All notes of a recipe, in all its versions, oldest first."""
    query = select(NOTES).where(NOTES.c.recipe == book.number(connection, recipe_id))

    def read(row: Row[Any]) -> Note:
        return Note(
            id=row.id,
            recipe_id=recipe_id,
            version=row.version,
            part=NotePart(row.part),
            line=row.line,
            words=row.words,
            author=row.author,
            media=row.media,
            created_at=from_text(row.created_at),
        )

    return readable_rows(connection.execute(query.order_by(NOTES.c.created_at, NOTES.c.id)), read, recipe_id)


def remove_note(connection: Connection, note_id: str) -> None:
    """Remove a note.

    Raises:
        KitchenError: `INVALID` when it does not exist.
    """
    if connection.execute(delete(NOTES).where(NOTES.c.id == note_id)).rowcount == 0:
        raise KitchenError(ErrorCode.INVALID, reason="there is no such note")
