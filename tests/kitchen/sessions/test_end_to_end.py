"""A recipe through its steps: levels, goals, gates, orders."""

import asyncio

import pytest

from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Heat, HelpLevel, Step
from custom_components.hearthtech.kitchen.sessions.events import StepEntered
from custom_components.hearthtech.kitchen.sessions.model import PauseReason, Phase, Waiting

from .pot_fixture import BOIL, GATE, SERVE, SIMMER, SOUP, WARM_UP, Kitchenette, Pot, permit


async def test_autopilot_walks_to_the_gate_and_no_further() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    assert session.waiting() is Waiting.START
    await session.start(heat=permit())
    assert kitchen.pot.orders == [(1.0, None, True)]
    await kitchen.run(400)
    assert session.view().dish.step == 1
    assert kitchen.pot.last() == (None, 90.0, False)
    await kitchen.run(600)
    assert session.waiting() is Waiting.GATE
    await kitchen.run(3600)
    assert session.waiting() is Waiting.GATE
    with pytest.raises(KitchenError) as caught:
        await session.confirm(machine=True)
    assert caught.value.code is ErrorCode.GATE_WAITS
    await session.confirm(actor="Nonna")
    assert session.view().dish.step_text == SERVE.text
    assert kitchen.pot.last() == "off"
    await session.confirm()
    assert session.state.phase is Phase.DONE
    assert kitchen.sessions.active == ()


async def test_no_heat_without_permission() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start()
    await kitchen.run(60)
    assert kitchen.pot.orders == []
    await session.resume(heat=permit())
    assert kitchen.pot.orders == [(1.0, None, True)]


async def test_guide_sends_nothing_and_waits_for_the_cook() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(WARM_UP, SERVE, level=HelpLevel.GUIDE)
    await session.start(heat=permit())
    kitchen.pot.turn_knob(1.0)
    assert session.waiting() is Waiting.GOAL
    await kitchen.run(200)
    assert session.waiting() is Waiting.CONFIRM
    await session.confirm()
    assert session.view().dish.step == 1
    await session.confirm()
    assert kitchen.pot.orders == []


async def test_observe_leaves_steps_to_the_cook() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(level=HelpLevel.OBSERVE)
    await session.start(heat=permit())
    kitchen.pot.turn_knob(1.0)
    await kitchen.run(900)
    assert session.view().dish.step == 0
    assert session.waiting() is Waiting.COOK_SEES


