"""The shelf: a part of the book as a page shows it, with covers and stars, in the order that was asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, UnaryExpression, func, select

from ..storage.schema import MEDIA, PICTURES, RATINGS, RECIPES
from ..storage.times import from_text
from .book import Book
from .cooking_log import OVERALL
from .media import MediaRole
from .search import Query, column_conditions, filter_terms, understand
from .words import words_of

MOST_FOUND = 600
"""Found recipes of a typed text; the ranking is for the best ones."""


class ShelfOrder(StrEnum):
    """Orders of the shelf while nothing is typed."""

    NEWEST = "newest"
    NAME = "name"
    COOKED = "cooked"
    """Last cooked first."""
    FORGOTTEN = "forgotten"
    """Never cooked first, then longest ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfItem:
    """One recipe on the shelf. `cover` is the hash of its first picture, `stars` the mean of the ratings."""

    id: str
    name: str
    version: int
    total_time_s: float | None = None
    cover: str | None = None
    stars: float | None = None
    last_cooked_at: datetime | None = None
    corrected: bool = False
    """Whether it was found only after correcting a misspelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPart:
    """A part of the shelf, from `offset` on. With `more`, there may be more than `total`."""

    total: int
    offset: int
    items: tuple[ShelfItem, ...]
    more: bool = False


_ORDERS: dict[ShelfOrder, Callable[[], tuple[UnaryExpression[Any] | ColumnElement[Any], ...]]] = {
    ShelfOrder.NEWEST: lambda: (RECIPES.c.changed_at.desc(), RECIPES.c.number.desc()),
    ShelfOrder.NAME: lambda: (RECIPES.c.name_key, RECIPES.c.number),
    ShelfOrder.COOKED: lambda: (
        RECIPES.c.last_cooked_at.is_(None),
        RECIPES.c.last_cooked_at.desc(),
        RECIPES.c.name_key,
    ),
    ShelfOrder.FORGOTTEN: lambda: (
        RECIPES.c.last_cooked_at.is_not(None),
        RECIPES.c.last_cooked_at,
        RECIPES.c.name_key,
    ),
}


def shelf(
    connection: Connection,
    book: Book,
    query: Query,
    now: datetime,
    *,
    order: ShelfOrder = ShelfOrder.NEWEST,
    only: frozenset[str] | None = None,
    offset: int = 0,
    limit: int = 60,
) -> ShelfPart:
    """A part of the recipes that a query finds; of these ids, if `only` is given.

    Typed words rank the recipes; without words they are in `order`.
    """
    asked = understand(query, now)
    if words_of(asked.text):
        hits = book.search(connection, query, now, limit=MOST_FOUND)
        more = len(hits) == MOST_FOUND
        kept = [hit for hit in hits if only is None or hit.id in only]
        corrected = {hit.id for hit in kept if hit.corrected}
        ids = [hit.id for hit in kept[offset : offset + limit]]
        items = tuple(replace(item, corrected=item.id in corrected) for item in shelf_items(connection, ids))
        return ShelfPart(total=len(kept), offset=offset, items=items, more=more)
    conditions = [RECIPES.c.erased_at.is_(None), *column_conditions(asked)]
    if terms := filter_terms(asked):
        conditions.append(book.index_of(connection).condition(terms))
    ordered = select(RECIPES.c.id).where(*conditions).order_by(*_ORDERS[order]())
    if only is None:
        total = connection.scalar(select(func.count()).select_from(RECIPES).where(*conditions)) or 0
        ids = list(connection.scalars(ordered.offset(offset).limit(limit)))
    else:
        found = [recipe_id for recipe_id in connection.scalars(ordered) if recipe_id in only]
        total, ids = len(found), found[offset : offset + limit]
    return ShelfPart(total=total, offset=offset, items=tuple(shelf_items(connection, ids)))


def shelf_items(connection: Connection, recipe_ids: Sequence[str]) -> list[ShelfItem]:
    """These recipes in this order; erased ones are left out."""
    columns = (
        RECIPES.c.number, RECIPES.c.id, RECIPES.c.name, RECIPES.c.version, RECIPES.c.total_time_s,
        RECIPES.c.last_cooked_at,
    )  # fmt: skip
    query = select(*columns).where(RECIPES.c.id.in_(recipe_ids), RECIPES.c.erased_at.is_(None))
    rows = {row.id: row for row in connection.execute(query)}
    numbers = [row.number for row in rows.values()]
    covers, stars = _covers(connection, numbers), _stars(connection, numbers)

    def item(row: Row[Any]) -> ShelfItem:
        cooked = row.last_cooked_at
        return ShelfItem(
            id=row.id,
            name=row.name,
            version=row.version,
            total_time_s=row.total_time_s,
            cover=covers.get(row.number),
            stars=stars.get(row.number),
            last_cooked_at=None if cooked is None else from_text(cooked),
        )

    return [item(rows[recipe_id]) for recipe_id in recipe_ids if recipe_id in rows]


def _covers(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The first picture of each recipe: a cover, else another one, but no scan of an original."""
    query = select(PICTURES.c.recipe, PICTURES.c.media, PICTURES.c.role).join(
        MEDIA, MEDIA.c.hash == PICTURES.c.media
    )
    query = query.where(
        PICTURES.c.recipe.in_(numbers),
        PICTURES.c.role != MediaRole.ORIGINAL.value,
        MEDIA.c.media_type.like("image/%"),
    )
    rows = connection.execute(query.order_by(PICTURES.c.created_at, PICTURES.c.id)).all()
    found: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: row.role != MediaRole.COVER.value):
        found.setdefault(row.recipe, row.media)
    return found


def _stars(connection: Connection, numbers: Sequence[int]) -> dict[int, float]:
    query = select(RATINGS.c.recipe, func.avg(RATINGS.c.stars).label("mean"))
    query = query.where(RATINGS.c.recipe.in_(numbers), RATINGS.c.dimension == OVERALL)
    rows = connection.execute(query.group_by(RATINGS.c.recipe))
    return {row.recipe: float(row.mean) for row in rows}
