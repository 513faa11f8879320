"""Detect events in a stream of temperature and power: boil, food added, lid opened, probe taken out and more.

Two kinds of signal are analyzed in different ways:

- **The base of a pan** on a burner whose power is known. It runs ahead of what is in the pan by an offset
  that grows with the power, so that only slopes and their changes count. While water warms at the rate r, a
  base in subcooled boiling still creeps at a few percent of r (Rohsenow's law makes superheat grow as
  subcooling shrinks); saturated, it is constant. Added food makes the reading fall against its own trend
  while nobody changed the power (a one-sided CUSUM of the one-step prediction error; Page 1954). A lifted pan
  loses most of its excess in seconds.
- **A thermometer** in water, food or air, with or without known power: `boil` and `disturbances`.

Readings pass `ReadingFilter` first, powers pass `PowerLevel`. Thresholds are in K over the noise of the readings.
"""

from collections import deque

from . import detection_thresholds as limits
from .boil import BOIL_BAND_C, SIMMER_C, STILL_K_S, STILL_SHARE, BoilChange, WaterBoil
from .disturbances import ROOM_C, Disturbances
from .levels import PLATEAU_SHARE, PREHEATED_C, Levels
from .model import Sensed, SensedKind
from .pause import Pause
from .power_level import PowerLevel
from .readings import ReadingFilter
from .rest import Rest
from .trend import TrendLine, Window
from .turned import Turned


