"""Client of a speech recognizer that runs as a process in its own environment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
from typing import Any

from benchmarks.audio import SoundError

PROGRAM = Path(__file__).with_name("asr_worker.py")
READY_WITHIN_S = 120
RECOGNIZED_WITHIN_S = 60


class Recognizer:
    """A speech recognizer in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._asked = 0

    async def ask(self, request: dict[str, Any], within_s: float) -> dict[str, Any]:
        """Send a line and wait for its answer; late answers to former requests are left out.

        Raises:
            TimeoutError: when the answer does not come in time.
        """
        assert self._process.stdin
        assert self._process.stdout
        self._asked += 1
        self._process.stdin.write(json.dumps({**request, "id": self._asked}).encode() + b"\n")
        await self._process.stdin.drain()
        async with asyncio.timeout(within_s):
            while True:
                line = await self._process.stdout.readline()
                if not line:
                    raise SoundError("The recognizer of speech ended by itself.")
                answer: dict[str, Any] = json.loads(line)
                if answer["id"] == self._asked:
                    return answer

    async def hear(self, wav: Path) -> tuple[str, float]:
        """Return the words in a recording, and the duration of recognition (s)."""
        answer = await self.ask({"wav": str(wav)}, RECOGNIZED_WITHIN_S)
        return str(answer["text"]), float(answer["seconds"])


@asynccontextmanager
async def recognizer(python: Path, load: dict[str, Any]) -> AsyncIterator[Recognizer]:
    """Start a recognizer, loaded and warmed up."""
    process = await asyncio.create_subprocess_exec(
        python,
        PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=1 << 20,
    )
    try:
        made = Recognizer(process)
        await made.ask(load, READY_WITHIN_S)
        yield made
    finally:
        process.kill()
        await process.wait()
