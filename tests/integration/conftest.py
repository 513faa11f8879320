"""A real Home Assistant, and real stoves over TLS on loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.const import (
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_KIND,
    DOMAIN,
    KITCHEN_UNIQUE_ID,
    EntryKind,
)
from custom_components.hearthtech.stove.simulator.virtual import VirtualStove

CLIENT_ID = "home-assistant"

type MakeStove = Callable[..., Awaitable[VirtualStove]]


@pytest.fixture(autouse=True)
def _real_parts(enable_custom_integrations: None, socket_enabled: None) -> None:
    """Our integration is found, and loopback may be used."""


@pytest.fixture(autouse=True)
async def _core(hass: HomeAssistant, tmp_path: Path) -> None:
    """The core, with a configuration folder of its own."""
    hass.config.config_dir = str(tmp_path / "config")
    (tmp_path / "config").mkdir()
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.fixture
async def make_stove(tmp_path: Path) -> AsyncIterator[MakeStove]:
    """Switch stoves on; they are switched off after the test."""
    running: list[VirtualStove] = []

    async def make(name: str = "Stove", **options: Any) -> VirtualStove:
        stove = VirtualStove(tmp_path / f"stove-{len(running)}", name=name, **options)
        await stove.start()
        running.append(stove)
        return stove

    yield make
    for stove in running:
        if stove.running:
            await stove.stop()


@pytest.fixture
async def stove(make_stove: MakeStove) -> VirtualStove:
    """An induction stove with four burners."""
    return await make_stove()


def stove_data(hass: HomeAssistant, stove: VirtualStove) -> dict[str, Any]:
    """What an entry keeps of a stove, with a fresh key."""
    key = stove.provision(CLIENT_ID)
    return {
        CONF_KIND: EntryKind.LINK_STOVE.value,
        CONF_HOST: "127.0.0.1",
        CONF_PORT: stove.port,
        CONF_KEY_ID: CLIENT_ID,
        CONF_KEY: key.hex(),
        CONF_FINGERPRINT: stove.fingerprint,
    }


async def set_up_stove(hass: HomeAssistant, stove: VirtualStove, **options: Any) -> MockConfigEntry:
    """Set up an entry for a running stove."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=stove.stove.name,
        unique_id=stove.stove_id,
        data=await hass.async_add_executor_job(stove_data, hass, stove),
        options=options,
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.fixture
async def stove_entry(hass: HomeAssistant, stove: VirtualStove) -> AsyncIterator[MockConfigEntry]:
    """The stove, set up."""
    entry = await set_up_stove(hass, stove)
    yield entry
    await hass.async_block_till_done()
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture
async def kitchen_entry(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[MockConfigEntry]:
    """The kitchen, set up, with a book of its own."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Kitchen",
        unique_id=KITCHEN_UNIQUE_ID,
        data={CONF_KIND: EntryKind.KITCHEN.value, "book": str(tmp_path / "book.db")},
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield entry
    await hass.async_block_till_done()
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)
