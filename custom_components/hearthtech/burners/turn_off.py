"""Turn burners off and wait a limited time for their confirmations."""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
import logging
from typing import Any

from .burner import Burner
from .model import BurnerRefused, RefusalCode

_LOGGER = logging.getLogger(__name__)
_RUNNING: set[asyncio.Task[Any]] = set()
"""Work that continues after the wait; a task without a reference could be collected before its end."""


@dataclass(frozen=True, slots=True)
class UnconfirmedOff:
    """A burner that did not confirm being off: its refusal, or `None` if it has not answered yet."""

    burner: Burner
    refused: BurnerRefused | None = None


async def turn_off_burners(burners: Iterable[Burner], *, within_s: float) -> list[UnconfirmedOff]:
    """Turn burners off concurrently; returns those that refused or did not answer in time.

    Off is sent to all of them at once. A command without an answer continues in the background.

    Args:
        burners: The burners.
        within_s: Longest wait for their answers, in s of real time.
    """
    chosen = list(burners)
    tasks = await wait_for_all((_off(burner) for burner in chosen), within_s=within_s)
    return [
        UnconfirmedOff(burner, task.result() if task.done() else None)
        for burner, task in zip(chosen, tasks, strict=True)
        if not task.done() or task.result() is not None
    ]


async def wait_for_all[T](
    work: Iterable[Coroutine[Any, Any, T]], *, within_s: float
) -> list[asyncio.Task[T]]:
    """Start all of this work and wait at most `within_s` s for it; what is not done continues in the background."""
    tasks = [asyncio.get_running_loop().create_task(one) for one in work]
    for task in tasks:
        _RUNNING.add(task)
        task.add_done_callback(_finished)
    if tasks:
        await asyncio.wait(tasks, timeout=within_s)
    return tasks


async def _off(burner: Burner) -> BurnerRefused | None:
    try:
        await burner.off()
    except BurnerRefused as refused:
        return refused
    except Exception:
        _LOGGER.exception("The burner %s failed to turn off", burner.id)
        return BurnerRefused(RefusalCode.UNAVAILABLE)
    return None


def _finished(task: asyncio.Task[Any]) -> None:
    _RUNNING.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOGGER.error("Turning heat off failed", exc_info=error)
