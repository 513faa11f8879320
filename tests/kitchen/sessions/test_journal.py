"""The journal: written before heat, replayed to the same state, restored without heat."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
import json
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import LoopClock, ScaledClock
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel
from custom_components.hearthtech.kitchen.sessions.codec import CodecError
from custom_components.hearthtech.kitchen.sessions.event_codec import decode, encode
from custom_components.hearthtech.kitchen.sessions.journal import MemoryJournal
from custom_components.hearthtech.kitchen.sessions.manager import CookingSessions
from custom_components.hearthtech.kitchen.sessions.model import DishPlan, PauseReason, Phase, Waiting
from custom_components.hearthtech.kitchen.sessions.reducer import replay
from custom_components.hearthtech.kitchen.sessions.session import CookingSession

from .pot_fixture import SIMMER, Kitchenette, Pot, permit


class SlowJournal(MemoryJournal):
    """Takes a while, or fails, and notes what the pot had been told by then."""

    def __init__(self) -> None:
        super().__init__()
        self.pot: Pot | None = None
        self.told_before: list[int] = []
        self.broken = False

    async def append(self, session_id: str, number: int, record: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        if self.broken:
            raise OSError("no space left on device")
        if record["is"] == "HeatAsked" and self.pot is not None:
            self.told_before.append(len(self.pot.orders))
        await super().append(session_id, number, record)


def read_back(session: CookingSession, journal: MemoryJournal) -> object:
    text = json.dumps(journal.records[session.id])
    return replay(decode(record) for record in json.loads(text))


async def test_heat_is_written_down_before_it_is_asked_for() -> None:
    journal = SlowJournal()
    kitchen = Kitchenette(journal=journal)
    journal.pot = kitchen.pot
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(400)
    assert journal.told_before == [0, 1]


async def test_a_journal_that_cannot_be_written_means_no_heat() -> None:
    journal = SlowJournal()
    kitchen = Kitchenette(journal=journal)
    session = await kitchen.open()
    journal.broken = True
    await session.start(heat=permit())
    assert [order for order in kitchen.pot.orders if order != "off"] == []
    assert session.view().dish.pause is PauseReason.JOURNAL
    journal.broken = False
    await session.resume(heat=permit())
    assert kitchen.pot.last() == (1.0, None, True)
    assert read_back(session, journal) == session.state


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "run",
                "run",
                "run",
                "confirm",
                "next",
                "skip",
                "back",
                "redo",
                "pause",
                "resume",
                "knob",
                "off",
                "lift",
                "put",
                "lose",
                "level",
                "hold",
                "say",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(list(HelpLevel)),
)
async def test_replay_gives_the_same_state_whatever_happened(acts: list[str], level: HelpLevel) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(level=level)
    await session.start(heat=permit())
    for act in acts:
        await do(kitchen, session, act)
        gate_was_passed_by_hand(kitchen, session)
    assert read_back(session, kitchen.journal) == session.state


def gate_was_passed_by_hand(kitchen: Kitchenette, session: CookingSession) -> None:
    for record in kitchen.journal.records[session.id]:
        if record["is"] == "StepEntered" and record["step"] == 3:
            assert record["by"], "a machine passed the gate"


async def do(kitchen: Kitchenette, session: CookingSession, act: str) -> None:
    orders: dict[str, Callable[[], Awaitable[None]]] = {
        "confirm": session.confirm,
        "next": session.next_step,
        "skip": session.skip_step,
        "back": session.previous_step,
        "redo": session.redo_step,
        "pause": session.pause,
        "resume": lambda: session.resume(heat=permit()),
        "level": lambda: session.set_level(HelpLevel.ASSIST),
        "hold": lambda: session.hold(60),
        "say": lambda: session.remark("a little more salt"),
    }
    hands: dict[str, Callable[[], None]] = {
        "knob": lambda: kitchen.pot.turn_knob(0.5),
        "off": lambda: kitchen.pot.turn_knob(0.0),
        "lift": kitchen.pot.lift_pan,
        "put": kitchen.pot.put_pan_back,
        "lose": lambda: kitchen.pot.show(available=not kitchen.pot.state.available),
    }
    if act == "run":
        await kitchen.run(150)
    elif act in hands:
        hands[act]()
        await session.settle()
    else:
        try:
            await orders[act]()
        except KitchenError:
            return


async def test_a_restart_brings_sessions_back_paused_and_cold() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(SIMMER)
    await session.start(heat=permit())
    await kitchen.run(100)

    after = Kitchenette(journal=kitchen.journal)  # the first was killed: nobody closed it
    await after.sessions.restore()
    restored = after.sessions.find(session.id)
    assert restored.view().dish.pause is PauseReason.RESTART
    assert restored.state.restarts == 1
    await after.run(1000)
    assert after.pot.orders == []
    assert restored.view().dish.step_remaining_s == pytest.approx(500, abs=31)
    await restored.resume(heat=permit())
    assert after.pot.last() == (None, 90.0, True)
    await after.run(900)  # it has gone cold: its time waits for the heat
    assert restored.state.phase is Phase.DONE
    assert await kitchen.journal.unfinished() == ()


async def test_a_restart_before_the_stove_is_back() -> None:
    kitchen = Kitchenette(Pot())
    kitchen.pot.clock_rate = 10.0
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(10)
    after = Kitchenette(journal=kitchen.journal)
    take_away = after.directory.add(after.pot)
    take_away()
    await after.sessions.restore()
    restored = after.sessions.find()
    before = restored.now
    after.pot.clock_rate = 10.0
    after.directory.add(after.pot)
    assert restored.now == pytest.approx(before)
    after.clock.advance(1.0)
    assert restored.now == pytest.approx(before + 10.0)
    await restored.resume(heat=permit())
    assert restored.waiting() is Waiting.GOAL


async def test_closing_turns_the_heat_off_and_keeps_the_session() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.sessions.close()
    assert kitchen.pot.last() == "off"
    assert await kitchen.journal.unfinished() == (session.id,)


async def test_a_spoilt_journal_spoils_nothing_else() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    kitchen.journal.records["bad"] = [{"is": "Opened", "at": "yesterday"}]
    kitchen.journal.records["odd"] = [{"is": "Exploded", "at": 0.0}]
    after = Kitchenette(journal=kitchen.journal)
    await after.sessions.restore()
    assert [restored.id for restored in after.sessions.active] == [session.id]


async def test_a_change_of_wall_time_changes_nothing() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(SIMMER)
    await session.start(heat=permit())
    await kitchen.run(10)
    kitchen.clock._start -= timedelta(hours=1)
    await kitchen.run(10)
    assert session.view().dish.step_remaining_s == pytest.approx(580, abs=1)


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["is", "at", "dish", "step", "heat"]), x),
    )
)
def test_hostile_records_are_refused_not_crashed_on(data: object) -> None:
    try:
        event = decode(data)
    except CodecError:
        return
    assert decode(encode(event)) == event


async def test_sessions_on_the_loops_own_clock() -> None:
    pot = Pot()
    pot.clock_rate = 600.0
    kitchen = Kitchenette(pot)
    clock = LoopClock(asyncio.get_running_loop())
    sessions = CookingSessions(clock=clock, directory=kitchen.directory, journal=MemoryJournal())
    session = await sessions.open([DishPlan(id="x", name="Simmer", steps=(SIMMER,))])
    await session.start()
    assert ScaledClock(clock, 600.0).rate == 600.0
    assert session.view().dish.waiting is Waiting.GOAL
    await sessions.close()
