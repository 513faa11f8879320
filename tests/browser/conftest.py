"""Fixtures of the browser tests: one environment for all tests of a worker."""

from collections.abc import Iterator

import pytest
import pytest_socket

from .environment import CHROMIUM, INSTALLED_ENTRY, BrowserEnvironment


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def running_env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserEnvironment]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    if not INSTALLED_ENTRY.exists():
        pytest.skip("the frontend is not built")
    pytest_socket.enable_socket()
    env = BrowserEnvironment(tmp_path_factory.mktemp("env"))
    env.start()
    yield env
    pytest_socket.enable_socket()
    env.stop()


@pytest.fixture
def env(running_env: BrowserEnvironment, socket_enabled: None) -> BrowserEnvironment:
    """The environment with a cold stove and no timers."""
    running_env.run(running_env.cold())
    return running_env


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """The programs of the environment outlive a test, so nothing is checked for being left over."""
