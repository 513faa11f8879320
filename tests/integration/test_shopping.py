"""Shopping list and pantry as people use them in Home Assistant."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, until


@pytest.fixture
def todo(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> str:
    found = er.async_get(hass).async_get_entity_id("todo", DOMAIN, f"{kitchen_entry.entry_id}_shopping_list")
    assert found is not None
    return found


async def do(hass: HomeAssistant, todo: str, service: str, **data: Any) -> None:
    await hass.services.async_call("todo", service, {ATTR_ENTITY_ID: todo, **data}, blocking=True)


async def listed(hass: HomeAssistant, todo: str) -> list[dict[str, Any]]:
    found = await hass.services.async_call(
        "todo", "get_items", {ATTR_ENTITY_ID: todo, "status": ["needs_action", "completed"]},
        blocking=True, return_response=True,
    )  # fmt: skip
    assert found is not None
    items: list[dict[str, Any]] = found[todo]["items"]  # type: ignore[index,call-overload,assignment]
    return items


async def put(hass: HomeAssistant, name: str, *lines: str) -> str:
    recipe = Recipe(
        id="", name=name, yields=Yield(amount=2), ingredients=tuple(Ingredient(text=line) for line in lines)
    )
    return (await loaded_kitchen(hass).recipes.add(recipe)).id


async def test_the_list_is_a_to_do_list(
    hass: HomeAssistant, todo: str, hass_ws_client: WebSocketGenerator
) -> None:
    await do(hass, todo, "add_item", item="2 kg flour", description="the good one")
    await do(hass, todo, "add_item", item="soap")
    assert [item["summary"] for item in await listed(hass, todo)] == ["flour (2 kg)", "soap"]
    assert hass.states.get(todo).state == "2"  # type: ignore[union-attr]
    await do(hass, todo, "update_item", item="soap", rename="soap (3)")
    await do(hass, todo, "update_item", item="flour (2 kg)", status="completed")
    flour, soap = sorted(await listed(hass, todo), key=lambda item: item["summary"])
    assert (flour["status"], flour["description"]) == ("completed", "the good one\n2 bags of 1 kg")
    edited = flour["description"].replace("good", "better")
    await do(hass, todo, "update_item", item=flour["uid"], description=edited)
    noted = [item.note for item in await loaded_kitchen(hass).shopping.items() if item.food == "flour"]
    assert noted == ["the better one"], "what the kitchen adds does not become a part of the note"
    assert soap["summary"] == "soap (3)"
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "todo/item/move", "entity_id": todo, "uid": soap["uid"]})
    assert (await client.receive_json())["success"]
    assert (await listed(hass, todo))[0]["uid"] == soap["uid"]
    await do(hass, todo, "remove_item", item=["soap (3)"])
    assert [item["summary"] for item in await listed(hass, todo)] == ["flour (2 kg)"]
    await act(hass, "undo_shopping")
    await hass.async_block_till_done()
    assert len(await listed(hass, todo)) == 2


async def test_pushing_twice_doubles_nothing(hass: HomeAssistant, todo: str) -> None:
    Path(hass.config.path(".storage")).mkdir(exist_ok=True)
    local = MockConfigEntry(
        domain="local_todo", data={"todo_list_name": "Groceries", "storage_key": "groceries"}
    )
    local.add_to_hass(hass)
    assert await hass.config_entries.async_setup(local.entry_id)
    await do(hass, "todo.groceries", "add_item", item="Milk")
    await put(hass, "Pan", "3 leeks", "500 ml milk")
    await act(hass, "make_shopping_list", recipes=["Pan"])
    first = await act(hass, "push_shopping_list", list="todo.groceries")
    assert first["added"] == ["leeks (3)"]
    again = await act(hass, "push_shopping_list", list="todo.groceries")
    assert (again["added"], again["updated"], again["unchanged"]) == ([], [], 2)
    await act(hass, "make_shopping_list", recipes=["Pan"], servings=4)
    more = await act(hass, "push_shopping_list", list="todo.groceries")
    assert more["updated"] == ["leeks (6)"]
    assert {item["summary"] for item in await listed(hass, "todo.groceries")} == {"Milk", "leeks (6)"}
    for wrong in (todo, "todo.nowhere"):
        with pytest.raises(ServiceValidationError):
            await act(hass, "push_shopping_list", list=wrong)


async def test_the_pantry_and_what_cooking_takes(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    sensor = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, f"{kitchen_entry.entry_id}_expiring")
    assert sensor is not None
    assert hass.states.get(sensor).state == "0"  # type: ignore[union-attr]
    soon = (dt_util.now().date() + timedelta(days=1)).isoformat()
    await act(hass, "add_to_pantry", name="milk", amount=1, unit="l", use_by=soon, place="fridge")
    await act(hass, "add_to_pantry", name="honey")
    await until(hass, lambda: hass.states.get(sensor).state == "1")  # type: ignore[union-attr]
    (told,) = hass.states.get(sensor).attributes["items"]  # type: ignore[union-attr]
    assert (told["name"], told["days_left"]) == ("milk", 1)
    await put(hass, "Pudding", "400 ml milk", "2 tbsp honey")
    after = await act(hass, "pantry_after", recipe="Pudding")
    assert [(one["name"], one["amount"]) for one in after["takes"]] == [
        ("milk", pytest.approx(0.4)),
        ("honey", None),
    ]
    assert (await act(hass, "get_pantry", days=3))["items"][0]["amount"] == 1
    await act(hass, "take_from_pantry", recipe="Pudding")
    assert (await act(hass, "get_pantry", days=3))["items"][0]["amount"] == pytest.approx(0.6)
    await act(hass, "change_pantry", item="milk", amount=2)
    await act(hass, "take_from_pantry", item="milk", amount=0.5)
    assert (await act(hass, "get_pantry"))["items"][0]["amount"] == pytest.approx(1.5)
    await act(hass, "remove_from_pantry", item="milk")
    await until(hass, lambda: hass.states.get(sensor).state == "0")  # type: ignore[union-attr]
    with pytest.raises(ServiceValidationError):
        await act(hass, "take_from_pantry", item="milk")
