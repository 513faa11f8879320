"""Format scaled amounts so that spoons, cups and scales can measure them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
import re
from typing import Any, Final

import yaml

from ...language.number_format import as_decimal, as_fraction
from ...language.numbers import number_of
from ...language.units import BY_NAME, Unit, measurable

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SMALLER = {"cup": ("tbsp", "tsp"), "tbsp": ("tsp",)}
_LEAST = {"cup": 0.12, "tbsp": 0.49, "tsp": 0.12}
"""The smallest amounts for which a household has a cup or spoon."""
_PINCH = 0.11
"""Teaspoons below which an amount is a pinch."""
_METRIC: Final[Mapping[str, tuple[str, str]]] = {
    "g": ("g", "kg"), "kg": ("g", "kg"), "ml": ("ml", "l"), "cl": ("ml", "l"), "dl": ("ml", "l"), "l": ("ml", "l"),
}  # fmt: skip
"""The unit below and from 1000 g or ml on."""
_LARGER: Final[Mapping[str, tuple[str, int]]] = {"oz": ("lb", 4), "tsp": ("tbsp", 2), "tbsp": ("cup", 4)}
"""The next larger unit, and into how many parts a household divides it."""
_LONG_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "tbsp": ("tablespoon", "tablespoons"), "tsp": ("teaspoon", "teaspoons"), "lb": ("pound", "pounds"), "oz": ("ounce", "ounces"),
}  # fmt: skip

_IN_FULL = ("tablesp", "teasp", "pound", "ounce")
"""How units begin that a line writes in full."""


def shown(value: float, words: str, unit: Unit | None, *, whole: bool) -> str:
    """The number in the format of the old one: a fraction stays a fraction, a decimal a decimal."""
    if whole:
        return str(max(1, round(value)))
    if unit is not None and not unit.fractions:
        return _decimal(measurable(value, unit))
    if unit is not None and value < 1 and unit.name in _LEAST:
        return fraction(value)
    if re.search(r"\d[.,]\d", words) and not re.search(r"[½⅓⅔¼¾⅛⅜⅝⅞/]", words):
        return _decimal(value)
    return fraction(value)


def fraction(value: float) -> str:
    """The number as a usual fraction, or with at most two decimals."""
    text = next((sign for sign, part in (("⅙", 1 / 6), ("⅚", 5 / 6)) if abs(value - part) < 0.012), None)
    text = text or as_fraction(value)
    if "." in text:
        text = as_fraction(value, tolerance=0.16)
    return _decimal(value) if "." in text else text


def _decimal(value: float) -> str:
    return as_decimal(round(value, 2) if value >= 0.01 else value)


def larger_or_smaller_unit(low: float, high: float, unit: Unit, *, cups: bool) -> Unit | None:
    """The unit in which a cook measures an amount: kg for 1000 g, lb for 16 oz, g for ½ kg; `None` for its own.

    `low` and `high` are the ends of a range, or equal. With `cups`, spoons become cups.
    """
    if unit.name in _METRIC:
        small, large = (BY_NAME[name] for name in _METRIC[unit.name])
        if measurable(low * unit.size, small) >= 1000:
            better = large
        elif unit is large and measurable(high * unit.size, small) < 1000:
            better = small
        else:
            return None
        return None if better is unit else better
    if unit.name == "lb" and high < 1 and any("." in as_fraction(value) for value in (low, high)):
        return BY_NAME["oz"]
    if unit.name == "tsp" and cups:
        # Twelve teaspoons are a quarter of a cup.
        spoons = larger_or_smaller_unit(low, high, unit, cups=False)
        scale = unit.size / BY_NAME["tbsp"].size
        return spoons and (larger_or_smaller_unit(low * scale, high * scale, spoons, cups=True) or spoons)
    if unit.name not in _LARGER or (unit.name == "tbsp" and not cups):
        return None
    name, parts = _LARGER[unit.name]
    larger = BY_NAME[name]
    values = [value * unit.size / larger.size for value in (low, high)]
    # A cup is used from a quarter on, a pound and a spoon from one on.
    least = 0.25 if name == "cup" else 1.0
    fits = all(value >= least - 0.01 and _is_part(value, parts) for value in values)
    return larger if fits else None


def _is_part(value: float, parts: int) -> bool:
    return abs(value * parts - round(value * parts)) < 0.01 * parts


def in_unit(value: float, unit: Unit, to: Unit) -> str:
    """The number of an amount in another unit."""
    converted = value * unit.size / to.size
    if to.fractions:
        return fraction(converted)
    if to.name in {"kg", "l"}:
        return _decimal(measurable(value * unit.size, BY_NAME["g" if to.name == "kg" else "ml"]) / 1000)
    return _decimal(measurable(converted, to))


def in_smaller_unit(value: float, unit: Unit | None, word: str) -> tuple[str, str] | None:
    """Number and unit for an amount that its own spoon or cup can't measure (⅙ cup: `2⅔`, `tbsp`); else `None`.

    `word` is the unit as the line spells it; the spoons of other languages stay in their language.
    """
    if unit is None:
        return None
    if unit.name in {"kg", "l"}:
        if 0 < value < 1 and abs(value * 100 - round(value * 100)) > 0.001:
            small = BY_NAME["g" if unit.name == "kg" else "ml"]
            return in_unit(value, unit, small), small.name
        return None
    if unit.name not in _LEAST or (
        value >= _LEAST[unit.name] and (value >= 1 or "." not in as_fraction(value))
    ):
        return None
    for name in _SMALLER.get(unit.name, ()):
        smaller = BY_NAME[name]
        amount = value * unit.size / smaller.size
        if amount >= _LEAST[name] and (name == "tsp" or "." not in as_fraction(amount)):
            number = fraction(amount)
            return number, unit_word(name, word, number)
    teaspoons = value * unit.size / BY_NAME["tsp"].size
    if teaspoons < _PINCH:
        return "1", unit_word("pinch", word, "1")
    return ("⅛", word.strip() or "tsp") if unit.name == "tsp" and value < 0.19 else None


def unit_word(name: str, word: str, number: str) -> str:
    """A unit in the language and style of the unit `word` that it replaces, in the form for a number."""
    word = word.strip()
    several = (number_of(re.split("[–-]", number)[-1].strip()) or 0.0) > 1
    for pattern, forms in _spoons():
        if name in forms and pattern.fullmatch(word):
            return forms[name][several]
    if name in _LONG_WORDS and word.lower().startswith(_IN_FULL):
        return _LONG_WORDS[name][several]
    unit = BY_NAME.get(name)
    return unit.plural if unit is not None and several else name


@cache
def _spoons() -> tuple[tuple[re.Pattern[str], Mapping[str, tuple[str, str]]], ...]:
    """The spoons of each language, with the pattern of the measures of that language."""
    path = Path(__file__).parent / "data" / "spoons.yaml"
    tables: Mapping[str, Mapping[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return tuple(
        (
            re.compile(table["written"], re.IGNORECASE),
            {name: (forms[0], forms[1]) for name, forms in table.items() if name != "written"},
        )
        for table in tables.values()
    )
