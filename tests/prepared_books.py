"""Make new books of tests quickly: a copy of a prepared file, and statements that are compiled once.

Thousands of tests open a new book. Without this, each of them creates forty tables, and compiles every statement anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
import shutil
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL

from custom_components.hearthtech.kitchen.recipes import index
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.storage import database
from custom_components.hearthtech.kitchen.storage.database import Store


@contextmanager
def prepared_books(folder: Path) -> Iterator[None]:
    """Let stores begin new SQLite files as copies of an empty book in `folder`, and share compiled statements."""
    open_now, has_fts5 = Store.open_now, index._has_fts5
    empty = folder / "empty.db"
    first: list[Engine] = []

    def sharing(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        if url.get_backend_name() == "sqlite":
            if not first:
                first.append(engine)
            # Statements are compiled for one dialect object.
            engine.dialect = engine.pool._dialect = first[0].dialect
            engine._compiled_cache = first[0]._compiled_cache
        return engine

    def copying(store: Store) -> None:
        path = store.path
        # A test that denies FTS5 gets a book that is made without it.
        if path is not None and path.parent.is_dir() and not path.exists() and index._has_fts5 is has_fts5:
            if not empty.exists():
                _make_empty(empty, open_now)
            # A name that no file can have is refused by the store itself.
            with suppress(OSError):
                shutil.copyfile(empty, path)
        open_now(store)

    with patch.object(database, "create_engine", sharing), patch.object(Store, "open_now", copying):
        yield


def _make_empty(path: Path, open_now: Callable[[Store], None]) -> None:
    """Make a book with its tables and its index, without the sample recipes."""
    made = path.with_suffix(".making")
    store = Store(made)
    open_now(store)
    store.write_now(Book().prepare)
    store.close_now()
    made.rename(path)
