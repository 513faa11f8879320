"""The program as a household runs it: its command, its logs, and several workers that are killed and started."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import json
import os
from pathlib import Path
import random
import signal
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.skill.fake_home_assistant import TOKEN, FakeHomeAssistant
from tests.skill.satellite import Satellite

type Spawn = Callable[..., Awaitable[asyncio.subprocess.Process]]
COMMAND = (sys.executable, "-m", "hearthtech_skill")


@pytest.fixture
async def spawn(settings: dict[str, Any], tmp_path: Path) -> AsyncIterator[Spawn]:
    """Start a worker as a process."""
    processes: list[asyncio.subprocess.Process] = []

    async def begin(worker: str, **changes: Any) -> asyncio.subprocess.Process:
        path = tmp_path / f"{worker}.yaml"
        path.write_text(yaml.safe_dump(settings | changes | {"worker": worker}))
        process = await asyncio.create_subprocess_exec(
            *COMMAND, "--config", str(path), stderr=(tmp_path / f"{worker}.log").open("ab")
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def online(satellite: Satellite, worker: str, times: int = 1) -> None:
    """Wait until a worker has said so often that it is connected to both sides."""

    await satellite.until(lambda topic, body: connected(satellite, worker) >= times, 60)


def connected(satellite: Satellite, worker: str) -> int:
    """How often a worker has said so."""
    return sum(
        topic == f"hearthtech/skill/{worker}/health" and health.get("home_assistant") == "connected"
        for topic, health in satellite.heard
    )


async def test_command_serves_tells_its_health_and_stops_when_told(
    house: FakeHomeAssistant, satellite: Satellite, spawn: Spawn, tmp_path: Path
) -> None:
    process = await spawn("one", log={"format": "json"})
    await online(satellite, "one")
    assert (await satellite.ask("next step"))["text"] == "heard next step"
    await house.announce("1", "Dinner!", "porch")
    await satellite.until(lambda topic, body: topic.endswith("startSession"))
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0
    await satellite.until(lambda topic, body: topic.endswith("/health") and body["state"] == "offline")
    lines = [json.loads(line) for line in (tmp_path / "one.log").read_text().splitlines()]
    answered = next(line for line in lines if line.get("event") == "answered")
    assert answered["site"] == "kitchen"
    assert {"time", "level", "source", "message"} <= set(answered)
    assert TOKEN not in (tmp_path / "one.log").read_text()


async def test_killed_worker_is_seen_to_be_gone(
    satellite: Satellite, house: FakeHomeAssistant, spawn: Spawn
) -> None:
    process = await spawn("one")
    await online(satellite, "one")
    process.kill()
    await satellite.until(lambda topic, body: topic.endswith("/health") and body["state"] == "offline")


async def test_workers_killed_and_started_lose_and_double_nothing(
    house: FakeHomeAssistant, satellite: Satellite, spawn: Spawn
) -> None:
    done: dict[str, list[str]] = {}

    async def ask(request: dict[str, Any]) -> dict[str, Any]:
        done.setdefault(request["session"], []).append(request["request"])
        await asyncio.sleep(0.05)
        return {"say": f"heard {request['text']}"}

    house.on_ask = ask
    names = ("a", "b", "c")
    workers = {name: await spawn(name, share="crew") for name in names}
    for name in names:
        await online(satellite, name)
    chance, victim = random.Random(7), "a"
    starts = dict.fromkeys(names, 1)
    sessions: list[str] = []
    for number in range(150):
        session = await satellite.begin(f"session-{number}")
        sessions.append(session)
        await satellite.say(session, f"sentence {number}")
        await asyncio.sleep(0.03)
        if number % 40 == 15:
            await online(satellite, victim, times=starts[victim])  # there are always two that live
            victim = chance.choice(names)
            workers[victim].kill()
            workers[victim] = await spawn(victim, share="crew")
            starts[victim] = connected(satellite, victim) + 1
    async with asyncio.timeout(15):
        while any(not satellite.answers(session) for session in sessions):
            await asyncio.sleep(0.05)
    await asyncio.sleep(2.5)  # a second answer would come now
    assert {session: len(satellite.answers(session)) for session in sessions} == dict.fromkeys(sessions, 1)
    # Who takes over asks under the number of the first, so that nothing is carried out twice.
    assert all(len(set(requests)) == 1 for requests in done.values())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mqtt": {"port": "x"}}, "The setting mqtt.port must be a port number from 1 to 65535."),
        ({"phrases": "/nowhere"}, "The phrases in /nowhere can't be read: No such file or directory."),
        (
            {"home_assistant": {"url": "http://a", "token_file": "/nowhere"}},
            "The token file /nowhere can't be read",
        ),
        ({"mqtt": {"tls": {"ca": "/nowhere"}}}, "The file /nowhere of mqtt.tls.ca is not a certificate"),
    ],
)
def test_unusable_settings_are_one_sentence(
    tmp_path: Path, token_file: Path, change: dict[str, Any], sentence: str
) -> None:
    path = tmp_path / "skill.yaml"
    home = {"url": "http://127.0.0.1:1", "token_file": str(token_file)}
    path.write_text(yaml.safe_dump({"home_assistant": home} | change))
    done = subprocess.run(
        [*COMMAND, "--config", str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_check_only_reads(tmp_path: Path, token_file: Path) -> None:
    environment = os.environ | {
        "HEARTHTECH_SKILL_HOME_ASSISTANT_URL": "http://127.0.0.1:1",
        "HEARTHTECH_SKILL_HOME_ASSISTANT_TOKEN_FILE": str(token_file),
    }
    done = subprocess.run(
        [*COMMAND, "--check"], capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    assert (done.returncode, done.stdout) == (0, "The settings are in order.\n")


def test_skill_loads_neither_home_assistant_nor_the_integration() -> None:
    code = (
        "import sys, hearthtech_skill.skill, hearthtech_skill.__main__;"
        "print([name for name in sys.modules if name.split('.')[0] in ('homeassistant', 'custom_components')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"
