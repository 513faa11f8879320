"""Rules of transport, session, state and commands; their names are those of `docs/hearth-link.md`."""

import asyncio
import ssl
from typing import Any, Final

from aiohttp import ClientError, ClientWebSocketResponse, WSMsgType
import orjson

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.hearth_link.connection import client_context
from custom_components.hearthtech.hearth_link.decoding import burner_info, burner_state
from custom_components.hearthtech.hearth_link.errors import (
    NUMBER,
    LinkProtocolError,
    LinkUnavailable,
    ProtocolCode,
)
from custom_components.hearthtech.hearth_link.messages import MAX_FRAME, PATH, SUBPROTOCOL
from tools.hearth_link_check.conformance import (
    CheckContext,
    Needs,
    RuleViolation,
    expect,
    refused,
    rule,
    startable_burner,
)


async def _raw(context: CheckContext) -> ClientWebSocketResponse:
    where = f"wss://{context.host}:{context.port}{PATH}"
    return await context.session.ws_connect(where, protocols=(SUBPROTOCOL,), ssl=client_context(), compress=0)


async def _say(socket: ClientWebSocketResponse, frame: str) -> dict[str, Any]:
    await socket.send_str(frame)
    try:
        async with asyncio.timeout(5.0):
            while (message := await socket.receive()).type is WSMsgType.TEXT:
                parsed: dict[str, Any] = orjson.loads(message.data)
                if "method" not in parsed:
                    return parsed
    except TimeoutError:
        raise RuleViolation(f"no answer to {frame[:60]}") from None
    raise RuleViolation(f"the connection ended instead of an answer to {frame[:60]}")


# Transport


@rule("tls-1.3", "The link is served over TLS 1.3 and nothing older.")
async def _check_tls_1_3(context: CheckContext) -> None:
    old = client_context()
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_2
    try:
        _, writer = await asyncio.open_connection(context.host, context.port, ssl=old)
    except ssl.SSLError, ConnectionError:
        return
    writer.close()
    raise RuleViolation("TLS 1.2 was accepted")


@rule("subprotocol", "A client that does not ask for hearthlink.v1 is turned away.")
async def _check_subprotocol(context: CheckContext) -> None:
    where = f"wss://{context.host}:{context.port}{PATH}"
    try:
        socket = await context.session.ws_connect(where, ssl=client_context())
    except ClientError:
        return
    await socket.close()
    raise RuleViolation("a WebSocket without subprotocol was accepted")


@rule("parse-error", "A frame that is no JSON is answered with -32700.")
async def _check_parse_error(context: CheckContext) -> None:
    socket = await _raw(context)
    error = (await _say(socket, "{")).get("error", {})
    await socket.close()
    expect(error.get("code") == NUMBER[ProtocolCode.PARSE], f"answered with {error}")


@rule("no-batches", "A batch is refused with -32600.")
async def _check_no_batches(context: CheckContext) -> None:
    socket = await _raw(context)
    error = (await _say(socket, '[{"jsonrpc":"2.0","id":1,"method":"session.ping"}]')).get("error", {})
    await socket.close()
    expect(error.get("code") == NUMBER[ProtocolCode.INVALID_REQUEST], f"answered with {error}")


@rule("frame-limit", "A frame over 64 KiB ends the connection, and the stove serves on.")
async def _check_frame_limit(context: CheckContext) -> None:
    socket = await _raw(context)
    try:
        await _say(socket, '{"jsonrpc":"2.0","id":1,"method":"' + "x" * MAX_FRAME + '"}')
    except RuleViolation as ended:
        expect("ended" in str(ended), "an oversized frame was ignored")
    else:
        raise RuleViolation("an oversized frame was answered")
    finally:
        await socket.close()
    await context.connect()


# Session


