"""Recorded cookings over the WebSocket of the frontend, and by actions: edits, two pages, erasing, rights and hostile messages."""

from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import voluptuous as vol

from custom_components.hearthtech.const import CONF_HEAT_USERS, DOMAIN
from custom_components.hearthtech.kitchen.kitchen import Kitchen

from ..kitchen.sessions.recorded_cookings import record, soup
from .conftest import MakeStove, set_up_stove
from .helpers import act, burner_device
from .test_recipe_pages import Asking

MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def kitchen(kitchen_entry: MockConfigEntry) -> Kitchen:
    kitchen: Kitchen = kitchen_entry.runtime_data
    return kitchen


@pytest.fixture
async def page(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Asking:
    return Asking(await hass_ws_client(hass))


def phase_of(view: dict[str, Any], activity: str) -> dict[str, Any]:
    return next(phase for phase in view["phases"] if phase["activity"] == activity)


async def test_two_pages_edit_and_one_signs(
    hass: HomeAssistant, kitchen: Kitchen, page: Asking, hass_ws_client: WebSocketGenerator
) -> None:
    await record(kitchen, soup(), remarks=[(300.0, MARKUP)])
    other = Asking(await hass_ws_client(hass))
    [entry] = await page.result("recordings")
    assert (entry["id"], entry["name"], entry["running"]) == ("rec1", "Soup", False)
    view = await page.result("recording", recording="rec1")
    warm, simmer = phase_of(view, "warm"), phase_of(view, "simmer")
    assert warm["remarks"] == [MARKUP]
    assert warm["goal"] == {"kind": "PhenomenonGoal", "phenomenon": "boils"}
    mine = await page.result(
        "recording/edit", recording="rec1", version=0, kind="move", phase=simmer["id"], at=600
    )
    assert mine["conflict"] is False
    assert phase_of(mine["recording"], "simmer")["start"] == 600.0
    theirs = await other.result(
        "recording/edit", recording="rec1", version=0, kind="gate", phase=simmer["id"], text="until soft"
    )
    assert theirs["conflict"] is True
    assert phase_of(theirs["recording"], "simmer")["start"] == 600.0
    again = await other.result(
        "recording/edit", recording="rec1", version=1, kind="gate", phase=simmer["id"], text="until soft"
    )
    assert phase_of(again["recording"], "simmer")["goal"] == {"kind": "HumanGate", "words": "until soft"}
    renamed = await page.result(
        "recording/edit", recording="rec1", version=1, kind="rename", phase=warm["id"], text=MARKUP
    )
    assert (renamed["conflict"], phase_of(renamed["recording"], "warm")["text"]) == (False, MARKUP)
    assert await page.result("recording/sign", recordings=["rec1"], version=1, by="Nonna") == {"recipe": None}
    signed = await page.result("recording/sign", recordings=["rec1"], version=3, by="Nonna")
    recipe = await kitchen.recipes.get(signed["recipe"])
    assert (recipe.author, recipe.steps[0].text) == ("Nonna", MARKUP)
    shown = await page.result("recording", recording="rec1")
    assert shown["recording"]["recipe_id"] == recipe.id
    assert shown["recipe_name"] == "Soup"


async def test_the_tolerances_of_two_cooks(kitchen: Kitchen, page: Asking) -> None:
    await record(kitchen, soup())
    await record(kitchen, soup(minutes=25, seed=2), session_id="rec2")
    told = await page.result("recording/compare", recordings=["rec1", "rec2"])
    assert [cook["id"] for cook in told["cooks"]] == ["rec1", "rec2"]
    simmer = next(row for row in told["steps"] if row["activity"] == "simmer")
    assert simmer["goal"]["maximum_s"] == pytest.approx(1500, abs=40)
    assert [cell["seconds"] > 1000 for cell in simmer["cooks"]] == [True, True]


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("recording", {}),
        ("recording", {"recording": ""}),
        ("recording", {"recording": "x" * 65}),
        ("recording", {"recording": 5}),
        ("recording", {"recording": "../../secrets"}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "erase"}),
        ("recording/edit", {"recording": "rec1", "version": -1, "kind": "undo"}),
        ("recording/edit", {"recording": "rec1", "version": 1.5, "kind": "undo"}),
        ("recording/edit", {"recording": "rec1", "version": 2**70, "kind": "undo"}),
        ("recording/edit", {"recording": "rec1", "kind": "undo"}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "move", "phase": "2", "at": "inf"}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "move", "phase": "2", "at": []}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "move", "phase": {}, "at": 1}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "rename", "phase": "2", "text": "x" * 5000}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "rename", "phase": "2", "text": "\x1b[2J"}),
        ("recording/edit", {"recording": "rec1", "version": 0, "kind": "rename", "phase": "2", "words": "x"}),
        ("recording/compare", {"recordings": []}),
        ("recording/compare", {"recordings": ["rec1"] * 9}),
        ("recording/compare", {"recordings": "rec1"}),
        ("recording/sign", {"recordings": ["rec1"], "version": 0, "by": ""}),
        ("recording/sign", {"recordings": ["rec1"], "version": 0, "by": "\x00"}),
        ("recording/sign", {"recordings": ["rec1"], "version": 0, "by": "Ada", "recipe": "nobody"}),
        ("recording/erase", {}),
        ("recording/erase", {"recording": ""}),
        ("recording/erase", {"recording": ["rec1"]}),
        ("recording/erase", {"recording": "rec2"}),
        ("recording/erase", {"recording": "rec1", "recordings": ["rec1"]}),
    ],
)  # fmt: skip
async def test_hostile_messages_are_refused_and_change_nothing(
    kitchen: Kitchen, page: Asking, command: str, fields: dict[str, Any]
) -> None:
    await record(kitchen, soup())
    before = await page.result("recording", recording="rec1")
    await page.refusal(command, **fields)
    assert await page.result("recording", recording="rec1") == before
    assert all(recipe != "Soup" for recipe in (await kitchen.recipes.names()).values())


