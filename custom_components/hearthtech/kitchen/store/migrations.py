"""From any released form of the book to today's, inside one transaction.

A new book is made from `schema` at once. An older one walks through `STEPS`: the step at index `n` brings a
book of form `n + 1` to form `n + 2`. Steps are never edited once released; `schema` and the steps must agree
(a test compares a migrated book with a new one).
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .schema import FACTS, METADATA

type Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = ()
FORM = len(STEPS) + 1


def migrate(connection: Connection) -> None:
    """Make the tables, or bring them up to date.

    Raises:
        KitchenError: `BOOK_UNAVAILABLE` when the book was written by a newer release.
    """
    if connection.dialect.name == "postgresql":
        # Two homes that open a new book at once must not both create it.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4217)")
    if not inspect(connection).has_table(FACTS.name):
        METADATA.create_all(connection)
        connection.execute(FACTS.insert().values(name="form", value=str(FORM)))
        return
    form = int(connection.execute(select(FACTS.c.value).where(FACTS.c.name == "form")).scalar_one())
    if form > FORM:
        raise KitchenError(
            ErrorCode.BOOK_UNAVAILABLE, reason=f"the book was written by a newer release (form {form})"
        )
    for number in range(form, FORM):
        STEPS[number - 1](connection)
    if form < FORM:
        connection.execute(FACTS.update().where(FACTS.c.name == "form").values(value=str(FORM)))
