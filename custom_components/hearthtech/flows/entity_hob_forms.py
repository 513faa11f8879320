"""Forms of the flow steps of an entity hob: schemas, and conversion between form data and burners."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import CONF_DEVICE, CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.selector import (
    BooleanSelector,
    DeviceSelector,
    DeviceSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..adapters.entity_hob import state_parsing
from ..adapters.entity_hob.mapping import ANSWERS_WITHIN_S, STALE_AFTER_S, BurnerMapping, Control, EntityRole
from ..adapters.entity_hob.state_reader import scale_of
from ..const import DOMAIN
from .selectors import FiniteNumberSelector, PlainTextSelector

CONF_ANSWERS_WITHIN: Final = "answers_within"
CONF_BURNER: Final = "burner"
CONF_CONFIRMS: Final = "confirms"
CONF_CONTROL: Final = "control"
CONF_LEVEL_MAX: Final = "level_max"
CONF_LEVELS: Final = "levels"
CONF_MORE: Final = "more"
CONF_REMOVE: Final = "remove"
CONF_STALE_AFTER: Final = "stale_after"
CONF_UNDERSTOOD: Final = "understood"

TEMPERATURE: Final = EntityWithDeviceFilterSelectorConfig(
    domain="sensor", device_class=SensorDeviceClass.TEMPERATURE
)
PICKED: Final[Mapping[EntityRole, list[EntityWithDeviceFilterSelectorConfig]]] = {
    EntityRole.LEVEL: [
        EntityWithDeviceFilterSelectorConfig(
            domain=["number", "input_number", "select", "input_select", "sensor"]
        )
    ],
    EntityRole.SWITCH: [
        EntityWithDeviceFilterSelectorConfig(domain=["switch", "input_boolean", "binary_sensor"])
    ],
    EntityRole.TARGET: [EntityWithDeviceFilterSelectorConfig(domain=["number", "input_number", "sensor"])],
    EntityRole.STOP: [EntityWithDeviceFilterSelectorConfig(domain=["button", "input_button", "script"])],
    EntityRole.STATE: [EntityWithDeviceFilterSelectorConfig(domain=["sensor", "binary_sensor"])],
    EntityRole.APPLIANCE: [
        EntityWithDeviceFilterSelectorConfig(domain=["sensor", "binary_sensor", "switch", "input_boolean"])
    ],
    EntityRole.PROBE: [TEMPERATURE],
    EntityRole.PAN_TEMPERATURE: [TEMPERATURE],
    EntityRole.POWER: [
        EntityWithDeviceFilterSelectorConfig(domain="sensor", device_class=SensorDeviceClass.POWER)
    ],
    EntityRole.PAN: [
        EntityWithDeviceFilterSelectorConfig(domain=["binary_sensor", "sensor", "input_boolean"])
    ],
    EntityRole.RESIDUAL_HEAT: [
        EntityWithDeviceFilterSelectorConfig(domain=["binary_sensor", "sensor", "input_boolean"])
    ],
}
"""Domains and device classes that can be selected for each role."""


def _seconds(low: float, high: float) -> FiniteNumberSelector:
    return FiniteNumberSelector(
        NumberSelectorConfig(min=low, max=high, mode=NumberSelectorMode.BOX, unit_of_measurement="s")
    )


BURNER_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_NAME): PlainTextSelector(),
        **{
            vol.Optional(role.value): EntitySelector(EntitySelectorConfig(filter=offered))
            for role, offered in PICKED.items()
        },
        vol.Required(CONF_MORE, default=dict): section(
            vol.Schema(
                {
                    vol.Optional(CONF_CONTROL): SelectSelector(
                        SelectSelectorConfig(
                            options=[control.value for control in Control], translation_key="hob_control"
                        )
                    ),
                    vol.Optional(CONF_LEVEL_MAX): FiniteNumberSelector(
                        NumberSelectorConfig(min=1, max=1000, mode=NumberSelectorMode.BOX)
                    ),
                    vol.Required(CONF_ANSWERS_WITHIN, default=ANSWERS_WITHIN_S): _seconds(1, 120),
                    vol.Required(CONF_STALE_AFTER, default=STALE_AFTER_S): _seconds(10, 3600),
                    vol.Required(CONF_CONFIRMS, default=False): BooleanSelector(),
                }
            ),
            {"collapsed": True},
        ),
    }
)
HOB_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_NAME): PlainTextSelector(),
        vol.Optional(CONF_DEVICE): DeviceSelector(DeviceSelectorConfig()),
    }
)
UNDERSTOOD_SCHEMA: Final = vol.Schema({vol.Required(CONF_UNDERSTOOD, default=False): BooleanSelector()})


def mapping_errors(hass: HomeAssistant, burner: BurnerMapping) -> dict[str, str]:
    """Return the errors of a burner's form."""
    if not burner.entities.keys() - {
        EntityRole.STOP,
        EntityRole.PAN,
        EntityRole.RESIDUAL_HEAT,
        EntityRole.APPLIANCE,
    }:
        return {"base": "nothing_chosen"}
    if len(set(burner.entities.values())) < len(burner.entities):
        return {"base": "entity_used_twice"}
    errors = {}
    for role in (EntityRole.PROBE, EntityRole.PAN_TEMPERATURE, EntityRole.TARGET):
        if role in burner.entities and attributes_of(hass, burner, role):
            state = hass.states.get(entity_id_of(hass, burner, role))
            if state is not None and state_parsing.temperature_unit(state) is None:
                errors[role.value] = "not_a_temperature"
    if EntityRole.LEVEL in burner.entities:
        attributes = attributes_of(hass, burner, EntityRole.LEVEL)
        domain = entity_id_of(hass, burner, EntityRole.LEVEL).partition(".")[0]
        if scale_of(domain, attributes, burner) is None:
            errors[EntityRole.LEVEL.value] = "levels_unclear" if "options" in attributes else "range_unknown"
    return errors


