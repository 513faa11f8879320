"""Which of a target's entities are ours, and which of them a trigger or condition is about."""

from collections.abc import Collection

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN


@callback
def own_entities(hass: HomeAssistant, entities: Collection[str], keys: Collection[str]) -> set[str]:
    """The entities of this integration that show one of `keys`; a target may name a whole burner or stove."""
    registry = er.async_get(hass)
    endings = tuple(f"_{key}" for key in keys)
    return {
        entity_id
        for entity_id in entities
        if (entry := registry.async_get(entity_id)) is not None
        and entry.platform == DOMAIN
        and entry.unique_id.endswith(endings)
    }
