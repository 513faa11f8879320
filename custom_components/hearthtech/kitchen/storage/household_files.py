"""Export and import of the household's data outside recipes, as JSON files, without loss.

`_household/NAME.json` is `{"form": 1, "NAME": [row, …]}`. People and what they ate are health data: written
only on request. The import adds records with a new id; existing ones are not changed. All of it is imported,
or nothing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
import json
import logging
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Double,
    Integer,
    Table,
    func,
    insert,
    select,
)

from ..errors import ErrorCode, KitchenError
from ..people.store import list_people, name_key
from ..recipes.private_files import real_folder, write_file
from .damaged_rows import strict_json
from .gathering_tables import BALLOTS, DISHES, GATHERINGS, GUESTS, MOMENTS, NEEDS
from .household_row_checks import (
    LONGEST_TEXT,
    Row,
    check_ballot,
    check_correction,
    check_eaten,
    check_gathering,
    check_gathering_dish,
    check_gathering_guest,
    check_meal,
    check_measure,
    check_moment,
    check_needs,
    check_pantry,
    check_person,
    check_product,
    check_record,
    check_rule,
    check_shopping,
    shaped,
    sound,
)
from .large_json import dump_json, load_json
from .row_validation import checked_row
from .schema import (
    EATEN,
    FOOD_CORRECTIONS,
    HOUSEHOLD_RECORDS,
    MEAL_RULES,
    MEALS,
    PANTRY,
    PEOPLE,
    PRODUCTS,
    SHOPPING,
    SOFT_MEASURES,
)
from .times import from_text, to_text

FOLDER: Final = "_household"
FORM: Final = 1
"""Format version of the files; a later one is refused, because it could be only partly understood."""
LARGEST_BYTES: Final = 64 * 1024 * 1024
_STORED_AT_ONCE: Final = 500

_LOGGER = logging.getLogger(__name__)
_DAMAGED = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Result of an import, by file: number of new records, existing ones, and those without their person."""

    added: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    """Left out: a portion of an unknown person; a person whose name is in use."""
    loosened: dict[str, int] = field(default_factory=dict)
    """Imported without people or leftovers that do not exist here."""
    portions: dict[str, int] = field(default_factory=dict)
    """New portions by the id of their person."""
    unknown: tuple[str, ...] = ()
    """Files unknown to this release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    name: str
    table: Table
    check: Callable[[Row, datetime], None]
    nested: tuple[str, ...] = ()
    """Columns that contain JSON."""
    health: bool = False
    revealed: bool = False
    """Only rows of gatherings whose result is revealed."""


def write_household(connection: Connection, root: Path, *, people: bool = False) -> None:
    """Write the household's files; those of people only on request, else they are deleted.

    Raises:
        OSError: when the folder can't be written.
    """
    folder = real_folder(root / FOLDER)
    for kind in _IN_ORDER:
        path = folder / f"{kind.name}.json"
        if kind.health and not people:
            path.unlink(missing_ok=True)
            continue
        document = {"form": FORM, kind.name: _exported(connection, kind)}
        write_file(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def household_kind_rows(connection: Connection, name: str, where: ColumnElement[bool]) -> list[Row]:
    """The rows of one file of an export, by its name without extension, that meet a condition."""
    return _exported(connection, _KINDS[name], where)


def _exported(connection: Connection, kind: _Kind, *where: ColumnElement[bool]) -> list[Row]:
    query = select(kind.table).where(*where).order_by(*kind.table.primary_key.columns)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if kind.revealed:
        closed = _revealed(connection)
        rows = [row for row in rows if row["gathering"] in closed]
    return [one for row in rows if (one := _written(kind, row)) is not None]


def _revealed(connection: Connection) -> set[str]:
    """Ids of the gatherings whose result is revealed."""
    found = set()
    for row in connection.execute(select(GATHERINGS.c.id, GATHERINGS.c.document)):
        try:
            document = strict_json(row.document)
        except _DAMAGED:
            continue
        if isinstance(document, dict) and document.get("stage") == "revealed":
            found.add(row.id)
    return found


def _written(kind: _Kind, row: Row) -> Row | None:
    """The row in the form of the file; `None`, with a log entry, when it is damaged."""
    try:
        return row | {name: strict_json(row[name]) for name in kind.nested}
    except _DAMAGED:
        _LOGGER.error("A damaged row of %s was not exported", kind.name)  # noqa: TRY400 (the words are private)
        return None


def household_rows(root: Path, now: datetime) -> Iterator[tuple[str, Row | None]]:
    """Every row of the household's files of an export, checked, in the form of its table, with the file's name.

    In the order of import. A file without rows, or one unknown to this release, is named once with `None`.

    Raises:
        KitchenError: `INVALID`, with the `part` that can't be read.
        OSError: when the export can't be read.
    """
    files = _files(root)
    for name in sorted(set(files) - _KINDS.keys()):
        yield name, None
    for name, kind in _KINDS.items():
        if name in files:
            with _named_damage(kind):
                rows = deque(_rows(kind, files[name]))
            while rows:
                with _named_damage(kind):
                    row = _row(kind, rows.popleft(), now)
                yield name, row


def restore_household(connection: Connection, rows: Iterable[tuple[str, Row | None]]) -> Brought:
    """Store the rows of `household_rows`.

    Raises:
        KitchenError: `INVALID`, with the `part` that can't be stored; the caller must then roll back.
    """
    brought, unknown = Brought(), set[str]()
    for name, group in groupby(rows, key=itemgetter(0)):
        kind = _KINDS.get(name)
        if kind is None:
            unknown.add(name)
            continue
        waiting = deque(row for _, row in group if row is not None)
        with _named_damage(kind):
            _merge(connection, kind, waiting, brought)
    return replace(brought, unknown=tuple(sorted(unknown)))


@contextmanager
def _named_damage(kind: _Kind) -> Iterator[None]:
    try:
        yield
    except (*_DAMAGED, KitchenError) as error:
        raise KitchenError(
            ErrorCode.INVALID, part=f"{FOLDER}/{kind.name}.json", reason=f"it is damaged: {error}"[:300]
        ) from error


def _files(root: Path) -> dict[str, bytes | None]:
    """Contents by name without extension; `None` for one that is too large. Links are ignored."""
    folder = root / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return {}
    return {
        path.stem: path.read_bytes() if path.stat().st_size <= LARGEST_BYTES else None
        for path in sorted(folder.glob("*.json"))
        if path.is_file() and not path.is_symlink()
    }


def _rows(kind: _Kind, content: bytes | None) -> list[Row]:
    if content is None:
        raise ValueError("it is too large")
    document = load_json(content.decode("utf-8"))
    if shaped(document["form"], int) > FORM:
        raise ValueError("it was written by a newer release")
    return shaped(document[kind.name], [dict])  # type: ignore[no-any-return]


def _row(kind: _Kind, told: Row, now: datetime) -> Row:
    """The row in the form of the table."""
    row = {column.name: _value(kind, column, told.get(column.name)) for column in kind.table.columns}
    kind.check(row, now)
    for name in kind.nested:
        row[name] = dump_json(row[name])
    return row


def _value(kind: _Kind, column: Column[Any], value: Any) -> Any:
    if value is None and column.nullable:
        return None
    if column.name in kind.nested:
        return sound(value)
    match column.type:
        case Double():
            return shaped(value, float)
        case Boolean():
            return shaped(value, bool)
        case Integer():
            return shaped(value, int)
    text: str = shaped(value, str)
    if len(text) > (getattr(column.type, "length", None) or LONGEST_TEXT) or (
        column.primary_key and not text
    ):
        raise ValueError(f"{column.name} is too long, or empty")
    return to_text(from_text(text)) if column.name == "at" or column.name.endswith("_at") else text


def _merge(connection: Connection, kind: _Kind, rows: deque[Row], brought: Brought) -> None:
    """Store the new ones of `rows`, and empty it little by little.

    The memory of hundreds of thousands of rows, released at once, would hold the interpreter.
    """
    (primary,) = kind.table.primary_key.columns
    here = set(connection.scalars(select(primary)))
    people = set(connection.scalars(select(PEOPLE.c.id)))
    names = {name_key(person.name) for person in list_people(connection)}
    meals = set(connection.scalars(select(MEALS.c.id))) | {row["id"] for row in rows if kind.table is MEALS}
    behind = 0.0
    if kind.table is SHOPPING and here:
        behind = 1.0 + (connection.scalar(select(func.max(SHOPPING.c.position))) or 0.0)
    gatherings = set(connection.scalars(select(GATHERINGS.c.id)))
    new: list[Row] = []
    while rows:
        row = checked_row(kind.table, rows.popleft())
        if row[primary.name] in here:
            _count(brought.kept, kind)
            continue
        if "gathering" in row and row["gathering"] not in gatherings:
            _count(brought.left_out, kind)
            continue
        if kind.table is EATEN and row["person"] not in people:
            _count(brought.left_out, kind)
            continue
        if kind.table is PEOPLE and row["removed_at"] is None:
            if name_key(row["name"]) in names:
                _count(brought.left_out, kind)
                continue
            names.add(name_key(row["name"]))
        if "people" in row or kind.table is MEAL_RULES:
            _count(brought.loosened, kind, int(_loosened(row, people, meals)))
        if kind.table is SHOPPING:
            row["position"] += behind
        if kind.table is EATEN:
            brought.portions[row["person"]] = brought.portions.get(row["person"], 0) + 1
        here.add(row[primary.name])
        new.append(row)
        _count(brought.added, kind)
        if len(new) >= _STORED_AT_ONCE:
            connection.execute(insert(kind.table), new)
            new = []
    if new:
        connection.execute(insert(kind.table), new)


def _loosened(row: Row, people: set[str], meals: set[str]) -> bool:
    """Remove references to missing people and meals.

    Without people, it is for everybody: all allergies are checked.
    """
    document = json.loads(row["document"]) if "document" in row else None
    holder = row if document is None else document
    eaters = json.loads(row["people"]) if document is None else document["people"]
    staying = [person for person in eaters if person in people]
    loose: bool = staying != eaters
    if loose:
        if holder["servings"] is None:
            holder["servings"] = float(len(eaters))
        holder["people"] = staying if document is not None else json.dumps(staying)
        if document is not None:
            row["document"] = json.dumps(document, ensure_ascii=False)
    if holder.get("cook") is not None and holder["cook"] not in people:
        holder["cook"], loose = None, True
        if document is not None:
            row["document"] = json.dumps(document, ensure_ascii=False)
    of = row.get("leftover_of")
    if of is not None and "@" not in of and of not in meals:
        row["leftover_of"], loose = None, True
    return loose


def _count(counts: dict[str, int], kind: _Kind, more: int = 1) -> None:
    if more:
        counts[kind.name] = counts.get(kind.name, 0) + more


_IN_ORDER: Final = (
    _Kind(name="people", table=PEOPLE, check=check_person, nested=("document",), health=True),
    _Kind(name="measures", table=SOFT_MEASURES, check=check_measure),
    _Kind(name="food-corrections", table=FOOD_CORRECTIONS, check=check_correction),
    _Kind(name="products", table=PRODUCTS, check=check_product, nested=("document",)),
    _Kind(name="rules", table=MEAL_RULES, check=check_rule, nested=("document",)),
    _Kind(name="meals", table=MEALS, check=check_meal, nested=("people",)),
    _Kind(name="pantry", table=PANTRY, check=check_pantry),
    _Kind(name="shopping", table=SHOPPING, check=check_shopping, nested=("amounts", "sources")),
    _Kind(name="household-records", table=HOUSEHOLD_RECORDS, check=check_record, nested=("document",)),
    _Kind(name="eaten", table=EATEN, check=check_eaten, nested=("figures",), health=True),
    _Kind(name="gatherings", table=GATHERINGS, check=check_gathering, nested=("document",)),
    _Kind(name="gathering-guests", table=GUESTS, check=check_gathering_guest, nested=("document",)),
    _Kind(name="gathering-dishes", table=DISHES, check=check_gathering_dish, nested=("document",)),
    _Kind(name="gathering-moments", table=MOMENTS, check=check_moment, nested=("document",)),
    _Kind(name="gathering-needs", table=NEEDS, check=check_needs, nested=("document",), health=True),
    _Kind(name="gathering-ballots", table=BALLOTS, check=check_ballot, nested=("document",), revealed=True),
)
"""In the order of import: records that others refer to come first."""
_KINDS: Final = {kind.name: kind for kind in _IN_ORDER}
