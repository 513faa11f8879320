"""What is to be done later, one thing of each kind."""

from collections.abc import Callable

from custom_components.hearthtech.kitchen.clock import Cancel, Clock


class Plans:
    """Planning something again takes the place of what was planned before."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._planned: dict[str, Cancel] = {}

    def plan(self, what: str, delay_s: float, then: Callable[[], None]) -> None:
        """Do it in so many seconds of the clock."""
        self.drop(what)
        self._planned[what] = self._clock.call_later(max(delay_s, 0.0), then)

    def drop(self, what: str) -> None:
        """Do not do it."""
        if (cancel := self._planned.pop(what, None)) is not None:
            cancel()

    def drop_all(self) -> None:
        """Do nothing of it."""
        for what in tuple(self._planned):
            self.drop(what)
