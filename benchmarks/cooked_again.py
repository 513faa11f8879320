"""Cooks dishes again from their recordings, in the same and in other amounts, and judges the results."""

from collections.abc import Sequence
from dataclasses import dataclass
import math
from statistics import mean, median

import numpy as np

from benchmarks.replay_simulation import Replay, cook_again
from benchmarks.simulated_cookings import Cooking
from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.sessions.learn.draft import Draft, draft_of
from custom_components.hearthtech.kitchen.sessions.learn.recording import (
    Mark,
    MarkKind,
    Recording,
    make_recording,
)

KEPT = (Activity.BOIL, Activity.SIMMER, Activity.HOLD, Activity.FRY)
SCALES = (0.5, 2.0)


def recording(cooking: Cooking, marks: Sequence[Mark] = ()) -> Recording:
    """Return the cooking as recorded by the kitchen."""
    return make_recording(cooking.times, cooking.celsius, cooking.power, marks=marks, dish=cooking.archetype)


@dataclass(slots=True)
class Again:
    """Results of cooking again from the recordings."""

    tried: int
    worked: int
    failures: list[str]
    errors_k: list[float]
    interventions: list[int]
    edits: list[int]

    @property
    def success(self) -> float:
        return self.worked / max(self.tried, 1)

    def rows(self) -> list[tuple[str, object, str]]:
        return [
            ("transfers tried", self.tried, ""),
            ("transfers that cooked the dish", self.worked, ""),
            ("replay error after alignment, same pan, median", median(self.errors_k), "K"),
            ("interventions needed in a transfer, mean", mean(self.interventions), ""),
            ("edits of the draft before signing, mean", mean(self.edits), ""),
        ]


async def replay_all(cookings: Sequence[Cooking], *, corrected: bool = True) -> Again:
    """Record, and cook again in the same pan and in pans of half and double mass.

    `corrected`: the cook corrects the draft before; otherwise it is signed as it is.
    """
    again = Again(0, 0, [], [], [], [])
    for cooking in cookings:
        draft, edits = signed(cooking) if corrected else (as_drafted(cooking), 0)
        steps = tuple(step.step() for step in draft.steps)
        again.edits.append(edits)
        same = await cook_again(cooking, steps)
        again.errors_k.append(replay_error(cooking, draft, same))
        for scale in SCALES:
            replay = await cook_again(cooking, steps, scale=scale)
            reason = failure(cooking, draft, replay)
            again.tried += 1
            again.worked += reason is None
            again.interventions.append(replay.interventions)
            if reason is not None:
                again.failures.append(f"{cooking.archetype}/{cooking.seed} x{scale}: {reason}")
    return again


def remarks(cooking: Cooking) -> list[Mark]:
    """What the cook says while cooking: every second addition is mentioned."""
    return [
        Mark(at=addition.at + 3, kind=MarkKind.REMARK, words=f"Now the {addition.what} goes in.")
        for number, addition in enumerate(cooking.additions)
        if (cooking.seed + number) % 2
    ]


def as_drafted(cooking: Cooking) -> Draft:
    """Return the draft as the kitchen makes it, without any correction."""
    return draft_of(recording(cooking, remarks(cooking)))


def signed(cooking: Cooking) -> tuple[Draft, int]:
    """Return the draft after the cook's corrections (each addition occurs once), and the number of edits."""
    marks = remarks(cooking)
    draft = draft_of(recording(cooking, marks))
    edits = 0
    for addition in cooking.additions:
        if not any(abs(at - addition.at) <= 60 for at in put_in_at(draft)):
            marks.append(Mark(at=addition.at, kind=MarkKind.REMARK, words=f"Put the {addition.what} in."))
            draft = draft_of(recording(cooking, marks))
            edits += 1
    true = [addition.at for addition in cooking.additions]
    while len(put_in_at(draft)) > len(true):
        extra = max(
            (n for n, step in enumerate(draft.steps) if step.activity is None),
            key=lambda n: min((abs(draft.steps[n].start - at) for at in true), default=math.inf),
        )
        draft = draft.remove(extra)
        edits += 1
    return draft, edits


def put_in_at(draft: Draft) -> list[float]:
    """Return when something was added, according to the draft."""
    return [step.start for step in draft.steps if step.activity is None]


def failure(cooking: Cooking, draft: Draft, replay: Replay) -> str | None:
    """Return why a replay did not cook the dish, `None` if it did.

    A dish is cooked if the temperature of its food was, during each activity, in that activity's band nearly as long as
    for the cook (at least 0.7 times) and not much longer than the activity lasted (at most 1.4 times), nothing boiled
    dry, and it was never much hotter than for the cook.
    """
    if not replay.done:
        return "not finished"
    if replay.dried:
        return "boiled dry"
    if replay.unused:
        return f"{replay.unused} things never put in"
    hotter = max(replay.felt) - max(cooking.felt)
    fried = any(phase.activity is Activity.FRY for phase in cooking.phases)
    if hotter > (40.0 if fried else 6.0):
        return f"{hotter:.0f} K too hot"
    told = [cooking.activity_at(at) for at in cooking.times]
    told_again = [draft.steps[min(step, len(draft.steps) - 1)].activity for step in replay.steps]
    for activity in KEPT:
        felt = [value for value, now in zip(cooking.felt, told, strict=True) if now is activity]
        if len(felt) < 60:
            continue
        kept = band(activity, median(felt))
        before, after = seconds_in(kept, felt), seconds_in(kept, while_hot(replay.felt, told_again, activity))
        if after + 30 < 0.7 * (before + 30) or after > 1.4 * len(felt):
            return f"{activity.value} for {after} s instead of {before} to {len(felt)} s"
    return None


def while_hot(felt: Sequence[float], told: Sequence[Activity | None], activity: Activity) -> list[float]:
    """Return the food temperatures from the first to the last time of an activity, including additions between."""
    here = [index for index, now in enumerate(told) if now is activity]
    if not here:
        return []
    other = {kept for kept in KEPT if kept is not activity}
    inside = range(here[0], here[-1] + 1)
    return [felt[index] for index in inside if told[index] not in other]


def seconds_in(kept: tuple[float, float], felt: Sequence[float]) -> int:
    """Return the seconds inside a band."""
    return sum(kept[0] <= value <= kept[1] for value in felt)


def band(activity: Activity, middle: float) -> tuple[float, float]:
    """Return the temperature band that is equivalent for the food (°C)."""
    if activity is Activity.FRY:
        return max(middle - 25.0, 105.0), middle + 25.0
    if activity is Activity.HOLD:
        return middle - 4.0, middle + 4.0
    return (97.0 if activity is Activity.BOIL else min(middle, 99.0) - 5.0), 110.0


def replay_error(cooking: Cooking, draft: Draft, replay: Replay) -> float:
    """Return the root mean square difference of the displayed temperature, step by step, each step scaled to the same
    length (K).
    """
    shown = recording(cooking).per_second()[1]
    squares: list[float] = []
    for number, step in enumerate(draft.steps):
        there = [value for value, at in zip(replay.shown, replay.steps, strict=True) if at == number]
        here = shown[int(step.start) : int(step.stop)]
        if len(there) < 20 or len(here) < 20:
            continue
        stretched = np.interp(np.linspace(0, 1, 200), np.linspace(0, 1, len(there)), there)
        original = np.interp(np.linspace(0, 1, 200), np.linspace(0, 1, len(here)), here)
        squares += ((stretched - original) ** 2).tolist()
    return math.sqrt(mean(squares)) if squares else math.nan
