"""The first walk: a stove and a kitchen by config flow, heat that asks, a hand that wins."""

from datetime import timedelta
from pathlib import Path

from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import Context, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.burners.burner import Burner
from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.models import async_get_data, loaded_kitchen

from .conftest import CLIENT_ID
from .helpers import act, burner_device, entity_id, event_types, state, until


async def test_kitchen_and_stove_are_set_up_by_config_flow(hass: HomeAssistant, stove: VirtualStove) -> None:
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "kitchen"})
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY

    key = await hass.async_add_executor_job(stove.provision, CLIENT_ID)
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert "kitchen" not in flow["menu_options"]
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "link"})
    address = {CONF_HOST: "127.0.0.1", CONF_PORT: stove.port}
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], address)
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "key"})
    answer = {"key_id": CLIENT_ID, "key": key.hex()}
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], answer)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()

    kitchen = loaded_kitchen(hass)
    assert [burner.id for burner in kitchen.burners] == [f"{stove.stove_id}/{n}" for n in (1, 2, 3, 4)]
    assert all(isinstance(burner, Burner) for burner in kitchen.burners)
    for entry in hass.config_entries.async_entries(DOMAIN):
        assert await hass.config_entries.async_unload(entry.entry_id)
    assert len(async_get_data(hass).burners) == 0


async def test_each_burner_is_a_child_device(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    registry = dr.async_get(hass)
    parent = registry.async_get_device_by_identifier((DOMAIN, stove.stove_id), stove_entry.entry_id)
    assert parent is not None
    for n in stove.stove.burners:
        assert burner_device(hass, stove, n).parent_device_id == parent.id


@pytest.mark.usefixtures("enable_all_entities")
async def test_heat_is_asked_for_armed_by_hand_pushed_and_taken_over(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    device = burner_device(hass, stove, 1).id
    stove.controls.pan(1, water_l=1.5)
    call: dict[str, object] = {"burner": device, "power": 60}
    with pytest.raises(ServiceValidationError) as wrong:
        await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True)
    assert wrong.value.translation_key == "refused_not_on"
    call["start"] = True
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True)
    assert refused.value.translation_key == "refused_not_armed"

    stove.controls.arm()
    response = await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True, return_response=True)
    assert response is not None
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")
    assert state(hass, "number", stove, "power_level", 1).state == "60.0"
    await until(hass, lambda: float(state(hass, "sensor", stove, "power", 1).state) > 500)

    await hass.services.async_call(
        "number",
        "set_value",
        {"entity_id": entity_id(hass, "number", stove, "power_level", 1), "value": 40},
        blocking=True,
    )
    await until(hass, lambda: state(hass, "number", stove, "power_level", 1).state == "40.0")

    happened = event_types(hass, entity_id(hass, "event", stove, "event", 1))
    stove.controls.turn(1, 0.3)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == HeatSource.MANUAL)
    await until(hass, lambda: "taken_over" in happened)
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True)
    assert refused.value.translation_key == "refused_manual"

    await hass.services.async_call(DOMAIN, "everything_off", {}, blocking=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")


async def test_only_those_allowed_may_raise_heat_and_anyone_may_turn_it_off(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    context = Context(user_id=hass_read_only_user.id)
    device = burner_device(hass, stove, 1).id
    call = {"burner": device, "power": 60, "start": True}
    stove.controls.arm()
    stove.controls.pan(1, water_l=1.5)
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True, context=context)
    assert refused.value.translation_key == "heat_not_allowed"
    await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")
    await hass.services.async_call(DOMAIN, "stop", {"burner": device}, blocking=True, context=context)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    assert state(hass, "sensor", stove, "state", 1).context.user_id == hass_read_only_user.id


async def test_a_meal_planned_a_moment_ago_starts_its_automation(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    assert "automation/hearthtech/meal_starts.yaml" in (await act(hass, "copy_blueprints"))["added"]
    told: list[str] = []
    hass.bus.async_listen("meal_told", lambda event: told.append(event.data["name"]))
    automation = {
        "alias": "Dinner",
        "use_blueprint": {
            "path": "hearthtech/meal_starts.yaml",
            "input": {"actions": [{"event": "meal_told", "event_data": {"name": "{{ trigger.meal.name }}"}}]},
        },
    }
    assert await async_setup_component(hass, "automation", {"automation": [automation]})
    await hass.async_block_till_done()
    starts_at = dt_util.now() + timedelta(seconds=1.2)
    call = {"recipe": "Grandma's Chicken Soup", "starts_at": starts_at, "slot": "dinner"}
    await hass.services.async_call(DOMAIN, "plan_meal", call, blocking=True)
    assert told == []
    await until(hass, lambda: told, within_s=4)
    assert told == ["Grandma's Chicken Soup"]
    assert 0 <= (dt_util.now() - starts_at).total_seconds() < 1
    await until(hass, lambda: hass.states.is_state("calendar.kitchen_meal_plan", "on"))


async def test_copying_blueprints_never_overwrites_an_edited_one(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    target = Path(hass.config.path("blueprints/automation/hearthtech/meal_starts.yaml"))
    name = "automation/hearthtech/meal_starts.yaml"
    assert name in (await act(hass, "copy_blueprints"))["added"]
    assert name in (await act(hass, "copy_blueprints"))["unchanged"]
    target.write_text("# mine\n")
    assert name in (await act(hass, "copy_blueprints"))["kept"]
    assert target.read_text() == "# mine\n"


async def test_recipes_are_searched_read_analyzed_and_cooked_by_actions(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    found = await act(hass, "search_recipes", query="chiken soup")
    assert found["recipes"][0]["name"] == "Grandma's Chicken Soup"
    recipe = (await act(hass, "get_recipe", recipe="grandma's chicken soup"))["recipe"]
    assert recipe["story"]
    assert len(recipe["steps"]) > 3
    nutrition = (await act(hass, "analyze_recipe", recipe=recipe["id"]))["nutrition"]
    assert nutrition["per_serving"]["ENERC_KCAL"]["amount"] > 50

    session = (await act(hass, "start_cooking", recipe=recipe["id"]))["session"]
    assert session["dishes"][0]["step"] == 0
    assert (await act(hass, "next_step"))["session"]["dishes"][0]["step"] == 1
    assert (await act(hass, "get_session"))["session"]["id"] == session["id"]
    await act(hass, "stop_cooking")
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "get_recipe", recipe="no such dish")
    assert error.value.translation_key == "kitchen_recipe_not_found"
