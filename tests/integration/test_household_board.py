"""The WebSocket command of the household, and the action that brings a removed meal back."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act


async def household(client: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": "hearthtech/household"})
    told: dict[str, Any] = (await client.receive_json())["result"]
    return told


async def test_it_tells_what_the_household_has_stated(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(hass)
    nothing = await household(client)
    assert nothing == {
        "measures": [],
        "people": [],
        "corrections": [],
        "products": [],
        "barcodes": [],
        "food_facts": False,
    }
    for grams in (30, 34):
        await act(hass, "weigh_measure", person="Nonna", measure="handful", food="parsley", grams=grams)
    await act(hass, "correct_food", name="kitchen flour", food="butter")
    await act(hass, "state_product", name="Aunt's sauce", contains=["fish"], complete=False)
    await act(hass, "save_barcode", barcode="4006381333931", name="Oats", amount=500, unit="g")
    told = await household(client)
    [measure] = told["measures"]
    assert (measure["person"], measure["mean"], measure["low"], measure["high"], measure["count"]) == (
        "Nonna",
        32.0,
        30.0,
        34.0,
        2,
    )
    [correction] = told["corrections"]
    assert correction["name"] == "kitchen flour"
    assert correction["food"] == "butter"
    assert told["products"] == [
        {"name": "Aunt's sauce", "contains": ["fish"], "complete": False, "food": True}
    ]
    assert told["barcodes"] == [{"id": "4006381333931", "name": "Oats", "amount": 500, "unit": "g"}]
    await act(hass, "forget_food_correction", name="kitchen flour")
    await act(hass, "remove_barcode", barcode="4006381333931")
    told = await household(client)
    assert (told["corrections"], told["barcodes"]) == ([], [])


async def test_it_holds_no_health_data(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
) -> None:
    hass_admin_user.groups = []
    await loaded_kitchen(hass).people.add(Person(name="Gina", allergens={Allergen.MILK: Severity.SEVERE}))
    told = await household(await hass_ws_client(hass))
    assert told["people"] == ["Gina"]
    assert "milk" not in str(told)


async def test_a_removed_meal_is_brought_back(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    day = dt_util.now().date() + timedelta(days=1)
    await loaded_kitchen(hass).people.add(Person(name="Ada"))
    planned = await act(
        hass, "plan_meal", name="Soup", starts_at=f"{day} 18:30:00", people=["Ada"], cook="Ada", slot="dinner"
    )
    meal = planned["meal"]
    await act(hass, "lock_meal", meal=meal["id"])
    before = (await act(hass, "get_meals"))["meals"]
    await act(hass, "remove_meal", meal=meal["id"])
    assert (await act(hass, "get_meals"))["meals"] == []
    back = await act(hass, "bring_back_meal", meal=meal["id"])
    assert back["meal"]["id"] == meal["id"]
    assert (await act(hass, "get_meals"))["meals"] == before
    # It is there: there is nothing to bring back.
    with pytest.raises(HomeAssistantError):
        await act(hass, "bring_back_meal", meal=meal["id"])
