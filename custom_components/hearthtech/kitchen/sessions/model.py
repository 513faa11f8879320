"""State of a cooking session at one moment.

Everything is frozen; `fold` computes the next state from an event.

Times are seconds of the session's own clock since the session was opened: stove time, so that a simulated stove
may run fast. They are not wall time and do not move while Home Assistant is down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ...burners.heat_gate import HeatAllowance, HeatLevel, level_raises
from ...burners.model import RefusalCode
from ..recipes.model import Heat, HelpLevel, HumanGate, Step

LEVELS = tuple(HelpLevel)
"""From the least help to the most."""


class Phase(StrEnum):
    """Phase of a dish, or of the whole session."""

    PLANNED = "planned"
    COOKING = "cooking"
    WARMING = "warming"
    """Cooked, and kept warm until all dishes are ready."""
    DONE = "done"
    STOPPED = "stopped"

    @property
    def over(self) -> bool:
        """Whether the phase is final."""
        return self in {Phase.DONE, Phase.STOPPED}


class Waiting(StrEnum):
    """The condition that a dish waits for."""

    START = "start"
    """The cook has to begin."""
    TIME = "time"
    """Its scheduled beginning, so that all dishes are ready together."""
    HANDS = "hands"
    """The cook's manual work, before the goal of the step is monitored (autopilot)."""
    GOAL = "goal"
    """The goal of the step, which the kitchen monitors."""
    COOK_SEES = "cook_sees"
    """The goal of the step, which can't be measured: the cook confirms it."""
    CONFIRM = "confirm"
    """The goal is reached: the cook has to confirm it."""
    GATE = "gate"
    """A human gate."""
    HEAT = "heat"
    """Heat that was refused or not permitted; `refusal` is the reason."""
    RESUME = "resume"
    """The cook has to continue after a pause; `pause` is its reason."""
    NOTHING = "nothing"


class PauseReason(StrEnum):
    """Why a dish is paused."""

    COOK = "cook"
    PAN_LIFTED = "pan_lifted"
    TURNED_OFF = "turned_off"
    """A person turned the burner off."""
    CUT = "cut"
    """The stove cut the heat for safety: lease, overheating, boil-dry, time limit."""
    SENSOR = "sensor"
    """The thermometer that the heat depends on is lost or stuck, or the heat does not warm what it measures."""
    STOVE_LOST = "stove_lost"
    RESTART = "restart"
    JOURNAL = "journal"
    """The journal can't be written, so the machine may not heat."""


class CorrectionKind(StrEnum):
    """Kinds of actions of a person that differ from the machine's plan."""

    KNOB = "knob"
    PAN_LIFTED = "pan_lifted"
    TURNED_OFF = "turned_off"
    STEP = "step"
    """The cook continued, went back or skipped a step before its goal."""
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualCorrection:
    """One manual correction, stored so that a recipe can be adjusted by it."""

    at: float
    step: int
    kind: CorrectionKind
    power: float | None = None
    celsius: float | None = None


class SensedKind(StrEnum):
    """Events that can be detected from temperature and power alone."""

    PREHEATED = "preheated"
    FOOD_ADDED = "food_added"
    SIMMER = "simmer"
    BOIL = "boil"
    OFF_BOIL = "off_boil"
    PLATEAU = "plateau"
    BOIL_OVER_RISK = "boil_over_risk"
    BOIL_DRY = "boil_dry"
    PAN_LIFTED = "pan_lifted"
    PROBE_TAKEN_OUT = "probe_taken_out"
    """The thermometer was taken out of the food, or taken off the heat together with it."""
    PROBE_PUT_IN = "probe_put_in"
    LID_OPENED = "lid_or_door_opened"
    """The air of an oven, grill or refrigerator changed suddenly."""
    TURNED = "turned"
    """Food in a hot pan was turned."""
    TARGET_REACHED = "target_reached"
    REST = "rest"
    """The heat is off, or the food off the heat, and it cools."""


