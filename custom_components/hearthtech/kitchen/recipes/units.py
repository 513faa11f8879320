"""Kitchen units and what they are in each other: metric, US, imperial, gas marks, pans.

Volumes: US customary units by NIST Handbook 44, appendix C; imperial ones by the UK Weights and Measures Act 1985. A
metric cup is 250 ml, its spoons 15 and 5 ml.
"""

from dataclasses import dataclass
from enum import StrEnum
import math
import re

from .numerals import as_decimal, as_fraction


class Dimension(StrEnum):
    """What a unit measures."""

    WEIGHT = "weight"
    VOLUME = "volume"
    LENGTH = "length"
    TEMPERATURE = "temperature"


class System(StrEnum):
    """Whose units."""

    METRIC = "metric"
    US = "us"
    IMPERIAL = "imperial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: its size in g, ml or cm, and how it is written."""

    name: str
    dimension: Dimension
    size: float
    systems: frozenset[System]
    plural: str
    spelled: str
    """A regular expression of the ways to write it, without groups."""
    fractions: bool = True
    """Whether cooks say "1½" of it, and not "1.5"."""


def _unit(
    name: str,
    dimension: Dimension,
    size: float,
    systems: str,
    spelled: str,
    *,
    plural: str | None = None,
    fractions: bool = True,
) -> Unit:
    return Unit(
        name=name,
        dimension=dimension,
        size=size,
        systems=frozenset(System(word) for word in systems.split()),
        plural=plural or name,
        spelled=spelled,
        fractions=fractions,
    )


