"""Sessions with thermometers that fail: false readings, lost and stuck probes; heat is limited and the cook asked."""

import random

import pytest

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HelpLevel,
    HumanGate,
    Phenomenon,
    PhenomenonGoal,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.sessions.events import GoalReached, GoalRevoked
from custom_components.hearthtech.kitchen.sessions.model import PauseReason, Waiting
from custom_components.hearthtech.kitchen.sessions.reducer import replay

from .pot_fixture import BOIL, WARM_UP, Kitchenette, permit

FRY = Step(text="Fry.", heat=Heat(power=0.5), goal=HumanGate(words="until it is brown"))
COOL = Step(text="Let it cool.", goal=TemperatureGoal(celsius=42.0, falling=True), needs_hands=False)
MELT = Step(
    text="Warm it gently.", heat=Heat(power=0.3), goal=TemperatureGoal(celsius=80.0), needs_hands=False
)


async def glitch(kitchen: Kitchenette, *values: float | None) -> None:
    """Let the thermometer show these, one a second; the water itself goes on warming."""
    real = kitchen.pot.celsius
    for value in values:
        kitchen.clock.advance(1.0)
        kitchen.pot.show(measured_at=kitchen.pot.state.measured_at + 1.0, pan_temperature_c=value)
    kitchen.pot.celsius = real
    await kitchen.run(0)


@pytest.mark.parametrize("value", [450.0, 530.0, 249.0, 8388607.0, 6553.5, 0.0, -127.0, 85.0])
async def test_one_wild_reading_reaches_no_goal(value: float) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(MELT, FRY)
    await session.start(heat=permit())
    await kitchen.run(60)
    await glitch(kitchen, value)
    await kitchen.run(10)
    assert session.view().dish.step == 0
    assert kitchen.pot.last() == (0.3, None, True)


@pytest.mark.parametrize("values", [(0.0,), (0.0, 0.0, 0.0), (0.0,) * 40, (-17.78,) * 20, (25.0, 25.0)])
async def test_an_unplugged_probe_has_not_cooled_the_food(values: tuple[float, ...]) -> None:
    kitchen = Kitchenette()
    kitchen.pot.celsius = 90.0
    kitchen.pot.show(pan_temperature_c=90.0)
    session = await kitchen.open(COOL, FRY, level=HelpLevel.GUIDE)
    await session.start()
    await kitchen.run(20)
    await glitch(kitchen, *values)
    await kitchen.run(20)
    assert not session.state.dishes[0].goal_reached
    assert session.state.dishes[0].step == 0


async def test_a_goal_needs_a_second_reading() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(WARM_UP, FRY)
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.show(pan_temperature_c=None)
    await glitch(kitchen, 70.0)  # the first one after it was gone
    assert session.state.dishes[0].step == 0
    await kitchen.run(5)
    assert session.state.dishes[0].step == 0
    await kitchen.run(200)
    assert session.state.dishes[0].step == 1


@pytest.mark.parametrize("level", [HelpLevel.GUIDE, HelpLevel.AUTOPILOT])
async def test_a_goal_reached_by_a_false_reading_is_revoked(level: HelpLevel) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(MELT, FRY, level=level)
    await session.start(heat=permit())
    await kitchen.run(60)
    noise = random.Random(4)
    await glitch(kitchen, *(95.0 + noise.uniform(-0.3, 0.3) for _ in range(25)))  # a false contact
    await session.settle()
    events = await kitchen.sessions.events(session.id)
    assert [event for event in events if isinstance(event, GoalReached)]
    for _ in range(15):
        await glitch(kitchen, kitchen.pot.celsius + noise.uniform(-0.3, 0.3))
    await session.settle()
    dish = session.state.dishes[0]
    assert (dish.step, dish.goal_reached) == (0, False)
    assert session.waiting() is Waiting.GOAL
    if level is HelpLevel.AUTOPILOT:
        assert kitchen.pot.state.power == 0.3
    events = await kitchen.sessions.events(session.id)
    assert [event.step for event in events if isinstance(event, GoalRevoked)] == [0]
    assert replay(events).dishes[0].step == 0


