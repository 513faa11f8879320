"""Language-model tools of plan, pantry and shopping. Suggestions are checked for everybody who eats; none raises heat."""

from datetime import timedelta
from typing import Any

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import ToolAnnotations
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .actions.plan import meal_data
from .actions.stock import item_data, shopping_data
from .kitchen.plan.meal import Slot
from .kitchen.suggest.words import answer_words, reason_words
from .llm_recipes import Asked, RecipeToolDescription

MOST_SUGGESTED = 5
MOST_DAYS = 14

_READS = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
_ADDS = ToolAnnotations(read_only=False, destructive=False, idempotent=False, open_world=False)
_WORDS = vol.All(cv.ensure_list, [cv.string])


async def _suggest(asked: Asked) -> dict[str, Any]:
    minutes: float | None = asked.args.get("max_minutes")
    found = await asked.kitchen.suggest(
        people=asked.args.get("people"),
        slot=asked.args.get("meal"),
        max_time_s=None if minutes is None else minutes * 60,
        use_up=asked.args.get("use_up", False),
        with_foods=asked.args.get("with_ingredients", ()),
        without_foods=asked.args.get("without_ingredients", ()),
        limit=MOST_SUGGESTED,
    )
    return {
        "note": answer_words(found.answer),
        "recipes": [
            {
                "id": one.recipe_id,
                "name": one.name,
                "reasons": [reason_words(reason) for reason in one.reasons],
            }
            for one in found.found
        ],
    }


async def _meals(asked: Asked) -> dict[str, Any]:
    start = dt_util.start_of_local_day()
    meals = await asked.kitchen.meals_between(start, start + timedelta(days=asked.args["days"]))
    return {"meals": [meal_data(meal) for meal in meals]}


async def _shopping_list(asked: Asked) -> dict[str, Any]:
    items = await asked.kitchen.shopping_list()
    return {"items": [shopping_data(item) for item in items if not item.bought]}


async def _add_to_shopping(asked: Asked) -> dict[str, Any]:
    item = await asked.kitchen.add_to_shopping(asked.args["item"], who=asked.who)
    return {"item": shopping_data(item)}


async def _pantry(asked: Asked) -> dict[str, Any]:
    days: int | None = asked.args.get("expires_within_days")
    items = await (asked.kitchen.pantry() if days is None else asked.kitchen.expiring(days))
    return {"items": [item_data(item) for item in items]}


PLAN_TOOLS: tuple[RecipeToolDescription, ...] = (
    RecipeToolDescription(
        name="suggest_meals",
        title="Suggest meals",
        description=(
            "Suggest recipes of the family's book for those who eat, with reasons. Allergies and diets of the household "
            "are kept: recommend only what this tool returns, and never a recipe that it left out."
        ),
        parameters=vol.Schema(
            {
                vol.Optional("people", description="Names of who eats; everybody when left out"): _WORDS,
                vol.Optional("meal", description="breakfast, lunch, dinner or snack"): vol.Coerce(Slot),
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
