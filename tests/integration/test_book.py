"""The recipe book through its actions: written, changed, undone, compared, rated, and who did it."""

from datetime import timedelta
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import Context, Event, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, ToolInput, ToolResult
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_capture_events
from syrupy.assertion import SnapshotAssertion

from custom_components.hearthtech import backup
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.entities.book_event import EVENT_TYPES
from custom_components.hearthtech.events import EVENT_BOOK
from custom_components.hearthtech.llm import async_get_tools
from custom_components.hearthtech.logbook import async_describe_events, book_message
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act, until
from .test_platforms import picture

BREAD: dict[str, Any] = {
    "name": "Nonna's Bread",
    "ingredients": ["500 g flour", "300 ml water", "To finish:", "a handful of seeds"],
    "steps": "Knead the flour with the water for 10 minutes.\nBake for 40 minutes until it smells like Sunday.",
    "yield": "1 loaf",
    "tags": ["bread"],
    "total_time": {"hours": 3},
}


async def added(hass: HomeAssistant, **more: Any) -> dict[str, Any]:
    recipe: dict[str, Any] = (await act(hass, "add_recipe", **{**BREAD, **more}))["recipe"]
    return recipe


async def act_as(hass: HomeAssistant, user: MockUser, action: str, **data: Any) -> dict[str, Any]:
    """Call an action in the name of a user."""
    response = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=Context(user_id=user.id)
    )
    assert isinstance(response, dict)
    return response


