"""A Hermes voice satellite over MQTT, as used with Rhasspy.

It acts as microphone, recognizer and dialogue manager of one room: a sentence is sent as an intent message, and the
skill answers with `continueSession` or `endSession`.
"""

import asyncio
from dataclasses import dataclass
import json
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiomqtt


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to a satellite, and whether the session continues."""

    text: str
    listening: bool
    expects: tuple[str, ...]


class Satellite:
    """A satellite in one room."""

    def __init__(self, site: str, port: int) -> None:
        self.site = site
        self._client = aiomqtt.Client("127.0.0.1", port, identifier=f"satellite-{site}-{uuid4().hex[:6]}")
        self._session: str | None = None
        self._answers: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self.notices: list[str] = []
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Connect and subscribe."""
        await self._client.__aenter__()
        await self._client.subscribe("hermes/dialogueManager/#")
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""
        if self._reader is not None:
            self._reader.cancel()
        await self._client.__aexit__(kind, error, trace)

    @property
    def session(self) -> str | None:
        """The id of the open session, if there is one."""
        return self._session

    async def say(
        self, text: str, *, within_s: float = 10.0, session: str | None = None, language: str = "en"
    ) -> Heard:
        """Say a sentence in the open session or a new one, and wait for the answer.

        Raises:
            TimeoutError: nobody answered.
        """
        current = session or self._session
        if current is None:
            current = self._session = f"{self.site}-{uuid4()}"
            started = {"sessionId": current, "siteId": self.site, "customData": None, "lang": language}
            await self._publish("hermes/dialogueManager/sessionStarted", started)
        await self._publish(
            "hermes/intent/Said",
            {
                "input": text,
                "rawInput": text,
                "intent": {"intentName": "Said", "confidenceScore": 0.6},
                "siteId": self.site,
                "sessionId": current,
                "slots": [],
                "lang": language,
            },
        )
        async with asyncio.timeout(within_s):
            while True:
                kind, message = await self._answers.get()
                if message.get("sessionId") != current:
                    continue
                listening = kind == "continueSession"
                if not listening:
                    await self.end(current)
                return Heard(message.get("text") or "", listening, tuple(message.get("intentFilter") or ()))

    async def end(self, session: str | None = None) -> None:
        """End a session, the open one by default: after its last answer, or because nobody answers."""
        current, self._session = session or self._session, None
        if current is not None:
            await self._publish(
                "hermes/dialogueManager/sessionEnded",
                {"sessionId": current, "siteId": self.site, "termination": {"reason": "nominal"}},
            )

    async def _publish(self, topic: str, payload: dict[str, Any]) -> None:
        await self._client.publish(topic, json.dumps(payload))

    async def _read(self) -> None:
        async for message in self._client.messages:
            kind = str(message.topic).rpartition("/")[2]
            if kind not in {"continueSession", "endSession", "startSession"}:
                continue
            content = json.loads(bytes(message.payload))
            if kind != "startSession":
                self._answers.put_nowait((kind, content))
            elif content.get("siteId") == self.site:
                self.notices.append((content.get("init") or {}).get("text") or "")
