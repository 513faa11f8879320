"""The form of a person over the WebSocket: who may change what, two at once, hostile values, and who may see health data."""

from copy import deepcopy
import json
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step

from .helpers import act
from .test_recipe_pages import Asking


@pytest.fixture
def kitchen(kitchen_entry: MockConfigEntry) -> Kitchen:
    kitchen: Kitchen = kitchen_entry.runtime_data
    return kitchen


@pytest.fixture
async def admin(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Asking:
    return Asking(await hass_ws_client(hass))


@pytest.fixture
async def kim(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> Asking:
    """A user without administrator rights."""
    return Asking(await hass_ws_client(hass, hass_read_only_access_token))


async def test_an_administrator_adds_and_changes_somebody(
    hass: HomeAssistant, kitchen: Kitchen, kitchen_entry: MockConfigEntry, admin: Asking
) -> None:
    form = await admin.result("person")
    assert (form["id"], form["values"]["name"], form["values"]["allergens"]) == ("", "", {})
    values = form["values"] | {
        "name": " Gina ",
        "allergens": {"milk": "severe"},
        "avoids": ["kiwi"],
        "diets": ["vegan"],
        "birth_year": 1985,
        "sex": "female",
        "weight_kg": 61.5,
        "targets": {"PROCNT": [60, None], "FIBTG": [None, None]},
    }
    saved = await admin.result("person/save", values=values)
    person = await kitchen.people.get(saved["id"])
    assert (person.name, person.allergens) == ("Gina", {Allergen.MILK: Severity.SEVERE})
    assert (person.avoids, person.diets, person.weight_kg) == (("kiwi",), frozenset({Diet.VEGAN}), 61.5)
    assert person.targets == {"PROCNT": (60, None)}
    await hass.async_block_till_done()
    assert [one.title for one in kitchen_entry.subentries.values()] == ["Gina"]
    form = await admin.result("person", person=saved["id"])
    assert form["values"]["targets"] == {"PROCNT": [60, None]}
    assert form["reference"]["FIBTG"] > 10
    # Two forms at once: each changes only what was changed in it.
    mine, theirs = deepcopy(form["values"]), deepcopy(form["values"])
    mine["weight_kg"], mine["allergens"] = 60, {"milk": "severe", "nuts": "mild"}
    theirs["dislikes"] = ["olives"]
    for changed in (mine, theirs):
        told = await admin.result("person/save", person=saved["id"], values=changed, base=form["values"])
        assert told == {"id": saved["id"]}
    person = await kitchen.people.get(saved["id"])
    assert (person.weight_kg, person.dislikes) == (60, ("olives",))
    assert person.allergens == {Allergen.MILK: Severity.SEVERE, Allergen.NUTS: Severity.MILD}
    # Removed, and brought back.
    assert await admin.result("person/remove", person=saved["id"]) == {"id": saved["id"], "name": "Gina"}
    await hass.async_block_till_done()
    assert (await kitchen.people.all(), dict(kitchen_entry.subentries)) == ((), {})
    await admin.result("person/bring_back", person=saved["id"])
    await hass.async_block_till_done()
    assert [one.title for one in kitchen_entry.subentries.values()] == ["Gina"]
    assert await kitchen.people.get(saved["id"]) == person


async def test_what_the_form_does_not_have_is_kept(kitchen: Kitchen, admin: Asking) -> None:
    person = await kitchen.people.add(Person(name="Ada", targets={"CA": (800.0, None), "NA": (None, 2000.0)}))
    form = await admin.result("person", person=person.id)
    assert form["values"]["targets"] == {"NA": [None, 2000.0]}
    values = form["values"] | {"targets": {"NA": [None, 1500]}}
    await admin.result("person/save", person=person.id, values=values, base=form["values"])
    assert (await kitchen.people.get(person.id)).targets == {"CA": (800.0, None), "NA": (None, 1500)}
    await admin.result("person/save", person=person.id, values=values | {"targets": {}})
    assert (await kitchen.people.get(person.id)).targets == {"CA": (800.0, None)}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "ben"}, "name"),
        ({"name": "a\u0000b"}, "name"),
        ({"birth_year": 1800}, "birth_year"),
        ({"birth_year": 2**60}, "birth_year"),
        ({"height_cm": 1e308}, "height_cm"),
        ({"weight_kg": 0}, "weight_kg"),
        ({"portion": 9}, "portion"),
        ({"targets": {"NA": [3, 2]}}, "targets"),
        ({"targets": {"NA": [-1, None]}}, "targets"),
        ({"avoids": ["x" * 101]}, "avoids"),
        ({"health_readers": ["\u202e" * 3]}, "health_readers"),
    ],
)
async def test_a_value_that_cant_be_is_named(
    kitchen: Kitchen, admin: Asking, change: dict[str, Any], field: str
) -> None:
    await kitchen.people.add(Person(name="Ben"))
    values = (await admin.result("person"))["values"] | {"name": "Ada"} | change
    assert await admin.result("person/save", values=values) == {"invalid": field}
    assert [one.name for one in await kitchen.people.all()] == ["Ben"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": 5},
        {"guest": "yes"},
        {"allergens": {"milk": "deadly"}},
        {"allergens": {"love": "mild"}},
        {"allergens": ["milk"]},
        {"diets": ["chocolate"]},
        {"avoids": "kiwi"},
        {"avoids": ["kiwi"] * 101},
        {"birth_year": 1985.5},
        {"birth_year": True},
        {"weight_kg": "60"},
        {"portion": True},
        {"sex": "cat"},
        {"goal": None},
        {"targets": {"NA": 5}},
        {"targets": {"NA": [1, 2, 3]}},
        {"targets": {"CA": [1, 2]}},
        {"targets": {"NA": ["1", None]}},
        {"id": "other"},
        {"health_readers": [1]},
    ],
)
async def test_hostile_forms_are_refused(kitchen: Kitchen, admin: Asking, change: dict[str, Any]) -> None:
    values = (await admin.result("person"))["values"] | {"name": "Ada"}
    await admin.refusal("person/save", values=values | change)
    for name in values:
        await admin.refusal(
            "person/save", values={key: value for key, value in values.items() if key != name}
        )
    assert await kitchen.people.all() == ()
    assert await admin.refusal("person/save", person="nobody", values=values) == "kitchen_person_not_found"


