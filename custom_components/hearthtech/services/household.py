"""Actions of the freezer, standing purchases, shops, saved searches, favorites and barcodes."""

from dataclasses import asdict
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.household.model import Barcode, HouseholdRecord, Shop, StandingItem, StandingKind
from ..kitchen.household.records import MOST_AISLES
from ..kitchen.meal_plan.meal import MealSlot
from ..kitchen.pantry.freezer_service import FrozenStock
from ..models import loaded_kitchen
from ..validators import date_and_time, entity_in
from .action import Action, caller
from .meal_plan import ATTR_PEOPLE, ATTR_SLOT, ATTR_STARTS_AT, moment_of
from .meal_results import meal_data
from .pantry_and_shopping import ATTR_AMOUNT, ATTR_ITEM, ATTR_PLACE, ATTR_UNIT, ATTR_USE_BY, item_data
from .recipes import ATTR_LIMIT, ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_AISLES: Final = "aisles"
ATTR_BARCODE: Final = "barcode"
ATTR_FAVORITE: Final = "favorite"
ATTR_FROZEN: Final = "frozen"
ATTR_FROZEN_ON: Final = "frozen_on"
ATTR_KIND: Final = "kind"
ATTR_MOVED: Final = "moved"
ATTR_PERSON: Final = "person"
ATTR_PORTIONS: Final = "portions"
ATTR_QUERY: Final = "query"
ATTR_SEARCH: Final = "search"
ATTR_SHOP: Final = "shop"
ATTR_WEEKDAY: Final = "weekday"
ATTR_ZONE: Final = "zone"

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_PORTIONS = vol.All(vol.Coerce(float), vol.Range(min=0.01, max=10_000))
_POSITIVE = vol.All(vol.Coerce(float), vol.Range(min=1e-6, max=1e6))
NO_DATA: Final = vol.Schema({})
FREEZE_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Optional(ATTR_RECIPE): cv.string,
            vol.Optional(ATTR_NAME, default=""): cv.string,
            vol.Required(ATTR_PORTIONS): _PORTIONS,
            vol.Optional(ATTR_FROZEN_ON): cv.date,
            vol.Optional(ATTR_USE_BY): cv.date,
            vol.Optional(ATTR_PLACE, default=""): cv.string,
        },
        cv.has_at_least_one_key(ATTR_RECIPE, ATTR_NAME),
    )
)
TAKE_FROZEN_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_FROZEN): cv.string, vol.Optional(ATTR_PORTIONS): _PORTIONS}
)
PLAN_FROZEN_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_FROZEN): cv.string,
        vol.Required(ATTR_STARTS_AT): date_and_time,
        vol.Optional(ATTR_SLOT, default=MealSlot.OTHER): vol.Coerce(MealSlot),
        vol.Optional(ATTR_PEOPLE, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_PORTIONS): _PORTIONS,
    }
)
STANDING_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_KIND): vol.Coerce(StandingKind),
        vol.Required(ATTR_NAME): cv.string,
        vol.Optional(ATTR_AMOUNT): _POSITIVE,
        vol.Optional(ATTR_UNIT, default=""): cv.string,
        vol.Optional(ATTR_WEEKDAY): vol.In(WEEKDAYS),
        vol.Optional(ATTR_ITEM, default=""): cv.string,
    }
)
ITEM_SCHEMA: Final = vol.Schema({vol.Required(ATTR_ITEM): cv.string})
SHOP_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_NAME): cv.string,
        vol.Optional(ATTR_AISLES, default=list): vol.All(
            cv.ensure_list, [cv.string], vol.Length(max=MOST_AISLES)
        ),
        vol.Optional(ATTR_MOVED): vol.Schema({cv.string: cv.string}),
        vol.Optional(ATTR_ZONE, default=""): vol.Any("", entity_in("zone")),
    }
)
REMOVE_SHOP_SCHEMA: Final = vol.Schema({vol.Required(ATTR_SHOP): cv.string})
SAVE_SEARCH_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_NAME): cv.string, vol.Required(ATTR_QUERY): cv.string}
)
SEARCH_SCHEMA: Final = vol.Schema({vol.Required(ATTR_SEARCH): cv.string})
RUN_SEARCH_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_SEARCH): cv.string,
        vol.Optional(ATTR_LIMIT, default=20): vol.All(vol.Coerce(int), vol.Range(min=1, max=100)),
    }
)
SET_FAVORITE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_RECIPE): cv.string,
        vol.Optional(ATTR_FAVORITE, default=True): cv.boolean,
        vol.Optional(ATTR_PERSON): cv.string,
    }
)
GET_FAVORITES_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_PERSON): cv.string})
SAVE_BARCODE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_BARCODE): cv.string,
        vol.Required(ATTR_NAME): cv.string,
        vol.Optional(ATTR_AMOUNT): _POSITIVE,
        vol.Optional(ATTR_UNIT, default=""): cv.string,
    }
)
BARCODE_SCHEMA: Final = vol.Schema({vol.Required(ATTR_BARCODE): cv.string})


