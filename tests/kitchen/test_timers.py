"""Kitchen timers that are paused, go on, and are given more time."""

from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.timers.service import RING_EVERY_S, RING_LATER_EVERY_S, RINGS_FOR_S


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
    while kitchen.context.tasks:
        await kitchen.context.store.read(lambda book: None)


async def test_a_paused_timer_keeps_what_it_has_left(
    kitchen: Kitchen, clock: ManualClock, rung: list[tuple[object, object]]
) -> None:
    egg = await kitchen.timers.add("egg", seconds=300, site="kitchen")
    clock.advance(100)
    paused = await kitchen.timers.pause(egg.id)
    assert paused.left_s(clock.now()) == 200
    clock.advance(10_000)
    await settle(kitchen)
    assert rung == []
    [waiting] = await kitchen.timers.running()
    assert waiting.left_s(clock.now()) == 200
    assert await kitchen.timers.pause(egg.id) == waiting  # twice is once
    resumed = await kitchen.timers.resume(egg.id)
    assert resumed.ends_at == clock.now() + timedelta(seconds=200)
    assert await kitchen.timers.resume(egg.id) == resumed
    clock.advance(199)
    await settle(kitchen)
    assert rung == []
    clock.advance(1)
    await settle(kitchen)
    assert rung == [("egg", "kitchen")]
    assert await kitchen.timers.running() == []


async def test_a_timer_is_given_more_and_less_time(
    kitchen: Kitchen, clock: ManualClock, rung: list[tuple[object, object]]
) -> None:
    egg = await kitchen.timers.add("egg", seconds=300)
    assert (await kitchen.timers.extend(egg.id, 60)).left_s(clock.now()) == 360
    assert (await kitchen.timers.extend(egg.id, -120)).left_s(clock.now()) == 240
    with pytest.raises(KitchenError) as refused:
        await kitchen.timers.extend(egg.id, -240)
    assert refused.value.code is ErrorCode.INVALID
    await kitchen.timers.pause(egg.id)
    assert (await kitchen.timers.extend(egg.id, 30)).left_s(clock.now()) == 270
    clock.advance(1000)
    await settle(kitchen)
    assert rung == []


async def test_a_paused_timer_is_still_paused_after_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    egg = await kitchen.timers.add("egg", seconds=300)
    await kitchen.timers.pause(egg.id)
    await kitchen.close()
    clock.advance(1000)
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    clock.advance(1000)
    await settle(kitchen)
    [waiting] = await kitchen.timers.running()
    assert waiting.left_s(clock.now()) == 300
    await kitchen.close()


async def test_a_timer_that_is_gone_can_not_be_changed(kitchen: Kitchen) -> None:
    egg = await kitchen.timers.add("egg", seconds=300)
    await kitchen.timers.cancel(egg.id)
    for change in (
        kitchen.timers.pause(egg.id),
        kitchen.timers.resume(egg.id),
        kitchen.timers.extend(egg.id, 5),
    ):
        with pytest.raises(KitchenError) as refused:
            await change
        assert refused.value.code is ErrorCode.TIMER_NOT_FOUND


@pytest.fixture
def rings(kitchen: Kitchen) -> list[tuple[object, object]]:
    """Names and sites of the timers that rang again."""
    told: list[tuple[object, object]] = []
    kitchen.subscribe(
        lambda change: (
            told.append((change.data["name"], change.data["site"]))
            if change.kind is ChangeKind.TIMER_RINGING
            else None
        )
    )
    return told


async def test_a_timer_rings_until_somebody_answers(
    kitchen: Kitchen,
    clock: ManualClock,
    rung: list[tuple[object, object]],
    rings: list[tuple[object, object]],
) -> None:
    await kitchen.timers.add("egg", seconds=60, site="kitchen")
    clock.advance(60)
    await settle(kitchen)
    assert (rung, rings) == ([("egg", "kitchen")], [])
    for _ in range(4):
        clock.advance(RING_EVERY_S)
    assert rings == [("egg", "kitchen")] * 4
    assert [timer.name for timer in kitchen.timers.ringing()] == ["egg"]
    kitchen.timers.silence()
    clock.advance(600)
    assert len(rings) == 4
    assert rung == [("egg", "kitchen")]  # what automations follow happens once
    assert kitchen.timers.ringing() == []


async def test_of_two_timers_only_the_answered_one_is_silent(
    kitchen: Kitchen, clock: ManualClock, rings: list[tuple[object, object]]
) -> None:
    egg = await kitchen.timers.add("egg", seconds=60)
    await kitchen.timers.add("rice", seconds=60)
    clock.advance(60)
    await settle(kitchen)
    kitchen.timers.silence(egg.id)
    clock.advance(RING_EVERY_S)
    assert rings == [("rice", "")]


async def test_an_unanswered_timer_stops_ringing_at_last(
    kitchen: Kitchen, clock: ManualClock, rings: list[tuple[object, object]]
) -> None:
    await kitchen.timers.add("egg", seconds=60)
    clock.advance(60)
    await settle(kitchen)
    for _ in range(int(RINGS_FOR_S / RING_EVERY_S) + 10):
        clock.advance(RING_EVERY_S)
    assert kitchen.timers.ringing() == []
    count = len(rings)
    assert RINGS_FOR_S / RING_LATER_EVERY_S - 2 < count < RINGS_FOR_S / RING_EVERY_S
    clock.advance(3600)
    assert len(rings) == count
