"""Reading JSON from outside: every document gives values that any JSON reader takes, or a `ValueError`."""

import json
import math
from typing import Any, Final

MAX_EXACT: Final = 2**53
"""Integers up to this are the same in every JSON reader; larger ones become floats."""
MAX_DIGITS: Final = 400
"""Digits of a number; a number with more digits is out of range."""


def parse_json(document: str | bytes) -> Any:
    """Parse one document of JSON.

    Numbers that a 64-bit float can't have (too large, NaN, Infinity) become `None`: they are no values, but no
    reason to refuse what stands around them either.

    Raises:
        ValueError: when it is no JSON, not in a Unicode encoding, or nested too deeply.
    """
    try:
        return json.loads(document, parse_constant=_constant, parse_float=_float, parse_int=_int)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def finite(value: object) -> float | None:
    """A finite number as a float; `None` for anything else, also for true, false and numbers out of range."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def well_formed(text: str) -> str:
    """The text with each lone surrogate replaced: those can be parsed from JSON, but not be sent on."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _constant(_name: str) -> None:
    return None


def _float(digits: str) -> float | None:
    if len(digits) > MAX_DIGITS:
        return None
    number = float(digits)
    return number if math.isfinite(number) else None


def _int(digits: str) -> int | float | None:
    if len(digits) > MAX_DIGITS:
        return None
    number = int(digits)
    return number if abs(number) <= MAX_EXACT else finite(number)
