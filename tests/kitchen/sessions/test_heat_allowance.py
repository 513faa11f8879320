"""What a session may heat: its allowance, when it ends, and what waits for a yes or a tap."""

import pytest

from custom_components.hearthtech.burners.heat_gate import Actor, BurnerFacts, HeatChange, HeatGate, Origin
from custom_components.hearthtech.burners.model import BurnerEventKind, BurnerState, HeatSource, RefusalCode
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Heat, HelpLevel, Step
from custom_components.hearthtech.kitchen.sessions.heat_orders import SessionOrder
from custom_components.hearthtech.kitchen.sessions.model import DishPlan, PauseReason, Waiting
from custom_components.hearthtech.kitchen.sessions.reducer import replay

from .pot_fixture import SERVE, Kitchenette, Pot, permit


def step(power: float, seconds: float | None = 60.0, *, hands: bool = False) -> Step:
    goal = None if seconds is None else DurationGoal(seconds=seconds)
    return Step(text=f"At {power}.", heat=Heat(power=power), goal=goal, needs_hands=hands)


LOW, HIGH = step(0.2), step(0.9)


async def test_assist_waits_with_the_heat_as_it_is_and_autopilot_goes_on() -> None:
    for level, power in ((HelpLevel.ASSIST, 0.2), (HelpLevel.AUTOPILOT, 0.9)):
        kitchen = Kitchenette()
        session = await kitchen.open(LOW, HIGH, SERVE, level=level)
        await session.start(heat=permit())
        await kitchen.run(70)
        assert kitchen.pot.state.power == power, level
        assert (session.waiting() is Waiting.CONFIRM) is (level is HelpLevel.ASSIST)


async def test_less_heat_waits_for_nobody() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(HIGH, LOW, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    await kitchen.run(70)
    assert kitchen.pot.state.power == 0.2


@pytest.mark.parametrize("order", ["confirm", "next_step", "skip_step"])
async def test_an_order_without_a_permit_changes_nothing(order: str) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, HIGH, SERVE, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    with pytest.raises(KitchenError) as why:
        await getattr(session, order)()
    assert why.value.code is ErrorCode.HEAT_NOT_PERMITTED
    assert session.step() == 0
    used = permit()
    await getattr(session, order)(heat=used)
    assert kitchen.pot.state.power == 0.9
    await session.next_step()
    with pytest.raises(KitchenError):
        await session.previous_step(heat=used)
    assert kitchen.pot.last() == "off"


async def test_what_an_order_would_heat_is_told_before() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, HIGH, SERVE, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    (change,) = session.changes_of(SessionOrder.NEXT)
    assert (change.burner_id, change.power, change.start) == ("stove/1", 0.9, False)
    assert session.changes_of(SessionOrder.SKIP) == (change,)
    assert [c.power for c in session.changes_of(SessionOrder.REPEAT)] == [0.2]
    assert session.view().dish.next_heat == Heat(power=0.9)
    await session.pause()
    assert session.changes_of(SessionOrder.NEXT) == ()
    assert session.view().dish.next_heat is None


async def test_a_burner_that_was_lowered_since_is_compared_as_it_is() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(HIGH, step(0.5, hands=True), level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    await kitchen.pot.set(power=0.1)
    with pytest.raises(KitchenError):
        await session.next_step()
    assert kitchen.pot.state.power == 0.1


async def test_what_a_permit_does_not_state_is_not_heated() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, HIGH, SERVE, level=HelpLevel.AUTOPILOT)
    owner = Actor(origin=Origin.USER, user_id="owner", stoves=None)
    stated = HeatChange(burner_id="stove/1", power=0.5, start=True)
    facts = BurnerFacts(state=BurnerState(measured_at=0.0))
    await session.start(heat=HeatGate(lambda: 0.0).permit(owner, [stated], lambda _: facts))
    await kitchen.run(70)
    assert kitchen.pot.state.power == 0.2
    assert session.view().dish.refusal is RefusalCode.UNAUTHORIZED


async def test_going_on_after_a_refusal_does_not_heat_by_itself() -> None:
    kitchen = Kitchenette()
    kitchen.pot.armed = False
    session = await kitchen.open(HIGH, SERVE)
    await session.start(heat=permit())
    assert session.view().dish.refusal is RefusalCode.NOT_ARMED
    kitchen.pot.armed = True
    await session.resume()
    assert kitchen.pot.state.source is HeatSource.IDLE
    await session.resume(heat=permit())
    assert kitchen.pot.state.power == 0.9


@pytest.mark.parametrize("end", ["pause", "pan", "knob", "off", "cut", "lost"])
async def test_the_allowance_ends(end: str) -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, HIGH, SERVE)
    await session.start(heat=permit())
    match end:
        case "pause":
            await session.pause()
        case "pan":
            kitchen.pot.lift_pan()
            await kitchen.run(70)
            kitchen.pot.put_pan_back()
            assert session.view().dish.pause is PauseReason.PAN_LIFTED
        case "knob":
            kitchen.pot.turn_knob(0.1)
        case "off":
            await kitchen.pot.off()
        case "cut":
            kitchen.pot.show(BurnerEventKind.OVERHEAT, source=HeatSource.LATCHED, power=0.0)
            kitchen.pot.show(source=HeatSource.IDLE)
        case _:
            kitchen.pot.show(available=False)
            kitchen.pot.show(available=True, source=HeatSource.IDLE, power=0.0)
    await session.settle()
    before = kitchen.pot.state.power
    await session.resume()
    await session.next_step()
    await kitchen.run(5)
    assert (kitchen.pot.state.power or 0.0) <= (before or 0.0)
    assert not session.heats()