async def test_without_a_kitchen_the_reason_is_told(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, page: Asking
) -> None:
    await hass.config_entries.async_unload(kitchen_entry.entry_id)
    for command, fields in (("recordings", {}), ("recording", {"recording": "rec1"})):
        assert await page.refusal(command, **fields) == "no_kitchen"


async def test_a_signature_without_the_right_ends_allowances(
    hass: HomeAssistant,
    kitchen: Kitchen,
    kitchen_entry: MockConfigEntry,
    make_stove: MakeStove,
    hass_admin_user: User,
) -> None:
    """A child may sign, but heat that somebody allowed for the recipe does not continue after its steps changed."""
    await record(kitchen, soup())
    signed = await act(hass, "sign_recording", recordings=["rec1"], by="Nonna")
    stove = await make_stove()
    await set_up_stove(hass, stove)
    stove.controls.arm()
    burner = burner_device(hass, stove, 1)
    await act(
        hass, "start_cooking", recipe=signed["recipe_id"], burner=burner.id, level="autopilot", heat=True
    )
    session = kitchen.cooking.get()
    assert session.heats()
    options = {CONF_HEAT_USERS: [hass_admin_user.id]}
    hass.config_entries.async_update_entry(kitchen_entry, options=options)
    child = await hass.auth.async_create_user("Child", group_ids=["system-users"])
    await hass.services.async_call(
        DOMAIN,
        "sign_recording",
        {"recordings": ["rec1"], "by": "Kim", "recipe": signed["recipe_id"]},
        blocking=True,
        context=Context(user_id=child.id),
    )
    assert (await kitchen.recipes.get(signed["recipe_id"])).version == 2
    assert not session.heats()
    await session.stop()


