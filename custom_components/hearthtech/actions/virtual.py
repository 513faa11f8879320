"""The hands of a virtual stove, as an action: what a person would do in front of a real one."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from custom_components.hearthtech.data import household
from custom_components.hearthtech.errors import user_error
from custom_components.hearthtech.stove.errors import LinkRefused
from custom_components.hearthtech.stove.simulator.hands import Hands
from custom_components.hearthtech.targets import find_burners
from custom_components.hearthtech.virtual import virtual_stove

from .action import Action

ATTR_BURNER_NUMBER: Final = "burner_number"
ATTR_GESTURE: Final = "gesture"
ATTR_POWER_LEVEL: Final = "power_level"
ATTR_STOVE: Final = "stove"
ATTR_WATER: Final = "water"
USE_HANDS: Final = "use_hands"

type Gesture = Callable[[Hands, int, dict[str, Any]], None]

GESTURES: Final[dict[str, Gesture]] = {
    "arm": lambda hands, _n, _data: hands.arm(),
    "disarm": lambda hands, _n, _data: hands.disarm(),
    "lock": lambda hands, _n, _data: hands.lock(),
    "unlock": lambda hands, _n, _data: hands.lock(False),
    "turn_knob": lambda hands, n, data: hands.turn(n, data[ATTR_POWER_LEVEL] / 100),
    "place_pan": lambda hands, n, data: hands.pan(n, water_l=data[ATTR_WATER]),
    "lift_pan": lambda hands, n, _data: hands.lift(n),
    "acknowledge": lambda hands, n, _data: hands.acknowledge(n),
    "confirm_step": lambda hands, _n, _data: hands.confirm(),
}

USE_HANDS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_STOVE): cv.string,
        vol.Required(ATTR_GESTURE): vol.In(GESTURES),
        vol.Optional(ATTR_BURNER_NUMBER): cv.positive_int,
        vol.Optional(ATTR_POWER_LEVEL, default=0): vol.All(vol.Coerce(float), vol.Range(min=0, max=100)),
        vol.Optional(ATTR_WATER, default=1.5): vol.All(vol.Coerce(float), vol.Range(min=0, max=10)),
    }
)


async def _use_hands(call: ServiceCall) -> ServiceResponse:
    """Find the virtual stove, and the burner: the one that was named, or the only one that was meant."""
    named = find_burners(call.hass, [call.data[ATTR_STOVE]])
    stove_id, _, number = named[0].id.rpartition("/")
    runtime = household(call.hass).stoves.get(stove_id)
    stove = None if runtime is None else virtual_stove(call.hass, runtime.entry.entry_id)
    if stove is None:
        raise user_error("not_virtual")
    n = call.data.get(ATTR_BURNER_NUMBER, int(number))
    try:
        GESTURES[call.data[ATTR_GESTURE]](stove.hands, n, call.data)
    except LinkRefused as refused:
        raise user_error("burner_not_found", burner=n) from refused
    return None


ACTIONS: Final = (
    Action(name=USE_HANDS, handler=_use_hands, schema=USE_HANDS_SCHEMA, response=SupportsResponse.NONE),
)
