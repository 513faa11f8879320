"""Real temperature logs: their events, and what the kitchen detects, announces and proposes.

The logs and their labels are read in place (see `FOLDER`) and are not part of the project; without them the
measurements are skipped with a message.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Goal, Table
from custom_components.hearthtech.kitchen.sessions.learn.draft import draft_of
from custom_components.hearthtech.kitchen.sessions.model import Sensed, SensedKind
from tools.cli.trace_log import deliver, read_log, replay_log

FOLDER = Path(
    os.environ.get("HEARTHTECH_TRACES")
    or Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "traces"
)
MODES: Mapping[str, Mapping[str, Any]] = {
    "1 Hz": {"every_s": 1.0},
    "10 s": {"every_s": 10.0},
    "30 s": {"every_s": 30.0},
    "whole degrees": {"every_s": 1.0, "whole": "c"},
}
"""How a thermometer reports: at most one reading in this many seconds, exact or in whole °C."""
CHANGES: Mapping[str, Mapping[str, Any]] = {
    "changes of 0.5 K": {"on_change_k": 0.5},
    "changes of 1 K": {"on_change_k": 1.0},
}
"""Thermometers that report changes only."""
COARSE = "changes of 1 K"
"""A silence shows a constant value only after a whole step was due. In steps of 1 K that takes a slow pot longer than a
minute: the goals for events found and for the delay of the boil hold for the other modes.
"""

MEANT: Mapping[str, set[SensedKind]] = {
    "boil": {SensedKind.BOIL},
    "boil begins, too near the end to demand": {SensedKind.BOIL},
    "something cold put in": {SensedKind.FOOD_ADDED},
    "lid or door opened (air falls, comes back)": {SensedKind.LID_OPENED},
    "probe or food taken out": {SensedKind.PROBE_TAKEN_OUT, SensedKind.PAN_LIFTED},
    "food taken out of the drum, heat cut": {
        SensedKind.PROBE_TAKEN_OUT,
        SensedKind.LID_OPENED,
        SensedKind.REST,
    },
    "probe put in": {SensedKind.PROBE_PUT_IN},
    "preheated": {SensedKind.PREHEATED},
}
"""The events of the labels, by the names of the kitchen."""
FOLLOWS = {SensedKind.SIMMER, SensedKind.OFF_BOIL, SensedKind.BOIL_OVER_RISK, SensedKind.TARGET_REACHED}
"""Events that accompany others and are not labeled; wrong only where they must never be announced."""


@dataclass(slots=True)
class Measured:
    """Results of one reporting mode over all logs."""

    wanted: int = 0
    found: int = 0
    false: int = 0
    never: list[str] = field(default_factory=list)
    hours: float = 0.0
    delays: list[float] = field(default_factory=list)
    """From the knee of the curve to the detected boil (s); infinite if it was not detected."""
    steps: int = 0
    steps_wanted: int = 0

    @property
    def share(self) -> float:
        return self.found / max(self.wanted, 1)

    @property
    def false_per_hour(self) -> float:
        return self.false / max(self.hours, 1e-9)

    @property
    def steps_ratio(self) -> float:
        return self.steps / max(self.steps_wanted, 1)

    @property
    def delay(self) -> float | None:
        return median(self.delays) if self.delays else None

    def add(self, label: Mapping[str, Any], found: Sequence[Sensed], slack_s: float) -> None:
        """Compare the detections in one log with its label."""
        used: set[int] = set()
        for event in label["events"]:
            near = [
                index
                for index, sensed in enumerate(found)
                if index not in used
                and sensed.kind in MEANT.get(event["event"], set())
                and abs(sensed.at - event["seconds"]) <= event["tolerance_s"] + slack_s
            ]
            used.update(near[:1])
            if event["must_be_found"]:
                self.wanted += 1
                self.found += bool(near)
            if event["event"] == "boil":
                boils = [sensed.at - event["seconds"] for sensed in found if sensed.kind is SensedKind.BOIL]
                self.delays.append(min(boils, key=abs, default=float("inf")))
        never = set(label["must_never_be_said"])
        self.never += [f"{label['name']}: {one.kind.value}" for one in found if one.kind.value in never]
        self.false += sum(
            index not in used and sensed.kind not in FOLLOWS for index, sensed in enumerate(found)
        )
        self.hours += label["seconds"] / 3600.0


def names() -> list[str]:
    """Return the names of the available logs."""
    return sorted(path.stem for path in FOLDER.glob("*.json") if path.with_suffix(".csv").exists())


def measure(every: Mapping[str, Any], *, power: bool, logs: Sequence[str] | None = None) -> Measured:
    """Replay the logs in one reporting mode."""
    result = Measured()
    for name in names() if logs is None else logs:
        label = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        delivered = deliver(read_log(FOLDER / f"{name}.csv"), power=power, **every)
        found, recording = replay_log(delivered)
        result.add(label, found, float(every.get("every_s", 0.0)))
        with suppress(ValueError):  # nothing was heated: no steps
            result.steps += len(draft_of(recording).steps)
        result.steps_wanted += len(label["steps_a_cook_would_write"])
    return result


def all_modes() -> dict[str, Measured]:
    """Return the results of every reporting mode, with and without known power."""
    return {
        f"{mode}, power {'known' if power else 'unknown'}": measure(every, power=power)
        for mode, every in {**MODES, **CHANGES}.items()
        for power in (False, True)
    }


def event_goals(measured: Mapping[str, Measured]) -> list[Goal]:
    """Return the goals for events, each by its worst mode."""
    if not measured:
        return []
    regular = [one for mode, one in measured.items() if not mode.startswith(COARSE)]
    delays = [one.delay for one in regular if one.delay is not None]
    return [
        Goal("real logs: events found", round(min(m.share for m in regular), 4), "", ">= 0.8"),
        Goal(
            "real logs: false events an hour",
            round(max(m.false_per_hour for m in measured.values()), 3),
            "1/h",
            "<= 0.2",
        ),
        Goal("real logs: said and must never be", sum(len(m.never) for m in measured.values()), "", "== 0"),
        Goal("real logs: knee to boil, median", round(max(delays), 1) if delays else None, "s", "<= 60"),
    ]


def step_goals(measured: Mapping[str, Measured]) -> list[Goal]:
    """Return the goal for steps, by its worst mode."""
    if not measured:
        return []
    worst = max(one.steps_ratio for one in measured.values())
    return [Goal("real logs: steps, times the cook's", round(worst, 3), "", "<= 1.5")]


def table(measured: Mapping[str, Measured]) -> Table:
    """Return the results of all modes, or why there are none."""
    if not measured:
        return Table("real logs: left out", ("why",), [(f"there are no logs in {FOLDER}",)])
    rows = [
        (mode, f"{m.found}/{m.wanted}", m.false_per_hour, len(m.never), m.delay, m.steps, m.steps_wanted)
        for mode, m in measured.items()
    ]
    columns = ("delivered", "found", "false an hour", "never", "boil after, s", "steps", "the cook's")
    return Table(f"real logs ({len(names())})", columns, rows)
