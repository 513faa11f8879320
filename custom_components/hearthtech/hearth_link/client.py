"""Client of one stove: connects, reconnects, and maintains the stove's present state.

Push only: no polling, no thread. Subscribers are called once for each change; missed changes are fetched
after a reconnection.
"""

import asyncio
from collections.abc import Callable, Mapping
import logging
import random
from typing import Any, Final, override

from aiohttp import ClientSession

from ..burners.model import HeatSource, RefusalCode
from .auth import Transcript
from .checks import MAX_BURNERS, MAX_COUNT, count
from .commands import LinkCommands
from .connection import Connection
from .decoding import burner_state, event as read_event, stove_info, stove_state
from .errors import LinkAuthError, LinkError, LinkProtocolError, LinkRefused, LinkUnavailable
from .lease import TTL_S, LeaseKeeper
from .messages import LinkBurnerState, LinkChange, LinkChangeKind, LinkListener, StoveInfo, StoveState

_LOGGER = logging.getLogger(__name__)

BACKOFF_S: Final = (0.5, 30.0)
"""First and longest wait between two attempts, before jitter."""
RETRY_S: Final = 5.0
"""How long a command waits for a reconnection, if the connection broke during it."""


class LinkClient(LinkCommands):
    """A stove's client. Call `start`, then `subscribe` and commands, and `close` at the end.

    After `start` has returned, `info` and `state` are never empty; while `connected` is false they are the
    last known values.
    """

    def __init__(
        self,
        session: ClientSession,
        host: str,
        port: int,
        *,
        client_id: str,
        key: bytes,
        fingerprint: str,
        lease_s: float = TTL_S,
        chance: random.Random | None = None,
    ) -> None:
        self._session = session
        self.host = host
        self.port = port
        self.client_id = client_id
        self._key = key
        self._fingerprint = fingerprint.replace(":", "").lower()
        self._random = chance or random.Random()
        self._info: StoveInfo | None = None
        self._stove = StoveState()
        self._burners: dict[int, LinkBurnerState] = {}
        self._numbers: dict[str, int] = {}
        self._changes: dict[int, LinkChange] = {}
        self._rev = 0
        self._seq: int | None = None
        self._boot_id = ""
        self._listeners: list[LinkListener] = []
        self._connection: Connection | None = None
        self._up = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._repairs: set[asyncio.Task[None]] = set()
        self._resyncing = False
        self._replaying = False
        self._command_count = 0
        self._command_prefix = f"{self._random.getrandbits(64):016x}"
        self.failure: LinkAuthError | None = None
        """Why the link has stopped permanently, if it has."""
        self.delta: Mapping[str, Any] = {}
        """During a subscriber's call for a burner's change: the changed properties as received."""
        self.events_lost = False
        """Whether the stove's event buffer has ever been overrun while this client was away."""
        self._lease = LeaseKeeper(self._request, self._is_remote, ttl_s=lease_s)

    # State

    @property
    def info(self) -> StoveInfo:
        """Identity and properties of the stove."""
        if self._info is None:
            raise LinkUnavailable("never connected")
        return self._info

    @property
    def state(self) -> StoveState:
        """State of the stove as a whole."""
        return self._stove

    @property
    def burners(self) -> Mapping[int, LinkBurnerState]:
        """Each burner's newest state, by number. The mapping is live, the states are frozen."""
        return self._burners

    @property
    def connected(self) -> bool:
        """Whether the link is connected and the state therefore up to date."""
        return self._up.is_set()

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time."""
        return self.info.clock_rate

    @property
    def rev(self) -> int:
        """Last known revision of the stove."""
        return self._rev

    def subscribe(self, listener: LinkListener) -> Callable[[], None]:
        """Call `listener` once for each change. Returns a function that unsubscribes."""
        # Lists are replaced, not changed: a loop over the old list that is running continues with it.
        self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            self._listeners = [one for one in self._listeners if one is not listener]

        return unsubscribe

    # Connection

    async def start(self) -> None:
        """Connect, and reconnect automatically from then on.

        Raises:
            LinkUnavailable: the stove can't be reached now. Nothing is left running.
            LinkAuthError: the key is not accepted (`CertificateChanged`: another certificate).
            LinkProtocolError, LinkRefused: the peer is no stove of this protocol version.
        """
        if self._running is not None:
            raise RuntimeError("already started")
        connection = await self._connect()
        self._running = asyncio.create_task(self._run(connection), name=f"hearth link {self.host}")

    async def close(self) -> None:
        """Release the lease (its heat is turned off) and disconnect."""
        await self._lease.close()
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.wait({running})
        self._up.clear()
        for task in tuple(self._repairs):
            task.cancel()

    async def _run(self, connection: Connection | None) -> None:
        wait = BACKOFF_S[0]
        try:
            while True:
                if connection is None:
                    await asyncio.sleep(wait * self._random.uniform(0.5, 1.5))
                    wait = min(wait * 2.0, BACKOFF_S[1])
                    try:
                        connection = await self._connect()
                    except LinkAuthError as failure:
                        self._fail(failure)
                        return
                    except LinkError as error:
                        _LOGGER.debug("%s:%s: %s", self.host, self.port, error)
                        continue
                wait = BACKOFF_S[0]
                reason = await connection.wait_broken()
                _LOGGER.debug("%s:%s: %s", self.host, self.port, reason)
                connection = self._connection = None
                self._up.clear()
                self._publish(LinkChange(LinkChangeKind.DISCONNECTED))
        finally:
            if connection is not None:
                await connection.close()

    def _fail(self, failure: LinkAuthError) -> None:
        self.failure = failure
        self._publish(LinkChange(LinkChangeKind.FAILED))

    async def _connect(self) -> Connection:
        connection = await Connection.open(self._session, self.host, self.port, fingerprint=self._fingerprint)
        try:
            await self._authenticate(connection)
            self._resyncing = self._replaying = False
            connection.on_changed = self._on_changed
            connection.on_notification = self._on_notification
            self._connection = connection
            await connection.request("state.subscribe", {}, on_result=self._on_snapshot)
            await self._replay(connection)
        except BaseException:
            self._connection = None
            await connection.close()
            raise
        self._lease.reconnected(self._boot_id)
        self._up.set()
        self._publish(LinkChange(LinkChangeKind.CONNECTED))
        return connection

    async def _authenticate(self, connection: Connection) -> None:
        identity = connection.identity
        transcript = Transcript(
            version=identity.version,
            stove_id=identity.id,
            client_id=self.client_id,
            client_nonce=connection.client_nonce,
            stove_nonce=connection.stove_nonce,
            fingerprint=connection.fingerprint,
        )
        proof = transcript.proof(self._key, "client")
        try:
            answer = await connection.request(
                "session.authenticate", {"client_id": self.client_id, "proof": proof}
            )
        except LinkRefused as refused:
            if refused.code is RefusalCode.UNAUTHORIZED:
                raise LinkAuthError("the stove does not accept this key") from None
            raise
        if not transcript.accepts(self._key, "stove", str(answer.get("proof"))):
            raise LinkAuthError("the stove could not prove that it knows the key")
        self._info = stove_info(answer, identity, connection.fingerprint)

    # Received frames

    def _on_snapshot(self, answer: dict[str, Any]) -> None:
        boot_id = answer["boot_id"]
        uptime_ms = count(answer["uptime_ms"], "uptime_ms")
        burners = answer["burners"]
        if len(burners) > MAX_BURNERS:
            raise LinkProtocolError(f"{len(burners)} burners")
        self._burners.clear()
        self._numbers = {key: int(key) for key in burners}
        self._changes = {n: LinkChange(LinkChangeKind.BURNER, n) for n in self._numbers.values()}
        for key, values in burners.items():
            n = self._numbers[key]
            self._burners[n] = burner_state(n, values, uptime_ms)
        self._stove = stove_state(StoveState(), answer["stove"])
        self._rev = count(answer["rev"], "rev")
        seq = count(answer["seq"], "seq")
        if self._seq is None:
            self._seq = seq
        elif boot_id != self._boot_id:
            self._seq = 0
        self._boot_id = boot_id

    def _on_changed(self, params: dict[str, Any]) -> None:
        rev = params["rev"]
        known = self._rev
        if rev <= known:
            return
        if params["prev"] > known:
            self._resync()
            return
        uptime_ms = params["uptime_ms"]
        if not (type(rev) is type(uptime_ms) is int and rev <= MAX_COUNT and 0 <= uptime_ms <= MAX_COUNT):
            raise LinkProtocolError("revision or time out of range")
        self._rev = rev
        changed = params.get("burners")
        if changed:
            burners = self._burners
            numbers = self._numbers
            for key, delta in changed.items():
                n = numbers[key]
                burners[n] = burners[n].merged(delta, uptime_ms)
                self.delta = delta
                change = self._changes[n]
                for listener in self._listeners:
                    try:
                        listener(change)
                    except Exception:
                        _LOGGER.exception("a subscriber failed")
        if stove := params.get("stove"):
            self._stove = stove_state(self._stove, stove)
            self._publish(LinkChange(LinkChangeKind.STOVE))

    def _on_notification(self, method: str, params: dict[str, Any]) -> None:
        if method == "event":
            self._on_event(params)

    def _on_event(self, params: dict[str, Any]) -> None:
        seq = params["seq"]
        if self._seq is None or seq <= self._seq:
            return
        if seq > self._seq + 1:
            if not self._replaying and self._connection is not None:
                self._repair(self._replay(self._connection))
            return
        self._seq = seq
        if (event := read_event(params)) is not None:
            self._publish(LinkChange(LinkChangeKind.EVENT, event.burner, event))

    def _on_replay(self, answer: dict[str, Any]) -> None:
        events = answer["events"]
        if answer["overrun"]:
            self.events_lost = True
            self._seq = events[0]["seq"] - 1 if events else answer["seq"]
            self._publish(LinkChange(LinkChangeKind.EVENTS_LOST))
        for one in events:
            self._on_event(one)

    async def _replay(self, connection: Connection) -> None:
        self._replaying = True
        try:
            more = True
            while more:
                answer = await connection.request(
                    "events.since", {"seq": self._seq or 0}, on_result=self._on_replay
                )
                more = bool(answer.get("more"))
        finally:
            self._replaying = False

    def _resync(self) -> None:
        if not self._resyncing and self._connection is not None:
            self._resyncing = True
            self._repair(self._fetch_snapshot(self._connection))

    async def _fetch_snapshot(self, connection: Connection) -> None:
        try:
            await connection.request("state.snapshot", {}, on_result=self._on_fresh)
        finally:
            self._resyncing = False

    def _on_fresh(self, answer: dict[str, Any]) -> None:
        self._on_snapshot(answer)
        self._publish(LinkChange(LinkChangeKind.CONNECTED))

    def _repair(self, work: Any) -> None:
        async def run() -> None:
            try:
                await work
            except LinkError as error:
                _LOGGER.debug("%s:%s: %s", self.host, self.port, error)

        task = asyncio.create_task(run())
        self._repairs.add(task)
        task.add_done_callback(self._repairs.discard)

    def _publish(self, change: LinkChange) -> None:
        for listener in self._listeners:
            try:
                listener(change)
            except Exception:
                # An error in a subscriber is not an error of the stove: the link continues.
                _LOGGER.exception("a subscriber failed")

    # Requests

    def _is_remote(self, n: int) -> bool:
        state = self._burners.get(n)
        return state is not None and state.source is HeatSource.REMOTE

    @override
    async def _request(self, method: str, params: Mapping[str, object]) -> dict[str, Any]:
        connection = self._connection
        if connection is None or not self._up.is_set():
            raise LinkUnavailable("not connected")
        return await connection.request(method, params)

    @override
    async def _command(self, method: str, params: Mapping[str, object]) -> dict[str, Any]:
        """Send a command.

        If the connection breaks, send it once more with the same key, if the stove is the same.
        """
        self._command_count += 1
        keyed = {**params, "key": f"{self._command_prefix}-{self._command_count}"}
        boot_id = self._boot_id
        connection = self._connection
        try:
            return await self._request(method, keyed)
        except LinkUnavailable:
            if connection is None or connection.broken is None or self._running is None:
                raise
        try:
            async with asyncio.timeout(RETRY_S):
                await connection.wait_broken()
                if self._connection is connection:
                    self._up.clear()
                await self._up.wait()
        except TimeoutError:
            raise LinkUnavailable("the link broke before the stove answered") from None
        if self._boot_id != boot_id:
            raise LinkUnavailable("the stove has restarted")
        return await self._request(method, keyed)
