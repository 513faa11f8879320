"""Number entities: heat of a burner that is on (they adjust it, but never start it), and the power cap of the stove."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
    RestoreNumber,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfPower, UnitOfTemperature
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .adapters.link_stove.runtime import StoveRuntime
from .burners.heat_gate import HeatChange, HeatPermit, raises_heat
from .burners.model import BurnerCapabilities, Capability
from .const import CONF_POWER_SCALE, PowerScale
from .entities.burner import AnyBurner, BurnerEntity, BurnerRuntime, StoveEntity, add_burner_entities
from .errors import translated_errors
from .models import HearthTechConfigEntry
from .permissions import async_permit, async_require_heat

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class BurnerNumberDescription(NumberEntityDescription):
    """Describes a number of a burner: its property and how to read and set it, in the unit of the property."""

    capability_fn: Callable[[BurnerCapabilities], Capability]
    reads: str
    set_fn: Callable[[AnyBurner, float, HeatPermit | None], Awaitable[None]]
    change_fn: Callable[[str, float], HeatChange]
    """Returns the change of heat for a new value, for the heat gate."""


POWER = BurnerNumberDescription(
    key="power_level",
    translation_key="power_level",
    mode=NumberMode.SLIDER,
    capability_fn=lambda capabilities: capabilities.power,
    reads="power",
    set_fn=lambda burner, value, permit: burner.set(power=value, permit=permit) if value else burner.off(),
    change_fn=lambda burner_id, value: HeatChange(burner_id=burner_id, power=value),
)

TARGET_TEMPERATURE = BurnerNumberDescription(
    key="target_temperature",
    translation_key="target_temperature",
    device_class=NumberDeviceClass.TEMPERATURE,
    native_unit_of_measurement=UnitOfTemperature.CELSIUS,
    mode=NumberMode.BOX,
    capability_fn=lambda capabilities: capabilities.temperature,
    reads="target_temperature_c",
    set_fn=lambda burner, value, permit: burner.set(temperature_c=value, permit=permit),
    change_fn=lambda burner_id, value: HeatChange(burner_id=burner_id, temperature_c=value),
)


POWER_CAP = NumberEntityDescription(
    key="power_cap",
    translation_key="power_cap",
    device_class=NumberDeviceClass.POWER,
    native_unit_of_measurement=UnitOfPower.WATT,
    entity_category=EntityCategory.CONFIG,
    mode=NumberMode.BOX,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the number entities of a stove and of each of its burners."""
    runtime = entry.runtime_data
    if isinstance(runtime, StoveRuntime) and runtime.info.capability("power_cap").access.readable:
        async_add_entities([PowerCap(runtime, POWER_CAP)])
    add_burner_entities(entry, async_add_entities, (POWER,), PowerLevelNumber)
    add_burner_entities(entry, async_add_entities, (TARGET_TEMPERATURE,), TargetTemperatureNumber)


class RangedNumber(NumberEntity):
    """A number whose range is reported by the stove."""

    def _set_range(self, capability: Capability) -> None:
        if capability.minimum is not None:
            self._attr_native_min_value = capability.minimum
        if capability.maximum is not None:
            self._attr_native_max_value = capability.maximum
        if capability.step is not None:
            self._attr_native_step = capability.step


class BurnerNumber(BurnerEntity, RangedNumber):
    """A number of one burner."""

    entity_description: BurnerNumberDescription
    scale: float = 1.0
    """Units of the property per unit displayed."""

    def __init__(self, runtime: BurnerRuntime, n: int, description: BurnerNumberDescription) -> None:
        """Set the range from the burner's capabilities."""
        super().__init__(runtime, n, description)
        self.reads = (description.reads,)
        self._set_range(description.capability_fn(self.burner.capabilities))

    @property
    @override
    def native_value(self) -> float | None:
        """Return the current value."""
        value: float | None = self.shown
        return value

    @override
    def read(self, state: Any) -> float | None:
        value: float | None = getattr(state, self.entity_description.reads)
        return None if value is None else round(value / self.scale, 3)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Adjust the burner. Everybody may lower heat; raising it requires the right to raise heat."""
        burner = self.burner
        wanted = value * self.scale
        change = self.entity_description.change_fn(burner.id, wanted)
        raises = [change] if raises_heat(burner.state, change) else []
        permit = await async_permit(self.hass, self._context, raises)
        with translated_errors(burner.name):
            await self.entity_description.set_fn(burner, wanted, permit)


class PowerLevelNumber(BurnerNumber):
    """The power level, in percent or in steps of the stove. Zero means off and is always allowed."""

    @override
    def _set_range(self, capability: Capability) -> None:
        step, maximum = capability.step or 0.01, capability.maximum or 1.0
        if self.runtime.entry.options.get(CONF_POWER_SCALE) == PowerScale.LEVELS:
            self.scale = step
            self._attr_native_step = 1
        else:
            self.scale = 0.01
            self._attr_native_unit_of_measurement = PERCENTAGE
            self._attr_native_step = round(step / self.scale, 3)
        self._attr_native_min_value = 0
        self._attr_native_max_value = round(maximum / self.scale, 3)


class TargetTemperatureNumber(BurnerNumber, RestoreNumber):
    """The temperature that a burner holds; while it holds none, the one that it held last."""

    def __init__(self, runtime: BurnerRuntime, n: int, description: BurnerNumberDescription) -> None:
        """Begin with the lowest temperature, until one was held."""
        super().__init__(runtime, n, description)
        self._setpoint = self.native_min_value

    @override
    async def async_added_to_hass(self) -> None:
        """Restore the temperature that was held last."""
        if (last := await self.async_get_last_number_data()) is not None and last.native_value is not None:
            self._setpoint = min(max(float(last.native_value), self.native_min_value), self.native_max_value)
        await super().async_added_to_hass()

    @override
    def read(self, state: Any) -> float:
        held = super().read(state)
        if held is not None:
            self._setpoint = held
        return self._setpoint


class PowerCap(StoveEntity, RangedNumber):
    """The maximum total power of all burners. Everybody may lower it; raising it requires the right to raise heat."""

    def __init__(self, stove: StoveRuntime, description: NumberEntityDescription) -> None:
        """Set the range from the stove's capabilities."""
        super().__init__(stove, description)
        self._set_range(stove.info.capability("power_cap"))

    @property
    @override
    def native_value(self) -> float | None:
        """Return the last value that the stove reported."""
        return self.stove.state.power_cap_w

    @callback
    @override
    def push(self) -> None:
        self.async_write_ha_state()

    @callback
    @override
    def refresh(self) -> None:
        self._set_range(self.stove.info.capability("power_cap"))
        super().refresh()

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set the power cap; it applies immediately."""
        now = self.stove.state.power_cap_w
        if now is None or not value <= now:
            await async_require_heat(self.hass, self._context)
        with translated_errors(self.stove.name):
            await self.stove.set_power_cap(value)