async def test_assist_asks_where_hands_are_needed() -> None:
    stir = Step(text="Stir for a minute.", heat=Heat(power=0.3), goal=DurationGoal(seconds=60))
    kitchen = Kitchenette()
    session = await kitchen.open(stir, SIMMER, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    await kitchen.run(61)
    assert session.waiting() is Waiting.CONFIRM
    await session.confirm(heat=permit())
    await kitchen.run(901)  # the pot was cold; time waits for the heat, half as long as the step at most
    assert session.state.phase is Phase.DONE


async def test_autopilot_waits_for_hands_before_it_watches_the_goal() -> None:
    add = Step(
        text="Add the pasta and cook for two minutes.", heat=Heat(power=0.5), goal=DurationGoal(seconds=120)
    )
    kitchen = Kitchenette()
    session = await kitchen.open(WARM_UP, add, SERVE)
    await session.start(heat=permit())
    await kitchen.run(200)
    assert session.waiting() is Waiting.HANDS
    assert kitchen.pot.orders == [(1.0, None, True)]
    await session.confirm()
    assert kitchen.pot.last() == (0.5, None, False)
    await kitchen.run(119)
    assert session.view().dish.step == 1
    await kitchen.run(2)
    assert session.view().dish.step == 2


async def test_a_step_may_ask_for_less_help_but_never_for_more() -> None:
    kitchen = Kitchenette()
    bold = Step(text="Boil.", heat=Heat(power=1.0), help=HelpLevel.AUTOPILOT, needs_hands=False)
    session = await kitchen.open(bold, level=HelpLevel.GUIDE)
    await session.start(heat=permit())
    assert kitchen.pot.orders == []
    shy = Step(text="Fry.", heat=Heat(power=1.0), help=HelpLevel.GUIDE, needs_hands=False)
    other = Kitchenette()
    session = await other.open(shy)
    await session.start(heat=permit())
    assert other.pot.orders == []


@pytest.mark.parametrize("code", list(RefusalCode))
async def test_a_refusal_is_a_clear_state_and_can_be_tried_again(code: RefusalCode) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    kitchen.pot.refuse = code
    await session.start(heat=permit())
    dish = session.view().dish
    assert (dish.waiting, dish.refusal, dish.heat) == (Waiting.HEAT, code, None)
    assert dish.refusal_data == {"limit": 3}
    await kitchen.run(30)
    assert len(kitchen.pot.orders) == 1
    kitchen.pot.refuse = None
    await session.resume(heat=permit())
    assert session.view().dish.heat_taken
    assert session.waiting() is Waiting.GOAL


async def test_a_stove_that_is_not_armed_is_not_heated() -> None:
    kitchen = Kitchenette()
    kitchen.pot.armed = False
    session = await kitchen.open()
    await session.start(heat=permit())
    assert session.view().dish.refusal is RefusalCode.NOT_ARMED


async def test_back_forth_skip_and_redo() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    with pytest.raises(KitchenError):
        await session.previous_step()
    await session.next_step()
    await session.skip_step()
    assert session.view().dish.step_text == GATE.text
    await session.previous_step(heat=permit())
    assert session.view().dish.step_text == SIMMER.text
    await kitchen.run(100)
    await session.redo_step(heat=permit())
    dish = session.state.dishes[0]
    assert (dish.step, dish.attempt) == (1, 2)
    assert session.view().dish.step_remaining_s == 600
    await session.go_to_step(0, heat=permit())
    assert session.view().dish.step_text == BOIL.text
    with pytest.raises(KitchenError):
        await session.go_to_step(17)


async def test_the_same_next_given_twice_moves_once() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await session.next_step(step=0, actor="Ada")
    await session.next_step(step=0, actor="Ben")
    assert session.view().dish.step == 1


async def test_a_pause_stops_the_clock_and_the_heat() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(SIMMER, SERVE)
    await session.start(heat=permit())
    await kitchen.run(100)
    await session.pause()
    assert kitchen.pot.last() == "off"
    await kitchen.run(1000)
    assert session.view().dish.step_remaining_s == pytest.approx(500, abs=1)
    await session.resume()
    assert kitchen.pot.last() == "off"
    await session.resume(heat=permit())
    assert kitchen.pot.last() == (None, 90.0, True)
    await kitchen.run(700)  # it went cold meanwhile
    assert session.view().dish.step == 1


async def test_stop_turns_the_machines_heat_off() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await session.stop(actor="Ada")
    assert kitchen.pot.last() == "off"
    assert session.over
    await session.stop()
    with pytest.raises(KitchenError):
        await session.next_step()


async def test_a_burner_serves_one_session() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    with pytest.raises(KitchenError) as caught:
        await kitchen.open()
    assert caught.value.code is ErrorCode.BURNER_IN_USE
    with pytest.raises(KitchenError) as caught:
        await kitchen.open(burner="stove/9")
    assert caught.value.code is ErrorCode.BURNER_NOT_FOUND
    await session.stop()
    await kitchen.open()


async def test_without_a_burner_the_cook_says_when() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(*SOUP, burner=None)
    await session.start()
    assert session.waiting() is Waiting.COOK_SEES
    await session.confirm()
    await kitchen.run(601)
    assert session.waiting() is Waiting.GATE


async def test_moving_to_another_burner() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await kitchen.open()
    await session.start(heat=permit())
    await session.move("stove/2", heat=permit())
    assert kitchen.pots[0].last() == "off"
    assert kitchen.pots[1].orders == [(1.0, None, True)]
    assert kitchen.sessions.on_burner("stove/2") is session


async def test_time_counts_only_while_it_is_hot_enough() -> None:
    kitchen = Kitchenette(Pot(liters=2.0))
    session = await kitchen.open(BOIL, SIMMER)
    await session.start(heat=permit())
    await session.next_step()
    await kitchen.run(60)
    dish = session.view().dish
    assert dish.lagging
    assert dish.step_remaining_s == pytest.approx(600, abs=2)
    await kitchen.run(300)
    assert not session.view().dish.lagging
    assert session.view().dish.step_elapsed_s > 10
    cold = Kitchenette(Pot(watts=50.0))
    session = await cold.open(BOIL, SIMMER)
    await session.start(heat=permit())
    await session.next_step()
    await cold.run(299)
    assert session.view().dish.lagging
    await cold.run(605)
    assert session.state.phase is Phase.DONE, "a weak burner has done what it can"


async def test_two_people_give_orders() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(WARM_UP, SIMMER, SERVE, level=HelpLevel.ASSIST)
    await session.start(heat=permit(), actor="Lena")
    # Both mean the same step: it is left once, in the name of who was first.
    await asyncio.gather(session.next_step(step=0, actor="Lena"), session.next_step(step=0, actor="Tomas"))
    assert session.state.dishes[0].step == 1
    entered = [event for event in await kitchen.sessions.events(session.id) if isinstance(event, StepEntered)]
    assert [(event.step, event.by) for event in entered][1:] == [(1, "Lena")]
    # One pauses while the other lets it heat again: what was said last holds, and the burner agrees with it.
    await asyncio.gather(session.resume(heat=permit(), actor="Tomas"), session.pause(actor="Lena"))
    assert session.state.dishes[0].pause is PauseReason.COOK
    assert kitchen.pot.state.source is HeatSource.IDLE
    # A stop wins over everything that comes after it.
    await asyncio.gather(
        session.stop(actor="Lena"), session.resume(heat=permit(), actor="Tomas"), return_exceptions=True
    )
    assert session.over
    assert kitchen.pot.state.source is HeatSource.IDLE
