"""Text input to Assist pipelines, as used by Home Assistant's app and its voice satellites."""

import asyncio
from dataclasses import dataclass
from typing import Any, Self

from .dashboard import entity_of
from .home_assistant_client import HomeAssistant
from .processes import DemoError
from .satellite import Heard

NAME = "Kitchen"


@dataclass
class Pipeline:
    """One conversation with the agent of the kitchen, from one device."""

    home: HomeAssistant
    id: str
    device_id: str | None = None
    conversation: str | None = None

    @classmethod
    async def of_the_kitchen(cls, home: HomeAssistant, language: str = "en") -> Self:
        """Return a pipeline of a language whose agent is the kitchen, creating it if there is none."""
        name = NAME if language == "en" else f"{NAME} {language}"
        known = await home.command("assist_pipeline/pipeline/list")
        for pipeline in known["pipelines"]:
            if pipeline["name"] == name:
                return cls(home, pipeline["id"])
        nothing = ("stt_engine", "stt_language", "tts_engine", "tts_language", "tts_voice")
        made = await home.command(
            "assist_pipeline/pipeline/create",
            name=name,
            language=language,
            conversation_engine=await entity_of(home, "hearthtech_conversation"),
            conversation_language=language,
            wake_word_entity=None,
            wake_word_id=None,
            **dict.fromkeys(nothing),
        )
        return cls(home, made["id"])

    def elsewhere(self, device_id: str | None) -> Pipeline:
        """Return the same agent from another device, in a conversation of its own."""
        return Pipeline(self.home, self.id, device_id)

    async def say(self, text: str, *, conversation: str | None = None) -> Heard:
        """Run the pipeline with a sentence; the conversation continues unless another one is given.

        Raises:
            DemoError: when the pipeline itself failed.
        """
        events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        await self.home.socket.subscribe(
            events.put_nowait,
            "assist_pipeline/run",
            start_stage="intent",
            end_stage="intent",
            input={"text": text},
            pipeline=self.id,
            conversation_id=conversation or self.conversation,
            device_id=self.device_id,
        )
        async with asyncio.timeout(15):
            while (event := await events.get())["type"] not in {"intent-end", "error"}:
                pass
        if event["type"] == "error":
            raise DemoError(f"Assist failed: {event['data'].get('message')}")
        output = event["data"]["intent_output"]
        if conversation is None:
            self.conversation = output["conversation_id"]
        said = output["response"]["speech"].get("plain", {}).get("speech", "")
        return Heard(said, bool(output.get("continue_conversation")), ())
