"""The stove's own safety rules, each where it is enforced: in the stove."""

from collections.abc import Callable
from typing import Any

import pytest

from custom_components.hearthtech.burners import limits
from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.hearth_link.errors import LinkCode, LinkRefused, ProtocolCode
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.sensor import Fault

from .stove_fixture import Rig


@pytest.fixture
def rig() -> Rig:
    return Rig()


def refused(call: Callable[..., Any], *arguments: Any, **named: Any) -> LinkCode:
    with pytest.raises(LinkRefused) as caught:
        call(*arguments, **named)
    return caught.value.code


# Lease


def test_heat_ends_within_a_second_of_its_lease_and_stays_latched(rig: Rig) -> None:
    rig.heat(ttl_s=10.0)
    rig.pass_time(9.8)
    assert rig.source(1) is HeatSource.REMOTE
    rig.pass_time(1.0)
    burner = rig.stove.burners[1]
    assert burner.source is HeatSource.LATCHED
    assert burner.physics.power_w == 0.0
    assert rig.stove.reported.burners["1"]["latch"] == "lease_lost"
    assert "lease_lost" in rig.kinds()


def test_the_latch_blocks_the_remote_but_never_the_hand(rig: Rig) -> None:
    rig.heat()
    rig.pass_time(11.0)
    lease = rig.stove.acquire("house", {1}, 10.0)
    assert (
        refused(rig.stove.set_burner, "house", 1, power=0.5, start=True, lease_id=lease.id)
        is RefusalCode.LATCHED
    )
    rig.stove.turn(1, 0.7)
    assert rig.source(1) is HeatSource.MANUAL
    rig.stove.turn(1, 0.0)
    rig.stove.set_burner("house", 1, power=0.5, start=True, lease_id=lease.id)
    assert rig.source(1) is HeatSource.REMOTE


@pytest.mark.parametrize("rate", [1.0, 60.0])
def test_a_lease_runs_on_real_time_whatever_the_speed_of_stove_time(rate: float) -> None:
    rig = Rig(rate=rate)
    rig.heat(ttl_s=10.0)
    rig.pass_time(9.0)
    assert rig.source(1) is HeatSource.REMOTE
    rig.pass_time(2.0)
    assert rig.source(1) is HeatSource.LATCHED


def test_a_suspended_stove_ends_the_heat_at_the_moment_the_lease_ended(rig: Rig) -> None:
    rig.heat(power=1.0)
    rig.now += 3600.0
    rig.stove.advance()
    burner = rig.stove.burners[1]
    assert burner.source is HeatSource.LATCHED
    assert burner.report()["energy_wh"] < 1800.0 * 11.0 / 3600.0


@pytest.mark.parametrize("ttl_s", [1.9, 30.1, 0.0, -5.0])
def test_a_lease_is_two_to_thirty_seconds(rig: Rig, ttl_s: float) -> None:
    assert refused(rig.stove.acquire, "house", {1}, ttl_s) is RefusalCode.OUT_OF_RANGE


def test_a_burner_is_leased_to_one_client_at_a_time(rig: Rig) -> None:
    rig.stove.acquire("house", {1, 2}, 10.0)
    assert refused(rig.stove.acquire, "other", {2, 3}, 10.0) is RefusalCode.BUSY
    rig.pass_time(10.5)
    rig.stove.acquire("other", {2, 3}, 10.0)


def test_a_client_that_forgot_its_lease_does_not_inherit_its_heat(rig: Rig) -> None:
    rig.heat()
    fresh = rig.stove.acquire("house", {1}, 10.0)
    assert rig.source(1) is HeatSource.LATCHED
    assert refused(rig.stove.renew, "house", "another") is RefusalCode.LEASE_LOST
    rig.stove.renew("house", fresh.id)


def test_a_lease_given_back_turns_its_heat_off_without_a_latch(rig: Rig) -> None:
    lease = rig.heat()
    rig.stove.release("house", lease)
    assert rig.source(1) is HeatSource.IDLE


def test_without_the_lease_nothing_is_heated(rig: Rig) -> None:
    rig.stove.arm()
    call = rig.stove.set_burner
    assert refused(call, "house", 1, power=0.5, start=True, lease_id="made up") is RefusalCode.LEASE_LOST
    lease = rig.stove.acquire("house", {2}, 10.0)
    assert refused(call, "house", 1, power=0.5, start=True, lease_id=lease.id) is RefusalCode.LEASE_LOST


# Arming


def test_a_cold_start_needs_an_armed_stove_and_an_adjustment_does_not_start(rig: Rig) -> None:
    lease = rig.stove.acquire("house", {1}, 10.0).id
    call = rig.stove.set_burner
    assert refused(call, "house", 1, power=0.5, start=True, lease_id=lease) is RefusalCode.NOT_ARMED
    rig.stove.arm()
    assert refused(call, "house", 1, power=0.5, lease_id=lease) is RefusalCode.NOT_ON


