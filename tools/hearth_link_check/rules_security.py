"""The rules about who is served, and about limits that no repetition prolongs."""

import asyncio
from contextlib import AsyncExitStack, suppress
import ssl
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, TCPConnector

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.hearth_link.connection import client_context
from custom_components.hearthtech.hearth_link.errors import LinkError, LinkRefused, LinkUnavailable
from custom_components.hearthtech.hearth_link.messages import PATH, SUBPROTOCOL
from tools.hearth_link_check.conformance import (
    CheckContext,
    Needs,
    NotSupported,
    RecordingClient,
    RuleViolation,
    expect,
    refused,
    rule,
)
from tools.hearth_link_check.rules_zones import pair_of

CROWD: Final = 40
"""Connections that are opened to see whether they keep a client out."""
AUTH_WAIT_S: Final = 10.0
"""Real seconds that the specification gives a session to authenticate."""
ENDED_S: Final = 2.0
"""Real seconds within which a session without a valid key is ended."""
BOOST_S: Final = 600.0
NOT_SUBPROTOCOLS: Final = (
    "hearthlink.v10", "xhearthlink.v1", "hearthlink", "hearthlink.v1.1", "hearthlink.v1-hearthlink.v1", "HearthLink.V1",
)  # fmt: skip
NOT_NONCES: Final = (
    "", "0" * 63, "0" * 65, "g" * 64, "A" * 64, " " * 64, "-" + "0" * 63, "0x" + "0" * 62, "\u0663" * 64,
    "0" * 63 + "\n",
)  # fmt: skip


def _url(context: CheckContext) -> str:
    host = f"[{context.host}]" if ":" in context.host else context.host
    return f"wss://{host}:{context.port}{PATH}"


@rule("subprotocol-exact", "Only the exact name of the subprotocol is accepted, also in a list of several.")
async def _check_subprotocol_exact(context: CheckContext) -> None:
    for name in NOT_SUBPROTOCOLS:
        try:
            socket = await context.session.ws_connect(_url(context), protocols=(name,), ssl=client_context())
        except ClientError:
            continue
        await socket.close()
        raise RuleViolation(f"the subprotocol {name!r} was accepted")
    several = ("other.v9", SUBPROTOCOL)
    socket = await context.session.ws_connect(_url(context), protocols=several, ssl=client_context())
    chosen = socket.protocol
    await socket.close()
    expect(chosen == SUBPROTOCOL, f"of a list of several subprotocols it chose {chosen!r}")


@rule(
    "nonce-exact", "A client nonce that is not 64 digits of lower-case hexadecimal is refused with `invalid`."
)
async def _check_nonce_exact(context: CheckContext) -> None:
    for nonce in NOT_NONCES:
        connection = await context.connect()
        try:
            await refused(
                connection.request("session.hello", {"versions": ["1.0"], "nonce": nonce}),
                RefusalCode.INVALID,
            )
        except RuleViolation as broken:
            raise RuleViolation(f"nonce {nonce!r}: {broken}") from None
        await connection.close()


async def _silent(context: CheckContext, stack: AsyncExitStack) -> None:
    _, writer = await asyncio.open_connection(context.host, context.port)
    stack.callback(writer.transport.abort)


async def _secured(context: CheckContext, stack: AsyncExitStack) -> None:
    _, writer = await asyncio.open_connection(context.host, context.port, ssl=client_context())
    stack.callback(writer.transport.abort)
    writer.write(b"GET /link HTTP/1.1\r\nHost: x\r\n")


async def _greeted(context: CheckContext, stack: AsyncExitStack, session: ClientSession) -> None:
    socket = await session.ws_connect(
        _url(context), protocols=(SUBPROTOCOL,), ssl=client_context(), compress=0
    )
    stack.push_async_callback(_hang_up, socket)


async def _hang_up(socket: ClientWebSocketResponse) -> None:
    with suppress(TimeoutError, ClientError, ConnectionError):
        async with asyncio.timeout(0.2):
            await socket.close()


