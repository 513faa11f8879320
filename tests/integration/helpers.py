"""Helpers that call actions and wait for a real stove."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from homeassistant.components.event.const import ATTR_EVENT_TYPE
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Context, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from custom_components.hearthtech.burners.heat_gate import (
    Actor,
    BurnerFacts,
    HeatChange,
    HeatGate,
    HeatPermit,
    Origin,
)
from custom_components.hearthtech.burners.model import BurnerState
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove


async def act(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    """Call an action of this integration. Returns its response."""
    response = await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)
    return cast("dict[str, Any]", response)


async def until(hass: HomeAssistant, condition: Callable[[], object], *, within_s: float = 8.0) -> None:
    """Wait until a condition is true."""
    async with asyncio.timeout(within_s):
        while not condition():
            await asyncio.sleep(0.02)
            await hass.async_block_till_done(wait_background_tasks=False)


def entity_id(hass: HomeAssistant, domain: str, stove: VirtualStove, key: str, n: int | None = None) -> str:
    """Return the id of an entity of this integration."""
    unique_id = f"{stove.stove_id}_{key}" if n is None else f"{stove.stove_id}_{n}_{key}"
    found = er.async_get(hass).async_get_entity_id(domain, DOMAIN, unique_id)
    assert found is not None, unique_id
    return found


def state(hass: HomeAssistant, domain: str, stove: VirtualStove, key: str, n: int | None = None) -> State:
    """Return the state of an entity of this integration."""
    found = hass.states.get(entity_id(hass, domain, stove, key, n))
    assert found is not None
    return found


def event_types(hass: HomeAssistant, entity: str) -> list[str]:
    """Return the types of the events of an event entity from now on, as they come."""
    found: list[str] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        if (new := event.data["new_state"]) is not None and new.state not in {
            STATE_UNKNOWN,
            STATE_UNAVAILABLE,
        }:
            found.append(new.attributes[ATTR_EVENT_TYPE])

    async_track_state_change_event(hass, entity, changed)
    return found


def burner_device(hass: HomeAssistant, stove: VirtualStove, n: int) -> dr.ChildDeviceEntry:
    """Return the device of a burner."""
    registry = dr.async_get(hass)
    for entry in hass.config_entries.async_entries(DOMAIN):
        device = registry.async_get_child_device_by_identifier(
            (DOMAIN, f"{stove.stove_id}/{n}"), entry.entry_id
        )
        if device is not None:
            return device
    raise AssertionError(f"burner {n} has no device")


def permit(*burner_ids: str) -> HeatPermit:
    """Return a permit for any heat of these burners."""
    owner = Actor(origin=Origin.USER, user_id="owner", stoves=None)
    changes = [
        HeatChange(burner_id=burner_id, power=power, temperature_c=celsius, start=True)
        for burner_id in burner_ids
        for power, celsius in ((2.0, None), (None, 400.0))
    ]
    facts = BurnerFacts(state=BurnerState(measured_at=0.0))
    return HeatGate(lambda: 0.0).permit(owner, changes, lambda _: facts)


async def owner(hass: HomeAssistant) -> Context:
    """Return the context of an administrator, who may raise heat. A hob without arming is started by users only."""
    user = await hass.auth.async_create_user("Owner", group_ids=["system-admin"])
    return Context(user_id=user.id)


async def cook_context(hass: HomeAssistant) -> Context:
    """Return the context of the one cook in a test. Text without a user is from a satellite without the right to heat."""
    users = [user for user in await hass.auth.async_get_users() if user.name == "Cook"]
    user = users[0] if users else await hass.auth.async_create_user("Cook", group_ids=["system-admin"])
    return Context(user_id=user.id)
