"""One connection of a client to the virtual stove: requests, pushed changes, heartbeats."""

import asyncio
from collections.abc import Callable, Mapping
import logging
import time
from typing import Any, Final, Protocol

from aiohttp import WSMsgType, web

from ...burners.model import RefusalCode
from .. import envelope
from ..auth import Transcript, is_nonce, new_nonce
from ..errors import LinkRefused, ProtocolCode
from ..messages import VERSION
from .admission import Stranger
from .dispatch import ParameterSpec, Result, check
from .outbox import Outbox
from .reported_state import ReportedState, Values

_LOGGER = logging.getLogger(__name__)

HEARTBEAT_S: Final = 3.0
SILENT_BEATS: Final = 3
AUTH_WAIT_S: Final = 10.0
"""Real seconds from the WebSocket request until the session must have authenticated."""
PAIRING_WAIT_S: Final = 120.0
"""The same for a session that is pairing: as long as the pairing window is open."""
RATE: Final = 300.0
BURST: Final = 600.0
"""Requests per second, and at once, that a session may send."""
MAX_ERRORS: Final = 20
"""Malformed frames after which a session is closed."""
MAX_EVENTS: Final = 512
CLOSE_MALFORMED: Final = 4400
CLOSE_UNAUTHORIZED: Final = 4401
CLOSE_SILENT: Final = 4408
CLOSE_REPLACED: Final = 4409
CLOSE_SLOW: Final = 4413
CLOSE_FLOOD: Final = 4429
CLOSE_STOPPING: Final = 4503


