"""How the entities of a burner are found again after they were removed and added again, renamed or moved.

An entry names an entity by its registry id. Home Assistant gives the same id to an entity that comes back within 30
days; later, or under another unique id, it has another one. So the burner also remembers the integration and unique id,
and the entity id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .mapping import EntityRole


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityIdentity:
    """The identity of an entity beside its registry id."""

    entity_id: str
    platform: str
    unique_id: str

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self | None:
        """Create an identity from stored data; `None` if the data is invalid."""
        try:
            return cls(
                entity_id=str(data["entity_id"]),
                platform=str(data["platform"]),
                unique_id=str(data["unique_id"]),
            )
        except KeyError, TypeError:
            return None

    def as_data(self) -> dict[str, str]:
        """Return the identity as JSON data for storage."""
        return {"entity_id": self.entity_id, "platform": self.platform, "unique_id": self.unique_id}


def identities_of(
    hass: HomeAssistant, entities: Mapping[EntityRole, str]
) -> dict[EntityRole, EntityIdentity]:
    """Return the identities of the entities that are registered now."""
    registry = er.async_get(hass)
    found = {}
    for role, name in entities.items():
        entity_id = er.async_resolve_entity_id(registry, name)
        entry = None if entity_id is None else registry.async_get(entity_id)
        if entry is not None:
            found[role] = EntityIdentity(
                entity_id=entry.entity_id, platform=entry.platform, unique_id=entry.unique_id
            )
    return found


def resolve(hass: HomeAssistant, name: str, identity: EntityIdentity | None) -> str | None:
    """Return the present entity id of `name` (a registry id or an entity id); `None` if the entity is missing.

    Searched in this order: the registry id, the integration and unique id, the entity id.
    """
    registry = er.async_get(hass)
    entity_id = er.async_resolve_entity_id(registry, name)
    if entity_id is not None and (registry.async_get(entity_id) or hass.states.get(entity_id)):
        return entity_id
    if identity is not None:
        domain = identity.entity_id.partition(".")[0]
        by_unique_id = registry.async_get_entity_id(domain, identity.platform, identity.unique_id)
        if by_unique_id is not None:
            return by_unique_id
        if registry.async_get(identity.entity_id) or hass.states.get(identity.entity_id):
            return identity.entity_id
    return entity_id
