"""Read the size of one piece or package beside its count: `1 3-lb duck`, `4 Schnitzel à 150 g`, `2 boîtes de 400 g`."""

from functools import lru_cache
from pathlib import Path
import re

from ...language.fold import fold
from ..yaml_files import read_expressions
from .amount_lexer import Cursor, read_amount, unglue
from .line_parser_state import LineParserState
from .model import Amount
from .quantity import GRAMS, ML
from .vocabulary import vocabulary

_SIZES = GRAMS.keys() | ML.keys()
_SPOONS = frozenset({"tsp", "tbsp", "cup", "dessertspoon", "spoon"})
"""Measures that no single piece is sold in."""
_STEPS = (("lb", "oz"), ("kg", "g"), ("l", "ml"), ("l", "dl"), ("l", "cl"), ("st", "lb"))
"""Pairs of units that one weight or volume is written in, the larger one first."""
_KITCHEN_VOLUMES = frozenset(
    {"gallon", "quart", "pint", "cup", "floz", "tbsp", "tsp", "imperialpint", "imperialfloz", "imperialcup", "metriccup"}
)  # fmt: skip
_SAME = 0.15
"""Relative difference up to which a second amount repeats the first in other units."""


def size_of_counted(cursor: Cursor) -> Amount | None:
    """Read `3-lb` in `1 3-lb duck`, behind the count: a weight or volume of one piece; `None` if there is none."""
    if not cursor.rest[:1].isdigit():
        return None
    trial = Cursor(unglue(cursor.rest), cursor.words)
    amount = read_amount(trial)
    if amount is None or not trial.rest or amount.unit not in _SIZES or amount.unit in _SPOONS:
        return None
    trial.skip(cursor.words.each)
    cursor.rest = trial.rest
    return Amount(low=amount.low, high=amount.high, unit=amount.unit)


def size_after_unit(cursor: Cursor) -> Amount | None:
    """Read `à 400 g` behind a piece or package: `2 Dosen à 400 g Tomaten`, `2 boîtes de 400 g de tomates`."""
    found = _after(cursor.words.language).match(cursor.rest)
    if found is None:
        return None
    amount = _size(found[1], cursor)
    if amount is None:
        return None
    rest = cursor.rest[found.end() :].strip()
    if not rest.strip(" ,.;"):
        return None
    cursor.rest = rest
    return amount


def size_after_name(rest: str, reading: LineParserState) -> str:
    """Read `à 150 g` behind the name (`4 Schnitzel à 150 g`) as size of one piece. Returns the line without it."""
    counted = reading.amount
    if (
        counted is None
        or reading.package is not None
        or counted.unit in _SIZES
        or not any(map(str.isdigit, rest))
    ):
        return rest
    found = _behind(reading.words.language).search(rest)
    if found is None:
        return rest
    amount = _size(found[1], Cursor("", reading.words))
    if amount is None:
        return rest
    reading.stated.append(Amount(low=amount.low, high=amount.high, unit=amount.unit, each=True))
    return f"{rest[: found.start()]}{rest[found.end() :]}".strip(" ,")


def side_by_side(cursor: Cursor, reading: LineParserState) -> None:
    """Read the second of two amounts that are one (`1 lb 4 oz`), or that repeats the first (`1 lb 450 g`)."""
    first = reading.amount
    if first is None or first.unit not in _SIZES:
        return
    rest = cursor.rest.lstrip(", ")
    if not rest[:1].isdigit():
        return
    trial = Cursor(unglue(rest), cursor.words)
    second = read_amount(trial)
    if second is None or second.unit not in _SIZES or not trial.rest:
        return
    if goes_on(first, second):
        reading.added.append(second)
    elif _repeats(first, second):
        reading.stated.append(second)
    else:
        return
    cursor.rest = trial.rest


def goes_on(first: Amount, second: Amount) -> bool:
    """Whether a second amount is the smaller part of one weight or volume: the 4 oz of `1 lb 4 oz`."""
    if first.unit not in _SIZES:
        return False
    table = GRAMS if first.unit in GRAMS else ML
    if second.unit not in table or second.high * table[second.unit] >= table[first.unit] * 1.001:
        return False
    return (first.unit, second.unit) in _STEPS or {first.unit, second.unit} <= _KITCHEN_VOLUMES


