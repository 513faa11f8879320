"""Kitchen timers with absolute deadlines: they survive a restart, and one that ran out meanwhile still rings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from .clock import Cancel, Clock
from .errors import ErrorCode, KitchenError
from .store.schema import TIMERS
from .store.times import from_text, to_text

LONGEST_WAIT_S = 3600.0
"""The wall clock may be set or the machine may sleep: look at it at least this often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A named deadline in wall time."""

    id: str
    name: str
    set_at: datetime
    ends_at: datetime
    session_id: str | None = None
    paused_at: datetime | None = None
    """Since when it stands still. `ends_at` is then what it would have been."""
    site: str = ""
    """Where it was set by voice, and where it is to ring; anywhere when it is empty."""

    def left_s(self, now: datetime) -> float:
        """Seconds until it rings, not below 0."""
        return max((self.ends_at - (self.paused_at or now)).total_seconds(), 0.0)


def set_timer(
    connection: Connection,
    name: str,
    now: datetime,
    ends_at: datetime,
    session_id: str | None,
    site: str = "",
) -> Timer:
    """Write a timer down.

    Raises:
        KitchenError: `INVALID` when it would end before it begins.
    """
    if ends_at <= now:
        raise KitchenError(ErrorCode.INVALID, reason="a timer ends in the future")
    timer = Timer(
        id=uuid4().hex, name=name.strip(), set_at=now, ends_at=ends_at, session_id=session_id, site=site
    )
    connection.execute(
        insert(TIMERS).values(
            id=timer.id,
            name=timer.name,
            set_at=to_text(now),
            ends_at=to_text(ends_at),
            session=session_id,
            site=site,
            done=False,
        )
    )
    return timer


def running_timers(connection: Connection) -> Sequence[Timer]:
    """Timers that have not rung, paused ones too, next first."""
    rows = connection.execute(
        select(TIMERS).where(TIMERS.c.done.is_(False)).order_by(TIMERS.c.ends_at, TIMERS.c.id)
    )
    return [_timer(row) for row in rows]


def _timer(row: Row[Any]) -> Timer:
    return Timer(
        id=row.id,
        name=row.name,
        set_at=from_text(row.set_at),
        ends_at=from_text(row.ends_at),
        session_id=row.session,
        paused_at=None if row.paused_at is None else from_text(row.paused_at),
        site=row.site,
    )


def running_timer(connection: Connection, timer_id: str) -> Timer:
    """One timer that has not rung.

    Raises:
        KitchenError: `TIMER_NOT_FOUND`.
    """
    row = connection.execute(select(TIMERS).where(TIMERS.c.id == timer_id, TIMERS.c.done.is_(False))).first()
    if row is None:
        raise KitchenError(ErrorCode.TIMER_NOT_FOUND, timer=timer_id)
    return _timer(row)


def pause_timer(connection: Connection, timer_id: str, now: datetime) -> Timer:
    """Let a timer stand still; one that does already goes on standing."""
    timer = running_timer(connection, timer_id)
    return timer if timer.paused_at is not None else _keep(connection, replace(timer, paused_at=now))


def resume_timer(connection: Connection, timer_id: str, now: datetime) -> Timer:
    """Let a timer that stands still run for what it had left."""
    timer = running_timer(connection, timer_id)
    if timer.paused_at is None:
        return timer
    ends_at = now + timedelta(seconds=timer.left_s(now))
    return _keep(connection, replace(timer, ends_at=ends_at, paused_at=None))


def lengthen_timer(connection: Connection, timer_id: str, seconds: float, now: datetime) -> Timer:
    """Give a timer more time, or with less than 0 less.

    Raises:
        KitchenError: `INVALID` when nothing would be left.
    """
    timer = running_timer(connection, timer_id)
    if timer.left_s(now) + seconds <= 0:
        raise KitchenError(ErrorCode.INVALID, reason="a timer ends in the future")
    return _keep(connection, replace(timer, ends_at=timer.ends_at + timedelta(seconds=seconds)))


def _keep(connection: Connection, timer: Timer) -> Timer:
    paused_at = None if timer.paused_at is None else to_text(timer.paused_at)
    connection.execute(
        update(TIMERS)
        .where(TIMERS.c.id == timer.id)
        .values(ends_at=to_text(timer.ends_at), paused_at=paused_at)
    )
    return timer


def finish_timer(timer_id: str, connection: Connection) -> bool:
    """Mark a timer as rung or cancelled. Tells whether it was still running."""
    statement = update(TIMERS).where(TIMERS.c.id == timer_id, TIMERS.c.done.is_(False)).values(done=True)
    return connection.execute(statement).rowcount == 1


class Alarms:
    """Calls `ring` with each timer when its moment has come, by the kitchen's clock."""

    def __init__(self, clock: Clock, ring: Callable[[Timer], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._waiting: dict[str, Cancel] = {}

    def watch(self, timer: Timer) -> None:
        """Wait for a timer, at once when it is past; one that stands still is not waited for."""
        self.forget(timer.id)
        if timer.paused_at is not None:
            return
        left_s = (timer.ends_at - self._clock.now()).total_seconds()
        delay_s = min(max(left_s, 0.0), LONGEST_WAIT_S) * self._clock.rate
        self._waiting[timer.id] = self._clock.call_later(delay_s, partial(self._look, timer))

    def forget(self, timer_id: str) -> None:
        """Do not ring it any more."""
        if cancel := self._waiting.pop(timer_id, None):
            cancel()

    def close(self) -> None:
        """Forget all."""
        for timer_id in tuple(self._waiting):
            self.forget(timer_id)

    def _look(self, timer: Timer) -> None:
        if self._waiting.pop(timer.id, None) is None:
            return
        if timer.ends_at > self._clock.now():
            self.watch(timer)
        else:
            self._ring(timer)
