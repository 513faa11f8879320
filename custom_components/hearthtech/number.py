"""Heat of a burner that is on, which these adjust and never start; and the power that all burners share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfPower, UnitOfTemperature
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONF_POWER_SCALE, PowerScale
from .data import StoveConfigEntry
from .entity import BurnerEntity, StoveEntity, add_burner_entities
from .errors import translated_errors
from .link import LinkBurner
from .permissions import async_require_heat
from .stove.messages import Access, BurnerInfo, Capability, LinkBurnerState
from .stove_runtime import StoveRuntime

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class BurnerNumberDescription(NumberEntityDescription):
    """A number of a burner: the property behind it, how it is read and set, both in the property's own unit."""

    property_name: str
    reads: str
    value_fn: Callable[[LinkBurnerState], float | None]
    set_fn: Callable[[LinkBurner, float], Awaitable[None]]

    def has_fn(self, burner: BurnerInfo) -> bool:
        """Whether the burner lets this be set."""
        return burner.capability(self.property_name).access in {"adjust", "start"}


POWER = BurnerNumberDescription(
    key="power_level",
    translation_key="power_level",
    mode=NumberMode.SLIDER,
    property_name="power",
    reads="power",
    value_fn=lambda state: state.power,
    set_fn=lambda burner, value: burner.set(power=value) if value else burner.off(),
)

TARGET_TEMPERATURE = BurnerNumberDescription(
    key="target_temperature",
    translation_key="target_temperature",
    device_class=NumberDeviceClass.TEMPERATURE,
    native_unit_of_measurement=UnitOfTemperature.CELSIUS,
    mode=NumberMode.BOX,
    property_name="temperature",
    reads="target_temperature_c",
    value_fn=lambda state: state.target_temperature_c,
    set_fn=lambda burner, value: burner.set(temperature_c=value),
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
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the numbers of a stove and of each of its burners."""
    stove = entry.runtime_data
    if stove.info.capability("power_cap").access is not Access.NONE:
        async_add_entities([PowerCap(stove, POWER_CAP)])
    add_burner_entities(entry, async_add_entities, (POWER,), PowerLevel)
    add_burner_entities(entry, async_add_entities, (TARGET_TEMPERATURE,), BurnerNumber)


class RangedNumber(NumberEntity):
    """A number whose range the stove tells."""

    def _set_range(self, capability: Capability) -> None:
        if capability.minimum is not None:
            self._attr_native_min_value = capability.minimum
        if capability.maximum is not None:
            self._attr_native_max_value = capability.maximum
        if capability.step is not None:
            self._attr_native_step = capability.step


class BurnerNumber(BurnerEntity, RangedNumber):
    """One number of one burner."""

    entity_description: BurnerNumberDescription
    scale: float = 1.0
    """How many of the property's own units make one unit shown."""

    def __init__(self, stove: StoveRuntime, burner: BurnerInfo, description: BurnerNumberDescription) -> None:
        """Take the range from what the burner says of itself."""
        super().__init__(stove, burner, description)
        self.reads = (description.reads,)
        self._set_range(burner.capability(description.property_name))

    @property
    @override
    def native_value(self) -> float | None:
        """What is shown."""
        value: float | None = self.shown
        return value

    @override
    def read(self, state: LinkBurnerState) -> float | None:
        value = self.entity_description.value_fn(state)
        return None if value is None else round(value / self.scale, 3)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Adjust the burner. Less heat is anyone's, more heat is for those whom the household allows."""
        burner = self.stove.burners[self.n]
        now: float | None = self.shown
        if value and (now is None or value > now):
            await async_require_heat(self.hass, self._context)
        with translated_errors(burner.name):
            await self.entity_description.set_fn(burner, value * self.scale)


class PowerLevel(BurnerNumber):
    """The power level, in percent or in the stove's own steps. Zero is off, and always allowed."""

    @override
    def _set_range(self, capability: Capability) -> None:
        step, maximum = capability.step or 0.01, capability.maximum or 1.0
        if self.stove.entry.options.get(CONF_POWER_SCALE) == PowerScale.LEVELS:
            self.scale = step
            self._attr_native_step = 1
        else:
            self.scale = 0.01
            self._attr_native_unit_of_measurement = PERCENTAGE
            self._attr_native_step = round(step / self.scale, 3)
        self._attr_native_min_value = 0
        self._attr_native_max_value = round(maximum / self.scale, 3)


class PowerCap(StoveEntity, RangedNumber):
    """What all burners together may draw. Less is anyone's, more is for those whom the household allows."""

    def __init__(self, stove: StoveRuntime, description: NumberEntityDescription) -> None:
        """Take the range from what the stove says of itself."""
        super().__init__(stove, description)
        self._set_range(stove.info.capability("power_cap"))

    @property
    @override
    def native_value(self) -> float | None:
        """What the stove said last."""
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
        """Set it, which acts at once."""
        now = self.stove.state.power_cap_w
        if now is None or value > now:
            await async_require_heat(self.hass, self._context)
        with translated_errors(self.stove.name):
            await self.stove.set_power_cap(value)
