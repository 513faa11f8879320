"""From phases to steps a cook can read, change and sign: goals instead of a copy of the clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

import numpy as np

from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Goal,
    Heat,
    Phenomenon,
    PhenomenonGoal,
    Recipe,
    Step,
    TemperatureGoal,
)

from .activity import Activity
from .recording import Floats, Mark, MarkKind, Recording
from .segment import Segment, segment
from .unpowered import guessed_power
from .words import ENGLISH, DraftWords, known_language, round_time, words_of

NEAR_S = 45.0
"""A remark this near to something put in is about it."""
LONG_REST_S = 300.0
SIMMER_C = 97.5
"""What a simmer is held at, whatever the base of the pan showed: bubbles, no rolling boil."""
HOTTEST_C = 240.0
HIGH, MEDIUM, LOW = 0.7, 0.36, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """One step, with the part of the recording it comes from."""

    text: str
    activity: Activity | None
    """`None` for something put in."""
    start: float
    stop: float
    heat: Heat | None = None
    goal: Goal | None = None
    needs_hands: bool = False
    typical_s: float | None = None
    """How long it took."""
    remarks: tuple[str, ...] = ()

    def step(self) -> Step:
        """As a step of a recipe."""
        said = "".join(f" (“{words}”)" for words in self.remarks if words not in self.text)
        return Step(text=self.text + said, goal=self.goal, heat=self.heat, needs_hands=self.needs_hands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposal. Nothing of it is in the book before a cook signs it."""

    name: str
    steps: tuple[DraftStep, ...]
    recordings: int = 1
    language: str = "en"

    @property
    def estimates_s(self) -> tuple[float, ...]:
        """How long each step is likely to take."""
        return tuple(step.typical_s or 0.0 for step in self.steps)

    def edit(
        self,
        number: int,
        *,
        text: str | None = None,
        goal: Goal | None = None,
        heat: Heat | None = None,
        needs_hands: bool | None = None,
    ) -> Draft:
        """With one step changed; what is `None` stays."""
        old = self.steps[number]
        new = replace(
            old,
            text=old.text if text is None else text,
            goal=old.goal if goal is None else goal,
            heat=old.heat if heat is None else heat,
            needs_hands=old.needs_hands if needs_hands is None else needs_hands,
        )
        return replace(self, steps=(*self.steps[:number], new, *self.steps[number + 1 :]))

    def remove(self, number: int) -> Draft:
        """Without one step."""
        return replace(self, steps=(*self.steps[:number], *self.steps[number + 1 :]))

    def insert(self, number: int, step: DraftStep) -> Draft:
        """With a step more, before `number`."""
        return replace(self, steps=(*self.steps[:number], step, *self.steps[number:]))

    def sign(self, *, by: str, at: datetime, recipe_id: str | None = None) -> Recipe:
        """The recipe, in the name of the cook who signs it.

        Raises:
            ValueError: without a name or steps.
        """
        if not self.name.strip() or not self.steps or not by.strip():
            raise ValueError("a recipe needs a name, steps and somebody who signs it")
        minutes = sum(self.estimates_s)
        return Recipe(
            id=recipe_id or uuid4().hex,
            name=self.name,
            author=by,
            language=self.language,
            story=words_of(self.language).story.format(cook=by, day=at.date().isoformat()),
            steps=tuple(step.step() for step in self.steps),
            cook_time_s=float(round(minutes)) or None,
            created_at=at,
        )


def draft_of(recording: Recording, *, name: str = "", language: str = "en") -> Draft:
    """Propose steps for what was recorded, in the words of a language.

    Raises:
        ValueError: when there is nothing to learn from.
    """
    words = words_of(language)
    _, celsius, power = recording.per_second()
    if not recording.knows_power:
        power = guessed_power(celsius)
    segments, offset = segment(celsius, power)
    if not any(part.power > 0.02 for part in segments):
        raise ValueError("nothing was heated")
    remarks = [mark for mark in recording.marks if mark.kind is MarkKind.REMARK]
    for mark in remarks:
        if words.adds.search(mark.words) or ENGLISH.adds.search(mark.words):
            segments = _split_at(segments, mark.at)
    steps = _with_remarks(_steps(segments, celsius, power, offset, words), remarks)
    if not recording.knows_power:
        steps = [_without_level(step, words) for step in steps]
    return Draft(name=name or recording.dish, steps=tuple(steps), language=known_language(language))


def _without_level(step: DraftStep, words: DraftWords) -> DraftStep:
    """A step without a level of heat: none was seen. Off, and temperatures, stay."""
    if step.heat is None or not step.heat.power:
        return step
    text = step.text
    for level in words.levels:
        text = text.replace(level, "")
    return replace(step, heat=None, text=text)


def _steps(
    segments: Sequence[Segment], celsius: Floats, power: Floats, offset: float, words: DraftWords
) -> list[DraftStep]:
    steps: list[DraftStep] = []
    for number, part in enumerate(segments):
        if number == 0 and part.activity is Activity.REST:
            continue
        following = segments[number + 1] if number + 1 < len(segments) else None
        if part.added:
            steps.append(
                DraftStep(
                    text=f"{words.add}.",
                    activity=None,
                    start=part.start,
                    stop=part.start,
                    needs_hands=True,
                )
            )
        kept = _contents(part, celsius, power, offset)
        match part.activity:
            case Activity.WARM:
                target = None if following is None else _contents(following, celsius, power, offset)
                steps.append(_warm(part, following, target, words))
            case Activity.REST:
                steps.append(_rest(part, words, last=following is None))
            case _:
                steps.append(_keep(part, kept, words))
    return steps


def _split_at(segments: list[Segment], at: float) -> list[Segment]:
    """The phases, with something put in at `at`: at the nearest beginning when that is near, else a new one."""
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


def _contents(part: Segment, celsius: Floats, power: Floats, offset: float) -> float:
    """The temperature of what is in the pan through a phase: the base's, less what the heat adds to it (°C)."""
    begin = int(part.start + 0.3 * part.length_s)
    shown, heat = celsius[begin : int(part.stop)], power[begin : int(part.stop)]
    if part.activity is Activity.HOLD:
        return float(np.median(shown - offset * heat**0.75))
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
        case Activity.HOLD if target is not None:
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
    """Boiling, simmering, holding and frying last as long as the cook let them."""
    time = words.time(part.length_s)
    match part.activity:
        case Activity.BOIL:
            heat = Heat(power=_rounded(part.power))
            text = words.keep_boiling.format(time=time)
        case Activity.SIMMER:
            heat = Heat(temperature_c=SIMMER_C)
            text = words.simmer.format(time=time)
        case Activity.HOLD:
            heat = Heat(temperature_c=_degrees(celsius))
            text = words.keep_at.format(celsius=f"{_degrees(celsius):.0f}", time=time)
        case _:
            hot = _degrees(min(celsius, HOTTEST_C))
            heat = Heat(temperature_c=hot)
            text = words.fry.format(celsius=f"{hot:.0f}", time=time)
    return DraftStep(
        text=f"{text}.",
        activity=part.activity,
        start=part.start,
        stop=part.stop,
        heat=heat,
        goal=DurationGoal(seconds=round_time(part.length_s)),
        typical_s=part.length_s,
    )


def _rest(part: Segment, words: DraftWords, *, last: bool) -> DraftStep:
    """Off. A rest before something else, or a long one, has its time; after the end there is none."""
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
    )


def _with_remarks(steps: list[DraftStep], remarks: Sequence[Mark]) -> list[DraftStep]:
    """Each remark at its step; near to something put in, it tells what that was."""
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
