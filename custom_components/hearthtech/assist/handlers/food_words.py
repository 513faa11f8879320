"""Spoken names of foods and units, and of how long food keeps, by language (`voice/data/<language>`)."""

from collections.abc import Mapping
from functools import cache
import re
from typing import Any

from ...language.fold import fold
from ...voice.answer_reader import answer_words
from ...voice.data_files import read_data, small_words, supported, unit_words
from ...voice.numbers import say_number

_UNITS = ("g", "ml", "tbsp", "tsp", "cup", "pinch", "clove", "sprig")
"""The units of the amounts of substitutes."""
_LINE = re.compile(rf"(?P<amount>[\d.]+) (?:(?P<unit>{'|'.join(_UNITS)}) )?(?P<food>.+)")
_VOWELS = "aeiouœ"
_SILENT_H = "huil"


@cache
def unit_names(code: str) -> Mapping[str, tuple[str, str]]:
    """The singular and plural of the units of a language."""
    return {unit: (one, many) for unit, (one, many) in unit_words(code)["units"].items()}


@cache
def between_items(code: str) -> re.Pattern[str]:
    """What separates the foods of a spoken list; "mac and cheese" is one."""
    joins, one_food = "|".join(answer_words(code).joins), small_words(code)["one_food"]
    joined = rf"\s+(?:{joins})(?!\s+(?:{one_food})\b)\s+" if one_food else rf"\s+(?:{joins})\s+"
    return re.compile(rf"{joined}|,\s*")


@cache
def substitute_words(code: str) -> Mapping[str, Any]:
    """The words for substitutes of a language: foods, notes and the form of an amount."""
    return read_data(code, "substitutes.yaml")


def prepare_food_words(code: str) -> None:
    """Read the words of a language. Blocking."""
    unit_names(code)
    substitute_words(code)


def unit_name(unit: str, amount: float, language: str) -> str:
    """Return the name of a unit as it is spoken with an amount."""
    one, many = unit_names(supported(language)).get(unit, (unit, unit))
    below_one = supported(language) == "en" and 0 < amount < 1 and not say_number(amount)[0].isdigit()
    return one if abs(amount) == 1 or below_one or (supported(language) == "fr" and abs(amount) < 2) else many


def spoken_amount(amount: float, unit: str, language: str) -> str:
    """Return an amount with its unit: "two and a half cups", "2,5 Tassen"."""
    return f"{say_number(amount, language)} {unit_name(unit, amount, language)}"


def substitute_line(line: str, language: str) -> str:
    """Return a line of the table of substitutes, as it is spoken: "1 tbsp vinegar" → "one tablespoon vinegar"."""
    code = supported(language)
    words = substitute_words(code)
    found = _LINE.fullmatch(line)
    if found is None:
        return line
    amount, food = float(found["amount"]), str(words["foods"].get(found["food"], found["food"]))
    number = say_number(amount, code)
    if found["unit"] is None:
        return f"{number} {food}"
    start = fold(food)
    elided = start[:1] in _VOWELS or start.startswith(_SILENT_H)
    form = str(words["amount_elided" if elided else "amount"])
    return form.format(amount=number, unit=unit_name(found["unit"], amount, code), food=food)


def substitute_note(code: str, note: str) -> str:
    """Return a note that is always said; empty for others."""
    return str(substitute_words(supported(code))["notes"].get(note, ""))
