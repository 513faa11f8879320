"""The rules that `conformance` checks; their names are those of `docs/hearth-link.md`."""

import asyncio
import ssl
from typing import Any, Final

from aiohttp import ClientError, ClientWebSocketResponse, WSMsgType
import orjson

from .conformance import Bench, Broken, Needs, Peer, expect, refused, rule
from .connection import client_context
from .errors import NUMBER, LinkCode, LinkProtocolError, LinkUnavailable
from .messages import MAX_FRAME, PATH, SUBPROTOCOL, burner_info, burner_state

ENTERED: Final = True


async def _raw(bench: Bench) -> ClientWebSocketResponse:
    where = f"wss://{bench.host}:{bench.port}{PATH}"
    return await bench.session.ws_connect(where, protocols=(SUBPROTOCOL,), ssl=client_context(), compress=0)


async def _say(socket: ClientWebSocketResponse, frame: str) -> dict[str, Any]:
    await socket.send_str(frame)
    try:
        async with asyncio.timeout(5.0):
            while (message := await socket.receive()).type is WSMsgType.TEXT:
                parsed: dict[str, Any] = orjson.loads(message.data)
                if "method" not in parsed:
                    return parsed
    except TimeoutError:
        raise Broken(f"no answer to {frame[:60]}") from None
    raise Broken(f"the connection ended instead of an answer to {frame[:60]}")


async def _first(bench: Bench) -> tuple[Peer, int]:
    """A client that follows the state, and the first burner that may be started from outside."""
    peer, told = await bench.login()
    await peer.subscribe()
    for one in told["burners"]:
        if one["capabilities"].get("power", {}).get("access") == "start":
            return peer, int(one["n"])
    raise Broken("no burner can be started from outside")


async def _heating(bench: Bench, ttl_s: float = 10.0) -> tuple[Peer, int, str]:
    """A burner under remote heat."""
    peer, n = await _first(bench)
    await bench.do("pan", n=n, water_l=1.0)
    await bench.do("arm")
    lease = await peer.lease(n, ttl_s)
    await peer.heat(n, lease)
    await peer.until(lambda: peer.source(n) == "remote", "remote heat")
    return peer, n, lease


# Transport


@rule("tls-1.3", "The link is served over TLS 1.3 and nothing older.")
async def _(bench: Bench) -> None:
    old = client_context()
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_2
    try:
        _, writer = await asyncio.open_connection(bench.host, bench.port, ssl=old)
    except ssl.SSLError, ConnectionError:
        return
    writer.close()
    raise Broken("TLS 1.2 was accepted")


@rule("subprotocol", "A client that does not ask for hearthlink.v1 is turned away.")
async def _(bench: Bench) -> None:
    where = f"wss://{bench.host}:{bench.port}{PATH}"
    try:
        socket = await bench.session.ws_connect(where, ssl=client_context())
    except ClientError:
        return
    await socket.close()
    raise Broken("a WebSocket without subprotocol was accepted")


@rule("parse-error", "A frame that is no JSON is answered with -32700.")
async def _(bench: Bench) -> None:
    socket = await _raw(bench)
    error = (await _say(socket, "{")).get("error", {})
    await socket.close()
    expect(error.get("code") == NUMBER[LinkCode.PARSE], f"answered with {error}")


@rule("no-batches", "A batch is refused with -32600.")
async def _(bench: Bench) -> None:
    socket = await _raw(bench)
    error = (await _say(socket, '[{"jsonrpc":"2.0","id":1,"method":"session.ping"}]')).get("error", {})
    await socket.close()
    expect(error.get("code") == NUMBER[LinkCode.INVALID_REQUEST], f"answered with {error}")


@rule("frame-limit", "A frame over 64 KiB ends the connection, and the stove serves on.")
async def _(bench: Bench) -> None:
    socket = await _raw(bench)
    try:
        await _say(socket, '{"jsonrpc":"2.0","id":1,"method":"' + "x" * MAX_FRAME + '"}')
    except Broken as ended:
        expect("ended" in str(ended), "an oversized frame was ignored")
    else:
        raise Broken("an oversized frame was answered")
    finally:
        await socket.close()
    await bench.connect()


# Session


