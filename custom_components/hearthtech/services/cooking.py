"""Actions of cooking sessions: start, control, record, and save recordings."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..burners.burner import Burner
from ..burners.heat_gate import HeatPermit
from ..errors import translated_errors, user_error
from ..http.media_ids import MEDIA_URL
from ..http.session_plot import PLOT_URL
from ..json_encoding import to_json
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.cooking_log import Cooking
from ..kitchen.recipes.model import HelpLevel, Recipe
from ..kitchen.sessions.heat_orders import SessionOrder
from ..kitchen.sessions.model import Remark
from ..kitchen.sessions.service import DishOrder
from ..kitchen.sessions.session import CookingSession
from ..models import loaded_kitchen
from ..permissions import async_permit
from ..validators import date_and_time, entity_in, positive_period
from .action import Action, caller, caller_name
from .burner_targets import find_burners
from .file_access import SOURCE, SOURCES, camera_picture, content_of
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_BURNER: Final = "burner"
ATTR_BY: Final = "by"
ATTR_CAMERA: Final = "camera"
ATTR_DISH: Final = "dish"
ATTR_FROM_STEP: Final = "from_step"
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
    """Orders to a session."""

    CONFIRM = "confirm"
    PREVIOUS = "previous"
    REPEAT = "repeat"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    HOLD = "hold"
    LEVEL = "level"
    REMARK = "remark"


RAISING: Final = {
    Order.CONFIRM: SessionOrder.CONFIRM,
    Order.PREVIOUS: SessionOrder.PREVIOUS,
    Order.REPEAT: SessionOrder.REPEAT,
    Order.SKIP: SessionOrder.SKIP,
    Order.RESUME: SessionOrder.RESUME,
    Order.HOLD: SessionOrder.HOLD,
    Order.LEVEL: SessionOrder.LEVEL,
}
"""Orders that can raise heat."""

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
            vol.Optional(ATTR_READY_AT): date_and_time,
            vol.Optional(ATTR_TOGETHER, default=True): cv.boolean,
        }
    ),
)
SESSION_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_SESSION): cv.string})
NEXT_STEP_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_SESSION): cv.string,
        vol.Optional(ATTR_DISH): cv.string,
        vol.Optional(ATTR_FROM_STEP): cv.positive_int,
    }
)
TELL_SESSION_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_ORDER): vol.Coerce(Order),
        vol.Optional(ATTR_SESSION): cv.string,
        vol.Optional(ATTR_DISH): cv.string,
        vol.Optional(ATTR_FROM_STEP): cv.positive_int,
        vol.Optional(ATTR_HEAT, default=False): cv.boolean,
        vol.Optional(ATTR_LEVEL, default=HelpLevel.GUIDE): vol.Coerce(HelpLevel),
        vol.Optional(ATTR_TIME, default={"minutes": 10}): positive_period,
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        vol.Exclusive(ATTR_CAMERA, "source"): entity_in("camera"),
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
    """Start cooking one dish, or several that are to be ready at the same time."""
    kitchen = loaded_kitchen(call.hass)
    ready_at = call.data.get(ATTR_READY_AT)
    with translated_errors():
        orders = [await _order_of(call, kitchen, dish) for dish in call.data.get(ATTR_DISHES, [call.data])]
        changes = await kitchen.cooking.heat_of(orders) if call.data[ATTR_HEAT] else ()
        permit = await async_permit(call.hass, call.context, changes)
        session = await kitchen.cooking.start_meal(
            orders,
            together=call.data[ATTR_TOGETHER],
            ready_at=None if ready_at is None else dt_util.as_utc(ready_at),
            heat=permit,
            actor=caller(call),
        )
    return {"session": to_json(session.view())}


async def _order_of(call: ServiceCall, kitchen: Kitchen, dish: dict[str, Any]) -> DishOrder:
    return DishOrder(
        recipe_id=(await find_recipe(kitchen, dish[ATTR_RECIPE])).id,
        burner_id=_burner(call, dish[ATTR_BURNER]).id if ATTR_BURNER in dish else None,
        level=dish.get(ATTR_LEVEL, call.data[ATTR_LEVEL]),
    )


def _burner(call: ServiceCall, name: str) -> Burner:
    """Return the one burner of the call."""
    burners = find_burners(call.hass, [name])
    if len(burners) != 1:
        raise user_error("one_burner")
    return burners[0]


async def _next_step(call: ServiceCall) -> ServiceResponse:
    """Confirm the current step. Only a person can pass a human gate; an automation can't."""
    with translated_errors():
        session = loaded_kitchen(call.hass).cooking.get(call.data.get(ATTR_SESSION))
        dish, step = call.data.get(ATTR_DISH), call.data.get(ATTR_FROM_STEP)
        permit = await _permit(call, session, SessionOrder.NEXT)
        await session.next_step(
            dish, step=step, actor=caller(call), machine=call.context.user_id is None, heat=permit
        )
    return {"session": to_json(session.view())}


