"""Time, injected. Nothing in the kitchen reads a clock or sleeps by itself.

Cooking runs on stove time, which a simulated stove may run faster than real time; a `Clock` therefore has a
rate. Plans and diaries use wall time. Leases and back-off belong to the stove link and always run on real time.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
import heapq
from itertools import count
from typing import Protocol

type Cancel = Callable[[], None]


class Clock(Protocol):
    """Monotonic time for cooking, wall time for the calendar."""

    @property
    def rate(self) -> float:
        """Seconds of this clock per second of real time."""

    def time(self) -> float:
        """Monotonic seconds; only differences mean anything."""

    def now(self) -> datetime:
        """Wall time, aware, in UTC. Not scaled."""

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` after `delay_s` seconds of this clock. Returns the way to cancel."""


class LoopClock:
    """The clock of a running event loop, `rate` times as fast as real time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, *, rate: float = 1.0) -> None:
        self._loop = loop
        self._rate = rate

    @property
    def rate(self) -> float:
        """Seconds of this clock per second of real time."""
        return self._rate

    def time(self) -> float:
        """Monotonic seconds, scaled."""
        return self._loop.time() * self._rate

    def now(self) -> datetime:
        """Wall time in UTC."""
        return datetime.now(UTC)

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` after `delay_s` scaled seconds."""
        return self._loop.call_later(delay_s / self._rate, callback).cancel


class ManualClock:
    """A clock that moves only when told to, for tests, replays and benchmarks."""

    rate = 1.0

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime(2026, 1, 1, tzinfo=UTC)
        self._time = 0.0
        self._order = count()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._cancelled: set[int] = set()

    def time(self) -> float:
        """Seconds since the clock was made."""
        return self._time

    def now(self) -> datetime:
        """The start plus the seconds gone by."""
        return self._start + timedelta(seconds=self._time)

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` once the clock has moved `delay_s` seconds on."""
        number = next(self._order)
        heapq.heappush(self._due, (self._time + max(delay_s, 0.0), number, callback))
        return lambda: self._cancelled.add(number)

    def advance(self, seconds: float) -> None:
        """Move on, running what falls due in its order."""
        until = self._time + seconds
        while self._due and self._due[0][0] <= until:
            at, number, callback = heapq.heappop(self._due)
            if number in self._cancelled:
                self._cancelled.discard(number)
                continue
            self._time = at
            callback()
        self._time = until


class ScaledClock:
    """Another clock, `rate` times as fast: stove time out of the kitchen's time."""

    def __init__(self, clock: Clock, rate: float) -> None:
        if rate <= 0:
            raise ValueError("a clock moves forward")
        self._clock = clock
        self._rate = rate

    @property
    def rate(self) -> float:
        """Seconds of this clock per second of real time."""
        return self._clock.rate * self._rate

    def time(self) -> float:
        """Monotonic seconds, scaled."""
        return self._clock.time() * self._rate

    def now(self) -> datetime:
        """Wall time in UTC."""
        return self._clock.now()

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` after `delay_s` scaled seconds."""
        return self._clock.call_later(delay_s / self._rate, callback)
