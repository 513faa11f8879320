"""Intents for users who write their own sentences: `HearthTechNextStep`, `HearthTechNutrition` and so on.

An intent is only a hint: the kitchen recognizes the spoken text again, and raises heat only if that text asks for it.
"""

from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from .assist.agent import assistant
from .voice.intents import SILENT, Kind

PREFIX = "HearthTech"


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register an intent for every intent type that has a handler."""
    for kind in Kind:
        if kind not in SILENT:
            intent.async_register(hass, KitchenIntent(kind))


def intent_type(kind: Kind) -> str:
    """Return the Home Assistant name of an intent type: `next_step` → `HearthTechNextStep`."""
    return PREFIX + "".join(word.capitalize() for word in kind.value.split("_"))


class KitchenIntent(intent.IntentHandler):
    """Intent handler for one intent type. Its slots are those of the kitchen's own sentences; all are optional."""

    def __init__(self, kind: Kind) -> None:
        """Create the handler of an intent type."""
        self.intent_type = intent_type(kind)
        self.description = f"The kitchen: {kind.value.replace('_', ' ')}"
        self._kind = kind

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Ask the kitchen and return its answer."""
        site = intent_obj.satellite_id or intent_obj.device_id or f"user:{intent_obj.context.user_id or ''}"
        reply = await assistant(intent_obj.hass).ask(
            text=intent_obj.text_input,
            kind=self._kind.value,
            slots={name: slot["value"] for name, slot in intent_obj.slots.items()},
            site=site,
            session=f"intent:{site}",
            language=intent_obj.language,
            context=intent_obj.context,
        )
        response = intent_obj.create_response()
        response.async_set_speech(reply.say)
        if reply.show:
            response.async_set_card("HearthTech", reply.show)
        return response
