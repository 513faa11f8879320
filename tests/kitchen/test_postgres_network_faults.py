"""PostgreSQL behind a network that drops packets, and beside programs that send other notifications."""

import _socket
import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
import json
from pathlib import Path
import socket
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.exc import DatabaseError

from benchmarks.network_relay import Relay
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.storage import local_copy, network, pg_notify
from custom_components.hearthtech.kitchen.storage.schema import METADATA, PEOPLE


def recipe(name: str) -> Recipe:
    return Recipe(id="", name=name, ingredients=(Ingredient(text="1 onion"),))


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """The relay is a socket on loopback."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits, shorter."""
    monkeypatch.setattr(network, "ANSWER_S", 1.0)
    monkeypatch.setattr(network, "PING_S", 0.5)
    monkeypatch.setattr(network, "CONNECT_S", 2)
    monkeypatch.setattr(local_copy, "REFRESH_S", 0.5)
    monkeypatch.setattr(local_copy, "RETRY_S", 0.3)
    monkeypatch.setattr(pg_notify, "ANSWER_S", 1.0)
    monkeypatch.setattr(pg_notify, "CHECK_S", 0.5)
    monkeypatch.setattr(pg_notify, "RETRY_S", 0.2)


@pytest.fixture
def url(postgres: Callable[[], str]) -> str:
    return postgres()


@pytest.fixture
async def relay(url: str) -> AsyncIterator[Relay]:
    (folder,) = parse_qs(urlsplit(url).query)["host"]

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        far = socket.socket(socket.AF_UNIX)
        # The test plugin guards the method of the class; this one is below it.
        _socket.socket.connect(far, f"{folder}/.s.PGSQL.5432")
        return await asyncio.open_unix_connection(sock=far)

    made = Relay(connect)
    await made.start()
    yield made
    stopping = asyncio.create_task(made.stop())
    await asyncio.sleep(0)
    made.open.set()
    await stopping


def through(relay: Relay, url: str) -> str:
    return f"postgresql://kitchen@127.0.0.1:{relay.port}{urlsplit(url).path}"


async def unavailable(work: object) -> None:
    """Something that fails with its declared error, and does not wait for ever."""
    with pytest.raises(KitchenError) as raised:
        async with asyncio.timeout(30):
            await work  # type: ignore[misc]
    assert raised.value.code is ErrorCode.BOOK_UNAVAILABLE


async def test_a_network_that_drops_everything_is_told_and_survived(url: str, relay: Relay) -> None:
    kitchen = await Kitchen.open(through(relay, url), clock=ManualClock())
    try:
        known = await kitchen.recipes.add(recipe("Onion soup"))
        await kitchen.recipes.get(known.id)
        relay.open.clear()
        await unavailable(kitchen.recipes.get(known.id))
        await unavailable(kitchen.recipes.add(recipe("Leek soup")))
        await unavailable(kitchen.recipes.search("soup"))
        await unavailable(Kitchen.open(through(relay, url), clock=ManualClock()))
        relay.open.set()
        async with asyncio.timeout(30):
            while True:
                with suppress(KitchenError):
                    assert (await kitchen.recipes.get(known.id)).name == "Onion soup"
                    break
            await kitchen.recipes.add(recipe("Cabbage soup"))
    finally:
        async with asyncio.timeout(30):
            await kitchen.close()


async def test_a_network_that_drops_everything_in_mid_transaction(url: str, relay: Relay) -> None:
    kitchen = await Kitchen.open(through(relay, url), clock=ManualClock())
    loop = asyncio.get_running_loop()

    def work(connection: object) -> None:
        connection.exec_driver_sql("SELECT 1")  # type: ignore[attr-defined]
        loop.call_soon_threadsafe(relay.open.clear)
        for _ in range(1000):
            connection.exec_driver_sql("SELECT pg_sleep(0.01)")  # type: ignore[attr-defined]

    try:
        await unavailable(kitchen.context.store.read(work))
        await unavailable(kitchen.context.store.write(work))
    finally:
        async with asyncio.timeout(30):
            await kitchen.close()


