"""Tools of language models: they cover what voice covers, and say nothing about anybody's health."""

from datetime import timedelta
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.llm import LLMContext, ToolInput
import pytest
import voluptuous as vol

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.llm import KitchenTool
from custom_components.hearthtech.llm_tools.meal_plan import PLAN_TOOLS
from custom_components.hearthtech.llm_tools.questions import (
    OF_HEALTH,
    OF_THE_CONVERSATION,
    OF_THE_COOK,
    OTHER_TOOLS,
    TOOLS,
)
from custom_components.hearthtech.llm_tools.recipes import RecipeTool
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.voice.intents import RAISES_HEAT, Kind

DAY = timedelta(days=1)
CONTEXT = LLMContext("x", Context(), "en", "conversation", None)
NAMED = {tool.name: tool for tool in TOOLS}


async def ask(hass: HomeAssistant, tool_name: str, /, **arguments: Any) -> str:
    tool = KitchenTool(NAMED[tool_name])
    result = await tool.async_call(hass, ToolInput(tool.name, arguments), CONTEXT)
    return str(result.data["say"])


async def plan(hass: HomeAssistant, **arguments: Any) -> dict[str, Any]:
    tool = next(RecipeTool(one) for one in PLAN_TOOLS if one.name == "plan_meal")
    return dict((await tool.async_call(hass, ToolInput(tool.name, arguments), CONTEXT)).data)


NUMBERS = {"duration", "amount", "servings", "stars"}
WISHES: tuple[dict[str, Any], ...] = (
    {},
    {"people": ["Anna"]},
    {"with_ingredients": ["peanuts"]},
    {"with_ingredients": ["milk"], "people": ["Anna"]},
    {"without_ingredients": ["peanuts"]},
    {"meal": "dinner", "max_minutes": 600},
)
"""Requests with which a model could try to find out what somebody must not eat."""


async def suggest(hass: HomeAssistant, **arguments: Any) -> str:
    tool = next(RecipeTool(one) for one in PLAN_TOOLS if one.name == "suggest_meals")
    return str((await tool.async_call(hass, ToolInput(tool.name, arguments), CONTEXT)).data)


