"""The journal of cooking sessions as a table: rows are only added, and are on disk before the command is sent."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
import json
from typing import Any

from sqlalchemy import Connection, insert, select, update

from custom_components.hearthtech.kitchen.session.journal import ends_session

from .database import Store
from .schema import JOURNAL, SESSIONS
from .times import to_text


class StoredJournal:
    """The `Journal` that sessions ask for, kept in the book."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def append(self, session_id: str, number: int, record: dict[str, Any]) -> None:
        """Add record `number` (from 0). One that is there already is not written twice."""
        await self._store.write(partial(append, session_id, number, record, self._now()))

    async def read(self, session_id: str) -> Sequence[dict[str, Any]]:
        """All records of a session, in order."""
        return await self._store.read(partial(records, session_id))

    async def unfinished(self) -> Sequence[str]:
        """Sessions that have not ended, oldest first."""
        return await self._store.read(_unfinished)


def append(
    session_id: str, number: int, record: dict[str, Any], now: datetime, connection: Connection
) -> None:
    """Add one record, opening the session with its first and closing it with its last.

    Raises:
        ValueError: when the record before it is missing, or another one stands at its place.
    """
    data = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if number == 0:
        known = connection.scalar(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id))
        if known is None:
            connection.execute(insert(SESSIONS).values(id=session_id, opened_at=to_text(now)))
    last = connection.execute(
        select(JOURNAL.c.seq, JOURNAL.c.data)
        .where(JOURNAL.c.session == session_id)
        .where(JOURNAL.c.seq.in_((number - 1, number)))
        .order_by(JOURNAL.c.seq.desc())
        .limit(1)
    ).first()
    if last is not None and last.seq == number:
        if last.data != data:
            raise ValueError(f"record {number} of {session_id} is another one")
        return
    if number > 0 and last is None:
        raise ValueError(f"record {number} of {session_id} has none before it")
    connection.execute(
        insert(JOURNAL).values(
            session=session_id,
            seq=number,
            stove_time=float(record.get("at", 0.0)),
            wall_time=to_text(now),
            kind=str(record.get("is", "")),
            data=data,
        )
    )
    if ends_session(record):
        connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(closed_at=to_text(now)))


def records(session_id: str, connection: Connection) -> tuple[dict[str, Any], ...]:
    """All records of a session, in order."""
    rows = connection.scalars(
        select(JOURNAL.c.data).where(JOURNAL.c.session == session_id).order_by(JOURNAL.c.seq)
    )
    return tuple(json.loads(data) for data in rows)


def _unfinished(connection: Connection) -> tuple[str, ...]:
    query = (
        select(SESSIONS.c.id)
        .where(SESSIONS.c.closed_at.is_(None))
        .order_by(SESSIONS.c.opened_at, SESSIONS.c.id)
    )
    return tuple(connection.scalars(query))
