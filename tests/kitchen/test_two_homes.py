"""Two homes that share one book in PostgreSQL."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe


async def test_what_one_home_writes_the_other_hears_and_finds(postgres: Callable[[], str]) -> None:
    url = postgres()
    # Both at once: only one of them may create the book.
    here, there = await asyncio.gather(*(Kitchen.open(url, clock=ManualClock()) for _ in range(2)))
    heard: asyncio.Queue[Change] = asyncio.Queue()
    own: list[Change] = []
    try:
        await there.search_recipes("xylofone")
        there.subscribe(heard.put_nowait)
        here.subscribe(own.append)
        soup = Recipe(id="", name="Quillaja Soup", ingredients=(Ingredient(text="1 quillaja"),))
        async with asyncio.timeout(60):
            while heard.empty():
                # The listening thread may still be connecting.
                added = await here.add_recipe(soup, who="Lena")
                await asyncio.sleep(0.3)
            change = await heard.get()
        assert (change.kind, change.who, change.data["name"]) == (
            ChangeKind.RECIPE_ADDED,
            "Lena",
            "Quillaja Soup",
        )
        assert [hit.name for hit in await there.search_recipes("quilaja soup")][:1] == ["Quillaja Soup"]
        assert {found.kind for found in own} == {ChangeKind.RECIPE_ADDED}

        edited = await there.edit_recipe(replace(added, name="Their Soup"))
        with pytest.raises(KitchenError) as raised:
            await here.edit_recipe(replace(added, name="Our Soup"))
        assert raised.value.code is ErrorCode.INVALID
        assert await here.recipe(added.id) == edited
    finally:
        await here.close()
        await there.close()


async def test_a_server_that_is_not_there_is_told(tmp_path: object) -> None:
    with pytest.raises(KitchenError) as raised:
        await Kitchen.open(f"postgresql://nobody@/nowhere?host={tmp_path}")
    assert raised.value.code is ErrorCode.BOOK_UNAVAILABLE
