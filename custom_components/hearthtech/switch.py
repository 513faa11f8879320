"""The child lock. A setting, so that "turn everything off" can't unlock a hob."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import StoveConfigEntry
from .entity import StoveEntity
from .errors import translated_errors
from .permissions import async_require_heat

PARALLEL_UPDATES = 1

CHILD_LOCK = SwitchEntityDescription(
    key="child_lock",
    translation_key="child_lock",
    entity_category=EntityCategory.CONFIG,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the child lock."""
    async_add_entities([ChildLock(entry.runtime_data, CHILD_LOCK)])


class ChildLock(StoveEntity, SwitchEntity):
    """The child lock of a stove. Locking is anyone's; unlocking makes heat possible again."""

    @property
    @override
    def is_on(self) -> bool:
        return self.stove.state.locked

    @callback
    @override
    def push(self) -> None:
        self.async_write_ha_state()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        with translated_errors(self.stove.name):
            await self.stove.lock(locked=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await async_require_heat(self.hass, self._context)
        with translated_errors(self.stove.name):
            await self.stove.lock(locked=False)
