"""Burners, stoves and entities as targets of actions, and who may raise heat by them."""

import asyncio

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.services import heat_commands

from .helpers import act, entity_id, state, until


async def test_who_may(
    hass: HomeAssistant,
    stove: VirtualStove,
    stove_entry: MockConfigEntry,
    kitchen_entry: MockConfigEntry,
    hass_admin_user: MockUser,
) -> None:
    call = {"burner": f"{stove.stove_id}/1", "power": 50, "start": True}
    stove.controls.arm()
    stove.controls.pan(1, water_l=1)

    async def refusal(context: Context | None) -> str | None:
        with pytest.raises(ServiceValidationError) as refused:
            await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True, context=context)
        return refused.value.translation_key

    hass.config_entries.async_update_entry(
        kitchen_entry, options={"heat_users": [], "heat_automations": False}
    )
    assert await refusal(Context(user_id=hass_admin_user.id)) == "heat_not_allowed"
    assert await refusal(None) == "heat_not_allowed_automation"
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN, "set_burner", call, blocking=True, context=Context(user_id="nobody")
        )
    options = {"heat_users": [hass_admin_user.id], "heat_automations": False}
    hass.config_entries.async_update_entry(kitchen_entry, options=options)
    allowed = Context(user_id=hass_admin_user.id)
    await hass.services.async_call(DOMAIN, "set_burner", call, blocking=True, context=allowed)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")
    number = entity_id(hass, "number", stove, "power_level", 1)
    lower = {"entity_id": number, "value": 20}
    await hass.services.async_call("number", "set_value", lower, blocking=True)
    await until(hass, lambda: state(hass, "number", stove, "power_level", 1).state == "20.0")
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call("number", "set_value", {**lower, "value": 90}, blocking=True)
    await act(hass, "stop", burner=call["burner"])
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")


async def test_off_does_not_wait_for_a_burner_that_does_not_answer(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = asyncio.Event(), 0

    async def silent() -> None:
        nonlocal asked
        asked += 1
        await answers.wait()

    burners = stove_entry.runtime_data.burners
    monkeypatch.setattr(burners[1], "off", silent)
    monkeypatch.setattr(heat_commands, "OFF_WAIT_S", 0.3)
    stove.controls.turn(2, 0.4)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "manual")
    with pytest.raises(HomeAssistantError) as error:
        await act(hass, "everything_off")
    assert error.value.translation_key == "off_not_confirmed"
    assert error.value.translation_placeholders == {"burner": burners[1].name}
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "idle")
    answers.set()
    await asyncio.sleep(0)
    assert asked == 1


async def test_targets(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    whole = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, stove.stove_id), stove_entry.entry_id)
    assert whole is not None
    assert len((await act(hass, "stop", burner=whole.id))["burners"]) == 4
    one = entity_id(hass, "sensor", stove, "state", 2)
    assert list((await act(hass, "stop", burner=[one, one]))["burners"]) == [f"{stove.stove_id}/2"]
    with pytest.raises(ServiceValidationError) as wrong:
        await act(hass, "stop", burner="nonsense")
    assert wrong.value.translation_key == "burner_not_found"
    assert stove.stove_id in (await act(hass, "get_arm_state", stove=whole.id))["stoves"]


async def test_without_a_kitchen_its_actions_say_so(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    with pytest.raises(ServiceValidationError) as wrong:
        await act(hass, "search_recipes", query="soup")
    assert wrong.value.translation_key == "no_kitchen"
