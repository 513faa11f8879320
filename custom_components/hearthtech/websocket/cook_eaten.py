"""WebSocket command of the last screen of cook mode: who ate a dish. It goes into the food log of those people.

A user sees and changes it only for people whose health data they may read. It is no action, because the recorder keeps
the data of actions.
"""

from datetime import datetime
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.nutrition.food_log import EatenPortion
from ..kitchen.people.portions import portion_of
from ..kitchen.sessions.model import DishState
from ..models import loaded_kitchen
from ..permissions import async_may_read_health, async_require_health
from .answering import answered
from .cooking import ID


async def eaters_of(
    hass: HomeAssistant, context: Context, kitchen: Kitchen, opened_at: str, dish: DishState
) -> list[dict[str, Any]]:
    """Return the people whose food log this user may read, each with whether they ate this dish."""
    return [
        {
            "person": person.id,
            "name": person.name,
            "eaten": bool(await _portions(kitchen, person.id, opened_at, dish)),
        }
        for person in await kitchen.people.all()
        if await async_may_read_health(hass, context, person)
    ]


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/eaten",
        vol.Required("session"): ID,
        vol.Required("dish"): ID,
        vol.Required("person"): ID,
        vol.Required("eaten"): bool,
    }
)
@answered
async def ws_cook_eaten(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Put a portion of a cooked dish into the food log of a person once, or take it out again."""
    kitchen = loaded_kitchen(hass)
    state = await kitchen.cooking.state(msg["session"])
    dish = state.dish(msg["dish"])
    if dish is None:
        raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=msg["session"])
    person = await kitchen.people.get(msg["person"])
    await async_require_health(hass, connection.context(msg), person)
    there = await _portions(kitchen, person.id, state.opened_at, dish)
    if not msg["eaten"]:
        for portion in there:
            await kitchen.food_log.take_back(portion.id, actor=connection.user.id)
    elif not there:
        await kitchen.food_log.log(
            person.id,
            recipe_id=dish.plan.recipe_id,
            version=dish.plan.recipe_version,
            portions=portion_of(person, dt_util.now().year),
            actor=connection.user.id,
        )


async def _portions(kitchen: Kitchen, person: str, opened_at: str, dish: DishState) -> list[EatenPortion]:
    """Return the portions of this dish that a person ate since the session was opened."""
    now = dt_util.now()
    begun = dt_util.parse_datetime(opened_at) or now.replace(hour=0, minute=0, second=0)
    first = min(_local(begun).date(), now.date())
    days = await kitchen.food_log.between(person, first, now.date(), dt_util.get_default_time_zone())
    return [
        portion
        for day in days
        for portion in day.portions
        if portion.recipe == dish.plan.recipe_id and _local(portion.at) >= _local(begun)
    ]


def _local(moment: datetime) -> datetime:
    return dt_util.as_local(moment)


@callback
def async_setup_cook_eaten_commands(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_cook_eaten)
