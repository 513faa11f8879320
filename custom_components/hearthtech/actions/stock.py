"""Actions of the pantry and the shopping list."""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.todo.const import DOMAIN as TODO_DOMAIN, TodoItemStatus, TodoServices
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors, user_error
from custom_components.hearthtech.kitchen.food.text import key
from custom_components.hearthtech.kitchen.plan.pantry import PantryItem, Taking
from custom_components.hearthtech.kitchen.plan.shopping import ShoppingItem

from .action import Action, caller
from .recipes import ATTR_RECIPE, find_recipe

ATTR_AMOUNT: Final = "amount"
ATTR_DAYS: Final = "days"
ATTR_ITEM: Final = "item"
ATTR_LIST: Final = "list"
ATTR_NAME: Final = "name"
ATTR_NOTE: Final = "note"
ATTR_PLACE: Final = "place"
ATTR_RECIPES: Final = "recipes"
ATTR_SERVINGS: Final = "servings"
ATTR_START: Final = "start"
ATTR_UNIT: Final = "unit"
ATTR_USE_BY: Final = "use_by"

_POSITIVE = vol.All(vol.Coerce(float), vol.Range(min=0, min_included=False))
_ABOUT_ITEM = {
    vol.Optional(ATTR_AMOUNT): _POSITIVE,
    vol.Optional(ATTR_UNIT): cv.string,
    vol.Optional(ATTR_USE_BY): cv.date,
    vol.Optional(ATTR_PLACE): cv.string,
}
GET_PANTRY_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_DAYS): cv.positive_int})
ADD_TO_PANTRY_SCHEMA: Final = vol.Schema({vol.Required(ATTR_NAME): cv.string, **_ABOUT_ITEM})
CHANGE_PANTRY_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_ITEM): cv.string, vol.Optional(ATTR_NAME): cv.string, **_ABOUT_ITEM}
)
REMOVE_FROM_PANTRY_SCHEMA: Final = vol.Schema({vol.Required(ATTR_ITEM): cv.string})
_COOKED = {vol.Required(ATTR_RECIPE): cv.string, vol.Optional(ATTR_SERVINGS): _POSITIVE}
PANTRY_AFTER_SCHEMA: Final = vol.Schema(_COOKED)
TAKE_FROM_PANTRY_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Optional(ATTR_ITEM): cv.string,
            vol.Optional(ATTR_AMOUNT): _POSITIVE,
            vol.Optional(ATTR_RECIPE): cv.string,
            vol.Optional(ATTR_SERVINGS): _POSITIVE,
        },
        cv.has_at_least_one_key(ATTR_ITEM, ATTR_RECIPE),
    )
)
NO_DATA: Final = vol.Schema({})
MAKE_SHOPPING_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_START): cv.date,
        vol.Optional(ATTR_DAYS): vol.All(vol.Coerce(int), vol.Range(min=1, max=62)),
        vol.Optional(ATTR_RECIPES): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_SERVINGS): _POSITIVE,
    }
)
ADD_TO_SHOPPING_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_NAME): cv.string,
        vol.Optional(ATTR_AMOUNT): _POSITIVE,
        vol.Optional(ATTR_UNIT, default=""): cv.string,
        vol.Optional(ATTR_NOTE, default=""): cv.string,
    }
)
PUSH_SHOPPING_SCHEMA: Final = vol.Schema({vol.Required(ATTR_LIST): cv.entity_domain(TODO_DOMAIN)})


async def _get_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        days = call.data.get(ATTR_DAYS)
        items = await (kitchen.pantry() if days is None else kitchen.expiring(days))
    return {"items": [item_data(item) for item in items]}


