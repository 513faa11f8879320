"""Action that operates a virtual stove by hand."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..adapters.link_stove.virtual_stove import virtual_stove
from ..errors import user_error
from ..hearth_link.errors import LinkRefused
from ..hearth_link.simulator.manual_controls import ManualControls
from ..hearth_link.simulator.virtual import VirtualStove
from ..models import async_get_data
from ..permissions import async_require_heat
from .action import Action
from .burner_targets import find_burners

ATTR_BURNER_NUMBER: Final = "burner_number"
ATTR_GESTURE: Final = "gesture"
ATTR_POWER_LEVEL: Final = "power_level"
ATTR_STOVE: Final = "stove"
ATTR_WATER: Final = "water"
USE_HANDS: Final = "use_hands"

RAISES: Final = frozenset({"arm", "unlock", "acknowledge", "turn_knob"})
"""Manual operations that heat the virtual stove or enable heat. Through this action they need the right to raise heat.
"""

type Gesture = Callable[[ManualControls, int, dict[str, Any]], None]

GESTURES: Final[dict[str, Gesture]] = {
    "arm": lambda controls, _n, _data: controls.arm(),
    "disarm": lambda controls, _n, _data: controls.disarm(),
    "lock": lambda controls, _n, _data: controls.lock(),
    "unlock": lambda controls, _n, _data: controls.lock(False),
    "turn_knob": lambda controls, n, data: controls.turn(n, data[ATTR_POWER_LEVEL] / 100),
    "place_pan": lambda controls, n, data: controls.pan(n, water_l=data[ATTR_WATER]),
    "lift_pan": lambda controls, n, _data: controls.lift(n),
    "acknowledge": lambda controls, n, _data: controls.acknowledge(n),
    "confirm_step": lambda controls, _n, _data: controls.confirm(),
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
    """Find the virtual stove and the burner, which may be omitted if it is unambiguous, and operate it."""
    named = find_burners(call.hass, [call.data[ATTR_STOVE]])
    stove_id, _, number = named[0].id.rpartition("/")
    runtime = async_get_data(call.hass).stoves.get(stove_id)
    stove = None if runtime is None else virtual_stove(call.hass, runtime.entry.entry_id)
    if stove is None:
        raise user_error("not_virtual")
    n = call.data.get(ATTR_BURNER_NUMBER, int(number))
    if call.data[ATTR_GESTURE] in RAISES and not _turns_down(call, stove, n):
        await async_require_heat(call.hass, call.context)
    try:
        GESTURES[call.data[ATTR_GESTURE]](stove.controls, n, call.data)
    except LinkRefused as refused:
        raise user_error("burner_not_found", burner=n) from refused
    return None


def _turns_down(call: ServiceCall, stove: VirtualStove, n: int) -> bool:
    """Whether the operation turns a knob down or off, which everybody may do."""
    burner = stove.stove.burners.get(n)
    level: float = call.data[ATTR_POWER_LEVEL] / 100
    if call.data[ATTR_GESTURE] != "turn_knob" or burner is None:
        return False
    return level == 0 or (burner.target_c is None and level <= burner.power)


ACTIONS: Final = (
    Action(name=USE_HANDS, handler=_use_hands, schema=USE_HANDS_SCHEMA, response=SupportsResponse.NONE),
)
