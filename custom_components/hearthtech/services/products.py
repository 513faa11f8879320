"""Actions of products: contents of the products that the household buys, and products that block a check of recipes."""

from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.people.diets import Matter
from ..kitchen.people.household_products import (
    LONGEST_NAME,
    LONGEST_WORDS,
    SUITABLE,
    Product,
    product_to_json,
)
from ..kitchen.people.model import Allergen, Diet
from ..models import loaded_kitchen
from .action import Action, caller
from .food import ATTR_LANGUAGE, LANGUAGES
from .recipes import ATTR_LIMIT, ATTR_NAME

ATTR_COMPLETE: Final = "complete"
ATTR_CONTAINS: Final = "contains"
ATTR_LABEL: Final = "label"
ATTR_MADE_OF: Final = "made_of"
ATTR_MAY_CONTAIN: Final = "may_contain"
ATTR_NO_FOOD: Final = "no_food"
ATTR_SUITS: Final = "suits"

STATE_PRODUCT: Final = "state_product"
FORGET_PRODUCT: Final = "forget_product"
LIST_PRODUCTS: Final = "list_products"
LIST_UNCHECKED: Final = "list_unchecked"

_ALLERGENS = vol.All(cv.ensure_list, [vol.Coerce(Allergen)])
_NAME = vol.All(cv.string, vol.Length(min=1, max=LONGEST_NAME))
STATE_PRODUCT_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_NAME): _NAME,
        vol.Optional(ATTR_LABEL): vol.All(cv.string, vol.Length(min=1, max=LONGEST_WORDS)),
        vol.Optional(ATTR_CONTAINS): _ALLERGENS,
        vol.Optional(ATTR_MAY_CONTAIN): _ALLERGENS,
        vol.Optional(ATTR_MADE_OF): vol.All(cv.ensure_list, [vol.In([matter.value for matter in Matter])]),
        vol.Optional(ATTR_SUITS): vol.All(
            cv.ensure_list, [vol.In(sorted(diet.value for diet in SUITABLE))], [vol.Coerce(Diet)]
        ),
        vol.Optional(ATTR_COMPLETE): cv.boolean,
        vol.Optional(ATTR_NO_FOOD, default=False): cv.boolean,
        vol.Optional(ATTR_LANGUAGE): vol.In(LANGUAGES),
    }
)
FORGET_PRODUCT_SCHEMA: Final = vol.Schema({vol.Required(ATTR_NAME): _NAME})
LIST_UNCHECKED_SCHEMA: Final = vol.Schema(
    {vol.Optional(ATTR_LIMIT, default=20): vol.All(vol.Coerce(int), vol.Range(min=1, max=500))}
)


async def _state_product(call: ServiceCall) -> ServiceResponse:
    kitchen, told = loaded_kitchen(call.hass), call.data
    language = told.get(ATTR_LANGUAGE) or call.hass.config.language.partition("-")[0]
    by_hand = Product(
        name=told[ATTR_NAME],
        contains=frozenset(told.get(ATTR_CONTAINS, ())),
        may_contain=frozenset(told.get(ATTR_MAY_CONTAIN, ())),
        made_of=frozenset(told.get(ATTR_MADE_OF, ())),
        suits=frozenset(told.get(ATTR_SUITS, ())),
        complete=told.get(ATTR_COMPLETE, True),
        is_food=not told[ATTR_NO_FOOD],
    )
    unread: tuple[str, ...] = ()
    with translated_errors():
        if ATTR_LABEL in told:
            product, reading = await kitchen.people.state_label(
                by_hand,
                told[ATTR_LABEL],
                language=language if language in LANGUAGES else "en",
                complete=told.get(ATTR_COMPLETE),
                actor=caller(call),
            )
            unread = reading.unread
        else:
            product = await kitchen.people.state_product(by_hand, actor=caller(call))
    return {"product": _product(product), "not_understood": list(unread)}


async def _forget_product(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        known = await loaded_kitchen(call.hass).people.forget_product(
            call.data[ATTR_NAME], actor=caller(call)
        )
    return {"forgotten": None if known is None else _product(known)}


async def _list_products(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        products = await loaded_kitchen(call.hass).people.products()
    return {"products": [_product(product) for product in products]}


async def _list_unchecked(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        found = await loaded_kitchen(call.hass).people.unchecked_words(call.data[ATTR_LIMIT])
    return {
        "words": [
            {
                "word": one.word,
                "why": one.why.value,
                "recipes": one.recipes,
                "alone": one.alone,
                "lines": [{"recipe": name, "line": line} for name, line in one.lines],
            }
            for one in found
        ]
    }


def _product(product: Product) -> dict[str, Any]:
    told = product_to_json(product)
    told[ATTR_NO_FOOD] = not told.pop("is_food")
    made = to_json({"name": product.name, **told})
    assert isinstance(made, dict)
    return made


ACTIONS: Final = (
    Action(name=STATE_PRODUCT, handler=_state_product, schema=STATE_PRODUCT_SCHEMA),
    Action(name=FORGET_PRODUCT, handler=_forget_product, schema=FORGET_PRODUCT_SCHEMA),
    Action(name=LIST_PRODUCTS, handler=_list_products, schema=vol.Schema({}), response=SupportsResponse.ONLY),
    Action(
        name=LIST_UNCHECKED,
        handler=_list_unchecked,
        schema=LIST_UNCHECKED_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
)
