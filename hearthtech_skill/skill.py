"""The skill as a whole: broker on one side, Home Assistant on the other, the dialogue between them."""

import asyncio
from collections.abc import Coroutine
import json
import logging
import time
from typing import Any

import aiomqtt
from rhasspyhermes.base import Message
from rhasspyhermes.dialogue import DialogueNotification, DialogueStartSession
from rhasspyhermes.nlu import NluIntent

from .broker import Broker
from .config import SkillConfig
from .dialogue import Dialogue
from .errors import SkillError
from .home_assistant import HomeAssistantClient
from .kitchen import Announcement, RemoteKitchen
from .messages import (
    CONTINUE_TOPIC,
    END_TOPIC,
    NOT_RECOGNIZED_TOPIC,
    QUERY_TOPIC,
    SESSION_ENDED_TOPIC,
    SESSION_QUEUED_TOPIC,
    SESSION_STARTED_TOPIC,
)

LOGGER = logging.getLogger(__name__)
HEALTH_TOPIC = "hearthtech/skill/{worker}/health"
HEALTH_EVERY_S = 30.0
MAX_AT_ONCE = 2000

SUBSCRIPTIONS = [
    NluIntent.topic(),
    NOT_RECOGNIZED_TOPIC,
    SESSION_STARTED_TOPIC,
    SESSION_ENDED_TOPIC,
    SESSION_QUEUED_TOPIC,
    CONTINUE_TOPIC,
    END_TOPIC,
]


class Skill:
    """One worker."""

    def __init__(self, config: SkillConfig) -> None:
        self._config = config
        self._home_assistant = HomeAssistantClient(config.home_assistant)
        self._kitchen = RemoteKitchen(self._home_assistant)
        self._health_topic = HEALTH_TOPIC.format(worker=config.worker)
        offline = json.dumps({"state": "offline", "worker": config.worker})
        self._broker = Broker(
            config.mqtt,
            f"hearthtech-skill-{config.worker}",
            aiomqtt.Will(self._health_topic, offline, qos=1, retain=True),
        )
        self._dialogue = Dialogue(config, self._kitchen, self._publish)
        self._tasks: set[asyncio.Task[None]] = set()
        self._began = time.monotonic()

    @property
    def is_ready(self) -> bool:
        """Whether both sides are connected."""
        return self._broker.is_connected and self._home_assistant.connected.is_set()

    async def run(self) -> None:
        """Serve until cancelled. Raises `ConfigError` when secrets or certificates can't be used."""
        self._home_assistant.on_connect(self._listen)
        topics = [*SUBSCRIPTIONS, QUERY_TOPIC] if self._config.nlu_sites else SUBSCRIPTIONS
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._home_assistant.run())
                group.create_task(self._broker.run(topics, self._receive, self._tell_health))
                group.create_task(self._keep_health())
        except* SkillError as errors:
            raise errors.exceptions[0] from None

    def _receive(self, message: aiomqtt.Message) -> None:
        if message.retain:
            return  # nobody has just said this
        if len(self._tasks) >= MAX_AT_ONCE:
            LOGGER.warning("Too much at once; a message on %s is dropped.", message.topic)
            return
        self._do(self._dialogue.receive(message.topic.value, bytes(message.payload)))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _publish(self, message: Message) -> None:
        topic = (
            message.topic(intent_name=message.intent.intent_name)
            if isinstance(message, NluIntent)
            else message.topic()
        )
        await self._broker.publish(topic, message.payload())

    async def _listen(self) -> None:
        await self._kitchen.listen(lambda announcement: self._do(self._announce(announcement)))
        await self._tell_health()

    async def _announce(self, announcement: Announcement) -> None:
        """Say it where it belongs, unless another worker does."""
        try:
            if not await self._kitchen.claim(announcement):
                return
        except SkillError as error:
            LOGGER.warning("An announcement was not said: %s", error)
            return
        sites = [announcement.site] if announcement.site else list(self._config.sites)
        for site in sites:
            await self._publish(
                DialogueStartSession(init=DialogueNotification(text=announcement.text), site_id=site)
            )

    async def _keep_health(self) -> None:
        while True:
            await asyncio.sleep(HEALTH_EVERY_S)
            await self._tell_health()

    async def _tell_health(self) -> None:
        health = {
            "state": "online",
            "worker": self._config.worker,
            "home_assistant": "connected" if self._home_assistant.connected.is_set() else "away",
            "open_turns": self._dialogue.turns.open_turns,
            "uptime_s": round(time.monotonic() - self._began),
        }
        await self._broker.publish(self._health_topic, json.dumps(health), retain=True)
