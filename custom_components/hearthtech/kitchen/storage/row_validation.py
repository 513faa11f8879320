"""Validate values from outside before they are stored in a row."""

from typing import Any

from sqlalchemy import Boolean, Column, Double, Integer, Table

from .times import from_text, to_text

LONGEST_TEXT = 1_000_000
LARGEST = 1e15
"""Greatest absolute value; NaN is refused too."""
_YEARS = range(1900, 2200)


def checked_row(
    table: Table, row: dict[str, Any], *, without: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The columns of a table from a row from outside.

    Raises:
        ValueError, TypeError: when a value has another type than its column, or can't be stored.
    """
    return {
        column.name: checked_value(column, row.get(column.name))
        for column in table.columns
        if column.name not in without
    }


def checked_value(column: Column[Any], value: Any) -> Any:
    """The value in the form of the column; times (`at`, `…_at`) with their zone.

    Raises:
        ValueError, TypeError: when it has another type, is not finite, too long, or no time.
    """
    if value is None and column.nullable:
        return None
    match column.type:
        case Boolean():
            sound = isinstance(value, bool)
        case Integer():
            sound = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
        case Double():
            sound = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
        case _:
            return _checked_text(column, value)
    if not sound:
        raise ValueError(f"{column.name} is {value!r:.40}")
    return value


def _checked_text(column: Column[Any], value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{column.name} is {value!r:.40}")
    longest = getattr(column.type, "length", None) or LONGEST_TEXT
    if len(value) > longest or "\x00" in value or (column.primary_key and not value):
        raise ValueError(f"{column.name} is too long, empty, or can't be kept")
    if column.name == "at" or column.name.endswith("_at"):
        moment = from_text(value)
        if moment.year not in _YEARS:
            raise ValueError(f"{column.name} is {value:.40}")
        return to_text(moment)
    return value
