"""Detect disturbances of a thermometer or of the air around it.

Taken out, put back, lid opened, food added.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

from .model import SensedKind
from .trend import Window

ROOM_C: Final = 25.0
OUT_SHARE: Final = 0.55
"""A probe in the air of the room loses this share of its excess within a minute and a half (time constants of meat probes are
5 to 60 s); food and water never do."""
OUT_S: Final = 90.0
STAYED_K_S: Final = 0.08
"""A probe on a warm surface cools slower than this (K/s); it can be taken out from there again."""
OUT_GAP_S: Final = 1200.0
"""Readings that are farther apart (s) are not a fall."""
OUT_EXCESS_K: Final = 12.0
OUT_OF_HOT_AIR: Final = 0.72
"""A probe taken out of an oven or grill approaches room temperature: an opened door halves the excess."""
BACK_SHARE: Final = 0.6
BACK_K: Final = 5.0
BACK_S: Final = 90.0
"""A probe that is put back rises within this time (s); a longer rise is heating."""
DRY_C: Final = 105.0
"""Without pressure nothing wet gets hotter (°C): above it is air, fat or metal."""
LID_S: Final = 75.0
LID_K, LID_SHARE, LID_NOISES, LID_STEPS = 5.0, 0.065, 8.0, 4.0
"""An opened lid lets the air fall by 5 K, 6.5 % of its excess, 8 times the noise and 4 steps, the largest of
them."""
STEEP_K, STEEP_SHARE, STEEP_NOISES, STEEP_S = 8.0, 0.09, 6.0, 30.0
"""A fall by this much within `STEEP_S` is reported at once.

A smaller or slower one when the temperature rises again.
"""
LID_USUAL_S: Final = 45.0
LEVEL_SHARE: Final = 0.5
"""A fall from a level that lasts longer than an opened door is reported before the air rises again."""
LID_LONGEST_S: Final = 65.0
"""Greatest time of an open lid or door (s): by then the air rises again."""
LEFT_SHARE: Final = 0.2
"""After the loss of this share of the excess and a further fall, the food is no longer in the heat."""
LID_AGAIN_S: Final = 600.0
YOUNG_S: Final = 120.0
"""A fall within this time (s) after the first dry reading is added cold food.

Nobody opens an oven right after the start of monitoring.
"""
WET_K, WET_NOISES, WET_STEPS = 1.7, 8.0, 2.5
"""Cold food in a pot of unknown power lowers the temperature by this much within `LID_S`."""
COOLING_S: Final = 400.0
"""Time constant of cooling (s): even a cup has above 1000 s.

A fall faster than that of 400 s has another cause.
"""
WET_K_S: Final = 0.1
MEAN_S: Final = 3.0
"""The newest readings are averaged over this time (s) and compared with the highest before.

