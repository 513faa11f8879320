"""Read models of recorded cookings: the trace, its phases with their steps, and the tolerances of several cooks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
import math
from statistics import median
from typing import Final

from ..household.model import EditedRecording
from ..recipes.model import Goal, Heat
from .learn.draft import Draft
from .learn.draft_step import DraftStep
from .learn.phase_draft import Analysis, PhaseStep, steps_of_phases
from .learn.recording import Mark, Recording
from .learn.recording_merge import align, merge_drafts
from .recordings import RecordedCooking

MOST_POINTS: Final = 480
MOST_MARKS: Final = 200
type Point = tuple[float, float | None, float | None]
"""Time (s), temperature (°C), power (0-1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseView:
    """A phase with its step in words."""

    id: str
    start: float
    stop: float
    activity: str | None
    from_c: float
    to_c: float
    power: float
    text: str
    """Empty when it is left out."""
    own_text: bool
    gate: str
    out: bool
    asks: bool
    needs_hands: bool
    goal: Goal | None
    heat: Heat | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingView:
    """A recorded cooking as its page shows it."""

    recording: RecordedCooking
    version: int
    length_s: float
    problem: str
    note: str
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    phases: tuple[PhaseView, ...]
    can_undo: bool
    can_redo: bool
    recipe_name: str
    """The name of the recipe that it became; empty when there is none, or it was erased."""
    others: tuple[RecordedCooking, ...]
    """Other recordings of a dish of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CookStep:
    """What one cook did in a step."""

    seconds: float
    celsius: float | None
    power: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedStep:
    """One step of several cooks. `kept`: whether the recipe has it."""

    phase: str
    text: str
    activity: str | None
    kept: bool
    cooks: tuple[CookStep | None, ...]
    goal: Goal | None
    heat: Heat | None
    shortest_s: float
    longest_s: float
    usual_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The steps of several recordings side by side; the first one decides on the steps."""

    cooks: tuple[RecordedCooking, ...]
    steps: tuple[ComparedStep, ...]


def recording_view(
    entry: RecordedCooking,
    record: EditedRecording,
    analysis: Analysis,
    *,
    language: str,
    recipe_name: str,
    others: Sequence[RecordedCooking],
    note: str,
) -> RecordingView:
    """The view of a recording."""
    recording = analysis.recording
    return RecordingView(
        recording=replace(entry, name=record.name, cook=record.cook),
        version=record.version,
        length_s=analysis.length_s or recording.length_s,
        problem=analysis.problem,
        note=note,
        points=_points(recording),
        marks=recording.marks[:MOST_MARKS],
        phases=tuple(_phase(one) for one in steps_of_phases(analysis, record.phases, language=language)),
        can_undo=bool(record.past),
        can_redo=bool(record.future),
        recipe_name=recipe_name,
        others=tuple(others),
    )


def _phase(one: PhaseStep) -> PhaseView:
    phase, step = one.phase, one.step
    return PhaseView(
        id=phase.id,
        start=round(phase.start, 1),
        stop=round(phase.stop, 1),
        activity=None if phase.activity is None else phase.activity.value,
        from_c=phase.from_c,
        to_c=phase.to_c,
        power=phase.power,
        text="" if step is None else step.text,
        own_text=bool(phase.text),
        gate=phase.gate,
        out=phase.out,
        asks=one.asks,
        needs_hands=step is not None and step.needs_hands,
        goal=None if step is None else step.goal,
        heat=None if step is None else step.heat,
        remarks=() if step is None else step.remarks,
    )


def _points(recording: Recording) -> tuple[Point, ...]:
    """At most `MOST_POINTS` readings, with the first and the last."""
    count = len(recording.times)
    every = max(-(-count // MOST_POINTS), 1)
    indices = list(range(0, count, every))
    if indices and indices[-1] != count - 1:
        indices.append(count - 1)
    return tuple(
        (
            round(float(recording.times[index]), 1),
            _known(float(recording.celsius[index]), 1),
            _known(float(recording.power[index]), 3),
        )
        for index in indices
    )


def _known(value: float, digits: int) -> float | None:
    return round(value, digits) if math.isfinite(value) else None


def compared(cooks: Sequence[RecordedCooking], drafts: Sequence[Draft], phases: Sequence[str]) -> Comparison:
    """The steps of several drafts side by side.

    The first draft is the one whose steps a person decides on; `phases` are the ids of its steps' phases.
    """
    first, others = drafts[0], drafts[1:]
    merged = merge_drafts(drafts, edited=first)
    table: list[list[DraftStep | None]] = [[step, *(None for _ in others)] for step in first.steps]
    unmatched: list[tuple[int, int, DraftStep]] = []
    for column, other in enumerate(others, start=1):
        place = 0
        for mine, theirs in align(first.steps, other.steps):
            if mine is not None:
                place = mine + 1
                table[mine][column] = None if theirs is None else other.steps[theirs]
            elif theirs is not None:
                unmatched.append((place, column, other.steps[theirs]))
    rows: list[ComparedStep] = []
    for index in range(len(first.steps) + 1):
        for place, column, step in unmatched:
            if place == index:
                cells = [step if one == column else None for one in range(len(drafts))]
                rows.append(_row("", step, cells, kept=False))
        if index < len(first.steps):
            rows.append(_row(phases[index], merged.steps[index], table[index], kept=True))
    return Comparison(cooks=tuple(cooks), steps=tuple(rows))


def _row(phase: str, step: DraftStep, cells: Sequence[DraftStep | None], *, kept: bool) -> ComparedStep:
    times = [cell.stop - cell.start for cell in cells if cell is not None]
    return ComparedStep(
        phase=phase,
        text=step.text,
        activity=None if step.activity is None else step.activity.value,
        kept=kept,
        cooks=tuple(None if cell is None else _cook_step(cell) for cell in cells),
        goal=step.goal,
        heat=step.heat,
        shortest_s=min(times),
        longest_s=max(times),
        usual_s=median(times),
    )


def _cook_step(step: DraftStep) -> CookStep:
    heat = step.heat
    goal_c = getattr(step.goal, "celsius", None)
    celsius = goal_c if heat is None or heat.temperature_c is None else heat.temperature_c
    return CookStep(
        seconds=round(step.stop - step.start, 1),
        celsius=step.level_c if celsius is None else celsius,
        power=None if heat is None else heat.power,
    )
