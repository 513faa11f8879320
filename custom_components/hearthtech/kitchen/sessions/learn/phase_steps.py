"""Convert the phases of a trace to steps in words, with goals and heat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...numeric import np
from ...recipes.activity import Activity
from ...recipes.model import DurationGoal, Goal, Heat, Phenomenon, PhenomenonGoal, TemperatureGoal
from .draft_step import DraftStep
from .limits import COLDEST_HEAT_C
from .messages import DraftWords, round_time, words_of
from .recording import Floats, Mark, MarkKind, Recording
from .segment import Segment, segment
from .thermometer_only import HeatingMedium, phases_of
from .tidy import tidy

NEAR_S = 45.0
"""A remark within this time (s) of an addition describes it."""
LONG_REST_S = 300.0
SIMMER_C = 97.5
"""Hold temperature of a simmer (°C), independent of the base's reading: bubbles, no rolling boil."""
HOTTEST_C = 240.0
HIGH, MEDIUM, LOW = 0.7, 0.36, 0.15


@dataclass(frozen=True, kw_only=True)
class Trace:
    """A recording once a second, with what is known of it as a whole."""

    celsius: Floats
    power: Floats
    """0-1; 0 where it is unknown."""
    offset: float = 0.0
    """What the base of the pan shows too much at full power, K."""
    medium: HeatingMedium | None = None
    """What was measured by a thermometer alone; `None` for a burner whose power is known."""

    def note(self, words: DraftWords) -> str:
        """A remark on the recording: whether it is no cooking in a pot."""
        return words.not_a_pot if self.medium is HeatingMedium.AIR else ""


def analyze(recording: Recording, words: DraftWords, boiling_c: float) -> tuple[list[Segment], Trace]:
    """The phases of a recording, cut where remarks say that something was added, and its trace.

    Raises:
        ValueError: when the recording has no usable data.
    """
    remarks = [mark for mark in recording.marks if mark.kind is MarkKind.REMARK]
    _, celsius, power = recording.per_second()
    if not recording.knows_power:
        watched = phases_of(recording, boiling_c=boiling_c)
        segments = _split_at_additions(tidy(watched.segments), remarks, words)
        return segments, Trace(celsius=celsius, power=0.0 * power, medium=watched.medium)
    segments, offset = segment(celsius, power, probe=recording.probe)
    if not any(part.power > 0.02 for part in segments):
        raise ValueError("nothing was heated")
    segments = _split_at_additions(tidy(segments), remarks, words)
    return segments, Trace(celsius=celsius, power=power, offset=offset)


def steps_of(segments: Sequence[Segment], trace: Trace, words: DraftWords) -> list[DraftStep]:
    """The steps of all phases. An addition is a step of its own before its phase."""
    steps: list[DraftStep] = []
    for number, part in enumerate(segments):
        if number == 0 and part.activity is Activity.REST:
            continue
        if part.added:
            steps.append(addition(part.start, words))
        if is_left_out(part, trace, first=number == 0):
            continue
        following = segments[number + 1] if number + 1 < len(segments) else None
        steps.append(step_of(part, following, trace, words))
    return steps


def is_left_out(part: Segment, trace: Trace, *, first: bool) -> bool:
    """Whether a phase is no step: before the first heat, or while the burner has only begun to heat."""
    if first and part.activity is Activity.REST:
        return True
    return part.activity is Activity.HOLD and _contents(part, trace) < COLDEST_HEAT_C


def addition(at: float, words: DraftWords) -> DraftStep:
    """The step in which something is put in."""
    return DraftStep(text=f"{words.add}.", activity=None, start=at, stop=at, needs_hands=True)


def step_of(part: Segment, following: Segment | None, trace: Trace, words: DraftWords) -> DraftStep:
    """The step of one phase; `following` is the next phase that is a step."""
    match part.activity:
        case Activity.WARM:
            target = None if following is None else _contents(following, trace)
            step = _warm(part, following, target, words)
        case Activity.REST:
            step = _rest(part, words, last=following is None)
        case _:
            step = _keep(part, _contents(part, trace), words)
    if trace.medium is None:
        return step
    step = _without_level(step, words)
    match trace.medium:
        case HeatingMedium.AIR:
            return _of_air(step)
        case HeatingMedium.CORE:
            return _core(step, words)
        case _:
            return step


def _of_air(step: DraftStep) -> DraftStep:
    """A step of an oven or grill, which is not controlled by a burner."""
    return replace(step, heat=None, level_c=None if step.heat is None else step.heat.temperature_c)


def _split_at_additions(segments: list[Segment], remarks: Sequence[Mark], words: DraftWords) -> list[Segment]:
    for mark in remarks:
        if words.adds.search(mark.words) or words_of("en").adds.search(mark.words):
            segments = _split_at(segments, mark.at)
    return segments


def _core(step: DraftStep, words: DraftWords) -> DraftStep:
    """A step of food with a probe in it: by its core temperature, for any heat source."""
    if step.activity is Activity.WARM and isinstance(step.goal, TemperatureGoal):
        text = words.core.format(celsius=f"{step.goal.celsius:.0f}")
        about = words.about.format(words=text, time=words.time(step.typical_s or 0.0))
        return replace(step, text=about, heat=None)
    if step.activity is Activity.REST and step.typical_s:
        text = words.rest_off.format(time=words.time(step.typical_s))
        return replace(step, text=f"{text}.", heat=None, phrase=f"{words.rest_off}.")
    return replace(step, heat=None)


def _without_level(step: DraftStep, words: DraftWords) -> DraftStep:
    """A step without a level of heat, because none was recorded. Off, and temperatures, are kept."""
    if step.heat is None or not step.heat.power:
        return step
    text = step.text
    for level in words.levels:
        text = text.replace(level, "")
    return replace(step, heat=None, text=text)


