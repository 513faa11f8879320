"""The kinds of config entries."""

from collections.abc import Mapping
from typing import Any, Final

from ..const import CONF_KIND, EntryKind
from ..models import HearthTechConfigEntry
from .entity_hob import ENTITY_HOB
from .entry_type import EntryType
from .kitchen import KITCHEN
from .stove import STOVE

ENTRY_TYPES: Final[Mapping[EntryKind, EntryType[Any]]] = {
    EntryKind.KITCHEN: KITCHEN,
    EntryKind.LINK_STOVE: STOVE,
    EntryKind.VIRTUAL_STOVE: STOVE,
    EntryKind.EXISTING_HOB: ENTITY_HOB,
}
"""By kind. `Any`, because the runtime data of each kind are of another class."""


def entry_type(entry: HearthTechConfigEntry) -> EntryType[Any]:
    """Return the type of a config entry, by the kind that it stores."""
    return ENTRY_TYPES[EntryKind(entry.data[CONF_KIND])]
