"""A session driven wholly by actions; a cook watched on a real stove, and kept."""

import asyncio
from datetime import timedelta
from unittest.mock import patch

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
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
    stove.controls.turn(1, 1.0)
    await asyncio.sleep(2.5)
    stove.controls.turn(1, 0.0)
    await asyncio.sleep(0.6)
    await act(hass, "stop_cooking")
    proposed = await act(hass, "propose_recipe", sessions=[watched["id"]], name="Tea", by="Nonna")
    assert proposed["draft"]["steps"]
    kept = (await act(hass, "get_recipe", recipe=proposed["recipe_id"]))["recipe"]
    assert (kept["name"], kept["author"]) == ("Tea", "Nonna")
    # Cook mode shows how the cook who gave the recipe cooked it.
    told = await act(hass, "get_recipe", recipe=proposed["recipe_id"], details=["diary"])
    assert [(one["session_id"], one["cook"]) for one in told["diary"]] == [(watched["id"], "Nonna")]


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
    calls: list[dict[str, object]] = [
        {},
        {"recipe": "soup", "dishes": dishes},
        {"dishes": []},
        {"dishes": [{"burner": "1"}]},
    ]
    for wrong in calls:
        with pytest.raises(vol.Invalid):
            await act(hass, "start_cooking", **wrong)
    with pytest.raises(ServiceValidationError):
        await act(hass, "start_cooking", dishes=[dishes[0], {**dishes[1], "burner": burners[0]}])
    assert not kitchen_entry.runtime_data.sessions.active


async def test_a_session_is_drawn_for_who_is_logged_in(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    make_stove: MakeStove,
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    stove = await make_stove(rate=100.0)
    await set_up_stove(hass, stove)
    burner = burner_device(hass, stove, 1)
    session = (await act(hass, "watch_cooking", name="<script>Tea</script>", burner=burner.id))["session"]
    stove.controls.turn(1, 1.0)
    await asyncio.sleep(1.5)
    await act(hass, "stop_cooking")
    report = await act(hass, "get_session_report")
    assert report["session_id"] == session["id"]
    assert {pathogen["advice"] for pathogen in report["safety"].values()} == {"unknown"}
    client = await hass_client()
    answer = await client.get(report["plot_url"])
    assert (answer.status, answer.content_type) == (200, "image/svg+xml")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    drawn = await answer.text()
    assert drawn == report["plot"]
    assert "polyline" in drawn
    assert "<script" not in drawn
    assert (await client.get("/api/hearthtech/session/nonsense/plot.svg")).status == 404
    stranger = await hass_client_no_auth()
    assert (await stranger.get(report["plot_url"])).status == 401
    await hass.config_entries.async_unload(kitchen_entry.entry_id)
    assert (await client.get(report["plot_url"])).status == 503


async def test_every_dish_is_a_device_that_comes_and_goes(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    devices = dr.async_get(hass)

    def dishes() -> list[str]:
        return sorted(
            device.name or ""
            for device in dr.async_child_entries_for_config_entry(devices, kitchen_entry.entry_id)
            if any("_dish_" in name for _, name in device.identifiers)
        )

    def shown(number: int, key: str) -> str | None:
        state = hass.states.get(f"sensor.dish_{number}_{key}")
        return None if state is None else state.state

    assert dishes() == []
    orders = [{"recipe": "grandma's chicken soup"}, {"recipe": "white bean stew"}]
    session = (await act(hass, "start_cooking", dishes=orders, together=False))["session"]
    await hass.async_block_till_done()
    assert dishes() == [dish["name"] for dish in session["dishes"]]
    assert [shown(n, "step") for n in (1, 2)] == [dish["step_text"] for dish in session["dishes"]]
    first = shown(1, "next_step")
    await act(hass, "tell_session", order="skip", dish="1")
    assert shown(1, "step") == first
    assert shown(2, "step") == session["dishes"][1]["step_text"]
    assert int(shown(1, "progress") or 0) > 0
    assert shown(1, "waiting") != "unknown"

    # Another session takes the next place; a place that is free again is taken first.
    other = (await act(hass, "start_cooking", recipe="semolina pudding"))["session"]
    await hass.async_block_till_done()
    assert shown(3, "step") == other["dishes"][0]["step_text"]
    await act(hass, "stop_cooking", session=session["id"])
    await hass.async_block_till_done()
    assert dishes() == [other["name"]]
    assert shown(1, "step") is None
    await act(hass, "start_cooking", recipe="white bean stew")
    await hass.async_block_till_done()
    assert shown(1, "step") == session["dishes"][1]["step_text"]

    # What is being cooked is there again after a reload, what ended meanwhile is not.
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    await hass.async_block_till_done()
    assert len(dishes()) == 2
    assert [shown(n, "waiting") for n in (1, 2, 3)] == ["resume", "resume", None]
    await act(hass, "stop_cooking")
    await act(hass, "stop_cooking")
    await hass.async_block_till_done()
    assert dishes() == []


async def test_what_happens_while_cooking_is_an_event(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    entity = er.async_get(hass).async_get_entity_id("event", DOMAIN, f"{kitchen_entry.entry_id}_session")
    assert entity is not None
    seen: list[tuple[str, str | None]] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if new is not None and new.state not in {"unknown", "unavailable"}:
            seen.append((new.attributes["event_type"], new.attributes.get("dish_name")))

    async_track_state_change_event(hass, entity, changed)
    await act(hass, "start_cooking", recipe="grandma's chicken soup")
    await act(hass, "tell_session", order="remark", words="more salt")
    await act(hass, "next_step")
    await act(hass, "tell_session", order="pause")
    await act(hass, "tell_session", order="resume")
    await act(hass, "stop_cooking")
    await hass.async_block_till_done()
    soup = "Grandma's Chicken Soup"
    assert [kind for kind, _ in seen] == [
        "started",
        "step_begun",
        "remark",
        "goal_reached",
        "step_begun",
        "paused",
        "resumed",
        "stopped",
    ]
    assert {name for _, name in seen} == {None, soup}


async def test_a_camera_pictures_a_moment(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    session = (await act(hass, "start_cooking", recipe="grandma's chicken soup"))["session"]
    with patch(
        "custom_components.hearthtech.services.cooking.camera_picture", return_value=picture
    ) as looked:
        await act(hass, "tell_session", order="remark", camera="camera.stove", words="the crust")
    assert looked.call_args.args[1] == "camera.stove"
    (remark,) = (await act(hass, "get_session_report", session=session["id"]))["remarks"]
    assert remark["words"] == "the crust"
    assert remark["media_url"] == f"/api/hearthtech/media/{remark['media']}"
    assert (await kitchen_entry.runtime_data.notes.media_content(remark["media"]))[1] == picture
    with pytest.raises(vol.Invalid):
        await act(hass, "tell_session", order="remark", camera="light.stove")
    await act(hass, "stop_cooking")
