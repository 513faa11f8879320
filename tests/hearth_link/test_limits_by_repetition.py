"""Limits that no repeated request prolongs, and one holder for burners that heat as one."""

import itertools

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners import limits
from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.hearth_link.errors import LinkRefused, ProtocolCode
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.stove_options import StoveOptions
from custom_components.hearthtech.hearth_link.simulator.zones import ZonesSpec

from .stove_fixture import Rig


def boosting(rig: Rig, lease: str, *, boost: bool = True, power: float = 1.0) -> None:
    rig.stove.set_burner("house", 1, power=power, boost=boost, start=True, lease_id=lease)


def boosted_s(rig: Rig, lease: str, seconds: float, every_s: float = 30.0) -> float:
    """Seconds of boost in a stretch of time in which it is asked for again and again."""
    total = 0.0
    for _ in range(round(seconds / every_s)):
        if rig.source() is HeatSource.REMOTE:
            boosting(rig, lease)
        before = rig.stove.burners[1].boost_used_s
        rig.pass_time(every_s, step=2.0, lease=lease)
        total += max(rig.stove.burners[1].boost_used_s - before, 0.0)
    return total


def test_a_repeated_request_does_not_renew_boost() -> None:
    rig = Rig()
    rig.pot(1, liters=5.0)
    lease = rig.heat(power=1.0, boost=True)
    assert boosted_s(rig, lease, limits.BOOST_S + 300.0) <= limits.BOOST_S + 1.0
    assert rig.stove.reported.burners["1"]["boost"] is False
    assert rig.stove.reported.burners["1"]["boost_left_s"] is None


def test_boost_off_and_on_does_not_renew_it() -> None:
    rig = Rig()
    lease = rig.heat(power=1.0, boost=True)
    rig.pass_time(300.0, step=2.0, lease=lease)
    for power in (1.0, 0.5, 0.99):
        boosting(rig, lease, boost=False, power=power)
        boosting(rig, lease)
        assert rig.stove.reported.burners["1"]["boost_left_s"] <= limits.BOOST_S - 299.0


def test_off_lease_timer_and_hold_do_not_renew_boost() -> None:
    rig = Rig()
    lease = rig.heat(power=1.0, boost=True)
    rig.pass_time(300.0, step=2.0, lease=lease)
    used = rig.stove.burners[1].boost_used_s
    rig.stove.off(1)
    boosting(rig, lease)
    rig.stove.set_burner("house", 1, target_c=200.0, lease_id=lease)
    boosting(rig, lease)
    rig.stove.release("house", lease)
    lease = rig.heat(power=1.0, boost=True, timer_s=100.0)
    assert rig.stove.burners[1].boost_used_s == pytest.approx(used, abs=1.0)


def test_spent_boost_is_made_up_by_time_or_by_a_hand() -> None:
    rig = Rig()
    lease = rig.heat(power=1.0, boost=True)
    rig.pass_time(limits.BOOST_S + 10.0, step=2.0, lease=lease)
    boosting(rig, lease)
    assert not rig.stove.burners[1].boost
    rig.pass_time(limits.BOOST_S / 2.0, step=2.0, lease=lease)
    boosting(rig, lease)
    assert not rig.stove.burners[1].boost
    rig.stove.off(1)
    rig.pass_time(limits.BOOST_S, step=2.0, lease=lease)
    boosting(rig, lease)
    assert rig.stove.burners[1].boost
    rig.stove.burners[1].boost_used_s = limits.BOOST_S - 0.1
    rig.pass_time(2.0, lease=lease)
    rig.stove.turn(1, 1.0, boost=True)
    assert rig.stove.burners[1].boost


