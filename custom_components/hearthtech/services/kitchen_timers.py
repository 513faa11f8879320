"""Action of kitchen timers. The entities of a timer pause, extend and cancel it."""

from datetime import timedelta
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..models import loaded_kitchen
from ..validators import positive_period
from .action import Action

ATTR_DURATION: Final = "duration"
ATTR_NAME: Final = "name"
START_TIMER: Final = "start_timer"
LONGEST_NAME: Final = 120
LONGEST: Final = timedelta(days=7)


def _duration(value: Any) -> timedelta:
    """Return a time of at least a second and at most a week.

    Raises:
        vol.Invalid: for anything else.
    """
    time = positive_period(value)
    if not timedelta(seconds=1) <= time <= LONGEST:
        raise vol.Invalid("a timer runs for between a second and a week")
    return time


START_TIMER_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_DURATION): _duration,
        vol.Optional(ATTR_NAME, default=""): vol.All(cv.string, vol.Length(max=LONGEST_NAME)),
    }
)


async def _start_timer(call: ServiceCall) -> ServiceResponse:
    """Set a kitchen timer, which controls no heat."""
    with translated_errors():
        timer = await loaded_kitchen(call.hass).timers.add(
            call.data[ATTR_NAME], seconds=call.data[ATTR_DURATION].total_seconds()
        )
    return {"timer_id": timer.id, "name": timer.name, "ends_at": timer.ends_at.isoformat()}


ACTIONS: Final = (Action(name=START_TIMER, handler=_start_timer, schema=START_TIMER_SCHEMA),)
