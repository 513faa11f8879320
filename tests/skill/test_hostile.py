"""What nobody should send, and what breaks in the middle: each session ends with a sentence, and nothing crashes."""

import asyncio
import json
import time
from typing import Any

from hypothesis import given, settings as hypothesis_settings, strategies as st
import pytest

from hearthtech_skill.errors import InvalidMessage
from hearthtech_skill.messages import MAX_PAYLOAD, decode, slots_of
from hearthtech_skill.skill import Skill
from tests.skill.conftest import StartSkill
from tests.skill.fake_home_assistant import FakeHomeAssistant
from tests.skill.mosquitto import Mosquitto
from tests.skill.satellite import Satellite

TOPICS = (
    "hermes/intent/Said",
    "hermes/nlu/query",
    "hermes/dialogueManager/sessionStarted",
    "hermes/dialogueManager/sessionEnded",
    "hermes/dialogueManager/sessionQueued",
    "hermes/dialogueManager/intentNotRecognized",
    "hermes/dialogueManager/continueSession",
    "hermes/dialogueManager/endSession",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "input",
    "rawInput",
    "intent",
    "siteId",
    "sessionId",
    "slots",
    "customData",
    "lang",
    "id",
    "intentFilter",
)
BODIES = st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8)


@hypothesis_settings(max_examples=400, deadline=None)
@given(st.sampled_from(TOPICS), BODIES | JSON | st.binary(max_size=60))
def test_any_payload_is_a_message_or_refused(topic: str, body: Any) -> None:
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        message = decode(topic, payload)
    except InvalidMessage:
        return
    again = message.payload()
    assert isinstance(again, str)
    again.encode()  # what was taken can be sent on


def test_wrong_slots_are_left_out_and_right_ones_kept() -> None:
    slots: list[Any] = [
        None,
        {"entity": "burner", "value": {"value": "front left"}},
        {"slotName": "level", "entity": "number", "value": {"value": 5}},
        {"slotName": "x", "value": {"value": None}},
        {"slotName": "y", "value": "plain"},
        {"value": {"value": 1}},
        {"slotName": "z", "value": {"value": "long" * 200}},
    ]
    body = {"input": "", "intent": {"intentName": "Said"}, "slots": slots}
    message = decode("hermes/intent/Said", json.dumps(body).encode())
    assert slots_of(message) == {"burner": "front left", "level": 5}  # type: ignore[arg-type]


def said(session: str, **changes: Any) -> dict[str, Any]:
    body = {
        "input": "next step",
        "intent": {"intentName": "Said", "confidenceScore": 1.0},
        "siteId": "kitchen",
        "sessionId": session,
        "slots": [],
    }
    return body | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"intent": None},
        {"intent": {"intentName": None}},
        {"intent": "Said"},
        {"input": 7},
        {"siteId": ["kitchen"]},
        {"customData": {"nested": True}},
        {"input": "x" * (MAX_PAYLOAD + 10)},
        {"input": "next step " * 200},
    ],
)
async def test_unusable_message_ends_its_session(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite, changes: dict[str, Any]
) -> None:
    session = await satellite.begin()
    await satellite.send("hermes/intent/Said", said(session, **changes))
    answer = await satellite.answer(session)
    assert answer["ends"]
    assert answer["text"] in ("Something went wrong.", "That was too long for me.")
    assert not [request for request in house.asked if request["type"] == "hearthtech/voice/ask"]


@pytest.mark.parametrize(
    "changes",
    [
        {"slots": None},
        {"slots": "none"},
        {"input": None, "rawInput": "next step"},
        {"siteId": None},
        {"lang": None},
    ],
)
async def test_missing_and_null_fields_that_can_be_done_without(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite, changes: dict[str, Any]
) -> None:
    session = await satellite.begin()
    await satellite.send("hermes/intent/Said", said(session, **changes))
    assert (await satellite.answer(session))["text"] == "heard next step"


