"""Actionable notifications about the pantry after a dish is done."""

from types import SimpleNamespace

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_mock_service,
)

from custom_components.hearthtech.events import EVENT_PANTRY_ASK
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.notifications.pantry_prompt import EVENT_ANSWERED

from .helpers import until


async def cook(kitchen: Kitchen) -> str:
    await kitchen.recipes.add(
        Recipe(
            id="omelet",
            name="Omelet",
            yields=Yield(amount=1),
            ingredients=(Ingredient(text="2 eggs"),),
            steps=(Step(text="Fry it."),),
        )
    )
    await kitchen.pantry.add(PantryItem(name="eggs", amount=6))
    session = await kitchen.cooking.start("omelet", None)
    await session.confirm("1")
    return session.id


async def amounts(kitchen: Kitchen) -> list[float | None]:
    return [item.amount for item in await kitchen.pantry.items()]


async def test_a_phone_is_asked_and_a_tap_takes_once(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    phone = MockConfigEntry(domain="mobile_app", data={"webhook_id": "hook"}, state=ConfigEntryState.LOADED)
    phone.add_to_hass(hass)
    entity = er.async_get(hass).async_get_or_create("notify", "mobile_app", "id", config_entry=phone)
    hass.data["mobile_app"] = {"notify": SimpleNamespace(registered_targets={"mobile_app_ada": "hook"})}
    asked = async_mock_service(hass, "notify", "mobile_app_ada")
    options = {**kitchen_entry.options, "notify_entities": [entity.entity_id, "notify.without_buttons"]}
    hass.config_entries.async_update_entry(kitchen_entry, options=options)
    await hass.async_block_till_done()
    kitchen: Kitchen = kitchen_entry.runtime_data
    session_id = await cook(kitchen)
    await until(hass, lambda: any("pantry" in call.data["message"] for call in asked))
    # Others said that hands are needed, and that the dish is ready.
    asked = [call for call in asked if "pantry" in call.data["message"]]
    assert [call.data["message"] for call in asked] == ["Shall I take what was cooked off the pantry?"]
    assert asked[0].data["data"]["url"] == f"/hearthtech/cook/{session_id}"
    assert "egg" not in str(asked[0].data).lower(), "a locked screen shows no food"
    take, leave = (action["action"] for action in asked[0].data["data"]["actions"])
    assert session_id in take
    for action in (leave, "HEARTHTECH_TAKE", "HEARTHTECH_TAKE:nobody:1", None):
        hass.bus.async_fire(EVENT_ANSWERED, {"action": action})
        await hass.async_block_till_done()
        assert await amounts(kitchen) == [6]
    for _ in range(2):
        hass.bus.async_fire(EVENT_ANSWERED, {"action": take})
    await hass.async_block_till_done()
    assert await amounts(kitchen) == [pytest.approx(4)]
    hass.config_entries.async_update_entry(kitchen_entry, options={})


async def test_without_a_phone_the_event_carries_it_and_nothing_is_taken(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    told = async_capture_events(hass, EVENT_PANTRY_ASK)
    session_id = await cook(kitchen_entry.runtime_data)
    await until(hass, lambda: told)
    assert [event.data for event in told] == [
        {"session": session_id, "dish": "1", "takes": [{"name": "eggs", "amount": 2, "unit": ""}]}
    ]
    assert await amounts(kitchen_entry.runtime_data) == [6]
