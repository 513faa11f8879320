"""The kitchen through Assist: text in, words and heat out, with a real stove."""

from typing import Any

from homeassistant.components import conversation
from homeassistant.components.conversation.models import AbstractConversationAgent
from homeassistant.components.llm import async_get_tools
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, ToolInput, ToolResult
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.const import CONF_FALLBACK_AGENT, DOMAIN
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.intent import intent_type
from custom_components.hearthtech.llm_tools.questions import TOOLS
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.voice.dialogue import CONFIRM_WITHIN_S
from custom_components.hearthtech.voice.intents import RAISES_HEAT, Kind

from .helpers import act, cook_context, until

AGENT = "conversation.kitchen"
START = "start grandma's chicken soup on the front left burner"


@pytest.fixture
async def cook(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> VirtualStove:
    """Assist, a kitchen, and a stove with water on its first burner."""
    assert await async_setup_component(hass, "conversation", {})
    assert await async_setup_component(hass, "intent", {})
    await until(hass, lambda: assistant(hass).recognizer.exact_name("recipe", "grandma's chicken soup"))
    stove.controls.pan(1, water_l=1.5)
    return stove


async def say(
    hass: HomeAssistant, text: str, *, conversation_id: str = "a", agent: str = AGENT, site: str | None = None
) -> conversation.ConversationResult:
    return await conversation.async_converse(
        hass, text, conversation_id, await cook_context(hass), "en", agent_id=agent, device_id=site
    )


def words(result: conversation.ConversationResult) -> str:
    return str(result.response.speech["plain"]["speech"])


def heats(hass: HomeAssistant, n: int = 1) -> bool:
    burner = list(loaded_kitchen(hass).burners)[n - 1]
    return burner.state.source is HeatSource.REMOTE


async def test_a_meal_is_started_only_armed_confirmed_here_and_in_time(
    hass: HomeAssistant, cook: VirtualStove
) -> None:
    refused = await say(hass, START)
    assert "not armed" in words(refused)
    assert not refused.continue_conversation

    cook.controls.arm()
    kitchen = assistant(hass)
    asked = await _armed(hass)
    assert "front left burner" in words(asked).lower()
    assert "100 percent" in words(asked)
    assert asked.continue_conversation
    assert not heats(hass)

    assert "nothing to say yes to" in words(await say(hass, "yes", conversation_id="b"))
    assert "nothing to say yes to" in words(await say(hass, "yes", site="other room"))
    assert not heats(hass)

    now = kitchen.dialogue._time
    kitchen.dialogue._time = lambda: now() + CONFIRM_WITHIN_S + 1
    assert "too long ago" in words(await say(hass, "yes"))
    kitchen.dialogue._time = now
    assert not heats(hass)

    await say(hass, START)
    assert "Shall I?" in words(await say(hass, "that would be a definite yes from me i suppose"))
    assert not heats(hass)
    assert "Step 1" in words(await say(hass, "yes"))
    await until(hass, lambda: heats(hass))

    assert "Step 1 of" in words(await say(hass, "what step is this"))
    assert "nine ingredients" in words(await say(hass, "what does it contain"))
    told = words(await say(hass, "how many calories are in it"))
    response = await act(hass, "analyze_recipe", recipe="grandmas-chicken-soup")
    energy = response["nutrition"]["per_serving"]["ENERC_KCAL"]["amount"]
    assert f"about {energy:.0f} kilocalories" in told
    # All nine ingredients were counted, so the count is not spoken.
    assert "of 9 ingredients" not in told

    assert "Step 2" in words(await say(hass, "ok, next please"))
    assert "off" in words(await say(hass, "turn off the front lef burner"))
    await until(hass, lambda: not heats(hass))
    assert words(await say(hass, "stop")) == "Stopped. The heat is off."
    assert words(await say(hass, "what's next")) == "Nothing is being cooked."


async def _armed(hass: HomeAssistant) -> conversation.ConversationResult:
    for _ in range(200):
        asked = await say(hass, START)
        if "not armed" not in words(asked):
            return asked
        await hass.async_block_till_done(wait_background_tasks=False)
    raise AssertionError("the stove was never armed")


async def test_a_user_who_may_not_heat_is_told_so(
    hass: HomeAssistant, cook: VirtualStove, hass_read_only_user: MockUser
) -> None:
    reply = await assistant(hass).ask(
        text=START, site="s", session="1", context=Context(user_id=hass_read_only_user.id)
    )
    assert "may not turn heat up" in reply.say
    off = await assistant(hass).ask(
        text="everything off", site="s", session="1", context=Context(user_id=hass_read_only_user.id)
    )
    assert off.say == "Everything is off."


async def test_what_is_not_the_kitchens_is_passed_on(hass: HomeAssistant, cook: VirtualStove) -> None:
    result = await say(hass, "what is the capital of peru")
    assert result.response.error_code is not None
    assert words(await say(hass, "nevermind")) == "All right, I leave it."


class _Butler(AbstractConversationAgent):
    """An agent that knows everything but the kitchen."""

    def __init__(self) -> None:
        self.asked: list[conversation.ConversationInput] = []

    @property
    def supported_languages(self) -> list[str]:
        return ["en"]

    async def async_process(
        self, user_input: conversation.ConversationInput
    ) -> conversation.ConversationResult:
        self.asked.append(user_input)
        response = intent.IntentResponse(language=user_input.language)
        response.async_set_speech("Lima, madam.")
        return conversation.ConversationResult(response, user_input.conversation_id, True)


async def test_the_agent_that_the_household_chose_answers_the_rest(
    hass: HomeAssistant, cook: VirtualStove, kitchen_entry: MockConfigEntry
) -> None:
    butler, other = _Butler(), MockConfigEntry(domain="butler", title="Butler")
    other.add_to_hass(hass)
    conversation.async_set_agent(hass, other, butler)
    hass.config_entries.async_update_entry(kitchen_entry, options={CONF_FALLBACK_AGENT: other.entry_id})
    await hass.async_block_till_done()
    await until(hass, lambda: assistant(hass).recognizer.exact_name("recipe", "grandma's chicken soup"))

    result = await say(hass, "what is the capital of peru", site="counter")
    assert words(result) == "Lima, madam."
    assert result.continue_conversation
    [asked] = butler.asked
    assert (asked.text, asked.device_id) == ("what is the capital of peru", "counter")
    assert words(await say(hass, "what are we cooking")) == "Nothing is being cooked."
    assert len(butler.asked) == 1, "what is the kitchen's stays there"

    conversation.async_unset_agent(hass, other)
    gone = await say(hass, "what is the capital of peru")
    assert gone.response.error_code is intent.IntentResponseErrorCode.NO_INTENT_MATCH
    hass.config_entries.async_update_entry(kitchen_entry, options={CONF_FALLBACK_AGENT: AGENT})
    await hass.async_block_till_done()
    itself = await say(hass, "what is the capital of peru")
    assert itself.response.error_code is intent.IntentResponseErrorCode.NO_INTENT_MATCH


async def test_heat_off_works_whichever_agent_is_spoken_to(hass: HomeAssistant, cook: VirtualStove) -> None:
    cook.controls.arm()
    await _armed(hass)
    await say(hass, "yes")
    await until(hass, lambda: heats(hass))
    result = await say(hass, "turn off the stove", agent=conversation.HOME_ASSISTANT_AGENT)
    assert words(result) == "Everything is off."
    await until(hass, lambda: not heats(hass))
    passed = await say(hass, "turn off the radio", agent=conversation.HOME_ASSISTANT_AGENT)
    assert words(passed) != "Everything is off."


async def test_intents_are_hints_and_raise_no_heat(hass: HomeAssistant, cook: VirtualStove) -> None:
    cook.controls.arm()
    await _armed(hass)
    slots: dict[str, Any] = {"recipe": {"value": "Grandma's Chicken Soup"}, "burner": {"value": "Front left"}}
    handled = await intent.async_handle(hass, "test", intent_type(Kind.START_RECIPE), slots, "gibberish")
    assert "may not turn heat up" in handled.speech["plain"]["speech"]
    yes = await intent.async_handle(hass, "test", intent_type(Kind.YES), {}, "yes")
    assert not heats(hass)
    assert yes.speech["plain"]["speech"] == "There is nothing to say yes to."
    story = await intent.async_handle(
        hass, "test", intent_type(Kind.TELL_STORY), {"recipe": {"value": "chicken soup"}}
    )
    assert "Grandma Ida" in story.speech["plain"]["speech"]


async def test_tools_ask_what_people_ask_and_raise_no_heat(hass: HomeAssistant, cook: VirtualStove) -> None:
    assert await async_setup_component(hass, "llm", {})
    context = LLMContext(
        platform="test", context=Context(), language="en", assistant="conversation", device_id=None
    )
    tools = {tool.name: tool for tool in (await async_get_tools(hass, context, LLM_API_ASSIST)).tools}
    ours = {name: tool for name, tool in tools.items() if tool.integration == DOMAIN}
    assert ours
    assert all(name.startswith(f"{DOMAIN}__") for name in ours)
    assert not {tool.kind for tool in TOOLS} & (RAISES_HEAT | {Kind.YES})
    called = await ours[f"{DOMAIN}__nutrition"].async_call(
        hass, ToolInput(f"{DOMAIN}__nutrition", {"recipe": "Grandma's Chicken Soup"}), context
    )
    spoken = await say(hass, "how many calories are in grandma's chicken soup")
    assert isinstance(called, ToolResult)
    assert called.data["say"] == words(spoken)
    for name, arguments, told in (
        ("set_timer", {"duration": 360, "name": "egg"}, "The egg timer, six minutes, is running."),
        ("pause_timer", {"name": "egg"}, "The egg timer is paused"),
        ("add_to_timer", {"duration": 60}, "left now"),
        ("resume_timer", {}, "The egg timer goes on"),
        ("cancel_timer", {"name": "egg"}, "The egg timer is cancelled."),
        ("shelf_life", {"food": "cooked chicken"}, "three to four days in the fridge"),
    ):
        result = await ours[f"{DOMAIN}__{name}"].async_call(
            hass, ToolInput(f"{DOMAIN}__{name}", arguments), context
        )
        assert isinstance(result, ToolResult)
        assert told in str(result.data["say"]), name
    health = {Kind.EATEN_TODAY, Kind.LOG_EATEN, Kind.FITS_PERSON}
    assert not {tool.kind for tool in TOOLS} & health, "health data do not go to a language model"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.NONE, Kind.THANKS}])
