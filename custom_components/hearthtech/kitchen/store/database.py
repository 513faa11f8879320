"""One database, one writer thread: every write is a transaction that is on disk when the call returns.

SQLite by default (write-ahead log, foreign keys, `synchronous=FULL`); any other URL SQLAlchemy knows works too,
PostgreSQL is the one we test. Reads have a thread of their own, so that a search never waits for the disk.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
import contextlib
from functools import partial
from pathlib import Path
import sqlite3
import threading
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, NoSuchModuleError, OperationalError

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .migrations import migrate

BUSY_TIMEOUT_MS = 10_000
"""How long a write waits for another program that holds the same book, e.g. the command line."""

LONGEST_PAUSE_S = 3600.0
"""A backup that never ends must not stop the kitchen for ever."""


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

    @property
    def path(self) -> Path | None:
        """The file, when the book is one."""
        if self.url.get_backend_name() != "sqlite" or not self.url.database:
            return None
        return Path(self.url.database)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def open_now(self) -> None:
        """Create or migrate the tables. Blocks."""
        try:
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self.write_now(migrate)
        except OSError as error:
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error)) from error

    def read_now[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that sees one moment of the book. Blocks."""
        return self._run(work, writes=False)

    def write_now[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction; when this returns, its writes are on disk. Blocks."""
        return self._run(work, writes=True)

    async def open(self) -> None:
        """Create or migrate the tables."""
        await asyncio.get_running_loop().run_in_executor(self._writer, self.open_now)

    async def read[T](self, work: Callable[[Connection], T]) -> T:
        """`read_now` in the reader's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, partial(self.read_now, work))

    async def write[T](self, work: Callable[[Connection], T]) -> T:
        """`write_now` in the writer's thread. Writes happen in the order in which they were asked for.

        A caller that is cancelled meanwhile does not stop the write: it is all done or, at a crash, not at all.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, partial(self.write_now, work))

    def close_now(self) -> None:
        """Finish what was asked for and let go of the files. Blocks; may be called twice."""
        if self._closed:
            return
        self._closed = True
        self._resumed.set()
        self._writer.shutdown()
        self._reader.shutdown()
        self._engine.dispose()

    async def close(self) -> None:
        """`close_now` outside the event loop."""
        await asyncio.to_thread(self.close_now)

    async def pause(self) -> None:
        """Bring everything into the main file, then let nothing be written until `resume` (or `LONGEST_PAUSE_S`)."""
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
        """Write again."""
        self._resumed.set()

    def checkpoint_now(self) -> None:
        """Bring everything into the main file, so that a plain copy of it is whole. Blocks."""
        if self.dialect == "sqlite":
            with self._engine.connect().execution_options(hearthtech_begin=None) as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def _run[T](self, work: Callable[[Connection], T], *, writes: bool) -> T:
        try:
            begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
            connection = self._engine.connect().execution_options(hearthtech_begin=begin)
            with connection, connection.begin():
                return work(connection)
        except (OperationalError, sqlite3.DatabaseError) as error:
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error).splitlines()[0]) from error
        except DatabaseError as error:
            # "file is not a database" and the like; an integrity error is a bug and stays itself.
            if type(error) is DatabaseError:
                raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error.orig)) from error
            raise


def _url(book: str | Path) -> URL:
    if isinstance(book, str) and "://" in book:
        url = make_url(book)
        # The URL people know names no driver; ours is psycopg 3.
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        return url
    return URL.create("sqlite", database=str(Path(book).expanduser()))


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    except (ImportError, NoSuchModuleError, ValueError) as error:
        raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    # The driver's own idea of transactions starts them late and commits before DDL; ours begin and end plainly.
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
