"""What can go wrong on a Hearth Link, as one closed list of codes and one small family of exceptions."""

from enum import StrEnum


class LinkCode(StrEnum):
    """Every error a stove may answer with. The name travels as the JSON-RPC `message`, `NUMBER` as the `code`."""

    PARSE = "parse"
    INVALID_REQUEST = "invalid_request"
    UNKNOWN_METHOD = "unknown_method"
    INVALID = "invalid"
    INTERNAL = "internal"
    REMOTE_OFF = "remote_off"
    NOT_ARMED = "not_armed"
    LOCKED = "locked"
    MANUAL = "manual"
    LATCHED = "latched"
    LEASE_LOST = "lease_lost"
    OUT_OF_RANGE = "out_of_range"
    OVERHEATED = "overheated"
    NO_PAN = "no_pan"
    NOT_ON = "not_on"
    UNKNOWN_BURNER = "unknown_burner"
    BUSY = "busy"
    UNAUTHORIZED = "unauthorized"
    STALE = "stale"
    VERSION = "version"
    UNSUPPORTED = "unsupported"
    SENSOR_FAILED = "sensor_failed"
    PAIRING_CLOSED = "pairing_closed"
    WRONG_CODE = "wrong_code"
    RATE_LIMITED = "rate_limited"
    BRIDGED = "bridged"
    IN_USE = "in_use"


NUMBER: dict[LinkCode, int] = {
    LinkCode.PARSE: -32700,
    LinkCode.INVALID_REQUEST: -32600,
    LinkCode.UNKNOWN_METHOD: -32601,
    LinkCode.INVALID: -32602,
    LinkCode.INTERNAL: -32603,
    **{code: 1001 + place for place, code in enumerate(list(LinkCode)[5:])},
}
"""The JSON-RPC error number of each code: the reserved ones, then 1001 and up in the order of the list."""


class LinkError(Exception):
    """Anything that keeps a link from doing what was asked."""


class LinkRefused(LinkError):
    """The stove answered with an error. `code` says why, `data` holds what it added (limits, the burner …)."""

    def __init__(self, code: LinkCode, data: dict[str, object] | None = None) -> None:
        super().__init__(code.value if not data else f"{code.value}: {data}")
        self.code = code
        self.data = data or {}


class LinkUnavailable(LinkError):
    """The stove can't be reached, or the connection broke before it answered."""


class LinkProtocolError(LinkError):
    """The other side does not speak Hearth Link as it is specified."""


class LinkAuthError(LinkError):
    """The key is not, or no longer, accepted; or the stove could not prove that it knows the key."""


class CertificateChanged(LinkAuthError):
    """The stove shows another certificate than the pinned one. Never accepted silently."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"the stove's certificate changed from {expected} to {found}")
        self.expected = expected
        self.found = found
