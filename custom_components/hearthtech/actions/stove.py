"""Actions on stoves: set a burner, turn off, timer, arming."""

import asyncio
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final, cast

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from custom_components.hearthtech.blueprint_files import async_copy_blueprints
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.data import household
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.burner import Burner, BurnerRefused, RefusalCode
from custom_components.hearthtech.permissions import async_require_heat
from custom_components.hearthtech.targets import find_burners

from .action import Action

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

SET_BURNER_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Required(ATTR_BURNER): _BURNERS,
            vol.Exclusive(ATTR_POWER, "heat"): vol.All(vol.Coerce(float), vol.Range(min=0, max=200)),
            vol.Exclusive(ATTR_TEMPERATURE, "heat"): vol.All(vol.Coerce(float), vol.Range(min=20, max=300)),
            vol.Optional(ATTR_START, default=False): cv.boolean,
            vol.Optional(ATTR_DURATION): cv.positive_time_period,
        },
        cv.has_at_least_one_key(ATTR_POWER, ATTR_TEMPERATURE),
    )
)
SET_TIMER_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_BURNER): _BURNERS,
        vol.Required(ATTR_DURATION): cv.positive_time_period,
    }
)
STOP_SCHEMA: Final = vol.Schema({vol.Required(ATTR_BURNER): _BURNERS})
STOVES_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_STOVE): _BURNERS})


async def _set_burner(call: ServiceCall) -> ServiceResponse:
    burners = find_burners(call.hass, call.data[ATTR_BURNER])
    power: float | None = call.data.get(ATTR_POWER)
    if power == 0.0:
        return await _turn_off(call, burners)
    if power is None or any(_raises(burner, power / 100) for burner in burners):
        await async_require_heat(call.hass, call.context)
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    for burner in burners:
        _tell_who(call, burner)
        with translated_errors(burner.name):
            await burner.set(
                power=None if power is None else power / 100,
                temperature_c=call.data.get(ATTR_TEMPERATURE),
                start=call.data[ATTR_START],
                timer_s=None if duration is None else duration.total_seconds(),
            )
    return _response(burners)


def _raises(burner: Burner, power: float) -> bool:
    now = burner.state.power
    return now is None or power > now


async def _set_timer(call: ServiceCall) -> ServiceResponse:
    burners = find_burners(call.hass, call.data[ATTR_BURNER])
    duration: timedelta = call.data[ATTR_DURATION]
    for burner in burners:
        state = burner.state
        _tell_who(call, burner)
        with translated_errors(burner.name):
            if not state.power and state.target_temperature_c is None:
                raise BurnerRefused(RefusalCode.NOT_ON)
            held = state.target_temperature_c
            await burner.set(
                power=state.power if held is None else None,
                temperature_c=held,
                timer_s=duration.total_seconds(),
            )
    return _response(burners)


async def _stop(call: ServiceCall) -> ServiceResponse:
    return await _turn_off(call, find_burners(call.hass, call.data[ATTR_BURNER]))


async def _everything_off(call: ServiceCall) -> ServiceResponse:
    directory = household(call.hass).burners
    names = call.data.get(ATTR_STOVE)
    return await _turn_off(call, list(directory) if names is None else find_burners(call.hass, names))


async def _turn_off(call: ServiceCall, burners: list[Burner]) -> ServiceResponse:
    """Turn all of them off at once; one that can't be reached does not keep the others on."""
    for burner in burners:
        _tell_who(call, burner)
    results = await asyncio.gather(*(burner.off() for burner in burners), return_exceptions=True)
    for burner, result in zip(burners, results, strict=True):
        if isinstance(result, BaseException):
            with translated_errors(burner.name):
                raise result
    return _response(burners)


async def _get_arm_state(call: ServiceCall) -> ServiceResponse:
    stoves = household(call.hass).stoves
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


@callback
def _tell_who(call: ServiceCall, burner: Burner) -> None:
    """Let what follows at this burner be known as this call's doing."""
    stove_id, _, number = burner.id.rpartition("/")
    home = household(call.hass)
    if (stove := home.stoves.get(stove_id) or home.hobs.get(stove_id)) is not None:
        stove.blame(int(number), call.context)


def _response(burners: list[Burner]) -> dict[str, Any]:
    """The state of each burner as it is known now; an accepted command is not yet a fact."""
    return {"burners": {burner.id: {"name": burner.name, **asdict(burner.state)} for burner in burners}}


ACTIONS: Final = (
    Action(name=SET_BURNER, handler=_set_burner, schema=SET_BURNER_SCHEMA),
    Action(name=SET_TIMER, handler=_set_timer, schema=SET_TIMER_SCHEMA),
    Action(name=STOP, handler=_stop, schema=STOP_SCHEMA),
    Action(name=EVERYTHING_OFF, handler=_everything_off, schema=STOVES_SCHEMA),
    Action(name=GET_ARM_STATE, handler=_get_arm_state, schema=STOVES_SCHEMA, response=SupportsResponse.ONLY),
    Action(name=COPY_BLUEPRINTS, handler=_copy_blueprints, schema=vol.Schema({})),
)
