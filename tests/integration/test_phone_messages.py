"""Messages to phones: neutral words that open cook mode, buttons that never add heat, and no server unless allowed."""

from types import SimpleNamespace
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_mock_service
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel, Recipe, Step
from custom_components.hearthtech.kitchen.sessions.events import GoalReached, SensorLost
from custom_components.hearthtech.kitchen.sessions.session import CookingSession
from custom_components.hearthtech.models import async_get_data
from custom_components.hearthtech.notifications.cook_buttons import EVENT_PRESSED
from custom_components.hearthtech.notifications.phones import uses_push_servers

from .helpers import act, permit, until

NAME = "Anna's peanut noodles for the diabetic"
STEP = "Anna is allergic: fry the peanuts."


class Channel:
    """The connection of a phone that is at home."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def async_send_notification(self, data: dict[str, Any], fallback_send: object) -> None:
        self.sent.append(data)


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def pushed(hass: HomeAssistant, kitchen_entry: MockConfigEntry, channel: Channel) -> list[ServiceCall]:
    """Return what went through the notify action of the phone that the household chose."""
    phone = MockConfigEntry(domain="mobile_app", data={"webhook_id": "hook"}, state=ConfigEntryState.LOADED)
    phone.add_to_hass(hass)
    entity = er.async_get(hass).async_get_or_create("notify", "mobile_app", "id", config_entry=phone)
    hass.data["mobile_app"] = {
        "notify": SimpleNamespace(registered_targets={"mobile_app_ada": "hook"}),
        "push_channel": {"hook": channel},
    }
    choose(hass, kitchen_entry, entity.entity_id, push_servers=True)
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "mobile_app_ada")
    return calls


def choose(hass: HomeAssistant, entry: MockConfigEntry, phone: str, **more: bool) -> None:
    hass.config_entries.async_update_entry(entry, options={"notify_entities": [phone], **more})


@pytest.fixture
async def session(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, stove_entry: MockConfigEntry, stove: VirtualStove
) -> CookingSession:
    kitchen: Kitchen = kitchen_entry.runtime_data
    steps = (Step(text="Heat.", heat=Heat(power=0.8)), Step(text=STEP, heat=Heat(power=0.6)))
    recipe = await kitchen.recipes.add(Recipe(id="", name=NAME, steps=steps))
    return await kitchen.cooking.start(recipe.id, f"{stove.stove_id}/1", HelpLevel.ASSIST)


def power_of(hass: HomeAssistant, burner_id: str) -> float | None:
    burner = async_get_data(hass).burners.get(burner_id)
    return None if burner is None else burner.state.power


async def told(hass: HomeAssistant, pushed: list[ServiceCall], count: int = 1) -> dict[str, Any]:
    await until(hass, lambda: len(pushed) >= count)
    found: dict[str, Any] = dict(pushed[-1].data)
    return found


async def test_hands_needed_opens_the_step_in_neutral_words(
    hass: HomeAssistant, pushed: list[ServiceCall], session: CookingSession
) -> None:
    session._record(GoalReached(at=session.now, dish="1"))
    message = await told(hass, pushed)
    assert message["message"] == "Hands needed at the stove: Front left."
    data = message["data"]
    assert data["url"] == data["clickAction"] == f"/hearthtech/cook/{session.id}"
    words = str(message).lower()
    assert not any(word in words for word in ("anna", "peanut", "diabetic", "allergic", "noodles", "fry"))
    assert [action["action"].partition(":")[0] for action in data["actions"]] == [
        "HEARTHTECH_LOWER",
        "HEARTHTECH_STOP",
    ]
    session._record(SensorLost(at=session.now, dish="1"))
    await until(
        hass, lambda: any(call.data["message"] == "Look at the stove: Front left." for call in pushed)
    )


async def test_buttons_lower_and_stop_and_never_add_heat(
    hass: HomeAssistant, pushed: list[ServiceCall], session: CookingSession, stove: VirtualStove
) -> None:
    async def press(action: str) -> None:
        hass.bus.async_fire(EVENT_PRESSED, {"action": action})
        await hass.async_block_till_done()

    burner_id = f"{stove.stove_id}/1"
    for button in ("LOWER", "STOP", "LOWER"):
        await press(f"HEARTHTECH_{button}:{session.id}")
        assert power_of(hass, burner_id) == 0.0, "nothing is on, and nothing is started"
    stove.controls.pan(1, water_l=1.0)
    stove.controls.arm()
    await until(hass, lambda: async_get_data(hass).stoves[stove.stove_id].state.armed)
    await session.resume(heat=permit(burner_id))
    await until(hass, lambda: power_of(hass, burner_id) == pytest.approx(0.8))
    await press(f"HEARTHTECH_LOWER:{session.id}")
    await until(hass, lambda: power_of(hass, burner_id) == pytest.approx(0.4))
    for hostile in (
        "",
        "HEARTHTECH_LOWER",
        "HEARTHTECH_STOP:nothing",
        "HEARTHTECH_RAISE:x",
        "HEARTHTECH_MINUTE:'",
    ):
        await press(hostile)
    assert power_of(hass, burner_id) == pytest.approx(0.4)
    await press(f"HEARTHTECH_STOP:{session.id}")
    await until(hass, lambda: power_of(hass, burner_id) == 0.0)


async def test_a_timer_rings_without_its_name_and_gets_a_minute_more(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, pushed: list[ServiceCall]
) -> None:
    kitchen: Kitchen = kitchen_entry.runtime_data
    await kitchen.timers.add("Anna's insulin", seconds=0.01)
    message = await told(hass, pushed)
    assert message["message"] == "A timer is done."
    assert "insulin" not in str(message)
    minute, silence = (action["action"] for action in message["data"]["actions"])
    hass.bus.async_fire(EVENT_PRESSED, {"action": minute})
    await hass.async_block_till_done()
    (again,) = await kitchen.timers.running()
    assert again.name == "Anna's insulin"
    assert kitchen.timers.ringing() == []
    hass.bus.async_fire(EVENT_PRESSED, {"action": silence})
    await hass.async_block_till_done()


async def test_without_leave_nothing_passes_the_servers_of_manufacturers(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, pushed: list[ServiceCall], channel: Channel
) -> None:
    (phone,) = kitchen_entry.options["notify_entities"]
    choose(hass, kitchen_entry, phone, push_servers=False)
    kitchen: Kitchen = kitchen_entry.runtime_data
    await kitchen.timers.add("", seconds=0.01)
    await until(hass, lambda: channel.sent)
    assert channel.sent[0]["message"] == "A timer is done."
    hass.data["mobile_app"]["push_channel"] = {}
    await kitchen.timers.add("", seconds=0.01)
    await until(hass, lambda: len(kitchen.timers.ringing()) == 2)
    await hass.async_block_till_done()
    assert pushed == []


def test_households_that_chose_phones_before_keep_what_they_had() -> None:
    assert not uses_push_servers({})
    assert uses_push_servers({"notify_entities": ["notify.ada"]})
    assert not uses_push_servers({"notify_entities": ["notify.ada"], "push_servers": False})


async def test_the_shopping_list_goes_to_the_users_own_phones(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    pushed: list[ServiceCall],
    channel: Channel,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
) -> None:
    client = await hass_ws_client(hass)

    async def send() -> Any:
        await client.send_json_auto_id({"type": "hearthtech/shopping/to_phone"})
        return (await client.receive_json())["result"]

    for name in ("soap", "apples", "bread"):
        await act(hass, "add_to_shopping", name=name)
    await client.send_json_auto_id({"type": "hearthtech/shopping"})
    items = (await client.receive_json())["result"]["items"]
    bread = next(item["id"] for item in items if item["name"] == "bread")
    changes = [{"id": "1", "item": bread, "bought": True}]
    await client.send_json_auto_id({"type": "hearthtech/shopping/apply", "changes": changes})
    await client.receive_json()
    # The phone is somebody else's.
    assert await send() == {"phones": 0}
    assert pushed == []
    phone = hass.config_entries.async_entries("mobile_app")[0]
    hass.config_entries.async_update_entry(phone, data={**phone.data, "user_id": hass_admin_user.id})
    assert await send() == {"phones": 1}
    assert pushed[0].data["message"].splitlines() == ["apples", "soap"]
    assert pushed[0].data["data"]["url"] == "/hearthtech/shopping"
    # Without the servers of manufacturers: only while the phone is connected to the home.
    hass.config_entries.async_update_entry(
        kitchen_entry, options={**kitchen_entry.options, "push_servers": False}
    )
    assert await send() == {"phones": 1}
    assert channel.sent[0]["message"].splitlines() == ["apples", "soap"]
    hass.data["mobile_app"]["push_channel"].clear()
    assert await send() == {"phones": 0}
    assert len(pushed) == 1
