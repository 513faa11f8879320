"""Actions that start and drive a cooking session, watch a cook, and keep what was watched."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors, user_error
from custom_components.hearthtech.kitchen.burner import Burner
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel
from custom_components.hearthtech.kitchen.session import CookingSession
from custom_components.hearthtech.kitchen.session.model import Remark
from custom_components.hearthtech.kitchen.session_work import DishOrder
from custom_components.hearthtech.media_ids import MEDIA_URL
from custom_components.hearthtech.permissions import async_require_heat
from custom_components.hearthtech.plain import plain
from custom_components.hearthtech.session_view import PLOT_URL
from custom_components.hearthtech.targets import find_burners

from .action import Action, caller, caller_name
from .outside import SOURCE, SOURCES, camera_picture, content_of
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_BURNER: Final = "burner"
ATTR_BY: Final = "by"
ATTR_CAMERA: Final = "camera"
ATTR_DISH: Final = "dish"
ATTR_DISHES: Final = "dishes"
ATTR_HEAT: Final = "heat"
ATTR_LEVEL: Final = "level"
ATTR_ORDER: Final = "order"
ATTR_READY_AT: Final = "ready_at"
ATTR_SESSION: Final = "session"
ATTR_SESSIONS: Final = "sessions"
ATTR_TIME: Final = "time"
ATTR_TOGETHER: Final = "together"
ATTR_WORDS: Final = "words"

START_COOKING: Final = "start_cooking"
NEXT_STEP: Final = "next_step"
STOP_COOKING: Final = "stop_cooking"
GET_SESSION: Final = "get_session"
GET_SESSION_REPORT: Final = "get_session_report"
TELL_SESSION: Final = "tell_session"
WATCH_COOKING: Final = "watch_cooking"
PROPOSE_RECIPE: Final = "propose_recipe"
LEARN_FROM_COOKINGS: Final = "learn_from_cookings"


class Order(StrEnum):
    """What a session can be told."""

    CONFIRM = "confirm"
    PREVIOUS = "previous"
    REPEAT = "repeat"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    HOLD = "hold"
    LEVEL = "level"
    REMARK = "remark"


DISH_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_RECIPE): cv.string,
        vol.Optional(ATTR_BURNER): cv.string,
        vol.Optional(ATTR_LEVEL): vol.Coerce(HelpLevel),
    }
)
START_COOKING_SCHEMA: Final = vol.All(
    cv.has_at_least_one_key(ATTR_RECIPE, ATTR_DISHES),
    vol.Schema(
        {
            vol.Exclusive(ATTR_RECIPE, "what"): cv.string,
            vol.Exclusive(ATTR_DISHES, "what"): vol.All(
                cv.ensure_list, [DISH_SCHEMA], vol.Length(min=1, max=12)
            ),
            vol.Optional(ATTR_BURNER): cv.string,
            vol.Optional(ATTR_LEVEL, default=HelpLevel.GUIDE): vol.Coerce(HelpLevel),
            vol.Optional(ATTR_HEAT, default=False): cv.boolean,
            vol.Optional(ATTR_READY_AT): cv.datetime,
            vol.Optional(ATTR_TOGETHER, default=True): cv.boolean,
        }
    ),
)
SESSION_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_SESSION): cv.string})
TELL_SESSION_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_ORDER): vol.Coerce(Order),
        vol.Optional(ATTR_SESSION): cv.string,
        vol.Optional(ATTR_DISH): cv.string,
        vol.Optional(ATTR_HEAT, default=False): cv.boolean,
        vol.Optional(ATTR_LEVEL, default=HelpLevel.GUIDE): vol.Coerce(HelpLevel),
        vol.Optional(ATTR_TIME, default={"minutes": 10}): cv.positive_time_period,
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        vol.Exclusive(ATTR_CAMERA, "source"): cv.entity_domain("camera"),
        **SOURCES,
    }
)
SESSION_REPORT_SCHEMA: Final = vol.Schema(
    {vol.Optional(ATTR_SESSION): cv.string, vol.Optional(ATTR_DISH): cv.string}
)
WATCH_COOKING_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_NAME): cv.string, vol.Required(ATTR_BURNER): cv.string}
)
PROPOSE_RECIPE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_SESSIONS): vol.All(cv.ensure_list, [cv.string], vol.Length(min=1, max=20)),
        vol.Optional(ATTR_NAME, default=""): cv.string,
        vol.Optional(ATTR_BY, default=""): cv.string,
    }
)


LEARN_FROM_COOKINGS_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_RECIPE): cv.string, vol.Optional(ATTR_BY, default=""): cv.string}
)


async def _start_cooking(call: ServiceCall) -> ServiceResponse:
    """One dish, or several that are to be ready together."""
    kitchen = loaded_kitchen(call.hass)
    if call.data[ATTR_HEAT]:
        await async_require_heat(call.hass, call.context)
    ready_at = call.data.get(ATTR_READY_AT)
    with translated_errors():
        orders = [await _order_of(call, kitchen, dish) for dish in call.data.get(ATTR_DISHES, [call.data])]
        session = await kitchen.start_meal(
            orders,
            together=call.data[ATTR_TOGETHER],
            ready_at=None if ready_at is None else dt_util.as_utc(ready_at),
            heat=call.data[ATTR_HEAT],
            who=caller(call),
        )
    return {"session": plain(session.view())}


async def _order_of(call: ServiceCall, kitchen: Kitchen, dish: dict[str, Any]) -> DishOrder:
    return DishOrder(
        recipe_id=(await find_recipe(kitchen, dish[ATTR_RECIPE])).id,
        burner_id=_burner(call, dish[ATTR_BURNER]).id if ATTR_BURNER in dish else None,
        level=dish.get(ATTR_LEVEL, call.data[ATTR_LEVEL]),
    )


def _burner(call: ServiceCall, name: str) -> Burner:
    """The one burner that is meant."""
    burners = find_burners(call.hass, [name])
    if len(burners) != 1:
        raise user_error("one_burner")
    return burners[0]


async def _next_step(call: ServiceCall) -> ServiceResponse:
    """A person says so; an automation, being a machine, never passes a human gate."""
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
        await session.next_step(by=caller(call), machine=call.context.user_id is None)
    return {"session": plain(session.view())}


async def _stop_cooking(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
        await session.stop(by=caller(call))
    return {"session": plain(session.view())}


async def _get_session(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
    return {"session": plain(session.view())}


async def _tell_session(call: ServiceCall) -> ServiceResponse:
    """Give an order. Only raising heat asks who it is; a machine never passes a human gate."""
    order: Order = call.data[ATTR_ORDER]
    if order is Order.RESUME and call.data[ATTR_HEAT]:
        await async_require_heat(call.hass, call.context)
    with translated_errors():
        session = loaded_kitchen(call.hass).session(call.data.get(ATTR_SESSION))
        await _orders(session, call)[order]()
    return {"session": plain(session.view())}


def _orders(session: CookingSession, call: ServiceCall) -> dict[Order, Callable[[], Awaitable[None]]]:
    dish, who = call.data.get(ATTR_DISH), caller(call)
    machine = call.context.user_id is None
    after: timedelta = call.data[ATTR_TIME]
    return {
        Order.CONFIRM: lambda: session.confirm(dish, by=who, machine=machine),
        Order.PREVIOUS: lambda: session.previous_step(dish, by=who),
        Order.REPEAT: lambda: session.redo_step(dish, by=who),
        Order.SKIP: lambda: session.skip_step(dish, by=who, machine=machine),
        Order.PAUSE: lambda: session.pause(dish, by=who),
        Order.RESUME: lambda: session.resume(dish, heat=call.data[ATTR_HEAT], by=who),
        Order.HOLD: lambda: session.hold(after.total_seconds(), by=who),
        Order.LEVEL: lambda: session.set_level(call.data[ATTR_LEVEL], dish, by=who),
        Order.REMARK: lambda: _remark(session, call),
    }


async def _remark(session: CookingSession, call: ServiceCall) -> None:
    """Words, or a picture with or without words."""
    dish, words, who = call.data.get(ATTR_DISH), call.data[ATTR_WORDS], caller(call)
    if ATTR_CAMERA in call.data:
        content = await camera_picture(call.hass, call.data[ATTR_CAMERA])
    elif any(name in call.data for name in SOURCE):
        content = (await content_of(call)).content
    else:
        await session.remark(words, dish_id=dish, by=who)
        return
    kitchen = loaded_kitchen(call.hass)
    await kitchen.picture_session(content, session_id=session.id, dish_id=dish, words=words, who=who)


async def _watch_cooking(call: ServiceCall) -> ServiceResponse:
    """Watch a burner that somebody cooks on by hand, until the session is stopped."""
    burner = _burner(call, call.data[ATTR_BURNER])
    with translated_errors():
        session = await loaded_kitchen(call.hass).sessions.watch(call.data[ATTR_NAME], burner.id)
    return {"session": plain(session.view())}


async def _get_session_report(call: ServiceCall) -> ServiceResponse:
    """What a session tells of afterwards, or while it lasts: its picture, and what it says of food safety."""
    kitchen = loaded_kitchen(call.hass)
    dish = call.data.get(ATTR_DISH)
    with translated_errors():
        session_id = call.data.get(ATTR_SESSION) or _session_or_last(kitchen).id
        safety = await kitchen.food_safety(session_id, dish)
        picture = await kitchen.sessions.plot(session_id, dish)
        remarks = await kitchen.session_remarks(session_id)
    return {
        "session_id": session_id,
        "safety": plain(safety),
        "remarks": [_told_remark(remark) for remark in remarks],
        "plot": picture,
        "plot_url": PLOT_URL.format(session_id=session_id) + (f"?dish={dish}" if dish else ""),
    }


def _told_remark(remark: Remark) -> dict[str, Any]:
    address = None if remark.media is None else MEDIA_URL.format(media_hash=remark.media)
    return {**plain(remark), "media_url": address}


def _session_or_last(kitchen: Kitchen) -> CookingSession:
    """The session in hand, or the last that ended."""
    return kitchen.sessions.current or kitchen.sessions.last or kitchen.session()


async def _propose_recipe(call: ServiceCall) -> ServiceResponse:
    """Steps for what was watched; with `by` somebody signs them, and they are kept in the book."""
    kitchen = loaded_kitchen(call.hass)
    signed_by: str = call.data[ATTR_BY]
    with translated_errors():
        draft = await kitchen.sessions.draft(
            call.data[ATTR_SESSIONS], name=call.data[ATTR_NAME], language=call.hass.config.language
        )
        recipe = None
        if signed_by:
            recipe = await kitchen.add_recipe(
                draft.sign(by=signed_by, at=dt_util.utcnow()), who=await caller_name(call)
            )
    return {"draft": plain(draft), "recipe_id": None if recipe is None else recipe.id}


async def _learn_from_cookings(call: ServiceCall) -> ServiceResponse:
    """How a recipe is really cooked; with `by` somebody signs that, and it becomes a new version."""
    kitchen = loaded_kitchen(call.hass)
    signed_by: str = call.data[ATTR_BY]
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        learned = await kitchen.learn_from_cookings(
            recipe.id, signed_by=signed_by, who=await caller_name(call)
        )
    return {
        "recipe_id": recipe.id,
        "cookings": learned.cookings,
        "habits": plain(learned.habits),
        "version": learned.recipe.version,
    }


ACTIONS: Final = (
    Action(name=START_COOKING, handler=_start_cooking, schema=START_COOKING_SCHEMA),
    Action(name=NEXT_STEP, handler=_next_step, schema=SESSION_SCHEMA),
    Action(name=STOP_COOKING, handler=_stop_cooking, schema=SESSION_SCHEMA),
    Action(name=GET_SESSION, handler=_get_session, schema=SESSION_SCHEMA, response=SupportsResponse.ONLY),
    Action(
        name=GET_SESSION_REPORT,
        handler=_get_session_report,
        schema=SESSION_REPORT_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=TELL_SESSION, handler=_tell_session, schema=TELL_SESSION_SCHEMA),
    Action(name=WATCH_COOKING, handler=_watch_cooking, schema=WATCH_COOKING_SCHEMA),
    Action(
        name=PROPOSE_RECIPE,
        handler=_propose_recipe,
        schema=PROPOSE_RECIPE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(
        name=LEARN_FROM_COOKINGS,
        handler=_learn_from_cookings,
        schema=LEARN_FROM_COOKINGS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
)
