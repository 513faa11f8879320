"""Which entities a household gets: few enabled ones, plain states, and a report of those that a release removes."""

import json
from pathlib import Path
from typing import Any

from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import CoreState, HomeAssistant, State
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.entity_registry import RegistryEntryDisabler
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, mock_restore_cache_with_extra_data

from custom_components.hearthtech.adapters.entity_hob.mapping import EntityRole
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.entities.retired import issue_id
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import MakeStove, set_up_stove, stove_data
from .helpers import act, burner_device, entity_id, state, until
from .hobs import CELSIUS, FakeHob, manual_clock, mapping, set_up_hob

RELEASED = Path(__file__).parents[1] / "released" / "registry.json"
LIMIT = 9
"""The most entities of one burner that are enabled without the household's choice."""


def enabled(hass: HomeAssistant, entry: MockConfigEntry) -> list[er.RegistryEntry]:
    """Return the enabled entities of an entry."""
    known = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return [one for one in known if one.disabled_by is None]


def of_burner(found: list[er.RegistryEntry], hob_id: str, n: int) -> set[str]:
    """Return the keys of the entities of a burner."""
    start = f"{hob_id}_{n}_"
    return {one.unique_id.removeprefix(start) for one in found if one.unique_id.startswith(start)}


@pytest.mark.parametrize("kind", ["induction", "radiant", "gas"])
async def test_at_most_nine_entities_of_each_burner_of_a_stove(
    hass: HomeAssistant, make_stove: MakeStove, kind: str
) -> None:
    stove = await make_stove(kind=kind)
    entry = await set_up_stove(hass, stove)
    found = enabled(hass, entry)
    for n in range(1, 5):
        keys = of_burner(found, stove.stove_id, n)
        assert {"state", "stop", "event", "power_level", "residual_heat"} <= keys
        assert len(keys) <= LIMIT, keys
    whole = [one for one in found if not any(f"_{n}_" in one.unique_id for n in range(1, 5))]
    assert len(whole) <= LIMIT, [one.unique_id for one in whole]
    assert not any(one.domain == "update" for one in found)
    await hass.config_entries.async_unload(entry.entry_id)


async def test_at_most_nine_entities_of_each_burner_of_an_entity_hob(hass: HomeAssistant) -> None:
    fake = FakeHob(hass, manual_clock(hass))
    roles = {
        EntityRole.LEVEL: fake.add("number", "level", 0, min=0, max=9, step=1),
        EntityRole.PAN: fake.add("binary_sensor", "pan", "on"),
        EntityRole.PROBE: fake.add("sensor", "probe", 20, unit=CELSIUS, device_class="temperature"),
    }
    entry = await set_up_hob(hass, mapping(hass, roles, name="Front"))
    keys = of_burner(enabled(hass, entry), "hob-1", 1)
    assert {"state", "stop", "event"} <= keys
    assert len(keys) <= LIMIT, keys
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("enable_all_entities")
async def test_hold_and_target_are_plain_on_a_cold_stove(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    assert state(hass, "select", stove, "hold_mode", 1).state == "off"
    assert float(state(hass, "number", stove, "target_temperature", 1).state) == 40, "the lowest"
    stove.controls.pan(1, water_l=1.0)
    stove.controls.arm()
    burner = burner_device(hass, stove, 1).id
    await act(hass, "set_burner", burner=burner, temperature=60, start=True)
    await until(hass, lambda: state(hass, "select", stove, "hold_mode", 1).state == "temperature")
    assert float(state(hass, "number", stove, "target_temperature", 1).state) == 60
    select = {"entity_id": entity_id(hass, "select", stove, "hold_mode", 1), "option": "off"}
    await hass.services.async_call("select", "select_option", select, blocking=True)
    await until(hass, lambda: state(hass, "select", stove, "hold_mode", 1).state == "off")
    assert float(state(hass, "number", stove, "target_temperature", 1).state) == 60, "held last"
    assert state(hass, "sensor", stove, "state", 1).state == "idle"


async def test_the_target_that_was_held_last_outlives_a_restart(
    hass: HomeAssistant, stove: VirtualStove
) -> None:
    registry = er.async_get(hass)
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=stove.stove_id,
        data=await hass.async_add_executor_job(stove_data, hass, stove),
    )
    entry.add_to_hass(hass)
    kept: dict[int, tuple[float, float]] = {1: (85.0, 85.0), 2: (900.0, 250.0)}
    known = {
        n: registry.async_get_or_create(
            "number", DOMAIN, f"{stove.stove_id}_{n}_target_temperature", config_entry=entry
        ).entity_id
        for n in kept
    }
    mock_restore_cache_with_extra_data(
        hass,
        [
            (State(known[n], str(value)), {
                "native_max_value": 240.0, "native_min_value": 40.0, "native_step": 1.0,
                "native_unit_of_measurement": "°C", "native_value": value,
            })
            for n, (value, _) in kept.items()
        ],
    )  # fmt: skip
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    for n, (_, shown) in kept.items():
        assert float(state(hass, "number", stove, "target_temperature", n).state) == shown
    assert state(hass, "sensor", stove, "state", 1).state == "idle", (
        "a value that is shown again heats nothing"
    )
    await hass.config_entries.async_unload(entry.entry_id)


