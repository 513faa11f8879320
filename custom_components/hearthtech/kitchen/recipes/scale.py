"""Scale recipes and convert their units; the text around the amounts does not change.

Amounts scale in the ingredient lines. Times, temperatures and the text of steps do not: twice the roast does
not need twice the time. Eggs stay whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
import re
import unicodedata

from ...language.agreement import agreed
from ...language.languages import known_language
from ...language.lazy_pattern import LazyPattern
from ...language.numbers import NUMBER, RANGE, Span, number_of, span_at, tail_at
from ...language.units import (
    UNIT,
    System,
    Unit,
    best_unit,
    celsius_of,
    convert,
    fahrenheit_of,
    spelled,
    unit_of,
)
from .line_amounts import AMOUNT, LONGEST_LINE, LineAmount, amounts_in, unit_at
from .measured_amounts import in_smaller_unit, in_unit, larger_or_smaller_unit, shown, unit_word
from .model import Recipe, Step
from .sizes import sizes_in_system
from .step_extraction.temperatures import DEGREE, GAS_MARK, SCALE, gas_mark_c
from .word_lists import expressions

_WORDS = expressions("text_words")
_WHOLE = re.compile(rf"\b(?:{_WORDS['whole_piece']})\b", re.IGNORECASE)
_NO_WHOLE = re.compile(rf"\b(?:{_WORDS['no_whole_piece']})\b", re.IGNORECASE)
_ELIDED_PART = re.compile(rf"\b(?:{_WORDS['elided_part']})$")
_PART_WITH_OF = re.compile(rf"\b(?:{_WORDS['part_with_of']}) $")
_NEAR = 80
"""Characters after a number that are searched for eggs."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who measures scaled amounts: amounts change to the unit that a cook would use (`1000 g` to `1 kg`)."""

    system: System | None = None
    """The units of the reader; who has cups is shown `¼ cup` for `4 tbsp`."""


def scaled(recipe: Recipe, factor: float, reader: Reader | None = None) -> Recipe:
    """The recipe multiplied by `factor`; without a reader, amounts keep the units of their line.

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
        line if line.fixed else replace(line, text=scaled_line(line.text, factor, recipe.language, reader))
        for line in recipe.ingredients
    )
    return replace(recipe, ingredients=lines, yields=yields)


def scaled_to(recipe: Recipe, servings: float, reader: Reader | None = None) -> Recipe:
    """The recipe for a number of people or, when it makes pieces ("24 cookies"), of pieces.

    Raises:
        ValueError: when neither is known.
    """
    base = recipe.servings
    if not base and recipe.yields is not None and unit_of(recipe.yields.unit) is None:
        base = recipe.yields.amount
    if not base:
        raise ValueError("the recipe does not say for how many it is")
    return scaled(recipe, servings / base, reader)


def scaled_line(text: str, factor: float, language: str = "en", reader: Reader | None = None) -> str:
    """One ingredient line multiplied by `factor`: its amounts, not the sizes of items.

    For a reader, amounts change to the unit that a cook would use: `1000 g` to `1 kg`, `3 tsp` to `1 tbsp`.
    """
    if factor == 1 or len(text) > LONGEST_LINE:
        return text
    pieces: list[str] = []
    at = 0
    amounts = list(amounts_in(text, language))
    for index, amount in enumerate(amounts):
        pieces.append(_before(text[at : amount.span.start], amount))
        whole = amount.unit is None and _counts_eggs(text, amount.end)
        changed = _in_other_unit(text, amounts, index, factor, reader)
        number = changed[0] if changed else _number(text, amount, factor, whole=whole)
        shown_number = _with_comma(number, language, text[amount.span.start : amount.span.end])
        if amount.span.start == amount.span.end:
            # "12-ounce bag": one, which the line does not say.
            shown_number += " "
        pieces.append(_in_digits_of(shown_number, text[amount.span.start : amount.span.end]))
        at = amount.span.end
        if amount.spelled and re.match(r"-[^\W\d_]", text[at:]):
            # "un demi-citron"
            pieces.append(" ")
            at += 1
        if changed is not None:
            glued = amount.unit is not None and text[at : at + 1].isalpha()
            pieces.append(changed[1] if glued else f" {changed[1]}")
            at = amount.end
        else:
            words, at = _agreeing(text, at, number, amount, factor, language)
            pieces.append(words)
        if amount.tail is not None:
            pieces.append(text[at : amount.tail[0]])
            at = amount.tail[1]
    return "".join((*pieces, text[at:]))


def can_scale(text: str, language: str = "en") -> bool:
    """Whether a line has an amount that scales; a line such as "salt" or "a handful of basil" has none."""
    return len(text) <= LONGEST_LINE and next(iter(amounts_in(text, language)), None) is not None


def unscalable(recipe: Recipe) -> tuple[int, ...]:
    """Indices of the ingredient lines that stay as they are when the recipe is scaled."""
    return tuple(
        at
        for at, line in enumerate(recipe.ingredients)
        if line.fixed or not can_scale(line.text, recipe.language)
    )


def _before(text: str, amount: LineAmount) -> str:
    """The text before an amount, with the preposition that a number in digits needs: `jus d'un` is `jus de 2`."""
    if not amount.spelled:
        return text
    if _ELIDED_PART.search(text):
        return f"{text[:-1]}e "
    return f"{text}{_WORDS['of_before_number']} " if _PART_WITH_OF.search(text) else text


def _in_other_unit(
    text: str, amounts: Sequence[LineAmount], index: int, factor: float, reader: Reader | None
) -> tuple[str, str] | None:
    """Number and unit of a scaled amount if a cook would measure it with another unit than the line's."""
    amount = amounts[index]
    unit, word = amount.unit, text[amount.span.end : amount.end].lstrip("-")
    if unit is None:
        return None
    low, high = amount.span.low * factor, amount.span.high * factor
    # A weight in brackets is that of packages: "8 slices (about 16 oz)".
    aside = unit.name == "oz" and _IN_BRACKETS.search(text[: amount.span.start]) is not None
    if reader is not None and not aside and not _is_part_of_sum(text, amounts, index):
        better = larger_or_smaller_unit(low, high, unit, cups=reader.system is System.US)
        if better is not None:
            number = _range(text, amount, [in_unit(value, unit, better) for value in (low, high)])
            return number, unit_word(better.name, word, number)
        if unit.name in {"kg", "l"}:
            return None
    return in_smaller_unit(low, unit, word) if low == high else None