def test_joining_does_not_renew_boost() -> None:
    rig = Rig(zones=ZonesSpec(bridges=((1, 2),)))
    rig.stove.burners[2].boost_used_s = 400.0
    rig.stove.set_bridge(1, joined=True, client="house")
    assert rig.stove.burners[1].boost_used_s == 400.0
    rig.stove.set_bridge(1, joined=False, client="house")
    assert [rig.stove.burners[n].boost_used_s for n in (1, 2)] == [400.0, 400.0]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["boost", "plain", "off", "wait"]), st.integers(1, 200)), max_size=12)
)
def test_in_no_stretch_of_time_is_boost_more_than_its_share(steps: list[tuple[str, int]]) -> None:
    rig = Rig()
    rig.pot(1, liters=5.0)
    rig.stove.arm()
    lease = rig.stove.acquire("house", {1}, 10.0).id
    boosted = passed = 0.0
    for verb, seconds in steps:
        try:
            if verb == "off":
                rig.stove.off(1)
            elif verb != "wait":
                boosting(rig, lease, boost=verb == "boost")
        except LinkRefused as refused:
            assert refused.code is not ProtocolCode.INTERNAL  # noqa: PT017  what it is does not matter here
        for _ in range(seconds // 2):
            rig.pass_time(2.0, step=2.0, lease=lease)
            passed += 2.0
            boosted += 2.0 if rig.stove.burners[1].boost else 0.0
    assert boosted <= limits.BOOST_S + passed / 2.0 + 2.0


def two_clients() -> tuple[Stove, str]:
    rig = Rig(zones=ZonesSpec(bridges=((1, 2),)))
    rig.stove.arm()
    rig.stove.set_bridge(1, joined=True, client="house")
    return rig.stove, "guest"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [({1}, {2}), ({2}, {1}), ({1, 2}, {1}), ({1, 2}, {2}), ({2, 3}, {1, 3}), ({1}, {1, 2}), ({2}, {1, 2})],
)
def test_a_pair_has_one_holder(mine: set[int], theirs: set[int]) -> None:
    stove, guest = two_clients()
    lease = stove.acquire("house", mine, 10.0)
    with pytest.raises(LinkRefused) as raised:
        stove.acquire(guest, theirs, 10.0)
    assert raised.value.code is RefusalCode.BUSY
    stove.acquire(guest, {3}, 10.0) if 3 not in mine else None
    with pytest.raises(LinkRefused) as raised:
        stove.set_burner(guest, 1, power=0.5, start=True, lease_id="x")
    assert raised.value.code is RefusalCode.BUSY
    stove.release("house", lease.id)
    stove.acquire(guest, theirs, 10.0)
    # Parted, each burner may have a holder of its own again.
    stove.set_bridge(1, joined=False)
    assert stove.acquire("house", {1, 2, 3} - theirs or {4}, 10.0) if {1, 2, 3} - theirs else True


def test_a_client_does_not_join_what_another_holds() -> None:
    for held, client in itertools.product((1, 2), ("guest", "third")):
        rig = Rig(zones=ZonesSpec(bridges=((1, 2),)))
        rig.stove.acquire("house", {held}, 10.0)
        with pytest.raises(LinkRefused) as raised:
            rig.stove.set_bridge(1, joined=True, client=client)
        assert raised.value.code is RefusalCode.BUSY


def test_a_hand_that_joins_leaves_one_holder() -> None:
    rig = Rig(zones=ZonesSpec(bridges=((1, 2),)))
    rig.stove.arm()
    first = rig.stove.acquire("house", {1}, 10.0)
    second = rig.stove.acquire("guest", {2, 3}, 10.0)
    rig.stove.set_bridge(1, joined=True)
    assert (first.burners, second.burners) == ({1}, {3})
    rig.stove.set_burner("house", 1, power=0.5, start=True, lease_id=first.id)
    with pytest.raises(LinkRefused) as raised:
        rig.stove.set_burner("guest", 1, power=0.5, start=True, lease_id=second.id)
    assert raised.value.code is RefusalCode.BUSY
    assert rig.stove.renew("guest", second.id).burners == {3}


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sets(st.integers(1, 4), min_size=1)), max_size=6),
    st.booleans(),
)
def test_no_order_of_leases_gives_a_zone_two_holders(asked: list[tuple[str, set[int]]], late: bool) -> None:
    stove = Stove(
        tuple(BurnerSpec() for _ in range(4)),
        StoveOptions(seed=1),
        zones=ZonesSpec(bridges=((1, 2), (3, 4))),
        clock=lambda: 100.0,
    )
    if not late:
        stove.set_bridge(1, joined=True)
        stove.set_bridge(3, joined=True)
    for client, burners in asked:
        try:
            stove.acquire(client, burners, 10.0)
        except LinkRefused as refused:
            assert refused.code is RefusalCode.BUSY  # noqa: PT017  every client may ask for everything
    if late:
        stove.set_bridge(1, joined=True)
        stove.set_bridge(3, joined=True)
    for zone in ({1, 2}, {3, 4}):
        assert sum(bool(lease.burners & zone) for lease in stove.leases.values()) <= 1
