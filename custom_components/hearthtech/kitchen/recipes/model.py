"""A recipe that keeps its story: the original words, and the working recipe beside them.

Names follow schema.org `Recipe`. Everything is frozen: a change makes a new version. Units: s, °C, power as a
fraction 0–1; amounts stay in the words of the recipe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HelpLevel(StrEnum):
    """How much the kitchen does in a session or a step."""

    OBSERVE = "observe"
    GUIDE = "guide"
    ASSIST = "assist"
    AUTOPILOT = "autopilot"


class Phenomenon(StrEnum):
    """What cooks watch for."""

    SIMMERS = "simmers"
    BOILS = "boils"
    BROWNS = "browns"
    THICKENS = "thickens"
    MELTS = "melts"
    SOFTENS = "softens"
    REDUCES = "reduces"
    SETS = "sets"


class Sensor(StrEnum):
    """Where a temperature goal is measured."""

    FOOD = "food"
    """A probe when there is one, else the pan."""
    PAN = "pan"
    PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemperatureGoal:
    """Reached when the temperature is at least `celsius` (at most, when `falling`)."""

    celsius: float
    tolerance_c: float = 2.0
    falling: bool = False
    sensor: Sensor = Sensor.FOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationGoal:
    """Reached after `seconds` (at most `maximum_s`, when the recipe gives a range)."""

    seconds: float
    maximum_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhenomenonGoal:
    """Reached when this is seen; the cook may always say so."""

    phenomenon: Phenomenon


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanGate:
    """Only the cook can tell ("until it smells like Sunday"). Never passed by a machine."""

    words: str


type Goal = TemperatureGoal | DurationGoal | PhenomenonGoal | HumanGate


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """What a step asks of its burner: exactly one of power (0–1; 0 is off) and temperature to hold (°C)."""

    power: float | None = None
    temperature_c: float | None = None

    def __post_init__(self) -> None:
        """Refuse what is neither or both."""
        if (self.power is None) == (self.temperature_c is None):
            raise ValueError("heat is either a power or a temperature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A fact read out of prose: which field of the step, how sure (0–1), and where its words stand in the text."""

    field: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `ingredients` are indices into the recipe's ingredient list."""

    text: str
    name: str = ""
    """Its headline, where the source gives one that says more than the first words of the text."""
    section: str | None = None
    goal: Goal | None = None
    heat: Heat | None = None
    oven_c: float | None = None
    """The oven it speaks of, °C of an oven without fan. Nobody sets ovens; it is told to the cook."""
    help: HelpLevel | None = None
    needs_hands: bool = True
    """Whether the cook has to do something. A step with a `HumanGate` always waits for the cook."""
    timer_s: float | None = None
    ingredients: tuple[int, ...] = ()
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One line, in the words of the recipe."""

    text: str
    section: str | None = None
    fixed: bool = False
    """Never scaled (Cooklang's `=`): one bay leaf, however many eat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """How much a recipe makes: `Yield(amount=4, unit="servings")`, `Yield(amount=1, unit="loaf", servings=12)`."""

    amount: float
    unit: str = "servings"
    maximum: float | None = None
    """The other end of a range ("serves 4–6")."""
    servings: float | None = None
    """How many people's portions that is, when `unit` does not say so itself. `None`: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The working recipe: one version of it.

    `id` stays with a recipe through its versions; `version` counts from 1. `original_id` points at the layer
    that is never edited.
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
    """As declared by the source (schema.org `NutritionInformation`), never our own figures."""
    notes: tuple[str, ...] = ()
    unparsed: tuple[str, ...] = ()
    """What could not be understood, kept as text and said so."""
    original_id: str | None = None
    created_at: datetime | None = None

    @property
    def servings(self) -> float | None:
        """For how many people, when that is known."""
        if self.yields is None:
            return None
        return self.yields.amount if self.yields.unit == "servings" else self.yields.servings
