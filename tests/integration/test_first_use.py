"""The first ten minutes: the last page of each flow, names of the household, samples, and the question about voice."""

from collections.abc import Awaitable, Callable
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.components.assist_pipeline import async_get_pipelines, async_update_pipeline
from homeassistant.components.assist_pipeline.pipeline import async_get_pipeline
from homeassistant.components.repairs.const import DOMAIN as REPAIRS
from homeassistant.components.repairs.issue_handler import RepairsFlowManager
from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.const import CONF_KIND, CONF_PIPELINES, DOMAIN, KITCHEN_UNIQUE_ID, EntryKind
from custom_components.hearthtech.entries.assist_question import ASSIST_ISSUE
from custom_components.hearthtech.flows.links import LINKS
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.samples import SAMPLE_IDS

from .conftest import stove_data
from .helpers import act

FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"
LANGUAGES = ("en", "de", "fr", "es", "it")
SOUP = "grandmas-chicken-soup"
KITCHEN = "conversation.kitchen"
BUTTON = "button.kitchen_remove_samples"


async def add(hass: HomeAssistant, kind: str, *answers: dict[str, Any]) -> ConfigFlowResult:
    """Add an entry by its flow."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    for answer in ({"next_step_id": kind}, *answers):
        flow = await hass.config_entries.flow.async_configure(flow["flow_id"], answer)
    await hass.async_block_till_done()
    return flow


async def unload(hass: HomeAssistant) -> None:
    """Unload all entries."""
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        await hass.config_entries.async_unload(entry.entry_id)


# The last page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_page_says_what_to_do_next_with_links(language: str) -> None:
    pages = json.loads((FOLDER / "translations" / f"{language}.json").read_text("utf-8"))["config"][
        "create_entry"
    ]
    assert set(pages) == {"kitchen", "stove", "virtual", "hob"}
    for page in pages.values():
        links = re.findall(r"\[[^\]]+\]\(\{(\w+)\}\)", page)
        assert len(links) >= 3, page
        assert set(links) <= set(LINKS)
    assert all(address.startswith(("/", "https://")) for address in LINKS.values())


async def test_the_kitchen_is_called_what_the_household_calls_it(hass: HomeAssistant) -> None:
    made = await add(hass, "kitchen", {"name": " Nonna's kitchen "})
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["title"] == "Nonna's kitchen"
    assert made["description"] == "kitchen"
    assert made["description_placeholders"] == LINKS
    await unload(hass)


async def test_a_kitchen_without_a_name_is_called_kitchen_in_the_language_of_the_home(
    hass: HomeAssistant,
) -> None:
    hass.config.language = "de"
    made = await add(hass, "kitchen", {"name": "  "})
    assert made["title"] == "Küche"
    await unload(hass)


async def test_a_stove_is_called_by_its_own_name(hass: HomeAssistant, stove: VirtualStove) -> None:
    assert stove.stove.name != stove.model
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=stove.model,
        unique_id=stove.stove_id,
        data=await hass.async_add_executor_job(stove_data, hass, stove),
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert entry.title == stove.stove.name
    hass.config_entries.async_update_entry(entry, title="The big one")
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert entry.title == "The big one", "a title that a person gave is kept"
    await unload(hass)


# Sample recipes


async def recipes(kitchen: Kitchen) -> set[str]:
    """Return the ids of the recipes of the book."""
    return set(await kitchen.recipes.names())


async def test_the_samples_leave_with_one_tap(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    kitchen: Kitchen = kitchen_entry.runtime_data
    own = await act(hass, "add_recipe", name="Toast", ingredients=["bread"], steps=["Toast."])
    assert await recipes(kitchen) == {*SAMPLE_IDS, own["recipe"]["id"]}
    await hass.services.async_call("button", "press", {"entity_id": BUTTON}, blocking=True)
    await hass.async_block_till_done()
    assert await recipes(kitchen) == {own["recipe"]["id"]}
    assert hass.states.is_state(BUTTON, "unavailable"), "there is nothing left to remove"
    await act(hass, "bring_back_recipe", recipe=SOUP)
    await hass.async_block_till_done()
    assert not hass.states.is_state(BUTTON, "unavailable")
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    assert await recipes(kitchen_entry.runtime_data) == {SOUP, own["recipe"]["id"]}, (
        "they are not added again"
    )


type Use = Callable[[HomeAssistant], Awaitable[object]]
USES: dict[str, Use] = {
    "changed": lambda hass: act(hass, "edit_recipe", recipe=SOUP, description="Ours"),
    "cooked": lambda hass: act(hass, "log_cooking", recipe=SOUP, cooked_at="2026-05-03 18:30:00"),
    "rated": lambda hass: act(hass, "rate_recipe", recipe=SOUP, stars=4, person="Lena"),
    "noted": lambda hass: act(hass, "add_note", recipe=SOUP, words="Less salt", author="Lena"),
    "planned": lambda hass: act(hass, "plan_meal", recipe=SOUP, starts_at="2026-12-05 18:00:00"),
    "repeated": lambda hass: act(
        hass, "plan_meal", recipe=SOUP, starts_at="2026-12-05 18:00:00", repeats="FREQ=WEEKLY"
    ),
    "derived": lambda hass: act(hass, "set_descent", recipe=SOUP, parent=SAMPLE_IDS[1], person="Lena"),
}


@pytest.mark.parametrize("use", list(USES))
async def test_a_sample_that_the_household_made_its_own_stays(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, use: str
) -> None:
    await USES[use](hass)
    erased = (await act(hass, "remove_sample_recipes"))["erased"]
    left = await recipes(kitchen_entry.runtime_data)
    assert SOUP in left
    assert {one["id"] for one in erased} == set(SAMPLE_IDS) - left
    assert erased


async def test_samples_by_websocket(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(hass)

    async def ask(command: str) -> Any:
        await client.send_json_auto_id({"type": f"hearthtech/{command}"})
        return (await client.receive_json())["result"]

    listed = (await ask("samples"))["recipes"]
    assert {one["id"] for one in listed} == set(SAMPLE_IDS)
    assert all(one["name"] for one in listed)
    assert (await ask("samples/erase"))["erased"] == listed
    assert (await ask("samples"))["recipes"] == []
    assert (await ask("samples/erase"))["erased"] == []
    added = (await ask("samples/add"))["added"]
    assert {one["id"]: one["name"] for one in added} == {one["id"]: one["name"] for one in listed}
    assert (await ask("samples"))["recipes"] == listed
    assert (await ask("samples/add"))["added"] == []


async def test_samples_come_to_a_book_that_never_had_them_and_leave_by_undo(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    kitchen = kitchen_entry.runtime_data
    await kitchen.recipes.erase(SOUP)
    changes: list[Change] = []
    kitchen.subscribe(changes.append)
    assert set(await kitchen.samples.add(actor="Anna")) == {SOUP}
    assert [(change.kind, change.subject, change.actor) for change in changes] == [
        (ChangeKind.RECIPE_RESTORED, SOUP, "Anna")
    ]
    await kitchen.recipes.undo()
    assert SOUP not in await recipes(kitchen)


# The question about voice assistants


async def old_household(hass: HomeAssistant, tmp_path: Path) -> MockConfigEntry:
    """Set up a kitchen that was added before its flow asked about voice assistants."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Kitchen",
        unique_id=KITCHEN_UNIQUE_ID,
        data={CONF_KIND: EntryKind.KITCHEN.value, "book": str(tmp_path / "book.db")},
        options={"guest_pages": False},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.fixture
