"""A session driven wholly by actions; a cook watched on a real stove, and kept."""

import asyncio
from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

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


async def test_several_dishes_by_one_action(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, make_stove: MakeStove
) -> None:
    stove = await make_stove()
    await set_up_stove(hass, stove)
    burners = [burner_device(hass, stove, n).id for n in (1, 2)]
    dishes: list[dict[str, object]] = [
        {"recipe": "grandma's chicken soup", "burner": burners[0]},
        {"recipe": "white bean stew", "burner": burners[1], "level": "autopilot"},
    ]
    ready_at = dt_util.now() + timedelta(hours=12)
    session = (await act(hass, "start_cooking", dishes=dishes, ready_at=ready_at, level="assist"))["session"]
    assert [dish["level"] for dish in session["dishes"]] == ["assist", "autopilot"]
    assert [dish["phase"] for dish in session["dishes"]] == ["planned", "planned"]
    assert session["ready_in_s"] == pytest.approx(12 * 3600, abs=60)
    begins = [dish["begins_in_s"] for dish in session["dishes"]]
    assert begins[0] != begins[1]
    assert all(0 < begin < 12 * 3600 for begin in begins)
    with pytest.raises(ServiceValidationError) as caught:
        await act(hass, "start_cooking", dishes=[dishes[0]])
    assert caught.value.translation_key == "kitchen_burner_in_use"
    await act(hass, "stop_cooking")

    session = (await act(hass, "start_cooking", dishes=dishes, together=False))["session"]
    assert [dish["phase"] for dish in session["dishes"]] == ["cooking", "cooking"]
    await act(hass, "stop_cooking")
    for wrong in ({}, {"recipe": "soup", "dishes": dishes}, {"dishes": []}, {"dishes": [{"burner": "1"}]}):
        with pytest.raises(vol.Invalid):
            await act(hass, "start_cooking", **wrong)
    with pytest.raises(ServiceValidationError):
        await act(hass, "start_cooking", dishes=[dishes[0], {**dishes[1], "burner": burners[0]}])
    assert not kitchen_entry.runtime_data.sessions.active