async def _add_to_pantry(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        added = await loaded_kitchen(call.hass).add_to_pantry(PantryItem(**call.data), who=caller(call))
    return {"item": item_data(added)}


async def _change_pantry(call: ServiceCall) -> ServiceResponse:
    from dataclasses import replace

    kitchen = loaded_kitchen(call.hass)
    values = dict(call.data)
    with translated_errors():
        known = (await kitchen.find_in_pantry(values.pop(ATTR_ITEM)))[0]
        changed = await kitchen.change_pantry(replace(known, **values), who=caller(call))
    return {"item": item_data(changed)}


async def _remove_from_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        known = (await kitchen.find_in_pantry(call.data[ATTR_ITEM]))[0]
        removed = await kitchen.remove_from_pantry(known.id, who=caller(call))
    return {"item": item_data(removed)}


async def _pantry_after(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        takings = await kitchen.pantry_after(recipe.id, call.data.get(ATTR_SERVINGS))
    return {"takes": [_taking_data(taking) for taking in takings]}


async def _take_from_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        if ATTR_RECIPE in call.data:
            recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
            takings = await kitchen.pantry_after(recipe.id, call.data.get(ATTR_SERVINGS))
        else:
            item = (await kitchen.find_in_pantry(call.data[ATTR_ITEM]))[0]
            takings = [Taking(item=item, amount=call.data.get(ATTR_AMOUNT, item.amount))]
        left = await kitchen.take_from_pantry(takings, who=caller(call))
    return {"took": [_taking_data(taking) for taking in takings], "left": [item_data(item) for item in left]}


async def _get_shopping_list(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return _list_data(await loaded_kitchen(call.hass).shopping_list())


async def _make_shopping_list(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        found = [await find_recipe(kitchen, name) for name in call.data.get(ATTR_RECIPES, ())]
        start, end = _span(call)
        return _list_data(
            await kitchen.make_shopping_list(
                start=start,
                end=end,
                recipes={recipe.id: call.data.get(ATTR_SERVINGS) for recipe in found},
                who=caller(call),
            )
        )


def _span(call: ServiceCall) -> tuple[datetime | None, datetime | None]:
    """The time that the list is for; nothing when it is only for recipes."""
    if ATTR_START not in call.data and ATTR_DAYS not in call.data:
        return None, None
    now = dt_util.now()
    first = call.data.get(ATTR_START, now.date())
    begin = (
        max(now, dt_util.start_of_local_day(first))
        if first <= now.date()
        else dt_util.start_of_local_day(first)
    )
    return begin, dt_util.start_of_local_day(first + timedelta(days=call.data.get(ATTR_DAYS, 7)))


async def _add_to_shopping(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        added = await loaded_kitchen(call.hass).add_to_shopping(
            call.data[ATTR_NAME],
            amount=call.data.get(ATTR_AMOUNT),
            unit=call.data[ATTR_UNIT],
            note=call.data[ATTR_NOTE],
            who=caller(call),
        )
    return {"item": shopping_data(added)}


async def _undo_shopping(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return _list_data(await loaded_kitchen(call.hass).undo_shopping(who=caller(call)))


async def _push_shopping_list(call: ServiceCall) -> ServiceResponse:
    """Bring what is to buy into another list. What is there already is not doubled, only its amount brought up to date."""
    target: str = call.data[ATTR_LIST]
    known = er.async_get(call.hass).async_get(target)
    if known is not None and known.platform == DOMAIN:
        raise user_error("push_to_itself")
    if call.hass.states.get(target) is None:
        raise user_error("no_such_list", entity=target)
    with translated_errors():
        items = [item for item in await loaded_kitchen(call.hass).shopping_list() if not item.bought]
    response = await _todo(call, TodoServices.GET_ITEMS, target, status=[TodoItemStatus.NEEDS_ACTION])
    there = {_plain_name(item["summary"]): item for item in response[target]["items"]}
    added: list[JsonValueType] = []
    updated: list[JsonValueType] = []
    for item in items:
        old = there.get(_plain_name(item.name))
        if old is None:
            await _todo(call, TodoServices.ADD_ITEM, target, item=item.words)
            added.append(item.words)
        elif old["summary"] != item.words and old["summary"].endswith(")"):
            await _todo(
                call,
                TodoServices.UPDATE_ITEM,
                target,
                item=old.get("uid") or old["summary"],
                rename=item.words,
            )
            updated.append(item.words)
    return {"added": added, "updated": updated, "unchanged": len(items) - len(added) - len(updated)}


def _plain_name(summary: str) -> str:
    """What a line of a list is about, without the amount that we write behind it."""
    return key(summary.rpartition(" (")[0] if summary.endswith(")") and " (" in summary else summary)


async def _todo(call: ServiceCall, service: str, target: str, **data: Any) -> dict[str, Any]:
    hass: HomeAssistant = call.hass
    asks = service == TodoServices.GET_ITEMS
    response = await hass.services.async_call(
        TODO_DOMAIN,
        service,
        data,
        target={"entity_id": target},
        blocking=True,
        return_response=asks,
        context=call.context,
    )
    return dict(response or {})


def item_data(item: PantryItem) -> dict[str, Any]:
    """A thing of the pantry in plain values."""
    return {
        "id": item.id,
        "name": item.name,
        "amount": item.amount,
        "unit": item.unit,
        "use_by": None if item.use_by is None else item.use_by.isoformat(),
        "days_left": item.days_left(dt_util.now().date()),
        "place": item.place,
    }


def shopping_data(item: ShoppingItem) -> dict[str, Any]:
    """A thing to buy in plain values."""
    return {
        "id": item.id,
        "name": item.name,
        "amount": item.amount_words,
        "aisle": item.aisle,
        "note": item.note,
        "bought": item.bought,
        "for": list(dict.fromkeys(source.name for source in item.sources if source.name)),
    }


def _taking_data(taking: Taking) -> dict[str, Any]:
    return {
        "id": taking.item.id,
        "name": taking.item.name,
        "amount": taking.amount,
        "unit": taking.item.unit,
        "left": taking.left,
    }


def _list_data(items: list[ShoppingItem]) -> dict[str, Any]:
    return {"items": [shopping_data(item) for item in items]}


ACTIONS: Final = (
    Action(name="get_pantry", handler=_get_pantry, schema=GET_PANTRY_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="add_to_pantry", handler=_add_to_pantry, schema=ADD_TO_PANTRY_SCHEMA),
    Action(name="change_pantry", handler=_change_pantry, schema=CHANGE_PANTRY_SCHEMA),
    Action(name="remove_from_pantry", handler=_remove_from_pantry, schema=REMOVE_FROM_PANTRY_SCHEMA),
    Action(
        name="pantry_after", handler=_pantry_after, schema=PANTRY_AFTER_SCHEMA, response=SupportsResponse.ONLY
    ),
    Action(name="take_from_pantry", handler=_take_from_pantry, schema=TAKE_FROM_PANTRY_SCHEMA),
    Action(
        name="get_shopping_list",
        handler=_get_shopping_list,
        schema=NO_DATA,
        response=SupportsResponse.ONLY,
    ),
    Action(name="make_shopping_list", handler=_make_shopping_list, schema=MAKE_SHOPPING_SCHEMA),
    Action(name="add_to_shopping", handler=_add_to_shopping, schema=ADD_TO_SHOPPING_SCHEMA),
    Action(name="push_shopping_list", handler=_push_shopping_list, schema=PUSH_SHOPPING_SCHEMA),
    Action(name="undo_shopping", handler=_undo_shopping, schema=NO_DATA),
)
