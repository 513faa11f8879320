"""The four WebSocket commands of the voice, asked as the skill asks them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.const import CONF_BOOK, CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel
from custom_components.hearthtech.kitchen.sessions.events import (
    DishDone,
    Finished,
    GoalReached,
    HeatAsked,
    Noticed,
    Paused,
)
from custom_components.hearthtech.kitchen.sessions.model import PauseReason, SensedKind
from custom_components.hearthtech.models import async_get_data
from custom_components.hearthtech.notifications.announcements import announcement
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.reply import Reply
from custom_components.hearthtech.websocket.voice import voice_api


class Client:
    """A WebSocket client that numbers its commands."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    async def command(self, command: str, /, **fields: Any) -> dict[str, Any]:
        await self._socket.send_json_auto_id({"type": f"hearthtech/voice/{command}"} | fields)
        answer: dict[str, Any] = await self._socket.receive_json()
        return answer

    async def result(self, command: str, /, **fields: Any) -> Any:
        answer = await self.command(command, **fields)
        assert answer["success"], answer
        return answer["result"]

    async def event(self) -> Any:
        async with asyncio.timeout(5):
            message = await self._socket.receive_json()
        assert message["type"] == "event"
        return message["event"]


@pytest.fixture
async def kitchen(
    hass: HomeAssistant, tmp_path: Path, enable_custom_integrations: None
) -> AsyncIterator[None]:
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Kitchen",
        data={CONF_KIND: EntryKind.KITCHEN, CONF_BOOK: str(tmp_path / "book.db")},
    )
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture
async def client(hass: HomeAssistant, kitchen: None, hass_ws_client: WebSocketGenerator) -> Client:
    return Client(await hass_ws_client(hass))


async def test_ask_gives_the_words_of_the_assistant(hass: HomeAssistant, client: Client) -> None:
    told = await client.result("ask", text="turn everything off", site="kitchen", session="s1")
    straight = await assistant(hass).ask(text="turn everything off", site="porch", session="s2")
    assert told == straight.as_dict()
    assert told["say"]
    assert told["kind"] == "all_off"
    assert told["ends"] is True


async def test_ask_without_session_and_by_kind(client: Client) -> None:
    told = await client.result(
        "ask", kind="heat_off", slots={"burner": "front left"}, site="kitchen", session=None
    )
    assert told["kind"] == "heat_off"
    assert told["say"]


async def test_same_request_is_carried_out_once(hass: HomeAssistant, client: Client) -> None:
    asked: list[str] = []

    async def ask(**fields: Any) -> Reply:
        asked.append(fields["text"])
        return Reply(say=f"answer {len(asked)}", kind=Kind.NEXT_STEP)

    with patch.object(assistant(hass), "ask", ask):
        common = {"text": "next step", "site": "kitchen", "session": "s1"}
        first = await client.result("ask", **common, request="r1")
        again = await client.result("ask", **common, request="r1")
        other = await client.result("ask", **common, request="r2")
        plain = await client.result("ask", **common)
    assert first == again
    assert [reply["say"] for reply in (first, other, plain)] == ["answer 1", "answer 2", "answer 3"]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * 1001},
        {"text": None},
        {"text": 3},
        {"kind": "k" * 300},
        {"slots": {"burner": None}},
        {"slots": {"burner": {"$ne": 1}}},
        {"site": None},
        {"session": 3},
        {"unknown": 1},
    ],
)
async def test_malformed_questions_are_refused(client: Client, fields: dict[str, Any]) -> None:
    answer = await client.command("ask", **{"site": "kitchen", "session": None} | fields)
    assert not answer["success"]
    assert answer["error"]["code"] == "invalid_format"


async def test_recognize_does_nothing(hass: HomeAssistant, client: Client) -> None:
    found = await client.result("recognize", text="next step", language="en")
    assert found["kind"] == "next_step"
    assert found["layer"] == 1
    assert found["confidence"] == 1.0
    nothing = await client.result("recognize", text="qwertz uiop", language="en")
    assert nothing["kind"] == "none"