async def _get_freezer(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return {"frozen": [frozen_data(one) for one in await loaded_kitchen(call.hass).freezer.stock()]}


async def _freeze(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE]) if ATTR_RECIPE in call.data else None
        stored = await kitchen.freezer.freeze(
            call.data[ATTR_NAME],
            call.data[ATTR_PORTIONS],
            recipe_id=None if recipe is None else recipe.id,
            frozen_on=call.data.get(ATTR_FROZEN_ON),
            use_by=call.data.get(ATTR_USE_BY),
            place=call.data[ATTR_PLACE],
            actor=caller(call),
        )
    return {"frozen": record_data(stored)}


async def _take_frozen(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        taken = await loaded_kitchen(call.hass).freezer.take(
            call.data[ATTR_FROZEN], call.data.get(ATTR_PORTIONS), actor=caller(call)
        )
    return {"frozen": record_data(taken)}


async def _plan_frozen(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        people = [(await kitchen.people.get(name)).id for name in call.data[ATTR_PEOPLE]]
        planned = await kitchen.freezer.plan(
            call.data[ATTR_FROZEN],
            moment_of(call),
            slot=call.data[ATTR_SLOT],
            people=tuple(people),
            portions=call.data.get(ATTR_PORTIONS),
            actor=caller(call),
        )
    return {"meal": meal_data(planned)}


async def _get_standing(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return {"items": [standing_data(one) for one in await loaded_kitchen(call.hass).standing.items()]}


async def _set_standing(call: ServiceCall) -> ServiceResponse:
    weekday = call.data.get(ATTR_WEEKDAY)
    item = StandingItem(
        id=call.data[ATTR_ITEM],
        kind=call.data[ATTR_KIND],
        name=call.data[ATTR_NAME],
        amount=call.data.get(ATTR_AMOUNT),
        unit=call.data[ATTR_UNIT],
        weekday=None if weekday is None else WEEKDAYS.index(weekday),
    )
    with translated_errors():
        stored = await loaded_kitchen(call.hass).standing.put(item, actor=caller(call))
    return {"item": standing_data(stored)}


async def _remove_standing(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        removed = await loaded_kitchen(call.hass).standing.remove(call.data[ATTR_ITEM], actor=caller(call))
    return {"item": standing_data(removed)}


async def _put_away(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        came = await loaded_kitchen(call.hass).standing.put_away(actor=caller(call))
    return {"items": [item_data(item) for item in came]}


async def _get_shops(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return {"shops": [record_data(one) for one in await loaded_kitchen(call.hass).standing.shops()]}


async def _save_shop(call: ServiceCall) -> ServiceResponse:
    shop = Shop(
        name=call.data[ATTR_NAME],
        aisles=tuple(call.data[ATTR_AISLES]),
        moved=call.data.get(ATTR_MOVED),
        zone=call.data[ATTR_ZONE],
    )
    with translated_errors():
        stored = await loaded_kitchen(call.hass).standing.put_shop(shop, actor=caller(call))
    return {"shop": record_data(stored)}


async def _remove_shop(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        removed = await loaded_kitchen(call.hass).standing.remove_shop(
            call.data[ATTR_SHOP], actor=caller(call)
        )
    return {"shop": record_data(removed)}


async def _get_searches(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return {"searches": [record_data(one) for one in await loaded_kitchen(call.hass).saved.searches()]}


async def _save_search(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        saved = await loaded_kitchen(call.hass).saved.save_search(
            call.data[ATTR_NAME], call.data[ATTR_QUERY], actor=caller(call)
        )
    return {"search": record_data(saved)}


async def _remove_search(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        removed = await loaded_kitchen(call.hass).saved.remove_search(
            call.data[ATTR_SEARCH], actor=caller(call)
        )
    return {"search": record_data(removed)}


async def _run_search(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        search, hits = await loaded_kitchen(call.hass).saved.run(
            call.data[ATTR_SEARCH], limit=call.data[ATTR_LIMIT]
        )
    return {"search": record_data(search), "recipes": [{"id": hit.id, "name": hit.name} for hit in hits]}


async def _get_favorites(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        person = (await kitchen.people.get(call.data[ATTR_PERSON])).id if ATTR_PERSON in call.data else ""
        found = await kitchen.saved.favorites(person)
    return {"recipes": [{"id": recipe_id, "name": name} for recipe_id, name in found.items()]}


async def _set_favorite(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        person = (await kitchen.people.get(call.data[ATTR_PERSON])).id if ATTR_PERSON in call.data else ""
        await kitchen.saved.set_favorite(
            recipe.id, favorite=call.data[ATTR_FAVORITE], person=person, actor=caller(call)
        )
    return {"recipe": {"id": recipe.id, "name": recipe.name}, "favorite": call.data[ATTR_FAVORITE]}


async def _look_up_barcode(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        found = await loaded_kitchen(call.hass).barcodes.look_up(call.data[ATTR_BARCODE])
    return {"product": None if found is None else record_data(found)}


async def _save_barcode(call: ServiceCall) -> ServiceResponse:
    barcode = Barcode(
        id=call.data[ATTR_BARCODE],
        name=call.data[ATTR_NAME],
        amount=call.data.get(ATTR_AMOUNT),
        unit=call.data[ATTR_UNIT],
    )
    with translated_errors():
        stored = await loaded_kitchen(call.hass).barcodes.put(barcode, actor=caller(call))
    return {"product": record_data(stored)}


async def _remove_barcode(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        removed = await loaded_kitchen(call.hass).barcodes.remove(call.data[ATTR_BARCODE], actor=caller(call))
    return {"product": record_data(removed)}


def record_data(record: HouseholdRecord) -> dict[str, Any]:
    """Return a record as JSON data."""
    told: dict[str, Any] = to_json(asdict(record))
    return told


def frozen_data(stock: FrozenStock) -> dict[str, Any]:
    """Return frozen portions as JSON data."""
    return {**record_data(stock.portions), "left": stock.left, "days_left": stock.days_left}


def standing_data(item: StandingItem) -> dict[str, Any]:
    """Return a standing item as JSON data."""
    weekday = None if item.weekday is None else WEEKDAYS[item.weekday]
    told = {"id": item.id, "kind": item.kind.value, "name": item.name, "amount": item.amount}
    return {**told, "unit": item.unit, "weekday": weekday}


_ONLY = SupportsResponse.ONLY
ACTIONS: Final = (
    Action(name="get_freezer", handler=_get_freezer, schema=NO_DATA, response=_ONLY),
    Action(name="freeze_portions", handler=_freeze, schema=FREEZE_SCHEMA),
    Action(name="take_frozen", handler=_take_frozen, schema=TAKE_FROZEN_SCHEMA),
    Action(name="plan_frozen", handler=_plan_frozen, schema=PLAN_FROZEN_SCHEMA),
    Action(name="get_standing_items", handler=_get_standing, schema=NO_DATA, response=_ONLY),
    Action(name="set_standing_item", handler=_set_standing, schema=STANDING_SCHEMA),
    Action(name="remove_standing_item", handler=_remove_standing, schema=ITEM_SCHEMA),
    Action(name="put_away_shopping", handler=_put_away, schema=NO_DATA),
    Action(name="get_shops", handler=_get_shops, schema=NO_DATA, response=_ONLY),
    Action(name="save_shop", handler=_save_shop, schema=SHOP_SCHEMA),
    Action(name="remove_shop", handler=_remove_shop, schema=REMOVE_SHOP_SCHEMA),
    Action(name="get_searches", handler=_get_searches, schema=NO_DATA, response=_ONLY),
    Action(name="save_search", handler=_save_search, schema=SAVE_SEARCH_SCHEMA),
    Action(name="remove_search", handler=_remove_search, schema=SEARCH_SCHEMA),
    Action(name="run_search", handler=_run_search, schema=RUN_SEARCH_SCHEMA, response=_ONLY),
    Action(name="get_favorites", handler=_get_favorites, schema=GET_FAVORITES_SCHEMA, response=_ONLY),
    Action(name="set_favorite", handler=_set_favorite, schema=SET_FAVORITE_SCHEMA),
    Action(name="look_up_barcode", handler=_look_up_barcode, schema=BARCODE_SCHEMA, response=_ONLY),
    Action(name="save_barcode", handler=_save_barcode, schema=SAVE_BARCODE_SCHEMA),
    Action(name="remove_barcode", handler=_remove_barcode, schema=BARCODE_SCHEMA),
)