async def _admitted(context: CheckContext, crowd: str) -> None:
    try:
        peer, _ = await context.login()
        await peer.subscribe()
    except (LinkUnavailable, LinkRefused) as error:
        raise RuleViolation(f"with {CROWD} {crowd} a client was kept out: {error}") from None
    await peer.connection.close()


@rule(
    "half-open",
    "Connections that never finish TLS or their request keep no client out.",
    Needs.KEY,
)
async def _check_half_open(context: CheckContext) -> None:
    for crowd, open_one in (
        ("connections without TLS", _silent),
        ("connections without a request", _secured),
    ):
        async with AsyncExitStack() as stack:
            for _ in range(CROWD):
                with suppress(OSError, ssl.SSLError):
                    await open_one(context, stack)
            await _admitted(context, crowd)


@rule("strangers", "Sessions that never authenticate keep no client out, and cut off no client.", Needs.KEY)
async def _check_strangers(context: CheckContext) -> None:
    old, _ = await context.login()
    async with AsyncExitStack() as stack:
        # The limit of connections of a session of aiohttp is none of the stove's.
        session = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
        for _ in range(CROWD):
            with suppress(ClientError, OSError):
                await _greeted(context, stack, session)
        await _admitted(context, "sessions that do not authenticate")
        try:
            await old.ask("state.snapshot")
        except LinkUnavailable as error:
            raise RuleViolation(f"an authenticated client was disconnected: {error}") from None


@rule(
    "auth-timeout",
    "A session that does not authenticate is ended after 10 s, also while it sends heartbeats.",
)
async def _check_auth_timeout(context: CheckContext) -> None:
    connection = await context.connect()
    interval_s = connection.identity.heartbeat_s
    wait_s = AUTH_WAIT_S + 2.0 * interval_s + 1.0
    try:
        async with asyncio.timeout(wait_s):
            # Pings are answered before authentication, so that neither side counts as silent.
            while connection.broken is None:
                await connection.request("session.ping", {})
                await asyncio.sleep(interval_s / 2.0)
    except TimeoutError:
        raise RuleViolation(f"still connected after {wait_s:g} s") from None
    except LinkUnavailable:
        return


async def _ended(peer: RecordingClient, what: str) -> None:
    try:
        async with asyncio.timeout(ENDED_S):
            await peer.connection.wait_broken()
    except TimeoutError:
        raise RuleViolation(f"{what} was still connected after {ENDED_S:g} s") from None


