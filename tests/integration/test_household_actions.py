"""Freezer, standing purchases, shops, feasts, searches and barcodes as people use them in Home Assistant."""

from datetime import timedelta
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.const import CONF_FOOD_FACTS, DOMAIN
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, until


def entity(hass: HomeAssistant, entry: MockConfigEntry, domain: str, name: str) -> str:
    found = er.async_get(hass).async_get_entity_id(domain, DOMAIN, f"{entry.entry_id}_{name}")
    assert found is not None
    return found


async def pizza(hass: HomeAssistant) -> Recipe:
    return await loaded_kitchen(hass).recipes.add(
        Recipe(
            id="",
            name="Pizza",
            yields=Yield(amount=2),
            ingredients=(Ingredient(text="500 g flour"), Ingredient(text="300 g cheese")),
            steps=(Step(text="Let the dough rise overnight."), Step(text="Bake for 10 minutes.")),
        )
    )


async def tasks(hass: HomeAssistant, todo: str) -> list[dict[str, Any]]:
    found: Any = await hass.services.async_call(
        "todo",
        "get_items",
        {ATTR_ENTITY_ID: todo, "status": ["needs_action", "completed"]},
        blocking=True,
        return_response=True,
    )
    items: list[dict[str, Any]] = found[todo]["items"]
    return items


