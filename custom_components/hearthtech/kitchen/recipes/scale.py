"""Recipes for more or fewer people, in other units; the words around the amounts stay the cook's own.

Amounts scale in the ingredient lines. Times, temperatures and the words of steps do not: a bigger roast is no twice
longer roast, and a cook should be told so, not computed at. Eggs stay whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
import re

from .model import Recipe, Step
from .numerals import NUMBER, RANGE, Span, as_decimal, as_fraction, span_at
from .prose.temperatures import gas_mark_c
from .sizes import sizes_in_system
from .units import (
    UNIT,
    Dimension,
    System,
    Unit,
    best_unit,
    celsius_of,
    convert,
    fahrenheit_of,
    gas_mark_of,
    measurable,
    spelled,
    unit_of,
)

_WHOLE = re.compile(r"\b(?:eggs?|yolks?|egg whites?|eier|ei|œufs?|huevos?|uov[ao])\b", re.IGNORECASE)
_BY_WEIGHT = re.compile(r"\begg (?:noodles?|plants?)\b|eggplants?\b", re.IGNORECASE)
_AMOUNT = re.compile(rf"(?<!\d/)(?<![\w.,⁄½¼¾⅓⅔-]){NUMBER}(?:{RANGE}{NUMBER})?", re.IGNORECASE)
_UNIT_AFTER = re.compile(rf"[\s-]?(?P<unit>{UNIT})", re.IGNORECASE)
_SIZE_AFTER = re.compile(
    r"\s*-?\s*(?:%|cm\b|mm\b|inch(?:es)?\b|in\b|[\"”″]|°|º|degrees\b|min|hours?\b|-?day)",
    re.IGNORECASE,
)
# What follows "x" is the size of one, and what stands in brackets after a count of packages, too.
_EACH = re.compile(
    r"(?:\d\s*[x×]\s*)$|\b(?:tins?|cans?|packs?|packets?|packages?|jars?|bottles?|boxe?s?|bags?|pkgs?)\s*\($|\b\d+\s*\($",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(r"[^,;()]{0,20}\beach\b\s*(?:[),.;]|$)", re.IGNORECASE)
_CONTAINER = re.compile(
    r"[\s-]*(?:tins?|cans?|packs?|packets?|packages?|jars?|bottles?|boxe?s?|bags?|pkgs?|fillets?|steaks?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """An amount in a line: its number and, when it has one, its unit."""

    span: Span
    unit: Unit | None
    end: int


def scaled(recipe: Recipe, factor: float) -> Recipe:
    """The recipe for `factor` times as much.

    Raises:
        ValueError: when the factor is not positive and finite.
    """
    if not 0 < factor < 1000:
        raise ValueError(f"can't scale by {factor}")
    yields = recipe.yields
    if yields is not None:
        yields = replace(
            yields,
            amount=yields.amount * factor,
            maximum=yields.maximum * factor if yields.maximum is not None else None,
            servings=yields.servings * factor if yields.servings is not None else None,
        )
    lines = tuple(
        line if line.fixed else replace(line, text=scaled_line(line.text, factor))
        for line in recipe.ingredients
    )
    return replace(recipe, ingredients=lines, yields=yields)


def scaled_to(recipe: Recipe, servings: float) -> Recipe:
    """The recipe for so many people.

    Raises:
        ValueError: when it does not say for how many it is.
    """
    if not recipe.servings:
        raise ValueError("the recipe does not say for how many it is")
    return scaled(recipe, servings / recipe.servings)


def scaled_line(text: str, factor: float) -> str:
    """One ingredient line for `factor` times as much: its amounts, not the sizes of things in it."""
    if factor == 1:
        return text
    pieces: list[str] = []
    at = 0
    for amount in _amounts(text):
        pieces.append(text[at : amount.span.start])
        whole = amount.unit is None and _counts_eggs(text, amount.end)
        number = _number(text, amount, factor, whole=whole)
        pieces.append(number)
        at = amount.span.end
        if (agreed := _agreeing(text, at, number)) is not None:
            pieces.append(agreed[0])
            at = agreed[1]
    return "".join((*pieces, text[at:]))


_COUNTED = re.compile(
    r"(?P<space>[\s-]*(?:(?:extra[- ])?(?:large|medium|small)\s+)?)(?P<word>cup|tablespoon|teaspoon|pint|quart|gallon|ounce|pound|tin|can|jar|pack|packet|package|bag|bottle|stick|clove"
    r"|slice|piece|sprig|stalk|head|rib|fillet|handful|sheet|onion|carrot|egg yolk|egg white|egg|apple|lemon|lime|orange)(?P<many>s?)(?![^\W_])",
    re.IGNORECASE,
)


def _agreeing(text: str, at: int, number: str) -> tuple[str, int] | None:
    """The English word right after a number as the new number wants it ("1 cup", "2 cups"), and where it ends."""
    match = _COUNTED.match(text, at)
    if match is None or match["space"].startswith("-"):
        return None
    one = number in {"1", "½", "¼", "¾", "⅓", "⅔", "⅛", "⅜", "⅝", "⅞"}
    return f"{match['space']}{match['word']}{'' if one else 's'}", match.end()


def _number(text: str, amount: _Amount, factor: float, *, whole: bool) -> str:
    """The scaled number in the manner of the old one: a fraction stays a fraction, a decimal a decimal."""
    span = amount.span
    words = text[span.start : span.end]
    shown = [_value(value * factor, words, amount.unit, whole=whole) for value in (span.low, span.high)]
    if span.high == span.low or shown[0] == shown[1]:
        return shown[0]
    between = re.search(rf"{NUMBER}({RANGE}){NUMBER}$", words, re.IGNORECASE)
    return (between[1] if between else "–").join(shown)


def _value(value: float, words: str, unit: Unit | None, *, whole: bool) -> str:
    if whole:
        return str(max(1, round(value)))
    if unit is not None and not unit.fractions:
        return as_decimal(measurable(value, unit))
    if re.search(r"\d[.,]\d", words) and not re.search(r"[½⅓⅔¼¾⅛⅜⅝⅞/]", words):
        return as_decimal(value)
    return as_fraction(value)


def _counts_eggs(text: str, at: int) -> bool:
    match = _WHOLE.search(text, at)
    return match is not None and match.start() - at < 30 and _BY_WEIGHT.search(text, at) is None


def _amounts(text: str) -> Iterator[_Amount]:
    """The amounts of a line that grow with the recipe, in order."""
    for match in _AMOUNT.finditer(text):
        span = span_at(text, match.start())
        if span is None or span.low <= 0:
            continue
        before = text[: span.start]
        unit = _unit_at(text, span.end)
        after = text[unit[1] if unit else span.end :]
        if unit is None and after[:1].isalpha():
            continue
        if _EACH.search(before) or _EACH_AFTER.match(after) or (unit is None and _SIZE_AFTER.match(after)):
            continue
        if unit is not None and (
            unit[0].dimension is Dimension.LENGTH or (before and _CONTAINER.match(after))
        ):
            continue
        # "1 (14 oz) can": the first number counts cans. "type 00 flour", "7-Up": names, not amounts.
        if (
            unit is None
            and before.strip()
            and not re.search(
                r"(?:[(,+/–-]|\b(?:plus|and|or|about|of|approx\.?|juice|zest|to))\s*$", before, re.IGNORECASE
            )
        ):
            continue
        yield _Amount(span=span, unit=unit[0] if unit else None, end=unit[1] if unit else span.end)


def _unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    match = _UNIT_AFTER.match(text, at)
    unit = unit_of(match["unit"]) if match else None
    return (unit, match.end()) if match is not None and unit is not None else None


def in_system(recipe: Recipe, system: System, *, source: System | None = None) -> Recipe:
    """The recipe in other units: amounts of its lines, temperatures and sizes (of pans, of pieces) in its steps.

    `source` tells how large the pints and fluid ounces of the recipe are; without it they are those of the US.
    """
    lines = tuple(
        replace(line, text=line_in_system(line.text, system, source=source)) for line in recipe.ingredients
    )
    return replace(
        recipe, ingredients=lines, steps=tuple(_step_in_system(step, system) for step in recipe.steps)
    )


def line_in_system(text: str, system: System, *, source: System | None = None) -> str:
    """One line in other units. Spoons stay spoons, counts stay counts.

    A line that tells an amount of the system already ("1 cup (240 ml)") stays as it is.
    """
    if any(_is_told_in(amount.unit, system) for amount in _amounts(text)):
        return text
    pieces: list[str] = []
    at = 0
    for match in _AMOUNT.finditer(text):
        if match.start() < at:
            continue
        span = span_at(text, match.start())
        found = _unit_at(text, span.end) if span else None
        if span is None or found is None or span.low <= 0:
            continue
        unit = unit_of(found[0].name, system=source or System.US) or found[0]
        if system in unit.systems or unit.name in {"tsp", "tbsp"}:
            continue
        pieces += (text[at : span.start], _converted(span, unit, system))
        at = found[1]
    return "".join((*pieces, text[at:]))


def _is_told_in(unit: Unit | None, system: System) -> bool:
    return unit is not None and system in unit.systems and unit.name not in {"tsp", "tbsp"}


def _converted(span: Span, unit: Unit, system: System) -> str:
    to = best_unit(span.low * unit.size, unit.dimension, system)
    low = spelled(convert(span.low, unit, to), to)
    if span.high == span.low:
        return low
    high = spelled(convert(span.high, unit, to), to)
    first = low.split(" ", maxsplit=1)[0]
    return high if first == high.split(" ", maxsplit=1)[0] else f"{first}–{high}"


_TEMPERATURE = re.compile(
    r"(?<![\w.,])(\d{2,3})\s*(?:°|º|˚|degrees?|deg\.?)?\s*(C|F|celsius|fahrenheit)(?![^\W\d_])", re.IGNORECASE
)
_GAS_MARK = re.compile(r"\bgas(?:\s+mark)?\s*(\d{1,2}|[¼½])(?!\d)", re.IGNORECASE)


def _step_in_system(step: Step, system: System) -> Step:
    text = sizes_in_system(temperatures_in_system(step.text, system), system)
    # Guesses point into the words; when those change, they have to be made anew.
    return step if text == step.text else replace(step, text=text, guesses=())


def temperatures_in_system(text: str, system: System) -> str:
    """The temperatures of a text in °F for the US, in °C for all others, rounded as dials are marked."""
    wanted = "F" if system is System.US else "C"
    both = {match[2][0].upper() for match in _TEMPERATURE.finditer(text)} == {"C", "F"}

    def temperature(match: re.Match[str]) -> str:
        if match[2][0].upper() == wanted:
            return match[0]
        value = float(match[1])
        other = fahrenheit_of(value) if wanted == "F" else celsius_of(value)
        return f"{_dial(other, wanted):g} °{wanted}"

    def gas(match: re.Match[str]) -> str:
        celsius = gas_mark_c(match[1])
        if celsius is None or wanted == "C":
            return match[0]
        return f"{_dial(fahrenheit_of(celsius), 'F'):g} °F"

    text = text if both else _TEMPERATURE.sub(temperature, text)
    return _GAS_MARK.sub(gas, text) if not both else text


def _dial(degrees: float, scale: str) -> float:
    """An oven's temperature as its dial is marked; what is cooler than any oven is told to the degree."""
    if scale == "C":
        return float(round(degrees / 10) * 10 if degrees >= 140 else round(degrees))
    if degrees < 275:
        return float(round(degrees))
    mark = round(degrees / 25) * 25
    return float(mark if abs(mark - degrees) <= 8 else round(degrees / 5) * 5)


def gas_mark_words(celsius: float) -> str:
    """An oven temperature with its gas mark, as British books print it: `180 °C / gas 4`."""
    mark = gas_mark_of(celsius)
    return f"{celsius:g} °C" + (f" / gas {mark}" if mark else "")


__all__ = [
    "gas_mark_words",
    "in_system",
    "line_in_system",
    "scaled",
    "scaled_line",
    "scaled_to",
    "temperatures_in_system",
]
