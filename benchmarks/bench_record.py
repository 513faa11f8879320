"""Recording: how well recordings are converted to steps, and how well these steps cook the dish again.

Recordings: 12 kinds of dish, each cooked by hand several times in the simulator, with human errors: late reactions,
inexact levels, touches of the knob for no reason. The seeds differ from those used for tuning; a second range of seeds
was not looked at while building. For comparison, PELT of `ruptures` runs on the same traces, over a grid of its
settings; its best result counts.

A recording is cooked again in half and double amounts twice: from the draft as it is, and after the cook has corrected
additions that it misses or has too many of.
"""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
import time

import numpy as np

from benchmarks import real_logs
from benchmarks.boundary_scores import Counts, label_scores, ruptures_scores
from benchmarks.cooked_again import recording, replay_all
from benchmarks.report import Goal, Table, report
from benchmarks.simulated_cookings import ARCHETYPES, Cooking, cook_by_hand
from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.sessions.learn.recording import Floats
from custom_components.hearthtech.kitchen.sessions.learn.segment import segment

FITTED = (
    "Fitted: segmentation and drafts to simulated cookings of the same 12 dishes with seeds below 1000, and to the real logs; seeds "
    "from 1000 were looked at while building, those from 5000 were not."
)
FIRST_SEED = 1000
SECOND_SEED = 5000
"""The first seed of the range that was not looked at while building."""


def main(arguments: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="bench record", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=18, help="cookings of each kind of dish")
    parser.add_argument("--replayed", type=int, default=4, help="of those, how many are cooked again")
    options = parser.parse_args(arguments)
    first = measured(FIRST_SEED, options.seeds)
    second = measured(SECOND_SEED, options.seeds // 2)
    theirs = ruptures_scores(first.cookings, first.traces)
    best_name, best = max(theirs.items(), key=lambda item: item[1].f1)
    again = asyncio.run(replay_all(first.first_seeds(options.replayed)))
    drafted = asyncio.run(replay_all(first.first_seeds(options.replayed), corrected=False))
    again_second = asyncio.run(replay_all(second.first_seeds(options.replayed // 2)))
    drafted_second = asyncio.run(replay_all(second.first_seeds(options.replayed // 2), corrected=False))
    long_s = long_trace_seconds()
    real = real_logs.all_modes() if real_logs.names() else {}

    goals = [
        Goal("recordings", len(first.cookings), "", ">= 200"),
        Goal("kinds of dish", len(ARCHETYPES), "", ">= 12"),
        Goal("boundary F1 at 15 s", round(first.boundaries.f1, 4), "", ">= 0.85"),
        Goal("boundary F1 over the best of ruptures", round(first.boundaries.f1 - best.f1, 4), "", ">= 0"),
        Goal("label F1, mean of the labels", round(mean(first.labels.values()), 4), "", ">= 0.85"),
        Goal("transfer to half and double, after corrections", round(again.success, 4), "", ">= 0.9"),
        Goal("second range: boundary F1 at 15 s", round(second.boundaries.f1, 4), "", ">= 0.85"),
        Goal(
            "second range: label F1, mean of the labels",
            round(mean(second.labels.values()), 4),
            "",
            ">= 0.85",
        ),
        Goal("segmentation of 3 hours, processor time", round(long_s, 3), "s", "< 1"),
        *real_logs.step_goals(real),
    ]
    ranges = (
        (f"{FIRST_SEED}…", first, again, drafted),
        (f"{SECOND_SEED}…", second, again_second, drafted_second),
    )
    tables = [
        Table(
            "ranges of seeds",
            (
                "seeds",
                "recordings",
                "boundary F1",
                "label F1",
                "transfers",
                "as drafted",
                "after corrections",
            ),
            [
                (
                    name,
                    len(one.cookings),
                    one.boundaries.f1,
                    mean(one.labels.values()),
                    corrected.tried,
                    uncorrected.success,
                    corrected.success,
                )
                for name, one, corrected, uncorrected in ranges
            ],
        ),
        Table(
            "boundaries at ±15 s",
            ("dish", "F1", "true", "found", "F1, second range"),
            [
                (name, counts.f1, counts.true, counts.found, second.by_dish[name].f1)
                for name, counts in first.by_dish.items()
            ],
        ),
        Table(
            "labels, by seconds",
            ("label", "F1", "F1, second range"),
            [(name.value, score, second.labels[name]) for name, score in first.labels.items()],
        ),
        Table(
            "ruptures (PELT), the same traces",
            ("setting", "F1", "found"),
            [
                (name, counts.f1, counts.found)
                for name, counts in sorted(theirs.items(), key=lambda item: -item[1].f1)[:8]
            ],
        ),
        Table("cooked again after corrections", ("what", "value", "unit"), again.rows()),
        Table("cooked again as drafted", ("what", "value", "unit"), drafted.rows()),
        real_logs.table(real),
    ]
    return report(
        "record",
        goals,
        tables,
        fitted=FITTED,
        as_json=options.json,
        ruptures_best=best_name,
        seconds_per_recording=first.seconds,
        failures=again.failures,
        failures_as_drafted=drafted.failures,
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """The recordings of one range of seeds, and the scores of their segmentation."""

    cookings: Sequence[Cooking]
    traces: Sequence[tuple[Floats, Floats]]
    boundaries: Counts
    by_dish: dict[str, Counts]
    labels: dict[Activity, float]
    seconds: float
    """For the segmentation of one recording."""

    def first_seeds(self, count: int) -> list[Cooking]:
        """The cookings of the first seeds of each dish."""
        least = min(cooking.seed for cooking in self.cookings)
        return [cooking for cooking in self.cookings if cooking.seed < least + count]


def measured(first_seed: int, count: int) -> Measured:
    """Cook each dish with this many seeds, and segment the recordings."""
    seeds = range(first_seed, first_seed + count)
    cookings = [cook_by_hand(name, seed) for name in ARCHETYPES for seed in seeds]
    traces = [recording(cooking).per_second()[1:] for cooking in cookings]
    began = time.perf_counter()
    found = [segment(celsius, power)[0] for celsius, power in traces]
    seconds = (time.perf_counter() - began) / len(cookings)
    boundaries = Counts()
    by_dish = {name: Counts() for name in ARCHETYPES}
    for cooking, parts in zip(cookings, found, strict=True):
        starts = [part.start for part in parts[1:]]
        boundaries.add(cooking.boundaries, starts)
        by_dish[cooking.archetype].add(cooking.boundaries, starts)
    return Measured(cookings, traces, boundaries, by_dish, label_scores(cookings, found), seconds)


def long_trace_seconds() -> float:
    """Return the processor time for three hours of consecutive dishes with noise."""
    traces = [recording(cook_by_hand(name, FIRST_SEED)).per_second()[1:] for name in ("stew", "soup", "rice")]
    celsius = np.concatenate([trace[0] for trace in traces] * 3)[: 3 * 3600]
    power = np.concatenate([trace[1] for trace in traces] * 3)[: 3 * 3600]
    assert len(celsius) == 3 * 3600
    began = time.process_time()
    segment(celsius, power)
    return time.process_time() - began