async def test_work_between_two_statements_has_no_limit(url: str, relay: Relay) -> None:
    kitchen = await Kitchen.open(through(relay, url), clock=ManualClock())
    released = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work(connection: object) -> None:
        connection.exec_driver_sql("SELECT 1")  # type: ignore[attr-defined]
        asyncio.run_coroutine_threadsafe(released.wait(), loop).result(20)
        connection.exec_driver_sql("SELECT 1")  # type: ignore[attr-defined]

    try:
        reading = asyncio.create_task(kitchen.context.store.read(work))
        await asyncio.sleep(2.5 * network.ANSWER_S)
        released.set()
        await reading
    finally:
        await kitchen.close()


async def test_a_kitchen_closes_while_the_network_drops_everything(url: str, relay: Relay) -> None:
    kitchen = await Kitchen.open(through(relay, url), clock=ManualClock())
    relay.open.clear()
    async with asyncio.timeout(30):
        await kitchen.close()


async def test_notices_come_back_with_the_network(url: str, relay: Relay) -> None:
    here = await Kitchen.open(through(relay, url), clock=ManualClock())
    there = await Kitchen.open(url, clock=ManualClock())
    heard: asyncio.Queue[Change] = asyncio.Queue()
    here.subscribe(heard.put_nowait)
    try:
        relay.open.clear()
        await asyncio.sleep(3.0)
        relay.open.set()
        async with asyncio.timeout(30):
            number = 0
            while heard.empty():
                number += 1
                await there.recipes.add(recipe(f"Soup {number}"))
                await asyncio.sleep(0.2)
        assert (await heard.get()).kind is ChangeKind.RECIPE_ADDED
    finally:
        await here.close()
        await there.close()


def remove_row(person_id: str, book: Connection) -> None:
    book.execute(delete(PEOPLE).where(PEOPLE.c.id == person_id))


async def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


async def test_a_book_is_read_from_its_copy_while_the_network_is_cut(
    url: str, relay: Relay, tmp_path: Path
) -> None:
    here = await Kitchen.open(through(relay, url), clock=ManualClock(), copy=tmp_path / "copy.db")
    there = await Kitchen.open(url, clock=ManualClock())
    signs: list[bool] = []
    here.context.subscribe_read_only(signs.append)
    heard: list[Change] = []
    try:
        known = await there.recipes.add(recipe("Quillaja soup"))
        gone = await there.recipes.add(recipe("Xylopia soup"))
        mine = await here.recipes.add(recipe("Zedoary soup"))
        await here.shopping.add("yuzukosho")
        await asyncio.sleep(2.0)  # one refresh
        relay.open.clear()
        assert (await here.recipes.get(mine.id)).name == "Zedoary soup"
        await until(lambda: here.context.is_read_only)
        assert signs == [True]
        began = asyncio.get_running_loop().time()
        for word in ("quillaja", "quilaja", "zedoary"):
            assert len(await here.recipes.search(word)) == 1
        assert [item.words for item in await here.shopping.items()] == ["yuzukosho"]
        with pytest.raises(KitchenError) as raised:
            await here.recipes.edit(replace(known, name="Ours"))
        assert raised.value.code is ErrorCode.BOOK_READ_ONLY
        assert asyncio.get_running_loop().time() - began < 2.0
        edited = await there.recipes.edit(replace(known, name="Theirs"))
        await there.recipes.erase(gone.id)
        assert (await here.recipes.get(known.id)).name == "Quillaja soup"
        here.subscribe(heard.append)
        relay.open.set()
        await until(lambda: not here.context.is_read_only)
        await until(lambda: signs == [True, False])
        assert await here.recipes.get(known.id) == edited
        await here.recipes.edit(replace(edited, story="Of both."))
        await until(lambda: {known.id, gone.id} <= {change.subject for change in heard})
    finally:
        relay.open.set()
        await here.close()
        await there.close()


