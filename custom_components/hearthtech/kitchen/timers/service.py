"""Service of kitchen timers. Every method may raise `KitchenError` with the code it names."""

from collections.abc import Mapping, Sequence
import contextlib
from datetime import datetime, timedelta
from functools import partial

from ...burners.clock import Cancel
from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from .delayed_off import DelayedOff
from .planned_off import drop_planned_off, planned_offs, put_planned_off
from .timer import (
    Alarms,
    Timer,
    finish_timer,
    lengthen_timer,
    pause_timer,
    rename_timer,
    resume_timer,
    running_timers,
    set_timer,
)

RINGS_FOR_S = 1800.0
"""How long a timer rings, in s, unless somebody answers."""
RING_EVERY_S = 15.0
"""Time between the first rings of a timer, in s."""
OFTEN_FOR_S = 120.0
RING_LATER_EVERY_S = 60.0
"""Time between rings after `OFTEN_FOR_S`, in s."""


class _BookOfPlannedOffs:
    """Stores planned offs in the book."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context

    async def load(self) -> Mapping[str, datetime]:
        return await self._context.store.read(partial(planned_offs, now=self._context.clock.now()))

    async def put(self, burner_id: str, at: datetime) -> None:
        await self._context.store.write(partial(put_planned_off, burner_id=burner_id, at=at))

    async def drop(self, burner_id: str) -> None:
        with contextlib.suppress(KitchenError):
            await self._context.store.write(partial(drop_planned_off, burner_id=burner_id))


class TimerService:
    """Kitchen timers that belong to no burner."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context
        self._alarms = Alarms(context.clock, self._timer_done)
        self.delayed_off = DelayedOff(
            context.clock, context.burners, context.spawn, _BookOfPlannedOffs(context)
        )
        self._rung: list[tuple[Timer, float]] = []
        self._next_ring: Cancel | None = None

    async def start(self) -> None:
        """Schedule the timers and the planned offs of a book that was just opened."""
        for timer in await self.running():
            self._alarms.watch(timer)
        await self.delayed_off.start()

    async def close(self) -> None:
        """Stop scheduling, and turn off the burners with a delayed off."""
        self._alarms.close()
        self._stop_ringing()
        await self.delayed_off.close()

    def ringing(self) -> list[Timer]:
        """The timers that rang in the last `RINGS_FOR_S` seconds and were not silenced."""
        since = self._context.clock.time() - RINGS_FOR_S * self._context.clock.rate
        self._rung = [(timer, at) for timer, at in self._rung if at >= since]
        return [timer for timer, _ in self._rung]

    def silence(self, timer_id: str | None = None) -> None:
        """Stop the ringing of a timer, or of all timers, on every device."""
        rung = [timer for timer in self.ringing() if timer_id in {None, timer.id}]
        self._rung = [(timer, at) for timer, at in self._rung if timer not in rung]
        if not self._rung:
            self._stop_ringing()
        for timer in rung:
            self._context.publish(ChangeKind.TIMER_CHANGED, timer.id, name=timer.name, ends_at=timer.ends_at)

    async def add(
        self,
        name: str,
        *,
        seconds: float | None = None,
        ends_at: datetime | None = None,
        session_id: str | None = None,
        site: str = "",
    ) -> Timer:
        """Set a timer that rings after `seconds` of wall time, or at a moment; `site` is where it was set."""
        now = self._context.clock.now()
        if (seconds is None) == (ends_at is None):
            raise KitchenError(ErrorCode.INVALID, reason="a timer has either a length or an end")
        end = ends_at or now + timedelta(seconds=seconds or 0.0)
        timer = await self._context.store.write(
            lambda book: set_timer(book, name, now, end, session_id, site, home=self._context.home)
        )
        self._alarms.watch(timer)
        self._context.publish(ChangeKind.TIMER_SET, timer.id, name=timer.name, ends_at=timer.ends_at)
        return timer

    async def running(self) -> Sequence[Timer]:
        """Timers that have not rung, including paused ones, next first."""
        return await self._context.store.read(partial(running_timers, home=self._context.home))

    async def cancel(self, timer_id: str) -> None:
        """Stop a timer before it rings."""
        self._alarms.forget(timer_id)
        if await self._context.store.write(partial(finish_timer, timer_id)):
            self._context.publish(ChangeKind.TIMER_CANCELLED, timer_id)

    async def pause(self, timer_id: str) -> Timer:
        """Pause a timer. Raises `TIMER_NOT_FOUND`."""
        now = self._context.clock.now()
        return self._changed(await self._context.store.write(lambda book: pause_timer(book, timer_id, now)))

    async def resume(self, timer_id: str) -> Timer:
        """Resume a paused timer. Raises `TIMER_NOT_FOUND`."""
        now = self._context.clock.now()
        return self._changed(await self._context.store.write(lambda book: resume_timer(book, timer_id, now)))

    async def extend(self, timer_id: str, seconds: float) -> Timer:
        """Extend a timer or, below 0, shorten it.

        Raises `TIMER_NOT_FOUND`, or `INVALID` when no time is left.
        """
        now = self._context.clock.now()
        timer = await self._context.store.write(lambda book: lengthen_timer(book, timer_id, seconds, now))
        return self._changed(timer)

    async def rename(self, timer_id: str, name: str) -> Timer:
        """Name a timer. Raises `TIMER_NOT_FOUND`."""
        return self._changed(await self._context.store.write(lambda book: rename_timer(book, timer_id, name)))

    def _changed(self, timer: Timer) -> Timer:
        self._alarms.watch(timer)
        self._context.publish(ChangeKind.TIMER_CHANGED, timer.id, name=timer.name, ends_at=timer.ends_at)
        return timer

    def _stop_ringing(self) -> None:
        if self._next_ring is not None:
            self._next_ring()
            self._next_ring = None

    def _plan_ring(self) -> None:
        """Ring again after a while, if nobody answers."""
        if self._next_ring is not None or not self.ringing():
            return
        rate = self._context.clock.rate
        since = (self._context.clock.time() - min(at for _, at in self._rung)) / rate
        pause = RING_EVERY_S if since < OFTEN_FOR_S else RING_LATER_EVERY_S
        self._next_ring = self._context.clock.call_later(pause * rate, self._ring_again)

    def _ring_again(self) -> None:
        self._next_ring = None
        for timer in self.ringing():
            self._context.publish(
                ChangeKind.TIMER_RINGING,
                timer.id,
                name=timer.name,
                session_id=timer.session_id,
                site=timer.site,
            )
        self._plan_ring()

    def _timer_done(self, timer: Timer) -> None:
        async def finish() -> None:
            if await self._context.store.write(partial(finish_timer, timer.id)):
                self._rung.append((timer, self._context.clock.time()))
                self._context.publish(
                    ChangeKind.TIMER_DONE,
                    timer.id,
                    name=timer.name,
                    session_id=timer.session_id,
                    site=timer.site,
                )
                self._plan_ring()

        self._context.spawn(finish())
