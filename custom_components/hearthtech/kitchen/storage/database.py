"""One database, one writer thread: every write is a transaction that is on disk when the call returns.

SQLite by default (write-ahead log, foreign keys, `synchronous=FULL`); any other URL SQLAlchemy knows works too,
PostgreSQL is the one we test. Reads have a thread of their own, so that a search never waits for the disk.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
import contextlib
from functools import partial
from pathlib import Path
import sqlite3
import threading
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DisconnectionError,
    InvalidRequestError,
    NoSuchModuleError,
    OperationalError,
)

from ..errors import ErrorCode, KitchenError
from . import network
from .migrations import migrate
from .network import AnswerDeadline

BUSY_TIMEOUT_MS = 10_000
"""How long a write waits for another program that has locked the same book, e.g. the command line (ms)."""

LONGEST_PAUSE_S = 3600.0
"""Greatest duration of a pause, s: a backup that never ends must not block the kitchen permanently."""


class ReadCopy(Protocol):
    """A local copy of a book on a server (`local_copy.LocalCopy`)."""

    @property
    def serving(self) -> bool:
        """Whether reads use the copy."""

    def lost(self) -> bool:
        """Called when the server did not answer. Whether the copy can answer instead."""

    def wake(self) -> None:
        """Called after a write."""

    def read_now[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the copy."""

    def stop(self) -> None:
        """Close the copy."""