_IN_BRACKETS = re.compile(r"\([^)]*$")
_SUM = re.compile(rf"\s*(?:(?:{_WORDS['and']}|\+|&)\s+)?", re.IGNORECASE)


def _is_part_of_sum(text: str, amounts: Sequence[LineAmount], index: int) -> bool:
    """Whether an amount is directly next to another: `1 lb 4 oz`, `1 cup plus 2 tbsp`."""
    return any(
        _SUM.fullmatch(text, one.end, other.span.start) is not None
        for one, other in pairwise(amounts[max(0, index - 1) : index + 2])
    )


def _with_comma(number: str, language: str, before: str) -> str:
    """The number with the decimal sign of the number that it replaces, or else of the language."""
    sign = re.search(r"\d([.,])\d{1,2}(?!\d)", before)
    comma = sign[1] == "," if sign else known_language(language) != "en"
    return number.replace(".", ",") if comma else number


def _in_digits_of(number: str, before: str) -> str:
    """The number in the digits of the text that it replaces, if these are of another script."""
    zero = next(
        (
            ord(char) - value
            for char in before
            if not char.isascii() and (value := unicodedata.decimal(char, -1)) >= 0
        ),
        None,
    )
    if zero is None:
        return number
    return "".join(chr(zero + int(char)) if char in "0123456789" else char for char in number)


_SIZE_OF_ONE = LazyPattern(rf"\s*\(?{NUMBER}[\s-]*{UNIT}\)?", re.IGNORECASE)


def _agreeing(
    text: str, at: int, number: str, amount: LineAmount, factor: float, language: str
) -> tuple[str, int]:
    """The counted words after a number in the form for the new number ("1 cup", "2 cups"), and their end."""
    exact = number_of(re.split(r"[–-]|\s(?!\d)", number)[-1].strip()) if number.isascii() else None
    size = _SIZE_OF_ONE.match(text, at)
    start = size.end() if size else at
    words, end = agreed(
        text, start, amount.span.high * factor if exact is None else exact, amount.counted, language
    )
    return (f"{text[at:start]}{words}", end) if words else ("", at)


