"""The state, the capabilities, the events and the refusals of a burner. The protocol itself is in `burner.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Access(StrEnum):
    """How a property can be accessed from outside; each level includes the levels before it."""

    NONE = "none"
    READ = "read"
    ADJUST = "adjust"
    """May be changed while the burner is already on by hand or by an armed start."""
    START = "start"
    """May bring a cold burner to heat (the stove itself may still ask to be armed first)."""

    @property
    def readable(self) -> bool:
        """Whether the value can be read."""
        return self is not Access.NONE

    @property
    def writable(self) -> bool:
        """Whether the value can be set, at least while the burner is on."""
        return self in {Access.ADJUST, Access.START}


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """One property of a burner: its access, and its range and step in the property's own unit."""

    access: Access = Access.NONE
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerCapabilities:
    """The readable and settable properties of a burner.

    Units: power as a fraction 0–1, temperatures in °C, times in s, watts in W.
    """

    power: Capability = field(default_factory=Capability)
    temperature: Capability = field(default_factory=Capability)
    """Hold a temperature by the burner's own controller."""
    timer: Capability = field(default_factory=Capability)
    pan_temperature: Capability = field(default_factory=Capability)
    probe_temperature: Capability = field(default_factory=Capability)
    glass_temperature: Capability = field(default_factory=Capability)
    power_w: Capability = field(default_factory=Capability)
    """Electric (or gas) power drawn, and its maximum: the burner's size."""
    pan: Capability = field(default_factory=Capability)
    residual_heat: Capability = field(default_factory=Capability)


class HeatSource(StrEnum):
    """The source of a burner's heat, or the reason why it may not be heated from outside."""

    IDLE = "idle"
    MANUAL = "manual"
    """Set by hand. Remote commands may only turn it off."""
    REMOTE = "remote"
    LATCHED = "latched"
    """Remote heat was cut (lease lost, overheat …) and must be acknowledged.

    Heating by hand is always possible.
    """


class PanState(StrEnum):
    """The pan detection of a burner, if it has one."""

    NONE = "none"
    PLACED = "placed"
    UNSUITABLE = "unsuitable"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerState:
    """The state of a burner at one moment. `None` means unknown, never zero.

    `measured_at` is in seconds of stove time: the burner's own monotonic clock, which a simulated stove may
    run faster than real time. Only differences have a meaning.
    """

    measured_at: float
    available: bool = True
    source: HeatSource = HeatSource.IDLE
    power: float | None = None
    """Requested power level, 0–1."""
    target_temperature_c: float | None = None
    """Temperature being held, or `None` when no temperature is held."""
    heating: bool | None = None
    pan_temperature_c: float | None = None
    probe_temperature_c: float | None = None
    glass_temperature_c: float | None = None
    power_w: float | None = None
    energy_wh: float | None = None
    pan: PanState | None = None
    residual_heat: bool | None = None
    timer_left_s: float | None = None

    @property
    def food_temperature_c(self) -> float | None:
        """The best estimate of the food's temperature: that of the probe if there is one, else of the pan."""
        return self.pan_temperature_c if self.probe_temperature_c is None else self.probe_temperature_c


class BurnerEventKind(StrEnum):
    """Kinds of events at a burner."""

    KNOB_TURNED = "knob_turned"
    TAKEN_OVER = "taken_over"
    """Somebody turned the knob while remote heat was on: remote heat has ended."""
    PAN_PLACED = "pan_placed"
    PAN_REMOVED = "pan_removed"
    TIMER_DONE = "timer_done"
    OVERHEAT = "overheat"
    BOIL_DRY = "boil_dry"
    LEASE_LOST = "lease_lost"
    SENSOR_FAILED = "sensor_failed"
    TIME_LIMIT = "time_limit"
    STEP_CONFIRMED = "step_confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerEvent:
    """An event, with its time (stove time, s) and the data that the stove sent."""

    at: float
    kind: BurnerEventKind
    data: dict[str, object] = field(default_factory=dict)


class RefusalCode(StrEnum):
    """Why a burner refused a command: the closed list of codes of Hearth Link, used by every adapter."""

    REMOTE_OFF = "remote_off"
    NOT_ARMED = "not_armed"
    LOCKED = "locked"
    MANUAL = "manual"
    """The heat was set by hand and may not be changed remotely."""
    LATCHED = "latched"
    LEASE_LOST = "lease_lost"
    OUT_OF_RANGE = "out_of_range"
    OVERHEATED = "overheated"
    NO_PAN = "no_pan"
    NOT_ON = "not_on"
    """A setpoint never implies a start."""
    UNKNOWN_BURNER = "unknown_burner"
    BUSY = "busy"
    UNAUTHORIZED = "unauthorized"
    STALE = "stale"
    VERSION = "version"
    UNAVAILABLE = "unavailable"
    """The stove can't be reached. The only code that a stove itself never sends."""
    UNSUPPORTED = "unsupported"
    INVALID = "invalid"
    BRIDGED = "bridged"
    """The burner is joined to another burner, which controls both."""
    IN_USE = "in_use"
    """Burners can't be joined while one of them is on, or while a pan is on each."""


class BurnerRefused(Exception):
    """A command was refused.

    `code` is the reason, `data` contains details of the stove (limits, the burner …).
    """

    def __init__(self, code: RefusalCode, data: dict[str, object] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.data = data or {}


type BurnerListener = Callable[[BurnerState, BurnerEvent | None], None]
"""Called with the newest state, and with the event if an event caused the call."""
