"""Reported state of the stove: values with a revision, and events with a sequence number.

Everything outside the stove's logic reads this object; sessions subscribe to it.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

EVENT_BUFFER: Final = 512
"""Number of events stored for replay."""
TELEMETRY: Final = frozenset({
    "pan_temperature_c", "probe_temperature_c", "glass_temperature_c", "power_w", "energy_wh", "timer_left_s",
    "limit_left_s", "boost_left_s", "heating", "limited",
})  # fmt: skip
"""Properties that change by themselves.

Any other change makes a client's older state of a burner outdated.
"""

type Values = dict[str, Any]
type ReportedStateListener = Callable[[Mapping[str, Values] | None, Values | None, Values | None], None]
"""Called with (what changed, by burner number as text), (what changed of the stove) or (an event): the one that
is not `None`. What is handed over is not changed afterwards."""


@dataclass(frozen=True, slots=True)
class EventReplay:
    """Events after a sequence number, the newest number, and whether some were lost to the buffer's end."""

    events: list[Values]
    seq: int
    overrun: bool


class ReportedState:
    """Reported values of a stove and its burners. `put` and `add_event` are called by the stove's logic only."""

    def __init__(self, burners: Mapping[int, Values], stove: Values) -> None:
        self.rev = 1
        self.seq = 0
        self.uptime_ms = 0
        self.stove = dict(stove)
        self.burners = {str(n): dict(values) for n, values in burners.items()}
        self.commanded_rev = dict.fromkeys([*self.burners, ""], 1)
        """By burner (and "" for the stove): the revision of the last change other than telemetry."""
        self._events: deque[Values] = deque(maxlen=EVENT_BUFFER)
        self._listeners: list[ReportedStateListener] = []

    def subscribe(self, listener: ReportedStateListener) -> Callable[[], None]:
        """Call `listener` on each change and event. Returns a function that unsubscribes."""
        self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            self._listeners = [one for one in self._listeners if one is not listener]

        return unsubscribe

    def put(self, changed: Mapping[str, Values], uptime_ms: int) -> None:
        """Report simultaneous changes of one or more burners under a new revision."""
        self.rev += 1
        self.uptime_ms = uptime_ms
        for n, delta in changed.items():
            self.burners[n].update(delta)
            if not delta.keys() <= TELEMETRY:
                self.commanded_rev[n] = self.rev
        for listener in self._listeners:
            listener(changed, None, None)

    def put_stove(self, delta: Values, uptime_ms: int) -> None:
        """Report changes of the stove as a whole under a new revision."""
        self.rev += 1
        self.uptime_ms = uptime_ms
        self.stove.update(delta)
        self.commanded_rev[""] = self.rev
        for listener in self._listeners:
            listener(None, delta, None)

    def add_event(self, kind: str, n: int | None, uptime_ms: int, time_ms: int, data: Values) -> None:
        """Report an event under the next sequence number."""
        self.seq += 1
        event: Values = {"seq": self.seq, "kind": kind, "uptime_ms": uptime_ms, "time_ms": time_ms}
        if n is not None:
            event["n"] = n
        if data:
            event["data"] = data
        self._events.append(event)
        for listener in self._listeners:
            listener(None, None, event)

    def since(self, seq: int) -> EventReplay:
        """The events after `seq`, oldest first."""
        events = [event for event in self._events if event["seq"] > seq]
        oldest = self._events[0]["seq"] if self._events else self.seq + 1
        return EventReplay(events, self.seq, overrun=seq + 1 < oldest or seq > self.seq)

    def snapshot(self) -> Values:
        """The whole state, as answered by `state.subscribe` and `state.snapshot`."""
        return {
            "rev": self.rev,
            "seq": self.seq,
            "uptime_ms": self.uptime_ms,
            "stove": dict(self.stove),
            "burners": {n: dict(values) for n, values in self.burners.items()},
        }
