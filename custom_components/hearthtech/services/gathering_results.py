"""Actions of gatherings, for the host: ballots on paper, reviews, recipes of dishes, and the keepsake."""

from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..http.gathering_pages import GatheringPage, async_page_path
from ..json_encoding import to_json
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.gatherings.model import DIMENSIONS, HIGHEST_SCORE, LOWEST_SCORE, LinkKind, Review
from ..models import loaded_kitchen
from ..permissions import async_require_admin
from .action import Action, caller_name
from .file_access import ATTR_PATH, SOURCE, SOURCES, allowed_path, content_of
from .gathering_lookup import ATTR_DISH, DISH_SCHEMA, GATHERING, found_dish, found_gathering

ATTR_CODE: Final = "code"
ATTR_COUNT: Final = "count"
ATTR_CRITIC: Final = "critic"
ATTR_PAGE: Final = "page"
ATTR_SCORES: Final = "scores"
ATTR_WORDS: Final = "words"

_SCORE = vol.All(int, vol.Range(min=LOWEST_SCORE, max=HIGHEST_SCORE))
_STARS = vol.All(vol.Coerce(float), vol.Range(min=0, max=5))
CODES_SCHEMA: Final = vol.Schema(
    {**GATHERING, vol.Required(ATTR_COUNT): vol.All(vol.Coerce(int), vol.Range(min=1, max=500))}
)
BALLOT_SCHEMA: Final = vol.Schema(
    {
        **GATHERING,
        vol.Required(ATTR_CODE): cv.string,
        vol.Required(ATTR_SCORES): {vol.All(cv.string, vol.Upper): {vol.In(DIMENSIONS): _SCORE}},
    }
)
PAGE_SCHEMA: Final = vol.Schema(
    {
        **GATHERING,
        vol.Required(ATTR_PAGE): vol.In(["cards", "keepsake", "outside", "archive"]),
        vol.Optional(ATTR_CODE, default=""): cv.string,
    }
)
REVIEW_SCHEMA: Final = vol.Schema(
    {
        **GATHERING,
        vol.Optional(ATTR_DISH, default=""): cv.string,
        vol.Optional(ATTR_CRITIC): cv.string,
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        **{vol.Optional(dimension): _STARS for dimension in DIMENSIONS},
        **SOURCES,
    }
)
EXPORT_SCHEMA: Final = vol.Schema({**GATHERING, vol.Required(ATTR_PATH): cv.string})


async def _create_paper_ballots(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        codes = await kitchen.cook_offs.paper_codes(gathering.id, call.data[ATTR_COUNT])
    path = async_page_path(call.hass, gathering.id, GatheringPage.BALLOTS, codes)
    return {"codes": list(codes), "path": path}


async def _get_gathering_page(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    wanted = GatheringPage(call.data[ATTR_PAGE])
    if wanted is GatheringPage.ARCHIVE:
        await async_require_admin(call.hass, call.context)
    codes = [code] if (code := call.data[ATTR_CODE]) else []
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        if codes:
            link = kitchen.guests.link(code)
            if link is None or link.kind is not LinkKind.PERSONAL or link.gathering_id != gathering.id:
                raise KitchenError(ErrorCode.INVALID, reason="the code opens nothing")
    return {"path": async_page_path(call.hass, gathering.id, wanted, codes)}


async def _count_paper_ballot(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        replaced = await kitchen.cook_offs.count_paper(
            gathering.id, call.data[ATTR_CODE], call.data[ATTR_SCORES]
        )
    return {"replaced": replaced}


async def _add_review(call: ServiceCall) -> ServiceResponse:
    kitchen, data = loaded_kitchen(call.hass), call.data
    critic = data[ATTR_CRITIC] if ATTR_CRITIC in data else await caller_name(call)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        dish = await found_dish(kitchen, gathering, data[ATTR_DISH]) if data[ATTR_DISH] else None
        review = Review(
            gathering_id=gathering.id,
            dish_id="" if dish is None else dish.id,
            critic=critic,
            words=data[ATTR_WORDS],
            stars={dimension: data[dimension] for dimension in DIMENSIONS if dimension in data},
        )
        picture = (await content_of(call)).content if any(name in data for name in SOURCE) else None
        return {"review": to_json(await kitchen.keepsakes.review(review, picture=picture))}


async def _take_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        dish = await found_dish(kitchen, gathering, call.data[ATTR_DISH])
        taken = await kitchen.keepsakes.take_recipe(dish.id, actor=await caller_name(call))
    return {"dish": to_json(taken)}


async def _export_keepsake(call: ServiceCall) -> ServiceResponse:
    await async_require_admin(call.hass, call.context)
    kitchen = loaded_kitchen(call.hass)
    path = await allowed_path(call.hass, call.data[ATTR_PATH])
    with translated_errors():
        gathering = await found_gathering(kitchen, call)
        recipes = await kitchen.keepsakes.export(gathering.id, path)
    told: dict[str, Any] = {"recipes": recipes, "path": str(path)}
    return told


ACTIONS: Final = (
    Action(
        name="create_paper_ballots",
        handler=_create_paper_ballots,
        schema=CODES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(
        name="get_gathering_page",
        handler=_get_gathering_page,
        schema=PAGE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name="count_paper_ballot", handler=_count_paper_ballot, schema=BALLOT_SCHEMA),
    Action(name="add_review", handler=_add_review, schema=REVIEW_SCHEMA),
    Action(name="take_recipe", handler=_take_recipe, schema=DISH_SCHEMA),
    Action(name="export_keepsake", handler=_export_keepsake, schema=EXPORT_SCHEMA),
)
