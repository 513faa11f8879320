"""Mutual proof that both sides know the same key, bound to the certificate that each side sees.

The proof is HMAC-SHA-256 (RFC 2104) over the whole opening of the session and the SHA-256 fingerprint of the
stove's certificate as each side sees it. A man in the middle presents another certificate and therefore can't
forward a proof.
"""

from dataclasses import dataclass
import hashlib
import hmac
import re
import secrets
from typing import Final

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 32
_NONCE: Final = re.compile(r"[0-9a-f]{64}")


def fingerprint_of(certificate_der: bytes) -> str:
    """SHA-256 of a certificate in DER form, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(certificate_der).hexdigest()


def new_nonce() -> str:
    """32 fresh random bytes in hexadecimal."""
    return secrets.token_hex(NONCE_BYTES)


def is_nonce(value: str) -> bool:
    """Whether this is 32 bytes in hexadecimal: exactly 64 digits from 0 to 9 and a to f."""
    return _NONCE.fullmatch(value) is not None


def new_key() -> bytes:
    """A fresh client key."""
    return secrets.token_bytes(KEY_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The messages of the opening of a session."""

    version: str
    stove_id: str
    client_id: str
    client_nonce: str
    stove_nonce: str
    fingerprint: str

    def proof(self, key: bytes, role: str) -> str:
        """The proof of one side (`client` or `stove`), in hexadecimal."""
        parts = (
            "hearthlink.v1",
            role,
            self.version,
            self.stove_id,
            self.client_id,
            self.client_nonce,
            self.stove_nonce,
            self.fingerprint,
        )
        said = b"".join(len(part.encode()).to_bytes(2, "big") + part.encode() for part in parts)
        return hmac.new(key, said, hashlib.sha256).hexdigest()

    def accepts(self, key: bytes, role: str, proof: str) -> bool:
        """Whether `proof` is the expected proof of that side. Compares in constant time."""
        return hmac.compare_digest(self.proof(key, role).encode(), proof.encode())
