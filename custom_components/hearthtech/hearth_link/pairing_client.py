"""Identify a stove and pair with it, before a client exists."""

import asyncio

from aiohttp import ClientSession

from . import envelope
from .connection import Connection
from .errors import LinkAuthError
from .messages import PublicIdentity
from .pairing_crypto import Exchange, PairingFailed


async def identify(session: ClientSession, host: str, port: int) -> PublicIdentity:
    """Ask a stove for its public identity, with the fingerprint that was seen. Nothing is proved by it.

    Raises:
        LinkUnavailable, LinkProtocolError, LinkRefused: as `Connection.open`.
    """
    connection = await Connection.open(session, host, port)
    try:
        return connection.identity
    finally:
        await connection.close()


async def pair(
    session: ClientSession,
    host: str,
    port: int,
    *,
    client_id: str,
    code: str,
    name: str = "",
    fingerprint: str | None = None,
) -> tuple[PublicIdentity, bytes]:
    """Pair with the code that the stove shows. Returns the identity, now proved, and the key to store.

    A man in the middle presents another certificate and can't finish; the fingerprint of the returned
    identity is therefore the one to pin.

    Raises:
        LinkRefused: `pairing_closed`, `wrong_code`, `rate_limited` …
        LinkAuthError: the stove did not know the code itself.
        CertificateChanged: with `fingerprint` given, another certificate was shown.
        LinkUnavailable, LinkProtocolError: as `Connection.open`.
    """
    connection = await Connection.open(session, host, port, fingerprint=fingerprint)
    try:
        identity = connection.identity
        loop = asyncio.get_running_loop()

        def begin() -> Exchange:
            return Exchange(
                "client",
                code.strip(),
                client_id=client_id,
                stove_id=identity.id,
                fingerprint=connection.fingerprint,
            )

        exchange = await loop.run_in_executor(None, begin)
        params = {"client_id": client_id, "message": exchange.message, "name": name or client_id}
        answer = await connection.request("pairing.start", params)
        try:
            paired = await loop.run_in_executor(None, exchange.finish, envelope.field(answer, "message", str))
        except PairingFailed:
            raise LinkAuthError("the stove's pairing message is malformed") from None
        answer = await connection.request("pairing.finish", {"proof": paired.client_proof})
        if not paired.accepts(envelope.field(answer, "proof", str), role="stove"):
            raise LinkAuthError("the stove could not prove that it knows the code")
        return identity, paired.key
    finally:
        await connection.close()