class Store:
    """The book's database. `read` and `write` run one function in one transaction.

    Raises:
        KitchenError: `BOOK_UNAVAILABLE` when the database can't be opened or reached.
    """

    def __init__(self, book: str | Path) -> None:
        self.url = _url(book)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="hearthtech-write")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="hearthtech-read")
        self._engine = _engine(self.url)
        self._resumed = threading.Event()
        self._closed = False
        self._local_copy: ReadCopy | None = None
        self.repaired: Sequence[str] = ()
        """Damaged settings that were replaced when the book was opened."""

    @property
    def path(self) -> Path | None:
        """The database file; `None` for a server."""
        if self.url.get_backend_name() != "sqlite" or not self.url.database:
            return None
        return Path(self.url.database)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def open_now(self) -> None:
        """Create or migrate the tables. Blocking."""
        try:
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self.repaired = self.write_now(migrate)
        except OSError as error:
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error)) from error

    def use_copy(self, copy: ReadCopy) -> None:
        """Read from a local copy while the server can't be reached."""
        self._local_copy = copy

    @property
    def is_read_only(self) -> bool:
        """Whether the server can't be reached, and a local copy answers."""
        return self._local_copy is not None and self._local_copy.serving

    def read_now[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction with a consistent snapshot of the book. Blocking."""
        copy = self._local_copy
        if copy is not None and copy.serving:
            return copy.read_now(work)
        try:
            return self._run(work, writes=False)
        except KitchenError as error:
            if error.code is ErrorCode.BOOK_UNAVAILABLE and copy is not None and copy.lost():
                return copy.read_now(work)
            raise

    def read_now_from_server[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the server, never on a local copy. Blocking."""
        return self._run(work, writes=False)

    def write_now[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction; when this returns, its writes are on disk. Blocking.

        Raises:
            KitchenError: `BOOK_READ_ONLY` while a local copy answers for the server.
        """
        copy = self._local_copy
        if copy is not None and copy.serving:
            raise KitchenError(ErrorCode.BOOK_READ_ONLY)
        try:
            done = self._run(work, writes=True)
        except KitchenError as error:
            if copy is not None and error.code is ErrorCode.BOOK_UNAVAILABLE:
                copy.lost()
            raise
        if copy is not None:
            copy.wake()
        return done

    async def open(self) -> None:
        """Create or migrate the tables."""
        await asyncio.get_running_loop().run_in_executor(self._writer, self.open_now)

    async def read[T](self, work: Callable[[Connection], T]) -> T:
        """`read_now` in the reader's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, partial(self.read_now, work))

    async def write[T](self, work: Callable[[Connection], T]) -> T:
        """`write_now` in the writer's thread. Writes are done in the order of the calls.

        A caller that is cancelled meanwhile does not stop the write: it is done completely or, after a crash,
        not at all.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, partial(self.write_now, work))

    def close_now(self) -> None:
        """Finish all waiting calls and close the files. Blocking; may be called twice."""
        if self._closed:
            return
        self._closed = True
        self._resumed.set()
        if self._local_copy is not None:
            self._local_copy.stop()
        self._writer.shutdown()
        self._reader.shutdown()
        self._engine.dispose()

    def forget_connections(self) -> None:
        """Close the files; the next call opens them again. Blocking."""
        self._engine.dispose()

    async def close(self) -> None:
        """`close_now` outside the event loop."""
        await asyncio.to_thread(self.close_now)

    async def pause(self) -> None:
        """Write everything into the main file, then block writes until `resume` (or for `LONGEST_PAUSE_S`)."""
        loop = asyncio.get_running_loop()
        whole: asyncio.Future[None] = loop.create_future()
        self._resumed.clear()

        def hold() -> None:
            self.checkpoint_now()
            loop.call_soon_threadsafe(whole.set_result, None)
            self._resumed.wait(LONGEST_PAUSE_S)

        held = loop.run_in_executor(self._writer, hold)
        await asyncio.wait({whole, held}, return_when=asyncio.FIRST_COMPLETED)
        if not whole.done():
            await held

    def resume(self) -> None:
        """Allow writes again."""
        self._resumed.set()

    def checkpoint_now(self) -> None:
        """Write everything into the main file, so that a plain copy of it is complete. Blocking."""
        if self.dialect == "sqlite":
            try:
                with self._engine.connect().execution_options(hearthtech_begin=None) as connection:
                    connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            except DatabaseError as error:
                raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error).splitlines()[0]) from error

    def _deadline(self, connection: Connection) -> contextlib.AbstractContextManager[object]:
        """End the transaction when a PostgreSQL server stops answering during it."""
        if self.dialect != "postgresql":
            return contextlib.nullcontext()
        deadline = AnswerDeadline(connection.connection.dbapi_connection, network.ANSWER_S)
        connection.info["hearthtech_deadline"] = deadline
        return deadline

    def _run[T](self, work: Callable[[Connection], T], *, writes: bool) -> T:
        try:
            begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
            connection = self._engine.connect().execution_options(hearthtech_begin=begin)
            with connection, self._deadline(connection), connection.begin():
                if writes and self.dialect == "postgresql":
                    # As in a file: one home writes at a time, so that none overwrites what it has not read.
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({network.WRITE_LOCK})")
                return work(connection)
        except (OperationalError, sqlite3.DatabaseError) as error:
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error).splitlines()[0]) from error
        except UnicodeDecodeError as error:
            # The driver can't decode its own message about a damaged file.
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason="the database is damaged") from error
        except (DisconnectionError, InvalidRequestError) as error:
            if self.dialect != "postgresql":
                raise
            # No connection of the pool answers.
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error).splitlines()[0]) from error
        except DatabaseError as error:
            # "file is not a database" and the like; an integrity error is a bug and is not converted.
            if type(error) is DatabaseError:
                raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error.orig)) from error
            raise


def _url(book: str | Path) -> URL:
    if isinstance(book, str) and "://" in book:
        try:
            url = make_url(book)
        except (ArgumentError, ValueError) as error:
            # The message of the error may contain the password.
            raise KitchenError(
                ErrorCode.BOOK_UNAVAILABLE, reason="the address of the database is malformed"
            ) from error
        if url.port is not None and not 0 < url.port < 65_536:
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason="the address of the database is malformed")
        # Usual URLs name no driver; ours is psycopg 3.
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        return url
    return URL.create("sqlite", database=str(Path(book).expanduser()))


def _engine(url: URL) -> Engine:
    try:
        if url.drivername == "postgresql+psycopg":
            given = frozenset(url.query)
            engine = create_engine(url, connect_args=network.connect_arguments(given))
            _watch_answers(engine)
        else:
            engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    except (ImportError, NoSuchModuleError, ArgumentError, ValueError, TypeError) as error:
        raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _watch_answers(engine: Engine) -> None:
    """Note when statements are sent and answered, and check pooled connections within a time limit."""

    def sent(connection: Connection, *_: Any) -> None:
        if (deadline := connection.info.get("hearthtech_deadline")) is not None:
            deadline.sent()

    def answered(connection: Connection, *_: Any) -> None:
        if (deadline := connection.info.get("hearthtech_deadline")) is not None:
            deadline.answered()

    def failed(context: Any) -> None:
        if context.connection is not None:
            answered(context.connection)

    event.listen(engine, "before_cursor_execute", sent)
    event.listen(engine, "after_cursor_execute", answered)
    event.listen(engine, "commit", sent)
    event.listen(engine, "rollback", sent)
    event.listen(engine, "handle_error", failed)
    event.listen(engine, "checkout", _ping)


def _ping(connection: Any, record: Any, _proxy: object) -> None:
    """Check that a pooled connection still answers; SQLAlchemy replaces one that does not."""
    record.info.pop("hearthtech_deadline", None)
    try:
        with AnswerDeadline(connection, network.PING_S) as deadline, connection.cursor() as cursor:
            deadline.sent()
            cursor.execute("SELECT 1")
        connection.rollback()
    except connection.Error as error:
        raise DisconnectionError(str(error)) from error


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    # The driver itself starts transactions late and commits before DDL; here they begin and end explicitly.
    connection.isolation_level = None
    with contextlib.closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA trusted_schema = OFF")


def _on_sqlite_begin(connection: Connection) -> None:
    if begin := connection.get_execution_options().get("hearthtech_begin"):
        connection.exec_driver_sql(begin)
