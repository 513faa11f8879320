"""Every way through the steps that add a hob out of entities."""

from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.burners.model import Access
from custom_components.hearthtech.const import CONF_BURNERS, CONF_KIND, CONF_SOURCE_DEVICE, DOMAIN, EntryKind
from custom_components.hearthtech.models import async_get_data

from .helpers import permit
from .hobs import CELSIUS, FakeHob, manual_clock
from .test_config_flow import begin, step, unload_all


async def hob_of(hass: HomeAssistant, **burner: Any) -> ConfigFlowResult:
    """Give a name and the first burner."""
    flow = await begin(hass, "hob")
    assert flow["step_id"] == "hob"
    flow = await step(hass, flow, {"name": "Old hob"})
    assert flow["step_id"] == "hob_burner"
    return await step(hass, flow, {"name": "Front left", **burner})


async def finish(hass: HomeAssistant, flow: ConfigFlowResult, **answer: Any) -> ConfigFlowResult:
    """End the flow, saying yes to what it says."""
    flow = await step(hass, flow, {"next_step_id": "hob_finish"})
    return await step(hass, flow, answer)


async def test_a_hob_out_of_plain_helpers(hass: HomeAssistant) -> None:
    assert await async_setup_component(
        hass, "input_number", {"input_number": {"level": {"min": 0, "max": 9, "step": 1}}}
    )
    assert await async_setup_component(
        hass,
        "template",
        {
            "template": {
                "sensor": {
                    "name": "Soup",
                    "state": "{{ 20 + states('input_number.level') | float * 8 }}",
                    "unit_of_measurement": "°C",
                    "device_class": "temperature",
                }
            }
        },
    )
    await hass.async_block_till_done()
    flow = await hob_of(hass, level="input_number.level", probe="sensor.soup", more={"control": "start"})
    assert flow["type"] is FlowResultType.MENU
    assert flow["menu_options"] == ["hob_finish", "hob_burner", "hob_change"]
    flow = await step(hass, flow, {"next_step_id": "hob_finish"})
    assert flow["step_id"] == "hob_start"
    flow = await step(hass, flow, {"understood": False})
    assert flow["errors"] == {"understood": "not_understood"}
    done = await step(hass, flow, {"understood": True})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert done["data"][CONF_KIND] == EntryKind.EXISTING_HOB
    await hass.async_block_till_done()
    burner = async_get_data(hass).burners.get(f"{done['result'].unique_id}/1")
    assert burner is not None
    assert burner.name == "Front left"
    assert burner.capabilities.power.access is Access.START
    assert burner.capabilities.power.step == pytest.approx(1 / 9, abs=1e-4)
    await burner.set(power=4 / 9, start=True, permit=permit(burner.id))
    await hass.async_block_till_done()
    assert burner.state.power == pytest.approx(4 / 9)
    assert burner.state.probe_temperature_c == 52.0
    await burner.off()
    await hass.async_block_till_done()
    assert burner.state.power == 0
    await unload_all(hass)


@pytest.fixture
def fake(hass: HomeAssistant) -> FakeHob:
    """A device of an integration that is not known."""
    return FakeHob(hass, manual_clock(hass))


async def test_a_device_of_a_known_integration_fills_itself_in(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "miele")
    for n in (1, 2, 3):
        fake.add(
            "sensor", f"1-state_plate_step-{n}", "plate_step_0", options=["plate_step_0", "plate_step_9"]
        )
    flow = await begin(hass, "hob")
    flow = await step(hass, flow, {"name": "Miele", "device": fake.device_id})
    assert flow["step_id"] == "hob_found"
    assert (flow["description_placeholders"] or {})["found"].count("\n") == 2
    flow = await step(hass, flow, {"burners": ["1", "3"]})
    assert flow["step_id"] == "hob_burners"
    flow = await step(hass, flow, {"next_step_id": "hob_finish"})
    assert flow["step_id"] == "hob_guide"
    done = await step(hass, flow, {})
    assert [burner["name"] for burner in done["data"][CONF_BURNERS]] == ["Zone 1", "Zone 3"]
    assert [burner["n"] for burner in done["data"][CONF_BURNERS]] == [1, 2]
    assert done["data"][CONF_SOURCE_DEVICE] == fake.device_id
    await hass.async_block_till_done()
    again = await begin(hass, "hob")
    again = await step(hass, again, {"name": "Miele", "device": fake.device_id})
    assert again["reason"] == "already_configured"
    await unload_all(hass)


async def test_a_device_in_which_nothing_is_found_is_picked_by_hand(
    hass: HomeAssistant, fake: FakeHob
) -> None:
    fake.add("light", "lamp", "off")
    flow = await begin(hass, "hob")
    flow = await step(hass, flow, {"name": "Hob", "device": fake.device_id})
    assert flow["step_id"] == "hob_burner"