async def test_junk_on_every_topic_leaves_the_skill_at_work(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    await start(nlu_sites=["all"], share="crew")
    junk: tuple[bytes, ...] = (
        b"",
        b"\xff\x00",
        b"[" * 100_000,
        b"null",
        b"[1]",
        b'{"sessionId": ""}',
        b'{"a": NaN}',
    )
    for topic in (*TOPICS, "hearthtech/skill/crew/claims", "hearthtech/skill/other/health"):
        for payload in junk:
            await satellite.send(topic, payload)
    assert (await satellite.ask("next step", within_s=5))["text"] == "heard next step"


@pytest.mark.parametrize("site", ["a/b", "+", "#", "$SYS", "küche 🍲", "x" * 256])
async def test_any_site_name_is_answered(
    house: FakeHomeAssistant, skill: Skill, broker: Mosquitto, site: str
) -> None:
    async with Satellite(broker.port, site) as client:
        await client.say(None, "next step")
        spoken = await client.until(lambda topic, body: topic == "hermes/tts/say")
        assert spoken["siteId"] == site


async def test_session_that_ended_meanwhile_is_not_answered(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    async def slow(request: dict[str, Any]) -> dict[str, Any]:
        await asyncio.sleep(0.3)
        return {"say": "late"}

    house.on_ask = slow
    session = await satellite.begin()
    await satellite.say(session, "next step")
    ended = {"sessionId": session, "siteId": "kitchen", "termination": {"reason": "timeout"}}
    await satellite.send("hermes/dialogueManager/sessionEnded", ended)
    await satellite.ask("another")
    await asyncio.sleep(0.3)
    assert not satellite.answers(session)


async def test_broker_restarted_in_mid_dialogue(
    house: FakeHomeAssistant, skill: Skill, broker: Mosquitto
) -> None:
    async def restart(request: dict[str, Any]) -> dict[str, Any]:
        await broker.stop()
        return {"say": "after the restart"}

    house.on_ask = restart
    async with Satellite(broker.port) as before:
        session = await before.begin()
        await before.say(session, "next step")
        await before.lost()
    await broker.start()
    async with Satellite(broker.port) as after:
        assert (await after.answer(session, within_s=5))["text"] == "after the restart"
        house.on_ask = lambda request: {"say": "as ever"}
        assert (await after.ask("next step"))["text"] == "as ever"


async def test_home_assistant_restarted_in_mid_dialogue(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    house.on_ask = lambda request: {"say": "Shall I?", "expects": ["yes"], "ends": False}
    session = await satellite.begin()
    await satellite.say(session, "front left to five")
    await satellite.answer(session)
    await house.stop()
    await satellite.say(session, "yes")
    second = await satellite.answer(session, 2)
    assert second["ends"]
    assert second["text"] == "The kitchen does not answer."


async def test_revoked_token_is_told_and_a_new_one_taken_up(
    house: FakeHomeAssistant,
    skill: Skill,
    satellite: Satellite,
    settings: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    house.token = "another"
    await house.drop_connections()
    async with asyncio.timeout(5):
        while not house.refused_logins:
            await asyncio.sleep(0.05)
    assert (await satellite.ask("next step"))["text"] == "The kitchen does not answer."
    from pathlib import Path

    Path(settings["home_assistant"]["token_file"]).write_text("another")
    async with asyncio.timeout(10):
        while (await satellite.ask("next step"))["text"] != "heard next step":
            await asyncio.sleep(0.1)
    assert house.refused_logins == 1  # not asked again and again
    assert "refuses the token" in caplog.text
    assert "the-token-nobody-may-see" not in caplog.text


async def test_clock_jump_changes_nothing(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await satellite.begin()
    house.on_ask = lambda request: {"say": "Go on?", "expects": ["yes"], "ends": False}
    await satellite.say(session, "start")
    await satellite.answer(session)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    house.on_ask = lambda request: {"say": "Going on."}
    await satellite.say(session, "yes")
    assert (await satellite.answer(session, 2))["text"] == "Going on."


async def test_two_hundred_at_once_are_all_answered(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    sessions = [await satellite.begin() for _ in range(200)]
    for session in sessions:
        await satellite.say(session, f"words of {session}")
    async with asyncio.timeout(20):
        while any(not satellite.answers(session) for session in sessions):
            await asyncio.sleep(0.05)
    for session in sessions:
        [(_, body)] = satellite.answers(session)
        assert body["text"] == f"heard words of {session}"
