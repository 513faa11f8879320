"""Action that erases the sample recipes of a new book."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
import voluptuous as vol

from ..errors import translated_errors
from ..models import loaded_kitchen
from .action import Action, caller_name

REMOVE_SAMPLE_RECIPES: Final = "remove_sample_recipes"


async def _remove_sample_recipes(call: ServiceCall) -> ServiceResponse:
    """Erase the samples that the household has neither changed, used nor planned."""
    with translated_errors():
        erased = await loaded_kitchen(call.hass).samples.erase(actor=await caller_name(call))
    return {"erased": [{"id": recipe_id, "name": name} for recipe_id, name in erased.items()]}


ACTIONS: Final = (Action(name=REMOVE_SAMPLE_RECIPES, handler=_remove_sample_recipes, schema=vol.Schema({})),)
