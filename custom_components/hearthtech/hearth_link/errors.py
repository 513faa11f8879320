"""Errors of Hearth Link: one closed list of codes and one small family of exceptions."""

from enum import StrEnum
from typing import Final

from ..burners.model import RefusalCode


class ProtocolCode(StrEnum):
    """The errors of the protocol and of pairing, which are no refusals of a burner. See `NUMBER` for all errors."""

    PARSE = "parse"
    INVALID_REQUEST = "invalid_request"
    UNKNOWN_METHOD = "unknown_method"
    INTERNAL = "internal"
    SENSOR_FAILED = "sensor_failed"
    PAIRING_CLOSED = "pairing_closed"
    WRONG_CODE = "wrong_code"
    RATE_LIMITED = "rate_limited"


type LinkCode = RefusalCode | ProtocolCode
"""An error that a stove answers with: a refusal of a burner, or an error of the protocol."""

NUMBER: Final[dict[LinkCode, int]] = {
    ProtocolCode.PARSE: -32700,
    ProtocolCode.INVALID_REQUEST: -32600,
    ProtocolCode.UNKNOWN_METHOD: -32601,
    RefusalCode.INVALID: -32602,
    ProtocolCode.INTERNAL: -32603,
    RefusalCode.REMOTE_OFF: 1001,
    RefusalCode.NOT_ARMED: 1002,
    RefusalCode.LOCKED: 1003,
    RefusalCode.MANUAL: 1004,
    RefusalCode.LATCHED: 1005,
    RefusalCode.LEASE_LOST: 1006,
    RefusalCode.OUT_OF_RANGE: 1007,
    RefusalCode.OVERHEATED: 1008,
    RefusalCode.NO_PAN: 1009,
    RefusalCode.NOT_ON: 1010,
    RefusalCode.UNKNOWN_BURNER: 1011,
    RefusalCode.BUSY: 1012,
    RefusalCode.UNAUTHORIZED: 1013,
    RefusalCode.STALE: 1014,
    RefusalCode.VERSION: 1015,
    RefusalCode.UNSUPPORTED: 1016,
    ProtocolCode.SENSOR_FAILED: 1017,
    ProtocolCode.PAIRING_CLOSED: 1018,
    ProtocolCode.WRONG_CODE: 1019,
    ProtocolCode.RATE_LIMITED: 1020,
    RefusalCode.BRIDGED: 1021,
    RefusalCode.IN_USE: 1022,
}
"""Every error that a stove may answer with. The code's value is the JSON-RPC `message`, the number its `code`.

`RefusalCode.UNAVAILABLE` is missing: a stove that answers is available.
"""

_BY_NAME: Final[dict[object, LinkCode]] = {code.value: code for code in NUMBER}


def link_code(message: object) -> LinkCode:
    """Return the error code with this JSON-RPC `message`.

    Raises:
        ValueError: for a message that is no error of this protocol version.
    """
    try:
        return _BY_NAME[message]
    except KeyError, TypeError:
        raise ValueError(f"unknown error: {message!r}") from None


class LinkError(Exception):
    """Base class of all errors of a link."""


class LinkRefused(LinkError):
    """The stove answered with an error.

    `code` is the reason, `data` contains details (limits, the burner …).
    """

    def __init__(self, code: LinkCode, data: dict[str, object] | None = None) -> None:
        super().__init__(code.value if not data else f"{code.value}: {data}")
        self.code = code
        self.data = data or {}


class LinkUnavailable(LinkError):
    """The stove can't be reached, or the connection broke before it answered."""


class LinkProtocolError(LinkError):
    """The peer does not follow the Hearth Link specification."""


class LinkAuthError(LinkError):
    """The key is not accepted (any more), or the stove could not prove that it knows the key."""


class CertificateChanged(LinkAuthError):
    """The stove presents another certificate than the pinned one. Never accepted silently."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"the stove's certificate changed from {expected} to {found}")
        self.expected = expected
        self.found = found
