"""Food safety from a temperature history. Advisory only; it never replaces a thermometer in the food.

Computed values:

- Lethality. Bacteria die at a rate that grows tenfold with every z kelvin: log reductions per second are
  10^((T - T_ref) / z) / (60 · D_ref), with D in minutes at T_ref (Bigelow 1921; the method of the USDA FSIS
  cooking guideline). The target reductions are those of the guideline: 6.5 log for Salmonella in beef, 7 in poultry.
- Time in the danger zone, 5 to 60 °C (WHO Five Keys to Safer Food: no more than two hours in all).

Sources of D and z:

- Salmonella in beef: the table of USDA FSIS Appendix A (from 9 CFR 318.17) asks 112 min at 54.4 °C, 12 min at
  60.0 °C and 4 min at 62.8 °C for 6.5 log; a straight line through it in log time gives D 60 °C = 1.85 min, z = 5.8 K.
- Salmonella in poultry: the FSIS poultry tables ask for 7 log about 27.5 min at 60.0 °C and 15 s at 71.1 °C, the exact
  figures depending on fat; rounded up, D 60 °C = 4.0 min, z = 5.4 K.
- Listeria monocytogenes: 6 log at 70 °C in 2 min, z = 7.5 K (ACMSF 1992, "Report on vacuum packaging": D 70 °C =
  0.33 min).

Limits: a sensor under a pan or in the broth is not the core of the meat, so that the result is never "safe"
without a probe; toxins already formed (Staphylococcus aureus, Bacillus cereus) are not destroyed by cooking,
which is why food that was in the danger zone too long is "no longer possible" at any later temperature.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .events import Event, Opened, Sampled

LOWEST_C = 54.4
"""Below this (°C) no lethality is counted: the published data end there."""
HIGHEST_C = 80.0
"""Readings above this (°C) count as this: a sensor's error would have too much weight."""
DANGER_C = (5.0, 60.0)
DANGER_S = 2 * 3600.0
"""WHO: discard food that was longer in the danger zone (s)."""
LONGEST_STEP_S = 300.0
"""A longer gap (s) in the readings is not counted as heating."""


class Pathogen(StrEnum):
    """Pathogens, by food."""

    SALMONELLA_BEEF = "salmonella_beef"
    SALMONELLA_POULTRY = "salmonella_poultry"
    LISTERIA = "listeria"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinetics:
    """D value (min) at a reference temperature (°C), z value (K), and the target reductions (log10)."""

    d_min: float
    reference_c: float
    z_k: float
    wanted_log: float
    source: str


KINETICS = {
    Pathogen.SALMONELLA_BEEF: Kinetics(
        d_min=1.85, reference_c=60.0, z_k=5.8, wanted_log=6.5, source="USDA FSIS Appendix A (9 CFR 318.17)"
    ),
    Pathogen.SALMONELLA_POULTRY: Kinetics(
        d_min=4.0,
        reference_c=60.0,
        z_k=5.4,
        wanted_log=7.0,
        source="USDA FSIS poultry time-temperature tables",
    ),
    Pathogen.LISTERIA: Kinetics(
        d_min=1 / 3,
        reference_c=70.0,
        z_k=7.5,
        wanted_log=6.0,
        source="ACMSF 1992, Report on Vacuum Packaging",
    ),
}


class Advice(StrEnum):
    """The possible results."""

    SAFE = "safe"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    """It was in the danger zone too long; heating does not change that."""
    UNKNOWN = "unknown"
    """The food itself was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The result, with its values."""

    advice: Advice
    log_reduction: float
    wanted_log: float
    danger_s: float
    """Seconds in the danger zone."""
    source: str
    remaining_s: float | None = None
    """Remaining time at the present temperature, s; `None` when it is too cold to estimate."""


def log_reductions(history: Iterable[tuple[float, float]], kinetics: Kinetics) -> float:
    """log10 reductions over readings (s, °C), by the trapezoid rule; gaps are not counted."""
    total = 0.0
    for (begin, first), (end, second) in pairwise(history):
        step = end - begin
        if 0.0 < step <= LONGEST_STEP_S:
            total += step * (_rate(first, kinetics) + _rate(second, kinetics)) / 2
    return total


def danger_seconds(history: Iterable[tuple[float, float]]) -> float:
    """Seconds in the danger zone. A gap counts if it begins or ends there: unknown is not safe."""
    low, high = DANGER_C
    return sum(
        max(end - begin, 0.0)
        for (begin, first), (end, second) in pairwise(history)
        if low < first < high or low < second < high
    )


def assess(history: Iterable[tuple[float, float]], pathogen: Pathogen, *, probe: bool) -> Safety:
    """Assess a temperature history (s, °C) for a pathogen. `probe`: it was measured in the food itself."""
    readings = list(history)
    kinetics = KINETICS[pathogen]
    reduced = log_reductions(readings, kinetics)
    danger = danger_seconds(readings)
    remaining = None
    if readings and readings[-1][1] >= LOWEST_C:
        remaining = max(kinetics.wanted_log - reduced, 0.0) / _rate(readings[-1][1], kinetics)
    if not probe or not readings:
        advice = Advice.UNKNOWN
    elif danger > DANGER_S:
        advice = Advice.NO_LONGER
    else:
        advice = Advice.SAFE if reduced >= kinetics.wanted_log else Advice.NOT_YET
    return Safety(
        advice=advice,
        log_reduction=round(reduced, 2),
        wanted_log=kinetics.wanted_log,
        danger_s=danger,
        source=kinetics.source,
        remaining_s=remaining if probe else None,
    )


def safety_of(events: Iterable[Event], dish_id: str | None = None) -> dict[Pathogen, Safety]:
    """Assess a session's journal for each pathogen. Only measurements of a probe count."""
    readings: list[tuple[float, float]] = []
    for event in events:
        if isinstance(event, Opened) and dish_id is None and event.dishes:
            dish_id = event.dishes[0].id
        elif isinstance(event, Sampled) and event.dish == dish_id and event.probe:
            pairs = zip(event.times, event.celsius, strict=True)
            readings += [(at, celsius) for at, celsius in pairs if celsius is not None]
    return {pathogen: assess(readings, pathogen, probe=bool(readings)) for pathogen in Pathogen}


def _rate(celsius: float, kinetics: Kinetics) -> float:
    """log10 reductions per second at a temperature."""
    if celsius < LOWEST_C:
        return 0.0
    exponent = (min(celsius, HIGHEST_C) - kinetics.reference_c) / kinetics.z_k
    return float(10.0**exponent) / (60.0 * kinetics.d_min)
