"""Several dishes that are ready at the same time; keeping warm; a later ready time."""

import pytest

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Heat, HelpLevel, Step
from custom_components.hearthtech.kitchen.sessions.model import DishPlan, PauseReason, Phase
from custom_components.hearthtech.kitchen.sessions.session import CookingSession

from .pot_fixture import BOIL, Kitchenette, Pot, permit


def simmer(seconds: float) -> Step:
    return Step(
        text=f"Simmer for {seconds:.0f} s.",
        heat=Heat(power=0.3),
        goal=DurationGoal(seconds=seconds),
        needs_hands=False,
    )


def dish(name: str, burner: str, *steps: Step, estimates: tuple[float, ...] = ()) -> DishPlan:
    return DishPlan(
        id=name, name=name, steps=steps, burner_id=burner, level=HelpLevel.AUTOPILOT, estimates_s=estimates
    )


async def two(kitchen: Kitchenette) -> CookingSession:
    return await kitchen.sessions.open(
        [
            dish("stew", "stove/1", simmer(900), simmer(900)),
            dish("rice", "stove/2", simmer(600)),
        ]
    )


def done_at(session: CookingSession) -> dict[str, float | None]:
    return {dish.id: dish.done_at for dish in session.state.dishes}


async def test_two_dishes_are_ready_at_the_same_minute() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await two(kitchen)
    await session.start(heat=permit())
    assert session.view().dishes[1].begins_in_s == pytest.approx(1200)
    assert kitchen.pots[1].orders == []
    await kitchen.run(1802)
    assert session.state.phase is Phase.DONE
    assert done_at(session) == {"stew": pytest.approx(1800, abs=2), "rice": pytest.approx(1800, abs=2)}


async def test_all_wanted_in_an_hour() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await two(kitchen)
    await session.start(heat=permit(), ready_in_s=3600)
    await kitchen.run(1000)
    assert [pot.orders for pot in kitchen.pots] == [[], []]
    await kitchen.run(2605)
    assert done_at(session) == {"stew": pytest.approx(3600, abs=2), "rice": pytest.approx(3600, abs=2)}


async def test_late_guests_keep_what_is_cooked_warm_and_the_rest_waiting() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await two(kitchen)
    await session.start(heat=permit())
    await kitchen.run(600)
    await session.hold(1200, heat=permit())
    await kitchen.run(1300)
    view = {dish.id: dish for dish in session.view().dishes}
    assert view["stew"].phase is Phase.WARMING
    assert kitchen.pots[0].last() == (None, 68.0, False)
    assert view["rice"].phase is Phase.PLANNED
    await kitchen.run(1105)
    assert session.state.phase is Phase.DONE
    assert done_at(session)["rice"] == pytest.approx(3000, abs=2)
    assert [pot.last() for pot in kitchen.pots] == ["off", "off"]


async def test_a_dish_that_is_slow_makes_the_other_wait() -> None:
    slow, quick = Pot("stove/1", liters=4.0), Pot("stove/2")
    kitchen = Kitchenette(slow, quick)
    session = await kitchen.sessions.open(
        [
            dish("stew", "stove/1", BOIL, simmer(900), estimates=(300.0, 900.0)),
            dish("rice", "stove/2", simmer(800)),
        ]
    )
    await session.start(heat=permit())
    planned = session.state.ready_at
    assert planned == pytest.approx(1200)
    await kitchen.run(390)
    assert session.view().dishes[0].step == 0, "four liters take longer than was thought"
    await kitchen.run(2500)
    times = [when for when in done_at(session).values() if when is not None]
    assert session.state.phase is Phase.DONE
    assert len(times) == 2


async def test_one_dish_can_be_stopped_and_the_other_goes_on() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await two(kitchen)
    await session.start(heat=permit())
    await kitchen.run(1300)
    await session.stop("stew")
    assert kitchen.pots[0].last() == "off"
    await kitchen.run(600)
    assert session.state.phase is Phase.DONE
    assert {dish.id: dish.phase for dish in session.state.dishes} == {
        "stew": Phase.STOPPED,
        "rice": Phase.DONE,
    }


async def test_a_hand_at_one_burner_leaves_the_other_alone() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await two(kitchen)
    await session.start(heat=permit())
    await kitchen.run(1300)
    kitchen.pots[0].turn_knob(0.2)
    await kitchen.run(10)
    view = {dish.id: dish for dish in session.view().dishes}
    assert view["stew"].by_hand
    assert view["rice"].heat is not None


async def test_burners_that_keep_different_time_are_refused() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    kitchen.pots[1].clock_rate = 60.0
    with pytest.raises(KitchenError):
        await two(kitchen)


async def test_what_is_cooked_is_kept_warm_until_the_last_dish_is_ready() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await kitchen.sessions.open(
        [dish("stew", "stove/1", simmer(900)), dish("water", "stove/2", BOIL, estimates=(300.0,))]
    )
    await session.start(heat=permit())
    kitchen.pots[1].liters = 6.0  # takes far longer than it did before
    await kitchen.run(1000)
    assert [view.phase for view in session.view().dishes] == [Phase.WARMING, Phase.COOKING]
    assert kitchen.pots[0].last() == (None, 68.0, False)
    await kitchen.run(1500)
    assert session.state.phase is Phase.DONE
    assert [pot.state.source is HeatSource.IDLE for pot in kitchen.pots] == [True, True]


async def test_a_dish_that_is_served_while_it_is_kept_warm_ends_with_the_others() -> None:
    kitchen = Kitchenette(Pot("stove/1"), Pot("stove/2"))
    session = await two(kitchen)
    await session.start(heat=permit())
    await session.hold(600, heat=permit())
    await kitchen.run(1900)
    assert session.view().dishes[0].phase is Phase.WARMING
    kitchen.pots[0].show(power=0.0, source=HeatSource.IDLE, target_temperature_c=None)
    await kitchen.run(10)
    assert session.view().dishes[0].pause is PauseReason.TURNED_OFF
    await kitchen.run(500)
    assert session.state.phase is Phase.DONE


async def test_a_step_that_drags_on_makes_the_others_wait_before_it_ends() -> None:
    kitchen = Kitchenette(Pot("stove/1", liters=6.0), Pot("stove/2"))
    session = await kitchen.sessions.open(
        [
            dish("water", "stove/1", BOIL, simmer(300), estimates=(300.0, 300.0)),
            dish("rice", "stove/2", simmer(200)),
        ]
    )
    await session.start(heat=permit())
    assert session.view().dishes[1].begins_in_s == pytest.approx(400)
    await kitchen.run(600)
    water, rice = session.view().dishes
    assert (water.step, rice.phase) == (0, Phase.PLANNED)
    assert rice.begins_in_s == pytest.approx(100, abs=60)
    await kitchen.run(2400)
    assert session.state.phase is Phase.DONE
    ends = done_at(session)
    assert abs((ends["water"] or 0) - (ends["rice"] or 0)) < 60
