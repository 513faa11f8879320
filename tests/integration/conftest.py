"""Fixtures: a real Home Assistant, and real stoves over TLS on loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
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
from custom_components.hearthtech.hearth_link.certificate import make_certificate
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

CLIENT_ID = "home-assistant"

type MakeStove = Callable[..., Awaitable[VirtualStove]]


@pytest.fixture(scope="session", autouse=True)
def _first_certificate() -> None:
    """Make the first certificate before any test freezes time.

    `cryptography` keeps the class `datetime` of its first certificate, and refuses all others from then on.
    """
    make_certificate("first")


@pytest.fixture(autouse=True)
def _real_parts(enable_custom_integrations: None, socket_enabled: None) -> None:
    """Enable our integration and loopback sockets."""


@pytest.fixture
def enable_all_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable also the entities that are disabled by default; put it before the fixtures of entries."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)


@pytest.fixture(autouse=True)
async def _core(hass: HomeAssistant, tmp_path: Path) -> None:
    """Home Assistant with its own configuration folder."""
    hass.config.config_dir = str(tmp_path / "config")
    (tmp_path / "config").mkdir()
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.fixture
async def make_stove(tmp_path: Path) -> AsyncIterator[MakeStove]:
    """Return a function that starts stoves; they are stopped after the test."""
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
    """Return the entry data of a stove, with a new key."""
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
    """Set up the kitchen with its own book."""
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
