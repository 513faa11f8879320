"""Timers, levels of help and announcements by voice."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    async_mock_service,
)

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.const import CONF_SATELLITES
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel
from custom_components.hearthtech.kitchen.timers import service
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.notifications import burner_left_on
from custom_components.hearthtech.websocket.voice import VoiceAnnouncement, voice_api

from .helpers import cook_context, until

SATELLITE = "assist_satellite.counter"
SOUP = "grandma's chicken soup"


@pytest.fixture
async def cook(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> VirtualStove:
    """A kitchen and a stove with water on its first burner."""
    assert await async_setup_component(hass, "conversation", {})
    await until(hass, lambda: assistant(hass).recognizer.exact_name("recipe", SOUP))
    stove.controls.pan(1, water_l=1.5)
    return stove


@pytest.fixture
def announced(hass: HomeAssistant, cook: VirtualStove) -> list[VoiceAnnouncement]:
    """What is to be said by satellites that ask for it."""
    heard: list[VoiceAnnouncement] = []
    voice_api(hass).listen(heard.append)
    return heard


async def say(hass: HomeAssistant, text: str, site: str = "kitchen") -> str:
    reply = await assistant(hass).ask(text=text, site=site, session="s", context=await cook_context(hass))
    return reply.say


async def test_a_timer_is_paused_goes_on_and_gets_more_time(hass: HomeAssistant, cook: VirtualStove) -> None:
    assert await say(hass, "set an egg timer for six minutes") == "The egg timer, six minutes, is running."
    paused = await say(hass, "pause the egg timer")
    assert paused.startswith("The egg timer is paused with ")
    assert (await say(hass, "how much time is left on the egg timer")).startswith("The egg timer is paused")
    assert "left now" in await say(hass, "add two minutes to the egg timer")
    [timer] = await loaded_kitchen(hass).timers.running()
    assert timer.paused_at is not None
    assert 475 < timer.left_s(loaded_kitchen(hass).clock.now()) <= 480
    assert (await say(hass, "resume the egg timer")).startswith("The egg timer goes on: ")
    assert "no such timer" in await say(hass, "pause the rice timer")
    assert await say(hass, "cancel the egg timer") == "The egg timer is cancelled."
    assert await say(hass, "pause the timer") == "No timer is running."


async def test_of_several_timers_the_one_that_is_named_is_changed(
    hass: HomeAssistant, cook: VirtualStove
) -> None:
    await say(hass, "set an egg timer for six minutes")
    await say(hass, "set a rice timer for twelve minutes")
    assert await say(hass, "pause the timer") == "Which timer: egg or rice?"
    assert (await say(hass, "the rice one")).startswith("The rice timer is paused")
    assert (await say(hass, "resume the timer")).startswith("The rice timer goes on")
    assert await say(hass, "add one minute to the timer") == "Which timer: egg or rice?"
    assert await say(hass, "everything off") == "Everything is off."
    assert not (await say(hass, "egg")).startswith("The egg timer")


async def test_guided_by_request_nothing_is_heated_and_nothing_asked(
    hass: HomeAssistant, cook: VirtualStove
) -> None:
    assert (await say(hass, f"guide me through {SOUP}")).startswith("Started. Step 1")
    session = loaded_kitchen(hass).cooking.get()
    assert session.state.dishes[0].plan.level is HelpLevel.GUIDE
    assert all(burner.state.source is HeatSource.IDLE for burner in loaded_kitchen(hass).burners)


async def test_autopilot_is_named_when_it_is_confirmed(hass: HomeAssistant, cook: VirtualStove) -> None:
    start = f"start {SOUP} on the front left burner on autopilot"
    assert "not armed" in await say(hass, start)
    cook.controls.arm()
    asked = ""
    for _ in range(200):
        asked = await say(hass, start)
        if "not armed" not in asked:
            break
        await hass.async_block_till_done(wait_background_tasks=False)
    assert "on autopilot" in asked
    assert "front left burner" in asked
    assert not loaded_kitchen(hass).sessions.active
    assert (await say(hass, "yes")).startswith("Started.")
    assert loaded_kitchen(hass).cooking.get().state.dishes[0].plan.level is HelpLevel.AUTOPILOT
    await say(hass, "stop")


async def test_a_timer_rings_where_it_was_set(
    hass: HomeAssistant, announced: list[VoiceAnnouncement]
) -> None:
    kitchen = loaded_kitchen(hass)
    spoken: list[Any] = async_mock_service(hass, "assist_satellite", "announce")
    hass.states.async_set(SATELLITE, "idle", {"supported_features": 1})
    for site in ("porch", SATELLITE, "user:abc", ""):
        await kitchen.timers.add(site[:4] or "any", seconds=0.05, site=site)
    await until(hass, lambda: len(announced) == 3 and len(spoken) == 1)
    assert {(one.text, one.site) for one in announced} == {
        ("The porc timer is done.", "porch"),
        ("The user timer is done.", None),
        ("The any timer is done.", None),
    }
    assert spoken[0].data == {"entity_id": SATELLITE, "message": "The assi timer is done."}


async def test_a_timer_rings_where_it_was_set_until_somebody_answers_there(
    hass: HomeAssistant, announced: list[VoiceAnnouncement], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "RING_EVERY_S", 0.05)
    spoken: list[Any] = async_mock_service(hass, "assist_satellite", "announce")
    hass.states.async_set(SATELLITE, "idle", {"supported_features": 1})
    await loaded_kitchen(hass).timers.add("egg", seconds=0.05, site=SATELLITE)
    await loaded_kitchen(hass).timers.add("rice", seconds=0.05, site="porch")
    await until(hass, lambda: len(spoken) > 2 and len(announced) > 2)
    assert {call.data["message"] for call in spoken} == {"The egg timer is done."}
    assert {(one.text, one.site) for one in announced} == {("The rice timer is done.", "porch")}
    assert await say(hass, "thanks", site=SATELLITE) == "The timer is silent."
    assert [timer.name for timer in loaded_kitchen(hass).timers.ringing()] == ["rice"]
    assert await say(hass, "stop the timer", site="bedroom") == "The timer is silent."
    assert not loaded_kitchen(hass).timers.ringing()


async def test_a_satellite_that_is_told_everything_is_not_told_twice(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, announced: list[VoiceAnnouncement]
) -> None:
    spoken: list[Any] = async_mock_service(hass, "assist_satellite", "announce")
    hass.states.async_set(SATELLITE, "idle", {"supported_features": 1})
    hass.config_entries.async_update_entry(kitchen_entry, options={CONF_SATELLITES: [SATELLITE]})
    await hass.async_block_till_done()
    await loaded_kitchen(hass).timers.add("egg", seconds=0.05, site=SATELLITE)
    await until(hass, lambda: spoken)
    await hass.async_block_till_done()
    assert [call.data["message"] for call in spoken] == ["The egg timer is done."]
    assert not announced


async def test_a_satellite_that_can_not_announce_leaves_it_to_all(
    hass: HomeAssistant, announced: list[VoiceAnnouncement]
) -> None:
    hass.states.async_set(SATELLITE, "idle", {"supported_features": 0})
    voice_api(hass).announce("The soup boils.", site=SATELLITE)
    assert [(one.text, one.site) for one in announced] == [("The soup boils.", None)]


async def test_what_happens_in_a_session_is_told_where_it_is_led_from(
    hass: HomeAssistant, announced: list[VoiceAnnouncement]
) -> None:
    await say(hass, f"guide me through {SOUP}", site="porch")
    await say(hass, "what are we cooking", site="bath")
    session = loaded_kitchen(hass).cooking.get()
    assert assistant(hass).site_of_session(session.id) == "porch"
    await say(hass, "next step", site="counter")
    assert assistant(hass).site_of_session(session.id) == "counter"
    await say(hass, "stop", site="bath")
    await say(hass, "what's next", site="bath")
    assert assistant(hass).site_of_session(session.id) is None


async def test_a_burner_left_on_with_nothing_on_it_is_told_of(
    hass: HomeAssistant, cook: VirtualStove, announced: list[VoiceAnnouncement]
) -> None:
    cook.controls.lift(1)
    cook.controls.turn(1, 0.5)
    burner = next(iter(loaded_kitchen(hass).burners))
    await until(hass, lambda: burner.state.source is HeatSource.MANUAL)
    soon = dt_util.utcnow() + timedelta(seconds=burner_left_on.NO_PAN_S + 1)
    async_fire_time_changed(hass, soon)
    await hass.async_block_till_done(wait_background_tasks=False)
    assert [(one.text, one.kind) for one in announced] == [
        ("The front left burner is on, and no pan is on it.", "left_on")
    ]
    cook.controls.turn(1, 0)
    await until(hass, lambda: burner.state.source is not HeatSource.MANUAL)
    async_fire_time_changed(hass, soon + timedelta(seconds=burner_left_on.AGAIN_S + 1))
    await hass.async_block_till_done(wait_background_tasks=False)
    assert len(announced) == 1
