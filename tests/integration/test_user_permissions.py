"""Data and actions that a user without administrator rights may not use."""

import asyncio
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.auth.models import Group, User
from homeassistant.config_entries import SOURCE_ZEROCONF, ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers.llm import LLMContext, ToolInput
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.llm_tools.meal_plan import PLAN_TOOLS
from custom_components.hearthtech.llm_tools.recipes import RecipeTool

from .helpers import act, until


@pytest.fixture(autouse=True)
async def owner(hass: HomeAssistant) -> User:
    """The first user of a Home Assistant owns it."""
    return await hass.auth.async_create_user("Owner", group_ids=["system-admin"])


@pytest.fixture
async def child(hass: HomeAssistant, owner: User) -> User:
    return await hass.auth.async_create_user("Child", group_ids=["system-users"])


@pytest.fixture
def kitchen(kitchen_entry: MockConfigEntry) -> Kitchen:
    kitchen: Kitchen = kitchen_entry.runtime_data
    return kitchen


async def act_as(hass: HomeAssistant, user: User, action: str, **data: Any) -> dict[str, Any]:
    found = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=Context(user_id=user.id)
    )
    return dict(found or {})


async def test_what_somebody_ate_is_for_them_and_for_administrators(
    hass: HomeAssistant, kitchen: Kitchen, owner: User, child: User
) -> None:
    anna = await kitchen.people.add(Person(name="Anna"))
    mine = await kitchen.people.add(Person(name="Kim", home_assistant_person="person.kim"))
    hass.states.async_set("person.kim", "home", {"user_id": child.id})
    portion = await kitchen.food_log.log(anna.id, lines=("200 g chocolate",), name="chocolate")
    for action, data in (("get_eaten", {"person": "Anna"}), ("undo_eaten", {"eaten": portion.id})):
        with pytest.raises(Unauthorized):
            await act_as(hass, child, action, **data)
    [day] = (await act_as(hass, owner, "get_eaten", person="Anna"))["days"]
    assert [eaten["name"] for eaten in day["eaten"]] == ["chocolate"]
    assert len((await act(hass, "get_eaten", person="Anna"))["days"][0]["eaten"]) == 1, "an automation"
    own = await act_as(hass, child, "log_eaten", person=mine.id, ingredients=["1 apple"], name="apple")
    assert len((await act_as(hass, child, "get_eaten", person="Kim"))["days"][0]["eaten"]) == 1
    await act_as(hass, child, "undo_eaten", eaten=own["eaten"]["id"])


async def test_voice_says_nobodys_food_log_to_another_user(
    hass: HomeAssistant, kitchen: Kitchen, owner: User, child: User
) -> None:
    anna = await kitchen.people.add(Person(name="Anna"))
    await kitchen.food_log.log(anna.id, lines=("200 g chocolate",), name="chocolate")
    ask = assistant(hass).ask
    refused = await ask(
        text="what did Anna eat today", site="a", session="1", context=Context(user_id=child.id)
    )
    assert "chocolate" not in f"{refused.say} {refused.show}".lower()
    assert "Anna" in refused.say
    answer = await ask(
        text="what did Anna eat today", site="b", session="2", context=Context(user_id=owner.id)
    )
    assert "chocolate" in f"{answer.say} {answer.show}".lower()


async def test_only_administrators_make_the_plan_public(
    hass: HomeAssistant, kitchen: Kitchen, owner: User, child: User
) -> None:
    for action in ("open_plan_feed",):
        with pytest.raises(Unauthorized):
            await act_as(hass, child, action)
    assert (await act_as(hass, owner, "open_plan_feed"))["path"]
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN, "close_plan_feed", {}, blocking=True, context=Context(user_id=child.id)
        )


async def test_a_picture_needs_the_right_to_see_the_camera(hass: HomeAssistant, kitchen: Kitchen) -> None:
    group = Group(name="Lights", policy={"entities": {"domains": {"light": True}}}, id="lights")
    hass.auth._store._groups["lights"] = group
    guest = await hass.auth.async_create_user("Guest", group_ids=["lights"])
    await act(hass, "start_cooking", recipe="grandma's chicken soup")
    with (
        patch("homeassistant.components.camera.async_get_image") as taken,
        pytest.raises(Unauthorized),
    ):
        await act_as(hass, guest, "tell_session", order="remark", camera="camera.bedroom")
    taken.assert_not_called()
    await act(hass, "stop_cooking")


async def test_a_language_model_learns_no_needs_of_a_person(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await kitchen.people.add(
        Person(
            name="Anna",
            allergens={Allergen.PEANUTS: Severity.SEVERE},
            dislikes=("celery",),
            favorites=("beans",),
        )
    )
    await kitchen.people.add(Person(name="Ben"))
    for name, line in (
        ("Satay", "100 g peanuts"),
        ("Rice", "200 g rice"),
        ("Celery beans", "1 stalk celery"),
    ):
        await kitchen.recipes.add(
            Recipe(id="", name=name, ingredients=(Ingredient(text=line),), steps=(Step(text="Cook."),))
        )
    await kitchen.profiles.make()
    suggest = next(RecipeTool(tool) for tool in PLAN_TOOLS if tool.name == "suggest_meals")
    context = LLMContext("x", Context(), "en", "conversation", None)

    async def ask(**arguments: Any) -> dict[str, Any]:
        result = await suggest.async_call(hass, ToolInput(suggest.name, arguments), context)
        return dict(result.data)

    for food in ("peanuts", "rice", "celery"):
        answers = [await ask(people=people, with_ingredients=[food]) for people in (["Anna"], ["Ben"], [])]
        assert answers[0] == answers[1] == answers[2], food
    said = str(await ask(people=["Anna"]))
    assert "Anna" not in said
    answer = await ask(people=["Anna"], with_ingredients=["peanuts"])
    # The note tells the model never to call a recipe safe.
    assert "safe" not in str({name: value for name, value in answer.items() if name != "note"}).lower()


def announcement(stove_id: str, port: int) -> ZeroconfServiceInfo:
    return ZeroconfServiceInfo(
        ip_address=ip_address("127.0.0.1"), ip_addresses=[ip_address("127.0.0.1")], port=port, hostname="x.local.",
        type="_hearthlink._tcp.local.", name="x._hearthlink._tcp.local.", properties={"id": stove_id, "model": "x"},
    )  # fmt: skip


async def test_an_announcement_without_the_certificate_changes_no_address(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, tmp_path: Path
) -> None:
    impostor = VirtualStove(tmp_path / "impostor")
    await impostor.start()
    try:
        for port in (impostor.port, 1):
            result = await hass.config_entries.flow.async_init(
                DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove.stove_id, port)
            )
            assert result["reason"] == "already_configured"
            await hass.async_block_till_done()
            assert stove_entry.data["port"] == stove.port
            assert stove_entry.state is ConfigEntryState.LOADED
    finally:
        await impostor.stop()


async def test_a_stove_that_moved_proves_itself_and_is_found_again(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    old = stove.port
    while stove.port == old:
        await stove.stop()
        await stove.start()
    await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove.stove_id, stove.port)
    )
    await until(hass, lambda: stove_entry.data["port"] == stove.port)
    await asyncio.sleep(0)
