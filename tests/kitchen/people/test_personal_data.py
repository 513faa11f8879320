"""What the book holds about one person is exported and erased everywhere, and nothing of anybody else."""

from datetime import UTC, date, datetime
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest
from sqlalchemy import Boolean, Connection, Double, Integer, LargeBinary, Table, create_engine, insert, select

from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.people.personal_data import (
    ACTORS,
    DOCUMENTS,
    NOT_PERSONAL,
    OWN_ROWS,
    _without_in,
    erase_person,
    export_person,
    names_of,
)
from custom_components.hearthtech.kitchen.recipes.cooking_log import Rating
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.storage.schema import METADATA

ANNA = Person(id="id-of-anna", name="Jörg-Anna", allergens={Allergen.NUTS: Severity.SEVERE})
BEN = Person(id="id-of-ben", name="Ben")
PERSONAL = [table for table in METADATA.sorted_tables if table.name not in NOT_PERSONAL]


def row_of(table: Table, person: Person, number: int) -> dict[str, Any]:
    """A row in which every column that may name a person names this one."""
    values: dict[str, Any] = {}
    document = {"who": person.name, "people": [person.id], "steps": [{"by": person.id, "words": "Boil."}]}
    for column in table.columns:
        if column.foreign_keys and column.name != "person":
            continue
        if isinstance(column.type, Boolean):
            values[column.name] = False
        elif isinstance(column.type, Integer | Double):
            values[column.name] = number
        elif isinstance(column.type, LargeBinary):
            values[column.name] = b""
        elif (
            column.name == OWN_ROWS.get(table.name)
            and column.name in {"id", "person"}
            and table.name != "ratings"
        ):
            values[column.name] = person.id
        elif column.name in ACTORS and column.name != "people":
            values[column.name] = person.name
        elif column.name == "people":
            values[column.name] = json.dumps([person.id, "someone"])
        elif column.name in DOCUMENTS:
            values[column.name] = json.dumps(document)
        else:
            values[column.name] = f"{table.name[:12]}-{number}"
    return values


def fill(connection: Connection) -> None:
    """Rows of Anna and of Ben in every table that can name a person. References to other tables are not enforced."""
    for table in PERSONAL:
        for number, person in ((901, ANNA), (902, BEN)):
            row = row_of(table, person, number)
            for column in table.columns:
                if column.foreign_keys and column.name not in row:
                    row[column.name] = (
                        number if isinstance(column.type, Integer) else f"{table.name[:12]}-{number}"
                    )
            connection.execute(insert(table).values(row))


def cells(connection: Connection) -> str:
    """Everything in the book as text."""
    return json.dumps(
        [[dict(row) for row in connection.execute(select(table)).mappings()] for table in PERSONAL],
        default=str,
        ensure_ascii=False,
    )


def test_a_person_is_found_and_erased_in_every_table() -> None:
    names = names_of(ANNA.id, ANNA.name)
    naming = {
        table.name
        for table in PERSONAL
        if table.name in OWN_ROWS or {column.name for column in table.columns} & (ACTORS | DOCUMENTS)
    }
    assert len(naming) > 15
    with create_engine("sqlite://").begin() as connection:
        METADATA.create_all(connection)
        fill(connection)
        before = cells(connection)
        rows = export_person(connection, names)
        assert set(rows) == naming
        assert BEN.name not in json.dumps(rows)

        erased = erase_person(connection, names)
        after = cells(connection)
    assert set(erased.deleted) == set(OWN_ROWS)
    assert set(erased.deleted) | set(erased.cleared) == naming
    assert ANNA.id not in after
    assert ANNA.name not in after
    assert json.dumps(ANNA.name)[1:-1] not in after
    assert after.count(BEN.id) == before.count(BEN.id)
    assert after.count(BEN.name) == before.count(BEN.name)
    assert "someone" in after
    assert erased.mentioned == {}


async def test_in_every_database_by_what_people_do(any_kitchen: Kitchen) -> None:
    anna = await any_kitchen.people.add(Person(name="Anna", allergens={Allergen.NUTS: Severity.SEVERE}))
    ben = await any_kitchen.people.add(Person(name="Ben"))
    soup = await any_kitchen.recipes.add(
        Recipe(
            id="", name="Soup", story="As Anna cooked it.", ingredients=(Ingredient(text="200 g lentils"),)
        ),
        actor="Anna",
    )
    await any_kitchen.notes.rate(Rating(recipe_id=soup.id, version=1, person="Anna", stars=5.0))
    await any_kitchen.notes.rate(Rating(recipe_id=soup.id, version=1, person="Ben", stars=3.0))
    meal = await any_kitchen.meal_plan.plan(
        Meal(starts_at=datetime(2026, 12, 24, 18, tzinfo=UTC), recipe_id=soup.id, people=(anna.id, ben.id))
    )
    await any_kitchen.saved.set_favorite(soup.id, person=anna.id)
    changes: list[Change] = []
    any_kitchen.subscribe(changes.append)

    person, rows = await any_kitchen.personal_data.export("anna")
    assert person == anna
    assert {"people", "ratings", "meals"} <= set(rows)
    await any_kitchen.people.remove(anna.id)
    # A person who was removed is still in the book, and is erased by the id.
    erased = await any_kitchen.personal_data.erase(anna.id)
    assert erased.deleted == {"people": 1, "ratings": 1, "household_records": 1}
    assert erased.meals == (meal.id,)
    assert erased.mentioned == {"versions": 1}, "the story of a recipe is not changed"
    assert [one.person for one in await any_kitchen.notes.ratings(soup.id)] == ["Ben"]
    assert [one.people for one in await any_kitchen.meal_plan.on_day(date(2026, 12, 24))] == [(ben.id,)]
    assert [one.id for one in await any_kitchen.people.all()] == [ben.id]
    assert {change.kind for change in changes} >= {ChangeKind.PERSON_REMOVED, ChangeKind.MEAL_CHANGED}
    for wrong in (anna.id, "nobody", "", "%", "' OR 1=1"):
        with pytest.raises(KitchenError) as gone:
            await any_kitchen.personal_data.erase(wrong)
        assert gone.value.code is ErrorCode.PERSON_NOT_FOUND


names = st.sampled_from(["anna", "ANNA", "Anna"])
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | names,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*sorted(ACTORS), "words", "steps", "name"]), inner, max_size=4)
    ),
    max_leaves=20,
)


def people_in(value: Any, actor: bool = False) -> list[str]:
    """All strings at places of people."""
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in people_in(inner, actor or key in ACTORS)]
    if isinstance(value, list):
        return [one for inner in value for one in people_in(inner, actor)]
    return [value] if actor and isinstance(value, str) else []


@given(documents)
def test_no_document_keeps_a_person_at_a_place_of_people(document: Any) -> None:
    left = _without_in(document, ["Anna"], actor=False)
    assert [one for one in people_in(left) if one.casefold() == "anna"] == []
    others = [one for one in people_in(document) if one and one.strip().casefold() != "anna"]
    assert [one for one in people_in(left) if one] == others
    assert _without_in(left, ["Anna"], actor=False) == left
