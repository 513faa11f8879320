"""Changes that other homes made while this one had no connection, derived from the rows that differ now."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, select

from .changes import Change, ChangeKind
from .storage.database import Store
from .storage.local_copy import Changed
from .storage.schema import RECIPES

_KINDS: Final[Mapping[str, ChangeKind]] = {
    "meals": ChangeKind.MEAL_CHANGED,
    "meal_rules": ChangeKind.MEAL_CHANGED,
    "people": ChangeKind.PERSON_CHANGED,
    "pantry": ChangeKind.PANTRY_CHANGED,
    "shopping": ChangeKind.SHOPPING_CHANGED,
    "household_records": ChangeKind.HOUSEHOLD_CHANGED,
    "food_corrections": ChangeKind.FOOD_CORRECTED,
    "products": ChangeKind.PRODUCT_STATED,
    "gatherings": ChangeKind.GATHERING_CHANGED,
}
"""Kind of change by table; the subject is the primary key."""
MOST: Final = 200
"""Largest number of changes of one kind that are published; of more, the last ones are."""


def changes_of_rows(store: Store, changed: Sequence[Changed]) -> Sequence[Change]:
    """Return the changes of the kitchen for changed rows. Blocking."""
    numbers = [key[0] for table, key in changed if table == "recipes"][-MOST:]

    def recipes(book: Connection) -> list[Change]:
        rows = book.execute(
            select(RECIPES.c.id, RECIPES.c.name, RECIPES.c.erased_at).where(RECIPES.c.number.in_(numbers))
        )
        return [
            Change(
                kind=ChangeKind.RECIPE_CHANGED if row.erased_at is None else ChangeKind.RECIPE_ERASED,
                subject=row.id,
                data={"name": row.name},
            )
            for row in rows
        ]

    changes = store.read_now(recipes) if numbers else []
    for table, kind in _KINDS.items():
        subjects = [str(key[0]) for name, key in changed if name == table]
        changes += [Change(kind=kind, subject=subject) for subject in subjects[-MOST:]]
    return changes
