"""Conditions on burners and stoves for automations."""

from collections.abc import Mapping
from typing import ClassVar, override

from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import Platform, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import (
    Condition,
    EntityConditionBase,
    EntityNumericalConditionWithUnitBase,
    EntityStateConditionBase,
)
from homeassistant.util.unit_conversion import TemperatureConverter

from .automations.burner_triggers import ON_STATES
from .automations.entity_filter import own_entities
from .automations.plan_conditions import CONDITIONS as PLAN_CONDITIONS
from .burners.model import HeatSource, PanState

SENSOR: Mapping[str, DomainSpec] = {Platform.SENSOR: DomainSpec()}
BINARY_SENSOR: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}

ON: set[str | bool] = set(ON_STATES)
OFF: set[str | bool] = {HeatSource.IDLE.value, HeatSource.LATCHED.value}
BY_HAND: set[str | bool] = {HeatSource.MANUAL.value}
PAN: set[str | bool] = {PanState.PLACED.value, PanState.MOVED.value, PanState.UNSUITABLE.value}
YES: set[str | bool] = {"on"}


class OwnEntityCondition(EntityConditionBase):
    """Base class of a condition on entities of this integration; filters the target to the entities that it applies to."""

    _keys: ClassVar[tuple[str, ...]]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return those entities of a target to which this condition applies."""
        return own_entities(self._hass, super().entity_filter(entities), self._keys)


class BurnerIsOn(OwnEntityCondition, EntityStateConditionBase):
    """True if a burner is on, however it was turned on."""

    _domain_specs = SENSOR
    _keys = ("state",)
    _states: set[str | bool] = ON


class BurnerIsOff(OwnEntityCondition, EntityStateConditionBase):
    """True if a burner is off."""

    _domain_specs = SENSOR
    _keys = ("state",)
    _states: set[str | bool] = OFF


class BurnerIsSetByHand(OwnEntityCondition, EntityStateConditionBase):
    """True if the heat of a burner was set by hand."""

    _domain_specs = SENSOR
    _keys = ("state",)
    _states: set[str | bool] = BY_HAND


class PanIsOn(OwnEntityCondition, EntityStateConditionBase):
    """True if a pan is detected on a burner."""

    _domain_specs = SENSOR
    _keys = ("pan_state",)
    _states: set[str | bool] = PAN


class HasResidualHeat(OwnEntityCondition, EntityStateConditionBase):
    """True if a burner has residual heat."""

    _domain_specs = BINARY_SENSOR
    _keys = ("residual_heat",)
    _states: set[str | bool] = YES


class StoveIsArmed(OwnEntityCondition, EntityStateConditionBase):
    """True if a stove was armed by hand for remote start."""

    _domain_specs = BINARY_SENSOR
    _keys = ("armed",)
    _states: set[str | bool] = YES


class TemperatureIs(OwnEntityCondition, EntityNumericalConditionWithUnitBase):
    """True if a temperature of a burner (its own, its probe's or its pan's) is within a range."""

    _domain_specs: Mapping[str, DomainSpec] = {
        Platform.SENSOR: DomainSpec(device_class=SensorDeviceClass.TEMPERATURE)
    }
    _base_unit = UnitOfTemperature.CELSIUS
    _unit_converter = TemperatureConverter
    _keys = ("pan_temperature", "probe_temperature")


CONDITIONS: dict[str, type[Condition]] = {
    "burner_is_on": BurnerIsOn,
    "burner_is_off": BurnerIsOff,
    "burner_is_set_by_hand": BurnerIsSetByHand,
    "pan_is_on": PanIsOn,
    "has_residual_heat": HasResidualHeat,
    "stove_is_armed": StoveIsArmed,
    "temperature_is": TemperatureIs,
    **PLAN_CONDITIONS,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions of this integration by key."""
    return CONDITIONS
