"""What a cooking session is at one moment. Everything is frozen; `fold` makes the next one out of an event.

Times are seconds of the session's own clock since the session was opened: stove time, so that a simulated stove
may run fast. They are not wall time and do not move while Home Assistant is down.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from custom_components.hearthtech.kitchen.burner import RefusalCode
from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel, HumanGate, Step

LEVELS = tuple(HelpLevel)
"""From the least help to the most."""


class Phase(StrEnum):
    """Where a dish, or the whole session, stands."""

    PLANNED = "planned"
    COOKING = "cooking"
    WARMING = "warming"
    """Cooked, and kept warm until all is ready."""
    DONE = "done"
    STOPPED = "stopped"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in {Phase.DONE, Phase.STOPPED}


class Waiting(StrEnum):
    """What a dish waits for."""

    START = "start"
    """The cook, to begin."""
    TIME = "time"
    """Its turn, so that all dishes are ready together."""
    HANDS = "hands"
    """The cook's hands, before the goal of the step is watched (autopilot)."""
    GOAL = "goal"
    """The goal of the step, which the kitchen watches."""
    COOK_SEES = "cook_sees"
    """The goal of the step, which nothing here can measure: the cook says when."""
    CONFIRM = "confirm"
    """The goal is reached: the cook says go on."""
    GATE = "gate"
    """A human gate."""
    HEAT = "heat"
    """Heat that was refused or not permitted; `refusal` says why."""
    RESUME = "resume"
    """The cook, to go on after a pause; `pause` says why it paused."""
    NOTHING = "nothing"


class PauseReason(StrEnum):
    """Why a dish is paused."""

    COOK = "cook"
    PAN_LIFTED = "pan_lifted"
    TURNED_OFF = "turned_off"
    """Somebody turned the burner off."""
    CUT = "cut"
    """The stove cut the heat for safety: lease, overheating, boil-dry, time limit."""
    STOVE_LOST = "stove_lost"
    RESTART = "restart"
    JOURNAL = "journal"
    """The journal can't be written, so the machine may not heat."""


class CorrectionKind(StrEnum):
    """What a hand did that the machine had not meant."""

    KNOB = "knob"
    PAN_LIFTED = "pan_lifted"
    TURNED_OFF = "turned_off"
    STEP = "step"
    """The cook went on, back or past a step before its goal."""
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One act of a hand, kept so that a recipe can learn from it."""

    at: float
    step: int
    kind: CorrectionKind
    power: float | None = None
    celsius: float | None = None


class SensedKind(StrEnum):
    """What can be found in temperature and power alone."""

    PREHEATED = "preheated"
    FOOD_ADDED = "food_added"
    SIMMER = "simmer"
    BOIL = "boil"
    OFF_BOIL = "off_boil"
    PLATEAU = "plateau"
    BOIL_OVER_RISK = "boil_over_risk"
    BOIL_DRY = "boil_dry"
    PAN_LIFTED = "pan_lifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """One thing sensed, with the temperature (°C) at which it was."""

    at: float
    kind: SensedKind
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something said, tapped or pictured, at its moment."""

    at: float
    words: str
    by: str = ""
    dish: str | None = None
    media: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DishPlan:
    """A dish as it was ordered: a copy of the recipe's steps, so that a journal is complete in itself."""

    id: str
    name: str
    steps: tuple[Step, ...]
    recipe_id: str = ""
    recipe_version: int = 1
    burner_id: str | None = None
    level: HelpLevel = HelpLevel.GUIDE
    estimates_s: tuple[float | None, ...] = ()
    """How long each step is likely to take, `None` where nobody knows."""
    warm_c: float = 68.0
    """What it is kept at when it has to wait: above 63 °C, where cooked food may be held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DishState:
    """One dish at one moment."""

    plan: DishPlan
    level: HelpLevel
    burner_id: str | None
    phase: Phase = Phase.PLANNED
    begins_at: float | None = None
    """When it should begin so that all dishes are ready together."""
    step: int = 0
    attempt: int = 1
    """Counts how often the present step was begun again."""
    awaiting_hands: bool = False
    goal_reached: bool = False
    spent_s: float = 0.0
    """Time spent in the step before `since`."""
    since: float | None = None
    """When time in this step began to count, `None` while it does not."""
    lagging: bool = False
    """Whether time stands still because it is too cold to count."""
    lagged_s: float = 0.0
    """How long it has stood still in this step, before `lagging_since`."""
    lagging_since: float | None = None
    pause: PauseReason | None = None
    permitted: bool = False
    """Whether a person has allowed the machine to heat, now."""
    by_hand: bool = False
    """Whether a hand has taken the heat; the machine leaves it alone until asked back."""
    order: int = 0
    """Number of the newest order to the burner."""
    heat: Heat | None = None
    """What the newest order asks for; `None` when the machine asks for no heat."""
    heat_taken: bool = False
    """Whether the burner has accepted it."""
    refusal: RefusalCode | None = None
    refusal_data: dict[str, object] = field(default_factory=dict)
    sensor_lost: bool = False
    sensed: tuple[Sensed, ...] = ()
    """What was sensed during the present step."""
    corrections: tuple[Correction, ...] = ()
    done_at: float | None = None

    @property
    def id(self) -> str:
        """The dish's id inside its session."""
        return self.plan.id

    @property
    def current(self) -> Step | None:
        """The step being cooked."""
        return self.step_at(self.step) if self.phase is Phase.COOKING else None

    def step_at(self, number: int) -> Step | None:
        """The step with this number, counted from 0."""
        return self.plan.steps[number] if 0 <= number < len(self.plan.steps) else None

    @property
    def effective_level(self) -> HelpLevel:
        """What the kitchen does in this step: what the step asks for, never more than the cook allows."""
        step = self.current
        if step is None or step.help is None:
            return self.level
        return min(self.level, step.help, key=LEVELS.index)

    @property
    def machine_heats(self) -> bool:
        """Whether the machine may set heat in this step."""
        return (
            self.permitted
            and not self.by_hand
            and self.pause is None
            and self.effective_level in {HelpLevel.ASSIST, HelpLevel.AUTOPILOT}
        )

    def elapsed_s(self, now: float) -> float:
        """Time spent in the present step, pauses left out."""
        return self.spent_s + (0.0 if self.since is None else max(now - self.since, 0.0))

    @property
    def at_gate(self) -> bool:
        """Whether the present step is a human gate."""
        step = self.current
        return step is not None and isinstance(step.goal, HumanGate)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """One session at one moment."""

    id: str
    name: str = ""
    phase: Phase = Phase.PLANNED
    dishes: tuple[DishState, ...] = ()
    together: bool = True
    """Whether the dishes are to be ready at the same time."""
    ready_at: float | None = None
    """When all should be ready."""
    opened_at: str = ""
    """Wall time, ISO 8601, for people to read."""
    at: float = 0.0
    """Time of the newest event."""
    events: int = 0
    """How many events made this state."""
    remarks: tuple[Remark, ...] = ()
    restarts: int = 0

    def dish(self, dish_id: str) -> DishState | None:
        """The dish with this id."""
        return next((dish for dish in self.dishes if dish.id == dish_id), None)