async def _stop_cooking(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        session = loaded_kitchen(call.hass).cooking.get(call.data.get(ATTR_SESSION))
        await session.stop(actor=caller(call))
    return {"session": to_json(session.view())}


async def _get_session(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        session = loaded_kitchen(call.hass).cooking.get(call.data.get(ATTR_SESSION))
    return {"session": to_json(session.view())}


async def _tell_session(call: ServiceCall) -> ServiceResponse:
    """Give an order to a session. Only raising heat checks the user; an automation never passes a human gate."""
    order: Order = call.data[ATTR_ORDER]
    with translated_errors():
        session = loaded_kitchen(call.hass).cooking.get(call.data.get(ATTR_SESSION))
        permit = None
        if (raising := RAISING.get(order)) is not None:
            permit = await _permit(call, session, raising)
        await _orders(session, call, permit)[order]()
    return {"session": to_json(session.view())}


async def _permit(call: ServiceCall, session: CookingSession, order: SessionOrder) -> HeatPermit | None:
    """Return the permit for what an order raises, `None` if it raises nothing or the session has moved on."""
    dish_id, level = call.data.get(ATTR_DISH), call.data.get(ATTR_LEVEL, HelpLevel.GUIDE)
    step = call.data.get(ATTR_FROM_STEP)
    if step is not None and step != session.step(dish_id):
        return None
    if order is SessionOrder.RESUME and not call.data[ATTR_HEAT]:
        return None
    if order is SessionOrder.LEVEL and not call.data[ATTR_HEAT] and not session.heats(dish_id):
        return None
    return await async_permit(call.hass, call.context, session.changes_of(order, dish_id, level=level))


def _orders(
    session: CookingSession, call: ServiceCall, heat: HeatPermit | None
) -> dict[Order, Callable[[], Awaitable[None]]]:
    dish, actor, step = call.data.get(ATTR_DISH), caller(call), call.data.get(ATTR_FROM_STEP)
    machine = call.context.user_id is None
    after: timedelta = call.data[ATTR_TIME]
    return {
        Order.CONFIRM: lambda: session.confirm(dish, step=step, actor=actor, machine=machine, heat=heat),
        Order.PREVIOUS: lambda: session.previous_step(dish, step=step, actor=actor, heat=heat),
        Order.REPEAT: lambda: session.redo_step(dish, step=step, actor=actor, heat=heat),
        Order.SKIP: lambda: session.skip_step(dish, step=step, actor=actor, machine=machine, heat=heat),
        Order.PAUSE: lambda: session.pause(dish, actor=actor),
        Order.RESUME: lambda: session.resume(dish, heat=heat, actor=actor),
        Order.HOLD: lambda: session.hold(after.total_seconds(), actor=actor, heat=heat),
        Order.LEVEL: lambda: session.set_level(call.data[ATTR_LEVEL], dish, actor=actor, heat=heat),
        Order.REMARK: lambda: _remark(session, call),
    }


async def _remark(session: CookingSession, call: ServiceCall) -> None:
    """Add a note: text, or a picture with optional text."""
    dish, words, actor = call.data.get(ATTR_DISH), call.data[ATTR_WORDS], caller(call)
    if ATTR_CAMERA in call.data:
        content = await camera_picture(call, call.data[ATTR_CAMERA])
    elif any(name in call.data for name in SOURCE):
        content = (await content_of(call)).content
    else:
        await session.remark(words, dish_id=dish, actor=actor)
        return
    kitchen = loaded_kitchen(call.hass)
    await kitchen.cooking.add_picture(content, session_id=session.id, dish_id=dish, words=words, actor=actor)


async def _watch_cooking(call: ServiceCall) -> ServiceResponse:
    """Record a burner on which a person cooks by hand, until the session is stopped."""
    burner = _burner(call, call.data[ATTR_BURNER])
    with translated_errors():
        session = await loaded_kitchen(call.hass).sessions.watch(call.data[ATTR_NAME], burner.id)
    return {"session": to_json(session.view())}


async def _get_session_report(call: ServiceCall) -> ServiceResponse:
    """Return the report of a session, during or after it: its plot, and its food safety findings."""
    kitchen = loaded_kitchen(call.hass)
    dish = call.data.get(ATTR_DISH)
    with translated_errors():
        session_id = call.data.get(ATTR_SESSION) or _session_or_last(kitchen).id
        safety = await kitchen.cooking.food_safety(session_id, dish)
        picture = await kitchen.sessions.plot(session_id, dish)
        remarks = await kitchen.cooking.remarks(session_id)
    return {
        "session_id": session_id,
        "safety": to_json(safety),
        "remarks": [_remark_data(remark) for remark in remarks],
        "plot": picture,
        "plot_url": PLOT_URL.format(session_id=session_id) + (f"?dish={dish}" if dish else ""),
    }


def _remark_data(remark: Remark) -> dict[str, Any]:
    address = None if remark.media is None else MEDIA_URL.format(media_hash=remark.media)
    return {**to_json(remark), "media_url": address}


def _session_or_last(kitchen: Kitchen) -> CookingSession:
    """Return the current session, or the last one that ended."""
    return kitchen.sessions.current or kitchen.sessions.last or kitchen.cooking.get()


async def _propose_recipe(call: ServiceCall) -> ServiceResponse:
    """Propose recipe steps from a recording; with `by`, the name of the signer, they are saved."""
    kitchen = loaded_kitchen(call.hass)
    signed_by: str = call.data[ATTR_BY]
    with translated_errors():
        draft = await kitchen.sessions.draft(
            call.data[ATTR_SESSIONS], name=call.data[ATTR_NAME], language=call.hass.config.language
        )
        recipe = None
        if signed_by:
            recipe = await kitchen.recipes.add(
                draft.sign(cook=signed_by, at=dt_util.utcnow()), actor=await caller_name(call)
            )
            await _log_recordings(call, recipe, signed_by)
    return {"draft": to_json(draft), "recipe_id": None if recipe is None else recipe.id}


async def _log_recordings(call: ServiceCall, recipe: Recipe, cook: str) -> None:
    """Add the recordings to the cooking log of their recipe, so that cook mode can show their trace."""
    kitchen = loaded_kitchen(call.hass)
    for session_id in call.data[ATTR_SESSIONS]:
        state = await kitchen.cooking.state(session_id)
        cooking = Cooking(
            recipe_id=recipe.id,
            version=recipe.version,
            cooked_at=datetime.fromisoformat(state.opened_at),
            session_id=session_id,
            cook=cook,
        )
        await kitchen.notes.write_cooking(cooking)


async def _learn_from_cookings(call: ServiceCall) -> ServiceResponse:
    """Propose changes of a recipe from its cooking sessions; with `by`, the name of the signer, a new version is saved."""
    kitchen = loaded_kitchen(call.hass)
    signed_by: str = call.data[ATTR_BY]
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        learned = await kitchen.cooking.learn(recipe.id, signed_by=signed_by, actor=await caller_name(call))
    return {
        "recipe_id": recipe.id,
        "cookings": learned.cookings,
        "habits": to_json(learned.habits),
        "version": learned.recipe.version,
    }


ACTIONS: Final = (
    Action(name=START_COOKING, handler=_start_cooking, schema=START_COOKING_SCHEMA),
    Action(name=NEXT_STEP, handler=_next_step, schema=NEXT_STEP_SCHEMA),
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
