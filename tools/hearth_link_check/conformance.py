"""Check any stove against the specification: rule by rule, over the network, as a client.

Rules that need a key, or manual operation of the stove, are skipped without them, with a message.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
import secrets
from typing import Any, Final, Protocol

from aiohttp import ClientSession

from custom_components.hearthtech.hearth_link.auth import Transcript
from custom_components.hearthtech.hearth_link.connection import Connection
from custom_components.hearthtech.hearth_link.errors import LinkCode, LinkError, LinkRefused
from custom_components.hearthtech.hearth_link.pairing_client import pair

PATIENCE_S: Final = 5.0
PAIRING_PAUSE_S: Final = 1.1


class Outcome(StrEnum):
    """The result of a rule."""

    PASS = "pass"  # noqa: S105  an outcome, no secret
    FAIL = "fail"
    SKIPPED = "skipped"


class RuleViolation(Exception):
    """The rule is violated; the text is what was observed."""


class NotSupported(Exception):
    """The stove does not have the feature that the rule concerns."""


class Needs(StrEnum):
    """What a rule needs in order to be checked."""

    KEY = "key"
    HANDS = "hands"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The outcome of one rule and, if it failed or was skipped, the reason."""

    rule: str
    text: str
    outcome: Outcome
    why: str = ""


class StoveOperator(Protocol):
    """Manual operation of the stove, by a person or a program."""

    async def do(self, verb: str, **arguments: object) -> object:
        """Run a manual operation; returns the text that the stove shows afterwards.

        Verbs: `arm`, `disarm`, `turn` (n, level), `pan` (n, water_l), `lock` (locked), `lift` (n), `pair` (returns
        the code that the stove shows), `renew_certificate` (interrupted).

        Raises:
            LinkError: when the operation is not possible.
        """


@dataclass(slots=True)
class CheckContext:
    """The stove under test, and the key and manual operation for testing it."""

    session: ClientSession
    host: str
    port: int
    client_id: str = ""
    key: bytes | None = None
    fingerprint: str | None = None
    hands: StoveOperator | None = None
    lease_s: float = 2.0
    cap_w: float | None = None
    """The original power cap, which `reset` restores."""
    opened: list[Connection] = field(default_factory=list)
    guests: list[str] = field(default_factory=list)
    """Clients that were paired for a rule; `reset` revokes their keys."""

    async def connect(self) -> Connection:
        """Open a connection that has sent hello."""
        connection = await Connection.open(self.session, self.host, self.port, fingerprint=self.fingerprint)
        self.opened.append(connection)
        return connection

    def transcript(self, connection: Connection, client_id: str | None = None) -> Transcript:
        """The transcript of both sides of this connection."""
        return Transcript(
            version=connection.identity.version,
            stove_id=connection.identity.id,
            client_id=self.client_id if client_id is None else client_id,
            client_nonce=connection.client_nonce,
            stove_nonce=connection.stove_nonce,
            fingerprint=connection.fingerprint,
        )

    async def login(
        self, client_id: str | None = None, key: bytes | None = None
    ) -> tuple[RecordingClient, dict[str, Any]]:
        """An authenticated connection, and the stove's description of itself.

        Without arguments it is one of the client under whose key the stove is checked.
        """
        client_id, key = (self.client_id, self.key) if client_id is None else (client_id, key)
        assert key is not None
        connection = await self.connect()
        proof = self.transcript(connection, client_id).proof(key, "client")
        told = await connection.request("session.authenticate", {"client_id": client_id, "proof": proof})
        return RecordingClient(connection), told

    async def guest(self) -> tuple[str, bytes]:
        """Pair a second client. Returns its id and key, which `reset` revokes.

        Raises:
            NotSupported: when pair can't be pressed by hand, or the code of the stove is not reported.
        """
        assert self.hands is not None
        # A stove takes one attempt a second.
        await asyncio.sleep(PAIRING_PAUSE_S)
        try:
            code = await self.hands.do("pair")
        except LinkError as error:
            raise NotSupported(f"no second client could be paired: {error}") from None
        if not isinstance(code, str) or not code.strip().isdecimal():
            raise NotSupported("no second client could be paired: the code that the stove shows is unknown")
        client_id = f"conformance-{secrets.token_hex(4)}"
        self.guests.append(client_id)
        _, key = await pair(
            self.session,
            self.host,
            self.port,
            client_id=client_id,
            code=code,
            name="link check",
            fingerprint=self.fingerprint,
        )
        return client_id, key

    async def subscribed(self) -> RecordingClient:
        """Open an authenticated connection that follows the stove's state."""
        peer, _ = await self.login()
        await peer.subscribe()
        return peer

    async def do(self, verb: str, **arguments: object) -> object:
        """Run a manual operation. Returns the text that the stove shows afterwards, if any."""
        assert self.hands is not None
        return await self.hands.do(verb, **arguments)

    async def reset(self) -> None:
        """Turn the stove off, restore its state, and close all connections."""
        if self.key is not None:
            with suppress(LinkError):
                peer, told = await self.login()
                for guest in self.guests:
                    await peer.ask("keys.revoke", client_id=guest)
                self.guests.clear()
                await peer.ask("stove.off")
                # A new lease ends the one of the rule; it would refuse the burners to a second client.
                lease = await peer.lease(told["burners"][0]["n"], self.lease_s)
                await peer.ask("lease.release", lease_id=lease)
                for one in told["burners"]:
                    with suppress(LinkRefused):
                        await peer.ask("latch.acknowledge", n=one["n"])
                for first, _ in told.get("bridges", []):
                    await peer.ask("bridge.set", n=first, joined=False)
        if self.hands is not None:
            await self.hands.do("lock", locked=False)
            await self.hands.do("disarm")
        if self.cap_w is not None:
            with suppress(LinkError):
                peer, _ = await self.login()
                await peer.ask("cap.set", power_w=self.cap_w)
        for connection in self.opened:
            await connection.close()
        self.opened.clear()


