"""Decodes received descriptions, states and events to the types of `messages`."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from ..burners.model import Access, Capability
from .checks import (
    CHECKS,
    MAX_BURNERS,
    MAX_CAPABILITY,
    MAX_TEXT,
    POWER_W,
    STOVE_RANGES,
    TEMPERATURE_C,
    count,
    flag,
    number,
    text,
)
from .errors import LinkProtocolError
from .messages import (
    BurnerInfo,
    BurnerKind,
    EventKind,
    LinkBurnerState,
    LinkEvent,
    PublicIdentity,
    StoveInfo,
    StoveState,
)

BURNER_PROPERTIES: Final = frozenset(CHECKS)


def burner_state(n: int, values: Mapping[str, Any], uptime_ms: int) -> LinkBurnerState:
    """Decode a burner's state from a snapshot.

    Raises:
        LinkProtocolError: when a value is of the wrong type.
    """
    return LinkBurnerState(n=n).merged(values, uptime_ms)


def _burner_numbers(value: object) -> frozenset[int]:
    if isinstance(value, list) and len(value) <= MAX_BURNERS and all(type(n) is int for n in value):
        return frozenset(value)
    raise LinkProtocolError(f"not a list of burners: {value!r}")


_STOVE_CHECKS: dict[str, Callable[[object], object]] = {
    "armed_left_s": number,
    "power_cap_w": number,
    "bridged": _burner_numbers,
    "name": text,
    **dict.fromkeys(("armed", "remote_enabled", "locked", "locked_by_hand", "pairing_open"), flag),
}
STOVE_PROPERTIES: Final = frozenset(_STOVE_CHECKS)


def stove_state(old: StoveState, values: Mapping[str, Any]) -> StoveState:
    """The stove's state updated with `values`, as received.

    Raises:
        LinkProtocolError: when a value is of the wrong type.
    """
    merged: dict[str, Any] = {name: getattr(old, name) for name in STOVE_PROPERTIES}
    for name, value in values.items():
        if (check := _STOVE_CHECKS.get(name)) is not None:
            merged[name] = check(value)
    for name, (low, high) in STOVE_RANGES.items():
        if merged[name] is not None and not low <= merged[name] <= high:
            merged[name] = None
    return StoveState(**merged)


def event(values: Mapping[str, Any]) -> LinkEvent | None:
    """Decode an event; `None` for a kind that a newer stove knows and this client does not.

    Raises:
        LinkProtocolError: when a required field is missing.
    """
    try:
        kind = EventKind(values["kind"])
    except ValueError:
        return None
    except KeyError, TypeError:
        raise LinkProtocolError("event without a kind") from None
    try:
        n, time_ms = values.get("n"), values.get("time_ms")
        return LinkEvent(
            seq=count(values["seq"], "seq", 1),
            kind=kind,
            burner=None if n is None else count(n, "n", 1),
            uptime_ms=count(values["uptime_ms"], "uptime_ms"),
            time_ms=None if time_ms is None else count(time_ms, "time_ms"),
            data=_event_data(dict(values.get("data") or {})),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LinkProtocolError(f"malformed event: {error}") from None


def _event_data(data: dict[str, Any]) -> dict[str, Any]:
    """The details of an event; a temperature outside its range is unknown."""
    low, high = TEMPERATURE_C
    for name in data.keys() & {"temperature_c"}:
        value = data[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            data[name] = None
    return data


def _within(value: object, low: float, high: float, what: str) -> float:
    found = number(value)
    if found is None or not low <= found <= high:
        raise LinkProtocolError(f"{what} out of range: {value!r}")
    return found


def burner_info(values: Mapping[str, Any]) -> BurnerInfo:
    """Decode a burner's description.

    Raises:
        LinkProtocolError: when it is malformed.
    """
    try:
        return BurnerInfo(
            n=count(values["n"], "n", 1),
            name=str(values["name"])[:MAX_TEXT],
            kind=BurnerKind(values["kind"]),
            rated_w=float(_within(values["rated_w"], 1.0, POWER_W[1], "rated_w")),
            diameter_m=None
            if values.get("diameter_m") is None
            else _within(values["diameter_m"], 0.0, 2.0, "diameter_m"),
            capabilities=capabilities(values["capabilities"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LinkProtocolError(f"malformed burner: {error}") from None


def capabilities(values: Mapping[str, Any]) -> dict[str, Capability]:
    """Decode properties with their access, range and step.

    Raises:
        KeyError, TypeError, ValueError, LinkProtocolError: when they are malformed.
    """
    known = {item.name for item in fields(Capability)} - {"access"}
    return {
        str(name): Capability(
            access=Access(one["access"]),
            **{
                key: _within(one[key], -MAX_CAPABILITY, MAX_CAPABILITY, key)
                for key in known
                if one.get(key) is not None
            },
        )
        for name, one in dict(values).items()
    }


def bridges(values: object, burners: Mapping[int, BurnerInfo]) -> tuple[tuple[int, int], ...]:
    """Decode the pairs of burners that can heat as one.

    Raises:
        LinkProtocolError: when one is not a pair of two burners of this stove.
    """
    pairs = []
    for pair in values if isinstance(values, list) else [None]:
        if not (isinstance(pair, list) and len(pair) == 2 and all(n in burners for n in pair)):
            raise LinkProtocolError(f"malformed bridge: {pair!r}")
        pairs.append((int(pair[0]), int(pair[1])))
    return tuple(pairs)


def stove_info(answer: Mapping[str, Any], identity: PublicIdentity, fingerprint: str) -> StoveInfo:
    """Decode the description of the stove that follows authentication.

    Args:
        answer: the answer to `session.authenticate`.
        identity: what the stove has sent before.
        fingerprint: the certificate of the connection.

    Raises:
        LinkProtocolError: when it is malformed.
    """
    try:
        burners = {one.n: one for one in map(burner_info, answer["burners"])}
        return StoveInfo(
            id=identity.id,
            name=str(answer["name"]),
            manufacturer=str(answer["manufacturer"]),
            model=str(answer["model"]),
            firmware=str(answer["firmware"]),
            boot_id=str(answer["boot_id"]),
            version=identity.version,
            fingerprint=fingerprint,
            clock_rate=identity.clock_rate,
            burners=burners,
            capabilities=capabilities(answer.get("capabilities", {})),
            bridges=bridges(answer.get("bridges", []), burners),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LinkProtocolError(f"malformed description: {error}") from None