An extreme is biased by its noise.
"""
WET_RATE_K_S: Final = 0.012
WET_ENDED: Final = 0.15
"""The fall has ended when less than this share of it occurred in the newest third of its time."""
FLICKER_K, FLICKERS, FLICKER_S = 5.0, 3, 180.0
"""Three falls of 5 K in three minutes, each followed by a rise: only air does that."""
COLD_C: Final = 12.0
COLD_K: Final = 5.0
COLD_S: Final = 90.0
COLD_AGAIN_S: Final = 900.0


@dataclass(slots=True)
class _Fall:
    """A fall of hot air: when it began (s), from and down to what (°C)."""

    at: float
    top: float
    low: float
    from_level: bool
    """Whether the air was constant before: air that has just been heated cools by itself."""
    reported: bool = False


class Disturbances:
    """Detector for one thermometer at an unknown place: in water, in meat, in air."""

    def __init__(self) -> None:
        self.is_out = False
        self.is_dry = False
        self.filled = False
        """Whether food was added to a dry pan or drum."""
        self._out_from = 0.0
        self._out_low = 0.0
        self._out_low_at = 0.0
        self._dry_at: float | None = None
        self._hot = 0
        self._cool_since: float | None = None
        self._fallen: _Fall | None = None
        self._fell_wet_at = float("-inf")
        self._wet: tuple[float, float, float, float] | None = None
        self._armed_at = float("-inf")
        self._turn: tuple[float, float] | None = None
        self._flickers: deque[float] = deque(maxlen=FLICKERS)
        self._first: float | None = None
        self._cold_since: float | None = None
        self._warmed_at = float("-inf")

    def update(
        self, window: Window, noise_k: float, resolution_k: float, *, heat_off: bool, settling: bool
    ) -> SensedKind | None:
        """Process the newest reading of the window; returns the disturbance.

        `heat_off`: the burner is known to be off; `settling`: its power was changed a moment ago.
        """
        at, now = window.readings[-1]
        if self._first is None:
            self._first = at
        if self.is_out:
            settled = window.line(60.0, ago_s=OUT_S)
            again = settled.slope > -STAYED_K_S and settled.mean - ROOM_C > 1.5 * OUT_EXCESS_K
            again = again and settled.count > 2
            if again and self._was_taken_out(window, now):
                return SensedKind.PROBE_TAKEN_OUT
            return self._back(window, now)
        if self._was_taken_out(window, now):
            return SensedKind.PROBE_TAKEN_OUT
        self._follow_air(at, now)
        if now < COLD_C:
            return self._cold(window, at, now, noise_k)
        self._cold_since = None
        if (settling or heat_off) and not self._is_young(at):
            return None  # what was hot when the first readings came loses no tenth of it by its knob within seconds
        return self._dry_fall(window, at, now, noise_k, resolution_k) if self.is_dry else None

    def wet_fall(self, window: Window, noise_k: float, resolution_k: float, fastest: float) -> bool:
        """Whether cold food was added to a pot of water that was being heated at up to `fastest` K/s.

        It is reported when the fall has ended, because a longer one is a thermometer that was taken out.
        """
        at = window.readings[-1][0]
        now = window.line(MEAN_S).mean
        if self.is_out or self.is_dry or fastest < WET_RATE_K_S or now < COLD_C:
            self._wet = None
            return False
        if self._wet is not None:
            began, high, low, low_at = self._wet
            if now < low:
                low, low_at = now, at
                self._wet = (began, high, low, low_at)
            if at - began > 2.0 * OUT_S:
                self._wet = None
                return False
            recent = [value for when, value in window.readings if when <= at - max((at - began) / 3.0, 10.0)]
            ended = at - began >= 8.0 and recent and recent[-1] - now < WET_ENDED * (high - now)
            if not ended:
                return False
            self._wet = None
            self._fell_wet_at = at
            return True
        top_at, top = window.highest(min(LID_S, at - self._fell_wet_at))
        before = window.readings[0][0]
        needed = max(WET_K, WET_NOISES * noise_k, WET_STEPS * resolution_k)
        if top - now < needed or top_at - before < 20.0:
            return False
        # Relative to the trend: cooling without a disturbance follows it.
        earlier = [value for when, value in window.readings if top_at - 45.0 <= when <= top_at]
        if len(earlier) > 1 and earlier[0] - top > 0.3 * (top - now):
            return False
        fell_in = max(at - top_at - window.interval_s, 1.0)  # it began at any time before the next reading
        if top - now < max((top - ROOM_C) / COOLING_S, WET_K_S) * fell_in:
            return False
        self._wet = (top_at, top, now, at)
        return False

    def _was_taken_out(self, window: Window, now: float) -> bool:
        top_at, top = window.highest(OUT_S)
        excess = top - ROOM_C
        share = OUT_OF_HOT_AIR if self.is_dry else OUT_SHARE
        if excess < OUT_EXCESS_K or top - now < share * excess or window.readings[-1][0] - top_at > OUT_GAP_S:
            return False
        self._leave(top)
        return True

    def _leave(self, top: float) -> None:
        self.is_out = True
        self.is_dry = self.filled = False
        self._wet = None
        self._dry_at = self._fallen = None
        self._hot = 0
        self._out_from = self._out_low = top
        self._out_low_at = float("-inf")

    def _back(self, window: Window, now: float) -> SensedKind | None:
        at = window.readings[-1][0]
        if now < self._out_low + 1.0:
            self._out_low, self._out_low_at = min(self._out_low, now), at
        risen = now - self._out_low
        if risen < 2.0 * BACK_K:
            return None
        if at - self._out_low_at > max(BACK_S, 2.5 * window.interval_s):
            self.is_out = False  # it is in other food, which is being heated
            self._first = at
            return None
        high_enough = now - ROOM_C >= BACK_SHARE * (self._out_from - ROOM_C)
        if not high_enough or risen < BACK_SHARE / 2.0 * (self._out_from - self._out_low):
            return None
        self.is_out = False
        self._first = at
        return SensedKind.PROBE_PUT_IN

    def _follow_flicker(self, at: float, now: float) -> None:
        """Air over a fire rises and falls by many K within seconds."""
        if self._turn is None or now > self._turn[1]:
            if self._turn is not None and self._turn[0] < 0.0:
                if now - self._turn[1] < FLICKER_K:
                    return
                self._flickers.append(at)
            self._turn = (1.0, now)
        elif (self._turn[0] > 0.0 and self._turn[1] - now >= FLICKER_K) or self._turn[0] < 0.0:
            self._turn = (-1.0, now)
        flickers = self._flickers
        if len(flickers) == FLICKERS and flickers[-1] - flickers[0] <= FLICKER_S and not self.is_dry:
            self.is_dry = True
            self._dry_at = at
            self._cool_since = None

    def _follow_air(self, at: float, now: float) -> None:
        self._follow_flicker(at, now)
        if now > DRY_C:
            self._hot += 1
            self._cool_since = None
            if self._hot >= 2 and not self.is_dry:
                self.is_dry = True
                self._dry_at = at
        elif now < 70.0:
            self._hot = 0
            self._cool_since = at if self._cool_since is None else self._cool_since
            if at - self._cool_since > 300.0:
                self.is_dry = self.filled = False
        else:
            self._cool_since = None

    def _dry_fall(
        self, window: Window, at: float, now: float, noise_k: float, resolution_k: float
    ) -> SensedKind | None:
        """A fall of air, fat or metal: decided when it ends, or when it has lasted too long."""
        if self._fallen is not None:
            return self._judge_fall(window, at, now, noise_k)
        top_at, top = window.highest(min(LID_S, at - self._armed_at))
        needed = max(LID_K, LID_SHARE * (top - ROOM_C), LID_NOISES * noise_k, LID_STEPS * resolution_k)
        earlier = window.line(LID_S, ago_s=at - top_at)
        trend = min(earlier.slope, 0.0) * (at - top_at) if earlier.count > 2 else 0.0
        if top - now + trend < needed or at - top_at > LID_S + 2.0 * window.interval_s:
            return None
        level = earlier.count > 2 and earlier.slope * LID_S < LEVEL_SHARE * needed
        self._fallen = _Fall(self._began(window, top, now), top, now, level)
        return self._judge_fall(window, at, now, noise_k)

    @staticmethod
    def _began(window: Window, top: float, now: float) -> float:
        """Time at which a fall began: the newest reading that has lost less than a quarter of it."""
        level = top - 0.25 * (top - now)
        first = window.readings[0][0]  # it began before the window
        return next((at for at, celsius in reversed(window.readings) if celsius >= level), first)

    def _judge_fall(self, window: Window, at: float, now: float, noise_k: float) -> SensedKind | None:
        fall = self._fallen
        assert fall is not None
        if now < fall.low:
            fall.low = now
            fall.at = max(fall.at, self._began(window, fall.top, now))
        depth = fall.top - fall.low
        if self._is_young(fall.at) and not fall.reported:
            self.filled = fall.reported = True
            return SensedKind.FOOD_ADDED
        since = at - fall.at
        still_falls = len(window.readings) > 1 and now < window.readings[-2][1] and now <= fall.low
        going_on = still_falls and window.line(20.0 + window.interval_s).slope * 20.0 < -0.1 * depth
        left = depth >= LEFT_SHARE * (fall.top - ROOM_C) and not self.filled
        if going_on and left and LID_LONGEST_S <= since <= 2.0 * LID_LONGEST_S:
            self._leave(fall.top)
            return SensedKind.PROBE_TAKEN_OUT
        if fall.reported:
            if now >= fall.low + 0.5 * depth or since >= LID_AGAIN_S:
                self._fallen = None
                self._armed_at = at
            return None
        steep = depth >= max(STEEP_K, STEEP_SHARE * (fall.top - ROOM_C), STEEP_NOISES * noise_k)
        quick = since <= max(STEEP_S, 1.1 * window.interval_s)
        long = fall.from_level and since >= LID_USUAL_S
        if (steep and quick) or long or now >= fall.low + max(0.4, 0.04 * depth, 4.0 * noise_k):
            fall.reported = True
            return SensedKind.LID_OPENED
        if since > 2.0 * LID_LONGEST_S:
            fall.reported = True  # it cools by itself
        return None

    def _is_young(self, fell_at: float) -> bool:
        """Whether it was hot at the first readings, and fell soon after."""
        if self._dry_at is None or self._first is None or self._hot < 2:
            return False
        return self._dry_at - self._first < YOUNG_S and fell_at - self._dry_at < YOUNG_S and not self.filled

    def _cold(self, window: Window, at: float, now: float, noise_k: float) -> SensedKind | None:
        """A door of a refrigerator or freezer: its air rises within a minute; a defrost takes a quarter of an hour."""
        if self._cold_since is None:
            self._cold_since = at
        now = window.line(MEAN_S).mean
        lowest = min(value for when, value in window.readings if at - when <= COLD_S)
        settled = at - self._cold_since > 600.0 and at - self._warmed_at > COLD_AGAIN_S
        if not settled or now - lowest < max(COLD_K, WET_NOISES * noise_k):
            return None
        before = window.line(2.0 * COLD_S, ago_s=COLD_S)
        if before.count < 2 or before.slope * COLD_S > 0.3 * (now - lowest):
            return None  # it has been warming for longer
        self._warmed_at = at
        return SensedKind.LID_OPENED
