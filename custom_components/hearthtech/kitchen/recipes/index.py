"""The word index of the book, with one interface and three implementations.

SQLite's FTS5, PostgreSQL's text search, or, where SQLite was built without FTS5, plain `LIKE`: slower, same
answers. `index_for` probes and chooses; the table is called `recipe_words` in each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    TableClause,
    and_,
    column,
    inspect,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError

from ..storage.schema import RECIPES

TABLE = "recipe_words"


class IndexedField(StrEnum):
    """The field of a recipe that contains a word."""

    NAME = "name"
    INGREDIENTS = "ingredients"
    PEOPLE = "people"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One search term: any of `forms`, whole or as the beginning of a word, in `field` or anywhere.

    Forms are folded words (`words.words_of`): letters and digits only, so they can't break out of a query.
    """

    forms: tuple[str, ...]
    prefix: bool = False
    field: IndexedField | None = None
    negated: bool = False


_FTS: TableClause = table(TABLE, column("rowid", Integer))
_MATCH = text(f"{TABLE} MATCH :match")
_WEIGHTS = {
    IndexedField.NAME: "A",
    IndexedField.INGREDIENTS: "B",
    IndexedField.PEOPLE: "C",
    IndexedField.OTHER: "D",
}


class Index(Protocol):
    """Stores the words of recipes and finds the recipes that contain the terms."""

    def create(self, connection: Connection) -> None:
        """Create the table."""

    def put(self, connection: Connection, number: int, words: Mapping[str, str]) -> None:
        """Replace the words of a recipe; `words` are folded, by field."""

    def remove(self, connection: Connection, number: int) -> None:
        """Remove a recipe."""

    def condition(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """SQL condition on a row of `recipes` that contains all terms and none of the negated ones."""

    def narrow(self, query: Select[tuple[int]], terms: Sequence[Term]) -> Select[tuple[int]]:
        """Query for the rows that satisfy `condition`, lowest number first, fast for a few of many."""


def index_for(connection: Connection) -> tuple[Index, bool]:
    """The best index that this database supports, and whether it is new and empty.

    Call inside a writing transaction.
    """
    index: Index
    if connection.dialect.name == "postgresql":
        index = PostgresIndex()
    elif _has_plain_table(connection) or not _has_fts5(connection):
        index = PlainIndex()
    else:
        index = Fts5Index()
    if new := not inspect(connection).has_table(TABLE):
        index.create(connection)
    return index, new


def find(
    connection: Connection,
    index: Index,
    terms: Sequence[Term],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
) -> list[int]:
    """Numbers of recipes that contain all terms and satisfy the conditions, lowest first."""
    query: Select[tuple[int]] = select(RECIPES.c.number).where(RECIPES.c.erased_at.is_(None), *conditions)
    query = index.narrow(query, terms) if terms else query.order_by(RECIPES.c.number)
    return list(connection.scalars(query.limit(limit)))


class Fts5Index:
    """SQLite FTS5: no copy of the text, no positions, with an index of prefixes of one to three letters."""

    def create(self, connection: Connection) -> None:
        """Create the virtual table."""
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {TABLE} USING fts5(name, ingredients, people, other, content='',"
                " contentless_delete=1, detail=column, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
            )
        )

    def put(self, connection: Connection, number: int, words: Mapping[str, str]) -> None:
        """Replace the words of a recipe."""
        connection.execute(
            text(
                "INSERT OR REPLACE INTO recipe_words(rowid, name, ingredients, people, other)"
                " VALUES (:number, :name, :ingredients, :people, :other)"
            ),
            {"number": number, **words},
        )

    def remove(self, connection: Connection, number: int) -> None:
        """Remove a recipe."""
        connection.execute(text("DELETE FROM recipe_words WHERE rowid = :number"), {"number": number})

    def condition(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """`number IN` or, if everything is negated, `number NOT IN` the matches."""
        if all(term.negated for term in terms):
            unwanted = " OR ".join(self._render(term) for term in terms)
            return not_(RECIPES.c.number.in_(self._matches(unwanted)))
        return RECIPES.c.number.in_(self._matches(self._expression(terms)))

    def narrow(self, query: Select[tuple[int]], terms: Sequence[Term]) -> Select[tuple[int]]:
        """Read the matches in index order and stop at the limit, instead of listing all of them first."""
        if all(term.negated for term in terms):
            return query.where(self.condition(terms)).order_by(RECIPES.c.number)
        query = query.join(_FTS, RECIPES.c.number == _FTS.c.rowid)
        return query.where(_MATCH.bindparams(match=self._expression(terms))).order_by(_FTS.c.rowid)

    def _expression(self, terms: Sequence[Term]) -> str:
        wanted = " AND ".join(self._render(term) for term in terms if not term.negated)
        unwanted = " OR ".join(self._render(term) for term in terms if term.negated)
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted

    @staticmethod
    def _render(term: Term) -> str:
        forms = " OR ".join(f'"{form}"{" *" if term.prefix else ""}' for form in term.forms)
        return f"{{{term.field}}} : ({forms})" if term.field else f"({forms})"

    @staticmethod
    def _matches(expression: str) -> Select[tuple[int]]:
        return select(_FTS.c.rowid).where(_MATCH.bindparams(match=expression))


class PostgresIndex:
    """PostgreSQL text search over words already folded (`simple`); a field is a weight."""

    def create(self, connection: Connection) -> None:
        """Create the table and its inverted index."""
        connection.execute(
            text(
                f"CREATE TABLE {TABLE} ("
                "number INTEGER PRIMARY KEY REFERENCES recipes(number) ON DELETE CASCADE, words TSVECTOR NOT NULL)"
            )
        )
        connection.execute(text(f"CREATE INDEX ix_{TABLE} ON {TABLE} USING gin(words)"))

    def put(self, connection: Connection, number: int, words: Mapping[str, str]) -> None:
        """Replace the words of a recipe."""
        connection.execute(
            text(
                "INSERT INTO recipe_words(number, words) VALUES (:number,"
                " setweight(to_tsvector('simple', :name), 'A')"
                " || setweight(to_tsvector('simple', :ingredients), 'B')"
                " || setweight(to_tsvector('simple', :people), 'C')"
                " || setweight(to_tsvector('simple', :other), 'D'))"
                " ON CONFLICT (number) DO UPDATE SET words = EXCLUDED.words"
            ),
            {"number": number, **words},
        )

    def remove(self, connection: Connection, number: int) -> None:
        """Remove a recipe."""
        connection.execute(text("DELETE FROM recipe_words WHERE number = :number"), {"number": number})

    def condition(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """`number IN` the matches of one `tsquery`."""
        query = " & ".join(self._render(term) for term in terms)
        number: ColumnElement[int] = literal_column("number")
        matches = (
            select(number)
            .select_from(text(TABLE))
            .where(text("words @@ to_tsquery('simple', :match)").bindparams(match=query))
        )
        return RECIPES.c.number.in_(matches)

    def narrow(self, query: Select[tuple[int]], terms: Sequence[Term]) -> Select[tuple[int]]:
        """The plain query; the planner chooses."""
        return query.where(self.condition(terms)).order_by(RECIPES.c.number)

    def _render(self, term: Term) -> str:
        flags = ("*" if term.prefix else "") + (_WEIGHTS[term.field] if term.field else "")
        forms = " | ".join(f"'{form}'{':' + flags if flags else ''}" for form in term.forms)
        return f"!({forms})" if term.negated else f"({forms})"


class PlainIndex:
    """An ordinary table searched with `LIKE`: the fallback if FTS5 is missing or too old."""

    def create(self, connection: Connection) -> None:
        """Create the table."""
        connection.execute(
            text(
                f"CREATE TABLE {TABLE} (number INTEGER PRIMARY KEY REFERENCES recipes(number)"
                " ON DELETE CASCADE, name TEXT NOT NULL, ingredients TEXT NOT NULL, people TEXT NOT NULL,"
                " other TEXT NOT NULL)"
            )
        )

    def put(self, connection: Connection, number: int, words: Mapping[str, str]) -> None:
        """Replace the words of a recipe, with a space around each."""
        connection.execute(
            text(
                "INSERT OR REPLACE INTO recipe_words VALUES (:number, :name, :ingredients, :people, :other)"
            ),
            {"number": number, **{field: f" {content} " for field, content in words.items()}},
        )

    def remove(self, connection: Connection, number: int) -> None:
        """Remove a recipe."""
        connection.execute(text("DELETE FROM recipe_words WHERE number = :number"), {"number": number})

    def condition(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """One `LIKE` for each form and field."""
        number: ColumnElement[int] = literal_column(f"{TABLE}.number")
        matches = select(number).select_from(text(TABLE)).where(and_(*(self._render(term) for term in terms)))
        return RECIPES.c.number.in_(matches)

    def narrow(self, query: Select[tuple[int]], terms: Sequence[Term]) -> Select[tuple[int]]:
        """The plain query; the planner chooses."""
        return query.where(self.condition(terms)).order_by(RECIPES.c.number)

    @staticmethod
    def _render(term: Term) -> ColumnElement[bool]:
        fields = (term.field,) if term.field else tuple(IndexedField)
        found = or_(
            *(
                literal_column(f"{TABLE}.{field}").like(f"% {form}{'%' if term.prefix else ' %'}")
                for field in fields
                for form in term.forms
            )
        )
        return not_(found) if term.negated else found


def _has_fts5(connection: Connection) -> bool:
    probe = "CREATE VIRTUAL TABLE temp.probe USING fts5(a, content='', contentless_delete=1)"
    try:
        with connection.begin_nested():
            connection.execute(text(probe))
            connection.execute(text("DROP TABLE temp.probe"))
    except DatabaseError:
        return False
    return True


def _has_plain_table(connection: Connection) -> bool:
    """Whether the book was created without FTS5; it keeps its index then."""
    if not inspect(connection).has_table(TABLE):
        return False
    made: Any = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": TABLE}
    ).scalar_one()
    return "fts5" not in str(made).lower()
