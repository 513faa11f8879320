"""Which entities a burner of a Hearth Link stove has, by the keys of their descriptions in the platform files."""

from collections.abc import Callable, Mapping
from typing import Final

from ...burners.model import Access
from ...hearth_link.messages import BurnerInfo, EventKind

SENSED_IN: Final = ("pan_temperature", "probe_temperature")
"""Temperatures in which boiling and added food are detected."""


def _readable(*names: str) -> Callable[[BurnerInfo], bool]:
    return lambda info: any(info.capability(name).access.readable for name in names)


def _writable(*names: str) -> Callable[[BurnerInfo], bool]:
    return lambda info: all(info.capability(name).access.writable for name in names)


def _always(info: BurnerInfo) -> bool:
    return True


_HAS: Final[Mapping[str, Callable[[BurnerInfo], bool]]] = {
    "pan_temperature": _readable("pan_temperature"),
    "probe_temperature": _readable("probe_temperature"),
    "glass_temperature": _readable("glass_temperature"),
    "power": _readable("power_w"),
    "energy": _readable("energy"),
    "pan_state": _readable("pan"),
    "state": _always,
    "timer_end": _readable("timer"),
    "residual_heat": _readable("residual_heat"),
    "heating": _always,
    "power_level": _writable("power"),
    "target_temperature": _writable("temperature"),
    "hold_mode": _writable("power", "temperature"),
    "stop": _always,
    "acknowledge": _writable("power"),
    "event": _always,
}
_REPORTS: Final[Mapping[EventKind, Callable[[BurnerInfo], bool]]] = {
    EventKind.PAN_PLACED: _readable("pan"),
    EventKind.PAN_REMOVED: _readable("pan"),
    EventKind.PAN_TIMEOUT: _readable("pan"),
    EventKind.TAKEN_OVER: _writable("power"),
}
"""Events that only some burners report."""


def entity_keys(info: BurnerInfo, power_cap: Access) -> frozenset[str]:
    """Return the keys of a burner's entities. `power_cap`: access to the limit of the stove's total power."""
    keys = frozenset(key for key, has in _HAS.items() if has(info))
    return keys | {"limited"} if power_cap.readable else keys


def event_kinds(info: BurnerInfo) -> frozenset[str]:
    """Return the kinds of events that a burner may report."""
    return frozenset(kind.value for kind in EventKind if _REPORTS.get(kind, _always)(info))


senses: Final = _readable(*SENSED_IN)
"""Whether boiling and added food can be detected on a burner."""
