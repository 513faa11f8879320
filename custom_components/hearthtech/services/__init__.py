"""Service actions: one module per subject, each with its table `ACTIONS`."""

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from . import (
    cooking,
    cooking_log,
    food,
    gathering_changes,
    gathering_results,
    gatherings,
    household,
    kitchen_timers,
    meal_plan,
    pantry_and_shopping,
    people,
    personal_data,
    preparations,
    products,
    recipe_edit,
    recipe_files,
    recipe_lineage,
    recipe_notes,
    recipe_scan,
    recipes,
    recordings,
    sample_recipes,
    stove,
    suggestions,
    virtual_stove,
)


@callback
def async_setup_actions(hass: HomeAssistant) -> None:
    """Register all actions. They exist whichever config entries are loaded."""
    for module in (
        stove,
        recipes,
        recipe_edit,
        recipe_lineage,
        recipe_notes,
        cooking_log,
        recipe_files,
        recipe_scan,
        sample_recipes,
        meal_plan,
        preparations,
        household,
        suggestions,
        pantry_and_shopping,
        cooking,
        recordings,
        kitchen_timers,
        virtual_stove,
        food,
        people,
        personal_data,
        products,
        gatherings,
        gathering_changes,
        gathering_results,
    ):
        for action in module.ACTIONS:
            hass.services.async_register(
                DOMAIN,
                action.name,
                action.handler,
                schema=action.schema,
                supports_response=action.response,
            )
