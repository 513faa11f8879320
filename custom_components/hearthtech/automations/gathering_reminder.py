"""Trigger that fires when a gathering begins, or a while before: a reminder of what is still missing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, cast, override

from homeassistant.const import CONF_OFFSET, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..const import LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.gatherings.model import GapKind, Gathering
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data
from ..validators import positive_period

GRACE: Final = timedelta(seconds=1)
"""A gathering whose time came less than this ago still fires, since storing it takes time."""
SCHEMA: Final = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default=dict): {
            vol.Optional(CONF_OFFSET, default=timedelta()): positive_period
        }
    }
)


class GatheringStarts(Trigger):
    """Fires when a gathering begins, or a time before, with the numbers of answers and what is missing."""

    kind = "gathering_starts"

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast("ConfigType", SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Store the options."""
        super().__init__(hass, config)
        self._offset: timedelta = (config.options or {})[CONF_OFFSET]

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Wait for gatherings while a kitchen is loaded, and again when it is reloaded."""

        @callback
        def fire(told: dict[str, Any]) -> None:
            run_action({"gathering": told, "offset": self._offset}, f"gathering {told['name']}")

        waiter = _GatheringWaiter(self._hass, self._offset, fire)
        stop = async_get_data(self._hass).on_kitchen(waiter.use)

        @callback
        def detach() -> None:
            stop()
            waiter.use(None)

        return detach


class _GatheringWaiter:
    """Waits for the next gathering, and restarts when one changes."""

    def __init__(
        self, hass: HomeAssistant, offset: timedelta, fire: Callable[[dict[str, Any]], None]
    ) -> None:
        self._hass = hass
        self._offset = offset
        self._fire = fire
        self._after = dt_util.utcnow() + offset - GRACE
        """Gatherings that begin before this have fired, or were due before the waiting began."""
        self._kitchen: Kitchen | None = None
        self._stops: list[CALLBACK_TYPE] = []
        self._cancel: CALLBACK_TYPE | None = None
        self._looks = 0

    @callback
    def use(self, kitchen: Kitchen | None) -> None:
        """Set the kitchen whose gatherings to wait for, or none."""
        self._stop_waiting()
        while self._stops:
            self._stops.pop()()
        self._kitchen = kitchen
        if kitchen is not None:
            self._stops.append(kitchen.subscribe(self._changed))
            self._look()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind is ChangeKind.GATHERING_CHANGED:
            self._look()

    @callback
    def _look(self) -> None:
        self._hass.async_create_task(self._find(), "hearthtech gathering trigger")

    async def _find(self) -> None:
        if (kitchen := self._kitchen) is None:
            return
        self._looks += 1
        look = self._looks
        try:
            every = await kitchen.gatherings.all()
        except KitchenError as error:
            LOGGER.warning("The gatherings can't be read: %s", error)
            return
        if look != self._looks or kitchen is not self._kitchen:
            return
        self._stop_waiting()
        coming = [one for one in every if one.starts_at > self._after]
        if not coming:
            return
        due = [one for one in coming if one.starts_at == coming[0].starts_at]

        @callback
        def reached(_: datetime) -> None:
            self._cancel = None
            self._after = due[0].starts_at
            self._hass.async_create_task(self._tell(kitchen, due), "hearthtech gathering starts")
            self._look()

        self._cancel = async_track_point_in_utc_time(self._hass, reached, due[0].starts_at - self._offset)

    async def _tell(self, kitchen: Kitchen, due: list[Gathering]) -> None:
        for gathering in due:
            try:
                state = await kitchen.gatherings.overview(gathering.id)
            except KitchenError as error:
                LOGGER.warning("The gathering can't be read: %s", error)
                continue
            self._fire(
                {
                    "id": gathering.id,
                    "name": gathering.title,
                    "place": gathering.place,
                    "starts_at": dt_util.as_local(gathering.starts_at).isoformat(),
                    "coming": state.coming,
                    "unanswered": len(state.unanswered),
                    "gaps": [
                        {
                            "gap": gap.kind.value,
                            "what": "" if gap.kind is GapKind.NOTHING_SAFE else gap.what,
                        }
                        for gap in state.gaps
                    ],
                }
            )

    @callback
    def _stop_waiting(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
