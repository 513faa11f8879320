"""A worker of the skill without the claim protocol, for comparison: only MQTT 5 shared subscriptions at QoS 1.

It acknowledges a message after its answer is out, and names a request by the message, so that Home Assistant answers a
message that is delivered again with its first answer. Run as a program; the settings are those of the skill.
"""

import asyncio
from collections.abc import Callable
import os
from typing import Any

import aiomqtt

from hearthtech_skill.broker import Broker, Subscription
from hearthtech_skill.config import load
from hearthtech_skill.dialogue import HermesRequest, digest
from hearthtech_skill.skill import SESSION_TOPICS, Skill


class SharedWorker(Skill):
    """One worker. The broker alone decides who answers a message."""

    def __init__(self) -> None:
        """Create the worker from the environment, as the skill does."""
        super().__init__(load(None, os.environ))
        self._group = None
        self._subscriptions = [Subscription(SESSION_TOPICS, qos=0), self._shared]
        self._broker._make_client = self._with_late_acknowledgment(self._broker)  # type: ignore[method-assign]

    def _with_late_acknowledgment(self, broker: Broker) -> Callable[..., aiomqtt.Client]:
        make = broker._make_client

        def made(*arguments: Any) -> aiomqtt.Client:
            client = make(*arguments)
            client._client.manual_ack_set(True)
            return client

        return made

    def _take_message(self, message: aiomqtt.Message) -> None:
        topic, payload = message.topic.value, bytes(message.payload)
        job = None if message.retain else self._dialogue.read(topic, payload)
        if job is None:
            self._acknowledge(message)
        else:
            self._do(self._answer_then_acknowledge(job, message, digest(payload)))

    async def _answer_then_acknowledge(
        self, job: HermesRequest, message: aiomqtt.Message, request: str
    ) -> None:
        if await self._dialogue.perform(job, request):
            self._acknowledge(message)

    def _acknowledge(self, message: aiomqtt.Message) -> None:
        client = self._broker._client
        if client is not None and message.qos:
            client._client.ack(message.mid, message.qos)


if __name__ == "__main__":
    asyncio.run(SharedWorker().run())
