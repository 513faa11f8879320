"""People in Home Assistant: subentries that only point at the book, actions, and silence about their health."""

import asyncio
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, SubentryFlowContext
from homeassistant.core import Context, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.const import DOMAIN, SUBENTRY_PERSON
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Goal, Person, Severity, Sex
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, until

ANNA: dict[str, Any] = {
    "name": "Anna",
    "home_assistant_person": "person.anna",
    "needs": {
        "severe_allergens": ["peanuts"],
        "mild_allergens": ["milk"],
        "avoids": ["kiwi"],
        "diets": ["vegetarian"],
        "dislikes": ["olives"],
        "favorites": [],
    },
    "body": {
        "birth_year": 1990,
        "sex": "female",
        "height": 170,
        "weight": 60,
        "activity": "light",
        "goal": "keep",
    },
}


async def flow(
    hass: HomeAssistant, entry: MockConfigEntry, form: dict[str, Any], subentry_id: str | None = None
) -> dict[str, Any]:
    context = SubentryFlowContext(source=SOURCE_USER)
    if subentry_id is not None:
        context = SubentryFlowContext(source=SOURCE_RECONFIGURE, subentry_id=subentry_id)
    flows = hass.config_entries.subentries
    started = await flows.async_init((entry.entry_id, SUBENTRY_PERSON), context=context)
    assert started["type"] is FlowResultType.FORM
    return dict(await flows.async_configure(started["flow_id"], form))


def subentries(entry: MockConfigEntry) -> dict[str, str]:
    return {subentry.title: subentry.subentry_id for subentry in entry.subentries.values()}


