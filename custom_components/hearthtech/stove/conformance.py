"""Checking a stove, any stove, against the specification: rule by rule, over the wire, as a client sees it.

Rules that need a key, or somebody's hands at the stove, are passed over when there are none, and say so.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol

from aiohttp import ClientSession

from .auth import Transcript
from .connection import Connection
from .errors import LinkCode, LinkError, LinkRefused, LinkUnavailable

PATIENCE_S: Final = 5.0


class Outcome(StrEnum):
    """How a rule came out."""

    PASS = "pass"  # noqa: S105  an outcome, no secret
    FAIL = "fail"
    SKIPPED = "skipped"


class Broken(Exception):
    """The rule does not hold; the text says what was seen."""


class Lacking(Exception):
    """The stove does not have what the rule is about."""


class Needs(StrEnum):
    """What a rule can't be checked without."""

    KEY = "key"
    HANDS = "hands"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's outcome and, when it failed or was passed over, why."""

    rule: str
    text: str
    outcome: Outcome
    why: str = ""


class HandsOn(Protocol):
    """Somebody, or something, at the stove."""

    async def do(self, verb: str, **arguments: object) -> None:
        """Do it: `arm`, `disarm`, `turn` (n, level), `pan` (n, water_l), `lock` (locked), `lift` (n)."""


@dataclass(slots=True)
class Bench:
    """The stove under test and what there is to test it with."""

    session: ClientSession
    host: str
    port: int
    client_id: str = ""
    key: bytes | None = None
    fingerprint: str | None = None
    hands: HandsOn | None = None
    lease_s: float = 2.0
    cap_w: float | None = None
    """The power cap that was found, and is set again by `tidy`."""
    opened: list[Connection] = field(default_factory=list)

    async def connect(self) -> Connection:
        """A connection that has said hello."""
        connection = await Connection.open(self.session, self.host, self.port, fingerprint=self.fingerprint)
        self.opened.append(connection)
        return connection

    def transcript(self, connection: Connection) -> Transcript:
        """What both sides have said on this connection."""
        return Transcript(
            version=connection.identity.version,
            stove_id=connection.identity.id,
            client_id=self.client_id,
            client_nonce=connection.client_nonce,
            stove_nonce=connection.stove_nonce,
            fingerprint=connection.fingerprint,
        )

    async def login(self) -> tuple[Peer, dict[str, Any]]:
        """An authenticated connection, and what the stove told."""
        assert self.key is not None
        connection = await self.connect()
        proof = self.transcript(connection).proof(self.key, "client")
        told = await connection.request("session.authenticate", {"client_id": self.client_id, "proof": proof})
        return Peer(connection), told

    async def subscribed(self) -> Peer:
        """An authenticated connection that follows the stove's state."""
        peer, _ = await self.login()
        await peer.subscribe()
        return peer

    async def do(self, verb: str, **arguments: object) -> None:
        """Let the hands do something."""
        assert self.hands is not None
        await self.hands.do(verb, **arguments)

    async def tidy(self) -> None:
        """Leave the stove off and as it was found, and nothing open."""
        if self.key is not None:
            with suppress(LinkError):
                peer, told = await self.login()
                await peer.ask("stove.off")
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


class Peer:
    """A connection with eyes: keeps the state it is told, its revisions and its events."""

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
        """Take a snapshot and follow what comes."""
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
        """Wait for something to be seen.

        Raises:
            Broken: when it is not.
        """
        try:
            async with asyncio.timeout(seconds):
                while not condition():  # noqa: ASYNC110  the stove decides when
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise Broken(f"{what} was not seen within {seconds:g} s") from None

    async def lease(self, n: int, ttl_s: float) -> str:
        """A lease on one burner."""
        return str((await self.ask("lease.acquire", burners=[n], ttl_s=ttl_s))["lease_id"])

    async def heat(self, n: int, lease_id: str, *, power: float = 0.3, start: bool = True) -> dict[str, Any]:
        """Ask for heat."""
        return await self.ask("burner.set", n=n, power=power, start=start, lease_id=lease_id)

    def source(self, n: int) -> object:
        """Why a burner is hot, as it is shown."""
        return self.burners[str(n)].get("source")


async def refused(call: Awaitable[Mapping[str, Any]], *codes: LinkCode) -> LinkRefused:
    """Make sure that a call is refused, with one of these codes.

    Raises:
        Broken: when it is served, or refused otherwise.
    """
    wanted = " or ".join(code.value for code in codes)
    try:
        answer = await call
    except LinkRefused as error:
        if error.code in codes:
            return error
        raise Broken(f"refused with {error.code.value}, not with {wanted}") from None
    raise Broken(f"served ({answer}), not refused with {wanted}")


def expect(condition: object, what: str) -> None:
    """Make sure of something.

    Raises:
        Broken: when it is not so.
    """
    if not condition:
        raise Broken(what)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the specification: its number, its words, what it needs, and how it is checked."""

    name: str
    text: str
    needs: frozenset[Needs]
    check: Callable[[Bench], Awaitable[None]]


RULES: Final[list[Rule]] = []
"""All rules, in the order in which they are checked."""


def rule(name: str, text: str, *needs: Needs) -> Callable[[Callable[[Bench], Awaitable[None]]], None]:
    """Enter a rule."""

    def enter(check: Callable[[Bench], Awaitable[None]]) -> None:
        RULES.append(Rule(name, text, frozenset(needs), check))

    return enter


async def check(
    bench: Bench, *, on_verdict: Callable[[Verdict], None] = lambda _verdict: None
) -> list[Verdict]:
    """Check all rules, one after the other; each leaves the stove off.

    Raises:
        LinkUnavailable: nobody there at all.
    """
    from . import rules, rules_zones

    assert rules.ENTERED
    assert rules_zones.ENTERED
    await (await bench.connect()).close()
    verdicts = []
    for one in RULES:
        lacking = [need for need in one.needs if getattr(bench, need.value) is None]
        if lacking:
            verdict = Verdict(one.name, one.text, Outcome.SKIPPED, f"needs {' and '.join(sorted(lacking))}")
        else:
            verdict = await _judge(one, bench)
        on_verdict(verdict)
        verdicts.append(verdict)
    return verdicts


async def _judge(one: Rule, bench: Bench) -> Verdict:
    try:
        await one.check(bench)
    except Lacking as lacking:
        verdict = Verdict(one.name, one.text, Outcome.SKIPPED, str(lacking))
    except Broken as error:
        verdict = Verdict(one.name, one.text, Outcome.FAIL, str(error))
    except LinkRefused as error:
        verdict = Verdict(one.name, one.text, Outcome.FAIL, f"refused: {error}")
    except LinkUnavailable as error:
        verdict = Verdict(one.name, one.text, Outcome.FAIL, f"connection lost: {error}")
    except (LinkError, KeyError, TypeError, ValueError) as error:
        verdict = Verdict(one.name, one.text, Outcome.FAIL, f"malformed: {error!r}")
    else:
        verdict = Verdict(one.name, one.text, Outcome.PASS)
    await bench.tidy()
    return verdict
