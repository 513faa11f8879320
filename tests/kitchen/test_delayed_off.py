"""The kitchen's own delayed off of burners without a cut-off: what was acknowledged survives a crash."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
import signal
import subprocess
import sys
from typing import cast

from sqlalchemy import select, update

from custom_components.hearthtech.burners.burner import Burner
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.model import (
    BurnerListener,
    BurnerRefused,
    BurnerState,
    HeatSource,
    RefusalCode,
)
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.storage.schema import FACTS
from custom_components.hearthtech.kitchen.timers.planned_off import PREFIX, put_planned_off


class UntimedBurner:
    """A burner that is on and has no cut-off of its own."""

    def __init__(self, burner_id: str = "hob/1") -> None:
        self.id = burner_id
        self.name = "Front left"
        self.refuses = False
        self.offs = 0
        self.state = BurnerState(measured_at=0.0, source=HeatSource.REMOTE, power=0.5)
        self._listeners: list[BurnerListener] = []

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def off(self) -> None:
        self.offs += 1
        if self.refuses:
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {})
        self.show(source=HeatSource.IDLE, power=0.0)

    def show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        for listener in tuple(self._listeners):
            listener(self.state, None)


class Restarts:
    """Opens a kitchen on one book again and again; without `close`, like after a crash."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "book.db"
        self.clock = ManualClock()
        self.burner = UntimedBurner()

    async def open(self, *, burner: bool = True) -> tuple[Kitchen, BurnerRegistry]:
        registry = BurnerRegistry()
        if burner:
            registry.add(cast(Burner, self.burner))
        return await Kitchen.open(self.book, clock=self.clock, directory=registry), registry

    async def settle(self, kitchen: Kitchen) -> None:
        while kitchen.context.tasks:
            await kitchen.context.store.read(lambda book: None)

    async def plan(self, delay_s: float) -> Kitchen:
        kitchen, _ = await self.open()
        await kitchen.timers.delayed_off.plan(cast(Burner, self.burner), delay_s)
        return kitchen

    async def crash(self, kitchen: Kitchen) -> None:
        """Stop the kitchen without its own closing steps: its clock stands still, and only the file is closed."""
        kitchen.files.stop_sweeping()
        await kitchen.context.store.close()
        self.clock, state = ManualClock(self.clock.now()), self.burner.state
        self.burner = UntimedBurner()
        self.burner.state = state


async def rows(kitchen: Kitchen) -> int:
    return await kitchen.context.store.read(
        lambda book: len(book.execute(select(FACTS).where(FACTS.c.name.startswith(PREFIX))).all())
    )


async def test_what_is_due_later_is_turned_off_in_time_after_a_restart(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    await home.crash(await home.plan(600))
    home.clock.advance(300)
    kitchen, _ = await home.open()
    assert kitchen.timers.delayed_off.left_s("hob/1") == 300
    assert home.burner.offs == 0
    home.clock.advance(299)
    await home.settle(kitchen)
    assert home.burner.offs == 0
    home.clock.advance(1)
    await home.settle(kitchen)
    assert home.burner.offs == 1
    assert await rows(kitchen) == 0
    await kitchen.close()


async def test_what_was_due_meanwhile_is_turned_off_at_once(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    await home.crash(await home.plan(600))
    home.clock.advance(7200)
    kitchen, _ = await home.open()
    home.clock.advance(0)
    await home.settle(kitchen)
    assert home.burner.offs == 1
    assert await rows(kitchen) == 0
    await kitchen.close()


async def test_a_burner_that_is_added_later_is_turned_off_then(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    await home.crash(await home.plan(600))
    home.clock.advance(7200)
    kitchen, registry = await home.open(burner=False)
    assert await rows(kitchen) == 1
    registry.add(cast(Burner, home.burner))
    home.clock.advance(0)
    await home.settle(kitchen)
    assert home.burner.offs == 1
    await kitchen.close()


async def test_a_burner_that_is_removed_before_its_time_is_turned_off_when_it_is_back(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    kitchen, registry = await home.open(burner=False)
    remove = registry.add(cast(Burner, home.burner))
    await kitchen.timers.delayed_off.plan(cast(Burner, home.burner), 60)
    remove()
    home.clock.advance(61)
    await home.settle(kitchen)
    assert home.burner.offs == 0
    assert await rows(kitchen) == 1
    registry.add(cast(Burner, home.burner))
    home.clock.advance(0)
    await home.settle(kitchen)
    assert home.burner.offs == 1
    await kitchen.close()


async def test_a_burner_turned_off_by_hand_has_no_plan_after_a_restart(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    kitchen = await home.plan(600)
    home.burner.show(source=HeatSource.IDLE, power=0.0)
    await home.settle(kitchen)
    assert await rows(kitchen) == 0
    await home.crash(kitchen)
    home.burner.show(source=HeatSource.MANUAL, power=0.7)
    home.clock.advance(7200)
    kitchen, _ = await home.open()
    home.clock.advance(0)
    await home.settle(kitchen)
    assert home.burner.offs == 0
    await kitchen.close()


async def test_the_earlier_time_counts_also_after_a_restart(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    kitchen = await home.plan(600)
    assert await kitchen.timers.delayed_off.plan(cast(Burner, home.burner), 3600) == 600
    assert await kitchen.timers.delayed_off.plan(cast(Burner, home.burner), 60) == 60
    await home.crash(kitchen)
    kitchen, _ = await home.open()
    assert kitchen.timers.delayed_off.left_s("hob/1") == 60
    await kitchen.close()
    assert home.burner.offs == 1  # closing turns off at once


async def test_a_burner_that_can_not_be_reached_while_closing_is_turned_off_after_the_restart(
    tmp_path: Path,
) -> None:
    home = Restarts(tmp_path)
    kitchen = await home.plan(600)
    home.burner.refuses = True
    await kitchen.close()
    assert home.burner.state.power == 0.5
    home.burner.refuses = False
    home.clock.advance(601)
    kitchen, _ = await home.open()
    home.clock.advance(0)
    await home.settle(kitchen)
    assert home.burner.state.power == 0.0
    await kitchen.close()


async def test_damaged_and_outdated_plans_are_ignored(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    kitchen = await home.plan(600)
    await kitchen.context.store.write(
        lambda book: put_planned_off(book, burner_id="old/1", at=home.clock.now() - timedelta(days=30))
    )
    await kitchen.context.store.write(
        lambda book: book.execute(update(FACTS).where(FACTS.c.value.contains("hob/1")).values(value="{"))
    )
    await home.crash(kitchen)
    kitchen, _ = await home.open()
    assert kitchen.timers.delayed_off.left_s("hob/1") is None
    await kitchen.close()


async def test_a_killed_process_has_stored_what_it_acknowledged(tmp_path: Path) -> None:
    home = Restarts(tmp_path)
    writer = Path(__file__).with_name("planned_off_writer.py")
    killed = subprocess.run([sys.executable, str(writer), str(home.book), "1"], check=False)
    assert killed.returncode == -signal.SIGKILL
    registry = BurnerRegistry()
    registry.add(cast(Burner, home.burner))
    kitchen = await Kitchen.open(home.book, directory=registry)
    async with asyncio.timeout(60):
        while not home.burner.offs:
            await asyncio.sleep(0.05)
    assert home.burner.state.power == 0.0
    await kitchen.close()