async def test_a_copy_follows_every_change_and_survives_a_restart(url: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    for number in range(3):
        if number == 2:
            path.write_bytes(b"damaged" * 1000)
        here = await Kitchen.open(url, clock=ManualClock(), copy=path)
        try:
            first = await here.recipes.add(recipe(f"Soup {number}"))
            await here.recipes.add(recipe(f"Stew {number}"))
            await here.recipes.edit(replace(first, name=f"Broth {number}"))
            await here.people.add(Person(name=f"Person {number}"))
            person = await here.people.add(Person(name=f"Guest {number}"))
            await here.context.store.write(partial(remove_row, person.id))
            copy = here.context.local_copy
            assert copy is not None
            for table in METADATA.sorted_tables:

                def rows(book: Connection, table: Table = table) -> list[tuple[object, ...]]:
                    return sorted(map(tuple, book.execute(select(table))), key=str)

                expected = await here.context.store.read(rows)
                copied: list[tuple[object, ...]] = []
                async with asyncio.timeout(20):
                    while copied != expected:
                        await asyncio.sleep(0.1)
                        with suppress(KitchenError, DatabaseError):
                            copied = await asyncio.to_thread(copy.read_now, rows)
        finally:
            await here.close()


FOREIGN = (
    "", "x", "null", "5", "1e400", "NaN", "[]", '"text"', "{", '{"kind":"recipe_added"}', '{"kind":{},"subject":[]}',
    '{"kind":{},"subject":[],"data":5}', '{"kind":"recipe_added","subject":"x","data":[1]}', '{"sender":{}}',
    '{"kind":"unknown","subject":"x"}', "[" * 7900, '{"a":' * 1500, "y" * 7999,
    json.dumps({"kind": "recipe_added", "subject": "z" * 7000}), '{"kind":"recipe_added","subject":null,"data":"x"}',
)  # fmt: skip


async def test_foreign_notices_do_not_end_the_listener(url: str) -> None:
    here = await Kitchen.open(url, clock=ManualClock())
    there = await Kitchen.open(url, clock=ManualClock())
    heard: list[Change] = []
    try:
        async with asyncio.timeout(30):
            while not heard:
                unsubscribe = here.subscribe(heard.append)
                await there.recipes.add(recipe("First soup"))
                await asyncio.sleep(0.1)
                unsubscribe()
        here.subscribe(heard.append)
        with psycopg.connect(url, autocommit=True) as other:
            for payload in FOREIGN:
                for channel in (pg_notify.CHANNEL, "elsewhere"):
                    other.execute("SELECT pg_notify(%s, %s)", (channel, payload))
        last = await there.recipes.add(recipe("Last soup"))
        async with asyncio.timeout(30):
            while not any(change.subject == last.id for change in heard):
                await asyncio.sleep(0.05)
    finally:
        await here.close()
        await there.close()


async def test_search_finds_at_once_what_another_program_wrote(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without any notice: another program may send none, and a notice may come late or never.
    monkeypatch.setattr(pg_notify.ChangeNotifier, "send", lambda *_: None)
    here = await Kitchen.open(url, clock=ManualClock())
    there = await Kitchen.open(url, clock=ManualClock())
    try:
        for number, word in enumerate(("quillaja", "xylopia", "zedoary", "yuzukosho")):
            assert not await here.recipes.search(word)
            await here.recipes.search("nothingofthekind")
            await there.recipes.add(recipe(f"{word.title()} stew {number}"))
            assert [hit.name for hit in await here.recipes.search(word)] == [f"{word.title()} stew {number}"]
            misspelt = word[:3] + word[4:]
            assert [hit.name for hit in await here.recipes.search(misspelt)][:1] == [
                f"{word.title()} stew {number}"
            ]
    finally:
        await here.close()
        await there.close()


async def test_the_limits_of_the_url_are_kept(url: str) -> None:
    asked = f"{url}&connect_timeout=7&options=-c%20statement_timeout%3D5000"
    kitchen = await Kitchen.open(asked, clock=ManualClock())
    try:
        shown = await kitchen.context.store.read(
            lambda book: book.exec_driver_sql("SHOW statement_timeout").scalar_one()
        )
        assert shown == "5s"
    finally:
        await kitchen.close()
    given = network.connect_arguments(frozenset({"connect_timeout", "options"}))
    assert "connect_timeout" not in given
    assert "tcp_user_timeout" in given
