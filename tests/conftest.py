"""Fixtures and hooks of all tests."""

from collections.abc import Iterator
import logging
from pathlib import Path

import pytest

from .prepared_books import prepared_books

# The test tools of Home Assistant log every statement of every database; nobody reads it here.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


@pytest.fixture(scope="session", autouse=True)
def _prepared_books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """New books of tests are copies of an empty one."""
    with prepared_books(tmp_path_factory.mktemp("books")):
        yield


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name long parameters by their beginning and length: 50,000 brackets are no usable name of a test."""
    if isinstance(val, (str, bytes)) and len(val) > 80:
        return f"{val[:24]!r}-{len(val)}"
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files of browser tests over the run, longest files first.

    They need the processor, most others wait for something: several workers do best with some of both at any time.
    Files keep the order of their tests. It holds for `script/test`, which gives a file to one worker.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    longest = sorted(files, key=lambda path: (-len(files[path]), path))
    browser = [path for path in longest if path.parent.name == "browser"]
    others = [path for path in longest if path.parent.name != "browser"]
    every = max(1, len(others) * 4 // (5 * len(browser))) if browser else 1
    order: list[Path] = []
    for place, path in enumerate(others):
        if place % every == 0 and place // every < len(browser):
            order.append(browser[place // every])
        order.append(path)
    order += [path for path in browser if path not in order]
    items[:] = [item for path in order for item in files[path]]
