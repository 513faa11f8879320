"""A picture of every platform, as it is registered and as it stands."""

import re
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.hearthtech.const import EntryKind
from custom_components.hearthtech.entries.table import ENTRY_TYPES
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

MEASURED = re.compile(r"^-?\d+\.?\d*$")


def picture(hass: HomeAssistant, entry: MockConfigEntry, platform: str, identity: str) -> dict[str, Any]:
    """What stays the same from run to run: no ids, no measured values."""
    found = {}
    for known in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        if known.domain != platform:
            continue
        state = hass.states.get(known.entity_id)
        attributes = {} if state is None else dict(state.attributes)
        found[known.entity_id] = {
            "unique_id": known.unique_id.replace(identity, "ID"),
            "category": known.entity_category,
            "disabled": known.disabled_by,
            "device_class": known.original_device_class,
            "translation_key": known.translation_key,
            "capabilities": known.capabilities,
            "unit": known.unit_of_measurement,
            "name": attributes.get("friendly_name"),
            "state": None if state is None else MEASURED.sub("a number", state.state),
        }
    return dict(sorted(found.items()))


@pytest.mark.parametrize("platform", ENTRY_TYPES[EntryKind.LINK_STOVE].platforms)
async def test_stove_platform(
    hass: HomeAssistant,
    stove: VirtualStove,
    stove_entry: MockConfigEntry,
    platform: Platform,
    snapshot: SnapshotAssertion,
) -> None:
    assert picture(hass, stove_entry, platform, stove.stove_id) == snapshot


async def test_calendar(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    assert Platform.CALENDAR in ENTRY_TYPES[EntryKind.KITCHEN].platforms
    assert picture(hass, kitchen_entry, Platform.CALENDAR, kitchen_entry.entry_id) == snapshot
