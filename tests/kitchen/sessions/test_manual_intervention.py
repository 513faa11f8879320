"""Manual intervention at a burner ends or pauses the heat of the session at once, and is stored."""

import pytest

from custom_components.hearthtech.burners.model import BurnerEventKind, HeatSource
from custom_components.hearthtech.kitchen.sessions.model import CorrectionKind, PauseReason, Waiting

from .pot_fixture import SERVE, SIMMER, Kitchenette, permit


async def test_a_turned_knob_takes_the_heat_within_the_same_call() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    kitchen.pot.turn_knob(0.4)
    dish = session.state.dishes[0]  # nothing was awaited in between
    assert dish.by_hand
    assert dish.heat is None
    assert [(c.kind, c.power) for c in dish.corrections] == [(CorrectionKind.KNOB, 0.4)]
    sent = len(kitchen.pot.orders)
    await kitchen.run(700)
    assert len(kitchen.pot.orders) == sent, "the machine fought the hand"
    assert kitchen.pot.state.source is HeatSource.MANUAL


async def test_after_the_hand_the_kitchen_still_guides_and_can_be_asked_back() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    kitchen.pot.turn_knob(1.0)
    await kitchen.run(400)
    assert session.view().dish.step == 1
    kitchen.pot.turn_knob(0.0)
    await session.resume(heat=permit())
    assert kitchen.pot.last() == (None, 90.0, True)


async def test_a_hands_heat_is_known_by_the_state_when_the_event_is_missing() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(2)
    kitchen.pot.show(source=HeatSource.MANUAL, power=0.7)
    assert session.state.dishes[0].by_hand


async def test_a_knob_turned_while_the_order_is_under_way() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    kitchen.pot.before_answer = lambda: kitchen.pot.turn_knob(0.6)
    await session.start(heat=permit())
    dish = session.state.dishes[0]
    assert dish.by_hand
    assert dish.heat is None
    await kitchen.run(30)
    assert kitchen.pot.orders == [(1.0, None, True)]
    assert kitchen.pot.state.source is HeatSource.MANUAL


async def test_a_burner_turned_off_by_somebody_pauses_and_stays_off() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.show(source=HeatSource.IDLE, power=0.0)
    dish = session.state.dishes[0]
    assert dish.pause is PauseReason.TURNED_OFF
    assert dish.corrections[-1].kind is CorrectionKind.TURNED_OFF
    await kitchen.run(600)
    assert kitchen.pot.orders == [(1.0, None, True)]


async def test_a_lifted_pan_pauses_and_a_quick_return_goes_on() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(SIMMER, SERVE)
    await session.start(heat=permit())
    await kitchen.run(10)
    kitchen.pot.lift_pan()
    assert session.state.dishes[0].pause is PauseReason.PAN_LIFTED
    await kitchen.run(30)
    kitchen.pot.put_pan_back()
    assert session.state.dishes[0].pause is None
    assert session.view().dish.step_elapsed_s == pytest.approx(10, abs=1)
    assert kitchen.pot.orders == [(None, 90.0, True)]


async def test_a_pan_that_stays_away_ends_the_heat() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.lift_pan()
    await kitchen.run(61)
    assert kitchen.pot.last() == "off"
    kitchen.pot.put_pan_back()
    await kitchen.run(60)
    assert session.waiting() is Waiting.RESUME
    assert kitchen.pot.last() == "off"


@pytest.mark.parametrize(
    "event",
    [
        BurnerEventKind.LEASE_LOST,
        BurnerEventKind.OVERHEAT,
        BurnerEventKind.BOIL_DRY,
        BurnerEventKind.TIME_LIMIT,
    ],
)
async def test_heat_cut_by_the_stove_is_not_asked_for_again(event: BurnerEventKind) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.show(event, source=HeatSource.LATCHED, power=0.0)
    assert session.state.dishes[0].pause is PauseReason.CUT
    await kitchen.run(600)
    assert [order for order in kitchen.pot.orders if order != "off"] == [(1.0, None, True)]


async def test_a_lost_stove_pauses_and_its_return_heats_nothing() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.show(available=False)
    assert session.state.dishes[0].pause is PauseReason.STOVE_LOST
    kitchen.pot.show(available=True, source=HeatSource.IDLE, power=0.0)
    await kitchen.run(300)
    assert [order for order in kitchen.pot.orders if order != "off"] == [(1.0, None, True)]
    await session.resume(heat=permit())
    assert kitchen.pot.last() == (1.0, None, True)


async def test_a_stove_taken_away_and_brought_back() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    take_away = kitchen.directory.add(kitchen.pot)
    take_away()
    assert session.state.dishes[0].pause is PauseReason.STOVE_LOST
    kitchen.directory.add(kitchen.pot)
    await session.resume(heat=permit())
    assert session.view().dish.heat_taken


async def test_a_lost_sensor_falls_back_to_the_cooks_word() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    await kitchen.run(5)
    kitchen.pot.show(BurnerEventKind.SENSOR_FAILED, pan_temperature_c=None)
    view = session.view().dish
    assert view.sensor_lost
    assert view.waiting is Waiting.COOK_SEES
    await session.confirm()
    assert session.view().dish.step == 1
    await kitchen.run(1)
    assert not session.view().dish.sensor_lost


async def test_stop_leaves_a_hands_heat_to_the_hand() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    await session.start(heat=permit())
    kitchen.pot.turn_knob(0.4)
    await session.stop()
    assert "off" not in kitchen.pot.orders
    assert kitchen.pot.state.source is HeatSource.MANUAL


async def test_stop_wins_over_an_order_that_is_under_way() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open()
    kitchen.pot.before_answer = lambda: None
    starting = session.start(heat=permit())
    stopping = session.stop()
    starting.send(None)  # the order waits for its journal
    await stopping
    starting.close()
    assert kitchen.pot.state.source is HeatSource.IDLE
    assert session.over
