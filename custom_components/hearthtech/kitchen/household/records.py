"""The small records in the database. Every function works inside the transaction of its connection."""

from dataclasses import replace
from datetime import date, datetime
import math
import re
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..gatherings.documents import from_document, to_document
from ..storage.damaged_rows import readable
from ..storage.schema import HOUSEHOLD_RECORDS
from ..storage.times import to_text
from .model import (
    KINDS,
    AppliedChange,
    Barcode,
    DonePreparation,
    EditedRecording,
    FavoriteRecipe,
    FrozenPortions,
    HouseholdRecord,
    RecipeCollection,
    SavedSearch,
    Shop,
    StandingItem,
    StandingKind,
)
from .phase_checks import LONGEST_NAME, check_phases, checked_words

LONGEST_WORDS: Final = 200
MOST_OF_A_KIND: Final = 2000
MOST_AISLES: Final = 60
MOST_COLLECTED: Final = 5000
MOST_MOVED: Final = 500
LARGEST_AMOUNT: Final = 1e6
_ID: Final = frozenset({"id"})
_BARCODE: Final = re.compile(r"\d{6,14}")
_NAMES: Final[dict[type[object], str]] = {kind: name for name, kind in KINDS.items()}


def all_records[T](connection: Connection, kind: type[T]) -> list[T]:
    """All records of a kind, in the order of their ids."""
    query = select(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.kind == _NAMES[kind])
    rows = connection.execute(query.order_by(HOUSEHOLD_RECORDS.c.id))
    return [record for row in rows if isinstance(record := readable_record(row), kind)]


def find_record[T](connection: Connection, kind: type[T], record_id: str) -> T | None:
    """One record by its id; `None` if there is none of this kind."""
    row = connection.execute(select(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.id == record_id)).first()
    record = None if row is None else readable_record(row)
    return record if isinstance(record, kind) else None


def open_record[T](connection: Connection, kind: type[T], record_id: str) -> T:
    """One record by its id, or by its name.

    Raises:
        KitchenError: `RECORD_NOT_FOUND`.
    """
    found = find_record(connection, kind, record_id)
    wanted = " ".join(record_id.split()).casefold()
    for record in () if found is not None or not wanted else all_records(connection, kind):
        if getattr(record, "name", "").casefold() == wanted:
            return record
    if found is None:
        raise KitchenError(ErrorCode.RECORD_NOT_FOUND, name=record_id)
    return found


def put_record[T: HouseholdRecord](connection: Connection, record: T, now: datetime) -> T:
    """Store a new record, or replace the one with its id. Returns it, with its id.

    Raises:
        KitchenError: `INVALID` when a value is invalid, or there are too many records of the kind.
    """
    kind = _NAMES[type(record)]
    record = checked_record(record if record.id else replace(record, id=uuid4().hex))
    known = connection.execute(select(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.id == record.id)).first()
    if known is not None and known.kind != kind:
        raise KitchenError(ErrorCode.INVALID, reason="the id belongs to another record")
    if known is None and len(all_records(connection, type(record))) >= MOST_OF_A_KIND:
        raise KitchenError(ErrorCode.INVALID, reason=f"at most {MOST_OF_A_KIND} of a kind are kept")
    row = {"kind": kind, "document": encoded_record(record), "changed_at": to_text(now)}
    connection.execute(delete(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.id == record.id))
    connection.execute(insert(HOUSEHOLD_RECORDS).values(id=record.id, **row))
    return record


def remove_record[T: HouseholdRecord](connection: Connection, kind: type[T], record_id: str) -> T:
    """Remove a record. Returns it; storing it again undoes the removal.

    Raises:
        KitchenError: `RECORD_NOT_FOUND`.
    """
    record = open_record(connection, kind, record_id)
    connection.execute(delete(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.id == record.id))
    return record


def encoded_record(record: HouseholdRecord) -> str:
    """The document of a record, without its id."""
    return to_document(record, without=_ID)


