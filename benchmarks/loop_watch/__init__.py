"""An integration that benchmarks add to their Home Assistant: it measures how long its event loop is blocked.

The action `loop_watch.read` returns the longest block since it was called before.
"""

import asyncio
import gc
import time

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers.typing import ConfigType

DOMAIN = "loop_watch"
TICK_S = 0.002


class LoopWatch:
    """Measures the delay of a task that should run every 2 ms."""

    def __init__(self) -> None:
        self.worst_ms = 0.0
        self.worst_cpu_ms = 0.0
        """The same in CPU time of the loop's thread, which other programs on the machine do not lengthen."""
        self.worst_collection_ms = 0.0
        """The longest garbage collection of any thread; it holds the interpreter, and so the loop."""
        self._collection_began = 0.0
        gc.callbacks.append(self._on_collection)

    def _on_collection(self, phase: str, _: object) -> None:
        if phase == "start":
            self._collection_began = time.perf_counter()
        else:
            took = (time.perf_counter() - self._collection_began) * 1000
            self.worst_collection_ms = max(self.worst_collection_ms, took)

    async def run(self) -> None:
        """Measure until the task is canceled."""
        loop = asyncio.get_running_loop()
        while True:
            start, used = loop.time(), time.thread_time()
            await asyncio.sleep(TICK_S)
            self.worst_cpu_ms = max(self.worst_cpu_ms, (time.thread_time() - used) * 1000)
            self.worst_ms = max(self.worst_ms, (loop.time() - start - TICK_S) * 1000)

    def read(self) -> dict[str, float]:
        """Return the longest block since the last call (ms)."""
        told = {
            "worst_ms": self.worst_ms,
            "worst_cpu_ms": self.worst_cpu_ms,
            "worst_collection_ms": self.worst_collection_ms,
        }
        self.worst_ms = self.worst_cpu_ms = self.worst_collection_ms = 0.0
        return told


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Start to measure, and register the action."""
    del config
    watch = LoopWatch()
    hass.async_create_background_task(watch.run(), DOMAIN)

    async def read(_: ServiceCall) -> ServiceResponse:
        return {**watch.read()}

    hass.services.async_register(DOMAIN, "read", read, supports_response=SupportsResponse.ONLY)
    return True
