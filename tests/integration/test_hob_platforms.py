"""A picture of what a hob out of entities adds: only what its own entities do not show."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from syrupy.assertion import SnapshotAssertion

from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.const import EntryKind
from custom_components.hearthtech.entries.table import ENTRY_TYPES

from .hobs import CELSIUS, FakeHob, manual_clock, mapping, set_up_hob
from .test_platforms import picture


@pytest.mark.parametrize("platform", ENTRY_TYPES[EntryKind.EXISTING_HOB].platforms)
async def test_hob_platform(hass: HomeAssistant, platform: Platform, snapshot: SnapshotAssertion) -> None:
    fake = FakeHob(hass, manual_clock(hass))
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    plate = fake.add("sensor", "plate", 0)
    pan = fake.add("binary_sensor", "pan", "on")
    probe = fake.add("sensor", "probe", 20, unit=CELSIUS, device_class="temperature")
    entry = await set_up_hob(
        hass,
        mapping(hass, {EntityRole.LEVEL: level, EntityRole.PAN: pan}, name="Driven"),
        mapping(hass, {EntityRole.LEVEL: plate}, Control.GUIDE, n=2, name="Read", level_max=9),
        mapping(hass, {EntityRole.PROBE: probe}, Control.GUIDE, n=3, name="Pot"),
    )
    assert picture(hass, entry, platform, "hob-1") == snapshot
    await hass.config_entries.async_unload(entry.entry_id)


async def test_each_burner_is_a_child_of_its_hob(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass))
    probe = fake.add("sensor", "probe", 20, unit=CELSIUS, device_class="temperature")
    entry = await set_up_hob(
        hass, mapping(hass, {EntityRole.PROBE: probe}, Control.GUIDE, name="Pot"), name="Pots"
    )
    registry = dr.async_get(hass)
    (child,) = dr.async_child_entries_for_config_entry(registry, entry.entry_id)
    parent = registry.async_get(entry.runtime_data.device_id)
    assert isinstance(parent, dr.DeviceEntry)
    assert child.name == "Pot"
    assert child.parent_device_id == entry.runtime_data.device_id
    assert (parent.name, parent.model) == ("Pots", "Open pot")
    await hass.config_entries.async_unload(entry.entry_id)