async def test_others_change_only_themselves_and_not_who_they_are(
    hass: HomeAssistant, kitchen: Kitchen, admin: Asking, kim: Asking, hass_read_only_user: MockUser
) -> None:
    hass.states.async_set("person.kim", "home", {"user_id": hass_read_only_user.id})
    ada = await kitchen.people.add(Person(name="Ada", avoids=("kiwi",), home_assistant_person="person.ada"))
    own = await kitchen.people.add(Person(name="Kim", home_assistant_person="person.kim"))
    blank = (await admin.result("person"))["values"] | {"name": "New"}
    for command, fields in (
        ("person", {}),
        ("person", {"person": ada.id}),
        ("person/save", {"values": blank}),
        ("person/save", {"person": ada.id, "values": blank}),
        ("person/remove", {"person": ada.id}),
        ("person/remove", {"person": own.id}),
        ("person/bring_back", {"person": ada.id}),
    ):
        answer = await kim.answer(command, **fields)
        assert answer["success"] is False
        assert "kiwi" not in json.dumps(answer)
    form = await kim.result("person", person=own.id)
    values = form["values"] | {
        "name": "Boss",
        "guest": True,
        "home_assistant_person": "person.ada",
        "weight_kg": 70,
        "diets": ["vegetarian"],
    }
    await kim.result("person/save", person=own.id, values=values, base=form["values"])
    changed = await kitchen.people.get(own.id)
    assert (changed.name, changed.guest, changed.home_assistant_person) == ("Kim", False, "person.kim")
    assert (changed.weight_kg, changed.diets) == (70, frozenset({Diet.VEGETARIAN}))
    people = {one["name"]: one for one in (await kim.result("people"))["people"]}
    assert people["Kim"]["may_change"] is True
    assert set(people["Ada"]) == {"id", "name", "guest", "share", "at_home"}
    assert await kitchen.people.get(ada.id) == ada


