"""One family of burner entities: both adapters offer entities that the platform files describe."""

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech import binary_sensor, button, event, number, select, sensor
from custom_components.hearthtech.adapters.entity_hob import entity_values
from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.adapters.link_stove import entity_keys as link_entity_keys
from custom_components.hearthtech.burners.model import Access, Capability
from custom_components.hearthtech.const import EntryKind
from custom_components.hearthtech.entries.table import ENTRY_TYPES
from custom_components.hearthtech.hearth_link.messages import BurnerInfo, BurnerKind

from .hobs import CELSIUS, FakeHob, manual_clock, mapping, set_up_hob

DESCRIBED = [
    *sensor.BURNER_SENSORS,
    sensor.TIMER_END,
    sensor.DISH,
    *binary_sensor.BURNER_BINARY_SENSORS,
    number.POWER,
    number.TARGET_TEMPERATURE,
    select.HOLD_MODE,
    *button.BURNER_BUTTONS,
    event.BURNER_EVENT,
]
KEYS = [description.key for description in DESCRIBED]


def info(**access: Access) -> BurnerInfo:
    capabilities = {name: Capability(access=level) for name, level in access.items()}
    return BurnerInfo(n=1, name="Front", kind=BurnerKind.INDUCTION, rated_w=1800.0, capabilities=capabilities)


def test_each_key_is_described_once_and_offered_by_an_adapter() -> None:
    assert len(set(KEYS)) == len(KEYS), "a key names one entity of a burner"
    offered = {*link_entity_keys._HAS, "limited", *entity_values._HAS}
    assert offered == set(KEYS)


def test_a_burner_of_a_stove_has_the_entities_of_its_capabilities() -> None:
    bare = link_entity_keys.entity_keys(info(), Access.NONE)
    assert bare == {"state", "heating", "stop", "event"}
    capped = link_entity_keys.entity_keys(info(), Access.ADJUST)
    assert capped - bare == {"limited"}
    read = link_entity_keys.entity_keys(info(power=Access.READ, probe_temperature=Access.READ), Access.NONE)
    assert read - bare == {"probe_temperature"}, "a level that is only read is no number"
    driven = link_entity_keys.entity_keys(
        info(power=Access.START, temperature=Access.ADJUST, timer=Access.ADJUST), Access.NONE
    )
    assert driven - bare == {
        "power_level", "target_temperature", "hold_mode", "acknowledge", "timer_end",
    }  # fmt: skip


async def test_a_press_on_a_button_of_a_hob_is_attributed_to_its_user(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeHob(hass, manual_clock(hass))
    level = fake.add("number", "level", 4, min=0, max=9, step=1)
    entry = await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level}, name="Front"))
    runtime = entry.runtime_data
    attributed: list[tuple[int, Context]] = []
    monkeypatch.setattr(runtime, "set_context", lambda n, context: attributed.append((n, context)))
    (stop,) = (
        known.entity_id
        for known in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if known.unique_id == f"{runtime.id}_1_stop"
    )
    context = Context()
    await hass.services.async_call("button", "press", {"entity_id": stop}, blocking=True, context=context)
    assert attributed == [(1, context)]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_the_event_types_are_those_that_the_adapter_reports(
    hass: HomeAssistant, stove_entry: MockConfigEntry
) -> None:
    fake = FakeHob(hass, manual_clock(hass))
    level = fake.add("number", "level", 0, min=0, max=9, step=1)
    pan = fake.add("binary_sensor", "pan", "on")
    probe = fake.add("sensor", "probe", 20, unit=CELSIUS, device_class="temperature")
    entry = await set_up_hob(
        hass,
        mapping(hass, {EntityRole.LEVEL: level, EntityRole.PAN: pan}, name="Front"),
        mapping(hass, {EntityRole.PROBE: probe}, Control.GUIDE, n=2, name="Pot"),
    )

    def types(runtime: object, n: int) -> set[str]:
        return set(event.BurnerEventEntity(runtime, n, event.BURNER_EVENT).event_types)  # type: ignore[arg-type]

    by_hand = {"knob_turned", "taken_over", "timer_done", "time_limit", "out_of_sight"}
    assert types(entry.runtime_data, 1) == by_hand | {"pan_placed", "pan_removed"}
    sensed = {"boils", "simmers", "off_boil", "food_added"}
    assert types(entry.runtime_data, 2) == sensed, "a thermometer sees no hand"
    everything = set(event.BURNER_EVENT.event_types or ())
    assert types(stove_entry.runtime_data, 1) == everything - {"out_of_sight"}
    await hass.config_entries.async_unload(entry.entry_id)


def test_each_kind_of_entry_is_in_the_table() -> None:
    assert set(ENTRY_TYPES) == set(EntryKind)
