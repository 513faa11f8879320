"""What the triggers of the kitchen share: no options, the kitchen that is loaded, and waiting for a moment."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol, cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.trigger import Trigger
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..const import LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data

GRACE: Final = timedelta(seconds=1)
"""What was due less than this ago still fires, since storing it takes time."""
NO_OPTIONS: Final = vol.Schema({vol.Optional(CONF_OPTIONS, default=dict): {}})


class TriggerWithoutOptions(Trigger):
    """Base class: a trigger that has no options."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Accept no options."""
        return cast("ConfigType", NO_OPTIONS(config))


@callback
def while_loaded(hass: HomeAssistant, use: Callable[[Kitchen | None], None]) -> CALLBACK_TYPE:
    """Call `use` with the kitchen that is loaded now and later, and with `None` when it is unloaded.

    Returns a function that ends this; it calls `use` with `None`.
    """
    stop = async_get_data(hass).on_kitchen(use)

    @callback
    def detach() -> None:
        stop()
        use(None)

    return detach


@callback
def on_changes(hass: HomeAssistant, changed: Callable[[Kitchen, Change], None]) -> CALLBACK_TYPE:
    """Call `changed` for each change of the kitchen that is loaded. Returns a function that unsubscribes."""
    stops: list[CALLBACK_TYPE] = []

    @callback
    def follow(kitchen: Kitchen | None) -> None:
        while stops:
            stops.pop()()
        if kitchen is not None:
            stops.append(kitchen.subscribe(lambda change: changed(kitchen, change)))

    return while_loaded(hass, follow)


class Starting(Protocol):
    """Something with a time at which it starts: a meal, a gathering."""

    @property
    def starts_at(self) -> datetime:
        """When it starts."""
        ...


class StartWaiter[Item: Starting]:
    """Waits until the next item starts, or for an offset before; searches again after each change of some kinds.

    `coming` reads the items that start next after a time, all of them at the same time. `fire` is called with the
    kitchen and each of them. `what` names them in the log.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        offset: timedelta,
        *,
        what: str,
        kinds: Collection[ChangeKind],
        coming: Callable[[Kitchen, datetime], Awaitable[Sequence[Item]]],
        fire: Callable[[Kitchen, Item], None],
    ) -> None:
        self._hass = hass
        self._offset = offset
        self._what = what
        self._kinds = kinds
        self._coming = coming
        self._fire = fire
        self._after = dt_util.utcnow() + offset
        """Items up to this time have fired, or had started before the waiting began."""
        self._kitchen: Kitchen | None = None
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._cancel: CALLBACK_TYPE | None = None
        self._searches = 0

    @callback
    def use(self, kitchen: Kitchen | None) -> None:
        """Set the kitchen whose items to wait for, or none."""
        self._stop_waiting()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._kitchen = kitchen
        if kitchen is not None:
            self._unsubscribe = kitchen.subscribe(self._changed)
            self._search()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in self._kinds:
            self._search()

    @callback
    def _search(self) -> None:
        self._hass.async_create_task(self._find(), f"hearthtech {self._what} trigger")

    async def _find(self) -> None:
        if (kitchen := self._kitchen) is None:
            return
        self._searches += 1
        search = self._searches
        after = max(self._after, dt_util.utcnow() + self._offset - GRACE)
        try:
            items = await self._coming(kitchen, after)
        except KitchenError as error:
            LOGGER.warning("The %s can't be read: %s", self._what, error)
            return
        if search != self._searches or kitchen is not self._kitchen:
            return
        self._stop_waiting()
        if not items:
            return

        @callback
        def due(_: datetime) -> None:
            self._cancel = None
            self._after = items[0].starts_at
            for item in items:
                self._fire(kitchen, item)
            self._search()

        self._cancel = async_track_point_in_utc_time(self._hass, due, items[0].starts_at - self._offset)

    @callback
    def _stop_waiting(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
