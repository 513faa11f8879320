"""Entity mapping of a burner, as stored in the config entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

ANSWERS_WITHIN_S: Final = 10.0
"""Response time limit of a hob (s). Local hobs respond within one or two seconds."""
CLOUD_ANSWERS_WITHIN_S: Final = 30.0
"""Response time limit of a hob that is connected through the maker's cloud (s)."""
STALE_AFTER_S: Final = 300.0
"""A thermometer without a report for this long is unknown (s). Bluetooth probes report far more often."""


class EntityRole(StrEnum):
    """The role of an entity for its burner."""

    LEVEL = "level"
    SWITCH = "switch"
    TARGET = "target"
    """A temperature that the burner itself controls."""
    STOP = "stop"
    STATE = "state"
    """States whether the burner is on, if there is no level."""
    APPLIANCE = "appliance"
    """States whether the whole hob is on; shared by all of its burners."""
    PROBE = "probe"
    PAN_TEMPERATURE = "pan_temperature"
    POWER = "power"
    PAN = "pan"
    RESIDUAL_HEAT = "residual_heat"


WRITABLE: Final[Mapping[EntityRole, frozenset[str]]] = {
    EntityRole.LEVEL: frozenset({"number", "input_number", "select", "input_select"}),
    EntityRole.SWITCH: frozenset({"switch", "input_boolean"}),
    EntityRole.TARGET: frozenset({"number", "input_number"}),
    EntityRole.STOP: frozenset({"button", "input_button", "script"}),
}
"""The domains whose entities can be set, by role. Entities of any other domain are only read."""

SHARED: Final = frozenset({EntityRole.APPLIANCE})
"""Roles whose entity several burners may share. Any other entity belongs to one burner."""
HEATS: Final = frozenset(
    {EntityRole.LEVEL, EntityRole.SWITCH, EntityRole.TARGET, EntityRole.STATE, EntityRole.POWER}
)
"""Roles of heat. A burner without any of them is an open pot: a thermometer only."""


class Control(StrEnum):
    """How Home Assistant may control a burner. Off is always allowed."""

    GUIDE = "guide"
    """Read, and turn off. Sessions only display instructions."""
    ADJUST = "adjust"
    """Also adjust heat that was turned on by hand, until the next manual change."""
    START = "start"
    """Also start from cold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerMapping:
    """Mapping of one burner of a hob. Entities are stored by registry id if they have one, so that they may be renamed."""

    n: int
    name: str
    entities: Mapping[EntityRole, str]
    control: Control = Control.GUIDE
    levels: tuple[str, ...] = ()
    """The names of the levels from off to the strongest, if their names do not state the order."""
    level_max: float | None = None
    """The strongest level, if its entity does not state it."""
    answers_within_s: float = ANSWERS_WITHIN_S
    stale_after_s: float = STALE_AFTER_S
    confirms: bool = False
    """Whether the hob requires a press on itself before it applies a command."""

    @property
    def open_pot(self) -> bool:
        """Whether no entity has a role of heat."""
        return not HEATS & self.entities.keys()

    def as_data(self) -> dict[str, Any]:
        """Return the mapping as JSON data for a config entry."""
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
        """Create a mapping from the data of a config entry."""
        return cls(
            n=data["n"],
            name=data["name"],
            entities={EntityRole(role): name for role, name in data["entities"].items()},
            control=Control(data.get("control", Control.GUIDE)),
            levels=tuple(data.get("levels", ())),
            level_max=data.get("level_max"),
            answers_within_s=data.get("answers_within_s", ANSWERS_WITHIN_S),
            stale_after_s=data.get("stale_after_s", STALE_AFTER_S),
            confirms=data.get("confirms", False),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HobProposal:
    """The burners found on a device, and the integration of their entities."""

    preset: str
    burners: tuple[BurnerMapping, ...] = field(default=())