def is_own_device(hass: HomeAssistant, device_id: str) -> bool:
    """Whether a device belongs to this integration."""
    device = dr.async_get(hass).async_get(device_id)
    return device is not None and any(domain == DOMAIN for domain, *_ in device.identifiers)


def form_values(hass: HomeAssistant, burner: BurnerMapping) -> dict[str, Any]:
    """Return the form values of a burner."""
    more = {
        CONF_CONTROL: burner.control.value,
        CONF_ANSWERS_WITHIN: burner.answers_within_s,
        CONF_STALE_AFTER: burner.stale_after_s,
        CONF_CONFIRMS: burner.confirms,
    }
    if burner.level_max is not None:
        more[CONF_LEVEL_MAX] = burner.level_max
    entities = {role.value: entity_id_of(hass, burner, role) for role in burner.entities}
    return {CONF_NAME: burner.name, **entities, CONF_MORE: more}


def lasting_id(hass: HomeAssistant, entity_id: str) -> str:
    """Return the registry id of an entity, if it has one, since it does not change when the entity is renamed."""
    entry = er.async_get(hass).async_get(entity_id)
    return entity_id if entry is None else entry.id


def entity_id_of(hass: HomeAssistant, burner: BurnerMapping, role: EntityRole) -> str:
    """Return the present entity id of a role."""
    name = burner.entities[role]
    return er.async_resolve_entity_id(er.async_get(hass), name) or name


def attributes_of(hass: HomeAssistant, burner: BurnerMapping, role: EntityRole) -> dict[str, Any]:
    """Return the registered capabilities and the present attributes of the entity of a role."""
    entity_id = entity_id_of(hass, burner, role)
    entry, state = er.async_get(hass).async_get(entity_id), hass.states.get(entity_id)
    known = dict((entry.capabilities if entry is not None else None) or {})
    return known | (dict(state.attributes) if state is not None else {})


def burner_table(hass: HomeAssistant, burners: tuple[BurnerMapping, ...]) -> str:
    """Return a table of the burners and their entities. It needs no translation."""
    return "\n".join(
        f"- **{burner.name}**: "
        + ", ".join(f"`{entity_id_of(hass, burner, role)}`" for role in burner.entities)
        for burner in burners
    )
