"""Rows of the household that are cut or changed at any byte: set aside, named once, and everything else opens."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.nutrition.corrections import corrections as food_corrections
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.household_measures import soft_measures
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.notes import Note
from custom_components.hearthtech.kitchen.storage.database import Store

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
MOMENT = "2026-01-01T00:00:00.000000+00:00"
ROWS: dict[str, dict[str, Any]] = {
    "people": {"id": "bad", "name": "Bea", "document": '{"name":"Bea","weight_kg":60.5,"diets":["vegan"],"allergens":{"milk":"severe"},"avoids":["figs"],"targets":{"ENERC":[1.5,2.5]}}', "changed_at": MOMENT, "removed_at": None},
    "meals": {"id": "bad", "starts_at": "2026-01-02T18:00:00.000000+00:00", "ends_at": "2026-01-02T19:00:00.000000+00:00", "slot": "dinner", "recipe_id": None, "words": "Pasta", "servings": 2.0, "people": '["x"]', "rule": None, "leftover_of": None, "locked": 0, "changed_at": MOMENT},
    "meal_rules": {"id": "bad", "document": '{"id":"bad","first":"2026-01-02T18:00:00","length":3600.0,"time_zone":"Europe/Berlin","repeats":"FREQ=DAILY","slot":"dinner","recipe_id":null,"words":"Soup","servings":null,"people":[],"locked":false,"last":null,"left_out":[]}', "changed_at": MOMENT},
    "pantry": {"id": "bad", "name": "Rice", "food": "", "amount": 500.0, "unit": "g", "use_by": "2026-05-01", "place": "", "changed_at": MOMENT},
    "shopping": {"id": "bad", "position": 5.0, "name": "Salt", "food": "", "amounts": '[[1.0,"g",1.0]]', "aisle": "", "note": "", "bought": 0, "sources": '[{"q":[1.0,"g",1.0],"meal":"","recipe":"","name":"","settled":false}]', "changed_at": MOMENT},
    "products": {"name_key": "bad", "name": "Bad", "document": '{"contains":["milk"],"may_contain":[],"made_of":[],"suits":[],"complete":true,"is_food":true,"label":""}', "who": "", "created_at": MOMENT},
    "food_corrections": {"name_key": "bad", "name": "flour", "food": 5, "who": "", "created_at": MOMENT},
    "soft_measures": {"id": "bad", "owner": "Ada", "measure": "handful", "food": "rice", "grams": 31.0, "created_at": MOMENT},
    "facts": {"name": "bad", "value": "secret"},
}  # fmt: skip
KINDS = {"people": "person", "meals": "meal", "meal_rules": "repeating meal", "pantry": "pantry item", "shopping": "shopping item", "products": "product", "food_corrections": "food correction", "soft_measures": "weighing", "facts": "setting"}  # fmt: skip
JSON_COLUMNS = {"document", "people", "amounts", "sources"}
ODD = ("", "null", "5", '"x"', "[5]", "{}", "[[]]", "[" * 3000, '{"name":5}', "\x00", '{"name":"a","weight_kg":1e400}', '[[NaN,"g",1]]', "[[1,2]]")  # fmt: skip
CHANGES: dict[str, tuple[tuple[str, Any], ...]] = {
    "people": (("document", '{"name":"a","weight_kg":"x"}'), ("document", '{"name":"a","diets":["x"]}'), ("document", '{"name":"a","avoids":[1]}'), ("changed_at", "never")),
    "meals": (("starts_at", "2026"), ("starts_at", "2026-01-02T18:00:00"), ("slot", "x"), ("servings", "much"), ("servings", float("inf")), ("people", "[1]")),
    "meal_rules": (("document", ROWS["meal_rules"]["document"].replace("Berlin", "Nowhere")), ("document", ROWS["meal_rules"]["document"].replace("FREQ=DAILY", "FREQ=MONTHLY;BYDAY=53MO")), ("document", ROWS["meal_rules"]["document"].replace('"id":"bad"', '"id":"x"'))),
    "pantry": (("amount", "x"), ("amount", float("-inf")), ("use_by", "soon"), ("name", "a\x00b")),
    "shopping": (("position", "first"), ("sources", '[{"q":[1,"g",1],"odd":1}]'), ("amounts", '[["x","g",1]]')),
    "products": (("created_at", "x"), ("document", ROWS["products"]["document"].replace("milk", "mlik")), ("document", ROWS["products"]["document"].replace('"label":""', '"label":""}'))),
    "food_corrections": (("name", ""), ("name", "\x00"), ("name", b"flour"), ("food", -1), ("food", "x"), ("food", 1.5), ("food", 2**40), ("who", b"x"), ("created_at", "soon"), ("created_at", "2026-13-45T00:00:00+00:00")),
    "soft_measures": (("owner", ""), ("measure", ""), ("measure", b"\xff"), ("food", "a\x00"), ("grams", 0.0), ("grams", -3.0), ("grams", float("inf")), ("grams", "x"), ("grams", 5001.0), ("created_at", "x")),
    "facts": (("value", ""), ("value", "\x00"), ("value", "a\nb"), ("value", b"\xff\xfe"), ("value", "x" * 5000)),
}  # fmt: skip


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    """A kitchen with one sound record of each kind."""
    kitchen = await Kitchen.open(tmp_path / "book.db")
    anna = Person(name="Anna", diets=frozenset({Diet.VEGAN}), allergens={Allergen.MILK: Severity.SEVERE})
    await kitchen.people.add(anna)
    start = datetime(2026, 1, 3, 18, tzinfo=UTC)
    await kitchen.meal_plan.plan(Meal(id="", starts_at=start, words="Stew", slot=MealSlot.DINNER))
    yield kitchen
    await kitchen.close()


def _put(connection: Connection, table: str, row: dict[str, Any]) -> None:
    key = next(iter(row))
    connection.execute(text(f"delete from {table} where {key} = 'bad'"))
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"insert into {table}({names}) values({values})"), row)


async def _check(kitchen: Kitchen, table: str, row: dict[str, Any]) -> str:
    """What is wrong after a row was put in: it must be named, and nothing may fail. Empty when all is well."""
    await kitchen.context.store.write(lambda book: _put(book, table, row))
    await kitchen._report_damage()
    if kitchen.damaged != (f"{KINDS[table]} bad",):
        return f"named as {kitchen.damaged}"
    try:
        people = await kitchen.people.all()
        meals = await kitchen.meal_plan.between(
            datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 9, tzinfo=UTC)
        )
        await kitchen.pantry.items()
        await kitchen.shopping.items()
        await kitchen.people.products()
        corrections = await kitchen.context.store.read(food_corrections)
        weighings = await kitchen.context.store.read(soft_measures)
        assert not [one for one in corrections if one.name == "bad"]
        assert all(one.low_g > 0 for one in weighings)
    except Exception as error:  # noqa: BLE001 (collected for the failure)
        return repr(error)[:200]
    return "" if [one.name for one in people] == ["Anna"] and len(meals) == 1 else "a sound record is missing"


@pytest.mark.parametrize("table", ROWS)
async def test_damaged_rows_are_set_aside(
    kitchen: Kitchen, tmp_path: Path, caplog: pytest.LogCaptureFixture, table: str
) -> None:
    """Each JSON text cut at every byte, and columns with odd values. All that goes wrong is listed."""
    caplog.set_level(logging.CRITICAL)
    sound = ROWS[table]
    await kitchen.context.store.write(lambda book: _put(book, table, sound))
    await kitchen._report_damage()
    assert kitchen.damaged == ()
    cases = [(name, value) for name, value in CHANGES[table]]
    for name in JSON_COLUMNS & set(sound):
        cases += [(name, sound[name][:cut]) for cut in range(len(sound[name]))]
        cases += [(name, odd) for odd in ODD]
    wrong = {}
    for name, value in cases:
        if result := await _check(kitchen, table, {**sound, name: value}):
            wrong[name, value] = result
    assert wrong == {}
    # The last damaged row neither stops an export nor is it lost.
    exported = await kitchen.files.export_book(tmp_path / "out", people=True)
    assert exported.skipped == ()


@pytest.mark.parametrize("value", ["", "\x00", "a\nb", b"\xff\xfe", "x" * 5000])
async def test_a_damaged_secret_of_the_feed_is_none(kitchen: Kitchen, value: object) -> None:
    """No feed opens by a damaged secret; a new one replaces it."""
    await kitchen.context.store.write(
        lambda book: book.execute(
            text("insert into facts(name, value) values('plan_feed', :value)"), {"value": value}
        )
    )
    await kitchen._report_damage()
    assert kitchen.damaged == ("setting plan_feed",)
    assert await kitchen.meal_plan.feed_token() is None
    token = await kitchen.meal_plan.open_feed()
    assert await kitchen.meal_plan.feed_token() == token
    await kitchen._report_damage()
    assert list(kitchen.damaged) == []


async def test_a_damaged_row_stays_when_the_list_changes(kitchen: Kitchen) -> None:
    bad = {**ROWS["shopping"], "amounts": "["}
    await kitchen.context.store.write(lambda book: _put(book, "shopping", bad))
    await kitchen.shopping.add("flour")
    left = await kitchen.context.store.read(
        lambda book: book.scalar(text("select amounts from shopping where id = 'bad'"))
    )
    assert left == "["


async def test_a_damaged_record_is_not_found(kitchen: Kitchen) -> None:
    bad = {**ROWS["people"], "document": "{"}
    await kitchen.context.store.write(lambda book: _put(book, "people", bad))
    with pytest.raises(KitchenError) as raised:
        await kitchen.people.get("bad")
    assert raised.value.code is ErrorCode.PERSON_NOT_FOUND


@pytest.mark.parametrize("value", [None, "", "x", "-1", "0", "²", "1.5", "9" * 400])
async def test_a_damaged_form_of_the_book_follows_from_its_tables(tmp_path: Path, value: str | None) -> None:
    path = tmp_path / "book.db"
    kitchen = await Kitchen.open(path)
    names = await kitchen.recipes.names()
    await kitchen.close()

    def damage(connection: Connection) -> None:
        connection.execute(text("delete from facts where name = 'form'"))
        if value is not None:
            connection.execute(text("insert into facts values('form', :value)"), {"value": value})

    store = Store(path)
    await store.open()
    await store.write(damage)
    await store.close()
    for damaged in (("setting form",), ()):
        kitchen = await Kitchen.open(path)
        try:
            assert kitchen.damaged == damaged
            assert await kitchen.recipes.names() == names
        finally:
            await kitchen.close()


async def test_a_damaged_recipe_is_declared(kitchen: Kitchen) -> None:
    await kitchen.context.store.write(lambda book: book.execute(text("update versions set document = '{'")))
    for recipe_id in await kitchen.recipes.names():
        with pytest.raises(KitchenError) as raised:
            await kitchen.recipes.get(recipe_id)
        assert raised.value.code is ErrorCode.INVALID


async def test_damaged_rows_of_a_recipe_are_left_out(
    kitchen: Kitchen, caplog: pytest.LogCaptureFixture
) -> None:
    """A flipped byte in a date hides its row and no other, and is logged without the row's words."""
    soup = await kitchen.recipes.add(
        Recipe(id="", name="Leek soup", ingredients=(Ingredient(text="2 leeks"),))
    )
    await kitchen.recipes.edit(replace(soup, story="Older."), actor="Ada", reason="checked")
    moment = datetime(2026, 1, 3, 18, tzinfo=UTC)
    for words in ("private", "sound"):
        await kitchen.notes.add_note(Note(recipe_id=soup.id, version=1, words=words, author="Ada"))
        await kitchen.notes.add_picture(soup.id, PNG + words.encode(), caption=words)
        await kitchen.notes.write_cooking(
            Cooking(recipe_id=soup.id, version=1, cooked_at=moment, words=words)
        )
        await kitchen.notes.rate(Rating(recipe_id=soup.id, version=1, person=words, stars=4.0, words=words))
    lists = {
        "notes": kitchen.notes.notes,
        "pictures": kitchen.notes.pictures,
        "diary": kitchen.notes.cookings,
        "ratings": kitchen.notes.ratings,
        "versions": kitchen.recipes.versions,
    }
    before = {table: len(await read(soup.id)) for table, read in lists.items()}
    assert min(before.values()) >= 2
    for table in lists:
        date = "cooked_at" if table == "diary" else "created_at"
        one = "version = 1" if table == "versions" else f"id = (select min(id) from {table})"
        damage = text(f"update {table} set {date} = '202f-01-01T00:00:00.000000+00:00' where {one}")
        await kitchen.context.store.write(partial(Connection.execute, statement=damage))
    assert {table: len(await read(soup.id)) for table, read in lists.items()} == {
        table: count - 1 for table, count in before.items()
    }
    assert caplog.text.count("damaged row of recipe") == len(lists)
    assert "private" not in caplog.text
