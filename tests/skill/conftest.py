"""Fixtures: real Mosquitto, a scripted Home Assistant, and the skill between them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from hearthtech_skill.config import SkillConfig, parse
from hearthtech_skill.skill import Skill
from tests.skill.fake_home_assistant import TOKEN, FakeHomeAssistant
from tests.skill.mosquitto import MOSQUITTO, Mosquitto
from tests.skill.satellite import Satellite

type StartSkill = Callable[..., Awaitable[Skill]]


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """These tests need sockets for the connections of the skill."""


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[Mosquitto]:
    if not MOSQUITTO:
        pytest.skip("Mosquitto is not installed")
    mosquitto = Mosquitto(tmp_path)
    await mosquitto.start()
    yield mosquitto
    await mosquitto.stop()


@pytest.fixture
async def house() -> AsyncIterator[FakeHomeAssistant]:
    fake = FakeHomeAssistant()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(TOKEN + "\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def settings(broker: Mosquitto, house: FakeHomeAssistant, token_file: Path) -> dict[str, Any]:
    return {
        "mqtt": {"host": "127.0.0.1", "port": broker.port},
        "home_assistant": {"url": house.url, "token_file": str(token_file)},
        "sites": {"kitchen": "kitchen", "porch": None},
        "worker": "test",
    }


@pytest.fixture
async def start(settings: dict[str, Any]) -> AsyncIterator[StartSkill]:
    """Start a worker in this process; it is ready when its health message says so."""
    tasks: list[asyncio.Task[None]] = []

    async def begin(config: SkillConfig | None = None, **changes: Any) -> Skill:
        skill = Skill(config or parse(settings | changes))
        task = asyncio.create_task(skill.run())
        tasks.append(task)
        async with asyncio.timeout(10):
            while not skill.is_ready and not task.done():
                await asyncio.sleep(0.01)
        if task.done():
            task.result()
        return skill

    yield begin
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def skill(start: StartSkill) -> Skill:
    return await start()


@pytest.fixture
async def satellite(broker: Mosquitto) -> AsyncIterator[Satellite]:
    async with Satellite(broker.port) as client:
        yield client
