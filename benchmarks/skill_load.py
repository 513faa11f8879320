"""Satellites for `bench_skill`: connected clients, sentences at the times of a Poisson process, and their answers."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import random
from time import perf_counter
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiomqtt

PATIENCE_S = 5.0
END_SESSION = "hermes/dialogueManager/endSession"
CONTINUE_SESSION = "hermes/dialogueManager/continueSession"
START_LISTENING = "hermes/asr/startListening"
SESSION_ENDED = "hermes/dialogueManager/sessionEnded"


@dataclass(slots=True)
class Run:
    """Results of a number of sentences. Times in seconds."""

    latencies: list[float] = field(default_factory=list)
    unanswered: int = 0
    doubled: int = 0
    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    """CPU seconds by program."""

    def percentile_ms(self, share: float) -> float | None:
        """Return the latency that this share of sentences does not exceed (ms)."""
        if not self.latencies:
            return None
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def cpu_ms(self, program: str) -> float | None:
        """Return the CPU time of a program per sentence (ms)."""
        count = len(self.latencies) + self.unanswered
        return 1000 * self.cpu[program] / count if count and program in self.cpu else None


class Satellites:
    """A number of satellites, each with a connection of its own, and one subscription for all answers."""

    def __init__(self, port: int, count: int) -> None:
        self._port = port
        self._sites = [f"room-{number}" for number in range(count)]
        self._clients: dict[str, aiomqtt.Client] = {}
        self._stack = AsyncExitStack()
        self._answers: dict[str, list[float]] = {}
        self._waiting: dict[str, asyncio.Event] = {}
        self._listening: dict[str, asyncio.Queue[str]] = {site: asyncio.Queue() for site in self._sites}

    async def __aenter__(self) -> Self:
        """Connect all of them."""
        ear = await self._stack.enter_async_context(self._client("ear"))
        topics = (END_SESSION, CONTINUE_SESSION, START_LISTENING, SESSION_ENDED)
        await ear.subscribe([(topic, 1) for topic in topics])
        reader = asyncio.create_task(self._listen(ear))
        self._stack.callback(reader.cancel)
        for site in self._sites:
            self._clients[site] = await self._stack.enter_async_context(self._client(site))
            await self._clients[site].subscribe(f"hermes/audioServer/{site}/playBytes/#")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""
        await self._stack.aclose()

    async def poisson(
        self, texts: Sequence[str], per_second: float, seconds: float, *, managed: bool = False
    ) -> Run:
        """Say sentences at random times from random satellites, `per_second` on average.

        With `managed`, a dialogue manager opens the sessions and gets the text as from a speech recognizer; otherwise
        the satellite is identified only by its session, and sends the intent itself.
        """
        chance = random.Random(20_26)
        run = Run()
        began = perf_counter()
        at = began
        async with asyncio.TaskGroup() as group:
            while (at := at + chance.expovariate(per_second)) < began + seconds:
                await asyncio.sleep(max(0.0, at - perf_counter()))
                site, text = chance.choice(self._sites), chance.choice(texts)
                group.create_task(
                    self._managed(run, site, text) if managed else self._direct(run, site, text)
                )
        run.seconds = perf_counter() - began
        return run

    async def burst(self, texts: Sequence[str]) -> Run:
        """Let every satellite speak at the same time."""
        run = Run()
        began = perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, site in enumerate(self._sites):
                group.create_task(self._direct(run, site, texts[number % len(texts)]))
        run.seconds = perf_counter() - began
        return run

    async def _direct(self, run: Run, site: str, text: str) -> None:
        session = uuid4().hex
        intent = {
            "input": text,
            "rawInput": text,
            "intent": {"intentName": "hearthtech_none", "confidenceScore": 1.0},
            "siteId": site,
            "sessionId": session,
            "slots": [],
            "lang": "en",
        }
        await self._timed(run, site, session, "hermes/intent/hearthtech_none", intent)

    async def _managed(self, run: Run, site: str, text: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._publish(
                    site,
                    "hermes/dialogueManager/startSession",
                    {"siteId": site, "init": {"type": "action", "canBeEnqueued": True}},
                )
                session = await self._listening[site].get()
        except TimeoutError:
            run.unanswered += 1
            return
        captured = {"text": text, "likelihood": 1.0, "seconds": 1.0, "siteId": site, "sessionId": session}
        await self._timed(run, site, session, "hermes/asr/textCaptured", captured)

    async def _timed(self, run: Run, site: str, session: str, topic: str, body: Mapping[str, Any]) -> None:
        answers = self._answers[session] = []
        answered = self._waiting[session] = asyncio.Event()
        began = perf_counter()
        await self._publish(site, topic, body)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await answered.wait()
        except TimeoutError:
            run.unanswered += 1
        else:
            run.latencies.append(answers[0] - began)
            await asyncio.sleep(0.5)  # a second answer would arrive now
            run.doubled += len(answers) > 1
        finally:
            del self._answers[session], self._waiting[session]

    async def _publish(self, site: str, topic: str, body: Mapping[str, Any]) -> None:
        await self._clients[site].publish(topic, json.dumps(body), qos=0)

    def _client(self, name: str) -> aiomqtt.Client:
        return aiomqtt.Client("127.0.0.1", self._port, identifier=f"bench-{name}-{uuid4().hex[:6]}")

    async def _listen(self, ear: aiomqtt.Client) -> None:
        async for message in ear.messages:
            now = perf_counter()
            body = json.loads(bytes(message.payload))
            session, topic = body.get("sessionId"), message.topic.value
            if topic == START_LISTENING:
                self._listening[body["siteId"]].put_nowait(session)
            elif topic in (END_SESSION, CONTINUE_SESSION) and session in self._answers:
                self._answers[session].append(now)
                self._waiting[session].set()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process, user and system, including its threads (s)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory_mb(pid: int) -> float:
    """Return the peak resident memory of a process, in MB (10⁶ bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise OSError(f"no memory figure for process {pid}")
