"""Read a row of the book, or skip it when it is damaged.

A disk, another program or an edit by hand can damage a row. Such a row is not changed; functions that list or
open records skip it, and `Kitchen.damaged` names it.
"""

from collections.abc import Callable, Iterable
import json
import logging
import math
from typing import Any, NoReturn

from sqlalchemy import Row, Table

from ..errors import KitchenError
from ..recipes.schema_org_extension import fits
from .row_validation import checked_row

_LOGGER = logging.getLogger(__name__)
DAMAGE = (KitchenError, KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""Exceptions that a damaged row raises while it is read."""


def readable[T](table: Table, row: Row[Any], read: Callable[[Row[Any]], T], kind: type[T]) -> T | None:
    """Return the record of a row; `None` when a column or its JSON is damaged.

    `read` creates the record. All its fields must have the types that `kind` declares.
    """
    try:
        checked_row(table, dict(row._mapping))  # noqa: SLF001 (the documented name)
        found = read(row)
    except DAMAGE:
        return None
    return found if fits(found, kind) else None


def readable_rows[R, T](rows: Iterable[R], read: Callable[[R], T], recipe_id: str) -> tuple[T, ...]:
    """Return the records that belong to a recipe. A damaged row is left out and logged, without its content."""
    found: list[T] = []
    for row in rows:
        try:
            found.append(read(row))
        except DAMAGE as error:
            _LOGGER.error(  # noqa: TRY400 (the traceback would contain the row)
                "A damaged row of recipe %s is left out (%s)", recipe_id, type(error).__name__
            )
    return tuple(found)


def strict_json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        ValueError: it is damaged, or contains a number that is not finite.
    """
    return json.loads(text, parse_constant=_refuse, parse_float=_finite)


def strict_list(text: str) -> list[Any]:
    """Return the list of a JSON text.

    Raises:
        ValueError, TypeError: it is damaged, contains a number that is not finite, or is no list.
    """
    found = strict_json(text)
    if not isinstance(found, list):
        raise TypeError("it is no list")
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits[:40])
    return number
