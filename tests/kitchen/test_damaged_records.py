"""A damaged record keeps nothing else from loading: it is set aside and named."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
import json
import logging
import math
from pathlib import Path
from xml.dom.minidom import parseString

import pytest
from sqlalchemy import Connection, text

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.decoding import burner_state
from custom_components.hearthtech.hearth_link.messages import LinkBurnerState
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.rules import MealRule, sound
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel, Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.recipes.search import Query
from custom_components.hearthtech.kitchen.sessions.events import Opened, Remarked, Sampled
from custom_components.hearthtech.kitchen.sessions.manager import CookingSessions
from custom_components.hearthtech.kitchen.sessions.model import DishPlan
from custom_components.hearthtech.kitchen.sessions.plot import plot_svg
from custom_components.hearthtech.kitchen.storage.database import Store
from custom_components.hearthtech.kitchen.storage.journal import StoredJournal

from .sessions.pot_fixture import Pot

type Change = Callable[[Connection], object]
ODD = (
    "", "null", "[]", "5", '"x"', "{}", '{"is":"Nope","at":1}', '{"is":"Opened"}', '{"is":"Sampled","at":1,"dish":"1","times":[1],"celsius":[NaN],"power":[1]}',
    '{"is":"Started","at":"x"}', '{"is":"Paused","at":1e400,"dish":"1","reason":"cook"}', '{"is":"Stopped","at":1', '{"is":"StepEntered","at":1,"dish":"9","step":0}',
    '{"is":"StepEntered","at":1,"dish":"1","step":99999}', '{"is":"StepEntered","at":1,"dish":"1","step":-5}', "[" * 2000, '{"is":{"a":1},"at":1}',
)  # fmt: skip


async def _opened(path: Path) -> tuple[Kitchen, Pot]:
    registry = BurnerRegistry()
    pot = Pot("stove/1")
    registry.add(pot)
    return await Kitchen.open(path, directory=registry), pot


@pytest.fixture
async def book(tmp_path: Path) -> Path:
    """A book with a running session, a healthy one, a timer and a recipe."""
    kitchen, _ = await _opened(tmp_path / "book.db")
    steps = (Step(text="Boil."), Step(text="Serve."))
    await kitchen.recipes.add(
        Recipe(id="", name="Pot", ingredients=(Ingredient(text="1 l water"),), steps=steps)
    )
    for name in ("First", "Second"):
        plan = DishPlan(id="1", name=name, steps=steps, level=HelpLevel.GUIDE)
        session = await kitchen.sessions.open([plan])
        await session.start()
        await session.settle()
    await kitchen.timers.add("Eggs", seconds=3600)
    await kitchen.close()
    return tmp_path / "book.db"


async def _changed(path: Path, change: Change) -> None:
    store = Store(path)
    await store.open()
    await store.write(change)
    await store.close()


def _first_session(connection: Connection) -> str:
    return str(connection.scalar(text("select id from sessions order by opened_at limit 1")))


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("seq", [0, 1])
async def test_a_session_with_a_damaged_record_is_set_aside(book: Path, data: str, seq: int) -> None:
    def damage(connection: Connection) -> None:
        connection.execute(
            text("update journal set data = :data where session = :session and seq = :seq"),
            {"data": data, "session": _first_session(connection), "seq": seq},
        )

    await _changed(book, damage)
    kitchen, pot = await _opened(book)
    try:
        assert "Second" in [session.state.name for session in kitchen.sessions.active]
        assert [order for order in pot.orders if order != "off"] == []
        assert "Pot" in (await kitchen.recipes.names()).values()
        assert len(await kitchen.timers.running()) == 1
        damaged = [name for name in kitchen.damaged if name.startswith("session ")]
        assert len(damaged) + len(kitchen.sessions.active) >= 1
        # What is left in the book can be exported and swept.
        assert (await kitchen.files.export_book(book.parent / "out")).skipped == ()
        await kitchen.files.sweep_media()
    finally:
        await kitchen.close()


@pytest.mark.parametrize("condition", ["seq = 0", "seq = 1", "seq in (1, 2)", "seq >= 0"])
async def test_a_missing_record_is_noticed(
    book: Path, caplog: pytest.LogCaptureFixture, condition: str
) -> None:
    """A session with a hole is set aside and named; its records go out and in again with the hole."""
    store = Store(book)
    await store.open()
    session = await store.read(_first_session)
    await store.close()

    def remove(connection: Connection) -> None:
        connection.execute(
            text(f"delete from journal where session = :session and {condition}"),
            {"session": session},
        )

    await _changed(book, remove)
    kitchen, pot = await _opened(book)
    try:
        assert [one.state.name for one in kitchen.sessions.active] == ["Second"]
        assert f"session {session}" in kitchen.damaged
        assert [order for order in pot.orders if order != "off"] == []
        await kitchen.files.export(book.parent / "out")
        if condition == "seq >= 0":
            return
        assert f"Records of session {session} are damaged or missing" in caplog.text
        with pytest.raises(KitchenError) as raised:
            await kitchen.sessions.events(session)
        assert raised.value.code is ErrorCode.INVALID
    finally:
        await kitchen.close()
    other = await Kitchen.open(book.parent / "other.db")
    try:
        await other.files.import_archive(book.parent / "out")
        with pytest.raises(KitchenError) as raised:
            await other.sessions.events(session)
        assert raised.value.code is ErrorCode.INVALID
    finally:
        await other.close()


def _put_record(session: str, seq: int, data: str, connection: Connection) -> None:
    connection.execute(
        text("update journal set data = :data where session = :session and seq = :seq"),
        {"data": data, "session": session, "seq": seq},
    )


@pytest.mark.parametrize("place", ["first", "middle", "last"])
async def test_a_record_cut_at_every_byte(book: Path, caplog: pytest.LogCaptureFixture, place: str) -> None:
    """The session is set aside and named, the other one is restored, and nothing heats."""
    caplog.set_level(logging.CRITICAL)
    store = Store(book)
    await store.open()
    try:
        session = await store.read(_first_session)
        rows = await store.read(
            lambda connection: connection.execute(
                text("select seq, data from journal where session = :session order by seq"),
                {"session": session},
            ).all()
        )
        assert len(rows) >= 3
        seq, sound = rows[{"first": 0, "middle": len(rows) // 2, "last": -1}[place]]
        wrong = []
        for cut in range(len(sound)):
            await store.write(partial(_put_record, session, seq, sound[:cut]))
            registry = BurnerRegistry()
            pot = Pot("stove/1")
            registry.add(pot)
            clock = ManualClock()
            sessions = CookingSessions(
                clock=clock,
                directory=registry,
                journal=StoredJournal(store, clock.now),
                boiling_point_c=lambda: 100.0,
            )
            await sessions.restore()
            names = [one.state.name for one in sessions.active]
            heat = [order for order in pot.orders if order != "off"]
            if sessions.damaged != [session] or names != ["Second"] or heat:
                wrong.append((cut, sessions.damaged, names, heat))
            await sessions.close()
        assert wrong == []
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [("set_at", "y"), ("ends_at", "z"), ("ends_at", ""), ("ends_at", "2026-01-01T00:00:00"), ("paused_at", "never"), ("ends_at", "2026-13-45T00:00:00+00:00")],
)  # fmt: skip
async def test_a_damaged_timer_is_set_aside(book: Path, column: str, value: str) -> None:
    def damage(connection: Connection) -> None:
        row = {
            "id": "x",
            "name": "x",
            "set_at": "2026-01-01T00:00:00+00:00",
            "ends_at": "2999-01-01T00:00:00+00:00",
            "paused_at": None,
        }
        connection.execute(
            text(
                "insert into timers(id, name, set_at, ends_at, paused_at, site, done) values(:id, :name, :set_at, :ends_at, :paused_at, '', 0)"
            ),
            {**row, column: value},
        )

    await _changed(book, damage)
    kitchen, _ = await _opened(book)
    try:
        assert [timer.name for timer in await kitchen.timers.running()] == ["Eggs"]
        assert kitchen.damaged == ("timer x",)
        with pytest.raises(KitchenError) as raised:
            await kitchen.timers.pause("x")
        assert raised.value.code is ErrorCode.TIMER_NOT_FOUND
    finally:
        await kitchen.close()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://",
        "postgresql://[::1",
        "postgresql://h:port/x",
        "nosuch://x",
        "://",
        "postgresql://a:b@c:99999999/d",
        "sqlite+nosuch:///x",
        "mysql://x",
    ],
)
async def test_a_malformed_database_address_is_declared(address: str) -> None:
    with pytest.raises(KitchenError) as raised:
        await Kitchen.open(address)
    assert raised.value.code is ErrorCode.BOOK_UNAVAILABLE


GLITCHES = (
    8_388_607.0,
    2_147_483_647.0,
    -273.15,
    1e308,
    math.inf,
    -math.inf,
    math.nan,
    3276.7,
    -32768.0,
    6553.5,
)


@pytest.mark.parametrize("glitch", GLITCHES)
def test_a_glitch_makes_no_large_picture(glitch: float) -> None:
    plan = DishPlan(id="1", name="Tea", steps=(Step(text="Boil."),))
    times = tuple(float(at) for at in range(600))
    celsius = tuple(glitch if 200 < at < 210 else 20.0 + at / 10 for at in times)
    power = tuple(glitch if 200 < at < 210 else 0.5 for at in times)
    events = (
        Opened(at=0.0, session="s", name="Tea", dishes=(plan,)),
        Sampled(at=600.0, dish="1", times=times, celsius=celsius, power=power),
    )
    picture = plot_svg(events, "1")
    assert len(picture) < 60_000
    assert "80 °C" in picture
    parseString(picture)


@pytest.mark.parametrize(
    "words",
    ["a\x08b", "a\x00b", "\ufffe", "\x1b[31m", "\ud800", "<script>", "]]>", "a" * 100_000, "&#0;", "\u202e"],
)
def test_words_in_a_picture_are_sound_xml(words: str) -> None:
    plan = DishPlan(id="1", name=words, steps=(Step(text=words),))
    marks = [Remarked(at=float(at), words=words) for at in range(5000)]
    picture = plot_svg((Opened(at=0.0, session="s", name=words, dishes=(plan,)), *marks), "1")
    parseString(picture.encode())
    assert len(picture) < 1_000_000


@pytest.mark.parametrize("glitch", [*GLITCHES[:4], 3276.7, -32768.0])
@pytest.mark.parametrize("name", ["pan_temperature_c", "probe_temperature_c", "glass_temperature_c", "power"])
def test_a_reading_that_no_stove_has_is_unknown(name: str, glitch: float) -> None:
    state = burner_state(1, {"power": 0.5, "pan_temperature_c": 80.0, name: glitch}, 5)
    assert getattr(state, name) is None
    assert getattr(LinkBurnerState(n=1).merged({name: glitch, "boost": True}, 5), name) is None
    assert getattr(state.merged({name: 0.25}, 6), name) == 0.25


@pytest.mark.parametrize(
    "repeats",
    [
        "FREQ=MONTHLY;BYDAY=53MO", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=13", "FREQ=MONTHLY;BYSETPOS=0", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=YEARLY;BYMONTH=-1", "FREQ=YEARLY;BYMONTH=0", "FREQ=MONTHLY;BYDAY=XX", "FREQ=DAILY;COUNT=-1",
        "FREQ=MONTHLY;BYDAY=-6FR", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;UNTIL=99999999", "FREQ=DAILY;INTERVAL=²", "FREQ=MONTHLY;BYDAY=٣MO", "FREQ=YEARLY;BYDAY=54MO",
    ],
)  # fmt: skip
def test_rules_that_no_calendar_can_follow(repeats: str) -> None:
    with pytest.raises(KitchenError) as raised:
        sound(MealRule(first=datetime(2026, 12, 1, 18), time_zone="Europe/Berlin", repeats=repeats))
    assert raised.value.code is ErrorCode.INVALID


async def test_searches_with_absurd_numbers(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db")
    try:
        for count in ("99999999999", "9" * 24, "9" * 5000, "٣", "²", "999999"):
            for query in (f"not cooked for {count} years", f"under {count} minutes", f"within {count} hours"):
                await kitchen.recipes.search(Query(text=query))
    finally:
        await kitchen.close()


def test_odd_records_are_odd() -> None:
    """The list above holds what JSON can't read, and what it can."""
    readable = 0
    for data in ODD:
        try:
            json.loads(data)
            readable += 1
        except ValueError, RecursionError:
            continue
    assert 5 < readable < len(ODD)
