"""Serving the frontend, and its panel: there with the kitchen, gone with the last one."""

from pathlib import Path
from unittest.mock import patch

from homeassistant.components import frontend
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.hearthtech.const import CONF_BOOK, CONF_KIND, DOMAIN, KITCHEN_UNIQUE_ID, EntryKind
from custom_components.hearthtech.http import frontend as served


@pytest.fixture
async def kitchen_data(tmp_path: Path) -> dict[str, str]:
    return {CONF_KIND: EntryKind.KITCHEN.value, CONF_BOOK: str(tmp_path / "book.db")}


async def set_up(hass: HomeAssistant, data: dict[str, str]) -> MockConfigEntry:
    entry = MockConfigEntry(domain=DOMAIN, title="Kitchen", unique_id=KITCHEN_UNIQUE_ID, data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def test_every_page_loads_the_module_and_the_panel_is_in_the_sidebar(
    hass: HomeAssistant, kitchen_data: dict[str, str], hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "frontend", {})
    hass.config.language = "de"
    entry = await set_up(hass, kitchen_data)
    (module,) = [url for url in hass.data[frontend.DATA_EXTRA_MODULE_URL].urls if "hearthtech" in url]
    assert module.startswith("/hearthtech_static/hearthtech.js?v=")
    panel = hass.data[frontend.DATA_PANELS]["hearthtech"]
    assert panel.sidebar_title == "Küche"
    assert panel.config is not None
    assert panel.config["_panel_custom"]["module_url"] == module
    assert panel.config["_panel_custom"]["handle_safe_area"] is True
    assert panel.config_panel_domain is None

    client = await hass_client()
    for encoding in ("br", "gzip"):
        answer = await client.get(module, headers={"Accept-Encoding": encoding}, auto_decompress=False)
        assert answer.status == 200
        assert answer.headers["Content-Encoding"] == encoding
        assert "max-age=" in answer.headers["Cache-Control"]
        assert "javascript" in answer.headers["Content-Type"]

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert hass.data[frontend.DATA_PANELS]["hearthtech"] is panel
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert "hearthtech" not in hass.data[frontend.DATA_PANELS]


async def test_a_home_assistant_without_frontend_has_a_kitchen(
    hass: HomeAssistant, kitchen_data: dict[str, str]
) -> None:
    entry = await set_up(hass, kitchen_data)
    assert "frontend" not in hass.config.components
    await hass.config_entries.async_remove(entry.entry_id)


async def test_a_checkout_without_a_build_has_a_kitchen(
    hass: HomeAssistant, kitchen_data: dict[str, str], tmp_path: Path
) -> None:
    assert await async_setup_component(hass, "frontend", {})
    with patch.object(served, "FOLDER", tmp_path):
        entry = await set_up(hass, kitchen_data)
    assert "hearthtech" not in hass.data[frontend.DATA_PANELS]
    await hass.config_entries.async_remove(entry.entry_id)
