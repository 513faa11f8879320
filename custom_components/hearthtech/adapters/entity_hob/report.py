"""Diagnostics of a hob: its entities, their states, the detected scale, and the latest events.

Part of the diagnostics of a hob's entry. An entity is described by its role, its integration, its domain and its
present state: no unique ids, which often are addresses or serial numbers, no keys, and no names given by users.
"""

from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.loader import IntegrationNotLoaded, async_get_loaded_integration

from .burner import EntityBurner
from .mapping import EntityRole

ATTRIBUTES: Final = (
    "min",
    "max",
    "step",
    "options",
    "unit_of_measurement",
    "device_class",
    "state_class",
    "mode",
)


def report_of(hass: HomeAssistant, burner: EntityBurner) -> dict[str, Any]:
    """Return the entities of a burner for diagnostics, by role."""
    return {role.value: _entity(hass, burner, role) for role in burner.mapping.entities}


def conclusions_of(burner: EntityBurner) -> dict[str, Any]:
    """Return what has been concluded of a burner, and its latest events, for diagnostics."""
    parts = burner.parts
    scale, tracker = parts.reader.used_scale, parts.tracker
    return {
        "contradiction": burner.contradiction,
        "off_wanted": tracker.off_wanted,
        "touched": tracker.touched,
        "scale": None
        if scale is None
        else {
            "step": scale.step,
            "lowest": scale.lowest,
            "levels": {level.value: round(level.power, 3) for level in scale.levels},
        },
        "target_step_k": parts.reader.target_step_k,
        "rejected_readings": {
            role.value: thermometer.check.rejected_total
            for role, thermometer in parts.reader.thermometers.items()
        },
        "happenings": parts.log.as_data(parts.clock.time()),
    }


def integrations_of(hass: HomeAssistant, burners: list[EntityBurner]) -> dict[str, dict[str, Any]]:
    """Return the integrations of the entities, with versions, makers and models."""
    registry, devices = er.async_get(hass), dr.async_get(hass)
    found: dict[str, dict[str, Any]] = {}
    for burner in burners:
        for entity_id in burner.reader.watch.entity_ids:
            if (entry := registry.async_get(entity_id)) is None:
                continue
            one = found.setdefault(entry.platform, {"version": _version(hass, entry.platform), "devices": []})
            device = devices.async_get(entry.device_id) if entry.device_id else None
            if isinstance(device, dr.DeviceEntry):
                described = {
                    "manufacturer": device.manufacturer,
                    "model": device.model,
                    "model_id": device.model_id,
                    "sw_version": device.sw_version,
                    "hw_version": device.hw_version,
                }
                if described not in one["devices"]:
                    one["devices"].append(described)
    return found


def _entity(hass: HomeAssistant, burner: EntityBurner, role: EntityRole) -> dict[str, Any]:
    watch = burner.reader.watch
    entity_id, state = watch.entity_id(role), watch.state(role)
    entry = None if entity_id is None else er.async_get(hass).async_get(entity_id)
    attributes = watch.attributes(role)
    return {
        "domain": watch.domain(role),
        "integration": None if entry is None else entry.platform,
        "translation_key": None if entry is None else entry.translation_key,
        "category": None if entry is None else entry.entity_category,
        "state": None if state is None else state.state,
        "reported_at_s": watch.reported_at(role),
        **{name: attributes[name] for name in ATTRIBUTES if name in attributes},
    }


def _version(hass: HomeAssistant, domain: str) -> str | None:
    try:
        version = async_get_loaded_integration(hass, domain).version
    except IntegrationNotLoaded:
        return None
    return None if version is None else str(version)