async def test_add_change_and_remove_without_a_reload(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    kitchen = loaded_kitchen(hass)
    recipe_id = next(iter(await kitchen.recipes.names()))
    session = await kitchen.cooking.start(recipe_id, None)
    done = await flow(hass, kitchen_entry, ANNA)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (anna,) = await kitchen.people.all()
    assert anna.allergens == {Allergen.PEANUTS: Severity.SEVERE, Allergen.MILK: Severity.MILD}
    assert anna.diets == {Diet.VEGETARIAN}
    assert (anna.birth_year, anna.sex, anna.goal) == (1990, Sex.FEMALE, Goal.KEEP)
    (subentry,) = kitchen_entry.subentries.values()
    assert dict(subentry.data) == {"person": anna.id}

    changed = {**ANNA, "name": "Annie", "needs": {"severe_allergens": ["fish"]}, "body": {}}
    done = await flow(hass, kitchen_entry, changed, subentry.subentry_id)
    assert done["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    (annie,) = await kitchen.people.all()
    assert (annie.id, annie.name, annie.birth_year) == (anna.id, "Annie", None)
    assert annie.allergens == {Allergen.FISH: Severity.SEVERE}
    assert set(subentries(kitchen_entry)) == {"Annie"}

    hass.config_entries.async_remove_subentry(kitchen_entry, subentry.subentry_id)
    await hass.async_block_till_done()
    assert await kitchen.people.all() == ()
    assert (await kitchen.people.get(anna.id)).name == "Annie"

    assert loaded_kitchen(hass) is kitchen
    assert kitchen_entry.runtime_data is kitchen
    assert kitchen.sessions.find().id == session.id
    await session.close()


async def test_who_comes_and_goes_in_the_book_is_shown(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    kitchen = loaded_kitchen(hass)
    ben = await kitchen.people.add(Person(name="Ben"))
    await until(hass, lambda: set(subentries(kitchen_entry)) == {"Ben"})
    await kitchen.people.remove(ben.id)
    await until(hass, lambda: not kitchen_entry.subentries)
    await kitchen.people.bring_back(ben.id)
    await until(hass, lambda: set(subentries(kitchen_entry)) == {"Ben"})
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    await hass.async_block_till_done()
    assert set(subentries(kitchen_entry)) == {"Ben"}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({**ANNA, "name": "  "}, "invalid_name"),
        ({**ANNA, "name": "ben"}, "invalid_name"),
        ({**ANNA, "body": {"birth_year": 2090}}, "invalid_birth_year"),
        ({**ANNA, "needs": {"avoids": ["x" * 200]}}, "invalid_person"),
    ],
)
async def test_what_can_not_be_is_said_and_can_be_mended(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, wrong: dict[str, Any], error: str
) -> None:
    await loaded_kitchen(hass).people.add(Person(name="Ben"))
    await hass.async_block_till_done()
    answer = await flow(hass, kitchen_entry, wrong)
    assert answer["errors"] == {"base": error}
    flows = hass.config_entries.subentries
    done = await flows.async_configure(answer["flow_id"], ANNA)
    assert done["type"] is FlowResultType.CREATE_ENTRY


async def test_a_kitchen_that_is_not_loaded_asks_nothing(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await hass.config_entries.async_unload(kitchen_entry.entry_id)
    answer = await hass.config_entries.subentries.async_init(
        (kitchen_entry.entry_id, SUBENTRY_PERSON), context={"source": SOURCE_USER}
    )
    assert answer["reason"] == "kitchen_not_loaded"


async def test_somebody_removed_elsewhere_meanwhile(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await flow(hass, kitchen_entry, ANNA)
    await hass.async_block_till_done()
    (subentry_id,) = subentries(kitchen_entry).values()
    flows = hass.config_entries.subentries
    started = await flows.async_init(
        (kitchen_entry.entry_id, SUBENTRY_PERSON),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id},
    )
    kitchen = loaded_kitchen(hass)
    (anna,) = await kitchen.people.all()
    await kitchen.people.remove(anna.id)
    answer = await flows.async_configure(started["flow_id"], ANNA)
    assert answer["type"] is FlowResultType.ABORT


async def test_checks_and_substitutes_as_actions(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    kitchen = loaded_kitchen(hass)
    await flow(hass, kitchen_entry, ANNA)
    recipe = await kitchen.recipes.add(
        Recipe(
            id="",
            name="Peanut noodles",
            yields=Yield(amount=2),
            ingredients=(Ingredient(text="200 g rice noodles"), Ingredient(text="3 tbsp peanut butter")),
        )
    )
    told = await act(hass, "check_recipe", recipe="peanut noodles")
    (anna,) = told["people"]
    assert (anna["name"], anna["safe"]) == ("Anna", False)
    peanuts = next(verdict for verdict in anna["verdicts"] if verdict["code"] == "peanuts")
    assert peanuts["standing"] == "contains"
    assert peanuts["reasons"][0]["line"] == "3 tbsp peanut butter"

    told = await act(hass, "check_recipe", ingredients=["2 Möhren", "1 Handvoll Erdnüsse"], language="de")
    assert told["people"][0]["safe"] is False
    told = await act(hass, "check_recipe", ingredients=["2 carrots"], people=["Anna"])
    assert told["people"][0]["safe"] is True

    meal = await act(hass, "plan_meal", recipe=recipe.name, starts_at=dt_util.now().isoformat())
    told = await act(hass, "check_meal", meal=meal["meal"]["id"])
    assert told["people"][0]["safe"] is False
    meal = await act(hass, "plan_meal", name="Something nice", starts_at=dt_util.now().isoformat())
    told = await act(hass, "check_meal", meal=meal["meal"]["id"])
    assert {verdict["standing"] for verdict in told["people"][0]["verdicts"]} == {"not_checked"}

    found = await act(hass, "find_substitutes", food="butter")
    assert found["substitutes"]
    assert all("ghee" not in line for row in found["substitutes"] for line in row["lines"])
    with pytest.raises(ServiceValidationError):
        await act(hass, "check_recipe", recipe=recipe.name, people=["Nobody"])


async def test_needs_are_told_to_administrators_only(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    await flow(hass, kitchen_entry, ANNA)
    guest = MockUser(name="Guest").add_to_hass(hass)

    async def told(user_id: str | None) -> dict[str, Any]:
        answer = await hass.services.async_call(
            DOMAIN, "list_people", {}, blocking=True, return_response=True, context=Context(user_id=user_id)
        )
        assert answer is not None
        return answer["people"][0]  # type: ignore[index, return-value]

    assert set(await told(guest.id)) == {"id", "name", "at_home"}
    assert (await told(hass_admin_user.id))["allergens"] == {"milk": "mild", "peanuts": "severe"}
    assert (await told(None))["diets"] == ["vegetarian"]


async def test_who_is_at_home(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    await flow(hass, kitchen_entry, ANNA)
    for state, told in ((None, None), ("home", True), ("not_home", False), ("unknown", None)):
        if state is not None:
            hass.states.async_set("person.anna", state)
        assert (await act(hass, "list_people"))["people"][0]["at_home"] is told


async def test_diagnostics_say_nothing_of_anybody(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await flow(hass, kitchen_entry, ANNA)
    await hass.async_block_till_done()
    told = str(await async_get_config_entry_diagnostics(hass, kitchen_entry)).lower()
    for word in ("anna", "peanut", "kiwi", "vegetarian", "1990"):
        assert word not in told


async def test_profiles_are_made_beside(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    kitchen = loaded_kitchen(hass)
    recipe = await kitchen.recipes.add(
        Recipe(id="", name="Toast", ingredients=(Ingredient(text="1 slice bread"),))
    )

    async def seen() -> set[str]:
        return {profile.recipe_id async for profile in kitchen.profiles.all()}

    async with asyncio.timeout(30.0):
        while recipe.id not in await seen():
            await asyncio.sleep(0.02)
    with pytest.raises(KitchenError):
        await kitchen.profiles.get("nothing")


async def test_products_are_stated_listed_and_forgotten(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:

    stated = await act(
        hass, "state_product", name="Zorblax", contains=["celery"], may_contain=["milk"], made_of=["pork"]
    )
    assert stated["product"]["contains"] == ["celery"]
    assert stated["not_understood"] == []
    label = await act(
        hass, "state_product", name="Quuxle", label="Ingredients: peas, blorfium. May contain traces of nuts."
    )
    assert label["product"]["complete"] is False
    assert label["product"]["may_contain"]
    assert label["not_understood"] == ["blorfium"]
    listed = await act(hass, "list_products")
    assert [product["name"] for product in listed["products"]] == ["Quuxle", "Zorblax"]
    checked = await act(hass, "check_recipe", ingredients=["2 zorblax"])
    assert checked == {"people": []}
    assert (await act(hass, "forget_product", name="zorblax"))["forgotten"]["name"] == "Zorblax"
    assert (await act(hass, "forget_product", name="zorblax"))["forgotten"] is None
    assert set(await act(hass, "list_unchecked", limit=5)) == {"words"}
    with pytest.raises(ServiceValidationError):
        await act(hass, "state_product", name="Zorblax", label="hello world")
