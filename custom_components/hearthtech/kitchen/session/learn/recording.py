"""A recording: what was measured while somebody cooked, and what was said and done, each at its moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from custom_components.hearthtech.kitchen.session.events import (
    Corrected,
    Event,
    KnobTurned,
    Noticed,
    Opened,
    Remarked,
    Sampled,
    StepEntered,
)
from custom_components.hearthtech.kitchen.session.model import DishPlan

type Floats = npt.NDArray[np.float64]

LONGEST_GAP_S = 30.0
"""A hole in the readings up to this long is bridged; a longer one is bridged too, but told of."""


class MarkKind(StrEnum):
    """What a mark in a trace tells of."""

    KNOB = "knob"
    REMARK = "remark"
    SENSED = "sensed"
    STEP = "step"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing at its moment (s)."""

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
    plan: DishPlan | None = field(default=None, compare=False)

    @property
    def length_s(self) -> float:
        """From the first reading to the last."""
        return float(self.times[-1] - self.times[0]) if len(self.times) else 0.0

    @cached_property
    def longest_gap_s(self) -> float:
        """The longest time without a temperature."""
        known = self.times[~np.isnan(self.celsius)]
        return float(np.max(np.diff(known))) if len(known) > 1 else self.length_s

    @property
    def knows_power(self) -> bool:
        """Whether any power was ever shown: a thermometer alone shows none."""
        return not bool(np.all(np.isnan(self.power)))

    def per_second(self) -> tuple[Floats, Floats, Floats]:
        """The same once a second: times, temperature with gaps bridged, power as last set.

        Raises:
            ValueError: when there are fewer than two temperatures.
        """
        known = ~np.isnan(self.celsius)
        if np.count_nonzero(known) < 2:
            raise ValueError("there is no temperature to learn from")
        grid: Floats = np.arange(0.0, self.length_s + 0.5, dtype=np.float64)
        times = self.times - self.times[0]
        celsius: Floats = np.interp(grid, times[known], self.celsius[known])
        power = np.nan_to_num(self.power, nan=0.0)
        last = np.clip(np.searchsorted(times, grid, side="right") - 1, 0, len(times) - 1)
        return grid, celsius, power[last]


def recording_of(events: Iterable[Event], dish_id: str) -> Recording:
    """The recording of a dish, out of its session's journal."""
    times: list[float] = []
    celsius: list[float | None] = []
    power: list[float | None] = []
    marks: list[Mark] = []
    plan: DishPlan | None = None
    for event in events:
        match event:
            case Opened(dishes=dishes):
                plan = next((dish for dish in dishes if dish.id == dish_id), None)
            case Sampled(dish=dish) if dish == dish_id:
                times.extend(event.times)
                celsius.extend(event.celsius)
                power.extend(event.power)
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
    return make_recording(times, celsius, power, marks=marks, dish=name, plan=plan)


def make_recording(
    times: Iterable[float],
    celsius: Iterable[float | None],
    power: Iterable[float | None],
    *,
    marks: Iterable[Mark] = (),
    dish: str = "",
    plan: DishPlan | None = None,
) -> Recording:
    """A recording out of columns; its times begin at 0 with the first reading, those of its marks with it."""
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
        plan=plan,
    )
