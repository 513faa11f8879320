"""The blueprints, each as an automation that is made from it, run against a real stove."""

import ast
import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
    async_mock_service,
)

from custom_components.hearthtech.automations import blueprints
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import MakeStove, set_up_stove
from .helpers import act, burner_device, entity_id, state, until

TOLD = [{"event": "told", "event_data": {"on": "{{ trigger.entity_id }}"}}]


async def make(hass: HomeAssistant, blueprint: str, **inputs: Any) -> None:
    """Make an automation of a blueprint, as a person does in the user interface."""
    await act(hass, "copy_blueprints")
    use = {"path": f"hearthtech/{blueprint}.yaml", "input": inputs}
    automation = {"alias": blueprint, "use_blueprint": use}
    assert await async_setup_component(hass, "automation", {"automation": [automation]})
    await hass.async_block_till_done()
    assert hass.states.is_state(f"automation.{blueprint}", "on")


async def soon(condition: Callable[[], object], *, within_s: float = 8.0) -> None:
    """Wait for something to become true, without waiting for automations that wait themselves."""
    async with asyncio.timeout(within_s):
        while not condition():
            await asyncio.sleep(0.02)


async def turn(hass: HomeAssistant, stove: VirtualStove, n: int, level: float) -> None:
    """Turn a knob, and wait until Home Assistant knows."""
    stove.controls.turn(n, level)
    wanted = "manual" if level else "idle"
    await soon(lambda: state(hass, "sensor", stove, "state", n).state == wanted)


def sources(hass: HomeAssistant, stove: VirtualStove) -> list[str]:
    return [state(hass, "sensor", stove, "state", n).state for n in stove.stove.burners]


async def test_a_folder_that_can_not_be_written_is_told(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_add_executor_job(Path(hass.config.path("blueprints")).write_text, "not a folder")
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, "copy_blueprints")
    assert refused.value.translation_key == "blueprints_not_copied"


# Forgotten burner


