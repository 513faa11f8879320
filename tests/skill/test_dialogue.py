"""Sessions over a real broker, answered by a scripted kitchen."""

import asyncio
from typing import Any

import pytest

from custom_components.hearthtech.voice.replies import words
from hearthtech_skill.skill import Skill
from tests.skill.conftest import StartSkill
from tests.skill.fake_home_assistant import FakeHomeAssistant, Refused
from tests.skill.satellite import Satellite


async def test_words_of_the_kitchen_reach_the_satellite(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    house.on_ask = lambda request: {"say": "450 kilocalories.", "ends": True, "kind": "nutrition"}
    answer = await satellite.ask("how many calories are in it", rawInput="how many calories are in it?")
    assert answer["ends"]
    assert answer["text"] == "450 kilocalories."
    asked = [request for request in house.asked if request["type"] == "hearthtech/voice/ask"]
    assert [request["text"] for request in asked] == ["how many calories are in it?"]
    assert asked[0]["site"] == "kitchen"
    assert asked[0]["area"] == "kitchen"
    assert asked[0]["language"] == "en"


async def test_dialogue_goes_on_until_the_kitchen_ends_it(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    def ask(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "yes":
            return {"say": "Heating.", "ends": True, "kind": "yes"}
        return {"say": "Shall I?", "expects": ["yes", "no"], "ends": False, "kind": "set_heat"}

    house.on_ask = ask
    session = await satellite.begin(lang="de")
    await satellite.say(session, "front left to five")
    first = await satellite.answer(session)
    assert not first["ends"]
    assert first["text"] == "Shall I?"
    assert first["sendIntentNotRecognized"] is True
    assert set(first["intentFilter"]) == {
        "hearthtech_yes",
        "hearthtech_no",
        "hearthtech_heat_off",
        "hearthtech_answer",
        "hearthtech_follow_up",
        "hearthtech_all_off",
    }
    assert first["lang"] == "de"
    await satellite.say(session, "yes", intent="hearthtech_yes")
    second = await satellite.answer(session, 2)
    assert second["ends"]
    assert second["text"] == "Heating."
    sessions = {request["session"] for request in house.asked if request["type"] == "hearthtech/voice/ask"}
    assert sessions == {session}


async def test_unrecognized_words_are_put_to_the_kitchen(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    session = await satellite.begin()
    body = {"sessionId": session, "siteId": "kitchen", "input": "the big one"}
    await satellite.send("hermes/dialogueManager/intentNotRecognized", body)
    assert (await satellite.answer(session))["text"] == "heard the big one"


async def test_intent_without_words_goes_by_kind_and_slots(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    house.on_ask = lambda request: {"say": f"{request['kind']} {request['slots']}"}
    slots = [{"entity": "burner", "slotName": "burner", "value": {"kind": "Unknown", "value": "front left"}}]
    answer = await satellite.ask("", intent="hearthtech_heat_off", slots=slots)
    assert answer["text"] == "heat_off {'burner': 'front left'}"


async def test_without_session_the_answer_is_spoken(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    await satellite.say(None, "next step")
    spoken = await satellite.until(lambda topic, body: topic == "hermes/tts/say")
    assert spoken["text"] == "heard next step"
    assert spoken["siteId"] == "kitchen"


async def test_silence_is_no_text(house: FakeHomeAssistant, skill: Skill, satellite: Satellite) -> None:
    house.on_ask = lambda request: {"say": "", "ends": True, "kind": "thanks"}
    answer = await satellite.ask("thank you")
    assert answer["ends"]
    assert answer["text"] is None


async def test_doubled_and_late_messages_are_answered_once(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    session = await satellite.begin()
    for _ in range(3):
        await satellite.say(session, "next step")
    await satellite.answer(session)
    await satellite.say(session, "previous step")
    await satellite.ask("something else")  # what was sent before has been handled when this is
    assert len(satellite.answers(session)) == 1


async def test_retained_intent_is_nobody_speaking(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    intent = {"intentName": "Said", "confidenceScore": 1}
    body = {"input": "all burners to nine", "intent": intent, "siteId": "kitchen", "sessionId": "old"}
    await satellite.send("hermes/intent/Said", body, retain=True)
    await start()
    await satellite.ask("next step")
    assert not satellite.answers("old")


async def test_slow_kitchen_ends_the_session_with_a_sentence(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    async def never(request: dict[str, Any]) -> dict[str, Any]:
        await asyncio.sleep(5)
        return {}

    house.on_ask = never
    answer = await satellite.ask("next step")
    assert answer["ends"]
    assert answer["text"] == "The kitchen does not answer."


async def test_absent_kitchen_is_said_and_its_return_is_used(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    await house.stop()
    assert (await satellite.ask("next step"))["text"] == "The kitchen does not answer."
    await house.start()
    async with asyncio.timeout(10):
        while (await satellite.ask("next step"))["text"] != "heard next step":
            await asyncio.sleep(0.1)


async def test_home_assistant_gone_in_mid_question(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    async def drop(request: dict[str, Any]) -> dict[str, Any]:
        await house.drop_connections()
        return {}

    house.on_ask = drop
    assert (await satellite.ask("next step"))["text"] == "The kitchen does not answer."


async def test_refusal_ends_the_session_with_a_sentence(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    def refuse(request: dict[str, Any]) -> dict[str, Any]:
        raise Refused("unauthorized", "Unauthorized")

    house.on_ask = refuse
    answer = await satellite.ask("next step")
    assert answer["ends"]
    assert answer["text"] == "Something went wrong."


def not_understood(request: dict[str, Any]) -> dict[str, Any]:
    return {"say": "", "ends": True, "kind": "none"}


async def test_what_only_another_skill_understands_is_left_to_it(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    def ask(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "what time is it":
            return not_understood(request)
        return {"say": "Next.", "ends": True, "kind": "next_step"}

    house.on_ask = ask
    session = await satellite.begin()
    await satellite.say(session, "what time is it", intent="GetTime")
    await satellite.ask("next step")  # what was sent before has been handled when this is
    assert not satellite.answers(session)
    await satellite.say(session, "next step", intent="hearthtech_next_step")
    assert (await satellite.answer(session))["text"] == "Next."  # the session goes on


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
async def test_the_kitchen_says_that_it_did_not_understand(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite, language: str
) -> None:
    house.on_ask = not_understood
    session = await satellite.begin(lang=language)
    body = {"sessionId": session, "siteId": "kitchen", "input": "mumble"}
    await satellite.send("hermes/dialogueManager/intentNotRecognized", body)
    answer = await satellite.answer(session)
    assert (answer["text"], answer["ends"]) == (words("not_understood", language), True)
    session = await satellite.begin(lang=language)
    await satellite.say(session, "mumble", intent="hearthtech_next_step")
    assert (await satellite.answer(session))["text"] == words("not_understood", language)


async def test_in_an_open_dialogue_the_kitchen_says_that_it_did_not_understand(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    house.on_ask = lambda request: {"say": "For how long?", "expects": ["timer"], "ends": False}
    session = await satellite.begin()
    await satellite.say(session, "set a timer")
    await satellite.answer(session)
    house.on_ask = not_understood
    await satellite.say(session, "what time is it", intent="GetTime")
    assert (await satellite.answer(session, 2))["text"] == words("not_understood", "en")


async def test_what_the_kitchen_did_not_understand_is_said_but_never_of_another_skill(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    about = "I did not understand what you said about the timer."
    house.on_ask = lambda request: {"say": about, "ends": True, "kind": "none"}
    session = await satellite.begin()
    await satellite.say(session, "purple", intent="hearthtech_timer")
    assert (await satellite.answer(session))["text"] == about
    session = await satellite.begin()
    await satellite.say(session, "what time is it", intent="GetTime")
    assert (await satellite.ask("purple", intent="hearthtech_timer"))["text"] == about
    assert not satellite.answers(session)


async def test_intents_of_other_skills_are_left_when_so_configured(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    await start(foreign_intents="leave")
    session = await satellite.begin()
    await satellite.say(session, "what time is it", intent="GetTime")
    assert (await satellite.ask("next step", intent="hearthtech_next_step"))["text"] == "heard next step"
    assert not satellite.answers(session)


async def test_kitchen_recognizes_for_satellites_without_recognizer(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    house.on_recognize = lambda request: {
        "kind": "set_heat",
        "slots": {"burner": "front left", "level": 5},
        "confidence": 1.0,
        "layer": 1,
    }
    await start(nlu_sites=["kitchen"])
    session = await satellite.begin()
    query = {"input": "front left to five", "siteId": "kitchen", "id": "q1", "sessionId": session}
    await satellite.send("hermes/nlu/query", query)
    intent = await satellite.until(lambda topic, body: topic == "hermes/intent/hearthtech_set_heat")
    assert intent["id"] == "q1"
    assert intent["sessionId"] == session
    assert {slot["slotName"]: slot["value"]["value"] for slot in intent["slots"]} == {
        "burner": "front left",
        "level": 5,
    }
    assert (await satellite.answer(session))["text"] == "heard front left to five"


async def test_what_is_not_for_the_kitchen_is_not_recognized(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite
) -> None:
    await start(nlu_sites=["all"])
    await satellite.send("hermes/nlu/query", {"input": "who won the game", "siteId": "porch", "id": "q2"})
    answer = await satellite.until(lambda topic, body: topic == "hermes/nlu/intentNotRecognized")
    assert answer["id"] == "q2"


async def test_announcement_is_said_at_its_site_and_everywhere_without_one(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite
) -> None:
    async with asyncio.timeout(5):
        while not house.listeners:
            await asyncio.sleep(0.01)
    await house.announce("1", "The soup boils.", "porch")
    start = await satellite.until(lambda topic, body: topic.endswith("startSession"))
    assert start["siteId"] == "porch"
    assert start["init"] == {"type": "notification", "text": "The soup boils."}
    await house.announce("2", "The rice is done.")
    await satellite.until(
        lambda topic, body: (
            {"kitchen", "porch"}
            <= {
                heard["siteId"]
                for _, heard in satellite.heard
                if heard.get("init", {}).get("text") == "The rice is done."
            }
        )
    )
