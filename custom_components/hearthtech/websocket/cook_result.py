"""WebSocket commands of the last screen of cook mode: rate, note, take from the pantry, and keep as a version."""

from dataclasses import replace
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..errors import user_error
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.cooking_log import MOST_STARS, Rating
from ..kitchen.recipes.model import Ingredient, Recipe
from ..kitchen.recipes.notes import Note
from ..kitchen.sessions.model import DishState, Phase
from ..models import loaded_kitchen
from .answering import answered
from .cook_eaten import eaters_of
from .cooking import ID

WORDS: Final = vol.All(str, vol.Length(max=2000))
OF_DISH: Final[dict[Any, Any]] = {vol.Required("session"): ID, vol.Required("dish"): ID}


async def _dish(kitchen: Kitchen, msg: dict[str, Any]) -> DishState:
    state = await kitchen.cooking.state(msg["session"])
    dish = state.dish(msg["dish"])
    if dish is None:
        raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=msg["session"])
    if not dish.plan.recipe_id:
        raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=dish.plan.name)
    return dish


@websocket_command({vol.Required("type"): "hearthtech/cook/result", vol.Required("session"): ID})
@answered
async def ws_result(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return what is left to do after cooking: proposed withdrawals, the own rating, and what the cook corrected."""
    kitchen = loaded_kitchen(hass)
    state = await kitchen.cooking.state(msg["session"])
    dishes = []
    for dish in state.dishes:
        if not dish.plan.recipe_id or dish.phase is not Phase.DONE:
            continue
        try:
            recipe = await kitchen.recipes.get(dish.plan.recipe_id)
        except KitchenError as error:
            # It was erased while it was cooked.
            if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            continue
        takes = await kitchen.cooked_dishes.withdrawals(state.id, dish.id)
        learned = await kitchen.cooking.learn(recipe.id)
        own = [
            rating
            for rating in await kitchen.notes.ratings(recipe.id)
            if rating.person == _name(connection) and rating.version == dish.plan.recipe_version
        ]
        dishes.append(
            {
                "id": dish.id,
                "name": dish.plan.name,
                "recipe": recipe.id,
                "version": dish.plan.recipe_version,
                "newest": recipe.version,
                "takes": [taking.words for taking in takes],
                "eaters": await eaters_of(hass, connection.context(msg), kitchen, state.opened_at, dish),
                "stars": own[-1].stars if own else None,
                "corrections": len(dish.corrections),
                "scaled": dish.plan.factor != 1.0,
                "habits": len(learned.habits),
            }
        )
    return {"session": state.id, "name": state.name, "dishes": dishes}


def _name(connection: ActiveConnection) -> str:
    """Return the name that is stored with what a user says."""
    return connection.user.name or connection.user.id


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/rate",
        **OF_DISH,
        vol.Required("stars"): vol.All(vol.Coerce(float), vol.Range(min=0, max=MOST_STARS)),
        vol.Optional("words", default=""): WORDS,
    }
)
@answered
async def ws_rate(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Rate the version that was cooked, as the connected user. A later rating replaces it."""
    kitchen = loaded_kitchen(hass)
    dish = await _dish(kitchen, msg)
    await kitchen.notes.rate(
        Rating(
            recipe_id=dish.plan.recipe_id,
            version=dish.plan.recipe_version,
            person=_name(connection),
            stars=msg["stars"],
            words=msg["words"],
        ),
        actor=_name(connection),
    )


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/note",
        **OF_DISH,
        vol.Required("words"): vol.All(str, vol.Strip, vol.Length(min=1, max=2000)),
    }
)
@answered
async def ws_note(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Write a note at the margin of the version that was cooked: what was good, or what to change next time."""
    kitchen = loaded_kitchen(hass)
    dish = await _dish(kitchen, msg)
    note = Note(
        recipe_id=dish.plan.recipe_id,
        version=dish.plan.recipe_version,
        words=msg["words"],
        author=_name(connection),
    )
    await kitchen.notes.add_note(note, actor=_name(connection))


@websocket_command({vol.Required("type"): "hearthtech/cook/take", **OF_DISH})
@answered
async def ws_take(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Take the ingredients of a cooked dish out of the pantry, once. Returns them in words."""
    taken = await loaded_kitchen(hass).cooked_dishes.take(
        msg["session"], msg["dish"], actor=connection.user.id
    )
    return [taking.words for taking in taken]


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/keep",
        **OF_DISH,
        vol.Optional("reason", default=""): WORDS,
        vol.Optional("learned", default=False): bool,
    }
)
@answered
async def ws_keep(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Keep the result as a new version: in the amounts that were cooked, and with `learned` the goals as cooked lately."""
    kitchen = loaded_kitchen(hass)
    dish = await _dish(kitchen, msg)
    recipe = await kitchen.recipes.get(dish.plan.recipe_id)
    if recipe.version != dish.plan.recipe_version:
        # Somebody changed the recipe since; the amounts belong to an older one.
        raise user_error("kitchen_invalid", what=recipe.name)
    if msg["learned"]:
        learned = await kitchen.cooking.learn(recipe.id)
        recipe = replace(learned.recipe, version=recipe.version)
    kept = await kitchen.recipes.edit(
        _in_amounts(recipe, dish), actor=_name(connection), reason=msg["reason"]
    )
    return {"version": kept.version}


def _in_amounts(recipe: Recipe, dish: DishState) -> Recipe:
    """Return the recipe in the amounts that were cooked."""
    plan = dish.plan
    if plan.factor == 1.0 or len(plan.ingredients) != len(recipe.ingredients) or recipe.yields is None:
        return recipe
    lines: tuple[Ingredient, ...] = tuple(
        replace(line, text=text) for line, text in zip(recipe.ingredients, plan.ingredients, strict=True)
    )
    scale = plan.factor
    yields = replace(
        recipe.yields,
        amount=recipe.yields.amount * scale,
        maximum=None if recipe.yields.maximum is None else recipe.yields.maximum * scale,
        servings=None if recipe.yields.servings is None else recipe.yields.servings * scale,
    )
    return replace(recipe, ingredients=lines, yields=yields)


@callback
def async_setup_cook_result_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_result, ws_rate, ws_note, ws_take, ws_keep):
        websocket_api.async_register_command(hass, command)
