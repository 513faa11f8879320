"""Key-value settings of the book."""

from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from .damaged_rows import readable
from .schema import FACTS

LONGEST_VALUE: Final = 1000


def fact(connection: Connection, *, name: str) -> str | None:
    """The value of a name; `None` if there is none, or its row is damaged."""
    row = connection.execute(select(FACTS).where(FACTS.c.name == name)).first()
    return None if row is None else readable_setting(row)


def readable_setting(row: Row[Any]) -> str | None:
    """Return the value of a row; `None` when it is empty, no text, too long, or contains control characters."""
    return readable(FACTS, row, _setting, str)


def _setting(row: Row[Any]) -> str:
    value: str = row.value
    if not value or len(value) > LONGEST_VALUE or not value.isprintable():
        raise ValueError("no setting")
    return value


def put_fact(connection: Connection, *, name: str, value: str) -> None:
    """Store a value, replacing an earlier one."""
    if connection.execute(update(FACTS).where(FACTS.c.name == name).values(value=value)).rowcount == 0:
        connection.execute(insert(FACTS).values(name=name, value=value))


def forget_fact(connection: Connection, *, name: str) -> None:
    """Delete a value."""
    connection.execute(delete(FACTS).where(FACTS.c.name == name))
