"""Between the phases that a household edits and the steps of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from ....language.languages import known_language
from ...household.recorded_phases import RecordedPhase
from ...numeric import np
from ...recipes.activity import Activity
from ...recipes.model import HumanGate
from .draft import Draft
from .draft_step import DraftStep
from .messages import DraftWords, words_of
from .phase_steps import Trace, addition, analyze, is_left_out, step_of, with_remarks
from .recording import MarkKind, Recording
from .segment import Segment
from .unattended import with_hands

SETTLED_S = 5
"""Temperatures at the ends of a phase are the median of this time (s)."""


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What the kitchen found in a recording; without phases there is a `problem`."""

    recording: Recording
    trace: Trace | None = None
    phases: tuple[RecordedPhase, ...] = ()
    problem: str = ""
    """`empty`: no temperatures; `cold`: nothing was heated."""

    @property
    def length_s(self) -> float:
        """Its length as far as temperatures are known (s)."""
        return 0.0 if self.trace is None else float(len(self.trace.celsius) - 1)

    def measure(self, phase: RecordedPhase) -> RecordedPhase:
        """The phase with its temperatures and power as recorded between its ends."""
        if self.trace is None or phase.is_moment:
            return phase
        begin = min(int(phase.start), len(self.trace.celsius) - 1)
        end = max(int(phase.stop), begin + 1)
        celsius = self.trace.celsius[begin:end]
        return replace(
            phase,
            from_c=round(float(np.median(celsius[:SETTLED_S])), 2),
            to_c=round(float(np.median(celsius[-SETTLED_S:])), 2),
            mean_c=round(float(np.mean(celsius)), 2),
            power=round(float(np.mean(self.trace.power[begin:end])), 4),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStep:
    """A phase and its step, `None` if it is left out."""

    phase: RecordedPhase
    step: DraftStep | None
    asks: bool = False
    """Whether a person confirms it before its heat rises."""


def analysis_of(recording: Recording, boiling_c: float) -> Analysis:
    """Find the phases of a recording."""
    if len(recording.measurements[0]) < 2:
        return Analysis(recording=recording, problem="empty")
    try:
        segments, trace = analyze(recording, words_of("en"), boiling_c)
    except ValueError:
        return Analysis(recording=recording, problem="cold")
    phases: list[RecordedPhase] = []
    for number, part in enumerate(segments):
        out = is_left_out(part, trace, first=number == 0)
        begin = max(part.start, 0.0)
        if phases:
            begin = phases[-1].stop
        if part.added and number > 0:
            phases.append(RecordedPhase(id=str(len(phases) + 1), start=begin, stop=begin))
        phases.append(
            RecordedPhase(
                id=str(len(phases) + 1),
                start=begin,
                stop=max(min(part.stop, float(len(trace.celsius) - 1)), begin + 1.0),
                activity=part.activity,
                from_c=round(part.from_c, 2),
                to_c=round(part.to_c, 2),
                mean_c=round(part.mean_c, 2),
                power=round(part.power, 4),
                out=out,
            )
        )
    return Analysis(recording=recording, trace=trace, phases=tuple(phases))


def steps_of_phases(
    analysis: Analysis, phases: Sequence[RecordedPhase], *, language: str
) -> tuple[PhaseStep, ...]:
    """The step of each phase, with the words of its person or those of the kitchen in a language."""
    trace, words = analysis.trace, words_of(language)
    if trace is None:
        return ()
    make = partial(_step, phases, trace=trace, words=words)
    steps = {index: make(index) for index, phase in enumerate(phases) if not phase.out}
    remarks = [mark for mark in analysis.recording.marks if mark.kind is MarkKind.REMARK]
    told = with_remarks(list(steps.values()), remarks) if steps else []
    asked = dict(zip(steps, with_hands(told), strict=True))
    return tuple(
        PhaseStep(
            phase=phase,
            step=asked.get(index),
            asks=index in asked and asked[index].needs_hands and not steps[index].needs_hands,
        )
        for index, phase in enumerate(phases)
    )


def draft_of_phases(analysis: Analysis, steps: Sequence[PhaseStep], *, name: str, language: str) -> Draft:
    """The draft of edited phases. Remarks are not added to words of a person.

    Raises:
        ValueError: when there are no steps.
    """
    kept = [
        replace(one.step, remarks=()) if one.phase.text else one.step for one in steps if one.step is not None
    ]
    if analysis.trace is None or not kept:
        raise ValueError("there are no steps")
    return Draft(
        name=name,
        steps=tuple(kept),
        language=known_language(language),
        note=analysis.trace.note(words_of(language)),
    )


def _step(phases: Sequence[RecordedPhase], index: int, *, trace: Trace, words: DraftWords) -> DraftStep:
    phase = phases[index]
    if phase.activity is None:
        step = addition(phase.start, words)
    else:
        following = next((one for one in phases[index + 1 :] if not one.out and not one.is_moment), None)
        after = None if following is None else _segment(following)
        step = step_of(_segment(phase), after, trace, words)
    if phase.text:
        step = replace(step, text=phase.text, phrase="")
    return replace(step, goal=HumanGate(words=phase.gate)) if phase.gate else step


def _segment(phase: RecordedPhase) -> Segment:
    return Segment(
        start=phase.start,
        stop=phase.stop,
        activity=phase.activity or Activity.REST,
        from_c=phase.from_c,
        to_c=phase.to_c,
        mean_c=phase.mean_c,
        power=phase.power,
    )
