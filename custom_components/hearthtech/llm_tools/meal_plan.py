"""Language-model tools of plan, pantry and shopping. No tool raises heat, and no answer depends on anybody's health."""

from datetime import timedelta
from typing import Any

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import ToolAnnotations
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.meal_plan.meal import Meal, MealSlot
from ..kitchen.suggestions.messages import answer_words, reason_words
from ..kitchen.suggestions.model import ReasonCode, SuggestionOutcome
from ..kitchen.suggestions.service import MEAL_TIMES
from ..services.meal_results import meal_data
from ..services.pantry_and_shopping import item_data, shopping_data
from .recipes import Asked, RecipeToolDescription

MOST_SUGGESTED = 5
MOST_DAYS = 14

_READS = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
_ADDS = ToolAnnotations(read_only=False, destructive=False, idempotent=False, open_world=False)
_WORDS = vol.All(cv.ensure_list, [cv.string])


_SHARED_REASONS = frozenset(
    {
        ReasonCode.USES_EXPIRING,
        ReasonCode.IN_HOUSE,
        ReasonCode.IN_SEASON,
        ReasonCode.QUICK,
        ReasonCode.ONE_POT,
        ReasonCode.LONG_AGO,
        ReasonCode.NEVER_COOKED,
    }
)
"""Reasons that reveal nothing about a person's health, needs or tastes."""


NOT_CHECKED = (
    "These recipes were not checked for anybody. Never call one of them safe; say that the kitchen itself answers whether "
    "somebody can eat it."
)
"""The note of every suggestion; it is the same for all households, so that it reveals nothing about one."""


async def _suggest(asked: Asked) -> dict[str, Any]:
    """Suggest for nobody in particular: a recipe that is left out would reveal an allergy, a diet or a taste."""
    minutes: float | None = asked.args.get("max_minutes")
    found = await asked.kitchen.suggestions.suggest(
        people=(),
        slot=asked.args.get("meal"),
        max_time_s=None if minutes is None else minutes * 60,
        use_up=asked.args.get("use_up", False),
        with_foods=asked.args.get("with_ingredients", ()),
        without_foods=asked.args.get("without_ingredients", ()),
        limit=MOST_SUGGESTED,
    )
    return {
        "note": NOT_CHECKED if found.found else answer_words(SuggestionOutcome.NOTHING_FITS),
        "recipes": [
            {
                "id": one.recipe_id,
                "name": one.name,
                "reasons": [reason_words(reason) for reason in one.reasons if reason.code in _SHARED_REASONS],
            }
            for one in found.found
        ],
    }


async def _meals(asked: Asked) -> dict[str, Any]:
    start = dt_util.start_of_local_day()
    meals = await asked.kitchen.meal_plan.between(start, start + timedelta(days=asked.args["days"]))
    return {"meals": [meal_data(meal) for meal in meals]}


async def _plan(asked: Asked) -> dict[str, Any]:
    """Plan a meal. The answer says nothing about who may eat it: that would tell a model a person's needs."""
    kitchen, slot = asked.kitchen, asked.args["meal"]
    words: str = asked.args["what"]
    try:
        recipe = await kitchen.recipes.find(words)
    except KitchenError as error:
        if error.code not in {ErrorCode.RECIPE_NOT_FOUND, ErrorCode.RECIPE_AMBIGUOUS}:
            raise
        recipe = None
    starts_at = kitchen.locale.at(asked.args["date"], MEAL_TIMES[slot])
    meal = Meal(
        starts_at=starts_at,
        slot=slot,
        recipe_id=None if recipe is None else recipe.id,
        words=words if recipe is None else recipe.name,
    )
    return {"meal": meal_data(await kitchen.meal_plan.plan(meal, actor=asked.actor))}


async def _shopping_list(asked: Asked) -> dict[str, Any]:
    items = [item for item in await asked.kitchen.shopping.items() if not item.bought]
    shown = await asked.kitchen.shopping.shown(items)
    return {"items": [shopping_data(item, shown[item.id]) for item in items]}


