"""Which entities make up a burner, as an entry keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

ANSWERS_WITHIN_S: Final = 10.0
"""How long a hob may take to show what it was asked for. Local hobs answer within one or two seconds."""
CLOUD_ANSWERS_WITHIN_S: Final = 30.0
"""The same by way of a maker's cloud."""
STALE_AFTER_S: Final = 300.0
"""A thermometer that has said nothing for this long is unknown. Bluetooth probes repeat themselves far sooner."""


class Role(StrEnum):
    """What an entity is to its burner."""

    LEVEL = "level"
    SWITCH = "switch"
    TARGET = "target"
    """A temperature that the burner holds by itself."""
    STOP = "stop"
    STATE = "state"
    """Tells whether the burner is on, where no level does."""
    PROBE = "probe"
    PAN_TEMPERATURE = "pan_temperature"
    POWER = "power"
    PAN = "pan"
    RESIDUAL_HEAT = "residual_heat"


WRITABLE: Final[Mapping[Role, frozenset[str]]] = {
    Role.LEVEL: frozenset({"number", "input_number", "select", "input_select"}),
    Role.SWITCH: frozenset({"switch", "input_boolean"}),
    Role.TARGET: frozenset({"number", "input_number"}),
    Role.STOP: frozenset({"button", "input_button", "script"}),
}
"""The domains through which a role can be asked for something. Any other domain is only read."""

HEATS: Final = frozenset({Role.LEVEL, Role.SWITCH, Role.TARGET, Role.STATE, Role.POWER})
"""Roles that tell of heat. A burner without any of them is an open pot: a thermometer, and nothing that heats."""


class Control(StrEnum):
    """What the household lets Home Assistant do with a burner. Off is always allowed."""

    GUIDE = "guide"
    """Read, and turn off. Sessions say what to do."""
    ADJUST = "adjust"
    """Also turn up and down what a hand has turned on, until a hand touches it again."""
    START = "start"
    """Also start from cold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerMapping:
    """One burner of a hob. Entities are named by their registry id where they have one, so that they may be renamed."""

    n: int
    name: str
    entities: Mapping[Role, str]
    control: Control = Control.GUIDE
    levels: tuple[str, ...] = ()
    """The names of the levels from off to the strongest, where their names do not tell."""
    level_max: float | None = None
    """The strongest level, where its entity does not tell."""
    answers_within_s: float = ANSWERS_WITHIN_S
    stale_after_s: float = STALE_AFTER_S
    confirms: bool = False
    """Whether the hob asks for a press on itself before it takes what it was asked for."""

    @property
    def open_pot(self) -> bool:
        """Whether nothing here tells of heat."""
        return not HEATS & self.entities.keys()

    def as_data(self) -> dict[str, Any]:
        """As plain values, for an entry."""
        return {
            "n": self.n,
            "name": self.name,
            "entities": {role.value: name for role, name in self.entities.items()},
            "control": self.control.value,
            "levels": list(self.levels),
            "level_max": self.level_max,
            "answers_within_s": self.answers_within_s,
            "stale_after_s": self.stale_after_s,
            "confirms": self.confirms,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From the plain values of an entry."""
        return cls(
            n=data["n"],
            name=data["name"],
            entities={Role(role): name for role, name in data["entities"].items()},
            control=Control(data.get("control", Control.GUIDE)),
            levels=tuple(data.get("levels", ())),
            level_max=data.get("level_max"),
            answers_within_s=data.get("answers_within_s", ANSWERS_WITHIN_S),
            stale_after_s=data.get("stale_after_s", STALE_AFTER_S),
            confirms=data.get("confirms", False),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The burners found on a device, and whose entities they are."""

    preset: str
    burners: tuple[BurnerMapping, ...] = field(default=())