async def test_those_whom_the_household_permits_see_health_data_and_change_nothing(
    hass: HomeAssistant, kitchen: Kitchen, admin: Asking, kim: Asking, hass_read_only_user: MockUser
) -> None:
    ada = await kitchen.people.add(Person(name="Ada", allergens={Allergen.MILK: Severity.SEVERE}))
    ben = await kitchen.people.add(Person(name="Ben", avoids=("kiwi",)))
    await kitchen.recipes.add(
        Recipe(
            id="", name="Milk soup", ingredients=(Ingredient(text="1 l milk"),), steps=(Step(text="Boil."),)
        )
    )
    await kitchen.profiles.make()
    await act(hass, "log_eaten", person="Ada", ingredients=["200 g rice"], name="Rice")
    for person in (ada, ben):
        for command in ("people/eaten", "people/book"):
            refused = await kim.answer(command, person=person.id)
            assert refused["success"] is False
            assert not any(word in json.dumps(refused) for word in ("milk", "rice", "kiwi"))
    form = await admin.result("person", person=ada.id)
    assert {"id": hass_read_only_user.id, "name": hass_read_only_user.name} in form["readers"]
    values = form["values"] | {"health_readers": [hass_read_only_user.id]}
    await admin.result("person/save", person=ada.id, values=values, base=form["values"])
    people = {one["name"]: one for one in (await kim.result("people"))["people"]}
    assert people["Ada"]["health"]["allergens"] == {"milk": "severe"}
    assert "may_change" not in people["Ada"]
    assert set(people["Ben"]) == {"id", "name", "guest", "share", "at_home"}
    assert len((await kim.result("people/eaten", person=ada.id, days=1))["days"][0]["portions"]) == 1
    book = await kim.result("people/book", person=ada.id)
    assert (book["name"], book["recipes"] - book["suitable"] >= 1) == ("Ada", True)
    assert any(
        (one["code"], one["standing"]) == ("milk", "contains") and one["recipes"] >= 1
        for one in book["obstacles"]
    )
    # Who may see it may neither change it, nor export it, nor open it to others.
    for command, fields in (("person", {}), ("person/save", {"values": values})):
        assert (await kim.answer(command, person=ada.id, **fields))["success"] is False
    context = Context(user_id=hass_read_only_user.id)
    for action in ("export_person", "erase_person"):
        data = {"person": "Ada"} | ({"confirm": True} if action == "erase_person" else {})
        with pytest.raises(Unauthorized):
            await hass.services.async_call(
                DOMAIN, action, data, blocking=True, return_response=True, context=context
            )
    # Taken back, nothing is there any more.
    await admin.result("person/save", person=ada.id, values=form["values"], base=values)
    people = {one["name"]: one for one in (await kim.result("people"))["people"]}
    assert "health" not in people["Ada"]


async def test_the_book_of_a_person_by_action(
    hass: HomeAssistant, kitchen: Kitchen, hass_read_only_user: MockUser
) -> None:
    await kitchen.people.add(Person(name="Ada", diets=frozenset({Diet.VEGAN})))
    await kitchen.profiles.make()
    told = await act(hass, "get_person_book", person="Ada")
    assert told["recipes"] >= told["suitable"] == len(told["named"])
    assert {one["code"] for one in told["obstacles"]} == {"vegan"}
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "get_person_book",
            {"person": "Ada"},
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )


async def test_an_erased_user_is_taken_out_of_those_who_may_see(kitchen: Kitchen) -> None:
    gone = await kitchen.people.add(Person(name="Kim"))
    ada = await kitchen.people.add(Person(name="Ada", health_readers=("user-of-kim", "other")))
    await kitchen.personal_data.erase(gone.id, ["Kim", "user-of-kim"])
    assert (await kitchen.people.get(ada.id)).health_readers == ("other",)
