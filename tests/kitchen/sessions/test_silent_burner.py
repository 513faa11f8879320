"""Orders that turn heat off, while the burner does not answer."""

import asyncio
from typing import Any, override

import pytest

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.kitchen.sessions import session as session_module
from custom_components.hearthtech.kitchen.sessions.journal import MemoryJournal, ends_session

from .pot_fixture import Kitchenette, Pot, permit


class SilentPot(Pot):
    """A pot whose stove takes off at once, but answers only when `answers` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()

    @override
    async def off(self) -> None:
        self.orders.append("off")
        await self.answers.wait()
        self.show(source=HeatSource.IDLE, power=0.0, target_temperature_c=None)


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    assert session_module.OFF_WAIT_S <= 5.0
    monkeypatch.setattr(session_module, "OFF_WAIT_S", 0.05)


async def test_stop_answers_though_the_burner_does_not() -> None:
    pot = SilentPot()
    kitchen = Kitchenette(pot)
    session = await kitchen.open()
    await session.start(heat=permit())
    await session.stop(actor="Ada")  # without a limit this would never return
    assert pot.last() == "off"
    assert session.over
    assert ends_session(kitchen.journal.records[session.id][-1])
    pot.answers.set()
    await session.settle()
    assert pot.state.source is HeatSource.IDLE
    assert pot.orders.count("off") == 1


async def test_pause_answers_though_the_burner_does_not() -> None:
    pot = SilentPot()
    kitchen = Kitchenette(pot)
    session = await kitchen.open()
    await session.start(heat=permit())
    await session.pause(actor="Ada")
    assert pot.last() == "off"
    assert kitchen.journal.records[session.id][-1]["is"] == "Paused"
    pot.answers.set()
    await session.settle()
    await session.resume(heat=permit())
    assert pot.last() != "off"


async def test_an_answer_is_awaited() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await session.stop()
    assert kitchen.pot.state.source is HeatSource.IDLE


class SilentJournal(MemoryJournal):
    """A journal on a server that does not answer until `answers` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()
        self.answers.set()

    @override
    async def append(self, session_id: str, number: int, record: dict[str, Any]) -> None:
        await self.answers.wait()
        await super().append(session_id, number, record)


async def test_stop_answers_though_the_journal_does_not() -> None:
    journal = SilentJournal()
    kitchen = Kitchenette(journal=journal)
    session = await kitchen.open()
    await session.start(heat=permit())
    journal.answers.clear()
    await session.stop(actor="Ada")
    assert kitchen.pot.last() == "off"
    journal.answers.set()
    await session.settle()
    assert ends_session(journal.records[session.id][-1])
