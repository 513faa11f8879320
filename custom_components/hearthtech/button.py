"""Off, everything off, acknowledge: what may always be pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONF_KIND, EntryKind
from .data import HobConfigEntry, StoveConfigEntry
from .entity import BurnerEntity, StoveEntity, add_burner_entities
from .errors import translated_errors
from .hob.buttons import hob_buttons
from .link import LinkBurner
from .stove.messages import BurnerInfo
from .stove_runtime import StoveRuntime

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BurnerButtonDescription(ButtonEntityDescription):
    """A button of a burner: whether the burner has it, and what it does."""

    has_fn: Callable[[BurnerInfo], bool]
    press_fn: Callable[[LinkBurner], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class StoveButtonDescription(ButtonEntityDescription):
    """A button of the stove, and what it does."""

    press_fn: Callable[[StoveRuntime], Awaitable[None]]


BURNER_BUTTONS: tuple[BurnerButtonDescription, ...] = (
    BurnerButtonDescription(
        key="stop",
        translation_key="stop",
        has_fn=lambda _: True,
        press_fn=lambda burner: burner.off(),
    ),
    BurnerButtonDescription(
        key="acknowledge",
        translation_key="acknowledge",
        has_fn=lambda burner: burner.capability("power").access in {"adjust", "start"},
        press_fn=lambda burner: burner.acknowledge(),
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
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of a stove and of each of its burners."""
    if entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        async_add_entities(hob_buttons(cast("HobConfigEntry", entry).runtime_data))
        return
    stove = entry.runtime_data
    async_add_entities(StoveButton(stove, description) for description in STOVE_BUTTONS)
    add_burner_entities(entry, async_add_entities, BURNER_BUTTONS, BurnerButton)


class BurnerButton(BurnerEntity, ButtonEntity):
    """A button of one burner."""

    entity_description: BurnerButtonDescription

    @override
    async def async_press(self) -> None:
        burner = self.stove.burners[self.n]
        with translated_errors(burner.name):
            await self.entity_description.press_fn(burner)


class StoveButton(StoveEntity, ButtonEntity):
    """A button of the stove."""

    entity_description: StoveButtonDescription

    @override
    async def async_press(self) -> None:
        with translated_errors(self.stove.name):
            await self.entity_description.press_fn(self.stove)
