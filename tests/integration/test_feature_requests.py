"""What people asked of smart stoves, each ask a test of its own."""

from datetime import timedelta
from functools import partial
import logging
from typing import Any

from homeassistant.components.energy.validate import ENERGY_USAGE_UNITS
from homeassistant.components.sensor.const import SensorStateClass
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_capture_events

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.events import EVENT_STOVE
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import MakeStove, set_up_stove
from .helpers import act, burner_device, entity_id, event_types, state, until

pytestmark = pytest.mark.usefixtures("enable_all_entities")


async def start(hass: HomeAssistant, stove: VirtualStove, n: int, **data: Any) -> None:
    """Arm, put a pan on and start a burner from outside."""
    stove.controls.arm()
    stove.controls.pan(n, water_l=1.0)
    await act(hass, "set_burner", burner=f"{stove.stove_id}/{n}", start=True, **({"power": 50} | data))
    await until(hass, lambda: state(hass, "sensor", stove, "state", n).state == "remote")


async def set_number(hass: HomeAssistant, stove: VirtualStove, key: str, n: int, value: float) -> None:
    """Set one of our numbers."""
    data = {"entity_id": entity_id(hass, "number", stove, key, n), "value": value}
    await hass.services.async_call("number", "set_value", data, blocking=True)


async def test_per_zone_level(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    await start(hass, stove, 1, power=30)
    await start(hass, stove, 3, power=70)
    await until(hass, lambda: state(hass, "number", stove, "power_level", 3).state == "70.0")
    assert state(hass, "number", stove, "power_level", 1).state == "30.0"
    assert state(hass, "number", stove, "power_level", 2).state == "0.0"
    await set_number(hass, stove, "power_level", 3, 20)
    await until(hass, lambda: state(hass, "number", stove, "power_level", 3).state == "20.0")
    assert state(hass, "number", stove, "power_level", 1).state == "30.0"


@pytest.mark.parametrize("count", [1, 2, 5, 6])
async def test_zones_and_their_number_from_the_device(
    hass: HomeAssistant, make_stove: MakeStove, count: int
) -> None:
    stove = await make_stove(burners=count)
    entry = await set_up_stove(hass, stove)
    children = dr.async_child_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert [child.name for child in children] == [burner.name for burner in stove.stove.burners.values()]
    assert len(children) == count
    await hass.config_entries.async_unload(entry.entry_id)


async def test_no_phantom_zone(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(burners=4)
    entry = await set_up_stove(hass, stove)
    await hass.config_entries.async_unload(entry.entry_id)
    await stove.stop()
    smaller = VirtualStove(stove.folder, burners=2, name="Stove")
    await smaller.start(port=entry.data["port"])
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    children = dr.async_child_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert len(children) == 2
    registered = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert not [one for one in registered if one.unique_id.startswith(f"{stove.stove_id}_4_")]
    await hass.config_entries.async_unload(entry.entry_id)
    await smaller.stop()


async def test_a_zone_that_is_added_appears_without_reload(
    hass: HomeAssistant, make_stove: MakeStove
) -> None:
    stove = await make_stove(burners=2)
    entry = await set_up_stove(hass, stove)
    port = stove.port
    await stove.stop()
    larger = VirtualStove(stove.folder, burners=3, name="Stove")
    await larger.start(port=port)
    await until(hass, lambda: hass.states.get("sensor.stove_back_right_state"), within_s=20)
    assert len(entry.runtime_data.burners) == 3
    assert state(hass, "sensor", larger, "state", 3).state == "idle"
    await larger.stop()
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_zone_shows_only_what_it_has(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(burners=1, kind="radiant")
    entry = await set_up_stove(hass, stove)
    registry = er.async_get(hass)
    assert registry.async_get_entity_id("sensor", DOMAIN, f"{stove.stove_id}_1_pan_state") is None
    assert registry.async_get_entity_id("event", DOMAIN, f"{stove.stove_id}_1_pan") is None
    assert registry.async_get_entity_id("sensor", DOMAIN, f"{stove.stove_id}_1_pan_temperature") is not None
    await hass.config_entries.async_unload(entry.entry_id)


async def test_residual_heat(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(kind="radiant", rate=60)
    entry = await set_up_stove(hass, stove)
    stove.controls.turn(1, 1.0)
    await until(
        hass, lambda: state(hass, "binary_sensor", stove, "residual_heat", 1).state == "on", within_s=20
    )
    stove.controls.turn(1, 0.0)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    assert state(hass, "binary_sensor", stove, "residual_heat", 1).state == "on"
    await until(
        hass, lambda: state(hass, "binary_sensor", stove, "residual_heat", 1).state == "off", within_s=60
    )
    await hass.config_entries.async_unload(entry.entry_id)


async def test_pan_as_four_states(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    def pan() -> str:
        return state(hass, "sensor", stove, "pan_state", 1).state

    assert pan() == "none"
    happened = event_types(hass, entity_id(hass, "event", stove, "event", 1))
    stove.controls.pan(1, water_l=1.0)
    await until(hass, lambda: pan() == "placed")
    await until(hass, lambda: happened == ["pan_placed"])
    stove.controls.move(1)
    await until(hass, lambda: pan() == "moved")
    stove.controls.lift(1)
    await until(hass, lambda: pan() == "none")
    stove.controls.pan(1, "aluminum")
    await until(hass, lambda: pan() == "unsuitable")
    assert happened == ["pan_placed", "pan_removed"]


async def test_timer_end_as_event_and_timestamp(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(rate=20)
    entry = await set_up_stove(hass, stove)
    begun = dt_util.utcnow()
    happened = event_types(hass, entity_id(hass, "event", stove, "event", 1))
    await start(hass, stove, 1, duration={"seconds": 60})
    await until(hass, lambda: state(hass, "sensor", stove, "timer_end", 1).state != "unknown")
    shown = dt_util.parse_datetime(state(hass, "sensor", stove, "timer_end", 1).state)
    assert shown is not None
    assert timedelta() < shown - begun < timedelta(seconds=6), (
        "60 s of stove time are 3 s at 20 times the speed"
    )
    await until(hass, lambda: "timer_done" in happened)
    await until(hass, lambda: state(hass, "sensor", stove, "timer_end", 1).state == "unknown")
    assert state(hass, "sensor", stove, "state", 1).state == "idle"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_off_from_outside_always(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    stove.controls.turn(1, 0.8)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "manual")
    stove.controls.lock()
    stove.controls.remote(False)
    data = {"entity_id": entity_id(hass, "button", stove, "stop", 1)}
    await hass.services.async_call("button", "press", data, blocking=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    stove.controls.lock(False)
    stove.controls.turn(2, 0.8)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "manual")
    data = {"entity_id": entity_id(hass, "button", stove, "everything_off")}
    await hass.services.async_call("button", "press", data, blocking=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "idle")
    stove.controls.turn(2, 0.8)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "manual")
    await set_number(hass, stove, "power_level", 2, 0)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "idle")


async def test_auto_off_after_n_minutes(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(rate=60)
    entry = await set_up_stove(hass, stove)
    burner = f"{stove.stove_id}/1"
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "set_timer", burner=burner, duration={"minutes": 2})
    assert refused.value.translation_key == "refused_not_on"
    await start(hass, stove, 1)
    await act(hass, "set_timer", burner=burner, duration={"minutes": 2})
    await until(hass, lambda: state(hass, "sensor", stove, "timer_end", 1).state != "unknown")
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    await hass.config_entries.async_unload(entry.entry_id)


async def test_child_lock(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    lock = {"entity_id": entity_id(hass, "switch", stove, "child_lock")}
    entry = er.async_get(hass).async_get(lock["entity_id"])
    assert entry is not None
    assert entry.entity_category == "config"
    await hass.services.async_call("switch", "turn_on", lock, blocking=True)
    await until(hass, lambda: state(hass, "switch", stove, "child_lock").state == "on")
    stove.controls.arm()
    stove.controls.pan(1)
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, "set_burner", burner=f"{stove.stove_id}/1", power=50, start=True)
    assert refused.value.translation_key == "refused_locked"
    await hass.services.async_call("switch", "turn_off", lock, blocking=True)
    await until(hass, lambda: state(hass, "switch", stove, "child_lock").state == "off")
    stove.controls.lock()
    await until(hass, lambda: state(hass, "switch", stove, "child_lock").state == "on")
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call("switch", "turn_off", lock, blocking=True)
    assert refused.value.translation_key == "refused_locked"


async def test_energy(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(rate=60)
    entry = await set_up_stove(hass, stove)
    await start(hass, stove, 1, power=100)

    def has_drawn(key: str, n: int | None) -> bool:
        return float(state(hass, "sensor", stove, key, n).state) > 0.01

    for key, n in (("energy", 1), ("total_energy", None)):
        await until(hass, partial(has_drawn, key, n))
        energy = state(hass, "sensor", stove, key, n)
        assert energy.attributes["state_class"] == SensorStateClass.TOTAL_INCREASING
        units = {unit for known in ENERGY_USAGE_UNITS.values() for unit in known}
        assert energy.attributes["unit_of_measurement"] in units
    await hass.config_entries.async_unload(entry.entry_id)


async def test_power_cap(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    shown = state(hass, "number", stove, "power_cap")
    assert [shown.attributes[name] for name in ("min", "max", "step", "unit_of_measurement")] == [
        1000, 10300, 100, "W",
    ]  # fmt: skip
    cap = {"entity_id": shown.entity_id}
    for n in (1, 3, 4):
        stove.controls.pan(n, water_l=1.0)
        stove.controls.turn(n, 1.0)
    await until(hass, lambda: float(state(hass, "sensor", stove, "total_power").state) == 5900, within_s=12)
    assert state(hass, "binary_sensor", stove, "limited", 1).state == "off"
    await hass.services.async_call("number", "set_value", {**cap, "value": 2000}, blocking=True)
    await until(hass, lambda: state(hass, "number", stove, "power_cap").state == "2000.0")
    await until(hass, lambda: float(state(hass, "sensor", stove, "total_power").state) <= 2000 + 15)
    for n in (1, 3, 4):
        assert state(hass, "binary_sensor", stove, "limited", n).state == "on"
        assert state(hass, "number", stove, "power_level", n).state == "100.0", "what is asked for stays"
    stove.controls.lock()
    await until(hass, lambda: state(hass, "switch", stove, "child_lock").state == "on")
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call("number", "set_value", {**cap, "value": 3000}, blocking=True)
    assert refused.value.translation_key == "refused_locked"
    await hass.services.async_call("number", "set_value", {**cap, "value": 1500}, blocking=True)
    await until(hass, lambda: state(hass, "number", stove, "power_cap").state == "1500.0")


async def test_bridged_zones(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    shown = state(hass, "switch", stove, "bridge_1")
    assert shown.attributes["friendly_name"] == "Stove Bridge Front left + Back left"
    bridge = {"entity_id": shown.entity_id}
    known = er.async_get(hass).async_get(shown.entity_id)
    assert known is not None
    assert known.entity_category == "config"
    stove.controls.turn(2, 0.3)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "manual")
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call("switch", "turn_on", bridge, blocking=True)
    assert refused.value.translation_key == "refused_in_use"
    assert state(hass, "switch", stove, "bridge_1").state == "off"
    stove.controls.turn(2, 0.0)
    await hass.services.async_call("switch", "turn_on", bridge, blocking=True)
    await until(hass, lambda: state(hass, "switch", stove, "bridge_1").state == "on")
    await start(hass, stove, 1, power=40)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "remote")
    assert state(hass, "number", stove, "power_level", 2).state == "40.0"
    with pytest.raises(HomeAssistantError) as refused:
        await set_number(hass, stove, "power_level", 2, 20)
    assert refused.value.translation_key == "refused_bridged"
    await until(hass, lambda: float(state(hass, "sensor", stove, "power", 2).state) > 400, within_s=12)
    await hass.services.async_call("switch", "turn_off", bridge, blocking=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 2).state == "idle")
    assert state(hass, "sensor", stove, "state", 1).state == "remote"
    assert state(hass, "switch", stove, "bridge_1").state == "off"


async def test_more_heat_needs_permission_less_never_does(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    async def call(domain: str, service: str, key: str, **data: Any) -> None:
        target = {"entity_id": entity_id(hass, domain, stove, key)}
        await hass.services.async_call(
            domain, service, {**target, **data}, blocking=True, context=Context(user_id=guest.id)
        )

    guest = hass_read_only_user
    guest.mock_policy({"entities": True})
    stove.controls.bridge(1)
    await until(hass, lambda: state(hass, "switch", stove, "bridge_1").state == "on")
    await call("switch", "turn_off", "bridge_1")
    await call("number", "set_value", "power_cap", value=2000)
    await until(hass, lambda: state(hass, "number", stove, "power_cap").state == "2000.0")
    for domain, service, key, data in (
        ("number", "set_value", "power_cap", {"value": 3000}),
        ("switch", "turn_on", "bridge_1", {}),
    ):
        with pytest.raises(ServiceValidationError) as refused:
            await call(domain, service, key, **data)
        assert refused.value.translation_key == "heat_not_allowed"
    assert stove.stove.zones.cap_w == 2000
    assert stove.stove.zones.bridged == []


@pytest.mark.parametrize("kind", ["radiant", "gas"])
async def test_what_a_stove_lacks_across_its_burners_is_not_there(
    hass: HomeAssistant, make_stove: MakeStove, kind: str
) -> None:
    stove = await make_stove()
    entry = await set_up_stove(hass, stove)
    assert state(hass, "number", stove, "power_cap").state == "10300.0"
    port = stove.port
    await stove.stop()
    other = VirtualStove(stove.folder, kind=kind, name="Stove")
    await other.start(port=port)
    registry = er.async_get(hass)
    gone = [f"{stove.stove_id}_{key}" for key in ("power_cap", "bridge_1", "1_limited", "1_pan_state")]

    def all_gone() -> bool:
        return not {one.unique_id for one in registry.entities.values()} & set(gone)

    await until(hass, all_gone, within_s=20)
    assert state(hass, "sensor", other, "state", 1).state == "idle"
    await other.stop()
    await hass.config_entries.async_unload(entry.entry_id)


async def test_one_device_per_burner_not_copies(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    before = {n: burner_device(hass, stove, n).id for n in stove.stove.burners}
    for _ in range(2):
        await hass.config_entries.async_reload(stove_entry.entry_id)
        await hass.async_block_till_done()
    registry = dr.async_get(hass)
    assert {n: burner_device(hass, stove, n).id for n in stove.stove.burners} == before
    assert len(dr.async_child_entries_for_config_entry(registry, stove_entry.entry_id)) == len(before)
    assert len(dr.async_entries_for_config_entry(registry, stove_entry.entry_id)) == 1


async def test_idle_is_a_value_lost_is_unavailable(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    assert state(hass, "sensor", stove, "state", 1).state == "idle"
    assert state(hass, "number", stove, "power_level", 1).state == "0.0"
    caplog.set_level(logging.INFO)
    port = stove.port
    await stove.stop()
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "unavailable")
    assert state(hass, "binary_sensor", stove, "connected").state == "off"
    assert state(hass, "binary_sensor", stove, "armed").state == "unavailable"
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, "stop", burner=f"{stove.stove_id}/1")
    assert refused.value.translation_key == "refused_unavailable"
    assert (await act(hass, "get_arm_state"))["stoves"][stove.stove_id]["armed"] is None
    await stove.start(port=port)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle", within_s=20)
    ours = [record.message for record in caplog.records if record.name == "custom_components.hearthtech"]
    assert sum("is lost" in message for message in ours) == 1
    assert sum("is back" in message for message in ours) == 1


async def test_nothing_resumes_after_a_restart(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await start(hass, stove, 1)
    await hass.config_entries.async_reload(stove_entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    assert stove.stove.burner(1).power == 0


async def test_hold_a_temperature(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await start(hass, stove, 1, power=80)
    await set_number(hass, stove, "target_temperature", 1, 60)
    await until(hass, lambda: state(hass, "select", stove, "hold_mode", 1).state == "temperature")
    assert state(hass, "number", stove, "target_temperature", 1).state == "60.0"
    hold = {"entity_id": entity_id(hass, "select", stove, "hold_mode", 1)}
    await act(hass, "set_timer", burner=f"{stove.stove_id}/1", duration={"minutes": 20})
    await hass.services.async_call(
        "select", "select_option", {**hold, "option": "temperature"}, blocking=True
    )
    await hass.services.async_call("select", "select_option", {**hold, "option": "power"}, blocking=True)
    await until(hass, lambda: state(hass, "select", stove, "hold_mode", 1).state == "power")
    await hass.services.async_call(
        "select", "select_option", {**hold, "option": "temperature"}, blocking=True
    )
    await until(hass, lambda: state(hass, "select", stove, "hold_mode", 1).state == "temperature")
    assert float(state(hass, "number", stove, "target_temperature", 1).state) == 40, (
        "the lowest that can be held"
    )


async def test_heat_that_was_cut_is_acknowledged(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await start(hass, stove, 1)
    lease = next(iter(stove.stove.leases.values()))
    stove.stove.leases.end(lease, lost=True)
    stove.stove.publish()
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "latched")
    data = {"entity_id": entity_id(hass, "button", stove, "acknowledge", 1)}
    await hass.services.async_call("button", "press", data, blocking=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    assert state(hass, "event", stove, "event", 1).attributes["event_type"] == "lease_lost"


async def test_what_a_hand_did_is_told(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    told = async_capture_events(hass, EVENT_STOVE)
    stove.controls.turn(2, 0.6)
    stove.controls.arm()
    await until(hass, lambda: len(told) >= 2)
    knob = next(event.data for event in told if event.data["type"] == "knob_turned")
    assert knob["device_id"] == burner_device(hass, stove, 2).id
    assert knob["level"] == pytest.approx(0.6)
    assert any(event.data["type"] == "armed" for event in told)
    assert state(hass, "event", stove, "stove").attributes["event_type"] == "armed"
    assert state(hass, "binary_sensor", stove, "armed").state == "on"


async def test_a_burner_that_may_not_be_driven_is_read_and_turned_off(
    hass: HomeAssistant, make_stove: MakeStove
) -> None:
    stove = await make_stove(burners=(BurnerSpec(), BurnerSpec()))
    entry = await set_up_stove(hass, stove, remote_burners=["2"])
    stove.controls.arm()
    stove.controls.pan(1)
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, "set_burner", burner=f"{stove.stove_id}/1", power=50, start=True)
    assert refused.value.translation_key == "refused_remote_off"
    registry = er.async_get(hass)
    assert registry.async_get_entity_id("number", DOMAIN, f"{stove.stove_id}_1_power_level") is None
    assert registry.async_get_entity_id("number", DOMAIN, f"{stove.stove_id}_2_power_level") is not None
    stove.controls.turn(1, 0.5)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "manual")
    await act(hass, "set_burner", burner=f"{stove.stove_id}/1", power=0)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    await hass.config_entries.async_unload(entry.entry_id)


async def test_many_stoves(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stoves = [await make_stove(f"Stove {number}", burners=2) for number in (1, 2, 3)]
    entries = [await set_up_stove(hass, stove) for stove in stoves]

    def is_manual(stove: VirtualStove) -> bool:
        return state(hass, "sensor", stove, "state", 1).state == "manual"

    for stove in stoves:
        stove.controls.turn(1, 0.5)
    for stove in stoves:
        await until(hass, partial(is_manual, stove))
    await act(hass, "everything_off", stove=stoves[1].stove_id + "/1")
    await until(hass, lambda: state(hass, "sensor", stoves[1], "state", 1).state == "idle")
    assert state(hass, "sensor", stoves[0], "state", 1).state == "manual"
    await act(hass, "everything_off")
    await until(hass, lambda: state(hass, "sensor", stoves[2], "state", 1).state == "idle")
    for entry in entries:
        await hass.config_entries.async_unload(entry.entry_id)


async def test_measurements_are_written_every_few_seconds(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    entity = entity_id(hass, "sensor", stove, "pan_temperature", 1)
    events = async_capture_events(hass, "state_changed")
    board = stove.reported
    assert stove._ticking is not None
    stove._ticking.cancel()
    for tenth in range(1, 60):
        board.put({"1": {"pan_temperature_c": 100.0 + tenth}}, board.uptime_ms + 1)
        await until(hass, lambda: True)
    await until(hass, lambda: state(hass, "sensor", stove, "pan_temperature", 1).state == "159")
    written = [event for event in events if event.data["entity_id"] == entity]
    assert 1 <= len(written) <= 5
