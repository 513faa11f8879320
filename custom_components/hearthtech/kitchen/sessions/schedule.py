"""Schedule several dishes so that they are ready together."""

from collections.abc import Iterator

from .events import Event, ReadySet, Scheduled
from .model import DishState, Phase, SessionState
from .snapshot import dish_remaining

TOGETHER_S = 1.0
"""A smaller difference (s) does not cause an event."""


def begin_times(
    session: SessionState,
    now: float,
    *,
    ready_in_s: float | None = None,
    later_s: float = 0.0,
    actor: str = "",
) -> Iterator[Event]:
    """Events with the time when all will be ready and when each dish not yet begun should begin.

    All is ready as soon as the slowest dish can be, or at the requested time if that is later. A dish of
    unknown length begins at once.
    """
    if not session.together or (len(session.dishes) < 2 and ready_in_s is None and later_s == 0.0):
        return
    open_dishes = [dish for dish in session.dishes if not dish.phase.over]
    soonest = now + max((dish_remaining(dish, now) or 0.0 for dish in open_dishes), default=0.0)
    wanted = session.ready_at if ready_in_s is None else now + ready_in_s
    ready_at = max(soonest, (now if wanted is None else wanted) + later_s)
    if session.ready_at is None or abs(ready_at - session.ready_at) >= TOGETHER_S:
        yield ReadySet(at=now, ready_at=ready_at, by=actor)
    for dish in open_dishes:
        begins_at = begin_time(dish, ready_at, now)
        if begins_at is not None and (
            dish.begins_at is None or abs(begins_at - dish.begins_at) >= TOGETHER_S
        ):
            yield Scheduled(at=now, dish=dish.id, begins_at=begins_at)


def begin_time(dish: DishState, ready_at: float, now: float) -> float | None:
    """Scheduled beginning of a dish; `None` when that is now."""
    if dish.phase is not Phase.PLANNED:
        return None
    length = dish_remaining(dish, now)
    if length is None or ready_at - length <= now + TOGETHER_S:
        return None
    return ready_at - length
