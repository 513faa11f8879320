"""Export of a book in which one value of a recipe is damaged: that recipe is named and skipped, or exported sound."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.notes import Note

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
ODD: tuple[Any, ...] = ("", "{", b"\xff", float("inf"))
COLUMNS = {
    "versions": ("document", "author", "created_at"),
    "notes": ("words", "part", "created_at"),
    "pictures": ("media", "role"),
    "diary": ("words", "cooked_at"),
    "ratings": ("person", "stars"),
    "recipes": ("fingerprint", "total_time_s", "changed_at"),
}


@pytest.fixture
async def full(tmp_path: Path) -> Any:
    """A kitchen with a recipe that has two of everything, and one other recipe."""
    kitchen = await Kitchen.open(tmp_path / "book.db")
    soup = await kitchen.recipes.add(
        Recipe(id="", name="Leek soup", ingredients=(Ingredient(text="2 leeks"),))
    )
    await kitchen.recipes.edit(replace(soup, story="Older."), actor="Ada", reason="checked")
    await kitchen.recipes.add(Recipe(id="", name="Sound", ingredients=(Ingredient(text="1 egg"),)))
    moment = datetime(2026, 1, 3, 18, tzinfo=UTC)
    for words in ("one", "two"):
        await kitchen.notes.add_note(Note(recipe_id=soup.id, version=1, words=words, author="Ada"))
        await kitchen.notes.add_picture(soup.id, PNG + words.encode(), caption=words)
        await kitchen.notes.write_cooking(
            Cooking(recipe_id=soup.id, version=1, cooked_at=moment, words=words)
        )
        await kitchen.notes.rate(Rating(recipe_id=soup.id, version=1, person=words, stars=4.0, words=words))
    yield kitchen
    await kitchen.close()


@pytest.mark.parametrize("table", COLUMNS)
async def test_a_damaged_value_costs_at_most_its_recipe(full: Kitchen, tmp_path: Path, table: str) -> None:
    """What was exported can be restored; what was not is named."""
    names = await full.recipes.names()
    soup = next(recipe_id for recipe_id, name in names.items() if name == "Leek soup")
    columns = await full.context.store.read(lambda book: _columns(book, table))
    tried = 0
    for column in COLUMNS[table]:
        assert column in columns, columns
        for number, odd in enumerate(ODD):
            before = await full.context.store.read(partial(_first, table=table, column=column))
            try:
                await full.context.store.write(partial(_put, table=table, column=column, value=odd))
            except Exception:  # noqa: BLE001 the database refuses it
                continue
            tried += 1
            target = tmp_path / f"{column}-{number}"
            exported = await full.files.export_book(target)
            assert {one.id for one in exported.skipped} <= {soup}, (column, odd)
            assert exported.recipes == len(names) - len(exported.skipped)
            other = await Kitchen.open(tmp_path / f"{column}-{number}.db")
            try:
                await other.files.import_archive(target)
                restored = set((await other.recipes.names()).values())
                assert "Sound" in restored, (column, odd)
                assert exported.skipped or "Leek soup" in restored, (column, odd)
            finally:
                await other.close()
            await full.context.store.write(partial(_put, table=table, column=column, value=before))
    assert tried > 3


def _columns(book: Connection, table: str) -> list[str]:
    return list(book.execute(text(f"select * from {table} limit 1")).keys())


def _where(table: str) -> str:
    if table == "versions":
        return "version = 1 and recipe = (select number from recipes where name = 'Leek soup')"
    return "name = 'Leek soup'" if table == "recipes" else f"id = (select min(id) from {table})"


def _first(book: Connection, *, table: str, column: str) -> Any:
    return book.execute(text(f"select {column} from {table} where {_where(table)}")).scalar_one()


def _put(book: Connection, *, table: str, column: str, value: Any) -> None:
    book.execute(text(f"update {table} set {column} = :value where {_where(table)}"), {"value": value})
