"""Actions of gatherings, for the host: parties, guests and their links, dishes that are needed, voting.

Needs are returned only as numbers of several guests, and ballots never.
"""

from dataclasses import replace
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.gatherings.model import Course, Gathering, PotluckDish
from ..kitchen.gatherings.service import LONGEST_SHARE_DAYS
from ..models import loaded_kitchen
from ..validators import date_and_time
from .action import Action, caller_name
from .gathering_lookup import (
    ATTR_COURSE,
    ATTR_COURSES,
    ATTR_GUEST,
    ATTR_NAME,
    ATTR_PLACE,
    ATTR_PORTIONS,
    ATTR_STARTS_AT,
    ATTR_WORDS,
    COURSE,
    GATHERING,
    GATHERING_SCHEMA,
    PAGES_STAY,
    PORTIONS,
    found_gathering,
    found_guest,
    guest_url,
    local_moment,
    told_gathering,
)
from .recipes import ATTR_RECIPE, RECIPE_SCHEMA, find_recipe

ATTR_DAYS: Final = "days"
ATTR_ENDS_AT: Final = "ends_at"
ATTR_TEXT: Final = "text"

CREATE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_NAME): cv.string,
        vol.Required(ATTR_STARTS_AT): date_and_time,
        vol.Optional(ATTR_PLACE, default=""): cv.string,
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        vol.Optional(ATTR_COURSES): vol.All(cv.ensure_list, [COURSE]),
        vol.Optional(ATTR_PORTIONS, default=2.0): vol.All(vol.Coerce(float), vol.Range(min=0, max=20)),
    }
)
INVITE_SCHEMA: Final = vol.Schema({**GATHERING, vol.Optional(ATTR_NAME): cv.string})
GUEST_SCHEMA: Final = vol.Schema({**GATHERING, vol.Required(ATTR_GUEST): cv.string})
SHARE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {vol.Optional(ATTR_DAYS, default=30): vol.All(vol.Coerce(int), vol.Range(min=1, max=LONGEST_SHARE_DAYS))}
)
REQUEST_SCHEMA: Final = vol.Schema(
    {
        **GATHERING,
        vol.Required(ATTR_NAME): cv.string,
        vol.Optional(ATTR_COURSE, default=Course.OTHER.value): COURSE,
        vol.Optional(ATTR_PORTIONS, default=0.0): PORTIONS,
    }
)
OPEN_SCHEMA: Final = vol.Schema({**GATHERING, vol.Optional(ATTR_ENDS_AT): date_and_time})
PASTE_SCHEMA: Final = vol.Schema({**GATHERING, vol.Required(ATTR_TEXT): cv.string})


async def _create_gathering(call: ServiceCall) -> ServiceResponse:
    starts_at = local_moment(call.data[ATTR_STARTS_AT])
    gathering = Gathering(
        title=call.data[ATTR_NAME],
        starts_at=starts_at,
        closes_at=starts_at + PAGES_STAY,
        place=call.data[ATTR_PLACE],
        words=call.data[ATTR_WORDS],
        portions_per_head=call.data[ATTR_PORTIONS],
    )
    if (courses := call.data.get(ATTR_COURSES)) is not None:
        gathering = replace(gathering, courses=tuple(Course(course) for course in courses))
    with translated_errors():
        made = await loaded_kitchen(call.hass).gatherings.create(gathering, actor=await caller_name(call))
    return {"gathering": told_gathering(made)}


async def _get_gathering(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        state = await kitchen.gatherings.overview(gathering.id)
        guests = await kitchen.gatherings.guests(gathering.id)
        dishes = await kitchen.gatherings.dishes(gathering.id)
        result = await kitchen.cook_offs.result(gathering.id)
    return {
        "gathering": told_gathering(gathering),
        "overview": to_json(state),
        "guests": to_json(guests),
        "dishes": to_json(dishes),
        "result": to_json(result),
    }


async def _invite_guest(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        if ATTR_NAME not in call.data:
            secret = await kitchen.gatherings.shared_link(gathering.id, actor=actor)
            return {"guest": None, "code": secret, "url": guest_url(call.hass, secret)}
        guest, secret = await kitchen.gatherings.invite(gathering.id, call.data[ATTR_NAME], actor=actor)
    return {"guest": to_json(guest), "code": secret, "url": guest_url(call.hass, secret)}


async def _confirm_guest(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        guest = await found_guest(kitchen, call)
        return {"guest": to_json(await kitchen.gatherings.confirm_guest(guest.id, actor=actor))}


async def _remove_guest(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        guest = await found_guest(kitchen, call)
        return {"guest": to_json(await kitchen.gatherings.remove_guest(guest.id, actor=actor))}


async def _share_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        secret = await kitchen.gatherings.share_recipe(recipe.id, days=call.data[ATTR_DAYS])
    return {
        "recipe": {"id": recipe.id, "name": recipe.name},
        "code": secret,
        "url": guest_url(call.hass, secret),
    }


async def _request_dish(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        dish = PotluckDish(
            gathering_id=gathering.id,
            name=call.data[ATTR_NAME],
            course=Course(call.data[ATTR_COURSE]),
            portions=call.data[ATTR_PORTIONS],
            still_needed=True,
        )
        return {"dish": to_json(await kitchen.gatherings.put_dish(dish, actor=await caller_name(call)))}


async def _open_voting(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    ends_at = call.data.get(ATTR_ENDS_AT)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        opened = await kitchen.cook_offs.open_voting(
            gathering.id,
            ends_at=None if ends_at is None else local_moment(ends_at),
            actor=await caller_name(call),
        )
    return {"gathering": told_gathering(opened), "letters": dict(opened.letters)}


async def _close_voting(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        if gathering.stage == "voting":
            await kitchen.cook_offs.close_voting(gathering.id, actor=actor)
        return {"result": to_json(await kitchen.cook_offs.reveal(gathering.id, actor=actor))}


async def _paste_answers(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        taken = await kitchen.outside_answers.take(
            gathering.id, call.data[ATTR_TEXT], language=call.hass.config.language.partition("-")[0]
        )
    told: dict[str, Any] = to_json(taken)
    return told


async def _close_gathering(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        closed = await kitchen.gatherings.close_pages(gathering.id, actor=actor)
        written = 0
        if closed.stage in {"planning", "revealed"}:
            written = await kitchen.keepsakes.write_into_book(gathering.id, actor=actor)
    return {"gathering": told_gathering(closed), "recipes": written}


ACTIONS: Final = (
    Action(name="create_gathering", handler=_create_gathering, schema=CREATE_SCHEMA),
    Action(
        name="get_gathering",
        handler=_get_gathering,
        schema=GATHERING_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name="invite_guest", handler=_invite_guest, schema=INVITE_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="confirm_guest", handler=_confirm_guest, schema=GUEST_SCHEMA),
    Action(name="remove_guest", handler=_remove_guest, schema=GUEST_SCHEMA),
    Action(name="share_recipe", handler=_share_recipe, schema=SHARE_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="request_dish", handler=_request_dish, schema=REQUEST_SCHEMA),
    Action(name="open_voting", handler=_open_voting, schema=OPEN_SCHEMA),
    Action(name="close_voting", handler=_close_voting, schema=GATHERING_SCHEMA),
    Action(name="paste_answers", handler=_paste_answers, schema=PASTE_SCHEMA),
    Action(name="close_gathering", handler=_close_gathering, schema=GATHERING_SCHEMA),
)