async def test_preparations_are_in_the_calendar_and_the_to_do_list_and_move(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await pizza(hass)
    todo = entity(hass, kitchen_entry, "todo", "preparations")
    calendar = entity(hass, kitchen_entry, "calendar", "preparation_calendar")
    day = dt_util.now().date() + timedelta(days=3)
    planned = await act(hass, "plan_meal", recipe="Pizza", starts_at=f"{day} 18:30:00", slot="dinner")
    await hass.async_block_till_done()
    [task] = await tasks(hass, todo)
    assert task["summary"] == "Make the dough: Pizza"
    assert task["due"].startswith(f"{day - timedelta(days=1)}T20:00")
    assert hass.states.get(todo).state == "1"  # type: ignore[union-attr]
    await act(hass, "move_meal", meal=planned["meal"]["id"], starts_at=f"{day + timedelta(days=1)} 18:30:00")
    await hass.async_block_till_done()
    [task] = await tasks(hass, todo)
    assert task["due"].startswith(f"{day}T20:00")
    state = hass.states.get(calendar)
    assert state is not None
    assert state.attributes["message"] == "Make the dough: Pizza"
    await hass.services.async_call(
        "todo",
        "update_item",
        {ATTR_ENTITY_ID: todo, "item": task["summary"], "status": "completed"},
        blocking=True,
    )
    [told] = (await act(hass, "get_preparations"))["preparations"]
    assert (told["kind"], told["done"], told["step"]) == ("dough", True, 0)
    await hass.async_block_till_done()
    assert "message" not in hass.states.get(calendar).attributes  # type: ignore[union-attr]
    answer = await act(hass, "mark_preparation", preparation=told["id"], done=False)
    assert answer["preparation"]["done"] is False


async def test_a_feast_answers_with_its_timetable(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await pizza(hass)
    day = dt_util.now().date() + timedelta(days=5)
    feast = await act(
        hass,
        "plan_feast",
        starts_at=f"{day} 19:00:00",
        courses=[{"recipe": "Pizza"}, {"name": "Cheese", "after": 60}],
    )
    assert [entry["task"] for entry in feast["timetable"]] == ["shop", "prepare", "cook", "serve", "serve"]
    assert [meal["name"] for meal in feast["meals"]] == ["Pizza", "Cheese"]
    again = await act(hass, "get_timetable", meals=[meal["id"] for meal in feast["meals"]])
    assert again["timetable"] == feast["timetable"]


async def test_the_freezer_is_planned_and_proposed(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await pizza(hass)
    await act(hass, "freeze_portions", recipe="Pizza", portions=4, place="Drawer 2")
    day = dt_util.now().date() + timedelta(days=2)
    planned = await act(
        hass, "plan_frozen", frozen="Pizza", starts_at=f"{day} 12:00:00", slot="lunch", portions=1
    )
    [frozen] = (await act(hass, "get_freezer"))["frozen"]
    assert (frozen["left"], frozen["portions"]) == (3, 4)
    assert planned["meal"]["frozen"] == frozen["id"]
    week = await act(hass, "propose_week", days=4, slots=["dinner"], frozen=2)
    thawed = [meal for meal in week["meals"] if meal["frozen"]]
    assert len(thawed) == 2
    assert thawed[0]["reasons"][0]["words"] == "From the freezer, to be eaten within 90 days."
    await act(hass, "accept_plan", proposal=week["proposal"])
    [frozen] = (await act(hass, "get_freezer"))["frozen"]
    assert frozen["left"] == 1
    await act(hass, "take_frozen", frozen="Pizza")
    assert (await act(hass, "get_freezer"))["frozen"] == []
    with pytest.raises(ServiceValidationError):
        await act(hass, "take_frozen", frozen="Pizza", portions=1)


async def test_standing_purchases_shops_and_putting_away(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    kitchen = loaded_kitchen(hass)
    await kitchen.pantry.add(PantryItem(name="flour", amount=2, unit="kg"))
    await act(hass, "set_standing_item", kind="minimum", name="flour", amount=1, unit="kg")
    await act(hass, "set_standing_item", kind="weekly", name="milk", amount=2, unit="l", weekday="monday")

    async def names() -> list[str]:
        return [item["name"] for item in (await act(hass, "get_shopping_list"))["items"]]

    assert await names() == ["milk"]
    await act(hass, "take_from_pantry", item="flour", amount=1.5)
    await until(hass, lambda: kitchen.context.tasks == set())
    assert await names() == ["milk", "flour"]
    await act(hass, "save_shop", name="Market", aisles=["grains", "baking"], moved={"flour": "baking"})
    told = (await act(hass, "get_shopping_list", shop="market"))["items"]
    assert [(item["name"], item["aisle"]) for item in told] == [("flour", "baking"), ("milk", "dairy")]
    for item in await kitchen.shopping.items():
        await kitchen.shopping.change(item.id, bought=True)
    away = await act(hass, "put_away_shopping")
    assert sorted(item["name"] for item in away["items"]) == ["flour", "milk"]
    assert await names() == []
    assert len((await act(hass, "get_standing_items"))["items"]) == 2
    await act(hass, "remove_standing_item", item="milk")
    await act(hass, "remove_shop", shop="Market")
    assert (await act(hass, "get_shops"))["shops"] == []


async def test_searches_favorites_and_barcodes(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    recipe = await pizza(hass)
    await act(hass, "save_search", name="Doughs", query="pizza")
    assert recipe.id in [one["id"] for one in (await act(hass, "run_search", search="doughs"))["recipes"]]
    await act(hass, "set_favorite", recipe="Pizza")
    assert (await act(hass, "get_favorites"))["recipes"] == [{"id": recipe.id, "name": "Pizza"}]
    await act(hass, "remove_search", search="Doughs")
    assert (await act(hass, "get_searches"))["searches"] == []
    await act(hass, "save_barcode", barcode="4006381333931", name="Beans", amount=400, unit="g")
    found = await act(hass, "look_up_barcode", barcode="4006381333931")
    assert found["product"]["name"] == "Beans"
    await act(hass, "remove_barcode", barcode="4006381333931")


async def test_open_food_facts_is_asked_only_when_it_is_switched_on(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Answer:
        content = b'{"product": {"product_name": "Beans", "quantity": "400 g"}}'

    async def fetch(_session: object, address: str, **_limits: object) -> Answer:
        asked.append(address)
        return Answer()

    monkeypatch.setattr("custom_components.hearthtech.entries.household.fetch", fetch)
    assert (await act(hass, "look_up_barcode", barcode="4006381333931"))["product"] is None
    assert asked == []
    hass.config_entries.async_update_entry(kitchen_entry, options={CONF_FOOD_FACTS: True})
    found = await act(hass, "look_up_barcode", barcode="4006381333931")
    assert found["product"]["name"] == "Beans"
    assert len(asked) == 1
