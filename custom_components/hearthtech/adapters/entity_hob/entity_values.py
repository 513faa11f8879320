"""Which entities of this integration a hob's burner has, and the values that they show.

The entities that the burner is built from show its other values already.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ...burners.model import HeatSource
from .burner import EntityBurner
from .mapping import HEATS, EntityRole
from .state_reader import THERMOMETERS

SHOWS_SETTING: Final = frozenset({EntityRole.LEVEL, EntityRole.SWITCH, EntityRole.TARGET, EntityRole.STATE})
"""Roles in which a manual change of the heat can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityBurnerValues:
    """The values that entities of this integration show of a hob's burner; `None` is unknown."""

    source: HeatSource | None
    timer_left_s: float | None
    answers_after_s: float | None
    """How long the hob takes to show a command (s)."""
    forgotten: bool | None
    """Whether it has been on without a manual change for longer than hobs allow."""


def values_of(burner: EntityBurner) -> EntityBurnerValues:
    """Return the present values of a burner."""
    state, known = burner.state, burner.known
    return EntityBurnerValues(
        source=state.source if known else None,
        timer_left_s=state.timer_left_s,
        answers_after_s=burner.answers_after_s,
        forgotten=burner.forgotten if known else None,
    )


def _has_role(roles: frozenset[EntityRole]) -> Callable[[EntityBurner], bool]:
    return lambda burner: bool(roles & burner.mapping.entities.keys())


def _may_drive(burner: EntityBurner) -> bool:
    return burner.may_drive


senses: Final = _has_role(frozenset(THERMOMETERS))
"""Whether boiling and added food can be detected on a burner."""
_shows_setting = _has_role(SHOWS_SETTING)
_shows_pan = _has_role(frozenset({EntityRole.PAN}))
_shows_heat = _has_role(HEATS - {EntityRole.POWER})

_HAS: Final[Mapping[str, Callable[[EntityBurner], bool]]] = {
    "state": _shows_heat,
    "timer_end": _may_drive,
    "answers_after": _may_drive,
    "dish": lambda _: True,
    "forgotten": _shows_heat,
    "stop": lambda burner: burner.may_stop,
    "acknowledge": _may_drive,
    "event": lambda burner: senses(burner) or bool(event_kinds(burner)),
}
_REPORTS: Final[Mapping[str, Callable[[EntityBurner], bool]]] = {
    "knob_turned": _shows_setting,
    "turned_off": _shows_setting,
    "pan_placed": _shows_pan,
    "pan_removed": _shows_pan,
    "taken_over": _may_drive,
    "timer_done": _may_drive,
    "time_limit": _may_drive,
    "out_of_sight": _may_drive,
}
"""The kinds of events, and whether a burner reports them."""


def entity_keys(burner: EntityBurner) -> frozenset[str]:
    """Return the keys of a burner's entities, as in the descriptions of the platform files."""
    return frozenset(key for key, has in _HAS.items() if has(burner))


def event_kinds(burner: EntityBurner) -> frozenset[str]:
    """Return the kinds of events that a burner may report."""
    return frozenset(kind for kind, reports in _REPORTS.items() if reports(burner))