@rule("fresh-nonce", "Every hello gets a fresh nonce of 32 bytes.")
async def _(bench: Bench) -> None:
    one, other = await bench.connect(), await bench.connect()
    expect(len(one.stove_nonce) == 64, "the nonce is not 32 bytes in hexadecimal")
    expect(one.stove_nonce != other.stove_nonce, "two sessions got the same nonce")


@rule("version", "A hello without a version in common is refused with `version`.")
async def _(bench: Bench) -> None:
    connection = await bench.connect()
    await refused(
        connection.request("session.hello", {"versions": ["0.1"], "nonce": "0" * 64}), LinkCode.VERSION
    )


@rule("no-key-no-state", "Before authentication nothing is served but greeting and pairing.")
async def _(bench: Bench) -> None:
    connection = await bench.connect()
    calls: dict[str, dict[str, object]] = {
        "state.subscribe": {},
        "state.snapshot": {},
        "events.since": {"seq": 0},
        "burner.off": {"n": 1},
        "lease.acquire": {"burners": [1]},
        "keys.list": {},
    }
    for method, params in calls.items():
        await refused(connection.request(method, params), LinkCode.UNAUTHORIZED)


@rule("pairing-closed", "Without a press on the stove, pairing is refused with `pairing_closed`.")
async def _(bench: Bench) -> None:
    connection = await bench.connect()
    expect(not connection.identity.pairing_open, "the stove says that pairing is open")
    params = {"client_id": "conformance", "message": "00" * 33}
    await refused(connection.request("pairing.start", params), LinkCode.PAIRING_CLOSED)


@rule("wrong-proof", "A wrong proof is refused with `unauthorized`.", Needs.KEY)
async def _(bench: Bench) -> None:
    connection = await bench.connect()
    params = {"client_id": bench.client_id, "proof": "0" * 64}
    await refused(connection.request("session.authenticate", params), LinkCode.UNAUTHORIZED)


@rule("mutual-proof", "The stove proves that it holds the key as well.", Needs.KEY)
async def _(bench: Bench) -> None:
    assert bench.key is not None
    peer, told = await bench.login()
    transcript = bench.transcript(peer.connection)
    expect(transcript.accepts(bench.key, "stove", str(told.get("proof"))), "the stove's proof is wrong")


@rule("proof-once", "A proof serves once: the same hello can't be used again.", Needs.KEY)
async def _(bench: Bench) -> None:
    assert bench.key is not None
    connection = await bench.connect()
    wrong = {"client_id": bench.client_id, "proof": "0" * 64}
    await refused(connection.request("session.authenticate", wrong), LinkCode.UNAUTHORIZED)
    right = {**wrong, "proof": bench.transcript(connection).proof(bench.key, "client")}
    await refused(connection.request("session.authenticate", right), LinkCode.UNAUTHORIZED)


@rule("capabilities", "The stove describes each burner, and each property with its access.", Needs.KEY)
async def _(bench: Bench) -> None:
    _, told = await bench.login()
    burners = [burner_info(one) for one in told["burners"]]
    expect(burners, "no burners")
    expect(len({one.n for one in burners}) == len(burners), "two burners have the same number")
    for name in ("boot_id", "firmware", "manufacturer", "model", "name"):
        expect(isinstance(told.get(name), str), f"{name} is missing")


