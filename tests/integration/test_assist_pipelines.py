"""The kitchen in the dialog of Assist: after adding it by its flow alone, with other agents, and without its book."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.components import conversation
from homeassistant.components.assist_pipeline import async_get_pipelines, async_update_pipeline
from homeassistant.components.assist_pipeline.pipeline import async_get_pipeline
from homeassistant.config_entries import SOURCE_USER, ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.assist.pipelines import FormerAgent, pipeline_switch
from custom_components.hearthtech.const import CONF_PIPELINES, DOMAIN
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen

from .helpers import until
from .test_conversation import _Butler, say, words

type Dialog = Callable[..., Awaitable[str]]
KITCHEN = "conversation.kitchen"


@pytest.fixture
async def dialog(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Dialog:
    """Assist, a lamp, and the dialog of the frontend as a function."""
    for component in ("conversation", "intent", "light", "assist_pipeline"):
        assert await async_setup_component(hass, component, {})
    hass.states.async_set("light.lamp", "off", {"friendly_name": "Lamp"})
    er.async_get(hass).async_get_or_create("light", "demo", "lamp", suggested_object_id="lamp")
    # Opened with the first question: the server of the tests takes no views after its start.
    clients: list[MockHAClientWebSocket] = []

    async def ask(text: str, pipeline: str | None = None) -> str:
        if not clients:
            clients.append(await hass_ws_client(hass))
        [client] = clients
        message: dict[str, Any] = {
            "type": "assist_pipeline/run",
            "start_stage": "intent",
            "end_stage": "intent",
            "input": {"text": text},
        }
        if pipeline is not None:
            message["pipeline"] = pipeline
        await client.send_json_auto_id(message)
        while True:
            event = (await client.receive_json()).get("event") or {}
            if event.get("type") == "intent-end":
                response = event["data"]["intent_output"]["response"]
                return str(response["speech"]["plain"]["speech"])
            assert event.get("type") != "error", event

    return ask


async def add_kitchen(hass: HomeAssistant, **answer: Any) -> MockConfigEntry:
    """Add the kitchen by its flow, with the defaults of the last page unless told otherwise."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "kitchen"})
    assert flow["step_id"] == "kitchen_assist"
    assert flow["last_step"]
    made = await hass.config_entries.flow.async_configure(flow["flow_id"], answer)
    assert made["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    entry: MockConfigEntry = made["result"]
    assert entry.state is ConfigEntryState.LOADED
    await until(hass, lambda: assistant(hass).recognizer.exact_name("recipe", "grandma's chicken soup"))
    return entry


async def test_the_dialog_answers_after_the_flow_alone(hass: HomeAssistant, dialog: Dialog) -> None:
    before = async_get_pipeline(hass)
    plain = await say(hass, "what can i cook tonight", agent=before.conversation_engine)
    assert "understand" in words(plain)
    entry = await add_kitchen(hass)
    answer = await dialog("what can i cook tonight")
    assert "understand" not in answer
    assert answer
    now = async_get_pipeline(hass)
    assert (now.id, now.name) == (before.id, before.name), "changed in place"
    assert (now.conversation_engine, now.prefer_local_intents) == (KITCHEN, False)
    # What does not concern the kitchen goes where it went.
    passed_on = await say(hass, "turn on the lamp", agent=conversation.HOME_ASSISTANT_AGENT)
    assert await dialog("turn on the lamp") == words(passed_on)
    await hass.config_entries.async_remove(entry.entry_id)
    after = async_get_pipeline(hass)
    assert after.conversation_engine == before.conversation_engine
    assert after.prefer_local_intents == before.prefer_local_intents


async def test_nothing_is_changed_without_a_choice_but_the_kitchen_can_be_asked(
    hass: HomeAssistant, dialog: Dialog
) -> None:
    before = async_get_pipeline(hass)
    entry = await add_kitchen(hass, **{CONF_PIPELINES: []})
    assert async_get_pipeline(hass) == before
    assert "understand" not in await dialog("ask the kitchen what are we cooking")
    assert "Nothing is being cooked" in await dialog("ask the kitchen what are we cooking")
    await hass.config_entries.async_unload(entry.entry_id)


ASKED = {
    "en": ("ask the kitchen", "what are we cooking"),
    "de": ("frag die Küche", "was kommt als nächstes"),
    "es": ("pregunta a la cocina", "cuál era el paso anterior"),
    "fr": ("demande à la cuisine", "étape précédente"),
    "it": ("chiedi alla cucina", "qual era il passo precedente"),
}


@pytest.mark.parametrize("language", list(ASKED))
async def test_ask_the_kitchen_in_five_languages(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, language: str
) -> None:
    assert await async_setup_component(hass, "conversation", {})
    ask, request = ASKED[language]

    async def converse(text: str, agent: str) -> str:
        return words(await conversation.async_converse(hass, text, None, Context(), language, agent_id=agent))

    direct = await converse(request, KITCHEN)
    assert direct != assistant(hass).words("not_understood", language)
    assert await converse(f"{ask} {request}", conversation.HOME_ASSISTANT_AGENT) == direct


async def test_each_former_agent_gets_what_is_not_the_kitchens(hass: HomeAssistant, dialog: Dialog) -> None:
    butler, other = _Butler(), MockConfigEntry(domain="butler", title="Butler")
    other.add_to_hass(hass)
    conversation.async_set_agent(hass, other, butler)
    pipeline = async_get_pipeline(hass)
    await async_update_pipeline(hass, pipeline, conversation_engine=other.entry_id, prefer_local_intents=True)
    entry = await add_kitchen(hass)
    ours = async_get_pipeline(hass).conversation_engine
    assert ours.startswith("conversation.kitchen_")
    assert await dialog("what is the capital of peru") == "Lima, madam."
    assert "Nothing is being cooked" in await dialog("what are we cooking")
    assert [asked.text for asked in butler.asked] == ["what is the capital of peru"]
    # A rename is followed.
    er.async_get(hass).async_update_entity(ours, new_entity_id="conversation.chef")
    await hass.async_block_till_done()
    assert async_get_pipeline(hass).conversation_engine == "conversation.chef"
    assert await dialog("what is the capital of peru") == "Lima, madam."
    # Disabled: as it was.
    await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    await hass.async_block_till_done()
    restored = async_get_pipeline(hass)
    assert (restored.conversation_engine, restored.prefer_local_intents) == (other.entry_id, True)
    # Enabled: switched again.
    await hass.config_entries.async_set_disabled_by(entry.entry_id, None)
    await hass.async_block_till_done()
    assert async_get_pipeline(hass).conversation_engine == "conversation.chef"
    await hass.config_entries.async_remove(entry.entry_id)
    assert async_get_pipeline(hass).conversation_engine == other.entry_id


async def test_the_options_switch_and_restore(hass: HomeAssistant, dialog: Dialog) -> None:
    entry = await add_kitchen(hass, **{CONF_PIPELINES: []})
    pipeline = async_get_pipeline(hass)
    cook = await hass.auth.async_create_user("Cook")

    async def save(*pipelines: str) -> None:
        flow = await hass.config_entries.options.async_init(entry.entry_id)
        done = await hass.config_entries.options.async_configure(
            flow["flow_id"],
            {"heat_users": [cook.id], "heat_automations": True, CONF_PIPELINES: list(pipelines)},
        )
        assert done["type"] is FlowResultType.CREATE_ENTRY

    await save(pipeline.id)
    assert async_get_pipeline(hass).conversation_engine == KITCHEN
    await save()
    assert async_get_pipeline(hass) == pipeline
    await save(pipeline.id)
    # What a person has changed since then is not overwritten.
    [now] = async_get_pipelines(hass)
    await async_update_pipeline(hass, now, conversation_engine="conversation.chosen_by_hand")
    await save()
    assert async_get_pipeline(hass).conversation_engine == "conversation.chosen_by_hand"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_voice_goes_on_without_the_book(hass: HomeAssistant, dialog: Dialog, tmp_path: Path) -> None:
    entry = await add_kitchen(hass)
    down = KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason="away")
    with patch.object(Kitchen, "open", side_effect=down):
        await hass.config_entries.async_reload(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        told = await dialog("turn on the lamp")
        plain = await say(hass, "turn on the lamp", agent=conversation.HOME_ASSISTANT_AGENT)
        assert told == words(plain)
        assert await dialog("what are we cooking")
        # Again, while it is still away.
        await hass.config_entries.async_reload(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        assert await dialog("turn on the lamp") == told
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert "Nothing is being cooked" in await dialog("what are we cooking")
    with patch.object(Kitchen, "open", side_effect=down):
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.config_entries.async_remove(entry.entry_id)
    assert hass.states.get(KITCHEN) is None
    assert async_get_pipeline(hass).conversation_engine == conversation.HOME_ASSISTANT_AGENT


async def test_a_former_agent_that_was_renamed(hass: HomeAssistant) -> None:
    registry = er.async_get(hass)
    known = registry.async_get_or_create("conversation", "butler", "1", suggested_object_id="butler")
    before = FormerAgent(engine=pipeline_switch(hass)._lasting_id(known.entity_id))
    registry.async_update_entity(known.entity_id, new_entity_id="conversation.james")
    assert before.agent_id(hass) == "conversation.james"
