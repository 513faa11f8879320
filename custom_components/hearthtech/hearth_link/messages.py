"""Messages of a Hearth Link, as typed and frozen states.

Units: power as a fraction of the burner's rated power 0–1, temperatures in °C, watts in W, energy in Wh,
times in s or ms as the name says. `None` means unknown or absent, never zero. Names and their counterparts in
OPC 30200 and Matter are listed in `docs/hearth-link.md`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from ..burners.model import Capability, HeatSource, PanState
from .checks import CHECKS, NUMBERS, NUMERIC, RANGES

VERSION: Final = "1.0"
SUBPROTOCOL: Final = "hearthlink.v1"
PATH: Final = "/link"
MAX_FRAME: Final = 64 * 1024
"""Bytes of the largest frame either side accepts."""
SOCKET_BUFFER: Final = 256 * 1024
"""Size of the system's socket buffer in bytes: data in it can't be merged any more and becomes outdated."""


class BurnerKind(StrEnum):
    """How a burner makes its heat."""

    INDUCTION = "induction"
    RADIANT = "radiant"
    GAS = "gas"
    COIL = "coil"
    PLATE = "plate"


class EventKind(StrEnum):
    """Kinds of events."""

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
class BurnerInfo:
    """Identity and capabilities of one burner, as the stove reports them."""

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
    """Identity and capabilities of the stove: sent once a session, after authentication."""

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
    """Pairs of burners that can heat as one: the leading burner, and the second."""

    def capability(self, name: str) -> Capability:
        """The stove's own capability with this name, access `none` when it lacks it."""
        return self.capabilities.get(name, NO_CAPABILITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIdentity:
    """The identity that a stove sends before authentication."""

    id: str
    model: str
    version: str
    fingerprint: str
    clock_rate: float
    pairing_open: bool
    heartbeat_s: float


@dataclass(frozen=True, kw_only=True)
class LinkBurnerState:
    """The state of a burner at one moment.

    `uptime_ms` is stove time: monotonic since boot, `clock_rate` times real time.

    A plain frozen dataclass (no slots) so that a changed copy is one dictionary merge: thousands of them are
    created each second.
    """

    n: int
    uptime_ms: int = 0
    source: HeatSource = HeatSource.IDLE
    power: float | None = None
    target_temperature_c: float | None = None
    boost: bool | None = None
    heating: bool | None = None
    limited: bool | None = None
    """Whether it gets less power than requested, because of the stove's power cap."""
    knob: float | None = None
    pan_temperature_c: float | None = None
    probe_temperature_c: float | None = None
    glass_temperature_c: float | None = None
    power_w: float | None = None
    energy_wh: float | None = None
    pan: PanState | None = None
    residual_heat: bool | None = None
    timer_left_s: float | None = None
    limit_left_s: float | None = None
    """Seconds of stove time until the maximum-time limit turns this burner off at its present level."""
    boost_left_s: float | None = None
    """Seconds of stove time for which this burner may go on boosting; `None` while it does not boost."""
    latch: str | None = None
    """The reason why remote heat was cut (an `EventKind` value) while `source` is `latched`."""
    sensor_ok: bool | None = None
    name: str | None = None

    def merged(self, delta: Mapping[str, Any], uptime_ms: int) -> LinkBurnerState:
        """This state updated with `delta`, as received."""
        new = object.__new__(LinkBurnerState)
        values = new.__dict__
        values.update(self.__dict__)
        values["uptime_ms"] = uptime_ms
        if delta.keys() <= NUMBERS and NUMERIC.issuperset(map(type, delta.values())):
            # Telemetry, the most frequent case: nothing to convert, all values checked.
            values.update(delta)
        else:
            for name, value in delta.items():
                check = CHECKS.get(name)
                if check is not None:
                    values[name] = check(value)
        for name in delta.keys() & RANGES.keys():
            value, (low, high) = values[name], RANGES[name]
            if value is not None and not low <= value <= high:
                # An impossible reading is unknown, never a temperature.
                values[name] = None
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
    """Limit of the total power of all burners, W; unknown if the stove has no cap."""
    bridged: frozenset[int] = frozenset()
    """The leading burners of the pairs that heat as one."""
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEvent:
    """An event. `burner` is `None` for the stove as a whole."""

    seq: int
    kind: EventKind
    burner: int | None
    uptime_ms: int
    time_ms: int | None = None
    data: Mapping[str, object] = field(default_factory=dict)


class LinkChangeKind(StrEnum):
    """Kinds of changes that a client reports to its subscribers."""

    CONNECTED = "connected"
    """A fresh snapshot has replaced everything."""
    DISCONNECTED = "disconnected"
    FAILED = "failed"
    """The link has stopped permanently: unpaired, or another certificate. See `LinkClient.failure`."""
    BURNER = "burner"
    STOVE = "stove"
    EVENT = "event"
    EVENTS_LOST = "events_lost"
    """The stove's buffer was overrun while this client was disconnected: some events are lost."""


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One change: the burner, or the stove (`burner` is `None`), and the event if it is one."""

    kind: LinkChangeKind
    burner: int | None = None
    event: LinkEvent | None = None


type LinkListener = Callable[[LinkChange], None]
