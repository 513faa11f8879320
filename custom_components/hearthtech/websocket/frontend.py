"""Registers the WebSocket commands of the frontend."""

from homeassistant.core import HomeAssistant, callback

from .burners import async_setup_burner_commands
from .cook_eaten import async_setup_cook_eaten_commands
from .cook_plan import async_setup_cook_plan_commands
from .cook_result import async_setup_cook_result_commands
from .cooking import async_setup_cooking_commands
from .gatherings import async_setup_gathering_commands
from .heat import async_setup_heat_commands
from .household import async_setup_household_commands
from .import_feed import async_setup_import_feed
from .kitchen_feed import async_setup_kitchen_feed
from .people import async_setup_people_commands
from .people_editing import async_setup_person_commands
from .plan import async_setup_plan_commands
from .recipes import async_setup_recipe_commands
from .recordings import async_setup_recording_commands
from .sample_recipes import async_setup_sample_commands
from .shopping import async_setup_shopping_commands
from .timers import async_setup_timer_commands
from .today import async_setup_today_commands


@callback
def async_setup_frontend_commands(hass: HomeAssistant) -> None:
    """Register the commands. They exist whichever config entries are loaded."""
    async_setup_burner_commands(hass)
    async_setup_cook_eaten_commands(hass)
    async_setup_cook_plan_commands(hass)
    async_setup_cook_result_commands(hass)
    async_setup_cooking_commands(hass)
    async_setup_gathering_commands(hass)
    async_setup_heat_commands(hass)
    async_setup_kitchen_feed(hass)
    async_setup_sample_commands(hass)
    async_setup_import_feed(hass)
    async_setup_household_commands(hass)
    async_setup_people_commands(hass)
    async_setup_person_commands(hass)
    async_setup_plan_commands(hass)
    async_setup_shopping_commands(hass)
    async_setup_timer_commands(hass)
    async_setup_recipe_commands(hass)
    async_setup_recording_commands(hass)
    async_setup_today_commands(hass)
