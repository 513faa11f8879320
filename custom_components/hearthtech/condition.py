"""What an automation can ask of burners and stoves."""

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

from .conditions_plan import CONDITIONS as PLAN_CONDITIONS
from .own_entities import own_entities
from .stove.messages import Pan, Source
from .triggers_burner import ON_STATES

SENSOR: Mapping[str, DomainSpec] = {Platform.SENSOR: DomainSpec()}
BINARY_SENSOR: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}

ON: set[str | bool] = set(ON_STATES)
OFF: set[str | bool] = {Source.IDLE.value, Source.LATCHED.value}
BY_HAND: set[str | bool] = {Source.MANUAL.value}
PAN: set[str | bool] = {Pan.PLACED.value, Pan.MOVED.value, Pan.UNSUITABLE.value}
YES: set[str | bool] = {"on"}


class OwnEntityCondition(EntityConditionBase):
    """A condition on our entities, and of those only the ones it is about."""

    _keys: ClassVar[tuple[str, ...]]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Of all that a target names, what this condition is about."""
        return own_entities(self._hass, super().entity_filter(entities), self._keys)


class BurnerIsOn(OwnEntityCondition, EntityStateConditionBase):
    """A burner is on, by hand or from outside."""

    _domain_specs = SENSOR
    _keys = ("state",)
    _states: set[str | bool] = ON


class BurnerIsOff(OwnEntityCondition, EntityStateConditionBase):
    """A burner is off."""

    _domain_specs = SENSOR
    _keys = ("state",)
    _states: set[str | bool] = OFF


class BurnerIsSetByHand(OwnEntityCondition, EntityStateConditionBase):
    """A hand set a burner's heat."""

    _domain_specs = SENSOR
    _keys = ("state",)
    _states: set[str | bool] = BY_HAND


class PanIsOn(OwnEntityCondition, EntityStateConditionBase):
    """A pan stands on a burner."""

    _domain_specs = SENSOR
    _keys = ("pan_state",)
    _states: set[str | bool] = PAN


class HasResidualHeat(OwnEntityCondition, EntityStateConditionBase):
    """A burner is still hot to the touch."""

    _domain_specs = BINARY_SENSOR
    _keys = ("residual_heat",)
    _states: set[str | bool] = YES


class StoveIsArmed(OwnEntityCondition, EntityStateConditionBase):
    """A stove was armed by hand for remote start."""

    _domain_specs = BINARY_SENSOR
    _keys = ("armed",)
    _states: set[str | bool] = YES


class TemperatureIs(OwnEntityCondition, EntityNumericalConditionWithUnitBase):
    """A burner's temperature, its probe's or its pan's, is within a range."""

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
    """Name the conditions of this integration."""
    return CONDITIONS
