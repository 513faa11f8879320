"""Config entries: retries, removal of devices, and entries of a newer version."""

from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech import async_remove_config_entry_device
from custom_components.hearthtech.const import CONF_KIND, DOMAIN, KITCHEN_UNIQUE_ID, EntryKind
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.models import async_get_data

from .conftest import set_up_stove, stove_data
from .helpers import burner_device


async def test_a_burner_that_is_there_can_not_be_removed_by_hand(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    assert not await async_remove_config_entry_device(hass, stove_entry, burner_device(hass, stove, 1))
    stale = dr.async_get(hass).async_get_or_create(
        config_entry_id=stove_entry.entry_id, identifiers={(DOMAIN, "gone")}
    )
    assert await async_remove_config_entry_device(hass, stove_entry, stale)


async def test_a_stove_that_is_away_is_tried_again(hass: HomeAssistant, stove: VirtualStove) -> None:
    entry = await set_up_stove(hass, stove)
    await hass.config_entries.async_unload(entry.entry_id)
    assert len(async_get_data(hass).burners) == 0
    await stove.stop()
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY


async def test_a_kitchen_whose_book_is_away_is_tried_again(hass: HomeAssistant, tmp_path: Path) -> None:
    data = {"kind": "kitchen", "book": str(tmp_path)}
    entry = MockConfigEntry(domain=DOMAIN, unique_id="kitchen", data=data)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert async_get_data(hass).kitchen is None


@pytest.mark.parametrize("kind", ["stove", "kitchen"])
async def test_an_entry_of_a_newer_minor_version_is_used_and_left_as_it_is(
    hass: HomeAssistant, stove: VirtualStove, tmp_path: Path, kind: str
) -> None:
    entry = await entry_of(hass, stove, tmp_path, kind, minor_version=7, data={"of_a_newer_version": 1})
    assert entry.state is ConfigEntryState.LOADED
    assert (entry.version, entry.minor_version) == (1, 7)
    assert entry.data["of_a_newer_version"] == 1
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("kind", ["stove", "kitchen"])
async def test_an_entry_of_a_newer_major_version_is_not_guessed_at(
    hass: HomeAssistant, stove: VirtualStove, tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await entry_of(hass, stove, tmp_path, kind, version=2)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert (entry.version, entry.minor_version) == (2, 1)
    assert "higher than the current version" in caplog.text
    assert not stove.server.sessions, "the stove was not even asked"
    assert not (tmp_path / "book.db").exists(), "no book was opened, let alone changed"


async def entry_of(
    hass: HomeAssistant, stove: VirtualStove, folder: Path, kind: str, **version: Any
) -> MockConfigEntry:
    """An entry as another version of HearthTech may have left it, set up."""
    data = version.pop("data", {})
    if kind == "stove":
        data |= await hass.async_add_executor_job(stove_data, hass, stove)
    else:
        data |= {CONF_KIND: EntryKind.KITCHEN.value, "book": str(folder / "book.db")}
    unique_id = stove.stove_id if kind == "stove" else KITCHEN_UNIQUE_ID
    entry = MockConfigEntry(domain=DOMAIN, title=kind, unique_id=unique_id, data=data, **version)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry
