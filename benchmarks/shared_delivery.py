"""What a broker does with messages that a killed member of a shared subscription held without acknowledging them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
import socket
from uuid import uuid4

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

MESSAGES = 40
WAIT_S = 3.0
"""Longest time that a sentence may wait for another worker (s); the skill answers within two."""


@dataclass(frozen=True, slots=True)
class SharedDelivery:
    """Counts of messages."""

    held: int
    """Messages that the killed member had not acknowledged."""
    to_others: int
    """How many of them another member got within `WAIT_S`."""
    to_itself: int
    """How many of the rest it got itself once it was back."""
    waiting: int
    """Messages published while it was gone that no other member got."""


class Member:
    """One member of the group. Without `acknowledges` it holds what it gets."""

    def __init__(self, client: aiomqtt.Client, *, acknowledges: bool) -> None:
        self.got: list[int] = []
        self._client = client
        self._acknowledges = acknowledges

    async def read(self) -> None:
        """Read until the connection ends."""
        with suppress(aiomqtt.MqttError):
            async for message in self._client.messages:
                self.got.append(int(bytes(message.payload)))
                if self._acknowledges:
                    self._client._client.ack(message.mid, message.qos)

    def kill(self) -> None:
        """End the connection as the kernel does for a killed process: without a farewell."""
        connection = self._client._client.socket()
        assert isinstance(connection, socket.socket)
        connection.shutdown(socket.SHUT_RDWR)


@asynccontextmanager
async def member(
    host: str, port: int, name: str, topic: str, *, acknowledges: bool, keeps_s: int
) -> AsyncIterator[Member]:
    """Join the group; the broker keeps the session for `keeps_s` after a loss."""
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.SessionExpiryInterval = keeps_s
    client = aiomqtt.Client(
        host,
        port,
        identifier=name,
        protocol=aiomqtt.ProtocolVersion.V5,
        properties=properties,
        clean_start=not keeps_s,
    )
    client._client.manual_ack_set(True)
    with suppress(aiomqtt.MqttError, OSError, ValueError):
        async with client:
            await client.subscribe(f"$share/{topic}/{topic}", qos=1)
            joined = Member(client, acknowledges=acknowledges)
            reading = asyncio.create_task(joined.read())
            try:
                yield joined
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)


async def shared_delivery(host: str, port: int, *, keeps_s: int) -> SharedDelivery:
    """Measure a broker. `keeps_s`: how long it keeps the session of a lost member (s)."""
    topic = f"probe-{uuid4().hex[:8]}"
    async with (
        aiomqtt.Client(host, port, protocol=aiomqtt.ProtocolVersion.V5) as sender,
        member(host, port, f"{topic}-b", topic, acknowledges=True, keeps_s=0) as other,
    ):
        async with member(host, port, f"{topic}-a", topic, acknowledges=False, keeps_s=keeps_s) as victim:
            for number in range(MESSAGES):
                await sender.publish(topic, str(number), qos=1)
            await asyncio.sleep(0.5)
            held, before = set(victim.got), set(other.got)
            victim.kill()
            await asyncio.sleep(WAIT_S)
        taken_over = held & (set(other.got) - before)
        later = range(MESSAGES, 2 * MESSAGES)
        for number in later:
            await sender.publish(topic, str(number), qos=1)
        await asyncio.sleep(0.5)
        waiting = set(later) - set(other.got)
        async with member(host, port, f"{topic}-a", topic, acknowledges=True, keeps_s=keeps_s) as again:
            await asyncio.sleep(1.0)
        return SharedDelivery(len(held), len(taken_over), len(held & set(again.got)), len(waiting))
