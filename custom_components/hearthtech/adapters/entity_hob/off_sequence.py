"""Turns a burner off, and repeats it until the burner is seen off."""

from collections.abc import Callable
from typing import Final

from homeassistant.core import Context, callback

from ...burners.model import BurnerRefused, HeatSource, RefusalCode
from ...const import LOGGER
from .burner_parts import BurnerParts
from .command_tracker import LATE_S
from .mapping import EntityRole

RETRY_S: Final = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses between attempts to turn off; the last one repeats."""
RETRY_REPORT_S: Final = 1800.0
"""After this time without success the user is notified. The attempts continue until the burner is seen off."""
RETRY_LONG_S: Final = 60.0
"""Pause between attempts after the notification."""


class OffSequence:
    """The off commands of one burner.

    Args:
        parts: the burner.
        on_sent: called when an off is to be sent, before it is.
        on_failed: called once when the burner could not be turned off for `RETRY_REPORT_S`.
    """

    def __init__(
        self, parts: BurnerParts, *, on_sent: Callable[[], None], on_failed: Callable[[], None]
    ) -> None:
        self.reported = False
        """Whether the user has been notified that the burner is still on."""
        self._parts = parts
        self._on_sent = on_sent
        self._on_failed = on_failed
        self._attempts = 0
        self._since = 0.0

    async def turn_off(self, context: Context, *, latch: bool, distrusted: bool) -> None:
        """Turn the burner off, and keep trying until it is seen off.

        Args:
            context: the context of the service calls.
            latch: whether heat from outside must be acknowledged before it is possible again.
            distrusted: whether the entities contradict each other, so that a shown off proves nothing.

        Raises:
            BurnerRefused: `UNSUPPORTED` when it is on and there is no way to turn it off, `UNAVAILABLE` when it can't
                be reached; then it is tried on.
        """
        parts = self._parts
        shown = parts.reader.setting()
        if parts.tracker.shown.on is False and not shown.known and not distrusted:
            return  # It was off when it became unavailable, like hobs that are switched off at the mains.
        if not parts.reader.can_turn_off and not self._comes_back:
            if shown.on:
                raise BurnerRefused(RefusalCode.UNSUPPORTED, {"burner": parts.id})
            return
        now = parts.clock.time()
        if not parts.tracker.off_wanted:
            self._attempts, self._since = 0, now
        parts.tracker.off_sent(now, latch=latch)
        self.settle_later()
        self._plan_retry()
        self._on_sent()
        try:
            await self._send(context)
        except BurnerRefused:
            await self._keep_pending()
            raise

    @callback
    def restart(self) -> None:
        """Try again at once, beginning with the first method; called when the burner can be reached again."""
        self._attempts = 0
        self._parts.timers.schedule("off", 0.0, self._retry)

    async def undo(self, *, cold: bool) -> None:
        """Turn off after a failed start, so that nothing remains partly on. A late response is still watched for."""
        parts = self._parts
        if cold and not parts.tracker.off_wanted:
            try:
                await parts.sender.off(Context(), 0)
            except BurnerRefused as refused:
                LOGGER.debug("%s: %s", parts.mapping.name, refused.data.get("reason"))
        self.settle_later()

    @callback
    def settle_later(self) -> None:
        """Keep the pending off stored until a late response to an abandoned command is no longer possible."""
        parts = self._parts

        @callback
        def settle() -> None:
            if parts.tracker.source is not HeatSource.REMOTE and not parts.tracker.off_wanted:
                parts.create_task(parts.memory.confirm_off(parts.n))

        parts.timers.schedule("settle", LATE_S + 1.0, settle)

    @property
    def _comes_back(self) -> bool:
        """Whether an entity that can turn the burner off is missing now, and may be added again."""
        watch = self._parts.reader.watch
        return any(
            watch.has(role) and watch.state(role) is None
            for role in (EntityRole.STOP, EntityRole.SWITCH, EntityRole.LEVEL)
        )

    def _plan_retry(self) -> None:
        pause = RETRY_LONG_S if self.reported else RETRY_S[min(self._attempts, len(RETRY_S) - 1)]
        self._parts.timers.schedule("off", pause, self._retry)

    @callback
    def _retry(self) -> None:
        self._parts.create_task(self._try_again())

    async def _try_again(self) -> None:
        parts = self._parts
        if not parts.tracker.off_wanted:
            return
        if parts.clock.time() - self._since > RETRY_REPORT_S and not self.reported:
            self.reported = True
            self._on_failed()
        self._plan_retry()
        await self._keep_pending()
        try:
            await self._send(Context())
        except BurnerRefused as refused:
            LOGGER.debug("%s is not off yet: %s", parts.mapping.name, refused.data.get("reason"))

    async def _keep_pending(self) -> None:
        """Store an off that has not been confirmed, so that it is also sent after a restart of Home Assistant."""
        parts = self._parts
        if parts.tracker.off_wanted:
            await parts.memory.add_pending_off(parts.n, parts.tracker.off_from)

    async def _send(self, context: Context) -> None:
        attempt, self._attempts = self._attempts, self._attempts + 1
        self._parts.log.add(self._parts.clock.time(), "asked_off")
        await self._parts.sender.off(context, attempt)
