"""The actions: one module for each field of work, each with its table `ACTIONS`."""

from homeassistant.core import HomeAssistant, callback

from custom_components.hearthtech.const import DOMAIN

from . import (
    cooking,
    food,
    people,
    plan,
    recipe_diary,
    recipe_edit,
    recipe_family,
    recipe_files,
    recipe_margin,
    recipe_scan,
    recipes,
    stock,
    stove,
    suggest,
    virtual,
)


@callback
def async_setup_actions(hass: HomeAssistant) -> None:
    """Offer all of them, whichever entries there are."""
    for module in (
        stove,
        recipes,
        recipe_edit,
        recipe_family,
        recipe_margin,
        recipe_diary,
        recipe_files,
        recipe_scan,
        plan,
        suggest,
        stock,
        cooking,
        virtual,
        food,
        people,
    ):
        for action in module.ACTIONS:
            hass.services.async_register(
                DOMAIN,
                action.name,
                action.handler,
                schema=action.schema,
                supports_response=action.response,
            )