def released_rows() -> list[tuple[str, str]]:
    """Return platform and unique id of the entities that release 0.1.0 made of a stove with four burners."""
    rows = json.loads(RELEASED.read_text(encoding="utf-8"))
    return [(row[0], row[1]) for row in rows if row[1].startswith("STOVE_")]


async def released_stove(hass: HomeAssistant, stove: VirtualStove) -> tuple[MockConfigEntry, dict[str, str]]:
    """Return the entry of a stove with the entities of release 0.1.0, not set up, and its entity ids."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Old stove",
        unique_id=stove.stove_id,
        data=await hass.async_add_executor_job(stove_data, hass, stove),
    )
    entry.add_to_hass(hass)
    registry = er.async_get(hass)
    ids = {}
    for domain, unique_id in released_rows():
        key = unique_id.removeprefix("STOVE_")
        ids[key] = registry.async_get_or_create(
            domain,
            DOMAIN,
            unique_id.replace("STOVE", stove.stove_id),
            suggested_object_id=f"old_{key}",
            config_entry=entry,
        ).entity_id
    return entry, ids


async def set_up_users(hass: HomeAssistant, ids: dict[str, str]) -> None:
    """Set up an automation, a script and a dashboard that use entities of the released stove."""
    automation = {
        "id": "111",
        "alias": "Knob [kitchen]",
        "triggers": [{"trigger": "state", "entity_id": ids["1_knob"]}],
        "actions": [],
    }
    value = "{{ states('ID') != '' }}".replace("ID", ids["2_boil"])
    template = {
        "id": "222",
        "alias": "By template",
        "triggers": [{"trigger": "template", "value_template": value}],
        "actions": [],
    }
    other = {
        "id": "333",
        "alias": "Something else",
        "triggers": [{"trigger": "state", "entity_id": f"{ids['1_knob']}_of_another_stove"}],
        "actions": [],
    }
    assert await async_setup_component(hass, "automation", {"automation": [automation, template, other]})
    wait = {"wait_for_trigger": [{"trigger": "state", "entity_id": ids["1_knob"]}]}
    assert await async_setup_component(hass, "script", {"script": {"notice": {"sequence": [wait]}}})
    assert await async_setup_component(hass, "lovelace", {})
    board = hass.data[LOVELACE_DATA].dashboards[None]
    cards: list[dict[str, Any]] = [{"type": "tile", "entity": ids["firmware"]}]
    await board.async_save({"title": "Home", "views": [{"cards": cards}]})
    await hass.async_block_till_done()


async def test_what_a_household_has_enabled_stays_enabled(hass: HomeAssistant, stove: VirtualStove) -> None:
    entry, ids = await released_stove(hass, stove)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    retired = {key for key, name in ids.items() if registry.async_get(name) is None}
    events = {"knob", "pan", "timer", "taken_over", "safety", "boil", "food"}
    assert retired == {"firmware", *(f"{n}_{key}" for n in range(1, 5) for key in events)}
    for key in ids.keys() - retired:
        known = registry.async_get(ids[key])
        assert known is not None
        assert known.disabled_by is None, key
        assert hass.states.get(ids[key]) is not None, key
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_repair_names_removed_entities_and_what_used_them(
    hass: HomeAssistant, stove: VirtualStove
) -> None:
    entry, ids = await released_stove(hass, stove)
    registry = er.async_get(hass)
    registry.async_update_entity(ids["3_food"], disabled_by=RegistryEntryDisabler.USER)
    await set_up_users(hass, ids)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id(entry.entry_id))
    assert issue is not None
    assert issue.is_fixable
    assert issue.is_persistent
    placeholders = issue.translation_placeholders or {}
    assert placeholders["stove"] == "Old stove"
    *used, unused = placeholders["entities"].splitlines()
    assert used == [
        f"- `{ids['1_knob']}`: [Knob kitchen](/config/automation/edit/111), [notice](/config/script/edit/notice)",
        f"- `{ids['2_boil']}`: [By template](/config/automation/edit/222)",
        f"- `{ids['firmware']}`: [Home](/lovelace)",
    ]
    assert f"`{ids['4_pan']}`" in unused
    assert ids["3_food"] not in unused, "a disabled entity was used by nothing"
    assert registry.async_get(ids["3_food"]) is None, "it is gone as well"
    await hass.config_entries.async_remove(entry.entry_id)
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id(entry.entry_id)) is None


async def test_entities_are_removed_after_automations_are_loaded(
    hass: HomeAssistant, stove: VirtualStove
) -> None:
    entry, ids = await released_stove(hass, stove)
    hass.set_state(CoreState.not_running)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert er.async_get(hass).async_get(ids["1_knob"]) is not None, "automations may not be loaded yet"
    await set_up_users(hass, ids)
    await hass.async_start()
    await hass.async_block_till_done()
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id(entry.entry_id))
    assert issue is not None
    assert "/config/automation/edit/111" in (issue.translation_placeholders or {})["entities"]
    assert er.async_get(hass).async_get(ids["1_knob"]) is None
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_new_stove_has_no_repair(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id(stove_entry.entry_id)) is None
