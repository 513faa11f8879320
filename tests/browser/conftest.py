"""Fixtures of the browser tests: one environment for the tests of a worker, a new one after a test that failed."""

from collections.abc import Generator, Iterator

import pytest
import pytest_socket

from .environment import CHROMIUM, INSTALLED_ENTRY, BrowserEnvironment


class SharedEnvironment:
    """Starts the environment for the first test, and again after a test that may have left half of its work.

    A test that is run again must find what it found at first: what it made before it failed, such as a dashboard,
    could make it fail for a second reason.
    """

    def __init__(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        self._folders = tmp_path_factory
        self._running: BrowserEnvironment | None = None

    def get(self) -> BrowserEnvironment:
        if self._running is None:
            env = BrowserEnvironment(self._folders.mktemp("env"))
            env.start()
            self._running = env
        return self._running

    def stop(self) -> None:
        if self._running is not None:
            pytest_socket.enable_socket()
            self._running.stop()
            self._running = None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def shared_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedEnvironment]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    if not INSTALLED_ENTRY.exists():
        pytest.skip("the frontend is not built")
    shared = SharedEnvironment(tmp_path_factory)
    yield shared
    shared.stop()


@pytest.fixture
def env(
    shared_environment: SharedEnvironment, request: pytest.FixtureRequest, socket_enabled: None
) -> Iterator[BrowserEnvironment]:
    """The environment with a cold stove and no timers."""
    request.node.stash[FAILED] = False
    env = shared_environment.get()
    try:
        env.run(env.cold())
    except BaseException:
        shared_environment.stop()
        raise
    yield env
    if request.node.stash[FAILED]:
        shared_environment.stop()


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """The programs of the environment outlive a test, so nothing is checked for being left over."""
