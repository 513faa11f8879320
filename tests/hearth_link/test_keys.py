"""What a stove keeps over crashes: a certificate that fits its key, and revocations that hold at once."""

import asyncio
import os
from pathlib import Path
import ssl
from typing import Any

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.hearth_link.auth import fingerprint_of
from custom_components.hearthtech.hearth_link.certificate import make_certificate
from custom_components.hearthtech.hearth_link.connection import Connection
from custom_components.hearthtech.hearth_link.errors import LinkRefused, LinkUnavailable
from custom_components.hearthtech.hearth_link.pairing_client import identify
from custom_components.hearthtech.hearth_link.simulator.keys import FORMER_FILES, TLS_FILE, Interrupted, Keys
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import Connect
from .test_client import until


def usable(folder: Path) -> Keys:
    """A stove's memory whose certificate can be served, and is the one that proofs are bound to."""
    keys = Keys.open(folder)
    keys.server_context()
    pem = (folder / TLS_FILE).read_text("ascii").split("-----BEGIN PRIVATE")[0]
    assert fingerprint_of(ssl.PEM_cert_to_DER_cert(pem)) == keys.fingerprint
    return keys


def test_a_renewal_that_is_cut_off_changes_nothing(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path)
    with pytest.raises(Interrupted):
        keys.renew_certificate(interrupted=True)
    assert usable(tmp_path).fingerprint == keys.fingerprint
    assert {path.name for path in tmp_path.iterdir()} == {TLS_FILE, "stove.json"}
    assert (tmp_path / TLS_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_renewal_survives_an_error_at_each_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keys = Keys.open(tmp_path)
    before = keys.fingerprint

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
        with pytest.raises(OSError, match="No space"):
            keys.renew_certificate()
    assert keys.fingerprint == usable(tmp_path).fingerprint == before


def former(folder: Path, certificate: bytes, key: bytes) -> None:
    """A folder as earlier versions left it."""
    (folder / TLS_FILE).unlink(missing_ok=True)
    for name, content in zip(FORMER_FILES, (certificate, key), strict=True):
        (folder / name).write_bytes(content)


def test_the_two_files_of_earlier_versions_become_one(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path)
    keys.provision("house")
    certificate, key = make_certificate("stove")
    former(tmp_path, certificate, key)
    again = usable(tmp_path)
    assert again.fingerprint == fingerprint_of(ssl.PEM_cert_to_DER_cert(certificate.decode()))
    assert (again.stove_id, set(again.clients)) == (keys.stove_id, {"house"})
    assert not any((tmp_path / name).exists() for name in FORMER_FILES)


CERTIFICATE, KEY = make_certificate("one")
OTHER_CERTIFICATE, OTHER_KEY = make_certificate("other")


@pytest.mark.parametrize(
    ("certificate", "key"),
    [
        (CERTIFICATE, OTHER_KEY),
        (OTHER_CERTIFICATE, KEY),
        (CERTIFICATE, b""),
        (b"", KEY),
        (CERTIFICATE[:200], KEY),
        (CERTIFICATE, KEY[:100]),
        (b"\xff\xfe\x00", KEY),
        (CERTIFICATE.replace(b"M", b"N"), KEY),
    ],
    # The length of a certificate differs between runs, so it must not be part of a test's name.
    ids=[
        "other key",
        "other certificate",
        "no key",
        "no certificate",
        "cut certificate",
        "cut key",
        "noise",
        "changed",
    ],
)
@pytest.mark.parametrize("one_file", [True, False])
async def test_a_certificate_without_its_key_is_renewed(
    tmp_path: Path, session: ClientSession, certificate: bytes, key: bytes, one_file: bool
) -> None:
    keys = Keys.open(tmp_path)
    secret = keys.provision("house")
    if one_file:
        (tmp_path / TLS_FILE).write_bytes(certificate + key)
    else:
        former(tmp_path, certificate, key)
    stove = VirtualStove(tmp_path)
    await stove.start()
    try:
        identity = await identify(session, "127.0.0.1", stove.port)
        assert (identity.id, identity.fingerprint) == (keys.stove_id, stove.fingerprint)
        assert stove.key_of("house") == secret
    finally:
        await stove.stop()
    usable(tmp_path)


async def test_a_renewal_of_a_running_stove_does_not_lock_its_clients_out(
    stove: VirtualStove, connect: Connect
) -> None:
    shown = stove.fingerprint
    await asyncio.to_thread(stove.keys.renew_certificate)
    assert stove.fingerprint == shown
    client = await connect()
    await client.stove_off()
    await client.close()
    await stove.renew_certificate()
    assert stove.fingerprint != shown
    await (await connect("another")).stove_off()


@pytest.mark.parametrize("interrupted", [True, False])
async def test_clients_are_served_after_a_renewal(
    stove: VirtualStove, session: ClientSession, interrupted: bool
) -> None:
    port, shown = stove.port, stove.fingerprint
    await stove.renew_certificate(interrupted=interrupted)
    assert stove.port == port
    identity = await identify(session, "127.0.0.1", port)
    assert identity.fingerprint == stove.fingerprint
    assert (identity.fingerprint == shown) is interrupted


async def test_a_key_is_invalid_at_once_even_if_that_can_not_be_written(
    stove: VirtualStove, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = await connect("guest")
    connection = guest._connection
    assert connection is not None

    def fail(_self: Keys) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Keys, "save", fail)
    with pytest.raises(OSError, match="No space"):
        await stove.revoke("guest")
    assert not stove.server.of_client("guest")
    with pytest.raises((LinkRefused, LinkUnavailable)):
        await connection.request("state.snapshot", {})
    await until(lambda: guest.failure is not None, seconds=10.0)


async def test_a_session_is_served_nothing_while_its_revocation_is_being_written(
    stove: VirtualStove, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = await connect("guest")
    connection = guest._connection
    assert connection is not None
    pushed: list[object] = []
    connection.on_changed = pushed.append
    released = asyncio.Event()
    loop, save = asyncio.get_running_loop(), Keys.save

    def slow(self: Keys) -> None:
        asyncio.run_coroutine_threadsafe(released.wait(), loop).result(10)
        save(self)

    monkeypatch.setattr(Keys, "save", slow)
    revoking = asyncio.create_task(stove.revoke("guest"))
    await asyncio.sleep(0)
    stove.stove.rename("Changed", 1)
    for method in ("state.snapshot", "burner.off", "state.subscribe"):
        with pytest.raises((LinkRefused, LinkUnavailable)):
            await connection.request(method, {"n": 1} if method == "burner.off" else {})
    released.set()
    assert await revoking
    assert not pushed


async def test_a_key_that_is_replaced_ends_the_sessions_of_the_old_one(
    stove: VirtualStove, connect: Connect
) -> None:
    guest = await connect("guest")
    connection = guest._connection
    assert connection is not None
    await asyncio.to_thread(stove.provision, "guest")
    with pytest.raises((LinkRefused, LinkUnavailable)):
        await connection.request("state.snapshot", {})
    assert isinstance(connection, Connection)
    await asyncio.wait_for(connection.wait_broken(), 5)