ANNOUNCED: Mapping[SensedKind, str] = {
    SensedKind.BOIL: "dish_boils",
    SensedKind.BOIL_OVER_RISK: "dish_boils_over",
    SensedKind.BOIL_DRY: "dish_boils_dry",
}
"""Events that are announced by voice at once, with the key of their sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """A detected event, with its temperature (°C)."""

    at: float
    """Time of detection (s); for an event during a pause of readings, the middle of the pause."""
    kind: SensedKind
    celsius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark, tap or picture, with its time."""

    at: float
    words: str
    by: str = ""
    dish: str | None = None
    media: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DishPlan:
    """The plan of a dish: a copy of the recipe's steps, so that a journal is complete."""

    id: str
    name: str
    steps: tuple[Step, ...]
    recipe_id: str = ""
    recipe_version: int = 1
    burner_id: str | None = None
    level: HelpLevel = HelpLevel.GUIDE
    estimates_s: tuple[float | None, ...] = ()
    """Estimated duration of each step, `None` where unknown."""
    warm_c: float = 68.0
    """Holding temperature while it waits: above 63 °C, at which cooked food may be held."""
    ingredients: tuple[str, ...] = ()
    """The ingredient lines in the amounts of this dish; empty in older journals."""
    servings: float | None = None
    """Number of people it is cooked for, `None` when unknown."""
    factor: float = 1.0
    """Factor by which the amounts of the recipe are multiplied."""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class DishState:
    """State of one dish at one moment."""

    plan: DishPlan
    level: HelpLevel
    burner_id: str | None
    phase: Phase = Phase.PLANNED
    begins_at: float | None = None
    """Scheduled beginning, so that all dishes are ready together."""
    step: int = 0
    attempt: int = 1
    """Number of restarts of the present step."""
    awaiting_hands: bool = False
    goal_reached: bool = False
    spent_s: float = 0.0
    """Time spent in the step before `since`."""
    since: float | None = None
    """Time from which the present step counts, `None` while it does not."""
    lagging: bool = False
    """Whether time is stopped because the temperature is too low to count."""
    lagged_s: float = 0.0
    """How long time was stopped in this step, before `lagging_since`."""
    lagging_since: float | None = None
    pause: PauseReason | None = None
    allowance: HeatAllowance | None = None
    """The present allowance to heat; `None`: none."""
    allowed_before: bool = False
    """Whether there was an allowance before: after a pause the kitchen asks whether to heat again."""
    agreed: bool = False
    """Whether a person agreed to the heat of the present step, by a tap or a yes. At *assist* every raise needs that."""
    by_hand: bool = False
    """Whether a person has taken over the heat.

    The machine leaves it unchanged until it is asked to continue.
    """
    order: int = 0
    """Number of the newest order to the burner."""
    heat: Heat | None = None
    """The heat of the newest order; `None` when the machine requests no heat."""
    heat_taken: bool = False
    """Whether the burner has accepted it."""
    refusal: RefusalCode | None = None
    refusal_data: dict[str, object] = field(default_factory=dict)
    sensor_lost: bool = False
    sensed: tuple[Sensed, ...] = ()
    """The events detected during the present step."""
    corrections: tuple[ManualCorrection, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    """The struck ingredients: step and line, each counted from 0."""
    answered: bool = False
    """Whether the cook has answered the present call for hands."""
    done_at: float | None = None

    @property
    def id(self) -> str:
        """The dish's id inside its session."""
        return self.plan.id

    @property
    def current(self) -> Step | None:
        """The present step."""
        return self.step_at(self.step) if self.phase is Phase.COOKING else None

    def step_at(self, number: int) -> Step | None:
        """The step with this number, counted from 0."""
        return self.plan.steps[number] if 0 <= number < len(self.plan.steps) else None

    @property
    def effective_level(self) -> HelpLevel:
        """The level of help in this step: that of the step, limited by that of the cook."""
        step = self.current
        if step is None or step.help is None:
            return self.level
        return min(self.level, step.help, key=LEVELS.index)

    @property
    def permitted(self) -> bool:
        """Whether a person has given the kitchen an allowance to heat."""
        return self.allowance is not None

    @property
    def machine_heats(self) -> bool:
        """Whether the machine may set heat in this step."""
        return self.permitted and self.machine_controls

    @property
    def machine_controls(self) -> bool:
        """Whether the kitchen sets heat in this step; without an allowance it can only lower it."""
        return (
            not self.by_hand
            and self.pause is None
            and self.effective_level in {HelpLevel.ASSIST, HelpLevel.AUTOPILOT}
        )

    def elapsed_s(self, now: float) -> float:
        """Time spent in the present step, without pauses."""
        return self.spent_s + (0.0 if self.since is None else max(now - self.since, 0.0))

    def may_raise_to(self, heat: Heat) -> bool:
        """Whether this heat needs no further yes.

        At *assist* every raise does, at *autopilot* none within the allowance.
        """
        if self.agreed or self.effective_level is not HelpLevel.ASSIST:
            return True
        return not level_raises(heat_level(self.heat), heat_level(heat))

    @property
    def at_gate(self) -> bool:
        """Whether the present step is a human gate."""
        step = self.current
        return step is not None and isinstance(step.goal, HumanGate)


def heat_level(heat: Heat | None) -> HeatLevel | None:
    """The heat of a step as a level of the heat gate."""
    return None if heat is None else HeatLevel(power=heat.power, temperature_c=heat.temperature_c)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """State of one session at one moment."""

    id: str
    name: str = ""
    phase: Phase = Phase.PLANNED
    dishes: tuple[DishState, ...] = ()
    together: bool = True
    """Whether the dishes should be ready at the same time."""
    ready_at: float | None = None
    """Time at which all dishes should be ready."""
    opened_at: str = ""
    """Wall time, ISO 8601, for display."""
    at: float = 0.0
    """Time of the newest event."""
    events: int = 0
    """Number of events so far."""
    remarks: tuple[Remark, ...] = ()
    restarts: int = 0

    def dish(self, dish_id: str) -> DishState | None:
        """The dish with this id."""
        return next((dish for dish in self.dishes if dish.id == dish_id), None)
