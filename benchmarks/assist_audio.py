"""Assist with audio: Home Assistant's pipeline, with speech recognition and synthesis over Wyoming."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, override
import wave

from _demo.home_assistant_client import HomeAssistant
from _demo.processes import free_port
from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler, AsyncServer
from wyoming.tts import Synthesize

from benchmarks.audio import ESPEAK, RATE_HZ, speak

type Hear = Callable[[Path], Awaitable[tuple[str, float]]]
CHUNK = 3200
"""Bytes of a tenth of a second."""
RUN_WITHIN_S = 120.0
_ABOUT: dict[str, Any] = {
    "attribution": Attribution(name="HearthTech", url=""),
    "installed": True,
    "description": "For the benchmark",
    "version": "1",
}
INFO = Info(
    asr=[AsrProgram(name="bench-ears", models=[AsrModel(name="ears", languages=["en"], **_ABOUT)], **_ABOUT)],
    tts=[
        TtsProgram(name="bench-voice", voices=[TtsVoice(name="voice", languages=["en"], **_ABOUT)], **_ABOUT)
    ],
)


class _Handler(AsyncEventHandler):
    """One connection from Home Assistant."""

    def __init__(self, hear: Hear, folder: Path, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._hear = hear
        self._folder = folder
        self._samples = bytearray()

    @override
    async def handle_event(self, event: Event) -> bool:
        """Answer a Wyoming event."""
        if Describe.is_type(event.type):
            await self.write_event(INFO.event())
        elif AudioStart.is_type(event.type):
            self._samples.clear()
        elif AudioChunk.is_type(event.type):
            self._samples += AudioChunk.from_event(event).audio
        elif AudioStop.is_type(event.type):
            path = self._folder / f"{id(self)}.wav"
            write_samples(bytes(self._samples), path)
            text, _ = await self._hear(path)
            await self.write_event(Transcript(text=text).event())
            return False
        elif Synthesize.is_type(event.type):
            path = self._folder / f"{id(self)}-say.wav"
            await speak(ESPEAK, Synthesize.from_event(event).text, path)
            await self.write_event(AudioStart(RATE_HZ, 2, 1).event())
            await self.write_event(AudioChunk(RATE_HZ, 2, 1, audio=read_samples(path)).event())
            await self.write_event(AudioStop().event())
            return False
        return True


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a recording in the pipeline. Times in seconds."""

    text: str
    reply: str
    listening: bool
    recognizing_s: float
    answering_s: float


class Assist:
    """A satellite of Assist."""

    def __init__(self, home: HomeAssistant, pipeline: str) -> None:
        self._home = home
        self._pipeline = pipeline
        self._conversation: str | None = None

    async def say(self, wav: Path) -> Answer:
        """Run the pipeline with a recording, in the open conversation.

        Raises:
            TimeoutError: when nobody answers.
        """
        events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        await self._home.socket.subscribe(
            events.put_nowait,
            "assist_pipeline/run",
            start_stage="stt",
            end_stage="intent",
            input={"sample_rate": RATE_HZ, "no_vad": True},
            pipeline=self._pipeline,
            conversation_id=self._conversation,
            timeout=RUN_WITHIN_S,
        )
        text, reply, listening = "", "", False
        began = heard = perf_counter()
        async with asyncio.timeout(RUN_WITHIN_S):
            while True:
                event = await events.get()
                data = event.get("data") or {}
                match event["type"]:
                    case "run-start":
                        await self._send(data["runner_data"]["stt_binary_handler_id"], wav)
                        began = perf_counter()
                    case "stt-end":
                        text, heard = data["stt_output"]["text"], perf_counter()
                    case "intent-end":
                        output = data["intent_output"]
                        reply = output["response"]["speech"].get("plain", {}).get("speech") or ""
                        listening = bool(output.get("continue_conversation"))
                        self._conversation = output["conversation_id"] if listening else None
                    case "error" | "run-end":
                        break
        done = perf_counter()
        return Answer(text, reply, listening, max(0.0, heard - began), done - max(heard, began))

    async def end(self) -> None:
        """Begin a new conversation with the next recording."""
        self._conversation = None

    async def _send(self, handler: int, wav: Path) -> None:
        samples = read_samples(wav)
        socket = self._home.socket._socket
        for start in range(0, len(samples), CHUNK):
            await socket.send_bytes(bytes([handler]) + samples[start : start + CHUNK])
        await socket.send_bytes(bytes([handler]))


@asynccontextmanager
async def assist(home: HomeAssistant, hear: Hear) -> AsyncIterator[Assist]:
    """Serve recognition and synthesis over Wyoming, add them to Home Assistant, and create a pipeline with our agent."""
    port = free_port()
    with TemporaryDirectory(prefix="bench-wyoming-") as name:
        server = AsyncServer.from_uri(f"tcp://127.0.0.1:{port}")
        await server.start(lambda *arguments: _Handler(hear, Path(name), *arguments))
        try:
            flow = await home.rest("POST", "/api/config/config_entries/flow", {"handler": "wyoming"})
            answers = {"host": "127.0.0.1", "port": port}
            await home.rest("POST", f"/api/config/config_entries/flow/{flow['flow_id']}", answers)
            yield Assist(home, await _make_pipeline(home))
        finally:
            await server.stop()


async def _make_pipeline(home: HomeAssistant) -> str:
    found: dict[tuple[str, str], str] = {}
    async with asyncio.timeout(60):
        while len(found) < 3:
            for entity in await home.command("config/entity_registry/list"):
                domain = entity["entity_id"].partition(".")[0]
                key = (entity["platform"], domain)
                if key in {("wyoming", "stt"), ("wyoming", "tts"), ("hearthtech", "conversation")}:
                    found[key] = entity["entity_id"]
            await asyncio.sleep(0.1)
    made = await home.command(
        "assist_pipeline/pipeline/create",
        name="Bench",
        language="en",
        conversation_engine=found["hearthtech", "conversation"],
        conversation_language="en",
        stt_engine=found["wyoming", "stt"],
        stt_language="en",
        tts_engine=found["wyoming", "tts"],
        tts_language="en",
        tts_voice=None,
        wake_word_entity=None,
        wake_word_id=None,
    )
    return str(made["id"])


def read_samples(path: Path) -> bytes:
    """Return the raw samples of a recording."""
    with wave.open(str(path)) as file:
        samples: bytes = file.readframes(file.getnframes())
        return samples


def write_samples(samples: bytes, path: Path) -> None:
    """Create a recording from raw samples."""
    with wave.open(str(path), "wb") as file:
        file.setframerate(RATE_HZ)
        file.setsampwidth(2)
        file.setnchannels(1)
        file.writeframes(samples)