def test_arming_lapses_after_an_hour_without_use() -> None:
    rig = Rig(rate=100.0)
    rig.stove.arm()
    rig.pass_time(35.0)
    assert rig.stove.reported.stove["armed"]
    rig.pass_time(2.0)
    assert not rig.stove.reported.stove["armed"]
    assert rig.events[-1]["kind"] == "disarmed"


def test_arming_does_not_lapse_while_it_is_used() -> None:
    rig = Rig(rate=100.0)
    lease = rig.heat(power=0.1)
    rig.pass_time(50.0, lease=lease)
    assert rig.stove.reported.stove["armed"]


def test_disarming_ends_remote_heat(rig: Rig) -> None:
    rig.heat()
    rig.stove.disarm()
    assert rig.source(1) is HeatSource.IDLE


# The hand


@pytest.mark.parametrize("level", [0.0, 0.1, 1.0])
def test_a_turned_knob_takes_over_at_once(rig: Rig, level: float) -> None:
    rig.heat(power=0.5)
    rig.stove.turn(1, level)
    burner = rig.stove.burners[1]
    assert burner.source is (HeatSource.MANUAL if level else HeatSource.IDLE)
    assert burner.power == level
    taken = rig.events[-1]
    assert taken["kind"] == "taken_over"
    assert taken["data"] == {"level": level, "client": "house"}


def test_heat_by_hand_is_not_touched_by_a_client_except_to_end_it(rig: Rig) -> None:
    lease = rig.stove.acquire("house", {1}, 10.0).id
    rig.stove.arm()
    rig.stove.turn(1, 0.4)
    call = rig.stove.set_burner
    assert refused(call, "house", 1, power=0.2, start=True, lease_id=lease) is RefusalCode.MANUAL
    rig.stove.off(1)
    assert rig.source(1) is HeatSource.IDLE


def test_heat_by_hand_outlives_every_lease(rig: Rig) -> None:
    rig.stove.acquire("house", {1}, 2.0)
    rig.stove.turn(1, 0.4)
    rig.pass_time(30.0)
    assert rig.source(1) is HeatSource.MANUAL


# Lock and remote control


def test_a_locked_stove_heats_nothing_new_and_still_turns_off(rig: Rig) -> None:
    lease = rig.heat()
    rig.stove.set_lock(locked=True, by_hand=True)
    assert refused(rig.stove.set_burner, "house", 1, power=0.9, lease_id=lease) is RefusalCode.LOCKED
    rig.stove.turn(2, 0.5)
    assert rig.source(2) is HeatSource.IDLE
    rig.stove.off(1)
    assert rig.source(1) is HeatSource.IDLE


def test_what_a_hand_has_locked_only_a_hand_unlocks(rig: Rig) -> None:
    rig.stove.set_lock(locked=True, by_hand=True)
    with pytest.raises(LinkRefused) as caught:
        rig.stove.set_lock(locked=False, by_hand=False)
    assert caught.value.code is RefusalCode.LOCKED
    rig.stove.set_lock(locked=False, by_hand=True)
    rig.stove.set_lock(locked=True, by_hand=False)
    rig.stove.set_lock(locked=False, by_hand=False)
    assert not rig.stove.locked


def test_remote_control_switched_off_ends_remote_heat_and_refuses_more(rig: Rig) -> None:
    lease = rig.heat()
    rig.stove.enable_remote(enabled=False)
    assert rig.source(1) is HeatSource.IDLE
    assert refused(rig.stove.acquire, "house", {1}, 10.0) is RefusalCode.REMOTE_OFF
    assert refused(rig.stove.set_burner, "house", 1, power=0.5, lease_id=lease) is RefusalCode.REMOTE_OFF


# Times


@pytest.mark.parametrize(
    ("power", "hours"), [(0.1, 8 + 40 / 60), (1 / 9, 8 + 40 / 60), (0.5, 3.5), (0.95, 1.5), (1.0, 1.5)]
)
def test_the_longest_time_follows_from_the_level(power: float, hours: float) -> None:
    assert limits.limit_s(power) == pytest.approx(hours * 3600.0)


def test_the_table_falls_from_level_to_level() -> None:
    assert len(limits.LIMIT_S) == limits.LEVELS
    assert list(limits.LIMIT_S) == sorted(limits.LIMIT_S, reverse=True)


