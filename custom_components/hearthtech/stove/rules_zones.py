"""The rules about what a stove does across its burners: the power cap, and burners that heat as one."""

from typing import Any, Final

from .conformance import Bench, Lacking, Needs, Peer, expect, refused, rule
from .errors import LinkCode

ENTERED: Final = True
ROUNDING_W: Final = 10.0
"""What a burner's power may be rounded by when it is shown."""


async def _capped(bench: Bench) -> tuple[Peer, dict[str, Any], list[int]]:
    """A client that follows a stove with a power cap, that cap's range, and the burners to be heated."""
    peer, told = await bench.login()
    await peer.subscribe()
    cap = told.get("capabilities", {}).get("power_cap")
    if cap is None:
        raise Lacking("the stove has no power cap")
    bench.cap_w = float(peer.stove["power_cap_w"])
    return peer, cap, [int(one["n"]) for one in told["burners"]]


async def _pair(bench: Bench) -> tuple[Peer, int, int]:
    """A client that follows a stove with a bridge, and the first pair of burners that it joins."""
    peer, told = await bench.login()
    await peer.subscribe()
    if not told.get("bridges"):
        raise Lacking("the stove has no burners that can be joined")
    first, second = told["bridges"][0]
    return peer, int(first), int(second)


def _drawn_w(peer: Peer) -> float:
    return float(sum(one.get("power_w") or 0.0 for one in peer.burners.values()))


@rule(
    "power-cap",
    "All burners together draw no more than the power cap, and say that they are limited.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, cap, burners = await _capped(bench)
    for power_w in (cap["minimum"] - 1, cap["maximum"] + 1):
        await refused(peer.ask("cap.set", power_w=power_w), LinkCode.OUT_OF_RANGE)
    for n in burners:
        await bench.do("pan", n=n, water_l=1.0)
        await bench.do("turn", n=n, level=1.0)
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
async def _(bench: Bench) -> None:
    peer, cap, _ = await _capped(bench)
    await bench.do("lock", locked=True)
    await peer.until(lambda: peer.stove.get("locked") is True, "the lock")
    await peer.ask("cap.set", power_w=cap["minimum"])
    await refused(peer.ask("cap.set", power_w=cap["minimum"] + cap["step"]), LinkCode.LOCKED)
    expect(peer.stove.get("power_cap_w") == cap["minimum"], "the cap is not shown")


@rule(
    "bridge-when-off",
    "Burners are not joined while one of them is on, and parting them is always taken.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, first, second = await _pair(bench)
    for n in (first, second):
        await bench.do("turn", n=n, level=0.3)
        await peer.until(lambda n=n: peer.source(n) == "manual", "heat by hand")  # type: ignore[misc]
        await refused(peer.ask("bridge.set", n=first, joined=True), LinkCode.IN_USE)
        expect(peer.source(n) == "manual" and not peer.stove.get("bridged"), "the burners were joined")
        await peer.ask("bridge.set", n=first, joined=False)
        await peer.ask("burner.off", n=n)


@rule(
    "bridge-one-zone",
    "Joined burners heat as one: the second shows what the first does, and turns it off.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, first, second = await _pair(bench)
    await bench.do("lift", n=second)
    await peer.ask("bridge.set", n=first, joined=True)
    await peer.until(lambda: peer.stove.get("bridged") == [first], "the joined pair")
    await bench.do("pan", n=first, water_l=1.0)
    await bench.do("arm")
    lease = str((await peer.ask("lease.acquire", burners=[first, second], ttl_s=10.0))["lease_id"])
    await refused(peer.heat(second, lease), LinkCode.BRIDGED)
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
