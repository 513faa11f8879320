"""Several dishes, ready together: when each has to begin."""

from collections.abc import Iterator

from .events import Event, ReadySet, Scheduled
from .model import DishState, Phase, SessionState
from .view import dish_remaining

TOGETHER_S = 1.0
"""Differences below this are not worth an event."""


def begin_times(
    session: SessionState, now: float, *, ready_in_s: float | None = None, later_s: float = 0.0, by: str = ""
) -> Iterator[Event]:
    """When all will be ready and when each dish not yet begun should begin, as events.

    All is ready as soon as the slowest dish can be, or at the moment asked for when that is later. A dish whose
    length nobody knows begins at once.
    """
    if not session.together or (len(session.dishes) < 2 and ready_in_s is None and later_s == 0.0):
        return
    open_dishes = [dish for dish in session.dishes if not dish.phase.over]
    soonest = now + max((dish_remaining(dish, now) or 0.0 for dish in open_dishes), default=0.0)
    wanted = session.ready_at if ready_in_s is None else now + ready_in_s
    ready_at = max(soonest, (now if wanted is None else wanted) + later_s)
    if session.ready_at is None or abs(ready_at - session.ready_at) >= TOGETHER_S:
        yield ReadySet(at=now, ready_at=ready_at, by=by)
    for dish in open_dishes:
        begins_at = begin_time(dish, ready_at, now)
        if begins_at is not None and (
            dish.begins_at is None or abs(begins_at - dish.begins_at) >= TOGETHER_S
        ):
            yield Scheduled(at=now, dish=dish.id, begins_at=begins_at)


def begin_time(dish: DishState, ready_at: float, now: float) -> float | None:
    """When a dish that has not begun should begin; `None` when that is now."""
    if dish.phase is not Phase.PLANNED:
        return None
    length = dish_remaining(dish, now)
    if length is None or ready_at - length <= now + TOGETHER_S:
        return None
    return ready_at - length
