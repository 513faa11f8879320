"""The recipe book: adding, opening, changing, erasing and bringing back recipes. Nothing written is ever overwritten.

Every function works inside the transaction of the connection it is given (`store.Store`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
import json
from uuid import uuid4

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, RowMapping, Select, bindparam, event, func, insert, select, update

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import LINEAGE, RECIPES, VERSIONS
from custom_components.hearthtech.kitchen.store.times import from_text, to_text

from .codec import recipe_from_json, recipe_to_json
from .index import Index, index_for
from .model import Recipe
from .originals import Original, keep_original
from .search import FILLERS, Hit, Query, search
from .spelling import Vocabulary
from .words import forms_of, name_key, searchable, words_of

NEAR_ENOUGH = 75.0
"""Similarity (0–100) a spoken or typed name must have with a recipe's."""
SAME_WORD = 0.6
"""Similarity (0–1) at which two words may be one, misheard or misspelled."""
MARGIN = 8.0
"""How much better the best must be than the next to be taken without asking."""

# Statements made once: making one costs more than running it.
_ADD_RECIPE = insert(RECIPES)
_ADD_VERSION = insert(VERSIONS)
_ANCESTORS = select(LINEAGE.c.person).where(LINEAGE.c.child == bindparam("child"))
_IS_TAKEN = select(RECIPES.c.number).where(RECIPES.c.id == bindparam("wanted"))
_DOCUMENT = (
    select(VERSIONS.c.document)
    .join(RECIPES, RECIPES.c.number == VERSIONS.c.recipe)
    .where(RECIPES.c.id == bindparam("wanted"), RECIPES.c.erased_at.is_(None))
)
_OPEN = _DOCUMENT.where(VERSIONS.c.version == RECIPES.c.version)
_OPEN_VERSION = _DOCUMENT.where(VERSIONS.c.version == bindparam("wanted_version"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One line in the history of a recipe."""

    version: int
    name: str
    author: str
    reason: str
    created_at: datetime


class Book:
    """The recipes of one store, with the index and vocabulary that find them."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._vocabulary: Vocabulary | None = None
        self._watched: Connection | None = None

    def prepare(self, connection: Connection) -> None:
        """Choose the word index, and fill it where it is missing. Call once, in a writing transaction."""
        if connection.dialect.name == "postgresql":
            # Two homes that open a new book at once must not both make its index.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4218)")
        self._index, new = index_for(connection)
        if new:
            for recipe_id in self.names(connection):
                self.reindex(connection, recipe_id)

    @property
    def index(self) -> Index:
        """The word index."""
        assert self._index is not None, "prepare() comes first"
        return self._index

    def vocabulary(self, connection: Connection) -> Vocabulary:
        """The words of the book, read on first use."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary.load(connection)
        return self._vocabulary

    def forget_vocabulary(self) -> None:
        """Read the words anew on next use: another home may have added some, or a transaction was undone."""
        self._vocabulary = None

    def add(
        self,
        connection: Connection,
        recipe: Recipe,
        now: datetime,
        *,
        original: Original | None = None,
        who: str = "",
    ) -> Recipe:
        """Put a recipe in as its version 1, with the words it came from. An id is given unless it has a free one.

        Raises:
            KitchenError: `NOT_A_RECIPE` when it has no name, or neither ingredients nor steps; `INVALID` when
                its id is taken.
        """
        check(recipe)
        recipe = replace(recipe, id=recipe.id or uuid4().hex, version=1, created_at=recipe.created_at or now)
        if connection.scalar(_IS_TAKEN, {"wanted": recipe.id}) is not None:
            raise KitchenError(ErrorCode.INVALID, reason=f"there is a recipe {recipe.id} already")
        if original is not None:
            recipe = replace(recipe, original_id=uuid4().hex)
        columns = {"id": recipe.id, "created_at": to_text(now), **_columns(recipe, now)}
        added = connection.execute(_ADD_RECIPE, columns).inserted_primary_key
        assert added is not None
        number = int(added[0])
        if original is not None and recipe.original_id is not None:
            keep_original(connection, recipe.original_id, number, original, now)
        self._write(connection, number, recipe, now, who, "")
        return recipe

    def add_history(self, connection: Connection, history: Sequence[tuple[Recipe, Mapping[str, str]]]) -> int:
        """Put a recipe in with all its versions, oldest first, each with `author`, `reason` and `created_at`.

        Returns its row number.
        """
        (first, begun), (newest, changed) = history[0], history[-1]
        check(newest)
        columns = {
            **_columns(newest, first.created_at or from_text(begun["created_at"])),
            "id": newest.id,
            "created_at": begun["created_at"],
            "changed_at": changed["created_at"],
        }
        added = connection.execute(_ADD_RECIPE, columns).inserted_primary_key
        assert added is not None
        versions = [
            {"recipe": added[0], "version": recipe.version, "document": _document(recipe), **details}
            for recipe, details in history
        ]
        connection.execute(_ADD_VERSION, versions)
        self._put_words(connection, int(added[0]), newest)
        return int(added[0])

    def edit(
        self, connection: Connection, recipe: Recipe, now: datetime, *, who: str = "", reason: str = ""
    ) -> Recipe:
        """Make the recipe's next version. What it was stays readable.

        `recipe.version` is the version that was changed: when someone else changed it meanwhile, it is refused.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`, `NOT_A_RECIPE`, or `INVALID` with `current` when it is not the newest.
        """
        check(recipe)
        row = self._row(connection, recipe.id, lock=True)
        if recipe.version != row["version"]:
            raise KitchenError(
                ErrorCode.INVALID, reason="the recipe was changed meanwhile", current=row["version"]
            )
        before = self.open(connection, recipe.id)
        recipe = replace(
            recipe, version=recipe.version + 1, original_id=before.original_id, created_at=before.created_at
        )
        connection.execute(
            update(RECIPES).where(RECIPES.c.number == row["number"]).values(**_columns(recipe, now))
        )
        self._write(connection, row["number"], recipe, now, who, reason)
        return recipe

    def restore(
        self, connection: Connection, recipe_id: str, version: int, now: datetime, *, who: str = ""
    ) -> Recipe:
        """Make an older version the newest again, as a version of its own."""
        newest = self.open(connection, recipe_id)
        older = self.open(connection, recipe_id, version=version)
        return self.edit(
            connection,
            replace(older, version=newest.version),
            now,
            who=who,
            reason=f"back to version {version}",
        )

    def erase(self, connection: Connection, recipe_id: str, now: datetime) -> None:
        """Take a recipe out of sight. `bring_back` undoes it."""
        row = self._row(connection, recipe_id)
        connection.execute(
            update(RECIPES).where(RECIPES.c.number == row["number"]).values(erased_at=to_text(now))
        )

    def bring_back(self, connection: Connection, recipe_id: str) -> Recipe:
        """Undo `erase`."""
        connection.execute(update(RECIPES).where(RECIPES.c.id == recipe_id).values(erased_at=None))
        return self.open(connection, recipe_id)

    def open(self, connection: Connection, recipe_id: str, *, version: int | None = None) -> Recipe:
        """A recipe, in its newest version unless another is asked for.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`.
        """
        if version is None:
            document = connection.scalar(_OPEN, {"wanted": recipe_id})
        else:
            document = connection.scalar(_OPEN_VERSION, {"wanted": recipe_id, "wanted_version": version})
        if document is None:
            raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=recipe_id)
        return recipe_from_json(json.loads(document))

    def versions(self, connection: Connection, recipe_id: str) -> tuple[Version, ...]:
        """The history of a recipe, oldest first."""
        row = self._row(connection, recipe_id)
        rows = connection.execute(
            select(VERSIONS).where(VERSIONS.c.recipe == row["number"]).order_by(VERSIONS.c.version)
        )
        return tuple(
            Version(
                version=line.version,
                name=json.loads(line.document)["name"],
                author=line.author,
                reason=line.reason,
                created_at=from_text(line.created_at),
            )
            for line in rows
        )

    def names(self, connection: Connection) -> dict[str, str]:
        """The name of every recipe by its id, in order of names."""
        rows = connection.execute(
            select(RECIPES.c.id, RECIPES.c.name)
            .where(RECIPES.c.erased_at.is_(None))
            .order_by(RECIPES.c.name_key)
        )
        return {row.id: row.name for row in rows}

    def named(self, connection: Connection, names: Iterable[str]) -> dict[str, str]:
        """The recipes that bear one of these names, in singular or plural, names by id."""
        keys = {name_key(name) for name in names}
        wanted = {
            " ".join((*words[:-1], form))
            for words in (key.split() for key in keys if key)
            for form in forms_of(words[-1])
        }
        if not wanted:
            return {}
        rows = connection.execute(_alive(RECIPES.c.id, RECIPES.c.name).where(RECIPES.c.name_key.in_(wanted)))
        return {row.id: row.name for row in rows}

    def count(self, connection: Connection) -> int:
        """How many recipes there are."""
        return connection.scalar(_alive(func.count())) or 0

    def search(self, connection: Connection, query: Query, now: datetime, *, limit: int = 20) -> list[Hit]:
        """The best recipes for what was typed, best first."""
        load = partial(self.vocabulary, connection)
        return search(connection, self.index, load, query, now=now, limit=limit, loaded=self._vocabulary)

    def find(self, connection: Connection, name: str, now: datetime) -> Recipe:
        """The one recipe that is meant by a spoken or typed name.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`, or `RECIPE_AMBIGUOUS` with `candidates` (names by id).
        """
        key = name_key(name)
        exact = list(connection.scalars(_alive(RECIPES.c.id).where(RECIPES.c.name_key == key).limit(5)))
        if len(exact) == 1:
            return self.open(connection, exact[0])
        hits = [Hit(id=found, name=name) for found in exact] or self._alike(connection, key, now)
        scored = sorted(
            ((_likeness(key, name_key(hit.name)), hit) for hit in hits), key=lambda pair: -pair[0]
        )
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
        """Recipes of the same name or the same ingredients, names by id: to be offered, never joined silently."""
        same = (RECIPES.c.name_key == name_key(recipe.name)) | (RECIPES.c.fingerprint == fingerprint(recipe))
        rows = connection.execute(
            _alive(RECIPES.c.id, RECIPES.c.name).where(same, RECIPES.c.id != recipe.id).limit(10)
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
        """Recipes that could be brought back, names by id, the latest first."""
        gone = select(RECIPES.c.id, RECIPES.c.name).where(RECIPES.c.erased_at.is_not(None))
        rows = connection.execute(gone.order_by(RECIPES.c.erased_at.desc()).limit(limit))
        return {row.id: row.name for row in rows}

    def reindex(self, connection: Connection, recipe_id: str) -> None:
        """Write the words of a recipe into the index anew, e.g. after its lineage changed."""
        recipe = self.open(connection, recipe_id)
        self._put_words(connection, self.number(connection, recipe_id), recipe)

    def _alike(self, connection: Connection, key: str, now: datetime) -> list[Hit]:
        hits = self.search(connection, Query(text=key + " "), now, limit=30)
        # "cook some of grandma's soup": not every word spoken need be in the name.
        words = [word for word in dict.fromkeys(key.split()) if len(word) > 3][:6]
        if len(hits) < 5:
            for word in words:
                hits += self.search(connection, Query(text=word + " "), now, limit=30)
        return list({hit.id: hit for hit in hits}.values())

    def _row(self, connection: Connection, recipe_id: str, *, lock: bool = False) -> RowMapping:
        query = _alive(RECIPES.c.number, RECIPES.c.version).where(RECIPES.c.id == recipe_id)
        row = connection.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=recipe_id)
        return row

    def _write(
        self, connection: Connection, number: int, recipe: Recipe, now: datetime, who: str, reason: str
    ) -> None:
        version = {
            "recipe": number,
            "version": recipe.version,
            "document": _document(recipe),
            "author": who,
            "reason": reason,
            "created_at": to_text(now),
        }
        connection.execute(_ADD_VERSION, version)
        self._put_words(connection, number, recipe)

    def _put_words(self, connection: Connection, number: int, recipe: Recipe) -> None:
        people = connection.scalars(_ANCESTORS, {"child": number})
        words = searchable(recipe, people)
        self.index.put(connection, number, words)
        if self._watched is not connection:
            # Words learned in a transaction that fails are not in the book.
            self._watched = connection
            event.listen(connection, "rollback", lambda _: self.forget_vocabulary())
        self.vocabulary(connection).add(connection, " ".join(words.values()).split())


def check(recipe: Recipe) -> None:
    """Refuse what is no recipe.

    Raises:
        KitchenError: `NOT_A_RECIPE`.
    """
    if not words_of(recipe.name):
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="it has no name")
    if not recipe.ingredients and not recipe.steps:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="it has neither ingredients nor steps")
    for number, step in enumerate(recipe.steps, 1):
        if any(not 0 <= at < len(recipe.ingredients) for at in step.ingredients):
            raise KitchenError(
                ErrorCode.INVALID, reason=f"step {number} uses an ingredient that is not there"
            )


def fingerprint(recipe: Recipe) -> str:
    """The same for recipes whose ingredient lines say the same in whatever order: duplicates are found by it."""
    lines = sorted(" ".join(sorted(words_of(line.text))) for line in recipe.ingredients)
    content = "\n".join(lines) if lines else name_key(recipe.name)
    return sha256(content.encode()).hexdigest()


def _document(recipe: Recipe) -> str:
    return json.dumps(recipe_to_json(recipe), ensure_ascii=False, separators=(",", ":"))


def _columns(recipe: Recipe, now: datetime) -> dict[str, object]:
    times = [time for time in (recipe.prep_time_s, recipe.cook_time_s) if time is not None]
    return {
        "name": recipe.name,
        "name_key": name_key(recipe.name),
        "version": recipe.version,
        "total_time_s": recipe.total_time_s or (sum(times) if times else None),
        "fingerprint": fingerprint(recipe),
        "changed_at": to_text(now),
    }


def _alive(*columns: object) -> Select[tuple[object, ...]]:
    return select(*columns).select_from(RECIPES).where(RECIPES.c.erased_at.is_(None))  # type: ignore[call-overload, no-any-return]


def _likeness(spoken: str, name: str) -> float:
    """0–100: how well the spoken words are found in the name, less a little for each word of the name left out."""
    said = [word for word in spoken.split() if word not in FILLERS] or spoken.split()
    named = [word for word in name.split() if word not in FILLERS] or name.split()
    if not said:
        return 0.0
    fits = [max(OSA.normalized_similarity(word, other) for other in named) for word in said]
    left_out = max(len(named) - len(said), 0)
    return 100.0 * sum(fit for fit in fits if fit >= SAME_WORD) / len(said) - 3.0 * left_out
