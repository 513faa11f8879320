"""Fixtures: a real virtual stove over TLS, and real clients of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

type Connect = Callable[..., Awaitable[LinkClient]]


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """The test plugin blocks sockets; these tests use loopback."""


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as made:
        yield made


@pytest.fixture
async def stove(tmp_path: Path) -> AsyncIterator[VirtualStove]:
    """Run a stove of four induction burners ten times as fast as real time."""
    made = VirtualStove(tmp_path / "stove", rate=10.0, seed=1)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def connect(stove: VirtualStove, session: ClientSession) -> AsyncIterator[Connect]:
    """Return a function that creates started clients, each with its own key."""
    made: list[LinkClient] = []

    async def start(client_id: str = "house", *, client_session: ClientSession | None = None) -> LinkClient:
        key = stove.key_of(client_id) or stove.provision(client_id)
        client = LinkClient(
            client_session or session,
            "127.0.0.1",
            stove.port,
            client_id=client_id,
            key=key,
            fingerprint=stove.fingerprint,
        )
        await client.start()
        made.append(client)
        return client

    yield start
    for client in made:
        await client.close()
