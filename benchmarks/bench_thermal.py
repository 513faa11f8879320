"""The virtual stove's physics compared with published measurements, its temperature control, and its speed."""

import argparse
from collections.abc import Callable
import csv
from dataclasses import dataclass
from pathlib import Path
import random
from statistics import median
import time

from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.hearth_link.messages import BurnerKind
from custom_components.hearthtech.hearth_link.simulator.burner import SimBurner
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.thermal import HEATERS, PanSpec, Physics

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "thermal.csv"
QUART_L = 0.946353
BTU_H_W = 0.293071
ALMOST = 99.8
"""Water counts as boiling from here (°C): the last 0.2 K take no significant time."""

FITTED = (
    "Fitted: the burners' powers and losses to rows 1-6, 9 and 11; rows 7 and 8 have no constant of their own, but were known "
    "when the model was built. Rows 1e, 10 and 12 follow from another row or from one constant, and are no goals."
)
ROLES = {
    **dict.fromkeys(("1", "2", "3", "4", "5", "6", "9", "11"), "fitted"),
    **dict.fromkeys(("7", "8"), "not fitted"),
    "1e": "follows from row 1",
    "10": "a constant: the latent heat of water",
    "12": "a constant: the stove's limit",
}
"""What each row says about the model. A row that is not named here is not fitted."""
UNFITTED = "not fitted"
GOALS = frozenset(("fitted", UNFITTED))

SAUCEPAN = PanSpec(diameter_m=0.16, height_m=0.10, mass_kg=0.6)
"""A thin steel pan for a quart."""
POT = PanSpec(diameter_m=0.20, height_m=0.14, mass_kg=0.9)
STOCKPOT = PanSpec(diameter_m=0.24, height_m=0.14, mass_kg=1.4)


def heat(
    kind: str, watts: float, liters: float, from_c: float, to_c: float, pan: PanSpec, *, lid: bool = False
) -> Physics:
    """Heat water to `to_c`; the elapsed time is in `on_s`."""
    physics = Physics(HEATERS[kind], ambient_c=21.0)
    physics.place(pan, temperature_c=from_c, lid=lid)
    physics.add_water(liters, from_c)
    physics.power_w = watts
    while physics.liquid_c < to_c:
        physics.advance(0.25)
        if physics.on_s > 7200.0:
            raise RuntimeError(f"{liters} l on {watts} W never reach {to_c} °C")
    return physics


def seconds_to(
    kind: str, watts: float, liters: float, from_c: float, pan: PanSpec, to_c: float = ALMOST
) -> float:
    return heat(kind, watts, liters, from_c, to_c, pan).on_s


def lid_ratio() -> float:
    """2 quarts over a coil at 850 W in a wide pot: the source states neither power nor pot."""
    without = heat("coil", 850.0, 2 * QUART_L, 18.0, ALMOST, STOCKPOT).on_s
    return without / heat("coil", 850.0, 2 * QUART_L, 18.0, ALMOST, STOCKPOT, lid=True).on_s


def boil_off_rate() -> float:
    """Return the water loss in g/min per kW of input, from the balance of a boiling pot and not from its formula."""
    physics = heat("induction", 1800.0, 2.0, 18.0, 100.0, POT)
    physics.advance(60.0)
    ledger = physics.ledger
    water, stored = physics.water_kg, physics.stored_j
    before = ledger.input, ledger.conversion, ledger.surroundings, ledger.moved
    physics.advance(600.0)
    # Input that was neither stored, nor lost to the room, nor transported as sensible heat, evaporated water.
    net_j = (ledger.input - before[0]) - (ledger.conversion - before[1]) - (ledger.surroundings - before[2])
    net_j -= physics.stored_j - stored - (ledger.moved - before[3])
    return (water - physics.water_kg) * 1000.0 / (net_j / 1000.0 / 60.0)


def glass_temperature() -> float:
    physics = heat("induction", 1800.0, 1.5, 18.0, ALMOST, POT)
    physics.advance(600.0)
    return physics.glass_c


def sign_off_temperature() -> float:
    """Return the temperature of the glass when a burner's residual-heat indicator turns off."""
    burner = SimBurner(1, BurnerSpec(), lambda *_: None, random.Random(1))
    burner.place_pan(POT)
    burner.physics.add_water(1.5)
    burner.turn(1.0)
    for _ in range(4 * 900):
        burner.step(0.25)
    burner.turn(0.0)
    burner.lift_pan()
    for _ in range(4 * 7200):
        burner.step(0.25)
        if not burner.report()["residual_heat"]:
            return burner.physics.glass_c
    raise RuntimeError("the residual-heat sign never went out")


def energy_wh() -> float:
    return heat("induction", 1800.0, QUART_L, 18.0, ALMOST, SAUCEPAN).ledger.input / 3600.0


MEASURE: dict[str, Callable[[], float]] = {
    "1": lambda: seconds_to("induction", 1800.0, QUART_L, 18.0, SAUCEPAN),
    "1e": energy_wh,
    "2": lambda: seconds_to("induction", 1260.0, QUART_L, 18.0, SAUCEPAN),
    "3": lambda: seconds_to("induction", 960.0, QUART_L, 18.0, SAUCEPAN),
    "4": lambda: seconds_to("coil", 1326.0, QUART_L, 18.0, SAUCEPAN),
    "5": lambda: seconds_to("plate", 1394.0, 1.0, 18.0, POT),
    "6": lambda: seconds_to("gas", 7000.0 * BTU_H_W, QUART_L, 18.0, SAUCEPAN),
    "7": lambda: seconds_to("induction", 1800.0, 2.37, 20.0, POT),
    "8": lambda: seconds_to("induction", 3300.0, 2.0, 15.0, POT, 90.0),
    "9": lid_ratio,
    "10": boil_off_rate,
    "11": glass_temperature,
    "12": sign_off_temperature,
}


