"""Other clients of the broker: satellites and other programs that use Hermes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
import json
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiomqtt

type Heard = tuple[str, dict[str, Any]]
ANSWERS = ("hermes/dialogueManager/continueSession", "hermes/dialogueManager/endSession")


class Satellite:
    """One client of the broker that stores all received messages."""

    def __init__(self, port: int, site: str = "kitchen", **client: Any) -> None:
        self.site = site
        self.heard: list[Heard] = []
        self._client = aiomqtt.Client(
            client.pop("host", "127.0.0.1"), port, identifier=f"test-{uuid4().hex[:8]}", **client
        )
        self._changed = asyncio.Condition()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        await self._client.subscribe([("hermes/#", 1), ("hearthtech/#", 1), ("rhasspy/#", 1)])
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader:
            self._reader.cancel()
        await self._client.__aexit__(None, None, None)

    async def lost(self) -> None:
        """Wait until the broker is unreachable."""
        assert self._reader
        with suppress(aiomqtt.MqttError):
            await self._reader

    async def _read(self) -> None:
        async for message in self._client.messages:
            try:
                body = json.loads(bytes(message.payload))
            except ValueError, RecursionError:
                body = None
            if not isinstance(body, dict):
                continue
            async with self._changed:
                self.heard.append((message.topic.value, body))
                self._changed.notify_all()

    async def send(self, topic: str, payload: object, *, retain: bool = False) -> None:
        raw = payload if isinstance(payload, bytes) else json.dumps(payload)
        await self._client.publish(topic, raw, qos=1, retain=retain)

    async def until(
        self, wanted: Callable[[str, dict[str, Any]], bool], within_s: float = 5.0
    ) -> dict[str, Any]:
        """Wait for the first message, also among those already received, that matches."""
        async with asyncio.timeout(within_s), self._changed:
            seen = 0
            while True:
                for topic, body in self.heard[seen:]:
                    if wanted(topic, body):
                        return {"topic": topic, **body}
                seen = len(self.heard)
                await self._changed.wait()

    async def begin(self, session: str | None = None, **more: Any) -> str:
        session = session or uuid4().hex
        await self.send(
            "hermes/dialogueManager/sessionStarted",
            {"sessionId": session, "siteId": self.site, "customData": None} | more,
        )
        return session

    async def say(self, session: str | None, text: str, intent: str = "Said", **more: Any) -> None:
        body: dict[str, Any] = {
            "input": text,
            "intent": {"intentName": intent, "confidenceScore": 1.0},
            "siteId": self.site,
            "sessionId": session,
            "slots": [],
        }
        await self.send(f"hermes/intent/{intent}", body | more)

    def answers(self, session: str) -> list[Heard]:
        return [heard for heard in self.heard if heard[0] in ANSWERS and heard[1].get("sessionId") == session]

    async def answer(self, session: str, number: int = 1, within_s: float = 2.0) -> dict[str, Any]:
        """Wait for the `number`th answer in a session; returns its message with `ends` added."""
        async with asyncio.timeout(within_s), self._changed:
            while len(self.answers(session)) < number:
                await self._changed.wait()
        topic, body = self.answers(session)[number - 1]
        return body | {"ends": topic.endswith("endSession")}

    async def ask(self, text: str, within_s: float = 2.0, **more: Any) -> dict[str, Any]:
        """Say one sentence in a session of its own and wait for the answer."""
        session = await self.begin()
        await self.say(session, text, **more)
        return await self.answer(session, within_s=within_s)
