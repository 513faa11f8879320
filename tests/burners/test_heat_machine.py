"""Everybody tries to raise heat: a state machine whose oracle is the power of the simulated stove."""

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
import pytest

from benchmarks.bench_heat_gate import run
from benchmarks.heat_home import OFF, PEOPLE, HeatHome
from benchmarks.heat_oracle import LOOSE, YES
from benchmarks.random_heat_steps import ASKING, HINTS, ORDERS, OTHER, SITES
from custom_components.hearthtech.burners.model import BurnerRefused, RefusalCode
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel

USERS = st.sampled_from(tuple(PEOPLE))
TAPPERS = st.sampled_from(("cook", "child", None))
PLACES = st.sampled_from(SITES)
TALKS = st.sampled_from(("a", "b"))
LEVELS = st.sampled_from((HelpLevel.GUIDE, HelpLevel.ASSIST, HelpLevel.AUTOPILOT))
BURNERS = st.sampled_from((1, 2))
POWERS = st.sampled_from((0.1, 0.3, 0.5, 0.9))
TIMERS = st.sampled_from((None, 30.0, 3600.0))


class HeatMachine(RuleBasedStateMachine):
    """Speech at every layer, corrections, rooms, users, satellites, hints, taps, automations, edits and time."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self._loop = asyncio.new_event_loop()
        folder = Path(self._open.enter_context(TemporaryDirectory()))
        self.home = self._do(HeatHome.open(folder))
        self.home.stove.arm()

    def _do[T](self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def teardown(self) -> None:
        self._do(self.home.close())
        self._loop.close()
        self._open.close()

    @rule(user=USERS, site=PLACES, talk=TALKS, words=st.sampled_from(ASKING + YES + LOOSE + OTHER + OFF))
    def says(self, user: str, site: str, talk: str, words: str) -> None:
        self._do(self.home.say(user, site, talk, words))

    @rule(words=st.sampled_from(ASKING), yes=st.sampled_from(YES + LOOSE), wait=st.sampled_from((0, 14, 16)))
    def asks_and_answers(self, words: str, yes: str, wait: int) -> None:
        self._do(self.home.say("cook", "kitchen", "a", words))
        if wait:
            self._do(self.home.wait(wait))
        self._do(self.home.say("cook", "kitchen", "a", yes))

    @rule(user=USERS, site=PLACES, talk=TALKS, kind=st.sampled_from(HINTS))
    def hints(self, user: str, site: str, talk: str, kind: str) -> None:
        self._do(self.home.hint(user, site, talk, kind))

    @rule(user=TAPPERS, n=BURNERS, power=POWERS, start=st.booleans(), timer_s=TIMERS)
    def sets(self, user: str | None, n: int, power: float, start: bool, timer_s: float | None) -> None:
        self._do(self.home.set(user, n, {"power": power, "start": start, "timer_s": timer_s}))

    @rule(user=TAPPERS, n=BURNERS, celsius=st.sampled_from((50.0, 90.0)))
    def holds(self, user: str | None, n: int, celsius: float) -> None:
        self._do(self.home.set(user, n, {"temperature_c": celsius, "start": True}))

    @rule(n=BURNERS, power=POWERS, start=st.booleans())
    def sets_without_a_permit(self, n: int, power: float, start: bool) -> None:
        self._do(self.home.steal(n, {"power": power, "start": start}))

    @rule(n=BURNERS)
    def turns_off(self, n: int) -> None:
        self._do(self.home.off(n))

    @rule(user=TAPPERS, level=LEVELS, heat=st.booleans())
    def starts(self, user: str | None, level: HelpLevel, heat: bool) -> None:
        self._do(self.home.start(user, level, heat=heat))

    @rule(user=TAPPERS, order=st.sampled_from(ORDERS), level=LEVELS)
    def orders(self, user: str | None, order: Any, level: HelpLevel) -> None:
        self._do(self.home.order(user, order, level))

    @rule(what=st.sampled_from(("pause", "stop", "edit", "arm", "disarm")))
    def interrupts(self, what: str) -> None:
        self._do(getattr(self.home, what)())

    @rule(allowed=st.booleans())
    def decides_about_automations(self, allowed: bool) -> None:
        self.home.automations = allowed

    @rule(n=BURNERS, level=st.sampled_from((0.0, 0.4)))
    def turns_the_knob(self, n: int, level: float) -> None:
        self._do(self.home.hand(n, level))

    @rule(seconds=st.sampled_from((5, 70)))
    def lifts_the_pan(self, seconds: int) -> None:
        self._do(self.home.lift(seconds))

    @rule(seconds=st.sampled_from((1, 3, 25)))
    def waits(self, seconds: int) -> None:
        self._do(self.home.wait(seconds))

    @invariant()
    def nothing_heats_without_what_it_takes(self) -> None:
        assert self.home.oracle.faults == []


HeatMachine.TestCase.settings = settings(
    max_examples=20, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestHeatMachine = HeatMachine.TestCase


@pytest.mark.parametrize("seed", [3])
async def test_a_thousand_steps_at_random_heat_nothing_that_was_not_allowed(seed: int) -> None:
    """The benchmark's own walk, short; with the machine above 2,000 steps in CI."""
    counts, faults = await run(1000, seed)
    assert faults == []
    assert counts["raises"] > 20
    assert counts["offs"] > 20
    assert counts["confirmed"] > 3


