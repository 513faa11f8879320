"""Secrets of guests' links and codes, and the keys under which answers without a name are stored."""

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 32
TOKEN_LETTERS: Final = 43
PAPER_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without letters and digits that look alike."""
PAPER_LENGTH: Final = 12


def new_token() -> str:
    """Return a new secret for a link: 32 random bytes as 43 letters for a URL."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_paper_code() -> str:
    """Return a new code for a ballot on paper, in groups: `7K2M-QX4P-9RTB` (59 bits)."""
    code = "".join(secrets.choice(PAPER_LETTERS) for _ in range(PAPER_LENGTH))
    return "-".join(code[start : start + 4] for start in range(0, PAPER_LENGTH, 4))


def paper_secret(code: str) -> str:
    """Return a typed code in its comparable form."""
    return "".join(letter for letter in code.upper() if letter.isalnum())[:64]


def digest(secret: str) -> str:
    """Return the stored form of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def answer_key(purpose: str, gathering_id: str, secret: str) -> str:
    """Return the key of an answer (`needs`, `ballot`). It can't be computed from the stored digest of the link."""
    text = f"{purpose}\0{gathering_id}\0{secret}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
