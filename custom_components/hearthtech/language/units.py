"""Kitchen units and their conversion: metric, US, imperial.

Volumes: US customary units by NIST Handbook 44, appendix C; imperial ones by the UK Weights and Measures Act 1985. A
metric cup is 250 ml, its spoons 15 and 5 ml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
import json
from pathlib import Path
import re

from .languages import LANGUAGES
from .number_format import as_decimal, as_fraction
from .numbers import with_accents
from .word_data import word_data


class Dimension(StrEnum):
    """What a unit measures."""

    WEIGHT = "weight"
    VOLUME = "volume"
    LENGTH = "length"
    ENERGY = "energy"
    TEMPERATURE = "temperature"


class System(StrEnum):
    """Systems of units."""

    METRIC = "metric"
    US = "us"
    IMPERIAL = "imperial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: its size in g, ml, cm or kcal, and its spellings."""

    name: str
    dimension: Dimension
    size: float
    systems: frozenset[System]
    plural: str
    spelled: str
    """Its spellings as a regular expression, without groups."""
    fractions: bool = True
    """Whether cooks write "1½" with it, and not "1.5"."""


_TABLE = json.loads(Path(__file__).with_name("data").joinpath("units.json").read_text(encoding="utf-8"))[
    "units"
]
SIZES: Mapping[str, tuple[Dimension, float]] = {
    name: (Dimension(row["dimension"]), float(row["size"])) for name, row in _TABLE.items()
}
"""Every unit of the table with its dimension and size."""


def unit_spellings(language: str) -> dict[str, str]:
    """Return the units of ingredient lines by their folded spelling: measures, containers and pieces."""
    units: Mapping[str, str] = word_data(language)["units"]
    return {spelling: unit for unit, listed in units.items() for spelling in listed.split()}


def _spelled(name: str) -> str:
    """The spellings of a measure as a regular expression; those of other languages only where English has no other."""
    own = [_TABLE[name].get("spelled", "")]
    words = [spelling for spelling, unit in unit_spellings("en").items() if unit == name]
    for language in LANGUAGES[1:]:
        words += [
            spelling
            for spelling, unit in unit_spellings(language).items()
            if unit == name and spelling not in _ENGLISH and name in _SHARED
        ]
    return "|".join([*filter(None, own), *map(with_accents, dict.fromkeys(words))])


_ENGLISH = unit_spellings("en")
_SHARED = frozenset({"kg", "g", "mg", "l", "dl", "cl", "ml", "tbsp", "tsp"})
"""Measures that are the same in all languages; cups are not."""
UNITS = tuple(
    Unit(
        name=name,
        dimension=SIZES[name][0],
        size=SIZES[name][1],
        systems=frozenset(System(word) for word in row["systems"].split()),
        plural=row.get("plural", name),
        spelled=_spelled(name),
        fractions=row.get("fractions", True),
    )
    for name, row in _TABLE.items()
    if row["systems"]
)
"""The measures that recipes are converted between."""
_W, _V, _L = Dimension.WEIGHT, Dimension.VOLUME, Dimension.LENGTH
BY_NAME = {unit.name: unit for unit in UNITS}
_IMPERIAL = {"pint": BY_NAME["imperial pint"], "fl oz": BY_NAME["imperial fl oz"]}
UNIT = "(?:" + "|".join(sorted((unit.spelled for unit in UNITS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
"""Any unit, as a piece of a regular expression without groups (use it with IGNORECASE)."""


@cache
def _patterns() -> tuple[tuple[Unit, re.Pattern[str], re.Pattern[str]], ...]:
    """Each unit with its pattern, and with one in any case: `T` and `t` are the only units that differ by case only."""
    return tuple(
        (
            unit,
            re.compile(rf"(?:{unit.spelled})\.?", 0 if unit.name in {"tbsp", "tsp"} else re.IGNORECASE),
            re.compile(rf"(?:{unit.spelled})\.?", re.IGNORECASE),
        )
        for unit in UNITS
    )


def unit_of(word: str, *, system: System = System.US) -> Unit | None:
    """The unit of a word. A pint and a fluid ounce are larger in the `IMPERIAL` system."""
    word = " ".join(word.split())
    found = next((unit for unit, exact, _ in _patterns() if exact.fullmatch(word)), None)
    if found is None and len(word.rstrip(".")) > 1:
        found = next((unit for unit, _, folded in _patterns() if folded.fullmatch(word)), None)
    if found is not None and system is System.IMPERIAL:
        return _IMPERIAL.get(found.name, found)
    return found


def convert(value: float, unit: Unit, to: Unit) -> float:
    """The value in another unit of the same dimension.

    Raises:
        ValueError: when their dimensions differ.
    """
    if unit.dimension is not to.dimension:
        raise ValueError(f"{unit.name} is no {to.name}")
    return value * unit.size / to.size


_LADDERS: dict[tuple[System, Dimension], tuple[tuple[str, float], ...]] = {
    # A unit and the size (g, ml, cm) from which on it is used.
    (System.METRIC, _W): (("kg", 1000.0), ("g", 0.0)),
    (System.US, _W): (("lb", 453.0), ("oz", 0.0)),
    (System.IMPERIAL, _W): (("lb", 453.0), ("oz", 0.0)),
    (System.METRIC, _V): (("l", 1000.0), ("ml", 30.0), ("tbsp", 14.5), ("tsp", 0.0)),
    (System.US, _V): (("quart", 1890.0), ("cup", 58.0), ("tbsp", 14.5), ("tsp", 0.0)),
    (System.IMPERIAL, _V): (("imperial pint", 284.0), ("imperial fl oz", 28.0), ("tbsp", 14.5), ("tsp", 0.0)),
    (System.METRIC, _L): (("cm", 1.0), ("mm", 0.0)),
    (System.US, _L): (("inch", 0.0),),
    (System.IMPERIAL, _L): (("inch", 0.0),),
}


def best_unit(size: float, dimension: Dimension, system: System) -> Unit:
    """The unit in which a cook of this system would measure this amount of g, ml or cm.

    If no usual fraction of a cup fits, the amount is measured with spoons.
    """
    ladder = _LADDERS[system, dimension]
    at = next((at for at, (_, least) in enumerate(ladder) if size >= least * 0.995), len(ladder) - 1)
    unit = BY_NAME[ladder[at][0]]
    if (
        unit.fractions
        and at + 1 < len(ladder)
        and size / unit.size < 1
        and "." in as_fraction(size / unit.size)
    ):
        smaller = BY_NAME[ladder[at + 1][0]]
        return smaller if "." not in as_fraction(size / smaller.size) else unit
    return unit


def spelled(value: float, unit: Unit) -> str:
    """Format number and unit as a cook would write them: `1½ cups`, `350 g`."""
    number = as_fraction(value) if unit.fractions else as_decimal(measurable(value, unit))
    return f"{number} {unit.name if value <= 1 or number == '1' else unit.plural}"


def measurable(value: float, unit: Unit) -> float:
    """Round to the resolution of scales and jugs: whole g and ml, above 50 in fives."""
    if unit.name == "cm":
        return float(round(value)) if value >= 5 else round(value * 2) / 2
    if unit.name not in {"g", "ml"}:
        return value
    if value >= 1000:
        return float(round(value / 10) * 10)
    if value >= 50:
        return float(round(value / 5) * 5)
    return float(round(value)) if value >= 5 else round(value, 1)


def celsius_of(fahrenheit: float) -> float:
    """Convert °F to °C."""
    return (fahrenheit - 32.0) / 1.8


def fahrenheit_of(celsius: float) -> float:
    """Convert °C to °F."""
    return celsius * 1.8 + 32.0
