"""Everything that can happen in a session. A journal is a list of these; replaying it gives the same state."""

from dataclasses import dataclass, field
from typing import Any

from custom_components.hearthtech.kitchen.burner import RefusalCode
from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel

from .codec import from_data, to_data
from .model import CorrectionKind, DishPlan, PauseReason, SensedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    at: float
    """Seconds of session time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _DishEvent(_Event):
    dish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(_Event):
    """A session was opened; nothing is cooked yet."""

    session: str
    name: str
    dishes: tuple[DishPlan, ...]
    together: bool = True
    wall: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(_Event):
    """The cook began the session, and allowed the machine to heat or not."""

    heat: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled(_DishEvent):
    """A dish is to begin at `begins_at`."""

    begins_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySet(_Event):
    """All is to be ready at `ready_at`."""

    ready_at: float
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntered(_DishEvent):
    """A step began. `hands`: the cook's hands are needed before its goal is watched."""

    step: int
    hands: bool = False
    again: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsDone(_DishEvent):
    """The cook has done what the step asked of hands."""

    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReached(_DishEvent):
    """The goal of the step was reached, as measured (`by` empty) or as the cook says."""

    by: str = ""
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatAsked(_DishEvent):
    """An order for heat, written before it is sent."""

    order: int
    heat: Heat
    start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTaken(_DishEvent):
    """The burner accepted the order."""

    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatAdjusted(_DishEvent):
    """The level (0–1) was turned to keep the temperature that order `order` asks for."""

    order: int
    power: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRefused(_DishEvent):
    """The burner refused the order."""

    order: int
    code: RefusalCode
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatEnded(_DishEvent):
    """The machine's heat is over. `send`: the burner has to be turned off for it."""

    order: int
    send: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(_DishEvent):
    """A hand did something that the machine had not meant."""

    kind: CorrectionKind
    power: float | None = None
    celsius: float | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(_DishEvent):
    """A dish was paused."""

    reason: PauseReason
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(_DishEvent):
    """A dish goes on; `heat`: the machine may heat again."""

    heat: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSet(_DishEvent):
    """The cook chose another level of help."""

    level: HelpLevel
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorLost(_DishEvent):
    """Nothing can be measured any more: back to guiding by the cook's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorBack(_DishEvent):
    """It can be measured again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lagged(_DishEvent):
    """The time of a step stands still (or goes on) because what is kept hot is far too cold for it to count."""

    lagging: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(_DishEvent):
    """Something was sensed in the temperature."""

    kind: SensedKind
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnobTurned(_DishEvent):
    """The cook turned the knob of a burner that was in the cook's hands anyway; `power` is 0–1."""

    power: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled(_DishEvent):
    """Up to a minute of readings, at most one a second: the trace of a dish.

    Three columns of equal length: session time (s), temperature (°C), power (0–1). `None` is unknown.
    """

    times: tuple[float, ...]
    celsius: tuple[float | None, ...]
    power: tuple[float | None, ...]
    target_c: float | None = None
    """The temperature the burner held at the end of it."""
    probe: bool = False
    """Whether all temperatures were measured by a probe in the food."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(_DishEvent):
    """The dish went to another burner (`None`: to none)."""

    burner_id: str | None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warming(_DishEvent):
    """The dish is cooked and is kept warm for the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DishDone(_DishEvent):
    """The dish is ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(_Event):
    """The cook stopped the session, or one dish of it."""

    dish: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(_Event):
    """All dishes are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked(_Event):
    """Something said, tapped or pictured while cooking."""

    words: str
    by: str = ""
    dish: str | None = None
    media: str | None = None
    """The hash of a picture or clip that the book keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(_Event):
    """Read back after a restart: everything paused, no heat."""

    down_s: float | None = None
    """How long it was down by wall time, where that makes sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked(_Event):
    """Nothing but time went by: what a crash can lose of it is bounded."""


type Event = (
    Opened
    | Started
    | Scheduled
    | ReadySet
    | StepEntered
    | HandsDone
    | GoalReached
    | HeatAsked
    | HeatTaken
    | HeatAdjusted
    | HeatRefused
    | HeatEnded
    | Corrected
    | Paused
    | Resumed
    | LevelSet
    | SensorLost
    | SensorBack
    | Lagged
    | Noticed
    | KnobTurned
    | Sampled
    | Moved
    | Warming
    | DishDone
    | Stopped
    | Finished
    | Remarked
    | Restored
    | Ticked
)


def encode(event: Event) -> dict[str, Any]:
    """The event as what JSON can hold; its kind lies under `is`."""
    data: dict[str, Any] = to_data(event)
    return data


def decode(data: object) -> Event:
    """The event out of what `encode` gave.

    Raises:
        CodecError: when it is no event.
    """
    event: Event = from_data(Event, data)  # type: ignore[arg-type]
    return event
