"""The household's own things out of a book and into another, whatever the files hold."""

from datetime import UTC, date, datetime, timedelta
import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest
from sqlalchemy import Connection, Engine, create_engine, insert, select

from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.meal_plan.meals import plan_meal
from custom_components.hearthtech.kitchen.meal_plan.rules import MealRule, sound, write_rule
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Goal, Person, Severity, Sex
from custom_components.hearthtech.kitchen.people.store import add_person
from custom_components.hearthtech.kitchen.recipes.household_measures import record_weight
from custom_components.hearthtech.kitchen.shopping.quantities import Quantity
from custom_components.hearthtech.kitchen.shopping.shopping_list import ShoppingItem, ShoppingSource
from custom_components.hearthtech.kitchen.shopping.shopping_store import replace_all
from custom_components.hearthtech.kitchen.storage import household_files
from custom_components.hearthtech.kitchen.storage.household_files import (
    Brought,
    household_rows,
    restore_household,
    write_household,
)
from custom_components.hearthtech.kitchen.storage.schema import (  # fmt: skip
    EATEN,
    FOOD_CORRECTIONS,
    MEAL_RULES,
    MEALS,
    METADATA,
    PANTRY,
    PEOPLE,
    SHOPPING,
    SOFT_MEASURES,
)
from custom_components.hearthtech.kitchen.storage.times import to_text

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TABLES = (PEOPLE, SOFT_MEASURES, FOOD_CORRECTIONS, MEAL_RULES, MEALS, SHOPPING, EATEN)
WORDS = st.text("abcdé ñ日✓'\"\\", min_size=1, max_size=12).map(lambda text: "x" + text.strip())
AMOUNTS = st.floats(0.01, 1e5)
QUANTITIES = st.builds(Quantity, amount=st.none() | AMOUNTS, unit=WORDS, grams=st.none() | AMOUNTS)
PEOPLE_LIKE = st.builds(
    Person, id=st.uuids().map(lambda one: one.hex), name=WORDS, birth_year=st.none() | st.integers(1900, 2026),
    sex=st.none() | st.sampled_from(Sex), weight_kg=st.none() | st.floats(1, 400), goal=st.sampled_from(Goal),
    diets=st.frozensets(st.sampled_from(Diet)), avoids=st.lists(WORDS, unique=True, max_size=2).map(tuple),
    allergens=st.dictionaries(st.sampled_from(Allergen), st.sampled_from(Severity)),
    targets=st.dictionaries(st.sampled_from(["NA", "PROCNT"]), st.tuples(st.none(), st.none() | AMOUNTS)),
)  # fmt: skip


def book() -> Engine:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    return engine


def contents(connection: Connection) -> list[list[dict[str, Any]]]:
    found = []
    for table in TABLES:
        rows = [dict(row) for row in connection.execute(select(table)).mappings()]
        for row in rows:
            row |= {
                name: json.loads(row[name])
                for name in ("document", "people", "figures", "amounts", "sources")
                if name in row
            }
        found.append(sorted(rows, key=lambda row: str(row.get("id", row.get("name_key")))))
    return found


def fill(connection: Connection, people: list[Person], words: str, quantity: Quantity) -> None:
    ids = tuple(add_person(connection, person, NOW).id for person in people)
    record_weight(connection, words, "handful", words, 31.0, NOW)
    soup = plan_meal(connection, Meal(starts_at=NOW, words=words, people=ids), NOW)
    plan_meal(
        connection,
        Meal(starts_at=NOW + timedelta(days=1), words=words, leftover_of=soup.id, servings=2.5),
        NOW,
    )
    rule = MealRule(
        first=datetime(2026, 5, 1, 19),
        time_zone="Europe/Prague",
        repeats="FREQ=WEEKLY",
        words=words,
        people=ids,
    )
    write_rule(connection, sound(rule), NOW)
    sources = (ShoppingSource(quantity=quantity, meal=soup.id, name=words),)
    replace_all(connection, [ShoppingItem(name=words, amounts=(quantity,), sources=sources)], NOW)
    for number, person in enumerate(ids):
        portion = {
            "id": f"p{number}", "person": person, "at": to_text(NOW), "name": words, "portions": 0.5, "leftover": False,
            "figures": json.dumps({"NA": [1.5, 1.0, 2.0, "mg"]}), "counted": 1, "lines_total": 2,
        }  # fmt: skip
        connection.execute(insert(EATEN), portion)


def restored(connection: Connection, folder: Path, now: datetime) -> Brought:
    """Import the household's files of a folder."""
    return restore_household(connection, household_rows(folder, now))


