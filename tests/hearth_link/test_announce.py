"""A stove is announced only when asked for, with what a client may take as a hint."""

import asyncio
from pathlib import Path

import pytest
from zeroconf import IPVersion
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from custom_components.hearthtech.hearth_link.announce import announce
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

pytestmark = pytest.mark.usefixtures("socket_enabled")

TYPE = "_hearthlink._tcp.local."


async def look_up(zeroconf: AsyncZeroconf, stove_id: str) -> AsyncServiceInfo | None:
    """What the network says of a stove, within a second."""
    info = AsyncServiceInfo(TYPE, f"{stove_id}.{TYPE}")
    return info if await info.async_request(zeroconf.zeroconf, 1000) else None


async def test_announced_on_request_and_gone_after(tmp_path: Path) -> None:
    stove = VirtualStove(tmp_path)
    await stove.start()
    here = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    there = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    try:
        assert await look_up(there, stove.stove_id) is None
        announcement = await announce(stove, zeroconf=here)
        found = await look_up(there, stove.stove_id)
        assert found is not None
        assert found.port == stove.port
        told = found.decoded_properties
        assert told["id"] == stove.stove_id
        assert told["fingerprint"] == stove.fingerprint
        assert told["model"]
        await announcement.close()
        await asyncio.sleep(1.5)
        assert await look_up(there, stove.stove_id) is None
    finally:
        await here.async_close()
        await there.async_close()
        await stove.stop()
