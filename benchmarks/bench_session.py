"""The session engine: readings a second, how soon a hand is obeyed, twenty sessions at once, and what sensing finds."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
import random
from statistics import median
import time

from benchmarks.cooks import Setup
from benchmarks.replays import SimulatedBurner
from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.burner import BurnerEvent, BurnerEventKind, HeatSource
from custom_components.hearthtech.kitchen.clock import LoopClock, ManualClock
from custom_components.hearthtech.kitchen.directory import BurnerDirectory
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HelpLevel,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Step,
)
from custom_components.hearthtech.kitchen.session import (
    CookingSession,
    CookingSessions,
    DishPlan,
    MemoryJournal,
)
from custom_components.hearthtech.kitchen.session.events import decode, encode
from custom_components.hearthtech.kitchen.session.fold import replay
from custom_components.hearthtech.kitchen.session.model import SensedKind
from custom_components.hearthtech.kitchen.session.sensing import Sensing
from custom_components.hearthtech.stove.simulator.sensor import Sensor, SensorSpec
from custom_components.hearthtech.stove.simulator.thermal import HEATERS, Pan, Physics

STEPS = (
    Step(
        text="Bring it to a boil.",
        heat=Heat(power=1.0),
        goal=PhenomenonGoal(phenomenon=Phenomenon.BOILS),
        needs_hands=False,
    ),
    Step(
        text="Simmer for two hours.",
        heat=Heat(temperature_c=95.0),
        goal=DurationGoal(seconds=7200),
        needs_hands=False,
    ),
    Step(text="Taste.", goal=HumanGate(words="until it tastes right")),
)
SENSING_GOAL_S = {
    SensedKind.BOIL: (-15.0, 120.0),
    SensedKind.FOOD_ADDED: (0.0, 40.0),
    SensedKind.PAN_LIFTED: (0.0, 12.0),
    SensedKind.BOIL_DRY: (-5.0, 45.0),
    SensedKind.PREHEATED: (-60.0, 60.0),
    SensedKind.SIMMER: (-150.0, 60.0),
}
"""How early and how late a finding may come to count as right, s. Before the boil the base of a pan simmers early."""


def main(arguments: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="bench session", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--traces", type=int, default=25, help="simulated traces of each thing to be sensed")
    options = parser.parse_args(arguments)
    per_second, replay_us = asyncio.run(engine_speed())
    hand_ms, stop_ms = asyncio.run(hand_times())
    twenty = asyncio.run(twenty_at_once())
    scores, false_alarms, delays = sensing_scores(options.traces)
    goals = [
        Goal("readings a second, one session", round(per_second), "1/s", ">= 2000"),
        Goal("knob to session state, worst", round(hand_ms, 3), "ms", "<= 100"),
        Goal("stop to burner off, worst", round(stop_ms, 3), "ms", "<= 100"),
        Goal("20 sessions at 4 Hz, share of one core", round(twenty, 4), "", "<= 0.25"),
        Goal("replay of a journal, an event", round(replay_us, 1), "µs", "<= 500"),
        *(
            Goal(f"{kind.value} found in time", round(score, 4), "", ">= 0.9")
            for kind, score in scores.items()
        ),
        Goal("false findings an hour", round(false_alarms, 3), "1/h", "<= 0.5"),
    ]
    rows = [(kind.value, scores[kind], delays[kind]) for kind in scores]
    tables = [Table("sensing", ("what", "found in time", "median delay, s"), rows)]
    return report("session", goals, tables, as_json=options.json)


def open_kitchen(
    count: int, *, real: bool = False
) -> tuple[ManualClock, CookingSessions, list[SimulatedBurner]]:
    """A kitchen with this many burners, each with a pot of water."""
    clock = ManualClock()
    directory = BurnerDirectory()
    burners = [SimulatedBurner(Setup(), seed) for seed in range(count)]
    for number, burner in enumerate(burners):
        burner.id = f"bench/{number}"
        burner.physics.add_water(1.5)
        directory.add(burner)
    loop_clock = LoopClock(asyncio.get_running_loop()) if real else clock
    return clock, CookingSessions(clock=loop_clock, directory=directory, journal=MemoryJournal()), burners


async def begin(sessions: CookingSessions, burner: SimulatedBurner) -> CookingSession:
    """A dish on autopilot."""
    plan = DishPlan(id="1", name="Soup", steps=STEPS, burner_id=burner.id, level=HelpLevel.AUTOPILOT)
    session = await sessions.open([plan])
    await session.start(heat=True)
    return session


def tell(
    burner: SimulatedBurner, celsius: float, event: BurnerEventKind | None = None, **changes: object
) -> None:
    """A frame from the stove."""
    burner.now += 0.25
    burner.state = replace(
        burner.state,
        measured_at=burner.now,
        pan_temperature_c=celsius,
        **changes,  # type: ignore[arg-type]
    )
    told = None if event is None else BurnerEvent(at=burner.now, kind=event)
    for listener in tuple(burner._listeners):
        listener(burner.state, told)


async def engine_speed(readings: int = 20_000) -> tuple[float, float]:
    """Readings a second of processor time through goals, sensing and journal; and what replaying an event costs (µs)."""
    clock, sessions, (burner,) = open_kitchen(1)
    session = await begin(sessions, burner)
    noise = random.Random(1)
    began = time.process_time()
    for number in range(readings):
        clock.advance(0.25)
        tell(burner, 60.0 + noise.gauss(0, 0.1))
        if number % 100 == 0:
            await asyncio.sleep(0)
    await session.settle()
    per_second = readings / (time.process_time() - began)
    journal = sessions._journal
    assert isinstance(journal, MemoryJournal)
    records = journal.records[session.id]
    began = time.process_time()
    state = replay(decode(record) for record in records)
    replay_us = (time.process_time() - began) / len(records) * 1e6
    assert state == session.state
    assert encode(decode(records[0])) == records[0]
    await session.stop()
    return per_second, replay_us


async def hand_times(rounds: int = 200) -> tuple[float, float]:
    """From the stove's frame to the session's state, and from a person's stop to the burner being off; worst, ms."""
    knob, stop = 0.0, 0.0
    for number in range(rounds):
        _, sessions, (burner,) = open_kitchen(1, real=True)
        session = await begin(sessions, burner)
        if number % 2:
            began = time.perf_counter()
            tell(burner, 50.0, BurnerEventKind.TAKEN_OVER, source=HeatSource.MANUAL, power=0.4)
            assert session.state.dishes[0].by_hand
            knob = max(knob, time.perf_counter() - began)
            await session.stop()
        else:
            began = time.perf_counter()
            await session.stop()
            assert burner.state.source is HeatSource.IDLE
            stop = max(stop, time.perf_counter() - began)
    return knob * 1000, stop * 1000