@rule("fresh-nonce", "Every hello gets a fresh nonce of 32 bytes.")
async def _check_fresh_nonce(context: CheckContext) -> None:
    one, other = await context.connect(), await context.connect()
    expect(len(one.stove_nonce) == 64, "the nonce is not 32 bytes in hexadecimal")
    expect(one.stove_nonce != other.stove_nonce, "two sessions got the same nonce")


@rule("version", "A hello without a version in common is refused with `version`.")
async def _check_version(context: CheckContext) -> None:
    connection = await context.connect()
    await refused(
        connection.request("session.hello", {"versions": ["0.1"], "nonce": "0" * 64}), RefusalCode.VERSION
    )


@rule("no-key-no-state", "Before authentication nothing is served but greeting and pairing.")
async def _check_no_key_no_state(context: CheckContext) -> None:
    connection = await context.connect()
    calls: dict[str, dict[str, object]] = {
        "state.subscribe": {},
        "state.snapshot": {},
        "events.since": {"seq": 0},
        "burner.off": {"n": 1},
        "lease.acquire": {"burners": [1]},
        "keys.list": {},
    }
    for method, params in calls.items():
        await refused(connection.request(method, params), RefusalCode.UNAUTHORIZED)


@rule("pairing-closed", "Without a press on the stove, pairing is refused with `pairing_closed`.")
async def _check_pairing_closed(context: CheckContext) -> None:
    connection = await context.connect()
    expect(not connection.identity.pairing_open, "the stove says that pairing is open")
    params = {"client_id": "conformance", "message": "00" * 33}
    await refused(connection.request("pairing.start", params), ProtocolCode.PAIRING_CLOSED)


@rule("wrong-proof", "A wrong proof is refused with `unauthorized`.", Needs.KEY)
async def _check_wrong_proof(context: CheckContext) -> None:
    connection = await context.connect()
    params = {"client_id": context.client_id, "proof": "0" * 64}
    await refused(connection.request("session.authenticate", params), RefusalCode.UNAUTHORIZED)


@rule("mutual-proof", "The stove proves that it holds the key as well.", Needs.KEY)
async def _check_mutual_proof(context: CheckContext) -> None:
    assert context.key is not None
    peer, told = await context.login()
    transcript = context.transcript(peer.connection)
    expect(transcript.accepts(context.key, "stove", str(told.get("proof"))), "the stove's proof is wrong")


@rule("proof-once", "A proof serves once: the same hello can't be used again.", Needs.KEY)
async def _check_proof_once(context: CheckContext) -> None:
    assert context.key is not None
    connection = await context.connect()
    wrong = {"client_id": context.client_id, "proof": "0" * 64}
    await refused(connection.request("session.authenticate", wrong), RefusalCode.UNAUTHORIZED)
    right = {**wrong, "proof": context.transcript(connection).proof(context.key, "client")}
    await refused(connection.request("session.authenticate", right), RefusalCode.UNAUTHORIZED)


@rule("capabilities", "The stove describes each burner, and each property with its access.", Needs.KEY)
async def _check_capabilities(context: CheckContext) -> None:
    _, told = await context.login()
    burners = [burner_info(one) for one in told["burners"]]
    expect(burners, "no burners")
    expect(len({one.n for one in burners}) == len(burners), "two burners have the same number")
    for name in ("boot_id", "firmware", "manufacturer", "model", "name"):
        expect(isinstance(told.get(name), str), f"{name} is missing")


@rule("heartbeat", "The stove is heard from within every interval.", Needs.KEY)
async def _check_heartbeat(context: CheckContext) -> None:
    peer = await context.subscribed()
    interval = peer.connection.identity.heartbeat_s
    await peer.until(lambda: peer.beats > 0, "a heartbeat", seconds=1.5 * interval + 0.5)


# State and events


@rule(
    "snapshot",
    "Subscribing answers with all burners, a revision, a sequence number and the boot id.",
    Needs.KEY,
)
async def _check_snapshot(context: CheckContext) -> None:
    peer, told = await context.login()
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
            raise RuleViolation(f"burner {n}: {error}") from None


