"""The stove's end of Hearth Link: a WebSocket over TLS, one `Session` for each client."""

import asyncio
from collections.abc import Mapping
import logging
from socket import SO_SNDBUF, SOL_SOCKET
import ssl
import time
from typing import Any, Final, Protocol

from aiohttp import WSMsgType, web
import orjson

from custom_components.hearthtech.stove import envelope
from custom_components.hearthtech.stove.auth import NONCE_BYTES, Transcript, new_nonce
from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused
from custom_components.hearthtech.stove.messages import MAX_FRAME, PATH, SOCKET_BUFFER, SUBPROTOCOL, VERSION

from .board import Board, Values
from .dispatch import Field, Result, check

_LOGGER = logging.getLogger(__name__)

HEARTBEAT_S: Final = 3.0
SILENT_BEATS: Final = 3
AUTH_WAIT_S: Final = 10.0
MAX_SESSIONS: Final = 32
MAX_STRANGERS: Final = 8
"""Sessions that have not authenticated, at the same time."""
RATE: Final = 300.0
BURST: Final = 600.0
"""Requests a second, and at once, that one session may send."""
MAX_ERRORS: Final = 20
"""Malformed frames after which a session is closed."""
MAX_EVENTS: Final = 512
HIGH_WATER: Final = 16 * 1024
"""Bytes that TLS holds back because the network does not take them: from here on changes are merged."""
DRAIN_LOOK_S: Final = 0.002

CLOSE_MALFORMED: Final = 4400
CLOSE_UNAUTHORIZED: Final = 4401
CLOSE_SILENT: Final = 4408
CLOSE_SLOW: Final = 4413
CLOSE_FLOOD: Final = 4429
CLOSE_STOPPING: Final = 4503