async def test_vocabulary_names_kinds_and_follows_the_book(hass: HomeAssistant, client: Client) -> None:
    await client.result("vocabulary", language="en-GB")
    told = await client.event()
    assert told["language"] == "en"
    assert set(told["kinds"]) == {kind.value for kind in Kind} - {"none"} | {"follow_up", "answer"}
    assert all("<" not in sentence for kind in told["kinds"].values() for sentence in kind["sentences"])
    assert set(told["ranges"]) == {"number", "level", "temperature", "duration"}
    kitchen = async_get_data(hass).kitchen
    assert kitchen is not None
    with patch.object(kitchen.recipes, "names", return_value={"r1": "Aunt Ida's plum dumplings"}):
        voice_api(hass)._refresh_readers()
        changed = await client.event()
    assert changed["slots"]["recipe"] == ["Aunt Ida's plum dumplings"]
    assert changed["version"] != told["version"]


async def test_announcement_is_claimed_by_one(
    hass: HomeAssistant, client: Client, hass_ws_client: WebSocketGenerator
) -> None:
    other = Client(await hass_ws_client(hass))
    await client.result("announcements")
    await other.result("announcements")
    voice_api(hass).announce("The soup boils.", site="porch")
    heard = [await client.event(), await other.event()]
    assert heard[0] == heard[1]
    assert heard[0]["text"] == "The soup boils."
    assert heard[0]["site"] == "porch"
    claim = heard[0]["id"]
    claims = [(await one.result("announcements", claim=claim))["claimed"] for one in (other, client)]
    assert claims == [True, False]
    assert (await client.result("announcements", claim="unknown"))["claimed"] is False


async def test_timer_that_ends_is_announced(hass: HomeAssistant, client: Client) -> None:
    await client.result("announcements")
    kitchen = async_get_data(hass).kitchen
    assert kitchen is not None
    await kitchen.timers.add("rice", seconds=0.05)
    event = await client.event()
    assert event["text"] == "The rice timer is done."
    assert event["site"] is None


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (Noticed(at=1.0, dish="d", kind=SensedKind.BOIL), "Plum soup boils."),
        (Noticed(at=1.0, dish="d", kind=SensedKind.BOIL_OVER_RISK), "Plum soup is about to boil over."),
        (Noticed(at=1.0, dish="d", kind=SensedKind.PLATEAU), None),
        (GoalReached(at=1.0, dish="d"), "Plum soup: this step is done. Say next to go on."),
        (GoalReached(at=1.0, dish="d", by="cook"), None),
        (Paused(at=1.0, dish="d", reason=PauseReason.CUT), "The stove has cut the heat under Plum soup."),
        (Paused(at=1.0, dish="d", reason=PauseReason.COOK), None),
        (DishDone(at=1.0, dish="d"), "Plum soup is ready."),
        (Finished(at=1.0), None),
    ],
)
async def test_what_happens_in_a_pot_is_announced(
    hass: HomeAssistant, kitchen: None, event: Any, sentence: str | None
) -> None:
    found = async_get_data(hass).kitchen
    assert found is not None
    dish = SimpleNamespace(id="d", plan=SimpleNamespace(name="Plum soup"))
    session = SimpleNamespace(state=SimpleNamespace(dishes=(dish,)))
    change = Change(kind=ChangeKind.SESSION_CHANGED, subject="s", data={"event": event})
    with patch.object(found.sessions, "find", return_value=session):
        assert announcement(change, found, "en") == sentence


@pytest.mark.parametrize(
    ("heat", "unit", "language", "sentence"),
    [
        (Heat(power=0.5), "C", "en", "Plum soup: I set Plum soup to 50 percent."),
        (Heat(temperature_c=85.0), "C", "en", "Plum soup: I set Plum soup to 85 degrees Celsius."),
        (Heat(temperature_c=85.0), "F", "en", "Plum soup: I set Plum soup to 185 degrees Fahrenheit."),
        (Heat(temperature_c=85.0), "C", "de", "Plum soup: Ich stelle Plum soup auf 85 Grad Celsius."),
    ],
)
async def test_heat_set_by_autopilot_is_announced_in_the_units_of_the_home(
    hass: HomeAssistant, kitchen: None, heat: Heat, unit: str, language: str, sentence: str
) -> None:
    found = async_get_data(hass).kitchen
    assert found is not None
    dish = SimpleNamespace(
        id="d",
        plan=SimpleNamespace(name="Plum soup"),
        agreed=False,
        effective_level=HelpLevel.AUTOPILOT,
        burner_id=None,
    )
    session = SimpleNamespace(state=SimpleNamespace(dishes=(dish,)))
    change = Change(
        kind=ChangeKind.SESSION_CHANGED,
        subject="s",
        data={"event": HeatAsked(at=1.0, dish="d", order=1, heat=heat)},
    )
    with patch.object(found.sessions, "find", return_value=session):
        assert announcement(change, found, language, unit) == sentence
