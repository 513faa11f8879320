"""WebSocket commands of the editor: check what is written, and keep it as a new version.

A user who may not raise heat may edit recipes; the heat that running sessions were allowed for them ends with the edit, as
with the actions.
"""

from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..json_encoding import to_json
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.codec import recipe_to_json
from ..kitchen.recipes.cooklang import recipe_to_cooklang
from ..kitchen.recipes.edited_document import recipe_of_document, with_new_guesses
from ..kitchen.recipes.lineage import difference
from ..kitchen.recipes.model import Recipe
from ..kitchen.recipes.sources import Original, OriginalKind
from ..models import loaded_kitchen
from ..services.recipe_edit import async_end_allowances
from .answering import answered
from .recipe_views import nutrition_view

MOST_LINES: Final = 500
"""Ingredient lines that are read for a preview."""
DOCUMENT: Final = vol.Schema(dict)


@websocket_command({vol.Required("type"): "hearthtech/recipe/check", vol.Required("document"): DOCUMENT})
@answered
async def ws_check(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return what is understood of a recipe that is being written, as Cooklang, and similar recipes of the book."""
    kitchen = loaded_kitchen(hass)
    recipe = recipe_of_document(msg["document"])
    return {
        "cooklang": await hass.async_add_executor_job(recipe_to_cooklang, recipe),
        "understood": await understood(kitchen, recipe),
        "duplicates": await kitchen.recipes.duplicates(recipe) if recipe.name.strip() else {},
    }


async def understood(kitchen: Kitchen, recipe: Recipe) -> dict[str, Any]:
    """Return the foods and weights of the ingredient lines."""
    lines = [line.text for line in recipe.ingredients[:MOST_LINES]]
    nutrition = await kitchen.nutrition.analyze_lines(lines, recipe.servings, language=recipe.language)
    view = nutrition_view(nutrition)
    return {key: view[key] for key in ("counted", "lines_total", "lines")}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recipe/save",
        vol.Required("document"): DOCUMENT,
        vol.Optional("reason", default=""): vol.All(str, vol.Length(max=500)),
    }
)
@answered
async def ws_save(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Keep the document as the next version of its recipe, or as a new recipe if it has no id.

    An edit of an older version is merged with the newest. If both changed the same thing, nothing is stored; the answer
    has the number of the newest version and how it differs from what was edited.
    """
    kitchen, actor = loaded_kitchen(hass), connection.user.name or ""
    recipe = recipe_of_document(msg["document"])
    if not recipe.id:
        words = "\n".join(
            [
                recipe.name,
                "",
                *(line.text for line in recipe.ingredients),
                "",
                *(step.text for step in recipe.steps),
            ]
        )
        original = Original(kind=OriginalKind.TYPED, content=words.encode())
        made = await kitchen.recipes.add(with_new_guesses(recipe), original=original, actor=actor)
        return {"recipe": recipe_to_json(made)}
    base = await kitchen.recipes.get(recipe.id, recipe.version)
    try:
        made = await kitchen.recipes.edit(with_new_guesses(recipe, base), actor=actor, reason=msg["reason"])
    except KitchenError as error:
        if "current" not in error.data:
            raise
        newest = await kitchen.recipes.get(recipe.id)
        return {
            "newest": newest.version,
            "theirs": recipe_to_json(newest),
            "difference": {**to_json(difference(base, newest)), "same": False},
        }
    await async_end_allowances(hass, connection.context(msg), kitchen, made.id)
    return {"recipe": recipe_to_json(made)}


@callback
def async_setup_editing_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_check, ws_save):
        websocket_api.async_register_command(hass, command)
