"""The stove's end of Hearth Link: a WebSocket over TLS, one `Session` for each client."""

import asyncio
from collections.abc import Mapping
import logging
import ssl
import time
from typing import Any, Final, Protocol

from aiohttp import WSMsgType, web
import orjson

from custom_components.hearthtech.stove import envelope
from custom_components.hearthtech.stove.auth import NONCE_BYTES, Transcript, new_nonce
from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused
from custom_components.hearthtech.stove.messages import MAX_FRAME, PATH, SUBPROTOCOL, VERSION

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
    """One connection. Frames are written as they arise; what can't be sent yet is merged, newest value wins."""

    def __init__(self, desk: Desk, socket: web.WebSocketResponse, server: LinkServer) -> None:
        self.desk = desk
        self.client_id: str | None = None
        self.pairing: Any = None
        """Where this session stands in a pairing; the desk's own."""
        self._socket = socket
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._client_nonce = self._stove_nonce = ""
        self._unsubscribe: Any = None
        self._rev = 0
        self._pending: dict[str, Values] = {}
        self._pending_stove: Values = {}
        self._events: list[Values] = []
        self._sending: asyncio.Task[None] | None = None
        self._sending_since = 0.0
        self._flush_planned = False
        self._heard = self._opened = self._loop.time()
        self._tokens = BURST
        self._tokens_at = self._opened
        self._errors = 0

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
        self, n: str | None, delta: Mapping[str, Any] | None, event: Mapping[str, Any] | None
    ) -> None:
        if event is not None:
            self._events.append(dict(event))
        elif delta is not None:
            if n is None:
                self._pending_stove.update(delta)
            elif (known := self._pending.get(n)) is None:
                self._pending[n] = dict(delta)
            else:
                known.update(delta)
        if not self._flush_planned and self._sending is None:
            self._flush_planned = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flush_planned = False
        if self._sending is not None or self._unsubscribe is None:
            return
        frames: list[bytes] = []
        board = self.desk.board
        if self._pending or self._pending_stove:
            params: Values = {"rev": board.rev, "prev": self._rev, "uptime_ms": board.uptime_ms}
            if self._pending:
                params["burners"] = self._pending
            if self._pending_stove:
                params["stove"] = self._pending_stove
            frames.append(orjson.dumps({"jsonrpc": "2.0", "method": "state.changed", "params": params}))
            self._rev = board.rev
            self._pending = {}
            if self._pending_stove:
                self._pending_stove = {}
        if self._events:
            frames += [envelope.notification("event", event) for event in self._events]
            self._events = []
        if frames:
            self._start(frames)

    def _start(self, frames: list[bytes]) -> None:
        task = asyncio.Task(self._write(frames), loop=self._loop, eager_start=True)
        if not task.done():
            self._sending = task
            self._sending_since = self._loop.time()
            task.add_done_callback(self._sent)

    async def _write(self, frames: list[bytes]) -> None:
        try:
            for frame in frames:
                await self._socket.send_frame(frame, WSMsgType.TEXT)
        except ConnectionError:
            return  # The reader finds out by itself.

    def _sent(self, _task: asyncio.Task[None]) -> None:
        self._sending = None
        self._flush()

    async def _send(self, frame: bytes) -> None:
        try:
            await self._socket.send_frame(frame, WSMsgType.TEXT)
        except ConnectionError:
            return

    # Keeping house

    def beat(self) -> None:
        """Once a heartbeat: tell that the stove is alive, and part from peers that are not."""
        now = self._loop.time()
        silent = now - self._heard > HEARTBEAT_S * SILENT_BEATS
        slow = self._sending is not None and now - self._sending_since > HEARTBEAT_S * SILENT_BEATS
        if self.client_id is None and self.pairing is None and now - self._opened > AUTH_WAIT_S:
            self.part(CLOSE_UNAUTHORIZED, "not authenticated in time")
        elif silent:
            self.part(CLOSE_SILENT, "silent")
        elif slow or len(self._events) > MAX_EVENTS:
            self.part(CLOSE_SLOW, "too slow")
        elif self.client_id is not None and self._sending is None:
            beat = {"uptime_ms": self.desk.board.uptime_ms, "rev": self._rev}
            self._start([envelope.notification("session.heartbeat", beat)])

    def part(self, code: int, reason: str) -> None:
        """Close without waiting for a peer that may never answer."""
        self._server.keep(self.close(code, reason))

    async def close(self, code: int, reason: str) -> None:
        """Say why and hang up; a peer that does not answer is cut off."""
        try:
            async with asyncio.timeout(1.0):
                await self._socket.close(code=code, message=reason.encode())
        except TimeoutError, ConnectionError:
            pass
        if (transport := self._server.transport_of(self)) is not None:
            transport.abort()


class LinkServer:
    """Listens, and keeps the sessions of one stove."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sessions: dict[Session, asyncio.Transport | None] = {}
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._beating: asyncio.Task[None] | None = None
        self._kept: set[asyncio.Task[None]] = set()

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
        if self._kept:
            await asyncio.wait(self._kept)

    async def hang_up(self) -> None:
        """End all sessions."""
        await asyncio.gather(*(session.close(CLOSE_STOPPING, "stopping") for session in tuple(self.sessions)))

    def keep(self, coroutine: Any) -> None:
        """Run something on the side and hold on to it."""
        task: asyncio.Task[None] = asyncio.create_task(coroutine)
        self._kept.add(task)
        task.add_done_callback(self._kept.discard)

    def transport_of(self, session: Session) -> asyncio.Transport | None:
        """The connection under a session."""
        return self.sessions.get(session)

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
        session = Session(self.desk, socket, self)
        self.sessions[session] = request.transport
        try:
            await socket.prepare(request)
            await session.serve()
        finally:
            del self.sessions[session]
        return socket

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            for session in tuple(self.sessions):
                session.beat()
