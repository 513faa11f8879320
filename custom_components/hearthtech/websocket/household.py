"""WebSocket commands of the household: its measures, corrections, products and barcodes, and where its options are."""

from collections.abc import Iterable
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..const import CONF_FOOD_FACTS
from ..kitchen.nutrition.corrections import FoodCorrection
from ..kitchen.nutrition.database import FoodDatabase
from ..models import loaded_kitchen
from ..permissions import kitchen_options
from .answering import answered


@websocket_command({vol.Required("type"): "hearthtech/household"})
@answered
async def ws_household(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return what the household has told the kitchen about its measures, foods and products."""
    kitchen = loaded_kitchen(hass)
    corrections = await kitchen.nutrition.corrections()
    database = (await kitchen.nutrition.analyzer()).database
    foods = await hass.async_add_executor_job(_food_names, database, corrections)
    return {
        "measures": [
            {
                "person": one.owner,
                "measure": one.measure,
                "food": one.food,
                "mean": round(one.mean_g, 1),
                "low": one.low_g,
                "high": one.high_g,
                "count": len(one.weighings),
            }
            for one in await kitchen.measures.all()
        ],
        "people": [person.name for person in await kitchen.people.all()],
        "corrections": [
            {"name": one.name, "food": name} for one, name in zip(corrections, foods, strict=True)
        ],
        "products": [
            {
                "name": one.name,
                "contains": sorted(allergen.value for allergen in one.contains),
                "complete": one.complete,
                "food": one.is_food,
            }
            for one in await kitchen.people.products()
        ],
        "barcodes": [
            {"id": one.id, "name": one.name, "amount": one.amount, "unit": one.unit}
            for one in await kitchen.barcodes.all()
        ],
        "food_facts": bool(kitchen_options(hass).get(CONF_FOOD_FACTS, False)),
    }


def _food_names(database: FoodDatabase, corrections: Iterable[FoodCorrection]) -> list[str]:
    """Return the names of the foods that are meant, in the food database's own words. Blocking."""
    names = []
    for number in (one.food for one in corrections):
        entry = database.entry_of(number)
        # A stored number may be missing in newer data.
        food = database.food(number).name if entry is None and database.has_food(number) else ""
        names.append(food if entry is None else entry.name)
    return names


@callback
def async_setup_household_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, ws_household)
