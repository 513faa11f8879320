"""One connection to a stove: TLS WebSocket, requests and their answers, heartbeat.

Used by client and pairing.
"""

import asyncio
from collections.abc import Callable, Mapping
from socket import SO_RCVBUF, SOL_SOCKET
import ssl
from typing import Any, Final, Literal

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType
import orjson

from ..burners.model import RefusalCode
from . import envelope
from .auth import fingerprint_of, is_nonce, new_nonce
from .errors import CertificateChanged, LinkProtocolError, LinkRefused, LinkUnavailable
from .messages import MAX_FRAME, PATH, SOCKET_BUFFER, SUBPROTOCOL, VERSION, PublicIdentity

CONNECT_S: Final = 8.0
ANSWER_S: Final = 6.0
SILENT_BEATS: Final = 3
MAX_CLOCK_RATE: Final = 10_000.0
"""Stove seconds per real second that a simulated stove may have."""

type OnNotification = Callable[[str, dict[str, Any]], None]
type OnResult = Callable[[dict[str, Any]], None]


def client_context() -> ssl.SSLContext:
    """TLS 1.3 context without certificate authorities: stoves are identified by their fingerprint."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


class Connection:
    """An open connection after the hello message. Create one with `Connection.open`."""

    def __init__(self, socket: ClientWebSocketResponse[Literal[False]], fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self.identity: PublicIdentity
        self.client_nonce = new_nonce()
        self.stove_nonce = ""
        self.on_notification: OnNotification = lambda _method, _params: None
        self.on_changed: OnResult = lambda _params: None
        self._socket = socket
        self._loop = asyncio.get_running_loop()
        self._number = 0
        self._waiting: dict[int, tuple[asyncio.Future[dict[str, Any]], OnResult | None]] = {}
        self._heard = self._loop.time()
        self._beat_timer: asyncio.TimerHandle | None = None
        self._beats: set[asyncio.Task[None]] = set()
        self._reading = asyncio.create_task(self._read())
        self.broken: LinkUnavailable | LinkProtocolError | None = None

    @classmethod
    async def open(
        cls, session: ClientSession, host: str, port: int, *, fingerprint: str | None = None
    ) -> Connection:
        """Connect and send hello; with `fingerprint`, accept that certificate only.

        Raises:
            LinkUnavailable: no connection possible.
            LinkProtocolError: the peer does not speak Hearth Link.
            CertificateChanged: another certificate than the pinned one.
            LinkRefused: `version`, when there is no version in common.
        """
        where = f"[{host}]" if ":" in host else host
        try:
            async with asyncio.timeout(CONNECT_S):
                socket = await session.ws_connect(
                    f"wss://{where}:{port}{PATH}",
                    protocols=(SUBPROTOCOL,),
                    ssl=client_context(),
                    max_msg_size=2 * MAX_FRAME,
                    compress=0,
                    decode_text=False,
                )
        except TimeoutError:
            raise LinkUnavailable(f"{host}:{port} does not answer") from None
        except (ClientError, OSError, ValueError) as error:
            raise LinkUnavailable(f"{host}:{port}: {error}") from None
        tls = socket.get_extra_info("ssl_object")
        found = fingerprint_of(tls.getpeercert(binary_form=True) or b"") if tls is not None else ""
        if (raw := socket.get_extra_info("socket")) is not None:
            raw.setsockopt(SOL_SOCKET, SO_RCVBUF, SOCKET_BUFFER)
        if fingerprint is not None and found != fingerprint.replace(":", "").lower():
            await socket.close()
            raise CertificateChanged(fingerprint, found)
        connection = cls(socket, found)
        try:
            await connection._hello()
        except BaseException:
            await connection.close()
            raise
        return connection

    async def _hello(self) -> None:
        if self._socket.protocol != SUBPROTOCOL:
            raise LinkProtocolError(f"the peer does not speak {SUBPROTOCOL}")
        answer = await self.request("session.hello", {"versions": [VERSION], "nonce": self.client_nonce})
        self.stove_nonce = envelope.field(answer, "nonce", str)
        if not is_nonce(self.stove_nonce):
            raise LinkProtocolError("the stove's nonce is not 32 bytes in hexadecimal")
        self.identity = PublicIdentity(
            id=envelope.field(answer, "id", str),
            model=envelope.field(answer, "model", str),
            version=envelope.field(answer, "version", str),
            fingerprint=self.fingerprint,
            clock_rate=envelope.field(answer, "clock_rate", float),
            pairing_open=envelope.field(answer, "pairing_open", bool),
            heartbeat_s=envelope.field(answer, "heartbeat_s", float),
        )
        if self.identity.version != VERSION:
            raise LinkRefused(RefusalCode.VERSION, {"versions": [self.identity.version]})
        if not 0.05 <= self.identity.heartbeat_s <= 60.0 or not (
            0.0 < self.identity.clock_rate <= MAX_CLOCK_RATE
        ):
            raise LinkProtocolError("heartbeat or clock rate out of range")
        self._beat()

    async def request(
        self, method: str, params: Mapping[str, object], *, on_result: OnResult | None = None
    ) -> dict[str, Any]:
        """Send a request and wait for the answer. `on_result` is called before any later frame is read.

        Raises:
            LinkRefused: the stove's error.
            LinkUnavailable: the connection broke, or no answer came in time.
        """
        if self.broken is not None:
            raise LinkUnavailable(str(self.broken))
        self._number += 1
        number = self._number
        future: asyncio.Future[dict[str, Any]] = self._loop.create_future()
        self._waiting[number] = (future, on_result)
        try:
            await self._socket.send_frame(envelope.request(number, method, params), WSMsgType.TEXT)
            async with asyncio.timeout(ANSWER_S):
                return await future
        except TimeoutError:
            raise LinkUnavailable(f"no answer to {method}") from None
        except ConnectionError as error:
            raise LinkUnavailable(str(error)) from None
        finally:
            self._waiting.pop(number, None)

    async def wait_broken(self) -> LinkUnavailable | LinkProtocolError:
        """Wait until the connection has ended. Returns the error."""
        await asyncio.wait({self._reading})
        return self.broken or LinkUnavailable("closed")

    async def close(self) -> None:
        """Close the connection to the stove."""
        self._break(LinkUnavailable("closed"))
        self._reading.cancel()
        try:
            async with asyncio.timeout(1.0):
                await self._socket.close()
        except TimeoutError, ClientError, ConnectionError:
            pass
        await asyncio.wait({self._reading})

    def fall_silent(self) -> None:
        """Send no further heartbeats, to test the reaction of the stove."""
        if self._beat_timer is not None:
            self._beat_timer.cancel()
            self._beat_timer = None

    def fail(self, error: LinkProtocolError) -> None:
        """Close the connection because the peer violates the protocol."""
        self._break(error)
        self._reading.cancel()

    def _break(self, error: LinkUnavailable | LinkProtocolError) -> None:
        if self.broken is None:
            self.broken = error
        if self._beat_timer is not None:
            self._beat_timer.cancel()
            self._beat_timer = None
        for future, _ in self._waiting.values():
            if not future.done():
                future.set_exception(LinkUnavailable(str(error)))
                future.exception()  # reported to the waiting callers

    def _beat(self) -> None:
        """Send heartbeats; disconnect from a stove that has been silent for three intervals."""
        interval = self.identity.heartbeat_s
        if self._loop.time() - self._heard > interval * SILENT_BEATS:
            self._break(LinkUnavailable("the stove fell silent"))
            self._reading.cancel()
            return
        self._beat_timer = self._loop.call_later(interval, self._beat)
        task = asyncio.create_task(self._send_beat())
        self._beats.add(task)
        task.add_done_callback(self._beats.discard)

    async def _send_beat(self) -> None:
        try:
            await self._socket.send_frame(envelope.notification("session.heartbeat", {}), WSMsgType.TEXT)
        except ConnectionError:
            return  # The reader finds out.

    async def _read(self) -> None:
        socket = self._socket
        loop = self._loop
        loads = orjson.loads
        text = WSMsgType.TEXT
        try:
            while True:
                message = await socket.receive()
                if message.type is not text:
                    code = socket.close_code
                    self._break(LinkUnavailable(f"the stove hung up ({code})"))
                    return
                self._heard = loop.time()
                content = loads(message.data)
                if type(content) is dict and content.get("method") == "state.changed":
                    self.on_changed(content["params"])
                else:
                    self._take(message.data)
        except LinkProtocolError as error:
            self._break(error)
        except LinkRefused, orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError:
            self._break(LinkProtocolError("malformed frame"))
        except asyncio.CancelledError:
            self._break(LinkUnavailable("closed"))
        finally:
            if not socket.closed:
                await self._hang_up()

    async def _hang_up(self) -> None:
        try:
            async with asyncio.timeout(0.5):
                await self._socket.close()
        except TimeoutError, ClientError, ConnectionError:
            return

    def _take(self, frame: bytes) -> None:
        message = envelope.parse(frame)
        if isinstance(message, envelope.RpcNotification):
            self.on_notification(message.method, message.params)
        elif isinstance(message, envelope.RpcResponse):
            future, on_result = self._waiting.pop(message.id, (None, None))  # type: ignore[arg-type]
            if future is None or future.done():
                return
            if message.error is not None:
                future.set_exception(message.error)
            else:
                if on_result is not None:
                    on_result(message.result or {})
                future.set_result(message.result or {})
