"""Kitchen timers with absolute deadlines.

They survive a restart, and one that expired meanwhile still rings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from ...burners.clock import Cancel, Clock
from ..errors import ErrorCode, KitchenError
from ..storage.schema import TIMERS
from ..storage.times import from_text, to_text

LONGEST_WAIT_S = 3600.0
"""Longest wait between checks of the wall clock (s): it may be set, or the machine may sleep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A named deadline in wall time."""

    id: str
    name: str
    set_at: datetime
    ends_at: datetime
    session_id: str | None = None
    paused_at: datetime | None = None
    """Time of the pause. `ends_at` is then the end without the pause."""
    site: str = ""
    """Where it was set by voice and will ring; empty: anywhere."""

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
    *,
    home: str = "",
) -> Timer:
    """Store a timer of `home`, one of those that share the book.

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
            home=home,
        )
    )
    return timer


def running_timers(connection: Connection, home: str = "") -> Sequence[Timer]:
    """Timers that have not rung, including paused ones, next first; of one home, or of all if it is empty."""
    query = select(TIMERS).where(TIMERS.c.done.is_(False)).order_by(TIMERS.c.ends_at, TIMERS.c.id)
    if home:
        query = query.where(TIMERS.c.home.in_(("", home)))
    rows = connection.execute(query)
    return [timer for row in rows if (timer := _sound_timer(row)) is not None]


def damaged_timers(connection: Connection) -> Sequence[str]:
    """Ids of running timers that can't be read; `running_timers` leaves them out."""
    rows = connection.execute(select(TIMERS).where(TIMERS.c.done.is_(False))).all()
    return [str(row.id) for row in rows if _sound_timer(row) is None]


def _sound_timer(row: Row[Any]) -> Timer | None:
    try:
        timer = _timer(row)
    except ValueError, TypeError:
        return None
    moments = (timer.set_at, timer.ends_at, timer.paused_at)
    return None if any(moment is not None and moment.tzinfo is None for moment in moments) else timer


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
    if (timer := _sound_timer(row)) is None:
        raise KitchenError(ErrorCode.TIMER_NOT_FOUND, timer=timer_id)
    return timer


def pause_timer(connection: Connection, timer_id: str, now: datetime) -> Timer:
    """Pause a timer; a paused one is not changed."""
    timer = running_timer(connection, timer_id)
    return timer if timer.paused_at is not None else _save(connection, replace(timer, paused_at=now))


def resume_timer(connection: Connection, timer_id: str, now: datetime) -> Timer:
    """Resume a paused timer with its remaining time."""
    timer = running_timer(connection, timer_id)
    if timer.paused_at is None:
        return timer
    ends_at = now + timedelta(seconds=timer.left_s(now))
    return _save(connection, replace(timer, ends_at=ends_at, paused_at=None))


def lengthen_timer(connection: Connection, timer_id: str, seconds: float, now: datetime) -> Timer:
    """Extend a timer, or shorten it by a negative time.

    Raises:
        KitchenError: `INVALID` when no time would be left.
    """
    timer = running_timer(connection, timer_id)
    if timer.left_s(now) + seconds <= 0:
        raise KitchenError(ErrorCode.INVALID, reason="a timer ends in the future")
    return _save(connection, replace(timer, ends_at=timer.ends_at + timedelta(seconds=seconds)))


def rename_timer(connection: Connection, timer_id: str, name: str) -> Timer:
    """Change the name of a timer."""
    timer = replace(running_timer(connection, timer_id), name=name.strip())
    connection.execute(update(TIMERS).where(TIMERS.c.id == timer.id).values(name=timer.name))
    return timer


def _save(connection: Connection, timer: Timer) -> Timer:
    paused_at = None if timer.paused_at is None else to_text(timer.paused_at)
    connection.execute(
        update(TIMERS)
        .where(TIMERS.c.id == timer.id)
        .values(ends_at=to_text(timer.ends_at), paused_at=paused_at)
    )
    return timer


def finish_timer(timer_id: str, connection: Connection) -> bool:
    """Mark a timer as rung or cancelled. Returns whether it was still running."""
    statement = update(TIMERS).where(TIMERS.c.id == timer_id, TIMERS.c.done.is_(False)).values(done=True)
    return connection.execute(statement).rowcount == 1


class Alarms:
    """Calls `ring` with each timer when it expires, by the kitchen's clock."""

    def __init__(self, clock: Clock, ring: Callable[[Timer], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._waiting: dict[str, Cancel] = {}

    def watch(self, timer: Timer) -> None:
        """Schedule a timer; it rings at once if it has expired. A paused one is not scheduled."""
        self.forget(timer.id)
        if timer.paused_at is not None:
            return
        left_s = (timer.ends_at - self._clock.now()).total_seconds()
        delay_s = min(max(left_s, 0.0), LONGEST_WAIT_S) * self._clock.rate
        self._waiting[timer.id] = self._clock.call_later(delay_s, partial(self._look, timer))

    def forget(self, timer_id: str) -> None:
        """Unschedule a timer."""
        if cancel := self._waiting.pop(timer_id, None):
            cancel()

    def close(self) -> None:
        """Unschedule all timers."""
        for timer_id in tuple(self._waiting):
            self.forget(timer_id)

    def _look(self, timer: Timer) -> None:
        if self._waiting.pop(timer.id, None) is None:
            return
        if timer.ends_at > self._clock.now():
            self.watch(timer)
        else:
            self._ring(timer)