async def test_cold_food_added_after_the_goal_revokes_nothing() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(WARM_UP, FRY, level=HelpLevel.GUIDE)
    await session.start()
    for _ in range(200):
        kitchen.pot.celsius += 0.3
        await kitchen.run(1)
    assert session.state.dishes[0].goal_reached
    kitchen.pot.celsius -= 30.0
    await kitchen.run(30)
    assert session.state.dishes[0].goal_reached


@pytest.mark.parametrize("step", [MELT, BOIL, WARM_UP])
async def test_a_lost_thermometer_turns_heat_off_within_a_minute_and_asks(step: Step) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(step, FRY)
    await session.start(heat=permit())
    await kitchen.run(20)
    kitchen.pot.show(pan_temperature_c=None)
    for _ in range(60):
        kitchen.clock.advance(1.0)  # nothing is heard any more
        await kitchen.run(0)
    await session.settle()
    assert kitchen.pot.last() == "off"
    assert session.state.dishes[0].pause is PauseReason.SENSOR
    assert session.waiting() is Waiting.RESUME
    # The cook has looked, and lets it go on: it is not asked again in this step.
    await session.resume(heat=permit())
    assert kitchen.pot.state.source is HeatSource.REMOTE
    for _ in range(200):
        kitchen.clock.advance(1.0)
        await kitchen.run(0)
    assert kitchen.pot.state.source is HeatSource.REMOTE


@pytest.mark.parametrize("shown", [20.0, 36.4, 60.0])
async def test_a_frozen_thermometer_turns_heat_off_within_a_minute(shown: float) -> None:
    kitchen = Kitchenette()
    kitchen.pot.celsius = shown
    kitchen.pot.show(pan_temperature_c=shown)
    session = await kitchen.open(BOIL, FRY)
    await session.start(heat=permit())
    for _ in range(60):
        await glitch(kitchen, shown)
    await session.settle()
    assert kitchen.pot.last() == "off"
    assert session.state.dishes[0].pause is PauseReason.SENSOR


async def test_silence_of_the_burner_itself_is_found_by_time_alone() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(BOIL, FRY)
    await session.start(heat=permit())
    await kitchen.run(10)
    kitchen.clock.advance(60.0)
    await session.settle()
    assert kitchen.pot.last() == "off"


async def test_heat_by_time_needs_no_thermometer() -> None:
    kitchen = Kitchenette()
    step = Step(text="Heat.", heat=Heat(power=0.6), goal=DurationGoal(seconds=300.0), needs_hands=False)
    session = await kitchen.open(step, FRY)
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.show(pan_temperature_c=None)
    for _ in range(200):
        kitchen.clock.advance(1.0)
        await kitchen.run(0)
    assert kitchen.pot.state.source is HeatSource.REMOTE


async def test_heat_of_a_hand_is_left_alone() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(MELT, FRY)
    await session.start(heat=permit())
    await kitchen.run(10)
    kitchen.pot.turn_knob(0.8)
    kitchen.pot.show(pan_temperature_c=None)
    for _ in range(200):
        kitchen.clock.advance(1.0)
        await kitchen.run(0)
    assert kitchen.pot.state.source is HeatSource.MANUAL
    assert "off" not in kitchen.pot.orders


async def test_what_cant_be_measured_at_all_is_for_the_cook_to_see() -> None:
    kitchen = Kitchenette()
    kitchen.pot.show(pan_temperature_c=None)
    step = Step(text="Brown it.", heat=Heat(power=0.5), goal=PhenomenonGoal(phenomenon=Phenomenon.BROWNS))
    session = await kitchen.open(step, FRY, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    for _ in range(200):
        kitchen.clock.advance(1.0)
        await kitchen.run(0)
    assert kitchen.pot.state.source is HeatSource.REMOTE
