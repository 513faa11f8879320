"""Kitchen timers as entities, and the buttons of the cooking session for remotes and wall switches."""

from typing import Any
from unittest.mock import patch

from homeassistant.components.event.const import ATTR_EVENT_TYPE
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
import voluptuous as vol

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.entities import session_button, timer_places
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.timers.service import TimerService

from .helpers import act, until


def timer(hass: HomeAssistant, number: int = 1, part: str = "") -> State:
    """Return the state of a sensor of a place."""
    found = hass.states.get(f"sensor.kitchen_timer_{number}{part}")
    assert found is not None, (number, part)
    return found


async def press(hass: HomeAssistant, button: str, number: int = 1) -> None:
    """Press a button of a place."""
    data = {"entity_id": f"button.kitchen_timer_{number}_{button}"}
    await hass.services.async_call("button", "press", data, blocking=True)
    await hass.async_block_till_done()


def own_writes(hass: HomeAssistant) -> list[str]:
    """Return the entities of places whose state is written from now on."""
    written: list[str] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        if "kitchen_timer" in event.data["entity_id"]:
            written.append(event.data["entity_id"])

    hass.bus.async_listen(EVENT_STATE_CHANGED, changed)
    return written


async def test_a_timer_has_name_and_end_and_never_ticks(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    assert timer(hass).state == "idle"
    assert timer(hass, part="_name").state == "none"
    assert hass.states.get("sensor.kitchen_timer_2") is None, "a place is made when it is needed"
    started = await act(hass, "start_timer", name="Eggs", duration={"seconds": 2})
    await hass.async_block_till_done()
    written = own_writes(hass)
    shown = timer(hass)
    assert shown.state == "running"
    assert shown.attributes["timer_name"] == timer(hass, part="_name").state == "Eggs"
    assert shown.attributes["finishes_at"] == started["ends_at"]
    assert shown.attributes["duration"] == "0:00:02"
    ends_at = dt_util.parse_datetime(timer(hass, part="_ends_at").state)
    assert ends_at == dt_util.parse_datetime(started["ends_at"]).replace(microsecond=0)  # type: ignore[union-attr]
    await until(hass, lambda: timer(hass).state == "ringing")
    assert len(written) == len(set(written)), "each entity is written once, when the timer rings"
    async_fire_time_changed(hass, dt_util.utcnow().replace(year=2030))
    assert timer(hass).state == "ringing", "it rings by the clock of the kitchen"
    await press(hass, "cancel")
    assert timer(hass).state == "idle"
    assert timer(hass, part="_ends_at").state == "unknown"


async def test_pause_one_more_minute_and_cancel(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    await act(hass, "start_timer", duration="00:05:00")
    await hass.async_block_till_done()
    assert timer(hass, part="_name").state == "0:05:00", "without a name the time that was set"
    await press(hass, "pause")
    paused = timer(hass)
    assert paused.state == "paused"
    assert paused.attributes["finishes_at"] is None
    assert paused.attributes["remaining"] in {"0:05:00", "0:04:59"}
    await press(hass, "add_minute")
    assert timer(hass).attributes["remaining"] in {"0:06:00", "0:05:59"}
    await press(hass, "pause")
    assert timer(hass).state == "running"
    ends_at = dt_util.parse_datetime(timer(hass).attributes["finishes_at"])
    assert ends_at is not None
    assert 355 <= (ends_at - dt_util.utcnow()).total_seconds() <= 360
    await press(hass, "cancel")
    assert timer(hass).state == "idle"
    assert not await kitchen_entry.runtime_data.timers.running()
    for button in ("pause", "add_minute", "cancel"):
        shown = hass.states.get(f"button.kitchen_timer_1_{button}")
        assert shown is not None
        assert shown.state == "unavailable", "there is nothing to press"


async def test_one_more_minute_for_a_timer_that_rings(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await act(hass, "start_timer", name="Rice", duration={"seconds": 1})
    await until(hass, lambda: timer(hass).state == "ringing")
    await press(hass, "add_minute")
    await until(hass, lambda: timer(hass).state == "running")
    assert timer(hass, part="_name").state == "Rice"
    assert timer(hass).attributes["duration"] == "0:01:00"


async def test_ringing_ends_by_itself(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer_places, "RINGS_FOR_S", 0.0)
    monkeypatch.setattr("custom_components.hearthtech.kitchen.timers.service.RINGS_FOR_S", 0.5)
    await act(hass, "start_timer", duration={"seconds": 1})
    await until(hass, lambda: timer(hass).state == "ringing")
    await until(hass, lambda: timer(hass).state == "idle")


async def test_places_are_kept_and_used_again(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    for name in ("Eggs", "Rice"):
        await act(hass, "start_timer", name=name, duration="01:00:00")
    await hass.async_block_till_done()
    await press(hass, "cancel", 1)
    assert timer(hass, 2, "_name").state == "Rice", "it keeps its place"
    await kitchen_entry.runtime_data.timers.add("Bread", seconds=7200)
    await hass.async_block_till_done()
    assert timer(hass, 1, "_name").state == "Bread"
    await press(hass, "cancel", 1)
    await hass.config_entries.async_reload(kitchen_entry.entry_id)
    await hass.async_block_till_done()
    names = {timer(hass, number, "_name").state for number in (1, 2)}
    assert names == {"Rice", "none"}, "both places exist after a restart, and the timer runs on"
    child = dr.async_get(hass).async_get_child_device_by_identifier(
        (DOMAIN, f"{kitchen_entry.entry_id}_timer_2"), kitchen_entry.entry_id
    )
    assert child is not None
    assert child.name == "Timer 2"


async def test_more_timers_than_places_still_ring(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer_places, "PLACES", 2)
    kitchen: Kitchen = kitchen_entry.runtime_data
    await kitchen.timers.add("Last", seconds=1)
    for number in range(3):
        await kitchen.timers.add(f"Long {number}", seconds=3600)
    await hass.async_block_till_done()
    assert {timer(hass, number, "_name").state for number in (1, 2)} == {"Last", "Long 0"}
    assert hass.states.get("sensor.kitchen_timer_3") is None
    await until(hass, kitchen.timers.ringing)
    kitchen.timers.silence()
    await until(hass, lambda: timer(hass, 1, "_name").state == "Long 1")


async def test_a_book_that_is_not_available(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    kitchen: Kitchen = kitchen_entry.runtime_data
    started = await act(hass, "start_timer", name="Eggs", duration="01:00:00")
    away = KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason="gone")
    with patch.object(TimerService, "running", side_effect=away):
        await kitchen.timers.extend(started["timer_id"], 60.0)
        await hass.async_block_till_done()
        assert timer(hass).state == "unavailable"
        assert hass.states.is_state("button.kitchen_timer_1_cancel", "unavailable")
    async_fire_time_changed(hass, dt_util.utcnow().replace(year=2030))
    await hass.async_block_till_done()
    assert timer(hass).state == "running"


@pytest.mark.parametrize(
    "data",
    [
        {"duration": "00:00:00"},
        {"duration": "200:00:00"},
        {"duration": {"days": 8}},
        {"duration": {"seconds": 0.2}},
        {"duration": "00:01:00", "name": "x" * 200},
        {"duration": "00:01:00", "name": ["x"]},
        {},
    ],
    ids=["zero", "long", "days", "short", "name", "list", "empty"],
)
async def test_a_timer_that_makes_no_sense(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, data: dict[str, Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await act(hass, "start_timer", **data)
    assert timer(hass).state == "idle"


async def session_press(hass: HomeAssistant, key: str) -> None:
    """Press a button of the session; nobody is known to press it, as with a wall switch."""
    data = {"entity_id": f"button.kitchen_session_{key}"}
    await hass.services.async_call("button", "press", data, blocking=True)
    await hass.async_block_till_done()


async def test_buttons_of_the_session(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_button, "DEBOUNCE_S", 0.0)
    kitchen: Kitchen = kitchen_entry.runtime_data
    for key in ("done", "back", "repeat", "hold"):
        assert hass.states.is_state(f"button.kitchen_session_{key}", "unavailable")
    happened: list[str] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        if (new := event.data["new_state"]) is not None and new.domain == "event":
            happened.append(new.attributes[ATTR_EVENT_TYPE])

    await act(hass, "start_cooking", recipe="grandma's chicken soup")
    hass.bus.async_listen(EVENT_STATE_CHANGED, changed)
    session = kitchen.cooking.get()
    assert session.step() == 0
    await session_press(hass, "done")
    await session_press(hass, "done")
    step = session.step()
    assert step > 0
    await session_press(hass, "back")
    assert session.step() == step - 1
    happened.clear()
    await session_press(hass, "repeat")
    assert session.step() == step - 1
    assert "step_begun" in happened
    await session_press(hass, "hold")
    assert "ready_time_set" in happened
    await act(hass, "stop_cooking")
    assert hass.states.is_state("button.kitchen_session_done", "unavailable")


async def test_a_wall_switch_passes_a_human_gate(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_button, "DEBOUNCE_S", 0.0)
    recipe = (await act(hass, "get_recipe", recipe="grandma's chicken soup"))["recipe"]
    gate = next(
        number
        for number, step in enumerate(recipe["steps"])
        if step["goal"] is not None and step["goal"]["kind"] == "HumanGate"
    )
    await act(hass, "start_cooking", recipe=recipe["id"])
    for _ in range(gate):
        await act(hass, "next_step")
    session = kitchen_entry.runtime_data.cooking.get()
    for _ in range(2):  # work of hands, then the gate
        if session.step() == gate and not session.over:
            await session_press(hass, "done")
    assert session.step() == gate + 1 or session.over
    await act(hass, "stop_cooking")


async def test_a_press_that_arrives_twice_counts_once(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    await act(hass, "start_cooking", recipe="grandma's chicken soup")
    session = kitchen_entry.runtime_data.cooking.get()
    await act(hass, "next_step")
    await act(hass, "next_step")
    step = session.step()
    await session_press(hass, "back")
    await session_press(hass, "back")
    assert session.step() == step - 1
    await act(hass, "stop_cooking")


async def test_entities_of_the_kitchen_have_unique_ids_of_their_entry(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    known = er.async_entries_for_config_entry(er.async_get(hass), kitchen_entry.entry_id)
    own = [one for one in known if "timer" in one.unique_id or "session" in one.unique_id]
    assert len(own) >= 10
    assert all(one.unique_id.startswith(kitchen_entry.entry_id) for one in own)