async def test_what_is_wrong_with_a_burner_is_said(hass: HomeAssistant, fake: FakeHob) -> None:
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    bare = fake.add("sensor", "bare", 4)
    pan = fake.add("binary_sensor", "pan", "on")
    probe = fake.add("sensor", "probe", 21, unit=CELSIUS, device_class="temperature")
    flow = await hob_of(hass)
    assert flow["errors"] == {"base": "nothing_chosen"}
    flow = await step(hass, flow, {"name": "A", "pan": pan})
    assert flow["errors"] == {"base": "nothing_chosen"}
    flow = await step(hass, flow, {"name": "A", "probe": probe, "pan_temperature": probe})
    assert flow["errors"] == {"base": "entity_used_twice"}
    flow = await step(hass, flow, {"name": "A", "target": level})
    assert flow["errors"] == {"target": "not_a_temperature"}
    flow = await step(hass, flow, {"name": "A", "level": bare})
    assert flow["errors"] == {"level": "range_unknown"}
    flow = await step(hass, flow, {"name": "A", "level": bare, "more": {"level_max": 9}})
    assert flow["step_id"] == "hob_burners"
    done = await finish(hass, flow)
    (burner,) = done["data"][CONF_BURNERS]
    assert burner["control"] == Control.GUIDE
    assert burner["level_max"] == 9
    await unload_all(hass)


async def test_levels_whose_names_say_nothing_are_put_in_order(hass: HomeAssistant, fake: FakeHob) -> None:
    options = ["bubbling", "cold", "roaring", "whispering"]
    level = fake.add("select", "level", "cold", options=options)
    flow = await hob_of(hass, level=level)
    assert flow["step_id"] == "hob_levels"
    flow = await step(hass, flow, {"levels": ["cold"]})
    assert flow["errors"] == {"levels": "too_few_levels"}
    flow = await step(hass, flow, {"levels": ["cold", "whispering", "bubbling", "roaring"]})
    assert flow["step_id"] == "hob_burners"
    flow = await step(hass, flow, {"next_step_id": "hob_finish"})
    assert flow["step_id"] == "hob_adjust"
    done = await step(hass, flow, {})
    await hass.async_block_till_done()
    burner = async_get_data(hass).burners.get(f"{done['result'].unique_id}/1")
    assert burner is not None
    assert burner.capabilities.power.step == pytest.approx(1 / 3, abs=1e-3)
    fake.show(level, "bubbling")
    await hass.async_block_till_done()
    assert burner.state.power == pytest.approx(2 / 3)
    await unload_all(hass)


