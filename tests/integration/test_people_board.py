"""Health data on the wire: only for those whom the household permits; for others the keys are absent."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act


async def ask(client: Any, kind: str, **fields: Any) -> Any:
    await client.send_json_auto_id({"type": f"hearthtech/{kind}", **fields})
    return await client.receive_json()


async def household(hass: HomeAssistant) -> dict[str, str]:
    kitchen = loaded_kitchen(hass)
    ada = await kitchen.people.add(
        Person(
            name="Ada",
            birth_year=1985,
            allergens={Allergen.MILK: Severity.SEVERE},
            diets=frozenset({Diet.VEGAN}),
            avoids=("kiwi",),
            home_assistant_person="person.ada",
        )
    )
    ben = await kitchen.people.add(
        Person(name="Ben", dislikes=("olives",), home_assistant_person="person.ben")
    )
    await act(hass, "log_eaten", person="Ada", ingredients=["200 g rice"], name="Rice")
    return {"Ada": ada.id, "Ben": ben.id}


async def test_an_administrator_sees_needs_targets_and_what_was_eaten(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    ids = await household(hass)
    client = await hass_ws_client(hass)
    people = {one["name"]: one for one in (await ask(client, "people"))["result"]["people"]}
    assert people["Ada"]["health"]["allergens"] == {"milk": "severe"}
    assert people["Ada"]["health"]["diets"] == ["vegan"]
    assert people["Ada"]["health"]["targets"]["PROCNT"] > 20
    days = (await ask(client, "people/eaten", person=ids["Ada"], days=3))["result"]["days"]
    assert [len(day["portions"]) for day in days] == [0, 0, 1]
    assert days[-1]["figures"]["ENERC_KCAL"] > 100


async def test_others_get_no_key_of_health_and_are_refused(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_user: MockUser,
    hass_read_only_access_token: str,
) -> None:
    ids = await household(hass)
    hass.states.async_set("person.ben", "home", {"user_id": hass_read_only_user.id})
    client = await hass_ws_client(hass, hass_read_only_access_token)
    answer = await ask(client, "people")
    people = {one["name"]: one for one in answer["result"]["people"]}
    assert set(people["Ada"]) == {"id", "name", "guest", "share", "at_home"}
    # Their own are there.
    assert people["Ben"]["health"]["dislikes"] == ["olives"]
    wire = json.dumps(people["Ada"]).lower()
    assert not any(word in wire for word in ("milk", "vegan", "kiwi", "1985", "target"))
    refused = await ask(client, "people/eaten", person=ids["Ada"])
    assert refused["success"] is False
    assert "rice" not in json.dumps(refused).lower()
    assert (await ask(client, "people/eaten", person=ids["Ben"]))["success"] is True


@pytest.mark.parametrize(
    "fields",
    [
        {"person": ""},
        {"person": "x" * 129},
        {"person": "nobody"},
        {"person": "Ada", "days": 0},
        {"person": "Ada", "days": 32},
    ],
    ids=["empty", "long", "unknown", "no days", "many days"],
)
async def test_hostile_questions_are_refused(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    fields: dict[str, Any],
) -> None:
    client = await hass_ws_client(hass)
    assert (await ask(client, "people/eaten", **fields))["success"] is False