async def assist(hass: HomeAssistant) -> None:
    """Set up Assist and the repairs."""
    for component in ("conversation", "intent", "assist_pipeline", REPAIRS):
        assert await async_setup_component(hass, component, {})


def question(hass: HomeAssistant) -> ir.IssueEntry | None:
    """Return the issue that asks, if there is one."""
    return ir.async_get(hass).async_get_issue(DOMAIN, ASSIST_ISSUE)


async def answer(hass: HomeAssistant, **choice: Any) -> None:
    """Complete the fix flow of the issue."""
    manager: RepairsFlowManager = hass.data[REPAIRS]["flow_manager"]
    form = await manager.async_init(DOMAIN, data={"issue_id": ASSIST_ISSUE})
    assert form["step_id"] == "choose"
    done = await manager.async_configure(form["flow_id"], choice)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


@pytest.mark.usefixtures("assist")
async def test_an_old_household_is_asked_once_and_answers(hass: HomeAssistant, tmp_path: Path) -> None:
    before = async_get_pipeline(hass)
    entry = await old_household(hass, tmp_path)
    issue = question(hass)
    assert issue is not None
    assert before.name in (issue.translation_placeholders or {})["assistants"]
    assert async_get_pipeline(hass) == before, "nothing is changed without an answer"
    await answer(hass)
    assert async_get_pipeline(hass).conversation_engine == KITCHEN
    assert entry.options == {"guest_pages": False, CONF_PIPELINES: [before.id]}
    assert question(hass) is None
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert question(hass) is None
    assert async_get_pipeline(hass).conversation_engine == KITCHEN
    await hass.config_entries.async_remove(entry.entry_id)
    assert async_get_pipeline(hass).conversation_engine == before.conversation_engine


@pytest.mark.usefixtures("assist")
async def test_no_is_an_answer(hass: HomeAssistant, tmp_path: Path) -> None:
    before = async_get_pipeline(hass)
    entry = await old_household(hass, tmp_path)
    await answer(hass, **{CONF_PIPELINES: []})
    assert async_get_pipeline(hass) == before
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert question(hass) is None
    await unload(hass)


@pytest.mark.usefixtures("assist")
async def test_an_ignored_question_stays_ignored(hass: HomeAssistant, tmp_path: Path) -> None:
    entry = await old_household(hass, tmp_path)
    ir.async_ignore_issue(hass, DOMAIN, ASSIST_ISSUE, True)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    issue = question(hass)
    assert issue is not None
    assert issue.dismissed_version is not None
    await hass.config_entries.async_remove(entry.entry_id)
    assert question(hass) is None


@pytest.mark.usefixtures("assist")
async def test_the_options_answer_the_question_too(hass: HomeAssistant, tmp_path: Path) -> None:
    entry = await old_household(hass, tmp_path)
    user = await hass.auth.async_create_user("Cook")
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    await hass.config_entries.options.async_configure(flow["flow_id"], {"heat_users": [user.id]})
    assert question(hass) is None
    await unload(hass)


@pytest.mark.usefixtures("assist")
async def test_who_chose_the_kitchen_by_hand_is_not_asked(hass: HomeAssistant, tmp_path: Path) -> None:
    entry = await old_household(hass, tmp_path)
    [pipeline] = async_get_pipelines(hass)
    await async_update_pipeline(hass, pipeline, conversation_engine=KITCHEN)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert question(hass) is None
    await unload(hass)


async def test_a_home_without_voice_assistants_is_not_asked(hass: HomeAssistant, tmp_path: Path) -> None:
    await old_household(hass, tmp_path)
    assert question(hass) is None
    await unload(hass)


@pytest.mark.usefixtures("assist")
async def test_a_new_household_was_asked_by_the_flow(hass: HomeAssistant) -> None:
    await add(hass, "kitchen", {})
    assert question(hass) is None
    await unload(hass)