def test_heat_by_hand_ends_at_the_longest_time() -> None:
    rig = Rig(rate=200.0)
    rig.stove.burners[1].physics.add_water(12.0)
    rig.stove.turn(1, 1.0)
    rig.pass_time(5_400 / 200.0 - 0.4)
    assert rig.source(1) is HeatSource.MANUAL
    rig.pass_time(1.0)
    assert rig.source(1) is HeatSource.IDLE
    assert rig.events[-1]["kind"] == "time_limit"


def test_a_client_can_not_stretch_the_longest_time_by_setting_again() -> None:
    rig = Rig(rate=200.0)
    rig.stove.burners[1].physics.add_water(12.0)
    lease = rig.heat(power=1.0)
    for _ in range(27):
        rig.pass_time(1.0, lease=lease)
        if rig.source(1) is HeatSource.REMOTE:
            rig.stove.set_burner("house", 1, power=1.0, lease_id=lease)
    rig.pass_time(1.0, lease=lease)
    assert rig.stove.burners[1].latch == "time_limit"


def test_boost_falls_back_after_ten_minutes() -> None:
    rig = Rig(rate=100.0)
    rig.stove.burners[1].physics.add_water(5.0)
    rig.stove.turn(1, 1.0, boost=True)
    rig.pass_time(5.0)
    assert rig.stove.reported.burners["1"]["power_w"] > 1800.0
    rig.pass_time(1.2)
    assert not rig.stove.reported.burners["1"]["boost"]
    assert rig.stove.reported.burners["1"]["power_w"] == 1800.0


def test_a_timer_turns_its_burner_off_and_says_so() -> None:
    rig = Rig(rate=10.0)
    lease = rig.heat(power=0.3, timer_s=60.0)
    rig.pass_time(5.0, lease=lease)
    assert rig.stove.reported.burners["1"]["timer_left_s"] == pytest.approx(10.0, abs=2.0)
    rig.pass_time(1.5, lease=lease)
    assert rig.source(1) is HeatSource.IDLE
    assert rig.events[-1]["kind"] == "timer_done"


# Pan


def test_a_missing_pan_pauses_the_heat_in_a_second_and_ends_it_after_a_minute(rig: Rig) -> None:
    lease = rig.heat(power=0.8)
    rig.pass_time(8.0, lease=lease)
    rig.stove.burners[1].lift_pan()
    rig.pass_time(1.0, lease=lease)
    assert rig.stove.burners[1].physics.power_w == 0.0
    assert rig.source(1) is HeatSource.REMOTE
    rig.pass_time(60.0, lease=lease)
    assert rig.stove.burners[1].latch == "pan_timeout"


def test_a_pan_put_back_in_time_is_heated_on(rig: Rig) -> None:
    lease = rig.heat(power=0.8)
    rig.stove.burners[1].lift_pan()
    rig.pass_time(30.0, lease=lease)
    rig.pot(1)
    rig.pass_time(2.0, lease=lease)
    assert rig.stove.burners[1].physics.power_w == pytest.approx(0.8 * 1800.0)


def test_a_remote_start_wants_a_pan_that_the_burner_can_heat(rig: Rig) -> None:
    with pytest.raises(LinkRefused) as caught:
        rig.heat(2)
    assert caught.value.code is RefusalCode.NO_PAN
    rig.stove.burners[2].place_pan(PANS["aluminum"])
    rig.stove.publish()
    assert rig.stove.reported.burners["2"]["pan"] == "unsuitable"
    with pytest.raises(LinkRefused):
        rig.heat(2)


# Overheat and sensors


def test_an_empty_pan_is_turned_off_at_the_overheat_limit_by_hand_or_not() -> None:
    for by_hand in (True, False):
        rig = Rig()
        rig.pot(1, 0.0)
        lease = None
        if by_hand:
            rig.stove.turn(1, 1.0)
        else:
            lease = rig.heat(power=1.0)
        for _ in range(300):
            rig.pass_time(1.0, lease=lease)
            if not rig.stove.burners[1].on:
                break
        told = [event for event in rig.events if event["kind"] == "overheat"]
        assert len(told) == 1
        assert 320.0 <= told[0]["data"]["temperature_c"] < 335.0
        assert rig.source(1) is (HeatSource.IDLE if by_hand else HeatSource.LATCHED)


def test_an_overheated_burner_waits_to_cool_before_it_is_acknowledged() -> None:
    rig = Rig(rate=10.0)
    rig.pot(1, 0.0)
    lease = rig.heat(power=1.0)
    for _ in range(60):
        if rig.stove.burners[1].latch is not None:
            break
        rig.pass_time(0.4, lease=lease)
    assert rig.stove.burners[1].latch == "overheat"
    assert refused(rig.stove.acknowledge, 1) is RefusalCode.OVERHEATED
    rig.pass_time(60.0)
    rig.stove.acknowledge(1)
    assert rig.source(1) is HeatSource.IDLE


