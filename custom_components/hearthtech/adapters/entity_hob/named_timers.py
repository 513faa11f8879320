"""Named one-shot timers."""

from collections.abc import Callable

from ...burners.clock import Cancel, Clock


class NamedTimers:
    """Named one-shot timers; scheduling a name again replaces the pending timer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._planned: dict[str, Cancel] = {}

    def schedule(self, what: str, delay_s: float, then: Callable[[], None]) -> None:
        """Call a function after a delay in seconds of the clock."""
        self.cancel(what)
        self._planned[what] = self._clock.call_later(max(delay_s, 0.0), then)

    def cancel(self, what: str) -> None:
        """Cancel a timer."""
        if (cancel := self._planned.pop(what, None)) is not None:
            cancel()

    def cancel_all(self) -> None:
        """Cancel all timers."""
        for what in tuple(self._planned):
            self.cancel(what)