@rule(
    "revoked-key",
    "A revoked key is served nothing more: its sessions and its heat end, and it opens no new one.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_revoked_key(context: CheckContext) -> None:
    client_id, key = await context.guest()
    guest, told = await context.login(client_id, key)
    other, _ = await context.login(client_id, key)
    await guest.subscribe()
    owner = await context.subscribed()
    n = _startable(told)
    await context.do("pan", n=n, water_l=1.0)
    await context.do("arm")
    await guest.heat(n, await guest.lease(n, 30.0))
    await owner.until(lambda: owner.source(n) == "remote", "remote heat")
    answer = await owner.ask("keys.revoke", client_id=client_id)
    expect(answer.get("revoked") is True, f"revoking was answered with {answer}")
    for peer in (guest, other):
        try:
            served: dict[str, Any] | None = await peer.ask("state.snapshot")
        except LinkError:
            served = None
        expect(served is None, "a session of a revoked key was served")
        await _ended(peer, "a session of a revoked key")
    await owner.until(lambda: owner.source(n) != "remote", "the end of its heat", seconds=1.0)
    await refused(_login(context, client_id, key), RefusalCode.UNAUTHORIZED)


async def _login(context: CheckContext, client_id: str, key: bytes) -> dict[str, Any]:
    _, told = await context.login(client_id, key)
    return told


def _startable(told: dict[str, Any], *properties: str) -> int:
    for one in told["burners"]:
        found = one["capabilities"]
        if all(found.get(name, {}).get("access") == "start" for name in ("power", *properties)):
            return int(one["n"])
    raise NotSupported(f"no burner can be started from outside with {' and '.join(properties) or 'a power'}")


@rule(
    "boost-limit",
    "A repeated request for boost does not prolong it, and neither does boost off and on again.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_boost_limit(context: CheckContext) -> None:
    peer, told = await context.login()
    await peer.subscribe()
    n = _startable(told, "boost")
    await context.do("pan", n=n, water_l=1.0)
    await context.do("arm")
    lease = await peer.lease(n, 30.0)

    def left_s() -> float:
        left = peer.burners[str(n)].get("boost_left_s")
        return float(left) if left is not None else 0.0

    async def boost(*, on: bool = True) -> None:
        await peer.ask("burner.set", n=n, power=1.0, boost=on, start=True, lease_id=lease)
        await peer.until(lambda: peer.burners[str(n)].get("boost") is on, "boost on" if on else "boost off")

    await boost()
    await peer.until(lambda: left_s() > 0.0, "boost_left_s")
    first = left_s()
    expect(first <= BOOST_S, f"boost is to last {first:g} s")
    await peer.until(lambda: left_s() <= first - 2.0, "boost time running out", seconds=10.0)
    for repeat in ("repeated", "off and on again"):
        known = left_s()
        if repeat != "repeated":
            await boost(on=False)
        await boost()
        await asyncio.sleep(0.1)
        # What passes between two looks is made up at the speed of the stove's clock.
        slack = 1.0 + 0.5 * peer.connection.identity.clock_rate
        expect(left_s() <= known + (slack if repeat != "repeated" else 0.0), f"{repeat}, it got new time")


@rule(
    "bridge-one-holder",
    "Joined burners have one holder: a lease of one covers both, and another client gets `busy`.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_bridge_one_holder(context: CheckContext) -> None:
    peer, first, second = await pair_of(context)
    client_id, key = await context.guest()
    guest, _ = await context.login(client_id, key)
    await context.do("lift", n=second)
    await peer.ask("bridge.set", n=first, joined=True)
    await peer.until(lambda: peer.stove.get("bridged") == [first], "the joined pair")
    for mine, theirs in ((first, second), (second, first)):
        lease = await peer.lease(mine, 10.0)
        await refused(guest.ask("lease.acquire", burners=[theirs], ttl_s=10.0), RefusalCode.BUSY)
        await refused(guest.heat(theirs, "conformance"), RefusalCode.BUSY, RefusalCode.BRIDGED)
        await peer.ask("lease.release", lease_id=lease)


@rule(
    "certificate-renewal",
    "After a renewal of the certificate, complete or cut off by a power cut, the stove serves its clients.",
    Needs.KEY,
    Needs.HANDS,
)
async def _check_certificate_renewal(context: CheckContext) -> None:
    before = (await context.connect()).identity.id
    pinned = context.fingerprint
    for interrupted in (True, False):
        try:
            await context.do("renew_certificate", interrupted=interrupted)
        except LinkError as error:
            if "interrupted" in str(error) or "unknown" in str(error) or "left out" in str(error):
                raise NotSupported(str(error)) from None
            raise
        # The certificate may be another one; that the key's proofs are bound to it shows whose it is.
        context.fingerprint = None
        connection = await context.connect()
        expect(connection.identity.id == before, f"its id is now {connection.identity.id}")
        if pinned is not None:
            context.fingerprint = pinned = connection.fingerprint
        peer, told = await context.login()
        assert context.key is not None
        transcript = context.transcript(peer.connection)
        expect(transcript.accepts(context.key, "stove", str(told.get("proof"))), "the stove's proof is wrong")


RULES: Final = (
    _check_subprotocol_exact,
    _check_nonce_exact,
    _check_half_open,
    _check_strangers,
    _check_auth_timeout,
    _check_revoked_key,
    _check_boost_limit,
    _check_bridge_one_holder,
    _check_certificate_renewal,
)
"""The rules of this file, in the order in which they are checked."""
