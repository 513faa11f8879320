"""Weights and volumes of units in ingredient lines, and numbers."""

from ...language.numbers import number_of
from ...language.units import SIZES, Dimension

ML = {name.replace(" ", ""): size for name, (kind, size) in SIZES.items() if kind is Dimension.VOLUME}
"""Volume of one unit, ml (US customary: NIST Handbook 44, appendix C)."""

GRAMS = {name: size for name, (kind, size) in SIZES.items() if kind is Dimension.WEIGHT}
"""Weight of one unit, g."""
MAX_AMOUNT = 100_000.0


def number(text: str, language: str = "en") -> float | None:
    """Return the value of a number in digits; `None` when it is invalid or absurd."""
    value = number_of(text, language)
    return value if value is not None and 0 <= value <= MAX_AMOUNT else None
