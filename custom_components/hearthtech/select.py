"""Select entity: whether a burner is off, or holds a power level or a temperature."""

from typing import Any, override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .burners.heat_gate import HeatChange, raises_heat
from .entities.burner import AnyBurner, BurnerEntity, add_burner_entities
from .errors import translated_errors, user_error
from .models import HearthTechConfigEntry
from .permissions import async_permit

PARALLEL_UPDATES = 1

OFF = "off"
POWER = "power"
TEMPERATURE = "temperature"


HOLD_MODE = SelectEntityDescription(
    key="hold_mode",
    translation_key="hold_mode",
    options=[OFF, POWER, TEMPERATURE],
    entity_registry_enabled_default=False,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the select entity of each burner that has it."""
    add_burner_entities(entry, async_add_entities, (HOLD_MODE,), HoldMode)


class HoldMode(BurnerEntity, SelectEntity):
    """What a burner holds."""

    reads = ("target_temperature_c", "power")

    @property
    @override
    def current_option(self) -> str | None:
        """Return the current option."""
        value: str | None = self.shown
        return value

    @override
    def read(self, state: Any) -> str | None:
        if state.target_temperature_c is not None:
            return TEMPERATURE
        if state.power is None:
            return None
        return POWER if state.power else OFF

    @override
    async def async_select_option(self, option: str) -> None:
        """Hold the present level, or the present temperature, from now on; or turn off, which everybody may."""
        burner = self.burner
        if option == OFF:
            with translated_errors(burner.name):
                await burner.off()
            return
        if option == self.shown:
            return
        change = self._change(burner, option)
        raises = [change] if raises_heat(burner.state, change) else []
        permit = await async_permit(self.hass, self._context, raises)
        with translated_errors(burner.name):
            await burner.set(power=change.power, temperature_c=change.temperature_c, permit=permit)

    def _change(self, burner: AnyBurner, option: str) -> HeatChange:
        """Return the change that holds the present level or temperature.

        The heat gate treats it as a raise, except at full power.
        """
        if option == POWER:
            level = _present_level(burner)
            return HeatChange(burner_id=burner.id, power=level)
        temperature = burner.state.food_temperature_c
        if temperature is None:
            raise user_error("temperature_unknown", burner=burner.name)
        limits = burner.capabilities.temperature
        low, high = limits.minimum or temperature, limits.maximum or temperature
        return HeatChange(burner_id=burner.id, temperature_c=round(min(max(temperature, low), high)))


def _present_level(burner: AnyBurner) -> float:
    """Return the level above zero that is nearest to the present power."""
    limits = burner.capabilities.power
    step = limits.step or 0.01
    share = (burner.state.power_w or 0.0) / burner.rated_w if burner.rated_w else 0.0
    return min(max(round(share / step) * step, step), limits.maximum or 1.0)
