"""A copy of a shared book in a local file, from which a home reads while the server can't be reached.

A thread brings the copy up to date every few seconds, and at once after a change. Only rows that changed since the last
time are read: PostgreSQL stores with each row the number of the transaction that wrote it (`xmin`). Nothing is ever
written from the copy to the server, so a home without connection can only read.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
import hashlib
import logging
import threading
import time
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert as plain_insert,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from ..errors import ErrorCode, KitchenError
from .database import Store
from .migrations import FORM
from .schema import METADATA

_LOGGER = logging.getLogger(__name__)

REFRESH_S: Final = 5.0
"""Time between two refreshes, each of which also checks the connection (s)."""
RETRY_S: Final = 2.0
"""Time between two attempts while the server can't be reached (s)."""
GAP_S: Final = 60.0
"""Changes found in this time before a lost notification connection are reported once it is back (s)."""
BATCH: Final = 500
MOST_REPORTED: Final = 2000

_STATE = Table(
    "copy_state",
    MetaData(),
    Column("source", String(64), nullable=False),
    Column("form", Integer, nullable=False),
    Column("since", Integer),
    comment="Which book this is a copy of, and the transaction up to which it is complete.",
)
_NEWER = "age(xmin) <= age(CAST(CAST(:since % 4294967296 AS text) AS xid))"

type Changed = tuple[str, tuple[Any, ...]]
"""Table and primary key of a row."""


