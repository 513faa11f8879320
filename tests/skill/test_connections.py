"""Both sides of the skill when they are not there, or are not what they should be."""

import asyncio
from pathlib import Path
from typing import Any

from aiohttp import web
import pytest

from hearthtech_skill.config import HomeAssistant, parse
from hearthtech_skill.errors import ConfigError, HomeAssistantAway, HomeAssistantRefused
from hearthtech_skill.home_assistant import HomeAssistantClient
from hearthtech_skill.kitchen import RemoteKitchen
from hearthtech_skill.phrases import load as load_phrases
from hearthtech_skill.skill import Skill
from tests.skill.conftest import StartSkill
from tests.skill.fake_home_assistant import FakeHomeAssistant
from tests.skill.mosquitto import Mosquitto, free_port
from tests.skill.satellite import Satellite

ROOT = Path(__file__).resolve().parent.parent.parent


async def told(caplog: pytest.LogCaptureFixture, words: str, within_s: float = 10.0) -> None:
    async with asyncio.timeout(within_s):
        while words not in caplog.text:
            await asyncio.sleep(0.02)


async def run_until_told(client: HomeAssistantClient, caplog: pytest.LogCaptureFixture, words: str) -> None:
    task = asyncio.create_task(client.run())
    try:
        await told(caplog, words)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_nothing_there(token_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    client = HomeAssistantClient(HomeAssistant(url=url, token_file=token_file))
    await run_until_told(client, caplog, f"Home Assistant does not answer at {url}.")
    with pytest.raises(HomeAssistantAway):
        await client.ask("anything", 1.0)


# aiohttp renews its heartbeat once more while it closes.
@pytest.mark.parametrize("expected_lingering_timers", [True])
@pytest.mark.parametrize("speaks", ["http", "nonsense", "silence"])
async def test_something_else_there(
    speaks: str, token_file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearthtech_skill.home_assistant.CONNECT_TIMEOUT_S", 0.3)

    async def answer(request: web.Request) -> web.StreamResponse:
        if speaks == "http":
            return web.Response(text="hello")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if speaks == "nonsense":
            await socket.send_str("[]")
            await socket.send_str("3")
        await socket.receive()
        await socket.close()
        return socket

    app = web.Application()
    app.router.add_get("/api/websocket", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    client = HomeAssistantClient(HomeAssistant(url=url, token_file=token_file))
    await run_until_told(client, caplog, f"What answers at {url} is not Home Assistant")
    await runner.cleanup()


async def test_home_assistant_without_the_integration(
    house: FakeHomeAssistant, token_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = HomeAssistantClient(HomeAssistant(url=house.url, token_file=token_file))
    task = asyncio.create_task(client.run())
    await asyncio.wait_for(client.connected.wait(), 5)
    with pytest.raises(HomeAssistantRefused, match="add the HearthTech integration"):
        await client.ask("hearthtech/voice/nonsense", 1.0)
    house.on_ask = lambda request: {"say": 3, "expects": "yes", "ends": None, "kind": None}
    reply = await RemoteKitchen(client).ask("x", site="s", session=None, language="en")
    assert (reply.say, reply.expects, reply.ends, reply.kind) == ("", (), True, "none")
    house.on_ask = lambda request: ["not", "a", "reply"]
    with pytest.raises(HomeAssistantAway):
        await RemoteKitchen(client).ask("x", site="s", session=None, language="en")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_broker_that_comes_late(
    house: FakeHomeAssistant, broker: Mosquitto, settings: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    await broker.stop()
    task = asyncio.create_task(Skill(parse(settings)).run())
    await told(caplog, "does not answer: nothing listens there.")
    await broker.start()
    async with Satellite(broker.port) as satellite:
        await satellite.until(lambda topic, body: topic.endswith("/health") and body["state"] == "online", 10)
        assert (await satellite.ask("next step"))["text"] == "heard next step"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_unreadable_token_stops_the_start(settings: dict[str, Any], token_file: Path) -> None:
    token_file.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        await Skill(parse(settings)).run()


async def test_announcement_waits_until_the_conversation_is_over(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    await start()
    house.on_ask = lambda request: {"say": "Shall I?", "expects": ["yes"], "ends": request["text"] == "yes"}
    async with asyncio.timeout(5):
        while not house.listeners:
            await asyncio.sleep(0.01)
    session = await satellite.begin()
    await satellite.say(session, "front left to five")
    await satellite.answer(session)
    await house.announce("1", "The rice is done.", "kitchen")
    await asyncio.sleep(0.5)
    assert not [topic for topic, _ in satellite.heard if topic.endswith("startSession")]
    await satellite.say(session, "yes")
    await satellite.answer(session, 2)
    start_session = await satellite.until(lambda topic, body: topic.endswith("startSession"))
    assert start_session["init"]["text"] == "The rice is done."


async def test_announcement_that_another_worker_took_is_not_said(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    await start(worker="one", share="crew")
    await start(worker="two", share="crew")
    async with asyncio.timeout(5):
        while house.listeners < 2:
            await asyncio.sleep(0.01)
    await house.announce("1", "Dinner is ready.", "porch")
    await satellite.until(lambda topic, body: topic.endswith("startSession"))
    await asyncio.sleep(0.3)
    assert len([topic for topic, _ in satellite.heard if topic.endswith("startSession")]) == 1


async def test_two_workers_answer_each_sentence_once(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    await start(worker="one", share="crew", nlu_sites=["all"])
    await start(worker="two", share="crew", nlu_sites=["all"])
    house.on_recognize = lambda request: {"kind": "next_step", "confidence": 1.0, "layer": 1}
    session = await satellite.begin()
    await satellite.send(
        "hermes/nlu/query", {"input": "next step", "siteId": "kitchen", "sessionId": session}
    )
    await satellite.answer(session)
    await satellite.say(None, "and then")
    await satellite.until(lambda topic, body: topic == "hermes/tts/say")
    await asyncio.sleep(1.0)
    topics = [topic for topic, _ in satellite.heard]
    assert topics.count("hermes/intent/hearthtech_next_step") == 1
    assert topics.count("hermes/dialogueManager/endSession") == 1
    assert topics.count("hermes/tts/say") == 1


async def test_broker_restart_with_two_workers_drops_no_turn_and_doubles_none(
    house: FakeHomeAssistant, start: StartSkill, broker: Mosquitto, satellite: Satellite
) -> None:
    await start(worker="one", share="crew")
    await start(worker="two", share="crew")

    async def slowly(request: dict[str, Any]) -> dict[str, Any]:
        await asyncio.sleep(0.3)
        return {"say": f"heard {request['text']}", "expects": [], "ends": True, "kind": "next_step"}

    house.on_ask = slowly
    sessions = [await satellite.begin() for _ in range(5)]
    for number, session in enumerate(sessions):
        await satellite.say(session, f"sentence {number}")
    async with asyncio.timeout(5):
        while len(house.asked) < len(sessions):
            await asyncio.sleep(0.01)
    await broker.stop()
    await satellite.lost()
    await asyncio.sleep(0.5)  # the answers are there now, and can't be said
    await broker.start()
    async with Satellite(broker.port) as back:
        for number, session in enumerate(sessions):
            assert (await back.answer(session, within_s=8))["text"] == f"heard sentence {number}"
        await asyncio.sleep(1.0)
        assert [len(back.answers(session)) for session in sessions] == [1] * len(sessions)
    asked = [request["request"] for request in house.asked if request["type"].endswith("/ask")]
    assert len(set(asked)) == len(sessions), "asked again under the same number, which is answered as before"


def test_examples_of_the_documentation_are_in_order(tmp_path: Path) -> None:
    from hearthtech_skill.config import load

    assert load(ROOT / "docs" / "skill" / "skill.yaml", {}).sites == {"kitchen": "kitchen"}
    phrases = load_phrases(ROOT / "docs" / "skill" / "phrases.yaml")
    assert phrases.find("lights out kitchen", "porch") is not None
    assert phrases.find("water the herbs", "porch") is None
