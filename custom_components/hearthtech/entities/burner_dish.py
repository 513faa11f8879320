"""Sensor of the dish that a session cooks on a burner of an entity hob."""

from collections.abc import Callable
from typing import Final, override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import callback

from ..kitchen.kitchen import Kitchen
from ..kitchen.sessions.events import Event, HeatAdjusted, Sampled, Ticked
from ..kitchen.sessions.session import CookingSession
from ..models import async_get_data
from .burner import BurnerEntity

LONGEST_STATE: Final = 255
QUIET: Final = (HeatAdjusted, Sampled, Ticked)
"""Session events that neither put a dish on a burner nor remove one."""


class BurnerDishSensor(BurnerEntity, SensorEntity):
    """The dish that a session cooks on a burner."""

    _unsubscribe: Callable[[], None] | None = None

    @property
    @override
    def native_value(self) -> str | None:
        """Return the name of the dish."""
        name: str | None = self.shown
        return name

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to the kitchen, which may be loaded and unloaded."""
        await super().async_added_to_hass()
        self.async_on_remove(async_get_data(self.hass).on_kitchen(self._use))
        self.async_on_remove(self._leave)

    @callback
    def _use(self, kitchen: Kitchen | None) -> None:
        self._leave()
        if kitchen is not None:
            self._unsubscribe = kitchen.sessions.subscribe(self._on_event)
        self._update(kitchen)

    @callback
    def _leave(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    @callback
    def _on_event(self, session: CookingSession, event: Event) -> None:
        if not isinstance(event, QUIET):
            self._update(async_get_data(self.hass).kitchen)

    @callback
    def _update(self, kitchen: Kitchen | None) -> None:
        burner_id = self.burner.id
        session = None if kitchen is None else kitchen.sessions.on_burner(burner_id)
        dishes = () if session is None else session.state.dishes
        name = next(
            (
                dish.plan.name[:LONGEST_STATE]
                for dish in dishes
                if dish.burner_id == burner_id and not dish.phase.over
            ),
            None,
        )
        if name != self.shown:
            self.shown = name
            if self.hass.states.get(self.entity_id) is not None:
                self.async_write_ha_state()
