"""Base class of entities whose value is read from the recipe book."""

from abc import abstractmethod
from datetime import datetime
from typing import Any, Final, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.event import async_call_later

from ..const import LOGGER
from ..kitchen.errors import KitchenError

READ_AGAIN_S: Final = 30.0
"""Interval of new attempts while the book is not available (s)."""


class BookEntity(Entity):
    """An entity that shows what the book contains; unavailable while the book can't be read.

    `update_from_book` never raises. While the book is not available, it is called again by itself.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_available = True
    _reads = 0
    _cancel_retry: CALLBACK_TYPE | None = None

    @abstractmethod
    async def read_book(self) -> Any:
        """Return what the book contains.

        Raises:
            KitchenError: when the book is not available.
        """

    @abstractmethod
    def show_book(self, found: Any) -> None:
        """Take over what `read_book` has returned; the state is written afterwards."""

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Cancel the next attempt."""
        await super().async_will_remove_from_hass()
        self._reads += 1
        self._stop_retry()

    async def update_from_book(self, _now: datetime | None = None) -> None:
        """Read the book and write the state. If several reads overlap, only the newest one counts."""
        self._stop_retry()
        self._reads += 1
        read = self._reads
        try:
            found = await self.read_book()
        except KitchenError as error:
            if read == self._reads:
                LOGGER.debug("%s can't be read from the book now: %s", self.entity_id, error)
                self._attr_available = False
                self._cancel_retry = async_call_later(self.hass, READ_AGAIN_S, self.update_from_book)
                self.async_write_ha_state()
            return
        if read == self._reads:
            self._attr_available = True
            self.show_book(found)
            self.async_write_ha_state()

    @callback
    def update_soon(self) -> None:
        """Read the book in a task; called after a change."""
        self.hass.async_create_task(self.update_from_book(), eager_start=True)

    @callback
    def _stop_retry(self) -> None:
        if self._cancel_retry is not None:
            self._cancel_retry()
            self._cancel_retry = None
