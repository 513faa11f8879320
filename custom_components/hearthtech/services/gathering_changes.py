"""Actions of gatherings, for the host: change and remove gatherings and dishes, and revoke links."""

from dataclasses import replace
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.gatherings.model import Course, PotluckDish, Technique
from ..kitchen.gatherings.validation import stated_allergens
from ..kitchen.kitchen import Kitchen
from ..models import loaded_kitchen
from ..validators import date_and_time
from .action import Action, caller_name
from .gathering_lookup import (
    ATTR_COURSE,
    ATTR_COURSES,
    ATTR_DISH,
    ATTR_GATHERING,
    ATTR_GUEST,
    ATTR_NAME,
    ATTR_PLACE,
    ATTR_PORTIONS,
    ATTR_STARTS_AT,
    ATTR_WORDS,
    COURSE,
    DISH_SCHEMA,
    GATHERING,
    PAGES_STAY,
    PORTIONS,
    found_dish,
    found_gathering,
    found_guest,
    local_moment,
    told_gathering,
)
from .recipes import ATTR_RECIPE, RECIPE_SCHEMA, find_recipe

ATTR_COMPETES: Final = "competes"
ATTR_COOK: Final = "cook"
ATTR_TECHNIQUE: Final = "technique"

_DISH_FIELDS: Final[dict[Any, Any]] = {
    vol.Optional(ATTR_COURSE): COURSE,
    vol.Optional(ATTR_PORTIONS): PORTIONS,
    vol.Optional(ATTR_COOK): cv.string,
    vol.Optional(ATTR_RECIPE): cv.string,
    vol.Optional(ATTR_TECHNIQUE): vol.In([technique.value for technique in Technique]),
    vol.Optional(ATTR_COMPETES): cv.boolean,
}
CHANGE_SCHEMA: Final = vol.Schema(
    {
        **GATHERING,
        vol.Optional(ATTR_NAME): cv.string,
        vol.Optional(ATTR_STARTS_AT): date_and_time,
        vol.Optional(ATTR_PLACE): cv.string,
        vol.Optional(ATTR_WORDS): cv.string,
        vol.Optional(ATTR_COURSES): vol.All(cv.ensure_list, [COURSE]),
        vol.Optional(ATTR_PORTIONS): vol.All(vol.Coerce(float), vol.Range(min=0, max=20)),
    }
)
REMOVE_SCHEMA: Final = vol.Schema({vol.Required(ATTR_GATHERING): vol.All(cv.string, vol.Length(min=1))})
ADD_DISH_SCHEMA: Final = vol.Schema({**GATHERING, vol.Required(ATTR_NAME): cv.string, **_DISH_FIELDS})
CHANGE_DISH_SCHEMA: Final = vol.Schema(
    {**GATHERING, vol.Required(ATTR_DISH): cv.string, vol.Optional(ATTR_NAME): cv.string, **_DISH_FIELDS}
)
REVOKE_SCHEMA: Final = vol.Schema({**GATHERING, vol.Optional(ATTR_GUEST): cv.string})
_GATHERING_NAMES: Final = {ATTR_NAME: "title", ATTR_PORTIONS: "portions_per_head"}
"""Fields of the action whose names in the kitchen differ."""


async def _change_gathering(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    values = {_GATHERING_NAMES.get(name, name): value for name, value in call.data.items()}
    values.pop(ATTR_GATHERING)
    if ATTR_COURSES in values:
        values[ATTR_COURSES] = tuple(Course(course) for course in values[ATTR_COURSES])
    if ATTR_STARTS_AT in values:
        values[ATTR_STARTS_AT] = local_moment(values[ATTR_STARTS_AT])
        values["closes_at"] = values[ATTR_STARTS_AT] + PAGES_STAY
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        wanted = replace(gathering, **values)
        return {
            "gathering": told_gathering(
                await kitchen.gatherings.change(wanted, actor=await caller_name(call))
            )
        }


async def _remove_gathering(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        await kitchen.gatherings.remove(gathering.id, actor=await caller_name(call))
    return {"gathering": told_gathering(gathering)}


async def _with_fields(kitchen: Kitchen, call: ServiceCall, dish: PotluckDish) -> PotluckDish:
    """Return a dish with the fields of the call. A recipe of the book completes its allergens."""
    data = call.data
    values: dict[str, Any] = {
        name: data[name] for name in (ATTR_NAME, ATTR_PORTIONS, ATTR_COOK, ATTR_COMPETES) if name in data
    }
    if ATTR_COURSE in data:
        values["course"] = Course(data[ATTR_COURSE])
    if ATTR_TECHNIQUE in data:
        values["technique"] = Technique(data[ATTR_TECHNIQUE])
    if ATTR_RECIPE in data:
        recipe = await find_recipe(kitchen, data[ATTR_RECIPE])
        values |= {
            "recipe_id": recipe.id,
            "recipe_version": recipe.version,
            "allergens": stated_allergens(await kitchen.pasted_recipes.recipe_allergens(recipe)),
        }
    return replace(dish, **values)


async def _add_dish(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        # What the household brings is its own: its recipe may be part of the keepsake.
        new = PotluckDish(gathering_id=gathering.id, name=call.data[ATTR_NAME], cook=actor, consent=True)
        dish = await _with_fields(kitchen, call, new)
        return {"dish": to_json(await kitchen.gatherings.put_dish(dish, actor=actor))}


async def _change_dish(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        before = await found_dish(kitchen, gathering, call.data[ATTR_DISH])
        dish = await _with_fields(kitchen, call, before)
        return {"dish": to_json(await kitchen.gatherings.put_dish(dish, actor=actor))}


async def _remove_dish(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        dish = await found_dish(kitchen, gathering, call.data[ATTR_DISH])
        return {"dish": to_json(await kitchen.gatherings.remove_dish(dish.id, actor=actor))}


async def _revoke_links(call: ServiceCall) -> ServiceResponse:
    kitchen, actor = loaded_kitchen(call.hass), await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        guest = await found_guest(kitchen, call) if ATTR_GUEST in call.data else None
        await kitchen.gatherings.revoke_links(
            gathering.id, guest_id=None if guest is None else guest.id, actor=actor
        )
    return {"gathering": told_gathering(gathering), "guest": to_json(guest)}


async def _stop_sharing_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        await kitchen.gatherings.revoke_recipe_links(recipe.id)
    return {"recipe": {"id": recipe.id, "name": recipe.name}}


ACTIONS: Final = (
    Action(name="change_gathering", handler=_change_gathering, schema=CHANGE_SCHEMA),
    Action(name="remove_gathering", handler=_remove_gathering, schema=REMOVE_SCHEMA),
    Action(name="add_dish", handler=_add_dish, schema=ADD_DISH_SCHEMA),
    Action(name="change_dish", handler=_change_dish, schema=CHANGE_DISH_SCHEMA),
    Action(name="remove_dish", handler=_remove_dish, schema=DISH_SCHEMA),
    Action(name="revoke_links", handler=_revoke_links, schema=REVOKE_SCHEMA),
    Action(name="stop_sharing_recipe", handler=_stop_sharing_recipe, schema=RECIPE_SCHEMA),
)
