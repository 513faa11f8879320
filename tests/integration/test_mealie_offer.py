"""A Mealie that Home Assistant knows is offered; only after a yes its recipes are copied."""

from collections.abc import AsyncIterator

from aiohttp.test_utils import TestServer
from homeassistant.config_entries import SOURCE_IGNORE, ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockModule, mock_integration
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.models import loaded_kitchen

from ..kitchen.recipe_servers import TOKEN, FakeServer, mealie, mealie_recipe
from .helpers import act


@pytest.fixture
async def fake(socket_enabled: None) -> AsyncIterator[tuple[FakeServer, str]]:
    server = mealie([mealie_recipe(1, "Loaf", image="x"), mealie_recipe(2, "Bun")])
    running = TestServer(server.app)
    await running.start_server()
    yield server, str(running.make_url("/"))
    await running.close()


@pytest.fixture(autouse=True)
def mealie_integration(hass: HomeAssistant) -> None:
    """Stand in for Home Assistant's integration, whose library is not installed."""

    async def unload(_hass: HomeAssistant, _entry: ConfigEntry) -> bool:
        return True

    mock_integration(hass, MockModule("mealie", async_unload_entry=unload))


def _mealie_entry(hass: HomeAssistant, host: str, token: str = TOKEN) -> MockConfigEntry:
    entry = MockConfigEntry(
        domain="mealie", title="Our Mealie", data={"host": host, "api_token": token}, unique_id="mealie-user"
    )
    entry.add_to_hass(hass)
    entry.mock_state(hass, ConfigEntryState.LOADED)
    return entry


async def _offers(hass: HomeAssistant) -> list[str]:
    await hass.async_block_till_done(wait_background_tasks=True)
    return [
        flow["flow_id"]
        for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        if flow["context"]["source"] == "integration_discovery"
    ]


async def test_a_yes_copies_the_recipes_with_one_undo(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    fake: tuple[FakeServer, str],
    hass_ws_client: WebSocketGenerator,
) -> None:
    before = await loaded_kitchen(hass).recipes.names()
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "hearthtech/imports"})
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"] == {"type": "snapshot", "imports": []}
    entry = _mealie_entry(hass, fake[1])
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    (flow_id,) = await _offers(hass)
    assert fake[0].asked == [], "nothing is fetched before the yes"
    flow = hass.config_entries.flow.async_get(flow_id)
    assert flow["context"]["title_placeholders"] == {"name": entry.title}
    result = await hass.config_entries.flow.async_configure(flow_id, {})
    while result["type"] is FlowResultType.SHOW_PROGRESS:
        await hass.async_block_till_done()
        result = await hass.config_entries.flow.async_configure(flow_id)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "mealie_imported")
    assert (result["description_placeholders"] or {})["recipes"] == "2"
    assert {token for _, token in fake[0].asked} == {f"Bearer {TOKEN}"}
    stages = []
    while (message := await client.receive_json())["event"]["type"] != "progress" or message["event"][
        "import"
    ]["stage"] != "finished":
        if message["event"]["type"] == "progress":
            stages.append(message["event"]["import"]["stage"])
    assert list(dict.fromkeys(stages)) == ["reading", "fetching", "storing"]
    # The book has recipes of this server now, so it is not offered again.
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    assert await _offers(hass) == []
    await act(hass, "undo_recipe_change")
    assert await loaded_kitchen(hass).recipes.names() == before


async def test_an_ignored_offer_and_entries_without_address_are_not_offered(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    entry = _mealie_entry(hass, "http://mealie.example:9000")
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    (flow_id,) = await _offers(hass)
    flow = hass.config_entries.flow.async_get(flow_id)
    await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_IGNORE},
        data={"unique_id": flow["context"]["unique_id"], "title": entry.title},
    )
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    assert await _offers(hass) == []
    hass.config_entries.async_update_entry(entry, data={"host": "mealie", "api_token": TOKEN})
    other = MockConfigEntry(domain="mealie", data={"host": "http://x.example", "api_token": ""})
    other.add_to_hass(hass)
    other.mock_state(hass, ConfigEntryState.LOADED)
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    assert await _offers(hass) == []


async def test_a_refused_token_is_said(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, fake: tuple[FakeServer, str]
) -> None:
    _mealie_entry(hass, fake[1], "an-old-token")
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    (flow_id,) = await _offers(hass)
    result = await hass.config_entries.flow.async_configure(flow_id, {})
    while result["type"] is FlowResultType.SHOW_PROGRESS:
        await hass.async_block_till_done()
        result = await hass.config_entries.flow.async_configure(flow_id)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "mealie_failed")
    assert "an-old-token" not in str(result)


async def test_a_mealie_that_was_removed_meanwhile(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    entry = _mealie_entry(hass, "http://mealie.example")
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    (flow_id,) = await _offers(hass)
    hass.config_entries.async_update_entry(entry, data={})
    result = await hass.config_entries.flow.async_configure(flow_id, {})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "mealie_not_there")