class Desk(Protocol):
    """What a session needs of the stove behind it."""

    @property
    def fingerprint(self) -> str:
        """Of the certificate that is shown."""

    @property
    def stove_id(self) -> str:
        """The stove's lasting identity."""

    @property
    def model(self) -> str:
        """What it is sold as."""

    @property
    def board(self) -> Board:
        """What the stove shows."""

    @property
    def clock_rate(self) -> float:
        """Stove seconds per real second."""

    @property
    def pairing_open(self) -> bool:
        """Whether a new client may be paired now."""

    def key_of(self, client_id: str) -> bytes | None:
        """The client's key, if it has one."""

    def describe(self) -> Values:
        """What is told after authentication."""

    async def call(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve an authenticated request."""

    async def pair(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve a step of pairing."""


_HELLO = {"versions": Field(list, needed=True), "nonce": Field(str, needed=True), "client": Field(str)}
_AUTHENTICATE = {"client_id": Field(str, needed=True), "proof": Field(str, needed=True)}


class Session:
    """One connection. Each change is written as it arises; what can't be sent is merged, and the newest value wins."""

    def __init__(
        self, desk: Desk, socket: web.WebSocketResponse, transport: asyncio.Transport | None
    ) -> None:
        self.desk = desk
        self.client_id: str | None = None
        self.pairing: Any = None
        """Where this session stands in a pairing; the desk's own."""
        self._socket = socket
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._client_nonce = self._stove_nonce = ""
        self._unsubscribe: Any = None
        self._rev = 0
        self._pending: dict[str, Values] = {}
        self._pending_stove: Values = {}
        self._events: list[Values] = []
        """What waits while the network can't keep up."""
        self._out: list[bytes] = []
        self._flush_planned = False
        self._congested_since: float | None = None
        self._clear = asyncio.Event()
        self._clear.set()
        self._heard = self._opened = self._loop.time()
        self._tokens = BURST
        self._tokens_at = self._opened
        self._errors = 0
        self._parting: asyncio.Task[None] | None = None

    @property
    def fingerprint(self) -> str:
        """The certificate this connection was opened with."""
        return self.desk.fingerprint

    async def serve(self) -> None:
        """Read frames until the connection ends."""
        socket = self._socket
        try:
            async for message in socket:
                self._heard = self._loop.time()
                if message.type is not WSMsgType.TEXT:
                    await self.close(CLOSE_MALFORMED, "text frames only")
                    break
                if not self._allowed():
                    await self.close(CLOSE_FLOOD, "too many requests")
                    break
                await self._take(message.data)
                if self._errors > MAX_ERRORS:
                    await self.close(CLOSE_MALFORMED, "too many malformed frames")
                    break
        finally:
            if self._unsubscribe is not None:
                self._unsubscribe()
                self._unsubscribe = None

    def _allowed(self) -> bool:
        now = self._heard
        self._tokens = min(self._tokens + (now - self._tokens_at) * RATE, BURST)
        self._tokens_at = now
        self._tokens -= 1.0
        return self._tokens > 0.0

    async def _take(self, frame: str) -> None:
        try:
            message = envelope.parse(frame)
        except LinkRefused as refused:
            self._errors += 1
            number = refused.data.get("id")
            await self._send(envelope.error(number if isinstance(number, int | str) else None, refused))
            return
        if not isinstance(message, envelope.Request):
            return  # Heartbeats: that something came was all they had to say.
        try:
            answer = envelope.result(message.id, await self._answer(message.method, message.params))
        except LinkRefused as refused:
            answer = envelope.error(message.id, refused)
        except Exception:
            _LOGGER.exception("%s failed", message.method)
            answer = envelope.error(message.id, LinkRefused(LinkCode.INTERNAL))
        await self._send(answer)

    async def _answer(self, method: str, params: Mapping[str, Any]) -> Result:
        match method:
            case "session.hello":
                return self._hello(params)
            case "session.authenticate":
                return await self._authenticate(params)
            case "session.ping":
                return {}
            case "pairing.start" | "pairing.finish":
                return await self.desk.pair(self, method, params)
        if self.client_id is None:
            raise LinkRefused(LinkCode.UNAUTHORIZED)
        if method == "state.subscribe":
            return self._subscribe()
        return await self.desk.call(self, method, params)

    def _hello(self, params: Mapping[str, Any]) -> Result:
        check(params, _HELLO)
        if self.client_id is not None:
            raise LinkRefused(LinkCode.INVALID, {"reason": "already authenticated"})
        if VERSION not in params["versions"]:
            raise LinkRefused(LinkCode.VERSION, {"versions": [VERSION]})
        nonce = params["nonce"]
        if len(nonce) != NONCE_BYTES * 2:
            raise LinkRefused(LinkCode.INVALID, {"parameter": "nonce", "reason": "32 bytes in hexadecimal"})
        self._client_nonce = nonce
        self._stove_nonce = new_nonce()
        desk = self.desk
        return {
            "version": VERSION,
            "id": desk.stove_id,
            "model": desk.model,
            "clock_rate": desk.clock_rate,
            "heartbeat_s": HEARTBEAT_S,
            "pairing_open": desk.pairing_open,
            "nonce": self._stove_nonce,
        }

    async def _authenticate(self, params: Mapping[str, Any]) -> Result:
        check(params, _AUTHENTICATE)
        stove_nonce, self._stove_nonce = self._stove_nonce, ""
        if not stove_nonce:
            self._errors += 5
            raise LinkRefused(LinkCode.UNAUTHORIZED, {"reason": "say hello first"})
        client_id = params["client_id"]
        transcript = Transcript(
            version=VERSION,
            stove_id=self.desk.stove_id,
            client_id=client_id,
            client_nonce=self._client_nonce,
            stove_nonce=stove_nonce,
            fingerprint=self.fingerprint,
        )
        key = self.desk.key_of(client_id)
        # A client without a key takes as long to refuse as one with the wrong key.
        if not transcript.accepts(key or bytes(32), "client", params["proof"]) or key is None:
            self._errors += 5
            await asyncio.sleep(0.2)
            raise LinkRefused(LinkCode.UNAUTHORIZED)
        self.client_id = client_id
        return {**self.desk.describe(), "proof": transcript.proof(key, "stove")}

    def _subscribe(self) -> Result:
        board = self.desk.board
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._unsubscribe = board.subscribe(self._on_board)
        self._pending.clear()
        self._pending_stove.clear()
        self._events.clear()
        self._rev = board.rev
        described = self.desk.describe()
        return {**board.snapshot(), "boot_id": described["boot_id"], "time_ms": int(time.time() * 1000)}

    # Pushing

    def _on_board(
        self, burners: Mapping[str, Values] | None, stove: Values | None, event: Values | None
    ) -> None:
        """Write what happened; merge it into what waits while the network can't keep up."""
        if self._congested_since is not None:
            if event is not None:
                self._events.append(event)
            for n, delta in (burners or {}).items():
                self._pending.setdefault(n, {}).update(delta)
            self._pending_stove.update(stove or {})
            return
        if event is not None:
            self._put("event", event)
        else:
            self._put_changed(burners, stove)

    def _put_changed(self, burners: Mapping[str, Values] | None, stove: Values | None) -> None:
        board = self.desk.board
        params: Values = {"rev": board.rev, "prev": self._rev, "uptime_ms": board.uptime_ms}
        if burners:
            params["burners"] = burners
        if stove:
            params["stove"] = stove
        self._rev = board.rev
        self._put("state.changed", params)

    def _put(self, method: str, params: Values) -> None:
        """Frame a notification; all frames of one turn of the event loop leave in one write.

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
            self._congested_since = self._loop.time()
            self._clear.clear()
            self._loop.call_later(DRAIN_LOOK_S, self._look_drained)

    def _look_drained(self) -> None:
        """Whether the network has caught up; then what has been merged meanwhile goes out."""
        transport = self._transport
        if transport is None or transport.is_closing():
            self._clear.set()
            return
        if transport.get_write_buffer_size() > HIGH_WATER // 2:
            self._loop.call_later(DRAIN_LOOK_S, self._look_drained)
            return
        self._congested_since = None
        self._clear.set()
        if self._pending or self._pending_stove:
            burners, self._pending = self._pending, {}
            stove, self._pending_stove = self._pending_stove, {}
            self._put_changed(burners, stove)
        events, self._events = self._events, []
        for event in events:
            self._put("event", event)

    async def drained(self) -> None:
        """Wait until the network has taken what has been written."""
        await self._clear.wait()

    async def _send(self, frame: bytes) -> None:
        self._flush()
        try:
            await self._socket.send_frame(frame, WSMsgType.TEXT)
        except ConnectionError:
            return

    # Keeping house

    def beat(self) -> None:
        """Once a heartbeat: tell that the stove is alive, and part from peers that are not."""
        now = self._loop.time()
        silent = now - self._heard > HEARTBEAT_S * SILENT_BEATS
        congested = self._congested_since
        slow = congested is not None and now - congested > HEARTBEAT_S * SILENT_BEATS
        if self.client_id is None and self.pairing is None and now - self._opened > AUTH_WAIT_S:
            self.part(CLOSE_UNAUTHORIZED, "not authenticated in time")
        elif silent:
            self.part(CLOSE_SILENT, "silent")
        elif slow or len(self._events) > MAX_EVENTS:
            self.part(CLOSE_SLOW, "too slow")
        elif self.client_id is not None and congested is None:
            self._put("session.heartbeat", {"uptime_ms": self.desk.board.uptime_ms, "rev": self._rev})

    def part(self, code: int, reason: str) -> None:
        """Close without waiting for a peer that may never answer."""
        self._parting = asyncio.create_task(self.close(code, reason))

    async def close(self, code: int, reason: str) -> None:
        """Say why and hang up; a peer that does not answer is cut off."""
        try:
            async with asyncio.timeout(1.0):
                await self._socket.close(code=code, message=reason.encode())
        except TimeoutError, ConnectionError:
            pass
        if self._transport is not None:
            self._transport.abort()


class LinkServer:
    """Listens, and keeps the sessions of one stove."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sessions: set[Session] = set()
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._beating: asyncio.Task[None] | None = None

    async def start(self, host: str, port: int, context: ssl.SSLContext) -> None:
        """Listen.

        Raises:
            OSError: when the address can't be had.
        """
        app = web.Application()
        app.router.add_get(PATH, self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, ssl_context=context)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            self._runner = None
            raise
        self.port = self._runner.addresses[0][1]
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """Hang up on everybody and listen no more."""
        if self._beating is not None:
            self._beating.cancel()
            self._beating = None
        await self.hang_up()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def hang_up(self) -> None:
        """End all sessions."""
        await asyncio.gather(*(session.close(CLOSE_STOPPING, "stopping") for session in tuple(self.sessions)))

    async def drained(self) -> None:
        """Wait until the network has taken everything that has been written so far."""
        for session in tuple(self.sessions):
            await session.drained()

    def of_client(self, client_id: str) -> list[Session]:
        """The sessions of one client."""
        return [session for session in self.sessions if session.client_id == client_id]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if SUBPROTOCOL not in request.headers.get("Sec-WebSocket-Protocol", ""):
            raise web.HTTPBadRequest(text=f"subprotocol {SUBPROTOCOL} expected\n")
        strangers = sum(session.client_id is None for session in self.sessions)
        if len(self.sessions) >= MAX_SESSIONS or strangers >= MAX_STRANGERS:
            raise web.HTTPServiceUnavailable(text="too many connections\n")
        socket = web.WebSocketResponse(protocols=(SUBPROTOCOL,), max_msg_size=MAX_FRAME, compress=False)
        if request.transport is not None and (raw := request.transport.get_extra_info("socket")) is not None:
            # What lies in the system's buffers can't be merged any more: a small one keeps a slow peer fresh.
            raw.setsockopt(SOL_SOCKET, SO_SNDBUF, SOCKET_BUFFER)
        session = Session(self.desk, socket, request.transport)
        self.sessions.add(session)
        try:
            await socket.prepare(request)
            await session.serve()
        finally:
            self.sessions.discard(session)
        return socket

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            for session in tuple(self.sessions):
                session.beat()
