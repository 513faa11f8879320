"""Buttons of stoves and of the kitchen.

Off and everything off are allowed for everybody; acknowledge makes heat possible again. Those of the kitchen change
timers and the cooking session.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .adapters.link_stove.runtime import StoveRuntime
from .entities.burner import AnyBurner, BurnerEntity, StoveEntity, add_burner_entities
from .entities.samples_button import RemoveSamplesButton
from .entities.session_button import SESSION_BUTTONS, SessionButton
from .entities.timer_entity import timer_buttons
from .entities.timer_places import TIMER_PLACES
from .errors import translated_errors
from .models import HearthTechConfigEntry, is_kitchen_entry
from .permissions import async_require_heat

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BurnerButtonDescription(ButtonEntityDescription):
    """Describes a button of a burner: what it does."""

    press_fn: Callable[[AnyBurner], Awaitable[None]]
    needs_right: bool = False
    """Whether pressing requires the right to raise heat."""


@dataclass(frozen=True, kw_only=True)
class StoveButtonDescription(ButtonEntityDescription):
    """Describes a button of the stove."""

    press_fn: Callable[[StoveRuntime], Awaitable[None]]


BURNER_BUTTONS: tuple[BurnerButtonDescription, ...] = (
    BurnerButtonDescription(
        key="stop",
        translation_key="stop",
        press_fn=lambda burner: burner.off(),
    ),
    BurnerButtonDescription(
        key="acknowledge",
        translation_key="acknowledge",
        entity_registry_enabled_default=False,
        press_fn=lambda burner: burner.acknowledge(),
        needs_right=True,
    ),
)

STOVE_BUTTONS: tuple[StoveButtonDescription, ...] = (
    StoveButtonDescription(
        key="everything_off",
        translation_key="everything_off",
        press_fn=lambda stove: stove.everything_off(),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of the kitchen, or of a stove or hob and of each of its burners."""
    if is_kitchen_entry(entry):
        async_add_entities(SessionButton(entry, description) for description in SESSION_BUTTONS)
        async_add_entities([RemoveSamplesButton(entry)])
        places = hass.data[TIMER_PLACES]
        entry.async_on_unload(
            places.on_places(lambda numbers: async_add_entities(timer_buttons(places, numbers)))
        )
        return
    runtime = entry.runtime_data
    if isinstance(runtime, StoveRuntime):
        async_add_entities(StoveButton(runtime, description) for description in STOVE_BUTTONS)
    add_burner_entities(entry, async_add_entities, BURNER_BUTTONS, BurnerButton)


class BurnerButton(BurnerEntity, ButtonEntity):
    """A button of one burner."""

    entity_description: BurnerButtonDescription

    @override
    async def async_press(self) -> None:
        burner = self.burner
        if self.entity_description.needs_right:
            await async_require_heat(self.hass, self._context)
        if self._context is not None:
            self.runtime.set_context(self.n, self._context)
        with translated_errors(burner.name):
            await self.entity_description.press_fn(burner)


class StoveButton(StoveEntity, ButtonEntity):
    """A button of the stove."""

    entity_description: StoveButtonDescription

    @override
    async def async_press(self) -> None:
        with translated_errors(self.stove.name):
            await self.entity_description.press_fn(self.stove)
