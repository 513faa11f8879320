"""A book of its own for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from custom_components.hearthtech.kitchen.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.store import Store


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "book.db")
    store.open_now()
    yield store
    store.close_now()


@pytest.fixture
async def kitchen(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock)
    yield kitchen
    await kitchen.close()