async def test_a_knob_turned_while_nothing_is_heated_ends_it_too() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(Step(text="Chop."), HIGH, SERVE)
    await session.start(heat=permit())
    assert session.heats()
    kitchen.pot.turn_knob(0.3)
    kitchen.pot.turn_knob(0.0)
    assert not session.heats()


async def test_a_stove_that_reports_a_knob_turned_to_zero_ends_it_too() -> None:
    """Nothing heats before or after; only the event of the stove says that a person was there."""
    kitchen = Kitchenette()
    session = await kitchen.open(Step(text="Chop."), HIGH, SERVE)
    await session.start(heat=permit())
    kitchen.pot.show()
    assert session.heats()
    kitchen.pot.show(BurnerEventKind.KNOB_TURNED)
    assert not session.heats()


async def test_without_an_allowance_heat_that_is_on_is_still_lowered_and_ended() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(HIGH, LOW, HIGH, SERVE)
    await session.start(heat=permit())
    await session.end_allowance("edited")
    await kitchen.run(70)
    assert kitchen.pot.state.power == 0.2
    await session.next_step()
    assert kitchen.pot.state.power == 0.2
    await session.next_step()
    assert kitchen.pot.last() == "off"


async def test_more_help_needs_a_new_allowance_and_less_needs_none() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, HIGH, SERVE, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    await session.set_level(HelpLevel.AUTOPILOT)
    await kitchen.run(70)
    assert kitchen.pot.state.power == 0.2
    await session.set_level(HelpLevel.GUIDE)
    await session.set_level(HelpLevel.AUTOPILOT, heat=permit())
    assert kitchen.pot.state.power == 0.9


async def test_a_dish_that_begins_later_waits_at_assist() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    long, short = step(0.3, 600), step(0.4, 100)
    plans = [
        DishPlan(id=name, name=name, steps=(one,), burner_id=burner, level=HelpLevel.ASSIST)
        for name, one, burner in (("long", long, "stove/1"), ("short", short, "stove/2"))
    ]
    session = await kitchen.sessions.open(plans)
    await session.start(heat=permit())
    await kitchen.run(510)
    assert kitchen.pots[1].state.source is HeatSource.IDLE
    assert session.waiting("short") is Waiting.START
    with pytest.raises(KitchenError):
        await session.confirm("short")
    await session.confirm("short", heat=permit())
    assert kitchen.pots[1].state.power == 0.4


async def test_keeping_warm_for_longer_is_a_raise() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, SERVE)
    await session.start(heat=permit())
    with pytest.raises(KitchenError):
        await session.hold(600)
    await session.hold(600, heat=permit())


async def test_the_journal_keeps_who_allowed_what_and_a_restart_ends_it() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(LOW, HIGH, SERVE, level=HelpLevel.ASSIST)
    await session.start(heat=permit())
    await session.next_step(heat=permit())
    state = replay(await kitchen.sessions.events(session.id))
    assert state.dishes[0].allowance == session.state.dishes[0].allowance
    allowance = state.dishes[0].allowance
    assert allowance is not None
    assert (allowance.giver, allowance.burner_id, allowance.recipe_version) == ("owner", "stove/1", 1)
    again = Kitchenette(kitchen.pot, journal=kitchen.journal)
    await again.sessions.restore()
    restored = again.sessions.find(session.id)
    assert not restored.heats()
    await restored.resume()
    assert not restored.heats()