async def twenty_at_once(seconds: int = 120) -> float:
    """Processor time of twenty sessions, each told four times a second, over the time that they cook."""
    clock, sessions, burners = open_kitchen(20)
    running = [await begin(sessions, burner) for burner in burners]
    noise = random.Random(2)
    began = time.process_time()
    for _ in range(seconds * 4):
        clock.advance(0.25)
        for burner in burners:
            tell(burner, 70.0 + noise.gauss(0, 0.1))
        await asyncio.sleep(0)
    used = time.process_time() - began
    for session in running:
        await session.stop()
    return used / seconds


@dataclass(slots=True)
class Trace:
    """One simulated trace: what should be found and when, and what was."""

    wanted: dict[SensedKind, float]
    found: list[tuple[float, SensedKind]]
    hours: float


def sensing_scores(count: int) -> tuple[dict[SensedKind, float], float, dict[SensedKind, float | None]]:
    """By kind the share found in time, false findings an hour, and the median delay (s)."""
    makers: Sequence[Callable[[random.Random], Trace]] = (water, hot_pan, lifted, boiled_dry)
    traces = [make(random.Random(f"{make.__name__}/{seed}")) for make in makers for seed in range(count)]
    wanted: Counter[SensedKind] = Counter()
    right: Counter[SensedKind] = Counter()
    delays: dict[SensedKind, list[float]] = {kind: [] for kind in SENSING_GOAL_S}
    wrong = 0
    for trace in traces:
        used: set[int] = set()
        for kind, at in trace.wanted.items():
            wanted[kind] += 1
            early, late = SENSING_GOAL_S[kind]
            hits = [
                index
                for index, (found_at, found) in enumerate(trace.found)
                if found is kind and early <= found_at - at <= late
            ]
            if hits:
                right[kind] += 1
                delays[kind].append(trace.found[hits[0]][0] - at)
                used.update(hits)
        counted = {SensedKind.BOIL, SensedKind.FOOD_ADDED, SensedKind.PAN_LIFTED, SensedKind.BOIL_DRY}
        wrong += sum(found in counted and index not in used for index, (_, found) in enumerate(trace.found))
    hours = sum(trace.hours for trace in traces)
    scores = {kind: right[kind] / wanted[kind] for kind in SENSING_GOAL_S if wanted[kind]}
    return scores, wrong / hours, {kind: median(d) if d else None for kind, d in delays.items()}


