"""Triggers and conditions, as an automation uses them."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import async_from_config, async_validate_condition_config
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.hearthtech.automations.burner_triggers import TRIGGERS as BURNER_TRIGGERS
from custom_components.hearthtech.condition import CONDITIONS
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.trigger import TRIGGERS

from .conftest import MakeStove, set_up_stove
from .helpers import act, burner_device, entity_id, state, until

DEGREES = "°C"


async def watch(hass: HomeAssistant, trigger: str, device_id: str, **options: Any) -> list[dict[str, Any]]:
    """Set up an automation with one of our triggers. Returns what it was told, as it comes."""
    told: list[dict[str, Any]] = []
    hass.bus.async_listen("told", lambda event: told.append(dict(event.data)))
    config: dict[str, Any] = {"trigger": f"hearthtech.{trigger}", "target": {"device_id": device_id}}
    if options:
        config["options"] = options
    automation = {
        "alias": trigger,
        "triggers": [config],
        "actions": [{"event": "told", "event_data": {"entity_id": "{{ trigger.entity_id }}"}}],
    }
    assert await async_setup_component(hass, "automation", {"automation": [automation]})
    await hass.async_block_till_done()
    assert hass.states.is_state(f"automation.{trigger}", "on")
    return told


async def test_reached_temperature(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(rate=60)
    entry = await set_up_stove(hass, stove)
    threshold = {"type": "above", "value": {"number": 50, "unit_of_measurement": DEGREES}}
    told = await watch(hass, "reached_temperature", burner_device(hass, stove, 1).id, threshold=threshold)
    stove.controls.pan(1, water_l=0.5)
    stove.controls.turn(1, 1.0)
    await until(hass, lambda: told, within_s=20)
    assert told[0]["entity_id"] == entity_id(hass, "sensor", stove, "pan_temperature", 1)
    await hass.config_entries.async_unload(entry.entry_id)


async def test_boils(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(rate=5)
    entry = await set_up_stove(hass, stove)
    told = await watch(hass, "boils", burner_device(hass, stove, 1).id)
    stove.controls.pan(1, water_l=0.3, temperature_c=85)
    stove.controls.turn(1, 1.0)
    await until(hass, lambda: told, within_s=60)
    boil = state(hass, "event", stove, "event", 1)
    assert told[0]["entity_id"] == boil.entity_id
    assert boil.attributes["temperature"] > 90
    await hass.config_entries.async_unload(entry.entry_id)


async def test_pan_lifted_timer_done_and_taken_over(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    device = burner_device(hass, stove, 1).id
    told: dict[str, int] = {}
    hass.bus.async_listen("told", lambda event: told.update({event.data["what"]: 1}))
    automations = [
        {
            "alias": what,
            "triggers": [{"trigger": f"hearthtech.{what}", "target": {"device_id": device}}],
            "actions": [{"event": "told", "event_data": {"what": what}}],
        }
        for what in ("pan_lifted", "timer_done", "taken_over")
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    stove.controls.arm()
    stove.controls.pan(1, water_l=1)
    call = {"burner": device, "power": 40, "start": True}
    await act(hass, "set_burner", **call, duration={"seconds": 1})
    await until(hass, lambda: "timer_done" in told)
    await act(hass, "set_burner", **call)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "remote")
    stove.controls.turn(1, 0.2)
    await until(hass, lambda: "taken_over" in told)
    stove.controls.lift(1)
    await until(hass, lambda: "pan_lifted" in told)


async def test_residual_heat_gone(hass: HomeAssistant, make_stove: MakeStove) -> None:
    stove = await make_stove(kind="radiant", rate=60)
    entry = await set_up_stove(hass, stove)
    told = await watch(hass, "residual_heat_gone", burner_device(hass, stove, 1).id)
    stove.controls.turn(1, 0.5)
    await until(
        hass, lambda: state(hass, "binary_sensor", stove, "residual_heat", 1).state == "on", within_s=20
    )
    stove.controls.turn(1, 0.0)
    await until(hass, lambda: told, within_s=60)
    await hass.config_entries.async_unload(entry.entry_id)


async def test_left_on_and_nobody_home(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    told = await watch(hass, "left_on", burner_device(hass, stove, 1).id)
    stove.controls.turn(1, 0.5)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "manual")
    assert told == [], "nobody is known, so it is not known that nobody is home"
    hass.states.async_set("person.ada", "home")
    hass.states.async_set("person.bo", "not_home")
    await hass.async_block_till_done()
    assert told == []
    hass.states.async_set("person.ada", "not_home")
    await until(hass, lambda: told)
    hass.states.async_set("person.bo", "school")
    await hass.async_block_till_done()
    assert len(told) == 1, "told once"
    hass.states.async_set("person.bo", "home")
    hass.states.async_set("person.bo", "not_home")
    await until(hass, lambda: len(told) == 2)


async def test_left_on_waits_and_forgives(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    stove.controls.turn(1, 0.5)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "manual")
    hass.states.async_set("person.ada", "not_home")
    told = await watch(hass, "left_on", burner_device(hass, stove, 1).id, **{"for": {"seconds": 0.3}})
    stove.controls.turn(1, 0.0)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "idle")
    assert told == []
    stove.controls.turn(1, 0.5)
    await until(hass, lambda: told)
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "automation.left_on"}, blocking=True
    )


async def holds(hass: HomeAssistant, condition: str, target: str, **options: Any) -> bool | None:
    """Whether one of our conditions holds now."""
    config = {
        "condition": f"hearthtech.{condition}",
        "target": {"device_id": target},
        "options": {"behavior": "any", **options},
    }
    checker = await async_from_config(hass, await async_validate_condition_config(hass, config))
    try:
        return checker.async_check()
    finally:
        checker.async_unload()


async def test_conditions(hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry) -> None:
    burner = burner_device(hass, stove, 1).id
    whole = burner_device(hass, stove, 1).parent_device_id
    assert await holds(hass, "burner_is_off", burner)
    assert not await holds(hass, "burner_is_on", burner)
    assert not await holds(hass, "pan_is_on", burner)
    assert not await holds(hass, "has_residual_heat", burner)
    assert not await holds(hass, "stove_is_armed", whole)
    stove.controls.arm()
    stove.controls.pan(1, water_l=1)
    stove.controls.turn(1, 0.5)
    await until(hass, lambda: state(hass, "sensor", stove, "state", 1).state == "manual")
    await until(hass, lambda: state(hass, "sensor", stove, "pan_state", 1).state == "placed")
    assert await holds(hass, "burner_is_on", burner)
    assert await holds(hass, "burner_is_set_by_hand", burner)
    assert await holds(hass, "pan_is_on", burner)
    assert await holds(hass, "stove_is_armed", whole)
    below = {"type": "below", "value": {"number": 90, "unit_of_measurement": DEGREES}}
    above = {"type": "above", "value": {"number": 90, "unit_of_measurement": DEGREES}}
    assert await holds(hass, "temperature_is", burner, threshold=below)
    assert not await holds(hass, "temperature_is", burner, threshold=above)


@pytest.mark.parametrize("trigger", sorted(BURNER_TRIGGERS))
async def test_a_trigger_without_a_target_is_refused(hass: HomeAssistant, trigger: str) -> None:
    with pytest.raises(vol.Invalid):
        await TRIGGERS[trigger].async_validate_config(hass, {"options": {}})


def test_every_trigger_and_condition_is_described() -> None:
    from pathlib import Path

    from homeassistant.util.yaml import load_yaml_dict

    folder = Path(__file__).parents[2] / "custom_components" / "hearthtech"
    for names, file in ((TRIGGERS, "triggers.yaml"), (CONDITIONS, "conditions.yaml")):
        described = {key for key in load_yaml_dict(folder / file) if not key.startswith(".")}
        assert described == set(names)