@rule("push", "A change is pushed by itself, each revision with the one before.", Needs.KEY)
async def _check_push(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    name = str(peer.burners[str(n)].get("name") or "burner")
    for wanted in ("conformance", name):
        await peer.ask("name.set", n=n, name=wanted)
        await peer.until(lambda w=wanted: peer.burners[str(n)]["name"] == w, f"the name {wanted}")  # type: ignore[misc]
    expect(not peer.gaps, "; ".join(peer.gaps))


@rule("snapshot-is-sum", "A fresh snapshot is the sum of all that was pushed.", Needs.KEY)
async def _check_snapshot_is_sum(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
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
    raise RuleViolation("no snapshot had the revision that was pushed")


@rule(
    "replay", "Missed events are replayed in order; an unknown sequence number is told as overrun.", Needs.KEY
)
async def _check_replay(context: CheckContext) -> None:
    peer = await context.subscribed()
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
async def _check_idempotency(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    one = await peer.ask("lock.set", locked=True, key="conformance-1")
    await peer.ask("lock.set", locked=False, key="conformance-2")
    other = await peer.ask("lock.set", locked=True, key="conformance-1")
    expect(one == other, "the repeated key got another answer")
    snapshot = await peer.ask("state.snapshot")
    expect(not snapshot["stove"]["locked"], "the repeated key locked the stove a second time")
    await refused(peer.ask("burner.off", n=n, key="conformance-2"), RefusalCode.INVALID)


@rule("stale", "A command that expects an older state is refused with `stale`, but off never is.", Needs.KEY)
async def _check_stale(context: CheckContext) -> None:
    peer, n = await startable_burner(context)
    rev = peer.rev
    await peer.ask("lock.set", locked=True)
    await peer.ask("lock.set", locked=False)
    await refused(peer.ask("lock.set", locked=True, expect_rev=rev), RefusalCode.STALE)
    await peer.ask("burner.off", n=n, expect_rev=rev)


@rule("closed-errors", "Unknown methods, burners and parameters are refused with their own codes.", Needs.KEY)
async def _check_closed_errors(context: CheckContext) -> None:
    peer, _ = await context.login()
    await refused(peer.ask("no.such"), ProtocolCode.UNKNOWN_METHOD)
    await refused(peer.ask("burner.off", n=999), RefusalCode.UNKNOWN_BURNER)
    await refused(peer.ask("burner.off", n=1, hurry=True), RefusalCode.INVALID)
    await refused(peer.ask("burner.off", n="1"), RefusalCode.INVALID)


@rule("silent-peer", "A client silent for three intervals is hung up on.", Needs.KEY)
async def _check_silent_peer(context: CheckContext) -> None:
    peer = await context.subscribed()
    connection = peer.connection
    interval = connection.identity.heartbeat_s
    connection.fall_silent()
    try:
        async with asyncio.timeout(interval * 5.0 + 1.0):
            ended = await connection.wait_broken()
    except TimeoutError:
        raise RuleViolation(f"still connected after {interval * 5.0 + 1.0:g} s of silence") from None
    expect(isinstance(ended, LinkUnavailable), "the stove broke the protocol instead of hanging up")


RULES: Final = (
    _check_tls_1_3,
    _check_subprotocol,
    _check_parse_error,
    _check_no_batches,
    _check_frame_limit,
    _check_fresh_nonce,
    _check_version,
    _check_no_key_no_state,
    _check_pairing_closed,
    _check_wrong_proof,
    _check_mutual_proof,
    _check_proof_once,
    _check_capabilities,
    _check_heartbeat,
    _check_snapshot,
    _check_push,
    _check_snapshot_is_sum,
    _check_replay,
    _check_idempotency,
    _check_stale,
    _check_closed_errors,
    _check_silent_peer,
)
"""The rules of this file, in the order in which they are checked."""
