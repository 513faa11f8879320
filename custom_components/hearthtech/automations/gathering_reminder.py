"""Trigger that fires when a gathering begins, or a while before: a reminder of what is still missing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast, override

from homeassistant.const import CONF_OFFSET, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
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
from ..kitchen.changes import ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.gatherings.model import GapKind, Gathering, PotluckOverview
from ..kitchen.kitchen import Kitchen
from ..validators import positive_period
from .kitchen_triggers import StartWaiter, while_loaded

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

        async def report(kitchen: Kitchen, gathering: Gathering) -> None:
            try:
                state = await kitchen.gatherings.overview(gathering.id)
            except KitchenError as error:
                LOGGER.warning("The gathering can't be read: %s", error)
                return
            data = _reminder(gathering, state)
            run_action({"gathering": data, "offset": self._offset}, f"gathering {data['name']}")

        @callback
        def fire(kitchen: Kitchen, gathering: Gathering) -> None:
            self._hass.async_create_task(report(kitchen, gathering), "hearthtech gathering starts")

        waiter = StartWaiter(
            self._hass,
            self._offset,
            what="gatherings",
            kinds=(ChangeKind.GATHERING_CHANGED,),
            coming=_coming,
            fire=fire,
        )
        return while_loaded(self._hass, waiter.use)


async def _coming(kitchen: Kitchen, after: datetime) -> Sequence[Gathering]:
    """The gatherings that begin next after a time."""
    later = [one for one in await kitchen.gatherings.all() if one.starts_at > after]
    first = min((one.starts_at for one in later), default=None)
    return [one for one in later if one.starts_at == first]


def _reminder(gathering: Gathering, state: PotluckOverview) -> dict[str, Any]:
    """The data of the trigger: the gathering, the numbers of answers and what is missing."""
    return {
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
