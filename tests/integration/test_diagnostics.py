"""Diagnostics and system health: what they show and what they keep secret."""

import json
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.const import CONF_KEY
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.json_encoding import to_json
from custom_components.hearthtech.system_health import system_health_info


async def test_diagnostics_hold_no_secret(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> None:
    told = json.dumps(await async_get_config_entry_diagnostics(hass, stove_entry), default=str)
    for secret in (stove_entry.data[CONF_KEY], stove.stove_id, stove.fingerprint, "127.0.0.1"):
        assert secret not in told
    assert "pan_temperature_c" in told
    kitchen = await async_get_config_entry_diagnostics(hass, kitchen_entry)
    assert kitchen["recipes"] >= 3
    assert "Soup" not in json.dumps(kitchen)


async def test_system_health(
    hass: HomeAssistant, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, "system_health", {})
    told = await system_health_info(hass)
    assert told["kitchen_open"]
    assert told["recipes"] >= 3
    assert (told["stoves"], told["stoves_connected"], told["burners"]) == (1, 1, 4)


def test_plain_values() -> None:
    assert to_json({RefusalCode.BUSY: (1, {2}, None)}) == {"busy": [1, [2], None]}
    assert to_json(dt_util.utc_from_timestamp(0)) == "1970-01-01T00:00:00+00:00"
    assert to_json(Path("x")) == "x"