def _split_at(segments: list[Segment], at: float) -> list[Segment]:
    """The phases, with an addition at `at`: at a beginning of a phase near it, else as a new phase."""
    nearest = min(range(len(segments)), key=lambda index: abs(segments[index].start - at))
    if abs(segments[nearest].start - at) <= NEAR_S:
        added = nearest > 0 and segments[nearest].activity is not Activity.REST
        return [
            replace(part, added=part.added or (index == nearest and added))
            for index, part in enumerate(segments)
        ]
    split: list[Segment] = []
    for part in segments:
        if part.start + NEAR_S < at < part.stop - NEAR_S and part.activity is not Activity.REST:
            share = (at - part.start) / part.length_s
            middle = part.from_c + share * (part.to_c - part.from_c)
            split.append(replace(part, stop=at, to_c=middle))
            split.append(replace(part, start=at, from_c=middle, added=True))
        else:
            split.append(part)
    return split


def _contents(part: Segment, trace: Trace) -> float:
    """The temperature of the pan's contents during a phase: the base's, minus the offset by heat (°C)."""
    begin = int(part.start + 0.3 * part.length_s)
    end = max(int(part.stop), begin + 1)
    shown, heat = trace.celsius[begin:end], trace.power[begin:end]
    if part.activity is Activity.HOLD:
        return float(np.median(shown - trace.offset * heat**0.75))
    return float(np.median(shown))


def _warm(part: Segment, following: Segment | None, target: float | None, words: DraftWords) -> DraftStep:
    """Warming has the beginning of the next phase as its goal."""
    heat = Heat(power=_rounded(part.power))
    goal: Goal
    high, medium, low = words.levels
    level = high if part.power >= HIGH else medium if part.power >= MEDIUM else low
    match None if following is None else following.activity:
        case Activity.BOIL | Activity.SIMMER:
            goal = PhenomenonGoal(phenomenon=Phenomenon.BOILS)
            text = words.boil.format(level=level)
        case Activity.HOLD if target is not None and target >= COLDEST_HEAT_C:
            heat = Heat(temperature_c=_degrees(target))
            goal = TemperatureGoal(celsius=_degrees(target))
            text = words.warm_to.format(celsius=f"{_degrees(target):.0f}")
        case Activity.FRY:
            hot = _degrees(min(part.to_c, HOTTEST_C))
            heat = Heat(temperature_c=hot)
            goal = TemperatureGoal(celsius=hot, tolerance_c=5.0)
            text = words.heat_pan.format(celsius=f"{hot:.0f}")
        case _:
            goal = TemperatureGoal(celsius=_degrees(part.to_c))
            text = words.warm_on.format(level=level, celsius=f"{_degrees(part.to_c):.0f}")
    return DraftStep(
        text=words.about.format(words=text, time=words.time(part.length_s)),
        activity=part.activity,
        start=part.start,
        stop=part.stop,
        heat=heat,
        goal=goal,
        typical_s=part.length_s,
    )


def _keep(part: Segment, celsius: float, words: DraftWords) -> DraftStep:
    """Boiling, simmering, holding and frying last as long as in the recording."""
    time, shown = words.time(part.length_s), 0.0
    match part.activity:
        case Activity.BOIL:
            heat = Heat(power=_rounded(part.power))
            phrase = words.keep_boiling
        case Activity.SIMMER:
            heat = Heat(temperature_c=SIMMER_C)
            phrase = words.simmer
        case Activity.HOLD:
            heat = Heat(temperature_c=_degrees(celsius))
            phrase, shown = words.keep_at, _degrees(celsius)
        case _:
            hot = _degrees(min(celsius, HOTTEST_C))
            heat = Heat(temperature_c=hot)
            phrase, shown = words.fry, hot
    return DraftStep(
        text=f"{phrase.format(time=time, celsius=f'{shown:.0f}')}.",
        activity=part.activity,
        start=part.start,
        stop=part.stop,
        heat=heat,
        goal=DurationGoal(seconds=round_time(part.length_s)),
        typical_s=part.length_s,
        phrase=f"{phrase}.",
    )


def _rest(part: Segment, words: DraftWords, *, last: bool) -> DraftStep:
    """Off. A rest before another step, or a long one, has a duration; after the end there is none."""
    timed = not last or part.length_s >= LONG_REST_S
    text = words.rest.format(time=words.time(part.length_s)) if timed else words.off
    return DraftStep(
        text=f"{text}.",
        activity=part.activity,
        start=part.start,
        stop=part.stop,
        heat=Heat(power=0.0),
        goal=DurationGoal(seconds=round_time(part.length_s)) if timed else None,
        typical_s=part.length_s if timed else 0.0,
        phrase=f"{words.rest}." if timed else "",
    )


def with_remarks(steps: list[DraftStep], remarks: Sequence[Mark]) -> list[DraftStep]:
    """Each remark at its step; near an addition, it names the added food."""
    told = list(steps)
    for mark in remarks:
        additions = [index for index, step in enumerate(told) if step.activity is None]
        near = min(additions, key=lambda index: abs(told[index].start - mark.at), default=None)
        if near is None or abs(told[near].start - mark.at) > NEAR_S:
            holding = [
                index
                for index, step in enumerate(told)
                if step.activity is not None and step.start <= mark.at < step.stop
            ]
            near = holding[0] if holding else len(told) - 1
        told[near] = replace(told[near], remarks=(*told[near].remarks, mark.words))
    return told


def _degrees(celsius: float) -> float:
    return float(round(celsius))


def _rounded(power: float) -> float:
    return min(max(round(power * 20) / 20, 0.05), 1.0)
