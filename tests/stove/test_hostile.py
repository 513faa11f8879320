"""What a stove must survive: it stays up, says what is wrong, and heats nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
import json
import ssl
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType
from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.hearthtech.stove import envelope
from custom_components.hearthtech.stove.connection import Connection, client_context
from custom_components.hearthtech.stove.enroll import identify
from custom_components.hearthtech.stove.errors import (
    LinkCode,
    LinkProtocolError,
    LinkRefused,
    LinkUnavailable,
)
from custom_components.hearthtech.stove.messages import (
    MAX_FRAME,
    SUBPROTOCOL,
    Source,
    burner_info,
    burner_state,
)
from custom_components.hearthtech.stove.simulator import server as link_server
from custom_components.hearthtech.stove.simulator.dispatch import PARAMS, Dispatcher
from custom_components.hearthtech.stove.simulator.virtual import VirtualStove

from .conftest import Connect
from .rig import Rig
from .test_client import until

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
async def raw(stove: VirtualStove, session: ClientSession) -> AsyncIterator[ClientWebSocketResponse]:
    """A socket without manners."""
    socket = await session.ws_connect(
        f"wss://127.0.0.1:{stove.port}/link", protocols=(SUBPROTOCOL,), ssl=client_context(), compress=0
    )
    yield socket
    await socket.close()


async def answer(socket: ClientWebSocketResponse, frame: str) -> dict[str, Any]:
    await socket.send_str(frame)
    async with asyncio.timeout(5):
        parsed: dict[str, Any] = json.loads((await socket.receive()).data)
        return parsed


async def alive(stove: VirtualStove, session: ClientSession) -> None:
    """The stove still greets, and nothing is hot."""
    assert (await identify(session, "127.0.0.1", stove.port)).id == stove.stove_id
    assert all(burner.source is Source.IDLE for burner in stove.stove.burners.values())


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), JSON.map(json.dumps)))
def test_any_frame_is_a_message_or_refused(frame: str | bytes) -> None:
    taken: object
    try:
        taken = envelope.parse(frame)
    except LinkRefused as refused:
        taken = refused.code
        json.loads(envelope.error(None, refused))
    kinds = envelope.Request | envelope.Notification | envelope.Response
    assert isinstance(taken, kinds) or taken in {LinkCode.PARSE, LinkCode.INVALID_REQUEST}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("", -32700),
        ("{", -32700),
        ("nul", -32700),
        ("[]", -32600),
        ('[{"jsonrpc":"2.0","id":1,"method":"session.ping"}]', -32600),
        ('"x"', -32600),
        ('{"id":1,"method":"session.ping"}', -32600),
        ('{"jsonrpc":"1.0","id":1,"method":"session.ping"}', -32600),
        ('{"jsonrpc":"2.0","id":1.5,"method":"session.ping"}', -32600),
        ('{"jsonrpc":"2.0","id":true,"method":"session.ping"}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":7}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"session.ping","params":[]}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"x","params":' + '{"a":' * 40 + "1" + "}" * 41, -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"burner.off","params":{"n":1}}', None),
    ],
)
async def test_a_malformed_frame_is_answered_with_its_error(
    stove: VirtualStove, session: ClientSession, raw: ClientWebSocketResponse, frame: str, code: int | None
) -> None:
    said = await answer(raw, frame)
    assert said["error"]["code"] == (code if code is not None else said["error"]["code"])
    if code is None:
        assert said["error"]["message"] == "unauthorized"
    await alive(stove, session)


async def test_before_authentication_only_the_public_identity_is_told(raw: ClientWebSocketResponse) -> None:
    for method in [*PARAMS, "state.subscribe", "keys.list", "keys.revoke"]:
        frame = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": {}})
        assert (await answer(raw, frame))["error"]["message"] == "unauthorized", method


async def test_an_oversized_frame_ends_the_connection_not_the_stove(
    stove: VirtualStove, session: ClientSession, raw: ClientWebSocketResponse
) -> None:
    await raw.send_str("x" * (MAX_FRAME + 1))
    message = await raw.receive()
    assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR, WSMsgType.CLOSING}
    await alive(stove, session)


async def test_binary_frames_are_not_served(stove: VirtualStove, raw: ClientWebSocketResponse) -> None:
    await raw.send_bytes(b"{}")
    assert (await raw.receive()).type is WSMsgType.CLOSE
    assert raw.close_code == link_server.CLOSE_MALFORMED


async def test_a_babbler_is_cut_off(
    stove: VirtualStove, session: ClientSession, raw: ClientWebSocketResponse
) -> None:
    for _ in range(link_server.MAX_ERRORS + 2):
        await raw.send_str("{")
    while (await raw.receive()).type is WSMsgType.TEXT:
        pass
    assert raw.close_code == link_server.CLOSE_MALFORMED
    await alive(stove, session)


async def test_a_flood_is_cut_off_and_others_are_served(
    stove: VirtualStove, connect: Connect, raw: ClientWebSocketResponse
) -> None:
    client = await connect()
    frame = '{"jsonrpc":"2.0","method":"session.heartbeat","params":{}}'
    sent = 0
    while sent < 20_000 and not raw._writer.transport.is_closing():
        await raw.send_str(frame)
        await asyncio.sleep(0)
        sent += 1
    assert sent < 20_000
    await client.stove_off()


async def test_guessing_keys_is_slow_and_ends(stove: VirtualStove, session: ClientSession) -> None:
    connection = await Connection.open(session, "127.0.0.1", stove.port)
    proofs = [f"{number:064x}" for number in range(10)]
    refusals = []
    for proof in proofs:
        try:
            await connection.request("session.authenticate", {"client_id": "a", "proof": proof})
        except LinkRefused as refused:
            refusals.append(refused.code)
        except LinkUnavailable:
            break
    await connection.close()
    assert set(refusals) == {LinkCode.UNAUTHORIZED}
    assert len(refusals) < len(proofs)


async def test_strangers_can_not_fill_the_house(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    async with ClientSession() as session:
        sockets = []
        for _ in range(link_server.MAX_STRANGERS + 4):
            try:
                socket = await session.ws_connect(
                    f"wss://127.0.0.1:{stove.port}/link", protocols=(SUBPROTOCOL,), ssl=client_context()
                )
            except ClientError:
                break
            sockets.append(socket)
        assert len(sockets) == link_server.MAX_STRANGERS
        await client.stove_off()
        for socket in sockets:
            await socket.close()


async def test_a_half_open_connection_is_noticed(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_server, "AUTH_WAIT_S", 0.2)
    monkeypatch.setattr(link_server, "HEARTBEAT_S", 0.1)
    await stove.stop()
    await stove.start()
    _, writer = await asyncio.open_connection("127.0.0.1", stove.port, ssl=client_context())
    writer.write(
        b"GET /link HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Protocol: hearthlink.v1\r\n\r\n"
    )
    await until(lambda: stove.server.sessions)
    await until(lambda: not stove.server.sessions)
    writer.close()


async def test_a_slow_reader_is_merged_then_parted_from(
    stove: VirtualStove, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_server, "HEARTBEAT_S", 0.2)
    await stove.stop()
    await stove.start()
    client = await connect()
    (served,) = stove.server.sessions
    reading = client._connection
    assert reading is not None
    reading._socket._conn.protocol.pause_reading()  # type: ignore[union-attr]
    for number in range(40_000):
        stove.board.put({"1": {"energy_wh": float(number), "name": "x" * 200}}, number)
        if number % 100 == 0:
            await asyncio.sleep(0)
    assert served._congested_since is not None
    assert set(served._pending) <= set(stove.board.burners)
    assert served._pending["1"]["energy_wh"] == 39_999.0
    await until(lambda: served not in stove.server.sessions, seconds=20.0)


async def test_plain_text_and_other_protocols_get_nothing(
    stove: VirtualStove, session: ClientSession
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", stove.port)
    writer.write(b"GET /link HTTP/1.1\r\n\r\n")
    with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
        await reader.readexactly(4096)
    writer.close()
    async with session.get(f"https://127.0.0.1:{stove.port}/link", ssl=client_context()) as response:
        assert response.status == 400
    old = client_context()
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await asyncio.open_connection("127.0.0.1", stove.port, ssl=old)
    await alive(stove, session)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(PARAMS)), st.dictionaries(st.sampled_from(
    ["n", "power", "temperature_c", "start", "timer_s", "lease_id", "key", "burners", "ttl_s", "name", "seq", "locked"]
) | st.text(max_size=5), JSON, max_size=6))  # fmt: skip
def test_any_parameters_are_served_or_refused_and_heat_nothing(method: str, params: dict[str, Any]) -> None:
    rig = Rig()
    with suppress(LinkRefused):
        Dispatcher(rig.stove).call("fuzzer", method, params)
    assert all(burner.source is Source.IDLE for burner in rig.stove.burners.values())


@given(
    st.dictionaries(st.sampled_from(["source", "power", "pan", "heating", "name", "energy_wh", "new"]), JSON)
)
def test_a_client_takes_a_state_or_says_it_is_malformed(values: dict[str, Any]) -> None:
    try:
        state = burner_state(1, values, 0)
    except LinkProtocolError:
        return
    assert state.power is None or isinstance(state.power, float | int)


@given(JSON)
def test_a_client_takes_a_description_or_says_it_is_malformed(values: Any) -> None:
    with pytest.raises(LinkProtocolError):
        burner_info(values if isinstance(values, dict) else {"n": values})
