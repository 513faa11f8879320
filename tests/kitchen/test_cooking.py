"""A recipe of the book, cooked through the kitchen's one door, ends in its diary."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, HelpLevel
from custom_components.hearthtech.kitchen.sessions.model import Phase
from custom_components.hearthtech.kitchen.sessions.service import DishOrder
from custom_components.hearthtech.kitchen.sessions.session import CookingSession

from .sessions.pot_fixture import Pot

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def burners() -> BurnerRegistry:
    directory = BurnerRegistry()
    directory.add(Pot())
    return directory


async def walk_through(session: CookingSession) -> None:
    for _ in range(20):
        if session.over:
            return
        await session.skip_step(actor="Lena")
    raise AssertionError("the recipe does not end")


async def test_a_cooked_recipe_is_in_the_diary(
    tmp_path: Path, clock: ManualClock, burners: BurnerRegistry
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    changes: list[Change] = []
    kitchen.subscribe(changes.append)
    session = await kitchen.cooking.start("grandmas-chicken-soup", "stove/1", HelpLevel.GUIDE, actor="Lena")
    assert kitchen.cooking.get() is session
    with pytest.raises(KitchenError) as raised:
        await kitchen.cooking.start("papas-semolina-pudding", "stove/1")
    assert raised.value.code is ErrorCode.BURNER_IN_USE
    await walk_through(session)
    async with asyncio.timeout(60):
        while not (diary := await kitchen.notes.cookings("grandmas-chicken-soup")):
            await asyncio.sleep(0)
    assert (diary[0].version, diary[0].session_id) == (1, session.id)
    cooked = [change for change in changes if change.kind is ChangeKind.RECIPE_COOKED]
    assert [change.data["first"] for change in cooked] == [True]
    await kitchen.close()


async def test_a_session_comes_back_after_a_restart(
    tmp_path: Path, clock: ManualClock, burners: BurnerRegistry
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    session = await kitchen.cooking.start("papas-semolina-pudding", "stove/1", HelpLevel.GUIDE)
    await session.skip_step()
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    restored = kitchen.cooking.get(session.id)
    assert restored.state.dishes[0].step == 1
    assert restored.state.dishes[0].plan.recipe_id == "papas-semolina-pudding"
    await restored.stop()
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    assert kitchen.sessions.active == ()
    assert await kitchen.notes.cookings("papas-semolina-pudding") == ()
    await kitchen.close()


@pytest.mark.parametrize(
    ("recipe", "burner", "code"),
    [
        ("no-such-recipe", "stove/1", ErrorCode.RECIPE_NOT_FOUND),
        ("papas-semolina-pudding", "stove/9", ErrorCode.BURNER_NOT_FOUND),
    ],
)
async def test_what_is_not_there_is_not_cooked(
    tmp_path: Path, clock: ManualClock, burners: BurnerRegistry, recipe: str, burner: str, code: ErrorCode
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    with pytest.raises(KitchenError) as raised:
        await kitchen.cooking.start(recipe, burner)
    assert raised.value.code is code
    assert kitchen.sessions.active == ()
    await kitchen.close()


async def test_how_long_a_step_took_is_known_the_next_time(
    tmp_path: Path, clock: ManualClock, burners: BurnerRegistry
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    order = DishOrder(recipe_id="grandmas-chicken-soup", burner_id="stove/1")
    session = await kitchen.cooking.start_meal([order])
    unknown = session.state.dishes[0].plan.estimates_s
    assert unknown[0] is None
    while not session.over:
        clock.advance(240)
        await session.next_step(actor="Lena")
    async with asyncio.timeout(60):
        while not await kitchen.notes.cookings("grandmas-chicken-soup"):
            await asyncio.sleep(0)
    again = await kitchen.cooking.start_meal([order])
    assert again.state.dishes[0].plan.estimates_s[0] == pytest.approx(240, abs=1)
    assert again.view().dishes[0].step_remaining_s == pytest.approx(240, abs=1)
    await again.stop()
    recipe = await kitchen.recipes.get("grandmas-chicken-soup")
    await kitchen.recipes.edit(replace(recipe, steps=recipe.steps[1:]))
    other = await kitchen.cooking.start_meal([order])
    assert other.state.dishes[0].plan.estimates_s[0] is None, "other steps, other times"
    await kitchen.close()


async def test_a_meal_of_several_dishes(tmp_path: Path, clock: ManualClock) -> None:
    burners = BurnerRegistry()
    for n in (1, 2):
        burners.add(Pot(f"stove/{n}"))
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    orders = [
        DishOrder(recipe_id="grandmas-chicken-soup", burner_id="stove/1"),
        DishOrder(recipe_id="papas-semolina-pudding", burner_id="stove/2"),
    ]
    session = await kitchen.cooking.start_meal(orders)
    soup, pudding = session.view().dishes
    assert soup.phase is Phase.COOKING
    assert pudding.phase is Phase.PLANNED
    assert (soup.remaining_s or 0) == pytest.approx((pudding.begins_in_s or 0) + (pudding.remaining_s or 0))
    await session.stop()
    session = await kitchen.cooking.start_meal(orders, ready_at=clock.now() - timedelta(hours=1))
    assert session.view().dishes[0].phase is Phase.COOKING, "wanted too early is wanted as soon as possible"
    await kitchen.close()


async def test_a_recipe_learns_how_it_is_really_cooked(
    tmp_path: Path, clock: ManualClock, burners: BurnerRegistry
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    soup = await kitchen.recipes.get("grandmas-chicken-soup")
    simmers = next(n for n, step in enumerate(soup.steps) if isinstance(step.goal, DurationGoal))
    written = soup.steps[simmers].goal
    assert isinstance(written, DurationGoal)

    async def cook(simmer_s: float) -> None:
        before = len(await kitchen.notes.cookings(soup.id))
        session = await kitchen.cooking.start(soup.id, "stove/1")
        while not session.over:
            clock.advance(simmer_s if session.state.dishes[0].step == simmers else 60.0)
            await session.next_step(actor="Lena")
        async with asyncio.timeout(60):
            while len(await kitchen.notes.cookings(soup.id)) == before:
                await asyncio.sleep(0)

    await cook(written.seconds * 1.5)
    assert not (await kitchen.cooking.learn(soup.id)).habits, "one evening is no habit"
    await cook(written.seconds * 1.5)
    learned = await kitchen.cooking.learn(soup.id)
    habit = next(habit for habit in learned.habits if habit.step == simmers)
    assert isinstance(habit.after, DurationGoal)
    assert habit.after.seconds == pytest.approx(written.seconds * 1.5, rel=0.01)
    assert (await kitchen.recipes.get(soup.id)) == soup, "nobody has signed"

    signed = await kitchen.cooking.learn(soup.id, signed_by="Lena")
    kept = await kitchen.recipes.get(soup.id)
    assert (kept.version, signed.recipe.version) == (2, 2)
    assert kept.steps[simmers].goal == habit.after
    assert kept.steps[simmers].timer_s == pytest.approx(habit.after.seconds)
    assert not (await kitchen.cooking.learn(soup.id)).habits, "cookings of other steps teach nothing"
    await kitchen.close()


@pytest.mark.parametrize("target", ["out", "out.zip"])
async def test_sessions_go_out_with_their_traces_and_come_back(
    tmp_path: Path, clock: ManualClock, burners: BurnerRegistry, target: str
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, directory=burners)
    pot = burners.get("stove/1")
    assert isinstance(pot, Pot)
    session = await kitchen.sessions.watch("Tea <water>", "stove/1")
    for _ in range(90):
        clock.advance(1.0)
        pot.pass_second()
    await session.remark("a good pinch of salt", actor="Nonna")
    medium = await kitchen.cooking.add_picture(PNG, words="the crust", actor="Nonna")
    await session.stop()
    unfinished = await kitchen.cooking.start("papas-semolina-pudding", None)
    await kitchen.files.export(tmp_path / target)
    events = await kitchen.sessions.events(session.id)
    await kitchen.close()

    other = await Kitchen.open(tmp_path / "other.db", clock=clock)
    for _ in range(2):  # twice is once
        await other.files.import_archive(tmp_path / target)
    assert await other.sessions.events(session.id) == events
    assert "polyline" in await other.sessions.plot(session.id)
    assert [remark.media for remark in await other.cooking.remarks(session.id)] == [None, medium.hash]
    assert await other.notes.media_content(medium.hash) == (medium, PNG)
    assert await other.files.sweep_media() == 0, "a picture of a session is in use"
    assert (await other.sessions.events(unfinished.id))[0].at == 0.0
    await other.close()
    again = await Kitchen.open(tmp_path / "other.db", clock=clock)
    assert again.sessions.active == (), "what was cooked in another house is not resumed here"
    await again.close()
    if target == "out":
        pictures = [path.read_text() for path in (tmp_path / target / "_sessions").glob("*.svg")]
        assert any("Tea &lt;water&gt;" in picture and "pinch of salt" in picture for picture in pictures)


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "\ud800",
        "{}",
        "[]",
        '{"wall": "2026-01-01T00:00:00Z", "event": {"is": "Opened"}}',
        '{"wall": "yesterday", "event": {"is": "Ticked", "at": 1.0}}',
        '{"wall": 5, "event": {"is": "Ticked", "at": 1.0}}',
        '{"wall": "2026-01-01T00:00:00Z", "event": {"is": "__import__", "at": 1.0}}',
    ],
)
async def test_a_spoilt_session_in_an_archive_is_told_and_nothing_is_kept(
    tmp_path: Path, clock: ManualClock, text: str
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock)
    await kitchen.files.export(tmp_path / "out")
    (tmp_path / "out" / "_sessions").mkdir(exist_ok=True)
    (tmp_path / "out" / "_sessions" / "abc.jsonl").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(KitchenError) as raised:
        await kitchen.files.import_archive(tmp_path / "out")
    assert raised.value.code is ErrorCode.INVALID
    assert raised.value.data["part"] == "_sessions/abc.jsonl"
    await kitchen.close()
