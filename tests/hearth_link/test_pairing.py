"""Pairing: a code becomes a key, three wrong ones close the window, and nobody in between learns anything."""

import asyncio

from aiohttp import ClientSession
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.model import HeatSource, RefusalCode
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.connection import Connection
from custom_components.hearthtech.hearth_link.errors import LinkAuthError, LinkRefused, ProtocolCode
from custom_components.hearthtech.hearth_link.messages import LinkChange, LinkChangeKind
from custom_components.hearthtech.hearth_link.pairing_client import identify, pair
from custom_components.hearthtech.hearth_link.pairing_crypto import Exchange, PairingFailed
from custom_components.hearthtech.hearth_link.simulator.pairing_server import PairingServer
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import Connect
from .test_client import until


def sides(**other: str) -> tuple[Exchange, Exchange]:
    same = {"client_id": "house", "stove_id": "hl-1", "fingerprint": "ab" * 32}
    changed = {**same, **{name: value for name, value in other.items() if name != "code"}}
    return Exchange("client", "123456", **same), Exchange("stove", other.get("code", "123456"), **changed)


def test_both_sides_agree_on_proofs_and_key() -> None:
    client, stove = sides()
    one, other = client.finish(stove.message), stove.finish(client.message)
    assert one == other
    assert len(one.key) == 32
    assert one.accepts(other.stove_proof, role="stove")
    assert not one.accepts(other.stove_proof, role="client")


@pytest.mark.parametrize(
    "other", [{"code": "123457"}, {"fingerprint": "cd" * 32}, {"stove_id": "hl-2"}, {"client_id": "guest"}]
)
def test_another_code_certificate_or_name_agrees_on_nothing(other: dict[str, str]) -> None:
    client, stove = sides(**other)
    one, seen = client.finish(stove.message), stove.finish(client.message)
    assert one.key != seen.key
    assert not seen.accepts(one.client_proof, role="client")


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.binary(max_size=40).map(bytes.hex), st.text(max_size=66)))
def test_a_malformed_message_fails_and_nothing_else(message: str) -> None:
    client, _ = sides()
    try:
        paired = client.finish(message)
    except PairingFailed:
        return
    assert len(paired.key) == 32


async def test_a_code_becomes_a_key_that_serves(stove: VirtualStove, session: ClientSession) -> None:
    assert not (await identify(session, "127.0.0.1", stove.port)).pairing_open
    code = stove.controls.pair()
    assert (await identify(session, "127.0.0.1", stove.port)).pairing_open
    identity, key = await pair(session, "127.0.0.1", stove.port, client_id="new", code=code, name="Kitchen")
    assert identity.id == stove.stove_id
    assert identity.fingerprint == stove.fingerprint
    assert not stove.pairing_open
    client = LinkClient(
        session, "127.0.0.1", stove.port, client_id="new", key=key, fingerprint=identity.fingerprint
    )
    await client.start()
    listed = await client.keys()
    assert [(one["client_id"], one["name"]) for one in listed] == [("new", "Kitchen")]
    await client.close()


async def test_without_a_press_there_is_no_pairing(stove: VirtualStove, session: ClientSession) -> None:
    with pytest.raises(LinkRefused) as refused:
        await pair(session, "127.0.0.1", stove.port, client_id="new", code="000000")
    assert refused.value.code is ProtocolCode.PAIRING_CLOSED


