"""The skill: connects the broker and Home Assistant through the dialogue."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
import json
import logging
import time
from typing import Any
from uuid import uuid4

import aiomqtt
from rhasspyhermes.base import Message
from rhasspyhermes.nlu import NluIntent

from .announcer import Announcer
from .broker import Broker, Subscription
from .config import SkillConfig
from .dialogue import HermesDialogue, HermesRequest, HermesTurn, digest
from .errors import SkillError
from .fallback_messages import FallbackMessage
from .home_assistant import HomeAssistantClient
from .json_reader import parse_json
from .kitchen import RemoteKitchen
from .messages import (
    CONTINUE_TOPIC,
    END_TOPIC,
    MAX_PAYLOAD,
    NOT_RECOGNIZED_TOPIC,
    QUERY_TOPIC,
    SESSION_ENDED_TOPIC,
    SESSION_QUEUED_TOPIC,
    SESSION_STARTED_TOPIC,
)
from .phrases import Phrases, load as load_phrases
from .training import Trainer
from .worker_group import Job, WorkerGroup

LOGGER = logging.getLogger(__name__)
HEALTH_TOPIC = "hearthtech/skill/{worker}/health"
CLAIM_TOPIC = "hearthtech/skill/{share}/claims"
HEALTH_EVERY_S = 30.0
TICK_S = 0.1
MAX_AT_ONCE = 2000
STOP_WITHIN_S = 2.0
SEEN_BY_ALL, FOR_ONE = 1, 2
"""Subscription identifiers."""

SESSION_TOPICS = (SESSION_STARTED_TOPIC, SESSION_ENDED_TOPIC, SESSION_QUEUED_TOPIC, CONTINUE_TOPIC, END_TOPIC)


class Skill:
    """One worker."""

    def __init__(self, config: SkillConfig) -> None:
        """Create the worker. Raises `ConfigError` if the custom phrases are invalid."""
        self._config = config
        self._home_assistant = HomeAssistantClient(config.home_assistant)
        self._kitchen = RemoteKitchen(self._home_assistant)
        self._health_topic = HEALTH_TOPIC.format(worker=config.worker)
        self._broker = Broker(
            config.mqtt,
            f"hearthtech-skill-{config.worker}",
            aiomqtt.Will(self._health_topic, self._health("offline"), qos=1, retain=True),
            shares=config.share is not None,
        )
        phrases = load_phrases(config.phrases) if config.phrases else Phrases()
        self._dialogue = HermesDialogue(
            config, self._kitchen, self._publish, phrases=phrases, closed=self._closed
        )
        self._trainer = Trainer(config, config.training, phrases) if config.training else None
        self._announcer = Announcer(config, self._kitchen, self._dialogue.turns, self._publish)
        self._tasks: set[asyncio.Task[object]] = set()
        self._began = time.monotonic()
        self._group: WorkerGroup[HermesRequest] | None = None
        requests = [NluIntent.topic(), NOT_RECOGNIZED_TOPIC, *([QUERY_TOPIC] if config.nlu_sites else [])]
        self._shared = Subscription(requests, share=config.share, identifier=FOR_ONE)
        if config.share is None:
            # Messages that only report the state of sessions need no acknowledgment.
            self._subscriptions = [Subscription(SESSION_TOPICS, qos=0), Subscription(requests)]
        else:
            self._claim_topic = CLAIM_TOPIC.format(share=config.share)
            common = [*SESSION_TOPICS, *requests, HEALTH_TOPIC.format(worker="+"), self._claim_topic]
            # First the topics for all workers, so that no work is assigned to a worker which does not yet receive the
            # claims.
            self._subscriptions = [Subscription(common, identifier=SEEN_BY_ALL), self._shared]
            self._group = WorkerGroup(config.worker, self._send_claim, self._take)

    @property
    def is_ready(self) -> bool:
        """Whether the broker and Home Assistant are connected."""
        return self._broker.is_connected and self._home_assistant.connected.is_set()

    async def run(self) -> None:
        """Serve until cancelled. Raises `ConfigError` if secrets or certificates are unusable."""
        self._home_assistant.on_connect(self._listen)
        self._home_assistant.on_disconnect(self._tell_health)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._home_assistant.run())
                group.create_task(self._broker.run(self._subscriptions, self._receive, self._connected))
                group.create_task(self._keep_health())
                if self._trainer:
                    group.create_task(self._trainer.run())
                if self._group is not None:
                    group.create_task(self._tick(self._group))
        except* SkillError as errors:
            raise errors.exceptions[0] from None
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Finish running work, accept no new work, and send the farewell message. Cancel `run` afterwards."""
        if self._group is not None:
            await self._broker.leave(self._shared)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_WITHIN_S)
        await self._publish_health("offline")

    def _receive(self, message: aiomqtt.Message) -> None:
        """Process a message from the broker. Invalid content does not prevent the next message from being processed."""
        try:
            self._take_message(message)
        except Exception:
            LOGGER.exception("A message could not be served")

    def _take_message(self, message: aiomqtt.Message) -> None:
        topic, payload = message.topic.value, bytes(message.payload)
        if topic.startswith("hearthtech/"):
            self._receive_claims(topic, payload)
            return
        if message.retain:
            return  # the message was not spoken now, but stored
        if len(self._tasks) >= MAX_AT_ONCE:
            LOGGER.warning("Too much at once; a message on %s is dropped.", topic)
            return
        if self._group is not None:
            self._share_out(self._group, message, payload)
        elif (job := self._dialogue.read(topic, payload)) is not None:
            self._do(self._dialogue.perform(job, uuid4().hex))

    def _share_out(self, group: WorkerGroup[HermesRequest], message: aiomqtt.Message, payload: bytes) -> None:
        """Register a job that all workers see; claim it if the broker assigned it to this one."""
        now = time.monotonic()
        key = digest(payload)
        is_for_me = FOR_ONE in getattr(message.properties, "SubscriptionIdentifier", ())
        if not (is_for_me and group.knows(key)):
            job = self._dialogue.read(message.topic.value, payload)
            if job is not None:
                group.seen(key, job, now, session=job.session if isinstance(job, HermesTurn) else None)
        if is_for_me:
            group.assigned(key, now)

    def _closed(self, session: str) -> None:
        if self._group is not None:
            self._group.closed(session, time.monotonic())

    def _take(self, work: Job[HermesRequest]) -> None:
        self._do(self._perform(work))

    async def _perform(self, work: Job[HermesRequest]) -> None:
        assert self._group is not None
        group, job = self._group, work.job
        if work.is_rescue and isinstance(job, HermesTurn):
            job = replace(job, own=FallbackMessage.AWAY)
        # An answer that could not be published because the broker is unreachable remains open until reconnection.
        if await self._dialogue.perform(job, work.request, lambda: group.may_answer(work, time.monotonic())):
            group.finished(work, time.monotonic())

    def _receive_claims(self, topic: str, payload: bytes) -> None:
        """Process claims, and the health messages of the other workers."""
        if len(payload) > MAX_PAYLOAD:
            return
        try:
            body = parse_json(payload)
        except ValueError:
            return
        if self._group is None or not isinstance(body, dict):
            return
        if topic == self._claim_topic:
            self._group.heard(body, time.monotonic())
        elif isinstance(worker := body.get("worker"), str) and body.get("share") == self._config.share:
            if body.get("state") == "online":
                self._group.joined(worker)
            else:
                self._group.left(worker, time.monotonic())

    def _send_claim(self, claim: dict[str, Any]) -> None:
        self._do(self._publish_claim(claim))

    async def _tick(self, group: WorkerGroup[HermesRequest]) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            try:
                group.tick(time.monotonic())
            except Exception:
                LOGGER.exception("The worker group's state could not be updated")

    def _do(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            LOGGER.error("A job failed", exc_info=error)

    async def _publish(self, message: Message) -> bool:
        if isinstance(message, NluIntent):
            topic = message.topic(intent_name=message.intent.intent_name)
        else:
            topic = message.topic()
        # With several workers, another one has taken over an answer that this one can't publish at once.
        return await self._broker.publish(topic, message.payload(), now_or_never=self._group is not None)

    async def _publish_claim(self, claim: dict[str, Any]) -> None:
        # The echo of its own message is the acknowledgment.
        await self._broker.publish(self._claim_topic, json.dumps(claim), qos=0, now_or_never=True)

    async def _listen(self) -> None:
        self._tell_health()
        await self._kitchen.listen(lambda announcement: self._do(self._announcer.announce(announcement)))
        if self._trainer and self._config.training:
            await self._kitchen.watch_vocabulary(self._trainer.learn, self._config.training.language)

    def _connected(self) -> None:
        if self._group is not None:
            self._group.reconnected(time.monotonic())
        self._tell_health()

    async def _keep_health(self) -> None:
        while True:
            await asyncio.sleep(HEALTH_EVERY_S)
            self._tell_health()

    def _tell_health(self) -> None:
        self._do(self._publish_health("online"))

    async def _publish_health(self, state: str) -> None:
        # Messages sent while connecting wait for the connection; a farewell does not.
        leaving = state == "offline"
        await self._broker.publish(self._health_topic, self._health(state), retain=True, now_or_never=leaving)

    def _health(self, state: str) -> str:
        is_away = not self._home_assistant.connected.is_set()
        about: dict[str, object] = {
            "state": state,
            "worker": self._config.worker,
            "share": self._config.share,
        }
        if state == "online":
            about |= {
                "home_assistant": "away" if is_away else "connected",
                "open_turns": self._dialogue.turns.open_turns,
                "uptime_s": round(time.monotonic() - self._began),
            }
        return json.dumps(about)
