"""The same question, asked of Assist and of a Hermes satellite, gets the same words."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from benchmarks.voice_sentences import SENTENCES
from custom_components.hearthtech.const import CONF_BOOK, CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.models import loaded_kitchen
from tests.skill.conftest import StartSkill
from tests.skill.mosquitto import Mosquitto
from tests.skill.satellite import Satellite

MORE = (
    "what's for lunch today",
    "how many grams are in one pound",
    "how much is three tablespoons in milliliters",
    "how many calories are in grandma's chicken soup",
    "tell me the story of grandma's chicken soup",
    "what do i need for grandma's chicken soup",
    "is milk on the shopping list",
    "what's in the pantry",
    "what expires soon",
    "what can i make with what we have",
    "suggest something quick for dinner",
    "what should we eat for dinner tomorrow",
    "what is planned for tomorrow",
    "can anna eat grandma's chicken soup",
    "who can eat grandma's chicken soup",
    "is grandma's chicken soup vegan",
    "does grandma's chicken soup contain celery",
    "how long does raw chicken keep",
    "what can i use instead of mayonnaise",
    "what has anna eaten today",
    "start recording",
    "stop recording",
    "pause the egg timer",
    "give grandma's chicken soup seven stars",
    "who is bringing the salad",
)
QUESTIONS = [
    *(spoken.text for spoken in SENTENCES if spoken.kind not in {"timer", "none", "shopping_add"}),
    *MORE,
]
"""Without what changes something, and without what is not for the kitchen."""


@pytest.fixture
async def agent(hass: HomeAssistant, tmp_path: Path, enable_custom_integrations: None) -> AsyncIterator[str]:
    """A kitchen with its family's recipes, and the conversation agent of it."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    data = {CONF_KIND: EntryKind.KITCHEN, CONF_BOOK: str(tmp_path / "book.db")}
    entry = MockConfigEntry(domain=DOMAIN, title="Kitchen", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    await loaded_kitchen(hass).people.add(Person(name="Anna", allergens={Allergen.CELERY: Severity.MILD}))
    [found] = [one.entity_id for one in entities if one.domain == "conversation"]
    yield found
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture
async def house_url(hass: HomeAssistant, agent: str, hass_client: Any) -> str:
    assert await async_setup_component(hass, "websocket_api", {})
    client = await hass_client()
    return f"http://127.0.0.1:{client.server.port}"


async def test_same_words_by_both_ways(
    hass: HomeAssistant,
    agent: str,
    house_url: str,
    broker: Mosquitto,
    hass_access_token: str,
    hass_admin_user: MockUser,
    token_file: Path,
    start: StartSkill,
    satellite: Satellite,
    settings: dict[str, Any],
) -> None:
    assert len(QUESTIONS) >= 60
    token_file.write_text(hass_access_token)
    await start(home_assistant={"url": house_url, "token_file": str(token_file)})
    context = Context(user_id=hass_admin_user.id)
    different = {}
    for question in QUESTIONS:
        by_hermes = await satellite.ask(question, within_s=10)
        answer = await conversation.async_converse(
            hass, question, None, context, language="en", agent_id=agent
        )
        by_assist = answer.response.speech.get("plain", {}).get("speech") or None
        if (by_hermes["text"], not by_hermes["ends"]) != (by_assist, answer.continue_conversation):
            different[question] = (by_hermes["text"], by_assist)
    assert not different
