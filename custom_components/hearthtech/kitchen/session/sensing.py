"""Finding what happens in a pot from temperature and power alone, the same for every source.

A probe in the food, the sensor under a pan and a lone thermometer all give one signal; what tells them apart is only
how far the base of the pan runs ahead of what is in it. Nothing here depends on that offset: the findings come from
slopes, from how they change, and from where they change in temperature.

- A boil is a knee. While water warms at the rate r, a base in subcooled boiling still creeps at a few percent
  of r (Rohsenow's law makes superheat grow as subcooling shrinks); saturated, it stands still. The threshold for
  "still" is therefore a share of the rate seen before.
- Food that goes in makes the reading fall against its own trend while nobody touched the power (a one-sided
  CUSUM of the one-step prediction error; Page 1954).
- A lifted pan loses most of its excess over the room in seconds, which food never makes it do.
"""

from collections import deque
from dataclasses import dataclass

from .model import Sensed, SensedKind

BOIL_BAND_C = (93.0, 118.0)
"""Where a knee is a boil, at sea level: from a probe in the mountains to a thick base on full power."""
SIMMER_C = 93.0
PREHEATED_C = 120.0
SHORT_S = 10.0
LONG_S = 40.0
LONGEST_S = 120.0
STILL_K_S = 0.006
"""K/s that count as standing still where nothing is known of what came before."""
STILL_SHARE = 0.07
"""The share of the warming rate below which a base has stopped creeping. Right after the knee it creeps at no less
than about 0.12 of it, which a large pot does so slowly that it takes a longer look to see."""
AFTER_KNOB_S = 25.0
"""After a change of power the base finds its new offset; a fall in that time is no food."""
ROOM_C = 25.0


@dataclass(slots=True)
class _Line:
    """A straight line through a window of readings."""

    slope: float
    mean: float
    span: float
    count: int


