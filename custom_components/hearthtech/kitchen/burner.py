"""What the kitchen knows of a burner, whoever makes it.

Adapters (a Hearth Link stove, a hob built from existing entities, a lone thermometer under a pot) satisfy
`Burner`; leases, arming and locks stay inside them. The kitchen neither knows nor asks what is behind one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Access(StrEnum):
    """How far a property can be reached from outside, each level including the ones before it."""

    NONE = "none"
    READ = "read"
    ADJUST = "adjust"
    """May be changed while the burner is already on by hand or by an armed start."""
    START = "start"
    """May bring a cold burner to heat (the stove itself may still ask to be armed first)."""

    @property
    def readable(self) -> bool:
        """Whether a value can be had at all."""
        return self is not Access.NONE

    @property
    def writable(self) -> bool:
        """Whether a value can be set, at least while the burner is on."""
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
    """What a burner can tell and do. Units: power as a fraction 0–1, temperatures in °C, times in s, watts in W."""

    power: Capability = field(default_factory=Capability)
    temperature: Capability = field(default_factory=Capability)
    """Hold a temperature, by the burner's own control."""
    timer: Capability = field(default_factory=Capability)
    pan_temperature: Capability = field(default_factory=Capability)
    probe_temperature: Capability = field(default_factory=Capability)
    glass_temperature: Capability = field(default_factory=Capability)
    power_w: Capability = field(default_factory=Capability)
    """Electric (or gas) power drawn, and its maximum: the burner's size."""
    pan: Capability = field(default_factory=Capability)
    residual_heat: Capability = field(default_factory=Capability)


class HeatSource(StrEnum):
    """Why a burner is hot, or why it may not be heated from outside."""

    IDLE = "idle"
    MANUAL = "manual"
    """A hand set it. Nobody else may touch it, except to turn it off."""
    REMOTE = "remote"
    LATCHED = "latched"
    """Remote heat was cut (lease lost, overheat …) and waits to be acknowledged. The hand may always heat."""


class PanState(StrEnum):
    """What stands on a burner, where it can tell."""

    NONE = "none"
    PLACED = "placed"
    UNSUITABLE = "unsuitable"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerState:
    """One burner at one moment. `None` means unknown, never zero.

    `measured_at` is in seconds of stove time: the burner's own monotonic clock, which a simulated stove may
    run faster than real time. Only differences of it mean anything.
    """

    measured_at: float
    available: bool = True
    source: HeatSource = HeatSource.IDLE
    power: float | None = None
    """Power level asked for, 0–1."""
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
        """The best guess at the food's own temperature: a probe when there is one, else the pan."""
        return self.pan_temperature_c if self.probe_temperature_c is None else self.probe_temperature_c


class BurnerEventKind(StrEnum):
    """What happened at a burner, as opposed to how it is."""

    KNOB_TURNED = "knob_turned"
    TAKEN_OVER = "taken_over"
    """A hand turned the knob while remote heat was on: remote heat has ended."""
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
    """One thing that happened, in stove time (s), with what the stove told about it."""

    at: float
    kind: BurnerEventKind
    data: dict[str, object] = field(default_factory=dict)


class RefusalCode(StrEnum):
    """Why a burner did not take a command: the closed list of Hearth Link, used for every adapter."""

    REMOTE_OFF = "remote_off"
    NOT_ARMED = "not_armed"
    LOCKED = "locked"
    MANUAL = "manual"
    """A hand set this heat; it is not ours to change."""
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
    """The stove is out of reach. The one code a stove itself never sends."""
    UNSUPPORTED = "unsupported"
    INVALID = "invalid"
    BRIDGED = "bridged"
    """It has been joined to another burner, which drives both."""
    IN_USE = "in_use"
    """Burners can't be joined while one of them is on, or a pan stands on each."""


class BurnerRefused(Exception):
    """A command was refused. `code` says why, `data` holds what the stove added (limits, the burner …)."""

    def __init__(self, code: RefusalCode, data: dict[str, object] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.data = data or {}


type BurnerListener = Callable[[BurnerState, BurnerEvent | None], None]
"""Called with the newest state, and with the event when an event is what caused the call."""


@runtime_checkable
class Burner(Protocol):
    """One burner. Its id is `<stove id>/<n>`; an accepted command is not yet a fact, the state that follows is."""

    @property
    def id(self) -> str:
        """Stable id, `<stove id>/<n>`."""

    @property
    def name(self) -> str:
        """What the household calls it."""

    @property
    def capabilities(self) -> BurnerCapabilities:
        """What it can tell and do."""

    @property
    def state(self) -> BurnerState:
        """The newest state known."""

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time: 1 on hardware."""

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Be told of each change and event, without copies or polling. Returns the way to stop."""

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
    ) -> None:
        """Ask for a power level (0–1) or a temperature to hold (°C), exactly one of them.

        Without `start` a burner that is off is left off and the call is refused with `NOT_ON`. `timer_s`
        turns the burner off after so many seconds of stove time, kept by the burner itself where it can.

        Raises:
            BurnerRefused: with the reason, when the burner does not take it.
        """

    async def off(self) -> None:
        """Turn the burner off. Always allowed, needs nothing, and wins.

        Raises:
            BurnerRefused: with `UNAVAILABLE` when the stove can't be reached, or with `UNSUPPORTED` when it is on and
                can only be read.
        """
