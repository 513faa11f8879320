"""Export and erase the stored data about one person.

A person is found by id and by name: the row of the person and what was eaten refer to the id; authors of notes and
versions, cooks in the diary and whoever changed something are names. Every table is searched, also inside the JSON
documents, so that a new table is not forgotten. Free text (stories, the words of notes) is not changed; the result
counts where it still names the person.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
import json
from typing import Any, Final

from sqlalchemy import Column, Connection, String, Table, Text, delete, func, or_, select, update

from ..storage.schema import METADATA

OWN_ROWS: Final[Mapping[str, str]] = {
    "people": "id",
    "eaten": "person",
    "ratings": "person",
    "soft_measures": "owner",
}
"""Tables whose rows are about one person, and the column that names the person. These rows are deleted."""
DOCUMENTS: Final = frozenset({"document", "data", "people", "sources", "figures"})
"""Columns with JSON."""
ACTORS: Final = frozenset(
    {
        "author",
        "by",
        "cook",
        "cooks",
        "for",
        "for_whom",
        "giver",
        "health_readers",
        "owner",
        "people",
        "person",
        "user",
        "who",
    }
)
"""Columns, and keys in JSON, whose value is a person: an id, a name, or a list of them."""
NOT_PERSONAL: Final = frozenset({"facts", "words", "profiles", "media"})
"""Tables that hold nothing about people."""

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """What erasing a person did."""

    deleted: dict[str, int] = field(default_factory=dict)
    """Deleted rows by table."""
    cleared: dict[str, int] = field(default_factory=dict)
    """Rows by table in which the person was replaced by nobody."""
    mentioned: dict[str, int] = field(default_factory=dict)
    """Rows by table whose free text still contains a name of the person."""
    meals: tuple[str, ...] = ()
    """Ids of the changed meals."""


def export_person(connection: Connection, names: Collection[str]) -> dict[str, list[Row]]:
    """Return every row that refers to a person, by table.

    Args:
        connection: a connection to the book.
        names: the id and all names of the person.
    """
    found: dict[str, list[Row]] = {}
    for table in METADATA.sorted_tables:
        if table.name in NOT_PERSONAL:
            continue
        rows = [_readable(row) for row in _candidates(connection, table, names) if _refers(table, row, names)]
        if rows:
            found[table.name] = rows
    return found


def erase_person(connection: Connection, names: Collection[str]) -> ErasedPerson:
    """Delete the rows of a person, and take the person out of all others. In one transaction.

    Args:
        connection: a connection to the book.
        names: the id and all names of the person.
    """
    erased = ErasedPerson()
    meals: list[str] = []
    # Rows that refer to others come first.
    for table in reversed(METADATA.sorted_tables):
        if table.name in NOT_PERSONAL:
            continue
        for row in _candidates(connection, table, names):
            if _is_own(table, row, names):
                connection.execute(delete(table).where(*_key(table, row)))
                _count(erased.deleted, table)
                continue
            if changed := _without(table, row, names):
                connection.execute(update(table).where(*_key(table, row)).values(changed))
                _count(erased.cleared, table)
                if table.name == "meals":
                    meals.append(str(row["id"]))
            if _mentions({**row, **changed}, names):
                _count(erased.mentioned, table)
    return ErasedPerson(erased.deleted, erased.cleared, erased.mentioned, tuple(meals))


def _count(counts: dict[str, int], table: Table) -> None:
    counts[table.name] = counts.get(table.name, 0) + 1


def _texts(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, String | Text)]


def _candidates(connection: Connection, table: Table, names: Collection[str]) -> list[Row]:
    """Return the rows in whose text a name occurs, also as JSON writes it."""
    forms = {form.lower() for name in names for form in (name, json.dumps(name)[1:-1])}
    columns = _texts(table)
    if not columns:
        return []
    found = or_(
        *(func.lower(column).contains(form, autoescape=True) for column in columns for form in sorted(forms))
    )
    # SQLite lowers ASCII only: a name with other letters is also searched as it is written.
    written = or_(*(column.contains(name, autoescape=True) for column in columns for name in sorted(names)))
    return [dict(row) for row in connection.execute(select(table).where(or_(found, written))).mappings()]


def _key(table: Table, row: Row) -> list[Any]:
    return [column == row[column.name] for column in table.primary_key.columns]


def _same(value: object, names: Collection[str]) -> bool:
    return isinstance(value, str) and value.strip().casefold() in {name.casefold() for name in names}


def _is_own(table: Table, row: Row, names: Collection[str]) -> bool:
    column = OWN_ROWS.get(table.name)
    if column is not None:
        return _same(row[column], names)
    # A record of the household that belongs to one person, such as a favorite recipe.
    document = _parsed(row["document"]) if table.name == "household_records" else None
    return isinstance(document, dict) and _same(document.get("person"), names)


def _refers(table: Table, row: Row, names: Collection[str]) -> bool:
    return _is_own(table, row, names) or bool(_without(table, row, names))


def _without(table: Table, row: Row, names: Collection[str]) -> Row:
    """Return the columns of a row that change when the person is taken out of it."""
    changed: Row = {}
    for column in _texts(table):
        value = row[column.name]
        if not isinstance(value, str) or column.primary_key:
            continue
        if column.name in DOCUMENTS and (document := _parsed(value)) is not None:
            left = _without_in(document, names, column.name in ACTORS)
            if left != document:
                changed[column.name] = json.dumps(left, ensure_ascii=False, separators=(",", ":"))
        elif column.name in ACTORS and _same(value, names):
            changed[column.name] = None if column.nullable else ""
    return changed


def _parsed(text: str) -> Any:
    """Return the content of a JSON document, or `None` if it is damaged; a damaged one is left as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _without_in(value: Any, names: Collection[str], actor: bool) -> Any:
    """Return a JSON value without the person. `actor`: whether strings in it are people."""
    if isinstance(value, dict):
        return {
            key: _without_in(one, names, actor or key in ACTORS)
            for key, one in value.items()
            # Shares, verdicts and votes are kept by id or name.
            if not (key not in ACTORS and _same(key, names))
        }
    if isinstance(value, list):
        return [_without_in(one, names, actor) for one in value if not (actor and _same(one, names))]
    return "" if actor and _same(value, names) else value


def _mentions(row: Row, names: Collection[str]) -> bool:
    text = "\n".join(value for value in row.values() if isinstance(value, str)).casefold()
    return any(
        form.casefold() in text for name in names if len(name) > 1 for form in (name, json.dumps(name)[1:-1])
    )


def _readable(row: Row) -> Row:
    """Return a row as JSON can hold it: documents as values, binary content left out."""
    told: Row = {}
    for name, value in row.items():
        if isinstance(value, bytes):
            continue
        parsed = _parsed(value) if name in DOCUMENTS and isinstance(value, str) else None
        told[name] = value if parsed is None else parsed
    return told


def names_of(person_id: str, name: str, others: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the id and the names under which a person is searched, without empty ones and repetitions."""
    return tuple(dict.fromkeys(one.strip() for one in (person_id, name, *others) if one.strip()))
