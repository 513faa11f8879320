"""Rules about features across burners: the power cap, and burners that heat as one."""

from typing import Any, Final

from custom_components.hearthtech.burners.model import RefusalCode
from tools.hearth_link_check.conformance import (
    CheckContext,
    Needs,
    NotSupported,
    RecordingClient,
    expect,
    refused,
    rule,
)

ROUNDING_W: Final = 10.0
"""Rounding of a burner's reported power, in W."""


async def _capped(context: CheckContext) -> tuple[RecordingClient, dict[str, Any], list[int]]:
    """A client that follows a stove with a power cap, that cap's range, and the burners to be heated."""
    peer, told = await context.login()
    await peer.subscribe()
    cap = told.get("capabilities", {}).get("power_cap")
    if cap is None:
        raise NotSupported("the stove has no power cap")
    context.cap_w = float(peer.stove["power_cap_w"])
    return peer, cap, [int(one["n"]) for one in told["burners"]]


async def pair_of(context: CheckContext) -> tuple[RecordingClient, int, int]:
    """A client that follows a stove with a bridge, and the first pair of burners that it joins."""
    peer, told = await context.login()
    await peer.subscribe()
    if not told.get("bridges"):
        raise NotSupported("the stove has no burners that can be joined")
    first, second = told["bridges"][0]
    return peer, int(first), int(second)


def _drawn_w(peer: RecordingClient) -> float:
    return float(sum(one.get("power_w") or 0.0 for one in peer.burners.values()))


@rule(
    "power-cap",
    "All burners together draw no more than the power cap, and say that they are limited.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_power_cap(context: CheckContext) -> None:
    peer, cap, burners = await _capped(context)
    for power_w in (cap["minimum"] - 1, cap["maximum"] + 1):
        await refused(peer.ask("cap.set", power_w=power_w), RefusalCode.OUT_OF_RANGE)
    for n in burners:
        await context.do("pan", n=n, water_l=1.0)
        await context.do("turn", n=n, level=1.0)
    await peer.until(lambda: _drawn_w(peer) > 0.9 * cap["minimum"], "power to be limited", seconds=15.0)
    await peer.ask("cap.set", power_w=cap["minimum"])
    expect(peer.stove.get("power_cap_w") == cap["minimum"], "the cap is not shown")
    allowed_w = cap["minimum"] + ROUNDING_W * len(burners)
    await peer.until(lambda: _drawn_w(peer) <= allowed_w, "less power than the cap", seconds=2.0)
    expect(any(one.get("limited") for one in peer.burners.values()), "no burner says that it is limited")


@rule(
    "cap-raise",
    "A lower cap is always taken; a higher one is refused while the stove is locked.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_cap_raise(context: CheckContext) -> None:
    peer, cap, _ = await _capped(context)
    await context.do("lock", locked=True)
    await peer.until(lambda: peer.stove.get("locked") is True, "the lock")
    await peer.ask("cap.set", power_w=cap["minimum"])
    await refused(peer.ask("cap.set", power_w=cap["minimum"] + cap["step"]), RefusalCode.LOCKED)
    expect(peer.stove.get("power_cap_w") == cap["minimum"], "the cap is not shown")


@rule(
    "bridge-when-off",
    "Burners are not joined while one of them is on, and parting them is always taken.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_bridge_when_off(context: CheckContext) -> None:
    peer, first, second = await pair_of(context)
    for n in (first, second):
        await context.do("turn", n=n, level=0.3)
        await peer.until(lambda n=n: peer.source(n) == "manual", "heat by hand")  # type: ignore[misc]
        await refused(peer.ask("bridge.set", n=first, joined=True), RefusalCode.IN_USE)
        expect(peer.source(n) == "manual" and not peer.stove.get("bridged"), "the burners were joined")
        await peer.ask("bridge.set", n=first, joined=False)
        await peer.ask("burner.off", n=n)


@rule(
    "bridge-one-zone",
    "Joined burners heat as one: the second shows what the first does, and turns it off.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_bridge_one_zone(context: CheckContext) -> None:
    peer, first, second = await pair_of(context)
    await context.do("lift", n=second)
    await peer.ask("bridge.set", n=first, joined=True)
    await peer.until(lambda: peer.stove.get("bridged") == [first], "the joined pair")
    await context.do("pan", n=first, water_l=1.0)
    await context.do("arm")
    lease = str((await peer.ask("lease.acquire", burners=[first, second], ttl_s=10.0))["lease_id"])
    await refused(peer.heat(second, lease), RefusalCode.BRIDGED)
    await peer.heat(first, lease, power=0.4)
    await peer.until(lambda: peer.source(second) == "remote", "remote heat at the second burner")
    shown = [peer.burners[str(n)].get("power") for n in (first, second)]
    expect(shown == [0.4, 0.4], f"the two burners show {shown}")
    await peer.ask("burner.off", n=second)
    await peer.until(lambda: peer.source(first) == "idle", "the first burner off", seconds=1.0)
    try:
        await peer.until(lambda: peer.source(second) == "idle", "the second burner off", seconds=1.0)
    finally:
        await peer.ask("bridge.set", n=first, joined=False)


RULES: Final = (
    _check_power_cap,
    _check_cap_raise,
    _check_bridge_when_off,
    _check_bridge_one_zone,
)
"""The rules of this file, in the order in which they are checked."""