def _number(text: str, amount: LineAmount, factor: float, *, whole: bool) -> str:
    """The scaled number or range."""
    span = amount.span
    words = text[span.start : span.end]
    return _range(
        text,
        amount,
        [shown(value * factor, words, amount.unit, whole=whole) for value in (span.low, span.high)],
    )


def _range(text: str, amount: LineAmount, numbers: Sequence[str]) -> str:
    """Two numbers, joined as the line joins those of its range; one if they are equal."""
    span = amount.span
    words = text[span.start : span.end]
    if span.high == span.low or numbers[0] == numbers[1]:
        return numbers[0]
    between = re.search(rf"{NUMBER}({RANGE}){NUMBER}$", words, re.IGNORECASE)
    between = between or re.search(rf"(\s(?:{_WORDS['range']})\s)", words, re.IGNORECASE)
    return (between[1] if between else "–").join(numbers)


def _counts_eggs(text: str, at: int) -> bool:
    after = text[at : at + _NEAR]
    match = _WHOLE.search(after)
    return match is not None and match.start() < 30 and _NO_WHOLE.search(after) is None


def in_system(recipe: Recipe, system: System, *, source: System | None = None) -> Recipe:
    """The recipe in other units: amounts of its lines, temperatures and sizes (pans, pieces) in its steps.

    `source` determines the size of the pints and fluid ounces of the recipe; without it they are those of the
    US.
    """
    lines = tuple(
        replace(line, text=line_in_system(line.text, system, source=source)) for line in recipe.ingredients
    )
    return replace(
        recipe,
        ingredients=lines,
        steps=tuple(_step_in_system(step, system, recipe.language) for step in recipe.steps),
    )


def line_in_system(text: str, system: System, *, source: System | None = None) -> str:
    """One line in other units. Spoons stay spoons, counts stay counts.

    A line that already contains an amount of the system ("1 cup (240 ml)") is not changed.
    """
    if len(text) > LONGEST_LINE or any(_is_told_in(amount.unit, system) for amount in amounts_in(text)):
        return text
    pieces: list[str] = []
    at = 0
    for match in AMOUNT.finditer(text):
        if match.start() < at:
            continue
        span = span_at(text, match.start())
        found = unit_at(text, span.end) if span else None
        if span is None or found is None or span.low <= 0:
            continue
        end = found[1]
        if (tail := tail_at(text, end)) is not None and span.low == span.high == int(span.low):
            span = replace(span, low=span.low + tail[0], high=span.high + tail[0])
            end = tail[1]
        unit = unit_of(found[0].name, system=source or System.US) or found[0]
        if system in unit.systems or unit.name in {"tsp", "tbsp"}:
            continue
        pieces += (text[at : span.start], _converted(span, unit, system))
        at = end
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


_TEMPERATURE = re.compile(rf"(?<![\w.,])(\d{{2,3}})\s*(?:{DEGREE})?\s*({SCALE})", re.IGNORECASE)


def _step_in_system(step: Step, system: System, language: str) -> Step:
    text = sizes_in_system(temperatures_in_system(step.text, system), system, language)
    # Guesses refer to positions in the text; when it changes, they must be extracted again.
    return step if text == step.text else replace(step, text=text, guesses=())


def temperatures_in_system(text: str, system: System) -> str:
    """The temperatures of a text in °F for the US, in °C for others, rounded like the marks of a dial."""
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
    return GAS_MARK.sub(gas, text) if not both else text


def _dial(degrees: float, scale: str) -> float:
    """An oven temperature rounded like the marks of its dial; lower temperatures are exact to the degree."""
    if scale == "C":
        return float(round(degrees / 10) * 10 if degrees >= 140 else round(degrees))
    if degrees < 275:
        return float(round(degrees))
    mark = round(degrees / 25) * 25
    return float(mark if abs(mark - degrees) <= 8 else round(degrees / 5) * 5)


__all__ = [
    "Reader",
    "can_scale",
    "in_system",
    "line_in_system",
    "scaled",
    "scaled_line",
    "scaled_to",
    "temperatures_in_system",
    "unscalable",
]
