"""The timer of a burner, and the longest time for which it may be on."""

from collections.abc import Callable

from homeassistant.core import callback

from ...burners.limits import limit_s
from .burner_parts import BurnerParts
from .command_tracker import HeatSetting


class TimeLimits:
    """The timer and the longest time of one burner.

    Args:
        parts: the burner.
        on_timer: called when the timer is over.
        on_limit: called when the burner has been on for longer than hobs allow.
    """

    def __init__(
        self, parts: BurnerParts, *, on_timer: Callable[[], None], on_limit: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._on_timer = on_timer
        self._on_limit = on_limit
        self._timer_ends: float | None = None

    @property
    def timer_left_s(self) -> float | None:
        """Time until the timer turns the burner off (s); `None` without a timer."""
        return None if self._timer_ends is None else max(self._timer_ends - self._parts.clock.time(), 0.0)

    @callback
    def set_timer(self, timer_s: float) -> None:
        """Start the timer; replaces a running one."""
        self._timer_ends = self._parts.clock.time() + timer_s
        self._parts.timers.schedule("timer", timer_s, self._timer_done)

    @callback
    def cancel_timer(self) -> None:
        """Stop the timer without turning off."""
        self._timer_ends = None
        self._parts.timers.cancel("timer")

    @callback
    def restart_limit(self, shown: HeatSetting) -> None:
        """Restart the longest time for a setting; called when the setting has changed."""
        if shown.on:
            limit = limit_s(1.0 if shown.power is None else shown.power)
            self._parts.timers.schedule("forgotten", limit, self._on_limit)
        else:
            self._parts.timers.cancel("forgotten")

    @callback
    def _timer_done(self) -> None:
        self._timer_ends = None
        self._on_timer()
