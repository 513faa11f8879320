"""A stove over time: restarts, added and removed burners, another certificate, an unusable folder."""

from pathlib import Path
from typing import Any

from freezegun import freeze_time
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.const import CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.hearth_link.certificate import make_certificate
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import MakeStove, set_up_stove
from .helpers import act, entity_id, state, until


async def heat(hass: HomeAssistant, stove: VirtualStove) -> None:
    """Start the first burner from outside."""
    stove.controls.arm()
    stove.controls.pan(1, water_l=1.0)
    await act(hass, "set_burner", burner=f"{stove.stove_id}/1", power=50, start=True)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")


async def test_heat_goes_off_in_good_order_when_home_assistant_stops(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await heat(hass, stove)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await until(hass, lambda: not stove.server.sessions)
    assert stove.stove.burner(1).source is HeatSource.IDLE, "off at once, and not by a lease that ran out"
    assert not stove.stove.leases


async def test_a_zone_that_is_gone_disappears_without_reload(
    hass: HomeAssistant, make_stove: MakeStove
) -> None:
    stove = await make_stove(burners=4)
    entry = await set_up_stove(hass, stove)
    runtime, port = entry.runtime_data, stove.port
    gone = runtime.burners[4]
    await stove.stop()
    smaller = VirtualStove(stove.folder, burners=2, name="Stove")
    await smaller.start(port=port)
    await until(hass, lambda: len(runtime.burners) == 2, within_s=20)
    await until(hass, lambda: state(hass, "sensor", smaller, "state", 2).state == "idle")
    assert entry.runtime_data is runtime
    assert gone.name == "Front right"
    assert not gone.state.available, "whoever still holds it is told the last that was known, as such"
    assert len(dr.async_child_entries_for_config_entry(dr.async_get(hass), entry.entry_id)) == 2
    known = {one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    assert not {one for one in known if one.startswith((f"{stove.stove_id}_3_", f"{stove.stove_id}_4_"))}
    cap = state(hass, "number", smaller, "power_cap")
    assert cap.attributes["max"] == 4500, "what two burners can draw"
    assert (await act(hass, "get_arm_state"))["stoves"][stove.stove_id]["armed"] is False
    await smaller.stop()
    await hass.config_entries.async_unload(entry.entry_id)


async def test_another_certificate_while_running_is_told_and_not_trusted(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    port, old = stove.port, stove.fingerprint
    await stove.stop()
    await hass.async_add_executor_job(stove.keys.renew_certificate)
    await stove.start(port=port)

    def told() -> bool:
        return any(domain == DOMAIN for domain, _ in ir.async_get(hass).issues)

    await until(hass, told, within_s=20)
    assert state(hass, "binary_sensor", stove, "connected").state == "off"
    assert state(hass, "sensor", stove, "state", 1).state == "unavailable"
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert [flow["context"]["source"] for flow in flows] == ["reauth"]
    assert stove_entry.data["fingerprint"] == old


async def test_boiling_is_found_after_the_stove_has_restarted(
    hass: HomeAssistant, make_stove: MakeStove
) -> None:
    stove = await make_stove(rate=20)
    entry = await set_up_stove(hass, stove)
    stove.controls.pan(1, water_l=0.3, temperature_c=80)
    stove.controls.turn(1, 0.2)
    await until(hass, lambda: stove.stove.uptime_s > 20)
    await stove.controls.power_cut()
    await until(hass, lambda: state(hass, "binary_sensor", stove, "connected").state == "off")
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle", within_s=20)
    stove.controls.turn(1, 1.0)
    await until(
        hass, lambda: state(hass, "event", stove, "event", 1).attributes["event_type"] == "boils", within_s=60
    )
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_virtual_stove_whose_folder_is_in_the_way_tries_again(hass: HomeAssistant) -> None:
    folder = Path(hass.config.path(".storage"))
    await hass.async_add_executor_job(lambda: folder.mkdir(parents=True, exist_ok=True))
    await hass.async_add_executor_job((folder / f"{DOMAIN}.virtual-1").write_text, "not a folder")
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Virtual stove",
        unique_id="virtual-1",
        data={CONF_KIND: EntryKind.VIRTUAL_STOVE.value},
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "stove_unreachable"
    await hass.async_add_executor_job((folder / f"{DOMAIN}.virtual-1").unlink)
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert hass.states.get("sensor.virtual_stove_front_left_state")
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("enable_all_entities")
async def test_an_unknown_temperature_is_not_held(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await heat(hass, stove)
    stove.controls.sensor(1, "pulled")
    await until(hass, lambda: state(hass, "sensor", stove, "pan_temperature", 1).state == "unknown")
    hold = {"entity_id": entity_id(hass, "select", stove, "hold_mode", 1), "option": "temperature"}
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call("select", "select_option", hold, blocking=True)
    assert refused.value.translation_key == "temperature_unknown"
    assert state(hass, "sensor", stove, "state", 1).state == "remote"


async def test_system_health_is_offered(
    hass: HomeAssistant,
    stove: VirtualStove,
    stove_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    assert await async_setup_component(hass, "system_health", {})
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "system_health/info"})
    assert (await client.receive_json())["success"]
    told: dict[str, Any] = (await client.receive_json())["event"]["data"][DOMAIN]["info"]
    assert (told["stoves"], told["stoves_connected"], told["burners"]) == (1, 1, 4)


def test_frozen_time_spoils_no_later_certificate() -> None:
    """Else a test that freezes time decides which tests may follow it in the same process."""
    with freeze_time("2026-05-01T12:00:00+00:00"):
        make_certificate("frozen")
    assert make_certificate("real")[0].startswith(b"-----BEGIN CERTIFICATE")
