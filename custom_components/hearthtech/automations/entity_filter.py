"""Selects the entities of a target that belong to this integration and to which a trigger or condition applies."""

from collections.abc import Collection

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN


@callback
def own_entities(hass: HomeAssistant, entities: Collection[str], keys: Collection[str]) -> set[str]:
    """Return the entities of this integration with one of `keys`; a target may name a whole burner or stove."""
    registry = er.async_get(hass)
    return {
        entity_id
        for entity_id in entities
        if (entry := registry.async_get(entity_id)) is not None
        and entry.platform == DOMAIN
        and _key(hass, entry) in keys
    }


@callback
def _key(hass: HomeAssistant, entry: er.RegistryEntry) -> str | None:
    """Return the key of an entity of a stove or burner: its unique id without the id of its device.

    The end of the unique id is not enough: `pan_state` ends like `state`.
    """
    device = None if entry.device_id is None else dr.async_get(hass).async_get(entry.device_id)
    if device is None:
        return None
    for domain, identifier in device.identifiers:
        # A burner is `<stove id>/<n>`; the unique ids of its entities begin with `<stove id>_<n>_`.
        start = "_".join(identifier.rsplit("/", 1)) + "_"
        if domain == DOMAIN and entry.unique_id.startswith(start):
            return entry.unique_id.removeprefix(start)
    return None
