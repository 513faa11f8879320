"""The store: forms of the book, backups, and what two threads may do at once."""

import asyncio
from pathlib import Path
import shutil
import sqlite3

import pytest
from sqlalchemy import Connection, inspect

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.storage import migrations
from custom_components.hearthtech.kitchen.storage.database import Store
from custom_components.hearthtech.kitchen.storage.schema import METADATA
from custom_components.hearthtech.kitchen.storage.times import from_text, to_text

RELEASED = sorted((Path(__file__).parent / "released").glob("book-*.sql"))


def shape(path: Path) -> dict[str, object]:
    """Tables with their columns, keys and indexes, as the database tells them."""
    store = Store(path)
    store.open_now()

    def look(connection: Connection) -> dict[str, object]:
        found = inspect(connection)
        return {
            name: (
                sorted(
                    (column["name"], str(column["type"]), column["nullable"])
                    for column in found.get_columns(name)
                ),
                sorted(map(str, found.get_foreign_keys(name))),
                sorted(map(str, found.get_indexes(name))),
            )
            for name in METADATA.tables
        }

    try:
        return store.read_now(look)
    finally:
        store.close_now()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
async def test_a_book_of_any_release_opens_and_keeps_its_recipes(tmp_path: Path, released: Path) -> None:
    old = tmp_path / "old.db"
    connection = sqlite3.connect(old)
    connection.executescript(released.read_text(encoding="utf-8"))
    connection.close()
    assert shape(old) == shape(tmp_path / "new.db")
    kitchen = await Kitchen.open(old, clock=ManualClock())
    soup = await kitchen.recipes.find("grandma's chicken soup")
    assert len(soup.steps) == 6
    assert (await kitchen.recipes.search("chicken"))[0].id == soup.id
    assert len(await kitchen.notes.notes(soup.id)) == 1
    await kitchen.close()


def test_there_is_a_book_of_every_release() -> None:
    assert [int(path.stem.removeprefix("book-")) for path in RELEASED] == list(range(1, migrations.FORM + 1))


def test_steps_run_once_each_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "b.db")
    store.open_now()
    ran: list[str] = []
    form = migrations.FORM
    steps = (*migrations.STEPS, lambda _: ran.append("second"), lambda _: ran.append("third"))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "FORM", form + 2)
    store.write_now(migrations.migrate)
    store.write_now(migrations.migrate)
    assert ran == ["second", "third"]
    monkeypatch.setattr(migrations, "FORM", form + 1)
    with pytest.raises(KitchenError) as raised:
        store.write_now(migrations.migrate)
    assert raised.value.code is ErrorCode.BOOK_OF_NEWER_RELEASE
    store.close_now()


async def test_a_copy_made_during_a_backup_is_whole(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    await kitchen.recipes.add(Recipe(id="before", name="Before", ingredients=(Ingredient(text="1 egg"),)))
    await kitchen.before_backup()
    late = asyncio.create_task(
        kitchen.recipes.add(Recipe(id="late", name="Late", ingredients=(Ingredient(text="1 egg"),)))
    )
    # Reading goes on; the write waits.
    for _ in range(20):
        assert (await kitchen.recipes.get("before")).name == "Before"
    assert not late.done()
    shutil.copy(tmp_path / "book.db", tmp_path / "copy.db")
    await kitchen.after_backup()
    await late
    await kitchen.close()
    copy = await Kitchen.open(tmp_path / "copy.db", clock=ManualClock())
    assert (await copy.recipes.get("before")).name == "Before"
    assert "late" not in await copy.recipes.names()
    await copy.close()


async def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())

    def half(connection: Connection) -> None:
        kitchen.context.book.add(
            connection,
            Recipe(id="half", name="Halfling Pie", ingredients=(Ingredient(text="1 egg"),)),
            kitchen.clock.now(),
        )
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="middle"):
        await kitchen.context.store.write(half)
    assert "half" not in await kitchen.recipes.names()
    assert await kitchen.recipes.search("halfling") == []
    await kitchen.recipes.add(Recipe(id="", name="Halfling Pie", ingredients=(Ingredient(text="1 egg"),)))
    assert [hit.name for hit in await kitchen.recipes.search("halflin pie")] == ["Halfling Pie"]
    await kitchen.close()
    again = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    assert [hit.name for hit in await again.recipes.search("hlafling")] == ["Halfling Pie"]
    await again.close()


async def test_many_at_once(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    recipes = [Recipe(id="", name=f"Soup {n}", ingredients=(Ingredient(text="water"),)) for n in range(60)]
    await asyncio.gather(
        *(kitchen.recipes.add(recipe) for recipe in recipes),
        *(kitchen.recipes.search("so") for _ in range(60)),
    )
    assert await kitchen.recipes.count() == 63
    await kitchen.close()


async def test_a_very_long_recipe(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    lines = tuple(
        Ingredient(text=f"{n} g of thing number {n} <script>alert({n})</script>") for n in range(10_000)
    )
    added = await kitchen.recipes.add(Recipe(id="", name="The Long One" * 50, ingredients=lines))
    assert await kitchen.recipes.get(added.id) == added
    await kitchen.close()


def test_moments_sort_as_text() -> None:
    clock = ManualClock()
    texts = [to_text(clock.now())]
    for seconds in (0.000001, 0.5, 60, 86_400 * 40):
        clock.advance(seconds)
        texts.append(to_text(clock.now()))
        assert from_text(texts[-1]) == clock.now()
    assert texts == sorted(texts)
    with pytest.raises(ValueError, match="time zone"):
        to_text(clock.now().replace(tzinfo=None))
