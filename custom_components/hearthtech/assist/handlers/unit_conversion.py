"""Answers about unit conversion: lengths, weights, volumes, temperatures, and weight from volume if the food is known."""

import asyncio

from ...kitchen.nutrition import analyze
from ...language.units import SIZES, Dimension
from ...voice.data_files import supported
from ...voice.intents import Kind
from ...voice.lists import UNITS
from ...voice.reply import Reply
from ..turn import IntentHandlers, TurnContext
from .food_words import spoken_amount, unit_name

_BASE = {{"inch": "in"}.get(name, name): row for name, row in SIZES.items()}
"""Dimension and size of the units, by their names in slots."""


def convert(amount: float, one: str, two: str) -> float | None:
    """Convert an amount to another unit of the same dimension; `None` if it is another dimension.

    A bare ounce is a weight, but a volume if the other unit is one.
    """
    if one in {"C", "F", "K"} and two in {"C", "F", "K"}:
        celsius = {"C": amount, "F": (amount - 32.0) / 1.8, "K": amount - 273.15}[one]
        return {"C": celsius, "F": celsius * 1.8 + 32.0, "K": celsius + 273.15}[two]
    if one not in _BASE or two not in _BASE:
        return None
    if one == "oz" and _BASE[two][0] is Dimension.VOLUME:
        one = "fl oz"
    elif two == "oz" and _BASE[one][0] is Dimension.VOLUME:
        two = "fl oz"
    dimension, size = _BASE[one]
    other, unit = _BASE[two]
    return amount * size / unit if dimension == other else None


async def convert_units(turn: TurnContext) -> Reply:
    """Answer how much an amount is in another unit."""
    one, two = turn.text("from"), turn.text("to")
    last = turn.conversation.facts.get("converted")
    if one is None and two is not None and isinstance(last, tuple):
        # "What is that in ounces?" means the last result.
        return await converted(turn, float(last[0]), str(last[1]), UNITS.get(two, two), None)
    if one is None or two is None:
        return turn.reply("convert_what")
    one, two = UNITS.get(one, one), UNITS.get(two, two)
    amount = turn.number("amount")
    return await converted(turn, 1.0 if amount is None else amount, one, two, turn.text("food"))


async def converted(turn: TurnContext, amount: float, one: str, two: str, food: str | None) -> Reply:
    """Convert an amount, of a food if its density is needed, and remember the result."""
    is_weight = two == "oz" and food is not None and one in _BASE and _BASE[one][0] is Dimension.VOLUME
    result = None if is_weight else convert(amount, one, two)
    if result is None and food is not None:
        result = await by_density(amount, one, two, food, turn.language)
        if result is None:
            return turn.reply("food_unknown", food=turn.as_said(food))
    if result is None:
        dimensions = {_BASE[unit][0] for unit in (one, two) if unit in _BASE}
        key = "need_density" if dimensions == {Dimension.WEIGHT, Dimension.VOLUME} else "not_convertible"
        return turn.reply(
            key, from_unit=unit_name(one, 2, turn.language), to_unit=unit_name(two, 2, turn.language)
        )
    turn.conversation.facts["converted"] = result, two
    return turn.reply(
        "converted" if amount > 1 else "converted_one",
        amount=said(amount, one, turn.language),
        result=said(result, two, turn.language),
        show=f"{amount:g} {one} = {result:.4g} {two}",
    )


async def by_density(amount: float, one: str, two: str, food: str, language: str = "en") -> float | None:
    """Convert between volume and weight by the food's own portions; `None` if the food is unknown."""
    if one not in _BASE and two in _BASE and _BASE[two][0] is Dimension.WEIGHT:
        # A stick of butter, a clove of garlic: the weight of a piece.
        lines = (
            await asyncio.to_thread(analyze, [f"{amount:g} {one} {food}"], None, language=supported(language))
        ).lines
        return convert(lines[0].grams, "g", two) if lines and lines[0].grams else None
    if (
        one not in _BASE
        or two not in _BASE
        or {_BASE[one][0], _BASE[two][0]} != {Dimension.WEIGHT, Dimension.VOLUME}
    ):
        return None
    lines = (await asyncio.to_thread(analyze, [f"1 cup {food}"], None, language=supported(language))).lines
    grams = lines[0].grams if lines else None
    if not grams:
        return None
    cups_g = grams
    if _BASE[one][0] is Dimension.VOLUME:
        return convert((convert(amount, one, "cup") or 0.0) * cups_g, "g", two)
    return convert((convert(amount, one, "g") or 0.0) / cups_g, "cup", two)


def said(amount: float, unit: str, language: str = "en") -> str:
    """Return an amount in words: "two and a half cups", "one pound"."""
    return spoken_amount(amount, unit, language)


ANSWERS: IntentHandlers = {Kind.CONVERT_UNITS: convert_units}
