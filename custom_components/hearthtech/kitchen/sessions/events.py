"""Events of a session. A journal is a list of events; replaying it gives the same state."""

from dataclasses import dataclass, field
from typing import Any

from ...burners.heat_gate import HeatAllowance
from ...burners.model import RefusalCode
from ..recipes.model import Heat, HelpLevel
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
    """A session was opened; cooking has not begun."""

    session: str
    name: str
    dishes: tuple[DishPlan, ...]
    together: bool = True
    wall: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(_Event):
    """The cook began the session, with or without permission to heat."""

    heat: bool = False
    by: str = ""
    allowances: dict[str, HeatAllowance] = field(default_factory=dict)
    """By dish: the allowance. Older journals have only `heat`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled(_DishEvent):
    """A dish is scheduled to begin at `begins_at`."""

    begins_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySet(_Event):
    """All dishes should be ready at `ready_at`."""

    ready_at: float
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntered(_DishEvent):
    """A step began. `hands`: the cook has to act before its goal is monitored."""

    step: int
    hands: bool = False
    again: bool = False
    by: str = ""
    agreed: bool = False
    """Whether a person agreed to the heat of this step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsDone(_DishEvent):
    """The cook has finished the manual work of the step."""

    by: str = ""
    agreed: bool = False
    """Whether a person agreed to the heat of this step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReached(_DishEvent):
    """The goal of the step was reached, as measured (`by` empty) or confirmed by the cook."""

    by: str = ""
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRevoked(_DishEvent):
    """The goal of step `step` was reached by a false reading. The dish returns to that step."""

    step: int
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatAsked(_DishEvent):
    """An order for heat, stored before it is sent."""

    order: int
    heat: Heat
    start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTaken(_DishEvent):
    """The burner accepted the order."""

    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatAdjusted(_DishEvent):
    """The level (0–1) was changed to hold the temperature of order `order`."""

    order: int
    power: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatOrderRefused(_DishEvent):
    """The burner refused the order."""

    order: int
    code: RefusalCode
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatEnded(_DishEvent):
    """The machine's heat has ended. `send`: the burner must be turned off for it."""

    order: int
    send: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(_DishEvent):
    """A person did something that differs from the plan of the machine."""

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
    """A dish continues; `heat`: the machine may heat again."""

    heat: bool = False
    by: str = ""
    allowance: HeatAllowance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSet(_DishEvent):
    """The cook chose another level of help. More help needs a new allowance to heat."""

    level: HelpLevel
    by: str = ""
    allowance: HeatAllowance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceEnded(_DishEvent):
    """The allowance to heat ended, e.g. when a person without the right edited the recipe.

    Heat that is on stays.
    """

    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorLost(_DishEvent):
    """No measurement is possible any more: the cook confirms the goals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorBack(_DishEvent):
    """Measurement is possible again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lagged(_DishEvent):
    """The time of a step stops (or continues) because the temperature is too low for it to count."""

    lagging: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(_DishEvent):
    """An event was detected in the temperature."""

    kind: SensedKind
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnobTurned(_DishEvent):
    """The cook turned the knob of a burner under manual control; `power` is 0–1."""

    power: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled(_DishEvent):
    """Up to a minute of readings, at most one a second: a part of a dish's trace.

    Three columns of equal length: session time (s), temperature (°C), power (0–1). `None` is unknown.
    """

    times: tuple[float, ...]
    celsius: tuple[float | None, ...]
    power: tuple[float | None, ...]
    target_c: float | None = None
    """The hold temperature of the burner at the end of it."""
    probe: bool = False
    """Whether all temperatures were measured by a probe in the food."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(_DishEvent):
    """The dish was moved to another burner (`None`: to none)."""

    burner_id: str | None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warming(_DishEvent):
    """The dish is cooked and is kept warm until the others are ready."""


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
    """A remark, tap or picture during cooking."""

    words: str
    by: str = ""
    dish: str | None = None
    media: str | None = None
    """The hash of a picture or clip stored in the book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngredientStruck(_DishEvent):
    """The cook struck an ingredient of a step, or removed the mark. `line` counts ingredients from 0."""

    step: int
    line: int
    struck: bool = True
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(_DishEvent):
    """The cook has seen that the dish needs hands: it no longer sounds."""

    step: int
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRestored(_Event):
    """Restored after a restart: everything paused, no heat."""

    down_s: float | None = None
    """Downtime in s of wall time, if it is plausible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked(_Event):
    """Only time has passed; limits the loss of time by a crash."""


type Event = (
    Opened
    | Started
    | Scheduled
    | ReadySet
    | StepEntered
    | HandsDone
    | GoalReached
    | GoalRevoked
    | HeatAsked
    | HeatTaken
    | HeatAdjusted
    | HeatOrderRefused
    | HeatEnded
    | Corrected
    | Paused
    | Resumed
    | LevelSet
    | AllowanceEnded
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
    | IngredientStruck
    | CallAnswered
    | SessionRestored
    | Ticked
)
