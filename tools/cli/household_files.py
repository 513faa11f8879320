"""A household in memory for commands: recipes, people and pantry from files."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.store import person_from_json
from custom_components.hearthtech.kitchen.recipes.file_formats import File

PROFILES_AT_ONCE = 500


@asynccontextmanager
async def household_of(
    imports: Sequence[Path],
    people: Path | None = None,
    pantry: Path | None = None,
    now: datetime | None = None,
) -> AsyncIterator[tuple[Kitchen, list[str]]]:
    """Open a kitchen with only these recipes, people and things, and what could not be read as sentences."""
    problems: list[str] = []
    with TemporaryDirectory(prefix="hearthtech-household-") as folder:
        kitchen = await Kitchen.open(Path(folder) / "book.db", clock=ManualClock(now))
        try:
            for recipe_id in await kitchen.recipes.names():
                await kitchen.recipes.erase(recipe_id)
            for path in imports:
                problems += await _import(kitchen, path)
            problems += await _add_each(people, lambda one: _add_person(kitchen, one))
            problems += await _add_each(pantry, lambda one: _add_item(kitchen, one))
            while await kitchen.profiles.make(PROFILES_AT_ONCE):
                pass
            yield kitchen, problems
        finally:
            await kitchen.close()


async def _import(kitchen: Kitchen, path: Path) -> list[str]:
    problems = []
    for file in await asyncio.to_thread(_files, path):
        try:
            content = await asyncio.to_thread(file.read_bytes)
            await kitchen.files.import_file(File(content=content, name=file.name))
        except (OSError, KitchenError) as error:
            problems.append(f"{file}: {error}")
    return problems


def _files(path: Path) -> list[Path]:
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


async def _add_each(path: Path | None, add: Any) -> list[str]:
    if path is None:
        return []
    try:
        listed = json.loads(await asyncio.to_thread(path.read_text, encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"{path}: {error}"]
    problems = []
    for document in listed if isinstance(listed, list) else [listed]:
        try:
            await add(document)
        except (KitchenError, ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{path}: {type(error).__name__}: {error}")
    return problems


async def _add_person(kitchen: Kitchen, document: dict[str, Any]) -> None:
    await kitchen.people.add(person_from_json(str(document.get("id") or ""), document))


async def _add_item(kitchen: Kitchen, document: dict[str, Any]) -> None:
    use_by = document.get("use_by")
    await kitchen.pantry.add(
        PantryItem(
            name=document["name"],
            amount=document.get("amount"),
            unit=document.get("unit") or "",
            use_by=None if use_by is None else date.fromisoformat(use_by),
            place=document.get("place") or "",
            food=document.get("food") or "",
        )
    )