class Sensing:
    """A stream of readings in, findings out. Work for each reading is bounded."""

    def __init__(self, *, boiling_point_c: float = 100.0) -> None:
        self.samples = 0
        self.boiling = False
        self.simmering = False
        self.last_boil = Sensed(at=0.0, kind=SensedKind.BOIL)
        self._shift = 100.0 - boiling_point_c
        self._window: deque[tuple[float, float]] = deque()
        self._slopes: deque[tuple[float, float]] = deque()
        self._interval = 1.0
        self._power: float | None = None
        self._power_at = float("-inf")
        self._raised_at = float("-inf")
        self._warming = 0.0
        self._fall = 0.0
        self._fall_since = 0.0
        self._falling = False
        self._plateau: float | None = None
        self._still_since: float | None = None
        self._hot_since: float | None = None
        self._full_since: float | None = None
        self._preheated = False
        self._on_plateau = False
        self._lifted = False

    def update(self, at: float, celsius: float | None, power: float | None) -> list[Sensed]:
        """Take one reading (s, °C, power 0–1 or unknown); returns what was found at it."""
        if celsius is None:
            self._window.clear()
            self._still_since = self._hot_since = None
            return []
        if self._window and at <= self._window[-1][0]:
            return []
        self.samples += 1
        self._note_power(at, power)
        if self._window:
            step = at - self._window[-1][0]
            self._interval += 0.2 * (min(step, 60.0) - self._interval)
        self._window.append((at, celsius + self._shift))
        longest = max(LONG_S, 4.0 * self._interval)
        while at - self._window[0][0] > LONGEST_S + longest:
            self._window.popleft()
        short = self._line(max(SHORT_S, 3.0 * self._interval))
        long = self._line(longest)
        found = self._lift(at) or self._food(at, short)
        if long.span >= 0.7 * longest:
            found += self._boil(at, short, long) + self._others(at, short, long)
        return found

    def _note_power(self, at: float, power: float | None) -> None:
        if power is None or power == self._power:
            return
        if self._power is None or power > self._power:
            self._raised_at = at
        self._power, self._power_at = power, at

    def _line(self, seconds: float) -> _Line:
        """The least-squares line through the newest `seconds`."""
        last = self._window[-1][0]
        count, sum_t, sum_c, sum_tt, sum_tc, first = 0, 0.0, 0.0, 0.0, 0.0, last
        for at, celsius in reversed(self._window):
            if last - at > seconds:
                break
            first = at
            since = at - last
            count += 1
            sum_t += since
            sum_c += celsius
            sum_tt += since * since
            sum_tc += since * celsius
        spread = sum_tt - sum_t * sum_t / count
        slope = (sum_tc - sum_t * sum_c / count) / spread if count > 1 and spread > 0 else 0.0
        return _Line(slope, sum_c / count, last - first, count)

    def _lift(self, at: float) -> list[Sensed]:
        """A fall by nearly half of what the reading is above the room, within seconds."""
        now = self._window[-1][1]
        recent = max(12.0, 2.0 * self._interval)
        highest = now
        for t, celsius in reversed(self._window):
            if at - t > recent:
                break
            highest = max(highest, celsius)
        excess = highest - ROOM_C
        if excess > 20.0 and highest - now > 0.45 * excess:
            if self._lifted:
                return []
            self._lifted = True
            self._forget()
            return [self._sensed(at, SensedKind.PAN_LIFTED)]
        if highest - now < 2.0:
            self._lifted = False
        return []

    def _food(self, at: float, short: _Line) -> list[Sensed]:
        """A fall against the trend while nobody touched the power."""
        trend = self._trend(at, short)
        if self._lifted or at - self._power_at < AFTER_KNOB_S or len(self._window) < 8:
            self._fall = 0.0
            return []
        now, before = self._window[-1], self._window[-2]
        step = now[1] - before[1]
        expected = min(trend, 0.0) * (now[0] - before[0])
        slack = 0.05 * (now[0] - before[0])
        if self._fall == 0.0:
            self._fall_since = before[0]
        self._fall = max(self._fall + expected - step - slack, 0.0)
        if short.slope > -0.05:
            self._falling = False
        needed = 2.2 if now[1] < PREHEATED_C else 5.0
        sudden = at - self._fall_since < 4.0  # a lifted pan shows within this time for what it is
        if self._fall < needed or short.slope > -0.05 or sudden or self._falling:
            return []
        self._falling = True
        self._fall = 0.0
        self._still_since = None
        found = [self._sensed(at, SensedKind.FOOD_ADDED)]
        if self.boiling:
            self.boiling = self.simmering = False
            found.append(self._sensed(at, SensedKind.OFF_BOIL))
        self._on_plateau = self._preheated = False
        return found

    def _trend(self, at: float, short: _Line) -> float:
        """The slope some seconds ago: what the reading would have gone on doing."""
        self._slopes.append((at, short.slope))
        while len(self._slopes) > 1 and at - self._slopes[1][0] >= SHORT_S:
            self._slopes.popleft()
        return self._slopes[0][1]

    def _boil(self, at: float, short: _Line, long: _Line) -> list[Sensed]:
        found: list[Sensed] = []
        now = self._window[-1][1]
        low, high = BOIL_BAND_C
        if now < low - 8.0:
            self._warming = max(long.slope, 0.97 * self._warming)
        if self.boiling:
            found += self._leave_boil(at, short, long)
        elif low <= long.mean <= high and self._power != 0 and self._stands_still(at, long):
            self.boiling = self.simmering = True
            self._plateau = long.mean
            self._full_since = at
            self.last_boil = self._sensed(at, SensedKind.BOIL)
            found.append(self.last_boil)
        if not SIMMER_C <= now <= high:
            self._hot_since = None
            self.simmering = self.simmering and now >= SIMMER_C - 4.0
        elif not self.simmering and abs(short.slope) < 0.25 and self._power != 0:
            self._hot_since = self._hot_since if self._hot_since is not None else at
            if at - self._hot_since >= 12.0:
                self.simmering = True
                found.insert(0, self._sensed(at, SensedKind.SIMMER))
        return found

    def _stands_still(self, at: float, long: _Line) -> bool:
        """Whether warming has ended in a boil, not in the creep before it."""
        settled = self._power is None or at - self._power_at >= LONG_S
        if not settled:
            return False
        knee = self._window[0][0] < at - 2 * LONG_S and self._warming > 0.03
        if knee and 98.8 <= long.mean <= 100.9 and abs(long.slope) < 2 * STILL_K_S:
            return True  # at the temperature of saturation itself: a probe in boiling water
        still = max(STILL_SHARE * self._warming if self._warming > 0 else STILL_K_S, 0.15 / LONG_S)
        if abs(long.slope) > 2 * still:
            return False  # spares the longer look
        look = LONG_S if self._warming <= 0 else min(max(LONG_S, 7.0 / self._warming), LONGEST_S)
        line = self._line(max(look, 4.0 * self._interval))
        if line.span < 0.7 * look or line.mean < BOIL_BAND_C[0]:
            return False
        still = STILL_SHARE * self._warming if self._warming > 0 else STILL_K_S
        return abs(line.slope) <= max(still, 0.15 / look)

    def _leave_boil(self, at: float, short: _Line, long: _Line) -> list[Sensed]:
        plateau = self._plateau if self._plateau is not None else long.mean
        now = self._window[-1][1]
        if now < BOIL_BAND_C[0] - 2.0 or (self._power == 0 and now < plateau - 6.0):
            self.boiling = False
            return [self._sensed(at, SensedKind.OFF_BOIL)]
        if at - self._raised_at > LONG_S and short.mean > plateau + 5.0 and short.slope > 0.08:
            self.boiling = self.simmering = False
            return [self._sensed(at, SensedKind.BOIL_DRY)]
        if abs(long.slope) < 2 * STILL_K_S:
            self._plateau = long.mean
        if self._power is not None and self._power >= 0.7:
            if self._full_since is not None and at - self._full_since >= 15.0:
                self._full_since = None
                return [self._sensed(at, SensedKind.BOIL_OVER_RISK)]
        else:
            self._full_since = at if self._full_since is not None else None
        return []

    def _others(self, at: float, short: _Line, long: _Line) -> list[Sensed]:
        found: list[Sensed] = []
        now = self._window[-1][1]
        if not self._preheated and now >= PREHEATED_C and short.slope > -0.05:
            if abs(long.slope) < 0.1 or now >= PREHEATED_C + 60.0:
                self._preheated = True
                found.append(self._sensed(at, SensedKind.PREHEATED))
        elif now < PREHEATED_C - 25.0:
            self._preheated = False
        if abs(long.slope) < STILL_K_S and now > ROOM_C + 10.0:
            self._still_since = self._still_since if self._still_since is not None else at
            if not self._on_plateau and not self.boiling and at - self._still_since >= 20.0:
                self._on_plateau = True
                self._plateau = long.mean
                found.append(self._sensed(at, SensedKind.PLATEAU))
        else:
            self._still_since = None
            if self._plateau is not None and abs(now - self._plateau) > 3.0:
                self._on_plateau = False
        return found

    def _forget(self) -> None:
        self.boiling = self.simmering = self._preheated = self._on_plateau = False
        self._plateau = self._still_since = self._hot_since = None
        self._fall = 0.0

    def _sensed(self, at: float, kind: SensedKind) -> Sensed:
        return Sensed(at=at, kind=kind, celsius=round(self._window[-1][1] - self._shift, 1))
