"""What the stove shows: its reported values with a revision, and its events with a sequence of their own.

The board is the one place that everything outside the stove's logic reads; links subscribe to it.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

EVENT_BUFFER: Final = 512
"""Events kept for replay."""
TELEMETRY: Final = frozenset({
    "pan_temperature_c", "probe_temperature_c", "glass_temperature_c", "power_w", "energy_wh", "timer_left_s",
    "limit_left_s", "heating", "limited",
})  # fmt: skip
"""Properties that change by themselves. Any other change makes older knowledge of a burner stale."""

type Values = dict[str, Any]
type BoardListener = Callable[[Mapping[str, Values] | None, Values | None, Values | None], None]
"""Called with (what changed, by burner number as text), (what changed of the stove) or (an event): the one that
is not `None`. What is handed over is not changed afterwards."""


@dataclass(frozen=True, slots=True)
class Replay:
    """Events after a sequence number, the newest number, and whether some were lost to the buffer's end."""

    events: list[Values]
    seq: int
    overrun: bool


class Board:
    """Reported values of a stove and its burners. `put` and `tell` are called by the stove's logic only."""

    def __init__(self, burners: Mapping[int, Values], stove: Values) -> None:
        self.rev = 1
        self.seq = 0
        self.uptime_ms = 0
        self.stove = dict(stove)
        self.burners = {str(n): dict(values) for n, values in burners.items()}
        self.commanded_rev = dict.fromkeys([*self.burners, ""], 1)
        """By burner (and "" for the stove): the revision of the last change that was not mere telemetry."""
        self._events: deque[Values] = deque(maxlen=EVENT_BUFFER)
        self._listeners: list[BoardListener] = []

    def subscribe(self, listener: BoardListener) -> Callable[[], None]:
        """Be told of each change and event as it happens. Returns the way to stop."""
        self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            self._listeners = [one for one in self._listeners if one is not listener]

        return unsubscribe

    def put(self, changed: Mapping[str, Values], uptime_ms: int) -> None:
        """Report what changed at one or more burners at the same moment; a new revision."""
        self.rev += 1
        self.uptime_ms = uptime_ms
        for n, delta in changed.items():
            self.burners[n].update(delta)
            if not delta.keys() <= TELEMETRY:
                self.commanded_rev[n] = self.rev
        for listener in self._listeners:
            listener(changed, None, None)

    def put_stove(self, delta: Values, uptime_ms: int) -> None:
        """Report what changed of the stove as a whole; a new revision."""
        self.rev += 1
        self.uptime_ms = uptime_ms
        self.stove.update(delta)
        self.commanded_rev[""] = self.rev
        for listener in self._listeners:
            listener(None, delta, None)

    def tell(self, kind: str, n: int | None, uptime_ms: int, time_ms: int, data: Values) -> None:
        """Report that something happened; the next sequence number."""
        self.seq += 1
        event: Values = {"seq": self.seq, "kind": kind, "uptime_ms": uptime_ms, "time_ms": time_ms}
        if n is not None:
            event["n"] = n
        if data:
            event["data"] = data
        self._events.append(event)
        for listener in self._listeners:
            listener(None, None, event)

    def since(self, seq: int) -> Replay:
        """The events after `seq`, oldest first."""
        events = [event for event in self._events if event["seq"] > seq]
        oldest = self._events[0]["seq"] if self._events else self.seq + 1
        return Replay(events, self.seq, overrun=seq + 1 < oldest or seq > self.seq)

    def snapshot(self) -> Values:
        """Everything, as `state.subscribe` and `state.snapshot` answer it."""
        return {
            "rev": self.rev,
            "seq": self.seq,
            "uptime_ms": self.uptime_ms,
            "stove": dict(self.stove),
            "burners": {n: dict(values) for n, values in self.burners.items()},
        }
