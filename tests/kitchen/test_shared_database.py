"""Two homes that share one book in PostgreSQL."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import HOME_CHANGES, Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.sessions.manager import dish_plan


def recipe_of(name: str) -> Recipe:
    return Recipe(id="", name=name, ingredients=(Ingredient(text="1 onion"),))


async def test_what_one_home_writes_the_other_hears_and_finds(postgres: Callable[[], str]) -> None:
    url = postgres()
    # Both at once: only one of them may create the book.
    here, there = await asyncio.gather(*(Kitchen.open(url, clock=ManualClock()) for _ in range(2)))
    heard: asyncio.Queue[Change] = asyncio.Queue()
    own: list[Change] = []
    try:
        await there.recipes.search("xylofone")
        there.subscribe(heard.put_nowait)
        here.subscribe(own.append)
        soup = Recipe(id="", name="Quillaja Soup", ingredients=(Ingredient(text="1 quillaja"),))
        async with asyncio.timeout(60):
            while heard.empty():
                # The listening thread may still be connecting.
                added = await here.recipes.add(soup, actor="Lena")
                await asyncio.sleep(0.3)
            change = await heard.get()
        assert (change.kind, change.actor, change.data["name"]) == (
            ChangeKind.RECIPE_ADDED,
            "Lena",
            "Quillaja Soup",
        )
        assert [hit.name for hit in await there.recipes.search("quilaja soup")][:1] == ["Quillaja Soup"]
        assert {found.kind for found in own} == {ChangeKind.RECIPE_ADDED}

        await there.recipes.edit(replace(added, story="Told there."), actor="Tom")
        merged = await here.recipes.edit(replace(added, description="Written here."), actor="Lena")
        assert (merged.story, merged.description) == ("Told there.", "Written here.")
        edited = await there.recipes.edit(replace(merged, name="Their Soup"))
        with pytest.raises(KitchenError) as raised:
            await here.recipes.edit(replace(merged, name="Our Soup"))
        assert raised.value.code is ErrorCode.INVALID
        assert await here.recipes.get(added.id) == edited
    finally:
        await here.close()
        await there.close()


async def test_a_server_that_is_not_there_is_told(tmp_path: object) -> None:
    with pytest.raises(KitchenError) as raised:
        await Kitchen.open(f"postgresql://nobody@/nowhere?host={tmp_path}")
    assert raised.value.code is ErrorCode.BOOK_UNAVAILABLE


async def test_homes_that_write_at_once_lose_no_update(postgres: Callable[[], str]) -> None:
    url = postgres()
    homes = await asyncio.gather(*(Kitchen.open(url, clock=ManualClock()) for _ in range(5)))
    each = 6
    try:
        shared = await homes[0].recipes.add(recipe_of("Shared Soup"))

        async def write(number: int, home: Kitchen) -> None:
            for turn in range(each):
                tag = f"home{number}-{turn}"
                # Deliberately of an old version: the edit begins with what this home last read.
                await home.recipes.edit(replace(shared, keywords=(tag,)), actor=tag)
                await home.shopping.add(f"item {tag}")

        await asyncio.gather(*(write(number, home) for number, home in enumerate(homes)))
        tags = {f"home{number}-{turn}" for number in range(len(homes)) for turn in range(each)}
        newest = await homes[1].recipes.get(shared.id)
        assert set(newest.keywords) == tags
        assert newest.version == 1 + len(tags)
        assert {item.words for item in await homes[2].shopping.items()} == {f"item {tag}" for tag in tags}
        assert {version.author for version in await homes[3].recipes.versions(shared.id)} == {"", *tags}
    finally:
        await asyncio.gather(*(home.close() for home in homes))


async def test_notices_arrive_within_a_second(postgres: Callable[[], str]) -> None:
    url = postgres()
    here, *others = await asyncio.gather(*(Kitchen.open(url, clock=ManualClock()) for _ in range(3)))
    loop = asyncio.get_running_loop()
    arrived: dict[str, list[float]] = {}
    try:
        for other in others:
            other.subscribe(lambda change: arrived.setdefault(change.subject, []).append(loop.time()))
        async with asyncio.timeout(60):
            while len(arrived.get("ready", ())) < len(others):
                here.context.publish(ChangeKind.HOUSEHOLD_CHANGED, "ready")
                await asyncio.sleep(0.2)
        for number in range(10):
            added = await here.recipes.add(recipe_of(f"Soup {number}"))
            began = loop.time()
            async with asyncio.timeout(10):
                while len(arrived.get(added.id, ())) < len(others):
                    await asyncio.sleep(0.01)
            assert max(arrived[added.id]) - began < 1.0
    finally:
        await asyncio.gather(*(home.close() for home in (here, *others)))


async def test_sessions_and_timers_belong_to_one_home(postgres: Callable[[], str]) -> None:
    url = postgres()
    here = await Kitchen.open(url, clock=ManualClock(), home="here")
    there = await Kitchen.open(url, clock=ManualClock(), home="there")
    heard: list[Change] = []
    there.subscribe(heard.append)
    try:
        soup = await here.recipes.add(replace(recipe_of("Soup"), steps=(Step(text="Cook."),)))
        session = await here.sessions.open([dish_plan(soup)])
        await session.start()
        timer = await here.timers.add("eggs", seconds=600)
        await there.close()
        there = await Kitchen.open(url, clock=ManualClock(), home="there")
        there.subscribe(heard.append)
        assert there.sessions.active == ()
        assert await there.timers.running() == []
        assert [one.id for one in await here.timers.running()] == [timer.id]
        await session.confirm()
        await here.recipes.add(recipe_of("Stew"))
        async with asyncio.timeout(30):
            while not any(change.data.get("name") == "Stew" for change in heard):
                await asyncio.sleep(0.05)
                if not heard:
                    await here.recipes.add(recipe_of("Stew"))
        assert not {change.kind for change in heard} & HOME_CHANGES
        await here.close()
        here = await Kitchen.open(url, clock=ManualClock(), home="here")
        assert [one.id for one in await here.timers.running()] == [timer.id]
        assert [one.id for one in here.sessions.active] == ([] if session.over else [session.id])
    finally:
        await here.close()
        await there.close()
