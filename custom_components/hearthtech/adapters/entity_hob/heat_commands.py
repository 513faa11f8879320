"""Sends a heat command to a burner, and waits until the hob shows it."""

import asyncio
from collections.abc import Callable
from typing import Final

from homeassistant.core import Context

from ...burners.model import BurnerRefused, HeatSource, RefusalCode
from .burner_parts import BurnerParts
from .command_tracker import CommandResult, HeatSetting
from .off_sequence import OffSequence

CONFIRM_S: Final = 45.0
"""How long the cook has to confirm a command by a press on the hob."""
LONGEST_ANSWER_S: Final = 120.0

_REFUSED: Final = {
    CommandResult.HAND: RefusalCode.MANUAL,
    CommandResult.SUPERSEDED: RefusalCode.STALE,
    CommandResult.FAILED: RefusalCode.UNAVAILABLE,
}


class HeatCommands:
    """The heat commands of one burner.

    Args:
        parts: the burner.
        off: turns off what a failed start may have left on.
        on_sent: called after the tracker has registered or given up a command.
    """

    def __init__(self, parts: BurnerParts, off: OffSequence, *, on_sent: Callable[[], None]) -> None:
        self._parts = parts
        self._off = off
        self._on_sent = on_sent

    async def send(self, asked: HeatSetting, context: Context) -> None:
        """Send a setting that has been checked, and wait for the response of the hob.

        Raises:
            BurnerRefused: `REMOTE_OFF` when the hob ignores it, `NOT_ARMED` when nobody pressed on the hob what it asks
                for, `MANUAL` when a hand came first, `UNAVAILABLE`, `STALE` when something newer came in between.
        """
        parts = self._parts
        result: asyncio.Future[CommandResult] = asyncio.get_running_loop().create_future()
        cold = parts.tracker.source is HeatSource.IDLE
        parts.tracker.answers_within_s = self._answers_within_s()
        await parts.memory.heat(parts.n, asked)
        parts.tracker.command_sent(asked, parts.clock.time(), result.set_result)
        parts.log.add(parts.clock.time(), "asked", power=asked.power, target_c=asked.target_c)
        self._on_sent()
        try:
            await parts.sender.heat(asked, context)
        except BurnerRefused:
            parts.tracker.fail(parts.clock.time())
            self._on_sent()
            await self._off.undo(cold=cold)
            raise
        match await result:
            case CommandResult.TAKEN:
                await parts.memory.answered(parts.n, parts.tracker.answered_after_s or 0.0)
            case CommandResult.IGNORED if parts.mapping.confirms:
                await self._off.undo(cold=cold)
                raise BurnerRefused(RefusalCode.NOT_ARMED, {"why": "not_pressed"})
            case CommandResult.IGNORED:
                await self._off.undo(cold=cold)
                raise BurnerRefused(RefusalCode.REMOTE_OFF, {"why": "ignored"})
            case outcome:
                raise BurnerRefused(_REFUSED[outcome])

    def _answers_within_s(self) -> float:
        """Return the response time limit (s): the configured one, or longer if the hob has been slower before."""
        mapping = self._parts.mapping
        learned = 1.5 * (self._parts.memory.answered_after_s(self._parts.n) or 0.0)
        least = CONFIRM_S if mapping.confirms else 0.0
        return min(max(mapping.answers_within_s, least, learned), LONGEST_ANSWER_S)
