"""What a stove must survive: it stays up, says what is wrong, and heats nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
import json
from pathlib import Path
import ssl
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, TCPConnector, WSMsgType
from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.hearth_link import envelope
from custom_components.hearthtech.hearth_link.auth import Transcript, is_nonce
from custom_components.hearthtech.hearth_link.checks import RANGES, STOVE_RANGES
from custom_components.hearthtech.hearth_link.connection import Connection, client_context
from custom_components.hearthtech.hearth_link.decoding import burner_info, burner_state, event, stove_state
from custom_components.hearthtech.hearth_link.errors import (
    LinkProtocolError,
    LinkRefused,
    LinkUnavailable,
    ProtocolCode,
)
from custom_components.hearthtech.hearth_link.messages import MAX_FRAME, SUBPROTOCOL, StoveState
from custom_components.hearthtech.hearth_link.pairing_client import identify
from custom_components.hearthtech.hearth_link.simulator import (
    admission,
    server as link_server,
    session as link_session,
)
from custom_components.hearthtech.hearth_link.simulator.dispatch import PARAMS, Dispatcher
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import Connect
from .stove_fixture import Rig
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
    assert all(burner.source is HeatSource.IDLE for burner in stove.stove.burners.values())


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), JSON.map(json.dumps)))
def test_any_frame_is_a_message_or_refused(frame: str | bytes) -> None:
    taken: object
    try:
        taken = envelope.parse(frame)
    except LinkRefused as refused:
        taken = refused.code
        json.loads(envelope.error(None, refused))
    kinds = envelope.RpcRequest | envelope.RpcNotification | envelope.RpcResponse
    assert isinstance(taken, kinds) or taken in {ProtocolCode.PARSE, ProtocolCode.INVALID_REQUEST}


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
    assert raw.close_code == link_session.CLOSE_MALFORMED


async def test_a_babbler_is_cut_off(
    stove: VirtualStove, session: ClientSession, raw: ClientWebSocketResponse
) -> None:
    for _ in range(link_session.MAX_ERRORS + 2):
        await raw.send_str("{")
    while (await raw.receive()).type is WSMsgType.TEXT:
        pass
    assert raw.close_code == link_session.CLOSE_MALFORMED
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
    assert set(refusals) == {RefusalCode.UNAUTHORIZED}
    assert len(refusals) < len(proofs)


async def test_strangers_keep_no_client_out(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        sockets = [
            await session.ws_connect(
                f"wss://127.0.0.1:{stove.port}/link", protocols=(SUBPROTOCOL,), ssl=client_context()
            )
            for _ in range(admission.MAX_STRANGERS + 4)
        ]
        await until(lambda: stove.server.strangers <= admission.MAX_STRANGERS)
        await client.stove_off()
        await connect("another")
        # The oldest had to go, the newest have not.
        assert (await sockets[0].receive()).type is not WSMsgType.TEXT
        await sockets[-1].send_str('{"jsonrpc":"2.0","id":1,"method":"session.ping"}')
        assert (await sockets[-1].receive()).type is WSMsgType.TEXT
        for socket in sockets:
            await socket.close()


@pytest.mark.parametrize("sent", [None, b"", b"\x16\x03\x01", b"GET /link HTTP/1.1\r\n\r\n"])
async def test_connections_that_never_finish_tls_keep_no_client_out(
    stove: VirtualStove, connect: Connect, sent: bytes | None
) -> None:
    writers = []
    for _ in range(admission.MAX_STRANGERS * 2):
        _, writer = await asyncio.open_connection("127.0.0.1", stove.port)
        if sent:
            writer.write(sent)
        writers.append(writer)
    client = await connect()
    await client.stove_off()
    assert stove.server.strangers <= admission.MAX_STRANGERS
    for writer in writers:
        writer.transport.abort()


@pytest.mark.parametrize("tls", [True, False])
async def test_a_connection_without_a_request_ends_in_time(
    stove: VirtualStove, monkeypatch: pytest.MonkeyPatch, tls: bool
) -> None:
    monkeypatch.setattr(admission, "REQUEST_S", 0.3)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", stove.port, ssl=client_context() if tls else None
    )
    if tls:
        writer.write(b"GET /link HTTP/1.1\r\nHost: x\r\nX: ")
    with suppress(ConnectionError):
        async with asyncio.timeout(5):
            assert await reader.read() == b""
    await until(lambda: stove.server.strangers == 0)
    writer.close()


@pytest.mark.parametrize("path", ["/link", "/other"])
async def test_a_refused_request_leaves_no_connection_open(
    stove: VirtualStove, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(admission, "REQUEST_S", 0.3)
    reader, writer = await asyncio.open_connection("127.0.0.1", stove.port, ssl=client_context())
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Protocol: hearthlink.v1\r\n\r\n".encode())
    async with asyncio.timeout(5):
        assert (await reader.read()).startswith(b"HTTP/1.1 4")
    await until(lambda: stove.server.strangers == 0)
    writer.close()


async def test_one_client_does_not_take_all_places(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_server, "MAX_SESSIONS", 5)
    keys = {name: stove.provision(name) for name in ("greedy", "modest", "other")}

    async def login(name: str) -> Connection:
        connection = await Connection.open(session, "127.0.0.1", stove.port)
        proof = Transcript(
            version="1.0",
            stove_id=stove.stove_id,
            client_id=name,
            client_nonce=connection.client_nonce,
            stove_nonce=connection.stove_nonce,
            fingerprint=connection.fingerprint,
        ).proof(keys[name], "client")
        await connection.request("session.authenticate", {"client_id": name, "proof": proof})
        return connection

    modest = await login("modest")
    greedy = [await login("greedy") for _ in range(link_server.MAX_PER_CLIENT + 3)]
    assert len(stove.server.of_client("greedy")) == link_server.MAX_PER_CLIENT
    await asyncio.wait_for(greedy[0].wait_broken(), 5)
    other = await login("other")
    await login("other")
    for connection in (modest, other, greedy[-1]):
        await connection.request("state.snapshot", {})
    assert sum(one.client_id is not None for one in stove.server.sessions) <= 6
    for connection in [modest, other, *greedy]:
        await connection.close()


@pytest.mark.parametrize(
    "offered",
    [
        "hearthlink.v10",
        "xhearthlink.v1",
        "hearthlink.v1x, other",
        "HEARTHLINK.V1",
        "hearthlink v1",
        "",
        "x-hearthlink.v1-y",
    ],
)
async def test_only_the_exact_subprotocol_is_served(
    stove: VirtualStove, session: ClientSession, offered: str
) -> None:
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol": offered,
    }
    async with session.get(
        f"https://127.0.0.1:{stove.port}/link", headers=headers, ssl=client_context()
    ) as response:
        assert response.status == 400


@given(st.text(max_size=70) | st.text("0123456789abcdefABCDEF", min_size=62, max_size=66))
def test_a_nonce_is_64_digits_of_lower_case_hexadecimal(text: str) -> None:
    exact = len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)
    assert is_nonce(text) == exact


async def test_a_half_open_connection_is_noticed(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_session, "AUTH_WAIT_S", 0.2)
    for module in (link_server, link_session):
        monkeypatch.setattr(module, "HEARTBEAT_S", 0.1)
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
    for module in (link_server, link_session):
        monkeypatch.setattr(module, "HEARTBEAT_S", 0.2)
    await stove.stop()
    await stove.start()
    client = await connect()
    (served,) = stove.server.sessions
    reading = client._connection
    assert reading is not None
    reading._socket._conn.protocol.pause_reading()  # type: ignore[union-attr]
    for number in range(40_000):
        stove.reported.put({"1": {"energy_wh": float(number), "name": "x" * 200}}, number)
        if number % 100 == 0:
            await asyncio.sleep(0)
    assert served._outbox.congested_since is not None
    assert set(served._pending) <= set(stove.reported.burners)
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
    assert all(burner.source is HeatSource.IDLE for burner in rig.stove.burners.values())


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


OUT_OF_RANGE = (
    8_388_607, 8_388_607.0, 65_535, 6_553.5, -273.15, -127.0, 1e30, -1e30, 1000.1, -60.1, 2**63,
)  # fmt: skip


@pytest.mark.parametrize("value", OUT_OF_RANGE)
@pytest.mark.parametrize(
    "name",
    ["pan_temperature_c", "probe_temperature_c", "glass_temperature_c", "target_temperature_c"],
)
def test_a_temperature_that_no_stove_can_have_is_unknown(name: str, value: float) -> None:
    assert getattr(burner_state(1, {name: value}, 0), name) is None
    # The same next to values that are no numbers, and as a change of a known state.
    assert getattr(burner_state(1, {name: value, "source": "idle", "name": "x"}, 0), name) is None
    known = burner_state(1, {name: 80.0}, 0)
    assert getattr(known, name) == 80.0
    assert getattr(known.merged({name: value}, 1), name) is None


@given(
    st.sampled_from(sorted(RANGES)),
    st.integers(-(2**63), 2**64) | st.floats(allow_nan=True, allow_infinity=True),
)
def test_every_number_of_a_burner_is_in_its_range_or_unknown(name: str, value: float) -> None:
    low, high = RANGES[name]
    try:
        state = burner_state(1, {name: value}, 0)
    except LinkProtocolError:
        return
    found = getattr(state, name)
    assert found == value if low <= value <= high else found is None


@given(st.sampled_from(sorted(STOVE_RANGES)), st.integers(-(2**63), 2**64) | st.floats(allow_nan=False))
def test_every_number_of_a_stove_is_in_its_range_or_unknown(name: str, value: float) -> None:
    low, high = STOVE_RANGES[name]
    try:
        found = getattr(stove_state(StoveState(), {name: value}), name)
    except LinkProtocolError:
        return
    assert found == value if low <= value <= high else found is None


def test_the_published_ranges_are_those_of_the_client() -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs" / "hearth-link.schema.json").read_text("utf-8"))
    for name, ranges in (("burner_state", RANGES), ("stove_state", STOVE_RANGES)):
        for prop, (low, high) in ranges.items():
            published = schema["$defs"][name]["properties"][prop]
            assert (published["minimum"], published["maximum"]) == (low, high), prop


BURNER = {"n": 1, "name": "x", "kind": "induction", "rated_w": 1800.0, "diameter_m": 0.18, "capabilities": {}}


@pytest.mark.parametrize(
    "changed",
    [
        {"n": 0},
        {"n": -1},
        {"n": 1.5},
        {"n": "1"},
        {"n": True},
        {"n": 2**60},
        {"rated_w": 0},
        {"rated_w": -5.0},
        {"rated_w": 1e9},
        {"rated_w": "1800"},
        {"rated_w": None},
        {"diameter_m": 180.0},
        {"diameter_m": -0.1},
        {"capabilities": {"power": {"access": "start", "maximum": 1e9}}},
        {"capabilities": {"power": {"access": "start", "step": "1"}}},
        {"capabilities": {"power": {"access": "all"}}},
        {"capabilities": {"power": []}},
    ],
)
def test_a_description_out_of_range_is_a_protocol_error(changed: dict[str, Any]) -> None:
    assert burner_info(BURNER).rated_w == 1800.0
    with pytest.raises(LinkProtocolError):
        burner_info(BURNER | changed)


EVENT = {"seq": 1, "kind": "overheat", "n": 1, "uptime_ms": 5, "time_ms": 6, "data": {"temperature_c": 320.0}}


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 0},
        {"seq": 2**60},
        {"seq": "1"},
        {"n": "one"},
        {"n": 0},
        {"uptime_ms": -1},
        {"uptime_ms": 1e300},
        {"time_ms": "now"},
        {"time_ms": 2**63},
        {"data": [1]},
    ],
)
def test_an_event_out_of_range_is_a_protocol_error(changed: dict[str, Any]) -> None:
    assert event(EVENT) is not None
    with pytest.raises(LinkProtocolError):
        event(EVENT | changed)


@pytest.mark.parametrize("value", [8_388_607, "hot", None, True, [1], 1e30])
def test_a_temperature_of_an_event_is_in_its_range_or_unknown(value: object) -> None:
    found = event(EVENT | {"data": {"temperature_c": value, "unexplained": True}})
    assert found is not None
    assert found.data == {"temperature_c": None, "unexplained": True}
