"""The action that operates a virtual stove by hand."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .helpers import until


async def test_the_hands_of_a_virtual_stove(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    entry = MockConfigEntry(
        domain=DOMAIN, title="Virtual", unique_id="virtual-1", data={"kind": "virtual_stove"}
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    runtime = entry.runtime_data

    async def use(gesture: str, **data: Any) -> None:
        call = {"stove": f"{runtime.id}/1", "gesture": gesture, **data}
        await hass.services.async_call(DOMAIN, "use_hands", call, blocking=True)

    await use("arm")
    await use("place_pan", water=1)
    await use("turn_knob", power_level=40)
    await until(hass, lambda: runtime.burner_state(1).source == "manual")
    assert runtime.state.armed
    for gesture in ("lift_pan", "confirm_step", "acknowledge", "disarm", "lock", "unlock"):
        await use(gesture)
    await until(hass, lambda: not runtime.state.armed)
    with pytest.raises(ServiceValidationError) as wrong:
        await use("turn_knob", burner_number=9)
    assert wrong.value.translation_key == "burner_not_found"
    with pytest.raises(ServiceValidationError) as wrong:
        await hass.services.async_call(
            DOMAIN, "use_hands", {"stove": f"{stove.stove_id}/1", "gesture": "arm"}, blocking=True
        )
    assert wrong.value.translation_key == "not_virtual"
    await hass.config_entries.async_unload(entry.entry_id)
