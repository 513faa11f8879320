"""Switches: child lock and bridged burners.

Their entity category is configuration, so that "turn everything off" can't unlock a hob.
"""

from dataclasses import replace
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .adapters.link_stove.runtime import StoveConfigEntry, StoveRuntime
from .entities.burner import StoveEntity
from .errors import translated_errors
from .permissions import async_require_heat

PARALLEL_UPDATES = 1

CHILD_LOCK = SwitchEntityDescription(
    key="child_lock",
    translation_key="child_lock",
    entity_category=EntityCategory.CONFIG,
)


BRIDGE = SwitchEntityDescription(
    key="bridge",
    translation_key="bridge",
    entity_category=EntityCategory.CONFIG,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the child lock, and a switch for each pair of burners that can be bridged."""
    stove = entry.runtime_data
    async_add_entities([ChildLock(stove, CHILD_LOCK)])
    async_add_entities(Bridge(stove, first, second) for first, second in stove.info.bridges)


class ChildLock(StoveEntity, SwitchEntity):
    """The child lock of a stove. Everybody may lock; unlocking requires the right to raise heat."""

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


class Bridge(StoveEntity, SwitchEntity):
    """Two bridged burners, controlled through the first.

    Everybody may separate them; they can be bridged only while off.
    """

    def __init__(self, stove: StoveRuntime, first: int, second: int) -> None:
        """Set the name from the names of both burners."""
        super().__init__(stove, replace(BRIDGE, key=f"bridge_{first}"))
        names = (stove.burners[n].name for n in (first, second))
        self._attr_translation_placeholders = {"zones": " + ".join(names)}
        self._first = first

    @property
    @override
    def is_on(self) -> bool:
        return self._first in self.stove.state.bridged

    @callback
    @override
    def push(self) -> None:
        self.async_write_ha_state()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await async_require_heat(self.hass, self._context)
        with translated_errors(self.stove.burners[self._first].name):
            await self.stove.bridge(self._first, joined=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        with translated_errors(self.stove.burners[self._first].name):
            await self.stove.bridge(self._first, joined=False)
