"""Migrate the book from any released format to the present one, inside one transaction.

A new book is created from `schema`. An older one runs through `STEPS`: the step at index `n` brings a book of
form `n + 1` to form `n + 2`. Steps are never edited once released; `schema` and the steps must agree (a test
compares a migrated book with a new one).
"""

from collections.abc import Callable, Sequence
import logging

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, inspect, select

from ..errors import ErrorCode, KitchenError
from .gathering_tables import gathering_tables
from .schema import FACTS, METADATA

_LOGGER = logging.getLogger(__name__)
type Step = Callable[[Connection], None]


def _add_products(connection: Connection) -> None:
    """Form 2: the content of products that a household buys."""
    Table(
        "products",
        MetaData(),
        Column("name_key", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("document", Text, nullable=False),
        Column("who", Text, nullable=False, default=""),
        Column("created_at", String(32), nullable=False),
        comment="What the products that the household buys contain, as it stated.",
    ).create(connection)


def _add_gatherings(connection: Connection) -> None:
    """Form 3: potlucks and cook-offs. A later change of these tables needs a copy of this form here."""
    metadata = MetaData()
    tables = gathering_tables(metadata)
    metadata.create_all(connection, tables=tables)


def _add_household_records(connection: Connection) -> None:
    """Form 4: small records of the household; who cooks a meal, and the frozen portions that it uses."""
    connection.exec_driver_sql("ALTER TABLE meals ADD COLUMN cook VARCHAR(64)")
    connection.exec_driver_sql("ALTER TABLE meals ADD COLUMN frozen VARCHAR(64)")
    Table(
        "household_records",
        MetaData(),
        Column("id", String(64), primary_key=True),
        Column("kind", String(32), nullable=False, index=True),
        Column("document", Text, nullable=False),
        Column("changed_at", String(32), nullable=False),
        comment="Small records: frozen portions, minimums of the pantry, weekly items, shops, saved searches, barcodes.",
    ).create(connection)


def _add_homes(connection: Connection) -> None:
    """Form 5: the home to which a session and a timer belong, if several share the book."""
    for table in ("sessions", "timers"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN home VARCHAR(64) DEFAULT '' NOT NULL")


STEPS: tuple[Step, ...] = (_add_products, _add_gatherings, _add_household_records, _add_homes)
FORM = len(STEPS) + 1


def migrate(connection: Connection) -> Sequence[str]:
    """Create the tables, or migrate them. Returns the names of damaged settings that were replaced.

    Raises:
        KitchenError: `BOOK_OF_NEWER_RELEASE` when the book was written by a newer release; nothing is changed.
    """
    if connection.dialect.name == "postgresql":
        # Two processes that open a new book at once must not both create it.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4217)")
    if not inspect(connection).has_table(FACTS.name):
        METADATA.create_all(connection)
        connection.execute(FACTS.insert().values(name="form", value=str(FORM)))
        return ()
    form, repaired = _form(connection)
    if form > FORM:
        raise KitchenError(ErrorCode.BOOK_OF_NEWER_RELEASE, form=form)
    for number in range(form, FORM):
        STEPS[number - 1](connection)
    if form < FORM or repaired:
        connection.execute(FACTS.update().where(FACTS.c.name == "form").values(value=str(FORM)))
    return repaired


def _form(connection: Connection) -> tuple[int, Sequence[str]]:
    """The form of the book. If the setting is missing or damaged, it is derived from the existing tables."""
    value = connection.execute(select(FACTS.c.value).where(FACTS.c.name == "form")).scalar_one_or_none()
    if isinstance(value, str) and value.isascii() and value.isdigit() and 0 < len(value) < 10 and int(value):
        return int(value), ()
    there = set(inspect(connection).get_table_names())
    form = FORM if there.issuperset(METADATA.tables) else 1
    _LOGGER.error("The form of the book is damaged (%.40r); by its tables it is %d", value, form)
    if value is None:
        connection.execute(FACTS.insert().values(name="form", value=str(form)))
    return form, ("form",)
