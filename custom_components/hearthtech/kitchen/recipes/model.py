"""The data model of recipes: the working recipe, separate from its source document.

Names follow schema.org `Recipe`. Everything is frozen: a change makes a new version. Units: s, °C, power as a
fraction 0–1; amounts are kept as text of the recipe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HelpLevel(StrEnum):
    """How much the kitchen helps in a session or a step."""

    OBSERVE = "observe"
    GUIDE = "guide"
    ASSIST = "assist"
    AUTOPILOT = "autopilot"


class Phenomenon(StrEnum):
    """What a cook watches for."""

    SIMMERS = "simmers"
    BOILS = "boils"
    BROWNS = "browns"
    THICKENS = "thickens"
    MELTS = "melts"
    SOFTENS = "softens"
    REDUCES = "reduces"
    SETS = "sets"


class GoalSensor(StrEnum):
    """Where a temperature goal is measured."""

    FOOD = "food"
    """A probe when there is one, else the pan."""
    PAN = "pan"
    PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemperatureGoal:
    """Reached when the temperature is at least `celsius` (at most, if `falling`)."""

    celsius: float
    tolerance_c: float = 2.0
    falling: bool = False
    sensor: GoalSensor = GoalSensor.FOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationGoal:
    """Reached after `seconds` (at most `maximum_s`, if the recipe gives a range)."""

    seconds: float
    maximum_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhenomenonGoal:
    """Reached when this is detected; the cook may confirm it at any time."""

    phenomenon: Phenomenon


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanGate:
    """A condition that only the cook can confirm ("until it smells like Sunday").

    Never confirmed by a machine.
    """

    words: str


type Goal = TemperatureGoal | DurationGoal | PhenomenonGoal | HumanGate


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """The heat that a step needs: exactly one of power (0–1; 0 is off) and temperature to hold (°C)."""

    power: float | None = None
    temperature_c: float | None = None

    def __post_init__(self) -> None:
        """Check that exactly one is set."""
        if (self.power is None) == (self.temperature_c is None):
            raise ValueError("heat is either a power or a temperature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A fact extracted from text.

    The field of the step, its confidence (0–1), and the position of its words.
    """

    field: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `ingredients` are indices into the recipe's ingredient list."""

    text: str
    name: str = ""
    """Its headline, if the source gives one that differs from the first words of the text."""
    section: str | None = None
    goal: Goal | None = None
    heat: Heat | None = None
    oven_c: float | None = None
    """The oven temperature of the step, °C of an oven without fan.

    Ovens are not controlled; the cook is informed.
    """
    help: HelpLevel | None = None
    needs_hands: bool = True
    """Whether the cook has to act. A step with a `HumanGate` always waits for the cook."""
    timer_s: float | None = None
    timer_names: tuple[str, ...] = ()
    """Names of the durations in its text in order (Cooklang's `~eggs{3%minutes}`); empty when none has a name."""
    ingredients: tuple[int, ...] = ()
    guesses: tuple[Guess, ...] = ()
    picture: str = ""
    """The hash of a picture of the recipe that shows this step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One ingredient line, as text of the recipe."""

    text: str
    section: str | None = None
    fixed: bool = False
    """Never scaled (Cooklang's `=`): one bay leaf for any number of people."""
    reference: str = ""
    """The path of the recipe that makes it (Cooklang's `@./sauces/Hollandaise`), if it is a recipe of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """How much a recipe makes: `Yield(amount=4, unit="servings")`, `Yield(amount=1, unit="loaf", servings=12)`."""

    amount: float
    unit: str = "servings"
    maximum: float | None = None
    """The other end of a range ("serves 4–6")."""
    servings: float | None = None
    """Number of portions, when `unit` does not state it. `None`: unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The working recipe: one version of it.

    `id` stays with a recipe through its versions; `version` counts from 1. `original_id` refers to the source
    document, which is never edited.
    """

    id: str
    version: int = 1
    name: str
    description: str = ""
    story: str = ""
    author: str = ""
    language: str = "en"
    yields: Yield | None = None
    ingredients: tuple[Ingredient, ...] = ()
    steps: tuple[Step, ...] = ()
    prep_time_s: float | None = None
    cook_time_s: float | None = None
    total_time_s: float | None = None
    equipment: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    cuisines: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    source_url: str | None = None
    nutrition: Mapping[str, str] = field(default_factory=dict)
    """As declared by the source (schema.org `NutritionInformation`), never computed."""
    notes: tuple[str, ...] = ()
    unparsed: tuple[str, ...] = ()
    """Text that could not be parsed, kept and reported."""
    original_id: str | None = None
    created_at: datetime | None = None

    @property
    def servings(self) -> float | None:
        """The number of people, if known."""
        if self.yields is None:
            return None
        return self.yields.amount if self.yields.unit == "servings" else self.yields.servings