@given(
    people=st.lists(PEOPLE_LIKE, max_size=3, unique_by=(lambda one: one.name.casefold(), lambda one: one.id)),
    words=WORDS,
    quantity=QUANTITIES,
)
@settings(max_examples=25, deadline=None)
def test_whatever_a_household_keeps_comes_out_and_in_again(
    people: list[Person], words: str, quantity: Quantity, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    with book().begin() as one, book().begin() as two:
        fill(one, people, words, quantity)
        write_household(one, folder, people=True)
        restored(two, folder, NOW)
        assert contents(two) == contents(one)
        again = restored(two, folder, NOW + timedelta(days=1))
        assert again.added == {}
        assert contents(two) == contents(one)


def test_without_people_nothing_of_them_is_written_and_meals_are_for_everybody(tmp_path: Path) -> None:
    with book().begin() as one, book().begin() as two:
        fill(
            one,
            [Person(name="Lena", allergens={Allergen.NUTS: Severity.SEVERE})],
            "Soup",
            Quantity(amount=2.0),
        )
        write_household(one, tmp_path, people=True)
        write_household(one, tmp_path)
        assert not (tmp_path / "_household" / "people.json").exists()
        assert not (tmp_path / "_household" / "eaten.json").exists()
        assert "Lena" not in "".join(path.read_text() for path in (tmp_path / "_household").iterdir())
        assert restored(two, tmp_path, NOW).loosened == {"meals": 1, "rules": 1}
        assert {(row.people, row.servings) for row in two.execute(select(MEALS))} == {
            ("[]", 1.0),
            ("[]", 2.5),
        }


def test_what_is_here_stays_and_is_told(tmp_path: Path) -> None:
    with book().begin() as one, book().begin() as two:
        fill(one, [Person(id="a", name="Lena")], "Soup", Quantity(amount=2.0))
        write_household(one, tmp_path, people=True)
        add_person(two, Person(id="b", name="lena", dislikes=("dill",)), NOW)
        brought = restored(two, tmp_path, NOW)
        assert brought.left_out == {"people": 1, "eaten": 1}
        assert two.scalars(select(PEOPLE.c.name)).all() == ["lena"]
        (tmp_path / "_household" / "guests.json").write_text("{}")
        brought = restored(one, tmp_path, NOW)
        assert brought.kept["people"] == brought.kept["eaten"] == 1
        assert brought.unknown == ("guests",)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("people", {"document": {}}), ("people", {"name": 5, "document": {"name": 5}}), ("people", {"id": ""}),
        ("meals", {"servings": "two"}), ("meals", {"servings": True}), ("meals", {"slot": "brunch"}),
        ("meals", {"people": "everybody"}), ("meals", {"ends_at": "2026"}), ("meals", {"words": "\x00"}),
        ("meals", {"words": "\ud800"}), ("meals", {"servings": float("nan")}), ("meals", {"id": "i" * 65}),
        ("rules", {"document": {"id": "r"}}), ("rules", {"changed_at": "soon"}), ("shopping", {"sources": [{}]}),
        ("shopping", {"amounts": [[1, "g"]]}), ("shopping", {"bought": 1}), ("shopping", {"position": 1e400}),
        ("eaten", {"portions": -1.0}), ("eaten", {"figures": {"NA": [1]}}), ("eaten", {"counted": 2**70}),
        ("measures", {"grams": 0.0}), ("measures", {"owner": None}),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused_by_the_name_of_its_file(
    tmp_path: Path, name: str, change: dict[str, Any]
) -> None:
    with book().begin() as one, book().begin() as two:
        fill(one, [Person(id="a", name="Lena")], "Soup", Quantity(amount=2.0))
        write_household(one, tmp_path, people=True)
        path = tmp_path / "_household" / f"{name}.json"
        document = json.loads(path.read_text())
        document[name][0] |= change
        path.write_text(json.dumps(document))
        with pytest.raises(KitchenError) as raised:
            restored(two, tmp_path, NOW)
        assert raised.value.code is ErrorCode.INVALID
        assert raised.value.data["part"] == f"_household/{name}.json"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"form": 2, "meals": []}', '{"form": 1}', "[" * 200_000, '{"form": 1, "meals": [5]}'],
)
def test_files_that_are_none_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "_household").mkdir()
    (tmp_path / "_household" / "meals.json").write_text(text)
    with book().begin() as two, pytest.raises(KitchenError) as raised:
        restored(two, tmp_path, NOW)
    assert raised.value.code is ErrorCode.INVALID


def test_giant_files_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(household_files, "LARGEST_BYTES", 10)
    (tmp_path / "_household").mkdir()
    (tmp_path / "_household" / "meals.json").write_text('{"form": 1, "meals": []}')
    with book().begin() as two, pytest.raises(KitchenError):
        restored(two, tmp_path, NOW)


@pytest.mark.parametrize("target", ["out", "out.zip"])
async def test_a_kitchen_takes_them_along(kitchen: Kitchen, tmp_path: Path, target: str) -> None:
    lena = await kitchen.people.add(Person(name="Lena"))
    await kitchen.food_log.log(lena.id, name="Soup")
    await kitchen.nutrition.correct_food("our flour", "flour")
    await kitchen.pantry.add(PantryItem(name="Milk", amount=1.0, unit="l", use_by=date(2026, 5, 3)))
    await kitchen.shopping.add("2 kg flour")
    await kitchen.files.export(tmp_path / target, people=True)
    other = await Kitchen.open(tmp_path / "other.db", clock=kitchen.clock)
    heard: list[Change] = []
    other.subscribe(heard.append)
    imported = await other.files.import_archive(tmp_path / target)
    assert (ChangeKind.PORTION_EATEN, lena.id) in {(change.kind, change.subject) for change in heard}
    assert ChangeKind.SHOPPING_CHANGED in {change.kind for change in heard}
    assert imported.household.added == {
        "people": 1, "eaten": 1, "food-corrections": 1, "pantry": 1, "shopping": 1,
    }  # fmt: skip
    assert await other.people.all() == await kitchen.people.all()
    assert await other.pantry.items() == await kitchen.pantry.items()
    assert await other.shopping.items() == await kitchen.shopping.items()
    assert await other.nutrition.corrections() == await kitchen.nutrition.corrections()
    assert PANTRY.name not in imported.household.kept
    await other.close()