def decoded_record(record_id: str, kind: str, document: str) -> HouseholdRecord:
    """The record of a document.

    Raises:
        ValueError, TypeError, KeyError, KitchenError: it is damaged.
    """
    return checked_record(from_document(KINDS[kind], document, id=record_id))


def readable_record(row: Row[Any]) -> HouseholdRecord | None:
    """The record of a row; `None` when it is damaged."""
    kind = KINDS.get(row.kind)
    if kind is None:
        return None
    return readable(HOUSEHOLD_RECORDS, row, lambda row: decoded_record(row.id, row.kind, row.document), kind)


def checked_record[T: HouseholdRecord](record: T) -> T:
    """The record with tidy words.

    Raises:
        KitchenError: `INVALID`, with `field` and `reason`.
    """
    made = _tidy(record)
    match made:
        case FrozenPortions():
            _positive("portions", made.portions)
            _date("frozen_on", made.frozen_on)
            _date("use_by", made.use_by)
        case StandingItem():
            if made.amount is not None:
                _positive("amount", made.amount)
            if made.kind is StandingKind.MINIMUM and made.amount is None:
                raise _invalid("amount", "a minimum has an amount")
            if made.weekday is not None and not 0 <= made.weekday <= 6:
                raise _invalid("weekday", "a week has the days 0 to 6")
        case Shop():
            moved = made.moved or {}
            if len(made.aisles) > MOST_AISLES or len(moved) > MOST_MOVED:
                raise _invalid("aisles", f"at most {MOST_AISLES} aisles and {MOST_MOVED} items")
            for word in (*made.aisles, *moved, *moved.values()):
                _words("aisles", word)
        case SavedSearch():
            _words("query", made.query)
        case Barcode():
            if not _BARCODE.fullmatch(made.id):
                raise _invalid("barcode", "a barcode has 6 to 14 digits")
            if made.amount is not None:
                _positive("amount", made.amount)
        case RecipeCollection():
            if len(made.recipes) > MOST_COLLECTED:
                raise _invalid("recipes", f"at most {MOST_COLLECTED} recipes in a collection")
            for recipe_id in made.recipes:
                _words("recipes", recipe_id)
        case EditedRecording():
            _check_recording(made)
        case FavoriteRecipe() | DonePreparation() | AppliedChange():
            pass
    return made


def _check_recording(record: EditedRecording) -> None:
    checked_words("cook", record.cook, LONGEST_NAME)
    if not record.name or min(record.version, record.named, record.made) < 0:
        raise _invalid("recording", "its name or its version can't be")
    for phases in (record.phases, *(one.phases for one in (*record.past, *record.future))):
        check_phases(phases)
    if record.signed_at:
        _moment("signed_at", record.signed_at)


def _tidy[T: HouseholdRecord](record: T) -> T:
    changes: dict[str, Any] = {}
    for name in ("name", "place", "unit", "brand", "query", "zone"):
        value = getattr(record, name, None)
        if isinstance(value, str):
            changes[name] = " ".join(value.split())
            if changes[name] or name in {"name", "query"}:
                _words(name, changes[name])
    return replace(record, **changes)


def _words(field: str, words: str) -> None:
    if not words.strip() or len(words) > LONGEST_WORDS or not words.isprintable():
        raise _invalid(field, f"between 1 and {LONGEST_WORDS} letters")


def _positive(field: str, amount: float) -> None:
    if not (math.isfinite(amount) and 0 < amount <= LARGEST_AMOUNT):
        raise _invalid(field, "an amount is more than nothing")


def _date(field: str, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise _invalid(field, f"{text:.20} is no date") from None


def _moment(field: str, text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise _invalid(field, f"{text:.40} is no time") from None


def _invalid(field: str, reason: str) -> KitchenError:
    return KitchenError(ErrorCode.INVALID, field=field, reason=reason)
