"""Waiting for what a real stove does in its own time."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.stove.simulator.virtual import VirtualStove


async def act(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    """Call an action of ours. Returns its response."""
    response = await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)
    return cast("dict[str, Any]", response)


async def until(hass: HomeAssistant, condition: Callable[[], object], *, within_s: float = 8.0) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(within_s):
        while not condition():
            await asyncio.sleep(0.02)
            await hass.async_block_till_done(wait_background_tasks=False)


def entity_id(hass: HomeAssistant, domain: str, stove: VirtualStove, key: str, n: int | None = None) -> str:
    """The id of one of our entities."""
    unique_id = f"{stove.stove_id}_{key}" if n is None else f"{stove.stove_id}_{n}_{key}"
    found = er.async_get(hass).async_get_entity_id(domain, DOMAIN, unique_id)
    assert found is not None, unique_id
    return found


def state(hass: HomeAssistant, domain: str, stove: VirtualStove, key: str, n: int | None = None) -> State:
    """The state of one of our entities."""
    found = hass.states.get(entity_id(hass, domain, stove, key, n))
    assert found is not None
    return found


def burner_device(hass: HomeAssistant, stove: VirtualStove, n: int) -> dr.ChildDeviceEntry:
    """The device of a burner."""
    registry = dr.async_get(hass)
    for entry in hass.config_entries.async_entries(DOMAIN):
        device = registry.async_get_child_device_by_identifier(
            (DOMAIN, f"{stove.stove_id}/{n}"), entry.entry_id
        )
        if device is not None:
            return device
    raise AssertionError(f"burner {n} has no device")
