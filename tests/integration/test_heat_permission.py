"""Who may raise heat, and how, through the front door: actions, entities, words, hints, intents and tools."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, cast

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er, intent
from homeassistant.helpers.llm import LLMContext, ToolInput
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.const import CONF_HEAT_AUTOMATIONS, CONF_HEAT_SATELLITES, DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HumanGate,
    Ingredient,
    Recipe,
    Step,
)
from custom_components.hearthtech.kitchen.sessions.model import Waiting
from custom_components.hearthtech.llm import KitchenTool
from custom_components.hearthtech.llm_tools.questions import TOOLS
from custom_components.hearthtech.models import async_get_data
from custom_components.hearthtech.voice.reply import Reply

from .helpers import burner_device, entity_id, until

BOIL = Step(text="Bring to the boil.", heat=Heat(power=1.0))
SIMMER = Step(text="Simmer gently.", heat=Heat(power=0.2))
REDUCE = Step(text="Boil down hard.", heat=Heat(power=0.9))
SERVE = Step(text="Serve.")
CHOP = Step(text="Chop the onion.")
SUNDAY = Step(
    text="Until it smells like Sunday.",
    goal=HumanGate(words="until it smells like Sunday"),
    heat=Heat(power=0.2),
)
STEPS = (BOIL, SIMMER, REDUCE, SERVE)


class House:
    """A stove that is armed, a cook who may raise heat, and a child who may not."""

    def __init__(self, hass: HomeAssistant, stove: VirtualStove, kitchen: MockConfigEntry) -> None:
        self.hass, self.stove, self.entry = hass, stove, kitchen
        self.kitchen: Kitchen = kitchen.runtime_data
        self.device = burner_device(hass, stove, 1).id
        self.cook: User
        self.child: User

    async def act(self, user: User | None, action: str, **data: Any) -> dict[str, Any]:
        context = Context() if user is None else Context(user_id=user.id)
        response = await self.hass.services.async_call(
            DOMAIN, action, data, blocking=True, return_response=True, context=context
        )
        return cast("dict[str, Any]", response)

    async def refused(self, user: User | None, action: str, **data: Any) -> str | None:
        """The key of the sentence with which an action is refused."""
        with pytest.raises(ServiceValidationError) as why:
            await self.act(user, action, **data)
        await self.settle()
        return why.value.translation_key

    async def say(
        self, user: User | None, text: str | None, site: str = "kitchen", session: str = "1", **more: Any
    ) -> Reply:
        context = Context() if user is None else Context(user_id=user.id)
        reply = await assistant(self.hass).ask(text=text, site=site, session=session, context=context, **more)
        await self.settle()
        return reply

    async def heat(self, power: int, **more: Any) -> None:
        await self.act(self.cook, "set_burner", burner=self.device, power=power, start=True, **more)
        await until(self.hass, lambda: self.known.state.power == pytest.approx(power / 100))

    async def start(self, *steps: Step, level: str = "assist", heat: bool = True) -> None:
        recipe = await self.kitchen.recipes.add(
            Recipe(id="", name="Pot", ingredients=(Ingredient(text="1 l water"),), steps=steps)
        )
        await self.act(
            self.cook, "start_cooking", recipe=recipe.id, burner=self.device, level=level, heat=heat
        )
        await self.settle()

    async def simmer(self, *steps: Step) -> None:
        """A session at its second step, at 20 %."""
        await self.start(*(steps or STEPS))
        await self.act(self.cook, "next_step")
        await until(self.hass, lambda: self.power == 0.2)

    async def settle(self) -> None:
        for _ in range(6):
            await asyncio.sleep(0.02)
            await self.hass.async_block_till_done(wait_background_tasks=False)

    @property
    def known(self) -> Any:
        return async_get_data(self.hass).burners.get(f"{self.stove.stove_id}/1")

    @property
    def power(self) -> float:
        return self.stove.stove.burners[1].power

    @property
    def cold(self) -> bool:
        return self.stove.stove.burners[1].source.value == "idle"

    @property
    def timer_s(self) -> float | None:
        return self.stove.stove.burners[1].timer_left_s

    @property
    def step(self) -> int:
        return self.kitchen.cooking.get().view().dish.step


@pytest.fixture
async def house(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> AsyncIterator[House]:
    await hass.auth.async_create_user("Owner", group_ids=["system-admin"])
    made = House(hass, stove, kitchen_entry)
    made.cook = await hass.auth.async_create_user("Chef", group_ids=["system-admin"])
    made.child = await hass.auth.async_create_user("Child", group_ids=["system-users"])
    stove.controls.pan(1, water_l=1.5)
    stove.controls.arm()
    await until(hass, lambda: async_get_data(hass).stoves[stove.stove_id].state.armed)
    yield made
    for session in made.kitchen.sessions.active:
        await session.stop()


# Orders to a session


@pytest.mark.parametrize("order", ["previous", "repeat", "skip", "confirm", "hold"])
async def test_orders_that_raise_heat_need_the_right(house: House, order: str) -> None:
    await house.simmer()
    assert await house.refused(house.child, "tell_session", order=order) == "heat_not_allowed"
    assert (house.power, house.step) == (0.2, 1)
    await house.act(house.child, "tell_session", order="pause")
    await until(house.hass, lambda: house.cold)


async def test_next_needs_the_right_only_where_it_raises_heat(house: House) -> None:
    await house.start(*STEPS)
    await house.act(house.child, "next_step")
    await until(house.hass, lambda: house.power == 0.2)
    assert await house.refused(house.child, "next_step") == "heat_not_allowed"
    assert (house.power, house.step) == (0.2, 1)
    await house.act(house.cook, "next_step")
    await until(house.hass, lambda: house.power == 0.9)


async def test_two_tablets_together_advance_one_step(house: House) -> None:
    await house.start(*STEPS)
    await asyncio.gather(*(house.act(house.cook, "next_step", from_step=0) for _ in range(2)))
    await house.settle()
    assert (house.step, house.power) == (1, 0.2)
    await house.act(house.cook, "tell_session", order="confirm", from_step=0)
    assert house.step == 1


async def test_a_start_from_cold_by_the_next_step_needs_the_right(house: House) -> None:
    await house.start(CHOP, REDUCE, SERVE)
    assert house.cold
    assert await house.refused(house.child, "next_step") == "heat_not_allowed"
    assert house.cold
    shown = (await house.act(house.child, "get_session"))["session"]["dishes"][0]
    assert shown["next_heat"]["power"] == 0.9, "a button shows what going on would heat"


@pytest.mark.parametrize("who", ["cook", "child", "switch"])
async def test_a_button_of_the_session_never_raises_heat(house: House, who: str) -> None:
    user = {"cook": house.cook, "child": house.child, "switch": None}[who]

    async def press(key: str) -> str | None:
        data = {"entity_id": f"button.kitchen_session_{key}"}
        context = Context() if user is None else Context(user_id=user.id)
        try:
            await house.hass.services.async_call("button", "press", data, blocking=True, context=context)
        except HomeAssistantError as refused:
            return refused.translation_key
        finally:
            await house.settle()
        return None

    await house.start(*STEPS)
    await until(house.hass, lambda: house.power == 1.0)
    assert await press("done") is None, "less heat needs nothing"
    await until(house.hass, lambda: house.power == 0.2)
    for key in ("done", "back", "repeat", "hold"):
        await asyncio.sleep(0.45)
        assert await press(key) == "kitchen_heat_not_permitted", key
        assert (house.step, house.power) == (1, 0.2), key


async def test_more_help_needs_a_new_allowance(house: House) -> None:
    await house.start(REDUCE, SERVE, level="guide")
    assert house.cold
    refused = await house.refused(house.child, "tell_session", order="level", level="autopilot")
    assert refused == "heat_not_allowed"
    assert house.cold
    await house.act(house.cook, "tell_session", order="level", level="assist")
    await until(house.hass, lambda: house.power == 0.9)
    await house.act(house.child, "tell_session", order="level", level="guide")


async def test_a_session_without_an_allowance_never_heats(house: House) -> None:
    await house.start(*STEPS, heat=False)
    for order in ("repeat", "skip", "previous", "level", "pause", "resume", "hold", "confirm"):
        await house.act(house.child, "tell_session", order=order, level="autopilot")
        await house.settle()
        assert house.cold, order


async def test_an_edit_by_somebody_without_the_right_ends_the_allowance(house: House) -> None:
    await house.start(*STEPS, level="autopilot")
    recipe = house.kitchen.cooking.get().view().dish.recipe_id
    await house.act(house.cook, "edit_recipe", recipe=recipe, name="Pot again")
    assert house.kitchen.cooking.get().heats()
    await house.act(house.child, "edit_recipe", recipe=recipe, name="My pot")
    assert not house.kitchen.cooking.get().heats()
    assert house.power == 1.0
    await house.act(house.child, "next_step")
    await until(house.hass, lambda: house.power == 0.2)  # less heat needs nothing
    await house.act(house.cook, "next_step")
    await house.settle()
    assert house.power == 0.2, "every raise has to be allowed anew"


async def test_a_pause_ends_the_allowance_and_going_on_needs_the_right(house: House) -> None:
    await house.start(*STEPS)
    await house.act(house.child, "tell_session", order="pause")
    await until(house.hass, lambda: house.cold)
    await house.act(house.child, "tell_session", order="resume")
    await house.settle()
    assert house.cold
    assert await house.refused(house.child, "tell_session", order="resume", heat=True) == "heat_not_allowed"
    await house.act(house.cook, "tell_session", order="resume", heat=True)
    await until(house.hass, lambda: house.power == 1.0)


@pytest.mark.parametrize(("level", "power"), [("assist", 0.2), ("autopilot", 0.9)])
async def test_only_autopilot_raises_heat_by_itself(house: House, level: str, power: float) -> None:
    short = Step(text="Wait.", heat=Heat(power=0.2), goal=DurationGoal(seconds=0.2), needs_hands=False)
    await house.start(
        short,
        Step(text="On.", heat=Heat(power=0.9), goal=DurationGoal(seconds=600), needs_hands=False),
        level=level,
    )
    await asyncio.sleep(0.4)
    await house.settle()
    assert house.power == power
    waits = house.kitchen.cooking.get().view().dish.waiting
    assert (waits is Waiting.CONFIRM) is (level == "assist")


# Burners


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("set_timer", {"duration": {"hours": 20}}),
        ("set_burner", {"power": 50, "duration": {"hours": 20}}),
        ("set_burner", {"power": 10, "duration": {"hours": 20}}),
        ("set_burner", {"power": 51}),
        ("set_burner", {"temperature": 40}),
        ("set_burner", {"power": 60, "start": True}),
    ],
)
async def test_higher_or_longer_needs_the_right(house: House, action: str, data: dict[str, Any]) -> None:
    await house.heat(50, duration={"minutes": 1})
    assert await house.refused(house.child, action, burner=house.device, **data) == "heat_not_allowed"
    assert house.power == 0.5
    assert house.timer_s is not None
    assert house.timer_s <= 60


async def test_lower_shorter_and_off_need_nothing(house: House) -> None:
    await house.heat(50, duration={"minutes": 1})
    await house.act(house.child, "set_timer", burner=house.device, duration={"seconds": 20})
    await house.act(house.child, "set_burner", burner=house.device, power=30, start=True)
    await until(house.hass, lambda: house.power == 0.3)
    assert (house.timer_s or 99) <= 20, "less heat leaves the cut-off as it is"
    await house.act(house.child, "stop", burner=house.device)
    await until(house.hass, lambda: house.cold)
    await house.heat(50)
    await house.act(house.child, "set_burner", burner=house.device, power=0)
    await until(house.hass, lambda: house.cold)


async def test_what_is_no_level_is_refused(house: House) -> None:
    await house.heat(20)
    wrong = ("nan", "inf", "-inf", "1e400", "-1", "401")
    for field, value in ((field, value) for field in ("power", "temperature") for value in wrong):
        for user in (house.child, house.cook):
            with pytest.raises((vol.Invalid, HomeAssistantError)):
                await house.act(user, "set_burner", burner=house.device, **{field: value})
    assert house.power == 0.2


@pytest.mark.usefixtures("enable_all_entities")
@pytest.mark.parametrize(
    ("domain", "key", "service", "data"),
    [
        ("number", "power_level", "set_value", {"value": 80}),
        ("number", "target_temperature", "set_value", {"value": 60}),
        ("select", "hold_mode", "select_option", {"option": "temperature"}),
        ("button", "acknowledge", "press", {}),
    ],
)
async def test_entities_that_raise_heat_need_the_right(
    house: House, domain: str, key: str, service: str, data: dict[str, Any]
) -> None:
    await house.heat(20)
    entity = entity_id(house.hass, domain, house.stove, key, 1)
    with pytest.raises(ServiceValidationError) as why:
        await house.hass.services.async_call(
            domain,
            service,
            {"entity_id": entity, **data},
            blocking=True,
            context=Context(user_id=house.child.id),
        )
    assert why.value.translation_key == "heat_not_allowed"
    assert house.power == 0.2


async def test_settings_of_the_stove_that_allow_more_heat_need_the_right(house: House) -> None:
    house.stove.controls.cap(2000)
    await house.settle()
    cap = entity_id(house.hass, "number", house.stove, "power_cap")
    lock = entity_id(house.hass, "switch", house.stove, "child_lock")
    context = Context(user_id=house.child.id)
    for domain, service, data in (
        ("number", "set_value", {"entity_id": cap, "value": 4000}),
        ("switch", "turn_off", {"entity_id": lock}),
    ):
        with pytest.raises(ServiceValidationError):
            await house.hass.services.async_call(domain, service, data, blocking=True, context=context)
    assert house.stove.stove.zones.cap_w == 2000


async def test_automations_are_allowed_until_the_household_decides_otherwise(
    hass: HomeAssistant, house: House
) -> None:
    await house.act(None, "set_burner", burner=house.device, power=30, start=True)
    await until(hass, lambda: house.power == 0.3)
    hass.config_entries.async_update_entry(house.entry, options={CONF_HEAT_AUTOMATIONS: False})
    refused = await house.refused(None, "set_burner", burner=house.device, power=40)
    assert refused == "heat_not_allowed_automation"
    await house.act(None, "set_burner", burner=house.device, power=10)
    await until(hass, lambda: house.power == 0.1)


# Words


WORDS = (
    *(
        "next step",
        "done",
        "okay",
        "go back",
        "what do I do now",
        "skip this step",
        "go on",
        "again",
        "right",
    ),
    *("and now what comes", "uh could we maybe return to the earlier step", "the one before please", "ready"),
)


@pytest.mark.parametrize("who", ["cook", "child", "nobody"])
async def test_words_about_steps_only_ask(house: House, who: str) -> None:
    await house.simmer()
    user = {"cook": house.cook, "child": house.child, "nobody": None}[who]
    for words in WORDS:
        reply = await house.say(user, words, site="another room")
        assert house.power == 0.2, (words, reply.say)
        if who != "cook":
            await house.say(user, "yes", site="another room")
            assert house.power == 0.2, words


async def test_a_step_that_raises_heat_asks_with_burner_and_level_and_takes_an_exact_yes(
    house: House,
) -> None:
    await house.simmer()
    reply = await house.say(house.cook, "next step")
    assert "front left" in reply.say.lower()
    assert "90 percent" in reply.say
    for loose in ("ok", "done", "right", "fine"):
        await house.say(house.cook, loose)
        assert house.power == 0.2, loose
    await house.say(house.cook, "next step")
    await house.say(house.child, "yes")
    await house.say(house.cook, "yes", site="bath")
    await house.say(house.cook, "yes", session="2")
    assert house.power == 0.2
    await house.say(house.cook, "next step")
    await house.say(house.cook, "yes")
    await until(house.hass, lambda: house.power == 0.9)


async def test_any_other_input_ends_the_question(house: House) -> None:
    await house.simmer()
    for between in ("what time is it", "banana telephone", "how hot is it", "no", "cancel", "is it vegan"):
        await house.say(house.cook, "next step")
        await house.say(house.cook, between)
        await house.say(house.cook, "yes")
        assert house.power == 0.2, between


async def test_the_right_is_checked_again_at_the_yes(house: House) -> None:
    await house.simmer()
    await house.say(house.cook, "next step")
    house.hass.config_entries.async_update_entry(house.entry, options={"heat_users": []})
    reply = await house.say(house.cook, "yes")
    assert "may not turn heat up" in reply.say
    assert house.power == 0.2


@pytest.mark.parametrize("where", ["stove area", "other area", "granted", "not granted", "unknown"])
async def test_a_satellite_without_a_user(hass: HomeAssistant, house: House, where: str) -> None:
    here, there = (ar.async_get(hass).async_create(name).id for name in ("Kitchen area", "Bath"))
    devices = dr.async_get(hass)
    stove = async_get_data(hass).stoves[house.stove.stove_id]
    devices.async_update_device(stove.device_id, area_id=here)
    satellite = devices.async_get_or_create(config_entry_id=house.entry.entry_id, identifiers={("x", "sat")})
    er.async_get(hass).async_get_or_create(
        "assist_satellite", "x", "sat", device_id=satellite.id, suggested_object_id="sat"
    )
    devices.async_update_device(satellite.id, area_id=here if where == "stove area" else there)
    if "granted" in where:
        chosen = ["assist_satellite.sat" if where == "granted" else "assist_satellite.other"]
        hass.config_entries.async_update_entry(house.entry, options={CONF_HEAT_SATELLITES: chosen})
    site = "nowhere" if where == "unknown" else satellite.id
    reply = await house.say(None, "set the front left burner to five", site=site)
    assert house.cold
    may = where in {"stove area", "granted"}
    assert ("This device may not" in reply.say) is not may, reply.say
    await house.say(None, "yes", site=site)
    assert house.cold is not may


# Without words


async def test_a_hint_never_raises_heat_nor_answers(house: House) -> None:
    await house.simmer()
    slots = {"burner_id": f"{house.stove.stove_id}/1", "burner": "front left", "level": 1.0}
    kinds = ("next_step", "previous_step", "skip_step", "yes", "repeat", "start_recipe", "set_heat", "timer")
    for kind in kinds:
        await house.say(house.cook, "next step")
        for asked in (kind, kind, "yes"):
            await house.say(house.cook, None, kind=asked, slots=slots)
            assert house.power == 0.2, kind


async def test_no_intent_without_words_raises_heat(hass: HomeAssistant, house: House) -> None:
    await house.simmer()
    for handler in list(intent.async_get(hass)):
        name = handler.intent_type
        if not name.startswith("HearthTech") or any(word in name for word in ("Off", "Stop")):
            continue
        with suppress(Exception):
            await intent.async_handle(hass, DOMAIN, name, {}, None, Context(user_id=house.cook.id))
        assert house.power <= 0.2, name


TOOL_ARGUMENTS = {"duration": 60, "amount": 2, "servings": 8, "stars": 5, "day": "tomorrow", "unit": "g"}


async def test_no_tool_of_a_language_model_raises_heat(hass: HomeAssistant, house: House) -> None:
    await house.simmer()
    context = LLMContext("x", Context(user_id=house.cook.id), "en", "conversation", None)
    for tool in TOOLS:
        every = {name: TOOL_ARGUMENTS.get(name, "Pot") for name in (*tool.required, *tool.optional)}
        for arguments in ({}, {"recipe": "Pot"}, {"duration": 60, "name": "yes"}, every):
            with suppress(Exception):
                await KitchenTool(tool).async_call(
                    hass, ToolInput(f"hearthtech__{tool.name}", arguments), context
                )
            assert house.power <= 0.2, tool.name


async def test_no_machine_passes_a_human_gate(house: House) -> None:
    await house.start(SIMMER, SUNDAY, SIMMER, level="autopilot")
    await house.act(house.child, "next_step")
    assert house.step == 1
    for kind in ("next_step", "skip_step", "yes", "is_finished", "repeat", "thanks"):
        await house.say(None, None, site="llm", kind=kind)
        assert house.step == 1, kind
    for order in ("confirm", "skip"):
        with pytest.raises(ServiceValidationError):
            await house.act(None, "tell_session", order=order)
    assert house.step == 1
    await house.act(house.child, "next_step")
    assert house.step == 2
