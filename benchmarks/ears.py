"""A recognizer of speech, run as a program in its own environment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
from typing import Any

from benchmarks.sound import SoundError

PROGRAM = Path(__file__).with_name("recognizer_program.py")
READY_WITHIN_S = 120
RECOGNIZED_WITHIN_S = 120


class Recognizer:
    """A recognizer of speech in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, request: dict[str, Any], within_s: float) -> dict[str, Any]:
        """Send a line and wait for its answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        await self._process.stdin.drain()
        async with asyncio.timeout(within_s):
            line = await self._process.stdout.readline()
        if not line:
            raise SoundError("The recognizer of speech ended by itself.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def hear(self, wav: Path) -> tuple[str, float]:
        """The words in a recording, and the seconds it took."""
        answer = await self.ask({"wav": str(wav)}, RECOGNIZED_WITHIN_S)
        return str(answer["text"]), float(answer["seconds"])


@asynccontextmanager
async def recognizer(python: Path, load: dict[str, Any]) -> AsyncIterator[Recognizer]:
    """Start one, loaded and warm."""
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
