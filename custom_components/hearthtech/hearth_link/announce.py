"""Zeroconf announcement of a stove in the local network, and its service name.

Announced data is only a hint: a client trusts the pinned certificate and its key, nothing else.
"""

import socket
from typing import Final

from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from .messages import VERSION
from .simulator.virtual import VirtualStove

SERVICE_TYPE: Final = "_hearthlink._tcp.local."


class StoveAnnouncement:
    """A running announcement."""

    def __init__(self, zeroconf: AsyncZeroconf, info: AsyncServiceInfo, *, own: bool) -> None:
        self._zeroconf = zeroconf
        self._info = info
        self._own = own

    async def close(self) -> None:
        """Withdraw the announcement."""
        await (await self._zeroconf.async_unregister_service(self._info))
        if self._own:
            await self._zeroconf.async_close()


async def announce(
    stove: VirtualStove, *, zeroconf: AsyncZeroconf | None = None, address: str = "127.0.0.1"
) -> StoveAnnouncement:
    """Announce a running stove, with the given zeroconf instance or a new one.

    Raises:
        OSError: when no network is available.
    """
    own = zeroconf is None
    used = zeroconf if zeroconf is not None else AsyncZeroconf()
    info = AsyncServiceInfo(
        SERVICE_TYPE,
        f"{stove.stove_id}.{SERVICE_TYPE}",
        addresses=[socket.inet_aton(address)],
        port=stove.port,
        properties={
            "id": stove.stove_id,
            "model": stove.model,
            "api": VERSION,
            "fingerprint": stove.fingerprint,
        },
        server=f"{stove.stove_id}.local.",
    )
    await (await used.async_register_service(info))
    return StoveAnnouncement(used, info, own=own)
