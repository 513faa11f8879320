"""Reads and writes of many guests at once: shared, grouped, and each one's own result."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest
from sqlalchemy import Connection, create_engine, insert, select, text, update

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.gatherings import storage
from custom_components.hearthtech.kitchen.gatherings.documents import to_document
from custom_components.hearthtech.kitchen.gatherings.grouped_writes import GroupedWrites
from custom_components.hearthtech.kitchen.gatherings.known_rows import KnownRows
from custom_components.hearthtech.kitchen.gatherings.model import Gathering, Guest, GuestNeeds, Rsvp
from custom_components.hearthtech.kitchen.gatherings.shared_reads import SharedReads
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet
from custom_components.hearthtech.kitchen.storage.gathering_tables import GATHERINGS, GUESTS, NEEDS
from custom_components.hearthtech.kitchen.storage.schema import METADATA

NOW = "2026-12-01T12:00:00+00:00"


@pytest.fixture
def book() -> Connection:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    connection = engine.connect()
    for name in ("party", "other"):
        connection.execute(
            insert(GATHERINGS).values(id=name, starts_at=NOW, document='{"title": "Party"}', changed_at=NOW)
        )
    return connection


def put(book: Connection, name: str, *, document: str | None = None, gathering: str = "party") -> None:
    values = {"gathering": gathering, "document": document or f'{{"name": "{name}"}}', "changed_at": NOW}
    if book.execute(update(GUESTS).where(GUESTS.c.id == name).values(**values)).rowcount == 0:
        book.execute(insert(GUESTS).values(id=name, **values))


def known_guests(read: list[str]) -> KnownRows[Guest]:
    def counted(row: Any) -> Guest | None:
        read.append(row.id)
        return storage.readable_guest(row)

    return KnownRows(GUESTS, counted, order=lambda guest: guest.name)


# Rows that are read again only when they have changed


def test_only_a_changed_row_is_read_again(book: Connection) -> None:
    read: list[str] = []
    rows = known_guests(read)
    for name in ("Ann", "Ben", "Cem"):
        put(book, name)
    assert [guest.name for guest in rows.of(book, "party")] == ["Ann", "Ben", "Cem"]
    read.clear()
    put(book, "Ben", document='{"name": "Ben", "rsvp": "yes"}')
    put(book, "Dia")
    assert [guest.rsvp for guest in rows.of(book, "party")] == [Rsvp.OPEN, Rsvp.YES, Rsvp.OPEN, Rsvp.OPEN]
    assert sorted(read) == ["Ben", "Dia"]


def test_a_row_that_is_gone_is_not_returned(book: Connection) -> None:
    rows = known_guests([])
    put(book, "Ann")
    put(book, "Ben", gathering="other")
    assert [guest.name for guest in rows.of(book, "party")] == ["Ann"]
    book.execute(text("DELETE FROM gathering_guests"))
    assert rows.of(book, "party") == []
    assert rows.of(book, "other") == []


@pytest.mark.parametrize(
    "document",
    [
        "not JSON",
        '{"name": 7}',
        '{"name": "Ben\x1f"}',
        '{"name": "Ben"}\x1e',
        '\x1eBen\x1fparty\x1f{"name": "Mallory"}\x1f' + NOW,
        "[]",
    ],
)
def test_a_damaged_row_does_not_affect_its_neighbors(book: Connection, document: str) -> None:
    put(book, "Ann")
    put(book, "Ben", document=document)
    put(book, "Cem")
    names = [guest.name for guest in known_guests([]).of(book, "party")]
    assert [name for name in names if name != "Mallory"] == ["Ann", "Cem"]


@given(
    names=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_name_is_read_as_it_was_stored(names: list[str]) -> None:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.connect() as book:
        book.execute(insert(GATHERINGS).values(id="party", starts_at=NOW, document="{}", changed_at=NOW))
        for number, name in enumerate(names):
            guest = Guest(id=f"g{number}", gathering_id="party", name=name)
            document = to_document(guest, without=storage.COLUMNS)
            book.execute(
                insert(GUESTS).values(id=guest.id, gathering="party", document=document, changed_at=NOW)
            )
        assert sorted(guest.name for guest in known_guests([]).of(book, "party")) == sorted(names)


# Needs


def test_severe_allergies_and_numbers_of_equal_needs(book: Connection) -> None:
    nuts = GuestNeeds(allergens=frozenset({Allergen.NUTS}), severe=frozenset({Allergen.NUTS}))
    vegan = GuestNeeds(diets=frozenset({Diet.VEGAN}))
    starts = datetime(2026, 12, 1, tzinfo=UTC)
    gathering = Gathering(id="party", title="Party", starts_at=starts, closes_at=starts + timedelta(days=3))
    for number, needs in enumerate([nuts, vegan, vegan, vegan, nuts]):
        assert storage.put_needs(book, f"k{number}", "party", needs)
    assert storage.shown_needs(book, gathering).severe == {Allergen.NUTS}
    assert storage.count_needs_when_due(book, gathering) == ({"nuts": 2, "vegan": 3}, 5)
    # All are counted now; one more is too few for new numbers.
    assert storage.put_needs(book, "k5", "party", vegan)
    assert storage.count_needs_when_due(book, gathering) is None
    assert book.scalars(select(NEEDS.c.counted).where(NEEDS.c.key == "k5")).one() is False
    assert storage.shown_needs(book, replace(gathering, shown_answers=5)).answers == 5


# Writes in groups


class Writer:
    """Runs writes in transactions on one connection, and counts them."""

    def __init__(self, book: Connection) -> None:
        self.book = book
        self.transactions = 0
        self.away = False

    async def write(self, work: Callable[[Connection], Any]) -> Any:
        self.transactions += 1
        await asyncio.sleep(0)
        if self.away:
            raise KitchenError(ErrorCode.BOOK_UNAVAILABLE)
        with self.book.begin_nested():
            return work(self.book)


def _refused(book: Connection) -> None:
    put(book, "Mallory")
    raise KitchenError(ErrorCode.INVALID)


async def test_a_write_that_fails_changes_nothing_and_does_not_affect_the_others(book: Connection) -> None:
    writer = Writer(book)
    writes = GroupedWrites(writer.write)
    names = [f"Guest {number}" for number in range(20)]
    results = await asyncio.gather(
        *(writes.write(lambda book, name=name: put(book, name)) for name in names[:10]),  # type: ignore[misc]
        writes.write(_refused),
        *(writes.write(lambda book, name=name: put(book, name)) for name in names[10:]),  # type: ignore[misc]
        return_exceptions=True,
    )
    failed = [one for one in results if one is not None]
    assert [one.code for one in failed if isinstance(one, KitchenError)] == [ErrorCode.INVALID]
    assert len(failed) == 1
    assert sorted(book.scalars(select(GUESTS.c.id))) == sorted(names)


async def test_writes_that_succeed_take_one_transaction(book: Connection) -> None:
    writer = Writer(book)
    writes = GroupedWrites(writer.write)
    await asyncio.gather(*(writes.write(lambda book, n=n: put(book, f"g{n}")) for n in range(30)))  # type: ignore[misc]
    assert writer.transactions == 1


async def test_a_book_that_is_away_is_asked_once(book: Connection) -> None:
    writer = Writer(book)
    writer.away = True
    writes = GroupedWrites(writer.write)
    results = await asyncio.gather(
        *(writes.write(lambda book: put(book, "Ann")) for _ in range(5)), return_exceptions=True
    )
    assert [one.code for one in results if isinstance(one, KitchenError)] == [ErrorCode.BOOK_UNAVAILABLE] * 5
    assert writer.transactions == 1


# Shared reads


async def test_callers_share_a_read_that_began_after_their_call() -> None:
    began = 0
    release = asyncio.Event()

    async def read(key: str) -> str:
        nonlocal began
        began += 1
        number = began
        await release.wait()
        return f"{key} {number}"

    reads = SharedReads(read)
    first = asyncio.create_task(reads.get("party"))
    await asyncio.sleep(0.01)
    later = [asyncio.create_task(reads.get("party")) for _ in range(50)]
    other = asyncio.create_task(reads.get("other"))
    await asyncio.sleep(0.01)
    assert began == 2  # the first one, and the other key; the later callers wait for a read of their own
    release.set()
    assert await first == "party 1"
    assert set(await asyncio.gather(*later)) == {"party 3"}
    assert await other == "other 2"
    assert await reads.get("party") == "party 4"


async def test_an_error_reaches_every_caller_and_is_not_kept() -> None:
    fails = True

    async def read(key: str) -> str:
        await asyncio.sleep(0)
        if fails:
            raise KitchenError(ErrorCode.GATHERING_NOT_FOUND)
        return key

    reads = SharedReads(read)
    results = await asyncio.gather(*(reads.get("party") for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in results] == [KitchenError] * 3
    fails = False
    assert await reads.get("party") == "party"


async def test_a_caller_who_leaves_does_not_stop_the_read() -> None:
    async def read(key: str) -> str:
        await asyncio.sleep(0.01)
        return key

    reads = SharedReads(read)
    leaves, stays = asyncio.create_task(reads.get("party")), asyncio.create_task(reads.get("party"))
    await asyncio.sleep(0)
    leaves.cancel()
    assert await stays == "party"
