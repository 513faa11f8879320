"""A session driven wholly by actions; a cook watched on a real stove, and kept."""

import asyncio

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.const import DOMAIN

from .conftest import MakeStove, set_up_stove
from .helpers import act, burner_device


async def test_every_order_of_a_session(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    await act(hass, "start_cooking", recipe="grandma's chicken soup")

    async def tell(order: str, **data: object) -> dict[str, object]:
        session = (await act(hass, "tell_session", order=order, **data))["session"]
        dish: dict[str, object] = session["dishes"][0]
        return dish

    assert (await act(hass, "next_step"))["session"]["dishes"][0]["step"] == 1
    assert (await tell("previous"))["step"] == 0
    assert (await tell("repeat"))["step"] == 0
    assert (await tell("skip"))["step"] == 1
    assert (await tell("pause"))["pause"] == "cook"
    assert (await tell("resume"))["pause"] is None
    assert (await tell("level", level="observe"))["level"] == "observe"
    await tell("hold", time={"minutes": 20})
    remarked = await act(hass, "tell_session", order="remark", words="more salt")
    assert remarked["session"]["remarks"] == 1
    with pytest.raises(ServiceValidationError):
        await tell("previous", session="no such session")
    await act(hass, "stop_cooking")


async def test_an_automation_never_confirms_a_human_gate(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    recipe = (await act(hass, "get_recipe", recipe="grandma's chicken soup"))["recipe"]
    gate = next(
        number
        for number, step in enumerate(recipe["steps"])
        if step["goal"] is not None and step["goal"]["kind"] == "HumanGate"
    )
    await act(hass, "start_cooking", recipe=recipe["id"])
    for _ in range(gate):
        await act(hass, "next_step")
    for order in ("confirm", "skip"):
        with pytest.raises(HomeAssistantError) as caught:
            await act(hass, "tell_session", order=order)
        assert caught.value.translation_key == "kitchen_gate_waits"
    await act(hass, "stop_cooking")


async def test_a_cook_is_watched_and_the_recipe_kept(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, make_stove: MakeStove
) -> None:
    stove = await make_stove(rate=200.0)
    await set_up_stove(hass, stove)
    await hass.async_block_till_done()
    device = burner_device(hass, stove, 1)
    watched = (await act(hass, "watch_cooking", name="Tea water", burner=device.id))["session"]
    stove.hands.turn(1, 1.0)
    await asyncio.sleep(2.5)
    stove.hands.turn(1, 0.0)
    await asyncio.sleep(0.6)
    await act(hass, "stop_cooking")
    proposed = await act(hass, "propose_recipe", sessions=[watched["id"]], name="Tea", by="Nonna")
    assert proposed["draft"]["steps"]
    kept = (await act(hass, "get_recipe", recipe=proposed["recipe_id"]))["recipe"]
    assert (kept["name"], kept["author"]) == ("Tea", "Nonna")


async def test_the_session_in_hand_is_shown(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    registry = er.async_get(hass)

    def shown(key: str) -> str:
        entity = registry.async_get_entity_id("sensor", DOMAIN, f"{kitchen_entry.entry_id}_{key}")
        assert entity is not None
        state = hass.states.get(entity)
        assert state is not None
        return state.state

    assert shown("session_step") == "unknown"
    session = (await act(hass, "start_cooking", recipe="grandma's chicken soup"))["session"]
    assert shown("session_step") == session["dishes"][0]["step_text"][:255]
    first = shown("session_next_step")
    await act(hass, "next_step")
    assert shown("session_step") == first
    assert int(shown("session_progress")) > 0
    assert shown("session_waiting") != "unknown"
    await act(hass, "stop_cooking")
    assert shown("session_waiting") == "unknown"
    assert shown("session_end") == "unknown"
