"""Cook it once, keep it for ever: how well recordings become steps, and how those cook again.

Recordings: 12 kinds of dish, each cooked by hand several times in the simulator, with a person's slips. Seeds here are
not those the code was tuned on. Beside our segmentation runs PELT of `ruptures` on the same traces, over a grid of its
settings; its best one counts.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import math
from statistics import mean, median
import time

import numpy as np

from benchmarks.cooks import ARCHETYPES, Cooking, cook_by_hand
from benchmarks.replays import Replay, cook_again
from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.session.learn.activity import Activity
from custom_components.hearthtech.kitchen.session.learn.draft import Draft, draft_of
from custom_components.hearthtech.kitchen.session.learn.recording import (
    Floats,
    Mark,
    MarkKind,
    Recording,
    make_recording,
)
from custom_components.hearthtech.kitchen.session.learn.segment import Segment, segment

FIRST_SEED = 1000
TOLERANCE_S = 15.0
KEPT = (Activity.BOIL, Activity.SIMMER, Activity.HOLD, Activity.FRY)
SCALES = (0.5, 2.0)


@dataclass(slots=True)
class Counts:
    """Boundaries: matched, true and found."""

    matched: int = 0
    true: int = 0
    found: int = 0

    def add(self, true: Sequence[float], found: Sequence[float]) -> None:
        self.matched += matches(true, found)
        self.true += len(true)
        self.found += len(found)

    @property
    def f1(self) -> float:
        return 2 * self.matched / max(self.true + self.found, 1)


def main(arguments: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="bench record", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=18, help="cookings of each kind of dish")
    parser.add_argument("--replayed", type=int, default=4, help="of those, how many are cooked again")
    options = parser.parse_args(arguments)
    seeds = range(FIRST_SEED, FIRST_SEED + options.seeds)
    cookings = [cook_by_hand(name, seed) for name in ARCHETYPES for seed in seeds]
    traces = [recording(cooking).per_second()[1:] for cooking in cookings]

    began = time.perf_counter()
    found = [segment(celsius, power)[0] for celsius, power in traces]
    seconds = (time.perf_counter() - began) / len(cookings)
    ours = Counts()
    by_dish = {name: Counts() for name in ARCHETYPES}
    for cooking, parts in zip(cookings, found, strict=True):
        starts = [part.start for part in parts[1:]]
        ours.add(cooking.boundaries, starts)
        by_dish[cooking.archetype].add(cooking.boundaries, starts)
    labels = label_scores(cookings, found)
    theirs = ruptures_scores(cookings, traces)
    best_name, best = max(theirs.items(), key=lambda item: item[1].f1)
    again = asyncio.run(replay_all([c for c in cookings if c.seed < FIRST_SEED + options.replayed]))
    long_s = long_trace_seconds()

    goals = [
        Goal("recordings", len(cookings), "", ">= 200"),
        Goal("kinds of dish", len(ARCHETYPES), "", ">= 12"),
        Goal("boundary F1 at 15 s", round(ours.f1, 4), "", ">= 0.85"),
        Goal("boundary F1 over the best of ruptures", round(ours.f1 - best.f1, 4), "", ">= 0"),
        Goal("label F1, mean of the labels", round(mean(labels.values()), 4), "", ">= 0.85"),
        Goal("transfer to half and double", round(again.success, 4), "", ">= 0.9"),
        Goal("segmentation of 3 hours, processor time", round(long_s, 3), "s", "< 1"),
    ]
    tables = [
        Table(
            "boundaries at ±15 s",
            ("dish", "F1", "true", "found"),
            [(name, counts.f1, counts.true, counts.found) for name, counts in by_dish.items()],
        ),
        Table("labels, by seconds", ("label", "F1"), [(name.value, score) for name, score in labels.items()]),
        Table(
            "ruptures (PELT), the same traces",
            ("setting", "F1", "found"),
            [
                (name, counts.f1, counts.found)
                for name, counts in sorted(theirs.items(), key=lambda item: -item[1].f1)[:8]
            ],
        ),
        Table("cooked again", ("what", "value", "unit"), again.rows()),
    ]
    return report(
        "record",
        goals,
        tables,
        as_json=options.json,
        ruptures_best=best_name,
        seconds_per_recording=seconds,
        failures=again.failures,
    )


def recording(cooking: Cooking, marks: Sequence[Mark] = ()) -> Recording:
    """The cooking as the kitchen saw it."""
    return make_recording(cooking.times, cooking.celsius, cooking.power, marks=marks, dish=cooking.archetype)


def matches(true: Sequence[float], found: Sequence[float]) -> int:
    """How many pairs lie within the tolerance, each used once, the nearest first."""
    near = sorted(
        (abs(one - two), left, right)
        for left, one in enumerate(true)
        for right, two in enumerate(found)
        if abs(one - two) <= TOLERANCE_S
    )
    lefts: set[int] = set()
    rights: set[int] = set()
    for _, left, right in near:
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
    return len(lefts)


def label_scores(cookings: Sequence[Cooking], found: Sequence[Sequence[Segment]]) -> dict[Activity, float]:
    """F1 of each label over all seconds."""
    pairs: Counter[tuple[Activity, Activity]] = Counter()
    for cooking, parts in zip(cookings, found, strict=True):
        for part in parts:
            for second in range(int(part.start), int(part.stop)):
                pairs[cooking.activity_at(second), part.activity] += 1
    scores = {}
    for label in Activity:
        right = pairs[label, label]
        wrong = sum(n for (true, told), n in pairs.items() if (true is label) != (told is label))
        scores[label] = 2 * right / max(2 * right + wrong, 1)
    return scores


def ruptures_scores(
    cookings: Sequence[Cooking], traces: Sequence[tuple[Floats, Floats]]
) -> dict[str, Counts]:
    """PELT with each cost, signal and penalty of a grid.

    The kernel costs run in its compiled PELT (`KernelCPD`; the linear kernel is the l2 cost) on means of 5 s, the
    piecewise linear one in Python on means of 10 s: all within the tolerance, and its quadratic time within reason.
    """
    scores: dict[str, Counts] = {}
    for cooking, (celsius, power) in zip(cookings, traces, strict=True):
        for setting, cuts in ruptures_cuts(celsius, power):
            scores.setdefault(setting, Counts()).add(cooking.boundaries, cuts)
    return scores


def ruptures_cuts(celsius: Floats, power: Floats) -> Iterator[tuple[str, list[float]]]:
    """The cuts of each setting, in s. Signals are scaled so that one penalty fits their sum."""
    import ruptures

    level, heat = means(celsius, 5) / 20, means(power, 5) * 5
    slope = np.gradient(np.convolve(np.pad(level * 20, 2, mode="edge"), np.ones(5) / 5, mode="valid"))
    signals = {
        "temperature": (level,),
        "slope": (slope,),
        "power": (heat,),
        "temperature+power": (level, heat),
        "slope+power": (slope, heat),
        "temperature+slope+power": (level, slope, heat),
    }
    for kernel in ("linear", "rbf"):
        for name, columns in signals.items():
            search = ruptures.KernelCPD(kernel=kernel, min_size=5).fit(np.column_stack(columns))
            for penalty in (0.1, 0.3, 1, 3, 10, 30, 100):
                cuts = search.predict(pen=penalty)[:-1]
                yield f"{kernel} {name} penalty {penalty}", [5.0 * cut for cut in cuts]
    search = ruptures.Pelt(model="clinear", min_size=3, jump=1).fit(means(celsius, 10)[:, None] / 20)
    for penalty in (0.03, 0.3):
        cuts = search.predict(pen=penalty)[:-1]
        yield f"piecewise linear temperature penalty {penalty}", [10.0 * cut for cut in cuts]


def means(values: Floats, seconds: int) -> Floats:
    """Means of so many seconds each."""
    cells = len(values) // seconds
    averaged: Floats = values[: cells * seconds].reshape(cells, seconds).mean(axis=1)
    return averaged


@dataclass(slots=True)
class Again:
    """What came of cooking again from the recordings."""

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


async def replay_all(cookings: Sequence[Cooking]) -> Again:
    """Record, let the cook edit and sign, cook again in the same pan and in pans of half and double mass."""
    again = Again(0, 0, [], [], [], [])
    for cooking in cookings:
        draft, edits = signed(cooking)
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


def signed(cooking: Cooking) -> tuple[Draft, int]:
    """The draft after the cook looked it over: what was put in is in it, each thing once. And how many edits."""
    marks = [
        Mark(at=addition.at + 3, kind=MarkKind.REMARK, words=f"Now the {addition.what} goes in.")
        for number, addition in enumerate(cooking.additions)
        if (cooking.seed + number) % 2  # every other time somebody says so
    ]
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
    """When, by the draft, something was put in."""
    return [step.start for step in draft.steps if step.activity is None]


def failure(cooking: Cooking, draft: Draft, replay: Replay) -> str | None:
    """Why a replay did not cook the dish, `None` when it did.

    A dish is cooked when what it feels has, during each activity, been in that activity's band nearly as long as it
    was for the cook (at least 0.7 times) and not much longer than the activity lasted (at most 1.4 times), nothing
    boiled dry, and it never got much hotter than it did for the cook.
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
    """What was felt from the first time of an activity to the last, putting things in between included."""
    here = [index for index, now in enumerate(told) if now is activity]
    if not here:
        return []
    other = {kept for kept in KEPT if kept is not activity}
    inside = range(here[0], here[-1] + 1)
    return [felt[index] for index in inside if told[index] not in other]


