"""WebSocket commands that cook mode reads: the words of a session, and the course of a meal before its start.

The words of a session never change, so a page reads them once; what changes comes by `hearthtech/sessions`.
"""

import asyncio
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..http.pictures import picture_url
from ..json_encoding import to_json
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.cooking_log import Cooking
from ..kitchen.recipes.media import MediaRole, Picture
from ..kitchen.recipes.model import Recipe
from ..kitchen.recipes.notes import Note, NotePart
from ..kitchen.recipes.step_amounts import has_own_amounts, step_amounts, step_times
from ..kitchen.sessions.goals import goal_of
from ..kitchen.sessions.model import DishPlan
from ..models import loaded_kitchen
from .answering import answered
from .cooking import DISHES, ID, MOMENT, dish_orders, moment

MOST_FOUND: Final = 8
"""Greatest number of recipes that are offered as a further dish."""


@websocket_command({vol.Required("type"): "hearthtech/cook/plan", vol.Required("session"): ID})
@answered
async def ws_plan(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the words of a session: its dishes with all steps, ingredients in the amounts of tonight, and pictures."""
    kitchen = loaded_kitchen(hass)
    state = await kitchen.cooking.state(msg["session"])
    dishes = [await _dish_view(hass, kitchen, dish.plan) for dish in state.dishes]
    phases = {dish.id: dish.phase.value for dish in state.dishes}
    return {
        "session": state.id,
        "name": state.name,
        "phase": state.phase.value,
        "phases": phases,
        "dishes": dishes,
    }


async def _dish_view(hass: HomeAssistant, kitchen: Kitchen, plan: DishPlan) -> dict[str, Any]:
    recipe, notes, pictures, cookings = await _recipe_parts(kitchen, plan)
    lines = plan.ingredients
    # Outside the event loop: a recipe may be long.
    steps = await asyncio.to_thread(_step_views, plan, lines, notes)
    return {
        "id": plan.id,
        "name": plan.name,
        "recipe": plan.recipe_id,
        "version": plan.recipe_version,
        "author": "" if recipe is None else recipe.author,
        "servings": plan.servings,
        "factor": plan.factor,
        "language": plan.language,
        "ingredients": list(lines),
        "steps": steps,
        "pictures": [_picture_view(hass, picture) for picture in pictures],
        "trace": _trace(recipe, cookings),
    }


async def _recipe_parts(
    kitchen: Kitchen, plan: DishPlan
) -> tuple[Recipe | None, tuple[Note, ...], tuple[Picture, ...], tuple[Cooking, ...]]:
    """Return what the book has beside the plan; nothing when the recipe was erased or there never was one."""
    if not plan.recipe_id:
        return None, (), (), ()
    try:
        recipe = await kitchen.recipes.get(plan.recipe_id)
        notes = await kitchen.notes.notes(recipe.id)
        pictures = await kitchen.notes.pictures(recipe.id)
        return recipe, notes, pictures, await kitchen.notes.cookings(recipe.id)
    except KitchenError as error:
        if error.code is not ErrorCode.RECIPE_NOT_FOUND:
            raise
        return None, (), (), ()


def _step_views(plan: DishPlan, lines: tuple[str, ...], notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    amounts = step_amounts(plan.steps, lines, factor=plan.factor, language=plan.language)
    views = []
    for number, (step, used) in enumerate(zip(plan.steps, amounts, strict=True)):
        beside = [
            note
            for note in notes
            if note.part is NotePart.STEP and note.line == number and note.version <= plan.recipe_version
        ]
        views.append(
            {
                "text": step.text,
                "name": step.name,
                "section": step.section,
                "goal": to_json(goal_of(step)),
                "heat": to_json(step.heat),
                "oven_c": step.oven_c,
                "needs_hands": step.needs_hands,
                "amounts": [to_json(amount) for amount in used],
                "times": [to_json(time) for time in step_times(step, plan.language)],
                "unscaled": plan.factor != 1.0 and has_own_amounts(step, plan.language),
                "notes": [
                    {"words": note.words, "author": note.author, "media": note.media} for note in beside
                ],
            }
        )
    return views


def _picture_view(hass: HomeAssistant, picture: Picture) -> dict[str, Any]:
    is_image = picture.medium.media_type.startswith("image/")
    return {
        "url": picture_url(hass, picture.medium.hash) if is_image else None,
        "hash": picture.medium.hash,
        "media_type": picture.medium.media_type,
        "step": picture.role is MediaRole.STEP,
        "caption": picture.caption,
    }


def _trace(recipe: Recipe | None, cookings: tuple[Cooking, ...]) -> dict[str, Any] | None:
    """Return the recorded cooking to compare with: the first of the cook who gave the recipe, else the first of all."""
    recorded = [cooking for cooking in reversed(cookings) if cooking.session_id is not None]
    if recipe is None or not recorded:
        return None
    own = [cooking for cooking in recorded if cooking.cook and cooking.cook == recipe.author]
    first = (own or recorded)[0]
    return {"session": first.session_id, "cook": first.cook, "cooked_at": first.cooked_at.timestamp()}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/prepare",
        vol.Required("dishes"): DISHES,
        vol.Optional("together", default=True): bool,
        vol.Optional("ready_at"): vol.Any(None, MOMENT),
    }
)
@answered
async def ws_prepare(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return when each dish would begin, and the highest heat on each burner. Nothing is started."""
    kitchen = loaded_kitchen(hass)
    orders = await dish_orders(hass, kitchen, msg["dishes"])
    preview = await kitchen.cooking.preview(
        orders, together=msg["together"], ready_at=moment(msg.get("ready_at"))
    )
    heats = [
        {"burner": change.burner_id, "power": change.power, "temperature_c": change.temperature_c}
        for change in await kitchen.cooking.heat_of(orders)
    ]
    return to_json(preview) | {"heats": heats}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/find",
        vol.Optional("query", default=""): vol.All(str, vol.Length(max=200)),
    }
)
@answered
async def ws_find(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the recipes that a typed text means, to add a dish to a meal; the best first."""
    hits = await loaded_kitchen(hass).recipes.search(msg["query"], limit=MOST_FOUND)
    return [{"id": hit.id, "name": hit.name} for hit in hits]


@callback
def async_setup_cook_plan_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_plan, ws_prepare, ws_find):
        websocket_api.async_register_command(hass, command)
