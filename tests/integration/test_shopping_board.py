"""The WebSocket commands of shopping: who added what, the shop where the user is, changes that count once."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act


async def ask(client: Any, kind: str, **fields: Any) -> Any:
    await client.send_json_auto_id({"type": f"hearthtech/{kind}", **fields})
    return await client.receive_json()


async def test_the_list_tells_who_added_what_and_where_the_user_is(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
) -> None:
    client = await hass_ws_client(hass)
    await act(hass, "add_to_shopping", name="soap")
    told = await ask(client, "shopping/apply", changes=[{"id": "1", "item": "mine", "words": "2 l milk"}])
    assert told["result"] == {"1": "applied"}
    again = await ask(client, "shopping/apply", changes=[{"id": "1", "item": "mine", "words": "2 l milk"}])
    assert again["result"] == {"1": "known"}
    shop = (await act(hass, "save_shop", name="Market", aisles=["dairy"], zone="zone.market"))["shop"]
    hass.states.async_set("person.mock", "Market", {"user_id": hass_admin_user.id})
    hass.states.async_set("zone.market", "1", {"persons": ["person.mock"]})
    found = (await ask(client, "shopping"))["result"]
    items = {item["name"]: item for item in found["items"]}
    assert (items["milk"]["id"], items["milk"]["who"], items["milk"]["amounts"]) == (
        "mine",
        ["Mock User"],
        [[2000, "ml"]],
    )
    assert items["soap"]["who"] == []
    assert found["here"] == shop["id"]
    assert found["shops"][0]["walk"][0] == "dairy"
    hass.states.async_set("zone.market", "0", {"persons": []})
    assert (await ask(client, "shopping"))["result"]["here"] is None
    house = (await ask(client, "pantry"))["result"]
    assert house == {"items": [], "frozen": [], "standing": []}


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [{"item": "a"}],
        [{"id": "", "item": "a"}],
        [{"id": "x" * 65}],
        [{"id": "x", "words": "w" * 501}],
        [{"id": "x", "bought": "yes"}],
        [{"id": "x", "other": 1}],
        [{"id": str(number), "item": "a"} for number in range(201)],
    ],
    ids=["none", "no id", "empty id", "long id", "long words", "no bool", "unknown field", "many"],
)
async def test_hostile_changes_are_refused(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    changes: list[Any],
) -> None:
    client = await hass_ws_client(hass)
    assert (await ask(client, "shopping/apply", changes=changes))["success"] is False
    assert await loaded_kitchen(hass).shopping.items() == []