class LocalCopy:
    """The copy of one shared book.

    `index` is called with a connection to the copy and the primary keys of changed rows of `recipes`, to update the
    word index. `report` is called in the copy's thread, with whether the server is reachable and the rows that
    changed meanwhile.
    """

    def __init__(
        self,
        server: Store,
        copy: Store,
        index: Callable[[Connection, Iterable[int]], None],
        report: Callable[[bool, Sequence[Changed]], None],
    ) -> None:
        self._server = server
        self._copy = copy
        self._index = index
        self._report = report
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._complete = False
        self._serving = False
        self._gap = False
        self._recent: deque[tuple[float, Changed]] = deque(maxlen=MOST_REPORTED)

    @property
    def serving(self) -> bool:
        """Whether reads use the copy, because the server can't be reached."""
        return self._serving

    @property
    def complete(self) -> bool:
        """Whether the copy has been whole at least once."""
        return self._complete

    def start(self) -> None:
        """Begin to copy, in a thread."""
        self._thread = threading.Thread(target=self._follow, name="hearthtech-copy", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop copying and close the file. Blocking."""
        self._ended.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self._copy.close_now()

    def wake(self) -> None:
        """Refresh now: something changed."""
        self._wake.set()

    def gap(self) -> None:
        """Notifications were lost for a while: report what changed in that time."""
        self._gap = True
        self._wake.set()

    def lost(self) -> bool:
        """Called after a failed read. Whether the copy answers instead."""
        self._wake.set()
        return self._complete

    def read_now[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the copy. Blocking."""
        return self._copy.read_now(work)

    def _open(self) -> None:
        """Open the file; one that is damaged or of a newer release is made again."""
        try:
            self._copy.open_now()
        except KitchenError:
            _LOGGER.warning("The local copy of the shared book can't be used and is made again")
            self._copy.forget_connections()
            path = self._copy.path
            for suffix in ("", "-wal", "-shm"):
                if path is not None:
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._copy.open_now()

    def _follow(self) -> None:
        try:
            self._open()
        except KitchenError, OSError:
            _LOGGER.exception("The shared book has no local copy")
            return
        while not self._ended.is_set():
            try:
                changed = self._refresh()
            except KitchenError as error:
                if self._ended.is_set():
                    return
                if error.code is ErrorCode.BOOK_UNAVAILABLE and self._complete and not self._serving:
                    self._serving = True
                    self._report(False, ())
                self._wait(RETRY_S)
                continue
            except Exception:
                _LOGGER.exception("The copy of the shared book could not be refreshed; it is made again")
                self._discard()
                self._wait(RETRY_S)
                continue
            now = time.monotonic()
            self._recent.extend((now, one) for one in changed)
            if self._serving or self._gap:
                self._serving = self._gap = False
                missed = dict.fromkeys(one for at, one in self._recent if now - at <= GAP_S or one in changed)
                self._report(True, tuple(missed))
            self._wait(REFRESH_S)

    def _wait(self, seconds: float) -> None:
        if not self._ended.is_set():
            self._wake.wait(seconds)
            self._wake.clear()

    def _discard(self) -> None:
        """Make the copy again from nothing."""
        self._complete = False
        with suppress(KitchenError):
            self._copy.write_now(lambda copy: _STATE.drop(copy, checkfirst=True))

    def _refresh(self) -> Sequence[Changed]:
        """Bring the copy up to date. Returns the changed rows, none of them for a first copy."""
        return self._server.read_now_from_server(self._refresh_from)

    def _refresh_from(self, server: Connection) -> Sequence[Changed]:
        server.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        begin, end = server.exec_driver_sql(
            "SELECT txid_snapshot_xmin(txid_current_snapshot()), txid_snapshot_xmax(txid_current_snapshot())"
        ).one()
        since = self._copy.read_now(self._since) if self._complete else self._copy.write_now(self._prepare)
        if since == begin == end and self._complete:
            return ()
        changed = self._copy.write_now(partial(self._update, server, since, begin))
        self._complete = True
        return changed if since is not None else ()

    def _update(self, server: Connection, since: int | None, begin: int, copy: Connection) -> list[Changed]:
        copy.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        changed: list[Changed] = []
        for table in METADATA.sorted_tables:
            changed += ((table.name, key) for key in _copy_rows(server, copy, table, since))
        for table in reversed(METADATA.sorted_tables):
            changed += ((table.name, key) for key in _remove_rows(server, copy, table))
        self._index(copy, [key[0] for name, key in changed if name == "recipes"])
        copy.execute(update(_STATE).values(since=begin))
        return changed

    def _since(self, copy: Connection) -> int | None:
        return copy.scalar(select(_STATE.c.since))

    def _prepare(self, copy: Connection) -> int | None:
        """Empty a copy of another book or form, and prepare its word index. Returns the transaction up to which it is complete."""
        source = hashlib.sha256(str(self._server.url.set(password=None)).encode()).hexdigest()
        _STATE.create(copy, checkfirst=True)
        self._index(copy, ())
        known = copy.execute(select(_STATE)).first()
        if known is not None and tuple(known)[:2] == (source, FORM) and known.since is not None:
            self._complete = True
            return int(known.since)
        for table in reversed(METADATA.sorted_tables):
            copy.execute(delete(table))
        copy.execute(delete(_STATE))
        copy.execute(plain_insert(_STATE).values(source=source, form=FORM))
        return None


def _copy_rows(
    server: Connection, copy: Connection, table: Table, since: int | None
) -> list[tuple[Any, ...]]:
    """Copy the rows that were written since a transaction; all of them if it is `None`. Returns their keys."""
    query = select(table)
    if since is not None:
        query = query.where(text(_NEWER).bindparams(since=since))
    keys = [column.name for column in table.primary_key]
    put = insert(table)
    others = {column.name: put.excluded[column.name] for column in table.columns if not column.primary_key}
    put = (
        put.on_conflict_do_update(index_elements=keys, set_=others)
        if others
        else put.on_conflict_do_nothing()
    )
    copied: list[tuple[Any, ...]] = []
    rows = server.execution_options(stream_results=True, yield_per=BATCH).execute(query)
    for part in rows.mappings().partitions(BATCH):
        copy.execute(put, [dict(row) for row in part])
        copied += (_key(row, keys) for row in part)
    return copied


def _remove_rows(server: Connection, copy: Connection, table: Table) -> list[tuple[Any, ...]]:
    """Remove the rows that the server does not have. Returns their keys."""
    count = select(func.count()).select_from(table)
    if server.scalar(count) == copy.scalar(count):
        return []
    keys = list(table.primary_key)
    there = {tuple(row) for row in server.execute(select(*keys))}
    gone = [tuple(row) for row in copy.execute(select(*keys)) if tuple(row) not in there]
    for at in range(0, len(gone), BATCH):
        copy.execute(delete(table).where(tuple_(*keys).in_(gone[at : at + BATCH])))
    return gone


def _key(row: Mapping[Any, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in keys)
