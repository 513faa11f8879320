"""Sizes of pans and pieces, between inches and centimeters."""

from collections.abc import Callable
import re

from ...language.languages import known_language
from ...language.number_format import as_fraction
from ...language.numbers import NUMBER, span_at
from ...language.units import System
from .word_lists import expressions, word_lists

CM_PER_INCH = 2.54
# Read at import, which Home Assistant does outside its event loop.
_PANS, _TEXTS = expressions("pan_words"), expressions("text_words")
_INCHES_SHOWN = word_lists("inches")
INCH, CENTIMETER = _PANS["inch"], _PANS["centimeter"]
"""The words for the units, as pieces of regular expressions (use them with IGNORECASE)."""
TIMES = rf"\s*(?:x|×|{_TEXTS['by']})\s*"
"""Between two sides, as a piece of a regular expression."""
_SIZE = re.compile(
    rf"(?:\b(?P<article>{_PANS['article']})\s+)?(?<![\w.,/])(?P<first>{NUMBER})"
    rf"(?P<rest>(?:{TIMES}|\s*(?:-|–|{_TEXTS['range']})\s*)(?P<second>{NUMBER}))?[\s-]*"
    rf"(?:(?P<inch>{INCH})|{CENTIMETER})\b",
    re.IGNORECASE,
)
_AN_BEFORE = re.compile(_PANS["an_before"])


def sizes_in_system(text: str, system: System, language: str = "en") -> str:
    """Inches for the US, centimeters for others. A text with both is not changed."""
    found = list(_SIZE.finditer(text))
    inches = [match["inch"] is not None for match in found]
    if not found or len(set(inches)) > 1 or inches[0] == (system is System.US):
        return text
    written = "{size} cm" if inches[0] else _INCHES_SHOWN[known_language(language)]
    size = _cm if inches[0] else _inches
    return _SIZE.sub(lambda match: written.format(size=_shown(match, size)), text)


def _shown(match: re.Match[str], size: Callable[[float], str]) -> str:
    shown = size(_value(match["first"]))
    if match["article"]:
        # An 8-inch pan is a 20 cm pan.
        article = match["article"][0] + ("n" if _AN_BEFORE.match(shown) else "")
        shown = f"{article} {shown}"
    if match["rest"] is None:
        return shown
    between = match["rest"].removesuffix(match["second"])
    return f"{shown}{between}{size(_value(match['second']))}"


def _value(words: str) -> float:
    span = span_at(words)
    return 0.0 if span is None else span.low


def _cm(inches: float) -> str:
    """Pans rounded to 1 cm, pieces to 0.5 cm."""
    size = inches * CM_PER_INCH
    return f"{round(size) if size >= 5 else max(round(size * 2) / 2, 0.5):g}"


def _inches(cm: float) -> str:
    """Pans rounded to half an inch, pieces to an eighth."""
    size = cm / CM_PER_INCH
    return as_fraction(round(size * 2) / 2 if size >= 3 else max(round(size * 8) / 8, 0.125))
