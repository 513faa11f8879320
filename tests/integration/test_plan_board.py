"""The WebSocket commands of the plan: what the board shows, who may not eat what, and hostile questions."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act


async def household(hass: HomeAssistant) -> tuple[Recipe, Person, Person]:
    kitchen = loaded_kitchen(hass)
    recipe = await kitchen.recipes.add(
        Recipe(
            id="",
            name="Pancakes with quark",
            yields=Yield(amount=2),
            ingredients=(Ingredient(text="300 ml milk"), Ingredient(text="200 g flour")),
            steps=(Step(text="Let the batter rest overnight."), Step(text="Fry.")),
        )
    )
    ada = await kitchen.people.add(Person(name="Ada"))
    gina = await kitchen.people.add(
        Person(name="Gina", guest=True, allergens={Allergen.MILK: Severity.SEVERE})
    )
    await kitchen.profiles.make()
    return recipe, ada, gina


async def test_the_board_shows_meals_trouble_and_preparations(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    recipe, ada, gina = await household(hass)
    day = dt_util.now().date() + timedelta(days=1)
    planned = await act(
        hass,
        "plan_meal",
        recipe=recipe.id,
        starts_at=f"{day} 18:30:00",
        slot="dinner",
        people=["Ada", "Gina"],
        cook="Ada",
    )
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {"type": "hearthtech/plan", "start": str(day - timedelta(days=1)), "days": 7}
    )
    board: dict[str, Any] = (await client.receive_json())["result"]
    [meal] = board["meals"]
    assert (meal["id"], meal["day"], meal["time"], meal["cook"]) == (
        planned["meal"]["id"],
        str(day),
        "18:30",
        ada.id,
    )
    assert meal["kcal"] > 100
    [trouble] = meal["trouble"]
    assert (trouble["person"], trouble["code"], trouble["standing"], trouble["harms"]) == (
        gina.id,
        "milk",
        "contains",
        True,
    )
    assert trouble["lines"] == ["300 ml milk"]
    assert [(one["kind"], one["meal"]) for one in board["preparations"]] == [("dough", meal["id"])]
    assert {person["name"]: person["guest"] for person in board["people"]} == {"Ada": False, "Gina": True}
    # Health data are no part of it: only what a meal would do.
    assert set(board["people"][0]) == {"id", "name", "share", "guest"}
    await client.send_json_auto_id(
        {"type": "hearthtech/plan/check", "recipes": [recipe.id], "people": [ada.id]}
    )
    assert (await client.receive_json())["result"] == {recipe.id: []}
    await client.send_json_auto_id(
        {"type": "hearthtech/plan/candidates", "query": "pancakes", "people": [gina.id]}
    )
    found = (await client.receive_json())["result"]["recipes"]
    assert {one["id"]: len(one["trouble"]) for one in found}[recipe.id] == 1
    await act(hass, "remove_meal", meal=meal["id"])
    await client.send_json_auto_id({"type": "hearthtech/plan/bring_back", "meal": meal["id"]})
    assert (await client.receive_json())["result"] == {"id": meal["id"]}
    await client.send_json_auto_id({"type": "hearthtech/plan", "start": str(day)})
    assert (await client.receive_json())["result"]["meals"] == [meal]


@pytest.mark.parametrize(
    "question",
    [
        {"type": "hearthtech/plan", "start": "soon"},
        {"type": "hearthtech/plan", "start": "9999-12-31"},
        {"type": "hearthtech/plan", "start": "2026-12-01", "days": 63},
        {"type": "hearthtech/plan", "start": 7},
        {"type": "hearthtech/plan/check", "recipes": ["r"] * 61},
        {"type": "hearthtech/plan/candidates", "query": "x" * 201},
        {"type": "hearthtech/plan/candidates", "slot": "midnight"},
        {"type": "hearthtech/plan/bring_back", "meal": "x" * 129},
        {"type": "hearthtech/plan/bring_back", "meal": "never removed"},
    ],
    ids=[
        "no date",
        "far date",
        "many days",
        "number",
        "many recipes",
        "long query",
        "no such meal",
        "long meal",
        "not removed",
    ],
)
async def test_hostile_questions_are_refused(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    question: dict[str, Any],
) -> None:
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(question)
    assert (await client.receive_json())["success"] is False


async def test_a_meal_is_changed_and_moved_to_another_meal_of_the_day(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    recipe, ada, _ = await household(hass)
    day = dt_util.now().date() + timedelta(days=1)
    meal = (await act(hass, "plan_meal", recipe=recipe.id, starts_at=f"{day} 18:30:00", slot="dinner"))[
        "meal"
    ]
    moved = await act(hass, "move_meal", meal=meal["id"], starts_at=f"{day} 12:30:00", slot="lunch")
    assert (moved["meal"]["slot"], moved["meal"]["name"]) == ("lunch", "Pancakes with quark")
    changed = (await act(hass, "change_meal", meal=meal["id"], people=["Ada"], cook="Ada", servings=3))[
        "meal"
    ]
    assert (changed["people"], changed["cook"], changed["servings"]) == ([ada.id], ada.id, 3)
    back = (await act(hass, "change_meal", meal=meal["id"], people=[], cook="", servings=0))["meal"]
    assert (back["people"], back["cook"], back["servings"]) == ([], None, None)