def seconds_in(kept: tuple[float, float], felt: Sequence[float]) -> int:
    """Seconds inside a band."""
    return sum(kept[0] <= value <= kept[1] for value in felt)


def band(activity: Activity, middle: float) -> tuple[float, float]:
    """What counts as the same to the food (°C)."""
    if activity is Activity.FRY:
        return max(middle - 25.0, 105.0), middle + 25.0
    if activity is Activity.HOLD:
        return middle - 4.0, middle + 4.0
    return (97.0 if activity is Activity.BOIL else min(middle, 99.0) - 5.0), 110.0


def replay_error(cooking: Cooking, draft: Draft, replay: Replay) -> float:
    """Root mean square difference of what was shown, step by step, each step stretched to the same length (K)."""
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


def long_trace_seconds() -> float:
    """Processor time for three hours: dishes after one another, with their noise."""
    traces = [recording(cook_by_hand(name, FIRST_SEED)).per_second()[1:] for name in ("stew", "soup", "rice")]
    celsius = np.concatenate([trace[0] for trace in traces] * 3)[: 3 * 3600]
    power = np.concatenate([trace[1] for trace in traces] * 3)[: 3 * 3600]
    assert len(celsius) == 3 * 3600
    began = time.process_time()
    segment(celsius, power)
    return time.process_time() - began
