"""Actions of the pantry and the shopping list."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.todo.const import DOMAIN as TODO_DOMAIN, TodoItemStatus, TodoServices
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..const import DOMAIN
from ..errors import translated_errors, user_error
from ..kitchen.kitchen import Kitchen
from ..kitchen.nutrition.text import key
from ..kitchen.pantry.pantry_item import PantryItem, PantryWithdrawal
from ..kitchen.shopping.aisles import aisle_in, in_shop_order
from ..kitchen.shopping.shopping_list import ShoppingItem
from ..kitchen.shopping.shown_items import ShownItem, item_words
from ..models import loaded_kitchen
from ..validators import entity_in
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
ATTR_SHOP: Final = "shop"
ATTR_START: Final = "start"
ATTR_UNIT: Final = "unit"
ATTR_USE_BY: Final = "use_by"

_POSITIVE = vol.All(vol.Coerce(float), vol.Range(min=1e-6, max=1e9))
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
GET_SHOPPING_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_SHOP): cv.string})
PUSH_SHOPPING_SCHEMA: Final = vol.Schema({vol.Required(ATTR_LIST): entity_in(TODO_DOMAIN)})


async def _get_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        days = call.data.get(ATTR_DAYS)
        items = await (kitchen.pantry.items() if days is None else kitchen.pantry.expiring(days))
    return {"items": [item_data(item) for item in items]}


async def _add_to_pantry(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        added = await loaded_kitchen(call.hass).pantry.add(PantryItem(**call.data), actor=caller(call))
    return {"item": item_data(added)}


async def _change_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    values = dict(call.data)
    with translated_errors():
        known = (await kitchen.pantry.find(values.pop(ATTR_ITEM)))[0]
        changed = await kitchen.pantry.change(replace(known, **values), base=known, actor=caller(call))
    return {"item": item_data(changed)}


async def _remove_from_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        known = (await kitchen.pantry.find(call.data[ATTR_ITEM]))[0]
        removed = await kitchen.pantry.remove(known.id, actor=caller(call))
    return {"item": item_data(removed)}


async def _pantry_after(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        takings = await kitchen.pantry.withdrawals(recipe.id, call.data.get(ATTR_SERVINGS))
    return {"takes": [_taking_data(taking) for taking in takings]}


async def _take_from_pantry(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        if ATTR_RECIPE in call.data:
            recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
            takings = await kitchen.pantry.withdrawals(recipe.id, call.data.get(ATTR_SERVINGS))
        else:
            item = (await kitchen.pantry.find(call.data[ATTR_ITEM]))[0]
            takings = [PantryWithdrawal(item=item, amount=call.data.get(ATTR_AMOUNT, item.amount))]
        left = await kitchen.pantry.take(takings, actor=caller(call))
    return {"took": [_taking_data(taking) for taking in takings], "left": [item_data(item) for item in left]}


async def _get_shopping_list(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        items = await kitchen.shopping.items()
        if ATTR_SHOP not in call.data:
            return await _list_data(kitchen, items)
        shop = await kitchen.standing.shop(call.data[ATTR_SHOP])
        shown = await kitchen.shopping.shown(items)
    told: list[JsonValueType] = [
        {**shopping_data(item, shown[item.id]), "aisle": aisle_in(item, shop)}
        for item in in_shop_order(items, shop)
    ]
    return {"items": told}


async def _make_shopping_list(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        found = [await find_recipe(kitchen, name) for name in call.data.get(ATTR_RECIPES, ())]
        start, end = _span(call)
        made = await kitchen.shopping.make_list(
            start=start,
            end=end,
            recipes={recipe.id: call.data.get(ATTR_SERVINGS) for recipe in found},
            actor=caller(call),
        )
        return await _list_data(kitchen, made)


def _span(call: ServiceCall) -> tuple[datetime | None, datetime | None]:
    """Return the time range of the shopping list; nothing if it is only for recipes."""
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
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        added = await kitchen.shopping.add(
            call.data[ATTR_NAME],
            amount=call.data.get(ATTR_AMOUNT),
            unit=call.data[ATTR_UNIT],
            note=call.data[ATTR_NOTE],
            actor=caller(call),
        )
        shown = await kitchen.shopping.shown([added])
    return {"item": shopping_data(added, shown[added.id])}


async def _undo_shopping(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        return await _list_data(kitchen, await kitchen.shopping.undo(actor=caller(call)))


async def _push_shopping_list(call: ServiceCall) -> ServiceResponse:
    """Copy the shopping list to another to-do list. Existing items are not duplicated; only their amounts are updated."""
    target: str = call.data[ATTR_LIST]
    known = er.async_get(call.hass).async_get(target)
    if known is not None and known.platform == DOMAIN:
        raise user_error("push_to_itself")
    if call.hass.states.get(target) is None:
        raise user_error("no_such_list", entity=target)
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        items = [item for item in await kitchen.shopping.items() if not item.bought]
    language = kitchen.locale.language
    response = await _todo(call, TodoServices.GET_ITEMS, target, status=[TodoItemStatus.NEEDS_ACTION])
    there = {_plain_name(item["summary"]): item for item in response[target]["items"]}
    added: list[JsonValueType] = []
    updated: list[JsonValueType] = []
    for item in items:
        line = item_words(item, language)
        old = there.get(_plain_name(item.name))
        if old is None:
            await _todo(call, TodoServices.ADD_ITEM, target, item=line)
            added.append(line)
        elif old["summary"] != line and old["summary"].endswith(")"):
            await _todo(
                call,
                TodoServices.UPDATE_ITEM,
                target,
                item=old.get("uid") or old["summary"],
                rename=line,
            )
            updated.append(line)
    return {"added": added, "updated": updated, "unchanged": len(items) - len(added) - len(updated)}


def _plain_name(summary: str) -> str:
    """Return the name of a to-do item without the amount that was appended."""
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
    """Return a pantry item as JSON data."""
    return {
        "id": item.id,
        "name": item.name,
        "amount": item.amount,
        "unit": item.unit,
        "use_by": None if item.use_by is None else item.use_by.isoformat(),
        "days_left": item.days_left(dt_util.now().date()),
        "place": item.place,
    }


def shopping_data(item: ShoppingItem, shown: ShownItem) -> dict[str, Any]:
    """Return a shopping item as JSON data."""
    return {
        "id": item.id,
        "name": item.name,
        "amount": shown.amount,
        "packages": shown.packages,
        "aisle": item.aisle,
        "note": item.note,
        "bought": item.bought,
        "for": list(dict.fromkeys(source.name for source in item.sources if source.name)),
    }


def _taking_data(taking: PantryWithdrawal) -> dict[str, Any]:
    return {
        "id": taking.item.id,
        "name": taking.item.name,
        "amount": taking.amount,
        "unit": taking.item.unit,
        "left": taking.left,
    }


async def _list_data(kitchen: Kitchen, items: list[ShoppingItem]) -> dict[str, Any]:
    shown = await kitchen.shopping.shown(items)
    return {"items": [shopping_data(item, shown[item.id]) for item in items]}


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
        schema=GET_SHOPPING_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name="make_shopping_list", handler=_make_shopping_list, schema=MAKE_SHOPPING_SCHEMA),
    Action(name="add_to_shopping", handler=_add_to_shopping, schema=ADD_TO_SHOPPING_SCHEMA),
    Action(name="push_shopping_list", handler=_push_shopping_list, schema=PUSH_SHOPPING_SCHEMA),
    Action(name="undo_shopping", handler=_undo_shopping, schema=NO_DATA),
)