async def test_every_kind_is_answered_in_a_sentence_or_two(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, kind: Kind
) -> None:
    reply = await assistant(hass).ask(kind=kind.value, slots={}, site="s", session=kind.value)
    assert reply.say
    assert len(reply.say) < 400
    assert "Something went wrong" not in reply.say


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 5000,
        "start " * 400,
        "{{ states }} <speak>",
        "START!!! GRANDMAS!!! SOUP",
        "stop arrête alto",
        "\u202e\x00",
        "yes no yes",
    ],
)
async def test_bad_input_is_answered_and_heats_nothing(
    hass: HomeAssistant, cook: VirtualStove, text: str
) -> None:
    reply = await assistant(hass).ask(text=text, site="s", session="1")
    assert len(reply.say) < 400
    assert "Something went wrong" not in reply.say
    assert not heats(hass)


async def test_without_a_kitchen_it_says_so(hass: HomeAssistant, stove_entry: MockConfigEntry) -> None:
    reply = await assistant(hass).ask(text="what's next", site="s", session="1")
    assert reply.say == "The kitchen is not set up yet."


async def test_heat_in_german_is_asked_refused_and_turned_off_in_german(
    hass: HomeAssistant, cook: VirtualStove
) -> None:
    kitchen = assistant(hass)

    async def sage(text: str) -> str:
        context = await cook_context(hass)
        return (await kitchen.ask(text=text, site="k", session="1", language="de-AT", context=context)).say

    spoken = "starte grandma's chicken soup auf der vorderen linken platte"
    assert "nicht freigegeben" in await sage(spoken)
    cook.controls.arm()
    await _armed(hass)
    assert await sage(spoken) == (
        "Grandma's Chicken Soup auf vorne links starten, mit bis zu 100 Prozent. Soll ich?"
    )
    assert (await sage("ja")).startswith("Gestartet. Schritt 1 von 6")
    await until(hass, lambda: heats(hass))
    assert await sage("mach die platte vorne links aus") == "Vorne links ist aus."
    await until(hass, lambda: not heats(hass))
