"""Clocks that are passed in. No code of the kitchen reads the system clock or sleeps by itself.

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
        """Monotonic time in s; only differences have a meaning."""

    def now(self) -> datetime:
        """Wall time in UTC, with time zone. Not scaled by `rate`."""

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` after `delay_s` seconds of this clock. Returns a function that cancels the call."""


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
    """A clock that moves only when `advance` is called, for tests, replays and benchmarks."""

    rate = 1.0

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime(2026, 1, 1, tzinfo=UTC)
        self._time = 0.0
        self._order = count()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._cancelled: set[int] = set()

    def time(self) -> float:
        """Seconds since the clock was created."""
        return self._time

    def now(self) -> datetime:
        """Wall time: the start time plus the elapsed seconds."""
        return self._start + timedelta(seconds=self._time)

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancel:
        """Run `callback` when the clock has advanced by `delay_s` seconds."""
        number = next(self._order)
        heapq.heappush(self._due, (self._time + max(delay_s, 0.0), number, callback))
        return lambda: self._cancelled.add(number)

    def advance(self, seconds: float) -> None:
        """Advance the clock and run the callbacks that become due, in order of their time."""
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
    """A clock that runs `rate` times as fast as another clock, for example for stove time."""

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