_W, _V, _L = Dimension.WEIGHT, Dimension.VOLUME, Dimension.LENGTH
UNITS = (
    _unit("kg", _W, 1000.0, "metric", r"kgs?|kilos?|kilograms?|kilogrammes?|kilogramm", fractions=False),
    _unit("g", _W, 1.0, "metric", r"g|gr|gm|gms|grams?|grammes?|gramm", fractions=False),
    _unit("mg", _W, 0.001, "metric", r"mg|milligrams?", fractions=False),
    _unit("lb", _W, 453.59237, "us imperial", r"lbs?|pounds?"),
    _unit("oz", _W, 28.349523125, "us imperial", r"oz|ounces?"),
    _unit("l", _V, 1000.0, "metric", r"l|litres?|liters?|litern?", fractions=False),
    _unit("dl", _V, 100.0, "metric", r"dl|decilit(?:re|er)s?", fractions=False),
    _unit("cl", _V, 10.0, "metric", r"cl|centilit(?:re|er)s?", fractions=False),
    _unit("ml", _V, 1.0, "metric", r"ml|mls|millilit(?:re|er)s?|cc", fractions=False),
    _unit("gallon", _V, 3785.411784, "us", r"gal|gallons?", plural="gallons"),
    _unit("quart", _V, 946.352946, "us", r"qts?|quarts?", plural="quarts"),
    _unit("pint", _V, 473.176473, "us", r"pts?|pints?", plural="pints"),
    _unit("cup", _V, 236.5882365, "us", r"cups?", plural="cups"),
    _unit("fl oz", _V, 29.5735295625, "us", r"fl\.?\s?oz|fluid ounces?"),
    _unit("tbsp", _V, 14.78676478125, "us metric", r"tbsps?|tbs|tbls?|tablespoons?|tablespoonfuls?|T"),
    _unit("tsp", _V, 4.92892159375, "us metric", r"tsps?|teaspoons?|teaspoonfuls?|t"),
    _unit("imperial pint", _V, 568.26125, "imperial", r"imperial pints?", plural="imperial pints"),
    _unit("imperial fl oz", _V, 28.4130625, "imperial", r"imperial fl\.?\s?oz"),
    _unit("cm", _L, 1.0, "metric", r"cm|centimet(?:re|er)s?", fractions=False),
    _unit("mm", _L, 0.1, "metric", r"mm|millimet(?:re|er)s?", fractions=False),
    _unit("inch", _L, 2.54, "us imperial", r"in|inch|inches|″|\"", plural="inches"),
)
BY_NAME = {unit.name: unit for unit in UNITS}
_IMPERIAL = {"pint": BY_NAME["imperial pint"], "fl oz": BY_NAME["imperial fl oz"]}
# `T` and `t` are the only units whose case tells them apart.
_PATTERNS = tuple(
    (unit, re.compile(rf"(?:{unit.spelled})\.?", 0 if unit.name in {"tbsp", "tsp"} else re.IGNORECASE))
    for unit in UNITS
)
_FOLDED = tuple((unit, re.compile(rf"(?:{unit.spelled})\.?", re.IGNORECASE)) for unit in UNITS)
UNIT = "(?:" + "|".join(sorted((unit.spelled for unit in UNITS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
"""Any unit, as a piece of a regular expression without groups (use it with IGNORECASE)."""


def unit_of(word: str, *, system: System = System.US) -> Unit | None:
    """The unit a word means. A pint and a fluid ounce are larger for an `IMPERIAL` cook."""
    word = " ".join(word.split())
    found = next((unit for unit, pattern in _PATTERNS if pattern.fullmatch(word)), None)
    if found is None and len(word.rstrip(".")) > 1:
        found = next((unit for unit, pattern in _FOLDED if pattern.fullmatch(word)), None)
    if found is not None and system is System.IMPERIAL:
        return _IMPERIAL.get(found.name, found)
    return found


def convert(value: float, unit: Unit, to: Unit) -> float:
    """The value in another unit of the same dimension.

    Raises:
        ValueError: when one measures something else than the other.
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
    """The unit in which a cook of this system would measure so many g, ml or cm.

    Where a cup can't be filled to a fraction anyone has, it is measured with spoons.
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
    """Number and unit in words a cook would write: `1½ cups`, `350 g`."""
    number = as_fraction(value) if unit.fractions else as_decimal(measurable(value, unit))
    return f"{number} {unit.name if value <= 1 or number == '1' else unit.plural}"


def measurable(value: float, unit: Unit) -> float:
    """The value as scales and jugs can show it: grams and milliliters whole, above 50 in fives."""
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
    """°F in °C."""
    return (fahrenheit - 32.0) / 1.8


def fahrenheit_of(celsius: float) -> float:
    """°C in °F."""
    return celsius * 1.8 + 32.0


def gas_mark_of(celsius: float) -> str | None:
    """The British gas mark nearest to an oven temperature; `None` outside its marks (¼ to 10)."""
    fahrenheit = fahrenheit_of(celsius)
    if fahrenheit < 212.5 or fahrenheit > 512.5:
        return None
    if fahrenheit < 262.5:
        return "¼" if fahrenheit < 237.5 else "½"
    return str(round((fahrenheit - 250.0) / 25.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pan:
    """A baking pan: round (`width_cm` is its diameter) or with corners."""

    width_cm: float
    length_cm: float | None = None
    round: bool = False

    @property
    def area_cm2(self) -> float:
        """The area of its bottom, cm²: with the same height of dough, it is what a recipe scales by."""
        if self.round:
            return math.pi * self.width_cm**2 / 4.0
        return self.width_cm * (self.length_cm or self.width_cm)


def pan_factor(recipe: Pan, own: Pan) -> float:
    """By what a recipe has to be scaled to fill one's own pan as high."""
    return own.area_cm2 / recipe.area_cm2


_PAN = re.compile(
    r"(?P<width>\d+(?:[.,]\d+)?)\s*[- ]?(?P<unit>cm|in(?:ch(?:es)?)?\b|[\"”″])?(?:\s*(?:x|×|by)\s*(?P<length>\d+(?:[.,]\d+)?)\s*[- ]?(?P<unit2>cm|in(?:ch(?:es)?)?\b|[\"”″])?)?"
    r"(?P<words>[^.;,()]{0,30})",
    re.IGNORECASE,
)


def pan_of(words: str) -> Pan | None:
    """The pan that words tell of: `a 23 cm round tin`, `9x13-inch pan`. Without a shape, one size means round."""
    for match in _PAN.finditer(words):
        unit = match["unit2"] or match["unit"]
        if unit is None:
            continue
        factor = 1.0 if unit.lower() == "cm" else 2.54
        width = float(match["width"].replace(",", ".")) * factor
        length = float(match["length"].replace(",", ".")) * factor if match["length"] else None
        if not 4 <= width <= 100 or (length is not None and not 4 <= length <= 100):
            continue
        square = re.search(r"square|quadrat|carré", match["words"], re.IGNORECASE) is not None
        return Pan(width_cm=width, length_cm=length, round=length is None and not square)
    return None
