"""Cooking log and ratings of recipes."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable_rows
from ..storage.schema import DIARY, RATINGS, RECIPES
from ..storage.times import from_text, to_text
from .book import Book

MOST_STARS = 5.0
OVERALL = "overall"
"""The dimension of a rating without a dimension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooking:
    """One entry of the cooking log."""

    recipe_id: str
    version: int
    cooked_at: datetime
    session_id: str | None = None
    cook: str = ""
    words: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A person's rating in stars (0–5, halves allowed) of a version, in one dimension.

    A later one replaces it.
    """

    recipe_id: str
    version: int
    person: str
    stars: float
    dimension: str = OVERALL
    words: str = ""
    id: str = ""
    created_at: datetime | None = None


def write_cooking(connection: Connection, book: Book, cooking: Cooking) -> tuple[Cooking, bool]:
    """Add to the cooking log. Returns also whether the recipe was cooked for the first time.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, also when there is no such version.
    """
    book.open(connection, cooking.recipe_id, version=cooking.version)
    number = book.number(connection, cooking.recipe_id)
    cooking = replace(cooking, id=cooking.id or uuid4().hex)
    first = connection.scalar(select(func.count()).select_from(DIARY).where(DIARY.c.recipe == number)) == 0
    at = to_text(cooking.cooked_at)
    connection.execute(
        insert(DIARY),
        {
            "id": cooking.id,
            "recipe": number,
            "version": cooking.version,
            "cooked_at": at,
            "session": cooking.session_id,
            "cook": cooking.cook,
            "words": cooking.words,
        },
    )
    remember_last(connection, number)
    return cooking, first


def remove_cooking(connection: Connection, cooking_id: str) -> None:
    """Undo `write_cooking`."""
    number = connection.scalar(select(DIARY.c.recipe).where(DIARY.c.id == cooking_id))
    if number is None:
        raise KitchenError(ErrorCode.INVALID, reason="there is no such entry in the diary")
    connection.execute(delete(DIARY).where(DIARY.c.id == cooking_id))
    remember_last(connection, number)


def cookings(connection: Connection, book: Book, recipe_id: str) -> tuple[Cooking, ...]:
    """The cooking log of a recipe, newest first."""
    query = select(DIARY).where(DIARY.c.recipe == book.number(connection, recipe_id))

    def read(row: Row[Any]) -> Cooking:
        return Cooking(
            id=row.id,
            recipe_id=recipe_id,
            version=row.version,
            cooked_at=from_text(row.cooked_at),
            session_id=row.session,
            cook=row.cook,
            words=row.words,
        )

    return readable_rows(
        connection.execute(query.order_by(DIARY.c.cooked_at.desc(), DIARY.c.id)), read, recipe_id
    )


def rate(connection: Connection, book: Book, rating: Rating, now: datetime) -> Rating:
    """Store a rating; it replaces the person's earlier rating of that version and dimension.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, or `INVALID` when the stars are out of range or the person is
            missing.
    """
    if not 0.0 <= rating.stars <= MOST_STARS or not rating.person.strip():
        raise KitchenError(ErrorCode.INVALID, reason="a rating is somebody's, between 0 and 5 stars")
    book.open(connection, rating.recipe_id, version=rating.version)
    number = book.number(connection, rating.recipe_id)
    rating = replace(rating, id=rating.id or uuid4().hex, created_at=rating.created_at or now)
    connection.execute(
        delete(RATINGS).where(
            RATINGS.c.recipe == number,
            RATINGS.c.version == rating.version,
            RATINGS.c.person == rating.person,
            RATINGS.c.dimension == rating.dimension,
        )
    )
    connection.execute(
        insert(RATINGS),
        {
            "id": rating.id,
            "recipe": number,
            "version": rating.version,
            "person": rating.person,
            "dimension": rating.dimension,
            "stars": rating.stars,
            "words": rating.words,
            "created_at": to_text(rating.created_at or now),
        },
    )
    return rating


def ratings(connection: Connection, book: Book, recipe_id: str) -> tuple[Rating, ...]:
    """All ratings of a recipe, oldest first."""
    query = select(RATINGS).where(RATINGS.c.recipe == book.number(connection, recipe_id))

    def read(row: Row[Any]) -> Rating:
        return Rating(
            id=row.id,
            recipe_id=recipe_id,
            version=row.version,
            person=row.person,
            stars=row.stars,
            dimension=row.dimension,
            words=row.words,
            created_at=from_text(row.created_at),
        )

    return readable_rows(
        connection.execute(query.order_by(RATINGS.c.created_at, RATINGS.c.id)), read, recipe_id
    )


def remember_last(connection: Connection, number: int) -> None:
    """Update the time at which a recipe was last cooked, from the cooking log."""
    last = select(func.max(DIARY.c.cooked_at)).where(DIARY.c.recipe == number).scalar_subquery()
    connection.execute(update(RECIPES).where(RECIPES.c.number == number).values(last_cooked_at=last))