async def test_a_forgotten_burner_is_turned_off(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    told = async_capture_events(hass, "told")
    hass.states.async_set("person.ada", "home")
    device = burner_device(hass, stove, 1).parent_device_id
    await make(hass, "forgotten_burner", stove=[device], grace={"seconds": 0.3}, actions=TOLD)
    await turn(hass, stove, 1, 0.5)
    await turn(hass, stove, 2, 0.0)
    assert not told, "somebody is home"
    hass.states.async_set("person.ada", "not_home")
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    await until(hass, lambda: told)
    assert [event.data["on"] for event in told] == [entity_id(hass, "sensor", stove, "state", 1)]


async def test_a_forgotten_burner_is_only_told_of_when_that_is_wished(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    told = async_capture_events(hass, "told")
    hass.states.async_set("person.ada", "not_home")
    device = burner_device(hass, stove, 1).id
    await make(hass, "forgotten_burner", stove=[device], grace={"seconds": 0.1}, turn_off=False, actions=TOLD)
    await turn(hass, stove, 1, 0.5)
    await until(hass, lambda: told)
    assert sources(hass, stove)[0] == "manual"
    await turn(hass, stove, 1, 0.0)


# Hood


async def test_the_hood_runs_with_the_burners_and_on_after_them(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    def hood() -> State:
        found = hass.states.get("input_boolean.hood")
        assert found is not None
        return found

    assert await async_setup_component(hass, "input_boolean", {"input_boolean": {"hood": {}}})
    burners = [entity_id(hass, "sensor", stove, "state", n) for n in (1, 2)]
    await make(
        hass, "hood_follows_burner", burners=burners, hood={"entity_id": "input_boolean.hood"},
        after={"seconds": 0.5},
    )  # fmt: skip
    await turn(hass, stove, 3, 0.5)
    assert hood().state == "off", "this burner is not under the hood"
    await turn(hass, stove, 1, 0.5)
    await soon(lambda: hood().state == "on")
    await turn(hass, stove, 2, 0.5)
    await turn(hass, stove, 1, 0.0)
    changes = async_capture_events(hass, "state_changed")
    await turn(hass, stove, 2, 0.0)
    await turn(hass, stove, 1, 0.5)
    await turn(hass, stove, 1, 0.0)
    await soon(lambda: hood().state == "off")
    last = state(hass, "sensor", stove, "state", 1).last_changed
    assert hood().last_changed - last > timedelta(seconds=0.45)
    of_hood = [event for event in changes if event.data["entity_id"] == "input_boolean.hood"]
    assert [event.data["new_state"].state for event in of_hood] == ["off"], "once, and not in between"


# Child lock


async def test_the_child_lock_is_set_at_night_once_no_burner_is_on(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    def locked() -> bool:
        return state(hass, "switch", stove, "child_lock").state == "on"

    at = (dt_util.now() + timedelta(seconds=2)).strftime("%H:%M:%S")
    burners = [entity_id(hass, "sensor", stove, "state", n) for n in stove.stove.burners]
    lock = entity_id(hass, "switch", stove, "child_lock")
    await make(hass, "child_lock_at_night", lock=lock, burners=burners, at=at)
    await turn(hass, stove, 3, 0.5)
    automation = "automation.child_lock_at_night"

    def running() -> bool:
        found = hass.states.get(automation)
        return found is not None and found.attributes["current"] == 1

    await soon(running)
    assert not locked(), "a pot is on"
    await turn(hass, stove, 3, 0.0)
    assert not locked()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=61))
    await soon(locked)
    assert stove.stove.locked
    assert not stove.stove.locked_by_hand
    await soon(lambda: not running())
    await hass.services.async_call("automation", "turn_off", {"entity_id": automation}, blocking=True)


# Alarm


@pytest.mark.parametrize("device_class", ["smoke", "gas", "carbon_monoxide"])
async def test_an_alarm_turns_everything_off(
    hass: HomeAssistant, make_stove: MakeStove, device_class: str
) -> None:
    stoves = [await make_stove(f"Stove {number}", burners=2) for number in (1, 2)]
    entries = [await set_up_stove(hass, stove) for stove in stoves]
    told = async_capture_events(hass, "told")
    detectors = ["binary_sensor.one", "binary_sensor.other"]
    for detector in detectors:
        hass.states.async_set(detector, "off", {"device_class": device_class})
    await make(hass, "alarm_turns_everything_off", detectors=detectors, actions=TOLD)
    for stove in stoves:
        await turn(hass, stove, 1, 0.5)
        await turn(hass, stove, 2, 0.9)
    hass.states.async_set("binary_sensor.other", "on", {"device_class": device_class})
    for stove in stoves:
        await until(hass, lambda stove=stove: sources(hass, stove) == ["idle", "idle"])  # type: ignore[misc]
        assert all(burner.power == 0 for burner in stove.stove.burners.values())
    await until(hass, lambda: told)
    assert told[0].data["on"] == "binary_sensor.other"
    for entry in entries:
        await hass.config_entries.async_unload(entry.entry_id)


# Satellites


async def test_satellites_say_what_happens_at_the_stove(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(rate=5)
    entry = await set_up_stove(hass, stove)
    said = async_mock_service(hass, "assist_satellite", "announce")
    device = burner_device(hass, stove, 1).id
    await make(
        hass, "alert_on_satellites", stove=[device], satellites={"entity_id": "assist_satellite.kitchen"},
        taken_over="Handbetrieb", pan_lifted="",
    )  # fmt: skip
    stove.controls.arm()
    stove.controls.pan(1, water_l=0.3, temperature_c=85)
    burner = f"{stove.stove_id}/1"
    await act(hass, "set_burner", burner=burner, power=100, start=True)
    await until(hass, lambda: said, within_s=60)
    stove.controls.turn(1, 0.3)
    await until(hass, lambda: len(said) == 2)
    stove.controls.turn(1, 0.0)
    stove.controls.lift(1)
    await until(hass, lambda: state(hass, "sensor", stove, "pan_state", 1).state == "none")
    stove.controls.pan(1, water_l=1.0)
    await act(hass, "set_burner", burner=burner, power=20, start=True, duration={"seconds": 2})
    await until(hass, lambda: len(said) == 3)
    assert [call.data["message"] for call in said] == [
        "Front left: it boils.",
        "Front left: Handbetrieb.",
        "Front left: its timer is done.",
    ]
    assert {call.data["entity_id"][0] for call in said} == {"assist_satellite.kitchen"}
    await hass.config_entries.async_unload(entry.entry_id)


# All of them


def made_in_tests() -> set[str]:
    """The blueprints that tests make an automation of: those named in a call of `make`, or in a `use_blueprint`."""
    found: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="make"), args=[_, ast.Constant(value=str(name)), *_]):
                    found.add(name)
                case ast.Dict():
                    found.update(
                        Path(value.value).stem
                        for key, value in zip(node.keys, node.values, strict=True)
                        if isinstance(key, ast.Constant)
                        and key.value == "path"
                        and isinstance(value, ast.Constant)
                        and isinstance(value.value, str)
                    )
    return found


def test_every_blueprint_is_run_by_a_test() -> None:
    shipped = {path.stem for path in blueprints.SHIPPED.rglob("*.yaml")}
    assert len(shipped) > 10
    assert not shipped - made_in_tests()
