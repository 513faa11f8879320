"""Split a line that names several foods: `1 carrot and 2 onions`, `salt, pepper and nutmeg`, `1 tsp each salt and cumin`."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
import re

from ...language.fold import fold
from ...language.numbers import word_number
from ..yaml_files import read_expressions
from .parse import clean, parse_line
from .vocabulary import vocabulary

MOST_FOODS = 8
_WORDS = read_expressions(Path(__file__).with_name("data") / "line_words.yaml")
_EACH_FIRST = re.compile(rf"^(?:{_WORDS['each_first']})\s+(?=\d|{_WORDS['one']})", re.IGNORECASE)
_LEFT_OUT = re.compile(rf"^(?:(?:{_WORDS['left_out']})(?=\w))+", re.IGNORECASE)

_SEASONINGS = frozenset(_WORDS["seasoning"].split("|"))
_DISHES = re.compile(rf"\b(?:{_WORDS['named_after_two']})\b")

type IsFood = Callable[[str], bool]
"""Whether a name, with or without adjectives, is the name of a food."""


@lru_cache(maxsize=8)
def _joints(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted((re.escape(word) for word in vocabulary(language).plus), key=len, reverse=True)
    joined = "|".join(words)
    return re.compile(rf",\s+|;\s+|\s(?:{joined})\s", re.IGNORECASE), re.compile(
        rf"\s*[,;]\s+(?:(?:{joined})\s+)?|\s+(?:{joined})\s+", re.IGNORECASE
    )


@lru_cache(maxsize=8)
def _amount(language: str) -> re.Pattern[str]:
    """The beginning of a piece with an amount."""
    return re.compile(rf"^(?:\d|[½⅓⅔¼¾⅛]|{_WORDS['one']}|{word_number(language)})", re.IGNORECASE)


@lru_cache(maxsize=8)
def _flags(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    said = sorted((*words.to_taste, *words.optional), key=len, reverse=True)
    return re.compile(rf",?\s*(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)")


def foods_in(text: str, language: str, is_food: IsFood, *, apart: bool = True) -> tuple[str, ...]:
    """Return a line for each food of a line; the line itself when it names one food, or when that is not sure.

    Foods without an amount, or that share one, are split only with `apart`: how much there is of each is not said.
    """
    code = vocabulary(language).language
    hint, joint = _joints(code)
    if "(" in text or hint.search(text) is None:
        return (text,)
    line = clean(text)
    folded = fold(line)
    if len(folded) == len(line):
        line = "".join(_without(line, folded, _flags(code))).strip(" ,.")
    each = _EACH_FIRST.match(line) if code == "de" else None
    if each is not None:
        line = line[each.end() :]
    shared = re.search(vocabulary(code).each_food, line, re.IGNORECASE)
    if shared is not None:
        line = f"{line[: shared.start()]} {line[shared.end() :]}"
    pieces = [piece.strip(" ,.;:") for piece in joint.split(line)]
    if not 2 <= len(pieces) <= MOST_FOODS or not all(pieces):
        return (text,)
    has_amount = _amount(code).match
    if all(map(has_amount, pieces)):
        return tuple(pieces) if all(_counted(piece, language, is_food) for piece in pieces) else (text,)
    if any(has_amount(piece) or any(map(str.isdigit, piece)) for piece in pieces[1:]):
        return (text,)
    names = [_LEFT_OUT.sub("", piece) for piece in pieces[1:]]
    if not all(map(is_food, reversed(names))):
        return (text,)
    first = parse_line(pieces[0], language)
    if not first.is_ingredient or not is_food(first.name) or first.alternatives:
        return (text,)
    if (
        len(pieces) == 2
        and "," in line
        and not all(_SEASONINGS.intersection(fold(name).split()) for name in (first.name, pieces[1]))
        and is_food(f"{pieces[1]} {first.name}")
    ):
        # "beans, kidney" is one food, "salt, pepper" are two.
        return (text,)
    if first.amount is None and not apart:
        return (text,)
    if first.amount is None:
        return (pieces[0], *names) if is_food(_LEFT_OUT.sub("", pieces[0])) else (text,)
    if each is not None or shared is not None:
        amount = pieces[0].removesuffix(first.name)
        return (pieces[0], *(f"{amount}{name}" for name in names)) if amount != pieces[0] else (text,)
    if (
        not apart
        or first.amount.unit in vocabulary(language).containers
        or "," in line
        or _DISHES.search(folded)
    ):
        return (text,)
    # "2 tbsp parsley and chives": how much there is of each is not said.
    return (pieces[0], *names)


def _without(line: str, folded: str, pattern: re.Pattern[str]) -> list[str]:
    kept = []
    at = 0
    for found in pattern.finditer(folded):
        kept.append(line[at : found.start()])
        at = found.end()
    return [*kept, line[at:]]


def _counted(piece: str, language: str, is_food: IsFood) -> bool:
    parsed = parse_line(piece, language)
    return (
        parsed.is_ingredient
        and parsed.amount is not None
        and parsed.amount.unit not in {"inch", "cm"}
        and is_food(parsed.name)
    )
