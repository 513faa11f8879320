"""What the kitchen can do with its timers. Every method may raise `KitchenError` with the code it names."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from .changes import ChangeKind
from .clock import Clock
from .core import KitchenCore
from .directory import BurnerDirectory
from .errors import ErrorCode, KitchenError
from .store import Store
from .timers import (
    Alarms,
    Timer,
    finish_timer,
    lengthen_timer,
    pause_timer,
    resume_timer,
    running_timers,
    set_timer,
)


class TimerWork(KitchenCore):
    """Timers of the kitchen, those of no burner."""

    def __init__(self, store: Store, clock: Clock, directory: BurnerDirectory, media: Path | None) -> None:
        super().__init__(store, clock, directory, media)
        self._alarms = Alarms(clock, self._timer_done)

    async def set_timer(
        self,
        name: str,
        *,
        seconds: float | None = None,
        ends_at: datetime | None = None,
        session_id: str | None = None,
        site: str = "",
    ) -> Timer:
        """Set a timer that rings after `seconds` of wall time, or at a moment; `site` is where it was asked for."""
        now = self.clock.now()
        if (seconds is None) == (ends_at is None):
            raise KitchenError(ErrorCode.INVALID, reason="a timer has either a length or an end")
        end = ends_at or now + timedelta(seconds=seconds or 0.0)
        timer = await self._store.write(lambda book: set_timer(book, name, now, end, session_id, site))
        self._alarms.watch(timer)
        self._tell(ChangeKind.TIMER_SET, timer.id, name=timer.name, ends_at=timer.ends_at)
        return timer

    async def timers(self) -> Sequence[Timer]:
        """Timers that have not rung, paused ones too, next first."""
        return await self._store.read(running_timers)

    async def cancel_timer(self, timer_id: str) -> None:
        """Stop a timer before it rings."""
        self._alarms.forget(timer_id)
        if await self._store.write(partial(finish_timer, timer_id)):
            self._tell(ChangeKind.TIMER_CANCELLED, timer_id)

    async def pause_timer(self, timer_id: str) -> Timer:
        """Let a timer stand still. Raises `TIMER_NOT_FOUND`."""
        now = self.clock.now()
        return self._changed(await self._store.write(lambda book: pause_timer(book, timer_id, now)))

    async def resume_timer(self, timer_id: str) -> Timer:
        """Let a paused timer run on. Raises `TIMER_NOT_FOUND`."""
        now = self.clock.now()
        return self._changed(await self._store.write(lambda book: resume_timer(book, timer_id, now)))

    async def lengthen_timer(self, timer_id: str, seconds: float) -> Timer:
        """Give a timer more or, below 0, less time. Raises `TIMER_NOT_FOUND`, or `INVALID` when none is left."""
        now = self.clock.now()
        timer = await self._store.write(lambda book: lengthen_timer(book, timer_id, seconds, now))
        return self._changed(timer)

    def _changed(self, timer: Timer) -> Timer:
        self._alarms.watch(timer)
        self._tell(ChangeKind.TIMER_CHANGED, timer.id, name=timer.name, ends_at=timer.ends_at)
        return timer

    def _timer_done(self, timer: Timer) -> None:
        async def finish() -> None:
            if await self._store.write(partial(finish_timer, timer.id)):
                self._tell(
                    ChangeKind.TIMER_DONE,
                    timer.id,
                    name=timer.name,
                    session_id=timer.session_id,
                    site=timer.site,
                )

        self._spawn(finish())