class ServedStove(Protocol):
    """The stove as a session uses it."""

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the certificate."""

    @property
    def stove_id(self) -> str:
        """Permanent id of the stove."""

    @property
    def model(self) -> str:
        """Model name of the stove."""

    @property
    def reported(self) -> ReportedState:
        """Reported state of the stove."""

    @property
    def clock_rate(self) -> float:
        """Stove seconds per real second."""

    @property
    def pairing_open(self) -> bool:
        """Whether a new client may pair now."""

    def key_of(self, client_id: str) -> bytes | None:
        """The client's key, `None` if it has none."""

    def describe(self) -> Values:
        """Data that is sent after authentication."""

    async def call(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve an authenticated request."""

    async def pair(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve a step of pairing."""


_HELLO = {
    "versions": ParameterSpec(list, needed=True),
    "nonce": ParameterSpec(str, needed=True),
    "client": ParameterSpec(str),
}
_AUTHENTICATE = {"client_id": ParameterSpec(str, needed=True), "proof": ParameterSpec(str, needed=True)}


class Session:
    """One connection.

    Each change is sent as it occurs; unsent changes are merged, and the newest value wins.
    """

    def __init__(
        self,
        stove: ServedStove,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        *,
        stranger: Stranger | None = None,
        on_authenticated: Callable[[Session], None] = lambda _session: None,
    ) -> None:
        self._stranger = stranger
        self.stove = stove
        self.on_authenticated = on_authenticated
        self.client_id: str | None = None
        self.pairing: Any = None
        """State of this session in a pairing; used by the pairing server only."""
        self.fingerprint = stove.fingerprint
        """Fingerprint of the certificate of this connection."""
        self._key: bytes | None = None
        """The key that this session has authenticated with."""
        self._socket = socket
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._client_nonce = self._stove_nonce = ""
        self._unsubscribe: Any = None
        self._rev = 0
        self._pending: dict[str, Values] = {}
        self._pending_stove: Values = {}
        self._events: list[Values] = []
        """Events that wait while the network is too slow."""
        self._outbox = Outbox(socket, transport, on_drained=self._send_merged)
        self._heard = self.opened = self._loop.time()
        self._tokens = BURST
        self._tokens_at = self.opened
        self._errors = 0
        self._parting: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        """Read frames until the connection ends."""
        socket = self._socket
        try:
            async for message in socket:
                if self._parting is not None:
                    break
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
            self._stop_pushing()
            if self._parting is not None:
                # The socket is closed by this task only: leaving earlier would close it without a code.
                await asyncio.wait({self._parting})

    def _stop_pushing(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._pending, self._pending_stove, self._events = {}, {}, []

    def revoke(self) -> None:
        """End this session because its key is no longer valid: nothing more is served or pushed from now on."""
        self._retire(CLOSE_UNAUTHORIZED, "key revoked")

    def replace(self) -> None:
        """End this session because a newer one takes its place. Its client's leases go on by their own time."""
        self._retire(CLOSE_REPLACED, "replaced by a newer connection")

    def _retire(self, code: int, reason: str) -> None:
        self.client_id = self._key = None
        self._stop_pushing()
        self._outbox.discard()
        self.part(code, reason)

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
            await self._outbox.send(
                envelope.error(number if isinstance(number, int | str) else None, refused)
            )
            return
        if not isinstance(message, envelope.RpcRequest):
            return  # Heartbeats: receiving them is their only purpose.
        try:
            answer = envelope.result(message.id, await self._answer(message.method, message.params))
        except LinkRefused as refused:
            answer = envelope.error(message.id, refused)
        except Exception:
            _LOGGER.exception("%s failed", message.method)
            answer = envelope.error(message.id, LinkRefused(ProtocolCode.INTERNAL))
        await self._outbox.send(answer)

    async def _answer(self, method: str, params: Mapping[str, Any]) -> Result:
        match method:
            case "session.hello":
                return self._hello(params)
            case "session.authenticate":
                return await self._authenticate(params)
            case "session.ping":
                return {}
            case "pairing.start" | "pairing.finish":
                if self._stranger is not None:
                    self._stranger.pairing = self.stove.pairing_open
                return await self.stove.pair(self, method, params)
        if self.client_id is not None and self.stove.key_of(self.client_id) != self._key:
            self.revoke()
        if self.client_id is None:
            raise LinkRefused(RefusalCode.UNAUTHORIZED)
        if method == "state.subscribe":
            return self._subscribe()
        return await self.stove.call(self, method, params)

    def _hello(self, params: Mapping[str, Any]) -> Result:
        check(params, _HELLO)
        if self.client_id is not None:
            raise LinkRefused(RefusalCode.INVALID, {"reason": "already authenticated"})
        if VERSION not in params["versions"]:
            raise LinkRefused(RefusalCode.VERSION, {"versions": [VERSION]})
        nonce = params["nonce"]
        if not is_nonce(nonce):
            raise LinkRefused(
                RefusalCode.INVALID, {"parameter": "nonce", "reason": "32 bytes in hexadecimal"}
            )
        self._client_nonce = nonce
        self._stove_nonce = new_nonce()
        stove = self.stove
        return {
            "version": VERSION,
            "id": stove.stove_id,
            "model": stove.model,
            "clock_rate": stove.clock_rate,
            "heartbeat_s": HEARTBEAT_S,
            "pairing_open": stove.pairing_open,
            "nonce": self._stove_nonce,
        }

    async def _authenticate(self, params: Mapping[str, Any]) -> Result:
        check(params, _AUTHENTICATE)
        stove_nonce, self._stove_nonce = self._stove_nonce, ""
        if not stove_nonce:
            self._errors += 5
            raise LinkRefused(RefusalCode.UNAUTHORIZED, {"reason": "say hello first"})
        client_id = params["client_id"]
        transcript = Transcript(
            version=VERSION,
            stove_id=self.stove.stove_id,
            client_id=client_id,
            client_nonce=self._client_nonce,
            stove_nonce=stove_nonce,
            fingerprint=self.fingerprint,
        )
        key = self.stove.key_of(client_id)
        # Refusing a client without a key takes as long as refusing one with the wrong key.
        if not transcript.accepts(key or bytes(32), "client", params["proof"]) or key is None:
            self._errors += 5
            await asyncio.sleep(0.2)
            raise LinkRefused(RefusalCode.UNAUTHORIZED)
        self.client_id, self._key = client_id, key
        self.on_authenticated(self)
        return {**self.stove.describe(), "proof": transcript.proof(key, "stove")}

    def _subscribe(self) -> Result:
        reported = self.stove.reported
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._unsubscribe = reported.subscribe(self._on_reported)
        self._pending.clear()
        self._pending_stove.clear()
        self._events.clear()
        self._rev = reported.rev
        described = self.stove.describe()
        return {**reported.snapshot(), "boot_id": described["boot_id"], "time_ms": int(time.time() * 1000)}

    # Sending changes

    def _on_reported(
        self, burners: Mapping[str, Values] | None, stove: Values | None, event: Values | None
    ) -> None:
        """Send a change; merge it into the waiting ones while the network is too slow."""
        if self._outbox.congested_since is not None:
            if event is not None:
                self._events.append(event)
            for n, delta in (burners or {}).items():
                self._pending.setdefault(n, {}).update(delta)
            self._pending_stove.update(stove or {})
            return
        if event is not None:
            self._outbox.put("event", event)
        else:
            self._put_changed(burners, stove)

    def _put_changed(self, burners: Mapping[str, Values] | None, stove: Values | None) -> None:
        reported = self.stove.reported
        params: Values = {"rev": reported.rev, "prev": self._rev, "uptime_ms": reported.uptime_ms}
        if burners:
            params["burners"] = burners
        if stove:
            params["stove"] = stove
        self._rev = reported.rev
        self._outbox.put("state.changed", params)

    def _send_merged(self) -> None:
        """Send the changes and events that waited for the network."""
        if self._pending or self._pending_stove:
            burners, self._pending = self._pending, {}
            stove, self._pending_stove = self._pending_stove, {}
            self._put_changed(burners, stove)
        events, self._events = self._events, []
        for event in events:
            self._outbox.put("event", event)

    async def drained(self) -> None:
        """Wait until all data has been sent."""
        await self._outbox.drained()

    # Maintenance

    def beat(self) -> None:
        """Called once per heartbeat: send a heartbeat, and disconnect silent peers."""
        now = self._loop.time()
        silent = now - self._heard > HEARTBEAT_S * SILENT_BEATS
        congested = self._outbox.congested_since
        slow = congested is not None and now - congested > HEARTBEAT_S * SILENT_BEATS
        pairing = self._stranger is not None and self._stranger.pairing
        wait_s = PAIRING_WAIT_S if pairing else AUTH_WAIT_S
        if self.client_id is None and now - self.opened > wait_s:
            self.part(CLOSE_UNAUTHORIZED, "not authenticated in time")
        elif self.client_id is not None and self.stove.key_of(self.client_id) != self._key:
            self.revoke()
        elif silent:
            self.part(CLOSE_SILENT, "silent")
        elif slow or len(self._events) > MAX_EVENTS:
            self.part(CLOSE_SLOW, "too slow")
        elif self.client_id is not None and congested is None:
            self._outbox.put(
                "session.heartbeat", {"uptime_ms": self.stove.reported.uptime_ms, "rev": self._rev}
            )

    def part(self, code: int, reason: str) -> None:
        """Close without waiting for a peer that may never answer."""
        if self._parting is not None:
            return
        self._parting = asyncio.create_task(self.close(code, reason))

    async def close(self, code: int, reason: str) -> None:
        """Send the reason and disconnect; a peer that does not answer is cut off."""
        try:
            async with asyncio.timeout(1.0):
                await self._socket.close(code=code, message=reason.encode())
        except TimeoutError, ConnectionError:
            pass
        if self._transport is not None:
            self._transport.abort()