class RecordingClient:
    """A recording connection: stores the received state, its revisions and its events."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.burners: dict[str, dict[str, Any]] = {}
        self.stove: dict[str, Any] = {}
        self.rev = 0
        self.seq = 0
        self.gaps: list[str] = []
        self.events: list[dict[str, Any]] = []
        self.beats = 0
        connection.on_changed = self._on_changed
        connection.on_notification = self._on_notification

    async def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Send a request and wait for its answer."""
        return await self.connection.request(method, params)

    async def subscribe(self) -> dict[str, Any]:
        """Take a snapshot and follow the changes."""
        return await self.connection.request("state.subscribe", {}, on_result=self._on_snapshot)

    def _on_snapshot(self, answer: dict[str, Any]) -> None:
        self.burners = {n: dict(values) for n, values in answer["burners"].items()}
        self.stove = dict(answer["stove"])
        self.rev, self.seq = answer["rev"], answer["seq"]

    def _on_changed(self, params: dict[str, Any]) -> None:
        if params["prev"] != self.rev or params["rev"] <= params["prev"]:
            self.gaps.append(f"revision {params['rev']} follows {params['prev']}, known was {self.rev}")
        self.rev = params["rev"]
        for n, delta in params.get("burners", {}).items():
            self.burners.setdefault(n, {}).update(delta)
        self.stove.update(params.get("stove", {}))

    def _on_notification(self, method: str, params: dict[str, Any]) -> None:
        if method == "event":
            if params["seq"] != self.seq + 1:
                self.gaps.append(f"event {params['seq']} follows {self.seq}")
            self.seq = params["seq"]
            self.events.append(params)
        elif method == "session.heartbeat":
            self.beats += 1

    async def until(self, condition: Callable[[], bool], what: str, *, seconds: float = PATIENCE_S) -> None:
        """Wait for a condition on the received state.

        Raises:
            RuleViolation: when it is not met in time.
        """
        try:
            async with asyncio.timeout(seconds):
                while not condition():  # noqa: ASYNC110  the stove decides when
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise RuleViolation(f"{what} was not seen within {seconds:g} s") from None

    async def lease(self, n: int, ttl_s: float) -> str:
        """Acquire a lease on one burner."""
        return str((await self.ask("lease.acquire", burners=[n], ttl_s=ttl_s))["lease_id"])

    async def heat(self, n: int, lease_id: str, *, power: float = 0.3, start: bool = True) -> dict[str, Any]:
        """Request heat."""
        return await self.ask("burner.set", n=n, power=power, start=start, lease_id=lease_id)

    def source(self, n: int) -> object:
        """The heat source of a burner, as reported."""
        return self.burners[str(n)].get("source")


async def refused(call: Awaitable[Mapping[str, Any]], *codes: LinkCode) -> LinkRefused:
    """Check that a call is refused with one of these codes.

    Raises:
        RuleViolation: when it succeeds, or is refused with another code.
    """
    wanted = " or ".join(code.value for code in codes)
    try:
        answer = await call
    except LinkRefused as error:
        if error.code in codes:
            return error
        raise RuleViolation(f"refused with {error.code.value}, not with {wanted}") from None
    raise RuleViolation(f"served ({answer}), not refused with {wanted}")


def expect(condition: object, what: str) -> None:
    """Check a condition.

    Raises:
        RuleViolation: when it is not met.
    """
    if not condition:
        raise RuleViolation(what)


@dataclass(frozen=True, slots=True)
class ConformanceRule:
    """One rule of the specification: its number, its text, its needs, and its check."""

    name: str
    text: str
    needs: frozenset[Needs]
    check: Callable[[CheckContext], Awaitable[None]]


def rule(
    name: str, text: str, *needs: Needs
) -> Callable[[Callable[[CheckContext], Awaitable[None]]], ConformanceRule]:
    """Make a rule of the function that checks it."""

    def make(check: Callable[[CheckContext], Awaitable[None]]) -> ConformanceRule:
        return ConformanceRule(name, text, frozenset(needs), check)

    return make


async def startable_burner(context: CheckContext) -> tuple[RecordingClient, int]:
    """A client that follows the state, and the first burner that may be started from outside."""
    peer, told = await context.login()
    await peer.subscribe()
    for one in told["burners"]:
        if one["capabilities"].get("power", {}).get("access") == "start":
            return peer, int(one["n"])
    raise RuleViolation("no burner can be started from outside")