async def test_recorded_by_actions_alone(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    [entry] = (await act(hass, "get_recordings"))["recordings"]
    view = (await act(hass, "get_recording", recording=entry["id"]))["recording"]
    simmer = phase_of(view, "simmer")
    split = await act(
        hass, "edit_recording", recording="rec1", edit="split", phase=simmer["id"], at=simmer["start"] + 300
    )
    assert len(split["recording"]["phases"]) == len(view["phases"]) + 1
    stale = await act(
        hass, "edit_recording", recording="rec1", edit="rename", phase=simmer["id"], text="x", version=0
    )
    assert stale["conflict"]
    told = await act(hass, "compare_recordings", recordings="rec1")
    assert len(told["cooks"]) == 1
    signed = await act(hass, "sign_recording", recordings="rec1", by="Nonna", version=0)
    assert signed == {"recipe_id": None, "version": None, "conflict": True}
    signed = await act(hass, "sign_recording", recordings="rec1", by="Nonna", version=1)
    assert (await kitchen.recipes.get(signed["recipe_id"])).author == "Nonna"
    for data in ({"edit": "erase"}, {"edit": "undo", "version": -1}, {"edit": "move", "at": "later"}):
        with pytest.raises(vol.Invalid):
            await act(hass, "edit_recording", recording="rec1", **data)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, "edit_recording", recording="rec1", edit="move", phase="2", at=float("nan"))
    assert caught.value.translation_key == "kitchen_invalid"


async def test_erased_by_action_only_when_confirmed(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    for data in ({}, {"confirm": False}):
        with pytest.raises(vol.Invalid):
            await act(hass, "erase_recording", recording="rec1", **data)
    erased = await act(hass, "erase_recording", recording="rec1", confirm=True)
    assert erased == {"recording": {"id": "rec1", "name": "Soup"}}
    assert (await act(hass, "get_recordings"))["recordings"] == []
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, "erase_recording", recording="rec1", confirm=True)
    assert caught.value.translation_key == "kitchen_session_not_found"


async def test_a_signed_recording_is_erased_by_administrators_only(
    hass: HomeAssistant,
    kitchen: Kitchen,
    page: Asking,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    await record(kitchen, soup())
    await record(kitchen, soup(seed=2), session_id="rec2")
    await kitchen.recordings.sign(["rec1"], version=0, cook="Nonna")
    child = Asking(await hass_ws_client(hass, hass_read_only_access_token))
    assert await child.result("recording/erase", recording="rec2") == {"id": "rec2", "name": "Soup"}
    await child.refusal("recording/erase", recording="rec1")
    assert [one["id"] for one in await page.result("recordings")] == ["rec1"]
    assert await page.result("recording/erase", recording="rec1") == {"id": "rec1", "name": "Soup"}
    assert await page.result("recordings") == []


async def test_a_running_recording_is_shown_and_not_edited(
    hass: HomeAssistant, kitchen: Kitchen, page: Asking, make_stove: MakeStove
) -> None:
    stove = await make_stove(rate=200.0)
    await set_up_stove(hass, stove)
    await hass.async_block_till_done()
    burner = burner_device(hass, stove, 1)
    session = (await act(hass, "watch_cooking", name=MARKUP, burner=burner.id))["session"]
    [entry] = await page.result("recordings")
    assert (entry["name"], entry["running"]) == (MARKUP, True)
    view = await page.result("recording", recording=session["id"])
    assert view["recording"]["running"]
    for command, fields in (
        ("recording/edit", {"recording": session["id"], "kind": "name", "text": "Tea"}),
        ("recording/sign", {"recordings": [session["id"]], "by": "Ada"}),
    ):
        assert await page.refusal(command, version=0, **fields) == "kitchen_invalid"
    assert await page.refusal("recording/erase", recording=session["id"]) == "kitchen_invalid"
    await act(hass, "stop_cooking")
    [entry] = await page.result("recordings")
    assert not entry["running"]
