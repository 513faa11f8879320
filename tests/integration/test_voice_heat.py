"""Heat by voice in a real home: its unit of temperature, its users, and its stove."""

from homeassistant.core import Context, HomeAssistant
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.models import async_get_data

from .helpers import cook_context, until


@pytest.fixture
async def armed(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> VirtualStove:
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await until(hass, lambda: async_get_data(hass).stoves[stove.stove_id].state.armed)
    return stove


async def test_a_home_in_fahrenheit_hears_and_says_fahrenheit(
    hass: HomeAssistant, armed: VirtualStove
) -> None:
    hass.config.units = US_CUSTOMARY_SYSTEM
    kitchen, context = assistant(hass), await cook_context(hass)

    async def say(text: str) -> str:
        return (await kitchen.ask(text=text, site="k", session="1", context=context)).say

    await until(hass, lambda: kitchen.recognizer.exact_name("burner", "front left"))
    asked = await say("set the front left burner to 185 degrees")
    assert "185 degrees Fahrenheit" in asked
    assert armed.stove.burners[1].target_c is None
    assert "185 degrees Fahrenheit" in await say("yes")
    await until(hass, lambda: armed.stove.burners[1].target_c == 85.0)
    assert "140 degrees Fahrenheit" in await say("set the front left burner to 60 degrees celsius")
    await until(hass, lambda: armed.stove.burners[1].target_c == 60.0)
    assert "degrees Fahrenheit" in await say("how hot is the front left burner")
    recognized = kitchen.recognize("set the front left burner to 200")
    assert recognized.slots["temperature"] == pytest.approx(93.3)


async def test_a_user_without_the_right_is_refused_and_a_hint_only_asks(
    hass: HomeAssistant, armed: VirtualStove
) -> None:
    kitchen = assistant(hass)
    cook = await cook_context(hass)  # the first user of a home owns it
    child = await hass.auth.async_create_user("Child", group_ids=["system-users"])
    await until(hass, lambda: kitchen.recognizer.exact_name("burner", "front left"))
    refused = await kitchen.ask(
        text="set the front left to five", site="k", session="1", context=Context(user_id=child.id)
    )
    assert "account" in refused.say
    assert refused.ends
    asked = await kitchen.ask(
        kind="set_heat",
        slots={"burner_id": f"{armed.stove_id}/1", "level": 0.5},
        site="k",
        session="1",
        context=cook,
    )
    assert "50 percent" in asked.say
    for kind in ("yes", "yes"):
        await kitchen.ask(kind=kind, site="k", session="1", context=cook)
        assert not armed.stove.burners[1].on
    await kitchen.ask(text="set the front left to five", site="k", session="1", context=cook)
    await kitchen.ask(text="yes", site="k", session="1", context=Context(user_id=child.id))
    assert not armed.stove.burners[1].on
    await kitchen.ask(text="yes", site="k", session="1", context=cook)
    await until(hass, lambda: armed.stove.burners[1].on)
