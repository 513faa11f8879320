"""Whole conversations in five languages, in Assist and over Hermes: the right replies, the same words, and no silence."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.assist import dialogue
from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.const import CONF_BOOK, CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.entries import kitchen as kitchen_entries
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.voice.data_files import LANGUAGES
from hearthtech_skill import kitchen as skill_kitchen, worker_group
from tests.skill.conftest import StartSkill
from tests.skill.mosquitto import Mosquitto
from tests.skill.satellite import Satellite
from tests.voice.talk_scripts import FOLDER, SILENT, Script, household, recipe_names, scripts

type Say = Callable[[str, bool], Awaitable[tuple[str, bool]]]
"""Says a sentence, in the same conversation if it continues. Returns the reply, and whether it continues."""

THURSDAY = datetime(2026, 1, 1, 17, tzinfo=UTC)
FEWEST = 60
"""The fewest conversations."""
MOST_SILENT = 0.03
"""The largest part of turns that may be silent."""


@pytest.fixture
async def agent(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, enable_custom_integrations: None
) -> AsyncIterator[str]:
    """A kitchen whose clock stands still, and its conversation agent."""
    monkeypatch.setattr(kitchen_entries, "LoopClock", lambda _loop: ManualClock(THURSDAY))
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    data = {CONF_KIND: EntryKind.KITCHEN, CONF_BOOK: str(tmp_path / "book.db")}
    entry = MockConfigEntry(domain=DOMAIN, title="Kitchen", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    [found] = [one.entity_id for one in entities if one.domain == "conversation"]
    yield found
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine answers late; and the conversations of all sites follow each other at once."""
    monkeypatch.setattr(skill_kitchen, "ANSWER_WITHIN_S", 30.0)
    monkeypatch.setattr(worker_group, "OWNER_ANSWERS_WITHIN_S", 60.0)
    monkeypatch.setattr(worker_group, "STUCK_S", 60.0)
    monkeypatch.setattr(dialogue, "ECHO_S", 0.0)


@pytest.fixture
async def house_url(hass: HomeAssistant, agent: str, hass_client: Any) -> str:
    assert await async_setup_component(hass, "websocket_api", {})
    client = await hass_client()
    return f"http://127.0.0.1:{client.server.port}"


async def played(script: Script, say: Say) -> list[str]:
    """Play a conversation. Returns the replies."""
    replies, continues = [], False
    for turn in script.turns:
        reply, continues = await say(turn.said, continues)
        replies.append(reply)
    return replies


@pytest.mark.parametrize("language", LANGUAGES)
async def test_conversations(
    hass: HomeAssistant,
    agent: str,
    house_url: str,
    broker: Mosquitto,
    hass_access_token: str,
    hass_admin_user: MockUser,
    token_file: Path,
    start: StartSkill,
    satellite: Satellite,
    language: str,
) -> None:
    token_file.write_text(hass_access_token)
    await start(home_assistant={"url": house_url, "token_file": str(token_file)})
    context = Context(user_id=hass_admin_user.id)
    kitchen = loaded_kitchen(hass)
    await household(kitchen, language)
    await hass.async_block_till_done(wait_background_tasks=True)
    for name in recipe_names(language):
        assert assistant(hass).recognizer.exact_name("recipe", name, language=language), name
    wrong: list[str] = []
    silent: list[str] = []
    turns = 0
    for number, script in enumerate(scripts([FOLDER / f"{language}.txt"])):
        conversation_id = session = ""

        async def to_assist(text: str, continues: bool) -> tuple[str, bool]:
            nonlocal conversation_id
            answer = await conversation.async_converse(
                hass,
                text,
                conversation_id if continues else None,
                context,
                language=language,
                agent_id=agent,
                device_id=f"assist {number}",  # noqa: B023 (called in this round only)
            )
            conversation_id = answer.conversation_id or ""
            said = answer.response.speech.get("plain", {}).get("speech") or ""
            return said, answer.continue_conversation

        answers = 0

        async def to_hermes(text: str, continues: bool) -> tuple[str, bool]:
            nonlocal session, answers
            if not continues:
                session, answers = await satellite.begin(lang=language), 0
            answers += 1
            await satellite.say(session, text, intent="hearthtech_heard")
            answer = await satellite.answer(session, answers, within_s=40)
            return answer["text"] or "", not answer["ends"]

        await household(kitchen, language)
        by_assist = await played(script, to_assist)
        await household(kitchen, language)
        satellite.site = f"hermes {number}"
        by_hermes = await played(script, to_hermes)
        for turn, one, two in zip(script.turns, by_assist, by_hermes, strict=True):
            turns += 1
            where = f"{script.title}: {turn.said!r}"
            if one != two:
                wrong.append(f"{where}: Assist {one!r}, Hermes {two!r}")
            elif not turn.fits(one):
                wrong.append(f"{where}: {one!r} is not {turn.wanted!r}")
            if not one and turn.wanted != SILENT:
                silent.append(where)
    assert not wrong, "\n".join(wrong)
    assert len(silent) <= turns * MOST_SILENT, "\n".join(silent)


async def test_two_satellites_hear_one_sentence_and_the_kitchen_acts_once(
    hass: HomeAssistant,
    house_url: str,
    broker: Mosquitto,
    hass_access_token: str,
    token_file: Path,
    start: StartSkill,
    satellite: Satellite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both satellites end their sessions; only the first is answered, and the list has the item once."""
    monkeypatch.setattr(dialogue, "ECHO_S", 60.0)
    token_file.write_text(hass_access_token)
    await start(home_assistant={"url": house_url, "token_file": str(token_file)})
    kitchen = loaded_kitchen(hass)
    await household(kitchen, "en")
    text = "add three lemons to the shopping list"
    sessions = []
    for satellite.site in ("kitchen", "hall"):
        session = await satellite.begin(lang="en")
        await satellite.say(session, text, intent="hearthtech_heard")
        sessions.append(session)
    first, second = [await satellite.answer(session, within_s=40) for session in sessions]
    assert first["ends"]
    assert second["ends"]
    assert [bool(one["text"]) for one in (first, second)].count(True) == 1
    [item] = await kitchen.shopping.items()
    assert item.words == "lemons (3)"


def test_there_are_enough_conversations() -> None:
    found = scripts()
    assert len(found) >= FEWEST
    assert {script.language for script in found} == set(LANGUAGES)
    assert all(len(script.turns) > 1 for script in found)
