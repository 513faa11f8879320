"""The recorded cookings in the book: sessions in which the kitchen only watched."""

from dataclasses import dataclass, replace
import json
from typing import Final

from sqlalchemy import Connection, Select, delete, func, select, update

from ..errors import KitchenError
from ..household.model import EditedRecording
from ..household.records import all_records, find_record
from ..recipes.model import HelpLevel
from ..storage.damaged_rows import DAMAGE
from ..storage.schema import DIARY, HOUSEHOLD_RECORDS, JOURNAL, PANTRY_TAKEN, SESSIONS
from .codec import CodecError
from .event_codec import TAGS, decode
from .events import Opened

MOST_LISTED: Final = 500
_OBSERVED: Final = f'"{HelpLevel.OBSERVE.value}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCooking:
    """One recorded cooking, without its readings."""

    id: str
    """The id of its session."""
    name: str
    started_at: str
    """Start as ISO 8601 time."""
    length_s: float
    """Time between its first and its last event, s of the stove."""
    running: bool = False
    burner_id: str = ""
    cook: str = ""
    edited: bool = False
    recipe_id: str = ""
    """The recipe that it became."""
    signed_by: str = ""
    signed_at: str = ""


def recorded_cookings(connection: Connection) -> list[RecordedCooking]:
    """The recorded cookings, newest first. Those with a damaged beginning are left out."""
    opened = _opened().order_by(SESSIONS.c.opened_at.desc(), SESSIONS.c.id)
    edits = {record.id: record for record in all_records(connection, EditedRecording)}
    found: list[RecordedCooking] = []
    for row in connection.execute(opened):
        entry = _entry(row.id, row.opened_at, row.data, edits.get(row.id), running=row.closed_at is None)
        if entry is not None:
            found.append(entry)
        if len(found) >= MOST_LISTED:
            break
    lengths = _lengths(connection, [entry.id for entry in found])
    return [replace(entry, length_s=lengths.get(entry.id, 0.0)) for entry in found]


def find_recording(connection: Connection, recording_id: str) -> RecordedCooking | None:
    """One recorded cooking, without its length; `None` if there is none with this id."""
    row = connection.execute(_opened().where(SESSIONS.c.id == recording_id)).first()
    if row is None:
        return None
    edit = find_record(connection, EditedRecording, recording_id)
    return _entry(row.id, row.opened_at, row.data, edit, running=row.closed_at is None)


def erase_recording(connection: Connection, recording_id: str) -> None:
    """Delete a recorded cooking with its trace, its remarks and its edits. This can't be undone.

    The recipe that it became, and the entries of the cooking log, stay; these no longer refer to the trace.
    """
    connection.execute(update(DIARY).where(DIARY.c.session == recording_id).values(session=None))
    connection.execute(delete(PANTRY_TAKEN).where(PANTRY_TAKEN.c.session == recording_id))
    connection.execute(delete(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.id == recording_id))
    connection.execute(delete(JOURNAL).where(JOURNAL.c.session == recording_id))
    connection.execute(delete(SESSIONS).where(SESSIONS.c.id == recording_id))


def _opened() -> Select[tuple[str, str, str | None, str]]:
    """Select the sessions whose first record says that the kitchen only watched."""
    return (
        select(SESSIONS.c.id, SESSIONS.c.opened_at, SESSIONS.c.closed_at, JOURNAL.c.data)
        .join(JOURNAL, JOURNAL.c.session == SESSIONS.c.id)
        .where(JOURNAL.c.seq == 0)
        .where(JOURNAL.c.kind == TAGS[Opened])
        .where(JOURNAL.c.data.contains(_OBSERVED, autoescape=True))
    )


def _entry(
    session_id: str, opened_at: str, data: str, edit: EditedRecording | None, *, running: bool
) -> RecordedCooking | None:
    """The entry of a session; `None` if a recipe was cooked in it, or its beginning is damaged."""
    try:
        event = decode(json.loads(data))
    except (*DAMAGE, CodecError, KitchenError):
        return None
    if not isinstance(event, Opened) or not event.dishes:
        return None
    dish = event.dishes[0]
    if dish.level is not HelpLevel.OBSERVE or dish.recipe_id:
        return None
    entry = RecordedCooking(
        id=session_id,
        name=dish.name,
        started_at=opened_at,
        length_s=0.0,
        running=running,
        burner_id=dish.burner_id or "",
    )
    return entry if edit is None else with_edit(entry, edit)


def with_edit(entry: RecordedCooking, edit: EditedRecording) -> RecordedCooking:
    """The entry with what the household has said about it."""
    return replace(
        entry,
        name=edit.name,
        cook=edit.cook,
        edited=edit.version > 0,
        recipe_id=edit.recipe_id,
        signed_by=edit.signed_by,
        signed_at=edit.signed_at,
    )


def _lengths(connection: Connection, ids: list[str]) -> dict[str, float]:
    if not ids:
        return {}
    rows = connection.execute(
        select(JOURNAL.c.session, func.min(JOURNAL.c.stove_time), func.max(JOURNAL.c.stove_time))
        .where(JOURNAL.c.session.in_(ids))
        .group_by(JOURNAL.c.session)
    )
    return {session: last - first for session, first, last in rows}
