"""What the actions of gatherings share: fields, and finding gatherings, guests and dishes by name."""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..json_encoding import to_json
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.gatherings.model import Course, Gathering, Guest, PotluckDish
from ..kitchen.kitchen import Kitchen

ATTR_COURSE: Final = "course"
ATTR_COURSES: Final = "courses"
ATTR_DISH: Final = "dish"
ATTR_GATHERING: Final = "gathering"
ATTR_GUEST: Final = "guest"
ATTR_NAME: Final = "name"
ATTR_PLACE: Final = "place"
ATTR_PORTIONS: Final = "portions"
ATTR_STARTS_AT: Final = "starts_at"
ATTR_WORDS: Final = "words"
GUEST_PATH: Final = "/api/hearthtech/guest/"
PAGES_STAY: Final = timedelta(days=14)
"""Time after the beginning for which the guests' pages are open."""

GATHERING: Final[dict[Any, Any]] = {vol.Optional(ATTR_GATHERING, default=""): cv.string}
COURSE: Final = vol.In([course.value for course in Course])
GATHERING_SCHEMA: Final = vol.Schema(GATHERING)
DISH_SCHEMA: Final = vol.Schema({**GATHERING, vol.Required(ATTR_DISH): cv.string})
PORTIONS: Final = vol.All(vol.Coerce(float), vol.Range(min=0, max=500))


def local_moment(value: datetime) -> datetime:
    """Return a time with its time zone: that of Home Assistant, if it has none."""
    return value if value.tzinfo is not None else value.replace(tzinfo=dt_util.get_default_time_zone())


async def found_gathering(kitchen: Kitchen, call: ServiceCall) -> Gathering:
    """Return the gathering that the call names; without a name, the next one."""
    return await kitchen.gatherings.find(call.data[ATTR_GATHERING])


def guest_url(hass: HomeAssistant, secret: str) -> str | None:
    """Return the address of a guest's page; `None` when Home Assistant can't be reached from outside."""
    try:
        base = get_url(hass, allow_internal=False, allow_ip=False, require_ssl=True, prefer_external=True)
    except NoURLAvailableError:
        return None
    return f"{base}{GUEST_PATH}{secret}"


async def found_guest(kitchen: Kitchen, call: ServiceCall) -> Guest:
    """Return the guest with this id or name.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND`; `INVALID` when several guests have the name.
    """
    gathering = await found_gathering(kitchen, call)
    guests, wanted = await kitchen.gatherings.guests(gathering.id), call.data[ATTR_GUEST].strip()
    found = [guest for guest in guests if guest.id == wanted]
    found = found or [guest for guest in guests if guest.name.casefold() == wanted.casefold()]
    if not found:
        raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, guest=wanted)
    if len(found) > 1:
        raise KitchenError(ErrorCode.INVALID, reason="several guests have this name; use the id")
    return found[0]


async def found_dish(kitchen: Kitchen, gathering: Gathering, named: str) -> PotluckDish:
    """Return the dish of a gathering with this id or name.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND`; `INVALID` when several dishes have the name.
    """
    dishes, wanted = await kitchen.gatherings.dishes(gathering.id), named.strip()
    found = [dish for dish in dishes if dish.id == wanted]
    found = found or [dish for dish in dishes if dish.name.casefold() == wanted.casefold()]
    if not found:
        raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, dish=named)
    if len(found) > 1:
        raise KitchenError(ErrorCode.INVALID, reason="several dishes have this name; use the id")
    return found[0]


def told_gathering(gathering: Gathering) -> dict[str, Any]:
    """Return what the host sees of a gathering: the numbers of needs are in the overview."""
    told: dict[str, Any] = to_json(gathering)
    return {
        name: value for name, value in told.items() if name not in {"shown_needs", "shown_answers", "letters"}
    }
