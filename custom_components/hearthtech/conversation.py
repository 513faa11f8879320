"""The conversation agent "Kitchen" for Assist, with dialogue memory, confirmation and a fallback agent."""

from collections.abc import Collection
from functools import partial
from typing import Literal, override

from hassil.recognize import RecognizeResult
from homeassistant.components import conversation
from homeassistant.components.conversation import (
    AssistantContent,
    ChatLog,
    ConversationEntity,
    ConversationInput,
    ConversationResult,
)
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.const import MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, intent
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback, async_get_current_platform
from homeassistant.helpers.event import async_track_entity_registry_updated_event

from .assist.agent import assistant
from .assist.pipelines import AGENT_UNIQUE_ID, FormerAgent, agents_by_unique_id, pipeline_switch
from .const import CONF_FALLBACK_AGENT, CONF_PIPELINES, LOGGER
from .entities.kitchen_device import kitchen_device
from .models import KitchenConfigEntry
from .voice.data_files import LANGUAGES, read_data
from .voice.intents import Kind
from .voice.reply import Reply

PARALLEL_UPDATES = 0


def _sentences(name: str) -> tuple[str, ...]:
    """The sentences of `voice/data/<language>/triggers.yaml` in all languages."""
    return tuple(str(sentence) for code in LANGUAGES for sentence in read_data(code, "triggers.yaml")[name])


# Read at import, which Home Assistant does outside its event loop.
HEAT_OFF = _sentences("heat_off")
"""Sentences matched before any agent is asked.

Each must name a stove, because a trigger that matches prevents all agents from answering.
"""
ASK_THE_KITCHEN = _sentences("ask_the_kitchen")
"""Sentences that reach the kitchen from every agent, without any choice of the household."""


