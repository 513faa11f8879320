"""What travels over a Hearth Link, as typed and frozen states.

Units: power as a fraction of the burner's rated power 0–1, temperatures in °C, watts in W, energy in Wh, times
in s or ms as the name says. `None` means unknown or not there, never zero. Names and their counterparts in
OPC 30200 and Matter are listed in `docs/hearth-link.md`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
import math
from typing import Any, Final

from .errors import LinkProtocolError

VERSION: Final = "1.0"
SUBPROTOCOL: Final = "hearthlink.v1"
PATH: Final = "/link"
MAX_FRAME: Final = 64 * 1024
"""Bytes of the largest frame either side accepts."""
SOCKET_BUFFER: Final = 256 * 1024
"""Bytes either side lets the system buffer: what lies there is stale by the time it is read."""


class Source(StrEnum):
    """Why a burner is hot, or why it may not be heated from outside."""

    IDLE = "idle"
    MANUAL = "manual"
    REMOTE = "remote"
    LATCHED = "latched"


class Pan(StrEnum):
    """What stands on a burner, where it can tell."""

    NONE = "none"
    PLACED = "placed"
    UNSUITABLE = "unsuitable"
    MOVED = "moved"


class Access(StrEnum):
    """How far a property can be reached from outside, each level including the ones before it."""

    NONE = "none"
    READ = "read"
    ADJUST = "adjust"
    START = "start"


class BurnerKind(StrEnum):
    """How a burner makes its heat."""

    INDUCTION = "induction"
    RADIANT = "radiant"
    GAS = "gas"
    COIL = "coil"
    PLATE = "plate"


class EventKind(StrEnum):
    """What happened, as opposed to how it is."""

    KNOB_TURNED = "knob_turned"
    TAKEN_OVER = "taken_over"
    PAN_PLACED = "pan_placed"
    PAN_REMOVED = "pan_removed"
    PAN_TIMEOUT = "pan_timeout"
    TIMER_DONE = "timer_done"
    OVERHEAT = "overheat"
    BOIL_DRY = "boil_dry"
    LEASE_LOST = "lease_lost"
    SENSOR_FAILED = "sensor_failed"
    TIME_LIMIT = "time_limit"
    STEP_CONFIRMED = "step_confirmed"
    ARMED = "armed"
    DISARMED = "disarmed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    REMOTE_ENABLED = "remote_enabled"
    REMOTE_DISABLED = "remote_disabled"
    LATCH_CLEARED = "latch_cleared"
    PAIRING_OPENED = "pairing_opened"
    PAIRING_CLOSED = "pairing_closed"
    STARTED = "started"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """One property of a burner: its access, and its range and step in the property's own unit."""

    access: Access = Access.NONE
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerInfo:
    """What one burner is and can do, as the stove itself tells it."""

    n: int
    name: str
    kind: BurnerKind
    rated_w: float
    diameter_m: float | None = None
    capabilities: Mapping[str, Capability] = field(default_factory=dict)
    """By property name; a property that is missing has access `none`."""

    def capability(self, name: str) -> Capability:
        """The capability with this name, access `none` when the burner lacks it."""
        return self.capabilities.get(name, NO_CAPABILITY)


