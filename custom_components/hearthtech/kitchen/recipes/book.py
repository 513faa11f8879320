"""The recipe book: add, open, edit, erase and restore recipes. Stored versions are never overwritten.

Every function works inside the transaction of the connection it is given (`store.Store`).
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
import json
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, RowMapping, bindparam, event, func, insert, select, update

from ...language.singular import forms
from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable_rows
from ..storage.schema import LINEAGE, RECIPES, VERSIONS, WORDS
from ..storage.times import from_text, to_text
from .codec import recipe_from_json
from .index import Index, index_for
from .model import Recipe
from .name_match import likeness
from .recipe_rows import check, document_of, fingerprint, not_erased, recipe_columns
from .search import Hit, Query, search
from .sources import Original, save_original
from .spelling import BookVocabulary
from .version_merge import merge_or_refuse
from .words import name_key, searchable

NEAR_ENOUGH = 75.0
"""Least similarity (0–100) of a spoken or typed name to a recipe's name."""
MARGIN = 8.0
"""By how much the best result must exceed the next to be chosen without asking."""

# Statements are built once: building one costs more than running it.
_ADD_RECIPE = insert(RECIPES)
_ADD_VERSION = insert(VERSIONS)
_ANCESTORS = select(LINEAGE.c.person).where(LINEAGE.c.child == bindparam("child"))
_IS_TAKEN = select(RECIPES.c.number).where(RECIPES.c.id == bindparam("wanted"))
_DOCUMENT = (
    select(VERSIONS.c.document)
    .join(RECIPES, RECIPES.c.number == VERSIONS.c.recipe)
    .where(RECIPES.c.id == bindparam("wanted"), RECIPES.c.erased_at.is_(None))
)
_DOCUMENT_OF_ROW = (
    select(VERSIONS.c.document)
    .join(RECIPES, RECIPES.c.number == VERSIONS.c.recipe)
    .where(RECIPES.c.number == bindparam("number"), VERSIONS.c.version == RECIPES.c.version)
)
_OPEN = _DOCUMENT.where(VERSIONS.c.version == RECIPES.c.version)
_OPEN_VERSION = _DOCUMENT.where(VERSIONS.c.version == bindparam("wanted_version"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One entry of a recipe's history."""

    version: int
    name: str
    author: str
    reason: str
    created_at: datetime


_COUNT_WORDS = select(func.count()).select_from(WORDS)


class Book:
    """The recipes of one store, with the word index and the vocabulary for search."""

    def __init__(self) -> None:
        self._indexes: dict[str, Index] = {}
        """By kind of database: a shared book has a copy in a file."""
        self._vocabulary: BookVocabulary | None = None
        self._watched: Connection | None = None

    def prepare(self, connection: Connection) -> None:
        """Choose the word index, and fill it if it is missing. Call once, in a writing transaction."""
        if connection.dialect.name == "postgresql":
            # Two processes that open a new book at once must not both create its index.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4218)")
        self._indexes[connection.dialect.name], new = index_for(connection)
        if new:
            for recipe_id in self.names(connection):
                self.reindex(connection, recipe_id)

    def index_of(self, connection: Connection) -> Index:
        """The word index of the database of a connection."""
        return self._indexes[connection.dialect.name]

    def index_copied(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Update the word index of a copy, after the rows of these recipes were copied or removed."""
        if connection.dialect.name not in self._indexes:
            self._indexes[connection.dialect.name], _ = index_for(connection)
        index = self.index_of(connection)
        for number in numbers:
            index.remove(connection, number)
            document = connection.scalar(_DOCUMENT_OF_ROW, {"number": number})
            # A damaged document has no words; opening the recipe reports it.
            with suppress(KeyError, TypeError, ValueError, AttributeError, RecursionError):
                if document is not None:
                    recipe = recipe_from_json(json.loads(document))
                    people = connection.scalars(_ANCESTORS, {"child": number})
                    index.put(connection, number, searchable(recipe, people))

    def vocabulary(self, connection: Connection) -> BookVocabulary:
        """The words of the book, loaded on first use."""
        if self._vocabulary is None:
            self._vocabulary = BookVocabulary.load(connection)
        return self._vocabulary

    def forget_vocabulary(self) -> None:
        """Reload the words on next use.

        Another process may have added some, or a transaction was rolled back.
        """
        self._vocabulary = None

    def add(
        self,
        connection: Connection,
        recipe: Recipe,
        now: datetime,
        *,
        original: Original | None = None,
        actor: str = "",
    ) -> Recipe:
        """Store a recipe as version 1, with its source text. It gets an id unless it has a free one.

        Raises:
            KitchenError: `NOT_A_RECIPE` when it has no name, or neither ingredients nor steps; `INVALID` when
                its id is in use.
        """
        check(recipe)
        recipe = replace(recipe, id=recipe.id or uuid4().hex, version=1, created_at=recipe.created_at or now)
        if connection.scalar(_IS_TAKEN, {"wanted": recipe.id}) is not None:
            raise KitchenError(ErrorCode.INVALID, reason=f"there is a recipe {recipe.id} already")
        if original is not None:
            recipe = replace(recipe, original_id=uuid4().hex)
        columns = {"id": recipe.id, "created_at": to_text(now), **recipe_columns(recipe, now)}
        added = connection.execute(_ADD_RECIPE, columns).inserted_primary_key
        assert added is not None
        number = int(added[0])
        if original is not None and recipe.original_id is not None:
            save_original(connection, recipe.original_id, number, original, now)
        self._write(connection, number, recipe, now, actor, "")
        return recipe

    def add_history(self, connection: Connection, history: Sequence[tuple[Recipe, Mapping[str, str]]]) -> int:
        """Store a recipe with all its versions, oldest first, each with `author`, `reason` and `created_at`.

        Returns its row number.
        """
        (first, begun), (newest, changed) = history[0], history[-1]
        check(newest)
        columns = {
            **recipe_columns(newest, first.created_at or from_text(begun["created_at"])),
            "id": newest.id,
            "created_at": begun["created_at"],
            "changed_at": changed["created_at"],
        }
        added = connection.execute(_ADD_RECIPE, columns).inserted_primary_key
        assert added is not None
        versions = [
            {"recipe": added[0], "version": recipe.version, "document": document_of(recipe), **details}
            for recipe, details in history
        ]
        connection.execute(_ADD_VERSION, versions)
        self._put_words(connection, int(added[0]), newest)
        return int(added[0])

    def edit(
        self, connection: Connection, recipe: Recipe, now: datetime, *, actor: str = "", reason: str = ""
    ) -> Recipe:
        """Store the recipe's next version. The former version stays readable.

        `recipe.version` is the version that was edited. If a newer version exists, the edit is merged with it.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`, `NOT_A_RECIPE`, or `INVALID` as `merge_or_refuse` raises it.
        """
        check(recipe)
        row = self._row(connection, recipe.id, lock=True)
        before = self.open(connection, recipe.id)
        if recipe.version != before.version:
            base = self.open(connection, recipe.id, version=recipe.version)
            recipe = merge_or_refuse(base, before, recipe)
            check(recipe)
        recipe = replace(
            recipe, version=before.version + 1, original_id=before.original_id, created_at=before.created_at
        )
        connection.execute(
            update(RECIPES).where(RECIPES.c.number == row["number"]).values(**recipe_columns(recipe, now))
        )
        self._write(connection, row["number"], recipe, now, actor, reason)
        return recipe

    def restore(
        self, connection: Connection, recipe_id: str, version: int, now: datetime, *, actor: str = ""
    ) -> Recipe:
        """Store an older version again, as a new version."""
        newest = self.open(connection, recipe_id)
        older = self.open(connection, recipe_id, version=version)
        return self.edit(
            connection,
            replace(older, version=newest.version),
            now,
            actor=actor,
            reason=f"back to version {version}",
        )

    def erase(self, connection: Connection, recipe_id: str, now: datetime) -> None:
        """Hide a recipe. `bring_back` undoes it."""
        row = self._row(connection, recipe_id)
        connection.execute(
            update(RECIPES).where(RECIPES.c.number == row["number"]).values(erased_at=to_text(now))
        )

    def bring_back(self, connection: Connection, recipe_id: str) -> Recipe:
        """Undo `erase`."""
        connection.execute(update(RECIPES).where(RECIPES.c.id == recipe_id).values(erased_at=None))
        return self.open(connection, recipe_id)

    def open(self, connection: Connection, recipe_id: str, *, version: int | None = None) -> Recipe:
        """A recipe, in its newest version or a given one.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`.
        """
        if version is None:
            document = connection.scalar(_OPEN, {"wanted": recipe_id})
        else:
            document = connection.scalar(_OPEN_VERSION, {"wanted": recipe_id, "wanted_version": version})
        if document is None:
            raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=recipe_id)
        try:
            return recipe_from_json(json.loads(document))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise KitchenError(ErrorCode.INVALID, name=recipe_id, reason="its record is damaged") from error

    def versions(self, connection: Connection, recipe_id: str) -> tuple[Version, ...]:
        """The history of a recipe, oldest first."""
        row = self._row(connection, recipe_id)
        rows = connection.execute(
            select(VERSIONS).where(VERSIONS.c.recipe == row["number"]).order_by(VERSIONS.c.version)
        )
        return readable_rows(rows, _version, recipe_id)

    def names(self, connection: Connection) -> dict[str, str]:
        """The name of every recipe by its id, sorted by name."""
        rows = connection.execute(
            select(RECIPES.c.id, RECIPES.c.name)
            .where(RECIPES.c.erased_at.is_(None))
            .order_by(RECIPES.c.name_key)
        )
        return {row.id: row.name for row in rows}

    def named(self, connection: Connection, names: Iterable[str]) -> dict[str, str]:
        """The recipes with one of these names, in singular or plural, names by id."""
        keys = {name_key(name) for name in names}
        wanted = {
            " ".join((*words[:-1], form))
            for words in (key.split() for key in keys if key)
            for form in forms(words[-1])
        }
        if not wanted:
            return {}
        rows = connection.execute(
            not_erased(RECIPES.c.id, RECIPES.c.name).where(RECIPES.c.name_key.in_(wanted))
        )
        return {row.id: row.name for row in rows}

    def count(self, connection: Connection) -> int:
        """The number of recipes."""
        return connection.scalar(not_erased(func.count())) or 0

    def search(self, connection: Connection, query: Query, now: datetime, *, limit: int = 20) -> list[Hit]:
        """The best recipes for a typed text, best first."""
        known = self._vocabulary
        if known is not None and connection.scalar(_COUNT_WORDS) != len(known):
            # Another program has added words: find them now, before its notification arrives.
            self.forget_vocabulary()
        load = partial(self.vocabulary, connection)
        return search(
            connection, self.index_of(connection), load, query, now=now, limit=limit, loaded=self._vocabulary
        )

    def find(self, connection: Connection, name: str, now: datetime) -> Recipe:
        """The one recipe that a spoken or typed name means.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`, or `RECIPE_AMBIGUOUS` with `candidates` (names by id).
        """
        key = name_key(name)
        exact = list(connection.scalars(not_erased(RECIPES.c.id).where(RECIPES.c.name_key == key).limit(5)))
        if len(exact) == 1:
            return self.open(connection, exact[0])
        hits = [Hit(id=found, name=name) for found in exact] or self._alike(connection, key, now)
        scored = sorted(((likeness(key, name_key(hit.name)), hit) for hit in hits), key=lambda pair: -pair[0])
        near = [(score, hit) for score, hit in scored if score >= NEAR_ENOUGH]
        if not near:
            raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=name)
        close = [hit for score, hit in near if near[0][0] - score < MARGIN]
        if len(close) > 1:
            raise KitchenError(
                ErrorCode.RECIPE_AMBIGUOUS, name=name, candidates={hit.id: hit.name for hit in close[:5]}
            )
        return self.open(connection, close[0].id)

    def duplicates(self, connection: Connection, recipe: Recipe) -> dict[str, str]:
        """Recipes of the same name or the same ingredients, names by id.

        To be offered to the user, never merged automatically.
        """
        same = (RECIPES.c.name_key == name_key(recipe.name)) | (RECIPES.c.fingerprint == fingerprint(recipe))
        rows = connection.execute(
            not_erased(RECIPES.c.id, RECIPES.c.name).where(same, RECIPES.c.id != recipe.id).limit(10)
        )
        return {row.id: row.name for row in rows}

    def number(self, connection: Connection, recipe_id: str) -> int:
        """The row number of a recipe.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`.
        """
        return int(self._row(connection, recipe_id)["number"])

    def identity(self, connection: Connection, number: int) -> tuple[str, str]:
        """Id and name of the recipe in a row, also of an erased one."""
        row = connection.execute(select(RECIPES.c.id, RECIPES.c.name).where(RECIPES.c.number == number)).one()
        return row.id, row.name

    def erased(self, connection: Connection, limit: int) -> dict[str, str]:
        """Erased recipes that can be restored, names by id, the latest first."""
        gone = select(RECIPES.c.id, RECIPES.c.name).where(RECIPES.c.erased_at.is_not(None))
        rows = connection.execute(gone.order_by(RECIPES.c.erased_at.desc()).limit(limit))
        return {row.id: row.name for row in rows}

    def reindex(self, connection: Connection, recipe_id: str) -> None:
        """Update the index entries of a recipe, e.g. after its derivation changed."""
        recipe = self.open(connection, recipe_id)
        self._put_words(connection, self.number(connection, recipe_id), recipe)

    def _alike(self, connection: Connection, key: str, now: datetime) -> list[Hit]:
        hits = self.search(connection, Query(text=key + " "), now, limit=30)
        # "cook some of grandma's soup": not every spoken word must be in the name.
        words = [word for word in dict.fromkeys(key.split()) if len(word) > 3][:6]
        if len(hits) < 5:
            for word in words:
                hits += self.search(connection, Query(text=word + " "), now, limit=30)
        return list({hit.id: hit for hit in hits}.values())

    def _row(self, connection: Connection, recipe_id: str, *, lock: bool = False) -> RowMapping:
        query = not_erased(RECIPES.c.number, RECIPES.c.version).where(RECIPES.c.id == recipe_id)
        row = connection.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=recipe_id)
        return row

    def _write(
        self, connection: Connection, number: int, recipe: Recipe, now: datetime, actor: str, reason: str
    ) -> None:
        version = {
            "recipe": number,
            "version": recipe.version,
            "document": document_of(recipe),
            "author": actor,
            "reason": reason,
            "created_at": to_text(now),
        }
        connection.execute(_ADD_VERSION, version)
        self._put_words(connection, number, recipe)

    def _put_words(self, connection: Connection, number: int, recipe: Recipe) -> None:
        people = connection.scalars(_ANCESTORS, {"child": number})
        words = searchable(recipe, people)
        self.index_of(connection).put(connection, number, words)
        if self._watched is not connection:
            # Words added in a transaction that fails are not in the book.
            self._watched = connection
            event.listen(connection, "rollback", lambda _: self.forget_vocabulary())
        self.vocabulary(connection).add(connection, " ".join(words.values()).split())


def _version(row: Row[Any]) -> Version:
    return Version(
        version=row.version,
        name=json.loads(row.document)["name"],
        author=row.author,
        reason=row.reason,
        created_at=from_text(row.created_at),
    )
