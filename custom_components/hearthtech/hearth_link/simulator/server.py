"""Server side of Hearth Link: a WebSocket over TLS, one `Session` for each client."""

import asyncio
from collections import Counter
from socket import SO_SNDBUF, SOL_SOCKET
import ssl
from typing import Final

from aiohttp import web

from ..messages import MAX_FRAME, PATH, SOCKET_BUFFER, SUBPROTOCOL
from .admission import Admission, Stranger
from .session import CLOSE_STOPPING, HEARTBEAT_S, ServedStove, Session

MAX_SESSIONS: Final = 32
"""Authenticated sessions at the same time; the one after that replaces one of the client with the most."""
MAX_PER_CLIENT: Final = 4
"""Authenticated sessions of one client; the one after that replaces its oldest."""


def offers_subprotocol(header: str) -> bool:
    """Whether the list in `Sec-WebSocket-Protocol` has exactly the link's name in it."""
    return SUBPROTOCOL in [name.strip(" \t") for name in header.split(",")]


class LinkServer:
    """Listens for connections and holds the sessions of one stove."""

    def __init__(self, stove: ServedStove) -> None:
        self.stove = stove
        self.sessions: set[Session] = set()
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._admission: Admission | None = None
        self._beating: asyncio.Task[None] | None = None

    @property
    def strangers(self) -> int:
        """Connections that have not authenticated."""
        return 0 if self._admission is None else len(self._admission.strangers)

    async def start(self, host: str, port: int, context: ssl.SSLContext) -> None:
        """Start listening.

        Raises:
            OSError: when the address can't be used.
            OverflowError: for a port outside 0 to 65535.
        """
        app = web.Application()
        app.router.add_get(PATH, self._handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        assert runner.server is not None
        admission = Admission(runner.server, context)
        try:
            await admission.start(host, port)
        except BaseException:
            await runner.cleanup()
            raise
        self._runner, self._admission, self.port = runner, admission, admission.port
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """End all sessions and stop listening."""
        if self._beating is not None:
            self._beating.cancel()
            self._beating = None
        if self._admission is not None:
            self._admission.stop_listening()
        await self.hang_up()
        if self._admission is not None:
            self._admission.stop()
            self._admission = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def hang_up(self) -> None:
        """End all sessions."""
        await asyncio.gather(*(session.close(CLOSE_STOPPING, "stopping") for session in tuple(self.sessions)))

    async def drained(self) -> None:
        """Wait until all data written so far has been sent."""
        for session in tuple(self.sessions):
            await session.drained()

    def of_client(self, client_id: str) -> list[Session]:
        """The sessions of one client."""
        return [session for session in self.sessions if session.client_id == client_id]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if not offers_subprotocol(",".join(request.headers.getall("Sec-WebSocket-Protocol", ()))):
            raise web.HTTPBadRequest(text=f"subprotocol {SUBPROTOCOL} expected\n")
        admission, protocol = self._admission, request.protocol
        stranger: Stranger | None = None if admission is None else admission.requested(protocol)
        if admission is None or stranger is None:
            raise web.HTTPServiceUnavailable(text="stopping\n")
        socket = web.WebSocketResponse(protocols=(SUBPROTOCOL,), max_msg_size=MAX_FRAME, compress=False)
        if request.transport is not None and (raw := request.transport.get_extra_info("socket")) is not None:
            # Data in the system's buffers can't be merged any more: a small buffer keeps a slow peer up to
            # date.
            raw.setsockopt(SOL_SOCKET, SO_SNDBUF, SOCKET_BUFFER)

        def admit(session: Session) -> None:
            admission.remove(protocol)
            self._limit(session)

        session = Session(self.stove, socket, request.transport, stranger=stranger, on_authenticated=admit)
        self.sessions.add(session)
        try:
            await socket.prepare(request)
            await session.serve()
        except web.HTTPException as refusal:
            # Kept open for another request, the connection would be without a time limit.
            refusal.force_close()
            raise
        finally:
            self.sessions.discard(session)
            admission.remove(protocol)
        return socket

    def _limit(self, admitted: Session) -> None:
        """Keep the number of authenticated sessions, in all and of one client, within its limits."""
        others = [one for one in self.sessions if one.client_id is not None and one is not admitted]
        others.sort(key=lambda one: one.opened)
        own = [one for one in others if one.client_id == admitted.client_id]
        if len(own) >= MAX_PER_CLIENT:
            own[0].replace()
        elif len(others) >= MAX_SESSIONS:
            held = Counter(one.client_id for one in others)
            max(others, key=lambda one: held[one.client_id]).replace()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            for session in tuple(self.sessions):
                session.beat()
