"""Checks which burner an entity belongs to: at most one, and never an entity of this integration."""

from collections.abc import Iterable
from dataclasses import replace

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...const import CONF_BURNERS, DOMAIN
from .mapping import SHARED, BurnerMapping


def mappings_of_others(hass: HomeAssistant, entry_id: str | None) -> list[BurnerMapping]:
    """Return the burners of all entity hobs except those of the entry `entry_id`."""
    return [
        BurnerMapping.from_data(data)
        for entry in hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
        if entry.entry_id != entry_id
        for data in entry.data.get(CONF_BURNERS, ())
    ]


def shared_entities(
    hass: HomeAssistant, burner: BurnerMapping, others: Iterable[BurnerMapping]
) -> dict[str, str]:
    """Return the roles whose entities a burner may not use, with the error: `own_entity` or `entity_in_use`."""
    used = {
        _entity_id(hass, name)
        for other in others
        for role, name in other.entities.items()
        if role not in SHARED
    }
    registry = er.async_get(hass)
    errors = {}
    for role, name in burner.entities.items():
        entity_id = _entity_id(hass, name)
        entry = registry.async_get(entity_id)
        if entry is not None and entry.platform == DOMAIN:
            errors[role.value] = "own_entity"
        elif role not in SHARED and entity_id in used:
            errors[role.value] = "entity_in_use"
    return errors


def without_shared(
    hass: HomeAssistant, mappings: Iterable[BurnerMapping], others: Iterable[BurnerMapping]
) -> list[tuple[BurnerMapping, list[str]]]:
    """Return the burners of a hob without the entities that they may not use, each with the roles that were left out."""
    found: list[tuple[BurnerMapping, list[str]]] = []
    before = list(others)
    for mapping in mappings:
        left_out = list(shared_entities(hass, mapping, before))
        entities = {role: name for role, name in mapping.entities.items() if role.value not in left_out}
        kept = replace(mapping, entities=entities)
        before.append(kept)
        found.append((kept, left_out))
    return found


def _entity_id(hass: HomeAssistant, name: str) -> str:
    return er.async_resolve_entity_id(er.async_get(hass), name) or name
