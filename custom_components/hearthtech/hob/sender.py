"""What is asked of a hob, as actions on its entities."""

import asyncio
from typing import Any, Final

from homeassistant.const import (
    ATTR_ENTITY_ID,
    ATTR_OPTION,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_UNAVAILABLE,
    UnitOfTemperature,
)
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.unit_conversion import TemperatureConverter
import voluptuous as vol

from custom_components.hearthtech.kitchen.burner import BurnerRefused, RefusalCode

from . import readings
from .heat import Setting
from .mapping import WRITABLE, Role
from .reader import BurnerReader

SEND_WITHIN_S: Final = 10.0
"""An action that takes longer is not waited for."""
BROKEN: Final = (HomeAssistantError, vol.Invalid, ValueError, TypeError, KeyError, OSError, TimeoutError)
"""What actions of other integrations end with when they can't be done."""


class Sender:
    """Sends to one burner. Whatever goes wrong is told as `UNAVAILABLE`."""

    def __init__(self, hass: HomeAssistant, reader: BurnerReader) -> None:
        self._hass = hass
        self._reader = reader

    async def heat(self, asked: Setting, context: Context) -> None:
        """Set a level or a temperature, and switch the burner on where it has a switch that is off.

        Raises:
            BurnerRefused: `OUT_OF_RANGE` when no level comes near, `UNAVAILABLE` when it can't be sent.
        """
        watch = self._reader.watch
        if watch.domain(Role.SWITCH) in WRITABLE[Role.SWITCH] and not readings.runs(watch.state(Role.SWITCH)):
            await self._call(Role.SWITCH, "turn_on", context)
        if asked.target_c is not None:
            unit = watch.attributes(Role.TARGET).get(ATTR_UNIT_OF_MEASUREMENT)
            value = TemperatureConverter.convert(asked.target_c, UnitOfTemperature.CELSIUS, unit)
            await self._call(Role.TARGET, "set_value", context, value=round(value, 1))
        elif watch.has(Role.LEVEL):
            await self._level(asked.power or 0.0, context)

    async def off(self, context: Context, attempt: int) -> None:
        """Turn it off by the next of the ways there are.

        Raises:
            BurnerRefused: `UNAVAILABLE` when it can't be sent.
        """
        watch, scale = self._reader.watch, self._reader.scale
        ways: list[Role] = [role for role in (Role.STOP, Role.SWITCH) if watch.domain(role) in WRITABLE[role]]
        if watch.domain(Role.LEVEL) in WRITABLE[Role.LEVEL] and scale and scale.value(0.0) is not None:
            ways.append(Role.LEVEL)
        if not ways:
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {"reason": "its entities are gone"})
        match ways[attempt % len(ways)]:
            case Role.STOP:
                press = "turn_on" if watch.domain(Role.STOP) == "script" else "press"
                await self._call(Role.STOP, press, context)
            case Role.SWITCH:
                await self._call(Role.SWITCH, "turn_off", context)
            case _:
                await self._level(0.0, context)

    async def _level(self, power: float, context: Context) -> None:
        scale = self._reader.scale
        value = None if scale is None else scale.value(power)
        if value is None:
            raise BurnerRefused(RefusalCode.OUT_OF_RANGE, {"power": power})
        if self._reader.watch.domain(Role.LEVEL) in {"select", "input_select"}:
            await self._call(Role.LEVEL, "select_option", context, **{ATTR_OPTION: value})
        else:
            await self._call(Role.LEVEL, "set_value", context, value=float(value))

    async def _call(self, role: Role, action: str, context: Context, **data: Any) -> None:
        entity_id, state = self._reader.watch.entity_id(role), self._reader.watch.state(role)
        # Home Assistant passes over what is unavailable without a word.
        if entity_id is None or state is None or state.state == STATE_UNAVAILABLE:
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {"reason": f"{entity_id or role} is not there"})
        try:
            async with asyncio.timeout(SEND_WITHIN_S):
                await self._hass.services.async_call(
                    entity_id.partition(".")[0],
                    action,
                    {ATTR_ENTITY_ID: entity_id, **data},
                    blocking=True,
                    context=context,
                )
        except BROKEN as error:
            reason = str(error) or type(error).__name__
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {"reason": reason}) from error
