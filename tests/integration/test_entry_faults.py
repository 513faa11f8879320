"""Faults of entries, options and entities that users have met: stale, left behind, refused or forbidden."""

from datetime import timedelta
import json
import logging
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.hearthtech.adapters.entity_hob.mapping import EntityRole
from custom_components.hearthtech.adapters.link_stove.issues import (
    certificate_issue_id,
    report_changed_certificate,
)
from custom_components.hearthtech.adapters.link_stove.virtual_stove import virtual_folder
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.const import CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics
from custom_components.hearthtech.entities.book_entity import READ_AGAIN_S
from custom_components.hearthtech.entries.kitchen_issues import report_damaged_records
from custom_components.hearthtech.hearth_link.errors import CertificateChanged
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.changes import ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.storage.database import Store
from custom_components.hearthtech.system_health import system_health_info

from .conftest import MakeStove, set_up_stove
from .helpers import burner_device, state, until
from .hobs import FakeHob, mapping, set_up_hob
from .test_automations import holds


async def test_conditions_for_all_burners_of_a_stove_with_pan_sensors(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    whole = burner_device(hass, stove, 1).parent_device_id
    assert await holds(hass, "burner_is_off", whole, behavior="all")
    for n in (1, 2, 3, 4):
        stove.controls.pan(n, water_l=1)
        stove.controls.turn(n, 0.5)
    await until(
        hass, lambda: all(state(hass, "sensor", stove, "state", n).state == "manual" for n in (1, 2, 3, 4))
    )
    assert await holds(hass, "burner_is_on", whole, behavior="all")
    assert await holds(hass, "burner_is_set_by_hand", whole, behavior="all")
    assert not await holds(hass, "burner_is_off", whole, behavior="any")


async def save_options(hass: HomeAssistant, entry: MockConfigEntry, **changes: Any) -> None:
    """Save the options form as it is shown, with changes."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    assert flow["type"] is FlowResultType.FORM
    assert flow["data_schema"] is not None
    shown = flow["data_schema"]({**changes})
    done = await hass.config_entries.options.async_configure(flow["flow_id"], shown)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


async def test_options_saved_while_the_stove_is_away_forbid_nothing(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await hass.config_entries.async_unload(stove_entry.entry_id)
    await stove.stop()
    await save_options(hass, stove_entry, lease_time=7)
    assert stove_entry.options["remote_burners"] == ["1", "2", "3", "4"]
    await stove.start()
    hass.config_entries.async_update_entry(stove_entry, data={**stove_entry.data, "port": stove.port})
    await hass.config_entries.async_reload(stove_entry.entry_id)
    assert stove_entry.state is ConfigEntryState.LOADED
    assert all(burner.remote for burner in stove_entry.runtime_data.burners.values())


async def test_options_keep_a_forbidden_burner_and_include_later_ones(
    hass: HomeAssistant, make_stove: MakeStove
) -> None:
    stove = await make_stove(burners=3)
    entry = await set_up_stove(hass, stove)
    await save_options(hass, entry, remote_burners=["1", "3"])
    assert entry.options["local_burners"] == ["2"]
    assert [burner.remote for burner in entry.runtime_data.burners.values()] == [True, False, True]
    assert entry.runtime_data._may_drive(4)
    # Options of a burner that is gone can be saved, and it stays forbidden if it comes back.
    registry = dr.async_get(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    registry.async_remove_device(burner_device(hass, stove, 2).id)
    await save_options(hass, entry, lease_time=9)
    assert entry.options["local_burners"] == ["2"]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_options_saved_by_an_earlier_version(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(burners=2)
    entry = await set_up_stove(hass, stove, remote_burners=["2", "9"])
    assert [burner.remote for burner in entry.runtime_data.burners.values()] == [False, True]
    await save_options(hass, entry)
    assert entry.options["local_burners"] == ["1"]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_options_of_the_kitchen_after_a_user_is_gone(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    cook, guest = [await hass.auth.async_create_user(name) for name in ("Cook", "Guest")]
    hass.config_entries.async_update_entry(kitchen_entry, options={"heat_users": [cook.id, guest.id]})
    await hass.auth.async_remove_user(guest)
    await save_options(hass, kitchen_entry)
    assert kitchen_entry.options["heat_users"] == [cook.id]


async def test_entities_of_a_book_that_is_not_available(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    registry = er.async_get(hass)
    names = {
        key: registry.async_get_entity_id(domain, DOMAIN, f"{kitchen_entry.entry_id}_{key}")
        for domain, key in (
            ("todo", "shopping_list"),
            ("calendar", "meal_plan"),
            ("sensor", "expiring"),
            ("sensor", "recipes"),
        )
    }
    kitchen = kitchen_entry.runtime_data

    def states() -> dict[str, str]:
        return {key: hass.states.get(name or "").state for key, name in names.items()}  # type: ignore[union-attr]

    before = states()
    assert STATE_UNAVAILABLE not in before.values()
    caplog.clear()
    down = KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason="away")
    with patch.object(Store, "read", side_effect=down):
        for kind in (
            ChangeKind.SHOPPING_CHANGED,
            ChangeKind.MEAL_PLANNED,
            ChangeKind.PANTRY_CHANGED,
            ChangeKind.RECIPE_ADDED,
        ):
            kitchen.context.publish(kind, "x")
        await hass.async_block_till_done(wait_background_tasks=True)
        assert set(states().values()) == {STATE_UNAVAILABLE}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert "Traceback" not in caplog.text
    # They come back by themselves.
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=READ_AGAIN_S + 1))
    await hass.async_block_till_done(wait_background_tasks=True)
    await until(hass, lambda: states() == before)


async def test_issues_go_with_their_entry(
    hass: HomeAssistant, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> None:
    report_changed_certificate(hass, stove_entry, CertificateChanged("a" * 64, "b" * 64))
    report_damaged_records(hass, kitchen_entry.entry_id, ("recipe 1",))
    issues = ir.async_get(hass).issues
    assert (DOMAIN, certificate_issue_id(stove_entry)) in issues
    await hass.config_entries.async_remove(stove_entry.entry_id)
    await hass.config_entries.async_remove(kitchen_entry.entry_id)
    assert [name for domain, name in issues if domain == DOMAIN] == []


async def test_keys_of_a_removed_virtual_stove(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Practice",
        unique_id="virtual-abc",
        data={CONF_KIND: EntryKind.VIRTUAL_STOVE.value},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    folder = virtual_folder(hass, "virtual-abc")
    assert list(folder.iterdir())
    await hass.config_entries.async_unload(entry.entry_id)
    assert folder.exists()
    await hass.config_entries.async_remove(entry.entry_id)
    assert not folder.exists()


async def test_diagnostics_of_entries_that_are_not_loaded(
    hass: HomeAssistant, tmp_path: Path, kitchen_entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(
        kitchen_entry,
        options={
            "notify_entities": ["notify.annas_phone"],
            "satellites": ["assist_satellite.annas_room"],
            "heat_satellites": ["assist_satellite.annas_room"],
            "fallback_agent": "conversation.annas_agent",
        },
    )
    loaded = await async_get_config_entry_diagnostics(hass, kitchen_entry)
    await hass.config_entries.async_unload(kitchen_entry.entry_id)
    told = await async_get_config_entry_diagnostics(hass, kitchen_entry)
    assert told["not_loaded"]["state"] == "not_loaded"
    assert told["options"].keys() == kitchen_entry.options.keys()
    assert "anna" not in json.dumps([loaded, told])


async def test_diagnostics_of_a_hob_that_is_not_loaded(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, ManualClock())
    level = fake.add("number", "level", "0", min=0, max=9, step=1)
    entry = await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level}, name="Anna's burner"))
    await hass.config_entries.async_unload(entry.entry_id)
    told = await async_get_config_entry_diagnostics(hass, entry)
    assert told["data"]["burners"] == 1
    assert "Anna" not in json.dumps(told)


async def test_system_health_counts_hobs_as_connected(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, ManualClock())
    level = fake.add("number", "level", "0", min=0, max=9, step=1)
    entry = await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level}))
    assert (await system_health_info(hass))["stoves_connected"] == 1
    hass.states.async_set(level, STATE_UNAVAILABLE)
    await hass.async_block_till_done()
    told = await system_health_info(hass)
    assert (told["stoves"], told["stoves_connected"]) == (1, 0)
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_lost_stove_is_no_warning(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    await stove.stop()
    await until(hass, lambda: not stove_entry.runtime_data.connected)
    ours = [record for record in caplog.records if record.name.startswith("custom_components.hearthtech")]
    assert [record for record in ours if record.levelno >= logging.WARNING] == []


async def test_a_hob_does_not_listen_to_the_registry_of_the_house(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, ManualClock())
    level = fake.add("number", "level", "0", min=0, max=9, step=1)
    before = hass.bus.async_listeners().get(er.EVENT_ENTITY_REGISTRY_UPDATED, 0)
    entry = await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level}))
    tracker = entry.runtime_data.burners[1].reader.watch
    registry = er.async_get(hass)
    with patch.object(tracker, "_find", side_effect=AssertionError("looked")) as looked:
        for n in range(20):
            registry.async_get_or_create("light", "elsewhere_else", f"lamp-{n}")
        await hass.async_block_till_done()
    assert not looked.called
    # One that is missing is found when it is added again.
    registry.async_remove(level)
    hass.states.async_remove(level)
    await hass.async_block_till_done()
    assert tracker.gone == [EntityRole.LEVEL.value]
    fake.add("number", "level", "0", min=0, max=9, step=1)
    await hass.async_block_till_done()
    assert tracker.gone == []
    await hass.config_entries.async_unload(entry.entry_id)
    assert hass.bus.async_listeners().get(er.EVENT_ENTITY_REGISTRY_UPDATED, 0) <= before + 1