class Pot:
    """A pot on the thermal model, its sensor, and sensing."""

    def __init__(self, rng: random.Random, *, heaters: Sequence[str], probe: bool) -> None:
        self.physics = Physics(HEATERS[rng.choice(list(heaters))])
        self.physics.place(Pan(diameter_m=rng.uniform(0.16, 0.24), mass_kg=rng.uniform(0.8, 1.8)))
        spec = SensorSpec(lag_s=rng.uniform(2, 6), noise_k=rng.uniform(0.05, 0.25), resolution_k=0.1)
        self.sensor = Sensor(spec, rng, self.physics.ambient_c)
        self.probe = probe
        self.sensing = Sensing()
        self.found: list[tuple[float, SensedKind]] = []
        self.now = 0
        self.level = 0.0
        self.rated_w = rng.choice([1800.0, 2000.0, 2300.0])

    def run(self, seconds: float, until: Callable[[Physics], bool] | None = None) -> float:
        """Let time pass; returns when `until` came true, or the time at the end."""
        for _ in range(round(seconds)):
            if until is not None and until(self.physics):
                break
            self.physics.power_w = self.level * self.rated_w
            for _ in range(4):
                self.physics.advance(0.25)
                self.sensor.update(self.physics.food_c if self.probe else self.physics.pan_c, 0.25)
            found = self.sensing.update(self.now, self.sensor.reading, self.level)
            self.found += [(float(self.now), sensed.kind) for sensed in found]
            self.now += 1
        return float(self.now)

    def trace(self, wanted: dict[SensedKind, float]) -> Trace:
        """What came of it."""
        return Trace(wanted, self.found, self.now / 3600)


def water(rng: random.Random) -> Trace:
    """Water to the boil, kept boiling on less heat, a lot of cold put in."""
    pot = Pot(rng, heaters=("induction", "radiant", "gas", "coil"), probe=rng.random() < 0.5)
    pot.physics.add_water(rng.uniform(0.6, 3.0))
    pot.level = rng.uniform(0.7, 1.0)
    simmers = pot.run(4000, lambda physics: physics.liquid_c >= 93.0)
    boils = pot.run(4000, lambda physics: physics.liquid_c >= 99.5)
    pot.run(rng.uniform(150, 300))
    wanted = {SensedKind.SIMMER: simmers, SensedKind.BOIL: boils}
    added = pot.run(0)
    pot.physics.add_water(0.4 * pot.physics.water_kg, 12.0)
    wanted[SensedKind.FOOD_ADDED] = added
    pot.run(60)
    return pot.trace(wanted)


def hot_pan(rng: random.Random) -> Trace:
    """A pan with a little oil, preheated; food goes in."""
    pot = Pot(rng, heaters=("induction", "radiant", "gas"), probe=False)
    pot.physics.add_oil(rng.uniform(0.015, 0.04))
    pot.level = rng.uniform(0.35, 0.6)
    hot = pot.run(1500, lambda physics: physics.pan_c >= 180.0)
    pot.run(rng.uniform(20, 60))
    added = pot.run(0)
    pot.physics.add_food(rng.uniform(0.15, 0.4), rng.uniform(5, 20))
    pot.run(240)
    return pot.trace({SensedKind.PREHEATED: hot, SensedKind.FOOD_ADDED: added})


def lifted(rng: random.Random) -> Trace:
    """A pot taken away in the middle of it."""
    pot = Pot(rng, heaters=("induction", "radiant", "gas"), probe=False)
    pot.physics.add_water(rng.uniform(0.8, 2.0))
    pot.level = rng.uniform(0.6, 1.0)
    pot.run(4000, lambda physics: physics.pan_c >= rng.uniform(60, 95))
    away = pot.run(0)
    pot.physics.remove()
    pot.run(60)
    return pot.trace({SensedKind.PAN_LIFTED: away})


def boiled_dry(rng: random.Random) -> Trace:
    """A forgotten pot."""
    pot = Pot(rng, heaters=("induction", "radiant", "gas"), probe=False)
    pot.physics.add_water(rng.uniform(0.3, 0.5))
    pot.level = rng.uniform(0.6, 0.9)
    boils = pot.run(4000, lambda physics: physics.liquid_c >= 99.5)
    dry = pot.run(6000, lambda physics: physics.water_kg < 0.003)
    pot.run(60)
    return pot.trace({SensedKind.BOIL: boils, SensedKind.BOIL_DRY: dry})
