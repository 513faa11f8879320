"""One read for all who ask for the same: when a hundred guests load their pages at once, the party is read once or twice."""

import asyncio
from collections.abc import Awaitable, Callable


class SharedReads[T]:
    """Reads values by key. Callers that wait for the same key share one read.

    A caller never gets a read that began before its call, so that it sees its own writes.
    """

    def __init__(self, read: Callable[[str], Awaitable[T]]) -> None:
        self._read = read
        self._running: dict[str, asyncio.Task[T]] = {}
        self._waiting: dict[str, asyncio.Task[T]] = {}

    async def get(self, key: str) -> T:
        """Return the value of a key, read after this call. Raises what the read raises.

        A caller that is cancelled meanwhile does not stop the read of the others.
        """
        task = self._waiting.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._read_after(key, self._running.get(key)))
            task.add_done_callback(_retrieve)
            self._waiting[key] = task
        return await asyncio.shield(task)

    async def _read_after(self, key: str, before: asyncio.Task[T] | None) -> T:
        """Read as soon as the running read of the key has ended."""
        if before is not None:
            await asyncio.wait({before})
        task = self._running[key] = self._waiting.pop(key)
        try:
            return await self._read(key)
        finally:
            if self._running[key] is task:
                del self._running[key]


def _retrieve(task: asyncio.Task[object]) -> None:
    """Mark the error of a read as seen: all its callers may be gone."""
    if not task.cancelled():
        task.exception()