@rule("heartbeat", "The stove is heard from within every interval.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer = await bench.subscribed()
    interval = peer.connection.identity.heartbeat_s
    await peer.until(lambda: peer.beats > 0, "a heartbeat", seconds=1.5 * interval + 0.5)


# State and events


@rule(
    "snapshot",
    "Subscribing answers with all burners, a revision, a sequence number and the boot id.",
    Needs.KEY,
)
async def _(bench: Bench) -> None:
    peer, told = await bench.login()
    answer = await peer.subscribe()
    expect(set(answer["burners"]) == {str(one["n"]) for one in told["burners"]}, "burners are missing")
    expect(answer["boot_id"] == told["boot_id"], "another boot id than at authentication")
    expect(
        isinstance(answer["rev"], int) and isinstance(answer["seq"], int), "no revision or sequence number"
    )
    for n, values in answer["burners"].items():
        try:
            burner_state(int(n), values, answer["uptime_ms"])
        except LinkProtocolError as error:
            raise Broken(f"burner {n}: {error}") from None


@rule("push", "A change is pushed by itself, each revision with the one before.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    name = str(peer.burners[str(n)].get("name") or "burner")
    for wanted in ("conformance", name):
        await peer.ask("name.set", n=n, name=wanted)
        await peer.until(lambda w=wanted: peer.burners[str(n)]["name"] == w, f"the name {wanted}")  # type: ignore[misc]
    expect(not peer.gaps, "; ".join(peer.gaps))


@rule("snapshot-is-sum", "A fresh snapshot is the sum of all that was pushed.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    name = str(peer.burners[str(n)].get("name") or "burner")
    await peer.ask("name.set", n=n, name="conformance")
    await peer.ask("name.set", n=n, name=name)
    for _ in range(20):
        answer = await peer.ask("state.snapshot")
        if answer["rev"] == peer.rev:
            expect(answer["burners"] == peer.burners, "the burners differ")
            expect(answer["stove"] == peer.stove, "the stove differs")
            return
        await asyncio.sleep(0.05)
    raise Broken("no snapshot had the revision that was pushed")


@rule(
    "replay", "Missed events are replayed in order; an unknown sequence number is told as overrun.", Needs.KEY
)
async def _(bench: Bench) -> None:
    peer = await bench.subscribed()
    await peer.ask("lock.set", locked=True)
    await peer.ask("lock.set", locked=False)
    answer = await peer.ask("events.since", seq=peer.seq - min(peer.seq, 2))
    numbers = [one["seq"] for one in answer["events"]]
    expect(numbers == sorted(set(numbers)) and numbers, "events out of order or missing")
    expect(not answer["overrun"], "told as overrun although nothing was lost")
    beyond = await peer.ask("events.since", seq=answer["seq"] + 1000)
    expect(beyond["overrun"], "a sequence number from the future was not told as overrun")


# Commands


@rule("idempotency", "A repeated key has no second effect; for another command it is refused.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    one = await peer.ask("lock.set", locked=True, key="conformance-1")
    await peer.ask("lock.set", locked=False, key="conformance-2")
    other = await peer.ask("lock.set", locked=True, key="conformance-1")
    expect(one == other, "the repeated key got another answer")
    snapshot = await peer.ask("state.snapshot")
    expect(not snapshot["stove"]["locked"], "the repeated key locked the stove a second time")
    await refused(peer.ask("burner.off", n=n, key="conformance-2"), LinkCode.INVALID)


@rule("stale", "A command that expects an older state is refused with `stale`, but off never is.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    rev = peer.rev
    await peer.ask("lock.set", locked=True)
    await peer.ask("lock.set", locked=False)
    await refused(peer.ask("lock.set", locked=True, expect_rev=rev), LinkCode.STALE)
    await peer.ask("burner.off", n=n, expect_rev=rev)


@rule("closed-errors", "Unknown methods, burners and parameters are refused with their own codes.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, _ = await bench.login()
    await refused(peer.ask("no.such"), LinkCode.UNKNOWN_METHOD)
    await refused(peer.ask("burner.off", n=999), LinkCode.UNKNOWN_BURNER)
    await refused(peer.ask("burner.off", n=1, hurry=True), LinkCode.INVALID)
    await refused(peer.ask("burner.off", n="1"), LinkCode.INVALID)


@rule("off-is-free", "Off needs no lease and no arming.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    expect((await peer.ask("burner.off", n=n)).get("accepted") is True, "burner.off was not accepted")
    expect((await peer.ask("stove.off")).get("accepted") is True, "stove.off was not accepted")


@rule("lease-range", "A lease is 2 to 30 s long.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    for ttl_s in (1.0, 31.0):
        await refused(peer.ask("lease.acquire", burners=[n], ttl_s=ttl_s), LinkCode.OUT_OF_RANGE)


@rule("no-lease-no-heat", "Without a lease that covers the burner, heat is refused.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    await refused(peer.heat(n, "conformance"), LinkCode.LEASE_LOST)
    expect(peer.source(n) != "remote", "the burner heats")


@rule("range", "A power over 1 or below 0 is refused with `out_of_range`.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    lease = await peer.lease(n, 10.0)
    for power in (1.5, -0.5):
        await refused(peer.heat(n, lease, power=power), LinkCode.OUT_OF_RANGE)


@rule(
    "one-holder", "A burner that another client has leased is refused with `lease_lost` or `busy`.", Needs.KEY
)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    old = await peer.lease(n, 10.0)
    await peer.lease(n, 10.0)
    await refused(peer.ask("lease.renew", lease_id=old), LinkCode.LEASE_LOST, LinkCode.BUSY)


@rule("setpoint-is-no-start", "A setpoint for a burner that is off is refused with `not_on`.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    lease = await peer.lease(n, 10.0)
    await refused(peer.heat(n, lease, start=False), LinkCode.NOT_ON)
    expect(peer.source(n) != "remote", "the burner heats")


@rule(
    "arming",
    "A start from cold is refused with `not_armed` until a hand has armed the stove.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, n = await _first(bench)
    await bench.do("disarm")
    await bench.do("pan", n=n, water_l=1.0)
    lease = await peer.lease(n, 10.0)
    await refused(peer.heat(n, lease), LinkCode.NOT_ARMED)
    await bench.do("arm")
    await peer.heat(n, lease)
    await peer.until(lambda: peer.source(n) == "remote", "remote heat")


@rule("off-wins", "Off ends remote heat at once.", Needs.KEY, Needs.HANDS)
async def _(bench: Bench) -> None:
    peer, n, _ = await _heating(bench)
    await peer.ask("burner.off", n=n)
    await peer.until(lambda: peer.source(n) == "idle", "the burner off", seconds=1.0)


@rule(
    "knob-wins",
    "A turned knob ends remote heat at once, holds its own level, and tells the holder.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, n, lease = await _heating(bench)
    await bench.do("turn", n=n, level=0.2)
    await peer.until(lambda: peer.source(n) == "manual", "manual heat", seconds=1.0)
    expect(abs((peer.burners[str(n)].get("power") or 0.0) - 0.2) < 0.11, "the knob's level does not hold")
    await peer.until(lambda: any(one["kind"] == "taken_over" for one in peer.events), "the event taken_over")
    await refused(peer.heat(n, lease), LinkCode.MANUAL)


@rule(
    "lease-ends-heat",
    "When the lease is not renewed, its heat is off within a second and stays latched.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, n, _ = await _heating(bench, bench.lease_s)
    await peer.until(lambda: peer.source(n) == "latched", "the latch", seconds=bench.lease_s + 1.0)
    lease = await peer.lease(n, 10.0)
    await refused(peer.heat(n, lease), LinkCode.LATCHED)
    await peer.ask("latch.acknowledge", n=n)
    await peer.heat(n, lease)
    await peer.until(lambda: peer.source(n) == "remote", "remote heat after the latch was acknowledged")


@rule(
    "lease-outlives-link",
    "A lease ends by its time, not by its connection: heat of a lost host goes off.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, n, _ = await _heating(bench, bench.lease_s)
    await peer.connection.close()
    other = await bench.subscribed()
    await other.until(lambda: other.source(n) != "remote", "heat off", seconds=bench.lease_s + 1.0)


@rule(
    "lock",
    "A stove that a hand has locked refuses heat, refuses to be unlocked, and still turns off.",
    Needs.KEY,
    Needs.HANDS,
)
async def _(bench: Bench) -> None:
    peer, n, lease = await _heating(bench)
    await bench.do("lock", locked=True)
    await peer.until(lambda: peer.stove.get("locked") is True, "the lock")
    await refused(peer.heat(n, lease, power=0.5), LinkCode.LOCKED)
    await refused(peer.ask("lock.set", locked=False), LinkCode.LOCKED)
    await peer.ask("burner.off", n=n)
    await peer.until(lambda: peer.source(n) == "idle", "the burner off")


@rule("silent-peer", "A client silent for three intervals is hung up on.", Needs.KEY)
async def _(bench: Bench) -> None:
    peer = await bench.subscribed()
    connection = peer.connection
    interval = connection.identity.heartbeat_s
    connection.fall_silent()
    try:
        async with asyncio.timeout(interval * 5.0 + 1.0):
            ended = await connection.wait_broken()
    except TimeoutError:
        raise Broken(f"still connected after {interval * 5.0 + 1.0:g} s of silence") from None
    expect(isinstance(ended, LinkUnavailable), "the stove broke the protocol instead of hanging up")
