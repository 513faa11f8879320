"""Detect that food was turned: a small dip of a hot pan, which recovers within a minute."""

from typing import Final

from .disturbances import ROOM_C
from .trend import Window

TURN_K, TURN_NOISES = 2.5, 10.0
TURN_S, TURN_BACK_S = 20.0, 45.0
AFTER_FOOD_S: Final = 45.0
HOT_K: Final = 75.0


class Turned:
    """Detector for the base of one pan. Temperatures are shifted: water boils at 100."""

    def __init__(self) -> None:
        self._fried_at: float | None = None
        self._dip: tuple[float, float, float] | None = None

    def put_in(self, at: float | None) -> None:
        """Record when food was put into a hot pan (s); `None`: there is none in it."""
        self._fried_at, self._dip = at, None

    def update(self, window: Window, noise_k: float, *, settling: bool, cycling: bool) -> bool:
        """Process the newest reading; `settling`: the power was lowered a moment ago, `cycling`.

        It switches on and off.
        """
        at, now = window.readings[-1]
        if self._fried_at is None or now < ROOM_C + HOT_K or settling:
            self._dip = None
            return False
        if self._dip is not None:
            began, high, low = self._dip
            if at - began > TURN_BACK_S:
                self._dip = None
            elif now >= low + 0.6 * (high - low) and at - began > 4.0:
                self._dip = None
                self._fried_at = at
                return True
            else:
                self._dip = (began, high, min(low, now))
            return False
        _, high = window.highest(TURN_S)
        fell = high - now >= max(TURN_K, TURN_NOISES * noise_k)
        if at - self._fried_at > AFTER_FOOD_S and not cycling and fell:
            self._dip = (at, high, now)
        return False
