"""Requests to raise heat: the acting user, the change of a burner, and the reasons for a refusal.

Units: power as a fraction 0-1 (above 1 is boost), temperatures in °C, times in s.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .model import BurnerState

TOLERANCE: Final = 1e-6
"""Levels that differ by no more than this are equal (power 0-1, or K)."""


class Origin(StrEnum):
    """The kind of a request for heat."""

    USER = "user"
    """A tap or an action of a user of Home Assistant."""
    VOICE = "voice"
    """Words that a person said or typed, through any interface. They can only ask."""
    AUTOMATION = "automation"
    """An automation or a script: an action without a user."""
    SESSION = "session"
    """A cooking session within its allowance. Only permits have this origin, requests never do."""
    HINT = "hint"
    """A hint, intent or event without words, or a tool of a language model. It can ask and never answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The acting user and the place of the request.

    Created for every request, so that a withdrawn right takes effect at once.
    """

    origin: Origin
    user_id: str = ""
    """Id of the user of Home Assistant; empty for a satellite without a user and for automations."""
    name: str = ""
    """Name of the user, for journals."""
    site: str = ""
    """The satellite, device or screen where it was said; empty for taps and automations."""
    conversation: str = ""
    """The conversation at this site."""
    stoves: frozenset[str] | None = frozenset()
    """Ids of the stoves whose heat this actor may raise; `None`: all stoves."""

    @property
    def person(self) -> bool:
        """Whether the actor is a person, who may confirm a human gate."""
        return self.origin in {Origin.USER, Origin.VOICE}

    @property
    def place(self) -> tuple[str, str, str]:
        """User, site and conversation: an answer counts only from where the question was asked."""
        return (self.user_id, self.site, self.conversation)

    def may_heat(self, burner_id: str) -> bool:
        """Whether the household allows this actor to raise heat of this burner."""
        return self.stoves is None or burner_id.rpartition("/")[0] in self.stoves


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatLevel:
    """A power or a temperature to hold; exactly one of them is set."""

    power: float | None = None
    temperature_c: float | None = None

    @property
    def off(self) -> bool:
        """Whether this level means no heat."""
        return self.power is not None and 0.0 <= self.power <= TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatChange:
    """One change of one burner, before it is sent."""

    burner_id: str
    power: float | None = None
    temperature_c: float | None = None
    start: bool = False
    """Whether a burner that is off is started."""
    timer_s: float | None = None
    """The cut-off after the change; `None` leaves a cut-off as it is."""
    drops_timer: bool = False
    """Whether the change removes a cut-off."""

    @property
    def level(self) -> HeatLevel:
        """The requested level."""
        return HeatLevel(power=self.power, temperature_c=self.temperature_c)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerFacts:
    """The present state of a burner, as far as the gate uses it."""

    state: BurnerState
    armed: bool | None = None
    """Whether the stove is armed by hand; `None` when that is unknown (the stove itself decides)."""
    armable: bool = True
    """Whether its stove can be armed. A hob made of entities can't, unless it asks for a press itself."""


class HeatRefusal(StrEnum):
    """Why a raise was refused. Each has a sentence in all languages: `words_key`."""

    NOT_ALLOWED = "not_allowed"
    """The household does not allow this user to raise heat."""
    NOT_ALLOWED_AUTOMATION = "not_allowed_automation"
    NOT_ALLOWED_SATELLITE = "not_allowed_satellite"
    """A satellite without a user, which has no right of its own."""
    NO_WORDS = "no_words"
    """A hint, intent, event or tool tried to answer a question about heat."""
    NOT_EXACT = "not_exact"
    """The yes was not recognized by the grammar from the words themselves.

    The question stays open until it expires.
    """
    TOO_LATE = "too_late"
    NO_QUESTION = "no_question"
    NOT_ARMED = "not_armed"
    """A start from cold needs a press at the stove."""
    NOT_ARMABLE = "not_armable"
    """This hob can't be armed, so only a tap may start it from cold."""
    BY_HAND = "by_hand"
    LATCHED = "latched"
    UNAVAILABLE = "unavailable"
    CHANGED = "changed"
    """The state of the burner has changed since the question was asked."""
    NO_ALLOWANCE = "no_allowance"
    """The session has no permission to heat, or only to a lower level."""

    @property
    def words_key(self) -> str:
        """The key of its sentence among the replies and the translated errors: `heat_refused_<code>`."""
        return f"heat_refused_{self.value}"


class HeatRequestRefused(Exception):
    """A raise was refused. `code` is the reason, `burner_id` the burner concerned."""

    def __init__(self, code: HeatRefusal, burner_id: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.burner_id = burner_id
