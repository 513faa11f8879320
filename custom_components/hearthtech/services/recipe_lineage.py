"""Actions of recipe derivation: where a recipe comes from, and how two recipes differ."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.recipes.lineage import Descent
from ..models import loaded_kitchen
from .action import Action, caller_name
from .recipes import ATTR_PERSON, ATTR_RECIPE, ATTR_VERSION, RECIPE_SCHEMA, VERSION, find_recipe

ATTR_OTHER: Final = "other"
ATTR_OTHER_VERSION: Final = "other_version"
ATTR_PARENT: Final = "parent"

SET_DESCENT: Final = "set_descent"
FORGET_DESCENT: Final = "forget_descent"
GET_FAMILY_TREE: Final = "get_family_tree"
COMPARE_RECIPES: Final = "compare_recipes"

SET_DESCENT_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Required(ATTR_PARENT): cv.string,
        vol.Optional("parent_version"): VERSION,
        vol.Optional(ATTR_PERSON, default=""): cv.string,
        vol.Optional("generation"): vol.All(vol.Coerce(int), vol.Range(min=1, max=100)),
        vol.Optional("year"): vol.All(vol.Coerce(int), vol.Range(min=1, max=9999)),
        vol.Optional("place", default=""): cv.string,
        vol.Optional("reason", default=""): cv.string,
    }
)
COMPARE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Optional(ATTR_VERSION): VERSION,
        vol.Optional(ATTR_OTHER): cv.string,
        vol.Optional(ATTR_OTHER_VERSION): VERSION,
    }
)


async def _set_descent(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    details = {name: value for name, value in call.data.items() if name not in {ATTR_RECIPE, ATTR_PARENT}}
    with translated_errors():
        child = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        parent = await find_recipe(kitchen, call.data[ATTR_PARENT])
        descent = Descent(child=child.id, parent=parent.id, **details)
        await kitchen.recipes.set_descent(descent, actor=await caller_name(call))
    return {"descent": to_json(descent)}


async def _forget_descent(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        descent = await kitchen.recipes.descent(recipe.id)
        if descent is not None:
            await kitchen.recipes.forget_descent(recipe.id, actor=await caller_name(call))
    return {"descent": to_json(descent)}


async def _get_family_tree(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        tree = await kitchen.recipes.family_tree(recipe.id)
    return {"tree": to_json(tree)}


async def _compare_recipes(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        other = await find_recipe(kitchen, call.data.get(ATTR_OTHER, recipe.id))
        found = await kitchen.recipes.difference(
            recipe.id,
            other.id,
            before_version=call.data.get(ATTR_VERSION),
            after_version=call.data.get(ATTR_OTHER_VERSION),
        )
    return {**to_json(found), "same": found.same}


ACTIONS: Final = (
    Action(name=SET_DESCENT, handler=_set_descent, schema=SET_DESCENT_SCHEMA),
    Action(name=FORGET_DESCENT, handler=_forget_descent, schema=RECIPE_SCHEMA),
    Action(
        name=GET_FAMILY_TREE, handler=_get_family_tree, schema=RECIPE_SCHEMA, response=SupportsResponse.ONLY
    ),
    Action(
        name=COMPARE_RECIPES, handler=_compare_recipes, schema=COMPARE_SCHEMA, response=SupportsResponse.ONLY
    ),
)