async def _add_to_shopping(asked: Asked) -> dict[str, Any]:
    item = await asked.kitchen.shopping.add(asked.args["item"], actor=asked.actor)
    shown = await asked.kitchen.shopping.shown([item])
    return {"item": shopping_data(item, shown[item.id])}


async def _pantry(asked: Asked) -> dict[str, Any]:
    days: int | None = asked.args.get("expires_within_days")
    items = await (asked.kitchen.pantry.items() if days is None else asked.kitchen.pantry.expiring(days))
    return {"items": [item_data(item) for item in items]}


PLAN_TOOLS: tuple[RecipeToolDescription, ...] = (
    RecipeToolDescription(
        name="suggest_meals",
        title="Suggest meals",
        description=(
            "Suggest recipes of the family's book, with reasons. They are not checked for allergies and diets, which are "
            "private: never call one safe, and tell people to ask the kitchen itself whether somebody can eat it."
        ),
        parameters=vol.Schema(
            {
                vol.Optional(
                    "people", description="Names of who eats. They do not change the answer"
                ): _WORDS,
                vol.Optional("meal", description="breakfast, lunch, dinner or snack"): vol.Coerce(MealSlot),
                vol.Optional("max_minutes", description="Longest time for cooking"): vol.All(
                    vol.Coerce(float), vol.Range(min=1, max=24 * 60)
                ),
                vol.Optional("use_up", description="Only what uses something that expires soon"): cv.boolean,
                vol.Optional("with_ingredients", description="Foods that must be in it"): _WORDS,
                vol.Optional("without_ingredients", description="Foods that are not wanted"): _WORDS,
            }
        ),
        annotations=_READS,
        answer=_suggest,
    ),
    RecipeToolDescription(
        name="planned_meals",
        title="Planned meals",
        description="Tell the meals that are planned from today on.",
        parameters=vol.Schema(
            {
                vol.Optional("days", description="How many days", default=7): vol.All(
                    vol.Coerce(int), vol.Range(min=1, max=MOST_DAYS)
                )
            }
        ),
        annotations=_READS,
        answer=_meals,
    ),
    RecipeToolDescription(
        name="plan_meal",
        title="Plan a meal",
        description=(
            "Plan a dish for a day. Plan only what the person chose, or what suggest_meals returned; the kitchen itself "
            "tells people if a dish does not suit somebody."
        ),
        parameters=vol.Schema(
            {
                vol.Required("what", description="Name of the recipe, or other words for the dish"): vol.All(
                    cv.string, vol.Length(min=1, max=200)
                ),
                vol.Required("date", description="The day, as YYYY-MM-DD"): cv.date,
                vol.Optional(
                    "meal", description="breakfast, lunch, dinner or snack", default=MealSlot.DINNER.value
                ): vol.Coerce(MealSlot),
            }
        ),
        annotations=_ADDS,
        answer=_plan,
    ),
    RecipeToolDescription(
        name="shopping_list",
        title="Shopping list",
        description="Tell what is to buy, by aisle, and what it is for.",
        parameters=vol.Schema({}),
        annotations=_READS,
        answer=_shopping_list,
    ),
    RecipeToolDescription(
        name="add_to_shopping",
        title="Add to the shopping list",
        description="Write a thing on the shopping list.",
        parameters=vol.Schema(
            {
                vol.Required("item", description="What to buy, with its amount: 2 kg flour"): vol.All(
                    cv.string, vol.Length(min=1, max=200)
                )
            }
        ),
        annotations=_ADDS,
        answer=_add_to_shopping,
    ),
    RecipeToolDescription(
        name="pantry",
        title="What is in the house",
        description="Tell what is in the pantry, with use-by dates; what has to be used first comes first.",
        parameters=vol.Schema(
            {
                vol.Optional(
                    "expires_within_days", description="Only what expires within so many days"
                ): vol.All(vol.Coerce(int), vol.Range(min=0, max=365))
            }
        ),
        annotations=_READS,
        answer=_pantry,
    ),
)