class EventDetector:
    """Event detector. Call `update` with every reading; the work for each is bounded.

    Args:
        boiling_point_c: of water at the elevation of the home (°C).
        target_c: temperature to report as reached, once (°C).
    """

    def __init__(self, *, boiling_point_c: float = 100.0, target_c: float | None = None) -> None:
        self.samples = 0
        self.boiling = False
        self.last_boil = Sensed(at=0.0, kind=SensedKind.BOIL)
        self._shift = 100.0 - boiling_point_c
        self._target = None if target_c is None else target_c + self._shift
        self._filter = ReadingFilter()
        self._power = PowerLevel()
        self._window = Window()
        self._water = WaterBoil()
        self._disturbances = Disturbances()
        self._levels = Levels()
        self._rest = Rest()
        self._now = 0.0
        self._pause = Pause()
        self._lowered_at = float("-inf")
        self._slopes: deque[tuple[float, float]] = deque()
        self._simmering = False
        self._warming = 0.0
        self._highest = float("-inf")
        self._fall = 0.0
        self._fall_since = 0.0
        self._falling = False
        self._plateau: float | None = None
        self._still_since: float | None = None
        self._hot_since: float | None = None
        self._full_since: float | None = None
        self._preheated = self._on_plateau = self._lifted = False
        self._in_use = False  # food was put in, or it boiled dry: what heats up now is no empty pan
        self._turned = Turned()

    def update(
        self, at: float, celsius: float | None, power: float | None, *, probe: bool | None = None
    ) -> list[Sensed]:
        """Process one reading; returns the events found at it, in order.

        Args:
            at: time of the measurement (s); a reading that is not newer than the last is ignored.
            celsius: the temperature, `None` while it is unknown.
            power: of the burner (0-1), `None` if unknown.
            probe: whether a thermometer is in the food, `None` if unknown: then a reading with power is a pan's base.
        """
        before = self._power.level
        self._power.update(at, power)
        if power is None:
            self._power.level = None
        elif before is not None and self._power.changed_at == at and (self._power.level or 0.0) < before:
            self._lowered_at = at
        if celsius is None:
            self._window.readings.clear()
            self._still_since = self._hot_since = None
            return []
        self._now = at
        found: list[Sensed] = []
        for when, value in self._filter.push(at, celsius):
            found += self._take(
                when, value + self._shift, in_food=probe if probe is not None else power is None
            )
        return found

    def _take(self, at: float, celsius: float, *, in_food: bool) -> list[Sensed]:
        if self._window.readings and at <= self._window.readings[-1][0]:
            return []
        self.samples += 1
        step = at - self._window.readings[-1][0] if self._window.readings else 0.0
        longest = max(limits.LONG_S, 4.0 * self._window.interval_s, 2.0 * self._power.period_s)
        self._pause.follow(self._window, at, celsius)
        if in_food:
            self._window.hold(at, celsius)
        self._window.add(at, celsius, max(limits.KEPT_S, limits.KEPT_INTERVALS * self._window.interval_s))
        short = self._window.line(max(limits.SHORT_S, 3.0 * self._window.interval_s, self._power.period_s))
        long = self._window.line(longest)
        if in_food:
            found = self._in_food(at, celsius, short, long, longest)
        else:
            found = self._lift(at) or self._food(at, short)
            if long.span >= 0.7 * longest:
                found += self._boil(at, short, long) + self._others(at, short, long)
            settling = at - self._lowered_at < limits.AFTER_KNOB_S
            if self._turned.update(
                self._window, self._filter.noise_k, settling=settling, cycling=self._power.period_s > 0.0
            ):
                found.append(self._sensed(SensedKind.TURNED))
        if self._rests(at, step, celsius, long, in_food=in_food):
            found.append(self._sensed(SensedKind.REST))
        if self._target is not None and self._reached(self._target, short, long, longest):
            self._target = None
            found.append(self._sensed(SensedKind.TARGET_REACHED))
        return found

    @property
    def _is_off(self) -> bool:
        return self._power.level is not None and self._power.level <= limits.OFF

    def _reached(self, target: float, short: TrendLine, long: TrendLine, longest: float) -> bool:
        return long.span >= 0.7 * longest and short.mean >= target

    # Thermometer in food, water or air

    def _in_food(
        self, at: float, now: float, short: TrendLine, long: TrendLine, longest: float
    ) -> list[Sensed]:
        noise, resolution = self._filter.noise_k, self._filter.resolution_k
        settling = at - self._lowered_at < limits.AFTER_KNOB_S
        kind = self._disturbances.update(
            self._window, noise, resolution, heat_off=self._is_off, settling=settling
        )
        if kind is not None:
            return self._disturbed(kind)
        if self._disturbances.is_out:
            return []
        found: list[Sensed] = []
        fastest = max(self._water.fastest, self._levels.fastest)
        settled = now >= SIMMER_C or not self._levels.was_just_put_in(at)  # it overshoots then
        quiet = not settling and not self._is_off and self._filter.knows_noise and settled
        if quiet and self._disturbances.wet_fall(self._window, noise, resolution, fastest):
            found.append(self._sensed(SensedKind.FOOD_ADDED))
            self._levels.is_level = False
        dry = self._disturbances.is_dry and not self.boiling
        change = (
            BoilChange.NOTHING
            if dry
            else self._water.update(
                self._window, noise, resolution, heated=self._power.level is not None and not self._is_off
            )
        )
        if dry:
            self._water.forget()
        if change is BoilChange.BOIL and not self._is_off:
            self.boiling = True
            self._full_since = at
            self._plateau = now
            self.last_boil = self._sensed(SensedKind.BOIL)
            found.append(self.last_boil)
        elif change is BoilChange.SIMMER and not self._is_off:
            found.append(self._sensed(SensedKind.SIMMER))
        elif change is BoilChange.OFF and self.boiling:
            self.boiling = False
            found.append(self._sensed(SensedKind.OFF_BOIL))
        elif self.boiling:
            found += self._while_boiling(at, short)
        if long.span >= 0.7 * longest:
            found += self._find_levels(at, now, long)
        return found

    def _disturbed(self, kind: SensedKind) -> list[Sensed]:
        found = [self._sensed(kind)]
        if kind is SensedKind.LID_OPENED:
            self._levels.preheated = True  # nobody opens an oven that is still heating up
        if kind in {SensedKind.PROBE_TAKEN_OUT, SensedKind.PROBE_PUT_IN}:
            if self.boiling:
                found.insert(0, self._sensed(SensedKind.OFF_BOIL))
            self._forget()
        return found

    def _find_levels(self, at: float, now: float, long: TrendLine) -> list[Sensed]:
        levels, dry = self._levels, self._disturbances.is_dry
        levels.follow(at, now, long)
        about_to_boil = self._water.is_water and now > SIMMER_C
        if (
            not dry
            and not self.boiling
            and not about_to_boil
            and levels.finds_level(self._window, self._filter)
        ):
            return [self._sensed(SensedKind.PLATEAU)]
        if dry and not self._disturbances.filled and levels.finds_preheated(self._window, long):
            return [self._sensed(SensedKind.PREHEATED)]
        return []

    def _rests(self, at: float, step: float, now: float, long: TrendLine, *, in_food: bool) -> bool:
        if self._power.level is not None:
            return self._rest.with_power(at, step, now, long, off=self._is_off)
        if not in_food or self._disturbances.is_dry or self._disturbances.is_out:
            return False
        return self._rest.without_power(at, long, self._levels.lowest, self._filter)

    # Base of the pan

    def _lift(self, at: float) -> list[Sensed]:
        """A fall by nearly half of the excess over room temperature, within seconds."""
        now = self._window.readings[-1][1]
        _, highest = self._window.highest(max(12.0, 2.0 * self._window.interval_s))
        excess = highest - ROOM_C
        if excess > 20.0 and highest - now > 0.45 * excess:
            if self._lifted:
                return []
            self._lifted = True
            self._forget()
            return [self._sensed(SensedKind.PAN_LIFTED)]
        if highest - now < 2.0:
            self._lifted = False
        return []

    def _food(self, at: float, short: TrendLine) -> list[Sensed]:
        """A fall against the trend while nobody lowered the power."""
        trend = self._trend(at, short)
        readings = self._window.readings
        first = readings[0][0]
        if self._lifted or at - self._lowered_at < limits.AFTER_KNOB_S or len(readings) < 8:
            self._fall = 0.0
            return []
        now, before = readings[-1], readings[-2]
        step = now[1] - before[1]
        if self._power.period_s:
            # The base oscillates with each cycle of its burner: use the mean over a cycle.
            step = short.slope * (now[0] - before[0])
        expected = min(trend, 0.0) * (now[0] - before[0])
        slack = 0.05 * (now[0] - before[0])
        if self._fall == 0.0:
            self._fall_since = before[0]
        self._fall = max(self._fall + expected - step - slack, 0.0)
        if short.slope > -0.05:
            self._falling = False
        needed = limits.WET_FALL_K if now[1] < PREHEATED_C else limits.HOT_FALL_K
        needed = max(needed, limits.FALL_NOISES * self._filter.noise_k, 2.0 * self._filter.resolution_k)
        sudden = at - self._fall_since < 4.0  # a lifted pan is recognized within this time
        if self._fall < needed or short.slope > -0.05 or sudden or self._falling:
            return []
        if now[1] < PREHEATED_C and self._fall_since - first < limits.SHORT_S:
            return []
        self._falling = True
        self._fall = 0.0
        self._still_since = None
        self._turned.put_in(at if now[1] >= PREHEATED_C - 20.0 else None)
        found = [self._sensed(SensedKind.FOOD_ADDED)]
        if self.boiling:
            self.boiling = self._simmering = False
            found.append(self._sensed(SensedKind.OFF_BOIL))
        self._on_plateau, self._in_use = False, True
        return found

    def _trend(self, at: float, short: TrendLine) -> float:
        """The slope some seconds ago, which predicts the reading."""
        self._slopes.append((at, short.slope))
        while len(self._slopes) > 1 and at - self._slopes[1][0] >= limits.SHORT_S:
            self._slopes.popleft()
        return self._slopes[0][1]

    def _boil(self, at: float, short: TrendLine, long: TrendLine) -> list[Sensed]:
        found: list[Sensed] = []
        now = self._window.readings[-1][1]
        low, high = BOIL_BAND_C
        if now < low - 11.0:
            self._warming = max(long.slope, 0.97 * self._warming)
            self._highest = now
        self._highest = max(self._highest, now)
        wet = self._highest <= high + 4.0  # if it was hotter since it was below the band, it is fat or metal
        if self.boiling:
            found += self._leave_boil(at, now, short, long)
        elif wet and low <= long.mean <= high and not self._is_off and self._stands_still(at, long):
            self.boiling = self._simmering = True
            self._plateau = long.mean
            self._full_since = at
            self.last_boil = self._sensed(SensedKind.BOIL)
            found.append(self.last_boil)
        if not SIMMER_C <= now <= high or not wet:
            self._hot_since = None
            self._simmering = self._simmering and now >= SIMMER_C - 4.0
        elif not self._simmering and abs(short.slope) < 0.25 and not self._is_off:
            self._hot_since = self._hot_since if self._hot_since is not None else at
            if at - self._hot_since >= 12.0:
                self._simmering = True
                found.insert(0, self._sensed(SensedKind.SIMMER))
        return found

    def _stands_still(self, at: float, long: TrendLine) -> bool:
        """Whether warming has ended in boiling, not in the creep before it."""
        if self._power.level is not None and at - self._power.changed_at < limits.LONG_S:
            return False
        knee = self._window.readings[0][0] < at - 2 * limits.LONG_S and self._warming > 0.03
        if knee and 98.8 <= long.mean <= 100.9 and abs(long.slope) < 2 * STILL_K_S:
            return True  # at the temperature of saturation itself: a probe in boiling water
        still = max(STILL_SHARE * self._warming if self._warming > 0 else STILL_K_S, 0.15 / limits.LONG_S)
        if abs(long.slope) > 2 * still:
            return False  # avoids the longer window
        look = (
            limits.LONG_S
            if self._warming <= 0
            else min(max(limits.LONG_S, 7.0 / self._warming), limits.LONGEST_S)
        )
        look = max(look, 4.0 * self._window.interval_s, 2.0 * self._power.period_s)
        line = self._window.line(look)
        if line.span < 0.7 * look or line.mean < BOIL_BAND_C[0]:
            return False
        still = STILL_SHARE * self._warming if self._warming > 0 else STILL_K_S
        return abs(line.slope) <= max(still, 0.15 / look)

    def _leave_boil(self, at: float, now: float, short: TrendLine, long: TrendLine) -> list[Sensed]:
        plateau = self._plateau if self._plateau is not None else long.mean
        if now < BOIL_BAND_C[0] - 5.5 or (self._is_off and now < plateau - 6.0):
            self.boiling = False
            return [self._sensed(SensedKind.OFF_BOIL)]
        if abs(long.slope) < 2 * STILL_K_S:
            self._plateau = long.mean
        return self._while_boiling(at, short)

    def _while_boiling(self, at: float, short: TrendLine) -> list[Sensed]:
        """Detect boiling dry and boiling over, for a burner of known power."""
        level, plateau = self._power.level, self._plateau
        if level is None or plateau is None:
            return []
        needed = max(limits.DRY_BOIL_K, limits.FALL_NOISES * self._filter.noise_k)
        risen = short.mean > plateau + needed and short.slope > 0.08
        if level > limits.OFF and at - self._power.raised_at > limits.LONG_S and risen:
            self.boiling = self._simmering = False
            self._in_use = True
            self._water.forget()
            return [self._sensed(SensedKind.BOIL_DRY)]
        if level < 0.7:
            self._full_since = at if self._full_since is not None else None
        elif self._full_since is not None and at - self._full_since >= 15.0:
            self._full_since = None
            return [self._sensed(SensedKind.BOIL_OVER_RISK)]
        return []

    def _others(self, at: float, short: TrendLine, long: TrendLine) -> list[Sensed]:
        found: list[Sensed] = []
        now = self._window.readings[-1][1]
        self._in_use = self._in_use and not self._is_off
        if not (self._preheated or self._in_use) and now >= PREHEATED_C and short.slope > -0.05:
            if abs(long.slope) < 0.1 or now >= PREHEATED_C + 60.0:
                self._preheated = True
                found.append(self._sensed(SensedKind.PREHEATED))
        elif now < PREHEATED_C - 25.0:
            self._preheated = False
        still = (
            max(min(STILL_K_S, 2.0 * PLATEAU_SHARE * self._warming), 0.002)
            if self._warming > 0
            else STILL_K_S
        )
        if abs(long.slope) < still and now > ROOM_C + 10.0:
            self._still_since = self._still_since if self._still_since is not None else at
            if not self._on_plateau and not self.boiling and at - self._still_since >= 20.0:
                self._on_plateau = True
                self._plateau = long.mean
                found.append(self._sensed(SensedKind.PLATEAU))
        else:
            self._still_since = None
            if self._plateau is not None and abs(now - self._plateau) > 3.0:
                self._on_plateau = False
        return found

    def _forget(self) -> None:
        """Reset the detector; called when the pan or the thermometer was moved."""
        self.boiling = self._simmering = self._preheated = self._on_plateau = self._in_use = False
        self._plateau = self._still_since = self._hot_since = self._full_since = None
        self._turned.put_in(None)
        self._fall = self._warming = 0.0
        self._highest = float("-inf")
        self._water.forget()
        self._levels.forget()
        self._rest.forget()
        newest = self._window.readings[-1]
        self._window.readings.clear()
        self._window.readings.append(newest)

    def _sensed(self, kind: SensedKind) -> Sensed:
        celsius = self._window.readings[-1][1] - self._shift
        return Sensed(at=self._pause.time_of(kind, self._now), kind=kind, celsius=round(celsius, 1))