async def test_three_wrong_codes_close_the_window(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.hearthtech.hearth_link.simulator.pairing_server._PAUSE_S", 0.0)
    code = stove.controls.pair()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    codes = []
    for _ in range(4):
        with pytest.raises(LinkRefused) as refused:
            await pair(session, "127.0.0.1", stove.port, client_id="new", code=wrong)
        codes.append(refused.value.code)
    assert codes == [ProtocolCode.WRONG_CODE] * 3 + [ProtocolCode.PAIRING_CLOSED]
    with pytest.raises(LinkRefused):
        await pair(session, "127.0.0.1", stove.port, client_id="new", code=code)
    assert "new" not in stove.keys.clients


async def test_hanging_up_before_the_proof_counts_as_a_guess(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.hearthtech.hearth_link.simulator.pairing_server._PAUSE_S", 0.0)
    stove.controls.pair()
    for _ in range(3):
        connection = await Connection.open(session, "127.0.0.1", stove.port)
        exchange = Exchange(
            "client", "1", client_id="x", stove_id=stove.stove_id, fingerprint=stove.fingerprint
        )
        await connection.request("pairing.start", {"client_id": "x", "message": exchange.message})
        await connection.close()
    connection = await Connection.open(session, "127.0.0.1", stove.port)
    with pytest.raises(LinkRefused) as refused:
        await connection.request("pairing.start", {"client_id": "x", "message": "00" * 33})
    assert refused.value.code in {ProtocolCode.PAIRING_CLOSED, RefusalCode.INVALID}
    await connection.close()
    assert not stove.pairing_open


async def test_attempts_are_limited_in_rate(stove: VirtualStove, session: ClientSession) -> None:
    stove.controls.pair()
    with pytest.raises(LinkRefused) as first:
        await pair(session, "127.0.0.1", stove.port, client_id="new", code="-")
    with pytest.raises(LinkRefused) as second:
        await pair(session, "127.0.0.1", stove.port, client_id="new", code="-")
    assert first.value.code is ProtocolCode.WRONG_CODE
    assert second.value.code is ProtocolCode.RATE_LIMITED


async def test_a_replayed_pairing_gets_nothing(stove: VirtualStove, session: ClientSession) -> None:
    code = stove.controls.pair()
    said: list[tuple[str, dict[str, object]]] = []
    original = Connection.request

    async def listen(
        self: Connection, method: str, params: dict[str, object], **more: object
    ) -> dict[str, object]:
        said.append((method, dict(params)))
        return await original(self, method, params, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "request", listen)
        await pair(session, "127.0.0.1", stove.port, client_id="new", code=code)
    await asyncio.sleep(1.05)
    stove.controls.pair()
    connection = await Connection.open(session, "127.0.0.1", stove.port)
    replayed = [params for method, params in said if method.startswith("pairing.")]
    await connection.request("pairing.start", replayed[0])
    with pytest.raises(LinkRefused) as refused:
        await connection.request("pairing.finish", replayed[1])
    assert refused.value.code is ProtocolCode.WRONG_CODE
    await connection.close()
    assert list(stove.keys.clients) == ["new"]


async def test_the_window_closes_after_two_minutes(stove: VirtualStove) -> None:
    now = 0.0
    stove.pairing = PairingServer(stove, clock=lambda: now)
    stove.pairing.press()
    now = 119.0
    stove.pairing.tick()
    assert stove.pairing_open
    now = 120.5
    stove.pairing.tick()
    assert not stove.pairing_open
    assert not stove.stove.pairing_open


async def test_a_revoked_key_ends_its_session_and_its_heat(stove: VirtualStove, connect: Connect) -> None:
    client, owner = await connect("guest"), await connect("owner")
    changes: list[LinkChange] = []
    client.subscribe(changes.append)
    stove.controls.pan(1, water_l=1.0)
    stove.controls.arm()
    await client.set_burner(1, power=0.5, start=True)
    assert await owner.revoke("guest")
    assert not await owner.revoke("guest")
    assert stove.stove.burners[1].source is HeatSource.LATCHED
    await until(lambda: client.failure is not None, seconds=10.0)
    assert isinstance(client.failure, LinkAuthError)
    assert changes[-1].kind is LinkChangeKind.FAILED


async def test_another_certificate_stops_the_client_for_good(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    port = stove.port
    await stove.stop()
    await asyncio.to_thread(stove.keys.renew_certificate)
    await stove.start(port=port)
    await until(lambda: client.failure is not None, seconds=15.0)
    assert type(client.failure).__name__ == "CertificateChanged"
    assert not client.connected


async def test_keys_and_names_outlive_a_restart(stove: VirtualStove, connect: Connect) -> None:
    client = await connect()
    await client.rename("Big one", 2)
    await client.rename("Hearth")
    await client.close()
    port, folder = stove.port, stove.folder
    await stove.stop()
    again = VirtualStove(folder)
    await again.start(port=port)
    try:
        assert again.stove_id == stove.stove_id
        assert again.key_of("house") == stove.key_of("house")
        assert again.stove.burners[2].name == "Big one"
        assert again.stove.name == "Hearth"
    finally:
        await again.stop()
