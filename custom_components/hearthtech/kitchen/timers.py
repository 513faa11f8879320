"""Kitchen timers with absolute deadlines: they survive a restart, and one that ran out meanwhile still rings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

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


def set_timer(
    connection: Connection, name: str, now: datetime, ends_at: datetime, session_id: str | None
) -> Timer:
    """Write a timer down.

    Raises:
        KitchenError: `INVALID` when it would end before it begins.
    """
    if ends_at <= now:
        raise KitchenError(ErrorCode.INVALID, reason="a timer ends in the future")
    timer = Timer(id=uuid4().hex, name=name.strip(), set_at=now, ends_at=ends_at, session_id=session_id)
    connection.execute(
        insert(TIMERS).values(
            id=timer.id,
            name=timer.name,
            set_at=to_text(now),
            ends_at=to_text(ends_at),
            session=session_id,
            done=False,
        )
    )
    return timer


def running_timers(connection: Connection) -> Sequence[Timer]:
    """Timers that have not rung, next first."""
    rows = connection.execute(
        select(TIMERS).where(TIMERS.c.done.is_(False)).order_by(TIMERS.c.ends_at, TIMERS.c.id)
    )
    return [
        Timer(
            id=row.id,
            name=row.name,
            set_at=from_text(row.set_at),
            ends_at=from_text(row.ends_at),
            session_id=row.session,
        )
        for row in rows
    ]


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
        """Wait for a timer; at once when it is past."""
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
