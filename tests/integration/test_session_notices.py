"""Phones and satellites are told what the household wants to be told, and nobody else is."""

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.sessions.events import GoalReached, SensorLost

from .helpers import act, until

PHONE, SATELLITE = "notify.phone", "assist_satellite.counter"


@pytest.fixture
def phone(hass: HomeAssistant) -> list[ServiceCall]:
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "send_message")
    return calls


@pytest.fixture
def satellite(hass: HomeAssistant) -> list[ServiceCall]:
    calls: list[ServiceCall] = async_mock_service(hass, "assist_satellite", "announce")
    return calls


async def choose(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "conversation", {})
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    answers = {
        "heat_users": [],
        "heat_automations": True,
        "notify_entities": [PHONE],
        "satellites": [SATELLITE],
    }
    done = await hass.config_entries.options.async_configure(flow["flow_id"], answers)
    assert done["type"] is FlowResultType.CREATE_ENTRY


async def test_a_timer_is_told_to_who_was_chosen(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    phone: list[ServiceCall],
    satellite: list[ServiceCall],
) -> None:
    kitchen = kitchen_entry.runtime_data
    rang: list[Change] = []
    kitchen.subscribe(lambda change: rang.append(change) if change.kind is ChangeKind.TIMER_DONE else None)
    await kitchen.timers.add("rice", seconds=0.01)
    await until(hass, lambda: rang)
    assert not phone
    assert not satellite
    await choose(hass, kitchen_entry)
    await kitchen.timers.add("pasta", seconds=0.01)
    while not satellite:
        await hass.async_block_till_done()
    told = {"message": "The pasta timer is done."}
    assert [call.data for call in phone] == [{**told, "entity_id": [PHONE]}]
    assert [call.data for call in satellite] == [{**told, "entity_id": [SATELLITE]}]


async def test_a_lost_sensor_is_said(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, phone: list[ServiceCall]
) -> None:
    await choose(hass, kitchen_entry)
    await act(hass, "start_cooking", recipe="grandma's chicken soup")
    session = kitchen_entry.runtime_data.sessions.find()
    session._record(SensorLost(at=session.now, dish="1"))
    await hass.async_block_till_done()
    assert [call.data["message"] for call in phone] == [
        "I can't measure Grandma's Chicken Soup any more. Tell me when each step is done."
    ]


async def test_the_cook_is_called_where_hands_are_needed_and_only_there(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, phone: list[ServiceCall]
) -> None:
    await choose(hass, kitchen_entry)
    await act(hass, "start_cooking", recipe="grandma's chicken soup", level="assist")
    session = kitchen_entry.runtime_data.sessions.find()
    session._record(GoalReached(at=session.now, dish="1"))
    session._advance()
    await hass.async_block_till_done()
    assert session.state.dishes[0].step == 1, "the machine goes on by itself"
    (told,) = [call.data["message"] for call in phone]
    assert told.startswith("Grandma's Chicken Soup: Lay in the chicken legs")
    session._record(GoalReached(at=session.now, dish="1"))
    await hass.async_block_till_done()
    assert "Say next" in phone[-1].data["message"], "here it waits for hands"
    await act(hass, "stop_cooking")
