"""Tins and pans among the ingredients of a recipe: `26er Springform`, `moule de 26 cm`, `9-inch springform`."""

import re

from ...language.lazy_pattern import LazyPattern
from ...language.numbers import NUMBER
from .sizes import CENTIMETER, INCH, TIMES
from .word_lists import expressions

LONGEST_PAN = 80
_WORDS = expressions("pan_words")
"""Read at import, which Home Assistant does outside its event loop."""
_UNIT = rf"[\s-]*(?:(?:{INCH}|{CENTIMETER})(?![^\W_])|[\"”″])"
_SIDES = rf"{NUMBER}(?:{TIMES}{NUMBER}){{1,2}}(?:{_UNIT})?|{NUMBER}{_UNIT}"
_SIZE = rf"(?:(?:ø|⌀)\s*)?(?:{_SIDES})(?:\s*(?:{_WORDS['across']}))?"
_SHAPES = rf"(?:(?:{_WORDS['shape']})[\s,]+)*"
_PAN = LazyPattern(
    rf"\W*(?:(?:\d{{1,2}}\s*x?|{_WORDS['one']})\s+)?(?:(?P<before>{_SIZE}|\d{{2}}(?:{_WORDS['numbered_size']}))[\s-]*)?"
    rf"{_SHAPES}(?:{_WORDS['pan']})(?![^\W_])(?:[\s,]+(?:{_WORDS['shape']}))*"
    rf"(?:[\s(,:]*(?:(?:{_WORDS['pan_size_link']})\s*)?(?P<behind>{_SIZE}))?\W*",
    re.IGNORECASE,
)
NUMBERED_PAN = LazyPattern(
    rf"(?<![\w.,/])(?P<first>\d{{2}})(?:{_WORDS['numbered_size']})(?=[\s-]+(?:{_WORDS['pan']})(?![^\W_]))",
    re.IGNORECASE,
)
"""The size of a tin in cm without a unit: `26er Springform`."""
PAN_SIZE = LazyPattern(
    rf"(?:(?<=\s)(?:{_WORDS['pan_size_link']})\s+)?(?<![\w.,/])(?:{NUMBER}(?:{TIMES}{NUMBER}){{0,2}}{_UNIT}|{NUMBER}(?:{TIMES}{NUMBER}){{1,2}}(?=\s+(?:{_WORDS['pan']})(?![^\W_]))"
    rf"|\d{{2}}(?:{_WORDS['numbered_size']})(?=[\s-]+(?:{_WORDS['pan']})(?![^\W_])))[\s-]*",
    re.IGNORECASE,
)
"""The size of a tin or piece anywhere in a text, with the space behind it."""


def is_pan(line: str) -> bool:
    """Whether a line of an ingredient list names only a tin or pan with its size: it has no amount."""
    if len(line) > LONGEST_PAN or not any(map(str.isdigit, line)):
        return False
    found = _PAN.fullmatch(line)
    return found is not None and (found["before"] or found["behind"]) is not None