async def test_burners_are_added_changed_and_taken_away(hass: HomeAssistant, fake: FakeHob) -> None:
    levels = [fake.add("number", f"level-{n}", 0, min=0, max=9, step=1) for n in range(3)]
    probe = fake.add("sensor", "probe", 21, unit=CELSIUS, device_class="temperature")
    flow = await hob_of(hass, level=levels[0])
    flow = await step(hass, flow, {"next_step_id": "hob_burner"})
    flow = await step(hass, flow, {"name": "Right", "level": levels[1]})
    flow = await step(hass, flow, {"next_step_id": "hob_change"})
    flow = await step(hass, flow, {"burner": "1", "remove": True})
    flow = await step(hass, flow, {"next_step_id": "hob_burner"})
    flow = await step(hass, flow, {"name": "Middle", "level": levels[2]})
    done = await finish(hass, flow)
    assert [(one["n"], one["name"]) for one in done["data"][CONF_BURNERS]] == [(2, "Right"), (3, "Middle")]
    await hass.async_block_till_done()
    entry = done["result"]
    assert not entry.supports_options

    flow = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    )
    assert flow["step_id"] == "hob_burners"
    flow = await step(hass, flow, {"next_step_id": "hob_change"})
    flow = await step(hass, flow, {"burner": "2", "remove": False})
    assert flow["step_id"] == "hob_burner"
    assert flow["data_schema"] is not None
    suggested = {
        key.schema: key.description["suggested_value"]
        for key in flow["data_schema"].schema
        if key.description and "suggested_value" in key.description
    }
    assert suggested["level"] == levels[1]
    flow = await step(hass, flow, {"name": "Right", "level": levels[1], "probe": probe})
    flow = await step(hass, flow, {"next_step_id": "hob_change"})
    flow = await step(hass, flow, {"burner": "3", "remove": True})
    flow = await step(hass, flow, {"next_step_id": "hob_finish"})
    done = await step(hass, flow, {})
    assert done["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    (burner,) = entry.data[CONF_BURNERS]
    assert set(burner["entities"]) == {EntityRole.LEVEL, EntityRole.PROBE}
    known = er.async_get(hass).async_get(levels[1])
    assert known is not None
    assert burner["entities"]["level"] == known.id
    registry = dr.async_get(hass)
    children = dr.async_child_entries_for_config_entry(registry, entry.entry_id)
    assert [child.name for child in children] == ["Right"]
    await unload_all(hass)


async def test_a_hob_without_any_burner_asks_for_one(hass: HomeAssistant, fake: FakeHob) -> None:
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    flow = await hob_of(hass, level=level)
    flow = await step(hass, flow, {"next_step_id": "hob_change"})
    flow = await step(hass, flow, {"burner": "1", "remove": True})
    assert flow["menu_options"] == ["hob_burner"]


async def test_a_maximum_and_a_range_that_suits_a_changed_burner(hass: HomeAssistant, fake: FakeHob) -> None:
    bare = fake.add("sensor", "bare", 4)
    flow = await hob_of(hass, level=bare, more={"level_max": 14})
    flow = await step(hass, flow, {"next_step_id": "hob_change"})
    flow = await step(hass, flow, {"burner": "1", "remove": False})
    assert flow["step_id"] == "hob_burner"
    flow = await step(hass, flow, {"name": "Front", "level": bare, "more": {"level_max": 12}})
    done = await finish(hass, flow)
    assert done["data"][CONF_BURNERS][0]["level_max"] == 12
    await unload_all(hass)


async def test_nothing_is_kept_of_a_hob_that_is_removed(
    hass: HomeAssistant, fake: FakeHob, hass_storage: dict[str, Any]
) -> None:
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    flow = await hob_of(hass, level=level, more={"control": "start"})
    done = await finish(hass, flow, understood=True)
    await hass.async_block_till_done()
    entry = done["result"]
    burner = async_get_data(hass).burners.get(f"{entry.unique_id}/1")
    assert burner is not None
    await burner.set(power=1.0, start=True, permit=permit(burner.id))
    assert f"hearthtech.{entry.unique_id}" in hass_storage
    await hass.config_entries.async_remove(entry.entry_id)
    assert f"hearthtech.{entry.unique_id}" not in hass_storage
    assert fake.says(level) == "0"


async def test_levels_of_a_known_hob_that_are_not_understood_are_asked_for_once(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "homewhiz")
    options = ["kalt", "lau", "heiß"]
    for n in (1, 2):
        fake.add("select", f"hob_zone_{n}_hob_heater_level", "kalt", options=options)
    flow = await begin(hass, "hob")
    flow = await step(hass, flow, {"name": "Beko", "device": fake.device_id})
    flow = await step(hass, flow, {"burners": ["1", "2"]})
    assert flow["step_id"] == "hob_levels"
    flow = await step(hass, flow, {"levels": options})
    assert flow["step_id"] == "hob_burners"
    done = await finish(hass, flow)
    assert [burner["levels"] for burner in done["data"][CONF_BURNERS]] == [options, options]
    await unload_all(hass)


async def test_a_range_of_a_known_hob_that_is_not_known_is_asked_for(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass), "homeconnect_ws")
    level = fake.add("sensor", "1-sensor_hob_zone_1_power_level", 3)
    flow = await begin(hass, "hob")
    flow = await step(hass, flow, {"name": "Bosch", "device": fake.device_id})
    flow = await step(hass, flow, {"burners": ["1"]})
    assert flow["step_id"] == "hob_burner"
    flow = await step(hass, flow, {"name": "Zone 1", "level": level, "more": {"level_max": 9}})
    done = await finish(hass, flow)
    assert done["data"][CONF_BURNERS][0]["level_max"] == 9
    await unload_all(hass)


async def test_the_forms_can_be_shown(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, fake: FakeHob
) -> None:
    """By way of the API that the frontend uses, which has to turn every form into JSON."""
    assert await async_setup_component(hass, "config", {})
    assert await async_setup_component(hass, DOMAIN, {})
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    client = await hass_client()
    flows = "/api/config/config_entries/flow"
    flow = await (await client.post(flows, json={"handler": DOMAIN})).json()
    seen = []
    for answer in (
        {"next_step_id": "hob"},
        {"name": "Old hob"},
        {"name": "Front left", "level": level, "more": {"control": "start"}},
        {"next_step_id": "hob_change"},
        {"burner": "1", "remove": False},
        {"name": "Front left", "level": level, "more": {"control": "start"}},
        {"next_step_id": "hob_finish"},
        {"understood": True},
    ):
        response = await client.post(f"{flows}/{flow['flow_id']}", json=answer)
        assert response.status == 200, await response.text()
        flow = await response.json()
        seen.append(flow.get("step_id", flow["type"]))
    assert seen == [
        "hob",
        "hob_burner",
        "hob_burners",
        "hob_change",
        "hob_burner",
        "hob_burners",
        "hob_start",
        "create_entry",
    ]
    await unload_all(hass)
