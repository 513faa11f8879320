"""Actions with odd figures, rules and words: refused in words, and nothing they leave behind breaks another."""

from contextlib import suppress
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.entries.kitchen_issues import report_damaged_records
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.validators import date_and_time

from .helpers import act

SOUP = "grandma's chicken soup"


@pytest.mark.parametrize("amount", ["inf", "-inf", "1e308", "nan", "1e-320", "-1", "0", "²", "٣", "9" * 400])
@pytest.mark.usefixtures("kitchen_entry")
async def test_odd_amounts_break_no_list(hass: HomeAssistant, amount: str) -> None:
    odd: tuple[tuple[str, dict[str, Any]], ...] = (
        ("add_to_shopping", {"name": "flour", "amount": amount, "unit": "kg"}),
        ("add_to_pantry", {"name": "rice", "amount": amount, "unit": "g"}),
        ("plan_meal", {"recipe": SOUP, "starts_at": "2026-12-01 18:00:00", "servings": amount}),
        ("get_recipe", {"recipe": SOUP, "servings": amount}),
        ("analyze_ingredients", {"ingredients": ["1 egg"], "servings": amount}),
    )
    for action, data in odd:
        with suppress(vol.Invalid, HomeAssistantError):
            await act(hass, action, **data)
    plain: tuple[tuple[str, dict[str, Any]], ...] = (
        ("get_shopping_list", {}),
        ("make_shopping_list", {"days": 20}),
        ("get_pantry", {}),
        ("get_meals", {"days": 30}),
        ("export_plan", {"days": 30}),
        ("propose_week", {}),
    )
    for action, data in plain:
        with suppress(vol.Invalid, HomeAssistantError):
            json.dumps(await act(hass, action, **data), allow_nan=False)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=53MO",
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=13",
        "FREQ=MONTHLY;BYSETPOS=366",
        "FREQ=DAILY;INTERVAL=²",
    ],
)
@pytest.mark.usefixtures("kitchen_entry")
async def test_rules_are_refused_or_can_be_followed(hass: HomeAssistant, rule: str) -> None:
    with suppress(vol.Invalid, HomeAssistantError):
        await act(hass, "plan_meal", name="Dinner", starts_at="2026-12-01 18:00:00", repeats=rule)
    for action, data in (
        ("get_meals", {"days": 30}),
        ("make_shopping_list", {"days": 10}),
        ("export_plan", {"days": 30}),
    ):
        await act(hass, action, **data)


@pytest.mark.usefixtures("kitchen_entry")
async def test_a_recipe_that_does_not_say_for_how_many(hass: HomeAssistant) -> None:
    recipe = await loaded_kitchen(hass).recipes.add(
        Recipe(id="", name="Stock", ingredients=(Ingredient(text="1 egg"),), steps=(Step(text="Boil."),))
    )
    with pytest.raises(HomeAssistantError):
        await act(hass, "get_recipe", recipe=recipe.id, servings=3)
    await act(hass, "get_recipe", recipe=recipe.id)


@pytest.mark.parametrize(
    "document",
    [
        {"ingredients": ["x"]},
        {"steps": 5},
        {"steps": [5]},
        {"yields": 5},
        {"yields": {"amount": "x"}},
        {"created_at": 5},
        {"nutrition": 5},
        {"name": None},
    ],
)
@pytest.mark.usefixtures("kitchen_entry")
async def test_a_document_that_is_none(hass: HomeAssistant, document: dict[str, Any]) -> None:
    """What lies beside the fields of schema.org may be anything; the fields are read then."""
    body = {
        "@type": "Recipe", "name": "A", "recipeIngredient": ["1 egg"], "recipeInstructions": ["Boil it."],
        "hearth:recipe": {"id": "x", "name": "A", **document},
    }  # fmt: skip
    found = await act(hass, "import_recipe", text=json.dumps(body))
    await act(hass, "export_recipe", recipe=found["recipes"][0]["recipe"]["id"], format="json_ld")


async def test_damaged_records_are_a_repair(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    issue = (DOMAIN, f"damaged_records_{kitchen_entry.entry_id}")
    registry = ir.async_get(hass)
    assert registry.async_get_issue(*issue) is None
    report_damaged_records(hass, kitchen_entry.entry_id, ["timer x"])
    found = registry.async_get_issue(*issue)
    assert found is not None
    assert found.translation_placeholders == {"what": "timer x"}
    report_damaged_records(hass, kitchen_entry.entry_id, [])
    assert registry.async_get_issue(*issue) is None


@pytest.mark.parametrize("moment", ["\ud800", "2026-12-01 18:00:00\udfff", "", "18:00", [], None, 5])
def test_a_moment_that_is_none_is_refused(moment: object) -> None:
    """Also a lone surrogate, at which the parser of Home Assistant would end the process."""
    with pytest.raises(vol.Invalid):
        date_and_time(moment)