NO_CAPABILITY: Final = Capability()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoveInfo:
    """Who the stove is: told once a session, after authentication."""

    id: str
    name: str
    manufacturer: str
    model: str
    firmware: str
    boot_id: str
    version: str
    fingerprint: str
    clock_rate: float
    burners: Mapping[int, BurnerInfo]
    capabilities: Mapping[str, Capability] = field(default_factory=dict)
    """Of the stove as a whole, by property name: `power_cap` in W."""
    bridges: tuple[tuple[int, int], ...] = ()
    """Pairs of burners that can heat as one: the one that leads, and the second."""

    def capability(self, name: str) -> Capability:
        """The stove's own capability with this name, access `none` when it lacks it."""
        return self.capabilities.get(name, NO_CAPABILITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIdentity:
    """All that a stove tells before it knows who asks."""

    id: str
    model: str
    version: str
    fingerprint: str
    clock_rate: float
    pairing_open: bool
    heartbeat_s: float


@dataclass(frozen=True, kw_only=True)
class LinkBurnerState:
    """One burner at one moment. `uptime_ms` is stove time: monotonic since boot, `clock_rate` times real time.

    Kept as a plain frozen dataclass (no slots) so that a changed copy is one dictionary merge: thousands a
    second are made of these.
    """

    n: int
    uptime_ms: int = 0
    source: Source = Source.IDLE
    power: float | None = None
    target_temperature_c: float | None = None
    boost: bool | None = None
    heating: bool | None = None
    limited: bool | None = None
    """Whether it gets less than it asks for, because of the stove's power cap."""
    knob: float | None = None
    pan_temperature_c: float | None = None
    probe_temperature_c: float | None = None
    glass_temperature_c: float | None = None
    power_w: float | None = None
    energy_wh: float | None = None
    pan: Pan | None = None
    residual_heat: bool | None = None
    timer_left_s: float | None = None
    limit_left_s: float | None = None
    """Seconds of stove time until the maximum-time limit turns this burner off at its present level."""
    latch: str | None = None
    """What cut remote heat (an `EventKind` value) while `source` is `latched`."""
    sensor_ok: bool | None = None
    name: str | None = None

    def merged(self, delta: Mapping[str, Any], uptime_ms: int) -> LinkBurnerState:
        """This state with `delta`, as it came over the wire, put over it."""
        new = object.__new__(LinkBurnerState)
        values = new.__dict__
        values.update(self.__dict__)
        values["uptime_ms"] = uptime_ms
        if delta.keys() <= _NUMBERS and _NUMERIC.issuperset(map(type, delta.values())):
            # Telemetry, the bulk of it all: nothing to convert, all checked.
            values.update(delta)
            return new
        for name, value in delta.items():
            check = _CHECKS.get(name)
            if check is not None:
                values[name] = check(value)
        return new


@dataclass(frozen=True, slots=True, kw_only=True)
class StoveState:
    """The stove as a whole, without its burners."""

    armed: bool = False
    armed_left_s: float | None = None
    remote_enabled: bool = True
    locked: bool = False
    locked_by_hand: bool = False
    pairing_open: bool = False
    power_cap_w: float | None = None
    """What all burners together may draw, W; unknown where the stove has no cap."""
    bridged: frozenset[int] = frozenset()
    """The leading burners of the pairs that heat as one."""
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEvent:
    """One thing that happened. `burner` is `None` for the stove as a whole."""

    seq: int
    kind: EventKind
    burner: int | None
    uptime_ms: int
    time_ms: int | None = None
    data: Mapping[str, object] = field(default_factory=dict)


class ChangeKind(StrEnum):
    """What a client's subscriber is told about."""

    CONNECTED = "connected"
    """A fresh snapshot has replaced everything."""
    DISCONNECTED = "disconnected"
    FAILED = "failed"
    """The link has stopped for good: unpaired, or another certificate. `LinkClient.failure` says which."""
    BURNER = "burner"
    STOVE = "stove"
    EVENT = "event"
    EVENTS_LOST = "events_lost"
    """The stove's buffer was overrun while this client was away: some events will never be known."""


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One change: which burner, or the stove (`burner` is `None`), and the event when it is one."""

    kind: ChangeKind
    burner: int | None = None
    event: LinkEvent | None = None


type LinkListener = Callable[[LinkChange], None]


def _number(value: object) -> float | None:
    if value is None or (
        isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value)
    ):
        return value
    raise LinkProtocolError(f"not a number: {value!r}")


def _flag(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise LinkProtocolError(f"not a boolean: {value!r}")


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise LinkProtocolError(f"not a text: {value!r}")


_SOURCES = {source.value: source for source in Source}
_PANS: dict[str | None, Pan | None] = {None: None, **{pan.value: pan for pan in Pan}}


def _source(value: object) -> Source:
    try:
        return _SOURCES[value]  # type: ignore[index]
    except KeyError, TypeError:
        raise LinkProtocolError(f"unknown source: {value!r}") from None


def _pan(value: object) -> Pan | None:
    try:
        return _PANS[value]  # type: ignore[index]
    except KeyError, TypeError:
        raise LinkProtocolError(f"unknown pan state: {value!r}") from None


_NUMBERS: Final = frozenset({
    "power", "target_temperature_c", "knob", "pan_temperature_c", "probe_temperature_c", "glass_temperature_c",
    "power_w", "energy_wh", "timer_left_s", "limit_left_s",
})  # fmt: skip
_NUMERIC: Final = frozenset({int, float, type(None)})
_CHECKS: dict[str, Callable[[object], object]] = {
    "source": _source,
    "pan": _pan,
    "latch": _text,
    "name": _text,
    **dict.fromkeys(("boost", "heating", "limited", "residual_heat", "sensor_ok"), _flag),
    **dict.fromkeys(_NUMBERS, _number),
}
"""How each property that may travel is checked. Names not in it are of a newer minor version and passed over."""

BURNER_PROPERTIES: Final = frozenset(_CHECKS)


def burner_state(n: int, values: Mapping[str, Any], uptime_ms: int) -> LinkBurnerState:
    """A burner's state from a snapshot.

    Raises:
        LinkProtocolError: when a value is of the wrong type.
    """
    return LinkBurnerState(n=n).merged(values, uptime_ms)


def _burner_numbers(value: object) -> frozenset[int]:
    if isinstance(value, list) and all(type(n) is int for n in value):
        return frozenset(value)
    raise LinkProtocolError(f"not a list of burners: {value!r}")


_STOVE_CHECKS: dict[str, Callable[[object], object]] = {
    "armed_left_s": _number,
    "power_cap_w": _number,
    "bridged": _burner_numbers,
    "name": _text,
    **dict.fromkeys(("armed", "remote_enabled", "locked", "locked_by_hand", "pairing_open"), _flag),
}
STOVE_PROPERTIES: Final = frozenset(_STOVE_CHECKS)


def stove_state(old: StoveState, values: Mapping[str, Any]) -> StoveState:
    """The stove's state with `values`, as they came over the wire, put over it.

    Raises:
        LinkProtocolError: when a value is of the wrong type.
    """
    merged: dict[str, Any] = {name: getattr(old, name) for name in STOVE_PROPERTIES}
    for name, value in values.items():
        if (check := _STOVE_CHECKS.get(name)) is not None:
            merged[name] = check(value)
    return StoveState(**merged)


def event(values: Mapping[str, Any]) -> LinkEvent | None:
    """An event from the wire; `None` for a kind that a newer stove knows and this client does not.

    Raises:
        LinkProtocolError: when it lacks what every event has.
    """
    try:
        kind = EventKind(values["kind"])
    except ValueError:
        return None
    except KeyError, TypeError:
        raise LinkProtocolError("event without a kind") from None
    try:
        n = values.get("n")
        return LinkEvent(
            seq=int(values["seq"]),
            kind=kind,
            burner=None if n is None else int(n),
            uptime_ms=int(values["uptime_ms"]),
            time_ms=values.get("time_ms"),
            data=dict(values.get("data") or {}),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LinkProtocolError(f"malformed event: {error}") from None


def burner_info(values: Mapping[str, Any]) -> BurnerInfo:
    """A burner's description from the wire.

    Raises:
        LinkProtocolError: when it is malformed.
    """
    try:
        return BurnerInfo(
            n=int(values["n"]),
            name=str(values["name"]),
            kind=BurnerKind(values["kind"]),
            rated_w=float(values["rated_w"]),
            diameter_m=_number(values.get("diameter_m")),
            capabilities=capabilities(values["capabilities"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LinkProtocolError(f"malformed burner: {error}") from None


def capabilities(values: Mapping[str, Any]) -> dict[str, Capability]:
    """Properties with their access, range and step from the wire.

    Raises:
        KeyError, TypeError, ValueError, LinkProtocolError: when they are malformed.
    """
    known = {item.name for item in fields(Capability)} - {"access"}
    return {
        str(name): Capability(
            access=Access(one["access"]), **{key: _number(one[key]) for key in known if key in one}
        )
        for name, one in dict(values).items()
    }


def bridges(values: object, burners: Mapping[int, BurnerInfo]) -> tuple[tuple[int, int], ...]:
    """Pairs of burners that can heat as one, from the wire.

    Raises:
        LinkProtocolError: when one is not a pair of two burners of this stove.
    """
    pairs = []
    for pair in values if isinstance(values, list) else [None]:
        if not (isinstance(pair, list) and len(pair) == 2 and all(n in burners for n in pair)):
            raise LinkProtocolError(f"malformed bridge: {pair!r}")
        pairs.append((int(pair[0]), int(pair[1])))
    return tuple(pairs)
