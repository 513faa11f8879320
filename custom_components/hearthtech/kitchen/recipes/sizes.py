"""Sizes of pans and pieces, between inches and centimeters."""

from collections.abc import Callable
import re

from ...language.number_format import as_fraction
from ...language.numbers import NUMBER, span_at
from ...language.units import System

CM_PER_INCH = 2.54
_TIMES = r"\s*(?:x|×|by)\s*"
_SIZE = re.compile(
    rf"(?:\b(?P<article>an?)\s+)?(?<![\w.,/])(?P<first>{NUMBER})(?P<rest>(?:{_TIMES}|\s*(?:-|–|to)\s*)(?P<second>{NUMBER}))?[\s-]*(?P<unit>inch(?:es)?|cm|centimet(?:er|re)s?)\b",
    re.IGNORECASE,
)


def sizes_in_system(text: str, system: System) -> str:
    """Inches for the US, centimeters for others. A text with both is not changed."""
    found = list(_SIZE.finditer(text))
    inches = [match["unit"].lower().startswith("inch") for match in found]
    if not found or len(set(inches)) > 1 or inches[0] == (system is System.US):
        return text
    return _SIZE.sub(_to_cm if inches[0] else _to_inches, text)


def _to_cm(match: re.Match[str]) -> str:
    return f"{_shown(match, _cm)} cm"


def _to_inches(match: re.Match[str]) -> str:
    return f"{_shown(match, _inches)}-inch"


def _shown(match: re.Match[str], size: Callable[[float], str]) -> str:
    shown = size(_value(match["first"]))
    if match["article"]:
        # An 8-inch pan is a 20 cm pan.
        article = match["article"][0] + ("n" if shown.startswith(("8", "11", "18")) else "")
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
