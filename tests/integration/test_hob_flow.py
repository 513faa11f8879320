"""Every way through the steps that add a hob out of entities."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from custom_components.hearthtech.const import CONF_BURNERS, CONF_KIND, CONF_SOURCE_DEVICE, DOMAIN, EntryKind
from custom_components.hearthtech.data import household
from custom_components.hearthtech.hob.mapping import Control, Role
from custom_components.hearthtech.kitchen.burner import Access

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
    burner = household(hass).burners.get(f"{done['result'].unique_id}/1")
    assert burner is not None
    assert burner.name == "Front left"
    assert burner.capabilities.power.access is Access.START
    assert burner.capabilities.power.step == pytest.approx(1 / 9, abs=1e-4)
    await burner.set(power=4 / 9, start=True)
    await hass.async_block_till_done()
    assert burner.state.power == pytest.approx(4 / 9)
    assert burner.state.probe_temperature_c == 52.0
    await burner.off()
    await hass.async_block_till_done()
    assert burner.state.power == 0
    await unload_all(hass)
