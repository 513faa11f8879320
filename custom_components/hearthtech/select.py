"""What a burner holds: a power level or a temperature."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import StoveConfigEntry
from .entity import BurnerEntity, add_burner_entities
from .errors import translated_errors, user_error
from .permissions import async_require_heat
from .stove.messages import BurnerInfo, LinkBurnerState

PARALLEL_UPDATES = 1

POWER = "power"
TEMPERATURE = "temperature"


@dataclass(frozen=True, kw_only=True)
class HoldModeDescription(SelectEntityDescription):
    """The choice, for burners that can hold both."""

    def has_fn(self, burner: BurnerInfo) -> bool:
        """Whether there is a choice."""
        return all(burner.capability(name).access in {"adjust", "start"} for name in (POWER, TEMPERATURE))


HOLD_MODE = HoldModeDescription(
    key="hold_mode",
    translation_key="hold_mode",
    options=[POWER, TEMPERATURE],
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the choice of each burner that has it."""
    add_burner_entities(entry, async_add_entities, (HOLD_MODE,), HoldMode)


class HoldMode(BurnerEntity, SelectEntity):
    """What one burner holds while it is on; unknown while it is off."""

    entity_description: HoldModeDescription
    reads = ("target_temperature_c", "power")

    @property
    @override
    def current_option(self) -> str | None:
        """What is shown."""
        value: str | None = self.shown
        return value

    @override
    def read(self, state: LinkBurnerState) -> str | None:
        if state.target_temperature_c is not None:
            return TEMPERATURE
        return POWER if state.power else None

    @override
    async def async_select_option(self, option: str) -> None:
        """Hold from now on what there is now: the present level, or the present temperature."""
        if option == self.shown:
            return
        burner = self.stove.burners[self.n]
        state = self.stove.burner_state(self.n)
        await async_require_heat(self.hass, self._context)
        with translated_errors(burner.name):
            if option == POWER:
                await burner.set(power=_present_level(self.burner, state))
                return
            temperature = burner.state.food_temperature_c
            if temperature is None:
                raise user_error("temperature_unknown", burner=burner.name)
            limits = self.burner.capability(TEMPERATURE)
            low, high = limits.minimum or temperature, limits.maximum or temperature
            await burner.set(temperature_c=round(min(max(temperature, low), high)))


def _present_level(burner: BurnerInfo, state: LinkBurnerState) -> float:
    """The level that comes nearest to the power drawn now, and is not off."""
    limits = burner.capability(POWER)
    step = limits.step or 0.01
    share = (state.power_w or 0.0) / burner.rated_w if burner.rated_w else 0.0
    return min(max(round(share / step) * step, step), limits.maximum or 1.0)
