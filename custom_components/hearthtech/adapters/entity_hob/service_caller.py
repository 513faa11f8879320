"""Sends commands to a hob by service calls on its entities."""

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

from ...burners.model import BurnerRefused, RefusalCode
from . import state_parsing
from .command_tracker import HeatSetting
from .mapping import WRITABLE, EntityRole
from .state_reader import BurnerReader

SEND_WITHIN_S: Final = 10.0
"""Time limit of a service call (s); a slower call is not awaited."""
BROKEN: Final = (HomeAssistantError, vol.Invalid, ValueError, TypeError, KeyError, OSError, TimeoutError)
"""Errors that service calls of other integrations raise if they can't be carried out."""


class ServiceCaller:
    """Sends commands to one burner. Every failure is raised as `UNAVAILABLE`."""

    def __init__(self, hass: HomeAssistant, reader: BurnerReader) -> None:
        self._hass = hass
        self._reader = reader

    async def heat(self, asked: HeatSetting, context: Context) -> None:
        """Set a level or a temperature, and turn on the burner's switch if it has one that is off.

        Raises:
            BurnerRefused: `OUT_OF_RANGE` when no level comes near, `UNAVAILABLE` when it can't be sent.
        """
        watch = self._reader.watch
        if watch.domain(EntityRole.SWITCH) in WRITABLE[EntityRole.SWITCH] and not state_parsing.runs(
            watch.state(EntityRole.SWITCH)
        ):
            await self._call(EntityRole.SWITCH, "turn_on", context)
        if asked.target_c is not None:
            unit = watch.attributes(EntityRole.TARGET).get(ATTR_UNIT_OF_MEASUREMENT)
            value = TemperatureConverter.convert(asked.target_c, UnitOfTemperature.CELSIUS, unit)
            await self._call(EntityRole.TARGET, "set_value", context, value=round(value, 1))
        elif watch.has(EntityRole.LEVEL):
            await self._level(asked.power or 0.0, context)

    async def off(self, context: Context, attempt: int) -> None:
        """Turn the burner off by the next available method.

        Raises:
            BurnerRefused: `UNAVAILABLE` when it can't be sent.
        """
        watch, scale = self._reader.watch, self._reader.scale
        ways: list[EntityRole] = [
            role for role in (EntityRole.STOP, EntityRole.SWITCH) if watch.domain(role) in WRITABLE[role]
        ]
        if (
            watch.domain(EntityRole.LEVEL) in WRITABLE[EntityRole.LEVEL]
            and scale
            and scale.value(0.0) is not None
        ):
            ways.append(EntityRole.LEVEL)
        if not ways:
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {"reason": "its entities are gone"})
        match ways[attempt % len(ways)]:
            case EntityRole.STOP:
                press = "turn_on" if watch.domain(EntityRole.STOP) == "script" else "press"
                await self._call(EntityRole.STOP, press, context)
            case EntityRole.SWITCH:
                await self._call(EntityRole.SWITCH, "turn_off", context)
            case _:
                await self._level(0.0, context)

    async def _level(self, power: float, context: Context) -> None:
        scale = self._reader.scale
        value = None if scale is None else scale.value(power)
        if value is None:
            raise BurnerRefused(RefusalCode.OUT_OF_RANGE, {"power": power})
        if self._reader.watch.domain(EntityRole.LEVEL) in {"select", "input_select"}:
            await self._call(EntityRole.LEVEL, "select_option", context, **{ATTR_OPTION: value})
        else:
            await self._call(EntityRole.LEVEL, "set_value", context, value=float(value))

    async def _call(self, role: EntityRole, action: str, context: Context, **data: Any) -> None:
        entity_id, state = self._reader.watch.entity_id(role), self._reader.watch.state(role)
        # Home Assistant silently skips unavailable entities.
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
