"""Sends the frames of one connection, and detects that the network is too slow for them."""

import asyncio
from collections.abc import Callable
from typing import Final

from aiohttp import WSMsgType, web
import orjson

from .reported_state import Values

HIGH_WATER: Final = 16 * 1024
"""Bytes waiting in TLS from which on changes are merged instead of sent."""
DRAIN_LOOK_S: Final = 0.002


class Outbox:
    """The outgoing frames of one connection.

    Args:
        socket: the connection.
        transport: its transport; without one, nothing is sent.
        on_drained: called when the network is ready again after it was too slow.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        *,
        on_drained: Callable[[], None],
    ) -> None:
        self.congested_since: float | None = None
        """Since when the network is too slow, in s of the event loop's clock; `None` while it is not."""
        self._socket = socket
        self._transport = transport
        self._on_drained = on_drained
        self._loop = asyncio.get_running_loop()
        self._out: list[bytes] = []
        self._flush_planned = False
        self._clear = asyncio.Event()
        self._clear.set()

    def put(self, method: str, params: Values) -> None:
        """Queue a notification's frame; all frames of one iteration of the event loop are sent in one write.

        aiohttp writes each frame on its own, which for encrypted connections means a TLS record and a system
        call a frame. An unmasked, unfragmented text frame (RFC 6455, 5.2) is a header of two or four bytes.
        """
        content = orjson.dumps({"jsonrpc": "2.0", "method": method, "params": params})
        length = len(content)
        header = bytes((0x81, length)) if length < 126 else b"\x81\x7e" + length.to_bytes(2, "big")
        self._out.append(header)
        self._out.append(content)
        if not self._flush_planned:
            self._flush_planned = True
            self._loop.call_soon(self._flush)

    def discard(self) -> None:
        """Discard the frames that have not been written."""
        self._out = []

    async def send(self, frame: bytes) -> None:
        """Write a frame after those that are queued."""
        self._flush()
        try:
            await self._socket.send_frame(frame, WSMsgType.TEXT)
        except ConnectionError:
            return

    async def drained(self) -> None:
        """Wait until the network is not too slow."""
        await self._clear.wait()

    def _flush(self) -> None:
        self._flush_planned = False
        if not self._out:
            return
        written, self._out = b"".join(self._out), []
        transport = self._transport
        if transport is None or transport.is_closing() or self._socket.closed:
            return
        transport.write(written)
        if transport.get_write_buffer_size() > HIGH_WATER:
            self.congested_since = self._loop.time()
            self._clear.clear()
            self._loop.call_later(DRAIN_LOOK_S, self._look_drained)

    def _look_drained(self) -> None:
        """Check whether the network is ready again."""
        transport = self._transport
        if transport is None or transport.is_closing():
            self._clear.set()
            return
        if transport.get_write_buffer_size() > HIGH_WATER // 2:
            self._loop.call_later(DRAIN_LOOK_S, self._look_drained)
            return
        self.congested_since = None
        self._clear.set()
        self._on_drained()
