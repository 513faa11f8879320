"""Pairing: derive a key from a six-digit code, so that the code can't be guessed offline.

SPAKE2 (Abdalla & Pointcheval 2005; RFC 9382) over the TLS channel. The identities of both sides contain the
client's and the stove's id and the fingerprint of the certificate that each of them sees: a man in the middle
presents another certificate, and the two sides then derive different keys. One attempt is one guess. A round
takes some 20 ms of computing, so it runs in an executor.
"""

from dataclasses import dataclass
import hashlib
import hmac
import secrets
from typing import Final

from spake2 import SPAKE2_A, SPAKE2_B

CODE_DIGITS: Final = 6
WINDOW_S: Final = 120.0
MAX_WRONG: Final = 3
SHARED_BYTES: Final = 32


class PairingFailed(Exception):
    """The two sides did not agree: another code, another certificate, or a malformed message."""


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


@dataclass(frozen=True, slots=True)
class Paired:
    """The result of an exchange: proofs for each other, and the client's key."""

    client_proof: str
    stove_proof: str
    key: bytes

    def accepts(self, proof: str, *, role: str) -> bool:
        """Whether the other side's proof shows that it knew the code."""
        own = self.client_proof if role == "client" else self.stove_proof
        return hmac.compare_digest(own.encode(), proof.encode())


class Exchange:
    """One side of one attempt (`role` is `client` or `stove`). Blocking: a few ms for each call."""

    def __init__(self, role: str, code: str, *, client_id: str, stove_id: str, fingerprint: str) -> None:
        self._bound = f"hearthlink.v1 pairing|{client_id}|{stove_id}|{fingerprint}".encode()
        kind = SPAKE2_A if role == "client" else SPAKE2_B
        self._side = kind(
            code.encode(),
            idA=f"client {client_id}".encode(),
            idB=f"stove {stove_id} {fingerprint}".encode(),
        )
        self.message: str = self._side.start().hex()
        """The message for the other side."""

    def finish(self, message: str) -> Paired:
        """Process the other side's message.

        Raises:
            PairingFailed: when it is malformed, a reflection or no element of the group.
        """
        try:
            shared = self._side.finish(bytes.fromhex(message))
        except Exception as error:  # noqa: BLE001  the library raises a dozen kinds, assertions among them
            raise PairingFailed(str(error)) from None
        return Paired(
            client_proof=_derive(shared, b"client proof", self._bound).hex(),
            stove_proof=_derive(shared, b"stove proof", self._bound).hex(),
            key=_derive(shared, b"client key", self._bound),
        )


def _derive(shared: bytes, label: bytes, bound: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869) with one block of output."""
    extracted = hmac.new(b"hearthlink.v1", shared, hashlib.sha256).digest()
    return hmac.new(extracted, label + b"\0" + bound + b"\x01", hashlib.sha256).digest()