async def test_a_recipe_is_typed_changed_and_brought_back(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    bread = await added(hass)
    assert [line["section"] for line in bread["ingredients"]] == [None, None, "To finish"]
    assert bread["yields"]["unit"] == "loaf"
    assert bread["steps"][0]["timer_s"] == 600
    assert bread["steps"][0]["ingredients"] == [0, 1]
    assert bread["steps"][1]["goal"]["kind"] == "HumanGate"

    edited = (
        await act(
            hass,
            "edit_recipe",
            recipe="nonna's bread",
            ingredients=["300 ml water", "500 g rye flour"],
            reason="rye",
        )
    )["recipe"]
    assert (edited["version"], edited["total_time_s"]) == (2, 10_800)
    assert edited["steps"][0]["timer_s"] == 600
    # The water moved to the first place, the wheat is gone.
    assert edited["steps"][0]["ingredients"] == [0]
    with pytest.raises(ServiceValidationError) as stale:
        await act(hass, "edit_recipe", recipe=bread["id"], ingredients=["500 g spelt flour"], version=1)
    assert stale.value.translation_key == "kitchen_invalid"

    told = await act(hass, "get_recipe", recipe=bread["id"], details=["versions", "original", "undo"])
    assert [line["reason"] for line in told["versions"]] == ["", "rye"]
    assert told["original"]["text"].startswith("Nonna's Bread")
    assert [change["what"] for change in told["undo"]] == ["edited", "added"]
    compared = await act(hass, "compare_recipes", recipe=bread["id"], version=1, other_version=2)
    assert not compared["same"]
    assert {line["change"] for line in compared["ingredients"]} == {"same", "removed", "changed"}

    restored = (await act(hass, "restore_recipe_version", recipe=bread["id"], version=1))["recipe"]
    assert (restored["version"], restored["ingredients"]) == (3, bread["ingredients"])
    await act(hass, "erase_recipe", recipe=bread["id"])
    with pytest.raises(ServiceValidationError):
        await act(hass, "get_recipe", recipe=bread["id"])
    back = (await act(hass, "bring_back_recipe", recipe="nonnas bread"))["recipe"]
    assert back["id"] == bread["id"]
    with pytest.raises(ServiceValidationError) as unknown:
        await act(hass, "bring_back_recipe", recipe="nonnas bread")
    assert unknown.value.translation_key == "kitchen_recipe_not_found"


async def test_a_recipe_is_told_for_more_and_in_other_units(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    bread = await added(hass, **{"yield": "4", "steps": ["Bake at 220 °C."]})
    told = (await act(hass, "get_recipe", recipe=bread["id"], servings=8, units="us"))["recipe"]
    assert "lb" in told["ingredients"][0]["text"] or "oz" in told["ingredients"][0]["text"]
    assert "°F" in told["steps"][0]["text"]
    assert (await act(hass, "get_recipe", recipe=bread["id"]))["recipe"] == bread


async def test_what_is_no_recipe_is_refused_and_nothing_written(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    before = await loaded_kitchen(hass).recipes.count()
    for wrong in ({"name": "  ", "steps": ["Stir."]}, {"name": "Nothing"}, {**BREAD, "yield": "heaps"}):
        with pytest.raises(ServiceValidationError):
            await act(hass, "add_recipe", **wrong)
    assert await loaded_kitchen(hass).recipes.count() == before


async def test_duplicates_are_offered_never_joined(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    bread = await added(hass)
    again = await act(hass, "add_recipe", **BREAD)
    assert again["duplicates"] == {bread["id"]: "Nonna's Bread"}
    assert again["recipe"]["id"] != bread["id"]
    told = await act(hass, "get_recipe", recipe=bread["id"], details=["duplicates"])
    assert told["duplicates"] == {again["recipe"]["id"]: "Nonna's Bread"}


async def test_duplicates_are_joined_on_request(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    bread, again = await added(hass), await added(hass, name="Nonna's Bread 2")
    await act(hass, "add_note", recipe=again["id"], words="Ten at least.", author="Tom")
    joined = await act(hass, "join_recipes", recipe=bread["id"], other=again["id"])
    assert joined["erased"]["id"] == again["id"]
    told = await act(hass, "get_recipe", recipe=bread["id"], details=["notes"])
    assert [note["words"] for note in told["notes"]] == ["Ten at least."]
    await act(hass, "undo_recipe_change")
    told = await act(hass, "get_recipe", recipe=again["id"], details=["notes"])
    assert [note["words"] for note in told["notes"]] == ["Ten at least."]


async def test_tags_are_put_on_and_taken_off(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    bread = await added(hass)
    tagged = (await act(hass, "tag_recipe", recipe=bread["id"], add=["Sunday", "BREAD"], remove=["x"]))[
        "recipe"
    ]
    assert tagged["keywords"] == ["bread", "Sunday"]
    same = (await act(hass, "tag_recipe", recipe=bread["id"], add=["sunday"]))["recipe"]
    assert same["version"] == tagged["version"]
    off = (await act(hass, "tag_recipe", recipe=bread["id"], remove=["SUNDAY"]))["recipe"]
    assert off["keywords"] == ["bread"]
    found = await act(hass, "search_recipes", query="", tags=["bread"], not_cooked_for={"days": 30})
    assert bread["id"] in [hit["id"] for hit in found["recipes"]]


async def test_a_family_of_recipes(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    bread = await added(hass)
    rye = await added(hass, name="Lena's Rye", ingredients=["500 g rye flour", "350 ml water"])
    told = await act(
        hass, "set_descent", recipe=rye["id"], parent=bread["id"], person="Lena", year=2019, generation=3
    )
    assert told["descent"]["person"] == "Lena"
    tree = (await act(hass, "get_family_tree", recipe=rye["id"]))["tree"]
    assert [child["name"] for child in tree["children"]] == ["Lena's Rye"]
    with pytest.raises(ServiceValidationError):
        await act(hass, "set_descent", recipe=bread["id"], parent=rye["id"])
    assert not (await act(hass, "compare_recipes", recipe=bread["id"], other=rye["id"]))["same"]
    await act(hass, "forget_descent", recipe=rye["id"])
    details = await act(hass, "get_recipe", recipe=rye["id"], details=["descent", "tree"])
    assert (details["descent"], details["tree"]["children"]) == (None, [])
    await act(hass, "undo_recipe_change", recipe=rye["id"])
    details = await act(hass, "get_recipe", recipe=rye["id"], details=["descent"])
    assert details["descent"]["year"] == 2019


async def test_notes_are_pinned_where_people_count_from_one(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    bread = await added(hass)
    note = (
        await act_as(
            hass, hass_admin_user, "add_note", recipe=bread["id"], words="Ten at least.", part="step", line=1
        )
    )["note"]
    assert (note["line"], note["author"]) == (0, hass_admin_user.name)
    for wrong in ({"part": "step", "line": 9}, {"part": "step"}, {"line": 1}):
        with pytest.raises(ServiceValidationError):
            await act(hass, "add_note", recipe=bread["id"], words="?", **wrong)
    with pytest.raises(ServiceValidationError):
        await act(hass, "add_note", recipe=bread["id"])
    await act(hass, "remove_note", note=note["id"])
    with pytest.raises(ServiceValidationError):
        await act(hass, "remove_note", note=note["id"])
    undone = (await act(hass, "undo_recipe_change"))["undone"]
    assert undone["what"] == "note_removed"
    told = await act(hass, "get_recipe", recipe=bread["id"], details=["notes"])
    assert [line["words"] for line in told["notes"]] == ["Ten at least."]


async def test_the_diary_the_stars_and_the_handful(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    bread = await added(hass)
    cooking = (await act_as(hass, hass_admin_user, "log_cooking", recipe=bread["id"], words="rose well"))[
        "cooking"
    ]
    assert cooking["cook"] == hass_admin_user.name
    await act(hass, "rate_recipe", recipe=bread["id"], stars=3.5, person="Tom")
    await act(hass, "rate_recipe", recipe=bread["id"], stars=5, person="Tom")
    with pytest.raises(ServiceValidationError):
        # Nobody's stars: an automation has to say whose they are.
        await act(hass, "rate_recipe", recipe=bread["id"], stars=5)
    told = await act(hass, "get_recipe", recipe=bread["id"], details=["diary", "ratings"])
    assert [line["words"] for line in told["diary"]] == ["rose well"]
    assert [line["stars"] for line in told["ratings"]] == [5.0]
    await act(hass, "remove_cooking", cooking=cooking["id"])
    await act(hass, "undo_recipe_change")
    told = await act(hass, "get_recipe", recipe=bread["id"], details=["diary"])
    assert [line["id"] for line in told["diary"]] == [cooking["id"]]

    for grams in (31, 38):
        weighed = await act(
            hass, "weigh_measure", person="Nonna", measure="handful", food="seeds", grams=grams
        )
    assert (weighed["measure"]["low"], weighed["measure"]["high"]) == (31, 38)
    await act(hass, "forget_measure", person="Nonna", measure="handful", food="seeds")
    assert (await act(hass, "get_measures"))["measures"] == []
    await act(hass, "undo_recipe_change")
    assert (await act(hass, "get_measures"))["measures"] == [weighed["measure"]]


async def test_nothing_to_undo_is_said(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError) as nothing:
        await act(hass, "undo_recipe_change", recipe="grandma's chicken soup")
    assert nothing.value.translation_key == "nothing_to_undo"
    with pytest.raises(ServiceValidationError) as unknown:
        await act(hass, "undo_recipe_change", change=99)
    assert unknown.value.translation_key == "kitchen_invalid"


# Who did what, and what can be waited for


def entity(hass: HomeAssistant, entry: MockConfigEntry, domain: str, key: str) -> str:
    found = er.async_get(hass).async_get_entity_id(domain, DOMAIN, f"{entry.entry_id}_{key}")
    assert found is not None
    return found


async def test_the_logbook_says_who_changed_what(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    events = async_capture_events(hass, EVENT_BOOK)
    described: dict[str, Any] = {}
    async_describe_events(hass, lambda _domain, event, describe: described.update({event: describe}))
    bread = (await act_as(hass, hass_admin_user, "add_recipe", **BREAD))["recipe"]
    await act_as(hass, hass_admin_user, "edit_recipe", recipe=bread["id"], name="Rye Bread")
    await act(hass, "rate_recipe", recipe=bread["id"], stars=4.5, person="Tom")
    await hass.async_block_till_done()

    def line(event: Event) -> tuple[str, str]:
        told = described[EVENT_BOOK](event)
        return told["name"], told["message"]

    who = hass_admin_user.name
    assert [line(event) for event in events] == [
        ("Nonna's Bread", f"came into the recipe book by {who}"),
        ("Rye Bread", f"was changed in the recipe book (version 2) by {who}"),
        ("Rye Bread", "was given stars (4.5) by Tom"),
    ]


def test_every_change_has_a_sentence_in_the_logbook() -> None:
    for language in ("en", "de", "es", "fr", "it"):
        said = {kind: book_message({"type": kind}, language) for kind in EVENT_TYPES}
        assert not [kind for kind, words in said.items() if words == kind]
    assert book_message({"type": "of_a_newer_release"}) == "of_a_newer_release"


async def test_the_book_is_an_event_and_a_count(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    event, count = (
        entity(hass, kitchen_entry, "event", "book"),
        entity(hass, kitchen_entry, "sensor", "recipes"),
    )

    def shown() -> Any:
        state = hass.states.get(event)
        assert state is not None
        return state.attributes.get("event_type"), state.attributes.get("name")

    before = int(hass.states.get(count).state)  # type: ignore[union-attr]
    bread = await added(hass, name="<script>alert(1)</script>Bread")
    assert shown() == ("recipe_added", "<script>alert(1)</script>Bread")
    await act(hass, "log_cooking", recipe=bread["id"])
    assert shown()[0] == "first_cooked"
    await act(hass, "log_cooking", recipe=bread["id"])
    assert shown()[0] == "recipe_cooked"
    await until(hass, lambda: hass.states.get(count).state == str(before + 1))  # type: ignore[union-attr]
    await act(hass, "erase_recipe", recipe=bread["id"])
    await until(hass, lambda: hass.states.get(count).state == str(before))  # type: ignore[union-attr]


@pytest.mark.parametrize("trigger", ["recipe_added", "first_cooked"])
async def test_an_automation_waits_for_the_book(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, trigger: str
) -> None:
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "triggers": [{"trigger": f"{DOMAIN}.{trigger}"}],
                "actions": [
                    {"event": "told", "event_data": {"name": "{{ trigger.recipe.name }}"}},
                ],
            }
        },
    )
    await hass.async_block_till_done()
    told = async_capture_events(hass, "told")
    # The kitchen goes and comes back; the automation waits on.
    assert await hass.config_entries.async_reload(kitchen_entry.entry_id)
    bread = await added(hass)
    for _ in range(2):
        await act(hass, "log_cooking", recipe=bread["id"])
    await hass.async_block_till_done()
    assert [event.data["name"] for event in told] == ["Nonna's Bread"]


async def test_a_backup_holds_the_writing_and_lets_it_go_on(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await backup.async_pre_backup(hass)
    writing = hass.async_create_task(added(hass))
    await hass.async_add_executor_job(lambda: None)
    assert not writing.done()
    await backup.async_post_backup(hass)
    assert (await writing)["name"] == "Nonna's Bread"


async def test_a_backup_without_a_kitchen_is_no_trouble(hass: HomeAssistant) -> None:
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)


# Language models


async def ask(hass: HomeAssistant, tool: str, user: MockUser | None = None, **args: Any) -> Any:
    context = LLMContext(
        platform="test",
        context=Context(user_id=None if user is None else user.id),
        language="en",
        assistant="conversation",
        device_id=None,
    )
    tools = async_get_tools(hass, context, LLM_API_ASSIST)
    assert tools is not None
    found = next(one for one in tools.tools if one.name == f"hearthtech__{tool}")
    called = ToolInput(tool_name=found.name, tool_args=args)
    result = await found.async_call(hass, called, context)
    assert isinstance(result, ToolResult)
    return result.data


async def test_a_language_model_opens_searches_and_notes(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    bread = await added(hass, **{"yield": "4"})
    found = await ask(hass, "search_recipes", with_ingredients=["flour"], without_ingredients=["walnuts"])
    assert {"id": bread["id"], "name": "Nonna's Bread"} in found["recipes"]
    await ask(hass, "add_recipe_note", hass_admin_user, recipe="nonna's bread", words="less seeds")
    opened = await ask(hass, "open_recipe", recipe="nonna's bread", servings=8, units="metric")
    assert opened["ingredients"][0].startswith("1 kg") or opened["ingredients"][0].startswith("1000 g")
    assert opened["notes"] == [{"words": "less seeds", "by": hass_admin_user.name}]
    with pytest.raises(ServiceValidationError):
        await ask(hass, "open_recipe", recipe="no such thing at all")
    for local in ("http://192.168.1.1/admin", "http://localhost:8123/", "file:///etc/passwd"):
        with pytest.raises(ServiceValidationError):
            await ask(hass, "import_recipe_link", url=local)


async def test_the_diary_takes_local_times(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    bread = await added(hass)
    at = (dt_util.now() - timedelta(days=1)).replace(microsecond=0)
    logged = await act(hass, "log_cooking", recipe=bread["id"], cooked_at=at.replace(tzinfo=None).isoformat())
    assert dt_util.parse_datetime(logged["cooking"]["cooked_at"]) == at


OURS = {"book", "import_link", "recipes"}


@pytest.mark.parametrize("platform", [Platform.EVENT, Platform.SENSOR, Platform.TEXT])
async def test_platform(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, platform: Platform, snapshot: SnapshotAssertion
) -> None:
    found = picture(hass, kitchen_entry, platform, kitchen_entry.entry_id)
    assert {name: shown for name, shown in found.items() if shown["translation_key"] in OURS} == snapshot
