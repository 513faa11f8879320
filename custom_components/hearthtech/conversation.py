"""The conversation agent "Kitchen": Assist's way to ask, with memory, confirmation, and a way on for the rest."""

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
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .assistant import assistant
from .const import CONF_FALLBACK_AGENT, DOMAIN, LOGGER, MANUFACTURER
from .data import KitchenConfigEntry
from .voice.kinds import Kind
from .voice.reply import Reply

PARALLEL_UPDATES = 0

HEAT_OFF = (
    "(turn|switch|shut) off [the] {place} (burner|hot plate|stove burner)",
    "(turn|switch|shut) [the] {place} (burner|hot plate|stove burner) off",
    "(turn|switch|shut) off [the|all the|every] (burner|burners|stove|cooktop|stovetop|hot plate)",
    "(turn|switch|shut) [the|all the|every] (burner|burners|stove|cooktop|stovetop|hot plate) off",
    "(turn|switch|shut) off the heat (on|of|under) [the] {place}",
)
"""Heard before any agent is asked. Only what names a stove: what a trigger takes, nobody else gets."""


async def async_setup_entry(
    hass: HomeAssistant, entry: KitchenConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the agent of the kitchen."""
    async_add_entities([KitchenConversation(entry)])
    entry.async_on_unload(get_agent_manager(hass).register_trigger(list(HEAT_OFF), partial(_heat_off, hass)))


async def _heat_off(hass: HomeAssistant, user_input: ConversationInput, _: RecognizeResult) -> str:
    """Turn heat off, whichever agent was spoken to."""
    reply = await assistant(hass).ask(
        text=user_input.text,
        kind=Kind.HEAT_OFF.value,
        site=site_of(user_input),
        session=user_input.conversation_id or "trigger",
        language=user_input.language,
        context=user_input.context,
    )
    return reply.say


class KitchenConversation(ConversationEntity):
    """Answers what is the kitchen's; passes on what is not."""

    _attr_has_entity_name = True
    _attr_name = None

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen's entry."""
        self._entry = entry
        self._attr_unique_id = f"{DOMAIN}_conversation"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            translation_key="kitchen",
        )

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Any language: what is not understood is passed on."""
        return MATCH_ALL

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Load a language before it is spoken."""
        assistant(self.hass).recognizer.prepare(language or self.hass.config.language)

    @override
    async def _async_handle_message(
        self, user_input: ConversationInput, chat_log: ChatLog
    ) -> ConversationResult:
        """Answer, or pass on."""
        reply = await assistant(self.hass).ask(
            text=user_input.text,
            site=site_of(user_input),
            session=chat_log.conversation_id,
            language=user_input.language,
            context=user_input.context,
        )
        if not reply.ours and (passed := await self._passed_on(user_input, chat_log)) is not None:
            return passed
        response = intent.IntentResponse(language=user_input.language)
        if reply.ours:
            response.async_set_speech(reply.say)
            if reply.show:
                response.async_set_card("HearthTech", reply.show)
        else:
            reply = Reply(say=assistant(self.hass).words("not_understood", user_input.language))
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
        """The answer of the agent that the household chose for all else, `None` when that is us or it fails."""
        agent_id = self._entry.options.get(CONF_FALLBACK_AGENT, conversation.HOME_ASSISTANT_AGENT)
        if agent_id in {self.entity_id, user_input.agent_id}:
            return None
        try:
            return await conversation.async_converse(
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


def site_of(user_input: ConversationInput) -> str:
    """Where it was said: the satellite or device, else the user's own screen."""
    return user_input.satellite_id or user_input.device_id or f"user:{user_input.context.user_id or ''}"
