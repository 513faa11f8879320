"""Edit the phases of a recording: pure functions that return the changed record.

An edit names the version that its author saw. It is applied to the newest version, unless somebody has changed what it
concerns in between.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
import math
from typing import Final

from ...household.model import EditedRecording
from ...household.phase_checks import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_PHASES,
    SHORTEST_S,
    check_phases,
    checked_words,
    refused,
)
from ...household.recorded_phases import EarlierPhases, RecordedPhase

MOST_UNDONE: Final = 20
"""Number of edits that can be undone."""


class EditKind(StrEnum):
    """What an edit does."""

    MOVE = "move"
    """Move the beginning or the end of a phase to `at`; its neighbor follows."""
    RENAME = "rename"
    """Give the step the words `text`; empty: those of the kitchen."""
    MERGE = "merge"
    """Join a phase with the next one."""
    SPLIT = "split"
    """Cut a phase at `at`."""
    GATE = "gate"
    """Let the step wait for what only the cook can judge: `text`; empty: no longer."""
    LEAVE_OUT = "leave_out"
    """Make the phase no step."""
    TAKE_IN = "take_in"
    NAME = "name"
    """Name the dish."""
    COOK = "cook"
    """Say who cooked."""
    RESET = "reset"
    """Go back to the phases that the kitchen found."""
    UNDO = "undo"
    REDO = "redo"


class Edge(StrEnum):
    """An end of a phase."""

    START = "start"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingEdit:
    """One edit. `version` is the one that its author saw; 0 before the first edit."""

    kind: EditKind
    version: int
    phase: str = ""
    edge: Edge = Edge.START
    at: float = 0.0
    text: str = ""


class EditedMeanwhileError(Exception):
    """Somebody has changed what the edit concerns after the version that its author saw."""


type Measure = Callable[[RecordedPhase], RecordedPhase]
"""Returns a phase with its temperatures and power as measured between its ends."""


def apply_edit(
    record: EditedRecording,
    edit: RecordingEdit,
    *,
    length_s: float,
    measure: Measure,
    found: tuple[RecordedPhase, ...],
) -> EditedRecording:
    """The record after an edit, with its next version; the record itself if the edit changes nothing.

    `found` are the phases that the kitchen found. Raises `EditedMeanwhileError`, or `KitchenError`: `INVALID`.
    """
    match edit.kind:
        case EditKind.UNDO | EditKind.REDO:
            return _stepped(record, edit)
        case EditKind.NAME | EditKind.COOK:
            changed = _named(record, edit)
        case EditKind.RESET:
            _require_newest(record, edit)
            version = record.version + 1
            changed = replace(record, phases=tuple(replace(phase, changed=version) for phase in found))
        case _:
            changed = _Phases(record, edit, length_s, measure).changed()
    same = (changed.name, changed.cook) == (record.name, record.cook)
    if same and _bare(changed.phases) == _bare(record.phases):
        return record
    check_phases(changed.phases)
    past = (*record.past, _snapshot(record))[-MOST_UNDONE:]
    return replace(changed, version=record.version + 1, past=past, future=())


def _bare(phases: Iterable[RecordedPhase]) -> list[RecordedPhase]:
    return [replace(phase, changed=0) for phase in phases]


def _snapshot(record: EditedRecording) -> EarlierPhases:
    return EarlierPhases(name=record.name, cook=record.cook, phases=record.phases)


def _require_newest(record: EditedRecording, edit: RecordingEdit) -> None:
    if edit.version != record.version:
        raise EditedMeanwhileError


def _stepped(record: EditedRecording, edit: RecordingEdit) -> EditedRecording:
    """Undo or redo one edit."""
    _require_newest(record, edit)
    back = edit.kind is EditKind.UNDO
    source, target = (record.past, record.future) if back else (record.future, record.past)
    if not source:
        raise refused("kind", f"there is nothing to {edit.kind}")
    version = record.version + 1
    before = {phase.id: phase for phase in _bare(record.phases)}
    phases = tuple(
        phase if before.get(phase.id) == replace(phase, changed=0) else replace(phase, changed=version)
        for phase in source[-1].phases
    )
    rest, kept = source[:-1], (*target, _snapshot(record))[-MOST_UNDONE:]
    return replace(
        record,
        version=version,
        named=version if (source[-1].name, source[-1].cook) != (record.name, record.cook) else record.named,
        name=source[-1].name,
        cook=source[-1].cook,
        phases=phases,
        past=rest if back else kept,
        future=kept if back else rest,
    )


def _named(record: EditedRecording, edit: RecordingEdit) -> EditedRecording:
    if record.named > edit.version:
        raise EditedMeanwhileError
    is_name = edit.kind is EditKind.NAME
    words = " ".join(checked_words(edit.kind.value, edit.text, LONGEST_NAME, empty=not is_name).split())
    changed = replace(record, name=words) if is_name else replace(record, cook=words)
    return replace(changed, named=record.version + 1)


class _Phases:
    """An edit of phases."""

    def __init__(
        self, record: EditedRecording, edit: RecordingEdit, length_s: float, measure: Measure
    ) -> None:
        self._record = record
        self._edit = edit
        self._length_s = length_s
        self._measure = measure
        self._phases = list(record.phases)
        index = next((n for n, one in enumerate(self._phases) if one.id == edit.phase), None)
        if index is None:
            if edit.version < record.version:
                raise EditedMeanwhileError
            raise refused("phase", "there is no such phase")
        self._index = index
        self._made = record.made

    def changed(self) -> EditedRecording:
        phase = self._phases[self._index]
        match self._edit.kind:
            case EditKind.MOVE:
                self._move()
            case EditKind.MERGE:
                self._merge(phase)
            case EditKind.SPLIT:
                self._split(phase)
            case EditKind.RENAME:
                text = checked_words("text", self._edit.text, LONGEST_TEXT)
                self._put(self._index, replace(phase, text=text))
            case EditKind.GATE:
                if phase.out:
                    raise refused("phase", "it is no step")
                gate = " ".join(checked_words("gate", self._edit.text, LONGEST_NAME).split())
                self._put(self._index, replace(phase, gate=gate))
            case _:
                out = self._edit.kind is EditKind.LEAVE_OUT
                if out and not any(one is not phase and not one.out for one in self._phases):
                    raise refused("phase", "a recipe needs a step")
                self._put(self._index, replace(phase, out=out))
        return replace(self._record, phases=tuple(self._phases), made=self._made)

    def _put(self, index: int, phase: RecordedPhase) -> None:
        if self._phases[index].changed > self._edit.version:
            raise EditedMeanwhileError
        self._phases[index] = replace(phase, changed=self._record.version + 1)

    def _at(self, low: float, high: float) -> float:
        at = self._edit.at
        if not math.isfinite(at) or not low - 1e-6 <= at <= high + 1e-6:
            raise refused("at", f"only between {low:.0f} and {high:.0f} s")
        return min(max(at, low), high)

    def _beside(self, index: int, way: int) -> int | None:
        """The nearest phase with a duration, after (1) or before (-1) a place."""
        index += way
        while 0 <= index < len(self._phases):
            if not self._phases[index].is_moment:
                return index
            index += way
        return None

    def _move(self) -> None:
        """Move the boundary at an end of the phase; the end of a trace can be cut off."""
        index = self._index
        is_moment = self._phases[index].is_moment
        if is_moment or self._edit.edge is Edge.START:
            left, right = self._beside(index, -1), self._beside(index, 1) if is_moment else index
        else:
            left, right = index, self._beside(index, 1)
        low = 0.0 if left is None else self._phases[left].start + SHORTEST_S
        high = self._length_s if right is None else self._phases[right].stop - SHORTEST_S
        at = self._at(low, high)
        for between in range(0 if left is None else left + 1, len(self._phases) if right is None else right):
            self._put(between, replace(self._phases[between], start=at, stop=at))
        if left is not None:
            self._put(left, self._measure(replace(self._phases[left], stop=at)))
        if right is not None:
            self._put(right, self._measure(replace(self._phases[right], start=at)))

    def _merge(self, phase: RecordedPhase) -> None:
        index = self._index
        following = self._beside(index, 1)
        if following is None:
            raise refused("phase", "there is no phase after it")
        for place in range(index, following + 1):
            if self._phases[place].changed > self._edit.version:
                raise EditedMeanwhileError
        run = self._phases[index : following + 1]
        last = run[-1]
        texts = dict.fromkeys(part.text for part in run if part.text)
        longer = phase if phase.stop - phase.start > last.stop - last.start else last
        merged = replace(
            last if phase.is_moment else phase,
            stop=last.stop,
            activity=last.activity if phase.is_moment else longer.activity,
            text=checked_words("text", " ".join(texts), LONGEST_TEXT),
            gate=last.gate or phase.gate,
            out=last.out if phase.is_moment else phase.out and last.out,
            changed=self._record.version + 1,
        )
        self._phases[index : following + 1] = [merged if phase.is_moment else self._measure(merged)]

    def _split(self, phase: RecordedPhase) -> None:
        if phase.is_moment:
            raise refused("phase", "a moment can't be split")
        if len(self._phases) >= MOST_PHASES:
            raise refused("phase", f"at most {MOST_PHASES} phases")
        at = self._at(phase.start + SHORTEST_S, phase.stop - SHORTEST_S)
        self._made += 1
        second = replace(phase, id=str(self._made), start=at, text="", changed=self._record.version + 1)
        self._put(self._index, self._measure(replace(phase, stop=at, gate="")))
        self._phases.insert(self._index + 1, self._measure(second))
