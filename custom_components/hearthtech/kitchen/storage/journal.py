"""The journal of cooking sessions as a table: append-only, and on disk before a command is sent."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
import json
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ..sessions.journal import ends_session
from .database import Store
from .schema import JOURNAL, SESSIONS
from .times import to_text


class StoredJournal:
    """The `Journal` of sessions, stored in the book."""

    def __init__(self, store: Store, now: Callable[[], datetime], home: str = "") -> None:
        """Store the sessions of `home`, one of those that share the book; empty: all sessions."""
        self._store = store
        self._now = now
        self._home = home

    async def append(self, session_id: str, number: int, record: dict[str, Any]) -> None:
        """Add record `number` (from 0). An existing one is not written twice."""
        await self._store.write(partial(append, session_id, number, record, self._now(), home=self._home))

    async def read(self, session_id: str) -> Sequence[dict[str, Any]]:
        """All records of a session, in order."""
        return await self._store.read(partial(records, session_id))

    async def unfinished(self) -> Sequence[str]:
        """Sessions that have not ended, oldest first."""
        return await self._store.read(partial(_unfinished, self._home))


def append(
    session_id: str,
    number: int,
    record: dict[str, Any],
    now: datetime,
    connection: Connection,
    *,
    home: str = "",
) -> None:
    """Add one record, opening the session with its first and closing it with its last.

    Raises:
        ValueError: when the record before it is missing, or another one has its number.
    """
    data = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if number == 0:
        known = connection.scalar(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id))
        if known is None:
            connection.execute(insert(SESSIONS).values(id=session_id, opened_at=to_text(now), home=home))
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
    """All records of a session, in order.

    Raises:
        ValueError: when one is no JSON, or is missing between others.
    """
    rows = connection.execute(
        select(JOURNAL.c.seq, JOURNAL.c.data).where(JOURNAL.c.session == session_id).order_by(JOURNAL.c.seq)
    )
    found: list[dict[str, Any]] = []
    for row in rows:
        if row.seq != len(found):
            raise ValueError(f"record {len(found)} of {session_id} is missing")
        found.append(json.loads(row.data))
    return tuple(found)


def _unfinished(home: str, connection: Connection) -> tuple[str, ...]:
    query = (
        select(SESSIONS.c.id)
        .where(SESSIONS.c.closed_at.is_(None))
        .order_by(SESSIONS.c.opened_at, SESSIONS.c.id)
    )
    if home:
        query = query.where(SESSIONS.c.home.in_(("", home)))
    return tuple(connection.scalars(query))
