"""A household's own phrases, from the file to the action."""

import asyncio
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st
import pytest

from hearthtech_skill.errors import ConfigError
from hearthtech_skill.grammar import GrammarError, expand, parse
from hearthtech_skill.phrases import load
from tests.skill.conftest import StartSkill
from tests.skill.fake_home_assistant import FakeHomeAssistant, Refused
from tests.skill.satellite import Satellite

PHRASES = """
- say: ["good night [kitchen]", "(lights;kitchen) out"]
  action: light.turn_off
  target: {area_id: kitchen}
  answer: Good night.
- say: movie time
  script: cinema
  data: {volume: 3}
- say: water the herbs
  automation: automation.herbs
  answer: ""
- say: movie time
  script: script.porch_cinema
  sites: [porch]
- say: turn everything off
  script: party
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "phrases.yaml"
    path.write_text(PHRASES)
    return path


def calls(house: FakeHomeAssistant) -> list[dict[str, Any]]:
    kept = ("domain", "service", "service_data", "target")
    return [{key: one[key] for key in kept} for one in house.asked if one["type"] == "call_service"]


async def test_phrases_call_actions_scripts_and_automations(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite, file: Path
) -> None:
    await start(phrases=str(file))
    assert (await satellite.ask("Good night, kitchen!"))["text"] == "Good night."
    assert (await satellite.ask("movie time"))["text"] == "Done."
    assert (await satellite.ask("water the herbs"))["text"] is None
    assert calls(house) == [
        {"domain": "light", "service": "turn_off", "service_data": {}, "target": {"area_id": "kitchen"}},
        {
            "domain": "script",
            "service": "turn_on",
            "service_data": {"variables": {"volume": 3}},
            "target": {"entity_id": "script.cinema"},
        },
        {
            "domain": "automation",
            "service": "trigger",
            "service_data": {},
            "target": {"entity_id": "automation.herbs"},
        },
    ]


async def test_phrase_never_takes_the_words_for_off(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite, file: Path
) -> None:
    house.on_recognize = lambda request: {"kind": "all_off"}
    await start(phrases=str(file))
    assert (await satellite.ask("turn everything off"))["text"] == "heard turn everything off"
    assert not calls(house)


async def test_phrase_does_not_break_into_the_kitchens_dialogue(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite, file: Path
) -> None:
    house.on_ask = lambda request: {"say": "Which?", "expects": ["yes"], "ends": False}
    await start(phrases=str(file))
    session = await satellite.begin()
    await satellite.say(session, "start")
    await satellite.answer(session)
    await satellite.say(session, "movie time")
    assert (await satellite.answer(session, 2))["text"] == "Which?"
    assert not calls(house)


async def test_refused_action_is_said(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite, file: Path
) -> None:
    def refuse(request: dict[str, Any]) -> dict[str, Any]:
        raise Refused("unauthorized", "Unauthorized")

    house.on_action = refuse
    await start(phrases=str(file))
    assert (await satellite.ask("movie time"))["text"] == "Something went wrong."


async def test_phrases_are_recognized_for_satellites_without_recognizer(
    house: FakeHomeAssistant, start: StartSkill, satellite: Satellite, file: Path
) -> None:
    await start(phrases=str(file), nlu_sites=["all"])
    session = await satellite.begin()
    query = {"input": "kitchen lights out", "siteId": "kitchen", "sessionId": session}
    await satellite.send("hermes/nlu/query", query)
    assert (await satellite.answer(session))["text"] == "Good night."
    await asyncio.sleep(0)


def test_site_of_its_own_wins(file: Path) -> None:
    phrases = load(file)
    here, there = phrases.find("movie time", "porch"), phrases.find("Movie  time.", "kitchen")
    assert here is not None
    assert there is not None
    assert (here.target, there.target) == (
        {"entity_id": "script.porch_cinema"},
        {"entity_id": "script.cinema"},
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a: b", "must be a list"),
        ("[", "are not YAML"),
        ("- say: x", "must name one of"),
        ("- {say: x, action: light.on, script: y}", "must name one of"),
        ("- {say: '(x', action: light.on}", "not closed"),
        ("- {say: '[x]', action: light.on}", "without any word"),
        ("- {say: '{recipe}', action: light.on}", "can't hold the list"),
        ("- {say: x, action: nonsense}", "Phrase 1: action must be a name"),
        ("- {say: x, script: light.on}", "Phrase 1: script must be a name"),
        ("- {say: x, action: hearthtech.set_burner}", "heat by voice goes through the kitchen"),
        ("- {say: 3, action: light.on}", "Phrase 1: say must be a text"),
        ("- {say: x, action: light.on, data: 3}", "Phrase 1: data must be a mapping"),
        ("- {say: x, action: light.on, more: 3}", "Phrase 1: more"),
        ("- 3", "Phrase 1"),
        ("- {say: '" + "(a|b)" * 12 + "', action: light.on}", "more than 500 sentences"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "phrases.yaml"
    path.write_text(content)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert sentence in str(caught.value)


@given(st.text(alphabet="ab []()|;{}:", max_size=60))
def test_any_template_is_read_or_refused(template: str) -> None:
    try:
        sentences = expand(parse(template), 200)
    except GrammarError:
        return
    assert all(not set(sentence) & set("[](){}|;") for sentence in sentences)


def test_templates_stand_for_their_sentences() -> None:
    assert sorted(expand(parse("(a;b [c]) d|e"), 100)) == ["a b c d", "a b d", "b a d", "b c a d", "e"]
    with pytest.raises(GrammarError, match="nested too deeply"):
        parse("[" * 60 + "a" + "]" * 60)
