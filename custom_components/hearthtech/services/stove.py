"""Actions on stoves: set a burner, turn off, timer, arming."""

from dataclasses import asdict
from datetime import timedelta
from math import isfinite
from typing import Any, Final, cast

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..automations.blueprints import async_copy_blueprints
from ..burners.burner import Burner
from ..burners.heat_gate import HeatChange
from ..burners.model import BurnerRefused, RefusalCode
from ..const import DOMAIN
from ..errors import translated_errors
from ..models import async_get_data
from ..validators import positive_period
from .action import Action
from .burner_targets import find_burners
from .heat_commands import async_set_heat, async_turn_off

ATTR_BURNER: Final = "burner"
ATTR_DURATION: Final = "duration"
ATTR_POWER: Final = "power"
ATTR_START: Final = "start"
ATTR_STOVE: Final = "stove"
ATTR_TEMPERATURE: Final = "temperature"

SET_BURNER: Final = "set_burner"
SET_TIMER: Final = "set_timer"
STOP: Final = "stop"
EVERYTHING_OFF: Final = "everything_off"
GET_ARM_STATE: Final = "get_arm_state"
COPY_BLUEPRINTS: Final = "copy_blueprints"

_BURNERS = vol.All(cv.ensure_list, [cv.string], vol.Length(min=1))


def _finite(value: float) -> float:
    """Refuse infinite and NaN values."""
    if not isfinite(value):
        raise vol.Invalid("a number is needed")
    return value


SET_BURNER_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Required(ATTR_BURNER): _BURNERS,
            vol.Exclusive(ATTR_POWER, "heat"): vol.All(vol.Coerce(float), _finite, vol.Range(min=0, max=200)),
            vol.Exclusive(ATTR_TEMPERATURE, "heat"): vol.All(
                vol.Coerce(float), _finite, vol.Range(min=20, max=300)
            ),
            vol.Optional(ATTR_START, default=False): cv.boolean,
            vol.Optional(ATTR_DURATION): positive_period,
        },
        cv.has_at_least_one_key(ATTR_POWER, ATTR_TEMPERATURE),
    )
)
SET_TIMER_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_BURNER): _BURNERS,
        vol.Required(ATTR_DURATION): positive_period,
    }
)
STOP_SCHEMA: Final = vol.Schema({vol.Required(ATTR_BURNER): _BURNERS})
STOVES_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_STOVE): _BURNERS})


async def _set_burner(call: ServiceCall) -> ServiceResponse:
    burners = find_burners(call.hass, call.data[ATTR_BURNER])
    power: float | None = call.data.get(ATTR_POWER)
    if power == 0.0:
        await async_turn_off(call.hass, call.context, burners)
        return _response(burners)
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    await async_set_heat(
        call.hass,
        call.context,
        [
            HeatChange(
                burner_id=burner.id,
                power=None if power is None else power / 100,
                temperature_c=call.data.get(ATTR_TEMPERATURE),
                start=call.data[ATTR_START],
                timer_s=None if duration is None else duration.total_seconds(),
            )
            for burner in burners
        ],
        burners,
    )
    return _response(burners)


async def _set_timer(call: ServiceCall) -> ServiceResponse:
    """Set the cut-off timer of burners that are on. Everybody may shorten it; extending it is a raise of heat."""
    burners = find_burners(call.hass, call.data[ATTR_BURNER])
    duration: timedelta = call.data[ATTR_DURATION]
    changes = []
    for burner in burners:
        state = burner.state
        with translated_errors(burner.name):
            if not state.power and state.target_temperature_c is None:
                raise BurnerRefused(RefusalCode.NOT_ON)
        held = state.target_temperature_c
        changes.append(
            HeatChange(
                burner_id=burner.id,
                power=state.power if held is None else None,
                temperature_c=held,
                timer_s=duration.total_seconds(),
            )
        )
    await async_set_heat(call.hass, call.context, changes, burners)
    return _response(burners)


async def _stop(call: ServiceCall) -> ServiceResponse:
    burners = find_burners(call.hass, call.data[ATTR_BURNER])
    await async_turn_off(call.hass, call.context, burners)
    return _response(burners)


async def _everything_off(call: ServiceCall) -> ServiceResponse:
    directory = async_get_data(call.hass).burners
    names = call.data.get(ATTR_STOVE)
    burners = list(directory) if names is None else find_burners(call.hass, names)
    await async_turn_off(call.hass, call.context, burners)
    return _response(burners)


async def _get_arm_state(call: ServiceCall) -> ServiceResponse:
    stoves = async_get_data(call.hass).stoves
    if (names := call.data.get(ATTR_STOVE)) is not None:
        wanted = {burner.id.rpartition("/")[0] for burner in find_burners(call.hass, names)}
        stoves = {stove_id: stove for stove_id, stove in stoves.items() if stove_id in wanted}
    return {
        "stoves": {
            stove_id: {
                "name": stove.name,
                "available": stove.connected,
                "armed": stove.state.armed if stove.connected else None,
                "seconds_left": stove.state.armed_left_s if stove.connected else None,
                "remote_control": stove.state.remote_enabled if stove.connected else None,
                "locked": stove.state.locked if stove.connected else None,
            }
            for stove_id, stove in stoves.items()
        }
    }


async def _copy_blueprints(call: ServiceCall) -> ServiceResponse:
    try:
        copied = await async_copy_blueprints(call.hass)
    except OSError as error:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="blueprints_not_copied",
            translation_placeholders={"error": str(error)},
        ) from error
    return cast("dict[str, JsonValueType]", asdict(copied))


def _response(burners: list[Burner]) -> dict[str, Any]:
    """Return the known state of each burner; an accepted command may not have taken effect yet."""
    return {"burners": {burner.id: {"name": burner.name, **asdict(burner.state)} for burner in burners}}


ACTIONS: Final = (
    Action(name=SET_BURNER, handler=_set_burner, schema=SET_BURNER_SCHEMA),
    Action(name=SET_TIMER, handler=_set_timer, schema=SET_TIMER_SCHEMA),
    Action(name=STOP, handler=_stop, schema=STOP_SCHEMA),
    Action(name=EVERYTHING_OFF, handler=_everything_off, schema=STOVES_SCHEMA),
    Action(name=GET_ARM_STATE, handler=_get_arm_state, schema=STOVES_SCHEMA, response=SupportsResponse.ONLY),
    Action(name=COPY_BLUEPRINTS, handler=_copy_blueprints, schema=vol.Schema({})),
)