async def test_an_order_that_the_stove_does_not_show_yet_is_compared_with_too(tmp_path: Path) -> None:
    home = await HeatHome.open(tmp_path)
    try:
        home.stove.arm()
        await home.set("cook", 1, {"power": 0.9, "start": True})
        burner = home.burners[1]
        await burner.set(power=0.1)  # anybody; the client still shows 90 %
        assert burner.state.power == 0.9
        for power in (0.5, 0.9):
            with pytest.raises(BurnerRefused) as why:
                await burner.set(power=power, start=True)
            assert why.value.code is RefusalCode.UNAUTHORIZED
        await burner.off()
        with pytest.raises(BurnerRefused):
            await burner.set(power=0.05, start=True)
        assert not home.stove.burners[1].on
    finally:
        await home.close()


async def test_a_knob_turned_to_zero_ends_the_allowance_only_where_it_changes_the_heat(
    tmp_path: Path,
) -> None:
    """Turning the knob of a burner that is off to zero changes nothing that the stove shows."""
    home = await HeatHome.open(tmp_path)
    try:
        await home.start("cook", HelpLevel.AUTOPILOT, heat=True)  # not armed: the first step heats nothing
        assert not home.stove.burners[1].on
        await home.hand(1, 0.0)
        assert home.oracle.autopilot
        await home.wait(25)
        assert home.stove.burners[1].power == 0.8
        await home.hand(1, 0.0)
        assert not home.oracle.autopilot
        await home.wait(60)
        assert not home.stove.burners[1].on
        assert home.oracle.faults == []
    finally:
        await home.close()


async def test_a_knob_turned_on_and_back_to_zero_ends_the_allowance(tmp_path: Path) -> None:
    home = await HeatHome.open(tmp_path)
    try:
        await home.start("cook", HelpLevel.AUTOPILOT, heat=True)
        await home.hand(1, 0.4)
        await home.hand(1, 0.0)
        assert not home.oracle.autopilot
        await home.wait(60)
        assert not home.stove.burners[1].on
        assert home.oracle.faults == []
    finally:
        await home.close()


async def test_the_oracle_reports_a_session_that_heats_after_its_allowance(tmp_path: Path) -> None:
    home = await HeatHome.open(tmp_path)
    try:
        home.stove.arm()
        await home.start("cook", HelpLevel.AUTOPILOT, heat=True)
        home.oracle.autopilot = False  # as if a person had intervened, unnoticed by the session
        await home.wait(25)
        assert len(home.oracle.faults) == 1
        assert "25 s: burner 1" in home.oracle.faults[0]
    finally:
        await home.close()
