"""Off, and acknowledge, for each burner that can be turned off."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription

from custom_components.hearthtech.errors import translated_errors

from .burner import EntityBurner
from .entity import HobBurnerEntity
from .runtime import HobRuntime


@dataclass(frozen=True, kw_only=True)
class HobButtonDescription(ButtonEntityDescription):
    """A button of a burner: whether the burner has it, and what it does."""

    has_fn: Callable[[EntityBurner], bool]
    press_fn: Callable[[EntityBurner], Awaitable[None]]


HOB_BUTTONS: tuple[HobButtonDescription, ...] = (
    HobButtonDescription(
        key="stop",
        translation_key="stop",
        has_fn=lambda burner: burner.may_stop,
        press_fn=lambda burner: burner.off(),
    ),
    HobButtonDescription(
        key="acknowledge",
        translation_key="acknowledge",
        has_fn=lambda burner: burner.may_drive,
        press_fn=lambda burner: burner.acknowledge(),
    ),
)


def hob_buttons(hob: HobRuntime) -> list[ButtonEntity]:
    """The buttons of all burners of a hob."""
    return [
        HobButton(hob, burner, description)
        for burner in hob.burners.values()
        for description in HOB_BUTTONS
        if description.has_fn(burner)
    ]


class HobButton(HobBurnerEntity, ButtonEntity):
    """A button of one burner. Pressing it asks for off again and again until it is seen."""

    entity_description: HobButtonDescription

    @override
    async def async_press(self) -> None:
        if self._context is not None:
            self.burner.blame(self._context)
        with translated_errors(self.burner.name):
            await self.entity_description.press_fn(self.burner)
