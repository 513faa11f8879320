"""List the damaged records of the household. Called once, when a book is opened."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from ..gatherings.storage import readable_dish, readable_gathering, readable_guest, readable_moment
from ..household.records import readable_record
from ..meal_plan.meals import readable_meal
from ..meal_plan.rules import readable_rule
from ..nutrition.corrections import readable_correction
from ..nutrition.food_log_store import readable_portion
from ..pantry.stock import readable_item as readable_pantry_item
from ..people.household_products import readable_product
from ..people.store import readable_person
from ..recipes.household_measures import readable_weighing
from ..shopping.shopping_store import readable_item as readable_shopping_item
from .gathering_tables import DISHES, GATHERINGS, GUESTS, MOMENTS
from .schema import (
    EATEN,
    FACTS,
    FOOD_CORRECTIONS,
    HOUSEHOLD_RECORDS,
    MEAL_RULES,
    MEALS,
    PANTRY,
    PEOPLE,
    PRODUCTS,
    SHOPPING,
    SOFT_MEASURES,
)
from .settings import readable_setting

_KINDS: tuple[tuple[str, Table, Callable[[Row[Any]], object]], ...] = (
    ("person", PEOPLE, readable_person),
    ("meal", MEALS, readable_meal),
    ("repeating meal", MEAL_RULES, readable_rule),
    ("pantry item", PANTRY, readable_pantry_item),
    ("shopping item", SHOPPING, readable_shopping_item),
    ("product", PRODUCTS, readable_product),
    ("portion", EATEN, readable_portion),
    ("food correction", FOOD_CORRECTIONS, readable_correction),
    ("weighing", SOFT_MEASURES, readable_weighing),
    ("gathering", GATHERINGS, readable_gathering),
    ("guest", GUESTS, readable_guest),
    ("dish of a gathering", DISHES, readable_dish),
    ("review or reaction", MOMENTS, readable_moment),
    ("household record", HOUSEHOLD_RECORDS, readable_record),
    ("setting", FACTS, readable_setting),
)


def damaged_records(connection: Connection) -> Sequence[str]:
    """Return the kind and primary key of each row that can't be read, e.g. `person 5f2c`."""
    return [
        f"{kind} {row._mapping[next(iter(table.primary_key.columns)).name]}"  # noqa: SLF001 (the documented name)
        for kind, table, read in _KINDS
        for row in connection.execute(select(table))
        if read(row) is None
    ]
