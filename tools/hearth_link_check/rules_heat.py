"""Rules of heat: off, leases, arming, and who wins."""

from typing import Final

from custom_components.hearthtech.burners.model import RefusalCode
from tools.hearth_link_check.conformance import (
    CheckContext,
    Needs,
    RecordingClient,
    expect,
    refused,
    rule,
    startable_burner,
)


async def _heating(context: CheckContext, ttl_s: float = 10.0) -> tuple[RecordingClient, int, str]:
    """A burner under remote heat."""
    peer, n = await startable_burner(context)
    await context.do("pan", n=n, water_l=1.0)
    await context.do("arm")
    lease = await peer.lease(n, ttl_s)
    await peer.heat(n, lease)
    await peer.until(lambda: peer.source(n) == "remote", "remote heat")
    return peer, n, lease


@rule("off-is-free", "Off needs no lease and no arming.", Needs.KEY)
async def _check_off_is_free(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    expect((await peer.ask("burner.off", n=n)).get("accepted") is True, "burner.off was not accepted")
    expect((await peer.ask("stove.off")).get("accepted") is True, "stove.off was not accepted")


@rule("lease-range", "A lease is 2 to 30 s long.", Needs.KEY)
async def _check_lease_range(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    for ttl_s in (1.0, 31.0):
        await refused(peer.ask("lease.acquire", burners=[n], ttl_s=ttl_s), RefusalCode.OUT_OF_RANGE)


@rule("no-lease-no-heat", "Without a lease that covers the burner, heat is refused.", Needs.KEY)
async def _check_no_lease_no_heat(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    await refused(peer.heat(n, "conformance"), RefusalCode.LEASE_LOST)
    expect(peer.source(n) != "remote", "the burner heats")


@rule("range", "A power over 1 or below 0 is refused with `out_of_range`.", Needs.KEY)
async def _check_range(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    lease = await peer.lease(n, 10.0)
    for power in (1.5, -0.5):
        await refused(peer.heat(n, lease, power=power), RefusalCode.OUT_OF_RANGE)


@rule(
    "one-holder", "A burner that another client has leased is refused with `lease_lost` or `busy`.", Needs.KEY
)
async def _check_one_holder(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    old = await peer.lease(n, 10.0)
    await peer.lease(n, 10.0)
    await refused(peer.ask("lease.renew", lease_id=old), RefusalCode.LEASE_LOST, RefusalCode.BUSY)


@rule("setpoint-is-no-start", "A setpoint for a burner that is off is refused with `not_on`.", Needs.KEY)
async def _check_setpoint_is_no_start(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    lease = await peer.lease(n, 10.0)
    await refused(peer.heat(n, lease, start=False), RefusalCode.NOT_ON)
    expect(peer.source(n) != "remote", "the burner heats")


@rule(
    "arming",
    "A start from cold is refused with `not_armed` until a hand has armed the stove.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_arming(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    await context.do("disarm")
    await context.do("pan", n=n, water_l=1.0)
    lease = await peer.lease(n, 10.0)
    await refused(peer.heat(n, lease), RefusalCode.NOT_ARMED)
    await context.do("arm")
    await peer.heat(n, lease)
    await peer.until(lambda: peer.source(n) == "remote", "remote heat")


@rule("off-wins", "Off ends remote heat at once.", Needs.KEY, Needs.HANDS)
async def _check_off_wins(context: CheckContext) -> None:
    peer, n, _ = await _heating(context)
    await peer.ask("burner.off", n=n)
    await peer.until(lambda: peer.source(n) == "idle", "the burner off", seconds=1.0)


@rule(
    "knob-wins",
    "A turned knob ends remote heat at once, holds its own level, and tells the holder.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_knob_wins(context: CheckContext) -> None:
    peer, n, lease = await _heating(context)
    await context.do("turn", n=n, level=0.2)
    await peer.until(lambda: peer.source(n) == "manual", "manual heat", seconds=1.0)
    expect(abs((peer.burners[str(n)].get("power") or 0.0) - 0.2) < 0.11, "the knob's level does not hold")
    await peer.until(lambda: any(one["kind"] == "taken_over" for one in peer.events), "the event taken_over")
    await refused(peer.heat(n, lease), RefusalCode.MANUAL)


@rule(
    "lease-ends-heat",
    "When the lease is not renewed, its heat is off within a second and stays latched.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_lease_ends_heat(context: CheckContext) -> None:
    peer, n, _ = await _heating(context, context.lease_s)
    await peer.until(lambda: peer.source(n) == "latched", "the latch", seconds=context.lease_s + 1.0)
    lease = await peer.lease(n, 10.0)
    await refused(peer.heat(n, lease), RefusalCode.LATCHED)
    await peer.ask("latch.acknowledge", n=n)
    await peer.heat(n, lease)
    await peer.until(lambda: peer.source(n) == "remote", "remote heat after the latch was acknowledged")


@rule(
    "lease-outlives-link",
    "A lease ends by its time, not by its connection: heat of a lost host goes off.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_lease_outlives_link(context: CheckContext) -> None:
    peer, n, _ = await _heating(context, context.lease_s)
    await peer.connection.close()
    other = await context.subscribed()
    await other.until(lambda: other.source(n) != "remote", "heat off", seconds=context.lease_s + 1.0)


@rule(
    "lock",
    "A stove that a hand has locked refuses heat, refuses to be unlocked, and still turns off.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_lock(context: CheckContext) -> None:
    peer, n, lease = await _heating(context)
    await context.do("lock", locked=True)
    await peer.until(lambda: peer.stove.get("locked") is True, "the lock")
    await refused(peer.heat(n, lease, power=0.5), RefusalCode.LOCKED)
    await refused(peer.ask("lock.set", locked=False), RefusalCode.LOCKED)
    await peer.ask("burner.off", n=n)
    await peer.until(lambda: peer.source(n) == "idle", "the burner off")


RULES: Final = (
    _check_off_is_free,
    _check_lease_range,
    _check_no_lease_no_heat,
    _check_range,
    _check_one_holder,
    _check_setpoint_is_no_start,
    _check_arming,
    _check_off_wins,
    _check_knob_wins,
    _check_lease_ends_heat,
    _check_lease_outlives_link,
    _check_lock,
)
"""The rules of this file, in the order in which they are checked."""