async def async_setup_entry(
    hass: HomeAssistant, entry: KitchenConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the conversation agents of the kitchen: one, and one for each former agent of a switched pipeline.

    Called before the book is opened: an agent that is missing would silence the voice assistants that use it.
    """
    platform = async_get_current_platform()
    switch = pipeline_switch(hass)
    added: set[str] = set()

    async def add(former: Collection[FormerAgent]) -> None:
        needed = {key: one for key, one in agents_by_unique_id(former).items() if key not in added}
        added.update(needed)
        await platform.async_add_entities(
            [KitchenConversation(entry, key, before) for key, before in needed.items()]
        )

    former = await switch.prepare(entry.options.get(CONF_PIPELINES, ()))
    registry = er.async_get(hass)
    for known in er.async_entries_for_config_entry(registry, entry.entry_id):
        if known.domain == CONVERSATION_DOMAIN and known.unique_id not in agents_by_unique_id(former):
            registry.async_remove(known.entity_id)
    await add(former)
    switch.add_agents = add


async def _heat_off(hass: HomeAssistant, user_input: ConversationInput, _: RecognizeResult) -> str:
    """Turn heat off, whichever agent received the sentence."""
    reply = await assistant(hass).ask(
        text=user_input.text,
        kind=Kind.HEAT_OFF.value,
        site=site_of(user_input),
        session=user_input.conversation_id or "trigger",
        language=user_input.language,
        context=user_input.context,
    )
    return reply.say


async def _ask_the_kitchen(hass: HomeAssistant, user_input: ConversationInput, found: RecognizeResult) -> str:
    """Answer the words after "ask the kitchen"."""
    reply = await assistant(hass).ask(
        text=str(found.entities["request"].text or found.entities["request"].value).strip(),
        site=site_of(user_input),
        session=user_input.conversation_id or "trigger",
        language=user_input.language,
        context=user_input.context,
    )
    return reply.say if reply.ours else assistant(hass).words("not_understood", user_input.language)


class KitchenConversation(ConversationEntity):
    """Conversation agent: answers questions about the kitchen and forwards all others to the fallback agent."""

    _attr_has_entity_name = True

    def __init__(self, entry: KitchenConfigEntry, unique_id: str, before: FormerAgent) -> None:
        """Attach the entity to the kitchen's config entry. `before` is the agent to which it passes on."""
        self._entry = entry
        self._before = before
        self._is_main = unique_id == AGENT_UNIQUE_ID
        if self._is_main:
            self._attr_name = None
        else:
            self._attr_translation_key = "passes_on"
        self._attr_unique_id = unique_id
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow a rename of this entity, and register the sentences that reach the kitchen from every agent."""
        await super().async_added_to_hass()
        self.async_on_remove(
            async_track_entity_registry_updated_event(self.hass, self.entity_id, self._registry_changed)
        )
        if self._is_main:
            manager = get_agent_manager(self.hass)
            self.async_on_remove(manager.register_trigger(list(HEAT_OFF), partial(_heat_off, self.hass)))
            self.async_on_remove(
                manager.register_trigger(list(ASK_THE_KITCHEN), partial(_ask_the_kitchen, self.hass))
            )

    @callback
    def _registry_changed(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if (before := event.data.get("old_entity_id")) is not None:
            now = event.data["entity_id"]
            self.hass.async_create_task(pipeline_switch(self.hass).follow_rename(str(before), now))

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """All languages: sentences that are not understood are forwarded."""
        return MATCH_ALL

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Load a language before its first use."""
        await assistant(self.hass).prepare(language or self.hass.config.language)

    @override
    async def _async_handle_message(
        self, user_input: ConversationInput, chat_log: ChatLog
    ) -> ConversationResult:
        """Answer a sentence, or forward it."""
        reply = await assistant(self.hass).ask(
            text=user_input.text,
            site=site_of(user_input),
            session=chat_log.conversation_id,
            language=user_input.language,
            context=user_input.context,
            # What is typed on a screen was heard by no satellite.
            channel="assist" if user_input.satellite_id else "",
        )
        if not reply.ours and (passed := await self._passed_on(user_input, chat_log)) is not None:
            return passed
        response = intent.IntentResponse(language=user_input.language)
        if reply.ours:
            response.async_set_speech(reply.say)
            if reply.show:
                response.async_set_card("HearthTech", reply.show)
        else:
            said = reply.say or assistant(self.hass).words("not_understood", user_input.language)
            reply = Reply(say=said)
            response.async_set_error(intent.IntentResponseErrorCode.NO_INTENT_MATCH, reply.say)
        chat_log.async_add_assistant_content_without_tools(
            AssistantContent(agent_id=user_input.agent_id, content=reply.say)
        )
        return ConversationResult(
            response=response,
            conversation_id=chat_log.conversation_id,
            continue_conversation=not reply.ends,
        )

    async def _passed_on(self, user_input: ConversationInput, chat_log: ChatLog) -> ConversationResult | None:
        """Return the answer of the agent that was asked before the kitchen; `None` if it fails or is this agent."""
        agent_id = self._before.agent_id(self.hass)
        if self._is_main:
            agent_id = self._entry.options.get(CONF_FALLBACK_AGENT, agent_id)
        if agent_id in {self.entity_id, user_input.agent_id}:
            return None
        if self._before.prefer_local and agent_id != conversation.HOME_ASSISTANT_AGENT:
            local = await conversation.async_handle_intents(self.hass, user_input, chat_log)
            if local is not None:
                said = local.speech.get("plain", {}).get("speech", "")
                chat_log.async_add_assistant_content_without_tools(
                    AssistantContent(agent_id=user_input.agent_id, content=said)
                )
                return ConversationResult(response=local, conversation_id=chat_log.conversation_id)
        try:
            answer = await conversation.async_converse(
                hass=self.hass,
                text=user_input.text,
                conversation_id=chat_log.conversation_id,
                context=user_input.context,
                language=user_input.language,
                agent_id=agent_id,
                device_id=user_input.device_id,
                satellite_id=user_input.satellite_id,
                extra_system_prompt=user_input.extra_system_prompt,
            )
        except ValueError:
            LOGGER.warning("The agent %s, to which the kitchen passes on, is not there", agent_id)
            return None
        # What the other agent does not understand either gets the kitchen's own words, as on every other way in.
        is_unknown = answer.response.error_code is intent.IntentResponseErrorCode.NO_INTENT_MATCH
        return None if is_unknown else answer


def site_of(user_input: ConversationInput) -> str:
    """Return the site of a request: the satellite or device, or else the screen of the user."""
    return user_input.satellite_id or user_input.device_id or f"user:{user_input.context.user_id or ''}"
