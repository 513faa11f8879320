"""Announcing a stove in the local network, and the name under which stoves are announced.

What is announced is a hint: a client trusts the certificate it has pinned and the key it holds, nothing else.
"""

import socket
from typing import TYPE_CHECKING, Final

from .messages import VERSION

if TYPE_CHECKING:
    from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

    from .simulator.virtual import VirtualStove

SERVICE_TYPE: Final = "_hearthlink._tcp.local."


class Announcement:
    """A running announcement."""

    def __init__(self, zeroconf: AsyncZeroconf, info: AsyncServiceInfo, *, own: bool) -> None:
        self._zeroconf = zeroconf
        self._info = info
        self._own = own

    async def close(self) -> None:
        """Take it back."""
        await (await self._zeroconf.async_unregister_service(self._info))
        if self._own:
            await self._zeroconf.async_close()


async def announce(
    stove: VirtualStove, *, zeroconf: AsyncZeroconf | None = None, address: str = "127.0.0.1"
) -> Announcement:
    """Announce a running stove, with the given zeroconf instance or one of its own.

    Raises:
        OSError: when there is no network to announce it in.
    """
    from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

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
    return Announcement(used, info, own=own)