@pytest.fixture
async def kitchen(hass: HomeAssistant, kitchen_entry: Any) -> Kitchen:
    found = loaded_kitchen(hass)
    lines = ("200 g peanuts", "1 onion", "300 ml milk")
    await found.recipes.add(
        Recipe(
            id="",
            name="Satay",
            yields=Yield(amount=4, unit="servings"),
            ingredients=tuple(Ingredient(text=line) for line in lines),
            steps=(Step(text="Chop the onion."), Step(text="Stir.")),
        )
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    return found


def test_every_kind_has_a_tool_or_a_reason_for_none() -> None:
    asked = {tool.kind for tool in TOOLS}
    groups = (asked, OF_HEALTH, OF_THE_COOK, OTHER_TOOLS, OF_THE_CONVERSATION)
    assert set().union(*groups) == set(Kind)
    assert sum(len(group) for group in groups) == len(Kind), "a kind is in two groups"
    assert not asked & (RAISES_HEAT | {Kind.YES, Kind.NO, Kind.CANCEL})


async def test_timers_by_name(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await ask(hass, "set_timer", duration=600, name="pasta")
    await ask(hass, "set_timer", duration=300, name="egg")
    assert "eight minutes" in (await ask(hass, "shorten_timer", duration=120, name="pasta")).lower()
    assert "20 minutes" in await ask(hass, "change_timer", duration=1200, name="egg")
    said = await ask(hass, "timers", name="egg")
    assert "egg" in said
    assert "pasta" not in said
    await ask(hass, "cancel_all_timers")
    assert not await kitchen.timers.running()


async def test_the_shopping_list(hass: HomeAssistant, kitchen: Kitchen) -> None:
    for words in ("milk", "eggs", "butter"):
        await kitchen.shopping.add(words)
    await ask(hass, "tick_shopping", item="the eggs")
    await ask(hass, "remove_from_shopping", item="milk")
    items = await kitchen.shopping.items()
    assert {item.name: item.bought for item in items} == {"eggs": True, "butter": False}
    await ask(hass, "shop_for_recipe", recipe="Satay")
    assert "onion" in {item.name for item in await kitchen.shopping.items()}
    await ask(hass, "clear_shopping")
    assert not await kitchen.shopping.items()


async def test_the_pantry(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await ask(hass, "add_to_pantry", item="eggs", amount=6, place="fridge")
    [item] = await kitchen.pantry.items()
    assert (item.name, item.amount) == ("eggs", 6)
    assert "four" in (await ask(hass, "use_from_pantry", item="eggs", amount=2)).lower()
    await ask(hass, "used_up", item="eggs")
    assert not await kitchen.pantry.items()
    for amount in ("nan", 0, -1, "many"):
        with pytest.raises(vol.Invalid):
            await ask(hass, "use_from_pantry", item="eggs", amount=amount)


async def test_the_plan(hass: HomeAssistant, kitchen: Kitchen) -> None:
    today = kitchen.locale.day(kitchen.clock.now())
    planned = (await plan(hass, what="satay", date=today.isoformat()))["meal"]
    assert planned["name"] == "Satay"
    said = await ask(hass, "move_meal", what="Satay", day="tomorrow")
    assert "tomorrow" in said, said
    [meal] = await kitchen.meal_plan.on_day(today + DAY)
    assert meal.words == "Satay"
    await ask(hass, "cancel_meal", what="Satay")
    assert not await kitchen.meal_plan.on_day(today + DAY)


async def test_scaling_is_remembered(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await ask(hass, "scale_servings", recipe="Satay", servings=8)
    assert "400" in await ask(hass, "ask_amount", food="peanuts", recipe="Satay")


async def test_answers_do_not_depend_on_what_anybody_must_not_eat(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    samples = {
        "recipe": "Satay", "food": "peanuts", "item": "peanuts", "what": "Satay", "duration": 60, "amount": 2, "servings": 8, "stars": 4, "query": "satay",
        "day": "tomorrow", "from": "cup", "to": "ml", "name": "Anna", "unit": "g", "place": "fridge", "dish": "Satay", "meal": "dinner",
    }  # fmt: skip
    today = kitchen.locale.day(kitchen.clock.now()).isoformat()

    async def answers() -> list[str]:
        told = [
            await ask(hass, tool.name, **{name: samples[name] for name in names})
            for tool in TOOLS
            for names in (tool.required, (*tool.required, *tool.optional))
        ]
        suggestions = [await suggest(hass, **wish) for wish in WISHES]
        meal = (await plan(hass, what="Satay", date=today))["meal"]
        await kitchen.meal_plan.remove(meal.pop("id"))
        return [*told, *suggestions, str(meal)]

    await kitchen.people.add(Person(name="Anna"))
    await kitchen.profiles.make()
    await answers()
    before = await answers()
    [anna] = [one for one in await kitchen.people.all() if one.name == "Anna"]
    await kitchen.people.remove(anna.id)
    await kitchen.people.add(
        Person(name="Anna", allergens={Allergen.PEANUTS: Severity.SEVERE, Allergen.MILK: Severity.SEVERE})
    )
    await kitchen.profiles.make()
    assert await answers() == before


async def test_words_of_a_model_never_answer_a_question_about_heat(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    """A question that waits for its yes is neither answered nor confirmed by any tool, also at the same place."""
    waiting = assistant(hass)
    conversation = waiting.dialogue.at("llm", "llm:llm")
    waiting.dialogue.ask(conversation, "set", {"burner": "x", "power": 1.0}, raises_heat=True)
    for tool in TOOLS:
        assert tool.kind not in RAISES_HEAT | {Kind.YES}
        conversation.pending = None
        waiting.dialogue.ask(conversation, "set", {"burner": "x", "power": 1.0}, raises_heat=True)
        said = await ask(
            hass,
            tool.name,
            **{name: "yes" for name in tool.required if name not in NUMBERS},
            **{name: 5 for name in tool.required if name in NUMBERS},
        )
        assert "Set" not in said.split(" ")[:1], (tool.name, said)
    assert all(not (burner.state.power or 0) for burner in kitchen.burners)
