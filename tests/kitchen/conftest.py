"""Fixtures: a separate book for each test, in each kind of database."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from benchmarks.postgres_server import server
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes import index

BACKENDS = ("sqlite", "sqlite-without-fts5", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Return the URL of a new, empty database."""
    try:
        running = server()
        url = running.__enter__()
    except LookupError as missing:
        pytest.skip(str(missing))

    def new() -> str:
        name = f"book_{uuid4().hex}"
        engine = create_engine(
            url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return url.replace("/postgres?", f"/{name}?")

    yield new
    running.__exit__(None, None, None)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def kitchen(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock)
    yield kitchen
    await kitchen.close()


@pytest.fixture(params=BACKENDS)
def any_book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the path or URL of a new book in each kind of database."""
    match request.param:
        case "postgresql":
            yield request.getfixturevalue("postgres")()
        case "sqlite-without-fts5":
            with patch.object(index, "_has_fts5", return_value=False):
                yield str(tmp_path / "plain.db")
        case _:
            yield str(tmp_path / "book.db")


@pytest.fixture
async def any_kitchen(any_book: str, tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(any_book, clock=clock, media=tmp_path / "media")
    yield kitchen
    await kitchen.close()
