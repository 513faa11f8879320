"""Kitchen timers that are paused, go on, and are given more time."""

from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.kitchen.changes import ChangeKind
from custom_components.hearthtech.kitchen.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen


@pytest.fixture
def rung(kitchen: Kitchen) -> list[tuple[object, object]]:
    """Names and sites of the timers that rang."""
    told: list[tuple[object, object]] = []
    kitchen.subscribe(
        lambda change: (
            told.append((change.data["name"], change.data["site"]))
            if change.kind is ChangeKind.TIMER_DONE
            else None
        )
    )
    return told


async def settle(kitchen: Kitchen) -> None:
    """Let the store write what ringing spawned."""
    while kitchen._tasks:
        await kitchen._store.read(lambda book: None)


async def test_a_paused_timer_keeps_what_it_has_left(
    kitchen: Kitchen, clock: ManualClock, rung: list[tuple[object, object]]
) -> None:
    egg = await kitchen.set_timer("egg", seconds=300, site="kitchen")
    clock.advance(100)
    paused = await kitchen.pause_timer(egg.id)
    assert paused.left_s(clock.now()) == 200
    clock.advance(10_000)
    await settle(kitchen)
    assert rung == []
    [waiting] = await kitchen.timers()
    assert waiting.left_s(clock.now()) == 200
    assert await kitchen.pause_timer(egg.id) == waiting  # twice is once
    resumed = await kitchen.resume_timer(egg.id)
    assert resumed.ends_at == clock.now() + timedelta(seconds=200)
    assert await kitchen.resume_timer(egg.id) == resumed
    clock.advance(199)
    await settle(kitchen)
    assert rung == []
    clock.advance(1)
    await settle(kitchen)
    assert rung == [("egg", "kitchen")]
    assert await kitchen.timers() == []


async def test_a_timer_is_given_more_and_less_time(
    kitchen: Kitchen, clock: ManualClock, rung: list[tuple[object, object]]
) -> None:
    egg = await kitchen.set_timer("egg", seconds=300)
    assert (await kitchen.lengthen_timer(egg.id, 60)).left_s(clock.now()) == 360
    assert (await kitchen.lengthen_timer(egg.id, -120)).left_s(clock.now()) == 240
    with pytest.raises(KitchenError) as refused:
        await kitchen.lengthen_timer(egg.id, -240)
    assert refused.value.code is ErrorCode.INVALID
    await kitchen.pause_timer(egg.id)
    assert (await kitchen.lengthen_timer(egg.id, 30)).left_s(clock.now()) == 270
    clock.advance(1000)
    await settle(kitchen)
    assert rung == []


async def test_a_paused_timer_is_still_paused_after_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    egg = await kitchen.set_timer("egg", seconds=300)
    await kitchen.pause_timer(egg.id)
    await kitchen.close()
    clock.advance(1000)
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    clock.advance(1000)
    await settle(kitchen)
    [waiting] = await kitchen.timers()
    assert waiting.left_s(clock.now()) == 300
    await kitchen.close()


async def test_a_timer_that_is_gone_can_not_be_changed(kitchen: Kitchen) -> None:
    egg = await kitchen.set_timer("egg", seconds=300)
    await kitchen.cancel_timer(egg.id)
    for change in (
        kitchen.pause_timer(egg.id),
        kitchen.resume_timer(egg.id),
        kitchen.lengthen_timer(egg.id, 5),
    ):
        with pytest.raises(KitchenError) as refused:
            await change
        assert refused.value.code is ErrorCode.TIMER_NOT_FOUND
