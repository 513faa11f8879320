"""Compare two amounts of the same food."""

from ...language.units import Dimension, Unit
from ..recipes.line_amounts import LineAmount, amounts_in
from .parse import parse_line


def ratio(line: str, amount: str, language: str = "en") -> float | None:
    """How many times the amount of a line another amount is; `None` when their units are of different kinds."""
    had, have = _first(line, language), _first(amount, language)
    if had is None or have is None or _middle(had) <= 0 or _middle(have) <= 0:
        return None
    if _kind(had.unit) != _kind(have.unit):
        return None
    return (_middle(have) * _size(have.unit)) / (_middle(had) * _size(had.unit))


def has_amount(text: str, language: str = "en") -> bool:
    """Whether a text states an amount."""
    return _first(text, language) is not None


def food_of(line: str, language: str = "en") -> str:
    """The name of the food of a line, or the line."""
    return parse_line(line, language).name or line


def _first(text: str, language: str) -> LineAmount | None:
    return next(iter(amounts_in(text, language)), None)


def _middle(amount: LineAmount) -> float:
    return (amount.span.low + amount.span.high) / 2


def _kind(unit: Unit | None) -> Dimension | None:
    return None if unit is None else unit.dimension


def _size(unit: Unit | None) -> float:
    return 1.0 if unit is None else unit.size