@dataclass(frozen=True, slots=True)
class Held:
    """Quality of temperature control (K): highest overshoot, and largest deviation once settled."""

    overshoot_k: float
    departure_k: float
    settled_s: float


def hold(target_c: float, *, water_l: float = 0.0, oil_l: float = 0.0, seed: int = 1) -> Held:
    """Hold a temperature for an hour by the burner's own control, through its delayed and noisy sensor.

    Settled means: from 5 minutes after the contents first were within 2 K of the target.
    """
    burner = SimBurner(1, BurnerSpec(kind=BurnerKind.INDUCTION), lambda *_: None, random.Random(seed))
    burner.place_pan(PANS["pot"])
    if water_l:
        burner.physics.add_water(water_l)
    if oil_l:
        burner.physics.add_oil(oil_l)
    burner.set_remote(power=None, target_c=target_c, timer_s=None)
    trace = []
    for _ in range(4 * 3600):
        burner.step(0.25)
        trace.append(burner.physics.liquid_c)
    near = next((place for place, value in enumerate(trace) if abs(value - target_c) <= 2.0), len(trace) - 1)
    settled = trace[near + 4 * 300 :] or [float("inf")]
    return Held(max(trace) - target_c, max(abs(value - target_c) for value in settled), near / 4.0)


def closure_percent() -> float:
    """Return the error of the energy balance over a varied hour, % of the input."""
    worst = 0.0
    for kind in HEATERS:
        physics = Physics(HEATERS[kind])
        physics.place(POT)
        physics.add_water(1.0)
        for power, seconds in ((1800.0, 700.0), (300.0, 900.0), (0.0, 300.0), (1500.0, 1200.0), (0.0, 500.0)):
            physics.power_w = power
            physics.advance(seconds)
            if power == 300.0:
                physics.add_food(0.5)
                physics.add_water(0.3)
        ledger = physics.ledger
        left = ledger.conversion + ledger.surroundings + ledger.evaporation
        worst = max(worst, abs(ledger.input + ledger.moved - physics.stored_j - left) / ledger.input)
    return worst * 100.0


def speed() -> float:
    """Return simulated seconds per real second of one burner with all its logic, the median of five tries."""
    tries = []
    for _ in range(5):
        burner = SimBurner(1, BurnerSpec(), lambda *_: None, random.Random(1))
        burner.place_pan(POT)
        burner.physics.add_water(2.0)
        burner.turn(0.6)
        started = time.perf_counter()
        for _ in range(4 * 2000):
            burner.step(0.25)
        tries.append(2000.0 / (time.perf_counter() - started))
    return median(tries)


def published() -> tuple[list[Goal], Table | None]:
    """Return each published measurement with the value of the model."""
    if not DATA.exists():
        return [], None
    goals, rows = [], []
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["id"] not in MEASURE:
                continue
            wanted, tolerance = float(row["value"]), float(row["tolerance_percent"])
            found = MEASURE[row["id"]]()
            deviation = (found / wanted - 1.0) * 100.0
            role = ROLES.get(row["id"], UNFITTED)
            rows.append((row["id"], role, row["what"], row["setup"], wanted, round(found, 3), row["unit"],
                         f"{deviation:+.1f}", tolerance))  # fmt: skip
            if role in GOALS:
                name = f"row {row['id']} {row['what']} ({role}): deviation"
                goals.append(Goal(name, round(abs(deviation), 2), "%", f"<= {tolerance:g}"))
    columns = ("id", "data", "what", "setup", "published", "model", "unit", "deviation %", "tolerance %")
    return goals, Table("published measurements and the model", columns, rows)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench thermal")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    goals, table = published()
    tables = [table] if table else []
    if table is None and not chosen.json:
        print(f"{DATA} is absent: its rows are left out")
    water = [hold(85.0, water_l=1.5, seed=seed) for seed in range(1, 6)]
    oil = [hold(180.0, oil_l=1.0, seed=seed) for seed in range(1, 6)]
    rows = [
        (what, seed, *(round(value, 2) for value in (one.overshoot_k, one.departure_k, one.settled_s)))
        for what, all_held in (("1.5 l water at 85 °C", water), ("1.0 l oil at 180 °C", oil))
        for seed, one in enumerate(all_held, 1)
    ]
    tables.append(
        Table("temperature hold", ("what", "seed", "overshoot K", "departure K", "near after s"), rows)
    )
    goals += [
        Goal("energy left unexplained", round(closure_percent(), 4), "%", "<= 2"),
        Goal("water at 85 °C: overshoot", round(max(one.overshoot_k for one in water), 2), "K", "<= 2"),
        Goal(
            "water at 85 °C: departure once settled",
            round(max(one.departure_k for one in water), 2),
            "K",
            "<= 1",
        ),
        Goal("oil at 180 °C: overshoot", round(max(one.overshoot_k for one in oil), 2), "K", "<= 8"),
        Goal(
            "oil at 180 °C: departure once settled",
            round(max(one.departure_k for one in oil), 2),
            "K",
            "<= 5",
        ),
        Goal("simulated seconds per real second", round(speed()), "s/s", ">= 10000"),
    ]
    return report("thermal", goals, tables, fitted=FITTED, as_json=chosen.json)
