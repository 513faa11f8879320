"""Answers about units: lengths, weights, volumes, temperatures, and weight from volume where the food is known."""

import asyncio

from custom_components.hearthtech.kitchen.food import analyze
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.lists import UNITS
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply

from .turn import Answers, Turn

_BASE = {
    # Weight in g; the pound is the avoirdupois pound of 1959.
    "g": ("weight", 1.0), "kg": ("weight", 1000.0), "mg": ("weight", 0.001), "oz": ("weight", 28.349523125),
    "lb": ("weight", 453.59237), "st": ("weight", 6350.29318), "t": ("weight", 1_000_000.0),
    # Volume in ml; US customary measures (NIST Handbook 44, appendix C).
    "ml": ("volume", 1.0), "cl": ("volume", 10.0), "dl": ("volume", 100.0), "l": ("volume", 1000.0),
    "tsp": ("volume", 4.92892159375), "tbsp": ("volume", 14.78676478125), "fl oz": ("volume", 29.5735295625),
    "cup": ("volume", 236.5882365), "pint": ("volume", 473.176473), "quart": ("volume", 946.352946),
    "gallon": ("volume", 3785.411784),
    # Length in m.
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
    "in": ("length", 0.0254), "ft": ("length", 0.3048), "yd": ("length", 0.9144), "mi": ("length", 1609.344),
    # Energy in kcal.
    "kcal": ("energy", 1.0), "kJ": ("energy", 1 / 4.184), "J": ("energy", 1 / 4184.0),
}  # fmt: skip
_SPOKEN = {
    "g": "grams", "kg": "kilograms", "mg": "milligrams", "oz": "ounces", "lb": "pounds", "st": "stone", "t": "tons", "ml": "milliliters",
    "cl": "centiliters", "dl": "deciliters", "l": "liters", "tsp": "teaspoons", "tbsp": "tablespoons", "fl oz": "fluid ounces",
    "cup": "cups", "pint": "pints", "quart": "quarts", "gallon": "gallons", "mm": "millimeters", "cm": "centimeters", "m": "meters",
    "km": "kilometers", "in": "inches", "ft": "feet", "yd": "yards", "mi": "miles", "kcal": "kilocalories", "kJ": "kilojoules",
    "J": "joules", "F": "degrees Fahrenheit", "C": "degrees Celsius", "K": "kelvin",
}  # fmt: skip


def convert(amount: float, one: str, two: str) -> float | None:
    """An amount in another unit of the same dimension, `None` where there is none.

    A bare ounce is a weight, but a volume where the other side is one.
    """
    if one in {"C", "F", "K"} and two in {"C", "F", "K"}:
        celsius = {"C": amount, "F": (amount - 32.0) / 1.8, "K": amount - 273.15}[one]
        return {"C": celsius, "F": celsius * 1.8 + 32.0, "K": celsius + 273.15}[two]
    if one not in _BASE or two not in _BASE:
        return None
    if one == "oz" and _BASE[two][0] == "volume":
        one = "fl oz"
    elif two == "oz" and _BASE[one][0] == "volume":
        two = "fl oz"
    dimension, size = _BASE[one]
    other, unit = _BASE[two]
    return amount * size / unit if dimension == other else None


async def convert_units(turn: Turn) -> Reply:
    """So much of one unit in another."""
    one, two = turn.text("from"), turn.text("to")
    if one is None or two is None:
        return turn.reply("convert_what")
    one, two = UNITS.get(one, one), UNITS.get(two, two)
    amount = turn.number("amount")
    amount = 1.0 if amount is None else amount
    result, food = convert(amount, one, two), turn.text("food")
    if result is None and food is not None:
        result = await by_density(amount, one, two, food)
        if result is None:
            return turn.reply("food_unknown", food=food)
    if result is None:
        dimensions = {_BASE[unit][0] for unit in (one, two) if unit in _BASE}
        key = "need_density" if dimensions == {"weight", "volume"} else "not_convertible"
        return turn.reply(key, from_unit=_SPOKEN.get(one, one), to_unit=_SPOKEN.get(two, two))
    return turn.reply(
        "converted",
        amount=said(amount, one),
        result=said(result, two),
        show=f"{amount:g} {one} = {result:.4g} {two}",
    )


async def by_density(amount: float, one: str, two: str, food: str) -> float | None:
    """Between volume and weight by the food's own portions, `None` where the food is not known."""
    if one not in _BASE or two not in _BASE or {_BASE[one][0], _BASE[two][0]} != {"weight", "volume"}:
        return None
    lines = (await asyncio.to_thread(analyze, [f"1 cup {food}"], None)).lines
    grams = lines[0].grams if lines else None
    if not grams:
        return None
    cups_g = grams
    if _BASE[one][0] == "volume":
        return convert((convert(amount, one, "cup") or 0.0) * cups_g, "g", two)
    return convert((convert(amount, one, "g") or 0.0) / cups_g, "cup", two)


def said(amount: float, unit: str) -> str:
    """An amount for the ear: "two and a half cups", "one pound"."""
    name = _SPOKEN.get(unit, unit)
    if amount == 1:
        name = _single(name)
    return f"{say_number(amount)} {name}"


def _single(name: str) -> str:
    irregular = {"inches": "inch", "feet": "foot", "degrees Celsius": "degree Celsius"}
    return irregular.get(name, name.replace("degrees ", "degree ").removesuffix("s"))


ANSWERS: Answers = {Kind.CONVERT_UNITS: convert_units}
