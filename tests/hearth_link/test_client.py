"""The client against a real stove over TLS."""

import asyncio
from collections.abc import Callable

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.errors import (
    CertificateChanged,
    LinkAuthError,
    LinkRefused,
    LinkUnavailable,
)
from custom_components.hearthtech.hearth_link.messages import EventKind, LinkChange, LinkChangeKind
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import Connect


async def until(condition: Callable[[], object], *, seconds: float = 5.0) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_client_knows_the_stove_after_start(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    assert client.connected
    assert client.info.id == stove.stove_id
    assert list(client.info.burners) == [1, 2, 3, 4]
    assert client.clock_rate == 10.0
    assert client.burners[1].source is HeatSource.IDLE
    assert client.info.burners[1].capability("power").access == "start"
    assert client.info.burners[1].capability("moon_phase").access == "none"


async def test_heat_needs_an_armed_stove_and_shows_as_remote(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    stove.controls.pan(1, water_l=1.5)
    with pytest.raises(LinkRefused) as refused:
        await client.set_burner(1, power=0.5, start=True)
    assert refused.value.code is RefusalCode.NOT_ARMED
    stove.controls.arm()
    await client.set_burner(1, power=0.5, start=True)
    await until(lambda: client.burners[1].source is HeatSource.REMOTE)
    await until(lambda: (client.burners[1].pan_temperature_c or 0) > 22)
    assert client.burners[1].power == 0.5


async def test_a_setpoint_never_implies_a_start(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    with pytest.raises(LinkRefused) as refused:
        await client.set_burner(1, power=0.5)
    assert refused.value.code is RefusalCode.NOT_ON


async def test_a_turned_knob_takes_over_at_once_and_is_told(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    changes: list[LinkChange] = []
    client.subscribe(changes.append)
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await client.set_burner(1, power=0.9, start=True)
    stove.controls.turn(1, 0.3)
    await until(lambda: client.burners[1].source is HeatSource.MANUAL)
    assert client.burners[1].power == 0.3
    kinds = [change.event.kind for change in changes if change.event]
    assert kinds[-2:] == [EventKind.KNOB_TURNED, EventKind.TAKEN_OVER]
    with pytest.raises(LinkRefused) as refused:
        await client.set_burner(1, power=0.5)
    assert refused.value.code is RefusalCode.MANUAL


async def test_off_needs_nothing_and_ends_manual_heat_too(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    stove.controls.turn(2, 1.0)
    stove.controls.lock()
    await until(lambda: client.burners[2].source is HeatSource.MANUAL)
    await client.burner_off(2)
    await until(lambda: client.burners[2].source is HeatSource.IDLE)


async def test_the_lease_outlives_its_length_while_the_client_lives(
    stove: VirtualStove, connect: Connect
) -> None:
    client = await connect()
    client._lease._ttl_s = 2.0
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await client.set_burner(1, power=0.2, start=True)
    await asyncio.sleep(3.0)
    assert client.burners[1].source is HeatSource.REMOTE
    assert [lease.ttl_s for lease in stove.stove.leases.values()] == [2.0]


async def test_heat_dies_with_its_client_and_stays_off_until_acknowledged(
    stove: VirtualStove, connect: Connect, session: ClientSession
) -> None:
    client = await connect()
    client._lease._ttl_s = 2.0
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await client.set_burner(1, power=0.2, start=True)
    assert client._running is not None
    assert client._lease._keeping is not None
    client._running.cancel()
    client._lease._keeping.cancel()
    await until(lambda: stove.stove.burners[1].source is HeatSource.LATCHED)
    other = await connect("other")
    assert other.burners[1].latch == "lease_lost"
    with pytest.raises(LinkRefused) as refused:
        await other.set_burner(1, power=0.2, start=True)
    assert refused.value.code is RefusalCode.LATCHED
    await other.acknowledge(1)
    await other.set_burner(1, power=0.2, start=True)
    await until(lambda: other.burners[1].source is HeatSource.REMOTE)


async def test_closing_a_client_in_good_order_turns_its_heat_off(
    stove: VirtualStove, connect: Connect
) -> None:
    client = await connect()
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await client.set_burner(1, temperature_c=80, start=True)
    await client.close()
    assert stove.stove.burners[1].source is HeatSource.IDLE


async def test_a_client_comes_back_and_hears_what_it_missed(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    changes: list[LinkChange] = []
    client.subscribe(changes.append)
    await stove.server.hang_up()
    stove.controls.turn(3, 0.4)
    await until(lambda: not client.connected)
    await until(lambda: client.connected)
    assert client.burners[3].source is HeatSource.MANUAL
    kinds = [change.kind for change in changes]
    assert kinds.count(LinkChangeKind.DISCONNECTED) == 1
    assert kinds[-1] is LinkChangeKind.CONNECTED
    events = [change.event.kind for change in changes if change.event]
    assert events == [EventKind.KNOB_TURNED]


async def test_after_a_power_cut_nothing_resumes(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await client.set_burner(1, power=1.0, start=True)
    boot = client._boot_id
    await stove.controls.power_cut()
    await until(lambda: client.connected and client._boot_id != boot)
    assert client.burners[1].source is HeatSource.IDLE
    assert not client.state.armed
    await asyncio.sleep(0.5)
    assert client.burners[1].source is HeatSource.IDLE


async def test_a_wrong_key_and_a_wrong_certificate_are_told_apart(
    stove: VirtualStove, session: ClientSession
) -> None:
    key = stove.provision("house")
    wrong = LinkClient(
        session, "127.0.0.1", stove.port, client_id="house", key=bytes(32), fingerprint=stove.fingerprint
    )
    with pytest.raises(LinkAuthError):
        await wrong.start()
    changed = LinkClient(session, "127.0.0.1", stove.port, client_id="house", key=key, fingerprint="ab" * 32)
    with pytest.raises(CertificateChanged) as refused:
        await changed.start()
    assert refused.value.found == stove.fingerprint


async def test_nobody_there_is_unavailable(stove: VirtualStove, session: ClientSession) -> None:
    port = stove.port
    await stove.stop()
    client = LinkClient(session, "127.0.0.1", port, client_id="x", key=bytes(32), fingerprint="ab" * 32)
    with pytest.raises(LinkUnavailable):
        await client.start()


async def test_a_failing_subscriber_does_not_cut_the_link(
    stove: VirtualStove, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    client = await connect()
    seen: list[LinkChange] = []

    def fail(_change: LinkChange) -> None:
        raise ValueError("mine")

    client.subscribe(fail)
    client.subscribe(seen.append)
    stove.controls.turn(1, 0.5)
    await until(lambda: client.burners[1].source is HeatSource.MANUAL)
    await until(lambda: len(seen) > 1)
    assert client.connected
    assert "a subscriber failed" in caplog.text
    caplog.clear()
