"""WebSocket commands of people.

Health data are sent only to users who may read them; in answers to others their keys are absent.
"""

from datetime import timedelta
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..entries.people import at_home
from ..json_encoding import to_json
from ..kitchen.nutrition.personal_targets import daily_reference
from ..kitchen.nutrition.service import EatenDay
from ..kitchen.people.model import Person
from ..kitchen.people.portions import portion_of
from ..models import loaded_kitchen
from ..permissions import async_may_change_person, async_may_read_health, async_require_health
from .answering import answered

SHOWN: Final = ("ENERC_KCAL", "PROCNT", "FIBTG", "FASAT", "NA")
"""Nutrients of the plots, by INFOODS tag."""
MOST_DAYS: Final = 31


@websocket_command({vol.Required("type"): "hearthtech/people"})
@answered
async def ws_people(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the people; needs and targets only of those whose health data this user may read."""
    context = connection.context(msg)
    year = dt_util.now().year
    told = []
    for person in await loaded_kitchen(hass).people.all():
        one: dict[str, Any] = {
            "id": person.id,
            "name": person.name,
            "guest": person.guest,
            "share": portion_of(person, year),
            "at_home": at_home(hass, person),
        }
        if await async_may_read_health(hass, context, person):
            one["health"] = _health(person, year)
        if await async_may_change_person(hass, context, person):
            one["may_change"] = True
        told.append(one)
    return {"people": told}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/people/eaten",
        vol.Required("person"): vol.All(str, vol.Length(min=1, max=128)),
        vol.Optional("days", default=14): vol.All(int, vol.Range(min=1, max=MOST_DAYS)),
    }
)
@answered
async def ws_eaten(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return what a person ate on the last days, with the sums of each day."""
    kitchen = loaded_kitchen(hass)
    person = await kitchen.people.get(msg["person"])
    await async_require_health(hass, connection.context(msg), person)
    today = dt_util.now().date()
    first = today - timedelta(days=msg["days"] - 1)
    days = await kitchen.food_log.between(person.id, first, today, dt_util.get_default_time_zone())
    return {
        "days": [_day((first + timedelta(days=number)).isoformat(), day) for number, day in enumerate(days)]
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/people/book",
        vol.Required("person"): vol.All(str, vol.Length(min=1, max=128)),
    }
)
@answered
async def ws_person_book(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return which recipes of the book suit a person, and what stands against the others."""
    kitchen = loaded_kitchen(hass)
    person = await kitchen.people.get(msg["person"])
    await async_require_health(hass, connection.context(msg), person)
    return {"name": person.name, **to_json(await kitchen.person_book.of(person.id))}


def _health(person: Person, year: int) -> dict[str, Any]:
    amounts = daily_reference(person, year).amounts
    return {
        "allergens": {allergen.value: severity.value for allergen, severity in person.allergens.items()},
        "diets": sorted(diet.value for diet in person.diets),
        "avoids": list(person.avoids),
        "dislikes": list(person.dislikes),
        "favorites": list(person.favorites),
        "targets": {tag: amounts[tag] for tag in SHOWN if tag in amounts},
    }


def _day(day: str, eaten: EatenDay) -> dict[str, Any]:
    return {
        "day": day,
        "figures": {
            tag: round(figure.amount, 1)
            for tag in SHOWN
            if (figure := eaten.totals.figures.get(tag)) is not None
        },
        "portions": [
            {
                "name": portion.name,
                "at": dt_util.as_local(portion.at).strftime("%H:%M"),
                "portions": portion.portions,
            }
            for portion in eaten.portions
        ],
    }


@callback
def async_setup_people_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_people, ws_eaten, ws_person_book):
        websocket_api.async_register_command(hass, command)
