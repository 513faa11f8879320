"""Scores of segmentations of recordings: boundaries within a tolerance, labels, and those of `ruptures` for comparison."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.simulated_cookings import Cooking
from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.sessions.learn.recording import Floats
from custom_components.hearthtech.kitchen.sessions.learn.segment import Segment

TOLERANCE_S = 15.0


@dataclass(slots=True)
class Counts:
    """Counts of boundaries: matched, true and found."""

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


def matches(true: Sequence[float], found: Sequence[float]) -> int:
    """Return how many pairs are within the tolerance, each used once, the nearest first."""
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
    """Return the F1 score of each label over all seconds."""
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
    """Return the scores of PELT with each cost, signal and penalty of a grid.

    The kernel costs run in its compiled PELT (`KernelCPD`; the linear kernel is the l2 cost) on means of 5 s, the
    piecewise linear one in Python on means of 10 s: all within the tolerance, and with acceptable quadratic time.
    """
    scores: dict[str, Counts] = {}
    for cooking, (celsius, power) in zip(cookings, traces, strict=True):
        for setting, cuts in ruptures_cuts(celsius, power):
            scores.setdefault(setting, Counts()).add(cooking.boundaries, cuts)
    return scores


def ruptures_cuts(celsius: Floats, power: Floats) -> Iterator[tuple[str, list[float]]]:
    """Return the cuts of each setting (s). Signals are scaled so that one penalty fits their sum."""
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
    """Return means over this many seconds each."""
    cells = len(values) // seconds
    averaged: Floats = values[: cells * seconds].reshape(cells, seconds).mean(axis=1)
    return averaged
