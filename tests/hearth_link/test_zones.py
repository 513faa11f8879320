"""The power that all burners share, and burners that heat as one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.hearth_link.decoding import bridges, stove_state
from custom_components.hearthtech.hearth_link.errors import LinkCode, LinkProtocolError, LinkRefused
from custom_components.hearthtech.hearth_link.messages import BurnerInfo, BurnerKind, StoveState
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove, usual_burners
from custom_components.hearthtech.hearth_link.simulator.zones import ZonesSpec, usual_zones

from .conftest import Connect
from .stove_fixture import Rig
from .test_client import until

CAP = ZonesSpec(bridges=((1, 2),), cap_range_w=(1_000.0, 5_000.0))


@pytest.fixture
def rig() -> Rig:
    """1.8 kW, 1.4 kW and 1.8 kW under a cap of 1 to 5 kW; the first two can be joined."""
    return Rig(zones=CAP)


def refused(call: Callable[..., Any], *arguments: Any, **named: Any) -> LinkCode:
    with pytest.raises(LinkRefused) as caught:
        call(*arguments, **named)
    return caught.value.code


def watts(rig: Rig, n: int) -> float:
    return rig.stove.burners[n].physics.power_w


# Power cap


def test_without_a_cap_of_its_own_a_stove_draws_all_it_is_asked_for() -> None:
    rig = Rig()
    for n in (1, 2, 3):
        rig.pot(n)
        rig.stove.turn(n, 1.0)
    rig.pass_time(10.0)
    assert sum(watts(rig, n) for n in (1, 2, 3)) == 5_000.0
    assert rig.stove.reported.stove["power_cap_w"] is None
    assert refused(rig.stove.set_cap, 2_000.0) is RefusalCode.UNSUPPORTED


def test_a_lower_cap_acts_at_once_and_is_shared_in_proportion(rig: Rig) -> None:
    for n, level in ((1, 1.0), (2, 1.0), (3, 0.5)):
        rig.pot(n)
        rig.stove.turn(n, level)
    rig.pass_time(10.0)
    rig.stove.set_cap(2_050.0)
    assert [round(watts(rig, n)) for n in (1, 2, 3)] == [900, 700, 450]
    assert [rig.stove.reported.burners[n]["limited"] for n in ("1", "2", "3")] == [True, True, True]
    assert [rig.stove.burners[n].power for n in (1, 2, 3)] == [1.0, 1.0, 0.5], "what is asked for stays"
    rig.stove.off(1)
    rig.pass_time(1.0)
    assert [round(watts(rig, n)) for n in (2, 3)] == [1_248, 802]
    rig.stove.off(2)
    rig.pass_time(1.0)
    assert watts(rig, 3) == 900.0
    assert rig.stove.reported.burners["3"]["limited"] is False


def test_heat_that_a_hand_set_is_served_first(rig: Rig) -> None:
    rig.heat(1, power=1.0)
    rig.pot(3)
    rig.stove.turn(3, 1.0)
    rig.stove.set_cap(2_500.0)
    rig.pass_time(1.0)
    assert watts(rig, 3) == 1_800.0
    assert watts(rig, 1) == pytest.approx(700.0)
    rig.stove.set_cap(1_500.0)
    assert (watts(rig, 3), watts(rig, 1)) == (1_500.0, 0.0)


def test_boost_waits_for_the_cap_as_well(rig: Rig) -> None:
    rig.stove.turn(1, 1.0, boost=True)
    rig.stove.set_cap(2_000.0)
    rig.pass_time(10.0)
    assert watts(rig, 1) == 2_000.0
    assert rig.stove.reported.burners["1"]["power_w"] == 2_000


def test_a_temperature_is_held_under_a_cap_and_only_takes_longer(rig: Rig) -> None:
    rig.stove.set_cap(1_000.0)
    lease = rig.heat(1, target_c=85.0)
    rig.pass_time(1_800.0, step=0.5, lease=lease)
    assert rig.source(1) is HeatSource.REMOTE
    assert rig.stove.burners[1].physics.food_c == pytest.approx(85.0, abs=2.0)


def test_a_cap_out_of_its_range_is_refused(rig: Rig) -> None:
    for power_w in (999.0, 5_001.0, -1.0):
        assert refused(rig.stove.set_cap, power_w) is RefusalCode.OUT_OF_RANGE


def test_less_is_always_taken_more_needs_an_open_stove(rig: Rig) -> None:
    rig.stove.set_lock(locked=True, by_hand=False)
    rig.stove.set_cap(2_000.0)
    assert refused(rig.stove.set_cap, 3_000.0) is RefusalCode.LOCKED
    rig.stove.set_lock(locked=False, by_hand=False)
    rig.stove.enable_remote(enabled=False)
    rig.stove.set_cap(1_500.0)
    assert refused(rig.stove.set_cap, 3_000.0) is RefusalCode.REMOTE_OFF
    rig.stove.set_cap(3_000.0, by_hand=True)
    assert rig.stove.reported.stove["power_cap_w"] == 3_000.0


@given(
    asked=st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans(), st.booleans()), min_size=3, max_size=3),
    cap_w=st.floats(1_000.0, 5_000.0),
)
def test_whatever_is_asked_the_cap_holds_and_nothing_is_given_twice(
    asked: list[tuple[float, bool, bool]], cap_w: float
) -> None:
    rig = Rig(zones=CAP)
    for n, (level, boost, _) in enumerate(asked, 1):
        rig.pot(n)
        rig.stove.turn(n, level, boost=boost)
    rig.stove.set_cap(cap_w)
    rig.pass_time(3.0)
    given_w = sum(watts(rig, n) for n in (1, 2, 3))
    wanted_w = sum(burner.wanted_w for burner in rig.stove.burners.values())
    assert given_w == pytest.approx(min(wanted_w, cap_w), abs=1e-6)
    for burner in rig.stove.burners.values():
        assert 0.0 <= burner.physics.power_w <= burner.wanted_w + 1e-9


async def test_the_cap_outlives_a_restart(tmp_path: Path, session: ClientSession) -> None:
    stove = VirtualStove(tmp_path)
    await stove.start()
    stove.controls.cap(3_600.0)
    await stove.power_cut()
    assert stove.reported.stove["power_cap_w"] == 3_600.0
    await stove.stop()
    again = VirtualStove(tmp_path)
    await again.start()
    assert again.reported.stove["power_cap_w"] == 3_600.0
    await again.stop()
    smaller = VirtualStove(tmp_path, burners=1)
    await smaller.start()
    assert smaller.reported.stove["power_cap_w"] == 2_600.0, "never above what the stove can draw"
    await smaller.stop()


# Bridge


def test_a_joined_pair_heats_as_one(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True, client="house")
    rig.heat(1, power=0.5)
    rig.pass_time(9.0)
    reported = rig.stove.reported
    assert reported.stove["bridged"] == [1]
    assert watts(rig, 1) == 1_600.0, "half of 1.8 and 1.4 kW"
    first, second = reported.burners["1"], reported.burners["2"]
    own = {"power_w", "energy_wh", "name"}
    assert {name: one for name, one in first.items() if name not in own} == {
        name: one for name, one in second.items() if name not in own
    }
    assert (first["power_w"], second["power_w"]) == (900, 700)
    assert second["source"] == "remote"
    assert second["pan"] == "placed"
    assert first["energy_wh"] / second["energy_wh"] == pytest.approx(18 / 14, abs=0.2)


def test_a_joined_pair_boils_sooner_than_one_burner_alone() -> None:
    def water_after(seconds: float, *, joined: bool) -> float:
        rig = Rig(zones=CAP)
        if joined:
            rig.stove.set_bridge(1, joined=True)
        rig.stove.turn(1, 1.0)
        rig.pass_time(seconds, step=1.0)
        return rig.stove.burners[1].physics.liquid_c

    assert water_after(120.0, joined=True) > water_after(120.0, joined=False) + 15.0


def test_the_second_takes_no_orders_but_turns_the_pair_off(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True, client="house")
    rig.stove.arm()
    lease = rig.stove.acquire("house", {1, 2}, 10.0)
    call = rig.stove.set_burner
    assert refused(call, "house", 2, power=0.5, start=True, lease_id=lease.id) is RefusalCode.BRIDGED
    call("house", 1, power=0.5, start=True, lease_id=lease.id)
    rig.stove.off(2)
    assert rig.source(1) is HeatSource.IDLE
    assert rig.stove.reported.burners["2"]["source"] == "idle"


def test_either_knob_turns_the_pair_and_takes_it_over(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True, client="house")
    rig.heat(1, power=0.5)
    rig.stove.turn(2, 0.2)
    assert rig.source(1) is HeatSource.MANUAL
    assert rig.stove.burners[1].power == 0.2
    assert rig.kinds()[-2:] == ["knob_turned", "taken_over"]
    assert [event["n"] for event in rig.events[-2:]] == [2, 1]
    assert rig.events[-1]["data"]["client"] == "house"


def test_burners_are_joined_only_while_both_are_off(rig: Rig) -> None:
    rig.stove.turn(2, 0.3)
    assert refused(rig.stove.set_bridge, 1, joined=True) is RefusalCode.IN_USE
    rig.stove.turn(2, 0.0)
    rig.heat(1)
    assert refused(rig.stove.set_bridge, 1, joined=True) is RefusalCode.IN_USE
    rig.pass_time(11.0)
    assert refused(rig.stove.set_bridge, 1, joined=True) is RefusalCode.LATCHED
    rig.stove.acknowledge(1)
    rig.stove.set_bridge(1, joined=True)
    rig.stove.set_bridge(1, joined=True)
    assert rig.stove.reported.stove["bridged"] == [1]


def test_two_pans_are_not_one_zone(rig: Rig) -> None:
    rig.pot(2)
    assert refused(rig.stove.set_bridge, 1, joined=True) is RefusalCode.IN_USE


def test_the_pan_on_the_second_becomes_the_pan_of_the_pair(rig: Rig) -> None:
    rig.stove.burners[1].lift_pan()
    rig.pot(2, liters=2.0)
    rig.stove.set_bridge(1, joined=True)
    rig.stove.turn(1, 1.0)
    rig.pass_time(60.0)
    assert rig.stove.burners[1].physics.water_kg > 1.9
    assert rig.stove.burners[2].physics.pan is None
    assert rig.stove.reported.burners["2"]["pan"] == "placed"


@pytest.mark.parametrize("n", [2, 3])
def test_only_the_leader_of_a_pair_is_asked(rig: Rig, n: int) -> None:
    assert refused(rig.stove.set_bridge, n, joined=True) is RefusalCode.UNSUPPORTED
    assert refused(rig.stove.set_bridge, 9, joined=True) is RefusalCode.UNKNOWN_BURNER


def test_who_may_not_change_the_stove_may_not_join_but_may_part(rig: Rig) -> None:
    rig.stove.acquire("other", {2}, 10.0)
    assert refused(rig.stove.set_bridge, 1, joined=True, client="house") is RefusalCode.BUSY
    rig.pass_time(11.0)
    rig.stove.set_lock(locked=True, by_hand=True)
    assert refused(rig.stove.set_bridge, 1, joined=True, client="house") is RefusalCode.LOCKED
    assert refused(rig.stove.set_bridge, 1, joined=True) is RefusalCode.LOCKED
    rig.stove.set_lock(locked=False, by_hand=True)
    rig.stove.enable_remote(enabled=False)
    assert refused(rig.stove.set_bridge, 1, joined=True, client="house") is RefusalCode.REMOTE_OFF
    rig.stove.set_bridge(1, joined=True)
    rig.stove.set_lock(locked=True, by_hand=True)
    rig.stove.set_bridge(1, joined=False, client="house")
    assert rig.stove.reported.stove["bridged"] == []


def test_parting_leaves_the_first_its_heat_and_the_second_off(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True)
    lease = rig.heat(1, target_c=85.0)
    rig.pass_time(120.0, lease=lease)
    rig.stove.set_bridge(1, joined=False)
    assert rig.source(1) is HeatSource.REMOTE
    assert rig.source(2) is HeatSource.IDLE
    assert rig.stove.reported.burners["2"]["power_w"] == 0
    assert rig.stove.reported.burners["2"]["glass_temperature_c"] > 30, "its glass stays as warm as it was"
    rig.pass_time(1_200.0, step=0.5, lease=lease)
    assert rig.stove.burners[1].physics.food_c == pytest.approx(85.0, abs=2.0)
    assert max(watts(rig, n) for n in (1, 2)) <= 1_800.0


def test_what_was_cut_off_stays_cut_off_on_both(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True)
    rig.heat(1, power=0.5)
    rig.pass_time(11.0)
    assert rig.stove.reported.burners["2"]["source"] == "latched"
    rig.stove.set_bridge(1, joined=False)
    assert rig.source(2) is HeatSource.LATCHED
    assert rig.stove.reported.burners["2"]["latch"] == "lease_lost"


def test_a_latched_pair_is_acknowledged_at_either(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True)
    rig.heat(1, power=0.5)
    rig.pass_time(11.0)
    rig.stove.acknowledge(2)
    assert rig.source(1) is HeatSource.IDLE
    assert rig.events[-1]["n"] == 1


def test_boost_of_a_pair_needs_both(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True)
    rig.stove.arm()
    lease = rig.stove.acquire("house", {1}, 10.0).id
    call = rig.stove.set_burner
    assert (
        refused(call, "house", 1, power=1.0, boost=True, start=True, lease_id=lease)
        is RefusalCode.UNSUPPORTED
    )


def test_a_pair_without_a_pan_is_off_after_a_minute(rig: Rig) -> None:
    rig.stove.set_bridge(1, joined=True)
    rig.stove.turn(1, 1.0)
    rig.pass_time(5.0)
    rig.stove.burners[1].lift_pan()
    rig.pass_time(2.0)
    assert watts(rig, 1) == 0.0
    rig.pass_time(60.0)
    assert rig.source(1) is HeatSource.IDLE
    assert "pan_timeout" in rig.kinds()


async def test_a_power_cut_parts_and_keeps_the_pot_warm(tmp_path: Path) -> None:
    stove = VirtualStove(tmp_path, rate=60.0)
    await stove.start()
    stove.controls.bridge(1)
    stove.controls.pan(2, water_l=1.0)
    stove.controls.turn(2, 1.0)
    await until(lambda: stove.reported.burners["2"]["glass_temperature_c"] > 60)
    await stove.power_cut()
    assert stove.reported.stove["bridged"] == []
    assert stove.stove.burners[1].physics.pan == PANS["pot"]
    assert {burner.source for burner in stove.stove.burners.values()} == {HeatSource.IDLE}
    await until(lambda: stove.reported.burners["2"]["glass_temperature_c"] > 45)
    await stove.stop()


async def test_over_the_link(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    assert client.info.bridges == ((1, 2),)
    cap = client.info.capability("power_cap")
    assert (cap.minimum, cap.maximum, cap.step) == (1_000, 10_300, 100)
    assert client.state.power_cap_w == 10_300
    await client.set_power_cap(2_000.0)
    await client.bridge(1, joined=True)
    await until(lambda: client.state.bridged == {1})
    assert client.state.power_cap_w == 2_000
    stove.controls.pan(1)
    stove.controls.turn(2, 1.0)
    await until(lambda: client.burners[1].limited)
    assert client.burners[2].source is HeatSource.MANUAL
    with pytest.raises(LinkRefused) as caught:
        await client.bridge(3, joined=True)
    assert caught.value.code is RefusalCode.UNSUPPORTED


# What a stove says it has


def test_induction_has_both_and_nothing_else_has() -> None:
    assert usual_zones(usual_burners(4)) == ZonesSpec(bridges=((1, 2),), cap_range_w=(1_000.0, 10_300.0))
    assert usual_zones(usual_burners(1)) == ZonesSpec(cap_range_w=(1_000.0, 2_600.0))
    for kind in set(BurnerKind) - {BurnerKind.INDUCTION}:
        assert usual_zones(usual_burners(4, kind)) == ZonesSpec()


@pytest.mark.parametrize("pairs", [((1, 1),), ((1, 2), (2, 3)), ((1, 5),), ((3, 4),)])
def test_a_bridge_that_can_not_be_built_is_not_built(
    tmp_path: Path, pairs: tuple[tuple[int, int], ...]
) -> None:
    burners = (*usual_burners(3), BurnerSpec(kind=BurnerKind.RADIANT, sees_pan=False))
    with pytest.raises(ValueError, match="bridge"):
        VirtualStove(tmp_path, burners=burners, zones=ZonesSpec(bridges=pairs))


@pytest.mark.parametrize("told", [None, {}, [[1]], [[1, 2, 3]], [[1, 9]], [1], [None], ["12"], [[[1], 2]]])
def test_a_malformed_bridge_is_not_believed(told: object) -> None:
    burners = {n: BurnerInfo(n=n, name="", kind=BurnerKind.INDUCTION, rated_w=1.0) for n in (1, 2, 3)}
    with pytest.raises((LinkProtocolError, TypeError)):
        bridges(told, burners)


@pytest.mark.parametrize("value", [None, 1, "1", [True], ["1"], [1.0], {"1": 1}])
def test_a_malformed_list_of_bridged_burners_is_not_believed(value: object) -> None:
    with pytest.raises(LinkProtocolError):
        stove_state(StoveState(), {"bridged": value})