def _repeats(first: Amount, second: Amount) -> bool:
    assert first.unit is not None
    assert second.unit is not None
    if (first.unit in GRAMS) != (second.unit in GRAMS):
        return False
    table = GRAMS if first.unit in GRAMS else ML
    one, other = first.middle * table[first.unit], second.middle * table[second.unit]
    return abs(one - other) <= _SAME * max(one, other)


def _size(written: str, cursor: Cursor) -> Amount | None:
    trial = Cursor(unglue(written), cursor.words)
    amount = read_amount(trial)
    if amount is None or trial.rest.strip(" .") or amount.unit not in _SIZES or amount.unit in _SPOONS:
        return None
    return amount


_AMOUNT = r"\d[\d.,/]*(?:\s?-\s?\d[\d.,/]*)?\s?[^\W\d_]{1,12}\.?"


@lru_cache(maxsize=8)
def _after(language: str) -> re.Pattern[str]:
    links, each = _links(language), vocabulary(language).each_piece
    return re.compile(rf"(?:{links})\s*({_AMOUNT})(?:\s+(?:{each})(?!\w))?(?=[\s,])", re.IGNORECASE)


@lru_cache(maxsize=8)
def _behind(language: str) -> re.Pattern[str]:
    links, each = _links(language), vocabulary(language).each_piece
    return re.compile(rf",?\s+(?:{links})\s*({_AMOUNT})(?:\s+(?:{each}))?\s*(?=,|;|$)", re.IGNORECASE)


def _links(language: str) -> str:
    links = sorted(vocabulary(language).size_links, key=len, reverse=True)
    return "|".join(re.escape(link) for link in links)


def without_plural_marks(text: str) -> str:
    """Return a line without the marks of an optional plural: `Zehe/n`, `clove(s)`, `cucchiaio/i`."""
    return _PLURAL.sub("", text) if "/" in text or "(" in text else text


_PLURAL = re.compile(r"(?<=[^\W\d_]{2})(?:/(?:n|e|en|er|s|i)|\((?:n|e|en|er|s|es|x|i)\))(?![^\W\d_])")
_WORDS = read_expressions(Path(__file__).with_name("data") / "line_words.yaml")
_ORGANIC = re.compile(rf"\b(?:{_WORDS['organic']})-(?=[^\W\d_])", re.IGNORECASE)


def spelled_out(text: str, language: str) -> str:
    """Return a line with short words written out.

    In German, `1 gr. Dose` is a large can, `250 gr.` a weight; `m.-große` is medium; in `1 TL, gestr. Zimt` the spoon
    is level.
    """
    for pattern, written in _short_words(language):
        text = pattern.sub(written, text)
    return text


@lru_cache(maxsize=8)
def _short_words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(short, re.IGNORECASE), written) for short, written in vocabulary(language).short_words
    )


_BRAND = re.compile(r"(?<!\S)(?:[^\W\d_a-zà-ÿ](?:[^\W\d_a-zà-ÿ]|[’'&.-])+\s+)+(?=[^\W\d_]*[a-zà-ÿ])")


def without_brand(name: str) -> str:
    """Return a name without brands in capitals before it: `ALMARE Thunfischfilets`. Used only where the whole name is unknown."""
    return _BRAND.sub("", name) or name


_BRAND_BEHIND = re.compile(
    r"(?<=[^\W\d_])(?:\s+[A-ZÀ-ÖØ-Þ][\w’'&.-]*(?:\s+[^\W\d_]{1,5}(?=\s+[A-ZÀ-ÖØ-Þ]))?)+$"
)


def without_brand_behind(name: str, language: str) -> str:
    """Return a name without capitalized words behind it: `lievito Pane degli Angeli`. German writes all nouns so."""
    return name if language == "de" else _BRAND_BEHIND.sub("", name)


def without_organic(text: str) -> str:
    """Return a line without `Bio-` before a food: it says how the food was grown, not what it is."""
    return _ORGANIC.sub("", text) if "-" in text else text


@lru_cache(maxsize=8)
def _bit(language: str) -> re.Pattern[str]:
    return re.compile(rf"{vocabulary(language).little}(?:\s+|(?<='))(?=\S)")


def small_amount(rest: str, reading: LineParserState) -> str | None:
    """Read `a little oil`, `ein bisschen Milch`. Returns the rest of the line; `None` when it says no such amount."""
    folded = fold(rest)
    found = _bit(reading.words.language).match(folded)
    if found is None or len(folded) != len(rest):
        return None
    reading.amount = Amount(low=0.5, high=1.5, unit="little")
    return rest[found.end() :]
