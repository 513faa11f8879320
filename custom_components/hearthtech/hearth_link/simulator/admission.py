"""Accepting connections: TLS, and limits on peers that have not authenticated.

Every connection is a stranger until its session has authenticated. Strangers have a limited number of places and a
limited time in each phase (TLS, HTTP request, authentication). A new connection always gets a place: when all are
taken, the oldest stranger of the address that holds most of them is disconnected. Peers that stay silent, or that
connect over and over, therefore never keep a client out. Authenticated sessions are counted apart (`server`).
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
import errno
import logging
import socket
import ssl
from typing import Final

_LOGGER = logging.getLogger(__name__)

HANDSHAKE_S: Final = 5.0
"""Real seconds from connecting until TLS is up."""
REQUEST_S: Final = 5.0
"""Real seconds from connecting until the WebSocket request is complete. Includes the TLS handshake."""
MAX_STRANGERS: Final = 16
"""Connections without an authenticated session, at the same time."""
BACKLOG: Final = 128
ACCEPT_PAUSE_S: Final = 0.1
"""Pause after the system could not give a connection, for example for lack of file descriptors."""


@dataclass(eq=False, slots=True)
class Stranger:
    """A connection that has not authenticated yet."""

    address: str
    protocol: asyncio.Protocol
    task: asyncio.Task[None] | None = None
    """The TLS handshake, while it runs."""
    transport: asyncio.BaseTransport | None = None
    deadline: asyncio.TimerHandle | None = None
    """Disconnects it unless its WebSocket request is complete by then."""
    pairing: bool = False
    """Whether it has sent a pairing message; such a stranger is disconnected after all others."""

    def disconnect(self) -> None:
        """End the connection at once, in any phase."""
        if self.deadline is not None:
            self.deadline.cancel()
        if self.task is not None:
            self.task.cancel()
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


@dataclass(eq=False, slots=True)
class Admission:
    """The listening sockets of a stove, and its strangers, oldest first. `make` makes a connection's protocol."""

    make: Callable[[], asyncio.Protocol]
    context: ssl.SSLContext
    strangers: dict[asyncio.Protocol, Stranger] = field(default_factory=dict)
    port: int = 0
    _sockets: list[socket.socket] = field(default_factory=list)
    _accepting: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, host: str, port: int) -> None:
        """Listen on every address of `host`.

        Raises:
            OSError: when an address can't be had.
            OverflowError: for a port outside 0 to 65535.
        """
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        try:
            for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
                where = (address[0], self.port or port)
                listening = socket.create_server(where, family=family, backlog=BACKLOG)
                listening.setblocking(False)
                self._sockets.append(listening)
                self.port = self.port or listening.getsockname()[1]
        except BaseException:
            self.stop()
            raise
        self._accepting = [asyncio.create_task(self._accept(one)) for one in self._sockets]

    def stop_listening(self) -> None:
        """Accept no more connections."""
        for task in self._accepting:
            task.cancel()
        for listening in self._sockets:
            listening.close()
        self._accepting, self._sockets = [], []

    def stop(self) -> None:
        """Stop listening, and disconnect all strangers."""
        self.stop_listening()
        for stranger in tuple(self.strangers.values()):
            self.remove(stranger.protocol)
            stranger.disconnect()

    def remove(self, protocol: asyncio.BaseProtocol | None) -> None:
        """Free a stranger's place: it has authenticated or disconnected."""
        stranger = self.strangers.pop(protocol, None)  # type: ignore[call-overload]
        if stranger is not None and stranger.deadline is not None:
            stranger.deadline.cancel()

    def requested(self, protocol: asyncio.BaseProtocol | None) -> Stranger | None:
        """Note that a stranger's WebSocket request is complete; its session has a time limit of its own.

        Returns `None` when the connection has just been disconnected.
        """
        stranger: Stranger | None = self.strangers.get(protocol)  # type: ignore[call-overload]
        if stranger is not None and stranger.deadline is not None:
            stranger.deadline.cancel()
        return stranger

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, address = await loop.sock_accept(listening)
            except OSError as error:
                if error.errno == errno.EBADF:
                    return
                _LOGGER.debug("accept: %s", error)
                await asyncio.sleep(ACCEPT_PAUSE_S)
                continue
            connection.setblocking(False)
            self._make_room()
            stranger = Stranger(str(address[0]), self.make())
            self.strangers[stranger.protocol] = stranger
            stranger.deadline = loop.call_later(REQUEST_S, self._expire, stranger)
            stranger.task = asyncio.create_task(self._secure(stranger, connection))

    async def _secure(self, stranger: Stranger, connection: socket.socket) -> None:
        """Do the TLS handshake; afterwards the protocol is served by its own task."""
        loop = asyncio.get_running_loop()
        try:
            stranger.transport, _ = await loop.connect_accepted_socket(
                lambda: stranger.protocol, connection, ssl=self.context, ssl_handshake_timeout=HANDSHAKE_S
            )
        except OSError, ssl.SSLError, asyncio.CancelledError:
            self.remove(stranger.protocol)
            with suppress(OSError):
                connection.close()
        finally:
            stranger.task = None

    def _expire(self, stranger: Stranger) -> None:
        self.remove(stranger.protocol)
        stranger.disconnect()

    def _make_room(self) -> None:
        while len(self.strangers) >= MAX_STRANGERS:
            held = Counter(one.address for one in self.strangers.values())
            # `min` takes the first, which is the oldest, among equals.
            oldest = min(self.strangers.values(), key=lambda one: (one.pairing, -held[one.address]))
            self._expire(oldest)
