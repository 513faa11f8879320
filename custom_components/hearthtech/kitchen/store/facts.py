"""Single facts of the book, by name."""

from sqlalchemy import Connection, delete, insert, select, update

from .schema import FACTS


def fact(connection: Connection, *, name: str) -> str | None:
    """What is written under a name."""
    return connection.scalar(select(FACTS.c.value).where(FACTS.c.name == name))


def put_fact(connection: Connection, *, name: str, value: str) -> None:
    """Write it, over what was there."""
    if connection.execute(update(FACTS).where(FACTS.c.name == name).values(value=value)).rowcount == 0:
        connection.execute(insert(FACTS).values(name=name, value=value))


def forget_fact(connection: Connection, *, name: str) -> None:
    """Forget it."""
    connection.execute(delete(FACTS).where(FACTS.c.name == name))
