"""A recording of a cooking: measurements, remarks and actions with their times."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
import math

from ...numeric import NDArray, np
from ..events import Corrected, Event, KnobTurned, Noticed, Opened, Remarked, Sampled, StepEntered
from ..model import DishPlan
from ..power_level import PowerLevel
from ..readings import ReadingFilter

type Floats = NDArray[np.float64]

STAIRS_FROM = 12
STAIR_READINGS = 3.0
"""A sensor whose value stays equal for this many readings repeats itself."""
HELD_STEPS = 4.0
LONGEST_GAP_S = 30.0
"""A gap in the readings up to this long (s) is interpolated; a longer one too, but with a remark."""


class MarkKind(StrEnum):
    """Kinds of marks in a trace."""

    KNOB = "knob"
    REMARK = "remark"
    SENSED = "sensed"
    STEP = "step"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark and its time (s)."""

    at: float
    kind: MarkKind
    words: str = ""
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A trace with its marks. Times in s from the first reading, °C, power 0–1; NaN is unknown."""

    times: Floats
    celsius: Floats
    power: Floats
    marks: tuple[Mark, ...] = ()
    dish: str = ""
    probe: bool = False
    """Whether all temperatures were measured by a thermometer in the food."""
    plan: DishPlan | None = field(default=None, compare=False)

    @property
    def length_s(self) -> float:
        """Duration from the first reading to the last, s."""
        return float(self.times[-1] - self.times[0]) if len(self.times) else 0.0

    @property
    def knows_power(self) -> bool:
        """Whether any power was recorded: a thermometer alone records none."""
        return not bool(np.all(np.isnan(self.power)))

    def per_second(self) -> tuple[Floats, Floats, Floats]:
        """Resample once a second: times, temperature with gaps interpolated, last set power.

        Raises:
            ValueError: when there are fewer than two temperatures.
        """
        at, measured = self.measurements
        if len(at) < 2:
            raise ValueError("there is no temperature to learn from")
        grid: Floats = np.arange(0.0, self.length_s + 0.5, dtype=np.float64)
        times = self.times - self.times[0]
        celsius: Floats = np.interp(grid, at, measured)
        power = np.nan_to_num(self.power, nan=0.0)
        last = np.clip(np.searchsorted(times, grid, side="right") - 1, 0, len(times) - 1)
        return grid, celsius, _mean_over_cycles(grid, power[last])

    @cached_property
    def measurements(self) -> tuple[Floats, Floats]:
        """Times (s) and temperatures (°C) of measurements: without outliers and repeated values."""
        readings = ReadingFilter()
        kept: list[tuple[float, float]] = []
        known: list[tuple[float, float]] = []
        begin = float(self.times[0]) if len(self.times) else 0.0
        for at, celsius in zip(self.times.tolist(), self.celsius.tolist(), strict=True):
            if not math.isnan(celsius):
                known.append((at - begin, celsius))
                kept += readings.push(at - begin, celsius)
        if len(kept) < 2:
            kept = known  # too few to tell an outlier
        times = np.array([at for at, _ in kept], dtype=np.float64)
        values = np.array([value for _, value in kept], dtype=np.float64)
        measured = _without_repeats(times, values)
        return times[measured], values[measured]


def _without_repeats(times: Floats, celsius: Floats) -> NDArray[np.bool_]:
    """Readings at which a slow or coarse sensor changes its value.

    If a value is repeated for much longer than usual, its last reading counts too.
    """
    keep = np.ones(len(celsius), dtype=bool)
    if len(celsius) < STAIRS_FROM:
        return keep
    begins = np.flatnonzero(np.concatenate(([True], np.diff(celsius) != 0.0)))
    lengths = np.diff(np.append(begins, len(celsius)))
    moving = lengths[1:-1]
    if len(moving) == 0 or float(np.median(moving)) < STAIR_READINGS:
        return keep
    keep[:] = False
    keep[begins] = True
    longest = HELD_STEPS * float(np.median(moving))
    for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True):
        if length > longest:
            keep[begin + length - 1] = True
    keep[-1] = True
    return keep


def _mean_over_cycles(times: Floats, power: Floats) -> Floats:
    """The power as its mean over the burner's cycle, if it cycles; jitter is removed."""
    if not np.any(np.diff(power)):
        return power
    level, means = PowerLevel(), np.empty_like(power)
    for index, (at, value) in enumerate(zip(times.tolist(), power.tolist(), strict=True)):
        level.update(at, value)
        means[index] = value if level.level is None else level.level
    return means


def recording_of(events: Iterable[Event], dish_id: str) -> Recording:
    """The recording of a dish, from its session's journal."""
    times: list[float] = []
    celsius: list[float | None] = []
    power: list[float | None] = []
    marks: list[Mark] = []
    plan: DishPlan | None = None
    probe = True
    for event in events:
        match event:
            case Opened(dishes=dishes):
                plan = next((dish for dish in dishes if dish.id == dish_id), None)
            case Sampled(dish=dish) if dish == dish_id:
                times.extend(event.times)
                celsius.extend(event.celsius)
                power.extend(event.power)
                probe = probe and event.probe
            case Remarked(dish=dish, words=words) if words and dish in {dish_id, None}:
                marks.append(Mark(at=event.at, kind=MarkKind.REMARK, words=event.words))
            case KnobTurned(dish=dish, power=level) if dish == dish_id:
                marks.append(Mark(at=event.at, kind=MarkKind.KNOB, value=level))
            case Corrected(dish=dish, kind=kind, power=level) if dish == dish_id:
                marks.append(Mark(at=event.at, kind=MarkKind.CORRECTION, words=kind.value, value=level))
            case Noticed(dish=dish, kind=sensed, celsius=shown) if dish == dish_id:
                marks.append(Mark(at=event.at, kind=MarkKind.SENSED, words=sensed.value, value=shown))
            case StepEntered(dish=dish, step=step) if dish == dish_id:
                marks.append(Mark(at=event.at, kind=MarkKind.STEP, value=float(step)))
            case _:
                continue
    name = "" if plan is None else plan.name
    return make_recording(times, celsius, power, marks=marks, dish=name, probe=probe, plan=plan)


def make_recording(
    times: Iterable[float],
    celsius: Iterable[float | None],
    power: Iterable[float | None],
    *,
    marks: Iterable[Mark] = (),
    dish: str = "",
    probe: bool = False,
    plan: DishPlan | None = None,
) -> Recording:
    """Create a recording from columns.

    Its times begin at 0 with the first reading, marks are shifted with it.
    """
    at = np.array(list(times), dtype=np.float64)
    begin = float(at[0]) if len(at) else 0.0
    shifted = tuple(
        Mark(at=mark.at - begin, kind=mark.kind, words=mark.words, value=mark.value) for mark in marks
    )
    return Recording(
        times=at - begin,
        celsius=np.array([np.nan if value is None else value for value in celsius], dtype=np.float64),
        power=np.array([np.nan if value is None else value for value in power], dtype=np.float64),
        marks=shifted,
        dish=dish,
        probe=probe,
        plan=plan,
    )
