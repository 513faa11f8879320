"""The latest events of one burner, stored in memory for diagnostics."""

from collections import deque
from typing import Any, Final

KEPT: Final = 60
"""Number of events of a burner that are stored in memory for diagnostics."""


class EventLog:
    """The latest events of one burner: states, commands and their results. Lost on restart."""

    def __init__(self) -> None:
        self._kept: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def add(self, at: float, what: str, **data: Any) -> None:
        """Add an event at a time of the burner's clock (s). Repetitions of the last event are counted."""
        last = self._kept[-1] if self._kept else None
        if last is not None and last["what"] == what and last["data"] == data:
            last["times"] += 1
            last["until_s"] = round(at, 1)
            return
        self._kept.append({"at_s": round(at, 1), "what": what, "data": data, "times": 1})

    def as_data(self, now: float) -> list[dict[str, Any]]:
        """Return the events as JSON data, with times in seconds before now."""
        return [
            {
                "seconds_ago": round(now - one["at_s"], 1),
                "what": one["what"],
                **one["data"],
                **({"times": one["times"]} if one["times"] > 1 else {}),
            }
            for one in self._kept
        ]