def test_a_pot_boiled_dry_is_found_long_before_it_glows() -> None:
    rig = Rig(rate=10.0)
    rig.pot(1, 0.4)
    lease = rig.heat(power=1.0)
    rig.pass_time(120.0, lease=lease)
    told = [event for event in rig.events if event["kind"] == "boil_dry"]
    assert len(told) == 1
    assert told[0]["data"]["temperature_c"] < 200.0
    assert rig.stove.burners[1].latch == "boil_dry"


def test_a_steady_boil_is_not_taken_for_a_dry_pot() -> None:
    rig = Rig(rate=20.0)
    lease = rig.heat(power=0.5)
    rig.pass_time(75.0, lease=lease)
    assert rig.stove.burners[1].physics.liquid_c > 99.0
    assert "boil_dry" not in rig.kinds()


def test_a_rise_without_power_is_reported(rig: Rig) -> None:
    burner = rig.stove.burners[1]
    rig.pot(1, 0.0)
    rig.pass_time(121.0)
    for _ in range(60):
        burner.physics.pan_c += 5.0
        rig.pass_time(1.0)
    assert any(event["kind"] == "overheat" and event["data"].get("unexplained") for event in rig.events)


@pytest.mark.parametrize("fault", [Fault.PULLED, Fault.FROZEN, Fault.IMPOSSIBLE])
def test_a_failed_sensor_ends_a_temperature_hold_within_five_seconds(rig: Rig, fault: Fault) -> None:
    lease = rig.heat(target_c=85.0)
    rig.pass_time(20.0, lease=lease)
    rig.stove.burners[1].pan_sensor.fault = fault
    rig.pass_time(5.0, lease=lease)
    assert rig.stove.burners[1].latch == "sensor_failed"
    assert rig.stove.burners[1].physics.power_w == 0.0
    assert rig.stove.reported.burners["1"]["sensor_ok"] is False


def test_a_failed_sensor_refuses_a_hold_but_not_a_level(rig: Rig) -> None:
    rig.stove.burners[1].pan_sensor.fault = Fault.PULLED
    rig.pass_time(1.0)
    with pytest.raises(LinkRefused) as caught:
        rig.heat(target_c=85.0)
    assert caught.value.code is ProtocolCode.SENSOR_FAILED
    rig.heat(power=0.3)


def test_a_healthy_sensor_is_trusted_for_hours() -> None:
    rig = Rig(rate=200.0)
    rig.pass_time(40.0)
    assert "sensor_failed" not in rig.kinds()
    assert rig.stove.burners[1].sensor_ok


def test_residual_heat_is_shown_until_the_glass_is_cool() -> None:
    rig = Rig(rate=20.0)
    rig.stove.turn(1, 1.0)
    rig.pass_time(30.0)
    rig.stove.turn(1, 0.0)
    rig.stove.burners[1].lift_pan()
    rig.stove.publish()
    assert rig.stove.reported.burners["1"]["residual_heat"]
    while rig.stove.reported.burners["1"]["residual_heat"]:
        assert rig.stove.burners[1].physics.glass_c > 50.0
        rig.pass_time(1.0)
    assert rig.stove.burners[1].physics.glass_c < 55.0


# Values


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"power": 1.1}, RefusalCode.OUT_OF_RANGE),
        ({"power": -0.1}, RefusalCode.OUT_OF_RANGE),
        ({"target_c": 39.0}, RefusalCode.OUT_OF_RANGE),
        ({"target_c": 251.0}, RefusalCode.OUT_OF_RANGE),
        ({"power": 0.5, "timer_s": 0.0}, RefusalCode.OUT_OF_RANGE),
        ({"power": 0.5, "target_c": 80.0}, RefusalCode.INVALID),
        ({}, RefusalCode.INVALID),
    ],
)
def test_values_out_of_range_heat_nothing(rig: Rig, asked: dict[str, Any], code: LinkCode) -> None:
    rig.stove.arm()
    lease = rig.stove.acquire("house", {1}, 10.0).id
    assert refused(rig.stove.set_burner, "house", 1, start=True, lease_id=lease, **asked) is code
    assert rig.source(1) is HeatSource.IDLE


def test_an_unknown_burner_is_named(rig: Rig) -> None:
    with pytest.raises(LinkRefused) as caught:
        rig.stove.off(9)
    assert caught.value.code is RefusalCode.UNKNOWN_BURNER
    assert caught.value.data["burners"] == [1, 2, 3]


def test_power_zero_is_off_and_needs_no_lease(rig: Rig) -> None:
    rig.heat()
    rig.stove.set_burner("other", 1, power=0.0, lease_id="none")
    assert rig.source(1) is HeatSource.IDLE
